"""The languages that a cell of a supplier's list names, with the kind of interpreting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.documents.tables import Cell
from interpreter_app.domain.interpreters import Kind
from interpreter_app.use_cases.roster_cells import kind_in
from interpreter_app.use_cases.roster_languages import languages_in

SPOKEN, SIGN, WRITTEN, DEAFBLIND = Kind.SPOKEN, Kind.SIGN, Kind.SPEECH_TO_TEXT, Kind.DEAFBLIND


@pytest.mark.parametrize(
    ("cell", "codes", "unknown"),
    [
        ("somali", ("som",), ()),
        ("SOM", ("som",), ()),
        ("Norsk - somali", ("som",), ()),
        ("norsk-arabisk", ("ara",), ()),
        ("arabisk (Irak)", ("ara",), ()),
        ("kurdisk (sorani)", ("ckb",), ()),
        ("persisk (dari)", (), ("persisk (dari)",)),
        ("somali/arabisk", ("som", "ara"), ()),
        ("fra somali til norsk", ("som",), ()),
        ("norsk tegnspråk", ("nsl",), ()),
        ("tegnspråk", ("nsl",), ()),
        ("teiknspråk", ("nsl",), ()),
        ("tegnspråk (norsk)", ("nsl",), ()),
        ("norsk-tegnspråk", ("nsl",), ()),
        ("svensk tegnspråk", ("swl",), ()),
        ("norsk", ("nor",), ()),
        ("somali, klingon", ("som",), ("klingon",)),
        ("norsk, klingon", (), ("klingon",)),
        ("klingon", (), ("klingon",)),
        ("((somali", ("som",), ()),
        ("", (), ()),
        (None, (), ()),
        ("///", (), ()),
    ],
)
def test_languages_are_read_one_or_several(cell: Cell, codes: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert languages_in(cell) == (tuple((code, None) for code in codes), unknown)


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ("døvblindetolking", [("nsl", DEAFBLIND)]),
        ("skrivetolking", [("nor", WRITTEN)]),
        ("tegnspråktolking", [("nsl", SIGN)]),
        ("norsk tegnspråk (døvblind)", [("nsl", DEAFBLIND)]),
        ("døvblindetolking (norsk tegnspråk)", [("nsl", DEAFBLIND)]),
        ("norsk (skrivetolking)", [("nor", WRITTEN)]),
        ("engelsk skrivetolking", [("eng", WRITTEN)]),
        ("skrivetolking engelsk", [("eng", WRITTEN)]),
        ("norsk tegnspråk, døvblindetolking", [("nsl", DEAFBLIND)]),
        ("norsk tegnspråk og skrivetolking", [("nor", WRITTEN), ("nsl", None)]),
        ("norsk, døvblindetolking", [("nsl", DEAFBLIND)]),
        ("norsk - somali, talespråk", [("som", SPOKEN)]),
        ("skrivetolking, døvblindetolking", [("nor", WRITTEN), ("nsl", DEAFBLIND)]),
        ("somali (talespråk) (skrivetolking)", [("som", SPOKEN)]),
        ("talespråk", []),
    ],
)
def test_a_kind_of_interpreting_may_stand_in_the_cell_alone_or_beside_its_language(
    cell: str, asked: list[tuple[str, Kind | None]]
) -> None:
    assert languages_in(cell) == (tuple(asked), ())


@pytest.mark.parametrize(
    ("cell", "kind", "asked"),
    [
        ("norsk tegnspråk", DEAFBLIND, [("nsl", DEAFBLIND)]),
        ("tegnspråk", DEAFBLIND, [("nsl", DEAFBLIND)]),
        ("norsk", SIGN, [("nsl", SIGN)]),
        ("norsk", WRITTEN, [("nor", WRITTEN)]),
        ("norsk", SPOKEN, [("nor", SPOKEN)]),
        ("norsk - somali", SPOKEN, [("som", SPOKEN)]),
        ("somali og arabisk", SPOKEN, [("som", SPOKEN), ("ara", SPOKEN)]),
        ("norsk tegnspråk (døvblind)", SIGN, [("nsl", DEAFBLIND)]),
        (None, WRITTEN, [("nor", WRITTEN)]),
        (None, SPOKEN, []),
    ],
)
def test_the_kind_of_another_cell_holds_where_this_one_names_none(
    cell: Cell, kind: Kind, asked: list[tuple[str, Kind]]
) -> None:
    assert languages_in(cell, kind).asked == tuple(asked)


def test_a_kind_makes_no_language_of_what_is_none() -> None:
    assert languages_in("klingon", WRITTEN) == ((), ("klingon",))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Døvblindetolking", DEAFBLIND),
        ("døvblindtolk", DEAFBLIND),
        ("deafblind", DEAFBLIND),
        ("Skrivetolk", WRITTEN),
        ("skrivetolkning", WRITTEN),
        ("Speech-to-text", WRITTEN),
        ("Tegnspråk", SIGN),
        ("tegnspråkstolk", SIGN),
        ("Teiknspråktolking", SIGN),
        ("Talespråktolk", SPOKEN),
        ("tale", SPOKEN),
        ("telefon", None),
        ("tolk", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_kinds_are_read_by_the_words_in_use(cell: Cell, kind: Kind | None) -> None:
    assert kind_in(cell) is kind


@given(st.text(max_size=80))
def test_any_cell_is_read_somehow(text: str) -> None:
    languages_in(text), kind_in(text)
