"""One SQLite file, plain or encrypted with a raw key, opened safely and read or written in transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, Cancelled, EnvironmentFault
from interpreter_app.domain.profiles import KEY_BYTES
from interpreter_app.private_files import make_private, narrow

PAGE_BYTES = 4096
PLAIN_HEADER = b"SQLite format 3\x00"
__all__ = ["KEY_BYTES", "Connection", "Database", "open_database"]

OLDEST_SAFE_SQLITE = (3, 51, 3)  # 3.7.0 to 3.51.2 can corrupt a file when its write-ahead log is reset
BUSY_TIMEOUT_MS = 10_000
STEPS_BETWEEN_CANCEL_CHECKS = 20_000


class Damaged(EnvironmentFault):
    """The file cannot be read: it is damaged, is no register file, or another key belongs to it."""


class Database:
    """An open register file. Connections are pooled; every thread takes its own for as long as it needs one."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine

    @contextmanager
    def read(self, cancelled: Callable[[], bool] | None = None) -> Iterator[Connection]:
        """A connection that sees one consistent state.

        ``cancelled`` is asked while a query runs; when it says yes, ``Cancelled`` is raised in its place.
        """
        with told_plainly(self.path), self.engine.connect() as connection, connection.begin():
            raw = connection.connection.dbapi_connection
            if cancelled is not None:
                raw.set_progress_handler(cancelled, STEPS_BETWEEN_CANCEL_CHECKS)  # type: ignore[union-attr]
            try:
                yield connection
            except (OperationalError, sqlite.OperationalError) as error:
                if cancelled is not None and cancelled():
                    raise Cancelled from error
                raise
            finally:
                if cancelled is not None:
                    raw.set_progress_handler(None, 0)  # type: ignore[union-attr]

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a write transaction: all that is done in it is kept together, or nothing is."""
        with (
            told_plainly(self.path),
            self.engine.connect().execution_options(begin_immediate=True) as connection,
            connection.begin(),
        ):
            yield connection

    def copy_to(self, path: Path) -> None:
        """Write a compact copy of one consistent state, with the same key, into the new or empty file ``path``.

        Others may read and write meanwhile.
        """
        with told_plainly(path), self.engine.connect() as connection:
            connection.connection.cursor().execute("VACUUM INTO ?", (str(path),))

    def fold(self) -> None:
        """Close, leaving a single file without a log beside it.

        Raises ``EnvironmentFault`` while another program has the file open; it stays open then.
        """
        self.engine.dispose()
        with told_plainly(self.path), self.engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = DELETE")
        self.engine.dispose()

    def close(self) -> None:
        """Close all pooled connections."""
        self.engine.dispose()


def open_database(path: Path, key: bytes | None = None) -> Database:
    """Open or create the file at ``path``; ``key`` is a raw key of 32 bytes for an encrypted file, else None.

    It is for its owner only, and so is the log beside it. Raises ``EnvironmentFault`` when the SQLite library is
    unsafe, the folder cannot be written, the file is no register file or the key is not its key, or the drive cannot do
    write-ahead logging.
    """
    _check_library()
    if key is not None and len(key) != KEY_BYTES:
        raise ValueError(f"the key must have {KEY_BYTES} bytes")
    _make_for_its_owner(path)
    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=lambda: _connect(path, key),
        poolclass=QueuePool,
        max_overflow=20,
        hide_parameters=True,  # an error that is shown or logged must not tell a token or an identity number
    )
    event.listen(engine, "begin", _begin)
    database = Database(path, engine)
    with database.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    _keep_to_its_owner(path)
    return database


def _make_for_its_owner(path: Path) -> None:
    """Make a new file that nobody else may read; SQLite gives the log beside it the same rights."""
    with suppress(OSError):  # it is there already; or opening it says in plain words what is wrong
        make_private(path)


def _keep_to_its_owner(path: Path) -> None:
    """Let nobody else read a register file that is there, nor the log beside it."""
    files = ProfileFiles(path)
    for one in (files.path, files.log, files.shared):
        narrow(one)


def is_encrypted(path: Path) -> bool:
    """Whether there is an encrypted file at ``path``: whole pages that do not begin as a plain file does."""
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
        return bool(header) and header != PLAIN_HEADER and path.stat().st_size % PAGE_BYTES == 0
    except OSError:
        return False


def opens_with(path: Path, key: bytes) -> bool:
    """Whether ``key`` opens the encrypted file at ``path``. Nothing is changed, not even the write-ahead log."""
    connection = open_read_only(path, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def open_read_only(path: Path, key: bytes | None) -> sqlite.Connection:
    """A connection to a file that nobody writes to just now; what is in its write-ahead log is not seen."""
    connection = sqlite.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    _quietly_use(connection, key)
    return connection


def _quietly_use(connection: sqlite.Connection, key: bytes | None) -> None:
    """Use ``key``; the library would tell a wrong one on standard error, where only our own words belong."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def _check_library() -> None:
    if sqlite.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise EnvironmentFault(
            N_("The SQLite library {version} on this machine can damage files."),
            N_("Install sqlcipher3 0.6.4 or newer."),
            version=sqlite.sqlite_version,
        )


def _connect(path: Path, key: bytes | None) -> sqlite.Connection:
    connection = sqlite.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        _quietly_use(connection, key)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise EnvironmentFault(
                N_("The drive of {path} cannot keep the register's file safe."),
                N_("Choose a data folder on a drive of this machine."),
                path=path,
            )
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = FAST")  # a withdrawn address does not stay behind in its page
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("begin_immediate")
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn the faults of file and disk that a person can act on into plain words; others are our bugs."""
    try:
        yield
    except (sqlite.DatabaseError, DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error  # without the statement and its values
        plain = _plain_words(str(cause).lower(), path)
        if plain is None:
            raise
        raise plain from error


def _plain_words(text: str, path: Path) -> EnvironmentFault | None:
    if "not a database" in text or "malformed" in text:
        return Damaged(
            N_("The file {path} is damaged, is no register file, or another key belongs to it."),
            N_("Keep the file and choose another profile, or restore a backup."),
            path=path,
        )
    if "locked" in text or "busy" in text:
        return EnvironmentFault(
            N_("The file {path} is in use by another program."),
            N_("Close the other program and try again."),
            path=path,
        )
    if "unable to open" in text or "readonly" in text or "permission" in text:
        return EnvironmentFault(
            N_("The file {path} cannot be opened for writing."),
            N_("Check that the folder exists and that you may write in it."),
            path=path,
        )
    if "disk is full" in text or "disk i/o" in text:
        return EnvironmentFault(
            N_("The disk of {path} is full or cannot be written."),
            N_("Free some space and try again; nothing that was saved is lost."),
            path=path,
        )
    return None
