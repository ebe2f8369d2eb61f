"""The migrations in order; each takes a database one step up or down and is never changed once released."""

from types import ModuleType

from sync.register_server.migrations.versions import v0001_first_tables, v0002_roles, v0003_history

MIGRATIONS: tuple[ModuleType, ...] = (v0001_first_tables, v0002_roles, v0003_history)
