"""A register server for tests: on both databases, with a clock of its own, and a reader that keeps a copy."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import psycopg
import pytest
import requests
from sqlalchemy import make_url

from interpreter_app.domain.records import RECORD_TYPES, Record
from sync import protocol
from sync.register_server import tables
from sync.register_server.filling import fill
from sync.register_server.records import Operation, Put, record_data
from sync.register_server.roles import Role
from sync.register_server.store import RegisterStore
from sync.register_server.tokens import TokenOrder, Tokens
from tests.support.registers import Named, authorised, bachelor, bilingual_and_tao, person

NOW = datetime(2026, 6, 30, 13, 42, tzinfo=UTC)
POSTGRES = "INTERPRETER_APP_TEST_POSTGRES"
SECRET_ADDRESS = "Hemmelighetsgata"
SHOWN_ADDRESS = "Samtykkeveien"
IDENTITY_NUMBER = "15815512345"
"""Synthetic: the month is 81."""
SECRET_REASON = "Grunnen som ingen skal se"
TYPE_NAMES = {type_: name for name, type_ in RECORD_TYPES.items()}


@dataclass
class Clock:
    """A clock that stands still until it is set forward."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


def new_postgres_database() -> Iterator[str]:
    """The address of a new PostgreSQL database, dropped afterwards; skips where none is named."""
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"{POSTGRES} names no PostgreSQL server")
    url = make_url(server)
    name = f"register_{uuid4().hex}"
    with psycopg.connect(_for_psycopg(server), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def empty_postgres_database(location: str) -> None:
    """Take all rows out; much faster than a new database."""
    with psycopg.connect(_for_psycopg(location)) as connection:
        for table in tables.metadata.sorted_tables:
            connection.execute(f"DELETE FROM {table.name}")  # type: ignore[arg-type]


def _for_psycopg(location: str) -> str:
    return make_url(location).set(drivername="postgresql").render_as_string(hide_password=False)


def new_session() -> requests.Session:
    """A session without kept connections: one that the server has just closed for its age would fail a test."""
    session = requests.Session()
    session.headers["Connection"] = "close"
    return session


@dataclass
class Served:
    """A register that is served, and how to ask it."""

    store: RegisterStore
    url: str
    session: requests.Session

    def acting(self, token: str) -> "Served":
        """The same register, asked with a token."""
        session = new_session()
        session.headers["Authorization"] = f"Bearer {token}"
        return replace(self, session=session)

    def get(self, path: str, **details: Any) -> requests.Response:
        return self.session.get(self.url + path, timeout=10, **details)

    def ask(self, method: str, path: str, **details: Any) -> requests.Response:
        return self.session.request(method, self.url + path, timeout=10, **details)

    def snapshot(self, **scope: list[str]) -> protocol.Snapshot:
        answer = self.session.post(self.url + "/v1/sync/snapshots", json={"schema": 1, "scope": scope}, timeout=30)
        assert answer.status_code == 201, answer.text
        return msgspec.json.decode(answer.content, type=protocol.Snapshot)

    def changes(self, cursor: str, **params: str) -> "Page":
        answer = self.get("/v1/sync/changes", params={"cursor": cursor} | params)
        assert answer.status_code == 200, answer.text
        return Page.read(answer.content)


@dataclass
class Page:
    """A page of changes."""

    changes: list[protocol.Change]
    end: protocol.ChangesEnd

    @classmethod
    def read(cls, content: bytes) -> "Page":
        *lines, last = content.splitlines()
        changes = [msgspec.json.decode(line, type=protocol.Change) for line in lines]
        return cls(changes, msgspec.json.decode(last, type=protocol.ChangesEnd))


@dataclass
class Replica:
    """A copy of the register kept by what the server sends; ``rows`` is by id: type, rev and fields."""

    served: Served
    cursor: str = ""
    rows: dict[str, tuple[str, int, dict[str, Any]]] = field(default_factory=dict)
    digests_compared: int = 0

    def bootstrap(self) -> None:
        snapshot = self.served.snapshot()
        self.rows = {row.id: (row.t, row.rev, msgspec.json.decode(row.d)) for row in read_parts(self.served, snapshot)}
        self.cursor = snapshot.cursor
        self._compare(snapshot.digest)

    def follow(self, limit: int = 50) -> int:
        """Read to the head; returns how many changes came. Each digest on the way is compared."""
        came = 0
        more = True
        while more:
            page = self.served.changes(self.cursor, limit=str(limit))
            for change in page.changes:
                self._apply(change)
            came += len(page.changes)
            self.cursor = page.end.next
            more = page.end.more
            if page.end.digest is not None:
                self._compare(page.end.digest)
        return came

    def _apply(self, change: protocol.Change) -> None:
        if change.op == protocol.PUT:
            self.rows[change.id] = (change.t, change.rev, msgspec.json.decode(change.d))
        else:
            self.rows.pop(change.id, None)

    def _compare(self, digest: dict[str, tuple[int, str]]) -> None:
        self.digests_compared += 1
        for type_, expected in digest.items():
            mine = digest_of((id_, rev) for id_, (t, rev, _) in self.rows.items() if t == type_)
            assert mine == expected, type_


def digest_of(records: Iterable[tuple[str, int]]) -> tuple[int, str]:
    """The digest of records given as (id, rev), counted anew."""
    hashes = [protocol.record_hash(id_, rev) for id_, rev in records]
    return len(hashes), protocol.hex_sum(sum(hashes))


def read_parts(served: Served, snapshot: protocol.Snapshot) -> Iterator[protocol.SnapshotRow]:
    """The rows of all parts."""
    for part in snapshot.parts:
        *lines, last = served.get(part.href).content.splitlines()
        assert msgspec.json.decode(last, type=protocol.SnapshotEnd) == protocol.SnapshotEnd(True, len(lines))
        for line in lines:
            yield msgspec.json.decode(line, type=protocol.SnapshotRow)


def operations(records: Iterable[Named]) -> list[Operation]:
    """What adds the records."""
    return [put(id_, record) for id_, record in records]


def put(id_: str, record: Record) -> Put:
    """What adds or replaces the record."""
    return Put(TYPE_NAMES[type(record)], id_, record_data(record))


def fill_with(store: RegisterStore, people: list[list[Named]]) -> None:
    """Make an empty register fictional, and put ``people`` into it."""
    fill(store, people, size=len(people), seed=1, progress=lambda *_: None, now=NOW)


def fictional_person(number: int, name: str = "Yonas Tekle", **details: Any) -> list[Named]:
    """A person with an identity number and an address that nobody may see."""
    private = {"identity_number": IDENTITY_NUMBER, "address": f"{SECRET_ADDRESS} {number}", "place": "Ingensted"}
    return person(name, number, **private | {"phone": "+47 000 12 345"} | details)


def new_token(store: RegisterStore, role: Role, name: str = "Kari Saksbehandler", **details: Any) -> str:
    """A token that gives ``role``; ``details`` may say when it expires."""
    return Tokens(store).create(TokenOrder(name, role, **details), NOW).text


def some_people() -> list[list[Named]]:
    """People of several languages, counties and categories; one consents to show the address."""
    return [
        fictional_person(10001, "Yonas Tekle", county="03", gender="F", languages=("som", "tir")),
        fictional_person(10002, "Åse Sørensen", county="32", evidence=[authorised()], capacity="full_time"),
        fictional_person(10003, "Milan Kovačević", languages=("hbs",), county="46"),
        fictional_person(10004, "Hodan Warsame", evidence=list(bilingual_and_tao()), county="03"),
        fictional_person(10005, "Ewa Nowak", languages=("pol",), address=SHOWN_ADDRESS, address_public=True),
        fictional_person(10006, "Linh Nguyen", languages=("vie",), evidence=[bachelor("vie"), authorised("vie")]),
    ]
