"""What must never leave: identity numbers, unconsented addresses, reasons; and what the log may say."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import msgspec
import pytest
import requests

from interpreter_app.domain.authorisations import Withdrawal
from interpreter_app.domain.interpreters import Listing
from sync.register_server.records import Delete
from sync.register_server.roles import Role
from sync.register_server.simulated_changes import REASON
from sync.register_server.simulation import simulate
from tests.support.registers import bachelor, record_id
from tests.support.server import (
    IDENTITY_NUMBER,
    NOW,
    SECRET_ADDRESS,
    SECRET_REASON,
    SHOWN_ADDRESS,
    Served,
    fictional_person,
    operations,
    put,
    some_people,
)
from tests.support.server_routes import CASES, OUTSIDE, Ask, Visitor, anew, routes_of_the_application, visitor

pytest_plugins = ["tests.support.server_fixtures"]

ELEVEN_DIGITS = re.compile(rb"(?<![0-9A-Za-z_-])\d{11}(?![0-9A-Za-z_-])")
SECRET_END = "Grunnen til at oppf\u00f8ringen sluttet"
SECRET_DOCUMENT = "Arkivreferanse 26/00042"
UNSEEN = "Usett"
"""The first name of somebody who was never listed."""

SECRETS = (IDENTITY_NUMBER, SECRET_ADDRESS, SECRET_REASON, SECRET_END, SECRET_DOCUMENT, REASON, UNSEEN)


@pytest.fixture
def full_of_secrets(served) -> Served:
    """The register, with a secret in every field that is not public."""
    withdrawal = Withdrawal(
        interpreter_id=record_id("p10002"),
        authorisation_id=next(id_ for id_, r in some_people()[1] if type(r).__name__ == "Authorisation"),
        withdrawn_from=date(2026, 1, 1),
        reason=SECRET_REASON,
    )
    documented = replace(bachelor(), document_reference=SECRET_DOCUMENT)
    once_listed = fictional_person(10007, "Hanna Tidligere", evidence=[documented], listed=())
    listing = Listing(
        interpreter_id=record_id("p10007"),
        listed_from=date(2016, 1, 1),
        listed_until=date(2026, 1, 1),
        end_reason=SECRET_END,
    )
    never_listed = fictional_person(10008, f"{UNSEEN} Prøvesen", listed=())
    hidden = fictional_person(10009, "Skjult Nå")
    for added in (once_listed, never_listed, hidden):
        served.store.write(operations(added), "kari", NOW)
    served.store.write([put(record_id("w"), withdrawal), put(record_id("l"), listing)], "kari", NOW)
    return served


def change_much(served: Served) -> None:
    """Changes of every kind, so that the feed has something to tell."""
    hidden_listing = next(id_ for id_, r in fictional_person(10009, "Skjult Nå") if isinstance(r, Listing))
    served.store.write([Delete(hidden_listing)], "kari", NOW)
    for records in some_people():
        id_, person = records[0]
        served.store.write([put(id_, person), put(id_, replace(person, email="ny@example.no"))], "kari", NOW)
    unseen = fictional_person(10008, f"{UNSEEN} Prøvesen", listed=(), email="usett@example.no")[0]
    served.store.write([put(*unseen)], "kari", NOW)
    simulate(served.store, 40, 5, now=NOW)


def all_answers(visiting: Visitor) -> Iterator[tuple[Ask, requests.Response]]:
    """Every request of every case with its answer, and those to what is no route."""
    for ask in [*(ask for case in CASES.values() for ask in case.asks(visiting)), *OUTSIDE]:
        yield ask, visiting.send(ask)


def test_every_route_of_the_application_is_walked(served):
    assert routes_of_the_application(served) == CASES.keys()


def test_nothing_private_leaves_on_any_route(full_of_secrets):
    visiting = visitor(full_of_secrets, Role.PUBLIC)
    before = list(all_answers(visiting))
    change_much(full_of_secrets)
    assert SHOWN_ADDRESS in full_of_secrets.get("/v1/interpreters/10005").text, "the test looks where addresses are"
    for ask, answer in [*before, *all_answers(anew(visiting))]:
        for secret in SECRETS:
            assert secret.encode() not in answer.content, (ask, secret)
            assert secret not in repr(answer.headers), (ask, secret)
        assert not ELEVEN_DIGITS.search(answer.content), ask
        if ask.path != "/openapi.json":  # where the field that staff are shown is described
            assert b"identity_number" not in answer.content, ask
        for line in answer.content.splitlines() if b'"d":' in answer.content else ():
            fields = msgspec.json.decode(line).get("d", {})
            assert "address" not in fields or fields["address_public"] is True


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.ADMINISTRATOR])
def test_the_walk_passes_by_every_secret(full_of_secrets, role):
    """As staff the same walk finds all: so it would as the public, were it shown."""
    visiting = visitor(full_of_secrets, role)
    parts = [answer.content for _, answer in all_answers(visiting)]
    change_much(full_of_secrets)
    told = b"".join([*parts, *(answer.content for _, answer in all_answers(anew(visiting)))])
    assert [secret for secret in SECRETS if secret.encode() not in told] == []


@pytest.mark.parametrize("role", Role)
def test_each_role_is_answered_on_each_route_as_the_table_says(served, role):
    visiting = visitor(served, role)
    answered = {route: visiting.send(case.first(visiting)) for route, case in CASES.items()}
    assert {route: answer.status_code for route, answer in answered.items()} == {
        route: case.status(role) for route, case in CASES.items()
    }
    refused = {401: "no-token", 403: "not-allowed"}
    for answer in answered.values():
        if answer.status_code in refused:
            assert answer.json()["type"] == refused[answer.status_code]


def test_a_wrong_token_is_refused_on_every_route(served, clock):
    visiting = replace(visitor(served, Role.PUBLIC), served=served.acting("tolk_" + "x" * 43))
    for ask in (ask for case in CASES.values() for ask in case.asks(visiting)):
        clock.forward(minutes=1)  # else it would have to wait
        answer = visiting.send(ask)
        assert (answer.status_code, answer.json()["type"]) == (401, "token-refused"), ask
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.ADMINISTRATOR])
def test_a_copy_for_staff_is_not_given_to_who_knows_its_address(served, role):
    staff = visitor(served, role)
    path = f"/v1/sync/snapshots/{staff.snapshot}/0"
    assert staff.served.get(path).status_code == 200
    answer = served.get(path)
    assert (answer.status_code, answer.json()["type"]) == (404, "snapshot-gone")


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
