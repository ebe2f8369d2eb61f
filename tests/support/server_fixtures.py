"""Fixtures of a register server; a test module takes them by naming this module in ``pytest_plugins``."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.register_server.serving import RunningServer
from sync.register_server.store import RegisterStore, open_register
from tests.support.server import (
    NOW,
    Clock,
    Served,
    empty_postgres_database,
    fill_with,
    new_postgres_database,
    new_session,
    some_people,
)


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[str]:
    """The address of a PostgreSQL database that holds the tables of a register; dropped in the end."""
    for address in new_postgres_database():
        open_register(address, NOW).close()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on each kind of server."""
    if request.param == "sqlite":
        return str(tmp_path / "server.register")
    address: str = request.getfixturevalue("postgres_database")
    empty_postgres_database(address)
    return address


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(location: str) -> Iterator[RegisterStore]:
    """An empty register, not fictional."""
    with closing(open_register(location, NOW)) as opened:
        yield opened


@pytest.fixture
def fictional(store: RegisterStore) -> RegisterStore:
    """A fictional register of a few people."""
    fill_with(store, some_people())
    return store


@pytest.fixture
def served(fictional: RegisterStore, clock: Clock) -> Iterator[Served]:
    """A fictional register of a few people, served over HTTP."""
    with RunningServer(fictional, clock=clock) as server, new_session() as session:
        yield Served(fictional, server.url, session)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A fictional register that the tests of a module share: it is only asked, never changed."""
    with closing(open_register(tmp_path_factory.mktemp("asked") / "server.register", NOW)) as opened:
        fill_with(opened, some_people())
        with RunningServer(opened, clock=Clock()) as server, new_session() as session:
            yield Served(opened, server.url, session)
