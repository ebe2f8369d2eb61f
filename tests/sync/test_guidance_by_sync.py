"""Guidance from the register's server to the people: published, synchronised, told, seen, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from interpreter_app.domain.guidance_content import LAW, Content, shipped_pieces
from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.jobs import no_progress
from interpreter_app.store.account import write_account
from interpreter_app.use_cases.find_interpreters import SearchRequest, find_interpreters
from interpreter_app.use_cases.guidance_news import News, mark_seen, read_news
from interpreter_app.use_cases.known_register import known_profile
from interpreter_app.use_cases.open_profile import open_profile
from interpreter_app.use_cases.outbox import save
from interpreter_app.use_cases.person_records import creation
from interpreter_app.use_cases.read_guidance import read_content
from sync.client import RegisterClient
from sync.engine import SyncOutcome, synchronise
from sync.register_server.backup import back_up
from sync.register_server.restore import restore
from sync.register_server.roles import Role
from sync.register_server.simulation import simulate
from tests.support.comparing import assert_equal
from tests.support.guidance import FICTIONAL_UNTIL, fictional_law, piece, published, retracted
from tests.support.offices import Desk, Office
from tests.support.pushing import new_id
from tests.support.registers import AS_OF
from tests.support.server import NOW, Clock, Served, new_token

pytest_plugins = ["tests.support.server_fixtures", "tests.support.office_fixtures"]

FICTIONAL = fictional_law()
DAY = FICTIONAL.valid_from
SHIPPED = Content(shipped_pieces()).piece(LAW, DAY)
SHIPPED_UNTIL = Content(shipped_pieces()).law(DAY).dispensed_until


class Reader:
    """A machine with a copy of the register: of anybody, or of one of the staff."""

    def __init__(self, served: Served, folder: Path, clock: Clock, role: AccountRole) -> None:
        self.served = served
        self.clock = clock
        self.profile = open_profile("register", folder / f"{role}.register", bytes(32) if role.is_staff else None)
        if role.is_staff:
            self._log_in(role)

    def _log_in(self, role: AccountRole) -> None:
        token = new_token(self.served.store, Role(role))
        account = Account(
            role=role, name="Kari", server=self.served.url, token=token, client=new_id(), device="pc", since=NOW
        )
        with self.profile.database.write() as connection:
            write_account(connection, account)

    def sync(self) -> SyncOutcome:
        client = RegisterClient(self.served.url, token=self.profile.token_for(self.served.url))
        try:
            return synchronise(self.profile, client, no_progress, self.clock, wait=lambda _: None)
        finally:
            client.close()

    @property
    def until(self) -> date:
        """The day on which the dispensation ends, as it is known here."""
        return read_content(self.profile).law(DAY).dispensed_until

    def news(self, day: date = DAY) -> tuple[News, ...]:
        return read_news(self.profile, day)

    def see(self) -> None:
        mark_seen(self.profile, self.news())


@pytest.fixture(params=[AccountRole.PUBLIC, AccountRole.CASE_WORKER])
def reader(request: pytest.FixtureRequest, served: Served, clock: Clock, tmp_path: Path) -> Iterator[Reader]:
    made = Reader(served, tmp_path, clock, request.param)
    made.sync()
    yield made
    made.profile.close()


def test_a_new_version_reaches_everybody_is_told_once_and_goes_when_it_is_retracted(reader: Reader) -> None:
    assert (reader.news(), reader.until) == ((), SHIPPED_UNTIL)
    published(reader.served.store, FICTIONAL)
    assert reader.until == SHIPPED_UNTIL
    assert reader.sync().received == 1
    assert reader.until == FICTIONAL_UNTIL
    assert read_content(reader.profile).law(DAY - timedelta(1)).dispensed_until == SHIPPED_UNTIL
    assert reader.news() == (News(LAW, SHIPPED, FICTIONAL),)
    assert [news.new.valid_from for news in reader.news(DAY - timedelta(1))] == [DAY]
    reader.see()
    assert reader.news() == ()
    retracted(reader.served.store, LAW, 2)
    reader.sync()
    assert reader.until == SHIPPED_UNTIL
    assert reader.news() == (News(LAW, None, SHIPPED),)
    reader.see()
    assert reader.news() == ()
    outcome = reader.sync()
    assert (outcome.bootstrap, outcome.received) == (False, 0)  # so the digests agree
    if not reader.profile.key:
        assert_equal(reader.served.store, reader.profile)


def test_a_first_copy_brings_it_too(reader: Reader, tmp_path: Path) -> None:
    published(reader.served.store, FICTIONAL, piece())
    reader.clock.forward(hours=1)  # after that, copies are made anew
    fresh = Reader(reader.served, tmp_path / "fresh", reader.clock, AccountRole.PUBLIC)
    assert fresh.sync().bootstrap
    assert fresh.until == FICTIONAL_UNTIL
    assert {news.key for news in fresh.news()} == {LAW, "procurement.test"}
    fresh.profile.close()


def test_who_copies_anew_since_the_cursor_is_too_old_keeps_it_and_what_was_seen(reader: Reader) -> None:
    published(reader.served.store, FICTIONAL)
    reader.sync()
    reader.see()
    simulate(reader.served.store, 5, 1, now=NOW, expire=True)
    reader.clock.forward(hours=3)
    assert reader.sync().bootstrap
    assert (reader.until, reader.news()) == (FICTIONAL_UNTIL, ())
    published(reader.served.store, replace(FICTIONAL, version=3))
    reader.sync()
    assert [(news.old, news.new.version) for news in reader.news()] == [(FICTIONAL, 3)]


def test_a_restored_register_has_what_its_backup_had(reader: Reader, tmp_path: Path) -> None:
    published(reader.served.store, FICTIONAL)
    back_up(reader.served.store, tmp_path / "backup", replace=False)
    newer = replace(FICTIONAL, version=3)
    published(reader.served.store, newer, piece())
    reader.sync()
    assert read_content(reader.profile).piece(LAW, DAY) == newer
    restore(reader.served.store, tmp_path / "backup")
    assert reader.sync().bootstrap
    assert read_content(reader.profile).piece(LAW, DAY) == FICTIONAL
    assert read_content(reader.profile).find("procurement.test", DAY) is None
    published(reader.served.store, newer, piece())
    reader.sync()
    assert read_content(reader.profile).piece(LAW, DAY) == newer


def test_people_are_found_as_before(reader: Reader) -> None:
    before = find_interpreters(reader.profile, SearchRequest(), DAY).rows
    published(reader.served.store, FICTIONAL, piece())
    reader.sync()
    assert find_interpreters(reader.profile, SearchRequest(), DAY).rows == before


# At the desks of the staff


def test_an_edit_of_guidance_is_not_accepted_and_stands_in_nothings_way(office: Office, kari: Desk) -> None:
    published(office.store, FICTIONAL)
    kari.sync()
    id_ = new_id()
    fields = {"key": "law", "version": 9, "valid_from": "2026-01-01"}
    draft = replace(creation("interpreter", id_, id_, {}, fictional=True), type="guidance", set=fields)
    save(kari.profile, [draft], now=AS_OF, new_id=new_id)
    kari.set(10001, phone="+47 000 11 111")
    outcome = kari.sync()
    assert (outcome.sent, outcome.rejected) == (1, 1)
    assert read_content(kari.profile).piece(LAW, DAY) == FICTIONAL


def test_the_register_as_it_was_known_has_the_guidance_of_the_day(office: Office, kari: Desk, tmp_path: Path) -> None:
    office.clock.forward(days=1)
    published(office.store, FICTIONAL, now=office.clock())
    office.clock.forward(days=1)
    published(office.store, replace(FICTIONAL, version=3), now=office.clock())
    retracted(office.store, LAW, 2, now=office.clock())
    kari.sync()
    kari.fetch_all()
    for ago, version in ((2, SHIPPED.version), (1, 2)):
        day = (office.clock() - timedelta(ago)).date()
        with known_profile(kari.profile, day, tmp_path, now=office.clock()) as then:
            assert read_content(then.profile).piece(LAW, DAY).version == version
            assert then.erased == 0
            assert len(find_interpreters(then.profile, SearchRequest(), DAY).rows) == 3
    assert read_content(kari.profile).piece(LAW, DAY).version == 3
