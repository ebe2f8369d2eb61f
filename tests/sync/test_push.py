"""Pushing the outbox to the real server: in what order, in what requests, and through what a network does to them."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from interpreter_app.domain.edits import Act, Draft, EditState
from interpreter_app.domain.errors import Cancelled, SyncError, UserError
from interpreter_app.ids import new_id
from interpreter_app.jobs import no_progress
from interpreter_app.store import outbox
from interpreter_app.store.account import read_account
from interpreter_app.use_cases.open_profile import open_profile
from interpreter_app.use_cases.outbox import discard, list_unsent, try_again
from interpreter_app.use_cases.person_records import change, creation, find_person
from sync import protocol
from sync.client import RegisterClient
from sync.engine import synchronise
from sync.failures import CursorRefused, NotAllowed, TokenRefused, TryLater
from sync.push import NOT_UNDERSTOOD, SENDING
from sync.register_server.backup import back_up
from sync.register_server.restore import restore
from sync.register_server.tokens import Tokens
from tests.support import gateway as net
from tests.support.histories import person_id
from tests.support.offices import Desk, Office
from tests.support.pushing import data_of, entries, row_of

pytest_plugins = ["tests.support.office_fixtures"]

Requests = list[list[protocol.Op]]


def states(desk: Desk) -> list[str]:
    """The states of all edits in the outbox, in order."""
    with desk.profile.database.read() as connection:
        return [edit.state.value for edit in outbox.read_edits(connection, list(EditState))]


def in_register(office: Office, number: int = 10001) -> dict[str, object]:
    """The person's own record as the register has it."""
    return data_of(row_of(office.store, person_id(number)))


def given_names(office: Office) -> list[object]:
    """The chosen names that edits have given anybody, in order."""
    return [msgspec.json.decode(one.after or b"{}").get("chosen_name") for one in entries(office.store) if one.op_id]


def collide(desk: Desk, other: Desk, number: int = 10001) -> None:
    """Let the desk have an edit that cannot be merged: the other has changed the same fields."""
    other.set(number, chosen_name="Olas")
    other.sync()
    desk.set(number, chosen_name="Karis")


def new_draft(**fields: object) -> Draft:
    id_ = new_id()
    return Draft(act=Act.CREATE, type="interpreter", record=id_, person=id_, set=fields)


def unreadable_draft() -> Draft:
    """An edit that the register cannot even read: the id of its record is none."""
    fields = {"interpreter_id": person_id(10003), "language": "pol", "kind": "spoken"}
    return Draft(act=Act.CREATE, type="language", record="no id", person=person_id(10003), set=fields)


# Order


def test_edits_of_a_record_go_in_the_order_in_which_they_were_made(office: Office, kari: Desk, requests: Requests):
    for name in ("a", "b", "c"):
        kari.set(10001, chosen_name=name)
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (3, 0)
    assert [op.n for op in requests[0]] == sorted(op.n for op in requests[0])
    assert given_names(office) == ["a", "b", "c"]


def test_an_edit_says_when_why_and_over_what_it_was_made(kari: Desk, requests: Requests):
    kari.set(10001, chosen_name="a", reason="Meldt på telefon")
    kari.sync()
    ((op,),) = requests
    assert (op.reason, op.made, op.base) == ("Meldt på telefon", kari.clock().isoformat(), {"chosen_name": ""})


def test_nothing_is_sent_when_nothing_was_saved(kari: Desk, gateway: net.Gateway):
    gateway.seen.clear()
    outcome = kari.sync()
    assert (outcome.sent, outcome.received, outcome.unsent) == (0, 0, 0)
    assert not [path for path in gateway.seen if path == "/v1/sync/ops"]


def test_a_stuck_record_holds_back_only_what_builds_on_it(office: Office, kari: Desk, ola: Desk):
    collide(kari, ola)
    kari.sync()
    kari.set(10001, middle_name="M")
    kari.set(10002, chosen_name="b")
    kari.add(10001, "language", language="pol", kind="spoken")
    outcome = kari.sync()
    assert (outcome.sent, outcome.conflicts, outcome.unsent) == (2, 1, 2)
    assert states(kari) == ["conflict", "pending", "acknowledged", "acknowledged"]
    assert in_register(office, 10002)["chosen_name"] == "b"
    assert "middle_name" not in in_register(office)


def test_edits_that_follow_one_in_conflict_within_a_request_wait_too(office: Office, kari: Desk, ola: Desk):
    collide(kari, ola)
    kari.set(10001, middle_name="M")
    outcome = kari.sync()
    assert (outcome.sent, outcome.conflicts, outcome.unsent) == (0, 1, 2)
    assert states(kari) == ["conflict", "pending"]


def test_a_new_person_who_is_rejected_holds_back_all_that_belongs_to_the_person(office: Office, kari: Desk):
    person = new_draft(first_name="Ny", phone="no telephone")
    fields = {"interpreter_id": person.record, "language": "pol", "kind": "spoken"}
    language = creation("language", new_id(), person.record, fields, fictional=True)
    kari.save(person)
    kari.save(language)
    kari.set(10001, chosen_name="a")
    outcome = kari.sync()
    assert (outcome.sent, outcome.rejected, outcome.unsent) == (1, 1, 2)
    rejected, waiting = list_unsent(kari.profile)
    assert (rejected.state, rejected.code, rejected.field_at_fault) == (EditState.REJECTED, "invalid", "phone")
    assert waiting.state is EditState.PENDING
    assert kari.sync().unsent == 2, "a rejected edit is not sent again by itself"
    (again,) = try_again(kari.profile, rejected.op_id, new_id)
    assert (again.state, again.code) == (EditState.PENDING, "")
    assert kari.sync().rejected == 1, "sent under another id, it is judged again"
    rejected, waiting = list_unsent(kari.profile)
    assert rejected.op_id == again.op_id
    discard(kari.profile, rejected.op_id, with_later=True)
    assert kari.sync().unsent == 0


# Saves


def test_what_was_saved_together_goes_in_whole_or_is_deferred_whole(office: Office, kari: Desk, ola: Desk):
    ola.set(10001, chosen_name="Olas")
    ola.sync()
    people = [find_person(kari.profile, number) for number in (10001, 10002, 10003)]
    kari.save(*(draft for person in people for draft in change(person, person.id, {"chosen_name": "Karis"})))
    outcome = kari.sync()
    assert (outcome.sent, outcome.conflicts, outcome.unsent) == (0, 1, 3)
    assert states(kari) == ["conflict", "pending", "pending"]
    assert given_names(office) == ["Olas"]
    kari.set(10002, middle_name="M")
    assert kari.sync().sent == 0, "it builds on a save that waits"


def test_many_edits_go_in_many_requests_and_a_save_is_never_parted(office: Office, kari: Desk, requests: Requests):
    person = find_person(kari.profile, 10001)
    for n in range(40):
        drafts = [new_draft(first_name=f"Ny {n}"), new_draft(first_name=f"Ny {n}")]
        kari.save(*drafts, *change(person, person.id, {"place": f"Sted {n}"}, {"place": f"Sted {n - 1}" if n else ""}))
    outcome = kari.sync()
    assert [len(ops) for ops in requests] == [99, 21]
    assert all(count == 3 for ops in requests for count in Counter(op.tx for op in ops).values())
    assert (outcome.sent, outcome.unsent) == (120, 0)
    assert in_register(office)["place"] == "Sted 39"


def test_large_edits_go_in_many_requests(kari: Desk, requests: Requests, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(protocol, "OPS_BYTES", 2 * 5000)
    for n in range(5):
        kari.set(10001, chosen_name=f"n{n}", reason="x" * 2000)
    assert kari.sync().sent == 5
    assert [len(ops) for ops in requests] == [2, 2, 1]


def test_a_save_that_is_too_large_by_itself_is_sent_by_itself(
    kari: Desk, requests: Requests, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(protocol, "OPS_BYTES", 2)
    kari.set(10001, chosen_name="a")
    kari.set(10002, chosen_name="b")
    assert kari.sync().sent == 2
    assert [len(ops) for ops in requests] == [1, 1]


def test_an_edit_saved_during_the_upload_waits_for_the_next_sync(office: Office, kari: Desk, gateway: net.Gateway):
    kari.set(10001, chosen_name="a")
    gateway.fail("/v1/sync/ops", net.after(lambda: kari.set(10001, chosen_name="b")))
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (1, 1)
    assert states(kari) == ["acknowledged", "pending"]
    assert find_person(kari.profile, 10001).records[person_id(10001)].fields["chosen_name"] == "b"
    assert kari.sync().sent == 1
    assert given_names(office) == ["a", "b"]


# What the register cannot read


def test_a_request_that_cannot_be_read_is_taken_apart_and_only_the_guilty_save_is_rejected(
    office: Office, kari: Desk, requests: Requests
):
    kari.set(10001, chosen_name="a")
    kari.save(unreadable_draft())
    kari.set(10002, chosen_name="b")
    outcome = kari.sync()
    assert (outcome.sent, outcome.rejected, outcome.unsent) == (2, 1, 1)
    assert [len(ops) for ops in requests] == [3, 1, 1, 1]
    (left,) = list_unsent(kari.profile)
    assert (left.record, left.code) == ("no id", NOT_UNDERSTOOD)
    assert given_names(office) == ["a", "b"]


def test_what_builds_on_a_save_that_cannot_be_read_is_not_sent_without_it(
    office: Office, kari: Desk, requests: Requests
):
    person = new_draft(first_name="Ny")
    language = {"interpreter_id": person.record, "language": "pol", "kind": "spoken"}
    kari.save(person, unreadable_draft())
    kari.save(creation("language", new_id(), person.record, language, fictional=True))
    kari.set(10002, chosen_name="b")
    outcome = kari.sync()
    assert (outcome.sent, outcome.rejected, outcome.unsent) == (1, 2, 3)
    assert states(kari) == ["rejected", "rejected", "pending", "acknowledged"]


def test_an_authorisation_keeps_its_number_and_a_person_gets_one(office: Office, kari: Desk):
    """Only that of a person is the register's to give."""
    fields = {"interpreter_id": person_id(10001), "language": "pol", "granted": "2020-01-01", "number": "2020-17"}
    id_ = new_id()
    kari.save(creation("authorisation", id_, person_id(10001), fields, fictional=True))
    assert kari.sync().sent == 1
    assert data_of(row_of(office.store, id_))["number"] == "2020-17"
    removed = kari.remove(10001, id_)
    kari.sync()
    kari.undo(removed.edits[0].op_id)
    assert kari.sync().sent == 1
    assert data_of(row_of(office.store, id_))["number"] == "2020-17"


def test_a_withdrawal_waits_while_its_authorisation_is_rejected(kari: Desk):
    fields = {"interpreter_id": person_id(10001), "language": "pol", "granted": "no day"}
    granted = Draft(act=Act.CREATE, type="authorisation", record=new_id(), person=person_id(10001), set=fields)
    kari.save(granted)
    gap = {"interpreter_id": person_id(10001), "authorisation_id": granted.record, "withdrawn_from": "2021-01-01"}
    kari.save(creation("withdrawal", new_id(), person_id(10001), gap, fictional=True))
    assert kari.sync().rejected == 1
    assert states(kari) == ["rejected", "pending"]


def test_the_save_at_fault_is_rejected_whole(kari: Desk):
    person = find_person(kari.profile, 10001)
    kari.save(unreadable_draft(), *change(person, person.id, {"chosen_name": "a"}))
    outcome = kari.sync()
    assert (outcome.sent, outcome.rejected) == (0, 2)
    assert states(kari) == ["rejected", "rejected"]


def test_a_request_that_is_too_large_for_something_on_the_way_is_taken_apart(kari: Desk, gateway: net.Gateway):
    kari.set(10001, chosen_name="a")
    kari.set(10002, chosen_name="b")
    gateway.fail("/v1/sync/ops", net.status(413))
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (2, 0)


@pytest.mark.parametrize("number", [400, 413, 422])
def test_what_something_on_the_way_cannot_read_is_not_rejected_and_goes_later(
    kari: Desk, gateway: net.Gateway, number: int
):
    kari.set(10001, chosen_name="a")
    gateway.fail("/v1/sync/ops", net.instead(net.status(number)))
    with pytest.raises(SyncError, match=str(number)):
        kari.sync()
    assert states(kari) == ["sent"]
    assert kari.sync().unsent == 0


# What networks and servers do


def without_the_last(answer: net.Answer) -> net.Answer:
    """The answer says nothing of the last edit."""
    told = msgspec.json.decode(answer.content)
    content = msgspec.json.encode({**told, "results": told["results"][:-1]})
    return answer._replace(content=content, headers=answer.headers | {"Content-Length": str(len(content))})


def test_an_edit_that_is_not_answered_is_asked_for_again(office: Office, kari: Desk, gateway: net.Gateway):
    kari.set(10001, chosen_name="a")
    kari.set(10002, chosen_name="b")
    gateway.fail("/v1/sync/ops", without_the_last)
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (1, 1)
    assert states(kari) == ["acknowledged", "sent"]
    (edit,) = list_unsent(kari.profile)
    with pytest.raises(UserError, match="on its way"):
        discard(kari.profile, edit.op_id)
    assert kari.sync().unsent == 0
    assert given_names(office) == ["a", "b"]


@pytest.mark.parametrize("fault", [net.dropped, net.cut_in_half, net.lost, net.twice, net.status(500)])
def test_a_passing_fault_is_got_over_and_nothing_is_done_twice(
    office: Office, kari: Desk, gateway: net.Gateway, fault: net.Fault | net.Delivery
):
    kari.set(10001, chosen_name="a")
    kari.new(first_name="Ny")
    gateway.fail("/v1/sync/ops", fault)
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (2, 0)
    assert [one.op_id != "" for one in entries(office.store)].count(True) == 2


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (net.dropped, TryLater, "could not be reached"),
        (net.cut_in_half, TryLater, "could not be reached"),
        (net.half_a_body, TryLater, "cut short"),
        (net.web_page, SyncError, "web page"),
        (net.instead(net.web_page), SyncError, "web page"),
        (net.instead(net.status(403)), NotAllowed, "does not let you"),
        (net.instead(net.status(426)), SyncError, "newer version"),
        (net.instead(net.status(429, Retry_After="3600")), TryLater, "busy"),
        (net.instead(net.status(503)), TryLater, "busy"),
        (net.instead(net.status(401)), SyncError, "refused the request"),
    ],
)
def test_a_fault_that_lasts_ends_the_sync_plainly_and_the_next_sync_sends_once(
    office: Office, kari: Desk, gateway: net.Gateway, fault: net.Delivery, error: type[SyncError], words: str
):
    kari.set(10001, chosen_name="a")
    gateway.fail("/v1/sync/ops", *[fault] * 10)
    with pytest.raises(error, match=words):
        kari.sync()
    assert states(kari) == ["sent"]
    gateway.faults.clear()
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (1, 0)
    assert given_names(office) == ["a"]


def test_the_register_says_how_long_to_wait(kari: Desk, gateway: net.Gateway):
    waited: list[float] = []
    kari.set(10001, chosen_name="a")
    gateway.fail("/v1/sync/ops", net.instead(net.status(503, Retry_After="9")))
    outcome = synchronise(kari.profile, kari.client, no_progress, kari.clock, wait=waited.append)
    assert (outcome.sent, sum(waited)) == (1, pytest.approx(9))


def test_a_login_that_is_revoked_in_mid_push_locks_the_private_data_and_keeps_the_edits(
    office: Office, kari: Desk, gateway: net.Gateway
):
    tokens = Tokens(office.store)
    kari.set(10001, chosen_name="a")
    gateway.fail("/v1/sync/ops", net.after(lambda: tokens.revoke(tokens.all()[0].id, office.clock()) and None))
    with pytest.raises(TokenRefused):
        kari.sync()
    with kari.profile.database.read() as connection:
        account = read_account(connection)
    assert account is not None
    assert account.locked
    with pytest.raises(UserError, match="no longer accepts this login"):
        kari.new(first_name="Ny")
    assert len(list_unsent(kari.profile)) == 1


def test_a_push_can_be_stopped_between_two_requests(kari: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(protocol, "OPS_LIMIT", 1)

    def stop_at_the_second(done: int, total: int, text: str) -> None:
        if text == SENDING and done > 0:
            raise Cancelled

    kari.set(10001, chosen_name="a")
    kari.set(10002, chosen_name="b")
    with pytest.raises(Cancelled):
        synchronise(kari.profile, kari.client, stop_at_the_second, kari.clock)
    assert states(kari) == ["acknowledged", "sent"]
    assert kari.sync().sent == 1


# A register that is restored meanwhile


@pytest.fixture
def backup(office: Office, kari: Desk, tmp_path: Path) -> Callable[[], None]:
    """Restores the register from a backup that was made before anything was edited."""
    back_up(office.store, tmp_path / "backup")
    return lambda: restore(office.store, tmp_path / "backup") and None


def test_a_register_restored_in_mid_push_is_copied_anew_and_pushed_to_again(
    office: Office, kari: Desk, gateway: net.Gateway, backup: Callable[[], None]
):
    kari.set(10001, chosen_name="a")
    kari.sync()
    kari.set(10002, chosen_name="b")
    gateway.fail("/v1/sync/ops", net.after(backup))
    outcome = kari.sync()
    assert outcome.bootstrap
    assert (outcome.sent, outcome.unsent) == (2, 0), "what the restore has lost, too"
    assert [in_register(office, number)["chosen_name"] for number in (10001, 10002)] == ["a", "b"]


def test_a_register_restored_twice_in_mid_push_ends_the_sync_plainly(
    kari: Desk, gateway: net.Gateway, backup: Callable[[], None]
):
    kari.set(10001, chosen_name="a")
    gateway.fail("/v1/sync/ops", net.after(backup), net.after(backup))
    with pytest.raises(CursorRefused, match="cannot continue"):
        kari.sync()
    assert kari.sync().unsent == 0


# What comes back


def test_own_edits_that_come_back_do_not_count_as_received(kari: Desk, ola: Desk):
    kari.set(10001, chosen_name="a")
    kari.new(first_name="Ny")
    assert kari.sync().received == 0
    assert kari.sync().received == 0
    assert ola.sync().received == 2


def test_a_new_person_shows_the_number_that_the_register_gives(office: Office, kari: Desk):
    saved = kari.new(first_name="Ny", last_name="Tolk")
    assert find_person(kari.profile, saved.edits[0].person).interpreter.number is None
    kari.sync()
    assert find_person(kari.profile, saved.edits[0].person).interpreter.number == 10004
    with kari.profile.database.read() as connection:
        (edit,) = outbox.read_edits(connection, [EditState.ACKNOWLEDGED])
    assert edit.number == 10004
    assert find_person(kari.profile, 10004).interpreter.first_name == "Ny"


def test_an_edit_that_the_register_has_already_changes_nothing(office: Office, kari: Desk, ola: Desk):
    for desk in (kari, ola):
        desk.set(10001, chosen_name="same")
        assert desk.sync().sent == 1
    assert len(given_names(office)) == 1


def test_without_a_login_nothing_is_pushed(office: Office, gateway: net.Gateway, tmp_path: Path):
    profile = open_profile("public", tmp_path / "public.register")
    client = RegisterClient(office.url)
    outcome = synchronise(profile, client, no_progress, office.clock)
    assert (outcome.sent, outcome.unsent) == (0, 0)
    assert not [path for path in gateway.seen if path == "/v1/sync/ops"]
    client.close()
    profile.close()


# Many


def test_what_builds_on_a_stuck_edit_waits_beyond_the_first_request_too(kari: Desk, ola: Desk, requests: Requests):
    collide(kari, ola)
    for n in range(protocol.OPS_LIMIT):
        kari.set(10002, chosen_name=f"n{n}")
    late = kari.set(10001, middle_name="M").edits[0]
    requests.clear()
    outcome = kari.sync()
    assert (outcome.sent, outcome.conflicts, outcome.unsent) == (protocol.OPS_LIMIT, 1, 2)
    assert len(requests) == 2
    assert late.op_id not in {op.op_id for ops in requests for op in ops}


def test_what_is_taken_back_while_others_are_on_their_way_is_never_sent(
    kari: Desk, gateway: net.Gateway, requests: Requests
):
    for n in range(protocol.OPS_LIMIT):
        kari.set(10002, chosen_name=f"n{n}")
    last = kari.set(10003, chosen_name="z").edits[0]
    gateway.fail("/v1/sync/ops", net.after(lambda: discard(kari.profile, last.op_id) and None))
    outcome = kari.sync()
    assert (outcome.sent, outcome.unsent) == (protocol.OPS_LIMIT, 0)
    assert len(requests) == 1
