"""Finding a supplier's list in a file, and what its columns mean."""

from pathlib import Path

import openpyxl
import pytest

from interpreter_app.documents.raw_sheets import read_pasted, read_raw
from interpreter_app.domain.errors import UserError
from interpreter_app.use_cases.roster_columns import FIELDS, RosterTable, find_list, require_named, with_columns
from tests.support.lists import SECRET_NUMBER


def found(*lines: str, **options: object) -> RosterTable:
    return find_list(read_pasted("\n".join(lines).encode()), **options)  # type: ignore[arg-type]


def meant(table: RosterTable) -> dict[str, str]:
    return {field: table.headings[place] for field, place in table.columns.items()}


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Tolk;Språk", ("name", "language")),
        ("Tolkenavn;Tolkenr;Språk;Kategori;Dato", ("name", "number", "language", "category", "date")),
        ("Fornavn;Etternavn;Språk;Nivå", ("first_name", "last_name", "language", "category")),
        ("Førenamn;Etternamn;Språk", ("first_name", "last_name", "language")),
        ("Oppdragsdato;Navn;SPRÅK", ("date", "name", "language")),
        ("Utført;Tolk;Språk", ("date", "name", "language")),
        ("Name;Interpreter number;Language;Category;Date", ("name", "number", "language", "category", "date")),
        ("Tolknr.;Tolkespråk", ("number", "language")),
    ],
)
def test_headings_that_suppliers_write_are_recognised(headings: str, fields: tuple[str, ...]) -> None:
    line = ";".join(["10001"] * (headings.count(";") + 1))
    assert set(found(headings, line).columns) == set(fields)


@pytest.mark.parametrize("heading", ["Type tolking", "Tolketype", "tolketeneste", "kind", "Type"])
@pytest.mark.parametrize(("cells", "is_one"), [("døvblindetolking", True), ("telefon", False), ("", False)])
def test_a_column_of_kinds_is_recognised_where_it_holds_kinds(heading: str, cells: str, is_one: bool) -> None:
    assert ("kind" in found(f"Tolk;Språk;{heading}", f"Åse Aasen;norsk tegnspråk;{cells}").columns) is is_one


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("Åse Aasen;norsk tegnspråk;Døvblindetolking;D", {"name": 0, "language": 1, "kind": 2, "category": 3}),
        ("Åse Aasen;Døvblindetolking;norsk tegnspråk;D", {"name": 0, "language": 2, "kind": 1, "category": 3}),
        ("Åse Aasen;tegnspråk", {"name": 0, "language": 1}),
        ("Åse Aasen;skrivetolking", {"name": 0, "kind": 1}),
    ],
)
def test_without_headings_kinds_are_told_from_languages(line: str, columns: dict[str, int]) -> None:
    assert dict(found(line).columns) == columns


def test_headings_are_found_below_lines_of_title() -> None:
    table = found("Faktura 1042;;", "Leverandør: Tolk AS;;", "", "Kunde;Tolk;Språk", "Per;Amina Ali;somali")
    assert (table.heading_line, meant(table), len(table.lines)) == (4, {"name": "Tolk", "language": "Språk"}, 1)


def test_the_interpreter_goes_before_whatever_else_is_called_name_or_date() -> None:
    table = found("Dato;Navn;Tolk;Oppdragsdato;Språk", "1.1.2026;Per;Amina Ali;2.1.2026;somali")
    assert meant(table) == {"name": "Tolk", "date": "Oppdragsdato", "language": "Språk"}


@pytest.mark.parametrize(("number", "is_one"), [("1", False), ("14207", True)])
def test_a_column_called_no_more_than_number_holds_register_numbers_only_if_it_looks_so(
    number: str, is_one: bool
) -> None:
    assert ("number" in found("Nr;Tolk;Språk", f"{number};Amina Ali;somali").columns) is is_one


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Navn;Fornavn;Etternavn;Språk", {"first_name", "last_name", "language"}),
        ("Tolk;Fornavn;Etternavn;Språk", {"name", "language"}),
        ("Tolk;Fornavn;Sted;Språk", {"name", "language"}),
        ("Navn;Fornavn;Sted;Språk", {"name", "language"}),
    ],
)
def test_a_name_is_read_in_one_piece_or_in_parts_and_the_interpreters_goes_first(
    headings: str, fields: set[str]
) -> None:
    assert set(found(headings, "Amina Ali;Per;Kunde;somali").columns) == fields


def test_a_chosen_name_puts_away_the_parts_that_were_found_and_the_other_way_round() -> None:
    lines = ("Fornavn;Etternavn;Hvem;Språk", "Per;Kunde;Amina Ali;somali")
    assert meant(found(*lines, chosen={"name": "Hvem"})) == {"language": "Språk", "name": "Hvem"}
    table = found("Tolk;A;B;Språk", "x;Amina;Ali;somali", chosen={"first_name": "A", "last_name": "B"})
    assert meant(table) == {"language": "Språk", "first_name": "A", "last_name": "B"}


@pytest.mark.parametrize("lines", [("Amina Ali, somali",), ("Amina Ali\tsomali", "Åse Sørensen\tbosnisk")])
def test_without_headings_the_content_tells(lines: tuple[str, ...]) -> None:
    table = found(*lines)
    assert (table.heading_line, dict(table.columns), len(table.lines)) == (
        None,
        {"language": 1, "name": 0},
        len(lines),
    )


def test_without_headings_numbers_dates_and_categories_are_told_too() -> None:
    table = found("2026-05-01;14207;B;Amina Ali;somali", "2026-05-02;14208;C;Ali Omar;tigrinja")
    assert dict(table.columns) == {"number": 1, "language": 4, "date": 0, "category": 2, "name": 3}


def test_the_sheet_with_the_list_is_found_wherever_it_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Oppdragstaker", "Sum"])
    book.create_sheet("Oppdrag").append(["Tolk", "Språk", "Tolkenr"])
    book["Oppdrag"].append(["Amina Ali", "somali", 14207])
    book.create_sheet("Tom")
    book.save(tmp_path / "a.xlsx")
    file = read_raw("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert find_list(file).sheet == "Oppdrag"
    assert find_list(file, sheet="Sheet").sheet == "Sheet"
    for name, words in (("Andre", "no sheet"), ("Tom", "nothing in the list")):
        with pytest.raises(UserError, match=words):
            find_list(file, sheet=name)


def test_chosen_columns_are_taken_by_heading_or_number_and_the_rest_is_found_out() -> None:
    lines = ("Kunde;Hvem;Mål;Språk", "Per;Amina Ali;x;somali")
    assert meant(found(*lines, chosen={"name": "hvem"})) == {"language": "Språk", "name": "Hvem"}
    assert meant(found(*lines, chosen={"name": "2"})) == {"language": "Språk", "name": "Hvem"}
    assert meant(found(*lines, chosen={"name": "Hvem", "language": "Mål"})) == {"language": "Mål", "name": "Hvem"}


def test_a_column_that_is_chosen_for_one_field_is_not_read_for_another() -> None:
    table = found("Tolk;Språk", "Amina Ali;somali", chosen={"last_name": "Tolk"})
    assert meant(table) == {"language": "Språk", "last_name": "Tolk"}


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"colour": "Tolk"}, "Choose one of: number"),
        ({"name": "Hvem"}, "It has: Tolk, Språk"),
        ({"name": "3"}, "It has: Tolk, Språk"),
        ({"name": "9" * 5000}, "It has: Tolk, Språk"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(chosen: dict[str, str], words: str) -> None:
    with pytest.raises(UserError) as caught:
        found("Tolk;Språk", "Amina Ali;somali", chosen=chosen)
    assert words in str(caught.value)


def test_a_column_with_what_may_be_an_identity_number_is_not_read_and_it_is_told_why() -> None:
    table = found("Tolk;Tolkenr;Språk", "Amina Ali;10001;somali", f"Ali Omar;{SECRET_NUMBER};somali")
    assert (set(table.columns), table.kept_out) == ({"name", "language"}, {1: 3})
    assert table.not_read == (("number", "Tolkenr", 3),)


@pytest.mark.parametrize("heading", ["Tolkenr", "2"])
def test_such_a_column_that_is_chosen_is_refused(heading: str) -> None:
    lines = ("Tolk;Tolkenr;Språk", "Amina Ali;10001;somali", "Ali Omar;010101 12345;somali")
    with pytest.raises(UserError, match="“Tolkenr” is not read: line 3 holds") as caught:
        found(*lines, chosen={"number": heading})
    assert "12345" not in str(caught.value)
    with pytest.raises(UserError, match="“Tolkenr” is not read: line 3 holds"):
        with_columns(found(*lines), {"number": 1})


def test_such_a_column_without_a_heading_is_told_by_its_number() -> None:
    with pytest.raises(UserError, match="“3” is not read: line 2 holds"):
        found("Tolk;Språk", f"Amina Ali;somali;{SECRET_NUMBER}", chosen={"number": "3"})
    assert found("Amina Ali;somali;x", f"Ali Omar;somali;{SECRET_NUMBER}").not_read == (("", "3", 2),)


def test_a_column_that_does_not_hold_what_its_heading_says_is_not_told_of() -> None:
    assert found("ID;Tolk;Språk", f"{SECRET_NUMBER};Amina Ali;somali").not_read == ()


def test_columns_that_would_not_be_read_anyway_are_not_told_of() -> None:
    table = found("Tolk;Fødselsnummer;Navn;Språk", f"Amina Ali;{SECRET_NUMBER};{SECRET_NUMBER};somali")
    assert (set(table.kept_out), table.not_read) == ({1, 2}, ())


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("Navn;Språk", "Amina Ali;somali", f"{SECRET_NUMBER};somali"), "“Navn” is not read: line 3 holds"),
        (("Amina Ali;somali", f"{SECRET_NUMBER};somali"), "“1” is not read: line 2 holds"),
        (("Nr;Språk", f"1;{SECRET_NUMBER}"), "No column was recognised"),
    ],
)
def test_who_is_meant_stands_in_a_column_that_is_not_read(lines: tuple[str, ...], words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        require_named(found(*lines))
    assert "--column name=HEADING" in str(caught.value)
    assert SECRET_NUMBER not in str(caught.value)


def test_a_text_has_no_sheets() -> None:
    with pytest.raises(UserError, match=r"have no sheets\. Leave out --sheet"):
        found("Tolk;Språk", "Amina Ali;somali", sheet="Mai")


def test_columns_can_be_put_right_afterwards() -> None:
    table = found("Tolk;Språk;Nivå", "Amina Ali;somali;B")
    assert dict(with_columns(table, {"category": None}).columns) == {"name": 0, "language": 1}
    assert dict(with_columns(table, {"date": 2}).columns) == {"name": 0, "language": 1, "date": 2}


def test_a_list_in_which_nobody_is_named_is_refused_with_what_to_do() -> None:
    with pytest.raises(UserError, match="--column name="):
        require_named(found("1.1.2026;B", "2.1.2026;C"))


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(UserError, match="nothing in the list"):
        found("", ";;")


def test_a_row_wider_than_the_headings_has_columns_without_any() -> None:
    assert found("Tolk;Språk", "Amina Ali;somali;merknad").headings == ("Tolk", "Språk", "")


def test_every_field_can_be_recognised_by_its_own_name() -> None:
    assert set(found(";".join(FIELDS), ";".join(["10001"] * len(FIELDS))).columns) == {*FIELDS} - {"name", "kind"}
