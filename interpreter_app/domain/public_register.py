"""The public register's search answer, as third parties have seen it: read without guessing.

What an entry states is taken over; what cannot be told is left out and reported. The form is unofficial.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from interpreter_app.domain.categories import Category, Pair
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.json_documents import read_json
from interpreter_app.domain.languages import LanguageTable, language_table
from interpreter_app.domain.places import CountyTable, county_table
from interpreter_app.domain.public_register_fields import (
    Reason,
    Unusable,
    category_of,
    cleaned,
    county_of,
    kind_of,
    language_of,
    number_of,
)

_PEOPLE = "personResults"
_COUNTY, _ADDRESS, _SHOW_ADDRESS = "domiciliated", "adress", "showAdressInSearch"
_NAMES = {
    "first_name": "firstname",
    "middle_name": "middlename",
    "last_name": "lastname",
    "chosen_name": "chosenname",
}
"""Our names for a person's names, with those of the file."""
_ENTRY_FIELDS = ("tolkId", *_NAMES.values(), _COUNTY, _SHOW_ADDRESS, _ADDRESS)
_LANGUAGE_FIELDS = ("code", "name", "tolktype", "qualificationRank")
_DIFFERS = N_("An earlier entry of the same person says “{known}”, this one “{given}”; the earlier one is kept.")

Entry = dict[str, object]
Remarks = list[tuple[str, Reason]]
"""What was left out of an entry: the field in the file, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPerson:
    """A person as the public register states one.

    ``county`` is a county number of 2024, None where it is not given or cannot be told. ``address`` is empty unless
    the register shows it. ``categories`` are the stated ones.
    """

    number: int
    first_name: str
    middle_name: str
    last_name: str
    chosen_name: str
    county: str | None
    shows_address: bool
    address: str
    categories: dict[Pair, Category]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that no person could be made of; ``index`` is its place in the file from 0."""

    index: int
    number: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A value that was left out, while the person it belongs to was taken over; ``field`` is its name in the file."""

    index: int
    number: int
    field: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """All that a file states: ``read`` entries are ``people``, ``merged`` (a number repeated) and ``skipped``."""

    read: int
    people: tuple[PublicPerson, ...]
    merged: int
    skipped: tuple[Skipped, ...]
    warnings: tuple[Warned, ...]


def read_public_answer(content: bytes) -> PublicAnswer:
    """What the file with ``content`` states; raises ``UserError`` when it is not of this form."""
    entries = _entries(read_json(content))
    reader = _Reader(language_table(), county_table())
    for index, entry in enumerate(entries):
        reader.take(index, entry)
    return PublicAnswer(
        len(entries), tuple(reader.people.values()), reader.merged, tuple(reader.skipped), tuple(reader.warnings)
    )


def _entries(document: object) -> list[Entry]:
    """The entries of a document of this form."""
    if not isinstance(document, dict) or not isinstance(document.get(_PEOPLE), list):
        raise _other_form(_PEOPLE)
    entries: list[Entry] = document[_PEOPLE]
    for index, entry in enumerate(entries):
        _check_entry(entry, f"{_PEOPLE}[{index}]")
    return entries


def _check_entry(entry: object, where: str) -> None:
    if not isinstance(entry, dict):
        raise _other_form(where)
    _check_simple(entry, _ENTRY_FIELDS, where)
    languages = entry.get("languages")
    if languages is not None and not isinstance(languages, list):
        raise _other_form(f"{where}.languages")
    for place, item in enumerate(languages or ()):
        if not isinstance(item, dict):
            raise _other_form(f"{where}.languages[{place}]")
        _check_simple(item, _LANGUAGE_FIELDS, f"{where}.languages[{place}]")


def _check_simple(values: Entry, names: Iterable[str], where: str) -> None:
    for name in names:
        if isinstance(values.get(name), dict | list):
            raise _other_form(f"{where}.{name}")


def _other_form(where: str) -> UserError:
    return UserError(
        N_("The file is not a search answer of the public register: {where} is missing or is something else."),
        N_("Give the file as the public register answered it; nothing was changed."),
        where=where,
    )


class _Reader:
    """Reads one entry after the other, and keeps what each gave."""

    def __init__(self, languages: LanguageTable, counties: CountyTable) -> None:
        self._languages = languages
        self._counties = counties
        self.people: dict[int, PublicPerson] = {}
        self.merged = 0
        self.skipped: list[Skipped] = []
        self.warnings: list[Warned] = []

    def take(self, index: int, entry: Entry) -> None:
        """Read the entry at ``index`` of the file."""
        number = number_of(entry.get("tolkId"))
        if number is None:
            self.skipped.append(Skipped(index, None, (Reason(N_("The entry has no register number.")),)))
            return
        remarks: Remarks = []
        person = self._person(number, entry, remarks)
        if number in self.people:
            self.people[number] = _merged(self.people[number], person, remarks)
            self.merged += 1
        elif person.categories:
            self.people[number] = person
        else:
            self.skipped.append(Skipped(index, number, _without_language(remarks)))
            return
        self.warnings += [Warned(index, number, field, reason) for field, reason in remarks]

    def _person(self, number: int, entry: Entry, remarks: Remarks) -> PublicPerson:
        first, middle, last, chosen = (_text(entry, name, remarks) for name in _NAMES.values())
        shows_address = _shows_address(entry, remarks)
        return PublicPerson(
            number=number,
            first_name=first,
            middle_name=middle,
            last_name=last,
            chosen_name=chosen,
            county=self._county(entry, remarks),
            shows_address=shows_address,
            address=_text(entry, _ADDRESS, remarks) if shows_address else "",
            categories=self._categories(entry.get("languages"), remarks),
        )

    def _county(self, entry: Entry, remarks: Remarks) -> str | None:
        try:
            return county_of(cleaned(entry.get(_COUNTY)), self._counties)
        except Unusable as unusable:
            remarks.append((_COUNTY, unusable.reason))
            return None

    def _categories(self, items: object, remarks: Remarks) -> dict[Pair, Category]:
        found: dict[Pair, Category] = {}
        for place, item in enumerate(items if isinstance(items, list) else []):
            where = f"languages[{place}]"
            stated = self._stated(item, where, remarks)
            if stated:
                _add_category(found, *stated, where, remarks)
        return found

    def _stated(self, item: Entry, where: str, remarks: Remarks) -> tuple[Pair, Category] | None:
        """What the item of one language states; None, with a remark, when it cannot be used."""
        field = "code"
        try:
            language = language_of(item.get("code"), self._languages)
            field = "tolktype"
            kind = kind_of(item.get("tolktype"), self._languages.own_kind(language))
            field = "qualificationRank"
            return Pair(language, kind), category_of(item.get("qualificationRank"))
        except Unusable as unusable:
            remarks.append((f"{where}.{field}", unusable.reason))
            return None


def _text(entry: Entry, name: str, remarks: Remarks) -> str:
    try:
        return cleaned(entry.get(name))
    except Unusable as unusable:
        remarks.append((name, unusable.reason))
        return ""


def _shows_address(entry: Entry, remarks: Remarks) -> bool:
    """Whether the register shows the address: only a true flag says so (TF § 13 e)."""
    flag = entry.get(_SHOW_ADDRESS)
    if flag is not None and not isinstance(flag, bool):
        remarks.append((_SHOW_ADDRESS, Reason(N_("The flag is neither true nor false, so no address is kept."))))
    return flag is True


def _add_category(found: dict[Pair, Category], pair: Pair, category: Category, where: str, remarks: Remarks) -> None:
    known = found.setdefault(pair, category)
    if known is not category:
        remarks.append((where, Reason(_DIFFERS, {"known": known, "given": category})))


def _without_language(remarks: Remarks) -> tuple[Reason, ...]:
    """Why a person has no language that can be used."""
    reasons = [reason for field, reason in remarks if field.startswith("languages")]
    return (Reason(N_("The entry has no language that can be used.")), *reasons)


def _merged(known: PublicPerson, again: PublicPerson, remarks: Remarks) -> PublicPerson:
    """The person with what ``again`` adds. Where two entries differ, nothing is guessed: the earlier one is kept."""
    names: dict[str, Any] = {
        own: _first_said(getattr(known, own), getattr(again, own), field, remarks) for own, field in _NAMES.items()
    }
    county = _first_said(known.county or "", again.county or "", _COUNTY, remarks)
    categories = dict(known.categories)
    for pair, category in again.categories.items():
        _add_category(categories, pair, category, "languages", remarks)
    address = _merged_address(known, again, remarks)
    return replace(known, **names, **address, county=county or None, categories=categories)


def _merged_address(known: PublicPerson, again: PublicPerson, remarks: Remarks) -> dict[str, Any]:
    """The address, which is kept only when every entry of the person shows it."""
    if known.shows_address and again.shows_address:
        return {"address": _first_said(known.address, again.address, _ADDRESS, remarks)}
    if known.shows_address or again.shows_address:
        remarks.append(
            (_SHOW_ADDRESS, Reason(N_("One entry of the person shows the address, another not; it is not kept.")))
        )
    return {"shows_address": False, "address": ""}


def _first_said(known: str, given: str, field: str, remarks: Remarks) -> str:
    if known and given and known != given:
        remarks.append((field, Reason(_DIFFERS, {"known": known, "given": given})))
    return known or given
