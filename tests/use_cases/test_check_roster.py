"""Checking a supplier's list against a register: every result, and how well errors that people type are met."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from interpreter_app.documents.raw_sheets import read_pasted
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import Cancelled, NotFound
from interpreter_app.domain.profiles import Origin
from interpreter_app.domain.roster import Reason, Result, RosterRow
from interpreter_app.domain.roster_choice import How
from interpreter_app.domain.roster_report import CheckedRow
from interpreter_app.use_cases.check_roster import MOST_CANDIDATES, check_roster
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.roster_columns import find_list
from interpreter_app.use_cases.roster_rows import rows_of
from sync.register_server.fictional_register import fictional_people
from tests.support.registers import AS_OF, bachelor, bilingual_and_tao, credits_30, person, profile_with
from tests.support.rosters import ON as MADE_ON
from tests.support.rosters import as_text, fictional_dossiers, is_right, made_list, quality

ON = date(2026, 6, 1)
TODAY = date(2026, 6, 15)
LEFT = date(2026, 5, 1)
SIZE, ROWS = 500, 600


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profile]:
    people = [
        person(
            "Yonas Ghebre", 10001, ("som", "tir"), (bachelor("som"), *bilingual_and_tao("tir")), middle_name="Tekle"
        ),
        person("Åse Sørensen", 10002, ("hbs",)),
        person("Amina Ali", 10003),
        person("Amina Ali", 10004, ("pol",)),
        person("Huda Omar", 10005, evidence=[credits_30()], listed=[(date(2020, 1, 1), LEFT)]),
        person("Amina Yusuf", 10007),
        person("Amina Yusuf", 10008, ("pol",)),
        person("Omar Nur", 10009, listed=[(date(2020, 1, 1), LEFT)]),
        person("Omar Nur", 10010, ("pol",)),
        person("Sita", 10011),
        person("Timo Nieminen", 10006, ("fin",), chosen_name="Pasi Nieminen"),
        *(person("Mohamed Abdi", 11000 + n) for n in range(MOST_CANDIDATES + 5)),
    ]
    made = profile_with(tmp_path_factory.mktemp("register"), people)
    yield made
    made.close()


def row(
    name: str = "", number: int | None = None, language: str = "som", day: date | None = ON, **more: object
) -> RosterRow:
    return RosterRow(line=2, name=name, number=number, language=language, day=day, **more)  # type: ignore[arg-type]


def check(profile: Profile, *rows: RosterRow) -> list[CheckedRow]:
    return list(check_roster(profile, rows, on=ON, today=TODAY).rows)


@pytest.mark.parametrize(
    ("asked", "result", "reason"),
    [
        (row("Yonas Tekle Ghebre", 10001), Result.VALID, None),
        (row(number=10001), Result.VALID, None),
        (row("Ghebre Yonas"), Result.VALID, None),
        (row("Aase Soerensen", language="bos"), Result.VALID, None),
        (row("Timo Nieminen", language="fin"), Result.VALID, None),
        (row("Pasi Nieminen", language="fin"), Result.VALID, None),
        (row("Yonas Ghebre", 10001, stated="B"), Result.VALID, None),
        (row("Yonas Ghebre", 10001, stated="3"), Result.VALID, Reason.OLD_CATEGORY),
        (row("Yonas Ghebre", 10001, stated="A"), Result.OTHER_CATEGORY, None),
        (row("Yonas Ghebre", 10001, "tir", stated="B"), Result.OTHER_CATEGORY, None),
        (row("Yonas Ghebre", 10001, "pol"), Result.OTHER_LANGUAGE, None),
        (row("Yonas Ghebra"), Result.CANDIDATES, Reason.NOT_SURE),
        (row("Yonas Ghebra", 10001), Result.VALID, None),
        (row("Mohamed Abdi"), Result.CANDIDATES, Reason.SEVERAL),
        (row("Amina Ali", language="tir"), Result.CANDIDATES, Reason.SEVERAL),
        (row("Amina Ali"), Result.VALID, None),
        (row("Amina Yusuf", stated="C"), Result.OTHER_CATEGORY, None),
        (row("Omar Nur"), Result.CANDIDATES, Reason.NOT_SURE),
        (row("Amina"), Result.COULD_NOT_CHECK, Reason.ONE_NAME),
        (row("Nobody"), Result.COULD_NOT_CHECK, Reason.ONE_NAME),
        (row("Sita"), Result.VALID, None),
        (row("Nobody", 99999), Result.NOT_FOUND, None),
        (row("Yonas Ghebre", 10001, fault=Reason.UNKNOWN_KIND), Result.COULD_NOT_CHECK, Reason.UNKNOWN_KIND),
        (row("Yonas Ghebre", 10001, stated="A", fault=Reason.UNKNOWN_KIND), Result.OTHER_CATEGORY, None),
        (row("Amina Ali", 10003), Result.VALID, None),
        (row("Amina Ali", 10001), Result.CANDIDATES, Reason.NUMBER_OF_ANOTHER),
        (row("Kari Tekle Ghebre", 10001), Result.CANDIDATES, Reason.NUMBER_OF_ANOTHER),
        (row("Amina Ali", 99999), Result.CANDIDATES, Reason.NUMBER_NOT_FOUND),
        (row("Nobody Known", 99999), Result.NOT_FOUND, None),
        (row(number=99999), Result.NOT_FOUND, None),
        (row("Nobody Known"), Result.NOT_FOUND, None),
        (row("Huda Omar", 10005), Result.NOT_FOUND, None),
        (
            row("Yonas Ghebre", 10001, fault=Reason.UNREADABLE_CATEGORY),
            Result.COULD_NOT_CHECK,
            Reason.UNREADABLE_CATEGORY,
        ),
        (row("Yonas Ghebre", 10001, "pol", fault=Reason.UNREADABLE_CATEGORY), Result.OTHER_LANGUAGE, None),
        (row("Yonas Ghebre", day=None, fault=Reason.UNREADABLE_DATE), Result.COULD_NOT_CHECK, Reason.UNREADABLE_DATE),
        (row("Yonas Ghebre", fault=Reason.UNREADABLE_NUMBER), Result.COULD_NOT_CHECK, Reason.UNREADABLE_NUMBER),
        (row(fault=Reason.NOBODY_NAMED), Result.COULD_NOT_CHECK, Reason.NOBODY_NAMED),
        (row("Yonas Ghebre", 10001, "", fault=Reason.NO_LANGUAGE), Result.COULD_NOT_CHECK, Reason.NO_LANGUAGE),
    ],
)
def test_a_row_comes_to_its_result(profile: Profile, asked: RosterRow, result: Result, reason: Reason | None) -> None:
    (checked,) = check(profile, asked)
    assert (checked.result, checked.reason) == (result, reason)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2026, 4, 30), True),
        (LEFT, False),
    ],
)
def test_a_person_is_found_from_the_first_day_of_the_listing_up_to_the_day_it_ended(
    profile: Profile, day: date, found: bool
) -> None:
    for asked in (row("Huda Omar", day=day), row(number=10005, day=day)):
        (checked,) = check(profile, asked)
        assert checked.result is (Result.VALID if found else Result.NOT_FOUND)
        assert (checked.match is not None) is found


def test_what_was_imported_says_nothing_of_earlier_days_not_even_that_nobody_was_found(tmp_path: Path) -> None:
    imported = profile_with(tmp_path, [person("Yonas Ghebre", 10001)], origin=Origin.PUBLIC)
    first = AS_OF.date()
    asked = row("Nobody Known", day=first - timedelta(days=1))
    rows = [asked, replace(asked, fault=Reason.UNREADABLE_CATEGORY), replace(asked, day=first)]
    *before, then = check_roster(imported, rows, on=first, today=first).rows
    assert [(one.result, one.reason) for one in before] == [(Result.COULD_NOT_CHECK, Reason.DAY_NOT_KNOWN)] * 2
    assert then.result is Result.NOT_FOUND
    imported.close()


def test_who_was_found_is_told_with_how(profile: Profile) -> None:
    by_name, by_number = check(profile, row("Ghebre, Yonas"), row(number=10001))
    assert by_name.match is not None
    assert (by_name.match.number, by_name.match.name, by_name.match.score) == (10001, "Yonas Tekle Ghebre", 96)
    assert by_number.match is not None
    assert (by_name.how, by_number.how, by_number.match.score) == (How.NAME, How.NUMBER, None)


def test_of_namesakes_the_only_one_with_the_language_is_meant_and_it_is_told_how(profile: Profile) -> None:
    (checked,) = check(profile, row("Yusuf, Amina", language="pol"))
    assert checked.match is not None
    assert (checked.match.number, checked.how) == (10008, How.NAME_AND_LANGUAGE)


@pytest.mark.parametrize(
    "asked",
    [
        row("Yonas Ghebre", 10001),
        row("Yonas Ghebre", 10001, stated="A"),
        row("Yonas Ghebre", 10001, "pol"),
        row("Yonas Ghebra"),
        row("Nobody Known"),
    ],
)
def test_nothing_is_settled_of_a_day_to_come_but_what_is_known_now_is_told(profile: Profile, asked: RosterRow) -> None:
    last, first = check(profile, replace(asked, day=TODAY), replace(asked, day=TODAY + timedelta(days=1)))
    assert last.result is not Result.COULD_NOT_CHECK
    assert (first.result, first.reason) == (Result.COULD_NOT_CHECK, Reason.DAY_TO_COME)
    assert (first.match, first.category) == (last.match, last.category)
    assert len(first.candidates) == len(last.candidates)


def test_a_row_that_says_too_little_says_so_on_a_day_to_come_too(profile: Profile) -> None:
    (checked,) = check(profile, row("Amina", day=TODAY + timedelta(days=1)))
    assert checked.reason is Reason.ONE_NAME


def test_candidates_are_told_with_what_the_register_says_of_each(profile: Profile) -> None:
    (checked,) = check(profile, row("Yonas Ghebra"))
    assert [(one.person.number, one.person.score, one.category) for one in checked.candidates] == [
        (10001, 86, Category.B)
    ]


def test_no_more_candidates_are_told_than_can_be_looked_at(profile: Profile) -> None:
    (checked,) = check(profile, row("Mohamed Abdi"))
    assert (checked.result, len(checked.candidates)) == (Result.CANDIDATES, MOST_CANDIDATES)


def test_the_report_says_how_old_the_data_are_and_keeps_the_order(profile: Profile) -> None:
    rows = [replace(row("Amina Ali"), line=line) for line in (5, 3, 9)]
    report = check_roster(profile, rows, on=ON, today=TODAY)
    assert (report.state.as_of, report.on, [one.row.line for one in report.rows]) == (AS_OF, ON, [5, 3, 9])


def test_progress_is_told_up_to_the_end_and_can_stop_the_check(profile: Profile) -> None:
    told: list[tuple[int, int]] = []
    rows = [row("Amina Ali"), row("Yonas Ghebre")] * 300
    check_roster(profile, rows, on=ON, today=TODAY, progress=lambda done, total, _: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (1800, 1800)

    def stop(done: int, total: int, text: str) -> None:
        if done > 1200:
            raise Cancelled

    with pytest.raises(Cancelled):
        check_roster(profile, rows, on=ON, today=TODAY, progress=stop)


def test_an_empty_list_and_an_empty_profile(profile: Profile, tmp_path: Path) -> None:
    assert check_roster(profile, [], on=ON, today=TODAY).rows == ()
    empty = open_profile("empty", tmp_path / "empty.register")
    with pytest.raises(NotFound):
        check_roster(empty, [], on=ON, today=TODAY)
    empty.close()


@pytest.fixture(scope="module")
def fiction(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profile]:
    people = [list(one.records_by_id) for one in fictional_people(SIZE, 1)]
    made = profile_with(tmp_path_factory.mktemp("fiction"), people)
    yield made
    made.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_a_made_list_with_typed_errors_nothing_is_valid_that_should_not_be(fiction: Profile, seed: int) -> None:
    made = made_list(fictional_dossiers(SIZE, 1), ROWS, seed)
    checked = check_roster(
        fiction, rows_of(find_list(read_pasted(as_text(made))), MADE_ON), on=MADE_ON, today=MADE_ON
    ).rows
    met = quality(made, checked)
    wrong = [
        (one.cells, got)
        for one, got in zip(made, checked, strict=True)
        if got.result is Result.VALID and not is_right(one.truth, got)
    ]
    assert wrong == []
    assert met[Result.VALID].precision == 1
    least = {Result.VALID: 0.8, Result.CANDIDATES: 0.95, Result.NOT_FOUND: 0.85}
    for result, one in met.items():
        assert (one.recall or 0) >= least.get(result, 1)
        assert (one.precision or 0) >= 0.98


def test_the_order_of_the_rows_does_not_matter(fiction: Profile) -> None:
    made = made_list(fictional_dossiers(SIZE, 1), 200, 4)
    rows = rows_of(find_list(read_pasted(as_text(made))), MADE_ON)
    mixed = random.Random(1).sample(rows, len(rows))
    before = {one.row.line: one for one in check_roster(fiction, rows, on=MADE_ON, today=MADE_ON).rows}
    assert {one.row.line: one for one in check_roster(fiction, mixed, on=MADE_ON, today=MADE_ON).rows} == before
