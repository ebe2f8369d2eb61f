"""Guidance in the register: published on its server, seen by everybody, edited by no client."""

from dataclasses import replace
from uuid import UUID

import msgspec
import pytest
from hypothesis import given

from interpreter_app.domain.errors import NotFound, UserError
from interpreter_app.domain.guidance_content import shipped_pieces
from sync import protocol
from sync.register_server.audit import audit
from sync.register_server.backup import back_up
from sync.register_server.erasure import erase
from sync.register_server.guidance import TYPE, piece_id, publish, read_published, retract
from sync.register_server.push import Pusher, push
from sync.register_server.push_checks import PUBLISHED_ONLY
from sync.register_server.records import Delete, Put, accept, record_data
from sync.register_server.restore import restore
from sync.register_server.roles import Role
from sync.register_server.simulation import simulate
from sync.register_server.writing import write_groups
from tests.support.guidance import fictional_law, piece, published, retracted
from tests.support.registers import record_id
from tests.support.server import NOW, Replica, new_token
from tests.support.strategies import guidance_pieces

pytest_plugins = ["tests.support.server_fixtures"]

LAW = fictional_law()
LAW_ID = piece_id(LAW.key, LAW.version)


def held(store):
    with store.read() as connection:
        return read_published(connection)


def sound(store):
    with store.read() as connection:
        return audit(connection).sound


def pieces_of(replica: Replica):
    return {id_: fields for id_, (type_, _, fields) in replica.rows.items() if type_ == TYPE}


def test_what_is_published_is_in_the_register(store):
    with store.database.write() as connection:
        done = publish(connection, [LAW, piece()], NOW)
    assert (done.pieces, done.unchanged, done.head) == ((LAW, piece()), 0, 2)
    assert held(store) == [LAW, piece()]
    assert sound(store)


def with_text(language="nb", **changes):
    whole = piece("guidelines.register", 9)
    return replace(whole, texts=whole.texts | {language: replace(whole.texts[language], **changes)})


UNSEEN = [*"\0\x1b\n\r\t\x1f\x85", "\u2028", "\u202e", "\u200b", "\u3164", "\U000e0041", "\ufffe", "\ud800"]


@pytest.mark.parametrize(
    ("faulty", "field", "why"),
    [
        *((with_text(title=f"Tolk{sign}"), "texts.nb.title", f"U+{ord(sign):04X}") for sign in UNSEEN),
        *((with_text(body=(f"a{sign}b",)), "texts.nb.body[0]", f"U+{ord(sign):04X}") for sign in UNSEEN),
        (with_text("en", title="Tolk\r\nBcc: x"), "texts.en.title", "U+000D"),
        (with_text("nn", title="x" * 201), "texts.nn.title", "longer than 200"),
        (with_text("nn", title="x" * 1_000_000), "texts.nn.title", "longer than 200"),
        (with_text("en", body=("x" * 2001,)), "texts.en.body[0]", "longer than 2000"),
        (with_text("en", title="Ring 010190 12345"), "texts.en.title", "identity number"),
        (with_text("en", body=("01.01.2001 12345",)), "texts.en.body[0]", "identity number"),
        (
            piece("guidelines.register", 9, data={"question": {"nb": "a", "nn": "b\u202e", "en": "c"}}),
            "data.question.nn",
            "U+202E",
        ),
    ],
)
def test_a_text_that_cannot_be_shown_as_it_is_is_not_published(store, faulty, field, why):
    with pytest.raises(UserError, match=r"The piece “guidelines\.register”, version 9: ") as refused:
        published(store, piece(), faulty)
    assert refused.value.values["field"] == field
    assert f"{field} " in str(refused.value)
    assert why in str(refused.value)
    assert "12345" not in str(refused.value)
    assert held(store) == []


def test_texts_of_the_greatest_length_and_joiners_are_published(store):
    whole = with_text(title="x" * 200, body=("سلام\u200cها" + "x" * 1992,))
    published(store, whole, piece("guidelines.departures", 9, data={"question": None}))
    assert whole in held(store)


def test_every_piece_that_is_shipped_can_be_published(store):
    published(store, *shipped_pieces())
    assert len(held(store)) == len(shipped_pieces())


@given(guidance_pieces())
def test_a_piece_is_kept_whole_whatever_it_says(whole):
    kept = accept(Put(TYPE, LAW_ID, record_data(whole)), fictional=False)
    assert (kept.record, kept.person) == (whole, LAW_ID)


def test_the_same_again_changes_nothing(store):
    published(store, LAW)
    before = store.state()
    with store.database.write() as connection:
        done = publish(connection, [LAW], NOW)
    assert (done.pieces, done.unchanged) == ((), 1)
    assert store.state() == before


def test_a_file_is_published_whole_or_not_at_all(store):
    with pytest.raises(UserError, match=r"texts\.en"):
        published(store, piece(), replace(LAW, texts={name: LAW.texts[name] for name in ("nb", "nn")}))
    assert (held(store), store.state().head) == ([], 0)


def test_many_pieces_are_published_in_one_go(store):
    many = [piece(f"procurement.n{number}") for number in range(130)]
    published(store, *many)
    assert len(held(store)) == 130
    assert store.state().last_tx == 2
    assert sound(store)


def test_a_version_that_was_retracted_is_not_published_again(store):
    published(store, LAW)
    retracted(store, LAW.key, LAW.version)
    assert held(store) == []
    with pytest.raises(UserError, match="was retracted"):
        published(store, piece(), LAW)
    assert held(store) == []
    published(store, replace(LAW, version=3))
    assert [one.version for one in held(store)] == [3]
    assert sound(store)


@pytest.mark.parametrize(("key", "version"), [("law", 1), ("law", 3), ("nobody", 2)])
def test_what_is_not_there_is_not_retracted(store, key, version):
    published(store, LAW)
    with pytest.raises(NotFound), store.database.write() as connection:
        retract(connection, key, version, NOW)
    assert held(store) == [LAW]


def test_the_id_follows_from_key_and_version():
    assert piece_id("law", 2) == piece_id("law", 2)
    assert UUID(piece_id("law", 2)).version == 5
    assert len({piece_id(*named) for named in [("law", 2), ("law", 3), ("law.2", 2), ("law 2", 2)]}) == 4


# On the wire


@pytest.mark.parametrize("role", list(Role))
def test_everybody_is_sent_the_whole_piece(served, clock, role):
    asked = served if role is Role.PUBLIC else served.acting(new_token(served.store, role))
    before, after = Replica(asked), Replica(asked)
    before.bootstrap()
    assert pieces_of(before) == {}
    published(served.store, LAW)
    before.follow()
    clock.forward(hours=1)  # after that, copies are made anew
    after.bootstrap()
    for replica in (before, after):
        (fields,) = pieces_of(replica).values()
        assert msgspec.convert(fields, type(LAW)) == LAW
        assert fields == msgspec.json.decode(msgspec.json.encode(record_data(LAW)))
    retracted(served.store, LAW.key, LAW.version)
    for replica in (before, after):
        replica.follow()
        assert pieces_of(replica) == {}
        assert replica.digests_compared >= 2


def test_a_copy_may_be_asked_for_without_people(served):
    published(served.store, LAW)
    snapshot = served.snapshot(types=[TYPE])
    assert {type_: count for type_, (count, _) in snapshot.digest.items()} == {TYPE: 1}


def test_staff_read_in_the_history_who_published_what(served):
    published(served.store, LAW)
    token = new_token(served.store, Role.CASE_WORKER)
    head = served.store.state().head
    (entry,) = served.acting(token).get("/v1/history", params={"after": str(head - 1)}).json()["entries"]
    assert (entry["t"], entry["id"], entry["person"], entry["by"]) == (TYPE, LAW_ID, LAW_ID, "server guidance")
    assert entry["after"]["version"] == 2
    assert served.acting(token).get(f"/v1/interpreters/{LAW_ID}/history").status_code == 404
    assert served.get("/v1/history").status_code == 401


def test_the_people_who_are_looked_up_are_the_same(served):
    before = served.get("/v1/interpreters", params={"limit": "50"}).json()
    published(served.store, LAW, piece())
    assert served.get("/v1/interpreters", params={"limit": "50"}).json() == before


# Edits


def edit(op, **details):
    usual = {"op_id": record_id("op"), "n": 1, "tx": record_id("tx"), "op": op, "t": TYPE, "id": LAW_ID, "base_rev": 0}
    return protocol.Op(**usual | details)


@pytest.mark.parametrize("administers", [False, True])
@pytest.mark.parametrize(
    "op",
    [
        edit("create", id=record_id("new"), set=record_data(piece())),
        edit("create", set=record_data(LAW)),
        edit("update", base={"version": 2}, set={"version": 3}),
        edit("delete", base=record_data(LAW)),
    ],
    ids=["create", "same", "update", "delete"],
)
def test_no_client_edits_guidance(fictional, op, administers):
    published(fictional, LAW)
    before = fictional.state()
    with fictional.database.write() as connection:
        (result,) = push(connection, [op], Pusher("Ada", administers=administers), NOW)
    assert (result.st, result.code, result.field) == (protocol.REJECTED, PUBLISHED_ONLY, "t")
    assert fictional.state() == before
    assert held(fictional) == [LAW]


@pytest.mark.parametrize(
    ("type_", "fields"),
    [("interpreter", {"first_name": "A"}), ("listing", {"interpreter_id": LAW_ID, "listed_from": "2026-01-01"})],
)
def test_no_edit_makes_a_person_of_a_piece(fictional, type_, fields):
    published(fictional, LAW)
    id_ = LAW_ID if type_ == "interpreter" else record_id("new")
    with fictional.database.write() as connection:
        (result,) = push(connection, [edit("create", t=type_, id=id_, set=fields)], Pusher("Ada"), NOW)
    assert result.st == protocol.REJECTED
    assert held(fictional) == [LAW]
    assert sound(fictional)


# Care


def test_guidance_goes_through_backup_and_restore(store, tmp_path):
    published(store, LAW)
    back_up(store, tmp_path / "backup.register", replace=False)
    published(store, piece())
    retracted(store, LAW.key, LAW.version)
    restore(store, tmp_path / "backup.register")
    assert held(store) == [LAW]
    assert sound(store)
    published(store, LAW, piece())
    assert held(store) == [LAW, piece()]


def test_the_audit_finds_a_piece_that_was_changed_behind_the_history(store):
    from sync.register_server import tables

    published(store, LAW)
    assert sound(store)
    with store.database.write() as connection:
        connection.execute(tables.records.update().values(public=False))
    assert not sound(store)


def test_the_earlier_contents_of_a_piece_can_be_erased(store):
    published(store, LAW)
    with store.database.write() as connection:
        erased = erase(connection, LAW_ID, "in error", NOW)
    assert (erased.records, erased.entries) == (1, 1)
    assert held(store) == [LAW]
    assert sound(store)


def test_a_simulation_leaves_guidance_alone(fictional):
    published(fictional, LAW)
    simulate(fictional, 40, 3, now=NOW)
    assert held(fictional) == [LAW]
    assert sound(fictional)


def test_a_piece_is_put_and_deleted_by_itself(fictional):
    people = fictional.state().head
    published(fictional, LAW)
    with fictional.database.write() as connection:
        written = write_groups(connection, [[Put(TYPE, LAW_ID, record_data(LAW)), Delete(LAW_ID)]], "test", NOW)
    assert (written.head, written.changed) == (people + 2, 1)
