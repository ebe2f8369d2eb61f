"""The register's own row: its ids, how far it reaches, and the lock by which writers wait for each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from sync.register_server import tables
from sync.register_server.chain import GENESIS
from sync.register_server.databases import ServerDatabase

NewId = Callable[[], str]


def random_id() -> str:
    """A new random id."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class RegisterState:
    """The register's own row; see ``tables.register``."""

    register: str
    fictional: bool
    epoch: str
    previous_epoch: str | None
    restored_seq: int | None
    head: int
    floor: int
    withheld: int
    last_tx: int
    last_number: int
    demo_seed: int | None
    demo_size: int | None
    demo_filled: int | None
    created: str
    head_hash: str

    def kept_of(self, epoch: str) -> int | None:
        """The last seq that a client which believes in ``epoch`` shares with the register; None when not known."""
        if epoch == self.epoch:
            return self.head
        return self.restored_seq if epoch == self.previous_epoch else None


@dataclass(frozen=True, slots=True)
class Written:
    """What a write came to: the head after it, how many records changed and in how many transactions."""

    head: int
    changed: int
    transactions: int


def read_state(connection: Connection) -> RegisterState:
    """The register's state."""
    return _state(connection.execute(select(tables.register)).one())


def lock_state(connection: Connection) -> RegisterState:
    """The register's state, which nobody else can change until the transaction ends (R2)."""
    return _state(connection.execute(select(tables.register).with_for_update()).one())


def _state(row: Row[Any]) -> RegisterState:
    values = dict(row._mapping)
    del values["id"]
    return RegisterState(**values)


def change_state(connection: Connection, **values: object) -> None:
    """Change the register's row; the caller has locked it."""
    connection.execute(update(tables.register).values(**values))


def create_register(database: ServerDatabase, now: datetime, new_id: NewId) -> None:
    """Give a new database its register: empty, not fictional. One that has a register keeps it."""
    with database.write() as connection:
        database.lock_schema(connection)
        if connection.execute(select(tables.register.c.id)).first():
            return
        connection.execute(
            insert(tables.register).values(
                id=1,
                register=new_id(),
                fictional=False,
                epoch=new_id(),
                head=0,
                floor=0,
                withheld=0,
                last_tx=0,
                last_number=0,
                created=now.isoformat(),
                head_hash=GENESIS.hex(),
            )
        )
