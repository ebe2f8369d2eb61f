"""Who is logged in with a register file."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.store import tables

_FIELDS = tuple(field.name for field in fields(Account))
_ACCOUNT = f"SELECT {', '.join(_FIELDS)} FROM account"
"""Plain SQL: it is asked at every save."""


def read_account(connection: Connection) -> Account | None:
    """Who is logged in; None for a public profile."""
    row = connection.exec_driver_sql(_ACCOUNT).first()
    if row is None:
        return None
    kept = dict(zip(_FIELDS, row, strict=True))
    read = {
        "role": AccountRole(kept["role"]),
        "since": datetime.fromisoformat(kept["since"]),
        "locked": bool(kept["locked"]),
    }
    return Account(**{**kept, **read})


def write_account(connection: Connection, account: Account) -> None:
    """Say who is logged in from now on."""
    connection.execute(delete(tables.account))
    connection.execute(insert(tables.account).values(id=1, **{**asdict(account), "since": account.since.isoformat()}))


def set_locked(connection: Connection, *, locked: bool) -> None:
    """Lock the private data, or unlock them."""
    connection.execute(update(tables.account).values(locked=locked))
