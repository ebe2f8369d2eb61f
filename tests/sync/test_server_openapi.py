"""The OpenAPI document: complete, and true under a machine that looks for contradictions."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import msgspec
import pytest

from sync.register_server.app import API_ROUTES
from sync.register_server.roles import Role
from sync.register_server.serving import RunningServer
from sync.register_server.store import open_register
from tests.support.server import NOW, Served, fill_with, new_session, new_token, some_people
from tests.support.server_routes import CASES

pytest_plugins = ["tests.support.server_fixtures"]


@pytest.fixture(scope="module")
def document(asked):
    answer = asked.get("/openapi.json")
    assert answer.headers["Content-Type"] == "application/vnd.oai.openapi+json"
    return answer.json()


def operations(document):
    return [(path, method, operation) for path, item in document["paths"].items() for method, operation in item.items()]


def test_every_route_is_in_the_document(document):
    assert len(operations(document)) == len(API_ROUTES)
    assert {operation["operationId"] for _, _, operation in operations(document)} == {
        route.handler_name for route in API_ROUTES
    }


def test_every_answer_has_an_example_and_every_error_is_a_problem_document(document):
    for path, _, operation in operations(document):
        assert operation["summary"]
        assert operation["description"]
        for status, response in operation["responses"].items():
            ((media_type, content),) = response["content"].items()
            if status.startswith("2"):
                assert content["examples"]["example"]["value"], path
            else:
                assert media_type == "application/problem+json", (path, status)


def test_every_parameter_is_described(document):
    for path, _, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            assert parameter.get("description"), (path, parameter["name"])


def test_the_lines_of_both_streams_are_described(document):
    schemas = document["components"]["schemas"]
    assert schemas["Change"]["properties"]["op"]["enum"] == ["del", "put", "revoke"]
    assert {"SnapshotRow", "SnapshotEnd", "ChangesEnd", "SnapshotRequest"} <= schemas.keys()


def test_the_examples_of_the_streams_are_lines(document):
    for path in ("/v1/sync/changes", "/v1/sync/snapshots/{snapshot}/{part}"):
        example = document["paths"][path]["get"]["responses"]["200"]["content"]["application/x-ndjson"]["examples"][
            "example"
        ]["value"]
        assert all(isinstance(msgspec.json.decode(line), dict) for line in example.splitlines())


def test_the_document_says_where_a_token_is_needed(document):
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    needed = [{"token": []}]
    demands = {f"{method} {path}": op["security"] == needed for path, method, op in operations(document)}
    assert {route for route, demanded in demands.items() if demanded} == {
        f"{method.lower()} {re.sub(':[a-z]+', '', path)}"
        for (method, path), case in CASES.items()
        if case.status(Role.PUBLIC) == 401
    }
    assert all(op["security"] in (needed, [{}, {"token": []}]) for _, _, op in operations(document))


def test_the_document_says_how_a_token_can_be_refused(document):
    for path, _, operation in operations(document):
        assert {"401", "429"} <= operation["responses"].keys(), path
        assert ("403" in operation["responses"]) == (operation["security"] == [{"token": []}]), path


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A register in which so much time goes by that a machine which tries wrong tokens never has to wait."""
    moments = (NOW + timedelta(seconds=10 * n) for n in count())
    with closing(open_register(tmp_path_factory.mktemp("hurried") / "server.register", NOW)) as opened:
        fill_with(opened, some_people())
        with RunningServer(opened, clock=lambda: next(moments)) as server, new_session() as session:
            yield Served(opened, server.url, session)


EXPECTED = """
# what a schema cannot say, such as that a day has not passed, is refused with 422, and that is no fault
[[operations]]
include-name = ["POST /v1/tokens"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "422"]

# an edit is of another epoch or of a record that is not there, as any that a machine makes up; 400 is for whole numbers
# that it writes as 1.0, which a schema cannot tell from 1
[[operations]]
include-name = ["POST /v1/sync/ops", "PATCH /v1/interpreters/{id}"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "412", "422", "428"]

# as time goes by, copies expire
[[operations]]
include-name = ["GET /v1/sync/snapshots/{snapshot}/{part}"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "404", "410"]
"""


@pytest.mark.slow
@pytest.mark.parametrize("role", [Role.PUBLIC, Role.ADMINISTRATOR])
def test_a_machine_that_looks_for_contradictions_finds_none(hurried, tmp_path: Path, role: Role):
    token = [] if role is Role.PUBLIC else ["--header", f"Authorization: Bearer {new_token(hurried.store, role)}"]
    (tmp_path / "schemathesis.toml").write_text(EXPECTED)
    run = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--no-color"),
            *("run", f"{hurried.url}/openapi.json", *token),
            *("--seed", "1", "--max-examples", "40", "--generation-deterministic"),
            *("--suppress-health-check", "all"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert f"{len(API_ROUTES)} selected / {len(API_ROUTES)} total" in run.stdout
