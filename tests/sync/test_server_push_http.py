"""Edits over HTTP: who may send them, how many, to which epoch; PATCH of one person; the history."""

import msgspec
import pytest

from interpreter_app.domain.interpreters import Interpreter
from sync import protocol
from sync.register_server.roles import Role
from sync.register_server.state import change_state
from tests.support.pushing import data_of, edit, new_id, person_row, row_of, update
from tests.support.registers import record_id
from tests.support.server import NOW, Served, new_token, put

pytest_plugins = ["tests.support.server_fixtures"]

CLIENT = record_id("client")
YONAS = record_id("p10001")


@pytest.fixture
def staff(served):
    return served.acting(new_token(served.store, Role.CASE_WORKER, "Kari"))


@pytest.fixture
def chief(served):
    return served.acting(new_token(served.store, Role.ADMINISTRATOR, "Sjefen"))


def request(served: Served, *ops: protocol.Op, **details):
    plain = {"epoch": served.store.state().epoch, "client": CLIENT, "device": "kari-pc"}
    return plain | {"ops": [msgspec.to_builtins(op) for op in ops]} | details


def pushed(served: Served, *ops: protocol.Op, **details) -> protocol.OpsAnswer:
    answer = served.ask("POST", "/v1/sync/ops", json=request(served, *ops, **details))
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=protocol.OpsAnswer)


def history(served: Served, path: str, **params) -> protocol.HistoryPage:
    answer = served.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=protocol.HistoryPage)


# POST /v1/sync/ops


def test_staff_push_and_the_history_names_the_token(staff):
    answer = pushed(staff, update(person_row(staff.store), county="46"))
    assert [result.st for result in answer.results] == ["applied"]
    assert answer.at == NOW.isoformat()
    last = history(staff, "/v1/history").entries[-1]
    assert (last.by, last.device) == ("Kari", "kari-pc")


def test_the_public_may_not_push(served):
    answer = served.ask("POST", "/v1/sync/ops", json=request(served, update(person_row(served.store), county="46")))
    assert (answer.status_code, answer.json()["type"]) == (401, "no-token")


def test_an_administrator_takes_back_what_a_case_worker_did(staff, chief):
    (changed,) = pushed(staff, update(person_row(staff.store), county="46")).results
    undo = edit("update", "interpreter", YONAS, undoes=changed.seq, base={"county": "46"}, set={"county": "03"})
    other = staff.acting(new_token(staff.store, Role.CASE_WORKER, "Ola"))
    assert pushed(other, undo).results[0].code == "not-allowed"
    assert pushed(chief, msgspec.structs.replace(undo, op_id=new_id())).results[0].st in protocol.ACKNOWLEDGED


def test_another_epoch_is_answered_with_what_the_restore_kept(staff):
    before = staff.store.state().epoch
    with staff.store.database.write() as connection:
        change_state(connection, epoch="new", previous_epoch=before, restored_seq=7)
    op = update(person_row(staff.store), county="46")
    for epoch, kept in ((before, 7), ("older", None)):
        answer = staff.ask("POST", "/v1/sync/ops", json=request(staff, op, epoch=epoch))
        assert (answer.status_code, answer.json()["type"]) == (409, "epoch-changed")
        assert answer.json().get("restored_seq") == kept
    assert pushed(staff, op).results[0].st == "applied"


def test_a_hundred_edits_go_and_one_more_does_not(staff):
    ops = [edit("create", "interpreter", new_id(), set={"first_name": f"P{n}"}) for n in range(101)]
    answer = staff.ask("POST", "/v1/sync/ops", json=request(staff, *ops))
    assert (answer.status_code, answer.json()["field"]) == (422, "ops")
    assert {result.st for result in pushed(staff, *ops[:100]).results} == {"applied"}


def test_a_megabyte_is_too_much(staff):
    op = edit("create", "interpreter", new_id(), set={"extra": "x" * protocol.OPS_BYTES})
    assert staff.ask("POST", "/v1/sync/ops", json=request(staff, op)).status_code == 413


@pytest.mark.parametrize(
    ("details", "status"),
    [({"ops": []}, 400), ({"client": "x"}, 400), ({"device": "\0"}, 422), ({"ops": None}, 400), ({"ops": [5]}, 400)],
)
def test_a_request_that_is_not_as_it_should_be_is_refused(staff, details, status):
    answer = staff.ask("POST", "/v1/sync/ops", json=request(staff, edit("create", "interpreter", new_id())) | details)
    assert answer.status_code == status
    assert answer.headers["content-type"] == protocol.PROBLEM_JSON


def test_a_request_nested_too_deeply_is_refused_like_any_that_is_no_json(staff):
    content = b'{"ops":' + b"[" * 100_000
    answer = staff.ask("POST", "/v1/sync/ops", data=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "not-understood")


def test_the_same_id_twice_in_a_request_is_refused(staff):
    op = update(person_row(staff.store), county="46")
    answer = staff.ask("POST", "/v1/sync/ops", json=request(staff, op, op))
    assert (answer.status_code, answer.json()["field"]) == (422, "ops")


# PATCH /v1/interpreters/{id}


def patched(served: Served, rev: object, **fields):
    headers = {} if rev is None else {"If-Match": str(rev)}
    return served.ask("PATCH", f"/v1/interpreters/{YONAS}", json=fields, headers=headers)


def test_a_person_is_changed_over_the_revision_seen(staff):
    seen = person_row(staff.store)
    answer = patched(staff, f'"{seen.rev}"', phone="000 99 999", county=None)
    now = person_row(staff.store)
    assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{now.rev}"')
    assert answer.json() == {"t": "interpreter", "id": YONAS, "rev": now.rev, "d": data_of(now)}
    assert data_of(now).get("county") is None
    assert data_of(now)["phone"] == "+47 000 99 999"


def test_any_revision_can_be_meant_and_a_change_to_the_same_changes_nothing(staff):
    seen = person_row(staff.store)
    assert patched(staff, "*", county="03").json()["rev"] == seen.rev


def test_a_record_changed_meanwhile_is_answered_with_how_it_is_now(staff):
    seen = person_row(staff.store)
    patched(staff, f'"{seen.rev}"', county="46")
    answer = patched(staff, f'"{seen.rev}"', phone="000 99 999")
    assert answer.status_code == 412
    assert answer.headers["content-type"] == protocol.PROBLEM_JSON
    assert answer.json()["current"]["d"]["county"] == "46"


def test_the_revision_seen_must_be_named(staff):
    assert patched(staff, None, county="46").status_code == 428


def test_what_a_person_cannot_have_is_refused_and_nothing_done(staff):
    before = staff.store.state()
    answer = patched(staff, "*", county="46", phone="nothing")
    assert (answer.status_code, answer.json()["type"], answer.json()["field"]) == (422, "invalid", "phone")
    assert patched(staff, "*", number=None).json()["type"] == "not-settable"
    assert staff.store.state() == before


def test_a_person_who_is_not_there_is_not_found(staff):
    for id_ in (record_id("nobody"), record_id("r2-10001")):
        answer = staff.ask("PATCH", f"/v1/interpreters/{id_}", json={}, headers={"If-Match": "*"})
        assert answer.status_code == 404


def test_the_public_may_not_patch(served):
    assert patched(served, "*", county="46").status_code == 401


# The history


def test_the_history_of_a_person_comes_in_pages(staff):
    for county in ("46", "50", "03"):
        pushed(staff, update(person_row(staff.store), county=county))
    whole = history(staff, f"/v1/interpreters/{YONAS}/history")
    assert whole.next is None
    assert {entry.person for entry in whole.entries} == {YONAS}
    assert [entry.seq for entry in whole.entries] == sorted({entry.seq for entry in whole.entries})
    found, after = [], 0
    while after is not None:
        page = history(staff, f"/v1/interpreters/{YONAS}/history", after=after, limit=2)
        assert len(page.entries) <= 2
        found += page.entries
        after = page.next
    assert found == whole.entries
    assert (page.head, page.epoch) == (staff.store.state().head, staff.store.state().epoch)


def test_a_page_that_just_fits_is_the_last(staff):
    count = len(history(staff, "/v1/history").entries)
    assert history(staff, "/v1/history", limit=count).next is None
    assert history(staff, "/v1/history", limit=count - 1).next is not None


def test_an_entry_holds_before_and_after(staff):
    seen = person_row(staff.store)
    op = update(seen, county="46")
    pushed(staff, msgspec.structs.replace(op, reason="Flyttet"))
    last = history(staff, "/v1/history").entries[-1]
    assert msgspec.json.decode(last.before) == data_of(seen)
    assert msgspec.json.decode(last.after) == data_of(person_row(staff.store))
    assert (last.op, last.t, last.id, last.reason, last.op_id) == ("put", "interpreter", YONAS, "Flyttet", op.op_id)
    assert (last.at, last.erased) == (NOW.isoformat(), False)


def test_a_deletion_is_an_entry_and_what_only_concerns_visibility_is_none(staff):
    listing = row_of(staff.store, record_id("r2-10001"))
    pushed(staff, edit("delete", "listing", listing.id, base=data_of(listing)))
    last = history(staff, "/v1/history").entries[-1]
    assert (last.op, last.id, bytes(last.after)) == ("del", listing.id, b"null")
    assert staff.store.state().head > last.seq, "the others are hidden, which is not shown"


def test_the_history_of_who_never_was_is_not_found(staff):
    assert staff.get(f"/v1/interpreters/{record_id('nobody')}/history").status_code == 404


def test_the_history_of_who_has_gone_is_still_there(staff):
    staff.store.write([put(record_id("gone"), Interpreter(first_name="Ny"))], "program", NOW)
    gone = row_of(staff.store, record_id("gone"))
    pushed(staff, edit("delete", "interpreter", gone.id, base=data_of(gone)))
    assert [entry.op for entry in history(staff, f"/v1/interpreters/{gone.id}/history").entries] == ["put", "del"]


@pytest.mark.parametrize("path", ["/v1/history", f"/v1/interpreters/{YONAS}/history"])
def test_the_history_is_for_staff_and_in_pages_of_a_size(served, staff, path):
    assert served.get(path).json()["type"] == "no-token"
    for params in ({"limit": 0}, {"limit": 1001}, {"after": -1}, {"after": 2**63}):
        assert staff.get(path, params=params).status_code == 400
