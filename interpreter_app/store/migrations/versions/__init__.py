"""The migrations in order; each takes a file one step up or down and is never changed once released."""

from types import ModuleType

from interpreter_app.store.migrations.versions import v0001_first_tables, v0002_edits_and_history, v0003_booking

MIGRATIONS: tuple[ModuleType, ...] = (v0001_first_tables, v0002_edits_and_history, v0003_booking)
