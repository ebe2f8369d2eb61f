"""Problem documents, compression, limits, headers, and the page of the OpenAPI document."""

import re
from importlib.resources import files

import pytest

from interpreter_app.domain.errors import EnvironmentFault, NotFound, UserError
from sync.register_server.encodings import accepts_gzip

pytest_plugins = ["tests.support.server_fixtures"]

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("method", "path", "details", "status", "type_"),
    [
        ("GET", "/", {}, 404, "not-found"),
        ("GET", "/v1/nothing", {}, 404, "not-found"),
        ("GET", "/v1/interpreters/x", {}, 404, "not-found"),
        ("GET", "/docs/secrets.txt", {}, 404, "not-found"),
        ("GET", "/docs/..%2ftables.py", {}, 404, "not-found"),
        ("POST", "/v1/sync/info", {}, 405, "method-not-allowed"),
        ("DELETE", "/v1/interpreters/10001", {}, 405, "method-not-allowed"),
        ("GET", "/v1/sync/changes", {}, 400, "bad-parameter"),
        ("GET", "/v1/sync/info?x=1", {}, 400, "bad-parameter"),
        ("GET", "/v1/sync/changes?cursor=a&limit=5001", {}, 400, "bad-parameter"),
        ("POST", "/v1/sync/snapshots", {"data": "{", "headers": JSON}, 400, "not-understood"),
        ("POST", "/v1/sync/snapshots", {"data": '{"schema":"1"}', "headers": JSON}, 400, "bad-parameter"),
        ("POST", "/v1/sync/snapshots", {"data": "schema=1"}, 415, "unsupported-media-type"),
        ("POST", "/v1/sync/snapshots", {"data": b" " * 1_048_577, "headers": JSON}, 413, "request-entity-too-large"),
    ],
)
def test_every_refusal_is_a_problem_document(asked, method, path, details, status, type_):
    answer = asked.ask(method, path, **details)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["type"]) == (status, type_)
    assert problem["title"]
    assert "detail" not in problem or path not in problem["detail"]


def test_a_method_that_is_not_taken_names_those_that_are(asked):
    assert "GET" in asked.ask("PUT", "/v1/sync/info").headers["Allow"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/sync/info", {"GET", "OPTIONS"}),
        ("/v1/tokens", {"GET", "POST", "OPTIONS"}),
    ],
)
def test_an_address_says_which_methods_it_takes(asked, path, methods):
    answer = asked.ask("OPTIONS", path)
    assert answer.status_code == 204
    assert set(answer.headers["Allow"].split(", ")) == methods


@pytest.mark.parametrize(
    ("error", "status"),
    [(UserError("Not so."), 422), (NotFound("Nobody."), 404), (EnvironmentFault("The disk is full."), 503)],
)
def test_errors_of_the_program_become_problem_documents(asked, monkeypatch, error, status):
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("sync.register_server.lookup_routes.find_people", fail)
    answer = asked.get("/v1/interpreters")
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert ("Retry-After" in answer.headers) is (status == 503)
    assert ("disk" in answer.text) is False


def test_json_is_compressed_for_those_who_take_it(asked):
    packed = asked.get("/v1/languages", headers={"Accept-Encoding": "gzip"})
    plain = asked.get("/v1/languages", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["Content-Length"]) < len(plain.content)


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("", False),
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("*", True),
        ("*;q=0, identity", False),
        ("gzip;q=much", False),
        ("identity", False),
    ],
)
def test_what_a_client_takes_is_read_as_the_standard_says(header, accepted):
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize("path", ["/v1/sync/info", "/v1/interpreters", "/nothing", "/docs"])
def test_every_answer_has_the_same_headers(asked, path):
    headers = asked.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Server" not in headers


def test_the_page_takes_its_files_from_this_server_alone(asked):
    answer = asked.get("/docs")
    assert answer.status_code == 200
    assert re.findall(r'(?:src|href|spec-url)="([^"]*)"', answer.text) == [
        "data:,",
        "/docs/rapidoc-min.js",
        "/openapi.json",
        "/openapi.json",
    ]
    assert "http" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    script = asked.get("/docs/rapidoc-min.js")
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert "rapi-doc" in script.text


def test_the_licences_of_the_page_are_with_it():
    assets = files("sync.register_server").joinpath("assets")
    assert "MIT License" in assets.joinpath("rapidoc-LICENSE.txt").read_text()
    assert assets.joinpath("rapidoc-min.js.LICENSE.txt").is_file()
