"""What came of a list, counted, and what was checked."""

from datetime import date

from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.roster import Result, RosterRow
from interpreter_app.domain.roster_report import CheckedRow, RosterReport, source_of
from tests.support.registers import AS_OF

ON = date(2026, 6, 1)


def report_of(*checked: CheckedRow) -> RosterReport:
    state = ProfileState(
        origin=Origin.CENTRAL,
        register_id="test",
        fictional=True,
        server="",
        epoch="1",
        cursor="",
        head=0,
        as_of=AS_OF,
        recounted=AS_OF,
    )
    return RosterReport(on=ON, state=state, rows=checked)


def checked(line: int, result: Result) -> CheckedRow:
    return CheckedRow(row=RosterRow(line=line, day=ON), result=result)


def test_every_result_is_counted_those_that_did_not_occur_too() -> None:
    rows = (checked(2, Result.VALID), checked(3, Result.NOT_FOUND), checked(4, Result.VALID))
    assert report_of(*rows).counts == dict.fromkeys(Result, 0) | {Result.VALID: 2, Result.NOT_FOUND: 1}


def test_a_line_of_several_languages_is_one_line() -> None:
    report = report_of(checked(2, Result.VALID), checked(2, Result.OTHER_LANGUAGE), checked(4, Result.VALID))
    assert (report.lines, sum(report.counts.values())) == (2, 3)


def test_a_source_is_known_by_the_digest_of_its_content() -> None:
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (source_of("a.csv", b"abc").name, source_of("", b"abc").digest) == ("a.csv", abc)
