"""Which column of a list means which field: read from a file, or suggested from the headings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from interpreter_app.contact_checks import CHECKED_FIELDS
from interpreter_app.documents.csv_lists import DELIMITERS
from interpreter_app.documents.interpreter_lists import HEADINGS
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.json_documents import Fields, quoted, read_json
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.headings import KnownHeadings, fields_of_headings, known_headings, plain_heading

KEYS = ("number", "identity_number")
"""What a line can tell its person by: the register number (or id), or the identity number."""

OTHER_FIELDS = (
    "language",
    "kind",
    "listed_from",
    "listed_until",
    "end_reason",
    "evidence",
    "evidence_language",
    "evidence_kind",
    "obtained",
    "amount",
    "unit",
    "institution",
    "document_reference",
    "country",
    "recognised",
    "authorisation_number",
    "granted",
)
"""The fields of what a line can add to its person."""

FIELDS = ("number", *CHECKED_FIELDS, *OTHER_FIELDS)
"""All that a column can mean."""

_KNOWN = ("columns", "key", "dates", "delimiter", "sheet", "clear_empty")

_OTHER_HEADINGS = {
    "number": ("Tolkenummer", "Tolknummer", "Nummer", "Tolk-ID", "Tolkid", "Number", "No."),
    "first_name": ("Fornavn", "Førenamn", "Fornamn", "Given name"),
    "middle_name": ("Mellomnavn", "Mellomnamn"),
    "last_name": ("Etternavn", "Etternamn", "Slektsnavn", "Surname", "Family name"),
    "chosen_name": ("Kallenavn", "Valgt navn", "Valt namn"),
    "phone": ("Telefon", "Telefonnummer", "Tlf", "Tlf.", "Mobil", "Mobiltelefon", "Mobilnummer", "Phone", "Mobile"),
    "email": ("E-post", "Epost", "E-postadresse", "Epostadresse", "Mail", "Mailadresse", "Email", "E-mail address"),
    "county": ("Fylkesnummer", "Fylkesnr", "County number"),
    "address": ("Gateadresse", "Postadresse", "Bustadadresse", "Street"),
    "postal_code": ("Postnummer", "Postnr", "Postnr.", "Postkode", "Zip", "Zip code", "Postcode"),
    "place": ("Poststed", "Poststad", "Sted", "Stad", "City", "Town"),
    "identity_number": ("Fødselsnummer", "Fødselsnr", "Personnummer", "Fnr", "D-nummer"),
    "evidence": ("Kvalifikasjon", "Dokumentasjon", "Qualification"),
    "obtained": ("Dato oppnådd", "Oppnådd", "Obtained"),
    "amount": ("Studiepoeng", "Antall studiepoeng", "Credits"),
    "institution": ("Institusjon", "Lærested", "Institution"),
    "document_reference": ("Dokumentreferanse", "Saksnummer", "Document reference"),
    "authorisation_number": ("Bevillingsnummer", "Løyvenummer", "Authorisation number"),
    "granted": ("Bevilling fra", "Bevillingsdato", "Løyve frå", "Granted"),
    "listed_from": ("Oppført fra", "Oppført frå", "Oppføringsdato"),
}
"""Headings that people write for a field, beside those of our own lists and the names of the fields themselves."""

_BETTER = {"county": ("county", "county_name"), "language": ("language", "language_name")}
"""Fields that a list of ours has in two columns; the first of the headings there is the one to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMapping:
    """What the columns of a list mean.

    ``columns`` gives headings their fields. ``key`` is the field that tells whose line it is, None where each line is
    a new person. ``dates`` is the form of dates as ``datetime.strptime`` reads it, None for the usual ones.
    ``delimiter`` and ``sheet`` are as ``read_sheet`` takes them. An empty cell leaves its field as it is, or with
    ``clear_empty`` clears it.
    """

    columns: Mapping[str, str]
    key: str | None
    dates: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    clear_empty: bool = False

    def not_mapped(self, headings: Iterable[str]) -> tuple[str, ...]:
        """The headings that have no field."""
        return tuple(heading for heading in headings if heading not in self.columns)

    def check(self, headings: Iterable[str]) -> None:
        """Raise ``UserError`` when a heading of the mapping is not in the file."""
        there = set(headings)
        for heading in self.columns:
            if heading not in there:
                raise UserError(
                    N_("The file has no column “{heading}”, which the mapping names."),
                    N_("It has: {choices}."),
                    heading=quoted(heading),
                    choices=", ".join(map(quoted, headings)),
                )


def read_mapping(content: bytes) -> ListMapping:
    """The mapping in a JSON file; raises ``UserError`` with the place of what does not fit.

    ``{"columns": {"Telefon": "phone", …}, "key": "number"|"identity_number"|null, "dates": "%d.%m.%Y",
    "delimiter": "semicolon"|"comma"|"tab", "sheet": "…", "clear_empty": false}``. Without ``key`` it is the number,
    which must then have a column; null must be said.
    """
    document = read_json(content)
    fields = Fields(document, "", _KNOWN)
    assert isinstance(document, dict)
    fields.require("columns")
    columns = _columns(document["columns"])
    key = None if "key" in document and document["key"] is None else fields.text("key") or "number"
    delimiter = fields.text("delimiter")
    _check_choice("delimiter", delimiter, tuple(DELIMITERS))
    clear_empty = document.get("clear_empty") or False
    if not isinstance(clear_empty, bool):
        raise UserError(N_("{where} must be true or false."), N_("Correct it."), where="clear_empty")
    return checked_mapping(
        ListMapping(
            columns=columns,
            key=key,
            dates=fields.text("dates"),
            delimiter=DELIMITERS[delimiter] if delimiter else None,
            sheet=fields.text("sheet"),
            clear_empty=clear_empty,
        )
    )


def checked_mapping(mapping: ListMapping) -> ListMapping:
    """The mapping, if it can be: known fields, none twice, a column for the key; raises ``UserError`` otherwise."""
    for heading, name in mapping.columns.items():
        _check_choice(f"columns.{quoted(heading)}", name, FIELDS)
    names = list(mapping.columns.values())
    for name in names:
        if names.count(name) > 1:
            raise UserError(N_("Two columns mean the field {field}."), N_("Leave one of them out."), field=name)
    _check_choice("key", mapping.key, KEYS)
    if mapping.key is not None and mapping.key not in names:
        raise UserError(
            N_("No column holds the {key} that tells whose line it is."),
            N_("Map one to it, or give null as key when every line is a new person."),
            key=mapping.key,
        )
    if "number" in names and mapping.key != "number":
        raise UserError(
            N_("The register gives the numbers, so a column of numbers can only be the key."),
            N_("Leave the column out, or give “number” as key."),
        )
    return mapping


def suggest_mapping(headings: Iterable[str]) -> dict[str, str]:
    """The fields that ``headings`` likely mean, by the names they have in all languages of the program.

    No field is suggested twice; a heading that nothing is known of is left out.
    """
    return fields_of_headings(headings, _known_headings())


def _columns(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not value:
        raise UserError(
            N_("{where} must be an object that gives headings their fields."),
            N_("Write it as {example}."),
            where="columns",
            example='{"Telefon": "phone"}',
        )
    for heading, name in value.items():
        if not isinstance(name, str):
            _check_choice(f"columns.{quoted(heading)}", quoted(name), FIELDS)
    return {" ".join(heading.split()): name for heading, name in value.items()}


def _check_choice(where: str, given: str | None, choices: tuple[str, ...]) -> None:
    if given is not None and given not in choices:
        raise UserError(
            N_("{where} cannot be {given}."),
            N_("Choose one of: {choices}."),
            where=where,
            given=quoted(given),
            choices=", ".join(choices),
        )


@cache
def _known_headings() -> KnownHeadings:
    """Each known heading with its field, and whether it is the first or the second choice for that field."""
    texts = [Texts(language) for language in UiLanguage]
    known: dict[str, tuple[str, int]] = {}
    for column, heading in HEADINGS.items():
        field = next((name for name, columns in _BETTER.items() if column in columns), column)
        if field in FIELDS:
            rank = _BETTER.get(field, (column,)).index(column)
            for words in (column, *(one.gettext(heading) for one in texts)):
                known.setdefault(plain_heading(words), (field, rank))
    others = known_headings({name: _OTHER_HEADINGS.get(name, ()) for name in FIELDS})
    return {**others, **known}
