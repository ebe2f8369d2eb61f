"""Searching finds whom a plain reading of the rules finds, once each, in the right order."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interpreter_app.domain.categories import NO_CATEGORY_RANK, Category
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import Cancelled
from interpreter_app.domain.folding import fold, spellings
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.searches import SHUFFLE_MODULUS, Order, Search, day_order, shuffle_key
from interpreter_app.store.base import INDEX
from interpreter_app.store.search import Choice, RegisterSearch, match_by_index, match_by_scan
from interpreter_app.use_cases.open_profile import open_profile
from tests.support.registers import (
    TODAY,
    authorised,
    bachelor,
    bilingual_and_tao,
    credits_30,
    dossier,
    index_people,
)
from tests.support.strategies import ALL_DAYS, COUNTIES, PAIRS, WINDOW, dossiers

ALPHABET = " abcdefghijklmnopqrstuvwxyzæøå"
SEARCHES = {"index": RegisterSearch(INDEX, match_by_index), "scan": RegisterSearch(INDEX, match_by_scan)}
LANGUAGES = sorted({language for language, _ in PAIRS})
EVERYBODY = 1000


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    profile = open_profile("register", tmp_path_factory.mktemp("search") / "a.register")
    yield profile.database
    profile.close()


@pytest.fixture(params=SEARCHES)
def search(request) -> RegisterSearch:
    return SEARCHES[request.param]


@pytest.fixture
def connection(database):
    """A connection whose changes are forgotten after the test."""
    with database.engine.connect() as connection:
        yield connection


# What a search is to find, read plainly from the rules


def ranks(held: Dossier, asked: Search) -> list[int]:
    """The ranks of the pairs that ``asked`` is about."""
    return [
        found.category.rank if found.category else NO_CATEGORY_RANK
        for found in held.assessments(asked.on)
        if (not asked.languages or found.pair.language in asked.languages)
        and (not asked.kind or found.pair.kind is asked.kind)
    ]


def has_word(held: Dossier, word: str) -> bool:
    own = [*spellings(held.interpreter.name).split(), str(held.interpreter.number)]
    return any(one.startswith(word) if len(word) < 3 else word in one for one in own)


def rank_found(held: Dossier, asked: Search) -> int | None:
    """The rank by which ``asked`` finds a person; None when it does not."""
    own = held.interpreter
    best = min(ranks(held, asked), default=None)
    needs_category = asked.languages or asked.kind
    lowest = asked.min_category.rank if asked.min_category else 5 if needs_category else 6
    found = (
        held.listed_on(asked.on)
        and best is not None
        and best <= lowest
        and (not asked.counties or own.county in asked.counties)
        and (not asked.gender or own.gender is asked.gender)
        and (not asked.capacity or own.capacity is asked.capacity)
        and all(has_word(held, word) for word in asked.words)
    )
    return best if found else None


def expected(register: list[Dossier], asked: Search) -> list[tuple[str, int]]:
    """Whom ``asked`` finds and by which rank, in order."""
    factor, offset = day_order(asked.on)
    keys = {}
    for place, held in enumerate(register):
        rank = rank_found(held, asked)
        if rank is not None:
            name = [ALPHABET.index(letter) for letter in held.interpreter.name.casefold()]
            fair = (shuffle_key(held.id) * factor + offset) % SHUFFLE_MODULUS
            own = (name, held.interpreter.number) if asked.order is Order.NAME else (fair,)
            keys[held.id, rank] = (rank, *own, place)
    return sorted(keys, key=keys.__getitem__)


def expected_choices(register: list[Dossier], asked: Search, choice: Choice) -> dict[str, int]:
    """How many people each value of a filter leaves, one value after the other."""
    if choice is Choice.CATEGORY:
        return Counter(str(rank) for _, rank in expected(register, replace(asked, min_category=Category.E)))
    opened = {
        Choice.LANGUAGE: [(code, replace(asked, languages=(code,))) for code in LANGUAGES],
        Choice.COUNTY: [(code, replace(asked, counties=(code,))) for code in COUNTIES],
        Choice.GENDER: [(value, replace(asked, gender=value)) for value in Gender],
        Choice.CAPACITY: [(value, replace(asked, capacity=value)) for value in Capacity],
        Choice.KIND: [(value, replace(asked, kind=value)) for value in Kind],
    }[choice]
    counts = {value: len(expected(register, narrowed)) for value, narrowed in opened}
    return {str(value): count for value, count in counts.items() if count}


OPENED = {
    Choice.LANGUAGE: {"languages": ()},
    Choice.CATEGORY: {"min_category": Category.E},
    Choice.COUNTY: {"counties": ()},
    Choice.GENDER: {"gender": None},
    Choice.CAPACITY: {"capacity": None},
    Choice.KIND: {"kind": None},
}

words = st.sampled_from(["a", "å", "as", "aa", "li", "ose", "ase", "soren", "bjae", "zahl", "1", "2", "10", "xyz", "ø"])
searches = st.builds(
    Search,
    on=st.sampled_from(WINDOW) | st.sampled_from(ALL_DAYS),
    languages=st.just(()) | st.sampled_from([(code,) for code in LANGUAGES]) | st.just(("bos", "hbs")),
    min_category=st.none() | st.sampled_from(Category),
    counties=st.just(()) | st.lists(st.sampled_from(COUNTIES), min_size=1, max_size=2, unique=True).map(tuple),
    gender=st.none() | st.none() | st.sampled_from(Gender),
    capacity=st.none() | st.none() | st.sampled_from(Capacity),
    kind=st.none() | st.none() | st.sampled_from(Kind),
    words=st.just(()) | st.lists(words.map(fold), max_size=2).map(tuple),
    order=st.sampled_from(Order),
)


@st.composite
def registers(draw: st.DrawFn) -> list[Dossier]:
    """A few people; the order is that of their numbers in the index."""
    count = draw(st.integers(0, 6))
    return [draw(dossiers(f"person-{number}", 10 + number)) for number in range(count)]


def ids_and_ranks(found) -> list[tuple[str, int]]:
    return [(one.id, one.rank) for one in found]


@settings(deadline=None, max_examples=150)
@given(registers(), st.lists(searches, min_size=1, max_size=4), st.sampled_from(sorted(SEARCHES)))
def test_a_search_finds_whom_a_plain_reading_finds_in_the_same_order(database, register, asked, matching):
    search = SEARCHES[matching]
    with database.engine.connect() as connection:
        index_people(connection, register)
        for one in asked:
            found = search.find(connection, one, EVERYBODY)
            assert ids_and_ranks(found) == expected(register, one)
            assert search.count(connection, one) == len(found)
            for who in found:
                held = next(held for held in register if held.id == who.id)
                shown = [(a.pair, a.category) for a in held.assessments(one.on)]
                assert [((item.language, item.kind), item.category) for item in who.languages] == shown


@pytest.mark.parametrize("choice", Choice, ids=lambda choice: choice.name.lower())
@settings(deadline=None, max_examples=60)
@given(registers(), st.lists(searches, min_size=1, max_size=3))
def test_the_choices_of_a_filter_are_counted_as_if_each_were_tried(database, choice, register, asked):
    with database.engine.connect() as connection:
        index_people(connection, register)
        for one in asked:
            opened = replace(one, **OPENED[choice])
            found = SEARCHES["index"].count_choices(connection, opened, choice)
            assert found == expected_choices(register, opened, choice)


@settings(deadline=None, max_examples=60)
@given(registers(), searches, st.integers(1, 4))
def test_the_pages_together_name_everybody_once(database, register, asked, size):
    with database.engine.connect() as connection:
        index_people(connection, register)
        pages = [
            SEARCHES["index"].find(connection, asked, size, offset) for offset in range(0, len(register) + size, size)
        ]
        assert all(len(page) <= size for page in pages)
        assert ids_and_ranks([who for page in pages for who in page]) == expected(register, asked)


# Text


def found_names(search, connection, text: str, **details) -> list[str]:
    asked = Search(on=TODAY, words=tuple(fold(text).split()), order=Order.NAME, **details)
    return [who.name for who in search.find(connection, asked, EVERYBODY)]


PEOPLE = [
    "Åse Sørensen",
    "Aase Berg",
    "Ægir Bjærum",
    "Ole Ås",
    "Anne-Marie O'Brien",
    "Đorđe Kovačević",
    "Nguyễn Thị Hòa",
    "Yonas Tekle",
    "ትዕግስት ሃይለ",
]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("y", ["Yonas Tekle"]),
        ("yo", ["Yonas Tekle"]),
        ("yon", ["Yonas Tekle"]),
        ("yonas", ["Yonas Tekle"]),
        ("yonast", []),
        ("t", ["Nguyễn Thị Hòa", "Yonas Tekle"]),
        ("te", ["Yonas Tekle"]),
        ("tek yon", ["Yonas Tekle"]),
        ("o", ["Anne-Marie O'Brien", "Ole Ås"]),
        ("on", []),
        ("ona", ["Yonas Tekle"]),
        ("as", ["Ole Ås", "Åse Sørensen"]),
        ("aas", ["Aase Berg", "Ole Ås", "Åse Sørensen"]),
        ("å", ["Aase Berg", "Anne-Marie O'Brien", "Ole Ås", "Ægir Bjærum", "Åse Sørensen"]),
        ("aase", ["Aase Berg", "Åse Sørensen"]),
        ("sorensen", ["Åse Sørensen"]),
        ("Sørensen", ["Åse Sørensen"]),
        ("soerensen", ["Åse Sørensen"]),
        ("ø", ["Anne-Marie O'Brien", "Ole Ås"]),
        ("bjaerum", ["Ægir Bjærum"]),
        ("bjærum", ["Ægir Bjærum"]),
        ("æg", ["Ægir Bjærum"]),
        ("marie", ["Anne-Marie O'Brien"]),
        ("anne-marie obrien", ["Anne-Marie O'Brien"]),
        ("djordje", ["Đorđe Kovačević"]),
        ("kovacevic", ["Đorđe Kovačević"]),
        ("hoa", ["Nguyễn Thị Hòa"]),
        ("ት", ["ትዕግስት ሃይለ"]),
        ("ትዕግ", ["ትዕግስት ሃይለ"]),
        ("10001", ["Åse Sørensen"]),
        ("1000", sorted(PEOPLE)),
        ("1", sorted(PEOPLE)),
        ("00", []),
        ("", sorted(PEOPLE)),
    ],
)
def test_text_is_found_at_the_beginning_and_in_the_middle_of_words(search, connection, text, names):
    index_people(connection, [dossier(name, 10001 + place) for place, name in enumerate(PEOPLE)])
    assert sorted(found_names(search, connection, text)) == sorted(names)


@pytest.mark.parametrize(
    "text",
    ["'", '"', "''; DROP TABLE people; --", "NOT", "a AND b", "a OR", "NEAR(a b)", "*", "yon*", "^yon",
     "name:yonas", "%", "_", "yo%s", "\\", "\x00", "yonas\x00", "🙂", "y🙂nas", "\ud800", "{yonas}", "( )", "-",
     "+yonas", "\u200f", "ﷺ"],
    ids=repr,
)  # fmt: skip
def test_signs_in_a_text_never_break_a_search(search, connection, text):
    index_people(connection, [dossier("Yonas Tekle")])
    assert found_names(search, connection, text) in ([], ["Yonas Tekle"])


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(sorted(SEARCHES)))
def test_any_name_is_found_by_any_of_its_words_and_any_text_can_be_searched(database, name, text, matching):
    with database.engine.connect() as connection:
        index_people(connection, [dossier("", 1, chosen_name=name)])
        for word in fold(name).split():
            assert len(found_names(SEARCHES[matching], connection, word)) == 1
        assert len(found_names(SEARCHES[matching], connection, text)) <= 1


def test_a_text_of_very_many_words_can_be_searched(search, connection):
    index_people(connection, [dossier("Yonas Tekle")])
    assert found_names(search, connection, "yonas tekle " * 200) == ["Yonas Tekle"]
    assert found_names(search, connection, " ".join(f"word{number}" for number in range(400))) == []


def test_all_words_must_be_found_and_other_filters_hold_too(search, connection):
    index_people(connection, [dossier("Yonas Tekle", 1, county="03"), dossier("Yonas Haile", 2, county="46")])
    assert found_names(search, connection, "yonas haile") == ["Yonas Haile"]
    assert found_names(search, connection, "yonas", counties=("03",)) == ["Yonas Tekle"]


# Order


def test_names_are_in_norwegian_order_within_a_category(search, connection):
    names = ["Åse Li", "Zahra Li", "Øyvind Li", "Ægir Li", "Adam Li"]
    index_people(
        connection,
        [
            *(dossier(name, number) for number, name in enumerate(names, start=1)),
            dossier("Aa Last", 9, evidence=[credits_30()]),
            dossier("Z First", 10, evidence=[bachelor(), authorised()]),
        ],
    )
    assert found_names(search, connection, "") == [
        "Z First",
        "Adam Li",
        "Zahra Li",
        "Ægir Li",
        "Øyvind Li",
        "Åse Li",
        "Aa Last",
    ]


@pytest.mark.parametrize("languages", [("som",), ("som", "swh"), ()])
def test_people_of_one_name_are_in_the_order_of_their_numbers_however_the_copy_was_made(search, connection, languages):
    index_people(connection, [dossier("Ali Li", number) for number in (12, 11, 13)])
    asked = Search(on=date(2026, 6, 1), languages=languages, order=Order.NAME)
    assert [one.number for one in search.find(connection, asked, EVERYBODY)] == [11, 12, 13]


def fair(connection, on: date) -> list[str]:
    return [who.name for who in SEARCHES["index"].find(connection, Search(on=on), EVERYBODY)]


def test_the_fair_order_is_the_same_within_a_day_and_another_the_next(connection):
    index_people(connection, [dossier(f"A{number} B", number) for number in range(1, 31)])
    assert fair(connection, TODAY) == fair(connection, TODAY)
    assert sorted(fair(connection, TODAY)) == sorted(fair(connection, TODAY + timedelta(1)))
    assert fair(connection, TODAY) != fair(connection, TODAY + timedelta(1))


def test_over_many_days_everybody_is_first_about_equally_often(connection):
    index_people(connection, [dossier(f"A{number} B", number) for number in range(1, 6)])
    first = Counter(
        SEARCHES["index"].find(connection, Search(on=TODAY + timedelta(days)), 1)[0].name for days in range(1000)
    )
    assert len(first) == 5
    assert all(150 <= times <= 250 for times in first.values()), first


def test_the_best_qualified_come_first_whatever_the_day(connection):
    index_people(
        connection,
        [
            dossier("E", 1, evidence=bilingual_and_tao()),
            dossier("D", 2, evidence=[credits_30()]),
            dossier("C", 3, evidence=[authorised()]),
            dossier("B", 4),
            dossier("A", 5, evidence=[bachelor(), authorised()]),
            dossier("none", 6, evidence=[]),
        ],
    )
    for days in range(30):
        assert fair(connection, TODAY + timedelta(days)) == ["A", "B", "C", "D", "E", "none"]


# Single rules


def test_a_search_for_a_member_finds_the_bundle_too_and_each_person_once(search, connection):
    both = dossier("Both", 1, languages=["bos", "hbs"], evidence=[bachelor("bos"), credits_30("hbs")])
    bundle = dossier("Bundle", 2, languages=["hbs"], evidence=[credits_30("hbs")])
    index_people(connection, [both, bundle, dossier("Other", 3)])
    asked = Search(on=TODAY, languages=("bos", "hbs"), order=Order.NAME)
    found = search.find(connection, asked, EVERYBODY)
    assert [(who.name, who.rank) for who in found] == [("Both", 2), ("Bundle", 4)]
    assert search.count(connection, asked) == 2


def test_a_person_found_under_a_member_and_its_bundle_is_counted_in_the_best_category_only(connection):
    both = dossier("Both", 1, languages=["bos", "hbs"], evidence=[bachelor("bos"), credits_30("hbs")])
    index_people(connection, [both])
    asked = Search(on=TODAY, languages=("bos", "hbs"), min_category=Category.E)
    assert SEARCHES["index"].count_choices(connection, asked, Choice.CATEGORY) == {"2": 1}


def test_who_has_no_category_is_found_by_name_but_not_by_language_or_kind(search, connection):
    index_people(connection, [dossier("Yonas Tekle", evidence=[])])
    assert found_names(search, connection, "yonas") == ["Yonas Tekle"]
    assert found_names(search, connection, "yonas", languages=("som",)) == []
    assert found_names(search, connection, "yonas", kind=Kind.SPOKEN) == []
    assert found_names(search, connection, "yonas", min_category=Category.E) == []


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2015, 12, 31), []),
        (date(2016, 1, 1), ["Yonas Tekle"]),
        (date(2019, 12, 31), ["Yonas Tekle"]),
        (date(2020, 1, 1), []),
        (date.min, []),
        (date.max, []),
    ],
)
def test_only_who_is_listed_that_day_is_found(connection, on, found):
    index_people(connection, [dossier(listed=[(date(2016, 1, 1), date(2020, 1, 1))])])
    assert fair(connection, on) == found


def test_who_is_listed_without_end_is_found_to_the_end_of_the_calendar(connection):
    index_people(connection, [dossier(listed=[(date.min, None)])])
    assert fair(connection, date.min) == fair(connection, date.max) == ["Yonas Tekle"]


def test_a_found_person_shows_all_languages_best_first(search, connection):
    held = dossier(
        "Yonas Tekle",
        7,
        languages=["ara", "som", ("nsl", Kind.SIGN)],
        evidence=[credits_30("ara"), bachelor("nsl")],
        gender=Gender.MALE,
        county="03",
        capacity=Capacity.FULL_TIME,
        phone="987",
        email="a@b.no",
    )
    index_people(connection, [held])
    (who,) = search.find(connection, Search(on=TODAY, languages=("ara",)), 10)
    assert (who.id, who.number, who.name, who.gender, who.county, who.capacity, who.phone, who.email, who.rank) == (
        held.id,
        7,
        "Yonas Tekle",
        Gender.MALE,
        "03",
        Capacity.FULL_TIME,
        "987",
        "a@b.no",
        4,
    )
    assert [(item.language, item.kind, item.category) for item in who.languages] == [
        ("nsl", Kind.SIGN, "B"),
        ("ara", Kind.SPOKEN, "D"),
        ("som", Kind.SPOKEN, None),
    ]


def test_what_is_not_known_of_a_person_is_none(connection):
    index_people(connection, [dossier()])
    (who,) = SEARCHES["index"].find(connection, Search(on=TODAY), 10)
    assert (who.gender, who.county, who.capacity) == (None, None, None)


def test_a_search_can_be_stopped(database, monkeypatch):
    monkeypatch.setattr("interpreter_app.store.database.STEPS_BETWEEN_CANCEL_CHECKS", 5)
    with pytest.raises(Cancelled), database.read(lambda: True) as connection:
        SEARCHES["index"].find(connection, Search(on=TODAY), EVERYBODY)
