"""Notes, call lists and the usage log survive a new copy, a login, a restore and a lost key, and go only when told."""

import json
import os
from datetime import timedelta

import pytest

from interpreter_app.domain.own_data import NOTHING_OWN, OwnData
from interpreter_app.keys import ProfileKeys
from interpreter_app.keys_in_words import phrase_of
from interpreter_app.store.call_lists import delete_call_list
from interpreter_app.use_cases import log_in as module
from interpreter_app.use_cases.back_up import back_up
from interpreter_app.use_cases.log_out import LoggedOut, log_out
from interpreter_app.use_cases.open_profile import noted_own, open_profile
from interpreter_app.use_cases.recover import recover_edits
from interpreter_app.use_cases.restore_backup import restore_backup
from tests.support import own_data as own
from tests.support.keyrings import NO_KEYRING
from tests.support.private_profiles import (
    KEY,
    OTHER_KEY,
    files_of,
    lock,
    log_into,
    private_profile,
    reopened,
)
from tests.support.registers import AS_OF, hold, person, profile_with

ONE_OF_EACH = OwnData(1, 1, 1, 1)


def lose_key(folder):
    files_of(folder).key.unlink()


def own_in(folder):
    profile = reopened(folder)
    try:
        return own.own_rows(profile)
    finally:
        profile.close()


def leave(folder, *, discard=False, discard_own=False):
    files = files_of(folder)
    keys = ProfileKeys(files, NO_KEYRING)
    return log_out("register", files, keys, discard_unsent=discard, discard_own=discard_own)


def restored(folder):
    files = files_of(folder)
    return restore_backup("register", files, None, ProfileKeys(files, NO_KEYRING), now=AS_OF)


def test_a_new_first_copy_leaves_it_as_it_is(tmp_path):
    profile = profile_with(tmp_path, [person()])
    own.keep_one_of_each(profile)
    before = own.own_rows(profile)
    hold(profile, [person("Amina Ali", 10002)])
    assert own.own_rows(profile) == before
    profile.close()


# Logging in


def test_logging_in_takes_along_what_was_kept_in_the_public_copy(tmp_path):
    public = profile_with(tmp_path, [person()])
    own.keep_one_of_each(public)
    before = own.own_rows(public)
    public.close()
    log_into(tmp_path)
    assert own_in(tmp_path) == before
    assert b"note" not in files_of(tmp_path).path.read_bytes()


def test_logging_in_again_leaves_it_as_it_is(tmp_path):
    profile = private_profile(tmp_path)
    own.keep_one_of_each(profile)
    before = own.own_rows(profile)
    profile.close()
    log_into(tmp_path, person="Ola")
    assert own_in(tmp_path) == before


def test_it_is_taken_along_from_a_copy_that_was_never_filled(tmp_path):
    public = open_profile("register", files_of(tmp_path).path)
    own.assignment(public)
    public.close()
    log_into(tmp_path)
    assert [row[0] for row in own_in(tmp_path)["assignments"]] == ["one"]


@pytest.mark.parametrize("step", ["carry_own", "put_in_place", "begin_new"])
def test_a_login_that_is_killed_leaves_it_in_the_public_copy(tmp_path, monkeypatch, step):
    class Killed(BaseException):
        """The process ends here."""

    def killed(*_: object) -> None:
        raise Killed

    public = profile_with(tmp_path, [person()])
    own.keep_one_of_each(public)
    before = own.own_rows(public)
    public.close()
    with monkeypatch.context() as patch:
        patch.setattr(module, step, killed)
        with pytest.raises(Killed):
            log_into(tmp_path)
    assert own_in(tmp_path) == before
    log_into(tmp_path)
    assert own_in(tmp_path) == before


def test_a_file_whose_key_is_lost_keeps_it_and_the_phrase_brings_it_back(tmp_path):
    old = private_profile(tmp_path)
    own.keep_one_of_each(old)
    own.note(old, "old", person="somebody", hour=1)
    own.note(old, "newer", person="anybody", hour=3)
    own.version(old, said="old", hour=1)
    old.close()
    lose_key(tmp_path)
    aside = log_into(tmp_path, key=OTHER_KEY).set_aside
    profile = reopened(tmp_path)
    assert profile.own() == NOTHING_OWN
    own.note(profile, "new", person="somebody", hour=2)
    own.note(profile, "older", person="anybody", hour=2)
    own.version(profile, said="new", hour=2)
    assert recover_edits(profile, aside, phrase_of(KEY)).own == OwnData(2, 1, 1, 1)
    found = own.own_rows(profile)
    assert {row[0]: row[2] for row in found["private_notes"]} == {
        own.PERSON: "note",
        "somebody": "new",
        "anybody": "newer",
    }
    assert [row[3] for row in found["assignment_versions"]] == [b"{}", b"old", b"new"]
    assert recover_edits(profile, aside, phrase_of(KEY)).own == NOTHING_OWN
    assert own.own_rows(profile) == found
    profile.close()


# Restoring a backup


@pytest.mark.parametrize("private", [False, True])
def test_a_restore_keeps_what_was_made_and_changed_since(tmp_path, private):
    profile = private_profile(tmp_path) if private else profile_with(tmp_path, [person()])
    own.keep_one_of_each(profile)
    own.note(profile, "lost since", person="gone")
    back_up(profile, AS_OF)
    with profile.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM private_notes WHERE person = 'gone'")
    own.note(profile, "since", hour=1)
    own.note(profile, "new", person="new")
    own.call_list(profile, "second")
    own.assignment(profile, minutes=90, hour=1)
    own.version(profile, said="second", hour=1)
    own.answers(profile, said="since", hour=1)
    own.seen(profile, law=2)
    before = own.own_rows(profile)
    profile.close()
    done = restored(tmp_path)
    found = own_in(tmp_path)
    assert found["private_notes"] == sorted(
        [*before["private_notes"], ("gone", ["preferred"], "lost since", own.time(0))]
    )
    assert {name: rows for name, rows in found.items() if name != "private_notes"} == {
        name: rows for name, rows in before.items() if name != "private_notes"
    }
    old = open_profile("old", done.set_aside.path, KEY if private else None)
    assert own.own_rows(old) == before
    old.close()


def test_a_call_list_that_was_deleted_since_the_backup_stays_deleted(tmp_path):
    profile = private_profile(tmp_path)
    own.call_list(profile, "gone", said="names and telephones")
    own.call_list(profile, "kept")
    back_up(profile, AS_OF)
    with profile.database.write() as connection:
        delete_call_list(connection, "gone", AS_OF + timedelta(hours=1))
    profile.close()
    restored(tmp_path)
    found = {row[0]: row[-1] for row in own_in(tmp_path)["call_lists"]}
    assert found == {"gone": b"", "kept": b"{}"}


def test_a_restore_over_a_file_that_cannot_be_read_brings_what_the_backup_has(tmp_path):
    profile = private_profile(tmp_path)
    own.keep_one_of_each(profile)
    before = own.own_rows(profile)
    back_up(profile, AS_OF)
    own.note(profile, "since", person="new")
    profile.close()
    whole = files_of(tmp_path).path.read_bytes()
    files_of(tmp_path).path.write_bytes(whole[:8192] + os.urandom(len(whole) - 8192))
    done = restored(tmp_path)
    assert own_in(tmp_path) == before
    assert noted_own(done.set_aside) == OwnData(2, 1, 1, 1)


# Logging out


def test_logging_out_tells_what_would_be_lost_and_loses_nothing_unasked(tmp_path):
    profile = private_profile(tmp_path, edits=1)
    own.keep_one_of_each(profile)
    own.note(profile, person="another")
    profile.close()
    before = own_in(tmp_path)
    lost = OwnData(2, 1, 1, 1)
    for given in ({}, {"discard": True}, {"discard_own": True}):
        assert leave(tmp_path, **given) == LoggedOut(wiped=False, unsent=1, own=lost)
        assert own_in(tmp_path) == before
    assert leave(tmp_path, discard=True, discard_own=True) == LoggedOut(wiped=True, unsent=1, own=lost)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keep", [own.note, own.call_list, own.assignment, own.answers])
def test_each_kind_must_be_given_up(tmp_path, keep):
    profile = private_profile(tmp_path)
    keep(profile)
    profile.close()
    assert not leave(tmp_path).wiped
    assert leave(tmp_path, discard_own=True).wiped


def test_guidance_that_was_seen_is_nothing_to_lose(tmp_path):
    profile = private_profile(tmp_path)
    own.seen(profile, law=1)
    profile.close()
    assert leave(tmp_path) == LoggedOut(wiped=True, unsent=0)


@pytest.mark.parametrize("state", ["locked", "without its key", "damaged"])
def test_it_counts_in_a_file_that_is_locked_or_cannot_be_opened(tmp_path, state):
    profile = private_profile(tmp_path)
    own.keep_one_of_each(profile)
    if state == "locked":
        lock(profile)
    profile.close()
    path = files_of(tmp_path).path
    if state == "without its key":
        lose_key(tmp_path)
    elif state == "damaged":
        whole = path.read_bytes()
        path.write_bytes(whole[:8192] + b"\xaa" * (len(whole) - 8192))
    assert leave(tmp_path) == LoggedOut(wiped=False, unsent=0, own=ONE_OF_EACH)
    assert path.exists()
    assert leave(tmp_path, discard_own=True) == LoggedOut(wiped=True, unsent=0, own=ONE_OF_EACH)


def test_what_is_in_files_that_were_set_aside_counts_too(tmp_path):
    old = private_profile(tmp_path)
    own.keep_one_of_each(old)
    old.close()
    lose_key(tmp_path)
    log_into(tmp_path, key=OTHER_KEY)
    profile = reopened(tmp_path)
    own.note(profile)
    profile.close()
    assert leave(tmp_path) == LoggedOut(wiped=False, unsent=0, own=OwnData(2, 1, 1, 1))
    assert leave(tmp_path, discard_own=True).wiped


@pytest.mark.parametrize(
    "note",
    [None, b"", b"[]", b'{"unsent": 0}', b'{"own": [1]}', b'{"own": {"x": 1}}', b'{"own": {"notes": "many"}}'],
)
def test_where_no_note_tells_nobody_knows(tmp_path, note):
    private_profile(tmp_path).close()
    files = files_of(tmp_path)
    files.unsent.unlink()
    if note is not None:
        files.unsent.write_bytes(note)
    assert noted_own(files) is None


def test_a_note_of_an_older_program_lets_nothing_be_wiped_unasked(tmp_path):
    private_profile(tmp_path).close()
    lose_key(tmp_path)
    files_of(tmp_path).unsent.write_bytes(json.dumps({"unsent": 0}).encode())
    assert leave(tmp_path) == LoggedOut(wiped=False, unsent=0, own=None)
    assert leave(tmp_path, discard_own=True) == LoggedOut(wiped=True, unsent=0, own=None)
