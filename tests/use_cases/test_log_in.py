"""Logging in makes a profile private; what was there is never lost on the way."""

import json
import os
import stat

import pytest

from interpreter_app import private_files
from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import EnvironmentFault, NotFound, UserError
from interpreter_app.domain.private_notes import Mark
from interpreter_app.domain.profiles import AccountRole, Origin
from interpreter_app.keys import KeyPlace, ProfileKeys
from interpreter_app.keys_in_words import key_of, phrase_of
from interpreter_app.store.database import is_encrypted
from interpreter_app.use_cases import log_in as module
from interpreter_app.use_cases.back_up import back_up
from interpreter_app.use_cases.log_out import LoggedOut, log_out
from interpreter_app.use_cases.open_profile import KeyLost, Locked, noted_unsent
from interpreter_app.use_cases.private_notes import notes_of, write_note
from interpreter_app.use_cases.recover import recover_edits, recover_key
from tests.support.keyrings import NO_KEYRING, MemoryKeyring, opens
from tests.support.private_profiles import (
    KEY,
    OTHER_KEY,
    SERVER,
    TOKEN,
    credentials,
    files_of,
    lock,
    log_into,
    private_profile,
    put_into_conflict,
    reopened,
    save_an_edit,
)
from tests.support.registers import AS_OF, person, profile_with


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


def lose_key(folder):
    files_of(folder).key.unlink()


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_first_login_makes_an_encrypted_file_with_a_key_of_its_own(tmp_path, keyring):
    done = log_into(tmp_path, opens(keyring))
    assert done.key_place is KeyPlace.KEYRING
    assert key_of(done.recovery_phrase) == KEY
    assert is_encrypted(files_of(tmp_path).path)
    profile = reopened(tmp_path, opens(keyring))
    account = profile.account()
    assert (account.role, account.name, account.server) == (AccountRole.CASE_WORKER, "Kari Saksbehandler", SERVER)
    assert (account.token, account.device, account.locked) == (TOKEN, "kari-pc", False)
    assert (profile.key, profile.key_place, profile.role()) == (KEY, KeyPlace.KEYRING, AccountRole.CASE_WORKER)
    profile.close()


def test_the_token_stands_nowhere_but_in_the_encrypted_file(tmp_path, keyring):
    done = log_into(tmp_path, opens(keyring))
    profile = reopened(tmp_path, opens(keyring))
    told = [repr(done), repr(profile), repr(profile.account()), repr(credentials()), str(keyring.kept)]
    profile.close()
    for text in [*told, *map(str, contents(tmp_path).values())]:
        assert TOKEN not in text
    for text in told[:2]:
        assert KEY.hex() not in text
        assert done.recovery_phrase not in text


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nothing_that_was_kept_in_the_public_copy_stays_readable_beside_the_encrypted_file(tmp_path):
    public = profile_with(tmp_path, [person()])
    write_note(public, "p1", {Mark.PREFERRED}, "Rings back quickly", AS_OF)
    back_up(public, AS_OF)
    public.close()
    log_into(tmp_path)
    readable = [path for path in tmp_path.rglob("*") if path.is_file() and b"Rings back quickly" in path.read_bytes()]
    assert readable == []
    private = reopened(tmp_path)
    assert notes_of(private, ["p1"])["p1"].text == "Rings back quickly"
    private.close()


def test_what_is_private_may_be_read_by_its_owner_only(tmp_path):
    profile = private_profile(tmp_path, edits=1)
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(rights) >= {"register.register", "register.register-wal", "register.register-shm", "register.key"}
    assert set(rights.values()) == {0o600}
    profile.close()
    assert stat.S_IMODE(files_of(tmp_path).unsent.stat().st_mode) == 0o600


def test_a_public_copy_of_the_register_gives_way(tmp_path):
    profile_with(tmp_path, [person()]).close()
    assert log_into(tmp_path).recovery_phrase is not None
    profile = reopened(tmp_path)
    assert (profile.state(), profile.role()) == (None, AccountRole.CASE_WORKER)
    profile.close()


@pytest.mark.parametrize("step", ["keep", "put_in_place", "fold"])
def test_a_login_that_is_killed_leaves_the_public_copy_whole_until_the_new_file_is(tmp_path, monkeypatch, step):
    profile_with(tmp_path, [person()]).close()

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if step == "keep":
            patch.setattr(ProfileKeys, "keep", killed)
        elif step == "fold":
            patch.setattr(module, "_account", killed)
        else:
            patch.setattr(module, "put_in_place", killed)
        with pytest.raises(Killed):
            log_into(tmp_path)
    profile = reopened(tmp_path)
    assert profile.require_state().register_id == "test"
    profile.close()
    assert log_into(tmp_path).recovery_phrase == phrase_of(KEY)
    reopened(tmp_path).close()


def test_a_copy_that_another_program_has_open_does_not_give_way(tmp_path):
    other = profile_with(tmp_path, [person()])
    with pytest.raises(EnvironmentFault, match="in use by another program"):
        log_into(tmp_path)
    assert other.require_state().register_id == "test"
    other.close()
    assert not is_encrypted(files_of(tmp_path).path)


def test_nobody_logs_in_with_an_imported_profile(tmp_path):
    profile_with(tmp_path, [person()], origin=Origin.PUBLIC).close()
    before = contents(tmp_path)
    with pytest.raises(UserError, match="imported from a file"):
        log_into(tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("private", [False, True])
def test_a_profile_belongs_to_one_register(tmp_path, private):
    (private_profile(tmp_path) if private else profile_with(tmp_path, [person()])).close()
    with pytest.raises(UserError, match="another register"):
        log_into(tmp_path, register_id="another")
    profile = reopened(tmp_path)
    assert profile.require_state().register_id == "test"
    profile.close()


def test_another_login_keeps_key_outbox_conflicts_and_the_id_of_the_file(tmp_path):
    profile = private_profile(tmp_path, edits=2)
    put_into_conflict(profile, save_an_edit(profile))
    client = profile.account().client
    profile.close()
    done = log_into(tmp_path, key=OTHER_KEY, token="tolk_another_token_01", role=AccountRole.ADMINISTRATOR)
    assert done.recovery_phrase is None
    profile = reopened(tmp_path)
    account = profile.account()
    assert (account.token, account.role, account.client) == ("tolk_another_token_01", "administrator", client)
    assert (profile.key, profile.unsent()) == (KEY, 3)
    profile.close()


def test_who_logs_in_where_another_has_saved_is_told_whose_edits_wait(tmp_path):
    private_profile(tmp_path, edits=2).close()
    kari = credentials().name
    assert log_into(tmp_path).others == ()
    assert log_into(tmp_path, person="Per Eksempel").others == (kari,)


def test_a_locked_profile_is_opened_only_by_a_new_login(tmp_path):
    profile = private_profile(tmp_path, edits=3)
    lock(profile)
    profile.close()
    with pytest.raises(Locked, match="unsent edits that are kept: 3"):
        reopened(tmp_path)
    known = reopened(tmp_path, even_locked=True)
    assert known.account().locked
    known.close()
    log_into(tmp_path)
    profile = reopened(tmp_path)
    assert profile.unsent() == 3
    profile.close()


def test_a_token_goes_only_to_the_server_of_the_login(tmp_path):
    log_into(tmp_path, server="https://register.example.no")
    profile = reopened(tmp_path)
    for same in ("https://register.example.no", "https://register.example.no:443/", " https://REGISTER.example.no/x "):
        assert profile.token_for(same) == TOKEN
    for other in ("https://register.example.com", "http://register.example.no", "https://register.example.no:8443"):
        with pytest.raises(UserError, match="login of the profile register is for"):
            profile.token_for(other)
    profile.close()


def test_a_public_profile_has_no_token(tmp_path):
    profile = profile_with(tmp_path, [person()])
    assert (profile.token_for("https://anywhere.example"), profile.account()) == ("", None)
    assert profile.role() is AccountRole.PUBLIC
    profile.close()


def test_a_file_whose_key_is_lost_is_never_made_anew(tmp_path):
    private_profile(tmp_path, edits=2).close()
    lose_key(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(KeyLost, match=r"unsent edits in it: 2.*recover --phrase-file") as told:
        reopened(tmp_path)
    assert told.value.unsent == 2
    assert contents(tmp_path) == before


def test_a_key_that_is_not_the_files_does_not_touch_it(tmp_path):
    profile = private_profile(tmp_path, edits=2)
    files = files_of(tmp_path)
    files.key.write_text(OTHER_KEY.hex())
    before = contents(tmp_path)
    assert files.log.stat().st_size > 0
    with pytest.raises(KeyLost):
        reopened(tmp_path)
    assert contents(tmp_path) == before
    profile.close()


def test_without_a_note_of_unsent_edits_their_number_is_not_told(tmp_path):
    private_profile(tmp_path).close()
    lose_key(tmp_path)
    for note in (None, b"", b"[]", b'{"unsent":"many"}'):
        if note is None:
            files_of(tmp_path).unsent.unlink()
        else:
            files_of(tmp_path).unsent.write_bytes(note)
        with pytest.raises(KeyLost, match=r"The file is kept\. Use"):
            reopened(tmp_path)


def test_the_note_of_unsent_edits_says_nothing_of_them(tmp_path):
    private_profile(tmp_path, edits=2).close()
    note = json.loads(files_of(tmp_path).unsent.read_bytes())
    assert note == {"unsent": 2, "own": {"notes": 0, "call_lists": 0, "assignments": 0, "answers": 0}}


def test_a_note_that_cannot_be_written_stops_nothing(tmp_path, monkeypatch):
    profile = private_profile(tmp_path, edits=1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_files, "make_private", full)
    profile.note_unsent()
    profile.close()


def test_a_login_with_a_lost_key_sets_the_file_aside(tmp_path):
    private_profile(tmp_path, edits=2).close()
    old = files_of(tmp_path).path.read_bytes()
    lose_key(tmp_path)
    done = log_into(tmp_path, key=OTHER_KEY)
    assert done.set_aside.path.name == "register.register.set-aside-20260630T134200Z"
    assert done.set_aside.path.read_bytes() == old
    assert noted_unsent(done.set_aside) == 2
    assert key_of(done.recovery_phrase) == OTHER_KEY
    profile = reopened(tmp_path)
    assert (profile.key, profile.unsent()) == (OTHER_KEY, 0)
    profile.close()
    assert files_of(tmp_path).set_aside() == [done.set_aside]


def test_what_is_in_the_log_of_a_lost_file_is_set_aside_with_it(tmp_path):
    profile = private_profile(tmp_path, edits=2)
    files = files_of(tmp_path)
    kept = {path: path.read_bytes() for path in (files.path, files.log)}
    profile.close()
    for path, content in kept.items():  # as after a crash: the edits are in the log alone
        path.write_bytes(content)
    lose_key(tmp_path)
    aside = log_into(tmp_path, key=OTHER_KEY).set_aside
    assert (aside.path.read_bytes(), aside.log.read_bytes()) == tuple(kept.values())
    assert not files.log.exists()
    profile = reopened(tmp_path)
    assert recover_edits(profile, aside, phrase_of(KEY)).edits == 2
    profile.close()


@pytest.mark.parametrize("step", range(8))
def test_a_login_killed_while_it_sets_a_file_aside_loses_nothing(tmp_path, monkeypatch, step):
    private_profile(tmp_path, edits=2).close()
    lose_key(tmp_path)
    steps = iter(range(100))

    def killable(work):
        def done(*arguments, **named):
            if next(steps) == step:
                raise Killed
            return work(*arguments, **named)

        return done

    with monkeypatch.context() as patch:
        for name in ("copy_private", "_copy_to_disk", "to_disk", "make_private"):
            patch.setattr(private_files, name, killable(getattr(private_files, name)))
        patch.setattr(module, "_move_what_belongs", killable(module._move_what_belongs))
        with pytest.raises(Killed):
            log_into(tmp_path, key=OTHER_KEY)
    log_into(tmp_path, key=OTHER_KEY)
    profile = reopened(tmp_path)
    if profile.key == OTHER_KEY:
        carried = [recover_edits(profile, aside, phrase_of(KEY)).edits for aside in files_of(tmp_path).set_aside()]
        assert sum(carried) == 2
    assert profile.unsent() == 2
    profile.close()


def test_the_phrase_brings_the_key_back(tmp_path, keyring):
    private_profile(tmp_path, edits=2).close()
    lose_key(tmp_path)
    keys = ProfileKeys(files_of(tmp_path), opens(keyring))
    assert recover_key("register", files_of(tmp_path), phrase_of(KEY), keys) is KeyPlace.KEYRING
    profile = reopened(tmp_path, opens(keyring))
    assert profile.unsent() == 2
    profile.close()


def test_the_phrase_of_another_file_changes_nothing(tmp_path, keyring):
    private_profile(tmp_path, edits=2).close()
    lose_key(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(EnvironmentFault, match="does not open the file"):
        recover_key(
            "register", files_of(tmp_path), phrase_of(OTHER_KEY), ProfileKeys(files_of(tmp_path), opens(keyring))
        )
    assert (contents(tmp_path), keyring.kept) == (before, {})


def test_a_plain_profile_has_nothing_to_recover(tmp_path):
    profile_with(tmp_path, [person()]).close()
    with pytest.raises(NotFound, match="not encrypted"):
        recover_key("register", files_of(tmp_path), phrase_of(KEY), ProfileKeys(files_of(tmp_path), NO_KEYRING))


def test_the_edits_of_a_file_that_was_set_aside_come_into_the_new_one(tmp_path):
    profile = private_profile(tmp_path, edits=1)
    in_conflict = save_an_edit(profile)
    put_into_conflict(profile, in_conflict)
    profile.close()
    lose_key(tmp_path)
    aside = log_into(tmp_path, key=OTHER_KEY).set_aside
    profile = reopened(tmp_path)
    save_an_edit(profile)
    assert recover_edits(profile, aside, phrase_of(KEY)).edits == 2
    assert profile.unsent() == 3
    with profile.database.read() as connection:
        places = connection.exec_driver_sql("SELECT n FROM outbox ORDER BY n").scalars().all()
        conflicts = connection.exec_driver_sql("SELECT op_id FROM conflicts").scalars().all()
    assert (places, conflicts) == ([1, 3, 4], [in_conflict])
    save_an_edit(profile)
    assert recover_edits(profile, aside, phrase_of(KEY)).edits == 0
    assert profile.unsent() == 4
    with pytest.raises(EnvironmentFault, match="does not open"):
        recover_edits(profile, aside, phrase_of(OTHER_KEY))
    profile.close()
    assert noted_unsent(aside) is None


def leave(folder, open_keyring=NO_KEYRING, *, discard=False, discard_own=False):
    files = files_of(folder)
    keys = ProfileKeys(files, open_keyring)
    return log_out("register", files, keys, discard_unsent=discard, discard_own=discard_own)


def test_logging_out_leaves_nothing_behind(tmp_path, keyring):
    private_profile(tmp_path, opens(keyring)).close()
    assert leave(tmp_path, opens(keyring)) == LoggedOut(wiped=True, unsent=0)
    assert (list(tmp_path.iterdir()), keyring.kept) == ([], {})


@pytest.mark.parametrize("state", ["as it is", "locked", "without its key"])
def test_logging_out_does_not_drop_unsent_edits_unasked(tmp_path, state):
    profile = private_profile(tmp_path, edits=2)
    put_into_conflict(profile, save_an_edit(profile))
    if state == "locked":
        lock(profile)
    profile.close()
    if state == "without its key":
        lose_key(tmp_path)
    before = files_of(tmp_path).path.read_bytes()
    assert leave(tmp_path) == LoggedOut(wiped=False, unsent=3)
    assert files_of(tmp_path).path.read_bytes() == before
    assert leave(tmp_path, discard=True) == LoggedOut(wiped=True, unsent=3)
    assert list(tmp_path.iterdir()) == []


def test_logging_out_counts_and_wipes_what_was_set_aside(tmp_path):
    private_profile(tmp_path, edits=2).close()
    lose_key(tmp_path)
    log_into(tmp_path, key=OTHER_KEY)
    assert leave(tmp_path) == LoggedOut(wiped=False, unsent=2)
    assert leave(tmp_path, discard=True) == LoggedOut(wiped=True, unsent=2)
    assert list(tmp_path.iterdir()) == []


def test_logging_out_leaves_other_profiles_alone(tmp_path):
    log_into(tmp_path)
    log_into(tmp_path, name="register2", key=OTHER_KEY)
    leave(tmp_path)
    profile = reopened(tmp_path, name="register2")
    assert profile.key == OTHER_KEY
    profile.close()


def test_logging_out_while_another_program_works_wipes_nothing(tmp_path):
    other = private_profile(tmp_path)
    with pytest.raises(EnvironmentFault, match="in use by another program"):
        leave(tmp_path)
    assert other.state() is not None
    other.close()


@pytest.mark.parametrize("public", [False, True])
def test_who_is_not_logged_in_cannot_log_out(tmp_path, public):
    if public:
        profile_with(tmp_path, [person()]).close()
    before = contents(tmp_path)
    with pytest.raises(NotFound, match="Nobody is logged in"):
        leave(tmp_path)
    assert contents(tmp_path) == before


def test_what_is_left_of_a_profile_can_be_wiped_too(tmp_path):
    log_into(tmp_path)
    files_of(tmp_path).path.unlink()
    assert leave(tmp_path).wiped
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_kept_already_is_used_again(tmp_path):
    """Backups may need it."""
    log_into(tmp_path)
    files_of(tmp_path).path.unlink()
    done = log_into(tmp_path, key=OTHER_KEY)
    assert key_of(done.recovery_phrase) == KEY


def damage(folder):
    """Spoil all of the file but its first pages: the key opens it, and no more."""
    path = files_of(folder).path
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xaa" * (len(whole) - 8192))


def test_a_damaged_file_can_be_wiped_once_its_last_count_is_accepted(tmp_path):
    private_profile(tmp_path, edits=2).close()
    damage(tmp_path)
    assert leave(tmp_path) == LoggedOut(wiped=False, unsent=2)
    assert leave(tmp_path, discard=True) == LoggedOut(wiped=True, unsent=2)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_which_nobody_knows_what_waits_in_it_is_not_wiped_unasked(tmp_path):
    private_profile(tmp_path, edits=2).close()
    lose_key(tmp_path)
    files_of(tmp_path).unsent.unlink()
    for given in ({}, {"discard": True}, {"discard_own": True}):
        assert leave(tmp_path, **given) == LoggedOut(wiped=False, unsent=None, own=None)
    assert files_of(tmp_path).path.exists()
    assert leave(tmp_path, discard=True, discard_own=True) == LoggedOut(wiped=True, unsent=None, own=None)
    assert list(tmp_path.iterdir()) == []


def test_edits_of_what_is_no_encrypted_file_or_another_registers_are_refused(tmp_path):
    profile = private_profile(tmp_path / "ours", edits=1)
    (tmp_path / "letter").write_text("Dear all")
    with pytest.raises(UserError, match="not an encrypted register file"):
        recover_edits(profile, ProfileFiles(tmp_path / "letter"), phrase_of(KEY))
    other = private_profile(tmp_path / "theirs", edits=1)
    with other.database.write() as connection:
        connection.exec_driver_sql("UPDATE profile SET register_id = 'another'")
    other.close()
    with pytest.raises(UserError, match="belongs to another register"):
        recover_edits(profile, files_of(tmp_path / "theirs"), phrase_of(KEY))
    assert profile.unsent() == 1
    profile.close()


def test_a_folder_that_cannot_be_made_is_told_and_no_key_is_kept(tmp_path, keyring):
    (tmp_path / "data").write_text("in the way")
    with pytest.raises((EnvironmentFault, OSError)):
        log_into(tmp_path / "data", opens(keyring))
    assert keyring.kept == {}
