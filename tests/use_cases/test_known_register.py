"""The register as it was known: by random histories against what the register had then, and what is refused."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from interpreter_app.domain.errors import Cancelled, NotFound, UserError
from interpreter_app.store import history, tables
from interpreter_app.store.base import log, read_log
from interpreter_app.store.history import EVERYBODY
from interpreter_app.use_cases.find_interpreters import SearchRequest, find_interpreters
from interpreter_app.use_cases.known_register import NotReadYet, known_profile
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import save
from interpreter_app.use_cases.person_records import change, find_person
from interpreter_app.use_cases.show_interpreter import show_by_id
from sync import protocol
from sync.history import fetch_all, fetch_history
from sync.register_server import tables as served
from sync.register_server.store import RegisterStore, open_register
from tests.support.histories import (
    UNTIL,
    WHEN,
    DirectClient,
    entry,
    history_profile,
    keep,
    person_id,
)
from tests.support.pushing import deletion, edit, new_id, push_all, row_of, together, update
from tests.support.registers import person, profile_with, record_id
from tests.support.server import NOW, fill_with

ONE = person_id(10001)
OSLO_SUMMER = timezone(timedelta(hours=2))
NOW_HERE = UNTIL.astimezone(OSLO_SUMMER)
DAY = WHEN.date()
LANGUAGE = {"interpreter_id": ONE, "language": "som", "kind": "spoken"}
LISTING = {"interpreter_id": ONE, "listed_from": "2016-01-01"}


@pytest.fixture
def profile(tmp_path) -> Iterator[Profile]:
    opened = history_profile(tmp_path)
    yield opened
    opened.close()


def known(profile: Profile, day: date, person: str | None = ONE, **details: Any) -> dict[str, dict[str, Any]]:
    """The records that the register had at the end of ``day``, by id."""
    folder = profile.database.path.parent
    with known_profile(profile, day, folder, now=details.pop("now", NOW_HERE), person=person, **details) as then:
        return records_in(then.profile)


def records_in(profile: Profile) -> dict[str, dict[str, Any]]:
    with profile.database.read() as connection:
        rows = connection.execute(select(tables.records.c.id, tables.records.c.data))
        return {row.id: msgspec.json.decode(row.data) for row in rows}


def name(phone: str, **fields: object) -> dict[str, object]:
    return {"number": 10001, "first_name": "Åse", "last_name": "Sørensen", "phone": phone, **fields}


def beside(profile: Profile) -> list[str]:
    """What lies in the folder beside the profile's own files."""
    return [path.name for path in profile.database.path.parent.iterdir() if path.name.startswith("temporary-")]


# At each moment


def test_each_day_has_what_was_recorded_by_its_end(profile):
    keep(
        profile,
        entry(1, None, name("1")),
        entry(2, name("1"), name("2"), at=WHEN + timedelta(days=2)),
    )
    assert known(profile, DAY)[ONE]["phone"] == "1"
    assert known(profile, DAY + timedelta(days=1))[ONE]["phone"] == "1"
    assert known(profile, DAY + timedelta(days=2))[ONE]["phone"] == "2"


def test_the_day_is_that_of_the_person_who_asks(profile):
    late = datetime(2026, 6, 3, 22, 30, tzinfo=UTC)  # half past midnight on 4 June in Oslo
    keep(profile, entry(1, None, name("1")), entry(2, name("1"), name("2"), at=late))
    assert known(profile, date(2026, 6, 3))[ONE]["phone"] == "1"
    assert known(profile, date(2026, 6, 3), now=UNTIL)[ONE]["phone"] == "2"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the machine cannot be changed here")
def test_the_end_of_a_day_is_that_of_its_own_season(profile, monkeypatch):
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        in_winter = datetime(2026, 1, 14, 22, 30, tzinfo=UTC)  # half past eleven in the evening in Oslo
        keep(profile, entry(1, None, name("1"), at=in_winter), entry(2, name("1"), name("2"), at=WHEN))
        here = UNTIL.astimezone()
        assert here.utcoffset() == timedelta(hours=2)
        assert known(profile, date(2026, 1, 14), now=here)[ONE]["phone"] == "1"
        with pytest.raises(NotFound):
            known(profile, date(2026, 1, 13), now=here)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_person_who_was_deleted_and_brought_back_is_gone_in_between(profile):
    keep(
        profile,
        entry(1, None, name("1")),
        entry(2, None, LISTING, record="l", type_="listing"),
        entry(3, LISTING, None, record="l", type_="listing", at=WHEN + timedelta(days=1)),
        entry(4, name("1"), None, at=WHEN + timedelta(days=1)),
        entry(5, None, name("1"), at=WHEN + timedelta(days=2)),
    )
    assert known(profile, DAY).keys() == {ONE, "l"}
    assert known(profile, DAY + timedelta(days=1)) == {}
    assert known(profile, DAY + timedelta(days=2)).keys() == {ONE}


def test_the_search_and_the_person_work_on_it_as_on_any_register(profile):
    evidence = {"interpreter_id": ONE, "type": "bachelor", "language": "som", "obtained": "2015-06-01"}
    keep(
        profile,
        entry(1, None, name("1")),
        entry(2, None, LANGUAGE, record="a", type_="language"),
        entry(3, None, LISTING, record="b", type_="listing"),
        entry(4, None, evidence, record="c", type_="qualification", at=WHEN + timedelta(days=1)),
        number=None,
    )
    folder = profile.database.path.parent
    for day, category in ((DAY, None), (DAY + timedelta(days=1), "B")):
        with known_profile(profile, day, folder, now=NOW_HERE) as then:
            (found,) = find_interpreters(then.profile, SearchRequest(text="sørensen"), DAY).rows
            assert found.languages[0].category == category
            shown = show_by_id(then.profile, ONE, DAY)
            assert shown is not None
            assert shown.assessments[0].category == category


def test_the_data_are_as_old_as_the_day(profile):
    keep(profile, entry(1, None, name("1")))
    with known_profile(profile, DAY, profile.database.path.parent, now=NOW_HERE, person=ONE) as then:
        assert then.profile.require_state().as_of == datetime(2026, 6, 1, 22, tzinfo=UTC)
        assert then.day == DAY


def test_unsent_edits_are_not_in_it(profile):
    keep(profile, entry(1, None, name("1")))
    found = find_person(profile, "10001")
    save(profile, change(found, ONE, {"phone": "+47 000 22 222"}), now=NOW_HERE, new_id=new_id)
    assert known(profile, UNTIL.date())[ONE]["phone"] == "1"


def test_only_the_person_asked_for_is_in_it(profile):
    keep(profile, entry(1, None, name("1")), entry(2, None, name("2"), number=10002), number=None)
    assert known(profile, DAY).keys() == {ONE}
    assert known(profile, DAY, None).keys() == {ONE, person_id(10002)}


def test_what_was_deleted_is_not_told_as_erased(profile):
    keep(
        profile,
        entry(1, None, name("1")),
        entry(2, None, LISTING, record="l", type_="listing"),
        entry(3, LISTING, None, record="l", type_="listing"),
    )
    with known_profile(profile, DAY, profile.database.path.parent, now=NOW_HERE, person=ONE) as then:
        assert (then.erased, records_in(then.profile).keys()) == (0, {ONE})


# What was erased


def test_erased_contents_are_left_out_and_counted(profile):
    keep(
        profile,
        entry(1, None, name("1")),
        entry(2, None, None, record="a", type_="language", erased=True),
        entry(3, None, LISTING, record="b", type_="listing"),
    )
    with known_profile(profile, DAY, profile.database.path.parent, now=NOW_HERE, person=ONE) as then:
        assert then.erased == 1
        assert records_in(then.profile).keys() == {ONE, "b"}


def test_of_a_person_who_is_erased_nothing_is_shown(profile):
    keep(profile, entry(1, None, None, erased=True), entry(2, None, LISTING, record="b", type_="listing"))
    with known_profile(profile, DAY, profile.database.path.parent, now=NOW_HERE, person=ONE) as then:
        assert then.erased == 2
        assert records_in(then.profile) == {}


def test_an_erased_record_is_known_again_from_what_the_register_says_it_is(profile):
    keep(profile, entry(1, None, None, erased=True), entry(2, None, name(""), op="put", at=WHEN + timedelta(days=1)))
    with known_profile(profile, DAY, profile.database.path.parent, now=NOW_HERE, person=ONE) as then:
        assert (then.erased, records_in(then.profile)) == (1, {})
    assert known(profile, DAY + timedelta(days=1)) == {ONE: name("")}


# What is refused


def test_the_public_sees_nothing_of_what_was_recorded_earlier(tmp_path):
    with closing(profile_with(tmp_path, [person()])) as public:
        with pytest.raises(UserError, match="staff"), known_profile(public, DAY, tmp_path, now=NOW_HERE):
            pass
        assert beside(public) == []


def test_a_day_to_come_is_refused(profile):
    keep(profile, entry(1, None, name("1")))
    with pytest.raises(UserError, match="still to come"):
        known(profile, NOW_HERE.date() + timedelta(days=1))
    assert known(profile, NOW_HERE.date()).keys() == {ONE}


def test_a_day_before_the_register_began_is_refused_with_the_day_when_it_did(profile):
    keep(profile, entry(1, None, name("1")), number=None)
    with pytest.raises(UserError, match="begins on 2026-06-01"):
        known(profile, DAY - timedelta(days=1), None)


def test_of_a_person_who_came_later_nothing_had_been_recorded(profile):
    keep(profile, entry(1, None, name("1")))
    with pytest.raises(NotFound, match="begins on 2026-06-01"):
        known(profile, DAY - timedelta(days=1))


def test_what_was_never_read_is_not_known(profile):
    with pytest.raises(NotReadYet, match="has not been read"):
        known(profile, DAY)


def test_a_day_that_the_history_does_not_reach_is_not_known(profile):
    keep(profile, entry(1, None, name("1")), until=datetime(2026, 6, 10, 12, tzinfo=UTC))
    assert known(profile, date(2026, 6, 9)).keys() == {ONE}
    with pytest.raises(NotReadYet, match="up to 2026-06-10 14:00"):
        known(profile, date(2026, 6, 10))


# The file


def test_the_file_is_encrypted_and_goes_in_the_end(profile):
    keep(profile, entry(1, None, name("+47 000 12 345")))
    folder = profile.database.path.parent
    with known_profile(profile, DAY, folder, now=NOW_HERE, person=ONE) as then:
        kept = [path.read_bytes() for path in then.profile.database.path.parent.iterdir()]
        assert not any(content.startswith(b"SQLite") or b"000 12 345" in content for content in kept)
        assert then.profile.account().token == ""
        assert beside(profile)
    assert beside(profile) == []


def test_the_file_goes_when_the_reader_fails(profile):
    keep(profile, entry(1, None, name("1")))
    folder = profile.database.path.parent
    with pytest.raises(ZeroDivisionError), known_profile(profile, DAY, folder, now=NOW_HERE, person=ONE):
        raise ZeroDivisionError
    assert beside(profile) == []


def test_the_file_goes_when_the_person_stops_it(profile):
    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled

    keep(profile, entry(1, None, name("1")))
    with pytest.raises(Cancelled):
        known(profile, DAY, progress=stop)
    assert beside(profile) == []


def test_what_is_logged_in_it_is_logged_in_the_profile(profile):
    keep(profile, entry(1, None, name("1")))
    folder = profile.database.path.parent
    with (
        known_profile(profile, DAY, folder, now=NOW_HERE, person=ONE) as then,
        then.profile.database.write() as connection,
    ):
        log(connection, NOW_HERE, "export", rows=7)
    with profile.database.read() as connection:
        assert read_log(connection)[-1] == (NOW_HERE, "export", {"rows": 7, "known": "2026-06-01"})


# By chance

ACTIONS = st.sampled_from(["phone", "email", "add", "drop", "delete", "back", "split"])
STEPS = st.lists(st.tuples(ACTIONS, st.integers(0, 60), st.integers(0, 9)), max_size=14)
"""What is done, how many hours after the step before, and with which value."""


@dataclass
class Bench:
    """A register whose clock only goes on, a profile that reads its history, and how many people there have been."""

    store: RegisterStore
    profile: Profile
    folder: Path
    now: datetime = NOW
    number: int = 10001


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("known")
    with closing(open_register(folder / "server.db", NOW)) as store:
        fill_with(store, [person("Første Person", 10001)])
        opened = history_profile(folder)
        with opened.database.write() as connection:
            connection.execute(tables.profile.update().values(epoch=store.state().epoch))
        yield Bench(store, opened, folder)
        opened.close()


def living(store: RegisterStore, one: str) -> dict[str, dict[str, Any]]:
    """The person's records as the register has them now, by its table of records and not by its history."""
    columns = served.records.c
    with store.read() as connection:
        rows = connection.execute(select(columns.id, columns.data).where(columns.person == one, ~columns.deleted))
        return {row.id: msgspec.json.decode(row.data) for row in rows}


def do(bench: Bench, one: str, action: str, value: int) -> None:
    """Do one step with the person ``one``, where it can be done."""
    there = living(bench.store, one)
    children = sorted(there.keys() - {one})
    ops: list[protocol.Op] = []
    if action == "back" and one not in there:
        row = row_of(bench.store, one)
        ops = [edit("create", "interpreter", one, base_rev=row.rev, set={"first_name": f"Tilbake {value}"})]
    elif one not in there:
        return
    elif action in {"phone", "email"}:
        shown = f"+47 000 00 00{value}" if action == "phone" else f"a{value}@example.no"
        ops = [update(row_of(bench.store, one), {action: there[one].get(action, "")}, **{action: shown})]
    elif action == "add":
        given = {"interpreter_id": one, "language": ("som", "tir", "ara", "pol")[value % 4], "kind": "spoken"}
        ops = [edit("create", "language", record_id(f"{bench.number}{bench.now:%m%d%H%M}"), set=given)]
    elif action == "drop" and children:
        ops = [deletion(row_of(bench.store, children[value % len(children)]))]
    elif action == "delete":
        ops = together(*(deletion(row_of(bench.store, id_)) for id_ in [*children, one]))
    elif action == "split" and children:
        ops = [update(row_of(bench.store, children[0]), {"kind": "spoken"}, kind="deafblind")]
    for result in push_all(bench.store, ops, now=bench.now) if ops else ():
        assert result.st in protocol.ACKNOWLEDGED or result.fields, result


@given(steps=STEPS, later=st.integers(0, 40))
def test_what_was_known_on_any_day_is_what_the_register_had_then(bench, steps, later):
    bench.number += 1
    one = person_id(bench.number)
    at = [bench.now]
    push_all(bench.store, [edit("create", "interpreter", one, set={"first_name": "Ny"})], now=bench.now)
    had = [living(bench.store, one)]
    for action, hours, value in steps:
        bench.now += timedelta(hours=hours, minutes=1)
        do(bench, one, action, value)
        at.append(bench.now)
        had.append(living(bench.store, one))
    bench.now += timedelta(hours=later, minutes=1)
    here = bench.now.astimezone(OSLO_SUMMER)
    fetch_history(bench.profile, DirectClient(bench.store), one, now=here)
    days = sorted({moment.astimezone(OSLO_SUMMER).date() for moment in at} | {here.date()})
    expected = {day: had_on(day, at, had) for day in days}
    assert {day: recorded(bench.profile, day, one) for day in days} == expected
    drawn = days[later % len(days)]
    assert known(bench.profile, drawn, one, now=here) == expected[drawn]


def had_on(day: date, at: list[datetime], had: list[dict[str, Any]]) -> dict[str, Any]:
    """What the register had at the end of a day; ``had`` is what it had from each of the times ``at`` on."""
    return next(state for moment, state in zip(reversed(at), reversed(had), strict=True) if moment < end_of(day))


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), OSLO_SUMMER)


def recorded(profile: Profile, day: date, one: str) -> dict[str, Any]:
    """What the history says that the register had at the end of a day."""
    with profile.database.read() as connection:
        people = list(history.read_people_then(connection, end_of(day), one))
    return {record.id: msgspec.json.decode(record.data) for then in people for record in then.records}


def test_everybody_is_what_each_is(bench):
    """After the random histories, on days between: the whole register is all its people together."""
    client = DirectClient(bench.store, limit=100)
    here = (bench.now + timedelta(days=1)).astimezone(OSLO_SUMMER)
    fetch_all(bench.profile, client, now=here)
    days = (here.date() - NOW.date()).days
    for day in sorted({NOW.date() + timedelta(days=days * part // 4) for part in range(5)}):
        together_: dict[str, dict[str, Any]] = {}
        with bench.profile.database.read() as connection:
            people = [then.person for then in history.read_people_then(connection, end_of(day), EVERYBODY)]
        for one in people[:: max(1, len(people) // 10)]:
            together_ |= known(bench.profile, day, one, now=here)
        everybody = known(bench.profile, day, None, now=here)
        assert together_.items() <= everybody.items()
    assert everybody == {id_: fields for one in people for id_, fields in living(bench.store, one).items()}
