"""Builders for the usage log: assignments as they are written down, and strategies that make any."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from interpreter_app.domain.assignments import Assignment, AssignmentDraft
from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from tests.support.registers import TODAY, record_id

DRAFT = AssignmentDraft(
    day=date(2026, 6, 1),
    language="som",
    method=Method.SCREEN,
    minutes=60,
    sector=Sector.HEALTH,
    unit="Sykehuset",
    used=Proposed.REGISTER,
    number=10001,
)
"""An assignment by the person that ``registers.person`` makes."""

BY_OTHER = replace(DRAFT, used=Proposed.OTHER, number=None)


def assignment(id_: str = "1", **details: object) -> Assignment:
    """An assignment by an interpreter not found in the register, but for ``details``."""
    made = Assignment(
        id=id_,
        day=date(2026, 6, 1),
        language="som",
        kind=Kind.SPOKEN,
        method=Method.SCREEN,
        minutes=60,
        sector=Sector.HEALTH,
        unit="Sykehuset",
        used=Proposed.OTHER,
    )
    return replace(made, **details)  # type: ignore[arg-type]


def by_category(category: Category | None, id_: str = "1", **details: object) -> Assignment:
    """An assignment by somebody in the register who had ``category`` that day."""
    found = {"used": Proposed.REGISTER, "person": record_id("p10001"), "number": 10001, "category": category}
    return assignment(id_, **{**found, **details})


_LANGUAGES = st.sampled_from(["som", "tir", "ukr", "nsl", "hbs"])
_ALL_LANGUAGES = st.sampled_from([one.code for one in language_table().languages])
units = st.sampled_from(["", "Legevakta", "Flyktningtjenesten", "=1+1", "NAV Øst", "07", "-", "Ærlig & <sønn>"])


@st.composite
def assignments(draw: st.DrawFn) -> Assignment:
    """Any assignment that may be in the log; the interpreter is always the same."""
    used = draw(st.sampled_from(Proposed))
    found = used is Proposed.REGISTER
    category = draw(st.none() | st.sampled_from(Category)) if found else None
    return Assignment(
        id=str(UUID(int=draw(st.integers(0, 2**128 - 1)))),
        day=draw(st.dates(date(2024, 1, 1), TODAY)),
        language=draw(_LANGUAGES),
        kind=draw(st.sampled_from(Kind)),
        method=draw(st.sampled_from(Method)),
        minutes=draw(st.integers(1, 1440)),
        sector=draw(st.sampled_from(Sector)),
        unit=draw(units),
        used=used,
        person=record_id("p10001") if found else None,
        number=10001 if found else None,
        category=category,
        ground=None if category else draw(st.none() | st.sampled_from(Ground)),
    )


@st.composite
def drafts(draw: st.DrawFn) -> AssignmentDraft:
    """Any assignment as a person writes it down, by nobody in the register."""
    return AssignmentDraft(
        day=draw(st.dates(date(2024, 1, 1), TODAY)),
        language=draw(_ALL_LANGUAGES),
        kind=draw(st.sampled_from(Kind)),
        method=draw(st.sampled_from(Method)),
        minutes=draw(st.integers(1, 1440)),
        sector=draw(st.sampled_from(Sector)),
        unit=draw(units),
        used=draw(st.sampled_from([one for one in Proposed if one is not Proposed.REGISTER])),
        ground=draw(st.none() | st.sampled_from(Ground)),
    )
