"""Bringing a register file to the newest form, in process; a file from a newer program is refused."""

from sqlalchemy import Connection

from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.store.database import Database

NEWEST = 1
"""The number of the newest migration; it stands in the file as ``user_version``."""


def migrate(database: Database) -> None:
    """Bring the file up to ``NEWEST``. Alembic is loaded only when there is something to do.

    Raises ``EnvironmentFault`` when the file was made by a newer program; it is left as it is.
    """
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
    """The number of the last migration that the file has had; 0 for a new file."""
    with database.read() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate_to(database: Database, version: int) -> None:
    """Take the file up or down to ``version`` in one transaction."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from interpreter_app.store.migrations.versions import MIGRATIONS

    with database.write() as connection:
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        operations = Operations(MigrationContext.configure(connection))
        for migration in MIGRATIONS[found:version]:
            migration.upgrade(operations)
        for migration in reversed(MIGRATIONS[version:found]):
            migration.downgrade(operations)
        connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def create_text_index(connection: Connection, prefix: str = "") -> None:
    """The full-text index over ``people.search_text``, of three-letter pieces; it keeps no text of its own."""
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {prefix}people_text USING fts5("
        "text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')"
    )
