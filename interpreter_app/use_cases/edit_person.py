"""What can be done with a person, the languages and the listing: a plan each, to be saved or tried out.

A plan makes the drafts from a person's records as they are; see ``save_edit`` for saving it and ``try_out`` for what it
would do.
"""

from collections.abc import Mapping
from datetime import date

from interpreter_app.contact_checks import LONGEST_REASON, check_field, check_length
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.edits import Draft, Fields
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Interpreter, Kind, Listing
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.record_order import check_listings
from interpreter_app.domain.records import depth
from interpreter_app.identity_numbers import birth_date
from interpreter_app.ids import NewId
from interpreter_app.use_cases.person_records import PersonRecords, change, creation, decoded, deletion

LEGAL_AGE = 18
NAME_FIELDS = ("first_name", "middle_name", "last_name", "chosen_name")


def change_person(
    person: PersonRecords, changes: Mapping[str, object], seen: Fields | None = None
) -> tuple[Draft, ...]:
    """Change fields of the person's own record (``CHECKED_FIELDS``); an empty value clears one.

    ``seen`` are the values that were on the screen, where they are not those of now. Raises ``UserError`` for a field
    that is not one of them, a value that it cannot have, and a person who would be left without a name.
    """
    checked = {name: check_field(name, value, fictional=person.fictional) for name, value in changes.items()}
    drafts = change(person, person.id, checked, seen)
    for draft in drafts:
        require_name({**person.records[person.id].fields, **draft.set})
    return drafts


def require_name(fields: Fields) -> None:
    """Refuse a person without a name."""
    if not any(fields.get(name) for name in NAME_FIELDS):
        raise UserError(N_("A person must have a name."), N_("Give one of: {choices}."), choices=", ".join(NAME_FIELDS))


def delete_person(person: PersonRecords) -> tuple[Draft, ...]:
    """Delete the person with every record: first what belongs to others, the person's own last."""
    deepest_first = sorted(person.records, key=lambda record: -depth(person.records[record].type))
    return tuple(deletion(person, record) for record in deepest_first)


# Languages


def add_language(person: PersonRecords, language: str, kind: Kind | None = None, *, new_id: NewId) -> tuple[Draft, ...]:
    """List the person for a language and kind (its own kind if none is given); raises ``UserError`` when it is so."""
    code, kind = _pair(language, kind)
    if _records_of_pair(person, code, kind):
        raise UserError(
            N_("{name} has {language} ({kind}) already."), name=person.interpreter.name, language=code, kind=kind
        )
    return (new_language(person.id, code, kind, new_id=new_id, fictional=person.fictional),)


def new_language(person: str, language: str, kind: Kind, *, new_id: NewId, fictional: bool) -> Draft:
    """The draft of a language of a person."""
    fields = {"interpreter_id": person, "language": language, "kind": kind}
    return creation("language", new_id(), person, fields, fictional=fictional)


def remove_language(person: PersonRecords, language: str, kind: Kind | None = None) -> tuple[Draft, ...]:
    """Take a language and kind off the person's list, every record of it; raises ``UserError`` when it is not there."""
    code, kind = _pair(language, kind)
    found = _records_of_pair(person, code, kind)
    if not found:
        raise UserError(
            N_("{name} does not have {language} ({kind})."),
            N_("The person has: {choices}."),
            name=person.interpreter.name,
            language=code,
            kind=kind,
            choices=", ".join(f"{one.language} ({one.kind})" for one in person.dossier.languages) or "–",
        )
    return tuple(deletion(person, record) for record in found)


def _pair(language: str, kind: Kind | None) -> tuple[str, Kind]:
    code = language_table().get(language).code
    return code, kind or own_kind(code)


def _records_of_pair(person: PersonRecords, language: str, kind: Kind) -> list[str]:
    languages = person.of_type("language").items()
    return [
        id_ for id_, one in languages if (getattr(one, "language", ""), getattr(one, "kind", "")) == (language, kind)
    ]


# The listing


def list_person(person: PersonRecords, start: date, end: date | None = None, *, new_id: NewId) -> tuple[Draft, ...]:
    """List the person from ``start`` (``end`` is the first day no longer); see ``check_listing`` for what it takes."""
    draft = new_listing(person.id, start, end, new_id=new_id, fictional=person.fictional)
    check_listing(person.after([draft]), start)
    return (draft,)


def new_listing(
    person: str, start: date, end: date | None, reason: str = "", *, new_id: NewId, fictional: bool
) -> Draft:
    """The draft of a listing of a person; ``reason`` says why it ended."""
    fields = {
        "interpreter_id": person,
        "listed_from": start.isoformat(),
        "listed_until": end.isoformat() if end else None,
        "end_reason": check_length("end_reason", reason, LONGEST_REASON),
    }
    return creation("listing", new_id(), person, fields, fictional=fictional)


def change_listing(
    person: PersonRecords, record: str, changes: Fields, seen: Fields | None = None
) -> tuple[Draft, ...]:
    """Change ``listed_from``, ``listed_until`` or ``end_reason`` (JSON data) of a listing (its record id)."""
    drafts = change(person, record, changes, seen)
    for draft in drafts:
        listing = decoded("listing", {**person.records[record].fields, **draft.set})
        assert isinstance(listing, Listing)  # it is decoded as one
        if "listed_from" in draft.set:
            check_listing(person.after(drafts), listing.listed_from)
        check_listings(_listings(person.after(drafts)))
    return drafts


def remove_listing(person: PersonRecords, end: date, reason: str = "") -> tuple[Draft, ...]:
    """End the listing that lasts on the day before ``end``, so that ``end`` is the first day the person is not listed.

    Raises ``UserError`` when there is none. A listing that has not begun by ``end`` ends when it begins.
    """
    record, listing = _lasting_listing(person, end)
    changes = {"listed_until": max(end, listing.listed_from).isoformat(), "end_reason": reason}
    return change_listing(person, record, changes)


def correct_last_listing(
    person: PersonRecords, start: date | None = None, end: date | None = None, *, is_open: bool = False
) -> tuple[Draft, ...]:
    """Give the person's last listing another first day or end; ``is_open`` lets it last.

    Raises ``UserError`` when there is none, or nothing is given to correct.
    """
    found = [(one.listed_from, id_) for id_, one in person.of_type("listing").items() if isinstance(one, Listing)]
    if not found:
        raise UserError(
            N_("{name} has never been listed."), N_("Use “listing list” first."), name=person.interpreter.name
        )
    changes: dict[str, object] = {"listed_from": start.isoformat()} if start else {}
    if is_open:
        changes |= {"listed_until": None, "end_reason": ""}
    elif end:
        changes["listed_until"] = end.isoformat()
    return change_listing(person, max(found)[1], changes)


def _lasting_listing(person: PersonRecords, day: date) -> tuple[str, Listing]:
    found = [(id_, one) for id_, one in person.of_type("listing").items() if isinstance(one, Listing)]
    lasting = [(id_, one) for id_, one in found if one.listed_until is None or one.listed_until > day]
    if not lasting:
        raise UserError(
            N_("{name} is not listed on {day}."),
            N_("There is no listing to end; see “interpreter-app show”."),
            name=person.interpreter.name,
            day=day.isoformat(),
        )
    return min(lasting, key=lambda pair: pair[1].listed_from)


def _listings(dossier: Dossier | None) -> tuple[Listing, ...]:
    return dossier.listings if dossier else ()


def check_listing(dossier: Dossier | None, start: date) -> None:
    """Refuse a listing from ``start`` that the law does not allow (tolkeforskriften § 10).

    The person must be of legal age, as far as the identity number tells, and have a documented qualification of § 11.
    """
    check_listings(_listings(dossier))
    if dossier is None:
        return
    _require_legal_age(dossier.interpreter, start)
    if not any(found.category for found in dossier.assessments(start)):
        raise UserError(
            N_("{name} has no category on {day}, and listing takes a documented qualification."),
            N_("Add the language and its evidence first (Interpreter Regulation §§ 10 and 11)."),
            name=dossier.interpreter.name,
            day=start.isoformat(),
        )


def _require_legal_age(person: Interpreter, day: date) -> None:
    born = birth_date(person.identity_number)
    if born and _birthday(born, LEGAL_AGE) > day:
        raise UserError(
            N_("{name} is not of legal age on {day}, and listing takes that."),
            N_("List the person from a later day (Interpreter Regulation § 10)."),
            name=person.name,
            day=day.isoformat(),
        )


def _birthday(born: date, years: int) -> date:
    """The day on which someone becomes ``years`` old; of those born on 29 February 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
