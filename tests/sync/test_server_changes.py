"""The change feed as a client reads it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from sqlalchemy import update

from interpreter_app.domain.interpreters import Interpreter, Listing
from sync import protocol
from sync.register_server import tables
from sync.register_server.records import Delete
from sync.register_server.simulation import simulate
from tests.support.registers import record_id
from tests.support.server import NOW, Replica, Served, fictional_person, operations, put, some_people

pytest_plugins = ["tests.support.server_fixtures"]

CONSENTING = record_id("p10005")


def problem(answer) -> dict:
    assert answer.headers["Content-Type"] == protocol.PROBLEM_JSON
    found = answer.json()
    assert found["status"] == answer.status_code
    return found


def ask(served: Served, cursor: str, **headers: str):
    return served.get("/v1/sync/changes", params={"cursor": cursor}, headers=headers)


def test_info_says_what_the_register_is(served):
    info = msgspec.json.decode(served.get("/v1/sync/info").content, type=protocol.Info)
    state = served.store.state()
    assert (info.register, info.epoch, info.head, info.floor) == (state.register, state.epoch, state.head, 0)
    assert (info.api, info.schema, info.fictional) == (protocol.ApiRange(1, 1), 1, True)
    assert info.at == NOW.isoformat()


def test_nothing_new_is_an_empty_page_with_a_digest(served):
    page = served.changes(served.snapshot().cursor)
    assert page.changes == []
    assert page.end.more is False
    assert page.end.digest == served.snapshot().digest


def test_a_changed_record_comes_as_a_put_of_its_public_fields(served):
    cursor = served.snapshot().cursor
    id_, yonas = some_people()[0][0]
    head = served.store.write([put(id_, replace(yonas, capacity="occasional"))], "kari", NOW).head
    page = served.changes(cursor)
    (change,) = page.changes
    assert (change.op, change.t, change.id, change.rev, change.tx) == ("put", "interpreter", id_, head, 7)
    fields = msgspec.json.decode(change.d)
    assert fields["capacity"] == "occasional"
    assert "identity_number" not in fields
    assert page.end.head == head


def test_a_deleted_record_comes_as_a_tombstone(served):
    cursor = served.snapshot().cursor
    served.store.write([Delete(record_id("p10001"))], "kari", NOW)
    changes = served.changes(cursor).changes
    assert {change.op for change in changes} == {"del"}
    assert {change.id for change in changes} == {id_ for id_, _ in some_people()[0]}


def test_who_is_no_longer_listed_is_revoked(served):
    cursor = served.snapshot().cursor
    records = some_people()[0]
    listing = next(id_ for id_, record in records if isinstance(record, Listing))
    served.store.write([Delete(listing)], "kari", NOW)
    page = served.changes(cursor)
    assert {change.id: change.op for change in page.changes} == {
        id_: "del" if id_ == listing else "revoke" for id_, _ in records
    }
    assert len({change.tx for change in page.changes}) == 1


def test_who_is_listed_again_comes_whole(served):
    records = some_people()[0]
    listing = next(id_ for id_, record in records if isinstance(record, Listing))
    served.store.write([Delete(listing)], "kari", NOW)
    cursor = served.snapshot().cursor
    again = Listing(interpreter_id=records[0][0], listed_from=date(2026, 1, 1))
    served.store.write([put(record_id("again"), again)], "kari", NOW)
    puts = {change.id for change in served.changes(cursor).changes if change.op == "put"}
    assert puts == {id_ for id_, _ in records if id_ != listing} | {record_id("again")}


def test_the_public_is_told_nothing_of_people_it_never_saw(served):
    cursor = served.snapshot().cursor
    applicant = fictional_person(20001, "Ny Søker", listed=())
    served.store.write(operations(applicant), "kari", NOW)
    served.store.write([Delete(applicant[0][0])], "kari", NOW)
    page = served.changes(cursor)
    assert page.changes == []
    assert page.end.head == served.store.state().head


def test_a_page_ends_at_a_server_transaction(served):
    cursor = served.snapshot().cursor
    for number in range(20001, 20006):
        served.store.write(operations(fictional_person(number)), "kari", NOW)
    page = served.changes(cursor, limit="5")
    assert [change.tx for change in page.changes] == [7] * 4 + [8] * 4
    assert page.end.more is True
    assert page.end.digest is None, "only the last page has one"
    exact = served.changes(cursor, limit="4")
    assert [change.tx for change in exact.changes] == [7] * 4


def test_following_page_by_page_equals_a_new_copy(served, clock):
    follower = Replica(served)
    follower.bootstrap()
    for seed in range(5):
        simulate(served.store, 30, seed, now=NOW)
        follower.follow(limit=7)
    clock.forward(hours=1)
    fresh = Replica(served)
    fresh.bootstrap()
    assert follower.rows == fresh.rows
    assert follower.digests_compared == 6


def test_an_old_page_asked_for_again_shows_nothing_that_was_withdrawn_since(served):
    cursor = served.snapshot().cursor
    _, ewa = some_people()[4][0]
    served.store.write([put(CONSENTING, replace(ewa, county="18"))], "kari", NOW)
    assert "Samtykkeveien" in ask(served, cursor).text
    served.store.write([put(CONSENTING, replace(ewa, county="18", address_public=False))], "kari", NOW)
    assert "Samtykkeveien" not in ask(served, cursor).text


def test_a_cursor_below_the_floor_has_expired(served):
    cursor = served.snapshot().cursor
    simulate(served.store, 0, 1, expire=True, now=NOW)
    answer = ask(served, cursor)
    assert answer.status_code == 410
    assert problem(answer)["type"] == protocol.CURSOR_EXPIRED
    assert served.changes(served.snapshot().cursor).changes == []


def test_a_restore_changes_the_epoch_and_says_how_far_it_kept(served):
    cursor = served.snapshot().cursor
    kept = served.store.state().head
    simulate(served.store, 0, 1, new_epoch=True, now=NOW)
    found = problem(ask(served, cursor))
    assert (found["type"], found["status"], found["restored_seq"]) == (protocol.EPOCH_CHANGED, 410, kept)


def test_after_two_restores_nobody_knows_how_far_the_first_kept(served):
    cursor = served.snapshot().cursor
    for seed in (1, 2):
        simulate(served.store, 3, seed, new_epoch=True, now=NOW)
    found = problem(ask(served, cursor))
    assert found["type"] == protocol.EPOCH_CHANGED
    assert "restored_seq" not in found


def test_a_client_that_believes_in_another_epoch_is_told_so(served):
    answer = ask(served, served.snapshot().cursor, **{protocol.EPOCH_HEADER: "another"})
    assert problem(answer)["type"] == protocol.EPOCH_CHANGED


def test_a_cursor_above_the_head_counts_as_a_changed_epoch(served):
    cursor = served.snapshot().cursor
    with served.store.database.write() as connection:
        connection.execute(update(tables.register).values(head=tables.register.c.head - 1))
    found = problem(ask(served, cursor))
    assert (found["type"], found["status"]) == (protocol.EPOCH_CHANGED, 410)


@pytest.mark.parametrize(("place", "other"), [(2, "case_worker"), (3, "older")])
def test_a_cursor_of_another_role_or_projection_must_be_given_up(served, place, other):
    cursor = served.snapshot().cursor
    content = msgspec.json.decode(urlsafe_b64decode(cursor + "=="))
    content[place] = other
    forged = urlsafe_b64encode(msgspec.json.encode(content)).rstrip(b"=").decode()
    assert problem(ask(served, forged))["type"] == protocol.PROJECTION_CHANGED


@pytest.mark.parametrize("cursor", ["abc", "!", "æ", "A" * 2000, "W10", "bnVsbA"])
def test_a_malformed_cursor_is_refused(asked, cursor):
    answer = ask(asked, cursor)
    assert answer.status_code == 404
    assert problem(answer)["field"] == "cursor"


def test_a_cursor_of_some_types_keeps_to_them(served):
    cursor = served.snapshot(types=["listing"]).cursor
    served.store.write([Delete(record_id("p10001")), *operations(fictional_person(20001))], "kari", NOW)
    page = served.changes(cursor)
    assert {(change.op, change.t) for change in page.changes} == {("del", "listing"), ("put", "listing")}
    assert page.end.digest is not None
    assert page.end.digest.keys() == {"listing"}


def test_an_empty_person_is_no_obstacle(served):
    cursor = served.snapshot().cursor
    served.store.write([put(record_id("bare"), Interpreter())], "kari", NOW)
    assert served.changes(cursor).changes == []
