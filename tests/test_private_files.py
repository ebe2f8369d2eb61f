"""What the program writes for itself is read by its owner only, whatever rights the system gives files."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import EnvironmentFault
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.jobs import no_progress
from interpreter_app.private_files import make_private_folder, narrow, owner_only
from interpreter_app.settings import FILE_NAME, Settings, read_settings, write_settings
from interpreter_app.store.database import open_database
from interpreter_app.use_cases.open_profile import open_profile
from sync.register_server.databases import open_server_database
from tests.support.command_line import CommandLine
from tests.support.private_profiles import log_into, reopened
from ui.command_line import failures, lists
from ui.command_line.demo_server import DemoServer
from ui.command_line.run import Run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
AT = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def usual_rights() -> Iterator[None]:
    """Files that are made without thought may be read by everybody, as on most machines."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def all_rights(folder: Path) -> dict[str, int]:
    """The rights of the folder and of all that is in it, by name."""
    return {path.name: rights(path) for path in (folder, *folder.rglob("*"))}


def widen(*paths: Path) -> None:
    for path in paths:
        path.chmod(0o644)


def test_a_profile_and_its_folder_are_made_for_their_owner(tmp_path: Path) -> None:
    with closing(open_profile("demo", tmp_path / "new" / "data" / "demo.register")):
        assert all_rights(tmp_path / "new" / "data") == {
            "data": 0o700,
            "demo.register": 0o600,
            "demo.register-wal": 0o600,
            "demo.register-shm": 0o600,
        }


def test_a_profile_of_an_earlier_version_is_narrowed_when_it_is_opened_with_its_log(tmp_path: Path) -> None:
    files = ProfileFiles(tmp_path / "demo.register")
    with closing(open_profile("demo", files.path)):
        widen(files.path, files.log, files.shared)
        with closing(open_profile("demo", files.path)):
            assert [rights(path) for path in (files.path, files.log, files.shared)] == [0o600] * 3


def test_an_encrypted_profile_is_narrowed_too(tmp_path: Path) -> None:
    log_into(tmp_path)
    path = tmp_path / "register.register"
    widen(path)
    with closing(reopened(tmp_path)):
        assert rights(path) == 0o600


def test_what_is_no_register_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"This is a letter.\n" * 400)
    with pytest.raises(EnvironmentFault):
        open_database(path)
    assert rights(path) == 0o644


def test_the_register_of_a_server_is_narrowed_with_a_folder_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "server" / "register.db"
    open_server_database(path).close()
    assert all_rights(path.parent) == {"server": 0o700, "register.db": 0o600}
    widen(path)
    open_server_database(path).close()
    assert rights(path) == 0o600


def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_profile("demo", tmp_path / "demo.register").close()
    assert rights(tmp_path) == 0o755


def test_a_folder_that_cannot_be_made_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        make_private_folder(tmp_path / "file" / "data")


def test_the_settings_are_their_owners_and_narrowed_when_they_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    write_settings(folder, Settings(theme="dark"))
    assert all_rights(folder) == {"data": 0o700, FILE_NAME: 0o600}
    widen(folder / FILE_NAME)
    assert read_settings(folder) == Settings(theme="dark")
    assert rights(folder / FILE_NAME) == 0o600


def test_the_log_of_faults_is_its_owners_and_narrowed_when_it_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(lists, "county_table", fail)
    cli = CommandLine(tmp_path / "data")
    cli("counties")
    log = cli.folder / failures.LOG_NAME
    assert all_rights(cli.folder) == {"data": 0o700, failures.LOG_NAME: 0o600}
    widen(log)
    before = log.stat().st_size
    cli("counties")
    assert (rights(log), log.stat().st_size) == (0o600, 2 * before)


def test_all_that_the_commands_leave_in_the_data_folder_is_its_owners(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path / "data")
    source = Path(__file__).parent / "data" / "public-search.json"
    assert cli("import-public", source).code == 0
    assert cli("backup").code == 0
    assert cli("server", "token", "create", "--role", "administrator", "--name", "Ada").code == 0
    found = all_rights(cli.folder)
    assert found.keys() >= {"public.register", "public.backups", "register-server.db"}
    assert {name: mode for name, mode in found.items() if mode & 0o077} == {}


def test_the_fictional_register_logs_for_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DemoServer, "_command", lambda _: [sys.executable, "-c", ""])
    run = Run(tmp_path / "data", Texts(UiLanguage.ENGLISH), lambda: AT)
    with DemoServer(run) as server, pytest.raises(EnvironmentFault, match="could not be served"):
        server.start(no_progress)
    assert all_rights(run.folder) == {"data": 0o700, "demo-server.log": 0o600}


def test_a_file_that_one_opens_to_write_on_is_made_or_narrowed(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    for _ in range(2):
        with open(path, "a", opener=owner_only) as log:
            log.write("x")
        assert rights(path) == 0o600
        widen(path)
    assert path.read_text() == "xx"


@pytest.mark.parametrize(("before", "after"), [(0o644, 0o600), (0o444, 0o400), (0o660, 0o600), (0o600, 0o600)])
def test_narrowing_takes_the_rights_of_others_alone(tmp_path: Path, before: int, after: int) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(before)
    narrow(path)
    assert rights(path) == after


def test_the_file_of_somebody_else_is_not_narrowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.touch()
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    narrow(path)
    assert rights(path) == 0o644


def test_narrowing_never_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    narrow(tmp_path / "nothing")
    narrow(tmp_path)
    assert rights(tmp_path) & 0o700 == 0o700
    monkeypatch.setattr(Path, "chmod", refuse)
    with closing(open_profile("demo", tmp_path / "demo.register")):
        os.chmod(tmp_path / "demo.register", 0o644)
    open_profile("demo", tmp_path / "demo.register").close()
    assert rights(tmp_path / "demo.register") == 0o644
