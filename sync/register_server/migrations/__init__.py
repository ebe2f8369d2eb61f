"""Bringing a register's database to the newest form, in process; one from a newer program is refused."""

from sqlalchemy import Column, Connection, Integer, MetaData, Table, inspect, select

from interpreter_app.domain.errors import N_, EnvironmentFault
from sync.register_server.databases import ServerDatabase

NEWEST = 3
"""The number of the newest migration."""

_version = Table("schema_version", MetaData(), Column("version", Integer, primary_key=True, autoincrement=False))
_ALWAYS_THERE = frozenset({_version.name, "register"})
"""The tables that every database of ours has, once it has any."""


def migrate(database: ServerDatabase) -> None:
    """Bring the database up to ``NEWEST``. Alembic is loaded only when there is something to do.

    Raises ``EnvironmentFault`` when the database is another program's or was made by a newer one; it is left as it is.
    """
    with database.read() as connection:
        tables = set(inspect(connection).get_table_names())
        if tables - {_version.name} and not tables >= _ALWAYS_THERE:
            raise EnvironmentFault(
                N_("The database {name} belongs to another program."),
                N_("Name an empty database; this one is left as it is."),
                name=database.name,
            )
        found = schema_version(connection)
    if found > NEWEST:
        raise EnvironmentFault(
            N_("The database {name} was made by a newer version of the program."),
            N_("Install the newest version; the database is left as it is."),
            name=database.name,
        )
    if found < NEWEST:
        migrate_to(database, NEWEST)


def schema_version(connection: Connection) -> int:
    """The number of the last migration that the database has had; 0 for a new one."""
    if not inspect(connection).has_table(_version.name):
        return 0
    return int(connection.execute(select(_version.c.version)).scalar_one())


def migrate_to(database: ServerDatabase, version: int) -> None:
    """Take the database up or down to ``version`` in one transaction; others who try wait for it."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from sync.register_server.migrations.versions import MIGRATIONS

    with database.write() as connection:
        database.lock_schema(connection)
        found = schema_version(connection)
        operations = Operations(MigrationContext.configure(connection))
        for migration in MIGRATIONS[found:version]:
            migration.upgrade(operations)
        for migration in reversed(MIGRATIONS[version:found]):
            migration.downgrade(operations)
        _version.create(connection, checkfirst=True)
        connection.execute(_version.delete())
        connection.execute(_version.insert().values(version=version))
