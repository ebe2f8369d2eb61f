"""The command that tells whether the program's file is whole and how old its data are."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpreter_app.data_folder import profile_path
from interpreter_app.domain.errors import N_
from interpreter_app.keys import KeyPlace
from ui.command_line import output, wording
from ui.command_line.commands import SpokenCommand
from ui.command_line.failures import DONE, NO
from ui.command_line.login import ROLE_NAMES
from ui.command_line.run import Run
from ui.command_line.versions import program_version, python_version, version_of

if TYPE_CHECKING:
    from interpreter_app.use_cases.check_health import FileHealth, Protection

_QT = "PySide6-Essentials"
_SOUND, _DAMAGED = "ok", "damaged"
_MEGABYTE = 1_000_000


@click.command(cls=SpokenCommand, help=N_("Check the file and the disk: whole or damaged, age, size, versions."))
@click.pass_obj
def health(run: Run) -> int:
    """Answer with the health of this run's profile; the exit code is 1 when its file is not whole."""
    from interpreter_app.use_cases.check_health import check_file
    from sync.protocol import record_hash

    name = run.context.profile_name
    path = profile_path(run.folder, name)
    found = check_file(name, path, record_hash, run.open_keyring) if path.exists() else None
    run.answer(_document(run, name, path, found), lambda: _lines(run, name, path, found))
    return NO if found and not found.sound else DONE


def _document(run: Run, name: str, path: Path, found: "FileHealth | None") -> dict[str, object]:
    from interpreter_app.use_cases.check_health import free_bytes

    condition = found.condition if found else None
    return {
        "profile": name,
        "data_folder": str(run.folder),
        "versions": _versions(found),
        "file": {
            "path": str(path),
            "exists": found is not None,
            "bytes": condition.bytes if condition else None,
            "schema": condition.schema if condition else None,
            "people": condition.people if condition else None,
        },
        "protection": _protection(found),
        "integrity": _integrity(found),
        "problems": _problems(run, found),
        "last_sync": _last_sync(run, found),
        "disk": {"free_bytes": free_bytes(run.folder)},
    }


def _versions(found: "FileHealth | None") -> dict[str, str | None]:
    from interpreter_app.use_cases.check_health import SQLITE_VERSION

    return {
        "program": program_version(),
        "python": python_version(),
        "qt": version_of(_QT),
        "sqlite": SQLITE_VERSION,
        "sqlcipher": found.sqlcipher if found else None,
    }


def _protection(found: "FileHealth | None") -> dict[str, object] | None:
    """How the data are protected; None where there is no file."""
    if found is None:
        return None
    told = found.protection
    return {
        "encrypted": told.encrypted,
        "key": told.key_place,
        "role": told.role,
        "locked": told.locked,
        "unsent": told.unsent,
        "last_backup": told.last_backup.isoformat() if told.last_backup else None,
    }


def _integrity(found: "FileHealth | None") -> str | None:
    """Whether the file is whole; None where there is none."""
    if found is None:
        return None
    return _SOUND if found.sound else _DAMAGED


def _problems(run: Run, found: "FileHealth | None") -> list[str]:
    if found is None:
        return []
    problems = list(found.condition.faults) if found.condition else []
    if found.condition and not found.condition.digests_agree:
        problems.append(run.say(N_("The records are not those that the sums were counted over; synchronise again.")))
    if found.fault:
        problems.append(found.fault.in_words(run.texts.gettext))
    return problems + [left_out.in_words(run.texts.gettext) for left_out in found.left_out]


def _last_sync(run: Run, found: "FileHealth | None") -> dict[str, object] | None:
    state = found.state if found else None
    if state is None:
        return None
    return {
        "as_of": state.as_of.isoformat(),
        "age_days": wording.days_old(state, run.today),
        "origin": state.origin,
        "server": state.server or None,
        "fictional": state.fictional,
        "head": state.head,
    }


def _lines(run: Run, name: str, path: Path, found: "FileHealth | None") -> list[str]:
    from interpreter_app.use_cases.check_health import free_bytes

    rows = [
        (run.say(N_("Profile")), name),
        (run.say(N_("File")), str(path)),
        (run.say(N_("Integrity")), _integrity_words(run, found)),
        *_file_rows(run, found),
        *_protection_rows(run, found),
        (run.say(N_("Free on the disk")), _megabytes(run, free_bytes(run.folder))),
        *((label, version or "–") for label, version in _version_rows(run, found)),
    ]
    return [*output.pairs(rows), *_problems(run, found)]


def _integrity_words(run: Run, found: "FileHealth | None") -> str:
    if found is None:
        return run.say(N_("There is no file yet."))
    return run.say(N_("Whole")) if found.sound else run.say(N_("Damaged or not readable"))


def _file_rows(run: Run, found: "FileHealth | None") -> list[tuple[str, str]]:
    rows = []
    if found and found.condition:
        rows += [
            (run.say(N_("Size")), _megabytes(run, found.condition.bytes)),
            (run.say(N_("People")), run.texts.number(found.condition.people)),
            (run.say(N_("Form of the file")), str(found.condition.schema)),
        ]
    if found and found.state:
        rows += [
            (run.say(N_("Age")), wording.age_words(found.state, run)),
            (run.say(N_("Server")), found.state.server),
        ]
    return rows


def _protection_rows(run: Run, found: "FileHealth | None") -> list[tuple[str, str]]:
    """What is to say of a private file; nothing of one that holds what anybody may see."""
    if found is None or not found.protection.encrypted:
        return []
    told = found.protection
    places = {KeyPlace.KEYRING: N_("in the system's keyring"), KeyPlace.FILE: N_("in a file beside it")}
    key = run.say(places[told.key_place]) if told.key_place else run.say(N_("not here"))
    rows = [
        (run.say(N_("Key of the encrypted file")), key),
        (run.say(N_("Logged in as")), run.say(ROLE_NAMES[told.role]) if told.role else ""),
        (run.say(N_("Locked")), run.say(N_("yes; log in again")) if told.locked else ""),
        (run.say(N_("Unsent edits")), "" if told.unsent is None else run.texts.number(told.unsent)),
    ]
    return [*rows, (run.say(N_("Last backup")), _backup_age(run, told))]


def _backup_age(run: Run, told: "Protection") -> str:
    if told.last_backup is None:
        return run.say(N_("none"))
    return told.last_backup.astimezone(run.clock().tzinfo).isoformat(" ", "minutes")


def _version_rows(run: Run, found: "FileHealth | None") -> list[tuple[str, str | None]]:
    versions = _versions(found)
    return [
        (run.say(N_("Program")), versions["program"]),
        ("Python", versions["python"]),
        ("Qt", versions["qt"]),
        ("SQLite", versions["sqlite"]),
        ("SQLCipher", versions["sqlcipher"]),
    ]


def _megabytes(run: Run, size: int) -> str:
    return run.say(N_("{count} MB"), count=run.texts.number(round(size / _MEGABYTE)))
