"""What a report of the usage log holds."""

from datetime import date, timedelta

from interpreter_app.domain.assignments import NOTHING, By, LogPeriod, counted
from interpreter_app.domain.categories import Category
from interpreter_app.domain.usage_reports import UsageReport, published_shares, report_lines
from tests.support.assignments import assignment, by_category
from tests.support.registers import AS_OF, TODAY

LOG = [
    assignment(language="tir", day=TODAY - timedelta(days=60)),
    by_category(Category.A),
    by_category(Category.E, day=TODAY),
]


def test_the_largest_comes_first_and_months_in_their_order() -> None:
    assert [line.key for line in report_lines(counted(LOG, By.LANGUAGE), By.LANGUAGE)] == ["som", "tir"]
    months = report_lines(counted([*LOG, assignment(day=date(2025, 12, 31))], By.MONTH), By.MONTH)
    assert [line.key for line in months] == ["2025-12", *(f"2026-{month:02}" for month in range(1, 7))]
    assert [line.tally.total for line in months] == [1, 0, 0, 0, 0, 1, 2]
    assert report_lines([], By.MONTH) == ()


def test_a_report_adds_its_lines_up() -> None:
    report = UsageReport(
        by=By.METHOD,
        period=LogPeriod(),
        days=None,
        cut_off=TODAY,
        lines=report_lines(counted(LOG, By.METHOD), By.METHOD),
        register="",
        fictional=True,
        as_of=AS_OF,
        made=AS_OF,
    )
    assert (report.total.total, report.total.qualified, report.total.highly_qualified) == (3, 2, 1)
    assert not report_lines([], By.UNIT)
    assert NOTHING.total == 0


def test_the_published_figures_are_those_of_their_sources() -> None:
    assert [(one.year, one.share, one.about) for one in published_shares()] == [
        (2017, 38, False),
        (2020, 48, False),
        (2021, 60, False),
        (2022, 60, True),
        (2024, 70, False),
    ]
    assert all({"nb", "nn", "en"} == set(one.source) for one in published_shares())
