"""The fictional register's staff: logging in to it, and work of theirs for pictures to show."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from interpreter_app.data_folder import DEMO_STAFF_PROFILE, server_path
from interpreter_app.ids import new_id
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.private_files import make_private_folder
from interpreter_app.temporary_folders import temporary_folder
from ui.command_line.demo_server import DemoServer
from ui.command_line.run import Run
from ui.command_line.serving import opened
from ui.command_line.syncing import register_client, synchronise

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile

STAFF_ROLES = ("case_worker", "administrator")
_ME, _COLLEAGUE = "Kari Eksempel", "Per Eksempel"
_SHOWN_LANGUAGE = "tir"

Changes = Sequence[Mapping[str, object]]
"""What is changed of each person, one after the other; nothing for an empty one."""

_OTHERS: Changes = (
    {"phone": "000 00 222", "email": "fra.registeret@example.no"},
    {"address": "Sjøgata 4", "postal_code": "9009", "place": "Tromsø"},
    {"email": "kollega@example.no"},
)
_MINE: Changes = (
    {"phone": "000 00 111", "email": "ny@example.no", "place": "Alta"},
    {"address": "Storgata 1", "postal_code": "9008", "place": "Tromsø"},
    {"phone": "000 00 333"},
    {"email": "annen@example.no"},
)
_LATER_OTHERS: Changes = ({}, {}, {}, {}, {"phone": "000 00 555"})
_LATER_MINE: Changes = ({}, {}, {}, {}, {"phone": "000 00 444"}, {"email": "post@example.no"}, {"phone": "000 00 666"})


def log_in_to_demo(run: Run, url: str, role: str) -> None:
    """Log in with this run's profile to the fictional register at ``url`` with ``role``, by a token made for it."""
    _log_in(run, url, role, _ME, server_path(run.folder, demo=True))


def _log_in(run: Run, url: str, role: str, name: str, database: Path) -> None:
    from sync.login import identify
    from sync.register_server.roles import Role
    from sync.register_server.tokens import TokenOrder, Tokens
    from ui.logging_in import log_in_as

    with opened(run, str(database)) as store:
        token = Tokens(store).create(TokenOrder(name, Role(role)), run.clock().astimezone(UTC)).text
    log_in_as(run.context, identify(url, "", token), url, token)


@contextmanager
def staff_at_work(run: Run, progress: Progress) -> Iterator[Run]:
    """A run over a profile of its own, with edits that wait, were merged, and are in conflict with a colleague's.

    It and the fictional register that it came from go away in the end.
    """
    make_private_folder(run.folder)
    with temporary_folder(run.folder) as folder:
        scratch = replace(run, folder=folder)
        with DemoServer(scratch) as server:
            url = server.start(progress)
            mine, other = _desk(scratch, "mine", url, _ME), _desk(scratch, "other", url, _COLLEAGUE)
            for colleague, me in ((_OTHERS, _MINE), (_LATER_OTHERS, ())):
                _work(other, url, colleague)
                _work(mine, url, me)
            _work(mine, "", _LATER_MINE)
            _read_history(mine, url)
            yield mine


def _desk(run: Run, machine: str, url: str, name: str) -> Run:
    """A machine of its own with somebody logged in, the register copied to it."""
    desk = replace(run, folder=run.folder / machine, profile=DEMO_STAFF_PROFILE, open_keyring=lambda: None)
    make_private_folder(desk.folder)
    _log_in(desk, url, "case_worker", name, server_path(run.folder, demo=True))
    _work(desk, url, ())
    return desk


def _work(desk: Run, url: str, changes: Changes) -> None:
    """Change the people shown, one after the other, then synchronise unless ``url`` is empty."""
    profile = desk.context.open_profile()
    try:
        for person, fields in zip(_people(desk, profile) if changes else (), changes, strict=False):
            if fields:
                _change(desk, profile, person, fields)
        if url and (changes or profile.state() is None):
            synchronise(profile, url, "", no_progress)
    finally:
        profile.close()


def _read_history(desk: Run, url: str) -> None:
    """Read the history of everybody, so that it is here without a network."""
    from sync.history import fetch_all

    profile = desk.context.open_profile()
    client = register_client(profile, url, "")
    try:
        fetch_all(profile, client, now=desk.clock())
    finally:
        client.close()
        profile.close()


def _people(desk: Run, profile: "Profile") -> list[str]:
    """The people of one language, in an order that is the same on every machine."""
    from interpreter_app.domain.searches import Order
    from interpreter_app.use_cases.find_interpreters import SearchRequest, find_interpreters

    request = SearchRequest(language=_SHOWN_LANGUAGE, order=Order.NAME)
    return [row.id for row in find_interpreters(profile, request, desk.today).rows]


def _change(desk: Run, profile: "Profile", person: str, fields: Mapping[str, object]) -> None:
    from interpreter_app.use_cases.edit_person import change_person
    from interpreter_app.use_cases.save_edit import save_edit

    save_edit(profile, person, lambda found: change_person(found, fields), now=desk.clock(), new_id=new_id)
