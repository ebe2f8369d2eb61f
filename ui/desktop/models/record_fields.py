"""The fields of the record editor as data: what each is called, how it is asked for, and when it must be given."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum, StrEnum, auto
from typing import TypeVar

from interpreter_app import contact_checks, explanations
from interpreter_app.domain.countries import country_names
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.places import county_table
from interpreter_app.domain.qualifications import MOST_CREDITS, NORWAY, CreditUnit, EvidenceType
from interpreter_app.i18n import Texts
from ui.desktop.models.language_choices import language_choices
from ui.desktop.wording import county_name, kind_name

Values = Mapping[str, object]
Choices = Sequence[tuple[Hashable, str]]
_Named = TypeVar("_Named", bound=StrEnum)


class Input(Enum):
    """How a field is asked for."""

    TEXT = auto()
    DAY = auto()
    CHOICE = auto()
    TICK = auto()


def _always(_: Values) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a record: ``name`` on the wire, ``title`` and ``explanation`` as English source texts.

    ``choices`` are for a choice; ``required`` fields must be given; ``shown`` says for which record the field is there.
    ``width`` is what it would like, in logical pixels; ``begins_line`` puts it at the beginning of a line. ``follow``
    gives the value it takes when the field so named was edited and the record holds these values.
    """

    name: str
    title: str
    input: Input = Input.TEXT
    explanation: str = ""
    choices: Callable[[Texts], Choices] | None = None
    finds_languages: bool = False
    required: bool = False
    shown: Callable[[Values], bool] = _always
    width: int = 176
    begins_line: bool = False
    follow: Callable[[str, Values], object] | None = None


def _named(names: Mapping[_Named, str]) -> Callable[[Texts], Choices]:
    def made(texts: Texts) -> Choices:
        return [(None, texts.gettext("Not given")), *((str(one), texts.gettext(name)) for one, name in names.items())]

    return made


def _counties(texts: Texts) -> Choices:
    counties = sorted((county_name(one.code, texts), one.code) for one in county_table().counties)
    return [(None, texts.gettext("Not given")), *((code, name) for name, code in counties)]


def _by_title(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _kinds(texts: Texts) -> Choices:
    return [(str(kind), kind_name(kind, texts)) for kind in Kind]


def _own_or_kinds(texts: Texts) -> Choices:
    return [(None, texts.gettext("The language's own")), *_kinds(texts)]


def _countries(texts: Texts) -> Choices:
    """Norway first, which is stored as nothing."""
    named = ((code, names.get(texts.language, names["nb"])) for code, names in country_names().items())
    return [("", texts.gettext("Norway")), *sorted((one for one in named if one[0] != NORWAY), key=_by_title)]


def _evidence_types(texts: Texts) -> Choices:
    """All but the authorisation, which is a record of its own; credits without their number, which is asked for."""
    credits = texts.gettext("Credits in public-sector interpreting")
    return [
        (str(one), credits if one is EvidenceType.CREDITS else texts.gettext(explanations.EVIDENCE_NAMES[one]))
        for one in EvidenceType
        if one is not EvidenceType.STATE_AUTHORISATION
    ]


def _units(texts: Texts) -> Choices:
    return [
        (str(CreditUnit.STUDIEPOENG), texts.gettext("credits (studiepoeng)")),
        (str(CreditUnit.VEKTTALL), texts.gettext("vekttall (1 = 3 credits)")),
    ]


def _is_credits(values: Values) -> bool:
    return values.get("type") == EvidenceType.CREDITS


def _unit_of_credits(edited: str, values: Values) -> object:
    """Credits are studiepoeng unless somebody says that they are the older unit."""
    return CreditUnit.STUDIEPOENG.value if edited == "type" and _is_credits(values) else values.get("unit")


def _kind_of_language(edited: str, values: Values) -> object:
    """A language that is chosen brings its own kind, unless another than that was chosen."""
    language, kind = values.get("language"), values.get("kind")
    if edited != "language" or not isinstance(language, str) or kind not in (Kind.SPOKEN, Kind.SIGN):
        return kind
    return own_kind(language).value


def _is_foreign(values: Values) -> bool:
    return bool(values.get("country"))


def _has_language(values: Values) -> bool:
    return values.get("type") != EvidenceType.TAO


def _is_revoked(values: Values) -> bool:
    return bool(values.get("revoked"))


def _has_ended(values: Values) -> bool:
    return bool(values.get("listed_until"))


NAMES = (
    Field(name="first_name", title=N_("First name")),
    Field(name="middle_name", title=N_("Middle name")),
    Field(name="last_name", title=N_("Last name")),
    Field(
        name="chosen_name",
        title=N_("Chosen name"),
        explanation=N_("Shown in place of the others."),
        begins_line=True,
    ),
    Field(name="gender", title=N_("Gender"), input=Input.CHOICE, choices=_named(explanations.GENDER_NAMES)),
    Field(
        name="identity_number",
        title=N_("Identity number or D-number"),
        explanation=N_("Only register staff see it."),
    ),
)
CONTACT = (
    Field(name="phone", title=N_("Telephone")),
    Field(name="email", title=N_("E-mail"), width=260),
    Field(name="address", title=N_("Street address"), begins_line=True, width=260),
    Field(name="postal_code", title=N_("Postal code"), width=96),
    Field(name="place", title=N_("Place")),
    Field(
        name="address_public",
        title=N_("The interpreter consents to the address being shown"),
        explanation=N_("Without consent only register staff see the address (Interpreter Regulation § 13 e)."),
        input=Input.TICK,
        begins_line=True,
        width=360,
    ),
)
WORK = (
    Field(name="county", title=N_("County"), input=Input.CHOICE, choices=_counties),
    Field(
        name="capacity",
        title=N_("Capacity"),
        explanation=N_("As the interpreter states it."),
        input=Input.CHOICE,
        choices=_named(explanations.CAPACITY_NAMES),
    ),
)
LISTING = (
    Field(name="listed_from", title=N_("Listed from"), input=Input.DAY, required=True),
    Field(
        name="listed_until",
        title=N_("First day no longer listed"),
        explanation=N_("Empty while the listing lasts."),
        input=Input.DAY,
    ),
    Field(name="end_reason", title=N_("Why it ended"), shown=_has_ended, begins_line=True, width=360),
)
_LANGUAGE = Field(
    name="language",
    title=N_("Language"),
    input=Input.CHOICE,
    choices=language_choices,
    finds_languages=True,
    required=True,
)
_KIND = Field(name="kind", title=N_("Kind of interpreting"), input=Input.CHOICE, choices=_own_or_kinds)
LANGUAGE = (
    _LANGUAGE,
    replace(_KIND, choices=_kinds, required=True, follow=_kind_of_language),
)
QUALIFICATION = (
    Field(
        name="type",
        title=N_("Qualification"),
        input=Input.CHOICE,
        choices=_evidence_types,
        required=True,
        width=280,
    ),
    Field(name="obtained", title=N_("Date obtained"), input=Input.DAY, required=True, width=120),
    replace(_LANGUAGE, shown=_has_language, begins_line=True),
    replace(_KIND, shown=_has_language),
    Field(name="amount", title=N_("Credits"), required=True, shown=_is_credits, begins_line=True, width=96),
    Field(
        name="unit", title=N_("Unit"), input=Input.CHOICE, choices=_units, shown=_is_credits, follow=_unit_of_credits
    ),
    Field(name="institution", title=N_("Institution"), begins_line=True),
    Field(
        name="document_reference",
        title=N_("Document reference"),
        explanation=N_("Where the diploma or certificate is filed."),
    ),
    Field(name="country", title=N_("Obtained in"), input=Input.CHOICE, choices=_countries, begins_line=True),
    Field(
        name="recognised",
        title=N_("Recognised by IMDi"),
        explanation=N_("A foreign qualification counts from then (Interpreter Regulation § 12)."),
        input=Input.DAY,
        shown=_is_foreign,
    ),
)
AUTHORISATION = (
    Field(name="number", title=N_("Authorisation number"), width=120),
    _LANGUAGE,
    _KIND,
    Field(name="granted", title=N_("Granted"), input=Input.DAY, required=True, begins_line=True),
    Field(
        name="revoked",
        title=N_("Revoked from"),
        explanation=N_("The first day it holds no more."),
        input=Input.DAY,
    ),
    Field(
        name="revocation_reason",
        title=N_("Why it was revoked"),
        shown=_is_revoked,
        required=True,
        begins_line=True,
        width=360,
    ),
)
WITHDRAWAL = (
    Field(name="withdrawn_from", title=N_("Withdrawn from"), input=Input.DAY, required=True),
    Field(
        name="withdrawn_until",
        title=N_("First day it counts again"),
        explanation=N_("Empty while it is withdrawn."),
        input=Input.DAY,
    ),
    Field(name="reason", title=N_("Why"), width=240),
)
FIELDS: Mapping[str, Sequence[Field]] = {
    "interpreter": (*NAMES, *CONTACT, *WORK),
    "listing": LISTING,
    "language": LANGUAGE,
    "qualification": QUALIFICATION,
    "authorisation": AUTHORISATION,
    "withdrawal": WITHDRAWAL,
}

_PERIODS = {
    "listing": ("listed_from", "listed_until"),
    "withdrawal": ("withdrawn_from", "withdrawn_until"),
    "authorisation": ("granted", "revoked"),
}
"""Fields that hold a first day, and the first day after it."""


def check(type_: str, name: str, text: str, *, fictional: bool) -> object:
    """The value that a text typed into a field is kept as; raises ``UserError``."""
    if type_ == "interpreter":
        return contact_checks.check_field(name, text, fictional=fictional)
    if name == "amount":
        return _amount(text)
    return contact_checks.check_record(type_, {name: text}, fictional=fictional)[name]


def _amount(text: str) -> str | None:
    """A number of credits as the wire has it; a comma is as good as a point."""
    given = text.strip().replace(",", ".")
    if not given:
        return None
    try:
        amount = Decimal(given)
        if amount.is_finite() and 0 < amount <= MOST_CREDITS:
            return f"{amount.normalize():f}"
    except InvalidOperation:
        pass
    raise UserError(
        N_("“{given}” is no number of credits."),
        N_("Give a number above 0 and at most {most}."),
        given=text.strip(),
        most=MOST_CREDITS,
    )


def what_lacks(type_: str, values: Values, texts: Texts, today: date) -> dict[str, str]:
    """What is wrong with a record as a whole, by field: what must be given and is not, days in the wrong order.

    What is documented has been obtained and recognised: that cannot be later than ``today``.
    """
    _ = texts.gettext
    found = {
        field.name: _("This must be filled in.")
        for field in FIELDS[type_]
        if field.required and field.shown(values) and not values.get(field.name)
    }
    if type_ == "interpreter" and not any(values.get(name) for name in ("first_name", "last_name", "chosen_name")):
        found["first_name"] = _("A person must have a name.")
    first, after = (values.get(name) for name in _PERIODS.get(type_, ("", "")))
    if isinstance(first, str) and isinstance(after, str) and after <= first:
        found[_PERIODS[type_][1]] = _("This day must come after the first one.")
    for name in ("obtained", "recognised"):
        day = values.get(name)
        if isinstance(day, str) and day > today.isoformat():
            found[name] = _("This day has not come yet.")
    return found
