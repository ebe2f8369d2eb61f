"""The columns of a list of assignments: what their headings mean, and what the words in them mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from interpreter_app import explanations, situation_words, usage_words
from interpreter_app.domain.assignments import written_name
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.identity_numbers import without_identity_numbers
from interpreter_app.use_cases.cell_values import words_of_codes
from interpreter_app.use_cases.headings import KnownHeadings, fields_of_headings, known_headings, plain_heading

FIELDS = ("day", "language", "kind", "method", "minutes", "hours", "sector", "unit", "used", "number", "name", "ground")
"""All that is read of a column."""

NOT_NEEDED = ("category",)
"""Columns of our own lists that are looked up, not read."""

_OTHER_HEADINGS = {
    "day": ("Dato", "Dag", "Oppdragsdato", "Tidspunkt", "Date", "Day"),
    "language": ("Språk", "Tolkespråk", "Tolkespråk/målform", "Språkkode"),
    "kind": ("Type tolking", "Tolketype", "Tolketeneste", "Tolktype"),
    "method": ("Metode", "Tolkemetode", "Form", "Oppdragstype", "Oppmøteform"),
    "minutes": ("Minutter", "Minutt", "Varighet", "Varigheit", "Varighet (min)", "Varigheit (min)", "Duration", "Min"),
    "hours": ("Timer", "Timar", "Antall timer", "Tal timar", "Hours"),
    "sector": ("Sektor", "Område", "Tjeneste", "Teneste", "Tjenesteområde", "Tenesteområde"),
    "unit": ("Enhet", "Eining", "Avdeling", "Virksomhet", "Verksemd", "Bestiller", "Bestillar", "Department"),
    "used": ("Hvem tolket", "Kven tolka", "Hvem som tolket", "Interpreted by"),
    "number": ("Tolkenummer", "Tolknummer", "Tolk-ID", "Tolkid", "Tolkens nummer", "Tolkenr", "Interpreter number"),
    "name": ("Tolk", "Tolkens navn", "Navn på tolk", "Namn på tolk", "Tolken sitt namn", "Interpreter"),
    "ground": ("Grunnlag", "Grunn", "Grunnlag for fravik", "Fraviksgrunn", "Grunn til fravik", "Ground"),
    "category": ("Kategori", "Category"),
}

_ABOUT_THE_SERVED = (
    "fodselsnummer",
    "fodselsnr",
    "fnr",
    "personnummer",
    "personnr",
    "d nummer",
    "fodselsdato",
    "fodt",
    "pasient",
    "bruker",
    "brukar",
    "klient",
    "elev",
    "barnets",
    "navn",
    "namn",
    "name",
    "adresse",
    "identity number",
    "date of birth",
    "patient",
    "client",
    "user",
)
"""Folded words in headings of what may be about the person who was served: such columns are never read."""

_METHODS = {
    "oppmote": "on_site",
    "fremmote": "on_site",
    "frammote": "on_site",
    "fysisk": "on_site",
    "in person": "on_site",
    "skjerm": "screen",
    "skjermtolking": "screen",
    "video": "screen",
    "videotolking": "screen",
    "teams": "screen",
    "telefon": "telephone",
    "telefontolking": "telephone",
    "tlf": "telephone",
    "phone": "telephone",
}
_SECTORS = {
    "helse": "health",
    "helse og omsorg": "health",
    "sykehus": "health",
    "sjukehus": "health",
    "fastlege": "gp",
    "domstol": "court",
    "domstolen": "court",
    "tingrett": "court",
    "utlending": "immigration",
    "politi": "police",
    "politiet": "police",
    "fengsel": "prison",
    "konfliktrad": "conciliation",
    "barnevern": "child_welfare",
    "barnevernet": "child_welfare",
    "barnevernstjenesten": "child_welfare",
    "barnevernstenesta": "child_welfare",
    "krisesenter": "crisis_shelter",
    "skole": "school",
    "skule": "school",
    "barnehage": "kindergarten",
    "flyktning": "integration",
    "flyktningtjenesten": "integration",
    "flyktningtenesta": "integration",
    "integrering": "integration",
    "notar": "notary",
    "annet": "other",
    "anna": "other",
}
_USED = {
    "registeret": "register",
    "tolkeregisteret": "register",
    "tolk fra registeret": "register",
    "tolk fra registret": "register",
    "tolk fra tolkeregisteret": "register",
    "tolk fra nasjonalt tolkeregister": "register",
    "annen": "other",
    "annen tolk": "other",
    "anna tolk": "other",
    "ikke funnet": "other",
    "ikkje funnen": "other",
    "barn": "child",
    "slektning": "adult_relative",
    "familie": "adult_relative",
    "parorende": "adult_relative",
    "parorande": "adult_relative",
    "ingen": "none",
    "ingen tolk": "none",
    "nobody": "none",
}
_GROUNDS = {
    "kan ikke vente": "cannot_wait",
    "kan ikkje vente": "cannot_wait",
    "nod": "emergency",
    "nodsituasjon": "emergency",
    "naudsituasjon": "emergency",
    "akutt": "emergency",
    "sterke grunner": "strong_reasons",
    "sterke grunnar": "strong_reasons",
    "andre sterke grunner": "strong_reasons",
    "andre sterke grunnar": "strong_reasons",
}

CODES: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "method": Method,
    "sector": Sector,
    "used": Proposed,
    "ground": Ground,
}
"""The closed vocabularies of fields."""

_NAMES: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "kind": ({str(one): name for one, name in explanations.KIND_NAMES.items()}, {}),
    "method": ({str(one): name for one, name in situation_words.METHOD_NAMES.items()}, _METHODS),
    "sector": ({str(one): name for one, name in situation_words.SECTOR_NAMES.items()}, _SECTORS),
    "used": ({str(one): name for one, name in usage_words.USED_NAMES.items()}, _USED),
    "ground": ({str(one): name for one, name in situation_words.GROUND_NAMES.items()}, _GROUNDS),
}


@dataclass(frozen=True, slots=True)
class UsageColumns:
    """What the columns of a list mean: headings with their fields, and those that are not read.

    ``about_served`` are headings of what may be about the person who was served.
    """

    fields: Mapping[str, str]
    not_read: tuple[str, ...]
    about_served: tuple[str, ...]


def columns_of(headings: Iterable[str]) -> UsageColumns:
    """What ``headings`` mean; raises ``UserError`` when there is no day, no language or no length in them."""
    wanted = list(headings)
    known = fields_of_headings(wanted, _known())
    fields = {heading: name for heading, name in known.items() if name in FIELDS}
    for names in (("day",), ("language",), ("minutes", "hours")):
        if not set(names) & set(fields.values()):
            raise UserError(
                N_("No column holds the field {field}."),
                N_("Name its column {heading} in the first line. There are: {choices}."),
                field=written_name(names[0]),
                heading=_OTHER_HEADINGS[names[0]][0],
                choices=without_identity_numbers(", ".join(wanted)),
            )
    unknown = [without_identity_numbers(heading) for heading in wanted if heading not in known]
    served = tuple(heading for heading in unknown if _is_about_served(heading))
    return UsageColumns(fields, tuple(heading for heading in unknown if heading not in served), served)


@cache
def words_of(name: str) -> dict[str, str]:
    """The codes of a field by the folded words for them."""
    names, others = _NAMES[name]
    return words_of_codes(CODES[name], names, others)


@cache
def _known() -> KnownHeadings:
    texts = [Texts(language) for language in UiLanguage]
    own = {name: [one.gettext(heading) for one in texts] for name, heading in usage_words.FIELD_NAMES.items()}
    return known_headings(
        {name: (*own.get(name, ()), *_OTHER_HEADINGS.get(name, ())) for name in (*FIELDS, *NOT_NEEDED)}
    )


def _is_about_served(heading: str) -> bool:
    plain = f" {plain_heading(heading)} "
    return any(f" {word}" in plain for word in _ABOUT_THE_SERVED)
