"""Assignments as they are begun: with what the unit says of itself once, and what is known of this one."""

from dataclasses import replace
from datetime import date

from interpreter_app.domain.assignments import DRAFT_FIELDS, AssignmentDraft
from interpreter_app.unit import Unit


def begun_draft(unit: Unit, today: date) -> AssignmentDraft:
    """An assignment of ``today``, with what ``unit`` says of itself."""
    return AssignmentDraft(day=today, unit=unit.name, sector=unit.sector)


def completed_draft(draft: AssignmentDraft, begun: AssignmentDraft) -> AssignmentDraft:
    """``draft``, with what ``begun`` says wherever it says nothing."""
    return replace(draft, **{name: getattr(draft, name) or getattr(begun, name) for name in DRAFT_FIELDS})
