"""A week of two case workers and an administrator, by the commands alone, each in a process of its own."""

import json
import os
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.end_to_end.test_command_line import TIMEOUT_S, answer, run, served

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")

NEW = {
    "first_name": "Etter",
    "last_name": "Kopien",
    "languages": [{"language": "som"}],
    "authorisations": [{"language": "som", "number": "2020-17", "granted": "2020-01-01"}],
    "listed": [{"from": "2020-02-01"}],
}


class Desk:
    """A machine of somebody who is logged in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: object) -> Any:
        """The answer of a command that does what it is asked."""
        return answer(self.folder, *map(str, arguments))

    def refused(self, code: int, *arguments: object) -> str:
        """What is said of a command that does not, in one sentence and with nothing on standard output."""
        found, out, err = run(self.folder, "--ui-language", "en", *map(str, arguments), "--json")
        assert (found, out, len(err.splitlines())) == (code, "", 1), err
        return err

    def sync(self, *, code: int = 0) -> Any:
        found, out, err = run(self.folder, "sync", "--json")
        assert found == code, err
        return json.loads(out)

    def phone(self, number: int) -> str:
        phone: str = self("show", number)["phone"]
        return phone


def log_in(folder: Path, name: str, token: str, url: str) -> Desk:
    """Let somebody log in with a token, and fetch the register."""
    desk = Desk(folder / name)
    file = folder / f"{name}.token"
    file.write_text(f"{token}\n", encoding="ascii")
    assert desk("login", "--token-file", file, "--server", url)["name"] == name
    file.unlink()
    assert desk.sync()["bootstrap"] is True
    return desk


def new_token(url: str, administrator: str, name: str) -> str:
    """A token for a case worker, as an administrator makes one over HTTP."""
    order = json.dumps({"name": name, "role": "case_worker"}).encode()
    headers = {"Authorization": f"Bearer {administrator}", "Content-Type": "application/json"}
    with urlopen(Request(f"{url}/v1/tokens", order, headers), timeout=TIMEOUT_S) as reply:
        token: str = json.load(reply)["token"]
    return token


def test_case_workers_edit_offline_and_nothing_is_lost(tmp_path):
    database, backup = str(tmp_path / "central.db"), str(tmp_path / "central.backup")
    with served(tmp_path, "--database", database, "--demo", "40") as (url, process):
        command = ("server", "token", "create", "--role", "administrator", "--name", "Ada", "--database", database)
        adas_token = answer(tmp_path, *command)["token"]
        kari, ola = (log_in(tmp_path, name, new_token(url, adas_token, name), url) for name in ("Kari", "Ola"))
        first, second, third = (one["number"] for one in kari("search", "--limit", "3")["results"])
        code, _, err = process.end()
        assert code == 0
        assert "Traceback" not in err

    # Offline, both edit: other fields of one person, the same field of another, and one deletes whom the other edits.
    edited = kari("edit", first, "--set", "phone=00000001", "--reason", "ringte")
    assert list(edited["changed"]) == ["phone"]
    ola("edit", first, "--set", "email=ny@example.no")
    kari("edit", second, "--set", "phone=00000002")
    ola("edit", second, "--set", "phone=00000003")
    kari("delete", third)
    ola("edit", third, "--set", "phone=00000004")
    assert "could not be reached" in kari.refused(3, "sync")
    assert kari.phone(first) == "+47 000 00 001"

    with served(tmp_path, "--database", database, "--port", url.rsplit(":", 1)[1]) as (_, process):
        assert kari.sync()["unsent"] == 0
        told = ola.sync(code=1)
        assert (told["sent"], told["merged"], told["conflicts"]) == (1, 1, 2)
        same, deleted = ola("conflicts")
        (field,) = same["fields"]
        assert (same["number"], same["by"]) == (second, "Kari")
        assert (field["field"], field["mine"], field["register"]) == ("phone", "+47 000 00 003", "+47 000 00 002")
        assert (deleted["number"], deleted["reason"]) == (third, "deleted_there")
        ola("resolve", same["id"], "phone=00000005")
        ola("resolve", deleted["id"], "mine")
        assert ola.sync()["unsent"] == 0
        kari.sync()
        shown = kari("show", first)
        assert (shown["phone"], shown["email"]) == ("+47 000 00 001", "ny@example.no")

        # After a backup more is done and acknowledged; then the backup is restored, and all of it comes back.
        answer(tmp_path, "server", "backup", backup, "--database", database)
        new = tmp_path / "new.json"
        new.write_text(json.dumps(NEW), encoding="utf-8")
        person = kari("new", "--file", new)["id"]
        kari("edit", second, "--set", "phone=00000006")
        kari.sync()
        number = kari("show", person)["number"]
        assert number
        ola("edit", first, "--set", "county=56")
        answer(tmp_path, "server", "restore", backup, "--database", database)
        assert kari.sync()["bootstrap"] is True
        assert ola.sync()["unsent"] == 0
        assert ola("show", person)["number"] == number
        kari.sync()
        assert kari("show", first)["county"] == "56"

        # What one did, another case worker does not take back; an administrator does, by a new edit.
        ada = log_in(tmp_path, "Ada", adas_token, url)
        change = next(
            one
            for one in ola("history", second)["entries"]
            if one["by"] == "Kari" and one["changes"][0]["after"] == "+47 000 00 006"
        )
        assert "only an administrator" in ola.refused(2, "undo", change["id"])
        assert len(ada("undo", change["id"])["op_ids"]) == 1
        ada.sync()
        newest = kari("history", second)["entries"][0]
        (back,) = newest["changes"]
        assert (newest["by"], back["before"], back["after"]) == ("Ada", "+47 000 00 006", "+47 000 00 005")
        assert answer(tmp_path, "server", "audit", "--database", database)["sound"] is True
        code, _, err = process.end()
        assert code == 0
        assert "Traceback" not in err

    secrets = ("+47 000 00 001", "ny@example.no", "tolk_")
    assert not [secret for secret in secrets if secret in err], "the log of the server says nothing of anybody"
    for file in (path for name in ("Kari", "Ola", "Ada") for path in (tmp_path / name).rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert not [secret for secret in secrets if secret.encode() in content], file
