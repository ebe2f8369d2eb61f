"""What a search looks in: folded names, Norwegian order, and a row per period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from interpreter_app.domain.dossiers import search_entries
from interpreter_app.domain.interpreters import Capacity, Gender
from interpreter_app.domain.searches import shuffle_key
from interpreter_app.store import tables
from interpreter_app.store.base import INDEX
from interpreter_app.store.search_index import entry_rows, person_row, remove_people, searchable, sort_name
from interpreter_app.use_cases.open_profile import open_profile
from tests.support.registers import credits_30, dossier, index_people
from tests.support.strategies import dossiers

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


@pytest.fixture
def profile(tmp_path):
    opened = open_profile("register", tmp_path / "a.register")
    yield opened
    opened.close()


def people(profile) -> dict[str, int]:
    with profile.database.read() as connection:
        return {row.name: row.pk for row in connection.execute(select(tables.people))}


def entries(profile) -> set[int]:
    with profile.database.read() as connection:
        return set(connection.execute(select(tables.search_entries.c.person)).scalars())


@pytest.mark.parametrize(
    ("name", "number", "text"),
    [
        ("Yonas Tekle", 10001, "  yonas  tekle  10001"),
        ("Åse Sørensen", 7, "  ase  sorensen  aase  soerensen  7"),
        ("Anne-Marie O'Brien", 12, "  anne  marie  obrien  12"),
        ("Ali Ali", 3, "  ali  3"),
    ],
)
def test_each_word_of_the_name_and_the_number_stand_after_two_spaces(name, number, text):
    assert searchable(dossier(name, number)) == text


def test_every_name_of_a_person_is_searched():
    person = dossier("Yonas Tekle", 1, middle_name="Haile", chosen_name="Jonas")
    assert searchable(person) == "  yonas  haile  tekle  jonas  1"


def test_a_person_without_a_number_is_searched_by_name_alone():
    assert searchable(dossier("Yonas Tekle", None)) == "  yonas  tekle"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "names",
    [
        ["Adam", "Berit", "Zahra", "Ægir", "Øyvind", "Åse"],
        ["Bo", "Bø", "Bøe", "Bå"],
        ["Ola Zahl", "Ola Ås", "Ole By"],
        ["aase", "Aasen", "AASENG"],
        ["Müller", "Mundal"],
        ["Zoë", "Ärlig", "Özil", "Ås"],
        ["Anne Berg", "Anne-Marie Aas", "Annette Berg"],
        ["Li", "Li Å", "Lie"],
    ],
    ids=lambda names: names[0],
)
def test_names_are_in_norwegian_alphabetical_order(names):
    by_code = sorted(names)
    assert sorted(by_code, key=sort_name) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åse", "A\u030ase"),
        ("ÅSE", "åse"),
        ("Kovačević", "Kovacevic"),
        ("Ås-Berg", "Ås Berg"),
        ("Berg-Åsen", "Berg Åsen"),
        ("O'Brien Å", "OBrien Å"),
    ],
)
def test_names_that_read_alike_stand_together(one, other):
    assert sort_name(one) == sort_name(other)


@given(st.lists(st.text(ALPHABET + " ", min_size=1).filter(lambda name: name == " ".join(name.split()) != "")))
def test_the_order_of_names_is_that_of_the_alphabet(names):
    assert sorted(names, key=sort_name) == sorted(names, key=lambda name: [ALPHABET.find(letter) for letter in name])


@given(st.text() | st.text("æøå{}| -'a", max_size=8))
def test_any_name_has_a_place_in_the_order(name):
    assert isinstance(sort_name(name), str)


def test_the_row_of_a_person_holds_what_a_list_shows():
    held = dossier(
        gender=Gender.MALE, county="03", capacity=Capacity.PART_TIME, phone="987", email="a@b.no", identity_number="x"
    )
    columns = tables.people.columns.keys()
    assert dict(zip(columns, person_row(5, held), strict=True)) == {
        "pk": 5,
        "id": held.id,
        "number": 10001,
        "name": "Yonas Tekle",
        "sort_name": "yonas tekle",
        "gender": "M",
        "county": "03",
        "capacity": "part_time",
        "phone": "987",
        "email": "a@b.no",
        "search_text": "  yonas  tekle  10001",
    }


def test_the_row_of_a_period_holds_what_every_filter_needs():
    year = (date(2020, 1, 1), date(2021, 1, 1))
    held = dossier(evidence=[credits_30()], county="46", gender=Gender.FEMALE, listed=[year])
    (row,) = entry_rows(5, held)
    assert dict(zip(tables.search_entries.columns.keys(), row, strict=True)) == {
        "person": 5,
        "language": "som",
        "kind": "spoken",
        "rank": 4,
        "start": date(2020, 1, 1).toordinal(),
        "end": date(2021, 1, 1).toordinal(),
        "best_in_language": True,
        "best_in_kind": True,
        "best_of_all": True,
        "county": "46",
        "gender": "F",
        "capacity": None,
        "shuffle": shuffle_key(held.id),
    }


@given(dossiers())
def test_there_is_a_row_for_each_entry_and_none_twice(held):
    rows = entry_rows(1, held)
    assert len(rows) == len(search_entries(held))
    assert len({(row[1], row[2], row[4]) for row in rows}) == len(rows)


def test_a_person_indexed_anew_keeps_the_number(profile):
    first, second = dossier("Yonas Tekle", 1), dossier("Amina Ali", 2)
    with profile.database.write() as connection:
        index_people(connection, [first, second])
    before = people(profile)
    with profile.database.write() as connection:
        index_people(connection, [dossier("Yonas T", 1)])
    after = people(profile)
    assert after == {"Yonas T": before["Yonas Tekle"], "Amina Ali": before["Amina Ali"]}
    assert entries(profile) == set(after.values())


def test_people_taken_out_leave_no_entries(profile):
    gone = [dossier("A B", number) for number in range(600)]
    with profile.database.write() as connection:
        index_people(connection, [*gone, dossier("Amina Ali", 1000)])
        numbers = remove_people(connection, INDEX, [*(held.id for held in gone), "nobody"])
    assert len(numbers) == 600
    assert people(profile).keys() == {"Amina Ali"}
    assert entries(profile) == set(people(profile).values())
