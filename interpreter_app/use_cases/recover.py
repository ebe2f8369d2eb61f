"""Getting back to private data with the recovery phrase when the key is lost."""

from typing import NamedTuple

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, EnvironmentFault, NotFound, UserError
from interpreter_app.domain.own_data import OwnData
from interpreter_app.keys import KeyPlace, ProfileKeys
from interpreter_app.keys_in_words import key_of
from interpreter_app.store.carrying import carry_edits
from interpreter_app.store.database import is_encrypted, opens_with
from interpreter_app.store.own_data import carry_own
from interpreter_app.use_cases.open_profile import Profile, open_profile


class Carried(NamedTuple):
    """How many edits, and how much of the person's own, came from a file that was set aside."""

    edits: int
    own: OwnData


def recover_key(name: str, files: ProfileFiles, phrase: str, keys: ProfileKeys) -> KeyPlace:
    """Keep the key that ``phrase`` stands for, once it has opened the profile's file; returns where.

    Raises ``UserError`` for a phrase that is none, ``NotFound`` when there is no encrypted file, and
    ``EnvironmentFault`` when the phrase is another file's; nothing is changed then.
    """
    key = key_of(phrase)
    if not is_encrypted(files.path):
        raise NotFound(N_("The profile {name} is not encrypted; there is nothing to recover."), name=name)
    _refuse_wrong(files, key)
    place = keys.keep(key)
    open_profile(name, files.path, key, place).close()
    return place


def recover_edits(profile: Profile, aside: ProfileFiles, phrase: str) -> Carried:
    """Take the edits and own data of a file that was set aside, which ``phrase`` opens, into ``profile``.

    Edits that both have stay as they are in ``profile``; of own data what was changed last counts. The file stays, but
    what is in it no longer counts as kept there only. Raises as ``recover_key``, and ``UserError`` when the file is
    another register's.
    """
    key = key_of(phrase)
    if not is_encrypted(aside.path):
        raise UserError(N_("{path} is not an encrypted register file."), N_("Check its name."), path=aside.path)
    _refuse_wrong(aside, key)
    source = open_profile(profile.name, aside.path, key)
    try:
        _refuse_other_register(profile, source)
        edits = carry_edits(source.database, profile.database, overrule=False)
        carried = Carried(edits, carry_own(source.database, profile.database))
    finally:
        source.close()
    profile.note_unsent()
    aside.unsent.unlink(missing_ok=True)
    return carried


def _refuse_wrong(files: ProfileFiles, key: bytes) -> None:
    if not opens_with(files.path, key):
        raise EnvironmentFault(
            N_("The recovery phrase does not open the file {path}."),
            N_("Use the phrase that was shown when this file was made; nothing was changed."),
            path=files.path,
        )


def _refuse_other_register(profile: Profile, source: Profile) -> None:
    ours, theirs = profile.state(), source.state()
    if ours and theirs and ours.register_id != theirs.register_id:
        raise UserError(
            N_("The file {path} belongs to another register than the profile {name}."),
            N_("Name the right profile with --profile."),
            path=source.files.path,
            name=profile.name,
        )
