"""The window and its pictures are started by command, with all that they need handed to them."""

import sys
from pathlib import Path
from typing import Any

import pytest

from interpreter_app.domain.errors import Cancelled, EnvironmentFault
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.jobs import no_progress
from tests.support.command_line import CommandLine, assert_refused
from tests.support.registers import AS_OF, person, profile_with
from ui.command_line import demo_server, serving, window
from ui.command_line.demo_server import DemoServer
from ui.command_line.run import Run
from ui.command_line.syncing import fetch_whole_history
from ui.desktop import main as desktop
from ui.desktop import screenshot

READY = 'import sys; print(\'{"url": "http://127.0.0.1:1"}\', flush=True); sys.stdin.read()'
BROKEN = "import sys; sys.exit(3)"
DEAF = "import time; time.sleep(600)"


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return CommandLine(tmp_path)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The contexts and services that windows were opened with."""
    calls: list[Any] = []

    def run_window(context: object, services: object) -> int:
        calls.append((context, services))
        return 0

    monkeypatch.setattr(desktop, "run_window", run_window)
    return calls


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What pictures were made of."""
    calls: list[Any] = []
    monkeypatch.setattr(screenshot, "take_screenshot", lambda *said, look_ahead: calls.append(said[1:]))
    return calls


def demo_is(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(DemoServer, "_command", lambda _: [sys.executable, "-c", program])


def run_in(folder: Path) -> Run:
    return Run(folder, Texts(UiLanguage.ENGLISH), lambda: AS_OF)


def test_without_a_command_the_window_opens(cli, opened):
    outcome = cli()
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    ((context, services),) = opened
    assert (context.folder, context.profile_name) == (cli.folder, "register")
    assert services.start_demo is not None
    assert services.fetch_whole_history is fetch_whole_history


def test_the_window_works_with_the_profile_that_is_named(cli, opened):
    cli("--profile", "mine")
    assert opened[0][0].profile_name == "mine"


def test_without_the_server_no_fictional_register_is_offered(cli, opened, monkeypatch):
    monkeypatch.setattr(serving, "find_spec", lambda _: None)
    cli()
    assert opened[0][1].start_demo is None


@pytest.mark.parametrize(
    "command",
    [
        ["demo"],
        ["serve"],
        ["server", "simulate"],
        ["server", "token", "create", "--role", "administrator", "--name", "Ada"],
        ["server", "token", "list"],
        ["server", "token", "revoke", "x"],
        ["server", "audit"],
        ["server", "backup", "x"],
        ["server", "restore", "x"],
        ["server", "erase", "x", "--reason", "x"],
    ],
)
def test_without_the_server_it_says_how_to_get_it(cli, monkeypatch, command):
    monkeypatch.setattr(serving, "find_spec", lambda _: None)
    assert_refused(cli(*command), 3, 'pip install "interpreter-app[server]"')
    assert list(cli.folder.iterdir()) == []


def test_the_demo_opens_the_window_on_a_copy_of_the_fictional_register(cli, opened, monkeypatch):
    from ui.command_line import demo

    copied = []
    demo_is(monkeypatch, READY)
    monkeypatch.setattr(demo, "synchronise", lambda profile, url, *_: copied.append((profile.name, url)))
    outcome = cli("demo")
    assert (outcome.code, outcome.err) == (0, "")
    assert copied == [("demo", "http://127.0.0.1:1")]
    assert opened[0][0].profile_name == "demo"


def test_a_fictional_register_that_cannot_be_served_is_told(cli, opened, monkeypatch):
    demo_is(monkeypatch, BROKEN)
    assert_refused(cli("demo"), 3, "could not be served", str(cli.folder / "demo-server.log"))
    assert opened == []


def test_a_picture_is_made_as_it_was_asked_for(cli, pictures):
    profile_with(cli.folder, [person()]).close()
    assert cli("--screenshot", "x.png", "--page", "results", "--theme", "dark", "--scale", "2").code == 0
    assert cli("--screenshot", "y.png").code == 0
    assert pictures == [(Path("x.png"), "results", "dark", 2), (Path("y.png"), "search", "system", 1)]


def test_the_first_page_of_all_needs_no_register(cli, pictures):
    assert cli("--screenshot", "x.png", "--page", "first-start").code == 0
    assert [said[1] for said in pictures] == ["first-start"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ""}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "minimal:x"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
    ],
)
def test_a_display_is_told_by_the_environment(tmp_path, monkeypatch, environment, there):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if there:
        window.require_display(run_in(tmp_path))
    else:
        with pytest.raises(EnvironmentFault, match="no display"):
            window.require_display(run_in(tmp_path))


def test_other_systems_always_have_a_display(tmp_path, monkeypatch):
    monkeypatch.setattr(window.sys, "platform", "darwin")
    window.require_display(run_in(tmp_path))


def test_the_fictional_register_is_started_once_and_ends_with_its_user(tmp_path, monkeypatch):
    demo_is(monkeypatch, READY)
    with DemoServer(run_in(tmp_path)) as server:
        assert server.start(no_progress) == "http://127.0.0.1:1"
        process = server._process
        assert server.start(no_progress) == "http://127.0.0.1:1"
        assert server._process is process
        assert process is not None
        assert process.poll() is None
    assert process.poll() == 0


def test_a_server_that_has_died_is_started_again(tmp_path, monkeypatch):
    demo_is(monkeypatch, READY)
    with DemoServer(run_in(tmp_path)) as server:
        server.start(no_progress)
        first = server._process
        assert first is not None
        first.kill()
        first.wait()
        server.start(no_progress)
        assert server._process is not first


def test_starting_can_be_cancelled(tmp_path, monkeypatch):
    demo_is(monkeypatch, DEAF)
    monkeypatch.setattr(demo_server, "_GRACE_S", 0.1)
    asked = []

    def cancel_later(*_: object) -> None:
        asked.append(1)
        if len(asked) > 1:
            raise Cancelled

    with DemoServer(run_in(tmp_path)) as server, pytest.raises(Cancelled):
        server.start(cancel_later)
    assert server._process is None


def test_the_fictional_register_is_this_program(tmp_path, monkeypatch):
    command = DemoServer(run_in(tmp_path))._command()
    assert command[:3] == [sys.executable, "-m", "interpreter_app"]
    assert "--until-input-ends" in command
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert DemoServer(run_in(tmp_path))._command()[1] == "--data-dir"
