"""Private notes: kept in the profile's file, read with what is shown, and never sent anywhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from interpreter_app.contact_checks import check_booking_text
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, NotFound
from interpreter_app.domain.private_notes import LONGEST_TEXT, Mark, Note
from interpreter_app.store.database import Connection
from interpreter_app.store.people import find_by_number, read_dossiers_by_ids
from interpreter_app.store.private_notes import read_notes, read_notes_of
from interpreter_app.store.private_notes import write_note as keep_note
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.standing import sees_all


@dataclass(frozen=True, slots=True)
class NotedPerson:
    """A note with the person that it is on; ``number`` is None where the register's data do not have one any more.

    ``name`` is empty for one who is not listed, unless the register's own staff look.
    """

    note: Note
    number: int | None
    name: str
    listed: bool


def notes_of(profile: Profile, people: Sequence[str]) -> dict[str, Note]:
    """The notes on ``people`` (ids), by id; those without a note are left out."""
    if not people:
        return {}
    with profile.database.read() as connection:
        return read_notes_of(connection, people)


def list_notes(profile: Profile, today: date) -> list[NotedPerson]:
    """All notes, those changed last first, on people who are gone from the register too."""
    with profile.database.read() as connection:
        return _noted(connection, read_notes(connection), today)


def find_noted(profile: Profile, key: str, today: date, now: datetime) -> NotedPerson:
    """The person with register number or record id ``key``, with the note, which may say nothing.

    Raises ``NotFound`` when the register's data have nobody so numbered and no note is on that id.
    """
    with profile.database.read() as connection:
        id_ = find_by_number(connection, int(key)) if key.isdecimal() else key
        note = read_notes_of(connection, [id_]).get(id_) if id_ else None
        if id_ is None or not (note or read_dossiers_by_ids(connection, [id_])):
            raise _nobody(key)
        return _noted(connection, [note or Note(id_, frozenset(), "", now)], today)[0]


def write_note(profile: Profile, person: str, marks: Collection[Mark], text: str, now: datetime) -> Note:
    """Note this of a person (a record id) in the place of what was noted; with neither marks nor text, nothing is.

    Raises ``UserError`` for marks that exclude each other, and for a text that is too long, holds signs that cannot be
    seen, or what may be an identity number.
    """
    checked = check_booking_text("text", text, LONGEST_TEXT)
    note = Note(person, frozenset(marks), checked, now.astimezone(UTC))
    with profile.database.write() as connection:
        keep_note(connection, note)
    return note


def _noted(connection: Connection, notes: Sequence[Note], today: date) -> list[NotedPerson]:
    dossiers = read_dossiers_by_ids(connection, [note.person for note in notes])
    as_staff = sees_all(connection)
    return [_person(note, dossiers.get(note.person), today, as_staff=as_staff) for note in notes]


def _person(note: Note, dossier: Dossier | None, today: date, *, as_staff: bool) -> NotedPerson:
    if dossier is None:
        return NotedPerson(note, None, "", listed=False)
    person, listed = dossier.interpreter, dossier.listed_on(today)
    return NotedPerson(note, person.number, person.name if listed or as_staff else "", listed)


def _nobody(key: str) -> NotFound:
    return NotFound(
        N_("Nobody with number {number} is in the register's data here, and no note is on such a person."),
        N_("See “interpreter-app notes” for the notes there are, with the ids of those who are gone."),
        number=key,
    )
