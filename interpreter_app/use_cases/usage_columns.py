"""The columns of a list of assignments: what their headings mean, and what the words in them mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from interpreter_app import explanations, situation_words, usage_words
from interpreter_app.domain.assignments import written_name
from interpreter_app.domain.errors import N_, Named, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.cell_values import Choices, choices_of
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

_WRITTEN = {written_name(name): said for name, said in usage_words.FIELD_NAMES.items()}

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

_KINDS = {
    Kind.SPOKEN: ("tale", "talespråktolking"),
    Kind.SIGN: ("tegn", "teikn", "tegnspråktolking", "teiknspråktolking", "tegnspråktolk", "teiknspråktolk"),
    Kind.SPEECH_TO_TEXT: ("skrivetolk",),
    Kind.DEAFBLIND: ("døvblind", "døvblindetolk", "døvblindtolking"),
}
_METHODS = {
    Method.ON_SITE: (
        *("oppmøte", "fysisk", "fysisk oppmøte", "fremmøtetolking", "frammøtetolking", "oppmøtetolking"),
        *("på stedet", "på staden", "in person", "onsite", "face to face"),
    ),
    Method.SCREEN: (
        *("på skjerm", "skjermtolking", "skjermtolk", "video", "videotolking", "videotolk", "videosamtale", "teams"),
        *("on screen", "by video", "video call"),
    ),
    Method.TELEPHONE: (
        *("på telefon", "per telefon", "telefontolking", "telefontolk", "telefonsamtale", "tlf"),
        *("phone", "by phone", "phone call"),
    ),
}
_SECTORS = {
    Sector.HEALTH: (
        *("helse", "helse og omsorg", "helsetjeneste", "helsetjenesten", "helseteneste", "helsetenesta"),
        *("sykehus", "sykehuset", "sjukehus", "sjukehuset", "legevakt", "sykehjem", "sjukeheim", "hospital"),
    ),
    Sector.GP: ("fastlegen", "legekontor", "legekontoret"),
    Sector.COURT: ("domstolen", "tingrett", "tingretten", "lagmannsrett", "lagmannsretten"),
    Sector.IMMIGRATION: ("utlending", "utlendingsforvaltningen", "utlendingsforvaltinga"),
    Sector.POLICE: ("politiet",),
    Sector.PROSECUTION: ("påtalemyndigheten", "påtalemakta", "påtalemakten"),
    Sector.PRISON: ("fengselet", "fengslet"),
    Sector.PROBATION: ("friomsorgen", "friomsorga"),
    Sector.CONCILIATION: ("konfliktrådet",),
    Sector.CHILD_WELFARE: (
        *("barnevernet", "barneverntjeneste", "barneverntjenesten", "barnevernstjeneste", "barnevernstjenesten"),
        *("barnevernteneste", "barneverntenesta", "barnevernsteneste", "barnevernstenesta", "child protection"),
    ),
    Sector.CRISIS_SHELTER: ("krisesenteret",),
    Sector.SCHOOL: ("skolen", "skulen"),
    Sector.KINDERGARTEN: ("barnehagen",),
    Sector.INTEGRATION: (
        *("flyktning", "flyktningtjeneste", "flyktningtjenesten", "flyktningteneste", "flyktningtenesta"),
        *("integrering", "refugee service"),
    ),
    Sector.NOTARY: ("notarius publicus",),
}
_USED = {
    Proposed.REGISTER: (
        *("registeret", "tolkeregisteret", "tolk fra registeret", "tolk fra registret", "tolk frå registeret"),
        *("tolk fra tolkeregisteret", "tolk frå tolkeregisteret", "tolk fra nasjonalt tolkeregister"),
        *("tolk frå nasjonalt tolkeregister", "from the register"),
    ),
    Proposed.OTHER: (
        *("annen", "annen tolk", "anna tolk", "annan tolk", "ikke funnet", "ikkje funnen"),
        *("other interpreter", "another interpreter", "not found"),
    ),
    Proposed.ADULT_RELATIVE: (
        *("slektning", "voksen slektning", "vaksen slektning", "familie", "pårørende", "pårørande", "relative"),
    ),
    Proposed.CHILD: ("barn",),
    Proposed.NONE: ("ingen", "ingen tolk", "nobody", "no interpreter"),
}
_GROUNDS = {
    Ground.CANNOT_WAIT: (
        *("kan ikke vente", "kan ikkje vente", "ikke forsvarlig å vente", "ikkje forsvarleg å vente"),
        *("not defensible to wait",),
    ),
    Ground.EMERGENCY: ("nød", "naud", "nødsituasjon", "naudsituasjon", "akutt"),
    Ground.STRONG_REASONS: (
        *("sterke grunner", "sterke grunnar", "andre sterke grunner", "andre sterke grunnar", "other strong reasons"),
    ),
}

CODES: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "method": Method,
    "sector": Sector,
    "used": Proposed,
    "ground": Ground,
}
"""The closed vocabularies of fields."""

_NAMES: Mapping[str, tuple[Mapping[Any, str], Mapping[Any, Iterable[str]]]] = {
    "kind": (explanations.KIND_NAMES, _KINDS),
    "method": (situation_words.METHOD_NAMES, _METHODS),
    "sector": (situation_words.SECTOR_NAMES, _SECTORS),
    "used": (usage_words.USED_NAMES, _USED),
    "ground": (situation_words.GROUND_NAMES, _GROUNDS),
}
"""What the codes of fields are called, and other words for them that are in use."""


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
            missing = field_name(written_name(names[0]))
            raise UserError(
                N_("No column holds the field {field}."),
                N_("Name its column {heading} in the first line. There are: {choices}."),
                field=missing,
                heading=missing,
                choices=", ".join(wanted),
            )
    unknown = [heading for heading in wanted if heading not in known]
    served = tuple(heading for heading in unknown if _is_about_served(heading))
    return UsageColumns(fields, tuple(heading for heading in unknown if heading not in served), served)


@cache
def choices(name: str) -> Choices:
    """What a cell of the field can mean."""
    names, others = _NAMES[name]
    words = {word: str(code) for code, used in others.items() for word in used}
    return choices_of(CODES[name], {str(code): said for code, said in names.items()}, words)


def names_of_used(used: Iterable[Proposed]) -> Named:
    """What ``used`` are called, as a value of an error."""
    return Named(tuple(usage_words.USED_NAMES[one] for one in used))


def field_name(written: str) -> Named:
    """What the field that is ``written`` so as an option and in JSON is called, as a value of an error."""
    return Named((_WRITTEN.get(written, written),))


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
