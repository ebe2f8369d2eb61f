"""Backups are whole, checked and private; a restore loses no edit."""

import os
import stat
from datetime import timedelta
from threading import Event, Thread

import pytest

from interpreter_app import private_files
from interpreter_app.domain.errors import EnvironmentFault, NotFound, UserError
from interpreter_app.domain.private_notes import Mark
from interpreter_app.keys import KeyPlace, ProfileKeys
from interpreter_app.store import backups as store
from interpreter_app.store.backups import check_copy
from interpreter_app.store.carrying import carry_edits
from interpreter_app.store.database import is_encrypted, open_database
from interpreter_app.store.migrations import migrate_to
from interpreter_app.use_cases import restore_backup as module
from interpreter_app.use_cases.back_up import back_up, back_up_daily, back_up_to, due, list_backups
from interpreter_app.use_cases.open_profile import noted_unsent, open_profile
from interpreter_app.use_cases.outbox import discard
from interpreter_app.use_cases.private_notes import notes_of, write_note
from interpreter_app.use_cases.restore_backup import restore_backup
from tests.support.keyrings import NO_KEYRING
from tests.support.private_profiles import (
    KEY,
    OTHER_KEY,
    files_of,
    log_into,
    private_profile,
    put_into_conflict,
    reopened,
    save_an_edit,
)
from tests.support.registers import AS_OF, hold, person, profile_with

DAY = timedelta(days=1)


class Killed(BaseException):
    """The process ends here."""


def restored(folder, backup=None, now=AS_OF):
    files = files_of(folder)
    return restore_backup("register", files, backup, ProfileKeys(files, NO_KEYRING), now=now)


def edits_of(profile):
    with profile.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT op_id, n, state FROM outbox ORDER BY n").all()
    return [tuple(row) for row in rows]


def acknowledge_all(profile):
    with profile.database.write() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'acknowledged', seq = 9")


def test_a_backup_is_a_whole_copy_with_the_same_key(tmp_path):
    profile = private_profile(tmp_path, edits=2)
    made = back_up(profile, AS_OF)
    assert made == tmp_path / "register.backups" / "20260630T134200Z.register"
    contents = check_copy(made, KEY)
    assert (contents.people, contents.unsent, contents.edits, contents.register_id) == (1, 2, 2, "test")
    assert contents.bytes == made.stat().st_size
    assert is_encrypted(made)
    with pytest.raises(EnvironmentFault, match="damaged, or another key"):
        check_copy(made, OTHER_KEY)
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    profile.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_backup_may_be_read_by_its_owner_only(tmp_path):
    profile = private_profile(tmp_path)
    made = back_up(profile, AS_OF)
    back_up_to(profile, tmp_path / "elsewhere.register")
    profile.close()
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "elsewhere.register").stat().st_mode) == 0o600


def test_a_plain_profile_has_plain_backups(tmp_path):
    profile = profile_with(tmp_path, [person(), person(number=2)])
    made = back_up(profile, AS_OF)
    profile.close()
    assert made.read_bytes().startswith(b"SQLite format 3\x00")
    assert check_copy(made, None).people == 2


def test_a_backup_does_not_overwrite_a_file(tmp_path):
    profile = private_profile(tmp_path)
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(UserError, match="There is a file"):
        back_up_to(profile, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "Dear all"
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        back_up_to(profile, tmp_path / "nowhere" / "a.register")
    profile.close()


def test_others_may_save_while_a_backup_is_made(tmp_path):
    profile = private_profile(tmp_path, edits=1)
    stop = Event()

    def save_on():
        while not stop.is_set():
            save_an_edit(profile)

    thread = Thread(target=save_on)
    thread.start()
    try:
        made = [back_up(profile, AS_OF + timedelta(days=day)) for day in range(5)]
    finally:
        stop.set()
        thread.join()
    counts = [check_copy(one, KEY).edits for one in made]
    assert counts == sorted(counts)
    assert counts[-1] <= len(edits_of(profile))
    profile.close()


def test_a_copy_that_lacks_edits_is_no_backup(tmp_path, monkeypatch):
    profile = private_profile(tmp_path, edits=2)
    back_up(profile, AS_OF)
    counted = iter([5, 6])
    monkeypatch.setattr(store, "_count_edits", lambda _: next(counted))
    with pytest.raises(EnvironmentFault, match="damaged"):
        back_up(profile, AS_OF + DAY)
    assert [path.name for path in files_of(tmp_path).backups.iterdir()] == ["20260630T134200Z.register"]
    profile.close()


def test_a_full_disk_is_told_and_leaves_the_backups_as_they_were(tmp_path, monkeypatch):
    profile = private_profile(tmp_path, edits=1)
    back_up(profile, AS_OF)

    def full(*_: object) -> None:
        raise store.sqlite.OperationalError("database or disk is full")

    monkeypatch.setattr(type(profile.database), "copy_to", full)
    with pytest.raises(EnvironmentFault, match="is full or cannot be written"):
        back_up(profile, AS_OF + DAY)
    assert [path.name for path in files_of(tmp_path).backups.iterdir()] == ["20260630T134200Z.register"]
    save_an_edit(profile)
    assert profile.unsent() == 2
    profile.close()


def test_what_an_interrupted_backup_left_goes_in_time(tmp_path):
    profile = private_profile(tmp_path)
    folder = back_up(profile, AS_OF).parent
    old, young = folder / "20260101T000000Z.register.abc.new", folder / "20260630T134100Z.register.def.new"
    for half in (old, young):
        half.write_bytes(b"half")
    os.utime(old, (1, 1))
    back_up(profile, AS_OF + DAY)
    assert (old.exists(), young.exists()) == (False, True)
    profile.close()


def test_a_backup_is_due_once_a_day(tmp_path):
    profile = private_profile(tmp_path)
    assert due(profile, AS_OF)
    back_up(profile, AS_OF)
    assert not due(profile, AS_OF + timedelta(hours=23))
    assert not due(profile, AS_OF - timedelta(hours=23))
    assert due(profile, AS_OF + DAY)
    assert due(profile, AS_OF - timedelta(days=3650))
    profile.close()


def test_what_anybody_may_see_needs_no_daily_backup(tmp_path):
    profile = profile_with(tmp_path, [person()])
    assert not due(profile, AS_OF)
    profile.close()
    assert back_up_daily("register", files_of(tmp_path), NO_KEYRING, AS_OF) is None


def test_what_the_owner_keeps_in_a_public_profile_is_backed_up_daily_and_comes_back(tmp_path):
    profile = profile_with(tmp_path, [person()])
    write_note(profile, "p1", {Mark.PREFERRED}, "Rings back", AS_OF)
    assert due(profile, AS_OF)
    profile.close()
    assert back_up_daily("register", files_of(tmp_path), NO_KEYRING, AS_OF) is not None
    assert back_up_daily("register", files_of(tmp_path), NO_KEYRING, AS_OF) is None
    files_of(tmp_path).path.unlink()
    restored(tmp_path)
    profile = open_profile("register", files_of(tmp_path).path)
    assert notes_of(profile, ["p1"])["p1"].text == "Rings back"
    profile.close()


def test_the_daily_backup_is_made_of_locked_profiles_too_and_never_in_the_way(tmp_path):
    log_into(tmp_path)
    assert back_up_daily("register", files_of(tmp_path), NO_KEYRING, AS_OF) is None
    profile = reopened(tmp_path)
    hold(profile, [person()])
    profile.close()
    made = back_up_daily("register", files_of(tmp_path), NO_KEYRING, AS_OF)
    assert check_copy(made, KEY).people == 1
    assert back_up_daily("register", files_of(tmp_path), NO_KEYRING, AS_OF) is None
    files_of(tmp_path).key.unlink()
    assert back_up_daily("register", files_of(tmp_path), NO_KEYRING, AS_OF + DAY) is None


def test_backups_are_thinned_and_the_one_just_made_stays(tmp_path):
    profile = private_profile(tmp_path)
    for day in range(30):
        back_up(profile, AS_OF + timedelta(days=day))
    ahead = [at.at for at in store.backups_of(files_of(tmp_path))]
    assert len(ahead) < 16
    made = back_up(profile, AS_OF - timedelta(days=4000))
    assert made.exists()
    profile.close()


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_file_with_data_is_backed_up_before_it_is_migrated(tmp_path, key):
    profile = profile_with(tmp_path, [person()]) if key is None else private_profile(tmp_path)
    profile.close()
    path = files_of(tmp_path).path
    database = open_database(path, key)
    migrate_to(database, 1)
    database.close()
    os.utime(path, (AS_OF.timestamp(), AS_OF.timestamp()))
    open_profile("register", path, key).close()
    (backup,) = store.backups_of(files_of(tmp_path))
    assert (backup.at, check_copy(backup.path, key).schema) == (AS_OF, 1)
    open_profile("register", path, key).close()
    assert len(store.backups_of(files_of(tmp_path))) == 1


def test_a_new_file_is_not_backed_up(tmp_path):
    profile_with(tmp_path, [person()]).close()
    assert not files_of(tmp_path).backups.exists()


def test_a_restore_brings_back_the_data_and_loses_no_edit(tmp_path):
    profile = private_profile(tmp_path, edits=1)
    back_up(profile, AS_OF)
    in_conflict = save_an_edit(profile)
    put_into_conflict(profile, in_conflict)
    save_an_edit(profile)
    hold(profile, [person("Amina Ali", 10002)])
    before = edits_of(profile)
    profile.close()
    log_into(tmp_path, token="tolk_another_token_01")
    done = restored(tmp_path)
    assert (done.carried, done.unsent, done.contents.people, done.contents.unsent) == (2, 3, 1, 1)
    profile = reopened(tmp_path)
    assert edits_of(profile) == before
    assert profile.account().token == "tolk_another_token_01"
    with profile.database.read() as connection:
        assert connection.exec_driver_sql("SELECT op_id FROM conflicts").scalars().all() == [in_conflict]
        phone = connection.exec_driver_sql("SELECT phone FROM people WHERE number = 10001").scalar_one()
        assert phone == "+47 000 00 " + phone[-3:]
    assert save_an_edit(profile) not in [op_id for op_id, _, _ in before]
    profile.close()
    assert (noted_unsent(files_of(tmp_path)), noted_unsent(done.set_aside)) == (4, None)
    old = open_profile("old", done.set_aside.path, KEY)
    assert edits_of(old) == before
    old.close()


def test_an_edit_that_the_register_has_by_now_is_not_taken_for_unsent(tmp_path):
    profile = private_profile(tmp_path, edits=2)
    back_up(profile, AS_OF)
    acknowledge_all(profile)
    profile.close()
    assert restored(tmp_path).unsent == 0


def test_the_place_of_an_edit_is_never_given_twice(tmp_path):
    profile = private_profile(tmp_path, edits=2)
    back_up(profile, AS_OF)
    third = save_an_edit(profile)
    discard(profile, third)
    profile.close()
    restored(tmp_path)
    profile = reopened(tmp_path)
    save_an_edit(profile)
    assert [n for _, n, _ in edits_of(profile)] == [1, 2, 4]
    profile.close()


def test_edits_that_want_the_same_place_keep_their_order(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    ours, theirs = private_profile(one, edits=2), private_profile(two, edits=3)
    mine, other = edits_of(ours), edits_of(theirs)
    assert carry_edits(theirs.database, ours.database, overrule=False) == 3
    assert edits_of(ours) == [*mine, *((op_id, n + 3, state) for op_id, n, state in other)]
    assert carry_edits(theirs.database, ours.database, overrule=False) == 0
    for profile in (ours, theirs):
        profile.close()


@pytest.mark.parametrize("damage", ["key lost", "damaged", "gone"])
def test_a_file_that_cannot_be_read_is_set_aside_and_the_backup_takes_its_place(tmp_path, damage):
    profile = private_profile(tmp_path, edits=1)
    back_up(profile, AS_OF)
    save_an_edit(profile)
    profile.close()
    files = files_of(tmp_path)
    if damage == "damaged":
        whole = files.path.read_bytes()
        files.path.write_bytes(whole[:8192] + os.urandom(len(whole) - 8192))
    elif damage == "key lost":
        files.path.write_bytes(os.urandom(8192))
    else:
        files.path.unlink()
    left = files.path.read_bytes() if files.path.exists() else None
    done = restored(tmp_path)
    assert (done.carried, done.unsent) == (None, 1)
    if left is None:
        assert done.set_aside is None
    else:
        assert done.set_aside.path.read_bytes() == left
        assert noted_unsent(done.set_aside) == 2
    profile = reopened(tmp_path)
    assert (profile.require_state().register_id, profile.key_place) == ("test", KeyPlace.FILE)
    profile.close()


def test_latest_is_the_newest_that_is_sound(tmp_path):
    profile = private_profile(tmp_path)
    first, second = back_up(profile, AS_OF), back_up(profile, AS_OF + DAY)
    profile.close()
    second.write_bytes(os.urandom(8192))
    keys = ProfileKeys(files_of(tmp_path), NO_KEYRING)
    assert [one.contents is not None for one in list_backups(files_of(tmp_path), keys)] == [False, True]
    assert restored(tmp_path).path == first
    with pytest.raises(EnvironmentFault):
        restored(tmp_path, second)
    first.unlink()
    with pytest.raises(NotFound, match="no sound backup"):
        restored(tmp_path)


def test_a_backup_of_another_register_is_refused(tmp_path):
    profile = private_profile(tmp_path, edits=1)
    made = back_up(profile, AS_OF)
    with profile.database.write() as connection:
        connection.exec_driver_sql("UPDATE profile SET register_id = 'another'")
    profile.close()
    before = files_of(tmp_path).path.read_bytes()
    with pytest.raises(UserError, match="another register"):
        restored(tmp_path, made)
    assert files_of(tmp_path).path.read_bytes() == before


def test_a_private_profile_does_not_become_a_plain_one(tmp_path):
    profile = profile_with(tmp_path, [person()])
    plain = back_up(profile, AS_OF).rename(tmp_path / "plain.register")  # a login takes those away that it knows of
    profile.close()
    private_profile(tmp_path).close()
    with pytest.raises(UserError, match="is not encrypted"):
        restored(tmp_path, plain)


def test_a_file_that_another_program_has_open_is_not_replaced(tmp_path):
    other = private_profile(tmp_path, edits=1)
    back_up(other, AS_OF)
    with pytest.raises(EnvironmentFault, match="in use by another program"):
        restored(tmp_path)
    assert other.unsent() == 1
    other.close()


@pytest.mark.parametrize("stays_open", [True, False])
def test_what_another_program_saves_while_the_file_is_set_aside_is_not_lost(tmp_path, monkeypatch, stays_open):
    profile = private_profile(tmp_path, edits=1)
    back_up(profile, AS_OF)
    profile.close()
    copy, others = private_files._copy_to_disk, []

    def interrupted(source, target):
        copy(source, target)
        if source == files_of(tmp_path).path:
            others.append(reopened(tmp_path))
            save_an_edit(others[0])
            if not stays_open:
                others[0].close()

    with monkeypatch.context() as patch:
        patch.setattr(private_files, "_copy_to_disk", interrupted)
        with pytest.raises(EnvironmentFault, match="in use by another program"):
            restored(tmp_path)
    assert others[0].unsent() == 2
    others[0].close()
    assert not files_of(tmp_path).set_aside()
    assert restored(tmp_path, now=AS_OF + DAY).unsent == 2


@pytest.mark.parametrize("step", range(9))
def test_a_restore_that_is_killed_anywhere_leaves_a_whole_file_with_every_edit(tmp_path, monkeypatch, step):
    profile = private_profile(tmp_path, edits=1)
    back_up(profile, AS_OF)
    save_an_edit(profile)
    profile.close()
    steps = iter(range(100))

    def killable(work):
        def done(*arguments, **named):
            if next(steps) == step:
                raise Killed
            return work(*arguments, **named)

        return done

    with monkeypatch.context() as patch:
        for name in ("make_private", "to_disk", "_copy_to_disk"):
            patch.setattr(private_files, name, killable(getattr(private_files, name)))
        for name in ("_carry", "_folded", "put_in_place"):
            patch.setattr(module, name, killable(getattr(module, name)))
        with pytest.raises(Killed):
            restored(tmp_path)
    profile = reopened(tmp_path)
    assert profile.unsent() == 2
    profile.close()
    assert restored(tmp_path, now=AS_OF + DAY).unsent == 2
