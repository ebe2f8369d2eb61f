"""Bringing a register file to the newest form, in process; a file from a newer program is refused."""

from sqlalchemy import Connection

from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.store.database import Database

NEWEST = 3
"""The number of the newest migration; it stands in the file as ``user_version``."""

APPLICATION_ID = 0x4E544C4B
"""Tells our files from other programs' SQLite files; it stands in the file as ``application_id``."""


def migrate(database: Database) -> None:
    """Bring the file up to ``NEWEST``. Alembic is loaded only when there is something to do.

    Raises ``EnvironmentFault`` when the file is another program's or was made by a newer one; it is left as it is.
    """
    if _is_others(database):
        raise EnvironmentFault(
            N_("The file {path} belongs to another program."),
            N_("Choose another profile; the file is left as it is."),
            path=database.path,
        )
    found = schema_version(database)
    if found > NEWEST:
        raise EnvironmentFault(
            N_("The file {path} was made by a newer version of the program."),
            N_("Install the newest version; the file is left as it is."),
            path=database.path,
        )
    if found < NEWEST:
        migrate_to(database, NEWEST)


def schema_version(database: Database) -> int:
    """The number of the last migration that the file has had; 0 for a new file, or one that is not ours."""
    with database.read() as connection:
        return _version(connection)


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) if _is_ours(connection) else 0


def _is_ours(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID)


def _is_others(database: Database) -> bool:
    with database.read() as connection:
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        return bool(tables) and not _is_ours(connection)


def migrate_to(database: Database, version: int) -> None:
    """Take the file up or down to ``version`` in one transaction."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from interpreter_app.store.migrations.versions import MIGRATIONS

    with database.write() as connection:
        found = _version(connection)
        operations = Operations(MigrationContext.configure(connection))
        for migration in MIGRATIONS[found:version]:
            migration.upgrade(operations)
        for migration in reversed(MIGRATIONS[version:found]):
            migration.downgrade(operations)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def create_text_index(connection: Connection, prefix: str = "") -> None:
    """The full-text index over ``people.search_text``, of three-letter pieces; it keeps no text of its own."""
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {prefix}people_text USING fts5("
        "text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')"
    )
