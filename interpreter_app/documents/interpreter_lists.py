"""The content of a list of interpreters: its columns, and what each holds for a person or for one of a person's pairs.

What is not for the public is in no column but for the register's staff, and the identity number only where it is asked
for (tolkeforskriften §§ 13–14).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from interpreter_app import explanations
from interpreter_app.documents.tables import Cell, CellKind, Column
from interpreter_app.domain.categories import Assessment, Pair
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_
from interpreter_app.domain.interpreters import Interpreter, Listing
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.places import county_table
from interpreter_app.i18n import Texts

_SEPARATOR = ", "
_NO_CATEGORY = "–"
_STATED = "stated"
_NARROW, _MIDDLE, _WIDE = 12, 20, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ListForm:
    """What a list of interpreters holds.

    ``texts`` are of the language of headings and words; None gives the names of fields and the codes of values.
    ``per_language`` gives each pair of language and kind a line. ``sees_all`` is for the register's own staff; only
    then an address without consent is in it, and with ``identity_numbers`` the identity number. ``listing_dates`` is
    whether the days of listing are known. ``columns`` are the names of those wanted of the columns that there are; None
    for all.
    """

    texts: Texts | None = None
    per_language: bool = False
    sees_all: bool = False
    identity_numbers: bool = False
    listing_dates: bool = True
    columns: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """What a row is made of: the person as may be shown, what is listed that day, and the row's own pair, if any."""

    form: ListForm
    person: Interpreter
    assessments: Sequence[Assessment]
    listing: Listing | None
    own: Assessment | None = None


class _Field(NamedTuple):
    name: str
    heading: str
    value: Callable[[_Line], Cell]
    kind: CellKind = CellKind.TEXT
    width: int = _MIDDLE


def list_columns(form: ListForm) -> tuple[Column, ...]:
    """The columns of a list, in order."""
    return tuple(
        Column(one.name, form.texts.gettext(one.heading) if form.texts else one.name, one.kind, one.width)
        for one in _fields(form)
    )


def list_rows(
    dossier: Dossier, day: date, form: ListForm, shown: Callable[[Assessment], bool] = lambda _: True
) -> Iterator[tuple[Cell, ...]]:
    """The rows of a person, listed on ``day``: one, or one for each pair that ``shown`` says yes to."""
    assessments = dossier.assessments(day)
    listing = _listing_on(dossier, day) if form.listing_dates else None
    line = _Line(form, _as_shown(dossier.interpreter, form), assessments, listing)
    fields = _fields(form)
    if not form.per_language:
        yield tuple(field.value(line) for field in fields)
        return
    for assessment in filter(shown, assessments):
        own = replace(line, own=assessment)
        yield tuple(field.value(own) for field in fields)


def _as_shown(person: Interpreter, form: ListForm) -> Interpreter:
    """The person without what this list must not hold."""
    if not (form.sees_all or person.address_public):
        person = replace(person, address="", postal_code="", place="")
    return person if form.sees_all and form.identity_numbers else replace(person, identity_number="")


def _listing_on(dossier: Dossier, day: date) -> Listing | None:
    holding = [
        one
        for one in dossier.listings
        if one.listed_from <= day and (one.listed_until is None or day < one.listed_until)
    ]
    return max(holding, key=lambda one: one.listed_from, default=None)


def _languages(line: _Line) -> str:
    return _SEPARATOR.join(
        f"{_pair_name(one.pair, line.form.texts)} {one.category or _NO_CATEGORY}" for one in line.assessments
    )


def _pair_name(pair: Pair, texts: Texts | None) -> str:
    """A language, with the kind of interpreting where that is not the language's own."""
    name = _language_name(pair.language, texts)
    if pair.kind is own_kind(pair.language):
        return name
    return f"{name} ({_word(explanations.KIND_NAMES, pair.kind, texts).lower()})"


def _language_name(code: str, texts: Texts | None) -> str:
    language = language_table().find(code) if texts else None
    return language.name(texts.language) if texts and language else code


def _kinds(line: _Line) -> str:
    kinds = dict.fromkeys(one.pair.kind for one in line.assessments)
    return _SEPARATOR.join(_word(explanations.KIND_NAMES, kind, line.form.texts) for kind in kinds)


def _own_pair(value: Callable[[Assessment, Texts | None], Cell]) -> Callable[[_Line], Cell]:
    def cell(line: _Line) -> Cell:
        return value(line.own, line.form.texts) if line.own else None

    return cell


def _reason(assessment: Assessment, texts: Texts | None) -> str:
    """Why the category is what it is: a sentence, or the types of evidence that the rule asks for."""
    if texts:
        return explanations.reason(assessment, texts)
    if assessment.rule:
        return "+".join(sorted(assessment.rule.requires))
    return _STATED if assessment.stated else ""


def _source(assessment: Assessment, texts: Texts | None) -> str:
    if texts:
        return explanations.source(assessment.rule, texts)
    return assessment.rule.source if assessment.rule else ""


def _word(names: Mapping[Any, str], value: StrEnum | None, texts: Texts | None) -> str:
    """A value in words, or its code; empty where there is none."""
    if value is None:
        return ""
    return texts.gettext(names[value]) if texts else str(value)


def _county_name(line: _Line) -> str:
    language = line.form.texts.language if line.form.texts else "nb"
    return county_table().get(line.person.county).name(language) if line.person.county else ""


_WHO = (
    _Field("number", N_("Register number"), lambda one: one.person.number, CellKind.NUMBER, _NARROW),
    _Field("name", N_("Name"), lambda one: one.person.name, width=_WIDE),
    _Field("first_name", N_("First name"), lambda one: one.person.first_name),
    _Field("middle_name", N_("Middle name"), lambda one: one.person.middle_name),
    _Field("last_name", N_("Last name"), lambda one: one.person.last_name),
    _Field("chosen_name", N_("Chosen name"), lambda one: one.person.chosen_name),
)
_ALL_PAIRS = (
    _Field("languages", N_("Languages with category"), _languages, width=_WIDE),
    _Field("kinds", N_("Kinds of interpreting"), _kinds),
)
_OWN_PAIR = (
    _Field("language", N_("Language code"), _own_pair(lambda one, _: one.pair.language), width=_NARROW),
    _Field("language_name", N_("Language"), _own_pair(lambda one, texts: _language_name(one.pair.language, texts))),
    _Field(
        "kind",
        N_("Kind of interpreting"),
        _own_pair(lambda one, texts: _word(explanations.KIND_NAMES, one.pair.kind, texts)),
    ),
    _Field("category", N_("Category"), _own_pair(lambda one, _: one.category or ""), width=_NARROW),
    _Field("reason", N_("Reason"), _own_pair(_reason), width=_WIDE),
    _Field("source", N_("Source"), _own_pair(_source), width=_WIDE),
)
_CONTACT = (
    _Field(
        "gender",
        N_("Gender"),
        lambda one: _word(explanations.GENDER_NAMES, one.person.gender, one.form.texts),
        width=12,
    ),
    _Field("county", N_("County number"), lambda one: one.person.county, width=_NARROW),
    _Field("county_name", N_("County"), _county_name),
    _Field(
        "capacity", N_("Capacity"), lambda one: _word(explanations.CAPACITY_NAMES, one.person.capacity, one.form.texts)
    ),
    _Field("phone", N_("Telephone"), lambda one: one.person.phone),
    _Field("email", N_("E-mail"), lambda one: one.person.email, width=_WIDE),
    _Field("address", N_("Address"), lambda one: one.person.address, width=_WIDE),
    _Field("postal_code", N_("Postal code"), lambda one: one.person.postal_code, width=_NARROW),
    _Field("place", N_("Place"), lambda one: one.person.place),
)
_CONSENT = _Field(
    "address_public",
    N_("Address may be shown"),
    lambda one: one.person.address_public,
    CellKind.BOOL,
)
_LISTED = (
    _Field(
        "listed_from",
        N_("Listed from"),
        lambda one: one.listing.listed_from if one.listing else None,
        CellKind.DATE,
        _NARROW,
    ),
    _Field(
        "listed_until",
        N_("No longer listed from"),
        lambda one: one.listing.listed_until if one.listing else None,
        CellKind.DATE,
        _MIDDLE,
    ),
)
_IDENTITY = _Field("identity_number", N_("Identity number"), lambda one: one.person.identity_number)


def _fields(form: ListForm) -> tuple[_Field, ...]:
    there = (
        *_WHO,
        *(_OWN_PAIR if form.per_language else _ALL_PAIRS),
        *_CONTACT,
        *([_CONSENT] if form.sees_all else []),
        *_LISTED,
        *([_IDENTITY] if form.sees_all and form.identity_numbers else []),
    )
    return tuple(one for one in there if form.columns is None or one.name in form.columns)


HEADINGS: Mapping[str, str] = {
    one.name: one.heading for one in (*_WHO, *_ALL_PAIRS, *_OWN_PAIR, *_CONTACT, _CONSENT, *_LISTED, _IDENTITY)
}
"""The heading of each column there can be, as an English source text."""
