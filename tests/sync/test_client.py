"""The HTTP side of the client: addresses, waiting, sizes, links to elsewhere."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import SyncError, UserError
from sync import client as module
from sync import protocol
from sync.addresses import checked_address
from sync.client import RegisterClient, part_rows
from sync.failures import CursorRefused, TryLater, retry_after
from tests.support import gateway as net

PART = protocol.SnapshotPart(n=0, rows=1, bytes=20, sha256="0" * 64, href="/v1/sync/snapshots/s/0")


@pytest.fixture
def gateway() -> Iterator[net.Gateway]:
    """A gateway with nothing behind it: every answer must be a replaced one."""

    class Alone(net.Gateway):
        def _ask(self, *_: object) -> net.Answer:
            return net.Answer(404, {"Content-Length": "0"}, b"")

    with Alone("http://127.0.0.1:9") as running:
        yield running


@pytest.fixture
def client(gateway: net.Gateway) -> Iterator[RegisterClient]:
    made = RegisterClient(gateway.url)
    yield made
    made.close()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8080", "https://register.example.no", " https://register.example.no/base/ ", "http://[::1]:80"],
)
def test_web_addresses_are_accepted(address: str) -> None:
    assert checked_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "register.example.no",
        "ftp://register.example.no",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@register.example.no",
        "https://register.example.no:0",
        "https://register.example.no:99999",
        "https://register.example.no/?q=1",
        "https://register.example.no/#top",
        "https://[::1",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(UserError, match="not the address of a server"):
        checked_address(address)


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    with contextlib.suppress(UserError):
        assert checked_address(text) == text.strip()


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    assert retry_after("120") == 120
    assert retry_after("") is None
    assert retry_after("soon") is None
    assert retry_after(format_datetime(datetime.now(UTC) - timedelta(hours=1))) == 0
    later = retry_after(format_datetime(datetime.now(UTC) + timedelta(hours=1)))
    assert later == pytest.approx(3600, abs=5)


def test_a_path_before_the_register_is_kept() -> None:
    with_path = RegisterClient("https://example.no/register/")
    assert with_path._url("/v1/sync/info") == "https://example.no/register/v1/sync/info"
    with_path.close()


@pytest.mark.parametrize("href", ["https://elsewhere.example/v1/x", "//elsewhere.example/v1/x"])
def test_a_link_to_another_machine_is_not_followed(client: RegisterClient, href: str) -> None:
    with pytest.raises(SyncError, match="another machine"):
        client.fetch_part(protocol.SnapshotPart(n=0, rows=0, bytes=0, sha256="", href=href), "e")


def test_a_proxy_takes_the_place_of_the_systems(gateway: net.Gateway) -> None:
    through = RegisterClient("http://register.invalid", proxy=gateway.url)
    gateway.fail("/v1/sync/info", net.web_page)
    with pytest.raises(SyncError, match="web page"):
        through.info()
    assert gateway.seen == ["http://register.invalid/v1/sync/info"]
    through.close()
    with pytest.raises(UserError):
        RegisterClient("http://register.invalid", proxy="nonsense")


def test_what_is_of_another_kind_than_asked_for_is_not_taken_for_a_part(
    gateway: net.Gateway, client: RegisterClient
) -> None:
    gateway.fail("/v1/sync/changes", net.replaced(b"{}", "application/json"))
    with pytest.raises(SyncError, match="web page"):
        client.read_changes("c", "e")


def test_an_answer_that_never_ends_is_refused(
    gateway: net.Gateway, client: RegisterClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_ANSWER_BYTES", 10)
    gateway.fail("/info", net.replaced(b"0" * 100, "application/json"))
    with pytest.raises(SyncError, match="too large"):
        client.info()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"eof":true,"rows":0}', "cut short"),
        (b"", "cut short"),
        (b"nonsense", "cut short"),
    ],
)
def test_a_part_that_is_not_what_was_announced_is_refused(
    gateway: net.Gateway, client: RegisterClient, content: bytes, told: str
) -> None:
    gateway.fail("/snapshots/", net.replaced(content, protocol.NDJSON))
    with pytest.raises(TryLater, match=told):
        client.fetch_part(PART, "e")


@pytest.mark.parametrize("at", ["", "soon", "2026-02-30T00:00:00+00:00", "2026-06-01T10:00:00"])
def test_a_time_that_is_none_or_names_no_zone_is_refused(gateway: net.Gateway, client: RegisterClient, at: str) -> None:
    page = b'{"next":"c","more":false,"head":1,"at":"%s"}' % at.encode()
    gateway.fail("/changes", net.replaced(page, protocol.NDJSON))
    with pytest.raises(SyncError, match="cannot be understood"):
        client.read_changes("c", "e")


@pytest.mark.parametrize("content", [b"", b"nonsense", b'{"t":1}\n{"eof":true,"rows":1}\n'])
def test_a_part_that_is_no_list_of_records_is_refused(content: bytes) -> None:
    with pytest.raises(SyncError, match="cannot be understood"):
        part_rows(PART, content)


@pytest.mark.parametrize("end", [b'{"eof":true,"rows":2}', b'{"eof":false,"rows":0}', b'{"eof":true,"rows":0}'])
def test_a_part_whose_last_line_does_not_agree_is_refused(end: bytes) -> None:
    with pytest.raises(TryLater, match="cut short"):
        part_rows(PART, end)


def problem(status: int, content: bytes) -> net.Fault:
    headers = {"Content-Type": protocol.PROBLEM_JSON, "Content-Length": str(len(content))}
    return lambda _: net.Answer(status, headers, content)


def test_what_a_status_means_is_told(gateway: net.Gateway, client: RegisterClient) -> None:
    gateway.fail("/info", problem(410, b'{"type":"epoch-changed","title":"T","status":410,"restored_seq":7}'))
    with pytest.raises(CursorRefused) as told:
        client.info()
    assert (told.value.code, told.value.restored_seq) == ("epoch-changed", 7)
    gateway.fail("/info", net.status(426))
    with pytest.raises(SyncError, match="newer version"):
        client.info()
    gateway.fail("/info", problem(403, b'{"type":"x","title":"Not for you","status":403}'))
    with pytest.raises(SyncError, match="Not for you"):
        client.info()
    gateway.fail("/info", problem(403, b"nonsense"))
    with pytest.raises(SyncError, match="status 403"):
        client.info()
    with pytest.raises(SyncError, match="status 404"):
        client.info()
