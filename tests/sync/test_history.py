"""The history on its way from the register to its staff's machines, and what is read of it there."""

from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import select

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import Cancelled, NotFound, SyncError, UserError
from interpreter_app.store import tables
from interpreter_app.store.history import EVERYBODY, read_reach
from interpreter_app.use_cases.read_history import find_in_history, read_history
from sync import protocol
from sync.client import RegisterClient
from sync.failures import CursorRefused, TokenRefused
from sync.history import fetch_all, fetch_histories, fetch_history, person_of_change
from sync.register_server.erasure import erase
from tests.support.histories import DirectClient, person_id
from tests.support.offices import read
from tests.support.registers import person, profile_with

pytest_plugins = ["tests.support.office_fixtures"]

ONE = person_id(10001)
NUMBER = "10001"


def test_the_history_tells_who_changed_what_when_where_and_why(office, kari):
    office.clock.forward(days=1)
    kari.set(NUMBER, phone="+47 000 11 111", reason="nytt nummer")
    kari.sync()
    assert kari.fetch(10001) == 7
    newest, *_, oldest = read(kari).lines
    assert (newest.by, newest.device, newest.reason, newest.at) == ("Kari", "Kari-pc", "nytt nummer", office.clock())
    assert [(change.name, change.before, change.after) for change in newest.changes] == [
        ("phone", "", "+47 000 11 111")
    ]
    assert (oldest.by, oldest.device, oldest.act) == ("demo", "", Act.CREATE)


def test_later_only_what_is_new_is_fetched(office, kari):
    kari.fetch(10001)
    assert kari.fetch(10001) == 0
    kari.set(NUMBER, phone="+47 000 11 111")
    kari.sync()
    assert kari.fetch(10001) == 1


def test_the_history_of_everybody_holds_that_of_each(office, kari):
    assert kari.fetch_all() == 18
    assert kari.fetch(10002) == 0
    assert len(read(kari, 10002).lines) == 6


@pytest.mark.parametrize(("people", "everybody"), [([10001], False), ([10001, 10002, 10003], True)])
def test_the_histories_of_several_are_fetched_in_as_few_requests_as_will_do(office, kari, people, everybody):
    ids = [person_id(number) for number in people]
    fetch_histories(kari.profile, kari.client, ids, now=office.clock(), wait=lambda _: None)
    with kari.profile.database.read() as connection:
        assert (read_reach(connection, EVERYBODY) is not None) is everybody
        assert all(read_reach(connection, id_) for id_ in ids)


def test_offline_what_is_kept_is_shown_and_how_far_it_reaches(office, kari):
    assert read(kari).lacking.until is None
    assert read(kari).lines == ()
    kari.fetch(10001)
    read_at = office.clock()
    ola = office.desk("Ola")
    ola.set(NUMBER, phone="+47 000 11 111")
    ola.sync()
    kari.sync()
    assert (read(kari).lacking.until, read(kari).lacking.unread) == (read_at, 1)
    assert len(read(kari).lines) == 6
    kari.fetch(10001)
    assert read(kari).lacking.unread == 0


def test_unsent_edits_stand_on_top_and_are_marked(office, kari):
    kari.fetch(10001)
    saved = kari.set(NUMBER, phone="+47 000 11 111")
    top, second, *_ = read(kari).lines
    assert (top.id, top.unsent, second.unsent) == (saved.edits[0].op_id, True, False)
    kari.sync()
    kari.fetch(10001)
    assert not any(line.unsent for line in read(kari).lines)


def test_pages_follow_on_each_other(office, kari):
    kari.fetch(10001)
    first = read(kari, limit=4)
    rest = read(kari, limit=4, before=first.next)
    assert [line.id for line in first.lines + rest.lines] == ["6", "5", "4", "3", "2", "1"]
    assert rest.next is None
    assert read(kari, limit=6).next is None


def test_a_person_whom_only_this_machine_has_needs_no_network(office, kari):
    office.put([])
    saved = kari.new(first_name="Ny", last_name="Person")
    kari.client.close()
    unreachable = RegisterClient("http://127.0.0.1:9", token="t" * 43)
    with closing(unreachable):
        assert fetch_history(kari.profile, unreachable, saved.edits[0].person, now=office.clock()) == 0


def test_a_deleted_person_is_found_by_number_and_by_id(office, kari):
    kari.delete(NUMBER)
    kari.sync()
    with pytest.raises(NotFound):
        find_in_history(kari.profile, NUMBER)
    kari.fetch(10001)
    assert find_in_history(kari.profile, NUMBER) == find_in_history(kari.profile, ONE) == ONE
    assert read(kari).lines[0].act is Act.DELETE


def test_the_public_has_no_history(office, tmp_path):
    with (
        closing(profile_with(tmp_path, [person()])) as public,
        closing(RegisterClient(office.url)) as client,
    ):
        with pytest.raises(UserError, match="staff"):
            fetch_all(public, client, now=office.clock())
        with pytest.raises(UserError, match="staff"):
            read_history(public, ONE)
        with public.database.read() as connection:
            assert connection.execute(tables.history.select()).first() is None


def test_the_register_shows_its_history_to_its_staff_only(office, kari):
    with closing(RegisterClient(office.url)) as anybody, pytest.raises(SyncError):
        fetch_history(kari.profile, anybody, ONE, now=office.clock(), wait=lambda _: None)
    assert read(kari).lines == ()


def test_a_refused_token_locks_the_private_data(office, kari):
    with closing(RegisterClient(office.url, token="x" * 43)) as refused, pytest.raises(TokenRefused):
        fetch_history(kari.profile, refused, ONE, now=office.clock())
    account = kari.profile.account()
    assert account is not None
    assert account.locked


def test_a_register_that_was_restored_is_synchronised_first(office, kari):
    kari.fetch(10001)
    with kari.profile.database.write() as connection:
        connection.execute(tables.profile.update().values(epoch="another"))
    assert read(kari).lines == ()
    with pytest.raises((CursorRefused, SyncError)):
        kari.fetch(10001)


def test_what_the_register_erases_by_law_goes_from_the_machines_too(office, kari):
    kari.set(NUMBER, phone="+47 000 11 111", reason="nytt nummer")
    kari.sync()
    kari.fetch(10001)
    with office.store.database.write() as connection:
        erase(connection, ONE, "TF § 15", office.clock())
    kari.sync()
    kari.fetch(10001)
    ola = office.desk("Ola")
    ola.fetch(10001)
    told = [(line.by, line.act, line.changes, line.reason, line.erased) for line in read(kari).lines]
    assert told == [(line.by, line.act, line.changes, line.reason, line.erased) for line in read(ola).lines]
    erasures, erased = told[:6], told[6:]
    assert set(erasures) == {("server erase", Act.UPDATE, (), "TF § 15", False)}
    assert all((changes, reason, gone) == ((), "", True) for _, _, changes, reason, gone in erased)
    with kari.profile.database.read() as connection:
        kept = connection.execute(select(tables.history.c.after).where(tables.history.c.seq <= 19)).scalars().all()
    assert kept == [None] * 7


class _Answering:
    """A register that answers with the pages given, whatever is asked."""

    def __init__(self, *pages: protocol.HistoryPage) -> None:
        self._pages = list(pages)

    def read_history(self, person: str, after: int, epoch: str) -> protocol.HistoryPage:
        return self._pages.pop(0)


def wire(seq: int) -> protocol.HistoryEntry:
    return protocol.HistoryEntry(
        seq=seq, tx=seq, t="interpreter", id=ONE, person=ONE, op="put", at="2026-06-30T13:42:00+00:00", by="demo"
    )


@pytest.mark.parametrize(("entries", "next_"), [([2, 1], None), ([1, 1], None), ([1, 2], 1), ([], 5), ([], 0)], ids=str)
def test_a_history_out_of_order_is_refused(office, kari, entries, next_):
    state = kari.profile.require_state()
    page = protocol.HistoryPage([wire(seq) for seq in entries], next_, 9, state.epoch)
    with pytest.raises(SyncError, match="out of order"):
        fetch_history(kari.profile, _Answering(page), ONE, now=office.clock())  # type: ignore[arg-type]
    assert read(kari).lacking.until is None


def test_a_page_of_another_epoch_is_refused(office, kari):
    page = protocol.HistoryPage([wire(1)], None, 9, "another")
    with pytest.raises(SyncError, match="restored"):
        fetch_history(kari.profile, _Answering(page), ONE, now=office.clock())  # type: ignore[arg-type]


def test_a_fetching_that_is_stopped_goes_on_where_it_stopped(office, kari):
    def stop(done: int, total: int, text: str) -> None:
        if done:
            raise Cancelled

    client: Any = DirectClient(office.store, limit=7)
    with pytest.raises(Cancelled):
        fetch_all(kari.profile, client, now=office.clock(), progress=stop)
    assert len(read(kari).lines) == 6
    assert fetch_all(kari.profile, client, now=office.clock()) == 11


def test_the_person_of_a_change_can_be_asked_for(office, kari):
    assert person_of_change(kari.profile, kari.client, 7) == person_id(10002)
    assert person_of_change(kari.profile, kari.client, 10**6) is None
