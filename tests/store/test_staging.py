"""A first copy is loaded beside the old data and takes their place at once, or not at all."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from interpreter_app.domain.errors import SyncError
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.searches import Order, Search
from interpreter_app.store import tables
from interpreter_app.store.base import BaseChange, Digest, count_base, read_digests, read_log
from interpreter_app.store.records import StoredRecord
from interpreter_app.store.staging import (
    MOST_PEOPLE_IN_A_PART,
    PreparedPart,
    begin_staging,
    drop_staging,
    finish_staging,
    prepare_part,
    read_staging,
    stage_part,
    swap_in,
)
from interpreter_app.use_cases.open_profile import Profile, open_profile
from sync.protocol import record_hash
from tests.support.registers import AS_OF, TODAY, Named, person, profile_with, record_id, stored

SERVER = "http://127.0.0.1:1"
SNAPSHOT = {"snapshot": "s1", "parts": [{"n": 0}, {"n": 1}]}


@pytest.fixture
def profile(tmp_path):
    """A profile that already holds one person."""
    opened = profile_with(tmp_path, [person("Old Person", 1)])
    yield opened
    opened.close()


def part_of(number: int, *people: list[Named], rev: int = 5) -> PreparedPart:
    records = [(stored(id_, record, rev), record) for records in people for id_, record in records]
    return prepare_part(number, records, record_hash)


def stage(profile: Profile, *parts: PreparedPart) -> None:
    begin_staging(profile.database, SERVER, SNAPSHOT)
    for part in parts:
        stage_part(profile.database, part)


def swap(profile: Profile, **changed: object) -> dict[str, Digest]:
    digests = finish_staging(profile.database)
    swap_in(profile.database, replace(profile.require_state(), **changed), AS_OF, digests)
    return digests


def found(profile: Profile, *words: str) -> list[str]:
    with profile.database.read() as connection:
        search = Search(on=TODAY, words=words, order=Order.NAME)
        return [who.name for who in profile.search.find(connection, search, 100)]


def shape(profile: Profile) -> dict[str, object]:
    """What the tables of the register are made of, whatever way they came about."""
    with profile.database.read() as connection:

        def rows(query: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

        def indexes(name: str) -> set[tuple[object, ...]]:
            found = rows(f"PRAGMA index_list({name})")
            return {(origin, unique, columns(index)) for _, index, unique, origin, _ in found}

        def columns(index: object) -> tuple[object, ...]:
            return tuple(column for _, _, column in rows(f"PRAGMA index_info('{index}')"))

        return {
            name: (rows(f"PRAGMA table_info({name})"), indexes(name), rows(f"PRAGMA table_list({name})")[0][4:])
            for name in (*tables.metadata.tables, "people_text")
        }


def all_tables(profile: Profile) -> set[str]:
    with profile.database.read() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())


def test_nothing_is_staged_in_a_new_file(tmp_path):
    profile = open_profile("a", tmp_path / "a.register")
    assert read_staging(profile.database) is None
    profile.close()


def test_what_is_staged_survives_closing_the_file(profile):
    stage(profile, part_of(1, person("Amina Ali", 2)))
    profile.close()
    again = open_profile("register", profile.database.path)
    staging = read_staging(again.database)
    assert staging is not None
    assert (staging.server, staging.snapshot, staging.parts_done) == (SERVER, SNAPSHOT, frozenset({1}))
    stage_part(again.database, part_of(0, person("Yonas Tekle", 3)))
    swap(again)
    assert found(again) == ["Amina Ali", "Yonas Tekle"]
    again.close()


def test_the_old_data_are_used_until_the_swap(profile):
    stage(profile, part_of(0, person("Amina Ali", 2)))
    assert found(profile) == ["Old Person"]
    finish_staging(profile.database)
    assert found(profile) == ["Old Person"]
    assert found(profile, "amina") == []


def test_the_swap_puts_all_of_the_new_in_the_place_of_the_old(profile):
    stage(profile, part_of(0, person("Amina Ali", 2)), part_of(1, person("Yonas Tekle", 3), person("Åse Li", 4)))
    digests = swap(profile, cursor="c9", head=99)
    assert found(profile) == ["Amina Ali", "Yonas Tekle", "Åse Li"]
    assert found(profile, "old") == []
    assert found(profile, "aase") == ["Åse Li"]
    assert (profile.require_state().cursor, profile.require_state().head) == ("c9", 99)
    with profile.database.read() as connection:
        assert read_digests(connection) == digests == count_base(connection, record_hash)
        assert read_log(connection)[-1] == (AS_OF, "bootstrap", {"sync": "", "records": 12, "head": 99})
    assert read_staging(profile.database) is None
    assert not any(name.startswith(tables.STAGED) and name != "staged_parts" for name in all_tables(profile))


def test_an_open_reader_still_sees_the_old_data_after_the_swap(profile):
    stage(profile, part_of(0, person("Amina Ali", 2)))
    digests = finish_staging(profile.database)
    search = Search(on=TODAY, words=("old",))
    with profile.database.read() as reader:
        assert profile.search.count(reader, Search(on=TODAY)) == 1
        swap_in(profile.database, profile.require_state(), AS_OF, digests)
        assert [who.name for who in profile.search.find(reader, search, 10)] == ["Old Person"]
    assert found(profile) == ["Amina Ali"]


def test_one_copy_after_another_can_take_the_place_of_the_last(profile):
    before = shape(profile)
    for number in range(2, 6):
        stage(profile, part_of(0, person(f"Name{number} X", number)))
        swap(profile)
        assert found(profile) == [f"Name{number} X"]
        assert found(profile, f"name{number}") == [f"Name{number} X"]
        assert shape(profile) == before


def test_the_tables_of_a_first_copy_are_those_of_a_new_file(profile, tmp_path):
    new = open_profile("new", tmp_path / "new.register")
    assert shape(profile) == shape(new)
    new.close()


def test_changes_are_applied_to_a_copy_that_was_swapped_in(profile):
    stage(profile, part_of(3, person("Amina Ali", 2)))
    swap(profile)
    id_ = record_id("p2")
    with profile.database.write() as connection:
        change = BaseChange(connection, record_hash)
        change.apply([stored(id_, Interpreter(number=2, first_name="Amina", last_name="Haile"), 8)], [])
        change.apply([stored(id_, record, 9) for id_, record in person("Zeynep Öz", 7)], [])
        change.finish()
    assert found(profile) == ["Amina Haile", "Zeynep Öz"]
    assert [found(profile, word) for word in ("ali", "haile", "oz")] == [[], ["Amina Haile"], ["Zeynep Öz"]]


def test_a_copy_that_is_dropped_leaves_the_old_data(profile):
    before = all_tables(profile), shape(profile), profile.state()
    stage(profile, part_of(0, person("Amina Ali", 2)))
    finish_staging(profile.database)
    drop_staging(profile.database)
    assert read_staging(profile.database) is None
    assert (all_tables(profile), shape(profile), profile.state()) == before
    assert found(profile) == ["Old Person"]


def test_dropping_when_nothing_is_staged_is_no_fault(profile):
    drop_staging(profile.database)
    assert read_staging(profile.database) is None


def test_a_new_copy_begins_without_what_was_staged_before(profile):
    stage(profile, part_of(0, person("Amina Ali", 2)))
    stage(profile, part_of(0, person("Yonas Tekle", 3)))
    staging = read_staging(profile.database)
    assert staging is not None
    assert staging.parts_done == {0}
    swap(profile)
    assert found(profile) == ["Yonas Tekle"]


def test_a_copy_can_be_finished_again_after_an_interruption(profile):
    stage(profile, part_of(0, person("Amina Ali", 2)))
    first = finish_staging(profile.database)
    assert finish_staging(profile.database) == first
    swap(profile)
    with profile.database.write() as connection:
        change = BaseChange(connection, record_hash)
        renamed = Interpreter(number=2, first_name="Zeynep", last_name="Ali")
        change.apply([stored(record_id("p2"), renamed, 9)], [])
        change.finish()
    assert (found(profile, "amina"), found(profile, "zeynep")) == ([], ["Zeynep Ali"])


def test_a_swap_that_fails_leaves_the_old_data_and_the_staged_ones(profile, monkeypatch):
    def fail(*arguments, **details):
        raise RuntimeError

    stage(profile, part_of(0, person("Amina Ali", 2)))
    digests = finish_staging(profile.database)
    before = all_tables(profile), profile.require_state()
    monkeypatch.setattr("interpreter_app.store.staging.log", fail)
    with pytest.raises(RuntimeError):
        swap_in(profile.database, replace(profile.require_state(), cursor="c9"), AS_OF, digests)
    assert (all_tables(profile), profile.require_state()) == before
    assert found(profile, "old") == ["Old Person"]
    monkeypatch.undo()
    swap(profile)
    assert found(profile) == ["Amina Ali"]


def test_a_record_that_comes_in_two_parts_is_refused_and_the_second_is_not_kept(profile):
    people = person("Amina Ali", 2)
    begin_staging(profile.database, SERVER, SNAPSHOT)
    first = part_of(0, person("Yonas Tekle", 3), people)
    stage_part(profile.database, first)
    with pytest.raises(SyncError, match="same record twice"):
        stage_part(profile.database, part_of(1, person("Zeynep Öz", 4), people))
    staging = read_staging(profile.database)
    assert staging is not None
    assert staging.parts_done == {0}
    swap(profile)
    assert found(profile) == ["Amina Ali", "Yonas Tekle"]


def test_a_part_with_records_of_a_person_in_another_part_is_refused():
    own, *others = person("Amina Ali", 2)
    with pytest.raises(SyncError, match="records without their person"):
        part_of(1, person("Yonas Tekle", 3), others)
    assert part_of(0, [own]).digests == {"interpreter": Digest(1, record_hash(own[0], 5))}


def test_a_part_that_is_too_large_to_number_is_refused(monkeypatch):
    monkeypatch.setattr("interpreter_app.store.staging.MOST_PEOPLE_IN_A_PART", 2)
    part_of(0, person("A", 1), person("B", 2))
    with pytest.raises(SyncError, match="too large"):
        part_of(0, person("A", 1), person("B", 2), person("C", 3))


def test_people_of_different_parts_never_share_a_number():
    first, second = (part_of(number, person("A", 1), person("B", 2)) for number in (0, 1))
    assert {row[0] for row in first.people} == {1, 2}
    assert {row[0] for row in second.people} == {MOST_PEOPLE_IN_A_PART + 1, MOST_PEOPLE_IN_A_PART + 2}
    assert {row[0] for row in first.entries} == {1, 2}


def test_records_of_unknown_types_and_unknown_fields_are_kept_raw(profile):
    raw, own = b'{"reasons":  "x"}', b'{"first_name": "Amina", "last_name": "Ali",  "shoe_size": 43}'
    records = [
        (StoredRecord("w1", None, "warning", 3, raw), None),
        (StoredRecord("p2", "p2", "interpreter", 4, own), Interpreter(first_name="Amina", last_name="Ali")),
    ]
    stage(profile, prepare_part(0, records, record_hash))
    digests = swap(profile)
    assert digests["warning"] == Digest(1, record_hash("w1", 3))
    with profile.database.read() as connection:
        kept = dict(connection.execute(select(tables.records.c.id, tables.records.c.data)).tuples().all())
    assert (kept["w1"], kept["p2"]) == (raw, own)


def test_an_empty_register_can_take_the_place_of_the_old(profile):
    stage(profile, part_of(0))
    assert swap(profile) == {}
    assert found(profile) == []
    with profile.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(tables.records)).scalar_one() == 0


def test_the_digests_of_all_parts_are_added_up_modulo_64_bits(profile):
    parts = [part_of(number, person(f"A{number}", number + 1), rev=number + 1) for number in range(8)]
    stage(profile, *parts)
    digests = swap(profile)
    with profile.database.read() as connection:
        assert digests == count_base(connection, record_hash)
    assert digests["interpreter"].rows == 8
    assert all(0 <= digest.sum < 2**64 for digest in digests.values())
