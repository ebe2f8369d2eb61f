"""The command line says plainly what it takes, in the person's language, and refuses what it does not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
import pytest

from interpreter_app.i18n import Texts, UiLanguage
from tests.support.command_line import CommandLine, assert_refused
from ui.command_line import failures, files, lists
from ui.command_line.main import PROGRAM, program

CONTRACT = [
    "authorisation grant", "authorisation remove", "authorisation restore", "authorisation revoke",
    "authorisation withdraw", "backup", "call-list", "call-list add", "call-list agree", "call-list change",
    "call-list close", "call-list delete", "call-list ics", "call-list list", "call-list log", "call-list message",
    "call-list new", "call-list remove", "call-list reopen", "call-list show", "call-list undo", "categories",
    "conflicts", "counties", "delete", "demo", "departure-note", "edit", "export", "guidance", "guidelines build",
    "guidelines check", "guidelines template", "health", "history", "import", "import-public", "ladder",
    "language add", "language remove", "languages", "listing change", "listing list", "listing remove", "login",
    "logout", "new", "note", "notes", "outbox", "outbox discard", "outbox retry", "people", "qualification add",
    "qualification change", "qualification remove", "recover", "resolve", "restore", "roster", "search", "serve",
    "server audit", "server backup", "server erase", "server guidance list", "server guidance publish",
    "server guidance retract", "server restore", "server simulate", "server token create", "server token list",
    "server token revoke", "show", "sync", "sync-log", "undo", "usage add", "usage correct", "usage history",
    "usage import", "usage list", "usage recheck", "usage remove", "usage report",
]  # fmt: skip
"""Every command that the documentation promises."""
GROUPS = {
    *("authorisation", "guidelines", "language", "listing", "qualification"),
    *("server", "server guidance", "server token", "usage"),
}
"""What only holds commands, and does nothing by itself."""


def paths(group: click.Group) -> Iterator[list[str]]:
    """Every command below ``group``, by the words that call it."""
    for name, command in group.commands.items():
        yield [name]
        if isinstance(command, click.Group):
            yield from ([name, *rest] for rest in paths(command))


NESTED = sorted(paths(program))


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "interpreter_app", "--data-dir", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | environment, timeout=60)


def test_there_are_the_commands_of_the_contract():
    assert sorted(" ".join(path) for path in NESTED if " ".join(path) not in GROUPS) == CONTRACT


@pytest.mark.parametrize("command", [[], *NESTED], ids=" ".join)
def test_every_command_helps(cli, command):
    outcome = cli(*command, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Usage: interpreter-app")
    assert "--json" in outcome.out


@pytest.mark.parametrize("command", [[], *NESTED], ids=" ".join)
def test_help_explains_every_option(cli, command):
    lines = cli(*command, "--help").out.splitlines()
    options = [line for line in lines if line.startswith("  --")]
    assert all("  " in line.strip() or lines[lines.index(line) + 1].startswith("      ") for line in options)


@pytest.mark.parametrize("command", [[], *NESTED], ids=" ".join)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_help_is_in_the_language_of_the_run(tmp_path, command, language):
    english = CommandLine(tmp_path)(*command, "--help").out
    other = CommandLine(tmp_path, language)(*command, "--help").out
    assert "Show this help" not in other
    assert Texts(UiLanguage(language)).gettext("Show this help.") in other
    assert other != english


def test_it_speaks_bokmal_by_default(tmp_path):
    assert CommandLine(tmp_path, None)("--help").out == CommandLine(tmp_path, "nb")("--help").out


def test_it_speaks_the_language_of_the_settings(tmp_path):
    (tmp_path / "settings.json").write_text('{"ui_language": "nn"}')
    assert CommandLine(tmp_path, None)("--help").out == CommandLine(tmp_path, "nn")("--help").out


def test_the_version_is_told(cli):
    assert cli("--version").out.startswith(f"{PROGRAM} ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serach"], "There is no command “serach”. Did you mean “search”?"),
        (["xyzzy"], "See interpreter-app --help."),
        (["server"], "interpreter-app server needs a command. Choose one of: simulate,"),
        (["server", "token"], "interpreter-app server token needs a command. Choose one of: create, list, revoke."),
        (["server", "xyzzy"], "There is no command “xyzzy”. See interpreter-app server --help."),
        (["search", "--limt", "3"], "There is no option --limt. Did you mean “--limit”?"),
        (["search", "-x"], "There is no option -x."),
        (["search", "--limit"], "--limit needs a value. See interpreter-app search --help."),
        (["search", "--json=1"], "--json takes no value."),
        (["show"], "NUMBER is missing. See interpreter-app show --help."),
        (["categories"], "FILE is missing."),
        (["show", "1", "2"], "“2” is one argument too many for interpreter-app show."),
        (["languages", "som"], "“som” is one argument too many"),
        (["--ui-language", "sv", "languages"], "nb, nn, en"),
        (["--ui-language"], "--ui-language needs a value."),
        (["--nonsense"], "There is no option --nonsense."),
        (["--page", "search"], "Name its file with --screenshot."),
        (["--scale", "9", "--screenshot", "x.png"], "--scale must be a whole number from 1 to 4, not “9”."),
        (["--screenshot", "x.png", "languages"], "does not go with languages"),
        (["--screenshot", "x.png", "--page", "attic"], "There is no page “attic”. Choose one of: search,"),
        (["search", "--gender", "W"], "“W” cannot be given as --gender. Choose one of: F, M, X."),
        (["search", "--min-category", "F"], "Choose one of: A, B, C, D, E."),
        (["search", "--kind", "song"], "Choose one of: spoken, sign, speech_to_text, deafblind."),
        (["search", "--capacity", "none"], "Choose one of: full_time, part_time, occasional."),
        (["search", "--order", "random"], "Choose one of: fair, name."),
        (["search", "--limit", "-1"], "--limit must be a whole number from 0, not “-1”."),
        (["search", "--limit", "1.5"], "--limit must be a whole number"),
        (["search", "--limit", "٣"], "--limit must be a whole number"),
        (["search", "--limit", "9" * 30], "--limit must be a whole number"),
        (["search", "--on", "2026-13-01"], "“2026-13-01” is no date that can be given as --on."),
        (["search", "--on", "20260101"], "such as 2026-06-01"),
        (["search", "--on", ""], "“” is no date"),
        (["search", "--language", "kurdisk"], "Did you mean one of these: ckb (Sorani), kmr (Kurmanji)?"),
        (["search", "--language", "klingon"], "“interpreter-app languages” lists them all"),
        (["search", "--language", ""], "“” is not the name or code of one language."),
        (["search", "--county", "Viken"], "Choose one of them: 31 Østfold, 32 Akershus, 33 Buskerud."),
        (["search", "--county", "99"], "“99” is no county."),
        (["search", "--neighbours"], "Name the county with --county."),
        (["show", "abc"], "NUMBER must be a whole number from 1, not “abc”."),
        (["show", "0"], "NUMBER must be a whole number from 1"),
        (["show", "1", "--on", "tomorrow"], "“tomorrow” is no date"),
        (["serve", "--port", "70000"], "--port must be a whole number from 0 to 65535, not “70000”."),
        (["serve", "--demo", "0"], "--demo must be a whole number from 1"),
        (["sync"], "Give its address with --server."),
        (["sync", "--server", "register"], "register is not the address of a server."),
        (["--profile", "../x", "health"], "cannot be the name of a profile"),
        (["--profile", "", "import-public", "-"], "The file is not JSON"),
    ],
)
def test_wrong_usage_is_refused_in_a_sentence(cli, arguments, words):
    assert_refused(cli(*arguments), 2, words)
    assert_refused(cli(*arguments, "--json"), 2)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_wrong_usage_is_refused_in_the_language_of_the_run(tmp_path, language):
    english = CommandLine(tmp_path)("search", "--limit", "x").err
    assert CommandLine(tmp_path, language)("search", "--limit", "x").err != english


@pytest.mark.parametrize("arguments", [["search"], ["show", "1"], ["search", "som", "--json"]])
def test_without_a_register_it_could_not(cli, arguments):
    assert_refused(cli(*arguments), 3, "holds no register yet", "interpreter-app sync --server URL")
    assert list(cli.folder.iterdir()) == []


def test_a_profile_that_is_not_there_is_told_with_those_that_are(cli):
    (cli.folder / "other.register").touch()
    (cli.folder / "public.register").touch()
    assert_refused(cli("--profile", "mine", "search"), 3, "use --profile with one of: other, public")


@pytest.mark.parametrize("before", [True, False])
def test_json_may_stand_before_or_after_the_command(cli, before):
    outcome = cli("--json", "counties") if before else cli("counties", "--json")
    assert [county["code"] for county in outcome.json][:2] == ["03", "11"]


def test_the_languages_are_listed(cli):
    languages = {one["code"]: one for one in cli("languages", "--json").json}
    assert len(languages) >= 90
    assert languages["hbs"]["members"] == ["bos", "hrv", "srp", "cnr"]
    assert languages["ara"]["aliases"][0] == "arb" or "arb" in languages["ara"]["aliases"]
    assert languages["nsl"]["sign"] is True
    assert set(languages["som"]["names"]) == {"nb", "nn", "en"}
    assert "Somali" in cli("languages").out


def test_the_counties_are_listed(cli):
    counties = {one["code"]: one for one in cli("counties", "--json").json}
    assert len(counties) == 16
    assert counties["56"] == {
        "code": "56", "names": {"nb": "Finnmark", "nn": "Finnmark", "en": "Finnmark"}, "neighbours": ["55"],
    }  # fmt: skip
    assert "56      Finnmark" in cli("counties").out


def test_the_answer_is_utf8_whatever_the_console_says(tmp_path):
    outcome = run("counties", "--json", folder=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "Trøndelag" in outcome.stdout.decode("utf-8")
    assert outcome.returncode == 0


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    command = [sys.executable, "-m", "interpreter_app", "--data-dir", str(tmp_path), "languages", "--json"]
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_told(tmp_path):
    command = [sys.executable, "-m", "interpreter_app", "--data-dir", str(tmp_path), "--ui-language", "en", "languages"]
    with open("/dev/full", "wb") as full:
        process = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert process.returncode == 3
    assert b"Writing or reading failed" in process.stderr
    assert b"Traceback" not in process.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is no such device")
@pytest.mark.parametrize("command", ["guidance", "roster"])
def test_a_file_without_an_end_is_refused(cli, command):
    assert_refused(cli(command, "/dev/zero"), 2, "too large")


def test_standard_input_has_the_same_bound(cli, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    assert_refused(cli("guidance", "-", stdin=b"x" * 11), 2, "too large")
    assert_refused(cli("guidance", "-", stdin=b"x" * 10), 2, "not JSON")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize("command", [[], ["demo"]], ids=["window", "demo"])
def test_without_a_display_it_names_the_picture(cli, monkeypatch, command):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert_refused(cli(*command), 3, "There is no display here", "--screenshot FILE")
    assert list(cli.folder.iterdir()) == []


def test_a_picture_needs_a_register(cli, tmp_path):
    assert_refused(cli("--screenshot", tmp_path / "x.png", "--page", "results"), 3, "holds no register yet")


class _Fault(Exception):
    pass


def broken(*_: object) -> None:
    try:
        raise _Fault("Kari Nordmann 000 00 001")
    except _Fault as fault:
        raise ValueError("Kari Nordmann") from fault


def test_a_fault_of_ours_is_told_plainly_and_logged_without_what_it_was_about(cli, monkeypatch):
    monkeypatch.setattr(lists, "county_table", broken)
    log = cli.folder / failures.LOG_NAME
    assert_refused(cli("counties", "--json"), 3, "has a fault", str(log))
    content = log.read_text(encoding="utf-8")
    assert "_Fault" in content
    assert "ValueError" in content
    assert "broken" in content
    assert "Nordmann" not in content


def test_a_log_that_has_grown_is_begun_anew(cli, monkeypatch):
    monkeypatch.setattr(lists, "county_table", broken)
    log = cli.folder / failures.LOG_NAME
    log.write_bytes(b"x" * 2_000_000)
    cli("counties")
    assert log.stat().st_size < 100_000


def test_a_fault_is_told_even_where_no_log_can_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(lists, "county_table", broken)
    (tmp_path / "file").touch()
    assert_refused(CommandLine(tmp_path / "file")("counties"), 3, "has a fault")


def test_a_data_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "file").touch()
    outcome = CommandLine(tmp_path / "file")("import-public", "-", stdin=b'{"personResults": []}')
    assert_refused(outcome, 3, "cannot be made")


def test_an_interruption_is_quiet(cli, monkeypatch):
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lists, "county_table", interrupted)
    outcome = cli("counties")
    assert (outcome.code, outcome.out, outcome.err) == (3, "", "")


def test_the_program_starts_without_what_only_some_commands_need(tmp_path):
    heavy = ("PySide6", "litestar", "sqlalchemy", "alembic", "requests", "msgspec", "reportlab", "uvicorn")
    code = (
        "import sys; from ui.command_line.main import main; "
        f"main(['--data-dir', {str(tmp_path)!r}, 'counties', '--json']); "
        f"sys.stderr.write(' '.join(name for name in {heavy!r} if name in sys.modules))"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert process.stderr == b""


def test_the_clock_of_the_machine_is_in_its_own_zone():
    from ui.command_line.run import local_time

    assert local_time().tzinfo is not None
    assert isinstance(local_time(), datetime)
