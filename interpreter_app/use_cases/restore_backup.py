"""Restoring a backup in the place of a profile's file, without losing what was edited since."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.keys import FoundKey, KeyPlace, ProfileKeys
from interpreter_app.private_files import begin_new, copy_private, put_in_place
from interpreter_app.store.backups import Contents, check_copy
from interpreter_app.store.carrying import carry_account, carry_edits
from interpreter_app.store.database import Damaged, is_encrypted
from interpreter_app.store.own_data import carry_own
from interpreter_app.use_cases.back_up import key_of_backup, list_backups
from interpreter_app.use_cases.open_profile import KeyLost, Profile, open_profile, usable_key


class Restored(NamedTuple):
    """A backup in the place of the file.

    ``contents`` are those of the backup; ``unsent`` is how many unsent edits there are now. ``carried`` counts the
    edits of the old file that the backup lacked, None where the old file could not be read; ``set_aside`` is where that
    is now, None where there was none.
    """

    path: Path
    contents: Contents
    unsent: int
    carried: int | None
    set_aside: ProfileFiles | None


def restore_backup(
    name: str, files: ProfileFiles, backup: Path | None, keys: ProfileKeys, *, now: datetime
) -> Restored:
    """Put ``backup`` (None: the newest that is sound) in the place of the profile's file, which is set aside.

    The edits of the file that the backup lacks are carried over with their conflicts, and so are the login and what the
    person has kept here only since: notes, call lists, the usage log. Until the last step the file stays as it is.
    Raises ``NotFound`` when there is no backup, ``UserError`` for one that belongs to another register or is not
    encrypted as the file is, and ``EnvironmentFault`` when it is damaged, when no key opens it, or when another program
    has the file open.
    """
    chosen = backup or _newest_sound(name, files, keys)
    key = key_of_backup(chosen, keys)
    contents = check_copy(chosen, key.key if key else None)
    current = _current(name, files, keys)
    try:
        _refuse_unfit(chosen, contents, files, current)
        carried = _prepare(name, chosen, files, key, current)
        readable = current is not None and _folded(current) and carried is not None
    finally:
        if current is not None:
            current.database.close()
    aside = files.set_aside_at(now) if files.path.exists() else None
    put_in_place(files, aside)
    if aside is not None and not readable and files.unsent.exists():
        files.unsent.replace(aside.unsent)
    return Restored(chosen, contents, _unsent_now(name, files, key), carried if readable else None, aside)


def _current(name: str, files: ProfileFiles, keys: ProfileKeys) -> Profile | None:
    """The profile as it is now; None where there is none or it cannot be read, which is why a backup is wanted."""
    if not files.path.exists():
        return None
    try:
        found = usable_key(files, keys) if is_encrypted(files.path) else None
        return open_profile(name, files.path, *_with(found))
    except (KeyLost, Damaged):
        return None


def _prepare(name: str, backup: Path, files: ProfileFiles, key: FoundKey | None, current: Profile | None) -> int | None:
    """Make the file that is to take the profile's place; returns how many edits it took from ``current``, if it can."""
    copy_private(backup, begin_new(files))
    restored = open_profile(name, files.new, *_with(key))
    try:
        carried = _carry(current, restored)
        restored.database.fold()
        return carried
    finally:
        restored.database.close()


def _folded(profile: Profile) -> bool:
    """Leave the file as a single one; False when it is damaged."""
    try:
        profile.database.fold()
    except Damaged:
        return False
    return True


def _unsent_now(name: str, files: ProfileFiles, key: FoundKey | None) -> int:
    """Open the file that was put in place, and count (and note) its unsent edits."""
    profile = open_profile(name, files.path, *_with(key))
    try:
        return profile.unsent()
    finally:
        profile.close()


def _with(key: FoundKey | None) -> tuple[bytes | None, KeyPlace | None]:
    return (key.key, key.place) if key else (None, None)


def _refuse_unfit(backup: Path, contents: Contents, files: ProfileFiles, current: Profile | None) -> None:
    state = current.state() if current else None
    if state and contents.register_id and state.register_id != contents.register_id:
        raise UserError(
            N_("The backup {path} is of another register than the profile."),
            N_("Choose another backup, or name another profile with --profile."),
            path=backup,
        )
    if is_encrypted(files.path) and not is_encrypted(backup):
        raise UserError(
            N_("The backup {path} is not encrypted, but the profile is."),
            N_("Choose a backup that was made after the login."),
            path=backup,
        )


def _carry(current: Profile | None, restored: Profile) -> int | None:
    """Carry login, own data and edits over; None when there is nothing that can be read."""
    if current is None:
        return None
    with suppress(Damaged):  # what cannot be read of it stays in the file that is set aside
        carry_own(current.database, restored.database)
    try:
        if current.account() is not None:
            carry_account(current.database, restored.database)
        return carry_edits(current.database, restored.database, overrule=True)
    except Damaged:
        return None


def _newest_sound(name: str, files: ProfileFiles, keys: ProfileKeys) -> Path:
    for listed in list_backups(files, keys):
        if listed.contents is not None:
            return listed.backup.path
    raise NotFound(
        N_("The profile {name} has no sound backup."), N_("Give the file of one that is kept elsewhere."), name=name
    )
