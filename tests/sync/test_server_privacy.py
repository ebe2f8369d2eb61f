"""What must never leave: identity numbers, unconsented addresses, reasons; and what the log may say."""

import logging
import re
from datetime import date

import msgspec
import pytest

from interpreter_app.domain.authorisations import Withdrawal
from sync.register_server.simulated_changes import REASON
from sync.register_server.simulation import simulate
from tests.support.registers import record_id
from tests.support.server import (
    IDENTITY_NUMBER,
    NOW,
    SECRET_ADDRESS,
    SECRET_REASON,
    SHOWN_ADDRESS,
    Served,
    put,
    some_people,
)

pytest_plugins = ["tests.support.server_fixtures"]

ELEVEN_DIGITS = re.compile(rb"(?<![0-9A-Za-z_-])\d{11}(?![0-9A-Za-z_-])")


def everything(served: Served, cursor: str) -> dict[str, bytes]:
    """All that the server answers on every route, by path."""
    document = served.get("/openapi.json").json()
    paths = {"/openapi.json", "/docs", "/docs/rapidoc-LICENSE.txt", "/v1/sync/nothing"}
    paths |= {path for path in document["paths"] if "{" not in path} - {"/v1/sync/snapshots", "/v1/sync/changes"}
    paths |= {f"/v1/interpreters/{number}" for number in range(10001, 10007)}
    paths |= {f"/v1/interpreters?text={word}" for word in (IDENTITY_NUMBER, SECRET_ADDRESS, "Yonas", "a")}
    paths |= {part.href for part in served.snapshot().parts}
    paths.add(f"/v1/sync/changes?cursor={cursor}")
    covered = {re.sub(r"\?.*|/[0-9a-f-]{36}/\d+$|(?<=interpreters)/\d+$", "", path) for path in paths}
    assert {path.split("/{")[0] for path in document["paths"]} <= covered | {"/v1/sync/snapshots"}
    return {path: served.get(path).content for path in paths}


def test_nothing_private_leaves_on_any_route(served):
    cursor = served.snapshot().cursor
    withdrawal = Withdrawal(
        interpreter_id=record_id("p10002"),
        authorisation_id=next(id_ for id_, r in some_people()[1] if type(r).__name__ == "Authorisation"),
        withdrawn_from=date(2026, 1, 1),
        reason=SECRET_REASON,
    )
    served.store.write([put(record_id("w"), withdrawal)], "kari", NOW)
    for records in some_people():
        id_, person = records[0]
        served.store.write([put(id_, person), put(id_, person.__class__(**_changed(person)))], "kari", NOW)
    assert SHOWN_ADDRESS in served.get("/v1/interpreters/10005").text, "the test looks where addresses would be"
    simulate(served.store, 40, 5, now=NOW)
    answers = everything(served, cursor)
    for path, content in answers.items():
        for secret in (IDENTITY_NUMBER, SECRET_ADDRESS, SECRET_REASON, REASON):
            assert secret.encode() not in content, (path, secret)
        assert not ELEVEN_DIGITS.search(content), path
        assert b"identity_number" not in content, path
        for line in content.splitlines() if b'"d":' in content else ():
            fields = msgspec.json.decode(line).get("d", {})
            assert "address" not in fields or fields["address_public"] is True


def _changed(person) -> dict:
    return {name: getattr(person, name) for name in person.__slots__} | {"email": "ny@example.no"}


def test_an_error_answers_nothing_about_the_failure(asked, monkeypatch, caplog):
    def fail(*_: object) -> None:
        raise RuntimeError(f"row of {IDENTITY_NUMBER}")

    monkeypatch.setattr("sync.register_server.lookup_routes.find_person", fail)
    answer = asked.get("/v1/interpreters/10001")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert answer.json() == {
        "type": "internal",
        "title": "The server failed.",
        "status": 500,
        "detail": "The failure is in the server's log.",
    }
    assert "RuntimeError" in caplog.text
    assert IDENTITY_NUMBER not in caplog.text


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/v1/interpreters?text=Yonas&county=03", r"GET /v1/interpreters 200 [\d.]+ ms \d+ B"),
        ("/v1/interpreters/10001", r"GET /v1/interpreters/\{number\} 200 [\d.]+ ms \d+ B"),
        ("/v1/interpreters/99999", r"GET /v1/interpreters/\{number\} 404 [\d.]+ ms \d+ B"),
        ("/v1/interpreters/Yonas", r"GET \(no route\) 404 [\d.]+ ms \d+ B"),
        ("/v1/interpreters?gender=Yonas", r"GET /v1/interpreters 400 [\d.]+ ms \d+ B"),
    ],
)
def test_the_access_log_holds_no_personal_data(asked, caplog, path, line):
    with caplog.at_level(logging.DEBUG):
        asked.get(path)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("sync.")]
    assert len(ours) == 1
    assert re.fullmatch(line, ours[0])
    for private in ("Yonas", "10001", "99999", "127.0.0.1"):
        assert private not in "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("urllib3"))


def test_an_unusual_method_is_not_logged_by_name(asked, caplog):
    with caplog.at_level(logging.INFO):
        asked.ask("YONAS", "/v1/sync/info")
    assert "OTHER" in caplog.text
    assert "YONAS" not in "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("sync."))
