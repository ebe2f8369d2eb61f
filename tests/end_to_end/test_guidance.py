"""A change of the rules, from those who run the register to the answer of a machine without a login."""

import json
import os

import pytest

from tests.end_to_end.test_command_line import answer, run, served
from tests.support.guidance import FICTIONAL_LAW

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")

SITUATION = {
    "body": "public",
    "sector": "health",
    "norwegian_involved": True,
    "duty_in_other_act": False,
    "needed": True,
    "proposed": "none",
    "date": "2027-06-01",
}


def test_a_published_change_of_the_law_changes_the_answer_offline_until_it_is_retracted(tmp_path):
    server, client, file = tmp_path / "server", tmp_path / "client", tmp_path / "situation.json"
    file.write_text(json.dumps(SITUATION), encoding="utf-8")

    def qualified() -> str:
        found: str = answer(client, "guidance", str(file))["qualified"]
        return found

    with served(server, "--demo", "40") as (url, _):
        assert answer(client, "sync", "--server", url)["bootstrap"] is True
        assert qualified() == "required"
        published = answer(server, "server", "guidance", "publish", str(FICTIONAL_LAW))
        assert [piece["version"] for piece in published["published"]] == [2]
        assert qualified() == "required"
        assert answer(client, "sync")["received"] == 1
    assert qualified() == "suspended"
    assert answer(server, "server", "audit")["sound"] is True
    answer(server, "server", "guidance", "retract", "law", "2")
    with served(server) as (url, _):
        answer(client, "sync", "--server", url)
    assert qualified() == "required"
    assert run(client, "health")[0] == 0
