"""Opening the local register file that a person works with."""

from dataclasses import dataclass
from pathlib import Path

from interpreter_app.domain.errors import N_, EnvironmentFault, NotFound
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.store.base import INDEX, read_profile
from interpreter_app.store.database import Database, open_database
from interpreter_app.store.migrations import migrate
from interpreter_app.store.search import RegisterSearch, match_by_index


@dataclass(frozen=True, slots=True)
class Profile:
    """An open profile: its name, its file, and the search over it."""

    name: str
    database: Database
    search: RegisterSearch

    def state(self) -> ProfileState | None:
        """Where the profile's data come from and how far they reach; None while it has none."""
        with self.database.read() as connection:
            return read_profile(connection)

    def require_state(self) -> ProfileState:
        """The state of a profile that has data; raises ``NotFound`` with what to do when it has none."""
        state = self.state()
        if state is None:
            raise NotFound(
                N_("The profile {name} holds no register yet."),
                N_("Synchronise first."),
                name=self.name,
            )
        return state

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def open_profile(name: str, path: Path, key: bytes | None = None) -> Profile:
    """Open or create the profile ``name`` in the file ``path``, brought to the newest form.

    ``key`` is a raw key of 32 bytes for an encrypted file. Raises ``EnvironmentFault`` when the file cannot be
    opened, is damaged or was made by a newer program.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            N_("The folder {path} cannot be made."),
            N_("Check that you may write there, or choose another with --data-dir."),
            path=path.parent,
        ) from error
    database = open_database(path, key)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Profile(name, database, RegisterSearch(INDEX, match_by_index))
