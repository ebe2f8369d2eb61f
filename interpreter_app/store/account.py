"""Who is logged in with a register file."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.store import tables


def read_account(connection: Connection) -> Account | None:
    """Who is logged in; None for a public profile."""
    row = connection.execute(select(tables.account)).mappings().first()
    if row is None:
        return None
    values = {name: value for name, value in row.items() if name != "id"}
    return Account(**{**values, "role": AccountRole(row["role"]), "since": datetime.fromisoformat(row["since"])})


def write_account(connection: Connection, account: Account) -> None:
    """Say who is logged in from now on."""
    connection.execute(delete(tables.account))
    connection.execute(insert(tables.account).values(id=1, **{**asdict(account), "since": account.since.isoformat()}))


def set_locked(connection: Connection, *, locked: bool) -> None:
    """Lock the private data, or unlock them."""
    connection.execute(update(tables.account).values(locked=locked))
