"""The check of a supplier's list in words: results, reasons and counts, the same wherever they are told."""

from collections.abc import Mapping

from interpreter_app.booking_words import language_in_words, moment_in_words
from interpreter_app.domain.categories import Category, Pair
from interpreter_app.domain.errors import N_
from interpreter_app.domain.norwegian_time import on_norwegian_clock
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.roster import Reason, Result, RosterRow
from interpreter_app.domain.roster_choice import SURE, How, Match
from interpreter_app.domain.roster_report import Candidate, CheckedRow, RosterReport
from interpreter_app.i18n import Texts, capitalised

RESULT_NAMES: Mapping[Result, str] = {
    Result.VALID: N_("Agrees with the register"),
    Result.OTHER_CATEGORY: N_("Other category than stated"),
    Result.OTHER_LANGUAGE: N_("Not for this language"),
    Result.CANDIDATES: N_("Unclear who is meant"),
    Result.NOT_FOUND: N_("Not found in the register"),
    Result.COULD_NOT_CHECK: N_("Could not be checked"),
}
REASONS: Mapping[Reason, str] = {
    Reason.NOBODY_NAMED: N_("The line has neither a name nor a number."),
    Reason.ONE_NAME: N_("“{name}” is only one name, which many may have. Ask for the whole name or the number."),
    Reason.UNREADABLE_NUMBER: N_("“{unread}” cannot be read as a register number. Ask for the number."),
    Reason.NO_LANGUAGE: N_("The line says no language."),
    Reason.UNKNOWN_LANGUAGE: N_("“{language}” is not the name or code of one language."),
    Reason.UNKNOWN_KIND: N_("“{unread}” is no kind of interpreting that is known here."),
    Reason.UNREADABLE_DATE: N_("“{unread}” cannot be read as a date."),
    Reason.DAY_NOT_KNOWN: N_("The data here are from an import, and say nothing of earlier days."),
    Reason.DAY_TO_COME: N_(
        "The day is still to come, and what the register will hold then is not known. Check the line again that day."
    ),
    Reason.UNREADABLE_CATEGORY: N_("The stated category cannot be read."),
    Reason.AMBIGUOUS_CATEGORY: N_(
        "The stated category {stated} is of the scheme until 2020 and can mean more than one of today's. Ask which "
        "date and which scheme it is of."
    ),
    Reason.OLD_CATEGORY: N_("The stated category {stated} is of the scheme until 2020 and was translated."),
    Reason.NO_CATEGORY: N_("Listed for the language, but without a category that day."),
    Reason.NUMBER_OF_ANOTHER: N_("The number and the name are not of the same person. Ask who it was."),
    Reason.NUMBER_NOT_FOUND: N_("Nobody listed that day has the number; the name is like this."),
    Reason.NOT_SURE: N_("The name is like this one, which does not make it the same person. Ask for the number."),
    Reason.SEVERAL: N_("Several people may be meant. Ask for the number."),
}
NOT_FOUND_MEANS = N_(
    "Not found does not mean not qualified: being listed is voluntary, and whoever meets the requirements for listing "
    "is qualified."
)
NOT_CHECKED = (
    N_("That the person who came is the one in the register: the check is of names and numbers, not of identity."),
    N_("The interpreter's card."),
    N_("Impartiality in the single case."),
    N_("Police certificate, where one is needed."),
)
"""What nobody must believe was checked."""


def result_name(result: Result, texts: Texts) -> str:
    """A result in a few words."""
    return texts.gettext(RESULT_NAMES[result])


def headline(report: RosterReport, texts: Texts) -> str:
    """What came of the list, in a sentence: how many lines, in how many checks where these are more, how many agree."""
    lines, checks, agree = report.lines, len(report.rows), report.counts[Result.VALID]
    parts = [texts.ngettext("{n} line checked", "{n} lines checked", lines).format(n=texts.number(lines))]
    if checks != lines:
        said = texts.ngettext("{n} check, one for each language", "{n} checks, one for each language", checks)
        parts.append(said.format(n=texts.number(checks)))
    valid = texts.ngettext("{n} agrees with the register", "{n} agree with the register", agree)
    return f"{'; '.join(parts)}: {valid.format(n=texts.number(agree))}"


def asked_language(row: RosterRow, texts: Texts) -> str:
    """The language that a row asks for, with the kind where it names one; what stands there where none was read."""
    return language_in_words(row.language, row.kind, texts) if row.language else row.said_language


def asked_number(row: RosterRow) -> str:
    """The number of a row; what stands there when it cannot be read."""
    if row.number is not None:
        return str(row.number)
    return row.unread if row.fault is Reason.UNREADABLE_NUMBER else ""


def asked_day(row: RosterRow) -> str:
    """The day of a row in ISO 8601; what stands there when it cannot be read."""
    if row.day is not None:
        return row.day.isoformat()
    return row.unread if row.fault is Reason.UNREADABLE_DATE else ""


def data_age(state: ProfileState, texts: Texts) -> str:
    """The time of the data that was checked against, on the clock in Norway."""
    return moment_in_words(on_norwegian_clock(state.as_of), texts)


def explanation(checked: CheckedRow, texts: Texts) -> str:
    """What the register says, and why the result is what it is; ``candidate_words`` tells who may be meant."""
    parts = (_found(checked, texts), _reason(checked, texts), _how(checked, texts))
    said = " ".join(part for part in parts if part)
    return capitalised(said)


def candidate_words(candidate: Candidate, texts: Texts) -> str:
    """Somebody who may be meant: name, number, how alike the names are, and the category for the language."""
    held = _held(candidate.pair, candidate.category, texts) or texts.gettext(N_("not for this language"))
    return f"{person_words(candidate.person, texts)}: {held}"


def person_words(person: Match, texts: Texts) -> str:
    """A person by name, number and how alike the names are."""
    parts = ["" if person.number is None else str(person.number), score_words(person.score, texts)]
    beside = ", ".join(part for part in parts if part)
    return f"{person.name} ({beside})" if beside else person.name


def score_words(score: int | None, texts: Texts) -> str:
    """How alike two names are, of 100; empty where no name was compared."""
    return "" if score is None else texts.gettext(N_("name {score} of 100")).format(score=score)


def source_words(state: ProfileState, texts: Texts) -> str:
    """What was checked against."""
    if state.origin is Origin.PUBLIC:
        return texts.gettext(N_("The public register's search answer"))
    source = texts.gettext(N_("The register at {server}")).format(server=state.server)
    return f"{source}. {texts.gettext(N_('The register is fictional.'))}" if state.fictional else source


def _found(checked: CheckedRow, texts: Texts) -> str:
    _ = texts.gettext
    match checked.result:
        case Result.OTHER_CATEGORY:
            said = _(N_("{held}, stated {stated}.")).format(
                held=_held(checked.pair, checked.category, texts), stated=checked.row.stated
            )
        case Result.OTHER_LANGUAGE if checked.reason is None:
            said = _(N_("Listed that day, but not for {language}.")).format(language=asked_language(checked.row, texts))
        case Result.NOT_FOUND:
            said = _(N_("Nobody listed that day was found. That does not mean not qualified."))
        case Result.COULD_NOT_CHECK if checked.reason is Reason.DAY_TO_COME and checked.category:
            held = _held(checked.pair, checked.category, texts)
            said = _(N_("As the register stands now: {held}.")).format(held=held)
        case _:
            held = _held(checked.pair, checked.category, texts)
            said = f"{held}." if held else ""
    return said


def _how(checked: CheckedRow, texts: Texts) -> str:
    """What is to be told of how the person was found: told apart by language, or by number under another name."""
    match = checked.match
    if checked.how is How.NAME_AND_LANGUAGE:
        return texts.gettext(N_("Several people have the name; only this one has the language."))
    if match is None or match.score is None or match.score >= SURE:
        return ""
    return texts.gettext(N_("Found by the number; the register has the name {name}.")).format(name=match.name)


def _held(pair: Pair | None, category: Category | None, texts: Texts) -> str:
    return f"{language_in_words(*pair, texts)} {category}" if pair and category else ""


def _reason(checked: CheckedRow, texts: Texts) -> str:
    if checked.reason is None:
        return ""
    row = checked.row
    return texts.gettext(REASONS[checked.reason]).format(
        language=row.said_language, stated=row.stated, unread=row.unread, name=row.name
    )
