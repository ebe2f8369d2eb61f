"""The base is exact server state: rows, cursor, digests and search index change together."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from interpreter_app.domain.interpreters import Interpreter, Kind, ListedLanguage, Listing
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.qualifications import EvidenceType, Qualification
from interpreter_app.domain.searches import Order, Search
from interpreter_app.store import tables
from interpreter_app.store.base import (
    INDEX,
    BaseChange,
    Digest,
    Removed,
    count_base,
    forget_log,
    log,
    read_digests,
    read_log,
    read_profile,
    write_digests,
    write_profile,
)
from interpreter_app.store.records import StoredRecord, read_dossiers
from interpreter_app.store.search import RegisterSearch, match_by_index
from interpreter_app.store.search_index import entry_rows, person_row
from interpreter_app.use_cases.open_profile import open_profile
from sync.protocol import record_hash
from tests.support.registers import AS_OF, TODAY, bachelor, person, profile_with, record_id, stored

STATE = ProfileState(
    origin=Origin.CENTRAL,
    register_id="r",
    fictional=True,
    server="http://127.0.0.1:1",
    epoch="e1",
    cursor="c1",
    head=7,
    as_of=AS_OF,
    recounted=AS_OF - timedelta(3),
)
SEARCH = RegisterSearch(INDEX, match_by_index)
YONAS = record_id("p10001")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    profile = open_profile("register", tmp_path_factory.mktemp("base") / "a.register")
    yield profile.database
    profile.close()


@pytest.fixture
def connection(database):
    """A connection whose changes are forgotten after the test."""
    with database.engine.connect() as connection:
        yield connection


def apply(connection: Connection, *puts: StoredRecord, removed: list[tuple[str, int]] | None = None) -> int:
    """One page of changes."""
    change = BaseChange(connection, record_hash)
    news = change.apply(puts, [Removed(*one) for one in removed or []])
    change.finish()
    return news


def page_of(records, rev: int = 1) -> list[StoredRecord]:
    return [stored(id_, record, rev) for id_, record in records]


def held(connection: Connection) -> dict[str, int]:
    return {row.id: row.rev for row in connection.execute(select(tables.records))}


def found(connection: Connection, *words: str, on: date = TODAY) -> list[str]:
    search = Search(on=on, words=words, order=Order.NAME)
    return [who.name for who in SEARCH.find(connection, search, 100)]


def digests(connection: Connection) -> dict[str, Digest]:
    return {type_: digest for type_, digest in read_digests(connection).items() if digest.rows}


# What is applied


def test_records_put_are_kept_and_found(connection):
    assert apply(connection, *page_of(person("Yonas Tekle"))) == 4
    assert found(connection, "yonas") == ["Yonas Tekle"]
    assert set(held(connection).values()) == {1}


def test_a_newer_record_takes_the_place_of_the_older(connection):
    own, *rest = person("Yonas Tekle")
    apply(connection, *page_of([own, *rest]))
    assert apply(connection, stored(YONAS, replace(own[1], last_name="Haile"), 9)) == 1
    assert held(connection)[YONAS] == 9
    assert found(connection, "haile") == ["Yonas Haile"]
    assert found(connection, "tekle") == []


@pytest.mark.parametrize("rev", [5, 4, 1])
def test_a_record_that_is_not_newer_is_ignored(connection, rev):
    own, *rest = person("Yonas Tekle")
    apply(connection, *page_of([own, *rest], 5))
    before = digests(connection)
    assert apply(connection, stored(YONAS, replace(own[1], last_name="Haile"), rev)) == 0
    assert found(connection, "yonas") == ["Yonas Tekle"]
    assert digests(connection) == before


def test_a_deleted_person_is_gone_from_records_search_and_digests(connection):
    records = page_of(person("Yonas Tekle"))
    apply(connection, *records)
    assert apply(connection, removed=[(record.id, 9) for record in records]) == 4
    assert (held(connection), found(connection), digests(connection)) == ({}, [], {})


def test_a_person_whose_own_record_is_revoked_is_not_found_though_other_records_are_left(connection):
    apply(connection, *page_of(person("Yonas Tekle")))
    assert apply(connection, removed=[(YONAS, 9)]) == 1
    assert found(connection) == []
    apply(connection, stored(YONAS, Interpreter(number=1, first_name="Yonas", last_name="Back"), 10))
    assert found(connection, "yonas") == ["Yonas Back"]


def test_a_removal_that_is_not_newer_or_of_what_is_not_there_is_ignored(connection):
    apply(connection, *page_of(person("Yonas Tekle"), 5))
    assert apply(connection, removed=[(YONAS, 5), (YONAS, 2), ("nobody", 9)]) == 0
    assert found(connection) == ["Yonas Tekle"]


def test_of_several_changes_to_a_record_in_one_page_the_newest_counts(connection):
    own = person("Yonas Tekle")[0][1]
    renamed = [stored(YONAS, replace(own, last_name=name), rev) for name, rev in (("B", 3), ("C", 4), ("A", 2))]
    assert apply(connection, *renamed) == 1
    assert held(connection) == {YONAS: 4}
    assert apply(connection, stored(YONAS, own, 6), removed=[(YONAS, 7)]) == 1
    assert held(connection) == {}
    assert apply(connection, stored(YONAS, own, 9), removed=[(YONAS, 8)]) == 1
    assert held(connection) == {YONAS: 9}


def test_a_page_without_changes_changes_nothing(connection):
    apply(connection, *page_of(person("Yonas Tekle")))
    before = held(connection), digests(connection), found(connection)
    assert apply(connection) == 0
    assert (held(connection), digests(connection), found(connection)) == before


def test_a_record_that_moves_to_another_person_changes_both(connection):
    first, second = person("Yonas Tekle", 1), person("Amina Ali", 2, languages=[], evidence=[])
    apply(connection, *page_of([*first, *second]))
    language = next(id_ for id_, record in first if isinstance(record, ListedLanguage))
    moved = ListedLanguage(interpreter_id=second[0][0], language="som", kind=Kind.SPOKEN)
    apply(connection, stored(language, moved, 2))
    assert found(connection) == ["Amina Ali"]


def test_records_of_unknown_types_are_kept_raw(connection):
    raw = b'{"reasons": "x",  "nested": {"a": [1, 2]}}'
    assert apply(connection, StoredRecord("w1", None, "warning", 3, raw)) == 1
    row = connection.execute(select(tables.records)).one()
    assert (row.person, row.type, row.rev, row.data) == (None, "warning", 3, raw)
    assert digests(connection) == {"warning": Digest(1, record_hash("w1", 3))}
    assert apply(connection, removed=[("w1", 4)]) == 1
    assert held(connection) == {}


def test_unknown_fields_of_known_records_are_kept_as_they_came(connection):
    raw = json.dumps({"first_name": "Åse", "shoe_size": 43}).encode()
    apply(connection, StoredRecord("p1", "p1", "interpreter", 3, raw))
    assert connection.execute(select(tables.records.c.data)).scalar_one() == raw


def test_a_large_page_is_applied_as_one(connection):
    people = [person(f"Name{number} X", number) for number in range(1, 801)]
    assert apply(connection, *page_of([one for records in people for one in records])) == 3200
    assert len(held(connection)) == 3200
    assert found(connection, "name801") == []
    assert found(connection, "name800") == ["Name800 X"]
    assert apply(connection, removed=[(records[0][0], 2) for records in people[:700]]) == 700
    assert SEARCH.count(connection, Search(on=TODAY)) == 100


def test_the_index_follows_what_the_evidence_gives(connection):
    apply(connection, *page_of(person("Yonas Tekle", evidence=[])))
    asked = Search(on=TODAY, languages=("som",))
    assert SEARCH.count(connection, asked) == 0
    apply(connection, stored("q1", replace(bachelor(), interpreter_id=YONAS), 2))
    assert SEARCH.count(connection, asked) == 1
    apply(connection, removed=[("q1", 3)])
    assert SEARCH.count(connection, asked) == 0


def test_rows_and_cursor_are_kept_together_or_not_at_all(tmp_path):
    profile = profile_with(tmp_path, [person("Yonas Tekle")])
    before = profile.state()

    def apply_and_fail():
        with profile.database.write() as connection:
            apply(connection, *page_of(person("Amina Ali", 2), 9))
            write_profile(connection, replace(STATE, cursor="c2"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        apply_and_fail()
    with profile.database.read() as connection:
        assert found(connection) == ["Yonas Tekle"]
        assert digests(connection) == count_base(connection, record_hash)
    assert profile.state() == before
    profile.close()


# Properties

PEOPLE = ["p1", "p2", "p3"]
codes = st.sampled_from(["som", "ara"])
belonging = st.sampled_from(PEOPLE)
contents = (
    st.builds(ListedLanguage, interpreter_id=belonging, language=codes, kind=st.just(Kind.SPOKEN))
    | st.builds(Listing, interpreter_id=belonging, listed_from=st.just(date(2016, 1, 1)))
    | st.builds(
        Qualification,
        interpreter_id=belonging,
        type=st.just(EvidenceType.BACHELOR),
        obtained=st.just(date(2015, 1, 1)),
        language=codes,
    )
)
names = st.sampled_from(["Yonas", "Amina", "Åse", "Sørensen"])
revs = st.integers(1, 12)
puts = (
    st.builds(lambda id_, name, rev: stored(id_, Interpreter(first_name=name), rev), belonging, names, revs)
    | st.builds(lambda n, record, rev: stored(f"r{n}", record, rev), st.integers(0, 5), contents, revs)
    | st.builds(lambda n, rev: StoredRecord(f"w{n}", None, "warning", rev, b"{}"), st.integers(0, 1), revs)
)
removals = st.builds(Removed, belonging | st.integers(0, 5).map(lambda n: f"r{n}") | st.just("w0"), revs)
pages = st.tuples(st.lists(puts, max_size=8), st.lists(removals, max_size=3))


def expected_after(records: dict[str, StoredRecord], page) -> dict[str, StoredRecord]:
    """The base after a page, change by change in the order of their revs."""
    after = dict(records)
    for change in sorted([*page[0], *page[1]], key=lambda change: change.rev):
        if isinstance(change, Removed):
            if change.id in after and after[change.id].rev < change.rev:
                del after[change.id]
        elif change.id not in after or after[change.id].rev < change.rev:
            after[change.id] = change
    return after


def unambiguous(page) -> bool:
    """Whether no record is named twice with the same rev."""
    named = [(change.id, change.rev) for changes in page for change in changes]
    return len(named) == len(set(named))


@settings(deadline=None, max_examples=80)
@given(st.lists(pages.filter(unambiguous), min_size=1, max_size=4))
def test_after_any_changes_records_digests_and_search_are_what_they_would_be_from_scratch(database, given_pages):
    with database.engine.connect() as connection:
        expected: dict[str, StoredRecord] = {}
        for page in given_pages:
            change = BaseChange(connection, record_hash)
            change.apply(*page)
            change.finish()
            expected = expected_after(expected, page)
            rows = connection.execute(select(tables.records)).all()
            assert {row.id: StoredRecord(*row) for row in rows} == expected
            assert digests(connection) == count_base(connection, record_hash)
            assert_indexed(connection)


def assert_indexed(connection: Connection) -> None:
    """The search index is what the records give, text included."""
    dossiers = list(read_dossiers(connection, tables.records, PEOPLE))
    numbers = {row.id: row.pk for row in connection.execute(select(tables.people))}
    assert numbers.keys() == {dossier.id for dossier in dossiers}
    people = {tuple(row) for row in connection.execute(select(tables.people))}
    assert people == {person_row(numbers[dossier.id], dossier) for dossier in dossiers}
    entries = {tuple(row) for row in connection.execute(select(tables.search_entries))}
    assert entries == {row for dossier in dossiers for row in entry_rows(numbers[dossier.id], dossier)}
    for word in ("yonas", "amina", "ase", "aase", "sorensen"):
        query = "SELECT rowid FROM people_text WHERE people_text MATCH ?"
        matched = set(connection.exec_driver_sql(query, (f'"  {word}"',)).scalars())
        assert matched == {pk for pk, text in _texts(connection) if f"  {word}" in text}


def _texts(connection: Connection) -> list[tuple[int, str]]:
    return [(row.pk, row.search_text) for row in connection.execute(select(tables.people))]


@settings(deadline=None, max_examples=50)
@given(st.lists(puts, max_size=8).filter(lambda page: unambiguous((page, []))), st.randoms(use_true_random=False))
def test_the_order_in_which_changes_arrive_makes_no_difference(database, page, random):
    results = []
    for order in (page, random.sample(page, len(page))):
        with database.engine.connect() as connection:
            apply(connection, *order)
            results.append((held(connection), digests(connection)))
    assert results[0] == results[1]


# Profile, digests, log


def test_a_new_file_holds_no_register(connection):
    assert read_profile(connection) is None
    assert read_digests(connection) == {}
    assert read_log(connection) == []


@pytest.mark.parametrize("origin", Origin)
def test_the_state_is_read_as_it_was_written(connection, origin):
    for state in (STATE, replace(STATE, origin=origin, cursor="c2", head=2**40, fictional=False)):
        write_profile(connection, state)
        assert read_profile(connection) == state


def test_digests_are_read_as_they_were_written(connection):
    for kept in ({"language": Digest(3, 2**64 - 1), "listing": Digest(1, 0)}, {"language": Digest(1, 15)}, {}):
        write_digests(connection, kept)
        assert read_digests(connection) == kept


def test_a_sum_is_kept_modulo_64_bits(connection):
    write_digests(connection, {"language": Digest(2, 2**64 + 5)})
    assert read_digests(connection) == {"language": Digest(2, 5)}


def test_the_log_is_read_oldest_first_with_its_details(connection):
    first, second = datetime(2026, 6, 30, 12, tzinfo=UTC), datetime(2026, 6, 29, 12, tzinfo=UTC)
    log(connection, first, "bootstrap", records=5, head=7)
    log(connection, second, "changes", name="Åse")
    assert read_log(connection) == [
        (first, "bootstrap", {"records": 5, "head": 7}),
        (second, "changes", {"name": "Åse"}),
    ]


def test_lines_of_one_kind_can_be_dropped_by_age(tmp_path):
    profile = profile_with(tmp_path, [])
    with profile.database.write() as connection:
        for days in (0, 40):
            log(connection, AS_OF - timedelta(days=days), "told", sync="s")
            log(connection, AS_OF - timedelta(days=days), "kept", sync="s")
        forget_log(connection, "told", AS_OF - timedelta(days=35))
        lines = [(at, event) for at, event, _ in read_log(connection) if event in ("told", "kept")]
    profile.close()
    assert lines == [(AS_OF, "told"), (AS_OF, "kept"), (AS_OF - timedelta(days=40), "kept")]
