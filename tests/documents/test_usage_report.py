"""The report of the usage log as a document and as tables: what stands in it, before any file format has a say."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app import usage_words
from interpreter_app.documents.blocks import Bars, Facts, Grid, Paragraph
from interpreter_app.documents.list_files import ListFile, write_list
from interpreter_app.documents.usage_report import MOST_BARS, chart, usage_document
from interpreter_app.documents.usage_tables import about_usage, figures_table, log_table
from interpreter_app.domain.assignments import Assignment, By, LogPeriod, counted
from interpreter_app.domain.categories import Category
from interpreter_app.domain.usage_reports import UsageReport, report_lines
from interpreter_app.i18n import Texts, UiLanguage
from tests.support.assignments import assignment, assignments, by_category
from tests.support.registers import AS_OF, TODAY

ENGLISH = Texts(UiLanguage.ENGLISH)
LOG = [
    *(by_category(Category.B) for _ in range(6)),
    *(by_category(Category.E, language="tir") for _ in range(2)),
    assignment(unit=""),
    by_category(None, unit="=1+1"),
]


def report(log: list[Assignment], by: By = By.LANGUAGE, unit: str = "Legevakta") -> UsageReport:
    days = [one.day for one in log]
    return UsageReport(
        by=by,
        period=LogPeriod(date(2026, 1, 1), date(2026, 12, 31)),
        days=(min(days), max(days)) if days else None,
        cut_off=TODAY,
        lines=report_lines(counted(log, by), by),
        register="https://register.example.no",
        fictional=True,
        as_of=AS_OF,
        made=AS_OF,
        unit=unit,
    )


def only(document, kind: type) -> list:
    return [block for block in document.blocks if isinstance(block, kind)]


def test_a_report_begins_with_its_sentence_and_says_of_how_many_until_when_and_from_where() -> None:
    document = usage_document(report(LOG), ENGLISH)
    assert document.title == "Use of interpreters, Legevakta"
    assert (
        only(document, Paragraph)[0].text == "10 assignments in 2026, 80\u00a0% with a qualified interpreter (N = 10)"
    )
    facts = dict(only(document, Facts)[0].rows)
    assert facts["Assignments (N)"] == "10"
    assert facts["Cut-off date"] == "30 June 2026"
    assert "register.example.no" in facts["Source"]
    assert "fictional" in facts["Source"]


def test_a_report_counts_each_line_all_of_them_and_who_interpreted() -> None:
    document = usage_document(report(LOG), ENGLISH)
    bars, (figures, groups, published) = only(document, Bars), only(document, Grid)
    assert bars[0].labels == ("Somali", "Tigrinya")
    assert bars[0].values == (75.0, 100.0)
    assert bars[0].notes == ("6 of 8", "2 of 2")
    assert figures.rows[-1] == ("All", "10", "8", "80\u00a0%", "60\u00a0%")
    assert sum(int(row[1]) for row in groups.rows) == 10
    assert [row[0] for row in published.rows] == ["2017", "2020", "2021", "2022", "2024"]
    assert published.rows[3][1] == "about 60\u00a0%"


def test_published_figures_stand_apart_and_say_that_they_count_otherwise() -> None:
    texts = [block.text for block in only(usage_document(report(LOG), ENGLISH), Paragraph)]
    assert usage_words.PUBLISHED_NOTE in texts
    assert usage_words.DEFINITION in texts
    assert usage_words.NOT_FOUND_NOTE in texts


def test_a_report_of_nothing_says_so_and_has_no_chart() -> None:
    document = usage_document(report([], unit=""), ENGLISH)
    assert document.title == "Use of interpreters"
    assert only(document, Paragraph)[0].text == "No assignments are logged in this period."
    assert only(document, Bars) == []


def test_a_long_chart_shows_the_largest_or_the_latest_and_says_so() -> None:
    units = [assignment(unit=f"Unit {n:02}") for n in range(30) for _ in range(30 - n)]
    shown = chart(report(units, By.UNIT), ENGLISH)
    assert (len(shown.labels), shown.labels[0]) == (MOST_BARS, "Unit 00")
    assert shown.title.endswith("the 20 with the most assignments")
    months = [assignment(day=TODAY - timedelta(days=31 * n)) for n in range(30)]
    shown = chart(report(months, By.MONTH), ENGLISH)
    assert (len(shown.labels), shown.labels[-1]) == (MOST_BARS, "June 2026")
    assert shown.title.endswith("the latest 20")


@given(st.lists(assignments(), max_size=20), st.sampled_from(By), st.sampled_from(UiLanguage))
def test_any_log_has_a_report_whose_lines_add_up(log: list[Assignment], by: By, language: UiLanguage) -> None:
    texts = Texts(language)
    counted_ = report(log, by)
    assert usage_document(counted_, texts).language is language
    rows = list(figures_table(counted_, texts).rows)
    parts = rows if by is By.TOTAL else rows[:-1]
    assert sum(row[1] for row in parts) == len(log)  # type: ignore[misc]
    for row in rows:
        assert sum(row[5:12]) == row[1]  # type: ignore[arg-type]
        assert row[3] is None or 0 <= row[3] <= 100  # type: ignore[operator]


@pytest.mark.parametrize("by", [one for one in By if one is not By.TOTAL])
def test_the_last_line_of_the_figures_is_all(by: By) -> None:
    *_, last = figures_table(report(LOG, by), ENGLISH).rows
    assert last[:5] == ("All", 10, 8, Decimal("80.0"), Decimal("60.0"))


def test_a_workbook_has_lines_figures_and_what_they_are_and_no_formula(tmp_path: Path) -> None:
    counted_ = report(LOG, By.UNIT)
    file = ListFile(tmp_path / "a.xlsx")
    tables = log_table(LOG, ENGLISH), about_usage(counted_, ENGLISH)
    assert write_list(*tables, file, lambda _: None, [figures_table(counted_, ENGLISH)]) == 10
    book = openpyxl.load_workbook(file.path)
    assert book.sheetnames == ["Assignments", "Figures", "About"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+1" in [cell.value for cell in cells]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Lines"] == 10
    assert about["Definition"] == usage_words.DEFINITION
    assert about["2024"] == "70\u00a0% (Tolkemonitor, by a union's summary)"
