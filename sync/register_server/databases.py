"""Where the central register is kept: an SQLite file, or a PostgreSQL database for many writers.

Reading sees one consistent state for as long as the connection is held; writing is one transaction.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from interpreter_app.domain.errors import N_, EnvironmentFault, UserError
from interpreter_app.private_files import OWNER_ONLY_FOLDER
from interpreter_app.store.database import Database, open_database

POSTGRESQL = "postgresql+psycopg"
_MIGRATION_LOCK = 7_205_759  # any number, the same in every process
_LOCK_TIMEOUT = "30s"


class ServerDatabase(Protocol):
    """What the register needs of its database."""

    @property
    def name(self) -> str:
        """How the database is named to people; never holds a password."""

    def read(self) -> AbstractContextManager[Connection]:
        """A connection that sees one consistent state."""

    def write(self) -> AbstractContextManager[Connection]:
        """A connection in a write transaction."""

    def lock_schema(self, connection: Connection) -> None:
        """Let no other process change the tables until the transaction of ``connection`` ends."""

    def close(self) -> None:
        """Close all connections."""


class SqliteDatabase:
    """The register in one SQLite file, for its owner only.

    A write transaction is the only one from its first statement.
    """

    def __init__(self, path: Path) -> None:
        self._file: Database = open_database(path)
        self.name = str(path)

    def read(self) -> AbstractContextManager[Connection]:
        """A connection that sees one consistent state."""
        return self._file.read()

    def write(self) -> AbstractContextManager[Connection]:
        """A connection in a write transaction."""
        return self._file.write()

    def lock_schema(self, connection: Connection) -> None:
        """Nothing to do: a write transaction is alone."""

    def close(self) -> None:
        """Close all connections."""
        self._file.close()


class PostgresDatabase:
    """The register in a PostgreSQL database.

    Reads are REPEATABLE READ. Writes are READ COMMITTED: a writer that waited for the register's row must see what the
    one before it wrote.
    """

    def __init__(self, url: str) -> None:
        self._engine: Engine = create_engine(
            url,
            pool_pre_ping=True,
            max_overflow=20,
            hide_parameters=True,
            connect_args={"connect_timeout": 10, "options": f"-c lock_timeout={_LOCK_TIMEOUT} -c timezone=UTC"},
        )
        self._reading = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.name = self._engine.url.render_as_string(hide_password=True)
        with self.read() as connection:
            connection.execute(text("SELECT 1"))

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state."""
        with self._told_plainly(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a write transaction."""
        with self._told_plainly(), self._engine.connect() as connection, connection.begin():
            yield connection

    def lock_schema(self, connection: Connection) -> None:
        """Let no other process change the tables until the transaction of ``connection`` ends."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Turn what a person can act on into plain words; the database's own words may hold data."""
        try:
            yield
        except OperationalError as error:
            raise EnvironmentFault(
                N_("The database {name} cannot be reached or is too busy."),
                N_("Check that it is running and that its address and password are right."),
                name=self.name,
            ) from error


def open_server_database(location: str | Path) -> ServerDatabase:
    """Open the database at ``location``: a path or ``sqlite:///`` URL of a file, or a PostgreSQL URL.

    Raises ``UserError`` for any other address and ``EnvironmentFault`` when the database cannot be used.
    """
    path = sqlite_path(location)
    if path is not None:
        return SqliteDatabase(_with_folder(path))
    url = make_url(str(location))
    if url.get_backend_name() != "postgresql":
        raise _unknown_address()
    return _open_postgres(url.set(drivername=POSTGRESQL).render_as_string(hide_password=False))


def sqlite_path(location: str | Path) -> Path | None:
    """The path of the SQLite file at ``location``; None for the address of another database.

    Raises ``UserError`` for what is no address.
    """
    if isinstance(location, Path):
        return location
    if "://" not in location:
        return Path(location)
    try:
        url = make_url(location)
    except ArgumentError:
        raise _unknown_address() from None
    if url.drivername in ("sqlite", "sqlite+pysqlite") and url.database and url.database != ":memory:":
        return Path(url.database)
    return None


def _open_postgres(url: str) -> ServerDatabase:
    try:
        return PostgresDatabase(url)
    except (ImportError, NoSuchModuleError) as error:
        raise EnvironmentFault(
            N_("PostgreSQL needs a library that is not installed."),
            N_("Install the program with the extra named server."),
        ) from error


def _with_folder(path: Path) -> Path:
    try:
        path.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            N_("The folder {path} cannot be made."),
            N_("Check that you may write there, or name another database."),
            path=path.parent,
        ) from error
    return path


def _unknown_address() -> UserError:
    return UserError(
        N_("This address of a database is not understood."),
        N_("Give the path of a file, or postgresql+psycopg://user@host/name."),
    )
