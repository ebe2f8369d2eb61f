"""Opening the local register file that a person works with."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, AppError, EnvironmentFault, NotFound, UserError
from interpreter_app.domain.own_data import OwnData
from interpreter_app.domain.profiles import Account, AccountRole, ProfileState
from interpreter_app.keys import FoundKey, KeyPlace, OpenKeyring, ProfileKeys
from interpreter_app.private_files import make_private_folder, replace_private
from interpreter_app.store.account import read_account
from interpreter_app.store.backups import keep_backup
from interpreter_app.store.base import INDEX, read_profile
from interpreter_app.store.database import Database, is_encrypted, open_database, opens_with
from interpreter_app.store.migrations import NEWEST, migrate, schema_version
from interpreter_app.store.outbox import count_unsent
from interpreter_app.store.own_data import count_own
from interpreter_app.store.search import RegisterSearch, match_by_index


class KeyLost(EnvironmentFault):
    """No key here opens the profile's file. ``unsent`` is how many unsent edits it last held, None when not known."""

    def __init__(self, files: ProfileFiles) -> None:
        self.unsent = noted_unsent(files)
        super().__init__(
            N_("The file {path} is encrypted, and no key here opens it."),
            N_(
                "The file is kept. Use “interpreter-app recover --phrase-file FILE” with the recovery phrase, or log "
                "in anew, which sets the file aside."
            )
            if self.unsent is None
            else N_(
                "The file is kept; unsent edits in it: {unsent}. Use “interpreter-app recover --phrase-file FILE” with "
                "the recovery phrase, or log in anew, which sets the file aside."
            ),
            path=files.path,
            unsent=self.unsent,
        )


class Locked(EnvironmentFault):
    """The register has refused the profile's token; its private data are not shown until the next login."""

    def __init__(self, name: str, unsent: int) -> None:
        super().__init__(
            N_("The profile {name} is locked, since the register no longer accepts its login."),
            N_("Log in again with “interpreter-app login --token-file FILE”; unsent edits that are kept: {unsent}."),
            name=name,
            unsent=unsent,
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """An open profile: its name, its file, and the search over it; for an encrypted file its key, too."""

    name: str
    database: Database
    search: RegisterSearch
    key: bytes | None = field(default=None, repr=False)
    key_place: KeyPlace | None = None

    @property
    def files(self) -> ProfileFiles:
        """The profile's file and what lies beside it."""
        return ProfileFiles(self.database.path)

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

    def account(self) -> Account | None:
        """Who is logged in; None for a public profile."""
        with self.database.read() as connection:
            return read_account(connection)

    def role(self) -> AccountRole:
        """What the person may see and do."""
        account = self.account()
        return account.role if account else AccountRole.PUBLIC

    def token_for(self, server: str) -> str:
        """The token to use at the address ``server``, empty for a public profile.

        Raises ``UserError`` for another server than the one that the person logged in at: it must not see the token.
        """
        account = self.account()
        if account is None:
            return ""
        if _origin(account.server) != _origin(server):
            raise UserError(
                N_("The login of the profile {name} is for the register at {server}."),
                N_("Use that address, or log in at the other one first."),
                name=self.name,
                server=account.server,
            )
        return account.token

    def unsent(self) -> int:
        """How many edits the register does not have, those in conflict among them."""
        with self.database.read() as connection:
            return count_unsent(connection)

    def own(self) -> OwnData:
        """What is kept in the file only: private notes, call lists, the usage log, answers about the unit."""
        with self.database.read() as connection:
            return count_own(connection)

    def note_unsent(self) -> None:
        """Note beside an encrypted file how much it holds that is nowhere else, to be told should its key be lost.

        The time of counting is the note's own time. Where the note cannot be written the old one stays.
        """
        if self.key is not None:
            note = json.dumps({"unsent": self.unsent(), "own": self.own()._asdict()}).encode()
            with suppress(OSError):
                replace_private(self.files.unsent, note)

    def close(self) -> None:
        """Close the file."""
        with suppress(AppError):  # a file that cannot be read is told to whoever reads it, not to who closes it
            self.note_unsent()
        self.database.close()


def noted_unsent(files: ProfileFiles) -> int | None:
    """How many unsent edits the file held when they were last counted; None when that is not known."""
    unsent = _noted(files, "unsent")
    return unsent if isinstance(unsent, int) else None


def noted_own(files: ProfileFiles) -> OwnData | None:
    """What the file held of its owner's when that was last counted; None when that is not known."""
    counts = _noted(files, "own")
    if not isinstance(counts, dict):
        return None
    try:
        own = OwnData(**counts)
    except TypeError:  # the note of another version of the program
        return None
    return own if all(isinstance(count, int) for count in own) else None


def _noted(files: ProfileFiles, name: str) -> object:
    """What the note beside an encrypted file says under ``name``; None when it cannot be read."""
    try:
        return json.loads(files.unsent.read_bytes())[name]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def open_with_its_key(name: str, path: Path, open_keyring: OpenKeyring, *, even_locked: bool = False) -> Profile:
    """Open the profile ``name`` in the file ``path``, with the key that is kept for it when it is encrypted.

    Raises ``KeyLost`` when no key opens it, ``Locked`` for a locked one unless ``even_locked``, and what
    ``open_profile`` raises. A file that cannot be opened is left as it is.
    """
    if not is_encrypted(path):
        return open_profile(name, path)
    files = ProfileFiles(path)
    found = usable_key(files, ProfileKeys(files, open_keyring))
    profile = open_profile(name, path, found.key, found.place)
    try:
        if not even_locked:
            _refuse_locked(profile)
    except BaseException:
        profile.close()
        raise
    return profile


def usable_key(files: ProfileFiles, keys: ProfileKeys) -> FoundKey:
    """The kept key that opens the encrypted file; raises ``KeyLost`` when there is none."""
    for found in keys.find():
        if opens_with(files.path, found.key):
            return found
    raise KeyLost(files)


def open_profile(name: str, path: Path, key: bytes | None = None, key_place: KeyPlace | None = None) -> Profile:
    """Open or create the profile ``name`` in the file ``path``, brought to the newest form.

    ``key`` is a raw key of 32 bytes for an encrypted file, ``key_place`` where it is kept. A file with data is backed
    up before it is brought to a newer form. Raises ``EnvironmentFault`` when the file cannot be opened or backed up, is
    damaged or was made by a newer program.
    """
    make_private_folder(path.parent)
    database = open_database(path, key)
    try:
        _back_up_before_migration(database, key)
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Profile(name, database, RegisterSearch(INDEX, match_by_index), key, key_place)


def _back_up_before_migration(database: Database, key: bytes | None) -> None:
    """Back up a file whose data are about to be moved to a newer form; its name is the time they last changed."""
    if 0 < schema_version(database) < NEWEST:
        changed = datetime.fromtimestamp(database.path.stat().st_mtime, UTC)
        with database.read() as connection:
            has_data = read_profile(connection) is not None
        if has_data:
            keep_backup(database, key, changed)


def _refuse_locked(profile: Profile) -> None:
    account = profile.account()
    if account is not None and account.locked:
        raise Locked(profile.name, profile.unsent())


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address.strip())
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
