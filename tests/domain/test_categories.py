"""The category follows from the evidence by tolkeforskriften § 11, for each language and kind, on a date."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.categories import (
    NO_CATEGORY_RANK,
    REGISTER_PRACTICE,
    RULES,
    TF_11,
    Category,
    NextStep,
    Pair,
    assess,
    category_periods,
    deciding_rule,
    evidence_for,
    next_step,
    pairs_with_category,
    stated,
)
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.interpreters import Interpreter, Kind
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.periods import Period
from interpreter_app.domain.qualifications import CreditUnit, Evidence, EvidenceType, Qualification
from tests.support.registers import evidence
from tests.support.strategies import ALL_DAYS, PAIRS, periods, pieces

AUTHORISATION, BACHELOR, CREDITS, SIGN_EDUCATION, TEST, TRANSLATOR, PROFESSIONAL, TAO = (
    EvidenceType.STATE_AUTHORISATION,
    EvidenceType.BACHELOR,
    EvidenceType.CREDITS,
    EvidenceType.SIGN_EDUCATION_BEFORE_BACHELOR,
    EvidenceType.BILINGUAL_TEST,
    EvidenceType.AUTHORISED_TRANSLATOR,
    EvidenceType.PROFESSIONAL_TRANSLATOR,
    EvidenceType.TAO,
)
SOMALI = Pair("som", Kind.SPOKEN)
SIGN = Pair("nsl", Kind.SIGN)
ALWAYS = Period(date.min, date.max)
TODAY = date(2026, 6, 1)
DAY = timedelta(1)
EXAMPLES = json.loads((Path(__file__).parents[1] / "data" / "categories.json").read_text(encoding="utf-8"))


def of(*types: EvidenceType, language: str = "som") -> list[Evidence]:
    """Evidence of each type, credits being 30."""
    return [evidence(type_, language, credits=30 if type_ is CREDITS else 0) for type_ in types]


def category(found: Sequence[Evidence], pair: Pair = SOMALI, on: date = TODAY) -> Category | None:
    return assess(pair, found, on).category


def rank(given: Category | None) -> int:
    return given.rank if given else NO_CATEGORY_RANK


@pytest.mark.parametrize(
    ("types", "pair", "gives", "source"),
    [
        ((AUTHORISATION, BACHELOR), SOMALI, "A", TF_11),
        ((BACHELOR,), SOMALI, "B", TF_11),
        ((AUTHORISATION, CREDITS), SOMALI, "B", TF_11),
        ((AUTHORISATION,), SOMALI, "C", TF_11),
        ((CREDITS,), SOMALI, "D", TF_11),
        ((SIGN_EDUCATION,), SIGN, "D", REGISTER_PRACTICE),
        ((TAO, TEST), SOMALI, "E", TF_11),
        ((TAO, TRANSLATOR), SOMALI, "E", TF_11),
        ((TAO, PROFESSIONAL), SOMALI, "E", TF_11),
    ],
)
def test_each_rule_gives_its_category_and_names_its_source(types, pair, gives, source):
    rule = assess(pair, of(*types, language=pair.language), TODAY).rule
    assert rule is not None
    assert (rule.category, rule.requires, rule.source) == (gives, frozenset(types), source)


def test_there_are_no_other_rules():
    assert len(RULES) == 9
    assert list(Category) == sorted({rule.category for rule in RULES})


@pytest.mark.parametrize(
    "types",
    [(), (TAO,), (TEST,), (TRANSLATOR,), (PROFESSIONAL,), (TEST, TRANSLATOR, PROFESSIONAL), (SIGN_EDUCATION,)],
)
def test_less_than_a_rule_asks_for_gives_no_category(types):
    assert category(of(*types)) is None


@pytest.mark.parametrize("count", range(len(EvidenceType) + 1))
def test_the_highest_category_that_the_evidence_supports_holds(count):
    for types in combinations(EvidenceType, count):
        possible = [rule.category for rule in RULES if rule.requires <= set(types)]
        assert category(of(*types, language="nsl"), SIGN) == min(possible, default=None), types


@pytest.mark.parametrize(("given", "expected"), [("A", 1), ("B", 2), ("C", 3), ("D", 4), ("E", 5)])
def test_a_category_has_a_rank(given, expected):
    assert Category(given).rank == expected
    assert NO_CATEGORY_RANK == 6


def example_dossier(example) -> Dossier:
    """The evidence of an example as the register would record it."""
    qualifications, authorisations, withdrawals = [], {}, []
    for number, piece in enumerate(example["evidence"]):
        obtained = date.fromisoformat(piece["obtained"])
        if piece["type"] == AUTHORISATION:
            authorisations[str(number)] = Authorisation(
                interpreter_id="p", language=piece["language"], granted=obtained
            )
            withdrawals += [
                Withdrawal(
                    interpreter_id="p",
                    authorisation_id=str(number),
                    withdrawn_from=date.fromisoformat(gap["from"]),
                    withdrawn_until=date.fromisoformat(gap["until"]) if gap["until"] else None,
                )
                for gap in piece.get("withdrawn", [])
            ]
            continue
        qualifications.append(
            Qualification(
                interpreter_id="p",
                type=EvidenceType(piece["type"]),
                obtained=obtained,
                language=piece.get("language"),
                amount=Decimal(piece["amount"]) if "amount" in piece else None,
                unit=CreditUnit(piece["unit"]) if "unit" in piece else None,
            )
        )
    return Dossier("p", Interpreter(), (), (), tuple(qualifications), authorisations, tuple(withdrawals))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_the_examples_hold(example):
    found = pairs_with_category(example_dossier(example).evidence(), date.fromisoformat(example["on"]))
    assert [{"language": a.pair.language, "kind": a.pair.kind, "category": a.category} for a in found] == example[
        "expect"
    ]


@pytest.mark.parametrize(
    ("amounts", "gives"),
    [
        (["30"], "D"),
        (["29.5"], None),
        (["29.99"], None),
        (["30.01"], "D"),
        (["15", "15"], "D"),
        (["10", "19.5"], None),
        (["10", "10", "9.99"], None),
        (["0.1"] * 300, "D"),
        (["7.5"] * 4, "D"),
        (["60"], "D"),
    ],
)
def test_credits_in_one_language_are_added_up_exactly(amounts, gives):
    found = [evidence(CREDITS, credits=amount) for amount in amounts]
    assert category(found) == gives
    assert category(found + of(AUTHORISATION)) == ("B" if gives else "C")


@pytest.mark.parametrize(("vekttall", "gives"), [("10", "D"), ("9.99", None), ("10.01", "D"), ("5", None)])
def test_ten_vekttall_are_thirty_credits(vekttall, gives):
    course = Qualification(
        interpreter_id="p",
        type=CREDITS,
        obtained=TODAY,
        language="som",
        amount=Decimal(vekttall),
        unit=CreditUnit.VEKTTALL,
    )
    assert category(Dossier("p", Interpreter(), qualifications=(course,)).evidence()) == gives


def test_credits_count_from_the_day_on_which_they_reach_thirty():
    found = [
        evidence(CREDITS, obtained=date(2020, 1, 1), credits=20),
        evidence(CREDITS, obtained=date(2021, 1, 1), credits=10),
    ]
    assert category(found, on=date(2020, 12, 31)) is None
    assert category(found, on=date(2021, 1, 1)) == "D"


def test_credits_in_different_languages_are_not_added():
    found = [evidence(CREDITS, "som", credits=15), evidence(CREDITS, "ara", credits=15)]
    assert category(found) is None
    assert category(found, Pair("ara", Kind.SPOKEN)) is None


def test_credits_in_different_kinds_are_not_added():
    found = [
        evidence(CREDITS, "nsl", kind=Kind.SIGN, credits=20),
        evidence(CREDITS, "nsl", kind=Kind.DEAFBLIND, credits=20),
    ]
    assert category(found, SIGN) is None
    assert category(found, Pair("nsl", Kind.DEAFBLIND)) is None


@pytest.mark.parametrize("language", language_table().languages, ids=lambda language: language.code)
def test_the_old_sign_language_education_counts_for_sign_languages_only(language):
    pair = Pair(language.code, Kind.SIGN if language.sign else Kind.SPOKEN)
    assert category(of(SIGN_EDUCATION, language=language.code), pair) == ("D" if language.sign else None)


def test_the_old_sign_language_education_adds_nothing_to_an_authorisation():
    assert category(of(SIGN_EDUCATION, AUTHORISATION, language="nsl"), SIGN) == "C"


@pytest.mark.parametrize("pair", PAIRS)
def test_tao_counts_for_every_language_and_kind(pair):
    language, kind = pair
    found = [evidence(TEST, language, kind=kind), *of(TAO)]
    assert category(found, Pair(*pair)) == "E"


@pytest.mark.parametrize(
    "pair", [Pair("nsl", Kind.DEAFBLIND), Pair("nor", Kind.SPEECH_TO_TEXT), Pair("nsl", Kind.SIGN)]
)
def test_evidence_of_one_kind_counts_for_that_kind_alone(pair):
    found = [evidence(BACHELOR, pair.language, kind=pair.kind)]
    assert category(found, pair) == "B"
    for other in set(Kind) - {pair.kind}:
        assert category(found, Pair(pair.language, other)) is None


@pytest.mark.parametrize(
    ("bundle", "member"),
    [(one.code, member) for one in language_table().languages for member in one.members],
)
def test_evidence_for_a_bundle_or_a_member_never_counts_for_the_other(bundle, member):
    for own, other in ((bundle, member), (member, bundle)):
        found = of(BACHELOR, AUTHORISATION, language=own)
        assert category(found, Pair(own, Kind.SPOKEN)) == "A"
        assert category(found, Pair(other, Kind.SPOKEN)) is None


@pytest.mark.parametrize(
    ("on", "gives"),
    [
        (date.min, None),
        (date(2015, 2, 28), None),
        (date(2015, 3, 1), "C"),
        (date(2020, 12, 14), "C"),
        (date(2020, 12, 15), "A"),
        (date(2023, 12, 31), "A"),
        (date(2024, 1, 1), "B"),
        (date.max, "B"),
    ],
)
def test_the_category_holds_on_a_date(on, gives):
    found = [
        evidence(AUTHORISATION, obtained=date(2015, 3, 1), until=date(2024, 1, 1)),
        evidence(BACHELOR, obtained=date(2020, 12, 15)),
    ]
    assert category(found, on=on) == gives


def test_an_assessment_says_what_counted_and_what_did_not():
    held = evidence(AUTHORISATION)
    ended = evidence(BACHELOR, until=date(2020, 1, 1))
    later = evidence(CREDITS, obtained=TODAY + DAY, credits=30)
    elsewhere = evidence(BACHELOR, "ara")
    found = assess(SOMALI, [ended, held, elsewhere, later], TODAY)
    assert (found.pair, found.day, found.category) == (SOMALI, TODAY, "C")
    assert found.counted == (held,)
    assert found.not_counted == (ended, later)


def test_without_evidence_there_is_no_category_and_nothing_counts():
    found = assess(SOMALI, [], TODAY)
    assert (found.category, found.rule, found.counted, found.not_counted) == (None, None, (), ())


def test_a_category_that_the_register_states_has_no_rule_behind_it():
    found = stated(SOMALI, Category.C, TODAY)
    assert (found.category, found.rule, found.counted, found.next_step) == (Category.C, None, (), None)


@pytest.mark.parametrize(
    ("types", "step"),
    [
        ((), (CREDITS, "D")),
        ((TEST,), (TAO, "E")),
        ((TRANSLATOR,), (TAO, "E")),
        ((TAO,), (TEST, "E")),
        ((TAO, TEST), (CREDITS, "D")),
        ((CREDITS,), (AUTHORISATION, "B")),
        ((AUTHORISATION,), (CREDITS, "B")),
        ((BACHELOR,), (AUTHORISATION, "A")),
        ((AUTHORISATION, CREDITS), (BACHELOR, "A")),
        ((AUTHORISATION, BACHELOR), None),
        ((SIGN_EDUCATION,), (AUTHORISATION, "C")),
    ],
)
def test_the_next_step_is_the_smallest_that_gives_a_higher_category(types, step):
    expected = NextStep(step[0], Category(step[1])) if step else None
    assert assess(SIGN, of(*types, language="nsl"), TODAY).next_step == expected


@pytest.mark.parametrize("count", range(len(EvidenceType) + 1))
def test_taking_the_next_step_gives_what_it_promises(count):
    for types in combinations(EvidenceType, count):
        step = next_step(frozenset(types))
        if step is None:
            assert deciding_rule(frozenset(types)) is RULES[0]
            continue
        now = category(of(*types, language="nsl"), SIGN)
        assert step.missing not in {SIGN_EDUCATION, TRANSLATOR, PROFESSIONAL, *types}
        assert rank(step.category) < rank(now)
        assert category(of(*types, step.missing, language="nsl"), SIGN) == step.category


def test_the_periods_of_a_category_follow_each_other():
    found = [
        evidence(AUTHORISATION, obtained=date(2015, 3, 1), until=date(2024, 1, 1)),
        evidence(CREDITS, obtained=date(2016, 1, 1), until=date(2017, 1, 1), credits=15),
        evidence(BACHELOR, obtained=date(2020, 12, 15), until=date(2025, 1, 1)),
    ]
    assert [(*held.period, held.rule and held.rule.category) for held in category_periods(SOMALI, found, ALWAYS)] == [
        (date.min, date(2015, 3, 1), None),
        (date(2015, 3, 1), date(2020, 12, 15), "C"),
        (date(2020, 12, 15), date(2024, 1, 1), "A"),
        (date(2024, 1, 1), date(2025, 1, 1), "B"),
        (date(2025, 1, 1), date.max, None),
    ]


@pytest.mark.parametrize("window", [ALWAYS, Period(TODAY, TODAY + DAY)])
def test_without_evidence_there_is_one_period_without_a_category(window):
    assert category_periods(SOMALI, of(BACHELOR, language="ara"), window) == [(window, None)]


def test_every_pair_with_a_category_is_found_by_its_evidence_alone():
    found = pairs_with_category(
        [
            *of(TAO, BACHELOR),
            *of(TEST, language="ara"),
            evidence(CREDITS, "nor", kind=Kind.SPEECH_TO_TEXT, credits=30),
            evidence(CREDITS, "urd", credits=15),
        ],
        TODAY,
    )
    assert [(*one.pair, one.category) for one in found] == [
        ("ara", "spoken", "E"),
        ("nor", "speech_to_text", "D"),
        ("som", "spoken", "B"),
    ]


OTHER_PAIRS = [pair for pair in PAIRS if pair[0] != "som"]
evidence_lists = st.lists(pieces(), max_size=7)
windows = periods.filter(lambda period: period.start < period.end)
pairs = st.sampled_from(PAIRS).map(lambda pair: Pair(*pair))


@given(pairs, evidence_lists, windows)
def test_the_periods_agree_with_the_assessment_of_every_day_of_the_window(pair, found, window):
    made = category_periods(pair, found, window)
    for on in ALL_DAYS:
        holding = [held.rule for held in made if held.period.holds(on)]
        assert holding == ([assess(pair, found, on).rule] if window.holds(on) else [])


@given(pairs, evidence_lists, windows)
def test_the_periods_fill_the_window_and_neighbours_differ(pair, found, window):
    made = category_periods(pair, found, window)
    assert (made[0].period.start, made[-1].period.end) == window
    assert all(held.period.start < held.period.end for held in made)
    for earlier, later in pairwise(made):
        assert earlier.period.end == later.period.start
        assert earlier.rule is not later.rule


@given(pairs, evidence_lists, pieces(), st.sampled_from(ALL_DAYS))
def test_more_evidence_never_lowers_a_category(pair, found, further, on):
    assert rank(category([*found, further], pair, on)) <= rank(category(found, pair, on))


@given(evidence_lists, st.lists(pieces(OTHER_PAIRS), max_size=4), st.sampled_from(ALL_DAYS))
def test_evidence_of_another_language_changes_nothing(found, others, on):
    elsewhere = [piece for piece in others if piece.type is not TAO]
    assert assess(SOMALI, [*elsewhere, *found], on) == assess(SOMALI, found, on)


@given(evidence_lists, st.randoms(use_true_random=False), st.sampled_from(ALL_DAYS))
def test_the_order_of_the_evidence_makes_no_difference(found, random, on):
    shuffled = random.sample(found, len(found))
    assert category(shuffled, on=on) == category(found, on=on)
    assert category_periods(SOMALI, shuffled, ALWAYS) == category_periods(SOMALI, found, ALWAYS)


@given(pairs, evidence_lists, st.sampled_from(ALL_DAYS))
def test_all_evidence_for_a_pair_either_counts_or_does_not(pair, found, on):
    made = assess(pair, found, on)
    assert sorted(map(repr, made.counted + made.not_counted)) == sorted(map(repr, evidence_for(pair, found)))
    assert all(piece.counts_on(on) for piece in made.counted)
    assert not any(piece.counts_on(on) for piece in made.not_counted)


def test_a_period_of_the_evidence_ends_the_day_it_stops_counting():
    found = Evidence(AUTHORISATION, "som", Kind.SPOKEN, (Period(TODAY, TODAY + 2 * DAY),), TODAY)
    assert [category([found], on=TODAY + n * DAY) for n in range(-1, 4)] == [None, "C", "C", None, None]
