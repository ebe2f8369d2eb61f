"""The hash chain: whatever is done to the history or behind its back is found; an erasure by law is no tampering."""

from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import delete, insert, update

from interpreter_app.domain.errors import NotFound
from sync.register_server import tables
from sync.register_server.audit import audit
from sync.register_server.chain import GENESIS, Entry
from sync.register_server.erasure import ERASED_BY, erase, erase_contents
from sync.register_server.history import history_page
from sync.register_server.records import Delete
from sync.register_server.simulation import simulate
from sync.register_server.state import change_state
from tests.support.pushing import deletion, edit, entries, person_row, push_one, row_of
from tests.support.pushing import update as edited
from tests.support.registers import record_id
from tests.support.server import NOW

pytest_plugins = ["tests.support.server_fixtures"]

YONAS = record_id("p10001")
LISTING = record_id("r2-10001")


@pytest.fixture
def busy(fictional):
    """A register in which people work: edits, a deletion, someone hidden and shown again, someone gone."""
    moved = edited(person_row(fictional), county="46")
    push_one(fictional, msgspec.structs.replace(moved, reason="Flyttet"))
    deleted = push_one(fictional, deletion(row_of(fictional, LISTING)))
    back = {"interpreter_id": YONAS, "listed_from": "2020-01-01"}
    push_one(fictional, edit("create", "listing", LISTING, set=back, base_rev=deleted.rev))
    fictional.write([Delete(record_id("p10002"))], "program", NOW)
    simulate(fictional, 10, 3, now=NOW)
    return fictional


def audited(store, expected=None):
    with store.read() as connection:
        return audit(connection, expected)


def tamper(store, *statements):
    with store.database.write() as connection:
        for statement in statements:
            connection.execute(statement)


def erased(store, id_, reason="Slettet etter TF § 15"):
    with store.database.write() as connection:
        return erase(connection, id_, reason, NOW + timedelta(days=1))


def test_the_history_of_a_busy_register_is_sound(busy):
    found = audited(busy)
    log = entries(busy)
    assert found.sound
    assert (found.entries, found.head_hash) == (len(log), log[-1].hash.hex())
    assert found.head_hash == busy.state().head_hash
    assert {"show", "hide", "put", "del"} == {entry.op for entry in log}


def test_the_history_of_an_empty_register_is_sound(store):
    assert audited(store) == audited(store, GENESIS.hex())
    assert (audited(store).sound, audited(store).entries, audited(store).head_hash) == (True, 0, GENESIS.hex())


OTHER_VALUES = {
    "seq": lambda entry: 10**6,
    "tx": lambda entry: entry.tx + 1,
    "type": lambda entry: "listing" if entry.type != "listing" else "language",
    "record": lambda entry: record_id("x"),
    "person": lambda entry: record_id("x"),
    "op": lambda entry: "show" if entry.op != "show" else "hide",
    "at": lambda entry: "2020-01-01T00:00:00+00:00",
    "by": lambda entry: "Ola",
    "device": lambda entry: "ola-pc",
    "reason": lambda entry: "En annen grunn",
    "op_id": lambda entry: record_id("x"),
    "before": lambda entry: b"{}",
    "after": lambda entry: b"{}",
    "salt": lambda entry: bytes(16),
    "content_hash": lambda entry: bytes(32),
    "hash": lambda entry: bytes(32),
    "erased": lambda entry: True,
}


@pytest.mark.parametrize("column", Entry._fields)
def test_one_column_of_one_entry_changed_is_found(busy, column):
    log = entries(busy)
    for index in (0, len(log) // 2, len(log) - 1):
        entry = log[index]
        chosen = tables.changes.c.seq == entry.seq
        tamper(busy, update(tables.changes).where(chosen).values({column: OTHER_VALUES[column](entry)}))
        found = audited(busy)
        assert not found.sound
        assert found.fault.seq is not None
        moved = tables.changes.c.seq == (10**6 if column == "seq" else entry.seq)
        tamper(busy, update(tables.changes).where(moved).values({column: getattr(entry, column)}))
        assert audited(busy).sound


@pytest.mark.parametrize("column", ["before", "after", "reason", "salt"])
def test_a_content_taken_out_is_found(busy, column):
    entry = next(entry for entry in entries(busy) if entry.before and entry.after)
    tamper(busy, update(tables.changes).where(tables.changes.c.seq == entry.seq).values({column: None}))
    assert audited(busy).fault.seq == entry.seq


@pytest.mark.parametrize(("index", "noticed"), [(0, 1), (5, 1), (-1, 0)])
def test_an_entry_taken_out_is_found(busy, index, noticed):
    entry = entries(busy)[index]
    tamper(busy, delete(tables.changes).where(tables.changes.c.seq == entry.seq))
    assert audited(busy).fault.seq == entry.seq + noticed


def test_two_entries_swapped_are_found(busy):
    first, second = entries(busy)[4:6]
    chosen = tables.changes.c.seq.in_([first.seq, second.seq])
    swapped = [second._replace(seq=first.seq), first._replace(seq=second.seq)]
    tamper(busy, delete(tables.changes).where(chosen), insert(tables.changes).values([e._asdict() for e in swapped]))
    assert audited(busy).fault.seq == first.seq


def test_a_head_that_is_too_low_is_found(busy):
    with busy.database.write() as connection:
        change_state(connection, head=3)
    assert not audited(busy).sound


@pytest.mark.parametrize(
    "values",
    [
        {"data": b"{}"},
        {"rev": 10**6},
        {"tx": 10**6},
        {"deleted": True},
        {"public": False},
        {"was_public": False},
        {"type": "language"},
        {"person": record_id("p10003")},
    ],
)
def test_a_record_changed_behind_the_back_of_the_history_is_found(busy, values):
    tamper(busy, update(tables.records).where(tables.records.c.id == LISTING).values(values))
    assert not audited(busy).sound


def test_a_record_put_in_or_taken_out_behind_the_back_of_the_history_is_found(busy):
    listing = row_of(busy, LISTING)
    for stranger in (record_id("0"), record_id("zzz"), YONAS):
        row = listing._replace(id=record_id("x"), person=stranger, rev=10**6)
        tamper(busy, insert(tables.records).values(row._asdict()))
        assert not audited(busy).sound
        tamper(busy, delete(tables.records).where(tables.records.c.id == record_id("x")))
        assert audited(busy).sound
    tamper(busy, delete(tables.records).where(tables.records.c.person == record_id("p10006")))
    assert not audited(busy).sound


def test_an_earlier_head_is_still_in_the_history(busy):
    noted = audited(busy).head_hash
    simulate(busy, 3, 4, now=NOW)
    assert audited(busy, noted).sound
    assert not audited(busy, "ab" * 32).sound


# Erasing


def test_what_is_erased_is_gone_and_the_history_stays_sound(busy):
    done = erased(busy, YONAS)
    assert audited(busy).sound
    log = [entry for entry in entries(busy) if entry.person == YONAS]
    own = {entry.record for entry in log}
    assert done.records == len(own)
    assert done.entries == sum(entry.erased for entry in log)
    for entry in log:
        if entry.erased:
            assert (entry.before, entry.after, entry.reason, entry.salt) == (None,) * 4
        else:
            assert entry.op in ("show", "hide", "erase")
    said = [entry for entry in log if entry.op == "erase"]
    assert {(entry.by, entry.reason) for entry in said} == {(ERASED_BY, "Slettet etter TF § 15")}
    assert {entry.record for entry in said} == own


def test_the_record_itself_stays_as_it_is(busy):
    before = person_row(busy)
    erased(busy, YONAS)
    after = person_row(busy)
    assert after.data == before.data
    assert after.rev > before.rev


def test_a_living_record_that_is_erased_twice_is_never_shown_as_deleted(busy):
    erased(busy, LISTING)
    erased(busy, LISTING)
    with busy.read() as connection:
        shown = [entry for entry in history_page(connection, None, 0, 1000).entries if entry.id == LISTING]
    assert [(entry.op, entry.erased) for entry in shown[-2:]] == [("put", True), ("put", False)]


def test_one_record_can_be_erased_by_itself_and_again(busy):
    others = [entry for entry in entries(busy) if entry.record != LISTING]
    first = erased(busy, LISTING)
    second = erased(busy, LISTING)
    assert (first.records, second) == (1, type(first)(1, 1)), "the second time, what the first said"
    assert [entry for entry in entries(busy) if entry.record != LISTING] == others
    assert audited(busy).sound


def test_who_is_deleted_can_be_erased(busy):
    gone = record_id("p10002")
    erased(busy, gone)
    assert audited(busy).sound
    with busy.read() as connection:
        page = history_page(connection, gone, 0, 1000)
    assert {(entry.op, entry.erased) for entry in page.entries} == {("put", True), ("del", True), ("del", False)}
    assert {bytes(raw) for entry in page.entries for raw in (entry.before, entry.after)} == {b"null"}


def test_the_history_shows_a_living_record_that_was_erased_with_what_it_is_now(busy):
    erased(busy, LISTING)
    with busy.read() as connection:
        last = history_page(connection, YONAS, 0, 1000).entries[-1]
    assert (last.op, last.id, bytes(last.after)) == ("put", LISTING, row_of(busy, LISTING).data)


def test_contents_taken_out_without_a_word_are_found(busy):
    with busy.database.write() as connection:
        erase_contents(connection, LISTING)
    first = next(entry for entry in entries(busy) if entry.record == LISTING)
    assert audited(busy).fault.seq == first.seq


def test_erasing_ends_the_snapshots_that_hold_the_contents(served):
    snapshot = served.snapshot()
    erased(served.store, YONAS)
    assert served.get(snapshot.parts[0].href).status_code == 404


def test_what_was_never_there_cannot_be_erased(busy):
    with pytest.raises(NotFound):
        erased(busy, record_id("nobody"))


def test_a_conflict_over_an_erased_history_names_who_erased_it(busy):
    seen = person_row(busy)
    push_one(busy, edited(seen, county="50"))
    erased(busy, YONAS)
    result = push_one(busy, edited(seen, county="03"))
    assert (result.st, result.by) == ("conflict", ERASED_BY)


def test_a_conflict_over_a_history_without_contents_names_nobody(busy):
    seen = person_row(busy)
    push_one(busy, edited(seen, county="50"))
    with busy.database.write() as connection:
        erase_contents(connection, YONAS)
    result = push_one(busy, edited(seen, county="03"))
    assert (result.st, result.by, result.at) == ("conflict", "", "")
