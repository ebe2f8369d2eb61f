"""The key of an encrypted profile: where it is kept, who may read it, and how it is written down."""

import os
import stat
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import UserError
from interpreter_app.keys import SERVICE, FoundKey, KeyPlace, ProfileKeys, new_key, system_keyring
from interpreter_app.keys_in_words import key_of, phrase_of
from tests.support.keyrings import NO_KEYRING, ForgetfulKeyring, LockedKeyring, MemoryKeyring, opens
from tests.support.private_profiles import KEY, OTHER_KEY


@pytest.fixture
def files(tmp_path) -> ProfileFiles:
    return ProfileFiles(tmp_path / "register.register")


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


def test_a_new_key_is_32_bytes_that_nobody_has_had():
    made = {new_key() for _ in range(100)}
    assert len(made) == 100
    assert {len(key) for key in made} == {32}


def test_the_keyring_keeps_the_key_and_nothing_else(files, keyring):
    keys = ProfileKeys(files, opens(keyring))
    assert keys.keep(KEY) is KeyPlace.KEYRING
    assert list(keys.find()) == [FoundKey(KEY, KeyPlace.KEYRING)]
    assert keyring.kept == {(SERVICE, f"register {files.path.parent}"): KEY.hex()}
    assert list(files.path.parent.iterdir()) == []


def test_each_profile_and_each_folder_has_a_key_of_its_own(tmp_path, keyring):
    (tmp_path / "b").mkdir()
    paths = [tmp_path / "one.register", tmp_path / "two.register", tmp_path / "b" / "one.register"]
    for place, path in enumerate(paths):
        ProfileKeys(ProfileFiles(path), opens(keyring)).keep(bytes([place] * 32))
    found = [next(ProfileKeys(ProfileFiles(path), opens(keyring)).find()).key for path in paths]
    assert found == [bytes([place] * 32) for place in range(3)]


@pytest.mark.parametrize("keyring", [None, ForgetfulKeyring(), LockedKeyring()], ids=["none", "forgetful", "locked"])
def test_without_a_keyring_that_works_a_file_keeps_the_key(files, keyring):
    keys = ProfileKeys(files, opens(keyring))
    assert keys.keep(KEY) is KeyPlace.FILE
    assert list(keys.find()) == [FoundKey(KEY, KeyPlace.FILE)]
    keys.forget()
    assert list(keys.find()) == []
    assert list(files.path.parent.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_but_its_owner_may_ever_read_the_key_file(files, monkeypatch, umask):
    made = []
    really = os.open

    def opened(path, flags, mode=0o777, **more):
        made.append((flags & os.O_EXCL, mode))
        return really(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", opened)
    before = os.umask(umask)
    try:
        ProfileKeys(files, NO_KEYRING).keep(KEY)
        ProfileKeys(files, NO_KEYRING).keep(OTHER_KEY)
    finally:
        os.umask(before)
    assert stat.S_IMODE(files.key.stat().st_mode) == 0o600
    assert made == [(os.O_EXCL, 0o600), (os.O_EXCL, 0o600)]


def test_a_key_that_moves_to_the_keyring_does_not_stay_in_the_file(files, keyring):
    ProfileKeys(files, NO_KEYRING).keep(KEY)
    ProfileKeys(files, opens(keyring)).keep(KEY)
    assert not files.key.exists()


def test_a_key_that_was_kept_in_a_file_is_found_when_a_keyring_comes(files, keyring):
    ProfileKeys(files, NO_KEYRING).keep(KEY)
    keyring.set_password(SERVICE, f"register {files.path.parent}", OTHER_KEY.hex())
    found = list(ProfileKeys(files, opens(keyring)).find())
    assert found == [FoundKey(OTHER_KEY, KeyPlace.KEYRING), FoundKey(KEY, KeyPlace.FILE)]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"00" * 31, b"\xff\xfe", b"zz" * 32])
def test_a_key_file_that_holds_no_key_is_none(files, content):
    files.key.write_bytes(content)
    assert list(ProfileKeys(files, NO_KEYRING).find()) == []


def test_a_key_is_forgotten_wherever_it_is_kept(files, keyring):
    keys = ProfileKeys(files, opens(keyring))
    ProfileKeys(files, NO_KEYRING).keep(KEY)
    keyring.set_password(SERVICE, f"register {files.path.parent}", KEY.hex())
    keys.forget()
    assert (keyring.kept, files.key.exists()) == ({}, False)
    keys.forget()


def test_a_key_stands_in_no_text_that_describes_it():
    assert KEY.hex() not in repr(FoundKey(KEY, KeyPlace.FILE))
    assert str(KEY) not in repr(FoundKey(KEY, KeyPlace.FILE))


def test_a_machine_without_a_keyring_that_protects_has_none():
    """The tests choose a keyring of the library that keeps nothing."""
    assert system_keyring() is None


@given(st.binary(min_size=32, max_size=32))
def test_a_key_comes_back_from_its_24_words(key):
    words = phrase_of(key).split()
    assert len(words) == 24
    assert key_of(" ".join(words)) == key
    assert key_of("\n".join(words).upper() + "\n") == key


def test_the_words_are_those_of_bip_39():
    assert phrase_of(bytes(32)) == "abandon " * 23 + "art"
    assert phrase_of(b"\xff" * 32) == "zoo " * 23 + "vote"


def test_a_word_that_is_none_is_named():
    words = phrase_of(KEY).split()
    words[6] = "tolk"
    with pytest.raises(UserError, match="Word 7 of the recovery phrase, “tolk”"):
        key_of(" ".join(words))


def test_words_in_another_order_do_not_belong_together():
    words = phrase_of(KEY).split()
    assert words[0] != words[1]
    with pytest.raises(UserError, match="do not belong together"):
        key_of(" ".join([words[1], words[0], *words[2:]]))


@pytest.mark.parametrize("phrase", ["", "abandon", "abandon " * 12, "abandon " * 23 + "art art"])
def test_a_phrase_has_24_words(phrase):
    with pytest.raises(UserError, match="words; it must have 24"):
        key_of(phrase)


def test_opening_a_plain_profile_loads_no_library_of_keys(tmp_path):
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from ui.app_context import AppContext\n"
        f"AppContext.start(Path({str(tmp_path)!r}), lambda: datetime.now(UTC)).open_profile().close()\n"
        "print([name for name in ('keyring', 'cryptography', 'mnemonic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
