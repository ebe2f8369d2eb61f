"""Evidence, periods and categories as JSON documents."""

from decimal import Decimal

from interpreter_app import explanations
from interpreter_app.domain.categories import TF_11, Assessment
from interpreter_app.domain.errors import N_
from interpreter_app.domain.periods import FOREVER, Period
from interpreter_app.domain.qualifications import Evidence, EvidenceType
from ui.command_line.run import Run

PUBLIC_STATEMENT = "public register"
"""The ``source`` of a category that is only what the public register states."""


def period(days: Period) -> dict[str, object]:
    """A period; ``until`` is the first day after it, null while it lasts."""
    return {"from": days.start.isoformat(), "until": None if days.end == FOREVER else days.end.isoformat()}


def evidence(piece: Evidence) -> dict[str, object]:
    """A piece of evidence; ``credits`` are in studiepoeng, null for all else."""
    return {
        "type": piece.type,
        "language": piece.language,
        "kind": piece.kind,
        "obtained": piece.obtained.isoformat(),
        "credits": _number(piece.credits) if piece.type is EvidenceType.CREDITS else None,
        "institution": piece.institution or None,
        "periods": [period(days) for days in piece.periods],
    }


def _number(amount: Decimal) -> int | float:
    whole = int(amount)
    return whole if whole == amount else float(amount)


def source(assessment: Assessment) -> str:
    """What the category, or the lack of one, rests on: "TF 11" is tolkeforskriften § 11."""
    if assessment.stated:
        return PUBLIC_STATEMENT
    return assessment.rule.source if assessment.rule else TF_11


def source_words(assessment: Assessment, run: Run) -> str:
    """The same in words."""
    if assessment.stated:
        return run.say(N_("Statement of the public register"))
    return explanations.source(assessment.rule, run.texts)


def reason_with_source(assessment: Assessment, run: Run) -> str:
    """Why the category is what it is, with the paragraph in brackets."""
    return f"{explanations.reason(assessment, run.texts).removesuffix('.')} ({source_words(assessment, run)})."


def category(assessment: Assessment, run: Run) -> dict[str, object]:
    """A pair of language and kind with its category, the reason in words and the source."""
    return {
        "language": assessment.pair.language,
        "kind": assessment.pair.kind,
        "category": assessment.category,
        "reason": explanations.reason(assessment, run.texts),
        "source": source(assessment),
    }
