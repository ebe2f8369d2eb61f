"""The guidance that ships is whole, in three languages and plain words, for every word of the rules and no other."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest

from interpreter_app.domain.acts import act_of
from interpreter_app.domain.categories import Category
from interpreter_app.domain.guidance import assess_situation, point_keys
from interpreter_app.domain.guidance_checks import check_new_piece
from interpreter_app.domain.guidance_content import (
    LANGUAGES,
    LAW,
    Content,
    GuidancePiece,
    PieceText,
    law_data,
    shipped_pieces,
)
from interpreter_app.domain.guidance_keys import FAMILIES, values_of
from interpreter_app.domain.situations import Ground, Method, Sector
from tests.support.situations import EVERY_POINT, NEEDED

PIECES = shipped_pieces()
CONTENT = Content(PIECES)
IN_FORCE = date(2022, 1, 1)
CHECKED = CONTENT.law(IN_FORCE).checked

MINIMUM = {"booking_routines", "duty_situations", "using_interpreter", "remote_interpreting"}
"""What guidelines must hold (TF § 2)."""
RECOMMENDED = {
    *("should_consider_situations", "register", "best_qualified", "departures", "children_and_relatives"),
    *("police_certificate", "confidentiality_impartiality", "no_show_fee", "follow_up_training"),
}
CLOSED = {
    "point": set(point_keys()),
    "sector": set(Sector),
    "method": set(Method),
    "ground": set(Ground),
    "category": {category.name for category in Category},
    "checklist": {"before", "during", "after"},
    "contact": {"1", "2", "3", "4", "best"},
    "guidelines": MINIMUM | RECOMMENDED,
    "message": {"enquiry_email", "enquiry_sms", "confirmation", "decline", "cancel"},
}
"""The words for which there is a piece, by family: each of them and no other."""
OPEN = {"impartiality", "procurement"}
PLACEHOLDERS = {
    LAW: {"until", "year", "court_fee"},
    "guidelines": {"unit", "answer"},
    "message": {
        *("language", "day", "time", "minutes", "method", "place"),
        *("unit", "contact", "phone", "email", "interpreter"),
    },
}
"""What is filled in, by family; those of points come from the rules, and all other texts have none."""

WORDS = re.compile(r"[^\W\d_]+")
ONLY_BOKMAL = set(
    WORDS.findall(
        "ikke hvem hvordan hva hvor hvis hvilken hvilke hvilket dere deres noe noen fra en et være mer bare selv samme "
        "vet sier gjør nå nødvendig taushetsplikt tegnspråk tjeneste tjenester loven tolkeloven ansatte enhet bilde "
        "samtaler tolker språkene skole barnehager grunner beskjeder"
    )
)
ONLY_NYNORSK = set(
    WORDS.findall(
        "ikkje kven korleis kva kvar kor dykk dykkar nokon noko frå ein eit ei vere meir berre sjølv veit seier "
        "gjer no naudsynt teieplikt teiknspråk teneste tenester lova tolkelova tilsette eining bilete "
        "samtalar tolkar språka skule barnehagar grunnar beskjedar"
    )
)
OF_THE_PERSON_SERVED = re.compile(
    r"pasient|klient|brukar|bruker|elev|søker|søkjar|diagnos|fødsel|personnummer|kjønn|alder|patient|client|user|gender|born"
)


def named(text: PieceText) -> set[str]:
    return {name for line in (text.title, *text.body) for name in re.findall(r"\{(\w*)\}", line)}


def words(text: PieceText) -> set[str]:
    return {word.lower() for line in (text.title, *text.body) for word in WORDS.findall(line)}


def family(one: GuidancePiece) -> str:
    return one.key.partition(".")[0]


def of(name: str) -> list[GuidancePiece]:
    return [one for one in PIECES if family(one) == name]


def each(pieces):
    return pytest.mark.parametrize("one", pieces, ids=lambda one: f"{one.key}-{one.version}")


def values_by_point():
    """The names of the values that the rules give with each point."""
    law = CONTENT.law(IN_FORCE)
    points = [point for change in EVERY_POINT for point in assess_situation(replace(NEEDED, **change), law).points]
    return {point.key: point for point in points}


POINTS = values_by_point()


# What ships


def test_there_is_a_piece_for_every_word_of_the_rules_and_for_no_other():
    found = defaultdict(set)
    for one in PIECES:
        first, _, word = one.key.partition(".")
        found[first].add(word)
    assert set(found) == {LAW, *CLOSED, *OPEN}
    assert {name: found[name] for name in CLOSED} == CLOSED


def test_what_ships_is_what_the_program_knows():
    assert set(FAMILIES) == {LAW, *CLOSED, *OPEN}
    assert {name: set(FAMILIES[name].words) for name in CLOSED} == CLOSED | {
        "contact": {*map(str, range(1, 10)), "best"}
    }
    assert [name for name, family in FAMILIES.items() if family.words is None] == sorted(OPEN)
    assert {key: set(point.values) for key, point in POINTS.items()} == {
        key: set(values_of(f"point.{key}")) for key in point_keys()
    }


def test_no_version_of_a_piece_stands_twice():
    versions = [(one.key, one.version) for one in PIECES]
    assert len(versions) == len(set(versions))


@each(PIECES)
def test_a_piece_could_be_published(one):
    check_new_piece(one)


@each(PIECES)
def test_a_piece_says_as_much_in_each_language(one):
    assert set(one.texts) == set(LANGUAGES)
    assert len({len(text.body) for text in one.texts.values()}) == 1
    assert one.texts["nb"].body


@each(PIECES)
def test_a_text_has_no_gap_that_nobody_fills(one):
    if family(one) == "point":
        can_be_filled = set(POINTS[one.key.removeprefix("point.")].values)
    else:
        can_be_filled = PLACEHOLDERS.get(family(one), set())
    assert set().union(*(named(text) for text in one.texts.values())) <= can_be_filled


@each(PIECES)
def test_a_text_is_cleanly_set(one):
    for text in one.texts.values():
        assert not text.title.endswith((".", ":"))
        for line in (text.title, *text.body):
            assert line == " ".join(line.split())
            assert not line[0].islower()


@each([one for one in PIECES if family(one) != "message"])
def test_every_sentence_is_whole_and_short(one):
    for text in one.texts.values():
        for line in text.body:
            assert line.endswith((".", "?", ":", "{answer}"))
            assert all(len(sentence.split()) <= 32 for sentence in re.split(r"[.?:] ", line))


@each(PIECES)
def test_nynorsk_and_bokmal_are_each_their_own_language(one):
    assert one.texts["nb"] != one.texts["nn"]
    assert not words(one.texts["nb"]) & ONLY_NYNORSK
    assert not words(one.texts["nn"]) & ONLY_BOKMAL
    assert not words(one.texts["en"]) & ((ONLY_BOKMAL | ONLY_NYNORSK) - {"no"})


@each(PIECES)
def test_every_paragraph_named_is_in_the_table_of_the_acts(one):
    assert len(one.sources) == len(set(one.sources))
    for source in one.sources:
        act_of(source)


@each(PIECES)
def test_a_piece_holds_from_a_day_between_the_act_and_the_day_the_law_was_checked(one):
    assert one.version >= 1
    assert IN_FORCE <= one.valid_from <= CHECKED


def test_a_newer_version_holds_from_a_later_day():
    by_key = defaultdict(list)
    for one in sorted(PIECES, key=lambda one: one.version):
        by_key[one.key].append(one.valid_from)
    assert [days for days in by_key.values() if sorted(set(days)) != days] == []


@pytest.mark.parametrize("name", [LAW, *CLOSED])
def test_what_the_rules_need_is_there_since_the_act_came_into_force(name):
    keys = {one.key for one in of(name)}
    assert {one.key for one in (CONTENT.find(key, IN_FORCE) for key in keys) if one} == keys


@pytest.mark.parametrize("name", [*CLOSED, *sorted(OPEN)])
def test_the_pieces_of_a_family_have_a_place_each(name):
    orders = [one.order for one in CONTENT.under(name, CHECKED)]
    assert orders == list(range(1, len(orders) + 1))


# What it says


@pytest.mark.parametrize("key", point_keys())
def test_a_point_names_the_paragraphs_that_the_rules_name(key):
    assert CONTENT.piece(f"point.{key}", CHECKED).sources == POINTS[key].sources


@each(of("sector"))
def test_a_sector_has_a_duty_of_its_own_where_another_act_is_named(one):
    assert set(one.data) == {"duty_in_other_act"}
    in_another_act = any(act_of(source)[0].abbreviation not in ("TL", "TF", "FVL") for source in one.sources)
    assert one.data["duty_in_other_act"] is (True if in_another_act else None)


@pytest.mark.parametrize("sector", [Sector.INTEGRATION, Sector.OTHER])
def test_where_no_rule_is_known_that_is_what_is_said(sector):
    text = CONTENT.piece(f"sector.{sector}", CHECKED).text("nb")
    assert text.body[0] == "Vi kjenner ingen egen regel om tolk her. Tolkeloven gjelder."


def test_the_gp_regulations_are_named_since_they_are_in_force():
    before, after = (CONTENT.piece("sector.gp", day) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    assert "FLF 37" not in before.sources
    assert "FLF 37" in after.sources


def test_a_category_has_as_many_bars_as_it_is_high():
    bars = {one.key: one.data["bars"] for one in CONTENT.under("category", CHECKED)}
    assert bars == {"category.A": 5, "category.B": 4, "category.C": 3, "category.D": 2, "category.E": 1}


def test_the_order_of_whom_to_contact_is_that_of_the_steps():
    keys = [one.key for one in CONTENT.under("contact", CHECKED)]
    assert keys == ["contact.1", "contact.2", "contact.3", "contact.4", "contact.best"]


@each(of("guidelines"))
def test_a_part_of_guidelines_is_a_text_for_the_unit_then_its_answer(one):
    slug = one.key.removeprefix("guidelines.")
    assert one.data["minimum"] is (slug in MINIMUM)
    assert ("TF 2" in one.sources) or slug in RECOMMENDED
    for language, text in one.texts.items():
        *said, answer = text.body
        assert answer == "{answer}"
        assert 2 <= len(said) <= 5
        assert said[-1].endswith(":")
        assert any("{unit}" in line for line in said)
        assert one.data["question"][language].endswith("?")
    assert set(one.data["question"]) == set(LANGUAGES)


def test_the_questions_for_guidelines_are_each_in_their_own_language():
    for one in of("guidelines"):
        asked = {language: words(PieceText(title=one.data["question"][language])) for language in LANGUAGES}
        assert not asked["nb"] & ONLY_NYNORSK
        assert not asked["nn"] & ONLY_BOKMAL


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("nb", "Nasjonalt tolkeregister"),
        ("nn", "Nasjonalt tolkeregister"),
        ("en", "the National Register of Interpreters"),
    ],
)
def test_guidelines_name_the_register(language, name):
    text = CONTENT.piece("guidelines.register", CHECKED).text(language)
    assert any(name.casefold() in line.casefold() for line in text.body)


@each(of("impartiality"))
def test_impartiality_is_asked_about(one):
    assert all(text.title.endswith("?") for text in one.texts.values())
    assert one.sources == ("TL 16", "FVL 6")


def test_some_facts_for_procurement_can_be_taken_into_a_tender():
    slugs = {
        mark: {one.key.partition(".")[2] for one in of("procurement") if one.data["requirement"] is mark}
        for mark in (True, False)
    }
    assert slugs[False] == {"forms", "lowest_price", "no_minimum_pay", "public_rate", "deaf_and_deafblind"}
    assert slugs[True] == {
        *("need_and_volume", "listed_interpreters", "named_in_time", "pay_by_category"),
        *("confidentiality", "police_certificate", "remote"),
    }


@each(of("message"))
def test_a_message_neither_holds_nor_asks_for_anything_of_the_person_served(one):
    for text in one.texts.values():
        assert not OF_THE_PERSON_SERVED.search(" ".join((text.title, *text.body)).lower())
    assert {"language", "day", "time"} <= named(one.texts["nb"])


def test_the_text_message_is_one_line():
    assert len(CONTENT.piece("message.enquiry_sms", CHECKED).texts["nb"].body) == 1


@pytest.mark.parametrize(("language", "extended"), [("nb", "forleng"), ("nn", "forleng"), ("en", "was extended")])
def test_nobody_says_that_the_dispensation_was_extended(language, extended):
    saying = {
        one.key
        for one in PIECES
        if any(extended in line for line in (one.texts[language].title, *one.texts[language].body))
    }
    assert saying == {"point.dispensation_not_verified"}
    title = CONTENT.piece("point.dispensation_not_verified", CHECKED).text(language).title
    assert title.startswith(
        {"nb": "Vi vet ikke om", "nn": "Vi veit ikkje om", "en": "We do not know whether"}[language]
    )


def test_what_is_not_verified_is_said_to_be_so():
    verified = {"nb": "ikke kontrollert", "nn": "ikkje kontrollert", "en": "not verified"}
    for language, said in verified.items():
        assert said in " ".join(CONTENT.piece("point.dispensation_not_verified", CHECKED).text(language).body)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Verken loven eller forskriften"),
        ("nn", "Verken lova eller forskrifta"),
        ("en", "Neither the act nor the regulations"),
    ],
)
def test_a_departure_note_is_a_suggestion_and_no_legal_form(language, said):
    assert CONTENT.piece("point.departure_note", CHECKED).text(language).body[0].startswith(said)


def test_years_and_amounts_that_change_are_data_and_not_text():
    telling = {
        one.key
        for one in PIECES
        for text in one.texts.values()
        if re.search(r"\b20\d\d\b|\b1.?345\b|672", " ".join((text.title, *text.body)))
    }
    assert telling == {"procurement.public_rate"}


def test_whoever_is_not_found_is_not_called_unqualified():
    for one in PIECES:
        for language, word in (("nb", "ukvalifisert"), ("nn", "ukvalifisert"), ("en", "unqualified")):
            lines = [line for line in (one.texts[language].title, *one.texts[language].body) if word in line]
            assert all("ikke «" in line or "ikkje «" in line or 'not "' in line for line in lines), one.key


def test_the_law_has_days_in_their_order_and_fees_of_years_since_the_act():
    for one in of(LAW):
        law = law_data(one.data)
        assert IN_FORCE == law.in_force < law.checked
        assert law.in_force < law.dispensed_until
        assert law.court_fees
        assert all(law.in_force.year <= year <= law.checked.year for year in law.court_fees)
