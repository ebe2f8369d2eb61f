"""Entries of evidence are read strictly, and give the categories that TF § 11 says."""

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.evidence_entries import read_entries
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType
from interpreter_app.use_cases.compute_categories import compute_categories

EXAMPLES = json.loads((Path(__file__).parents[1] / "data" / "categories.json").read_text(encoding="utf-8"))
TODAY = date(2026, 6, 30)
RANKS = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}
BACHELOR = {"type": "bachelor", "language": "som", "obtained": "2020-01-01"}
AUTHORISATION = {"type": "state_authorisation", "language": "som", "obtained": "2015-03-01"}
CREDITS = {"type": "credits", "language": "som", "obtained": "2010-01-01", "amount": 30}


def entries(document):
    return read_entries(json.dumps(document, default=str).encode())


def categories(entry, today=TODAY):
    (computed,) = compute_categories(entries(entry), today)
    return [
        {"language": one.pair.language, "kind": one.pair.kind.value, "category": one.category.value}
        for one in computed.categories
    ]


def as_set(found):
    return {(one["language"], one["kind"], one["category"]) for one in found}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_each_example_is_answered_right(example):
    entry = {name: value for name, value in example.items() if name != "expect"}
    assert categories(entry) == example["expect"]


def test_a_list_gives_an_answer_for_each_entry_in_order():
    computed = compute_categories(
        entries([{"name": "b", "evidence": [BACHELOR]}, {"name": "a", "evidence": []}, {"evidence": []}]), TODAY
    )
    assert [(one.name, len(one.categories)) for one in computed] == [("b", 1), ("a", 0), (None, 0)]


def test_an_empty_list_gives_no_answers():
    assert entries([]) == []


def test_without_a_date_it_is_today_that_counts():
    entry = {"evidence": [BACHELOR]}
    assert categories(entry, date(2019, 12, 31)) == []
    assert categories(entry, date(2020, 1, 1)) != []


@pytest.mark.parametrize(("given", "code"), [("arb", "ara"), ("ARA", "ara"), ("ces-slk", "ces-slk"), ("hbs", "hbs")])
def test_a_language_is_given_by_code_or_alias(given, code):
    assert categories({"evidence": [BACHELOR | {"language": given}]})[0]["language"] == code


def test_credits_without_a_unit_are_studiepoeng():
    assert categories({"evidence": [CREDITS]})[0]["category"] == "D"
    assert categories({"evidence": [CREDITS | {"amount": 10}]}) == []
    assert categories({"evidence": [CREDITS | {"amount": 10, "unit": "vekttall"}]})[0]["category"] == "D"


def test_parts_of_credits_are_added_exactly():
    tenth = CREDITS | {"amount": 0.1}
    assert categories({"evidence": [tenth] * 300})[0]["category"] == "D"
    assert categories({"evidence": [tenth] * 299}) == []


def test_a_kind_of_its_own_can_be_given():
    deafblind = BACHELOR | {"language": "nsl", "kind": "deafblind"}
    assert as_set(categories({"evidence": [deafblind]})) == {("nsl", "deafblind", "B")}


def test_an_authorisation_counts_until_the_day_it_is_revoked():
    revoked = AUTHORISATION | {"revoked": "2020-05-01"}
    assert categories({"on": "2020-04-30", "evidence": [revoked]})[0]["category"] == "C"
    assert categories({"on": "2020-05-01", "evidence": [revoked]}) == []


def test_a_tao_course_counts_whatever_language_it_is_given_with():
    evidence = [
        {"type": "bilingual_test", "language": "prs", "obtained": "2020-01-01"},
        {"type": "tao", "language": "som", "kind": "spoken", "obtained": "2020-01-01"},
    ]
    assert as_set(categories({"evidence": evidence})) == {("prs", "spoken", "E")}


def without(item, *names):
    return {name: value for name, value in item.items() if name not in names}


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (without(BACHELOR, "type"), "evidence[0].type is missing"),
        (without(BACHELOR, "obtained"), "evidence[0].obtained is missing"),
        (without(BACHELOR, "language"), "evidence[0].language is missing"),
        (without(AUTHORISATION, "language"), "evidence[0].language is missing"),
        (without(CREDITS, "amount"), "evidence[0].amount is missing"),
        (BACHELOR | {"type": "master"}, "evidence[0].type cannot be master. Choose one of: state_authorisation,"),
        (BACHELOR | {"type": None}, "evidence[0].type is missing"),
        (BACHELOR | {"language": "xxa"}, "evidence[0].language cannot be xxa."),
        (BACHELOR | {"language": "somali"}, "Did you mean som"),
        (BACHELOR | {"language": 5}, "evidence[0].language must be text"),
        (BACHELOR | {"kind": "song"}, "evidence[0].kind cannot be song"),
        (BACHELOR | {"obtained": "01.01.2020"}, "evidence[0].obtained must be a date"),
        (BACHELOR | {"obtained": "2021-02-29"}, "evidence[0].obtained must be a date"),
        (BACHELOR | {"amount": 30}, "evidence[0].amount can only be given for credits"),
        (BACHELOR | {"unit": "vekttall"}, "evidence[0].unit can only be given for credits"),
        (AUTHORISATION | {"amount": 30}, "evidence[0].amount can only be given for credits"),
        (BACHELOR | {"withdrawn": []}, "evidence[0].withdrawn can only be given for a state authorisation"),
        (BACHELOR | {"revoked": "2021-01-01"}, "evidence[0].revoked can only be given for a state authorisation"),
        (BACHELOR | {"grade": "A"}, "evidence[0].grade is not a field"),
        (CREDITS | {"amount": 0}, "evidence[0].amount must be above 0"),
        (CREDITS | {"amount": -30}, "not -30"),
        (CREDITS | {"amount": 1e300}, "at most 1000"),
        (CREDITS | {"amount": 1e-300}, "evidence[0].amount must be above 0"),
        (CREDITS | {"amount": "30"}, "evidence[0].amount must be a number"),
        (CREDITS | {"amount": True}, "evidence[0].amount must be a number"),
        (CREDITS | {"unit": "ects"}, "Choose one of: studiepoeng, vekttall"),
        (AUTHORISATION | {"revoked": "2015-02-28"}, "evidence[0].revoked cannot be earlier than 2015-03-01"),
        (AUTHORISATION | {"withdrawn": {}}, "evidence[0].withdrawn must be a list"),
        (AUTHORISATION | {"withdrawn": ["2020-01-01"]}, "evidence[0].withdrawn[0] must be an object"),
        (AUTHORISATION | {"withdrawn": [{}]}, "evidence[0].withdrawn[0].from is missing"),
        (AUTHORISATION | {"withdrawn": [{"from": "x"}]}, "evidence[0].withdrawn[0].from must be a date"),
        (
            AUTHORISATION | {"withdrawn": [{"from": "2020-01-02", "until": "2020-01-01"}]},
            "evidence[0].withdrawn[0].until cannot be earlier than 2020-01-02",
        ),
        (AUTHORISATION | {"withdrawn": [{"from": "2020-01-01", "to": None}]}, "withdrawn[0].to is not a field"),
        ("bachelor", "evidence[0] must be an object"),
        (None, "evidence[0] must be an object"),
    ],
)
def test_evidence_that_does_not_fit_is_refused_with_its_place(evidence, words):
    with pytest.raises(UserError) as refused:
        entries({"evidence": [evidence]})
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("text", "JSON must be an object"),
        (None, "JSON must be an object"),
        ({}, "evidence is missing"),
        ([{}], "[0].evidence is missing"),
        ({"evidence": {}}, "evidence must be a list"),
        ([{"evidence": []}, 7], "[1] must be an object in braces, not 7"),
        ({"evidence": [], "expect": []}, "expect is not a field that can be given here"),
        ({"evidence": [], "on": "today"}, "on must be a date"),
        ({"evidence": [], "name": ["x"]}, "name must be text"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused_with_its_place(document, words):
    with pytest.raises(UserError) as refused:
        entries(document)
    assert words in str(refused.value)


def test_one_wrong_entry_refuses_the_whole_file():
    with pytest.raises(UserError, match=r"\[2\]\.evidence is missing"):
        entries([{"evidence": []}, {"evidence": []}, {}])


days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
languages = st.sampled_from(["som", "nsl", "hbs"])


@st.composite
def items(draw):
    type_ = draw(st.sampled_from(EvidenceType))
    item = {"type": type_.value, "obtained": draw(days).isoformat()}
    if type_ is not EvidenceType.TAO:
        item["language"] = draw(languages)
    if type_ is EvidenceType.CREDITS:
        item |= {"amount": draw(st.integers(1, 60)), "unit": draw(st.sampled_from(CreditUnit)).value}
    if type_ is EvidenceType.STATE_AUTHORISATION and draw(st.booleans()):
        start = draw(days)
        item["withdrawn"] = [{"from": start.isoformat(), "until": max(start, draw(days)).isoformat()}]
    return item


documents = st.builds(
    lambda on, evidence: {"on": on.isoformat(), "evidence": evidence}, days, st.lists(items(), max_size=8)
)


def by_the_letter_of_the_rule(document, language):
    """The category of TF § 11, worked out anew from the document's own words."""
    on = document["on"]
    credits, met = Decimal(0), set()
    for item in document["evidence"]:
        if item["obtained"] > on or item.get("language", language) != language:
            continue
        if any(gap["from"] <= on < gap["until"] for gap in item.get("withdrawn", [])):
            continue
        if item["type"] == "credits":
            credits += item["amount"] * (3 if item["unit"] == "vekttall" else 1)
        met.add(item["type"])
    authorised, bachelor, enough = "state_authorisation" in met, "bachelor" in met, credits >= 30
    if authorised and bachelor:
        return "A"
    if bachelor or (authorised and enough):
        return "B"
    if authorised:
        return "C"
    if enough or ("sign_education_before_bachelor" in met and language == "nsl"):
        return "D"
    may_be_e = met & {"bilingual_test", "authorised_translator", "professional_translator"}
    return "E" if "tao" in met and may_be_e else None


@given(documents)
def test_the_category_is_the_one_that_the_rule_gives(document):
    expected = {
        (language, "sign" if language == "nsl" else "spoken", category)
        for language in ("som", "nsl", "hbs")
        if (category := by_the_letter_of_the_rule(document, language))
    }
    assert as_set(categories(document)) == expected


@given(documents, st.randoms())
def test_the_order_of_the_evidence_does_not_matter(document, random):
    shuffled = document | {"evidence": random.sample(document["evidence"], len(document["evidence"]))}
    assert categories(shuffled) == categories(document)


@given(documents, items().filter(lambda item: "withdrawn" not in item))
def test_more_evidence_never_lowers_a_category(document, item):
    before = {(one["language"], one["kind"]): RANKS[one["category"]] for one in categories(document)}
    more = document | {"evidence": [*document["evidence"], item]}
    after = {(one["language"], one["kind"]): RANKS[one["category"]] for one in categories(more)}
    assert all(after[pair] <= rank for pair, rank in before.items())


def anything():
    names = st.sampled_from(["name", "on", "evidence", "type", "language", "obtained", "amount", "withdrawn", "from"])
    words = st.sampled_from(["som", "bachelor", "credits", "state_authorisation", "tao", "2020-01-01", ""]) | st.text()
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | st.text(), inner, max_size=5),
        max_leaves=15,
    )


@given(anything())
def test_any_document_is_answered_or_refused(document):
    with suppress(UserError):
        compute_categories(read_entries(json.dumps(document).encode()), TODAY)


def test_every_kind_can_be_named():
    for kind in Kind:
        assert categories({"evidence": [BACHELOR | {"kind": kind.value}]})[0]["kind"] == kind
