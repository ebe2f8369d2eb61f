"""The rows of a supplier's list as they are understood, and what of them is never kept."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.documents.raw_sheets import read_pasted
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.roster import Reason, RosterRow
from interpreter_app.use_cases.roster_cells import day_in, name_in, number_in, said, said_number
from interpreter_app.use_cases.roster_columns import find_list
from interpreter_app.use_cases.roster_rows import rows_of
from tests.support.lists import SECRET_NUMBER

ON = date(2026, 6, 1)
HEADINGS = "Kunde;Tolk;Tolkenr;Språk;Kategori;Dato"


def read(*lines: str) -> list[RosterRow]:
    return rows_of(find_list(read_pasted("\n".join([HEADINGS, *lines]).encode())), ON)


def test_a_row_is_what_its_recognised_columns_say_and_nothing_else() -> None:
    assert read("Per Kunde;Amina  Ali;14207;somali;Kat. B;1.5.2026") == [
        RosterRow(
            line=2,
            number=14207,
            name="Amina Ali",
            language="som",
            said_language="somali",
            day=date(2026, 5, 1),
            stated="B",
        )
    ]


def test_the_day_asked_for_holds_where_a_row_has_none() -> None:
    assert read(";Amina Ali;;somali;;")[0].day == ON


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (";;;somali;;", Reason.NOBODY_NAMED),
        (";?!;;somali;;", Reason.NOBODY_NAMED),
        (";;vet ikke;somali;;", Reason.UNREADABLE_NUMBER),
        (";Amina Ali;;;;", Reason.NO_LANGUAGE),
        (";Amina Ali;;klingon;;", Reason.UNKNOWN_LANGUAGE),
        (";Amina Ali;;kurdisk;;", Reason.UNKNOWN_LANGUAGE),
        (";Amina Ali;;somali;;i går", Reason.UNREADABLE_DATE),
        (";Amina Ali;;somali;statsautorisert;", Reason.UNREADABLE_CATEGORY),
        (";;-;somali;;", Reason.NOBODY_NAMED),
        (";Amina Ali;vet ikke;somali;-;", Reason.UNREADABLE_NUMBER),
        (";Amina Ali;vet ikke;somali;-;i går", Reason.UNREADABLE_NUMBER),
        (";Amina Ali;vet ikke;klingon;;", Reason.UNREADABLE_NUMBER),
        (";Amina Ali;-;somali;-;", None),
        (";Amina Ali;ingen;somali;-;", None),
        (";;14207;somali;;", None),
    ],
)
def test_a_row_that_does_not_say_enough_says_why(line: str, fault: Reason | None) -> None:
    assert next(row.fault for row in read(line, ";Ali Omar;14208;somali;B;")) is fault


def test_rows_with_nothing_in_the_recognised_columns_are_left_out() -> None:
    assert [row.line for row in read("Per;Amina Ali;;somali;;", "Sum kr 1000;;;;;", ";Ali;;somali;;")] == [2, 4]


def test_a_row_of_several_languages_is_checked_for_each_of_them() -> None:
    rows = read(";Amina Ali;14207;somali og klingon, arabisk;;")
    assert [(row.line, row.language, row.fault) for row in rows] == [
        (2, "som", None),
        (2, "ara", None),
        (2, "", Reason.UNKNOWN_LANGUAGE),
    ]
    assert rows[2].said_language == "klingon"


def test_names_in_several_columns_are_one_name() -> None:
    table = find_list(read_pasted("Fornavn;Mellomnavn;Etternavn;Språk\nAmina;Omar;Ali;somali".encode()))
    assert [row.name for row in rows_of(table, ON)] == ["Amina Omar Ali"]


def test_identity_numbers_are_kept_out_wherever_they_stand() -> None:
    rows = read(f"{SECRET_NUMBER};Amina {SECRET_NUMBER};{SECRET_NUMBER};somali {SECRET_NUMBER};{SECRET_NUMBER};")
    assert SECRET_NUMBER not in repr(rows)


def test_no_number_is_read_beside_what_may_be_an_identity_number_and_no_line_with_one_is_checked() -> None:
    rows = read(";Amina Ali;10001;somali;;", f";Ali Omar;{SECRET_NUMBER};somali;;", ";Åse Aasen;-;somali;;", ";Li")
    told = [(row.number, row.fault, row.unread) for row in rows]
    assert told[:3] == [*[(None, Reason.UNREADABLE_NUMBER, "…")] * 2, (None, None, "")]
    assert rows[3].fault is Reason.NO_LANGUAGE


def test_another_column_of_numbers_goes_before_one_that_is_not_read() -> None:
    text = f"Tolk;Tolkenr;Kode;Språk\nAmina Ali;{SECRET_NUMBER};10001;somali"
    (row,) = rows_of(find_list(read_pasted(text.encode()), chosen={"number": "Kode"}), ON)
    assert (row.number, row.fault) == (10001, None)


def test_the_identity_number_of_a_client_keeps_no_line_from_being_checked() -> None:
    text = f"ID;Tolk;Språk\n{SECRET_NUMBER};Amina Ali;somali"
    assert [row.fault for row in rows_of(find_list(read_pasted(text.encode())), ON)] == [None]


def test_a_list_without_anybodys_name_is_refused() -> None:
    table = find_list(read_pasted(b"1.1.2026;B\n2.1.2026;C"))
    with pytest.raises(UserError, match="name or number"):
        rows_of(table, ON)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (14207, 14207),
        (Decimal("14207"), 14207),
        ("14 207", 14207),
        ("T-14207", 14207),
        ("Tolk nr. 14207", 14207),
        ("nr. 14207", 14207),
        ("Tolk-nr.: 14207", 14207),
        ("#14207", 14207),
        ("# 14 207", 14207),
        ("  14207\u00a0", 14207),
        ("14\u00a0207", 14207),
        ("14\u202f207", 14207),
        ("1 014 207", 1014207),
        ("14207.0", 14207),
        ("14207,00", 14207),
        ("00014207", 14207),
        ("0", None),
        (0, None),
        (-1, None),
        ("-1", None),
        ("-14207", None),
        ("abc", None),
        ("#", None),
        ("14207x", None),
        ("1o110", None),
        ("14.207", None),
        ("14207.5", None),
        ("142 07", None),
        ("14207 14208", None),
        ("14207/14208", None),
        (Decimal("14207.5"), None),
        (date(2026, 5, 3), None),
        (True, None),
        ("1234567890", None),
        ("123 456 789 012", None),
        ("1" * 20, None),
        (10**20, None),
        (SECRET_NUMBER, None),
        (None, None),
    ],
)
def test_numbers_are_read_as_they_are_written(cell: Cell, number: int | None) -> None:
    assert number_in(cell) == number


@pytest.mark.parametrize(
    "cell", [date(2026, 5, 3), "2026-05-03", "3.5.26", "3. mai 2026", "03.05.2026, 10:30", 20260503]
)
def test_days_are_read_as_sheets_hold_them(cell: Cell) -> None:
    assert day_in(cell) == date(2026, 5, 3)


@pytest.mark.parametrize("cell", ["", "i går", "31.2.2026", "5", 46145, Decimal("5.5"), None, True])
def test_what_is_no_day_is_none(cell: Cell) -> None:
    assert day_in(cell) is None


def test_a_day_that_cannot_be_read_is_no_day_and_stays_to_be_told() -> None:
    first, second = read(";Amina Ali;;somali;;12. mars 2026", ";Amina Ali;;somali;;2026-13-01")
    assert (first.day, first.fault) == (date(2026, 3, 12), None)
    assert (second.day, second.fault, second.unread) == (None, Reason.UNREADABLE_DATE, "2026-13-01")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1o110", "1o110"),
        ("-1", "-1"),
        ("1" * 20, "1" * 20),
        ("x" * 100, "x" * 60),
        (f"{SECRET_NUMBER[:6]}-{SECRET_NUMBER[6:]}", "…"),
        (f"fnr. {SECRET_NUMBER[1:]}", "…"),
    ],
)
@pytest.mark.parametrize("name", ["Amina Ali", ""])
def test_a_number_that_cannot_be_read_is_none_and_stays_to_be_told(cell: str, told: str, name: str) -> None:
    (row,) = read(f";{name};{cell};somali;;")
    assert (row.number, row.fault, row.unread) == (None, Reason.UNREADABLE_NUMBER, told)


@pytest.mark.parametrize(
    ("cell", "told"),
    [(date(2026, 5, 3), "2026-05-03"), (True, "True"), (Decimal("10110.5"), "10110.5"), (10**20, f"{10**20}")],
)
def test_a_number_that_a_spreadsheet_has_as_something_else_is_told_too(cell: Cell, told: str) -> None:
    assert said_number(cell) == told


def test_a_row_with_more_faults_than_its_date_says_the_first_and_has_no_day() -> None:
    (row,) = read(";;;somali;;2026-13-01")
    assert (row.day, row.fault, row.unread) == (None, Reason.NOBODY_NAMED, "")


def read_kinds(*lines: str) -> list[RosterRow]:
    text = "\n".join(["Tolk;Språk;Type tolking;Kategori", *lines])
    return rows_of(find_list(read_pasted(text.encode())), ON)


def test_a_row_is_of_the_kind_that_it_names_in_a_column_or_beside_the_language() -> None:
    rows = read_kinds(
        "Åse Aasen;norsk tegnspråk;Døvblindetolking;D",
        "Åse Aasen;norsk tegnspråk (døvblindetolking);;D",
        "Åse Aasen;;Skrivetolking;D",
        "Åse Aasen;norsk tegnspråk;-;D",
    )
    assert [(row.language, row.kind, row.fault) for row in rows] == [
        ("nsl", Kind.DEAFBLIND, None),
        ("nsl", Kind.DEAFBLIND, None),
        ("nor", Kind.SPEECH_TO_TEXT, None),
        ("nsl", None, None),
    ]


def test_a_kind_that_is_not_known_is_told() -> None:
    known = "Åse Aasen;norsk tegnspråk;Døvblindetolking;D"
    *_, row = read_kinds(known, known, "Åse Aasen;norsk tegnspråk;telefon;D")
    assert (row.language, row.kind, row.fault, row.unread) == ("nsl", None, Reason.UNKNOWN_KIND, "telefon")


def test_a_column_called_kind_that_holds_something_else_is_not_read() -> None:
    (row,) = read_kinds("Åse Aasen;norsk tegnspråk;telefon;D")
    assert (row.kind, row.fault) == (None, None)


_CELLS = st.sampled_from(["Tolk", "Språk", "Dato", "Amina Ali", "somali", "14207", "B", "1.5.2026", SECRET_NUMBER, ""])


@given(st.lists(st.lists(_CELLS | st.text(max_size=12), min_size=1, max_size=5), min_size=1, max_size=8))
def test_any_text_is_a_list_or_is_refused_and_identity_numbers_are_in_no_row(lines: list[list[str]]) -> None:
    text = "\n".join(";".join(cell.replace('"', "").replace(";", "") for cell in line) for line in lines)
    try:
        rows = rows_of(find_list(read_pasted(text.encode(errors="replace"))), ON)
    except UserError:
        return
    assert SECRET_NUMBER not in repr(rows)
    assert [row.line for row in rows] == sorted(row.line for row in rows)


@given(st.text(max_size=80))
def test_any_cell_is_read_somehow(text: str) -> None:
    number_in(text), day_in(text)
    assert len(said(text)) <= 60
    assert len(said_number(text)) <= 60
    assert len(name_in(text, None, text)) <= 200
