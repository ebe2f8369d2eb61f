"""Checking a row of a supplier's list: what its category means, and what the register says of a person that day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.categories import Category, Pair
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.roster import Reason, Result, RosterRow, judge, meanings, stated_category
from tests.support.registers import authorised, bachelor, bilingual_and_tao, credits_30, dossier

ON = date(2026, 6, 1)
A, B, C, D, E = Category


def row(language: str = "som", stated: str = "", day: date = ON, kind: Kind | None = None) -> RosterRow:
    return RosterRow(line=2, name="Yonas Tekle", language=language, kind=kind, stated=stated, day=day)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("B", "B"),
        (" b ", "B"),
        ("Kategori C", "C"),
        ("kat. 2", "2"),
        ("Nivå: D", "D"),
        ("3", "3"),
        ("5.", "5"),
        ("C – statsautorisert tolk", "C"),
        ("B (bachelor)", "B"),
        ("A-tolk", "A"),
        ("1-3", None),
        ("A-B", None),
        ("D/E", None),
        ("F", None),
        ("6", None),
        ("12", None),
        ("AB", None),
        ("Statsautorisert", None),
        ("", None),
    ],
)
def test_a_stated_category_is_a_letter_or_an_old_number(text: str, stated: str | None) -> None:
    assert stated_category(text) == stated


@pytest.mark.parametrize("category", list(Category))
def test_a_letter_means_itself_on_any_day(category: Category) -> None:
    assert meanings(category.value, date(2017, 1, 1), None) == {category}


@pytest.mark.parametrize(
    ("stated", "with_bachelor", "without"), [("1", A, B), ("2", C, C), ("3", B, D), ("4", E, E), ("5", E, E)]
)
@pytest.mark.parametrize("day", [date(2016, 1, 1), date(2018, 12, 31), date(2021, 1, 1)])
def test_old_categories_mean_what_they_became(
    stated: str, with_bachelor: Category, without: Category, day: date
) -> None:
    assert meanings(stated, day, True) == {with_bachelor}
    assert meanings(stated, day, False) == {without}


@pytest.mark.parametrize(
    ("day", "ambiguous"),
    [
        (date(2018, 12, 31), False),
        (date(2019, 1, 1), True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 1), False),
    ],
)
def test_a_one_of_about_2019_can_be_either(day: date, ambiguous: bool) -> None:
    assert (meanings("1", day, True) == {A, B}) is ambiguous


@pytest.mark.parametrize(("stated", "possible"), [("1", {A, B}), ("3", {B, D})])
def test_without_the_evidence_an_old_category_that_depends_on_it_can_be_either(
    stated: str, possible: set[Category]
) -> None:
    assert meanings(stated, ON, None) == possible


@pytest.mark.parametrize(
    ("stated", "result", "reason"),
    [
        ("", Result.VALID, None),
        ("B", Result.VALID, None),
        ("A", Result.OTHER_CATEGORY, None),
        ("3", Result.VALID, Reason.OLD_CATEGORY),
        ("2", Result.OTHER_CATEGORY, Reason.OLD_CATEGORY),
    ],
)
def test_the_stated_category_is_compared_with_the_one_held(stated: str, result: Result, reason: Reason | None) -> None:
    verdict = judge(dossier(), row(stated=stated))
    assert (verdict.result, verdict.reason) == (result, reason)
    assert (verdict.pair, verdict.category) == (Pair("som", Kind.SPOKEN), B)


def test_a_category_that_can_mean_the_one_held_or_another_is_not_settled() -> None:
    verdict = judge(dossier(), row(stated="1", day=date(2019, 5, 1)))
    assert (verdict.result, verdict.reason, verdict.category) == (
        Result.COULD_NOT_CHECK,
        Reason.AMBIGUOUS_CATEGORY,
        B,
    )


def test_a_category_that_can_only_mean_others_is_another_however_ambiguous() -> None:
    held = dossier(evidence=[authorised()])
    assert judge(held, row(stated="1", day=date(2019, 5, 1))).result is Result.OTHER_CATEGORY


def test_what_the_public_register_only_states_leaves_old_categories_open() -> None:
    made = dossier()
    listed = tuple(replace(one, stated_category="D") for one in made.languages)
    assert judge(replace(made, languages=listed), row(stated="3")).reason is Reason.AMBIGUOUS_CATEGORY


@pytest.mark.parametrize(("day", "category"), [(date(2015, 5, 31), None), (date(2015, 6, 1), B), (date(2015, 6, 2), B)])
def test_a_category_counts_from_the_very_day_it_was_gained(day: date, category: Category | None) -> None:
    made = dossier(evidence=[bachelor(obtained=date(2015, 6, 1))], listed=[(date(2010, 1, 1), None)])
    verdict = judge(made, row(day=day))
    assert verdict.category is category
    assert (verdict.result is Result.VALID) is (category is not None)


def test_who_is_listed_for_a_language_without_a_category_is_told_so() -> None:
    verdict = judge(dossier(evidence=[]), row())
    assert (verdict.result, verdict.reason) == (Result.OTHER_LANGUAGE, Reason.NO_CATEGORY)


def test_who_is_listed_for_another_language_is_not_valid() -> None:
    verdict = judge(dossier(), row("pol"))
    assert (verdict.result, verdict.pair, verdict.reason) == (Result.OTHER_LANGUAGE, None, None)


def test_a_member_of_a_bundle_finds_the_bundle_and_not_the_other_way_round() -> None:
    assert judge(dossier(languages=["hbs"]), row("bos")).pair == Pair("hbs", Kind.SPOKEN)
    assert judge(dossier(languages=["bos"]), row("hbs")).result is Result.OTHER_LANGUAGE


def test_the_languages_own_kind_of_interpreting_goes_before_others() -> None:
    pairs = [("nsl", Kind.DEAFBLIND), ("nsl", Kind.SIGN)]
    evidence = [replace(bachelor("nsl"), kind=Kind.DEAFBLIND), credits_30("nsl")]
    assert judge(dossier(languages=pairs, evidence=evidence), row("nsl")).pair == Pair("nsl", Kind.SIGN)


def of_two_kinds() -> Dossier:
    """Norwegian sign language A, deafblind D."""
    evidence = [authorised("nsl"), bachelor("nsl"), replace(credits_30("nsl"), kind=Kind.DEAFBLIND)]
    return dossier(languages=[("nsl", Kind.SIGN), ("nsl", Kind.DEAFBLIND)], evidence=evidence)


@pytest.mark.parametrize(
    ("kind", "stated", "result", "held"),
    [
        (Kind.DEAFBLIND, "D", Result.VALID, D),
        (Kind.DEAFBLIND, "A", Result.OTHER_CATEGORY, D),
        (Kind.DEAFBLIND, "", Result.VALID, D),
        (Kind.SIGN, "D", Result.OTHER_CATEGORY, A),
        (Kind.SIGN, "A", Result.VALID, A),
        (Kind.SPOKEN, "A", Result.OTHER_LANGUAGE, None),
        (None, "A", Result.VALID, A),
        (None, "D", Result.VALID, D),
        (None, "3", Result.VALID, D),
        (None, "C", Result.OTHER_CATEGORY, A),
        (None, "", Result.VALID, A),
    ],
)
def test_the_stated_category_is_that_of_the_kind_and_without_one_of_any_kind(
    kind: Kind | None, stated: str, result: Result, held: Category | None
) -> None:
    verdict = judge(of_two_kinds(), row("nsl", stated, kind=kind))
    assert (verdict.result, verdict.category) == (result, held)


def test_without_a_kind_a_category_of_another_kind_than_the_languages_own_is_one_for_the_language() -> None:
    made = dossier(
        languages=[("nsl", Kind.SIGN), ("nsl", Kind.DEAFBLIND)],
        evidence=[replace(credits_30("nsl"), kind=Kind.DEAFBLIND)],
    )
    assert judge(made, row("nsl")).pair == Pair("nsl", Kind.DEAFBLIND)
    assert judge(made, row("nsl", kind=Kind.SIGN)).reason is Reason.NO_CATEGORY


def test_another_kind_is_found_where_the_person_has_only_that() -> None:
    made = dossier(
        languages=[("nor", Kind.SPEECH_TO_TEXT)], evidence=[replace(bachelor("nor"), kind=Kind.SPEECH_TO_TEXT)]
    )
    assert judge(made, row("nor")).pair == Pair("nor", Kind.SPEECH_TO_TEXT)


def test_of_a_language_and_its_bundle_the_one_with_the_stated_category_is_meant() -> None:
    made = dossier(languages=["bos", "hbs"], evidence=[bachelor("hbs"), credits_30("bos")])
    assert judge(made, row("bos")).pair == Pair("hbs", Kind.SPOKEN)
    assert judge(made, row("bos", stated="D")).pair == Pair("bos", Kind.SPOKEN)


_EVIDENCE = st.lists(
    st.sampled_from(
        [
            bachelor("som"),
            bachelor("pol"),
            credits_30("som"),
            authorised("som"),
            authorised("pol"),
            *bilingual_and_tao(),
        ]
    ),
    max_size=4,
    unique_by=id,
)


@given(
    evidence=_EVIDENCE,
    language=st.sampled_from(["som", "pol", "bos"]),
    stated=st.sampled_from(["", *"ABCDE12345"]),
    day=st.dates(date(2008, 1, 1), date(2026, 12, 31)),
)
def test_nothing_is_valid_unless_the_person_has_that_category_that_day(
    evidence: list, language: str, stated: str, day: date
) -> None:
    made: Dossier = dossier(languages=["som", "pol"], evidence=evidence)
    verdict = judge(made, row(language, stated, day))
    held = {one.pair: one.category for one in made.assessments(day)}
    if verdict.result is Result.VALID:
        assert verdict.pair is not None
        assert verdict.pair.language == language
        assert held[verdict.pair] is verdict.category is not None
        assert not stated or stated.isdecimal() or stated == verdict.category
