"""Keeping the usage log: the category is that of the day, and nothing that was said is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interpreter_app.domain.assignments import Assignment, AssignmentDraft, LogPeriod, written_name
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import NotFound, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.profiles import Origin
from interpreter_app.domain.situations import Ground, Method, Proposed
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage import (
    add_assignment,
    correct_assignment,
    count_assignments,
    days_of_log,
    list_assignments,
    read_assignment_history,
    remove_assignment,
)
from interpreter_app.use_cases.usage_lookup import look_up
from interpreter_app.use_cases.usage_recheck import correct_categories, recheck
from tests.support.assignments import BY_OTHER, DRAFT
from tests.support.lists import SECRET_NUMBER, log_in, new_ids
from tests.support.registers import (
    AS_OF,
    TODAY,
    authorised,
    bachelor,
    bilingual_and_tao,
    credits_30,
    hold,
    person,
    profile_with,
    record_id,
)

PEOPLE = [
    person("Yonas Tekle", 10001, ("som", "tir"), (credits_30(), authorised(granted=date(2020, 1, 1)))),
    person("Amina Ali", 10002, ("som",), listed=((date(2016, 1, 1), date(2020, 1, 1)),)),
    person("Ivana Babić", 10003, ("hbs",), bilingual_and_tao("hbs")),
]


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    opened = profile_with(tmp_path, PEOPLE)
    yield opened
    opened.close()


def add(profile: Profile, draft: AssignmentDraft = DRAFT, **changes: object) -> Assignment:
    return add_assignment(profile, replace(draft, **changes), now=AS_OF, new_id=_ids)  # type: ignore[arg-type]


_ids = new_ids()


def correct(profile: Profile, id_: str, **changes: object) -> Assignment:
    return correct_assignment(profile, id_, changes, now=AS_OF, reason="was wrong")


@pytest.mark.parametrize(
    ("changes", "category"),
    [
        ({"day": date(2019, 12, 31)}, "D"),
        ({"day": date(2020, 1, 1)}, "B"),
        ({"day": date(2015, 12, 31)}, None),  # not listed yet
        ({"language": "tir"}, None),  # listed for it, without evidence
        ({"language": "ara"}, None),  # not listed for it
        ({"kind": Kind.SIGN}, None),
        ({"number": 10002, "day": date(2019, 12, 31)}, "B"),
        ({"number": 10002, "day": date(2020, 1, 1)}, None),  # not listed any more
        ({"number": 10003, "language": "hbs"}, "E"),
        ({"number": 10003, "language": "hrv"}, "E"),  # by the bundle, as a search finds it
        ({"number": 10003, "language": "slv"}, None),
    ],
)
def test_the_category_is_that_of_the_language_the_kind_and_the_day(
    profile: Profile, changes: dict[str, object], category: str | None
) -> None:
    logged = add(profile, **changes)
    assert logged.category == category
    assert logged.person == record_id(f"p{logged.number}")


def test_a_language_is_kept_by_its_own_code_and_its_own_kind(profile: Profile) -> None:
    assert add(profile, BY_OTHER, language="ARB").language == "ara"
    assert add(profile, BY_OTHER, language="nsl").kind is Kind.SIGN


def test_a_number_that_nobody_has_is_refused(profile: Profile) -> None:
    with pytest.raises(UserError, match="99999"):
        add(profile, number=99999)
    assert count_assignments(profile) == 0


def test_what_the_public_register_stated_says_nothing_of_days_before_the_import(tmp_path: Path) -> None:
    imported = profile_with(tmp_path, PEOPLE, origin=Origin.PUBLIC)
    day_of_import = AS_OF.date()
    assert add(imported, day=day_of_import, number=10001).category is not None
    with pytest.raises(UserError) as refused:
        add(imported, day=day_of_import - timedelta(days=1), number=10001)
    assert refused.value.values["field"] == "day"
    assert add(imported, BY_OTHER, day=day_of_import - timedelta(days=1)).category is None
    assert recheck(imported).looked_up == 1
    imported.close()


@pytest.mark.parametrize("name", ["day", "language", "method", "minutes", "sector", "used"])
def test_what_is_needed_is_asked_for(profile: Profile, name: str) -> None:
    with pytest.raises(UserError) as refusal:
        add(profile, **{name: None})
    assert refusal.value.values["field"] == written_name(name)


@pytest.mark.parametrize("unit", [f"Akutten {SECRET_NUMBER}", "x" * 201, "a\u202eb"])
def test_a_unit_is_a_name_and_nothing_of_anybody(profile: Profile, unit: str) -> None:
    with pytest.raises(UserError) as refusal:
        add(profile, unit=unit)
    assert refusal.value.values["field"] == "unit"
    assert SECRET_NUMBER not in str(refusal.value)


def test_what_is_shown_as_one_types_is_what_is_logged(profile: Profile) -> None:
    shown = look_up(profile, 10001, "som", None, date(2026, 6, 1))
    assert (shown.name, shown.listed, shown.category) == ("Yonas Tekle", True, "B")
    assert add(profile).category == shown.category
    with pytest.raises(NotFound):
        look_up(profile, 99999, "som", None, TODAY)


def test_the_public_sees_no_name_of_somebody_who_was_not_listed_that_day(profile: Profile) -> None:
    logged = add(profile, number=10002, day=TODAY)
    assert look_up(profile, 10002, "som", None, TODAY).name == ""
    assert [one.name for one in list_assignments(profile)] == [""]
    log_in(profile)
    assert look_up(profile, 10002, "som", None, TODAY).name == "Amina Ali"
    assert [(one.assignment, one.name) for one in list_assignments(profile)] == [(logged, "Amina Ali")]


def test_a_correction_keeps_what_was_with_when_and_why(profile: Profile) -> None:
    before = add(profile)
    after = correct(profile, before.id, minutes=90)
    history = read_assignment_history(profile, before.id)
    assert after == replace(before, minutes=90)
    assert (history.kept.assignment, history.kept.deleted) == (after, False)
    assert [(one.assignment, one.at, one.reason) for one in history.versions] == [(before, AS_OF, "was wrong")]


def test_a_correction_looks_the_category_up_only_where_it_may_be_another(profile: Profile) -> None:
    logged = add(profile)
    hold(profile, [person("Yonas Tekle", 10001, ("som",), [bachelor(), authorised()])])
    assert correct(profile, logged.id, minutes=90, unit="Legevakta").category is Category.B
    assert correct(profile, logged.id, day=date(2026, 5, 1)).category is Category.A


def test_correcting_who_interpreted_drops_what_belonged_to_the_other(profile: Profile) -> None:
    logged = add(profile)
    other = correct(profile, logged.id, used=Proposed.OTHER, ground=Ground.EMERGENCY)
    assert (other.number, other.person, other.category, other.ground) == (None, None, None, Ground.EMERGENCY)
    again = correct(profile, logged.id, used=Proposed.REGISTER, number=10001)
    assert (again.category, again.ground) == (Category.B, None)


def test_a_ground_that_is_given_with_a_category_is_refused(profile: Profile) -> None:
    logged = add(profile)
    with pytest.raises(UserError, match="ground"):
        correct(profile, logged.id, ground=Ground.EMERGENCY)
    with pytest.raises(UserError, match="ground"):
        correct(profile, logged.id, ground=Ground.EMERGENCY, number=10001, day=date(2026, 5, 1))
    assert not read_assignment_history(profile, logged.id).versions


def test_removing_keeps_what_was(profile: Profile) -> None:
    logged = add(profile)
    remove_assignment(profile, logged.id, now=AS_OF, reason="twice")
    history = read_assignment_history(profile, logged.id)
    assert (history.kept.deleted, [one.reason for one in history.versions]) == (True, ["twice"])
    assert (list_assignments(profile), count_assignments(profile), days_of_log(profile)) == ([], 0, None)
    for act in (
        lambda: correct(profile, logged.id, minutes=5),
        lambda: remove_assignment(profile, logged.id, now=AS_OF, reason="again"),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("reason", ["", "  ", f"gjaldt {SECRET_NUMBER}"])
def test_a_change_has_a_reason_that_names_nobody(profile: Profile, reason: str) -> None:
    logged = add(profile)
    for act in (
        lambda: correct_assignment(profile, logged.id, {"minutes": 5}, now=AS_OF, reason=reason),
        lambda: remove_assignment(profile, logged.id, now=AS_OF, reason=reason),
    ):
        with pytest.raises(UserError):
            act()
    assert count_assignments(profile) == 1


def test_a_correction_that_corrects_nothing_is_refused(profile: Profile) -> None:
    logged = add(profile)
    with pytest.raises(UserError, match="already"):
        correct(profile, logged.id, minutes=60)
    with pytest.raises(UserError, match="minutes"):
        correct(profile, logged.id, minutes=0)
    assert not read_assignment_history(profile, logged.id).versions


def test_what_never_was_has_no_history(profile: Profile) -> None:
    with pytest.raises(NotFound):
        read_assignment_history(profile, "nothing")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    changes=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "minutes": st.integers(1, 1440),
                "day": st.dates(date(2014, 1, 1), TODAY),
                "method": st.sampled_from(Method),
                "language": st.sampled_from(["som", "tir"]),
                "unit": st.sampled_from(["A", "B"]),
            },
        ),
        max_size=6,
    )
)
def test_every_state_that_was_saved_is_found_again(profile: Profile, changes: list[dict[str, object]]) -> None:
    saved = [add(profile)]
    for change in changes:
        try:
            saved.append(correct(profile, saved[0].id, **change))
        except UserError:
            continue  # it said that already
    history = read_assignment_history(profile, saved[0].id)
    assert [*(one.assignment for one in history.versions), history.kept.assignment] == saved


def test_a_later_correction_of_the_register_changes_nothing_until_asked(profile: Profile) -> None:
    logged, other = add(profile), add(profile, BY_OTHER)
    hold(profile, [person("Yonas Tekle", 10001, ("som",), [bachelor(), authorised()])])
    assert [one.assignment for one in list_assignments(profile)] == [other, logged]
    found = recheck(profile)
    assert [(one.assignment, one.now) for one in found.differences] == [(logged, Category.A)]
    assert (found.looked_up, found.gone) == (1, 0)
    assert read_assignment_history(profile, logged.id).kept.assignment == logged

    correct_categories(profile, now=AS_OF, reason="looked up again")
    history = read_assignment_history(profile, logged.id)
    assert history.kept.assignment == replace(logged, category=Category.A)
    assert [(one.assignment, one.reason) for one in history.versions] == [(logged, "looked up again")]
    assert not recheck(profile).differences


@pytest.mark.parametrize("reason", ["", "  ", "Gjaldt 01019012345"])
def test_the_log_follows_the_register_only_for_a_reason_that_may_be_kept(profile: Profile, reason: str) -> None:
    logged = add(profile)
    hold(profile, [person("Yonas Tekle", 10001, ("som",), [bachelor(), authorised()])])
    with pytest.raises(UserError):
        correct_categories(profile, now=AS_OF, reason=reason)
    assert read_assignment_history(profile, logged.id).kept.assignment == logged


def test_a_category_that_is_found_later_needs_no_ground(profile: Profile) -> None:
    logged = add(profile, language="tir", ground=Ground.CANNOT_WAIT)
    hold(profile, [person("Yonas Tekle", 10001, ("tir",))])
    correct_categories(profile, now=AS_OF, reason="looked up again")
    now = read_assignment_history(profile, logged.id).kept.assignment
    assert (now.category, now.ground) == (Category.B, None)


def test_the_log_keeps_the_category_of_somebody_who_is_gone(profile: Profile) -> None:
    logged = add(profile)
    hold(profile, PEOPLE[1:])
    found = correct_categories(profile, now=AS_OF, reason="looked up again")
    assert (found.gone, found.looked_up, list(found.differences)) == (1, 0, [])
    assert read_assignment_history(profile, logged.id).kept.assignment == logged
    assert [one.name for one in list_assignments(profile)] == [""]


def test_the_log_is_listed_for_a_period_newest_first(profile: Profile) -> None:
    days = [TODAY - timedelta(days=n) for n in (3, 1, 2)]
    for day in days:
        add(profile, day=day)
    assert [one.assignment.day for one in list_assignments(profile)] == sorted(days, reverse=True)
    period = LogPeriod(TODAY - timedelta(days=2), TODAY - timedelta(days=2))
    assert [one.assignment.day for one in list_assignments(profile, period)] == [period.first]
    assert len(list_assignments(profile, limit=2, offset=1)) == 2
    assert days_of_log(profile) == (days[0], days[1])
