"""The client's sync against the real server, with a gateway between that does what bad networks do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import delete, select, update

from interpreter_app.domain.errors import AppError, Cancelled, EnvironmentFault, SyncError, UserError
from interpreter_app.domain.profiles import Origin
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.store import tables
from interpreter_app.store.base import Digest, read_log
from interpreter_app.store.staging import PreparedPart, read_staging, stage_part
from interpreter_app.use_cases.find_interpreters import SearchRequest, count_found, find_interpreters
from interpreter_app.use_cases.open_profile import Profile, open_profile
from sync import patience, protocol, pull
from sync.client import RegisterClient
from sync.engine import SyncOutcome, synchronise
from sync.failures import TryLater
from sync.register_server.filling import fill
from sync.register_server.serving import RunningServer, open_register, utc_now
from sync.register_server.simulation import simulate
from sync.register_server.store import RegisterStore
from tests.support import gateway as net
from tests.support.comparing import assert_equal, client_rows, server_rows
from tests.support.registers import TODAY, person, profile_with

PEOPLE = 60


@dataclass
class World:
    """A register that is served, the gateway before it, and a client's profile."""

    register: RegisterStore
    gateway: net.Gateway
    folder: Path
    profile: Profile

    def sync(self, progress: Progress = no_progress, profile: Profile | None = None) -> SyncOutcome:
        client = RegisterClient(self.gateway.url)
        try:
            return synchronise(profile or self.profile, client, progress, utc_now, wait=lambda _: None)
        finally:
            client.close()

    def change(self, count: int = 20, **options: object) -> None:
        simulate(self.register, count, 7, now=utc_now(), **options)  # type: ignore[arg-type]

    def refused(self, error: type[AppError] = SyncError) -> str:
        with pytest.raises(error) as told:
            self.sync()
        return str(told.value)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(protocol, "ROWS_PER_PART", 60)
    register = open_register(tmp_path / "server.db", now=utc_now())
    people = [person("Åse Sørensen", 10001 + n, ("ara", "eng"), county="03") for n in range(PEOPLE)]
    fill(register, people, size=PEOPLE, seed=1, progress=no_progress, now=utc_now())
    profile = open_profile("register", tmp_path / "register.register")
    with RunningServer(register) as server, net.Gateway(server.url) as gateway:
        yield World(register, gateway, tmp_path, profile)
    profile.close()
    register.close()


def stop_at(step: str, place: int = 0) -> Callable[[int, int, str], None]:
    """A progress that stops the sync when ``step`` has reached ``place``."""

    def progress(done: int, total: int, text: str) -> None:
        if text == step and done >= place:
            raise Cancelled

    return progress


def test_the_first_sync_copies_the_whole_register(world: World) -> None:
    outcome = world.sync()
    assert outcome.bootstrap
    assert outcome.received == len(server_rows(world.register))
    assert outcome.head == max(server_rows(world.register).values())
    assert_equal(world.register, world.profile)
    found = find_interpreters(world.profile, SearchRequest(text="arabisk aase"), TODAY)
    assert count_found(world.profile, found.reading) == PEOPLE


def test_a_second_sync_receives_nothing(world: World) -> None:
    first = world.sync()
    second = world.sync()
    assert not second.bootstrap
    assert (second.received, second.head) == (0, first.head)
    assert second.as_of >= first.as_of


def test_changes_arrive_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sync()
    monkeypatch.setattr(protocol, "CHANGES_LIMIT", 5)
    world.change(60)
    outcome = world.sync()
    assert not outcome.bootstrap
    assert outcome.received > 0
    assert sum("/changes" in path for path in world.gateway.seen) > 5
    assert_equal(world.register, world.profile)


def test_a_stopped_first_sync_goes_on_at_the_missing_part(world: World) -> None:
    with pytest.raises(Cancelled):
        world.sync(stop_at(pull.FETCHING, 3))
    staging = read_staging(world.profile.database)
    assert staging is not None
    assert len(staging.parts_done) == 3
    assert world.profile.state() is None
    world.gateway.seen.clear()
    assert world.sync().bootstrap
    fetched = {path for path in world.gateway.seen if path.startswith("/v1/sync/snapshots/")}
    missing = {part["href"] for part in staging.snapshot["parts"] if part["n"] not in staging.parts_done}
    assert fetched == missing, "one of them may have been on its way twice: the stopped sync had asked for it too"
    assert_equal(world.register, world.profile)


@pytest.mark.parametrize("step", [pull.FETCHING, pull.PREPARING, pull.CHANGES])
def test_a_sync_may_be_stopped_at_any_step(world: World, step: str) -> None:
    with pytest.raises(Cancelled):
        world.sync(stop_at(step))
    world.sync()
    assert_equal(world.register, world.profile)


def test_old_data_stay_usable_while_a_new_copy_is_made(world: World) -> None:
    world.sync()
    world.change(0, new_epoch=True)
    before = client_rows(world.profile)
    with pytest.raises(Cancelled):
        world.sync(stop_at(pull.PREPARING))
    assert client_rows(world.profile) == before
    assert find_interpreters(world.profile, SearchRequest(text="sorensen"), TODAY).rows


@pytest.mark.parametrize("fault", [net.cut_in_half, net.half_a_body, net.dropped, net.status(503), net.status(500)])
@pytest.mark.parametrize("path", ["/v1/sync/info", "/snapshots/", "/v1/sync/changes"])
def test_a_passing_fault_is_got_over(world: World, path: str, fault: net.Fault) -> None:
    world.gateway.fail(path, fault)
    world.sync()
    assert_equal(world.register, world.profile)


@pytest.mark.parametrize("fault", [net.web_page, net.redirect])
@pytest.mark.parametrize("path", ["/v1/sync/info", "/v1/sync/snapshots", "/snapshots/", "/v1/sync/changes"])
def test_a_guest_networks_page_is_refused_plainly(world: World, path: str, fault: net.Fault) -> None:
    world.gateway.fail(path, fault)
    assert "web page" in world.refused()
    world.sync()
    assert_equal(world.register, world.profile)


def test_a_fault_that_lasts_ends_the_sync_and_keeps_the_data(world: World) -> None:
    world.sync()
    world.change()
    before = client_rows(world.profile)
    world.gateway.fail("/v1/sync/changes", *[net.cut_in_half] * patience.ATTEMPTS)
    world.refused(TryLater)
    assert client_rows(world.profile) == before
    world.sync()
    assert_equal(world.register, world.profile)


def test_retry_after_is_obeyed_when_it_is_short_and_refused_when_it_is_long(world: World) -> None:
    waited: list[float] = []
    client = RegisterClient(world.gateway.url)
    world.gateway.fail("/v1/sync/snapshots", net.status(429, Retry_After="7"))
    synchronise(world.profile, client, no_progress, utc_now, wait=waited.append)
    assert sum(waited) == pytest.approx(7)
    world.gateway.fail("/v1/sync/changes", net.status(503, Retry_After="3600"))
    with pytest.raises(TryLater):
        synchronise(world.profile, client, no_progress, utc_now, wait=waited.append)
    assert sum(waited) == pytest.approx(7)
    client.close()


def test_a_waiting_sync_can_be_stopped(world: World) -> None:
    world.gateway.fail("/v1/sync/snapshots", net.status(503, Retry_After="30"))
    with pytest.raises(Cancelled):
        world.sync(stop_at(patience.WAITING))


def test_nonsense_is_refused_plainly(world: World) -> None:
    world.gateway.fail("/v1/sync/info", net.replaced(b'{"api": 1}', "application/json"))
    assert "cannot be understood" in world.refused()
    world.gateway.fail("/v1/sync/changes", net.replaced(b"", protocol.NDJSON))
    world.sync()
    row = b'{"op":"put","t":"listing","id":"x","rev":99999,"d":{"interpreter_id":"y","listed_from":"yesterday"}}\n'
    end = b'{"next":"c","more":false,"head":99999,"at":"2026-01-01T00:00:00+00:00"}\n'
    world.gateway.fail("/v1/sync/changes", net.replaced(row + end, protocol.NDJSON))
    assert "listing" in world.refused()
    broken = b"{]\n" + end
    world.gateway.fail("/v1/sync/changes", net.replaced(broken, protocol.NDJSON))
    assert "cannot be understood" in world.refused()
    assert_equal(world.register, world.profile)


def test_an_unknown_type_is_kept_raw(world: World) -> None:
    world.sync()
    row = b'{"op":"put","t":"novelty","id":"n1","rev":99999,"d":{"a":[1,2]}}\n'
    end = b'{"next":"c","more":false,"head":99999,"at":"2026-01-01T00:00:00+00:00"}\n'
    world.gateway.fail("/v1/sync/changes", net.replaced(row + end, protocol.NDJSON))
    world.sync()
    with world.profile.database.read() as connection:
        found = connection.execute(select(tables.records).where(tables.records.c.id == "n1")).one()
    assert (found.type, found.data, found.person) == ("novelty", b'{"a":[1,2]}', None)


def test_pages_that_do_not_move_on_are_refused(world: World) -> None:
    world.sync()
    state = world.profile.require_state()
    end = f'{{"next":"{state.cursor}","more":true,"head":1,"at":"2026-01-01T00:00:00+00:00"}}\n'.encode()
    world.gateway.fail("/v1/sync/changes", net.replaced(end, protocol.NDJSON))
    assert "again and again" in world.refused()


def test_an_expired_cursor_leads_to_a_new_copy(world: World) -> None:
    world.sync()
    world.change(30)
    world.change(0, expire=True)
    assert world.sync().bootstrap
    assert_equal(world.register, world.profile)


def test_a_new_epoch_leads_to_a_new_copy(world: World) -> None:
    world.sync()
    world.change(10, new_epoch=True)
    outcome = world.sync()
    assert outcome.bootstrap
    assert world.profile.require_state().epoch != ""
    assert_equal(world.register, world.profile)
    assert not world.sync().bootstrap


def test_two_refusals_in_a_row_stop_with_a_plain_message(world: World) -> None:
    world.sync()
    gone = b'{"type":"cursor-expired","title":"Cursor expired","status":410}'

    def refuse(_: net.Answer) -> net.Answer:
        headers = {"Content-Type": protocol.PROBLEM_JSON, "Content-Length": str(len(gone))}
        return net.Answer(410, headers, gone)

    world.gateway.fail("/v1/sync/changes", refuse, refuse)
    assert "cannot continue" in world.refused()
    world.sync()
    assert_equal(world.register, world.profile)


def test_a_snapshot_that_is_gone_is_asked_for_anew(world: World) -> None:
    with pytest.raises(Cancelled):
        world.sync(stop_at(pull.FETCHING, 2))
    from sync.register_server import tables as served

    with world.register.database.write() as connection:
        connection.execute(delete(served.snapshot_parts))
        connection.execute(delete(served.snapshots))
    assert world.sync().bootstrap
    assert_equal(world.register, world.profile)


def test_a_snapshot_that_has_expired_is_not_resumed(world: World) -> None:
    with pytest.raises(Cancelled):
        world.sync(stop_at(pull.FETCHING, 2))
    staging = read_staging(world.profile.database)
    assert staging is not None
    past = staging.snapshot | {"expires": (datetime.now(UTC) - timedelta(hours=1)).isoformat()}
    with world.profile.database.write() as connection:
        connection.execute(update(tables.bootstrap).values(snapshot=past))
    world.gateway.seen.clear()
    world.sync()
    assert "/v1/sync/snapshots" in world.gateway.seen
    assert_equal(world.register, world.profile)


def test_a_differing_digest_heals_itself_and_is_logged(world: World) -> None:
    world.sync()
    with world.profile.database.write() as connection:
        connection.execute(update(tables.digests).where(tables.digests.c.type == "listing").values(rows=3))
    assert world.sync().bootstrap
    assert_equal(world.register, world.profile)
    with world.profile.database.read() as connection:
        assert "digest-differs" in [event for _, event, _ in read_log(connection)]


def test_once_a_week_the_records_are_counted_anew(world: World) -> None:
    world.sync()
    with world.profile.database.write() as connection:
        lost = connection.execute(select(tables.records.c.id).limit(1)).scalar_one()
        connection.execute(delete(tables.records).where(tables.records.c.id == lost))
        week_ago = (utc_now() - timedelta(days=8)).isoformat()
        connection.execute(update(tables.profile).values(recounted=week_ago))
    assert world.sync().bootstrap
    assert_equal(world.register, world.profile)
    with world.profile.database.write() as connection:
        connection.execute(update(tables.profile).values(recounted=week_ago))
    assert not world.sync().bootstrap
    state = world.profile.require_state()
    assert state.recounted == state.as_of


def test_a_digest_that_never_agrees_ends_with_a_plain_message(world: World) -> None:
    end = b'{"next":"c","more":false,"head":9,"at":"2026-01-01T00:00:00+00:00","digest":{"listing":[1,"00"]}}\n'
    world.gateway.fail("/v1/sync/changes", net.replaced(end, protocol.NDJSON))
    assert "do not agree" in world.refused()


def test_a_copy_that_was_miscounted_is_dropped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pull, "differing", lambda ours, theirs: {"listing"})
    assert "does not agree" in world.refused()
    assert read_staging(world.profile.database) is None
    assert world.profile.state() is None


def test_a_file_belongs_to_one_register(world: World, tmp_path: Path) -> None:
    world.sync()
    other = open_register(tmp_path / "other.db", now=utc_now())
    with RunningServer(other) as server:
        client = RegisterClient(server.url)
        with pytest.raises(UserError, match="another register"):
            synchronise(world.profile, client, no_progress, utc_now)
        client.close()
    other.close()


def test_an_imported_profile_is_never_synchronised(world: World, tmp_path: Path) -> None:
    imported = profile_with(tmp_path, [person()], name="public", origin=Origin.PUBLIC)
    with pytest.raises(UserError, match="imported from a file"):
        world.sync(profile=imported)
    assert world.gateway.seen == []
    imported.close()


def test_a_server_of_another_version_is_refused(world: World) -> None:
    info = (
        b'{"api":{"min":7,"max":9},"schema":1,"register":"r","fictional":true,"epoch":"e","head":1,"floor":0,"at":"x"}'
    )
    world.gateway.fail("/v1/sync/info", net.replaced(info, "application/json"))
    assert "another version" in world.refused()


def test_a_server_that_cannot_be_reached_is_told_plainly(world: World) -> None:
    client = RegisterClient("http://127.0.0.1:9")
    with pytest.raises(TryLater, match="could not be reached"):
        synchronise(world.profile, client, no_progress, utc_now, wait=lambda _: None)
    client.close()


def test_the_public_copy_holds_no_identity_number_and_no_address_without_consent(tmp_path: Path) -> None:
    register = open_register(tmp_path / "server.db", now=utc_now())
    hidden = person("A B", 1, address="Skjult gate 1", postal_code="0001", identity_number="01810012345")
    shown = person("C D", 2, address="Synlig gate 2", address_public=True, identity_number="02810012345")
    fill(register, [hidden, shown], size=2, seed=1, progress=no_progress, now=utc_now())
    profile = open_profile("register", tmp_path / "register.register")
    with RunningServer(register) as server:
        client = RegisterClient(server.url)
        synchronise(profile, client, no_progress, utc_now)
        client.close()
    profile.close()
    register.close()
    content = (tmp_path / "register.register").read_bytes() + b"".join(
        path.read_bytes() for path in tmp_path.glob("register.register-*")
    )
    assert b"Synlig gate 2" in content
    assert b"Skjult gate" not in content
    assert b"810012345" not in content


def test_digests_with_and_without_empty_types_are_the_same() -> None:
    assert pull.differing({"a": Digest(0, 0)}, {}) == set()
    assert pull.differing({}, {"a": (0, "0" * 16)}) == set()
    assert pull.differing({"a": Digest(1, 5)}, {"a": (1, f"{5:016x}")}) == set()
    assert pull.differing({"a": Digest(1, 5)}, {}) == {"a"}


def test_a_cursor_that_the_register_never_gave_leads_to_a_new_copy(world: World) -> None:
    world.sync()
    with world.profile.database.write() as connection:
        connection.execute(update(tables.profile).values(cursor="nonsense"))
    assert world.sync().bootstrap
    assert_equal(world.register, world.profile)


def test_a_sync_can_be_stopped_while_the_network_says_nothing(world: World) -> None:
    silent = Event()

    def silence(answer: net.Answer) -> net.Answer:
        silent.wait(30)
        return answer

    asked = []

    def stop(done: int, total: int, text: str) -> None:
        asked.append(done)
        if len(asked) == 3:
            raise Cancelled

    world.gateway.fail("/v1/sync/info", silence)
    with pytest.raises(Cancelled):
        world.sync(stop)
    assert not silent.is_set()
    silent.set()
    world.sync()
    assert_equal(world.register, world.profile)


def test_two_first_syncs_of_one_profile_do_each_other_no_harm(world: World, tmp_path: Path) -> None:
    other = open_profile("register", tmp_path / "register.register")
    first_half = stop_at(pull.FETCHING, 3)
    with pytest.raises(Cancelled):
        world.sync(first_half)
    begun = read_staging(other.database)
    assert begun is not None
    world.sync(profile=other)
    part = PreparedPart(0, [], [], [], {})
    with pytest.raises(EnvironmentFault, match="Another program"):
        stage_part(world.profile.database, part)
    assert_equal(world.register, world.profile)
    other.close()


def test_a_part_that_is_here_already_is_left_as_it_is(world: World) -> None:
    with pytest.raises(Cancelled):
        world.sync(stop_at(pull.FETCHING, 3))
    stage_part(world.profile.database, PreparedPart(0, [], [], [], {}))
    world.sync()
    assert_equal(world.register, world.profile)
