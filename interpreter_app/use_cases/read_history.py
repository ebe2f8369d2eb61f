"""Reading the history of a person as far as it is on this machine, a page at a time, and saying what is lacking."""

from dataclasses import dataclass

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.history import HistoryLine, Lacking, Reach, line_of_edit, lines_of
from interpreter_app.domain.profiles import Account
from interpreter_app.store import history, outbox
from interpreter_app.store.account import read_account
from interpreter_app.store.database import Connection
from interpreter_app.store.people import read_dossier_by_id, read_dossiers_by_number
from interpreter_app.store.screen import read_base_records
from interpreter_app.use_cases.open_profile import Profile

PAGE = 50
"""Changes that are read at once: about two screens of a list."""

_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a person's history, newest first, unsent edits on top.

    ``next`` is the ``before`` of the next page, None on the last. ``lacking`` says how far the history is whole here.
    """

    person: str
    lines: tuple[HistoryLine, ...]
    next: int | None
    lacking: Lacking


def read_history(
    profile: Profile, person: str, *, record: str | None = None, before: int | None = None, limit: int = PAGE
) -> HistoryPage:
    """A page of the history of ``person`` (an id), newest first: the ``limit`` changes before the place ``before``.

    With ``record`` (an id) it is the history of that record of the person only. Without ``before`` it is the first
    page, which has the unsent edits too, beside those that ``limit`` counts. Raises ``UserError`` for a profile that
    none of the register's staff is logged in to.
    """
    with profile.database.read() as connection:
        require_staff(connection)
        reach = history.read_reach(connection, person)
        edits = outbox.read_edits_of(connection, person) if before is None else []
        unsent = [edit for edit in edits if record in (None, edit.record)]
        recorded = (
            history.read_entries(connection, person, reach, before=before, limit=limit + 1, record=record)
            if reach
            else []
        )
        page = recorded[:limit]
        undone = outbox.read_undone(connection, [entry.seq for entry in page])
        return HistoryPage(
            person,
            (*map(line_of_edit, reversed(unsent)), *lines_of(page, undone)),
            page[-1].seq if len(recorded) > limit and page else None,
            _lacking(connection, person, reach),
        )


def find_in_history(profile: Profile, key: str) -> str:
    """The id of the person whose register number, or id, is ``key``; people who have been deleted too.

    Raises ``NotFound`` when neither the register nor what is known here of its history has such a person.
    """
    with profile.database.read() as connection:
        found = _person_of_number(connection, int(key)) if _is_number(key) else _person_of_id(connection, key)
    if found is None:
        raise NotFound(
            N_("Nobody in the register has the number or id {key}."),
            N_("Check it. A person who was deleted is found by the id."),
            key=key,
        )
    return found


def is_only_here(profile: Profile, person: str) -> bool:
    """Whether the register does not have the person yet, so that there is no history to fetch."""
    with profile.database.read() as connection:
        edits = outbox.read_edits_of(connection, person)
        made = any(edit.act is Act.CREATE and edit.record == person and not edit.base_rev for edit in edits)
        return made and person not in read_base_records(connection, person)


def refuse_public(profile: Profile) -> None:
    """Raise ``UserError`` for a profile that none of the register's staff is logged in to."""
    with profile.database.read() as connection:
        require_staff(connection)


def require_staff(connection: Connection) -> Account:
    """Who is logged in; raises ``UserError`` when nobody is, since only staff see what was recorded earlier."""
    account = read_account(connection)
    if account is None or not account.role.is_staff:
        raise UserError(
            N_("Only the register's own staff can see what was recorded earlier."),
            N_("Log in first with “interpreter-app login --token-file FILE”."),
        )
    return account


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) <= _LONGEST_NUMBER


def _person_of_number(connection: Connection, number: int) -> str | None:
    shown = read_dossiers_by_number(connection, number)
    return shown[0].id if shown else history.read_person_by_number(connection, number)


def _person_of_id(connection: Connection, id_: str) -> str | None:
    known = read_dossier_by_id(connection, id_) or history.read_beginning(connection, id_)
    return id_ if known or outbox.read_edits_of(connection, id_) else None


def _lacking(connection: Connection, person: str, reach: Reach | None) -> Lacking:
    return Lacking(reach.until if reach else None, history.count_unread(connection, person, reach.seq if reach else 0))
