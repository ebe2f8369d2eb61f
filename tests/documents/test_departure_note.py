"""The departure note as a document: what it rests on on its day, and what it does not claim."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from interpreter_app.documents.blocks import Document, Facts, Grid, Heading, Items, Notice, Paragraph
from interpreter_app.documents.departure_note import departure_note_document
from interpreter_app.domain.departure_notes import NotPlanned
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.guidance_content import Content, LawData, shipped_pieces
from interpreter_app.domain.situations import Proposed
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.departure_notes import check_note_texts, write_departure_note
from tests.domain.test_departure_notes import read

LAW = LawData(
    in_force=date(2022, 1, 1),
    dispensed_until=date(2026, 12, 31),
    court_fees={2026: Decimal(1345)},
    checked=date(2026, 7, 2),
)
NOTE = read()


def document(note=NOTE, language=UiLanguage.ENGLISH, law=LAW) -> Document:
    return departure_note_document(note, law, Texts(language))


def words(made: Document) -> str:
    """All text of a document."""
    parts = [made.title, made.footer]
    for block in made.blocks:
        match block:
            case Heading() | Paragraph() | Notice():
                parts.append(block.text)
            case Items():
                parts.extend(block.items)
            case Facts():
                parts.extend(text for row in block.rows for text in row)
            case Grid():
                parts.extend((*block.headings, *(text for row in block.rows for text in row)))
    return "\n".join(parts)


def test_it_says_first_that_it_is_a_suggestion_and_no_legal_form():
    first = document().blocks[0]
    assert isinstance(first, Notice)
    assert "suggestion and no legal form" in first.text
    assert "no legal form" in document().footer


def test_it_holds_all_that_was_noted():
    said = words(document())
    for part in (
        "20 November 2026 at 14:05",
        "Somali",
        "It is an emergency",
        "It is not defensible to wait",
        "the Interpreting Act § 7 (2)",
        "Acute assessment",
        "can later, earliest 21 November 2026 at 09:00",
        "Byrået",
        "21 November 2026",
        "by screen, by telephone",
        "An adult relative",
        "cousin",
        "Kari Nordmann, nurse",
        "planned for 23 November 2026",
    ):
        assert part in said


def test_it_says_of_nobody_that_the_person_is_unqualified_for_not_being_found():
    assert "somebody who is not found there is not therefore unqualified" in words(document())


@pytest.mark.parametrize(
    ("day", "says", "not_verified"),
    [
        (date(2021, 12, 31), "came into force on 1 January 2022, after this day", False),
        (date(2022, 1, 1), "is dispensed with", False),
        (date(2026, 12, 31), "is dispensed with", False),
        (date(2027, 1, 1), "and the demand held on 1 January 2027", True),
    ],
)
def test_it_names_the_state_of_the_dispensation_on_its_day(day, says, not_verified):
    said = words(document(replace(NOTE, day=day)))
    assert says in said
    assert ("not verified" in said) is not_verified


def test_what_is_checked_after_the_day_is_verified():
    known = replace(LAW, checked=date(2027, 3, 1))
    assert "not verified" not in words(document(replace(NOTE, day=date(2027, 1, 1)), law=known))


@pytest.mark.parametrize(
    ("used", "says"),
    [
        (Proposed.CHILD, "A child must not interpret"),
        (Proposed.ADULT_RELATIVE, "An adult relative is not banned by the act"),
        (Proposed.REGISTER, "then there is no departure to note"),
    ],
)
def test_it_says_what_the_rules_say_of_who_was_used(used, says):
    assert says in words(document(replace(NOTE, used=used)))
    assert says not in words(document(replace(NOTE, used=Proposed.OTHER)))


def test_a_note_without_attempts_time_or_follow_up_says_so():
    bare = replace(NOTE, at=None, tried=(), earliest=None, methods=(), relation="", follow_up=NotPlanned("moved"))
    said = words(document(bare))
    for part in ("Nobody was tried.", "not known", "none", "not planned: moved"):
        assert part in said
    assert not any(isinstance(block, Grid) for block in document(bare).blocks)


@pytest.mark.parametrize(
    "changes",
    [
        {"seriousness": "01019012345"},
        {"relation": "bror av 010190 12345"},
        {"decided_by": "fnr01019012345"},
        {"role": "leder\u202e"},
        {"follow_up": NotPlanned("01019012345")},
        {"tried": (replace(NOTE.tried[0], name="01019012345"),)},
    ],
)
def test_identity_numbers_are_refused_wherever_they_stand(changes):
    check_note_texts(NOTE)
    with pytest.raises(UserError, match=r"identity number|cannot be seen"):
        check_note_texts(replace(NOTE, **changes))


@pytest.mark.parametrize("language", UiLanguage)
def test_it_becomes_a_pdf_in_every_language(tmp_path, language):
    file = tmp_path / "note.pdf"
    write_departure_note(NOTE, Content(shipped_pieces()), file, Texts(language))
    assert file.read_bytes().startswith(b"%PDF")
