"""Who is logged in to a register file."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.store import tables


def read_account(connection: Connection) -> Account | None:
    """Who is logged in; None in a file of the public's."""
    row = connection.execute(select(tables.account)).mappings().first()
    if row is None:
        return None
    return Account(
        role=AccountRole(row["role"]),
        name=row["name"],
        token=row["token"],
        client=row["client"],
        device=row["device"],
        since=datetime.fromisoformat(row["since"]),
        locked=row["locked"],
    )


def write_account(connection: Connection, account: Account) -> None:
    """Say who is logged in, in the place of whoever was."""
    connection.execute(delete(tables.account))
    values = asdict(account) | {"id": 1, "since": account.since.isoformat()}
    connection.execute(insert(tables.account).values(values))


def set_locked(connection: Connection, *, locked: bool) -> None:
    """Lock the file's private data, or unlock them."""
    connection.execute(update(tables.account).values(locked=locked))
