"""Comparing a client's file with the register, and checking that the file is whole."""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import select

from interpreter_app.store import tables
from interpreter_app.store.base import count_base, read_digests
from interpreter_app.use_cases.open_profile import Profile
from sync import protocol
from sync.register_server import tables as served
from sync.register_server.store import RegisterStore


def server_rows(register: RegisterStore) -> dict[str, int]:
    """Id and rev of every record that the public may see."""
    with register.database.read() as connection:
        columns = served.records.c
        rows = connection.execute(select(columns.id, columns.rev).where(columns.public, ~columns.deleted))
        return {row.id: row.rev for row in rows}


def client_rows(profile: Profile) -> dict[str, int]:
    """Id and rev of every record in the client's base."""
    with profile.database.read() as connection:
        return {row.id: row.rev for row in connection.execute(select(tables.records.c.id, tables.records.c.rev))}


def assert_equal(register: RegisterStore, profile: Profile) -> None:
    """The client has exactly what the public may see, counted rightly and searchable."""
    assert client_rows(profile) == server_rows(register)
    with profile.database.read() as connection:
        running = {type_: digest for type_, digest in read_digests(connection).items() if digest.rows}
        assert running == count_base(connection, protocol.record_hash)
        people = connection.execute(select(tables.people.c.pk)).scalars().all()
        texts = connection.exec_driver_sql("SELECT rowid FROM people_text").scalars().all()
    assert sorted(people) == sorted(texts)


def integrity(path: Path) -> str:
    """What SQLite says of the file: ok, or what is wrong."""
    connection = sqlite.connect(str(path))
    try:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        connection.close()
