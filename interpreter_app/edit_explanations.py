"""Edits, conflicts and what the register said of them, in words: record types, fields, values and reasons."""

from collections.abc import Mapping

from interpreter_app import explanations
from interpreter_app.domain.categories import Assessment
from interpreter_app.domain.conflicts import WHOLE_PERSON, Reason
from interpreter_app.domain.countries import country_names
from interpreter_app.domain.edits import Act, EditState
from interpreter_app.domain.effects import CategoryEffect
from interpreter_app.domain.errors import N_
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.periods import FOREVER
from interpreter_app.domain.places import county_table
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType
from interpreter_app.i18n import Texts

FIELD_NAMES = {
    "number": N_("Number"),
    "first_name": N_("First name"),
    "middle_name": N_("Middle name"),
    "last_name": N_("Last name"),
    "chosen_name": N_("Chosen name"),
    "gender": N_("Gender"),
    "phone": N_("Telephone"),
    "email": N_("E-mail"),
    "county": N_("County"),
    "capacity": N_("Capacity"),
    "address": N_("Address"),
    "postal_code": N_("Postal code"),
    "place": N_("Place"),
    "address_public": N_("Address may be shown to the public"),
    "identity_number": N_("Identity number"),
    "language": N_("Language"),
    "kind": N_("Kind of interpreting"),
    "stated_category": N_("Stated category"),
    "listed_from": N_("Listed from"),
    "listed_until": N_("Listed until"),
    "end_reason": N_("Reason for the end"),
    "type": N_("Type"),
    "obtained": N_("Obtained"),
    "amount": N_("Credits"),
    "unit": N_("Unit"),
    "institution": N_("Institution"),
    "document_reference": N_("Document reference"),
    "country": N_("Country"),
    "recognised": N_("Recognised by IMDi"),
    "granted": N_("Granted"),
    "revoked": N_("Revoked"),
    "revocation_reason": N_("Reason for the revocation"),
    "withdrawn_from": N_("Withdrawn from"),
    "withdrawn_until": N_("Withdrawn until"),
    "reason": N_("Reason"),
    "interpreter_id": N_("Person"),
    "authorisation_id": N_("Authorisation"),
    "key": N_("Subject"),
    "version": N_("Version"),
    "valid_from": N_("Valid from"),
    "texts": N_("Texts"),
    "sources": N_("Sources"),
    "data": N_("Data"),
    "order": N_("Order"),
    WHOLE_PERSON: N_("The person's other records"),
}
"""Every field of every record type."""

RECORD_NAMES = {
    "interpreter": N_("Person"),
    "language": N_("Language"),
    "listing": N_("Listing"),
    "qualification": N_("Qualification"),
    "authorisation": N_("Authorisation"),
    "withdrawal": N_("Withdrawal"),
    "guidance": N_("Guidance"),
}

ACT_NAMES = {Act.CREATE: N_("new"), Act.UPDATE: N_("changed"), Act.DELETE: N_("deleted")}

STATE_NAMES = {
    EditState.PENDING: N_("not sent"),
    EditState.SENT: N_("sent, no answer yet"),
    EditState.CONFLICT: N_("conflict"),
    EditState.REJECTED: N_("not accepted"),
    EditState.ACKNOWLEDGED: N_("in the register"),
}

UNIT_NAMES = {CreditUnit.STUDIEPOENG: N_("studiepoeng"), CreditUnit.VEKTTALL: N_("vekttall")}

_REJECTIONS = {
    "invalid": N_("The register cannot keep this value: {field}."),
    "unknown-type": N_("The register does not know this kind of record. A newer program made it, or a newer register."),
    "person-missing": N_("The person is not in the register any more."),
    "authorisation-missing": N_("The authorisation is not in the register any more."),
    "not-settable": N_("Only the register itself sets this: {field}."),
    "not-allowed": N_("Your role may not do this."),
    "published-only": N_("This is published by those who run the register; nobody edits it from here."),
    "not-understood": N_("The register could not read the edit. One of the two programs is out of date."),
}
_OTHER_REJECTION = N_("The register did not accept this ({code}).")

_CONFLICT_REASONS = {
    Reason.SAME_FIELD: N_("Others have changed the same thing."),
    Reason.DELETED_THERE: N_("Others have deleted it."),
    Reason.CHANGED_THERE: N_("Others have changed what you deleted."),
}

_CHOICES: Mapping[str, Mapping[str, str]] = {
    "gender": {str(gender): name for gender, name in explanations.GENDER_NAMES.items()},
    "capacity": {str(capacity): name for capacity, name in explanations.CAPACITY_NAMES.items()},
    "kind": {str(kind): name for kind, name in explanations.KIND_NAMES.items()},
    "type": {str(type_): name for type_, name in explanations.EVIDENCE_NAMES.items()}
    | {str(EvidenceType.CREDITS): N_("Credits")},
    "unit": {str(unit): name for unit, name in UNIT_NAMES.items()},
}
_NONE = "–"
_HIDDEN = "•"
_SHOWN_DIGITS = 2


def field_name(name: str, texts: Texts) -> str:
    """What a field is called; its own name where this program does not know it."""
    return texts.gettext(FIELD_NAMES[name]) if name in FIELD_NAMES else name


def record_name(type_: str, texts: Texts) -> str:
    """What a record of this type is called."""
    return texts.gettext(RECORD_NAMES[type_]) if type_ in RECORD_NAMES else type_


def value_words(name: str, value: object, texts: Texts) -> str:
    """The value of a field as people read it, a dash for none; of an identity number the last two digits."""
    if value is None or value == "":
        return _NONE
    if isinstance(value, bool):
        return texts.gettext(N_("yes") if value else N_("no"))
    text = str(value)
    if name == "identity_number":
        return _HIDDEN * (len(text) - _SHOWN_DIGITS) + text[-_SHOWN_DIGITS:]
    return _named_value(name, text, texts)


def _named_value(name: str, value: str, texts: Texts) -> str:
    if value in _CHOICES.get(name, {}):
        return texts.gettext(_CHOICES[name][value])
    if name == "language" and (language := language_table().find(value)):
        return language.name(texts.language)
    if name == "county" and value in {county.code for county in county_table().counties}:
        return county_table().get(value).name(texts.language)
    if name == "country" and value in country_names():
        return country_names()[value][texts.language]
    return value


def rejection(code: str, field: str, texts: Texts) -> str:
    """Why the register did not accept an edit; empty without a code."""
    if not code:
        return ""
    message = _REJECTIONS.get(code, _OTHER_REJECTION)
    return texts.gettext(message).format(code=code, field=field_name(field, texts) if field else _NONE)


def conflict_reason(reason: Reason, texts: Texts) -> str:
    """Why there is a conflict."""
    return texts.gettext(_CONFLICT_REASONS[reason])


def effect_words(effect: CategoryEffect, texts: Texts) -> str:
    """What becomes of the category of a pair, from which day, and why."""
    days = texts.gettext(N_("from {day}")).format(day=effect.period.start.isoformat())
    if effect.period.end != FOREVER:
        days = texts.gettext(N_("from {day} until {end}")).format(
            day=effect.period.start.isoformat(), end=effect.period.end.isoformat()
        )
    change = f"{_pair_name(effect, texts)}: {_letter(effect.before)} → {_letter(effect.after)}, {days}."
    return f"{change} {_why(effect, texts)}"


def _why(effect: CategoryEffect, texts: Texts) -> str:
    if effect.after is None:
        return texts.gettext(N_("The person no longer has this language."))
    return explanations.reason(effect.after, texts)


def _letter(assessment: Assessment | None) -> str:
    return str(assessment.category) if assessment and assessment.category else _NONE


def _pair_name(effect: CategoryEffect, texts: Texts) -> str:
    language, kind = effect.pair
    name = _named_value("language", language, texts)
    return name if kind is own_kind(language) else f"{name} ({texts.gettext(explanations.KIND_NAMES[kind]).lower()})"
