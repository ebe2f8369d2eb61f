"""The history, the register as it was known, and undoing, by command."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from interpreter_app.jobs import no_progress
from interpreter_app.store import tables
from interpreter_app.store.base import read_log
from interpreter_app.use_cases.open_profile import open_profile
from sync.register_server.roles import Role
from tests.support.command_line import CommandLine, Outcome, assert_refused
from tests.support.histories import person_id
from tests.support.offices import Office, open_office
from tests.support.server import new_token
from ui.command_line.syncing import fetch_whole_history

FIELDS = ["id", "entries", "next", "whole_until", "unread"]
ENTRY = ["id", "at", "by", "device", "reason", "type", "record", "act", "changes", "erased", "unsent", "undone"]
LINE = ["change", "number", "person", "type", "record", "act", "field", "now", "back", "obstacle", "by", "at", "unsent"]
NUMBER = "10001"
PHONE = "+47 000 11 111"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened:
        yield opened


def log_in(office: Office, name: str = "Kari", role: Role = Role.CASE_WORKER) -> CommandLine:
    """The command line of somebody of the staff, who has logged in and synchronised."""
    folder = office.folder / f"cli-{name}"
    folder.mkdir()
    token = office.folder / f"{name}.token"
    token.write_text(new_token(office.store, role, name))
    cli = CommandLine(folder, clock=office.clock)
    assert cli("login", "--token-file", token, "--server", office.url).code == 0
    assert cli("sync").code == 0
    return cli


@pytest.fixture
def cli(office: Office) -> CommandLine:
    return log_in(office)


def offline(office: Office) -> None:
    """Take the network away: the register is no longer there."""
    office.stop()


def edited(office: Office, cli: CommandLine, **fields: str) -> str:
    """The id of an edit that the register has, made a day later."""
    office.clock.forward(days=1)
    wanted = [part for name, value in (fields or {"phone": PHONE}).items() for part in ("--set", f"{name}={value}")]
    op_id = cli("edit", NUMBER, *wanted, "--reason", "nytt nummer", "--json").json["op_id"]
    assert cli("sync").code == 0
    return str(op_id)


def phone(outcome: Outcome) -> str:
    assert outcome.code == 0, outcome.err
    return str(outcome.json["phone"])


# The history


def test_the_history_answers_with_its_document(office, cli):
    edited(office, cli)
    document = cli("history", NUMBER, "--json").json
    assert list(document) == FIELDS
    assert (document["id"], document["next"], document["unread"]) == (person_id(10001), None, 0)
    newest = document["entries"][0]
    assert list(newest) == ENTRY
    assert (newest["by"], newest["reason"], newest["act"], newest["unsent"]) == ("Kari", "nytt nummer", "update", False)
    assert newest["changes"] == [{"field": "phone", "before": "", "after": PHONE}]
    assert document["whole_until"] == office.clock().isoformat()


def test_the_history_is_read_by_people(office, cli):
    edited(office, cli)
    told = cli("history", NUMBER).out
    assert "Kari" in told
    assert f"Telephone:  – → {PHONE}" in told
    assert "Reason: nytt nummer" in told
    assert "The history is whole up to 2026-07-01" in told


def test_a_page_says_where_the_next_begins(office, cli):
    first = cli("history", NUMBER, "--limit", "4", "--json").json
    rest = cli("history", NUMBER, "--before", str(first["next"]), "--json").json
    assert [entry["id"] for entry in first["entries"] + rest["entries"]] == ["6", "5", "4", "3", "2", "1"]
    assert "--before 3" in cli("history", NUMBER, "--limit", "4").out


def test_one_record_has_a_history_of_its_own(office, cli):
    edited(office, cli)
    entries = cli("history", NUMBER, "--record", person_id(10001), "--json").json["entries"]
    assert [(entry["record"], entry["act"]) for entry in entries] == [
        (person_id(10001), "update"),
        (person_id(10001), "create"),
    ]


def test_offline_it_shows_what_is_kept_and_says_how_far(office, cli):
    assert_refused(cli("history", NUMBER, "--offline", "--json"), 3, "has not been read on this machine")
    cli("history", NUMBER)
    cli("edit", NUMBER, "--set", f"phone={PHONE}")
    offline(office)
    kept = cli("history", NUMBER, "--json")
    assert kept.code == 0
    assert "could not be reached" in kept.err
    assert [entry["unsent"] for entry in kept.json["entries"]] == [True] + [False] * 6
    assert "not sent" in cli("history", NUMBER, "--offline").out


def test_with_nothing_kept_and_no_network_it_could_not(office, cli):
    offline(office)
    assert_refused(cli("history", NUMBER), 3, "has not been read on this machine", "Try again with a network")
    assert_refused(cli("show", NUMBER, "--known", "2026-06-30"), 3, "has not been read on this machine")
    unknown = cli("undo", "7", "--json")
    assert (unknown.code, unknown.json) == (1, None)
    assert "could not be reached" in unknown.err
    assert "No change 7 is known here" in unknown.err


def test_a_person_who_is_not_there_has_no_history(office, cli):
    outcome = cli("history", "99999", "--json")
    assert (outcome.code, outcome.json) == (1, None)
    assert "99999" in outcome.err


@pytest.mark.parametrize("key", [person_id(10001), NUMBER])
def test_a_deleted_person_has_a_history_by_id_and_number(office, cli, key):
    office.clock.forward(days=1)
    cli("delete", NUMBER)
    cli("sync")
    other = log_in(office, "Ola")
    document = other("history", key, "--json").json
    assert document["id"] == person_id(10001)
    assert document["entries"][0]["act"] == "delete"
    assert phone(other("show", key, "--known", "2026-06-30", "--json")) == ""


def test_an_id_that_nobody_has_is_not_found(office, cli):
    for command in (["history"], ["show", "--known", "2026-06-30"]):
        outcome = cli(*command, person_id(10099), "--json")
        assert (outcome.code, outcome.json) == (1, None)


def test_the_public_sees_no_history(office, tmp_path):
    public = CommandLine(tmp_path / "public")
    public("sync", "--server", office.url)
    for command in (
        ["history", NUMBER],
        ["undo", "1"],
        ["show", NUMBER, "--known", "2026-06-30"],
        ["search", "--known", "2026-06-30"],
    ):
        assert_refused(public(*command, "--json"), 2, "own staff")
    profile = open_profile("register", public.folder / "register.register")
    with profile.database.read() as connection:
        assert connection.execute(tables.history.select()).first() is None
    profile.close()


def test_the_history_goes_with_the_file_at_logout(office, cli):
    cli("history", NUMBER)
    assert cli("logout").code == 0
    assert not (cli.folder / "register.register").exists()


# The register as it was known


def test_a_person_is_shown_as_known(office, cli):
    edited(office, cli)
    before = cli("show", NUMBER, "--known", "2026-06-30", "--json")
    assert phone(before) == ""
    assert before.json["known"] == "2026-06-30"
    assert phone(cli("show", NUMBER, "--known", "2026-07-01", "--json")) == PHONE
    assert phone(cli("show", NUMBER, "--json")) == PHONE
    assert "known" not in cli("show", NUMBER, "--json").json
    assert "by the end of 2026-06-30" in cli("show", NUMBER, "--known", "2026-06-30").out


def test_the_legal_date_and_what_was_known_combine(office, cli):
    office.clock.forward(days=1)
    assert cli("delete", "10002").code == 0
    cli("sync")
    for on, known, code in (
        ("2015-12-31", "2026-06-30", 0),
        ("2016-01-01", "2026-06-30", 0),
        ("2016-01-01", "2026-07-01", 1),
    ):
        outcome = cli("show", "10002", "--on", on, "--known", known, "--json")
        assert outcome.code == code, outcome.err
        if code == 0:
            assert outcome.json["on"] == on


def test_a_search_finds_who_was_known(office, cli):
    office.clock.forward(days=1)
    cli("delete", "10002")
    cli("sync")
    assert cli("search", "--known", "2026-06-30", "--json").json["count"] == 3
    after = cli("search", "--known", "2026-07-01", "--json").json
    assert (after["count"], after["known"]) == (2, "2026-07-01")
    assert "by the end of 2026-06-30" in cli("search", "--known", "2026-06-30").out
    assert not [path for path in cli.folder.iterdir() if path.name.startswith("temporary")]


def test_a_list_is_exported_as_known_and_logged(office, cli, tmp_path):
    office.clock.forward(days=1)
    cli("delete", "10002")
    cli("sync")
    exported = cli("export", tmp_path / "list.xlsx", "--known", "2026-06-30", "--json").json
    assert (exported["rows"], exported["known"]) == (3, "2026-06-30")
    assert openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0].max_row == 4
    profile = open_profile("register", cli.folder / "register.register", key_of(cli))
    with profile.database.read() as connection:
        _, event, details = read_log(connection)[-1]
    profile.close()
    assert (event, details["rows"], details["known"]) == ("export", 3, "2026-06-30")


def test_a_day_that_cannot_be_known_is_told_plainly(office, cli):
    assert_refused(cli("search", "--known", "2026-07-01", "--json"), 2, "still to come")
    assert_refused(cli("search", "--known", "2026-06-29", "--json"), 2, "begins on 2026-06-30")
    outcome = cli("show", NUMBER, "--known", "2026-06-29", "--json")
    assert (outcome.code, outcome.json) == (1, None)
    assert "begins on 2026-06-30" in outcome.err


def test_what_was_known_can_be_asked_offline_once_it_is_read(office, cli):
    cli("show", NUMBER, "--known", "2026-06-30")
    office.clock.forward(days=3)
    offline(office)
    outcome = cli("show", NUMBER, "--known", "2026-07-01")
    assert (outcome.code, outcome.out) == (3, "")
    assert "has been read up to" in outcome.err
    assert cli("search", "--known", "2026-06-30").code == 3


def test_what_the_window_fetches_is_enough_for_what_was_known_of_everybody(office, cli):
    office.clock.forward(days=1)
    profile = open_profile("register", cli.folder / "register.register", key_of(cli))
    came = fetch_whole_history(profile, office.url, "", no_progress)
    profile.close()
    assert came > 0
    offline(office)
    assert cli("search", "--known", "2026-06-30", "--json").json["count"] == 3


def test_unsent_edits_are_not_what_was_known(office, cli):
    cli("edit", NUMBER, "--set", f"phone={PHONE}")
    assert phone(cli("show", NUMBER, "--json")) == PHONE
    assert phone(cli("show", NUMBER, "--known", "2026-06-30", "--json")) == ""


# Undoing


def test_an_undo_can_be_looked_at_first(office, cli):
    op_id = edited(office, cli)
    document = cli("undo", op_id, "--dry-run", "--json").json
    assert (document["id"], document["whole"], document["op_ids"]) == (op_id, True, [])
    (line,) = document["lines"]
    assert list(line) == LINE
    assert (line["number"], line["field"], line["now"], line["back"]) == (10001, "phone", PHONE, "")
    assert cli("undo", op_id, "--dry-run").out == f"10001  Person: Telephone: {PHONE} → –\n"
    assert cli("sync", "--json").json["sent"] == 0


def test_an_undo_is_saved_as_a_new_edit(office, cli):
    op_id = edited(office, cli)
    (new,) = cli("undo", op_id, "--reason", "feil nummer", "--json").json["op_ids"]
    assert cli("sync", "--json").json["sent"] == 1
    assert phone(cli("show", NUMBER, "--json")) == ""
    newest = cli("history", NUMBER, "--json").json["entries"][0]
    assert newest["reason"] == "feil nummer"
    assert cli("undo", new).code == 0
    cli("sync")
    assert phone(cli("show", NUMBER, "--json")) == PHONE


def test_what_others_changed_since_is_held_back_unless_a_part_will_do(office, cli):
    op_id = edited(office, cli, phone=PHONE, email="a@example.no")
    other = log_in(office, "Ola")
    edited(office, other, phone="+47 000 22 222")
    cli("sync")
    held = cli("undo", op_id, "--json")
    assert (held.code, held.json["whole"], held.json["op_ids"]) == (1, False, [])
    obstacles = {line["field"]: (line["obstacle"], line["by"]) for line in held.json["lines"]}
    assert obstacles == {"phone": ("changed", "Ola"), "email": (None, "")}
    assert "--partly" in held.err
    assert "it has been changed since (Ola, " in cli("undo", op_id, "--dry-run").out
    assert cli("undo", op_id, "--partly").code == 0
    cli("sync")
    shown = cli("show", NUMBER, "--json").json
    assert (shown["phone"], shown["email"]) == ("+47 000 22 222", "")


def test_what_others_did_is_for_administrators(office, cli):
    edited(office, cli)
    seq = cli("history", NUMBER, "--json").json["entries"][0]["id"]
    other = log_in(office, "Ola")
    assert_refused(other("undo", seq, "--json"), 2, "Kari made this change", "administrator")
    chief = log_in(office, "Sjefen", Role.ADMINISTRATOR)
    assert chief("undo", seq).code == 0
    assert chief("sync", "--json").json["sent"] == 1


def test_what_is_not_in_the_register_is_not_undone(office, cli):
    op_id = cli("edit", NUMBER, "--set", f"phone={PHONE}", "--json").json["op_id"]
    assert_refused(cli("undo", op_id, "--json"), 2, "outbox discard")
    outcome = cli("undo", "987654", "--json")
    assert (outcome.code, outcome.json) == (1, None)


def test_a_sync_is_undone_by_its_id(office, cli):
    edited(office, cli)
    profile = open_profile("register", cli.folder / "register.register", key_of(cli))
    with profile.database.read() as connection:
        (sync,) = set(connection.execute(select(tables.outbox.c.sync)).scalars())
    profile.close()
    assert cli("undo", f"sync:{sync}").code == 0
    cli("sync")
    assert phone(cli("show", NUMBER, "--json")) == ""


def key_of(cli: CommandLine) -> bytes:
    """The key of the profile's file, which is kept beside it where there is no keyring."""
    return bytes.fromhex((cli.folder / "register.key").read_text())
