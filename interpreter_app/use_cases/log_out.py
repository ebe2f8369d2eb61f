"""Logging out: everything private leaves this machine."""

from typing import NamedTuple

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, NotFound
from interpreter_app.keys import ProfileKeys
from interpreter_app.private_files import wipe
from interpreter_app.store.database import Damaged, is_encrypted
from interpreter_app.use_cases.open_profile import KeyLost, Profile, noted_unsent, open_profile, usable_key


class LoggedOut(NamedTuple):
    """Whether the profile was wiped, and how many unsent edits it held, which are gone with it; None: nobody knows."""

    wiped: bool
    unsent: int | None


def log_out(name: str, files: ProfileFiles, keys: ProfileKeys, *, discard_unsent: bool) -> LoggedOut:
    """Wipe the profile ``name``: its file, what was set aside, backups and key.

    Nothing is done while there are unsent edits, conflicts among them, unless ``discard_unsent``; in a file that no
    key opens those count that were there when they were last counted, and where nobody knows there may be some. Raises
    ``NotFound`` when nobody is logged in, ``EnvironmentFault`` when another program has the file open.
    """
    aside = files.set_aside()
    if (files.path.exists() and not is_encrypted(files.path)) or not _leftovers(files, keys, aside):
        raise NotFound(N_("Nobody is logged in with the profile {name}."), name=name)
    profile = _readable(name, files, keys)
    try:
        unsent = _unsent(profile, files, aside)
        if unsent != 0 and not discard_unsent:
            return LoggedOut(wiped=False, unsent=unsent)
        if profile:
            profile.database.fold()
    finally:
        if profile:
            profile.close()
    wipe(files)
    keys.forget()
    return LoggedOut(wiped=True, unsent=unsent)


def _unsent(profile: Profile | None, files: ProfileFiles, aside: list[ProfileFiles]) -> int | None:
    in_file = profile.unsent() if profile else noted_unsent(files) if files.path.exists() else 0
    return None if in_file is None else in_file + sum(noted_unsent(one) or 0 for one in aside)


def _leftovers(files: ProfileFiles, keys: ProfileKeys, aside: list[ProfileFiles]) -> bool:
    """Whether anything private is here; a file may be gone while its backups or its key are not."""
    return files.path.exists() or bool(aside) or files.backups.exists() or next(keys.find(), None) is not None


def _readable(name: str, files: ProfileFiles, keys: ProfileKeys) -> Profile | None:
    """The profile, open; None where its file is gone, or cannot be read."""
    if not files.path.exists():
        return None
    try:
        found = usable_key(files, keys)
        profile = open_profile(name, files.path, found.key, found.place)
    except (KeyLost, Damaged):
        return None
    try:
        profile.unsent()
    except Damaged:
        profile.close()
        return None
    return profile
