"""A unit's guidelines: kept in the profile, checked, built, and written as files."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document as OpenWord
from pypdf import PdfReader

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.guidance_content import Content, GuidancePiece, PieceText, shipped_pieces
from interpreter_app.domain.guidelines import GuidelinesAnswers, Part
from interpreter_app.domain.guidelines_entries import guidelines_data
from interpreter_app.domain.situations import Body, Sector
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.unit import Unit
from interpreter_app.use_cases.guidelines import (
    build_guidelines,
    check_answers,
    first_answers,
    keep_answers,
    read_kept_answers,
    template,
    write_guidelines,
)
from interpreter_app.use_cases.open_profile import Profile
from tests.support.guidelines import COMPLETE
from tests.support.registers import profile_with

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
CONTENT = Content(shipped_pieces())
ENGLISH = Texts(UiLanguage.ENGLISH)


@pytest.fixture
def profile(tmp_path: Path):
    opened = profile_with(tmp_path, [])
    yield opened
    opened.close()


def test_nothing_is_kept_at_first(profile: Profile) -> None:
    assert read_kept_answers(profile) is None


def test_the_latest_answers_are_kept(profile: Profile) -> None:
    keep_answers(profile, COMPLETE, NOW)
    keep_answers(profile, replace(COMPLETE, risk="Ny"), NOW)
    assert read_kept_answers(profile) == replace(COMPLETE, risk="Ny")


def test_one_begins_with_what_the_unit_has_said_of_itself() -> None:
    unit = Unit(name="NAV Eksempelvik", sector=Sector.NAV, body=Body.PUBLIC)
    assert first_answers(unit) == GuidelinesAnswers(unit="NAV Eksempelvik", sector=Sector.NAV)


def test_the_texts_are_those_that_hold_when_the_guidelines_come_into_force() -> None:
    newer = GuidancePiece(
        key="guidelines.register", version=2, valid_from=date(2026, 12, 1), texts={"nb": PieceText(title="Nytt")}
    )
    content = Content([*shipped_pieces(), newer])

    def title(valid_from: date | None) -> str:
        checked = check_answers(replace(COMPLETE, valid_from=valid_from), content, TODAY, Texts(UiLanguage.BOKMAL))
        return next(one.title for one in checked.contents if one.part is Part.REGISTER)

    assert title(date(2026, 12, 1)) == "Nytt"
    assert title(date(2026, 11, 30)) == title(None) == title(date(2000, 1, 1)) != "Nytt"


def test_incomplete_guidelines_are_refused_with_what_is_missing() -> None:
    checked = check_answers(replace(COMPLETE, risk="", size=""), CONTENT, TODAY, ENGLISH)
    with pytest.raises(UserError, match=r"how often.*most harm.*--draft"):
        build_guidelines(checked, ENGLISH)
    assert build_guidelines(checked, ENGLISH, draft=True).title.startswith("Draft")


def test_complete_guidelines_are_no_draft_even_where_one_would_do() -> None:
    checked = check_answers(COMPLETE, CONTENT, TODAY, ENGLISH)
    assert build_guidelines(checked, ENGLISH, draft=True) == build_guidelines(checked, ENGLISH)


def test_both_files_say_the_same(tmp_path: Path) -> None:
    document = build_guidelines(check_answers(COMPLETE, CONTENT, TODAY, ENGLISH), ENGLISH)
    docx, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    write_guidelines(document, docx, pdf)
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    for paragraph in OpenWord(str(docx)).paragraphs[:4]:
        assert " ".join(paragraph.text.split()) in said


@pytest.mark.parametrize("taken", ["a.docx", "a.pdf"])
def test_neither_file_is_written_where_one_is_there_already(tmp_path: Path, taken: str) -> None:
    document = build_guidelines(check_answers(COMPLETE, CONTENT, TODAY, ENGLISH), ENGLISH)
    (tmp_path / taken).write_text("mine")
    with pytest.raises(UserError, match="already"):
        write_guidelines(document, tmp_path / "a.docx", tmp_path / "a.pdf")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_a_template_asks_every_question_and_leaves_out_what_is_not_of_use() -> None:
    checked = check_answers(COMPLETE, CONTENT, TODAY, ENGLISH)
    made = template(Unit(name="Skole", sector=Sector.SCHOOL), checked.contents, ENGLISH)
    questions, parts = made["questions"], made["parts"]
    assert isinstance(questions, dict)
    assert isinstance(parts, dict)
    assert {f"parts.{part}" for part in Part} | {"unit", "size", "activities", "risk"} <= set(questions)
    assert (made["unit"], made["sector"]) == ("Skole", "school")
    assert parts.keys() == set(Part)
    assert [part for part, answer in parts.items() if not answer["included"]] == [Part.POLICE_CERTIFICATE]
    assert set(made) - {"questions"} == set(guidelines_data(COMPLETE))
