"""Synchronising by command: the document of the contract, where the address comes from, and what is refused."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from interpreter_app.domain.errors import Cancelled
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.jobs import no_progress
from sync.register_server.filling import fill_with_fiction
from sync.register_server.serving import RunningServer, open_register, utc_now
from sync.register_server.store import RegisterStore
from tests.support.command_line import CommandLine, assert_refused
from ui.command_line import progress, syncing
from ui.command_line.run import Run

FIELDS = ["bootstrap", "received", "sent", "merged", "conflicts", "rejected", "unsent", "head", "as_of"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegisterStore]:
    opened = open_register(tmp_path_factory.mktemp("server") / "server.db", utc_now())
    fill_with_fiction(opened, 25, 1, no_progress, utc_now())
    yield opened
    opened.close()


@pytest.fixture
def url(store: RegisterStore) -> Iterator[str]:
    with RunningServer(store) as server:
        yield server.url


@pytest.fixture
def cli(tmp_path) -> CommandLine:
    return CommandLine(tmp_path)


def test_a_sync_answers_with_the_document_of_the_contract(cli, url):
    document = cli("sync", "--server", url, "--json").json
    assert list(document) == FIELDS
    assert (document["bootstrap"], document["sent"], document["unsent"]) == (True, 0, 0)
    assert document["received"] == document["head"] > 25
    assert datetime.fromisoformat(document["as_of"]).tzinfo is not None
    assert cli("search", "--json").json["as_of"] == document["as_of"]


def test_the_next_sync_knows_the_address(cli, url):
    assert cli("sync", "--server", url).out.startswith("The whole register was copied.\nRecords received:")
    assert cli("sync").out.startswith("The changes were fetched.\nRecords received:  0\n")
    assert not (cli.folder / "settings.json").exists()


def test_the_address_may_stand_in_the_settings(cli, url):
    (cli.folder / "settings.json").write_text(f'{{"server": "{url}"}}')
    assert cli("sync", "--json").json["bootstrap"] is True


def test_each_profile_keeps_its_own_address(cli, url):
    cli("--profile", "one", "sync", "--server", url)
    assert cli("--profile", "one", "sync").code == 0
    assert_refused(cli("--profile", "two", "sync"), 2, "--server")


def test_a_register_that_cannot_be_reached_leaves_all_as_it_was(cli, url):
    cli("sync", "--server", url)
    before = cli("search", "--json").json
    assert_refused(cli("sync", "--server", "http://127.0.0.1:9", "--json"), 3, "could not be reached")
    assert cli("search", "--json").json == before


def test_a_file_of_another_register_is_refused(cli, url, tmp_path):
    cli("sync", "--server", url)
    other = open_register(tmp_path / "other.db", utc_now())
    with RunningServer(other) as server:
        assert_refused(cli("sync", "--server", server.url, "--json"), 2, "another register")
    other.close()


def test_a_cancelled_sync_is_quiet(cli, url, monkeypatch):
    def cancel(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr(syncing, "progress_of", lambda _: cancel)
    outcome = cli("sync", "--server", url)
    assert (outcome.code, outcome.out, outcome.err) == (3, "", "")


class Screen:
    """Standard error on a terminal that a person watches."""

    def __init__(self) -> None:
        self.shown = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.shown += text

    def flush(self) -> None:
        pass


@pytest.fixture
def run(tmp_path) -> Run:
    return Run(tmp_path, Texts(UiLanguage.ENGLISH), lambda: datetime.now(UTC))


def test_progress_is_shown_where_a_person_watches(run, monkeypatch):
    screen = Screen()
    monkeypatch.setattr(progress.sys, "stderr", screen)
    report = progress.progress_of(run)
    report(1, 4, "Fetching changes")
    assert screen.shown.endswith("Fetching changes: 25 %")
    report(4, 4, "Fetching changes")
    assert screen.shown.endswith("\r\x1b[K")


def test_progress_is_not_written_into_a_file(run):
    assert progress.progress_of(run) is no_progress
