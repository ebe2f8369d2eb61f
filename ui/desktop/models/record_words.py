"""A record in one line, as a closed row of the record editor and the history say it."""

from collections.abc import Callable, Mapping

from interpreter_app import explanations
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType
from interpreter_app.i18n import Texts
from ui.desktop.wording import language_title, pair_title

Values = Mapping[str, object]


def in_one_line(type_: str, values: Values, texts: Texts) -> tuple[str, str]:
    """What a record is, and what else there is to say of it; what is not filled in yet is left out."""
    first, *others = [part for part in _PARTS[type_](values, texts) if part] or [""]
    return first, " · ".join(others)


def day_in_words(value: object, texts: Texts) -> str:
    """A day of a record: 1. juni 2016; empty for none."""
    day = iso_date(value) if isinstance(value, str) else None
    return texts.date(day) if day else ""


def _listing(values: Values, texts: Texts) -> list[str]:
    return [_period(values, "listed_from", "listed_until", texts), str(values.get("end_reason") or "")]


def _language(values: Values, texts: Texts) -> list[str]:
    return [_pair(values, texts)]


def _qualification(values: Values, texts: Texts) -> list[str]:
    return [
        _what(values, texts),
        _pair(values, texts),
        day_in_words(values.get("obtained"), texts),
        str(values.get("institution") or ""),
    ]


def _what(values: Values, texts: Texts) -> str:
    given = values.get("type")
    if not given:
        return ""
    type_ = EvidenceType(str(given))
    if type_ is not EvidenceType.CREDITS:
        return texts.gettext(explanations.EVIDENCE_NAMES[type_])
    amount = values.get("amount") or "–"
    if values.get("unit") == CreditUnit.VEKTTALL:
        return f"{amount} vekttall"
    return texts.gettext("{credits} credits").format(credits=amount)


def _authorisation(values: Values, texts: Texts) -> list[str]:
    _ = texts.gettext
    number, revoked = values.get("number"), day_in_words(values.get("revoked"), texts)
    granted = day_in_words(values.get("granted"), texts)
    return [
        _pair(values, texts),
        _("no. {number}").format(number=number) if number else "",
        _("granted {date}").format(date=granted) if granted else "",
        _("revoked {date}").format(date=revoked) if revoked else "",
    ]


def _withdrawal(values: Values, texts: Texts) -> list[str]:
    return [_period(values, "withdrawn_from", "withdrawn_until", texts), str(values.get("reason") or "")]


def _interpreter(values: Values, _texts: Texts) -> list[str]:
    chosen = str(values.get("chosen_name") or "")
    names = (str(values.get(name) or "") for name in ("first_name", "middle_name", "last_name"))
    return [chosen or " ".join(name for name in names if name)]


_PARTS: Mapping[str, Callable[[Values, Texts], list[str]]] = {
    "interpreter": _interpreter,
    "listing": _listing,
    "language": _language,
    "qualification": _qualification,
    "authorisation": _authorisation,
    "withdrawal": _withdrawal,
}


def _pair(values: Values, texts: Texts) -> str:
    language = values.get("language")
    if not isinstance(language, str):
        return ""
    kind = values.get("kind")
    return (
        pair_title(language, Kind(str(kind)), texts)
        if kind and kind != own_kind(language)
        else language_title(language, texts)
    )


def _period(values: Values, first: str, after: str, texts: Texts) -> str:
    """A period: from 1 May 2016; from 1 May 2016 until 3 June 2020, the day that it does not hold any more."""
    _ = texts.gettext
    start, end = day_in_words(values.get(first), texts), day_in_words(values.get(after), texts)
    if not start:
        return ""
    return _("From {date} until {end}").format(date=start, end=end) if end else _("From {date}").format(date=start)
