"""Fixtures of a register with two of its staff at machines of their own, and a network that can fail between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync import protocol
from sync.client import RegisterClient
from tests.support.gateway import Gateway
from tests.support.offices import Desk, Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def gateway(office: Office) -> Iterator[Gateway]:
    """What stands between the desks and the register."""
    with Gateway(office.url) as standing:
        office.url = standing.url
        yield standing


@pytest.fixture
def kari(office: Office, gateway: Gateway) -> Desk:
    return office.desk("Kari")


@pytest.fixture
def ola(office: Office, gateway: Gateway) -> Desk:
    return office.desk("Ola")


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[list[protocol.Op]]:
    """The edits of each request that clients try to send, in order."""
    seen: list[list[protocol.Op]] = []
    send = RegisterClient.send_edits

    def noted(self: RegisterClient, request: protocol.OpsRequest) -> protocol.OpsAnswer:
        seen.append(request.ops)
        return send(self, request)

    monkeypatch.setattr(RegisterClient, "send_edits", noted)
    return seen
