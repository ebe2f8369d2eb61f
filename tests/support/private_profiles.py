"""Private profiles for tests: logged in without any server, with a key that is known, and edits in them."""

from itertools import count
from pathlib import Path
from typing import Any

from interpreter_app.data_folder import ProfileFiles, profile_path
from interpreter_app.domain.edits import Act, Draft
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.ids import new_id
from interpreter_app.keys import OpenKeyring, ProfileKeys
from interpreter_app.store.account import set_locked
from interpreter_app.store.outbox import Refused, keep_verdicts
from interpreter_app.use_cases.log_in import Credentials, LoggedIn, log_in
from interpreter_app.use_cases.open_profile import Profile, open_with_its_key
from interpreter_app.use_cases.outbox import save
from tests.support.keyrings import NO_KEYRING
from tests.support.registers import AS_OF, hold, person, record_id

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
TOKEN = "tolk_0123456789abcdefghijklmnopqrstuvwxyz"
SERVER = "http://127.0.0.1:1"
_phones = count(1)


def credentials(**details: Any) -> Credentials:
    """What a case worker logs in with at the register that ``hold`` fills profiles from."""
    usual = {"server": SERVER, "register_id": "test", "token": TOKEN, "role": AccountRole.CASE_WORKER}
    return Credentials(**usual | {"name": "Kari Saksbehandler", "device": "kari-pc"} | details)


def log_into(
    folder: Path,
    open_keyring: OpenKeyring = NO_KEYRING,
    *,
    name: str = "register",
    person: str = "Kari Saksbehandler",
    key: bytes = KEY,
    **details: Any,
) -> LoggedIn:
    """Log ``person`` in with the profile ``name``; a new file gets ``key``."""
    files = files_of(folder, name)
    keys = ProfileKeys(files, open_keyring)
    return log_in(name, files, credentials(name=person, **details), keys, now=AS_OF, new_id=new_id, new_key=lambda: key)


def files_of(folder: Path, name: str = "register") -> ProfileFiles:
    return ProfileFiles(profile_path(folder, name))


def reopened(
    folder: Path, open_keyring: OpenKeyring = NO_KEYRING, *, name: str = "register", even_locked: bool = False
) -> Profile:
    """The profile, opened as the program does."""
    return open_with_its_key(name, profile_path(folder, name), open_keyring, even_locked=even_locked)


def private_profile(folder: Path, open_keyring: OpenKeyring = NO_KEYRING, *, edits: int = 0, **details: Any) -> Profile:
    """An open profile of a case worker that holds one person, and some unsent edits of that person."""
    log_into(folder, open_keyring, **details)
    profile = reopened(folder, open_keyring, name=details.get("name", "register"))
    hold(profile, [person()])
    for _ in range(edits):
        save_an_edit(profile)
    return profile


def save_an_edit(profile: Profile, phone: str | None = None) -> str:
    """Change the telephone of the person; returns the id of the edit."""
    draft = Draft(
        act=Act.UPDATE,
        type="interpreter",
        record=record_id("p10001"),
        person=record_id("p10001"),
        base={"phone": ""},
        set={"phone": phone or f"+47 000 00 {next(_phones):03}"},
        base_rev=1,
    )
    return save(profile, [draft], now=AS_OF, new_id=new_id).edits[0].op_id


def put_into_conflict(profile: Profile, op_id: str) -> None:
    """Let the register have refused the edit."""
    with profile.database.write() as connection:
        keep_verdicts(connection, [Refused(op_id, ("phone",), 2, False, "Ola", AS_OF.isoformat())], "")


def lock(profile: Profile) -> None:
    """Let the register have refused the token."""
    with profile.database.write() as connection:
        set_locked(connection, locked=True)
