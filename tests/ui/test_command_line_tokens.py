"""Making, listing and revoking the tokens of a register server on the command line."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from interpreter_app.data_folder import server_path
from sync.register_server.store import open_register
from sync.register_server.tokens import Tokens
from tests.support.command_line import CommandLine, assert_refused
from tests.support.server import NOW

pytest_plugins = ["tests.support.server_fixtures"]

TOKEN = re.compile(r"tolk_[A-Za-z0-9_-]{43}")


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "data", clock=lambda: NOW)


def create(cli: CommandLine, *more: str):
    return cli("server", "token", "create", "--role", "case_worker", "--name", "Kari Saksbehandler", *more)


def test_a_token_is_made_and_answered_as_json(cli, location):
    made = create(cli, "--database", location, "--expires", "2027-01-01", "--json").json
    assert TOKEN.fullmatch(made.pop("token"))
    assert made.pop("id")
    assert made == {
        "role": "case_worker",
        "name": "Kari Saksbehandler",
        "created": "2026-06-30T13:42:00+00:00",
        "expires": "2027-01-01",
        "revoked": None,
        "last_used": None,
    }


def test_the_register_knows_the_token(cli, location):
    text = create(cli, "--database", location, "--json").json["token"]
    with closing(open_register(location, NOW)) as store:
        found = Tokens(store).find(text)
    assert found is not None
    assert (found.name, found.role) == ("Kari Saksbehandler", "case_worker")


def test_in_words_the_token_is_shown_once_with_a_warning(cli):
    outcome = create(cli)
    assert TOKEN.search(outcome.out)
    assert "case worker" in outcome.out
    assert outcome.out.endswith("Keep the token safe now: it is never shown again.\n")
    assert not TOKEN.search(cli("server", "token", "list").out + cli("server", "token", "list", "--json").out)


def test_without_a_database_it_is_the_one_that_serve_takes(cli):
    create(cli)
    assert server_path(cli.folder).exists()


def test_tokens_are_listed_with_days(cli):
    create(cli, "--expires", "2027-01-01")
    heading, row = cli("server", "token", "list").out.splitlines()
    assert heading.split("  ")[0] == "Id"
    assert re.split(r"\s{2,}", row)[1:] == ["Kari Saksbehandler", "case worker", "2026-06-30", "2027-01-01"]


def test_a_token_whose_id_is_no_text_is_refused(cli):
    cli("server", "token", "create", "--role", "case_worker", "--name", "Kari Saksbehandler")
    assert_refused(cli("server", "token", "revoke", "\udcff"), 2, "U+DCFF")


def test_a_token_is_revoked(cli):
    id_ = create(cli, "--json").json["id"]
    assert cli("server", "token", "revoke", id_).out == "The token of Kari Saksbehandler is revoked.\n"
    (listed,) = cli("server", "token", "list", "--json").json
    assert listed["revoked"] == "2026-06-30T13:42:00+00:00"
    assert cli("server", "token", "revoke", id_, "--json").json == listed, "a second time it stays as it is"


def test_a_token_that_is_not_there_cannot_be_revoked(cli):
    create(cli)
    outcome = cli("server", "token", "revoke", "nobody")
    assert (outcome.code, outcome.out) == (1, "")
    assert "There is no token with this id." in outcome.err


@pytest.mark.parametrize("command", [["list"], ["revoke", "x"]])
def test_a_register_that_is_not_there_has_no_tokens_and_is_not_made(cli, tmp_path, command):
    path = tmp_path / "mistyped.register"
    assert_refused(cli("server", "token", *command, "--database", path), 3, "no register")
    assert not path.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--name", "Kari"], "--role is missing"),
        (["--role", "case_worker"], "--name is missing"),
        (["--role", "public", "--name", "Kari"], "Choose one of: case_worker, administrator."),
        (["--role", "case_worker", "--name", " "], "A token needs a name"),
        (["--role", "case_worker", "--name", "x" * 65], "1 to 64 characters"),
        (["--role", "case_worker", "--name", "Kari", "--expires", "2026-06-30"], "Name a later day"),
        (["--role", "case_worker", "--name", "Kari", "--expires", "soon"], "“soon” is no date"),
    ],
)
def test_what_cannot_be_made_is_refused(cli, arguments, words):
    assert_refused(cli("server", "token", "create", *arguments), 2, words)


def test_the_role_is_read_in_any_letter_case(cli):
    made = cli("server", "token", "create", "--role", "Administrator", "--name", "Ada", "--json").json
    assert made["role"] == "administrator"
