"""What follows for a search from all that the register holds on one person."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.categories import NO_CATEGORY_RANK, Category, Pair, assess
from interpreter_app.domain.dossiers import Dossier, SearchEntry, search_entries
from interpreter_app.domain.interpreters import Interpreter, Kind, ListedLanguage, Listing
from interpreter_app.domain.periods import FOREVER, Period
from interpreter_app.domain.qualifications import EvidenceType, Qualification
from tests.support.registers import TODAY, authorised, bachelor, bilingual_and_tao, credits_30, dossier
from tests.support.strategies import ALL_DAYS, dossiers

JANUARY, FEBRUARY, MARCH, APRIL = (date(2020, month, 1) for month in (1, 2, 3, 4))
DAY = timedelta(1)


def listed(*periods: tuple[date, date | None]) -> Dossier:
    return dossier(listed=periods)


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (JANUARY - DAY, False),
        (JANUARY, True),
        (FEBRUARY - DAY, True),
        (FEBRUARY, False),
        (MARCH - DAY, False),
        (MARCH, True),
        (date.max, True),
    ],
)
def test_a_person_is_listed_from_the_first_day_up_to_the_day_the_listing_ends(on, shown):
    assert listed((MARCH, None), (JANUARY, FEBRUARY)).listed_on(on) is shown


def test_overlapping_listings_are_one():
    assert listed((FEBRUARY, APRIL), (JANUARY, MARCH)).listed_periods() == [Period(JANUARY, APRIL)]


def test_a_person_whose_listing_ends_the_day_it_begins_is_never_listed():
    assert listed((JANUARY, JANUARY)).listed_periods() == []


def test_evidence_without_a_kind_is_of_the_languages_own_kind():
    held = dossier(evidence=[bachelor("nsl"), bachelor("som"), authorised("nsl"), *bilingual_and_tao("som")])
    assert [(piece.language, piece.kind) for piece in held.evidence()] == [
        ("nsl", Kind.SIGN),
        ("som", Kind.SPOKEN),
        ("som", Kind.SPOKEN),
        (None, None),
        ("nsl", Kind.SIGN),
    ]


def test_a_withdrawal_touches_its_own_authorisation_only():
    held = Dossier(
        "p",
        Interpreter(),
        authorisations={
            "first": Authorisation(interpreter_id="p", language="som", granted=JANUARY),
            "second": Authorisation(interpreter_id="p", language="ara", granted=JANUARY),
        },
        withdrawals=(Withdrawal(interpreter_id="p", authorisation_id="first", withdrawn_from=FEBRUARY),),
    )
    assert [piece.periods for piece in held.evidence()] == [
        (Period(JANUARY, FEBRUARY),),
        (Period(JANUARY, FOREVER),),
    ]


def test_the_best_category_is_shown_first_and_none_last():
    held = dossier(languages=["ara", "pol", "som", "tir"], evidence=[credits_30("som"), bachelor("pol")])
    assert [(found.pair.language, found.category) for found in held.assessments(TODAY)] == [
        ("pol", "B"),
        ("som", "D"),
        ("ara", None),
        ("tir", None),
    ]


def test_a_category_that_the_register_states_stands_in_place_of_one_from_evidence():
    held = Dossier(
        "p",
        Interpreter(),
        (ListedLanguage(interpreter_id="p", language="som", kind=Kind.SPOKEN, stated_category="C"),),
        (Listing(interpreter_id="p", listed_from=JANUARY),),
        (bachelor("som"),),
    )
    assert [(found.category, found.rule) for found in held.assessments(TODAY)] == [("C", None)]
    assert [(entry.rank, entry.start, entry.end) for entry in search_entries(held)] == [(3, JANUARY, FOREVER)]


def test_a_category_counts_only_for_what_the_person_is_listed_for():
    held = dossier(languages=["som"], evidence=[bachelor("ara")])
    assert [(found.pair.language, found.category) for found in held.assessments(TODAY)] == [("som", None)]


def test_a_person_who_is_not_listed_or_listed_for_nothing_cannot_be_searched():
    assert search_entries(dossier(listed=[])) == []
    assert search_entries(dossier(languages=[])) == []
    assert search_entries(listed((JANUARY, JANUARY))) == []


def test_the_entries_change_with_the_category_and_end_with_the_listing():
    held = dossier(evidence=[credits_30(obtained=FEBRUARY), authorised(granted=MARCH)], listed=[(JANUARY, APRIL)])
    assert [entry[:5] for entry in search_entries(held)] == [
        ("som", "spoken", 6, JANUARY, FEBRUARY),
        ("som", "spoken", 4, FEBRUARY, MARCH),
        ("som", "spoken", 2, MARCH, APRIL),
    ]


def test_the_best_of_several_languages_and_kinds_is_marked():
    held = dossier(
        languages=[("nsl", Kind.SIGN), ("nsl", Kind.DEAFBLIND), ("som", Kind.SPOKEN)],
        evidence=[bachelor("nsl"), credits_30("som")],
        listed=[(date(2016, 1, 1), None)],
    )
    marks = {(e.language, e.kind): (e.best_in_language, e.best_in_kind, e.best_of_all) for e in search_entries(held)}
    assert marks == {
        ("nsl", "sign"): (True, True, True),
        ("nsl", "deafblind"): (False, True, False),
        ("som", "spoken"): (True, True, False),
    }


def test_an_entry_is_split_where_another_language_becomes_the_best():
    held = dossier(
        languages=["ara", "som"],
        evidence=[credits_30("ara", JANUARY), bachelor("som", FEBRUARY)],
        listed=[(JANUARY, MARCH)],
    )
    best = [(entry.language, entry.start, entry.end) for entry in search_entries(held) if entry.best_of_all]
    assert best == [("ara", JANUARY, FEBRUARY), ("som", FEBRUARY, MARCH)]


def test_a_pair_that_is_recorded_twice_is_found_and_shown_once():
    held = dossier(languages=["som", "som"])
    assert len(search_entries(held)) == 1
    assert len(held.assessments(TODAY)) == 1


def on_day(entries: list[SearchEntry], on: date) -> list[SearchEntry]:
    return [entry for entry in entries if Period(entry.start, entry.end).holds(on)]


def expected_ranks(held: Dossier, on: date) -> dict[tuple[str, str], int]:
    """The rank of each listed pair, worked out one by one."""
    ranks = {}
    for item in held.languages:
        pair = Pair(item.language, item.kind)
        stated = Category(item.stated_category) if item.stated_category else None
        category = stated or assess(pair, held.evidence(), on).category
        ranks[pair] = category.rank if category else NO_CATEGORY_RANK
    return ranks


@given(dossiers())
def test_on_each_day_the_entries_are_the_pairs_of_a_listed_person_with_their_ranks(held):
    entries = search_entries(held)
    for on in ALL_DAYS:
        found = on_day(entries, on)
        ranks = {(entry.language, entry.kind): entry.rank for entry in found}
        assert len(ranks) == len(found)
        assert ranks == (expected_ranks(held, on) if held.listed_on(on) else {})


@given(dossiers())
def test_on_each_day_one_entry_is_the_best_of_all_and_one_of_each_language_and_each_kind(held):
    entries = search_entries(held)
    for on in ALL_DAYS:
        found = on_day(entries, on)
        best = [entry for entry in found if entry.best_of_all]
        assert len(best) == (1 if found else 0)
        assert all(entry.rank == min(other.rank for other in found) for entry in best)
        for chosen, attribute in (("best_in_language", "language"), ("best_in_kind", "kind")):
            groups = {getattr(entry, attribute) for entry in found}
            flagged = [entry for entry in found if getattr(entry, chosen)]
            assert sorted(getattr(entry, attribute) for entry in flagged) == sorted(groups)
            for entry in flagged:
                alike = [other for other in found if getattr(other, attribute) == getattr(entry, attribute)]
                assert entry.rank == min(other.rank for other in alike)


@given(dossiers())
def test_what_can_be_searched_is_what_is_shown(held):
    for on in ALL_DAYS:
        shown = [(*a.pair, a.category.rank if a.category else NO_CATEGORY_RANK) for a in held.assessments(on)]
        found = [entry[:3] for entry in on_day(search_entries(held), on)]
        assert sorted(found) == (sorted(shown) if held.listed_on(on) else [])


@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_makes_no_difference(held, random):
    shuffled = Dossier(
        held.id,
        held.interpreter,
        tuple(random.sample(held.languages, len(held.languages))),
        tuple(random.sample(held.listings, len(held.listings))),
        tuple(random.sample(held.qualifications, len(held.qualifications))),
        dict(random.sample(list(held.authorisations.items()), len(held.authorisations))),
        tuple(random.sample(held.withdrawals, len(held.withdrawals))),
    )
    assert sorted(search_entries(shuffled)) == sorted(search_entries(held))


def test_credits_from_several_courses_are_added_up_in_a_dossier():
    courses = [
        Qualification(
            interpreter_id="p", type=EvidenceType.CREDITS, language="som", obtained=obtained, amount=Decimal(15)
        )
        for obtained in (JANUARY, FEBRUARY)
    ]
    held = dossier(evidence=courses)
    assert [a.category for day in (FEBRUARY - DAY, FEBRUARY) for a in held.assessments(day)] == [None, "D"]
