"""The register as the rest of the server sees it: its state, and the one way to write."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from sync.register_server.databases import ServerDatabase, open_server_database
from sync.register_server.migrations import migrate
from sync.register_server.records import Operation
from sync.register_server.state import NewId, RegisterState, Written, create_register, random_id, read_state
from sync.register_server.writing import write_groups


class RegisterStore:
    """The central register in its database. Any number of threads and processes may use one."""

    def __init__(self, database: ServerDatabase, new_id: NewId = random_id) -> None:
        self.database = database
        self.new_id = new_id

    def state(self) -> RegisterState:
        """The register's state now."""
        with self.read() as connection:
            return read_state(connection)

    def read(self) -> AbstractContextManager[Connection]:
        """A connection that sees one consistent state."""
        return self.database.read()

    def write(self, operations: Sequence[Operation], by: str, now: datetime) -> Written:
        """Do ``operations`` together as one server transaction; ``by`` is who does them, ``now`` the time in UTC.

        Raises ``UserError`` when one cannot be done; then none is.
        """
        return self.write_many([operations], by, now)

    def write_many(self, groups: Sequence[Sequence[Operation]], by: str, now: datetime) -> Written:
        """Do every group as a server transaction of its own, all in one transaction of the database.

        Raises what ``write`` does; then nothing is done at all.
        """
        with self.database.write() as connection:
            return write_groups(connection, groups, by, now)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def open_register(location: str | Path, now: datetime, new_id: NewId = random_id) -> RegisterStore:
    """Open the register at ``location``, a path or the URL of a database; a new one is empty and not fictional.

    ``now`` is the time in UTC. Raises ``UserError`` for an address that is not understood, and ``EnvironmentFault``
    when the database cannot be used or was made by a newer program.
    """
    database = open_server_database(location)
    try:
        migrate(database)
        create_register(database, now, new_id)
    except BaseException:
        database.close()
        raise
    return RegisterStore(database, new_id)
