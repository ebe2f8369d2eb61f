"""Edits that wait while the machine fails: killed in mid-push and mid-pull, a full disk, no rights, two programs."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select, update

from interpreter_app.domain.edits import EditState
from interpreter_app.domain.errors import EnvironmentFault
from interpreter_app.store import outbox
from interpreter_app.store.base import count_base, read_digests
from sync import protocol
from sync.pull import CHANGES, FETCHING
from sync.push import SENDING
from sync.register_server import tables as served
from tests.support.comparing import client_rows
from tests.support.desk_child import DONE, Child, child, edit_and_sync, edit_and_sync_often, save_until_it_fails, sync
from tests.support.offices import Desk, Office, open_office
from tests.support.pushing import entries
from tests.support.registers import person

ROUNDS = 50
PEOPLE = range(10001, 10041)
OTHERS = 10010
"""From whom on the register itself changes people; the desk edits the first three."""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(protocol, "ROWS_PER_PART", 30)
    with open_office(tmp_path, [person(f"Person {n}", n) for n in PEOPLE]) as opened:
        yield opened


@pytest.fixture
def kari(office: Office) -> Desk:
    return office.desk("Kari")


@pytest.fixture
def path(office: Office, kari: Desk) -> Path:
    """Kari's file, which nobody has open."""
    kari.profile.close()
    return office.folder / "Kari" / "register.register"


def others_change(office: Office, turn: int) -> None:
    """The register changes a dozen people; in every third turn, all machines must copy anew."""
    for number in range(OTHERS, OTHERS + 12):
        records = person(f"Person {number}", number, place=f"Sted {turn}")
        office.put(records[:1])
    if turn % 3 == 0:
        with office.store.database.write() as connection:
            connection.execute(update(served.register).values(floor=served.register.c.head))


def until_killed(working: Child, steps: set[str], chance: random.Random) -> list[object]:
    """Kill a process at some place after it has told of one of ``steps``; returns all that it told."""
    told: list[object] = []
    left = chance.randrange(1, 4)
    for word in working.words():
        told.append(word)
        left -= word in steps
        if not left:
            break
    time.sleep(chance.random() * 0.02)  # somewhere inside the step, not at its beginning
    working.kill()
    return told + working.end()


def saved_in(told: list[object]) -> list[str]:
    return [word[0] for word in told if isinstance(word, tuple)]


def faults_in(told: list[object]) -> list[EnvironmentFault]:
    return [word for word in told if isinstance(word, EnvironmentFault)]


def assert_whole(desk: Desk, saved: list[str]) -> None:
    """The file is sound, counts rightly, and holds every edit that was said to be saved."""
    with desk.profile.database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        running = {type_: digest for type_, digest in read_digests(connection).items() if digest.rows}
        assert running == count_base(connection, protocol.record_hash)
        kept = {edit.op_id for edit in outbox.read_edits(connection, list(EditState))}
    assert set(saved) <= kept


def assert_all_arrived(office: Office, desk: Desk, saved: list[str]) -> None:
    """Every edit is in the register, once, and the copy is what the register has."""
    done = Counter(entry.op_id for entry in entries(office.store) if entry.op_id)
    assert set(saved) <= done.keys()
    assert set(done.values()) == {1}
    living = select(served.records.c.id, served.records.c.rev).where(~served.records.c.deleted)
    with office.store.read() as connection:
        expected = {row.id: row.rev for row in connection.execute(living)}
    assert client_rows(desk.profile) == expected


@pytest.mark.slow
@pytest.mark.parametrize("steps", [{SENDING}, {CHANGES, FETCHING}], ids=["push", "pull"])
def test_a_client_killed_with_edits_waiting_loses_none_and_does_none_twice(
    office: Office, kari: Desk, path: Path, rounds: int, steps: set[str]
) -> None:
    chance = random.Random(14)
    saved: list[str] = []
    killed = 0
    for turn in range(ROUNDS // 2 * rounds):
        others_change(office, turn)
        with child(edit_and_sync, path, office.url) as working:
            told = until_killed(working, steps, chance)
        saved += saved_in(told)
        killed += DONE not in told
        assert not faults_in(told)
        assert_whole(kari, saved)
        kari.profile.close()
    assert kari.sync().unsent == 0
    assert_all_arrived(office, kari, saved)
    assert killed > ROUNDS / 2 * rounds * 0.8


def test_two_programs_may_share_a_file_and_both_edit_and_synchronise(office: Office, kari: Desk, path: Path) -> None:
    with child(edit_and_sync_often, path, office.url) as one, child(edit_and_sync_often, path, office.url) as other:
        told = [*one.end(), *other.end()]
    assert told.count(DONE) == 2
    assert all("Another program" in str(fault) for fault in faults_in(told))
    saved = saved_in(told)
    assert len(saved) == 24
    assert_whole(kari, saved)
    assert kari.sync().unsent == 0
    assert_all_arrived(office, kari, saved)


def test_a_disk_that_is_full_when_an_edit_is_saved_is_told_and_no_saved_edit_is_lost(
    office: Office, kari: Desk, path: Path
) -> None:
    with child(save_until_it_fails, path, file_bytes=path.stat().st_size + 20_000) as working:
        told = working.end()
    (fault,) = faults_in(told)
    assert "is full" in str(fault)
    saved = saved_in(told)
    assert saved
    assert_whole(kari, saved)
    assert kari.sync().sent == len(saved)
    assert_all_arrived(office, kari, saved)


def test_a_disk_that_gets_full_during_a_sync_is_told_and_nothing_is_lost(
    office: Office, kari: Desk, path: Path
) -> None:
    edit = kari.set(10001, chosen_name="Karis").edits[0].op_id
    kari.profile.close()
    for number in PEOPLE:
        office.put(person(f"Person {number}", number, place="x" * 190)[:1])
    with child(sync, path, office.url, file_bytes=path.stat().st_size + 4096) as working:
        told = working.end()
    (fault,) = faults_in(told)
    assert "is full" in str(fault)
    assert_whole(kari, [edit])
    assert kari.sync().unsent == 0
    assert_all_arrived(office, kari, [edit])


def test_a_folder_in_which_nothing_can_be_written_is_told_and_left_as_it_is(
    office: Office, path: Path, folder_for_all: Path
) -> None:
    copy = folder_for_all / "register.register"
    shutil.copy(path, copy)
    copy.chmod(0o444)
    folder_for_all.chmod(0o555)
    before = copy.read_bytes()
    with child(edit_and_sync, copy, office.url, as_nobody=True) as working:
        (fault,) = working.end()
    assert isinstance(fault, EnvironmentFault)
    assert "cannot be opened for writing" in str(fault)
    assert copy.read_bytes() == before
    assert [one.name for one in folder_for_all.iterdir()] == [copy.name]


def test_a_file_of_a_newer_program_is_refused_and_keeps_what_it_holds(office: Office, kari: Desk, path: Path) -> None:
    edit = kari.set(10001, chosen_name="Karis").edits[0].op_id
    with kari.profile.database.write() as connection:
        newest = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql("PRAGMA user_version = 999")
    with child(edit_and_sync, path, office.url) as working:
        (fault,) = working.end()
    assert "newer version of the program" in str(fault)
    with kari.profile.database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 999
        connection.exec_driver_sql(f"PRAGMA user_version = {newest}")
    assert_whole(kari, [edit])
    assert kari.sync().sent == 1


@pytest.fixture
def folder_for_all() -> Iterator[Path]:
    """A folder that a process without rights reaches, as it does not reach those of other tests."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)
