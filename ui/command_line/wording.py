"""How commands word what they answer: languages, counties, days and evidence."""

from datetime import date, timedelta

from interpreter_app import explanations
from interpreter_app.domain.errors import N_
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.periods import FOREVER, Period
from interpreter_app.domain.places import county_table
from interpreter_app.domain.profiles import ProfileState
from interpreter_app.domain.qualifications import Evidence, EvidenceType
from ui.command_line.run import Run

NO_CATEGORY = "–"
_DAY = timedelta(days=1)


def language_name(code: str, run: Run) -> str:
    """A language's name; the code where the table does not have it."""
    language = language_table().find(code)
    return language.name(run.texts.language) if language else code


def pair_name(language: str, kind: Kind, run: Run) -> str:
    """A language, with the kind of interpreting where that is not the language's own."""
    name = language_name(language, run)
    if kind is own_kind(language):
        return name
    return f"{name} ({run.say(explanations.KIND_NAMES[kind]).lower()})"


def county_name(code: str | None, run: Run) -> str:
    """A county's name; empty where none is known."""
    return county_table().get(code).name(run.texts.language) if code else ""


def period_words(period: Period, run: Run) -> str:
    """A period by its first day and its last: 2015-03-01 – 2024-01-31."""
    if period.end == FOREVER:
        return run.say(N_("from {day}"), day=period.start.isoformat())
    return f"{period.start.isoformat()} – {(period.end - _DAY).isoformat()}"


def evidence_words(evidence: Evidence, run: Run) -> str:
    """A piece of evidence with its day and institution, and the periods where it did not always count."""
    parts = [explanations.evidence_name(evidence, run.texts), evidence.obtained.isoformat(), evidence.institution]
    if evidence.periods != (Period(evidence.obtained, FOREVER),):
        parts.append(_held_words(evidence, run))
    return ", ".join(part for part in parts if part)


def _held_words(evidence: Evidence, run: Run) -> str:
    """When evidence counted that did not always do so."""
    if evidence.periods:
        held = ", ".join(period_words(period, run) for period in evidence.periods)
        return run.say(N_("held {periods}"), periods=held)
    if evidence.type is EvidenceType.STATE_AUTHORISATION:
        return run.say(N_("never held"))
    return explanations.why_not_counted(evidence, evidence.obtained, run.texts)


def age_words(state: ProfileState, run: Run) -> str:
    """How old the data are, and what they are."""
    when = f"{state.as_of.astimezone(run.clock().tzinfo):%Y-%m-%d %H:%M}"
    words = run.say(N_("Data as of {time}."), time=when)
    fictional = run.say(N_("The register is fictional."))
    return f"{words} {fictional}" if state.fictional else words


def days_old(state: ProfileState, today: date) -> int:
    """Whole days since the data were the register's own."""
    return max(0, (today - state.as_of.date()).days)
