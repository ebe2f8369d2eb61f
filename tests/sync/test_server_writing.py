"""The one writing path: seqs, tombstones, digests, visibility, and what is refused."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from sqlalchemy import select

from interpreter_app.domain.authorisations import Authorisation
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Interpreter, Listing
from sync.register_server import tables
from sync.register_server.digests import read_digest
from sync.register_server.records import Delete, Put, record_data
from sync.register_server.roles import View
from sync.register_server.store import RegisterStore
from tests.support.registers import person, record_id
from tests.support.server import NOW, digest_of, fictional_person, operations, put

pytest_plugins = ["tests.support.server_fixtures"]

YONAS = person("Yonas Tekle", 10001)
YONAS_ID = YONAS[0][0]
LISTING_ID = next(id_ for id_, record in YONAS if isinstance(record, Listing))


def rows(store: RegisterStore) -> dict:
    with store.read() as connection:
        return {row.id: row for row in connection.execute(select(tables.records))}


def log(store: RegisterStore) -> list:
    with store.read() as connection:
        return connection.execute(select(tables.changes).order_by(tables.changes.c.seq)).all()


def recounted(store: RegisterStore) -> dict[str, tuple[int, str]]:
    found = rows(store).values()
    return {
        type_: digest_of((row.id, row.rev) for row in found if row.type == type_ and row.public)
        for type_ in View().shown_types
    }


def digest(store: RegisterStore) -> dict[str, tuple[int, str]]:
    with store.read() as connection:
        return read_digest(connection, View())


def test_each_write_is_a_transaction_whose_seqs_follow_each_other(store):
    first = store.write(operations(YONAS), "kari", NOW)
    second = store.write(operations(person("Ewa Nowak", 10002)), "kari", NOW)
    assert (first.head, second.head) == (len(YONAS), 2 * len(YONAS))
    assert [(row.seq, row.tx) for row in log(store)] == [
        *((seq, 1) for seq in range(1, 5)),
        *((seq, 2) for seq in range(5, 9)),
    ]


def test_the_log_holds_who_what_before_and_after(store):
    store.write(operations(YONAS), "kari", NOW)
    id_, interpreter = YONAS[0]
    before = rows(store)[id_].data
    store.write([put(id_, replace(interpreter, phone="+47 22 00 00 00"))], "ola", NOW)
    last = log(store)[-1]
    assert (last.op, last.record, last.by, last.at) == ("put", id_, "ola", NOW.isoformat())
    assert last.before == before
    assert msgspec.json.decode(last.after)["phone"] == "+47 22 00 00 00"


def test_a_record_changed_twice_in_one_go_is_logged_with_the_state_before_each_change(store):
    id_, interpreter = YONAS[0]
    first, second = replace(interpreter, phone="1"), replace(interpreter, phone="2")
    store.write_many([operations(YONAS), [put(id_, first)], [put(id_, second)]], "kari", NOW)
    assert log(store)[-1].before == log(store)[-2].after


def test_writing_what_is_there_already_changes_nothing(store):
    head = store.write(operations(YONAS), "kari", NOW).head
    again = store.write(operations(YONAS), "kari", NOW)
    assert (again.head, again.changed, again.transactions) == (head, 0, 0)


def test_a_deleted_record_leaves_a_tombstone_without_contents(store):
    store.write(operations(YONAS), "kari", NOW)
    store.write([Delete(LISTING_ID)], "kari", NOW)
    tombstone = rows(store)[LISTING_ID]
    assert (tombstone.deleted, tombstone.data, tombstone.rev) == (True, b"", 5)


def test_a_deleted_person_takes_all_records_along(store):
    store.write(operations(YONAS), "kari", NOW)
    store.write([Delete(YONAS_ID)], "kari", NOW)
    assert all(row.deleted for row in rows(store).values())
    with store.read() as connection:
        assert connection.execute(select(tables.people)).all() == []


def test_a_person_is_public_while_the_person_has_a_listing(store):
    store.write(operations(YONAS), "kari", NOW)
    assert all(row.public for row in rows(store).values())
    store.write([Delete(LISTING_ID)], "kari", NOW)
    after = rows(store)
    assert not any(row.public for row in after.values())
    assert {row.rev for row in after.values()} == {5, 6, 7, 8}, "all changed, so that the feed carries it"


def test_whom_the_public_never_saw_is_marked_as_never_seen(store):
    store.write(operations(person("Ny Søker", 10009, listed=())), "kari", NOW)
    assert not any(row.was_public for row in rows(store).values())


def test_digests_equal_a_recount_whatever_is_done(store):
    store.write_many([operations(person(f"P{n}", n)) for n in range(1, 30)], "kari", NOW)
    assert digest(store) == recounted(store)
    store.write([Delete(record_id("p3")), Delete(record_id("r1-5"))], "kari", NOW)
    relisted = Listing(interpreter_id=record_id("p5"), listed_from=date(2026, 1, 1))
    store.write([put(record_id("new"), relisted)], "kari", NOW)
    assert digest(store) == recounted(store)
    assert digest(store)["interpreter"][0] == 28


def test_a_new_person_without_a_number_is_given_the_next(store):
    store.write(operations(YONAS), "kari", NOW)
    store.write([put(record_id("new"), Interpreter(first_name="Ny"))], "kari", NOW)
    with store.read() as connection:
        numbers = connection.execute(select(tables.people.c.number).order_by(tables.people.c.number)).scalars().all()
    assert numbers == [10001, 10002]


def test_a_person_keeps_the_number(store):
    store.write(operations(YONAS), "kari", NOW)
    store.write([put(YONAS_ID, Interpreter(first_name="Uten"))], "kari", NOW)
    assert msgspec.json.decode(rows(store)[YONAS_ID].data)["number"] == 10001
    with pytest.raises(UserError, match="never changes"):
        store.write([put(YONAS_ID, Interpreter(number=7))], "kari", NOW)


def test_a_number_belongs_to_one_person(store):
    store.write(operations(YONAS), "kari", NOW)
    with pytest.raises(UserError, match="another person's"):
        store.write([put(record_id("other"), Interpreter(number=10001))], "kari", NOW)


def test_fields_that_are_not_known_are_kept(store):
    data = record_data(YONAS[0][1]) | {"favourite_word": "tolk"}
    store.write([Put("interpreter", YONAS_ID, data)], "kari", NOW)
    assert msgspec.json.decode(rows(store)[YONAS_ID].data) == data


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (Put("opinion", record_id("x"), {}), "no records of the type"),
        (Put("interpreter", record_id("x"), {"gender": "Q"}), "not valid"),
        (Put("interpreter", record_id("x"), {"first_name": "\0"}), "character"),
        (Put("language", record_id("x"), {"interpreter_id": "nobody", "language": "som", "kind": "spoken"}), "person"),
        (Put("interpreter", LISTING_ID, {}), "cannot be changed so"),
        (Delete(record_id("nobody")), "is not in the register"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_done(store, operation, words):
    store.write(operations(YONAS), "kari", NOW)
    before = store.state()
    harmless = put(record_id("harmless"), Interpreter(first_name="Ola"))
    with pytest.raises(UserError, match=words):
        store.write([harmless, operation], "kari", NOW)
    assert store.state() == before
    assert record_id("harmless") not in rows(store)


def test_a_deleted_record_cannot_be_put_again(store):
    store.write(operations(YONAS), "kari", NOW)
    store.write([Delete(LISTING_ID)], "kari", NOW)
    with pytest.raises(UserError, match="deleted"):
        store.write(operations(YONAS), "kari", NOW)


def test_a_transaction_has_so_many_operations_at_most(store):
    many = [put(record_id(f"n{n}"), Interpreter(number=n)) for n in range(1, 102)]
    with pytest.raises(UserError, match="At most 100"):
        store.write(many, "kari", NOW)
    assert store.write(many[:100], "kari", NOW).changed == 100


def test_only_a_fictional_register_may_hold_people_who_do_not_exist(store):
    with pytest.raises(UserError, match="not fictional"):
        store.write(operations(fictional_person(1)), "kari", NOW)
    with pytest.raises(UserError, match="not fictional"):
        store.write([put(record_id("x"), Interpreter(phone="0047 000 12 345"))], "kari", NOW)
    store.write([put(record_id("y"), Interpreter(phone="+47 40 00 00 00"))], "kari", NOW)


def test_the_search_index_follows(store):
    store.write(operations(YONAS), "kari", NOW)
    further = Authorisation(interpreter_id=YONAS_ID, language="som", granted=date(2020, 1, 1))
    store.write([put(YONAS_ID, replace(YONAS[0][1], county="46")), put(record_id("a"), further)], "kari", NOW)
    with store.read() as connection:
        counties = connection.execute(select(tables.search_entries.c.county)).scalars().all()
    assert set(counties) == {"46"}
