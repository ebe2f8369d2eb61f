"""Logging out: everything private leaves this machine."""

from typing import NamedTuple

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, NotFound
from interpreter_app.domain.own_data import NOTHING_OWN, OwnData
from interpreter_app.keys import ProfileKeys
from interpreter_app.private_files import wipe
from interpreter_app.store.database import Damaged, is_encrypted
from interpreter_app.use_cases.open_profile import (
    KeyLost,
    Profile,
    noted_own,
    noted_unsent,
    open_profile,
    usable_key,
)


class Lost(NamedTuple):
    """What is nowhere but on this machine, each None where nobody knows.

    ``unsent`` are edits that the register does not have, ``own`` what the person keeps for herself.
    """

    unsent: int | None = 0
    own: OwnData | None = NOTHING_OWN

    def agreed(self, *, discard_unsent: bool, discard_own: bool) -> bool:
        """Whether all of it may go."""
        return (self.unsent == 0 or discard_unsent) and (self.own == NOTHING_OWN or discard_own)


class LoggedOut(NamedTuple):
    """Whether the profile was wiped, and what is gone with it, or would be; see ``Lost``."""

    wiped: bool
    unsent: int | None
    own: OwnData | None = NOTHING_OWN


def log_out(name: str, files: ProfileFiles, keys: ProfileKeys, *, discard_unsent: bool, discard_own: bool) -> LoggedOut:
    """Wipe the profile ``name``: its file, what was set aside, backups and key.

    Nothing is done while there are unsent edits, conflicts among them, unless ``discard_unsent``, or notes, call lists,
    assignments or answers that are kept here only, unless ``discard_own``; in a file that no key opens those count that
    were there when they were last counted, and where nobody knows there may be some. Raises ``NotFound`` when nobody is
    logged in, ``EnvironmentFault`` when another program has the file open.
    """
    aside = files.set_aside()
    if (files.path.exists() and not is_encrypted(files.path)) or not _leftovers(files, keys, aside):
        raise NotFound(N_("Nobody is logged in with the profile {name}."), name=name)
    profile = _readable(name, files, keys)
    try:
        lost = _lost(profile, files, aside)
        if not lost.agreed(discard_unsent=discard_unsent, discard_own=discard_own):
            return LoggedOut(wiped=False, unsent=lost.unsent, own=lost.own)
        if profile:
            profile.database.fold()
    finally:
        if profile:
            profile.close()
    wipe(files)
    keys.forget()
    return LoggedOut(wiped=True, unsent=lost.unsent, own=lost.own)


def _lost(profile: Profile | None, files: ProfileFiles, aside: list[ProfileFiles]) -> Lost:
    """What is in the file and, as it was last counted, in those that were set aside."""
    here = Lost(profile.unsent(), profile.own()) if profile else _noted(files) if files.path.exists() else Lost()
    unsent, own = here
    for one in aside:
        noted = _noted(one)
        unsent = None if unsent is None else unsent + (noted.unsent or 0)
        own = None if own is None else own.plus(noted.own or NOTHING_OWN)
    return Lost(unsent, own)


def _noted(files: ProfileFiles) -> Lost:
    return Lost(noted_unsent(files), noted_own(files))


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
        _lost(profile, files, [])
    except Damaged:
        profile.close()
        return None
    return profile
