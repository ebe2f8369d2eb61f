"""Two of the staff who edit the same register: what merges by itself, what collides, and what a person decides then."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from interpreter_app.domain.conflicts import Conflict, Reason
from interpreter_app.domain.edits import EditState
from interpreter_app.domain.errors import EnvironmentFault, NotFound
from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.ids import new_id
from interpreter_app.store import outbox
from interpreter_app.store.account import read_account, write_account
from interpreter_app.use_cases.open_profile import open_profile
from interpreter_app.use_cases.person_records import change, deletion, find_person
from interpreter_app.use_cases.resolve_conflicts import (
    Side,
    choose_by_field,
    decide_later,
    keep_mine,
    keep_register,
    list_conflicts,
)
from interpreter_app.use_cases.sync_log import SyncLogEntry, read_sync_log
from sync import engine, protocol
from sync.client import RegisterClient
from sync.register_server import tables as served
from sync.register_server.backup import back_up
from sync.register_server.restore import restore
from sync.register_server.roles import Role
from tests.support import gateway as net
from tests.support.gateway import Gateway
from tests.support.histories import KEY, person_id
from tests.support.offices import Desk, Office
from tests.support.pushing import data_of, row_of
from tests.support.server import Clock, new_token

pytest_plugins = ["tests.support.office_fixtures"]

PERSON = person_id(10001)


def in_register(office: Office, record: str = PERSON) -> dict[str, object] | None:
    """A record as the register has it; None when deleted."""
    row = row_of(office.store, record)
    return None if row.deleted else data_of(row)


def of_person(office: Office, number: int = 10001) -> set[str]:
    """The types of the person's records in the register."""
    with office.store.read() as connection:
        columns = served.records.c
        rows = connection.execute(
            served.records.select().where(columns.person == person_id(number), ~columns.deleted)
        ).all()
    return {row.type for row in rows}


def acknowledged(desk: Desk) -> int:
    with desk.profile.database.read() as connection:
        return len(outbox.read_edits(connection, [EditState.ACKNOWLEDGED]))


def last_sync(desk: Desk) -> SyncLogEntry:
    return read_sync_log(desk.profile, 1)[0]


def conflict_of(desk: Desk) -> Conflict:
    (found,) = list_conflicts(desk.profile)
    return found


def mine(desk: Desk) -> None:
    for conflict in list_conflicts(desk.profile):
        keep_mine(desk.profile, conflict.id, now=desk.clock(), new_id=new_id)


def expire_cursors(office: Office) -> None:
    with office.store.database.write() as connection:
        connection.execute(update(served.register).values(floor=served.register.c.head))


# Two programs at one desk


def test_one_program_at_a_time_synchronises_a_profile(office: Office, kari: Desk, gateway: Gateway):
    other = replace(kari, profile=open_profile("register", kari.profile.database.path, KEY))
    refused: list[EnvironmentFault] = []

    def meanwhile(answer: net.Answer) -> net.Answer:
        with pytest.raises(EnvironmentFault, match="Another program is synchronising") as told:
            other.sync()
        refused.append(told.value)
        return answer

    kari.set(10001, chosen_name="Karis")
    gateway.fail("/v1/sync/ops", meanwhile)
    assert kari.sync().sent == 1
    assert len(refused) == 1
    assert other.sync().unsent == 0
    other.profile.close()


def test_a_sync_that_cannot_hold_the_profile_is_told_and_changes_nothing(office: Office, kari: Desk):
    kari.set(10001, chosen_name="Karis")
    kari.profile.files.syncing.unlink()
    kari.profile.files.syncing.mkdir()
    with pytest.raises(EnvironmentFault, match=r"register\.syncing cannot be written"):
        kari.sync()
    kari.profile.files.syncing.rmdir()
    assert kari.sync().sent == 1


def test_a_page_that_another_program_has_gone_beyond_is_not_applied(
    office: Office, kari: Desk, ola: Desk, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "held", nullcontext)  # a file system on which locks do nothing
    other = replace(kari, profile=open_profile("register", kari.profile.database.path, KEY))
    (listing,) = ola.records_of(10001, "listing")
    ola.set(10001, record=listing, listed_from="2016-02-01")
    ola.sync()

    def overtaken(answer: net.Answer) -> net.Answer:
        ola.remove(10001, listing)
        ola.sync()
        other.sync()
        return answer

    gateway.fail("/v1/sync/changes", overtaken)
    with pytest.raises(EnvironmentFault, match="Another program"):
        kari.sync()
    assert listing not in kari.base(10001)
    kari.sync()
    assert kari.base(10001) == ola.base(10001)
    assert not any(entry.differed for entry in read_sync_log(kari.profile))
    other.profile.close()


# Different fields


def test_edits_of_different_fields_merge_and_the_sync_log_says_what_merged(office: Office, kari: Desk, ola: Desk):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    kari.set(10001, middle_name="Karis")
    outcome = kari.sync()
    assert (outcome.sent, outcome.merged, outcome.conflicts, outcome.unsent) == (1, 1, 0, 0)
    assert in_register(office) is not None
    assert in_register(office) == in_register(office) | {"chosen_name": "Olas", "middle_name": "Karis"}
    entry = last_sync(kari)
    assert [edit.set for edit in entry.merged] == [{"middle_name": "Karis"}]
    (changed,) = entry.by_others
    assert (changed.record, changed.name, changed.deleted) == (PERSON, "Olas", False)
    assert changed.fields == {"chosen_name": ("", "Olas")}
    ola.sync()
    assert kari.base(10001) == ola.base(10001)


def test_a_change_that_arrives_only_with_the_answer_merges_too(office: Office, kari: Desk, ola: Desk, gateway: Gateway):
    kari.set(10001, middle_name="Karis")
    ola.set(10001, chosen_name="Olas")
    gateway.fail("/v1/sync/ops", net.after(lambda: ola.sync() and None))
    assert kari.sync().merged == 1
    ola.sync()
    assert kari.base(10001) == ola.base(10001)
    assert [edit.set for edit in last_sync(kari).merged] == [{"middle_name": "Karis"}]


def test_an_own_edit_after_an_own_edit_is_no_merge(kari: Desk):
    kari.set(10001, middle_name="a")
    kari.set(10001, chosen_name="b")
    assert kari.sync().merged == 0
    kari.set(10001, middle_name="c")
    assert kari.sync().merged == 0
    assert last_sync(kari).merged == ()


def test_the_sync_log_tells_of_each_sync(kari: Desk, ola: Desk):
    kari.set(10001, middle_name="a")
    kari.sync()
    entries = read_sync_log(kari.profile)
    assert [(entry.complete, entry.bootstrap, entry.counts["sent"]) for entry in entries] == [
        (True, False, 1),
        (True, True, 0),
    ]
    assert [edit.set for edit in entries[0].edits] == [{"middle_name": "a"}]
    assert len(read_sync_log(kari.profile, 1)) == 1


def test_what_others_delete_under_an_edit_stands_in_the_sync_log(kari: Desk, ola: Desk):
    (listing,) = ola.records_of(10001, "listing")
    kari.set(10001, record=listing, listed_from="2016-02-01")
    ola.remove(10001, listing)
    ola.sync()
    kari.sync()
    (changed,) = last_sync(kari).by_others
    assert (changed.type, changed.record, changed.deleted) == ("listing", listing, True)
    assert changed.fields["listed_from"] == ("2016-01-01", None)


# The same field


@pytest.fixture
def collided(kari: Desk, ola: Desk) -> Desk:
    """Kari, whose edit collides with one that Ola made an hour later and sent first."""
    for desk in (kari, ola):
        desk.set(10001, chosen_name="Før")
        desk.sync()
    kari.set(10001, chosen_name="Karis", middle_name="M")
    kari.clock.forward(hours=1)
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    outcome = kari.sync()
    assert (outcome.sent, outcome.conflicts, outcome.unsent) == (0, 1, 1)
    return kari


def test_edits_of_the_same_field_are_one_conflict_with_three_values(collided: Desk):
    conflict = conflict_of(collided)
    assert [tuple(field) for field in conflict.fields] == [("chosen_name", "Før", "Karis", "Olas")]
    assert (conflict.number, conflict.by, conflict.at) == (10001, "Ola", collided.clock())
    assert conflict.reason is Reason.SAME_FIELD
    assert collided.sync().conflicts == 1, "it waits for a person"


def test_my_value_stands_after_the_next_sync(office: Office, collided: Desk, ola: Desk):
    mine(collided)
    assert (collided.sync().unsent, ola.sync().received) == (0, 1)
    assert in_register(office)["chosen_name"] == "Karis"
    assert in_register(office)["middle_name"] == "M"
    assert collided.base(10001) == ola.base(10001)


def test_the_registers_value_stands_after_the_next_sync(office: Office, collided: Desk):
    keep_register(collided.profile, conflict_of(collided).id)
    assert (collided.sync().unsent, collided.sync().sent) == (0, 0)
    assert in_register(office)["chosen_name"] == "Olas"
    assert find_person(collided.profile, 10001).interpreter.chosen_name == "Olas"


def test_what_is_decided_later_waits_and_blocks_nothing_else(collided: Desk):
    decide_later(collided.profile, conflict_of(collided).id)
    collided.set(10002, chosen_name="b")
    outcome = collided.sync()
    assert (outcome.sent, outcome.conflicts) == (1, 1)
    assert conflict_of(collided).later


@pytest.mark.parametrize(("choice", "expected"), [(Side.MINE, "Karis"), (Side.REGISTER, "Olas"), ("Ny", "Ny")])
def test_a_field_can_be_decided_by_itself(office: Office, collided: Desk, choice: object, expected: str):
    choose_by_field(collided.profile, conflict_of(collided).id, {"chosen_name": choice}, new_id=new_id)
    outcome = collided.sync()
    assert (outcome.sent, outcome.unsent) == (1, 0)
    assert in_register(office)["chosen_name"] == expected
    assert in_register(office)["middle_name"] == "M"


def test_a_decision_that_collides_again_is_a_new_conflict(collided: Desk, ola: Desk):
    mine(collided)
    ola.set(10001, chosen_name="Olas igjen")
    ola.sync()
    assert collided.sync().conflicts == 1
    assert [tuple(field) for field in conflict_of(collided).fields] == [("chosen_name", "Olas", "Karis", "Olas igjen")]


def test_a_conflict_survives_a_restart_and_a_new_copy(office: Office, collided: Desk, ola: Desk):
    before = conflict_of(collided)
    collided.profile.close()
    collided.profile = open_profile("register", office.folder / "Kari" / "register.register", KEY)
    assert conflict_of(collided) == before
    ola.set(10002, chosen_name="b")
    ola.sync()
    expire_cursors(office)
    assert collided.sync().bootstrap
    assert conflict_of(collided) == before
    mine(collided)
    assert collided.sync().unsent == 0
    assert in_register(office)["chosen_name"] == "Karis"


# Deletions


def test_an_edit_of_what_another_has_deleted_is_a_conflict_and_can_bring_it_back(office: Office, kari: Desk, ola: Desk):
    kari.set(10001, chosen_name="Karis")
    ola.delete(10001)
    ola.sync()
    assert kari.sync().conflicts == 1
    conflict = conflict_of(kari)
    assert (conflict.reason, conflict.register) == (Reason.DELETED_THERE, None)
    mine(kari)
    assert kari.sync().unsent == 0
    assert in_register(office)["number"] == 10001, "the person is the same and keeps the number"
    assert in_register(office)["chosen_name"] == "Karis"
    assert of_person(office) == {"interpreter", "language", "listing", "qualification"}
    ola.sync()
    assert kari.base(10001) == ola.base(10001)


def test_an_edit_of_what_another_has_deleted_can_be_given_up(office: Office, kari: Desk, ola: Desk):
    kari.set(10001, chosen_name="Karis")
    ola.delete(10001)
    ola.sync()
    kari.sync()
    keep_register(kari.profile, conflict_of(kari).id)
    assert kari.sync().unsent == 0
    with pytest.raises(NotFound):
        find_person(kari.profile, 10001)
    assert in_register(office) is None


def test_what_was_deleted_while_a_new_copy_was_needed_can_be_brought_back_whole(office: Office, kari: Desk, ola: Desk):
    kari.set(10001, chosen_name="Karis")
    ola.delete(10001)
    ola.sync()
    ola.set(10002, chosen_name="b")
    ola.sync()
    expire_cursors(office)
    assert kari.sync().bootstrap
    mine(kari)
    assert kari.sync().unsent == 0
    assert in_register(office)["chosen_name"] == "Karis"
    assert of_person(office) == {"interpreter", "language", "listing", "qualification"}
    ola.sync()
    assert kari.base(10001) == ola.base(10001)


def test_what_was_changed_unseen_before_it_was_deleted_does_not_come_back_unasked(
    office: Office, kari: Desk, ola: Desk
):
    (listing,) = ola.records_of(10001, "listing")
    kari.set(10001, chosen_name="Karis")
    ola.set(10001, record=listing, listed_from="2016-02-01")
    ola.delete(10001)
    ola.set(10002, chosen_name="b")
    ola.sync()
    expire_cursors(office)
    kari.sync()
    mine(kari)
    assert kari.sync().conflicts == 1
    assert conflict_of(kari).edit.record == listing
    mine(kari)
    assert kari.sync().unsent == 0
    assert of_person(office) == {"interpreter", "language", "listing", "qualification"}


def test_deleting_what_another_has_changed_is_a_conflict(office: Office, kari: Desk, ola: Desk):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    kari.delete(10001)
    outcome = kari.sync()
    assert outcome.sent == 0
    assert in_register(office)["chosen_name"] == "Olas"
    conflict = conflict_of(kari)
    assert conflict.reason is Reason.CHANGED_THERE
    assert [tuple(field) for field in conflict.fields] == [("chosen_name", None, None, "Olas")]


def test_a_deletion_can_be_insisted_upon(office: Office, kari: Desk, ola: Desk):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    kari.delete(10001)
    kari.sync()
    mine(kari)
    assert kari.sync().unsent == 0
    assert of_person(office) == set()


def test_a_deletion_can_be_given_up(office: Office, kari: Desk, ola: Desk):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    kari.delete(10001)
    kari.sync()
    keep_register(kari.profile, conflict_of(kari).id)
    assert kari.sync().unsent == 0
    assert find_person(kari.profile, 10001).interpreter.chosen_name == "Olas"
    assert of_person(office) == {"interpreter", "language", "listing", "qualification"}


def test_a_person_to_whom_another_has_added_something_is_not_deleted_unseen(office: Office, kari: Desk, ola: Desk):
    ola.add(10001, "language", language="pol", kind="spoken")
    ola.sync()
    kari.delete(10001)
    assert kari.sync().conflicts == 1
    assert "language" in of_person(office)
    mine(kari)
    assert kari.sync().unsent == 0
    assert of_person(office) == set()


def test_both_may_delete_the_same_person(office: Office, kari: Desk, ola: Desk):
    for desk in (kari, ola):
        desk.delete(10001)
        assert desk.sync().unsent == 0
    assert of_person(office) == set()


def test_a_record_deleted_in_the_register_is_brought_back_with_my_values(office: Office, kari: Desk, ola: Desk):
    (listing,) = kari.records_of(10001, "listing")
    kari.set(10001, record=listing, listed_from="2016-02-01")
    ola.remove(10001, listing)
    ola.sync()
    kari.sync()
    mine(kari)
    assert kari.sync().unsent == 0
    assert in_register(office, listing) == {"interpreter_id": PERSON, "listed_from": "2016-02-01"}


def test_my_values_stand_over_a_record_that_another_has_brought_back_first(office: Office, kari: Desk, ola: Desk):
    (listing,) = kari.records_of(10001, "listing")
    per = office.desk("Per")
    kari.set(10001, record=listing, listed_from="2016-02-01", listed_until="2030-01-01")
    ola.set(10001, record=listing, listed_from="2016-03-01")
    per.remove(10001, listing)
    for desk in (per, kari, ola):
        desk.sync()
    mine(kari)
    mine(ola)
    assert kari.sync().unsent == 0
    assert ola.sync().conflicts == 1
    mine(ola)
    assert ola.sync().unsent == 0
    assert in_register(office, listing) == {"interpreter_id": PERSON, "listed_from": "2016-03-01"}


def test_a_text_that_my_record_lacks_is_cleared_when_mine_is_chosen(office: Office, kari: Desk, ola: Desk):
    per = office.desk("Per")
    kari.set(10001, phone="000 11 222")
    ola.set(10001, phone="000 11 333", chosen_name="Olas")
    per.delete(10001)
    for desk in (per, kari, ola):
        desk.sync()
    mine(kari)
    mine(ola)
    ola.sync()
    assert kari.sync().conflicts > 0
    while kari.sync().conflicts:
        keep_mine(kari.profile, list_conflicts(kari.profile)[0].edit.op_id, now=kari.clock(), new_id=new_id)
    assert kari.sync().unsent == 0
    assert in_register(office)["phone"] == "+47 000 11 222"
    assert "chosen_name" not in in_register(office)


# A register restored from a backup


@pytest.fixture
def restored(office: Office, kari: Desk, ola: Desk, tmp_path: Path) -> Callable[[], None]:
    """Restores the register from a backup of now."""
    back_up(office.store, tmp_path / "backup")
    return lambda: restore(office.store, tmp_path / "backup") and None


def test_what_a_restore_has_lost_comes_back_by_itself(
    office: Office, kari: Desk, ola: Desk, restored: Callable[[], None]
):
    kari.set(10001, chosen_name="Karis")
    saved = kari.new(first_name="Ny")
    kari.sync()
    ola.sync()
    ola.set(10001, middle_name="Olas")
    (listing,) = ola.records_of(10002, "listing")
    ola.remove(10002, listing)
    ola.sync()
    number = find_person(kari.profile, next(iter(saved.people))).interpreter.number
    restored()
    other = ola.new(first_name="Annen")
    assert ola.sync().bootstrap
    assert find_person(ola.profile, next(iter(other.people))).interpreter.number not in (None, number)
    outcome = kari.sync()
    assert (outcome.bootstrap, outcome.unsent, outcome.conflicts) == (True, 0, 0)
    ola.sync()
    expected = {"chosen_name": "Karis", "middle_name": "Olas"}
    assert in_register(office) == in_register(office) | expected
    assert find_person(ola.profile, number).interpreter.first_name == "Ny"
    assert in_register(office, listing) is None
    assert all(kari.base(n) == ola.base(n) for n in (10001, 10002, 10003))


def test_what_was_still_unsent_goes_after_what_is_sent_again(office: Office, kari: Desk, restored: Callable[[], None]):
    kari.set(10001, chosen_name="a")
    kari.sync()
    kari.set(10001, chosen_name="b")
    restored()
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (2, 0)
    assert in_register(office)["chosen_name"] == "b"


def test_what_the_backup_holds_is_not_done_again(office: Office, kari: Desk, tmp_path: Path):
    kari.set(10001, chosen_name="a")
    kari.sync()
    back_up(office.store, tmp_path / "backup")
    restore(office.store, tmp_path / "backup")
    head = office.store.state().head
    assert kari.sync().sent == 0
    assert office.store.state().head == head


def test_a_restore_while_a_new_copy_is_asked_for_is_noticed_too(
    office: Office, kari: Desk, ola: Desk, gateway: Gateway, restored: Callable[[], None]
):
    kari.set(10001, chosen_name="Karis")
    kari.sync()
    ola.set(10002, chosen_name="Olas")
    ola.sync()
    expire_cursors(office)
    gateway.fail("/v1/sync/snapshots", net.after(restored))
    assert kari.sync().unsent == 0
    assert in_register(office)["chosen_name"] == "Karis"


# Ages, roles, clocks


def test_what_was_acknowledged_is_kept_for_35_days_of_the_registers_time(office: Office, kari: Desk):
    kari.set(10001, chosen_name="a")
    kari.sync()
    office.clock.forward(days=protocol.ACKNOWLEDGED_KEPT_DAYS)
    kari.sync()
    assert acknowledged(kari) == 1
    office.clock.forward(seconds=1)
    kari.sync()
    assert acknowledged(kari) == 0


@pytest.mark.parametrize("wrong", [timedelta(days=-3653), timedelta(days=3653)])
def test_a_clock_that_is_ten_years_off_changes_nothing(office: Office, kari: Desk, ola: Desk, wrong: timedelta):
    kari.clock = Clock(office.clock() + wrong)
    kari.set(10001, chosen_name="Karis")
    kari.set(10002, chosen_name="Karis")
    ola.set(10001, chosen_name="Olas")
    ola.set(10002, middle_name="Olas")
    ola.sync()
    outcome = kari.sync()
    assert (outcome.sent, outcome.merged, outcome.conflicts) == (1, 1, 1)
    mine(kari)
    kari.sync()
    assert in_register(office)["chosen_name"] == "Karis"
    assert outcome.as_of == office.clock()
    assert acknowledged(kari) == 2
    office.clock.forward(days=protocol.ACKNOWLEDGED_KEPT_DAYS + 1)
    kari.sync()
    assert acknowledged(kari) == 0


def test_another_role_gets_a_new_copy_and_keeps_the_outbox(office: Office, kari: Desk, ola: Desk):
    kari.set(10001, chosen_name="a")
    kari.sync()
    kari.set(10001, chosen_name="b")
    with kari.profile.database.write() as connection:
        account = read_account(connection)
        assert isinstance(account, Account)
        token = new_token(office.store, Role.ADMINISTRATOR, "Kari")
        write_account(connection, replace(account, role=AccountRole.ADMINISTRATOR, token=token))
    kari.client.close()
    kari.client = RegisterClient(office.url, token=token)
    outcome = kari.sync()
    assert (outcome.bootstrap, outcome.sent, outcome.unsent) == (True, 1, 0)
    assert in_register(office)["chosen_name"] == "b"
    assert acknowledged(kari) == 2


def test_edits_saved_together_follow_what_was_decided(office: Office, kari: Desk, ola: Desk):
    """A save of several people, one of which collides, goes in whole once that is settled."""
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    people = [find_person(kari.profile, number) for number in (10001, 10002)]
    kari.save(*(draft for person in people for draft in change(person, person.id, {"chosen_name": "Karis"})))
    kari.sync()
    mine(kari)
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (2, 0)
    assert in_register(office, person_id(10002))["chosen_name"] == "Karis"


def test_a_deleted_record_seen_as_changed_since_is_kept(office: Office, kari: Desk, ola: Desk):
    (listing,) = kari.records_of(10001, "listing")
    kari.save(deletion(find_person(kari.profile, 10001), listing))
    ola.set(10001, record=listing, listed_from="2016-02-01")
    ola.sync()
    assert kari.sync().conflicts == 1
    assert in_register(office, listing)["listed_from"] == "2016-02-01"
    mine(kari)
    assert kari.sync().unsent == 0
    assert in_register(office, listing) is None
