"""What a list of assignments does not say is said once for the whole of it; what it says goes before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from interpreter_app.documents.tables import Cell
from interpreter_app.domain.situations import Method, Proposed, Sector
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage_import import ImportDefaults
from tests.support.registers import person, profile_with
from tests.use_cases.test_usage_import import HEADINGS, LINE, UNIT, look, take


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    opened = profile_with(tmp_path, [person("Yonas Tekle", 10001, ("som", "tir"))])
    yield opened
    opened.close()


def test_all_that_neither_the_list_nor_the_person_says_is_told_at_once(profile: Profile) -> None:
    plan = look(profile, HEADINGS[:3], LINE[:3], ("i går", *LINE[1:3]), defaults=ImportDefaults())
    told = [(one.line, str(one.fault).split(".")[0]) for one in plan.faults]
    missing = ["Method is missing", "Sector is missing", "Who interpreted is missing"]
    assert told == [(2, one) for one in missing] + [(3, "Dato: “i går” is no date"), *((3, one) for one in missing)]


@pytest.mark.parametrize(
    ("rows", "unsaid"),
    [
        ((HEADINGS, LINE), {"method", "sector", "unit"}),
        ((HEADINGS, (*LINE[:3], None)), {"method", "sector", "unit", "used"}),
        (((*HEADINGS[:3], "Hvem tolket"), (*LINE[:3], "barn")), {"method", "sector", "unit"}),
        (
            ((*HEADINGS, "Metode", "Sektor", "Enhet"), (*LINE, "telefon", "helse", "A"), (*LINE, None, "gp", "B")),
            {"method"},
        ),
        (((*HEADINGS, "Metode", "Sektor", "Enhet"), (*LINE, "brevdue", "helse", "A")), set()),
        ((HEADINGS,), set()),
    ],
)
def test_what_some_line_does_not_say_is_known_whether_it_is_given_or_not(
    profile: Profile, rows: tuple[tuple[Cell, ...], ...], unsaid: set[str]
) -> None:
    for defaults in (ImportDefaults(), replace(UNIT, used=Proposed.OTHER)):
        assert look(profile, *rows, defaults=defaults).unsaid == unsaid


def test_a_log_of_one_method_is_taken_in_with_what_holds_for_all_of_it(profile: Profile) -> None:
    whole = ImportDefaults(unit="Legevakta", sector=Sector.GP, method=Method.TELEPHONE, used=Proposed.OTHER)
    (made,) = take(profile, HEADINGS[:3], LINE[:3], defaults=whole).new
    assert (made.unit, made.sector, made.method, made.used) == (
        "Legevakta",
        Sector.GP,
        Method.TELEPHONE,
        Proposed.OTHER,
    )


def test_a_cell_goes_before_what_holds_for_the_whole_list(profile: Profile) -> None:
    whole = ImportDefaults(unit="Legevakta", sector=Sector.GP, method=Method.TELEPHONE, used=Proposed.OTHER)
    headings = (*HEADINGS, "Metode", "Sektor", "Enhet", "Hvem tolket")
    said = (*LINE, "skjerm", "helse", "Poliklinikken", None)
    silent = (*LINE[:3], *[None] * 5)
    child = (*LINE[:3], *[None] * 4, "barn")
    plan = take(profile, headings, said, silent, child, defaults=whole)
    assert [(one.method, one.sector, one.unit, one.used) for one in plan.new] == [
        (Method.SCREEN, Sector.HEALTH, "Poliklinikken", Proposed.REGISTER),
        (Method.TELEPHONE, Sector.GP, "Legevakta", Proposed.OTHER),
        (Method.TELEPHONE, Sector.GP, "Legevakta", Proposed.CHILD),
    ]


def test_a_wrong_cell_is_told_though_the_whole_list_has_an_answer(profile: Profile) -> None:
    (fault,) = look(profile, (*HEADINGS, "Metode"), (*LINE, "brevdue")).faults
    assert "brevdue" in str(fault.fault)


def test_a_name_without_a_number_is_somebody_else_when_the_person_says_so(profile: Profile) -> None:
    rows = ((*HEADINGS, "Tolk"), (*LINE, "Yonas Tekle"), (*LINE[:3], None, "Kari Eksempel"))
    plan = take(profile, *rows, defaults=replace(UNIT, used=Proposed.OTHER))
    assert [(one.used, one.number) for one in plan.new] == [(Proposed.REGISTER, 10001), (Proposed.OTHER, None)]
    assert "Kari" not in repr(plan.new)
