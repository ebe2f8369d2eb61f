"""The guidelines as a document: every part in every language, the unit's own words where they belong."""

from dataclasses import replace
from datetime import date

import pytest

from interpreter_app.documents.blocks import Document, Heading, Items, Notice, Paragraph
from interpreter_app.documents.guidelines import guidelines_document
from interpreter_app.documents.plain_text import plain_text
from interpreter_app.domain.guidance_content import Content, shipped_pieces
from interpreter_app.domain.guidelines import (
    MINIMUM,
    GuidelinesAnswers,
    Part,
    PartAnswer,
    PartContent,
    check,
    part_contents,
    required,
)
from interpreter_app.i18n import Texts, UiLanguage
from tests.support.guidelines import COMPLETE, with_part

REGISTER = {"nb": "Nasjonalt tolkeregister", "nn": "Nasjonalt tolkeregister", "en": "National Register of Interpreters"}


def contents_in(language: UiLanguage) -> tuple[PartContent, ...]:
    return part_contents(Content(shipped_pieces()), date(2026, 11, 20), language)


def made(answers: GuidelinesAnswers, language: UiLanguage = UiLanguage.ENGLISH) -> Document:
    contents = contents_in(language)
    return guidelines_document(answers, contents, required(check(answers, contents)), Texts(language))


def made_of(*lines: str, text: str) -> list[object]:
    content = PartContent(Part.REGISTER, "Title", "Question?", lines, ())
    answers = with_part(COMPLETE, Part.REGISTER, PartAnswer(text=text))
    blocks = guidelines_document(answers, (content,), (), Texts(UiLanguage.ENGLISH)).blocks
    start = blocks.index(Heading("Title"))
    return list(blocks[start + 1 : -1])


@pytest.mark.parametrize("language", list(UiLanguage))
def test_every_part_of_the_minimum_is_there_and_the_register_is_named(language):
    document = made(COMPLETE, language)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    for content in contents_in(language):
        assert (content.title in headings) or content.part not in MINIMUM
    assert REGISTER[language] in plain_text(document)
    assert document.language == language


@pytest.mark.parametrize("language", list(UiLanguage))
def test_no_place_is_left_open(language):
    for answers in (COMPLETE, GuidelinesAnswers()):
        text = plain_text(made(answers, language))
        assert "{" not in text
        assert "}" not in text


def test_the_unit_and_its_own_words_are_there():
    text = plain_text(made(COMPLETE))
    for words in (COMPLETE.unit, COMPLETE.size, COMPLETE.activities, COMPLETE.risk, COMPLETE.responsible):
        assert words in text
    assert "Eksempeltolk AS" in text
    assert "Sekretariatet bestiller" in text
    assert "On site, by screen" in text


def test_a_part_that_is_left_out_is_not_there():
    title = next(content.title for content in contents_in(UiLanguage.ENGLISH) if content.part is Part.NO_SHOW_FEE)
    assert Heading(title) in made(COMPLETE).blocks
    assert Heading(title) not in made(with_part(COMPLETE, Part.NO_SHOW_FEE, PartAnswer(included=False))).blocks


def test_several_lines_of_the_units_own_become_a_list():
    own = made_of("Here:", "{answer}", text="- En\n• To\n\nTre")
    assert own == [Paragraph("Here:"), Items(("En", "To", "Tre"))]


def test_one_line_becomes_a_paragraph():
    assert made_of("Here:", "{answer}", text="En") == [Paragraph("Here:"), Paragraph("En")]


def test_the_line_that_leads_to_the_units_own_words_goes_with_them():
    assert made_of("Standard.", "Here:", "{answer}", text=" ") == [Paragraph("Standard.")]


def test_another_line_that_ends_in_a_colon_stays():
    assert made_of("Note:", "Standard.", text="") == [Paragraph("Note:"), Paragraph("Standard.")]


def test_the_units_own_words_may_stand_within_a_line():
    assert made_of("In {unit}: {answer}!", text="ja") == [Paragraph(f"In {COMPLETE.unit}: ja!")]


def test_a_text_without_a_place_for_them_has_the_units_own_words_at_its_end():
    assert made_of("Standard.", text="Vårt") == [Paragraph("Standard."), Paragraph("Vårt")]


def test_braces_in_the_units_own_words_stay_as_they_are():
    assert made_of("{answer}", text="{unit} {answer}") == [Paragraph("{unit} {answer}")]


def test_a_draft_says_so_at_the_top_on_every_page_and_in_its_title_and_lists_what_is_missing():
    document = made(replace(COMPLETE, risk=""))
    assert document.title.startswith("Draft: ")
    assert document.footer.startswith("Draft: ")
    assert isinstance(document.blocks[0], Notice)
    assert document.blocks[1] == Items(("Not answered: “Where can a misunderstanding do the most harm?”",), boxes=True)


def test_what_is_complete_is_no_draft():
    document = made(COMPLETE)
    assert document.title == document.footer == "Guidelines for the use of interpreters, Helsestasjonen i Eksempelvik"
    assert not [block for block in document.blocks if isinstance(block, Notice)]


def test_each_part_names_its_paragraphs():
    text = plain_text(made(COMPLETE, UiLanguage.BOKMAL))
    assert "tolkeloven §\u00a09, tolkeforskriften §\u00a02" in text


def test_what_is_not_answered_takes_no_room():
    assert "Framework" not in plain_text(made(GuidelinesAnswers()))
    assert "About us" not in plain_text(made(GuidelinesAnswers()))
