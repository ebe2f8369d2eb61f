"""Of a piece's versions the newest that holds is found; a piece is read from its fields, or is an error."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.guidance_content import LAW, Content, GuidancePiece, PieceText, law_data, piece_from
from tests.support.guidance import piece

IN_FORCE, CHECKED = date(2022, 1, 1), date(2026, 7, 2)
LAW_DATA = {
    "in_force": "2022-01-01",
    "dispensed_until": "2026-12-31",
    "court_fees": {"2026": 1345},
    "checked": "2026-07-02",
}

# Which piece holds

days = st.dates(date(2022, 1, 1), date(2022, 1, 12))
versions = st.lists(st.tuples(st.integers(1, 5), days), min_size=1, max_size=5, unique_by=lambda one: one[0])


def made(pairs, key="sector.test"):
    return [piece(key, version, valid_from) for version, valid_from in pairs]


@given(versions, days)
def test_the_highest_version_that_holds_by_the_day_is_found(pairs, day):
    holding = [version for version, valid_from in pairs if valid_from <= day]
    found = Content(made(pairs)).find("sector.test", day)
    assert (found.version if found else None) == max(holding, default=None)


@given(versions, days)
def test_before_any_holds_the_oldest_is_taken_and_it_does_not_matter_in_which_order_they_came(pairs, day):
    content = Content(made(pairs))
    oldest = min(version for version, _ in pairs)
    assert content.piece("sector.test", date(2021, 12, 31)).version == oldest
    assert content.piece("sector.test", day) == Content(made(reversed(pairs))).piece("sector.test", day)
    assert content.find("sector.test", date(2021, 12, 31)) is None


def test_a_piece_with_a_higher_version_holds_from_its_day_on():
    content = Content(made([(1, date(2022, 1, 1)), (2, date(2027, 1, 1))]))
    assert content.piece("sector.test", date(2026, 12, 31)).version == 1
    assert content.piece("sector.test", date(2027, 1, 1)).version == 2


def test_a_key_without_pieces_is_an_error_to_ask_for():
    content = Content([])
    assert content.find("sector.test", CHECKED) is None
    with pytest.raises(KeyError):
        content.piece("sector.test", CHECKED)


def test_the_pieces_of_a_family_come_in_their_order_then_by_key():
    content = Content(
        [
            piece("step.c", order=1),
            piece("step.b", order=2),
            piece("step.a", order=2),
            piece("step.later", valid_from=date(2030, 1, 1)),
            piece("steps.a"),
            piece("step"),
        ]
    )
    assert [one.key for one in content.under("step", CHECKED)] == ["step.c", "step.a", "step.b"]
    assert content.under("nothing", CHECKED) == []


def test_dates_and_amounts_of_the_law_are_those_of_the_piece_that_holds():
    data = LAW_DATA | {"court_fees": {"2026": 1345, "2027": "1390.50"}}
    content = Content(
        [
            piece(LAW, 1, IN_FORCE, data=data),
            piece(LAW, 2, date(2026, 8, 1), data=data | {"dispensed_until": "2027-12-31"}),
        ]
    )
    assert content.law(date(2026, 7, 31)).dispensed_until == date(2026, 12, 31)
    assert content.law(date(2026, 8, 1)).dispensed_until == date(2027, 12, 31)
    assert content.law(IN_FORCE).court_fees == {2026: Decimal(1345), 2027: Decimal("1390.50")}


@pytest.mark.parametrize("changes", [{"in_force": "soon"}, {"court_fees": {"year": 1}}, {"checked": ""}])
def test_dates_of_the_law_that_make_no_sense_are_refused(changes):
    with pytest.raises(ValueError, match=r"\w"):
        law_data(LAW_DATA | changes)


@pytest.mark.parametrize("name", LAW_DATA)
def test_dates_of_the_law_that_are_missing_are_refused(name):
    with pytest.raises(KeyError):
        law_data({key: value for key, value in LAW_DATA.items() if key != name})


# A piece


def test_a_language_that_has_no_text_gets_bokmal():
    one = piece()
    assert one.text("nn") is one.texts["nn"]
    assert one.text("fr") is one.texts["nb"]


def test_a_piece_is_read_from_its_fields():
    item = {
        "key": "sector.test",
        "version": 2,
        "valid_from": "2026-02-03",
        "sources": ["TL 6(1)"],
        "order": 4,
        "data": {"bars": 5},
        "texts": {"nb": {"title": "Tittel", "body": ["Linje."]}, "nn": {"title": "Tittel"}},
    }
    assert piece_from(item) == GuidancePiece(
        key="sector.test",
        version=2,
        valid_from=date(2026, 2, 3),
        sources=("TL 6(1)",),
        order=4,
        data={"bars": 5},
        texts={"nb": PieceText(title="Tittel", body=("Linje.",)), "nn": PieceText(title="Tittel")},
    )


def test_what_a_piece_may_leave_out_is_empty():
    one = piece_from({"key": "a", "version": 1, "valid_from": "2026-01-01"})
    assert (one.texts, one.sources, one.data, one.order) == ({}, (), {}, 0)


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ({"version": 1, "valid_from": "2026-01-01"}, KeyError),
        ({"key": "a", "version": 1, "valid_from": "soon"}, ValueError),
        ({"key": "a", "version": 1, "valid_from": None}, TypeError),
        ({"key": "a", "version": 1, "valid_from": "2026-01-01", "texts": {"nb": {}}}, KeyError),
    ],
)
def test_a_piece_that_is_not_whole_is_an_error(item, fault):
    with pytest.raises(fault):
        piece_from(item)
