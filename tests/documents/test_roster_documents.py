"""The evidence of a checked list, and its table: what stands there, and what must not."""

from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path

import pypdf
import pytest

from interpreter_app.documents.list_files import ListFile
from interpreter_app.documents.pdf import write_pdf
from interpreter_app.documents.plain_text import plain_text
from interpreter_app.documents.roster_evidence import evidence_document
from interpreter_app.documents.roster_table import write_roster
from interpreter_app.domain.categories import Category, Pair
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.roster import Reason, Result, RosterRow
from interpreter_app.domain.roster_choice import How, Match
from interpreter_app.domain.roster_report import Candidate, CheckedRow, RosterReport, source_of
from interpreter_app.i18n import Texts, UiLanguage
from tests.support.lists import csv_rows, xlsx_rows
from tests.support.registers import AS_OF

TEXTS = Texts(UiLanguage.ENGLISH)
ON = date(2026, 6, 1)
SOMALI = Pair("som", Kind.SPOKEN)
SOURCE = source_of("faktura.csv", b"abc")
AMINA = Match("p1", 10001, "Amina Ali", 96)


def row(line: int, **more: object) -> RosterRow:
    fields: dict[str, object] = {"name": "Ali Amina", "language": "som", "day": ON}
    return RosterRow(line=line, **fields | more)  # type: ignore[arg-type]


def report(origin: Origin = Origin.CENTRAL) -> RosterReport:
    state = ProfileState(
        origin=origin,
        register_id="test",
        fictional=True,
        server="https://register.example.no",
        epoch="1",
        cursor="",
        head=0,
        as_of=AS_OF,
        recounted=AS_OF,
    )
    rows = (
        CheckedRow(row=row(2), result=Result.VALID, match=AMINA, pair=SOMALI, category=Category.B),
        CheckedRow(
            row=row(3, stated="2"),
            result=Result.OTHER_CATEGORY,
            reason=Reason.OLD_CATEGORY,
            match=AMINA,
            pair=SOMALI,
            category=Category.B,
        ),
        CheckedRow(row=row(4, language="pol"), result=Result.OTHER_LANGUAGE, match=AMINA),
        CheckedRow(
            row=row(5, number=7),
            result=Result.CANDIDATES,
            reason=Reason.NUMBER_NOT_FOUND,
            candidates=(Candidate(AMINA, SOMALI, Category.B), Candidate(AMINA._replace(number=None), None, None)),
        ),
        CheckedRow(row=row(6, name="Kim Nordmann"), result=Result.NOT_FOUND),
        CheckedRow(
            row=row(7, language="", said_language="klingon", name=""),
            result=Result.COULD_NOT_CHECK,
            reason=Reason.UNKNOWN_LANGUAGE,
        ),
    )
    return RosterReport(on=ON, state=state, rows=rows)


def said(of: RosterReport) -> str:
    return plain_text(evidence_document(of, SOURCE, AS_OF, TEXTS))


@pytest.mark.parametrize(
    "words",
    [
        "6 lines checked: 1 agrees with the register.",
        "faktura.csv",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "https://register.example.no",
        "The register is fictional.",
        "Data as of: 30 June 2026 at 15:42",
        "1 June 2026",
        "Not found does not mean not qualified",
        "not of identity",
        "card",
        "Impartiality",
        "Police certificate",
        "Amina Ali (10001, name 96 of 100): Somali B.",
        "Somali B, stated 2. The stated category 2 is of the scheme until 2020",
        "Listed that day, but not for Polish.",
        "Amina Ali (10001, name 96 of 100): Somali B; Amina Ali (name 96 of 100): not for this language",
        "Nobody listed that day was found.",
        "“klingon” is not the name or code of one language.",
    ],
)
def test_the_evidence_says_what_was_checked_and_what_was_not(words: str) -> None:
    assert words in said(report())


def test_a_number_that_cannot_be_read_stands_in_the_evidence_and_in_the_table(tmp_path: Path) -> None:
    checked = CheckedRow(
        row=row(2, fault=Reason.UNREADABLE_NUMBER, unread="1o110"),
        result=Result.COULD_NOT_CHECK,
        reason=Reason.UNREADABLE_NUMBER,
    )
    of = replace(report(), rows=(checked,))
    assert "Ali Amina 1o110" in said(of)
    assert "“1o110” cannot be read as a register number." in said(of)
    write_roster(of, SOURCE, ListFile(tmp_path / "a.xlsx"), AS_OF, TEXTS)
    assert xlsx_rows(tmp_path / "a.xlsx")[1][1:3] == ["1o110", "Ali Amina"]


def test_a_name_that_is_written_otherwise_beside_the_right_number_is_told() -> None:
    checked = CheckedRow(
        row=row(2, number=10001),
        result=Result.VALID,
        match=AMINA._replace(score=87),
        how=How.NUMBER,
        pair=SOMALI,
        category=Category.B,
    )
    words = said(RosterReport(on=ON, state=report().state, rows=(checked,)))
    assert "Somali B. Found by the number; the register has the name Amina Ali." in words


def only(**details: object) -> str:
    """What is said of one row."""
    checked = CheckedRow(**{"row": row(2), "result": Result.COULD_NOT_CHECK} | details)  # type: ignore[arg-type]
    return said(RosterReport(on=ON, state=report().state, rows=(checked,)))


def test_who_was_told_apart_by_language_is_told_to_be() -> None:
    words = only(result=Result.VALID, match=AMINA, how=How.NAME_AND_LANGUAGE, pair=SOMALI, category=Category.B)
    assert "Somali B. Several people have the name; only this one has the language." in words


def test_a_day_to_come_is_told_with_what_the_register_says_now() -> None:
    words = only(row=row(2, day=date(2027, 12, 31)), reason=Reason.DAY_TO_COME, pair=SOMALI, category=Category.B)
    assert "2027-12-31" in words
    assert "As the register stands now: Somali B. The day is still to come" in words


def test_a_day_that_cannot_be_read_is_shown_as_it_stands_and_no_other() -> None:
    words = only(row=row(2, day=None, fault=Reason.UNREADABLE_DATE, unread="2026-13-01"), reason=Reason.UNREADABLE_DATE)
    assert "\t2026-13-01\t" in words
    assert "“2026-13-01” cannot be read as a date." in words
    assert "2026-06-01" not in words
    assert "\t–\t–\t" in only(row=row(2, day=None, fault=Reason.NOBODY_NAMED), reason=Reason.NOBODY_NAMED)


def test_the_kind_that_is_asked_for_is_told_with_the_language() -> None:
    assert "Norwegian Sign Language (deafblind interpreting)" in only(row=row(2, language="nsl", kind=Kind.DEAFBLIND))


def test_lines_are_counted_and_checks_beside_them_where_these_are_more() -> None:
    rows = tuple(CheckedRow(row=row(line), result=Result.VALID) for line in (2, 2, 3))
    words = said(RosterReport(on=ON, state=report().state, rows=rows))
    assert "2 lines checked; 3 checks, one for each language: 3 agree with the register." in words


def test_the_time_of_the_check_and_the_age_of_the_data_are_by_the_same_clock() -> None:
    elsewhere = AS_OF.astimezone(timezone(timedelta(hours=-5)))
    words = plain_text(evidence_document(report(), SOURCE, elsewhere, TEXTS))
    assert "Checked: 30 June 2026 at 15:42" in words


def test_a_day_that_cannot_be_read_is_an_empty_cell_in_the_table(tmp_path: Path) -> None:
    checked = CheckedRow(row=row(2, day=None, unread="i går"), result=Result.COULD_NOT_CHECK)
    path = tmp_path / "a.xlsx"
    write_roster(RosterReport(on=ON, state=report().state, rows=(checked,)), SOURCE, ListFile(path), AS_OF, TEXTS)
    assert xlsx_rows(path)[1][4] is None


def test_nobody_is_called_unqualified() -> None:
    assert "unqualified" not in said(report()).lower()


def test_pasted_text_and_the_public_registers_answer_are_named_so() -> None:
    document = evidence_document(report(Origin.PUBLIC), source_of("", b""), AS_OF, TEXTS)
    assert "Pasted text" in plain_text(document)
    assert "The public register's search answer" in plain_text(document)


def test_the_evidence_becomes_a_pdf_whose_text_can_be_read(tmp_path: Path) -> None:
    write_pdf(evidence_document(report(), SOURCE, AS_OF, TEXTS), tmp_path / "a.pdf")
    pages = pypdf.PdfReader(tmp_path / "a.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Check of a list against the register of interpreters" in text
    assert "Not found in the register" in text


def test_the_table_has_a_row_for_each_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert write_roster(report(), SOURCE, ListFile(path), AS_OF, TEXTS) == 6
    headings, first, *_ = xlsx_rows(path)
    assert headings[:4] == ["Line", "Number in the list", "Name in the list", "Language"]
    assert first[:3] == [2, None, "Ali Amina"]
    assert first[6:11] == ["Agrees with the register", "B", 10001, "Amina Ali", 96]
    about = dict(xlsx_rows(path, 1))
    assert about["SHA-256 of the content"] == SOURCE.digest
    assert about["Not found in the register"] == 1


def test_the_table_can_be_a_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_roster(report(), SOURCE, ListFile(path), AS_OF, TEXTS)
    assert [line[0] for line in csv_rows(path)] == ["Line", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(reason: Reason) -> None:
    one = CheckedRow(row=row(2, stated="2", said_language="x"), result=Result.CANDIDATES, reason=reason)
    words = plain_text(evidence_document(RosterReport(on=ON, state=report().state, rows=(one,)), SOURCE, AS_OF, TEXTS))
    assert "{" not in words
