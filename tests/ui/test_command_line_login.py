"""Logging in and out by command, with a real register: what is answered, what is kept, and what stands nowhere."""

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.own_data import NOTHING_OWN, OwnData
from interpreter_app.keys_in_words import phrase_of
from sync.register_server.roles import Role
from sync.register_server.serving import RunningServer, open_register
from sync.register_server.store import RegisterStore
from sync.register_server.tokens import Tokens
from tests.support import own_data as own
from tests.support.command_line import DATA, CommandLine, Outcome, assert_refused
from tests.support.keyrings import MemoryKeyring, opens
from tests.support.private_profiles import OTHER_KEY, TOKEN, reopened, save_an_edit
from tests.support.registers import AS_OF
from tests.support.server import IDENTITY_NUMBER, NOW, Clock, fill_with, new_token, some_people


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegisterStore]:
    opened = open_register(tmp_path_factory.mktemp("server") / "server.db", NOW)
    fill_with(opened, some_people())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def url(store: RegisterStore) -> Iterator[str]:
    with RunningServer(store, clock=Clock()) as server:
        yield server.url


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def cli(tmp_path: Path, keyring: MemoryKeyring) -> CommandLine:
    return CommandLine(tmp_path / "data", open_keyring=opens(keyring))


@pytest.fixture
def token(store: RegisterStore, tmp_path: Path) -> Path:
    """The file with a case worker's token."""
    file = tmp_path / "token.txt"
    file.write_text(new_token(store, Role.CASE_WORKER) + "\n")
    return file


def log_in(cli: CommandLine, token: Path, url: str) -> Outcome:
    outcome = cli("login", "--token-file", token, "--server", url, "--json")
    assert outcome.code == 0, outcome.err
    return outcome


def edit(cli: CommandLine) -> None:
    """An unsent edit in the profile."""
    profile = reopened(cli.folder, cli.open_keyring)
    save_an_edit(profile)
    profile.close()


def revoke_all(store: RegisterStore) -> None:
    tokens = Tokens(store)
    for token in tokens.all():
        tokens.revoke(token.id, NOW)


def test_a_login_answers_with_the_document_of_the_contract(cli, token, url):
    document = log_in(cli, token, url).json
    assert list(document) == ["role", "name", "server", "encrypted", "key", "recovery_phrase"]
    assert (document["role"], document["name"], document["server"]) == ("case_worker", "Kari Saksbehandler", url)
    assert (document["encrypted"], document["key"]) == (True, "keyring")
    assert len(document["recovery_phrase"].split()) == 24
    assert log_in(cli, token, url).json["recovery_phrase"] is None


def test_the_words_are_shown_once_to_be_written_down(cli, token, url, tmp_path, keyring):
    out = cli("login", "--token-file", token, "--server", url).out
    assert "only this once" in out
    rows = [line.split() for line in out.splitlines() if line.startswith("  ")]
    assert [len(row) for row in rows] == [6, 6, 6, 6]
    keyring.kept.clear()
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("\n".join(" ".join(row) for row in rows))
    assert_refused(cli("search"), 3, "no key here opens it")
    assert cli("recover", "--phrase-file", phrase, "--json").json == {"recovered": True, "key": "keyring"}
    assert cli("sync").code == 0
    assert "only this once" not in cli("login", "--token-file", token).out


def test_after_the_login_a_sync_brings_what_the_role_may_see(cli, token, url):
    log_in(cli, token, url)
    document = cli("sync", "--json").json
    assert (document["bootstrap"], document["unsent"]) == (True, 0)
    assert cli("search", "--json").json["count"] > 0
    health = cli("health", "--json").json
    assert (health["integrity"], health["last_sync"]["server"]) == ("ok", url)
    assert health["protection"] == {
        "encrypted": True,
        "key": "keyring",
        "role": "case_worker",
        "locked": False,
        "unsent": 0,
        "last_backup": AS_OF.isoformat(),
    }
    for path in cli.folder.rglob("*"):
        if path.is_file():
            assert IDENTITY_NUMBER.encode() not in path.read_bytes()


def test_health_tells_people_how_the_file_is_protected(cli, token, url, keyring):
    log_in(cli, token, url)
    out = cli("health").out
    assert "in the system's keyring" in out
    assert "case worker" in out
    assert "Unsent edits:" in out
    keyring.kept.clear()
    lost = cli("health", "--json")
    assert (lost.code, lost.json["integrity"]) == (1, "damaged")
    assert lost.json["protection"]["encrypted"] is True
    assert lost.json["protection"]["unsent"] == 0
    assert lost.json["protection"]["key"] is None
    assert "not here" in cli("health").out


def test_a_public_profile_is_told_as_one(cli, url):
    cli("sync", "--server", url)
    assert cli("health", "--json").json["protection"] == {
        "encrypted": False,
        "key": None,
        "role": "public",
        "locked": False,
        "unsent": 0,
        "last_backup": None,
    }


def test_the_token_and_the_key_stand_in_nothing_that_is_written(cli, token, url, store):
    secret = token.read_text().strip()
    said = [log_in(cli, token, url), cli("sync"), cli("health", "--json"), cli("backup"), cli("sync", "--json")]
    revoke_all(store)
    said += [cli("sync"), cli("search"), cli("health"), cli("logout")]
    written = [text for outcome in said for text in (outcome.out, outcome.err)]
    written += [path.read_bytes().decode("latin-1") for path in cli.folder.rglob("*") if path.is_file()]
    assert all(secret not in text for text in written)


def test_without_a_keyring_the_key_is_in_a_file_of_ones_own(cli, token, url):
    bare = CommandLine(cli.folder)
    assert log_in(bare, token, url).json["key"] == "file"
    files = ProfileFiles(cli.folder / "register.register")
    assert stat.S_IMODE(files.key.stat().st_mode) == 0o600
    assert bare("sync").code == 0


def test_the_address_may_be_that_of_the_public_copy(cli, token, url):
    cli("sync", "--server", url)
    assert cli("login", "--token-file", token, "--json").json["server"] == url


def test_without_any_address_one_is_asked_for(cli, token):
    assert_refused(cli("login", "--token-file", token, "--json"), 2, "--server")


def test_a_token_goes_only_to_the_server_of_the_login(cli, token, url):
    log_in(cli, token, url)
    assert_refused(cli("sync", "--server", "http://127.0.0.1:9"), 2, "is for the register at", url)


def test_a_token_does_not_go_over_an_open_road(cli, token):
    outcome = cli("login", "--token-file", token, "--server", "http://register.example.no", "--json")
    assert_refused(outcome, 2, "only over https")
    assert not cli.folder.exists()


@pytest.mark.parametrize("content", ["", "et passord\n", "\n\n"])
def test_a_file_without_a_token_is_refused(cli, token, url, content):
    token.write_text(content)
    assert cli("login", "--token-file", token, "--server", url).code == 2
    assert not cli.folder.exists()


def test_a_token_that_the_register_does_not_know_changes_nothing(cli, token, url):
    cli("sync", "--server", url)
    token.write_text(TOKEN)
    assert_refused(cli("login", "--token-file", token, "--json"), 3, "does not accept the login")
    assert cli("search", "--json").code == 0


def test_an_imported_profile_is_refused(cli, token, url):
    cli("import-public", DATA / "public-search.json")
    outcome = cli("--profile", "public", "login", "--token-file", token, "--server", url)
    assert_refused(outcome, 2, "imported from a file")


def test_nothing_is_imported_into_a_private_profile(cli, token, url):
    log_in(cli, token, url)
    cli("sync")
    assert_refused(cli("--profile", "register", "import-public", DATA / "public-search.json"), 2, "central register")


def test_a_refused_token_locks_what_is_private_until_the_next_login(cli, token, url, store):
    log_in(cli, token, url)
    cli("sync")
    edit(cli)
    revoke_all(store)
    assert_refused(cli("sync", "--json"), 3, "does not accept the login")
    for command in (["search", "--json"], ["show", "10001"], ["sync"], ["backup"]):
        assert_refused(cli(*command), 3, "locked", "unsent edits that are kept: 1")
    assert cli("health", "--json").json["protection"]["locked"] is True
    assert "log in again" in cli("health").out
    token.write_text(new_token(store, Role.ADMINISTRATOR, "Sjefen"))
    assert log_in(cli, token, url).json["role"] == "administrator"
    assert cli("search", "--json").json["count"] > 0


def test_a_lost_key_is_told_with_what_to_do(cli, token, url, keyring, tmp_path):
    log_in(cli, token, url)
    cli("sync")
    edit(cli)
    old = (cli.folder / "register.register").read_bytes()
    keyring.kept.clear()
    for command in (["search"], ["sync"], ["backup"]):
        assert_refused(cli(*command), 3, "no key here opens it", "unsent edits in it: 1", "recover --phrase-file")
    assert (cli.folder / "register.register").read_bytes() == old
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(phrase_of(OTHER_KEY))
    assert_refused(cli("recover", "--phrase-file", wrong), 3, "does not open the file")
    wrong.write_text("tolk " * 24)
    assert_refused(cli("recover", "--phrase-file", wrong), 2, "“tolk”")


def test_a_login_with_a_lost_key_keeps_the_old_file_and_its_edits(cli, token, url, keyring, tmp_path):
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(log_in(cli, token, url).json["recovery_phrase"])
    cli("sync")
    edit(cli)
    keyring.kept.clear()
    again = cli("login", "--token-file", token, "--server", url, "--json")
    assert again.json["recovery_phrase"] != phrase.read_text()
    assert "recover --file" in again.err
    cli("sync")
    (aside,) = ProfileFiles(cli.folder / "register.register").set_aside()
    taken = cli("recover", "--phrase-file", phrase, "--file", aside.path, "--json")
    assert taken.json == {"recovered": True, "edits": 1, "own": NOTHING_OWN._asdict()}
    assert cli("health", "--json").json["protection"]["unsent"] == 1


def test_logging_out_warns_of_unsent_edits_and_then_wipes_all(cli, token, url, keyring):
    log_in(cli, token, url)
    cli("sync")
    edit(cli)
    refused = cli("logout", "--json")
    assert (refused.code, refused.json) == (1, {"wiped": False, "discarded": 0, "own": NOTHING_OWN._asdict()})
    assert "would be lost: 1" in refused.err
    assert cli("logout").out == ""
    assert cli("search", "--json").code == 0
    assert cli("logout", "--discard-unsent", "--json").json == {
        "wiped": True,
        "discarded": 1,
        "own": NOTHING_OWN._asdict(),
    }
    assert (list(cli.folder.iterdir()), keyring.kept) == ([], {})
    assert_refused(cli("logout"), 1, "Nobody is logged in")


def keep(cli):
    profile = reopened(cli.folder, cli.open_keyring)
    own.keep_one_of_each(profile)
    own.note(profile, person="another")
    profile.close()


def test_logging_out_warns_of_what_is_kept_here_only(cli, token, url, keyring):
    log_in(cli, token, url)
    cli("sync")
    edit(cli)
    keep(cli)
    kept = OwnData(2, 1, 1, 1)._asdict()
    refused = cli("logout", "--json")
    assert (refused.code, refused.json) == (1, {"wiped": False, "discarded": 0, "own": kept})
    unsent, lost = refused.err.splitlines()
    assert "--discard-unsent" in unsent
    assert "2 private notes, 1 call list, 1 assignment in the usage log, 1 set of answers about the unit" in lost
    assert "--discard-own" in lost
    (said,) = cli("logout", "--discard-own").err.splitlines()
    assert "--discard-unsent" in said
    (said,) = cli("logout", "--discard-unsent").err.splitlines()
    assert "--discard-own" in said
    done = cli("logout", "--discard-unsent", "--discard-own")
    assert done.code == 0
    assert "Discarded with it: 2 private notes, 1 call list" in done.out
    assert (list(cli.folder.iterdir()), keyring.kept) == ([], {})


def test_logging_out_of_a_file_that_nobody_can_count_says_so(cli, token, url, keyring):
    log_in(cli, token, url)
    keyring.kept.clear()
    ProfileFiles(cli.folder / "register.register").unsent.write_text('{"unsent": 0}')
    refused = cli("logout", "--json")
    assert (refused.code, refused.json["own"]) == (1, None)
    assert "nobody knows which private notes" in refused.err
    assert cli("logout", "--discard-own").code == 0


def test_own_data_come_back_with_the_phrase(cli, token, url, keyring, tmp_path):
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(log_in(cli, token, url).json["recovery_phrase"])
    keep(cli)
    keyring.kept.clear()
    cli("login", "--token-file", token, "--server", url)
    (aside,) = ProfileFiles(cli.folder / "register.register").set_aside()
    assert "With them: 2 private notes" in cli("recover", "--phrase-file", phrase, "--file", aside.path).out


def test_a_backup_and_a_restore_by_command(cli, token, url, tmp_path):
    log_in(cli, token, url)
    cli("sync")
    edit(cli)
    made = cli("backup", "--json").json
    assert list(made) == ["file", "bytes", "unsent", "people"]
    assert (made["unsent"], made["people"], made["bytes"]) == (1, 6, Path(made["file"]).stat().st_size)
    elsewhere = tmp_path / "kept.register"
    assert cli("backup", elsewhere, "--json").json["file"] == str(elsewhere)
    assert_refused(cli("backup", elsewhere), 2, "There is a file")
    edit(cli)
    (listed,) = cli("restore", "--list", "--json").json
    assert (listed["file"], listed["sound"], listed["unsent"]) == (made["file"], True, 1)
    done = cli("restore", "latest", "--json").json
    assert (done["restored"], done["unsent"], done["carried"]) == (made["file"], 2, 1)
    assert Path(done["set_aside"]).exists()
    assert "Edits carried over:" in cli("restore", elsewhere).out
    assert "2026-06-30" in cli("restore", "--list").out
    assert cli("search", "--json").json["count"] > 0


def test_a_restore_names_what_it_lacks(cli, token, url, tmp_path):
    assert_refused(cli("restore", "latest"), 1, "no sound backup")
    assert_refused(cli("restore"), 2, "FILE|latest is missing")
    assert_refused(cli("restore", tmp_path / "nowhere"), 2, "There is no file")
    assert cli("restore", "--list", "--json").json == []
    assert cli("restore", "--list").out == "There are no backups yet.\n"
    assert_refused(cli("backup"), 3, "no register yet")
    damaged = tmp_path / "damaged"
    damaged.write_bytes(b"letter" * 1000)
    assert_refused(cli("restore", damaged), 3, "damaged")


def test_a_private_profile_is_backed_up_once_a_day_by_itself(cli, token, url):
    log_in(cli, token, url)
    folder = cli.folder / "register.backups"
    assert not folder.exists()
    cli("sync")
    cli("search")
    assert [path.name for path in folder.iterdir()] == ["20260630T134200Z.register"]
    tomorrow = CommandLine(cli.folder, clock=lambda: AS_OF + timedelta(days=1), open_keyring=cli.open_keyring)
    tomorrow("search")
    tomorrow("show", "1")
    assert len(list(folder.iterdir())) == 2


def test_a_daily_backup_that_fails_is_told_and_stops_nothing(cli, token, url):
    log_in(cli, token, url)
    cli("sync")
    (cli.folder / "register.backups").rename(cli.folder / "away")
    (cli.folder / "register.backups").write_text("in the way")
    outcome = cli("search", "--json")
    assert (outcome.code, outcome.json["count"] > 0) == (0, True)
    assert "The daily backup could not be made." in outcome.err
