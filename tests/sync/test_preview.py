"""The preview of a sync: it says what the sync then does, and changes nothing, here or in the register."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import update

from interpreter_app.domain.edits import Edit, EditState
from interpreter_app.ids import new_id
from interpreter_app.jobs import no_progress
from interpreter_app.store import outbox
from interpreter_app.use_cases.outbox import list_unsent
from interpreter_app.use_cases.person_records import change, find_person
from interpreter_app.use_cases.resolve_conflicts import keep_mine, list_conflicts
from interpreter_app.use_cases.standing import read_standing
from sync import protocol
from sync.client import RegisterClient
from sync.failures import TokenRefused, TryLater
from sync.preview import Preview, preview
from sync.register_server import tables as served
from tests.support import gateway as net
from tests.support.gateway import Gateway
from tests.support.histories import KEY, person_id
from tests.support.offices import Desk, Office
from tests.support.registers import person

pytest_plugins = ["tests.support.office_fixtures"]


def dump(path: Path, key: bytes | None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a register file."""
    connection = sqlite.connect(str(path))
    try:
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    finally:
        connection.close()


@pytest.fixture
def foretell(office: Office, kari: Desk) -> Callable[[], Preview]:
    """The preview of Kari's sync, which must leave her file and the register as they are, to the last byte."""

    def foretell() -> Preview:
        files = [(kari.profile.database.path, KEY), (office.folder / "server.db", None)]
        before = [dump(path, key) for path, key in files]
        told = preview(kari.profile, kari.client, no_progress, wait=lambda _: None)
        assert [dump(path, key) for path, key in files] == before
        return told

    return foretell


@pytest.fixture
def compare(kari: Desk, foretell: Callable[[], Preview]) -> Callable[[], Preview]:
    """Foretells Kari's sync, then does it, and compares."""

    def compare() -> Preview:
        told = foretell()
        colliding = {collision.edit.op_id for collision in told.collisions}
        before = {edit.op_id for edit in list_unsent(kari.profile)}
        outcome = kari.sync()
        assert (told.receive, told.bootstrap) == (outcome.received, outcome.bootstrap)
        sent = before - {edit.op_id for edit in list_unsent(kari.profile)}
        stopped = {edit.op_id for edit in told.stopped}
        assert sent == {edit.op_id for edit in told.send} - colliding - stopped
        in_conflict = {edit.op_id for edit in edits(kari, EditState.CONFLICT)} & {edit.op_id for edit in told.send}
        assert in_conflict == colliding
        assert all(edit.op_id in before - sent for edit in told.held)
        return told

    return compare


def edits(desk: Desk, state: EditState) -> list[Edit]:
    with desk.profile.database.read() as connection:
        return outbox.read_edits(connection, [state])


Compare = Callable[[], Preview]


def test_nothing_to_send_and_nothing_to_come(compare: Compare):
    assert compare() == Preview(send=(), held=())


def test_what_goes_and_what_comes(kari: Desk, ola: Desk, compare: Compare):
    kari.set(10001, chosen_name="Karis")
    kari.new(first_name="Ny")
    ola.set(10002, chosen_name="Olas")
    new = ola.new(first_name="Ukjent")
    ola.sync()
    told = compare()
    assert [edit.set for edit in told.send] == [{"chosen_name": "Karis"}, {"first_name": "Ny"}]
    assert told.receive == told.people_concerned == 2
    assert [(one.id, one.number, one.name) for one in told.people] == [
        (person_id(10002), 10002, "Person 10002"),
        (next(iter(new.people)), None, ""),
    ]
    assert told.collisions == ()


def test_others_changes_of_other_fields_do_not_collide(kari: Desk, ola: Desk, compare: Compare):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    kari.set(10001, middle_name="Karis")
    assert compare().collisions == ()


def test_the_same_field_collides(kari: Desk, ola: Desk, compare: Compare):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    kari.set(10001, chosen_name="Karis")
    (collision,) = compare().collisions
    assert collision.fields == ("chosen_name",)


def test_a_later_edit_of_the_record_may_be_the_one_that_collides(kari: Desk, ola: Desk, compare: Compare):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    kari.set(10001, middle_name="Karis")
    kari.set(10001, chosen_name="Karis")
    kari.set(10001, phone="+47 000 00 001")
    (collision,) = compare().collisions
    assert collision.edit.set == {"chosen_name": "Karis"}


def test_what_came_in_an_earlier_sync_collides_too(kari: Desk, ola: Desk, gateway: Gateway, compare: Compare):
    kari.set(10001, chosen_name="Karis")
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    gateway.fail("/v1/sync/ops", *[net.lost] * 4)
    with pytest.raises(TryLater):
        kari.sync()
    told = compare()
    assert told.receive == 0
    assert [collision.fields for collision in told.collisions] == [("chosen_name",)]


def test_own_edits_that_come_back_are_no_news(kari: Desk, gateway: Gateway, foretell: Callable[[], Preview]):
    kari.set(10001, chosen_name="Karis")

    def pull_fails(answer: net.Answer) -> net.Answer:
        gateway.fail("/v1/sync/changes", *[net.lost] * 4)
        return answer

    gateway.fail("/v1/sync/ops", pull_fails)
    with pytest.raises(TryLater):
        kari.sync()
    assert foretell() == Preview(send=(), held=())
    assert kari.sync().received == 0


def test_what_came_and_went_unseen_is_no_news(kari: Desk, ola: Desk, compare: Compare):
    made = ola.new(first_name="Ny")
    ola.sync()
    ola.delete(next(iter(made.people)))
    ola.sync()
    told = compare()
    assert (told.receive, told.people) == (0, ())


def test_an_edit_of_what_is_deleted_collides(kari: Desk, ola: Desk, compare: Compare):
    kari.set(10001, chosen_name="Karis")
    ola.delete(10001)
    ola.sync()
    told = compare()
    (collision,) = told.collisions
    assert collision.fields == ()
    assert [one.number for one in told.people] == [10001]
    assert compare().send == (), "it waits for a person now"


def test_deleting_what_was_changed_collides(kari: Desk, ola: Desk, compare: Compare):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    kari.delete(10001)
    (collision,) = compare().collisions
    assert collision.fields == ("chosen_name",)


def test_deleting_a_person_to_whom_something_was_added_collides(kari: Desk, ola: Desk, compare: Compare):
    ola.add(10001, "language", language="pol", kind="spoken")
    ola.sync()
    kari.delete(10001)
    (collision,) = compare().collisions
    assert collision.fields == ("records",)


def test_a_person_deleted_here_is_named_when_others_changed_the_person(kari: Desk, ola: Desk, compare: Compare):
    kari.delete(10001)
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    told = compare()
    assert [(one.number, one.name) for one in told.people] == [(10001, "Person 10001")]
    assert {edit.person for edit in told.stopped} <= {person_id(10001)}


def test_deletions_that_nobody_stands_against_do_not_collide(kari: Desk, ola: Desk, compare: Compare):
    kari.delete(10001)
    ola.delete(10001)
    ola.sync()
    kari.remove(10002, kari.records_of(10002, "language")[0])
    assert compare().collisions == ()


def test_a_person_brought_back_in_vain_collides_where_others_were_faster(
    office: Office, kari: Desk, ola: Desk, compare: Compare
):
    for desk in (kari, ola):
        desk.set(10001, chosen_name=desk.name)
    office.put(person("Person 10001", 10001, chosen_name="Register")[:1])
    for desk in (kari, ola):
        desk.sync()
        keep_mine(desk.profile, list_conflicts(desk.profile)[0].id, now=desk.clock(), new_id=new_id)
    ola.sync()
    (collision,) = compare().collisions
    assert collision.fields == ("chosen_name",)


def test_a_save_that_collides_is_held_whole_and_what_builds_on_it_too(kari: Desk, ola: Desk, compare: Compare):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    people = [find_person(kari.profile, number) for number in (10002, 10001)]
    kari.save(*(draft for one in people for draft in change(one, one.id, {"chosen_name": "Karis"})))
    kari.set(10002, middle_name="M")
    told = compare()
    assert [collision.edit.record for collision in told.collisions] == [person_id(10001)]
    assert len(told.send) == 3
    assert {edit.record for edit in told.stopped} == {person_id(10002)}
    told = compare()
    assert (len(told.send), len(told.held)) == (0, 3)


def test_changes_come_in_many_pages(
    office: Office, kari: Desk, ola: Desk, compare: Compare, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(protocol, "CHANGES_LIMIT", 1)
    for number in (10001, 10002, 10003):
        ola.set(number, chosen_name="Olas")
    ola.sync()
    assert compare().receive == 3


def test_a_record_of_an_unknown_type_comes_for_nobody(kari: Desk, gateway: Gateway, foretell: Callable[[], Preview]):
    row = b'{"op":"put","t":"novelty","id":"n1","rev":99999,"d":{"a":1}}\n'
    broken = b'{"op":"put","t":"listing","id":"n2","rev":99999,"d":{"a":1}}\n'
    end = b'{"next":"c","more":false,"head":99999,"at":"2026-01-01T00:00:00+00:00"}\n'
    gateway.fail("/v1/sync/changes", net.replaced(row + broken + end, protocol.NDJSON))
    told = foretell()
    assert (told.receive, told.people) == (2, ())


def test_a_refused_login_locks_the_private_data(kari: Desk, office: Office):
    kari.set(10001, chosen_name="a")
    with closing(RegisterClient(office.url, token="x" * 43)) as refused, pytest.raises(TokenRefused):
        preview(kari.profile, refused, no_progress, wait=lambda _: None)
    standing = read_standing(kari.profile)
    assert (standing.locked, standing.unsent) == (True, 1)


def test_where_all_must_be_copied_anew_what_comes_cannot_be_told(
    office: Office, kari: Desk, ola: Desk, foretell: Callable[[], Preview]
):
    kari.set(10001, chosen_name="Karis")
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    with office.store.database.write() as connection:
        connection.execute(update(served.register).values(floor=served.register.c.head))
    told = foretell()
    assert told.bootstrap
    assert len(told.send) == 1
    assert kari.sync().bootstrap
