"""The losses D1–D8 of sync.md, each with its rule switched off in the real client or server.

Every story passes as things are, and fails at the check that speaks of its loss once the rule is off: a suite that did
not fail then would not guard against the loss.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, delete, func, select, text

from interpreter_app.domain.edits import UNSENT, Act, Edit
from interpreter_app.domain.profiles import Account, ProfileState
from interpreter_app.store import outbox, staging
from interpreter_app.store import tables as client_tables
from interpreter_app.store.base import read_stored_records, write_profile
from interpreter_app.store.database import Database
from interpreter_app.store.outbox import Acknowledgement
from interpreter_app.store.staging import swap_in
from sync import engine, protocol, pull
from sync.client import ChangesPage
from sync.pull import Pull
from sync.push import Push, Pushed
from sync.register_server import feed, push, tables, writing
from sync.register_server.cursors import Cursor
from sync.register_server.push_results import Outcome
from sync.register_server.records import Operation, Put, RecordRow
from sync.register_server.roles import Role, View
from sync.register_server.state import RegisterState, Written, read_state
from sync.register_server.writing import Note, write_groups
from tests.support.pushing import data_of, person_row
from tests.support.server import NOW, Replica, Served
from tests.sync.protocol.real import RealWorld, make_templates
from tests.sync.protocol.script import Script
from tests.sync.protocol.world import Fault, Side

pytest_plugins = ["tests.support.server_fixtures"]

Story = Callable[[Script], None]
Tell = Callable[[Story], None]


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def tell(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """Lets two real clients and a real server go through a story; in the end all must come to rest, equal."""

    def tell(story: Story) -> None:
        world = RealWorld(tmp_path_factory.mktemp("world"), 2, templates)
        try:
            script = Script(world, 2)
            story(script)
            script.come_to_rest()
        finally:
            world.close()

    return tell


# D1: the cursor saved before the rows


def a_crash_with_a_page_received(script: Script) -> None:
    script.edit(1, 0, {"chosen_name": "a"})
    script.sync(1)
    script.sync(0, Fault.CRASH_IN_PULL)


def test_d1_rows_and_cursor_are_kept_together(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(a_crash_with_a_page_received)
    apply = Pull._apply

    def cursor_first(self: Pull, state: ProfileState, page: ChangesPage) -> tuple[int, ProfileState]:
        with Database.write(self.profile.database) as connection:
            write_profile(connection, moved := replace(state, cursor=page.end.next, head=page.end.head))
        return apply(self, moved, page)

    monkeypatch.setattr(Pull, "_apply", cursor_first)
    with pytest.raises(AssertionError, match="a count had to heal"):
        tell(a_crash_with_a_page_received)


# D2: a seq given out before the commit


@pytest.mark.parametrize("location", ["postgresql"], indirect=True)
def test_d2_seqs_are_given_in_the_order_of_commits(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    two_writers_and_a_reader(served)
    number_by_a_sequence(served, monkeypatch)
    with pytest.raises(AssertionError, match="the reader has skipped a change"):
        two_writers_and_a_reader(served)
    with served.store.database.write() as connection:
        connection.execute(text("DROP SEQUENCE seqs"))


def two_writers_and_a_reader(served: Served) -> None:
    """A has its seq and is slow to commit; B begins later; a reader reads as soon as B is done or waits for A."""
    reader = Replica(served)
    reader.bootstrap()
    with ThreadPoolExecutor(1) as thread:
        with served.store.database.write() as slow:
            write_groups(slow, [_changed(served, 10001)], "A", NOW)
            quick = thread.submit(served.store.write, _changed(served, 10002), "B", NOW)
            _wait_until_done_or_blocked(served, quick)
            reader.follow()
        quick.result(timeout=30)
    reader.follow()
    expected = {id_: person_row(served.store, number).rev for id_, number in _people(served).items()}
    seen = {id_: rev for id_, (_, rev, _) in reader.rows.items() if id_ in expected}
    assert seen == expected, "the reader has skipped a change"


def _people(served: Served) -> dict[str, int]:
    return {person_row(served.store, number).id: number for number in (10001, 10002)}


def _changed(served: Served, number: int) -> Sequence[Operation]:
    row = person_row(served.store, number)
    fields = data_of(row)
    return [Put("interpreter", row.id, fields | {"chosen_name": fields.get("chosen_name", "") + "a"})]


def _wait_until_done_or_blocked(served: Served, writer: Future[Written]) -> None:
    blocked = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    while not writer.done():
        with served.store.read() as connection:
            if connection.execute(blocked).scalar():
                return


def number_by_a_sequence(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let writers take their seqs from a sequence of the database, and change no row that they have in common."""
    with served.store.database.write() as connection:
        connection.execute(text(f"CREATE SEQUENCE seqs START {read_state(connection).head + 1}"))

    def numbered(connection: Connection) -> RegisterState:
        return replace(read_state(connection), head=connection.execute(text("SELECT nextval('seqs')")).scalar_one() - 1)

    def reaching(connection: Connection) -> RegisterState:
        highest = connection.execute(select(func.max(tables.records.c.rev))).scalar_one()
        return replace(read_state(connection), head=highest)

    monkeypatch.setattr(writing, "lock_state", numbered)
    monkeypatch.setattr(writing, "change_state", lambda *_, **__: None)
    monkeypatch.setattr(writing, "change_digests", lambda *_: None)
    monkeypatch.setattr(feed, "read_state", reaching)
    monkeypatch.setattr(feed, "read_digest", lambda *_: {})  # the running sums are a row in common


# D3: the own push moves the cursor past others' changes


def others_write_while_a_push_is_under_way(script: Script) -> None:
    script.edit(1, 1, {"chosen_name": "b"})
    script.edit(0, 0, {"chosen_name": "a"})
    script.world.sync(0, meanwhile=partial(script.world.sync, 1))
    script.check()


def test_d3_what_a_push_is_answered_never_moves_the_cursor(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(others_write_while_a_push_is_under_way)

    def beyond_the_own_push(self: engine._Sync, state: ProfileState, account: Account) -> tuple[ProfileState, Pushed]:
        pushed = self._push(state, account)
        with self.profile.database.write() as connection:
            last = connection.execute(select(func.max(client_tables.outbox.c.seq))).scalar() or state.head
            cursor = Cursor(state.epoch, max(last, state.head), View(Role.CASE_WORKER))
            write_profile(connection, moved := replace(state, cursor=str(cursor)))
        return self._followed(moved), pushed

    monkeypatch.setattr(engine._Sync, "_pushed", beyond_the_own_push)
    with pytest.raises(AssertionError, match="a count had to heal"):
        tell(others_write_while_a_push_is_under_way)


# D4: an edit made during the upload is marked as sent


def an_edit_is_made_during_the_upload(script: Script) -> None:
    script.edit(0, 0, {"chosen_name": "a"})
    script.sync_while_editing(0, 1, {"chosen_name": "b"})


def test_d4_only_what_was_sent_is_acknowledged(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(an_edit_is_made_during_the_upload)
    settle = Push._settle

    def all_is_sent(self: Push, edits: Sequence[Edit], answer: protocol.OpsAnswer) -> None:
        settle(self, edits, answer)
        last, at = max(result.seq for result in answer.results), datetime.fromisoformat(answer.at)
        with self.profile.database.write() as connection:
            unsent = outbox.read_edits(connection, UNSENT)
            outbox.keep_verdicts(connection, [Acknowledgement(edit.op_id, last, at) for edit in unsent], self.sync)

    monkeypatch.setattr(Push, "_settle", all_is_sent)
    with pytest.raises(AssertionError, match="edits never reached the register"):
        tell(an_edit_is_made_during_the_upload)


# D5: what was merged here is stored as the base


def two_edit_different_fields_at_once(script: Script) -> None:
    script.edit(1, 0, {"chosen_name": "b"})
    script.edit(0, 0, {"middle_name": "a"})
    script.world.sync(0, meanwhile=partial(script.world.sync, 1))
    script.check()


def test_d5_the_base_is_only_what_the_register_says(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(two_edit_different_fields_at_once)
    settle = Push._settle

    def with_my_own_merge(self: Push, edits: Sequence[Edit], answer: protocol.OpsAnswer) -> None:
        with self.profile.database.read() as connection:
            here = read_stored_records(connection, [edit.record for edit in edits])
        merged = {
            edit.op_id: msgspec.Raw(msgspec.json.encode({**msgspec.json.decode(here[edit.record].data), **edit.set}))
            for edit in edits
            if edit.act is Act.UPDATE and edit.record in here
        }
        results = [msgspec.structs.replace(told, d=merged.get(told.op_id, told.d)) for told in answer.results]
        settle(self, edits, msgspec.structs.replace(answer, results=results))

    monkeypatch.setattr(Push, "_settle", with_my_own_merge)
    with pytest.raises(AssertionError, match="a copy is not what the register has"):
        tell(two_edit_different_fields_at_once)


# D6: the register is restored from a backup


def the_register_is_restored(script: Script) -> None:
    script.world.backup()
    script.edit(0, 0, {"chosen_name": "a"})
    script.sync(0)
    script.world.restore()
    script.sync(1)


def test_d6_what_a_restored_register_has_lost_is_sent_again(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(the_register_is_restored)
    for room in (outbox, staging):
        monkeypatch.setattr(room, "send_again", lambda *_: 0)
    with pytest.raises(AssertionError, match="edits never reached the register"):
        tell(the_register_is_restored)


def test_d6_a_restored_register_refuses_cursors_from_before(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "_usable", lambda cursor, epoch, state: replace(cursor, epoch=state.epoch))
    with pytest.raises(AssertionError, match="a count had to heal"):
        tell(the_register_is_restored)


# D7: an update against a deletion


def one_deletes_what_another_edits(script: Script) -> None:
    script.edit(1, 0, {"chosen_name": "b"})
    script.delete(0, 0)
    script.sync(1)
    script.sync(0)


def test_d7_a_deletion_stops_at_what_it_has_not_seen(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(one_deletes_what_another_edits)
    monkeypatch.setattr(push, "changed_since", lambda *_: ())
    with pytest.raises(AssertionError, match="was deleted silently"):
        tell(one_deletes_what_another_edits)


def one_edits_what_another_has_deleted(script: Script) -> None:
    script.delete(0, 0)
    script.edit(1, 0, {"chosen_name": "b"})
    script.sync(0)
    script.sync(1)
    script.resolve(1, Side.MINE)
    script.sync(1)
    values = [fields["chosen_name"] for fields in script.world.records().values()]
    assert "b" in values, "an edit was dropped silently"


def test_d7_an_edit_of_a_deleted_record_is_a_conflict(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(one_edits_what_another_has_deleted)
    update = push._Pushing._update

    def dropped(self: push._Pushing, op: protocol.Op, row: RecordRow | None, note: Note) -> Outcome:
        return Outcome(protocol.NOOP) if row is None or row.deleted else update(self, op, row, note)

    monkeypatch.setattr(push._Pushing, "_update", dropped)
    with pytest.raises(AssertionError, match="an edit was dropped silently"):
        tell(one_edits_what_another_has_deleted)


# D8: a new copy drops the outbox


def a_new_copy_is_needed_with_edits_waiting(script: Script) -> None:
    script.edit(0, 0, {"chosen_name": "a"})
    script.edit(1, 1, {"chosen_name": "b"})
    script.sync(1)
    script.world.expire_cursors()
    script.sync(0)


def test_d8_a_new_copy_keeps_the_outbox(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(a_new_copy_is_needed_with_edits_waiting)

    def swap_all(database: Database, *details: Any, **more: Any) -> None:
        swap_in(database, *details, **more)
        with database.write() as connection:
            connection.execute(delete(client_tables.outbox))

    monkeypatch.setattr(pull, "swap_in", swap_all)
    with pytest.raises(AssertionError, match="edits are gone from the outbox"):
        tell(a_new_copy_is_needed_with_edits_waiting)
