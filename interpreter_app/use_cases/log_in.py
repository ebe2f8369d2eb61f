"""Logging in: the profile becomes an encrypted file of its own key, and the register's token lives inside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.profiles import Account, AccountRole, Origin, ProfileState
from interpreter_app.ids import NewId
from interpreter_app.keys import KeyPlace, ProfileKeys
from interpreter_app.keys_in_words import phrase_of
from interpreter_app.private_files import begin_new, make_private_folder, put_in_place
from interpreter_app.store.account import read_account, write_account
from interpreter_app.store.backups import backups_of
from interpreter_app.store.database import is_encrypted
from interpreter_app.store.outbox import read_edits
from interpreter_app.store.own_data import carry_own
from interpreter_app.use_cases.open_profile import KeyLost, Profile, open_profile, usable_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What lets a person in at the register at the address ``server``, and whom it takes the person for.

    ``register_id`` is the register's permanent id, ``device`` the name of this machine.
    """

    server: str
    register_id: str
    token: str = field(repr=False)
    role: AccountRole
    name: str
    device: str


class LoggedIn(NamedTuple):
    """What a login did.

    ``key_place`` is where the key is kept. ``recovery_phrase`` is given once, when the file is made; it is not kept
    anywhere. ``set_aside`` is the file that could not be opened and was kept under another name. ``others`` are the
    names of those whose unsent edits the file holds: the register will know them as made by whoever sends them.
    """

    key_place: KeyPlace
    recovery_phrase: str | None = None
    set_aside: ProfileFiles | None = None
    others: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"LoggedIn(key_place={self.key_place!r}, set_aside={self.set_aside!r})"


UNSENT_OF_OTHERS = (
    N_("This profile holds unsent edits of {names}."),
    N_("When you synchronise, the register's history will name you for them; take them back if that is not right."),
)
"""What to say to somebody who logs in where others have saved; ``names`` are theirs."""


def log_in(
    name: str,
    files: ProfileFiles,
    credentials: Credentials,
    keys: ProfileKeys,
    *,
    now: datetime,
    new_id: NewId,
    new_key: Callable[[], bytes],
) -> LoggedIn:
    """Log in with the profile ``name``, whose file is made, or made anew encrypted, where it is not so yet.

    An encrypted file keeps its key, its outbox and its conflicts; one that no key opens is set aside with all that
    belongs to it, never deleted. A public copy of the same register gives way once the new file is whole, and has what
    the person kept in the copy: notes, call lists, the usage log. ``now`` is the local time. Raises ``UserError`` for a
    profile of another register or of an import, ``EnvironmentFault`` when the file is in use or cannot be written; the
    profile is then as it was.
    """
    if is_encrypted(files.path):
        try:
            found = usable_key(files, keys)
        except KeyLost:
            aside = files.set_aside_at(now)
            made = _in_new_file(name, files, credentials, keys, aside, now=now, new_id=new_id, new_key=new_key)
            _move_what_belongs(files, aside)
            return made
        others = _in_same_file(open_profile(name, files.path, found.key, found.place), credentials, now, new_id)
        return LoggedIn(found.place, others=others)
    if files.path.exists():
        _give_way(open_profile(name, files.path), credentials)
    return _in_new_file(name, files, credentials, keys, None, now=now, new_id=new_id, new_key=new_key)


def _in_same_file(profile: Profile, credentials: Credentials, now: datetime, new_id: NewId) -> tuple[str, ...]:
    """Log in with an encrypted file; returns the names of others whose unsent edits it holds."""
    try:
        _refuse_other(profile.name, profile.state(), credentials)
        with profile.database.write() as connection:
            before = read_account(connection)
            client = before.client if before else new_id()
            write_account(connection, _account(credentials, client, now))
            makers = {edit.by for edit in read_edits(connection)}
        return tuple(sorted(makers - {credentials.name}))
    finally:
        profile.close()


def _in_new_file(
    name: str,
    files: ProfileFiles,
    credentials: Credentials,
    keys: ProfileKeys,
    aside: ProfileFiles | None,
    *,
    now: datetime,
    new_id: NewId,
    new_key: Callable[[], bytes],
) -> LoggedIn:
    """Make the encrypted file beside the old one, keep its key, and only then put it in place.

    A key that is kept already is used again, though it may be another file's: backups may need it.
    """
    make_private_folder(files.path.parent)
    kept = next(keys.find(), None)
    key = kept.key if kept else new_key()
    profile = open_profile(name, begin_new(files), key)
    try:
        with profile.database.write() as connection:
            write_account(connection, _account(credentials, new_id(), now))
        if aside is None and files.path.exists():
            _carry_own(open_profile(name, files.path), profile)
        profile.database.fold()
    finally:
        profile.database.close()
    place = kept.place if kept else keys.keep(key)
    put_in_place(files, aside)
    _drop_readable_backups(files)
    return LoggedIn(place, phrase_of(key), aside)


def _drop_readable_backups(files: ProfileFiles) -> None:
    """Delete the backups of the public copy: what they hold of the person's own is in the encrypted file now."""
    for backup in backups_of(files):
        if not is_encrypted(backup.path):
            backup.path.unlink(missing_ok=True)


def _give_way(profile: Profile, credentials: Credentials) -> None:
    """See that a public copy may be replaced, and leave it as a single file that nobody has open."""
    try:
        state = profile.state()
        if state and state.origin is Origin.PUBLIC:
            raise UserError(
                N_("The profile {name} was imported from a file; nobody can log in with it."),
                N_("Name another profile with --profile."),
                name=profile.name,
            )
        _refuse_other(profile.name, state, credentials)
        profile.database.fold()
    finally:
        profile.close()


def _carry_own(public: Profile, made: Profile) -> None:
    """Let what the person kept in the public copy go along, and leave that as a single file that nobody has open."""
    try:
        carry_own(public.database, made.database)
        public.database.fold()
    finally:
        public.close()


def _refuse_other(name: str, state: ProfileState | None, credentials: Credentials) -> None:
    """A file belongs to one register for good (R15)."""
    if state is not None and state.register_id != credentials.register_id:
        raise UserError(
            N_("The profile {name} belongs to another register than the one at this address."),
            N_("Check the address, or name another profile with --profile."),
            name=name,
        )


def _account(credentials: Credentials, client: str, now: datetime) -> Account:
    return Account(
        role=credentials.role,
        name=credentials.name,
        server=credentials.server,
        token=credentials.token,
        client=client,
        device=credentials.device,
        since=now,
    )


def _move_what_belongs(files: ProfileFiles, aside: ProfileFiles) -> None:
    """Let the note and the backups of a file that was set aside follow it."""
    for old, new in ((files.unsent, aside.unsent), (files.backups, aside.backups)):
        if old.exists():
            old.replace(new)
