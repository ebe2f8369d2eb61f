"""One person is shown as the register holds the person on a day, or plainly not found."""

from datetime import date, timedelta

import pytest

from interpreter_app.domain.errors import EnvironmentFault, NotFound
from interpreter_app.use_cases.open_profile import open_profile
from interpreter_app.use_cases.show_interpreter import show_by_id, show_by_number
from tests.support.registers import TODAY, authorised, bachelor, credits_30, person, profile_with, record_id

LISTED, GONE = date(2016, 1, 1), date(2020, 1, 1)
DAY = timedelta(1)


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    people = [
        person("Yonas Tekle", 10001, ["som", "ara"], [credits_30("som"), bachelor("ara"), authorised("ara")]),
        person("Tigist Haile", 10002, listed=[(LISTED, GONE)]),
    ]
    opened = profile_with(tmp_path_factory.mktemp("show"), people)
    yield opened
    opened.close()


def test_a_person_is_shown_with_the_category_of_each_language_best_first(profile):
    shown = show_by_number(profile, 10001, TODAY)
    assert shown.dossier.interpreter.name == "Yonas Tekle"
    assert [(found.pair.language, found.category) for found in shown.assessments] == [("ara", "A"), ("som", "D")]
    assert (shown.day, shown.state) == (TODAY, profile.state())


def test_the_categories_are_those_of_the_day(profile):
    shown = show_by_number(profile, 10001, LISTED)
    assert {found.day for found in shown.assessments} == {LISTED}


def test_a_person_is_shown_by_record_id_too(profile):
    assert show_by_id(profile, record_id("p10001"), TODAY) == show_by_number(profile, 10001, TODAY)


@pytest.mark.parametrize("on", [LISTED, LISTED + DAY, GONE - DAY])
def test_a_person_is_shown_on_the_days_of_the_listing(profile, on):
    assert show_by_number(profile, 10002, on).dossier.id == record_id("p10002")
    assert show_by_id(profile, record_id("p10002"), on) is not None


@pytest.mark.parametrize("on", [date.min, LISTED - DAY, GONE, GONE + DAY, date.max])
def test_a_person_who_is_not_listed_that_day_is_not_found(profile, on):
    with pytest.raises(NotFound, match="Nobody listed on"):
        show_by_number(profile, 10002, on)
    assert show_by_id(profile, record_id("p10002"), on) is None


def test_a_number_that_nobody_has_says_nothing_of_qualifications(profile):
    with pytest.raises(NotFound) as told:
        show_by_number(profile, 99999, TODAY)
    assert "2026-06-30" in str(told.value)
    assert "99999" in str(told.value)
    assert "does not say that a person is not qualified" in str(told.value)


def test_an_id_that_nobody_has_is_not_found(profile):
    assert show_by_id(profile, "nobody", TODAY) is None


def test_a_profile_without_a_register_says_what_to_do(tmp_path):
    empty = open_profile("new", tmp_path / "new.register")
    for show in (lambda: show_by_number(empty, 1, TODAY), lambda: show_by_id(empty, "p", TODAY)):
        with pytest.raises(NotFound, match=r"The profile new holds no register yet\. Synchronise first\."):
            show()
    empty.close()


def test_a_profile_is_made_with_the_folders_on_its_way(tmp_path):
    profile = open_profile("new", tmp_path / "a" / "b" / "new.register")
    assert profile.state() is None
    profile.close()


def test_a_profile_whose_folder_cannot_be_made_is_told_plainly(tmp_path):
    (tmp_path / "a").write_text("a file")
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        open_profile("new", tmp_path / "a" / "b" / "new.register")
