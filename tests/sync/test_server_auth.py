"""Who asks: tokens taken and refused, what each role may do, and slowing down who guesses."""

import logging
import re
from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from interpreter_app.domain.errors import NotFound, UserError
from sync.register_server import auth_limits, tables
from sync.register_server.auth_limits import WrongTokens
from sync.register_server.roles import Role
from sync.register_server.tokens import TokenOrder, Tokens
from tests.support.server import NOW, new_token

pytest_plugins = ["tests.support.server_fixtures"]

WRONG = "tolk_" + "x" * 43
STAFF = [Role.CASE_WORKER, Role.ADMINISTRATOR]


def told(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"]


@pytest.fixture
def administrator(served):
    return served.acting(new_token(served.store, Role.ADMINISTRATOR, "Ada Administrator"))


def test_without_a_token_one_is_the_public(served):
    assert served.get("/v1/account").json() == {"role": "public", "name": ""}


@pytest.mark.parametrize("role", STAFF)
def test_a_token_says_who_asks(served, role):
    token = new_token(served.store, role, "Kari Saksbehandler")
    assert served.acting(token).get("/v1/account").json() == {"role": role, "name": "Kari Saksbehandler"}


def test_a_token_is_long_random_and_recognisable(store):
    texts = {new_token(store, Role.CASE_WORKER) for _ in range(20)}
    assert len(texts) == 20
    assert all(re.fullmatch(r"tolk_[A-Za-z0-9_-]{43}", text) for text in texts)


def test_the_register_does_not_keep_the_token(store):
    text = new_token(store, Role.CASE_WORKER)
    with store.read() as connection:
        kept = repr(connection.execute(select(tables.tokens)).all())
    assert text not in kept
    assert text.removeprefix("tolk_") not in kept


@pytest.mark.parametrize(
    "header",
    [f"Bearer {WRONG}", "Bearer", "Bearer ", "Basic a2FyaTprYXJp", WRONG, "Bearer å".encode()],
)
def test_a_wrong_token_is_told_and_never_answered_as_the_public(served, header):
    answer = served.get("/v1/interpreters/10001", headers={"Authorization": header})
    assert told(answer) == (401, "token-refused")
    assert answer.json()["title"] == "The token is not taken."
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_name_of_the_scheme_is_read_in_any_letter_case(served):
    token = new_token(served.store, Role.CASE_WORKER)
    assert served.get("/v1/account", headers={"Authorization": f"bearer  {token}"}).json()["role"] == "case_worker"


def test_a_token_is_refused_from_the_day_it_expires(served, clock):
    today = clock().astimezone().date()
    staff = served.acting(new_token(served.store, Role.CASE_WORKER, expires=today + timedelta(days=2)))
    clock.forward(days=1)
    assert staff.get("/v1/account").status_code == 200
    clock.forward(days=1)
    answer = staff.get("/v1/account")
    assert (*told(answer), answer.json()["title"]) == (401, "token-refused", "The token has expired.")


def test_a_revoked_token_is_refused_at_once(served, administrator):
    token = new_token(served.store, Role.CASE_WORKER)
    staff = served.acting(token)
    assert staff.get("/v1/account").status_code == 200
    id_ = next(one["id"] for one in administrator.get("/v1/tokens").json() if one["role"] == "case_worker")
    assert administrator.ask("DELETE", f"/v1/tokens/{id_}").json()["revoked"] == NOW.isoformat()
    answer = staff.get("/v1/account")
    assert (*told(answer), answer.json()["title"]) == (401, "token-refused", "The token is revoked.")


def test_the_day_of_the_last_use_is_kept_and_no_more(served, clock):
    token = new_token(served.store, Role.CASE_WORKER)
    assert Tokens(served.store).all()[0].last_used is None
    served.acting(token).get("/v1/account")
    first = clock().astimezone().date()
    assert Tokens(served.store).all()[0].last_used == first
    clock.forward(days=3)
    served.acting(token).get("/v1/account")
    assert Tokens(served.store).all()[0].last_used == first + timedelta(days=3)


# Managing tokens


def test_an_administrator_makes_a_token_that_is_told_once(served, administrator, clock):
    clock.forward(seconds=1)
    made = administrator.ask(
        "POST", "/v1/tokens", json={"name": " Ola ", "role": "case_worker", "expires": "2027-01-01"}
    )
    assert made.status_code == 201
    assert served.acting(made.json()["token"]).get("/v1/account").json() == {"role": "case_worker", "name": "Ola"}
    listed = administrator.get("/v1/tokens")
    assert [(one["name"], one["expires"]) for one in listed.json()] == [
        ("Ada Administrator", None),
        ("Ola", "2027-01-01"),
    ]
    assert made.json()["token"] not in listed.text
    assert not re.search("tolk_|hash|[0-9a-f]{64}", listed.text)


@pytest.mark.parametrize(
    ("body", "status", "type_"),
    [
        ({"name": "Ola", "role": "public"}, 400, "bad-parameter"),
        ({"name": "", "role": "case_worker"}, 400, "bad-parameter"),
        ({"name": "x" * 65, "role": "case_worker"}, 400, "bad-parameter"),
        ({"role": "case_worker"}, 400, "bad-parameter"),
        ({"name": "Ola", "role": "case_worker", "hash": "x"}, 400, "bad-parameter"),
        ({"name": "   ", "role": "case_worker"}, 422, "bad-parameter"),
        ({"name": "Ola\nNordmann", "role": "case_worker"}, 422, "bad-parameter"),
        ({"name": "Ola", "role": "case_worker", "expires": "2026-06-30"}, 422, "bad-parameter"),
    ],
)
def test_a_token_that_cannot_be_made_is_refused(administrator, body, status, type_):
    assert told(administrator.ask("POST", "/v1/tokens", json=body)) == (status, type_)
    assert len(administrator.get("/v1/tokens").json()) == 1


def test_a_token_that_is_not_there_cannot_be_revoked(administrator):
    path = "/v1/tokens/6f1c2a3e-0b5d-4c7a-9e8f-112233445566"
    assert told(administrator.ask("DELETE", path)) == (404, "not-found")


def test_a_token_is_revoked_once(store):
    tokens = Tokens(store)
    made = tokens.create(TokenOrder("Kari", Role.CASE_WORKER), NOW).token
    first = tokens.revoke(made.id, NOW)
    assert tokens.revoke(made.id, NOW + timedelta(days=1)) == first == tokens.all()[0]
    with pytest.raises(NotFound):
        tokens.revoke("no such", NOW)


def test_nobody_is_given_the_role_of_the_public(store):
    with pytest.raises(UserError, match="case_worker, administrator"):
        new_token(store, Role.PUBLIC)


def test_a_token_may_expire_tomorrow_but_not_today(store):
    today = NOW.astimezone().date()
    new_token(store, Role.CASE_WORKER, expires=today + timedelta(days=1))
    with pytest.raises(UserError, match="later day"):
        new_token(store, Role.CASE_WORKER, expires=today)


def test_the_random_bytes_of_a_token_are_given(store):
    made = Tokens(store, bytes).create(TokenOrder("Kari", Role.CASE_WORKER, date(2030, 1, 1)), NOW)
    assert made.text == "tolk_" + "A" * 43


# Slowing down


def test_the_eleventh_wrong_token_within_a_minute_has_to_wait(served, clock):
    guessing = served.acting(WRONG)
    assert [guessing.get("/v1/account").status_code for _ in range(10)] == [401] * 10
    clock.forward(seconds=20)
    answer = guessing.get("/v1/account")
    assert told(answer) == (429, "too-many-requests")
    assert answer.headers["Retry-After"] == "40"
    clock.forward(seconds=40)
    assert guessing.get("/v1/account").status_code == 401


def test_a_right_token_passes_where_others_guess(served):
    guessing, staff = served.acting(WRONG), served.acting(new_token(served.store, Role.CASE_WORKER))
    assert [guessing.get("/v1/account").status_code for _ in range(12)][-1] == 429
    assert staff.get("/v1/account").status_code == 200
    assert served.get("/v1/account").status_code == 200, "the public is not slowed either"


def test_a_revoked_token_is_no_guess(served, clock):
    token = new_token(served.store, Role.CASE_WORKER)
    tokens = Tokens(served.store)
    tokens.revoke(tokens.all()[0].id, clock())
    assert {served.acting(token).get("/v1/account").status_code for _ in range(12)} == {401}


def test_wrong_tokens_are_counted_by_address():
    wrong = WrongTokens()
    assert [wrong.another("192.0.2.1", NOW) for _ in range(11)] == [0] * 10 + [60]
    assert wrong.another("192.0.2.2", NOW) == 0


def test_who_waits_is_not_made_to_wait_longer_for_asking():
    wrong = WrongTokens()
    waits = [wrong.another("192.0.2.1", NOW + timedelta(seconds=second)) for second in range(60)]
    assert waits[:10] == [0] * 10
    assert waits[10:] == list(range(50, 0, -1))
    assert wrong.another("192.0.2.1", NOW + timedelta(seconds=60)) == 0


def test_the_addresses_of_one_ipv6_network_count_as_one():
    wrong = WrongTokens()
    waits = [wrong.another(f"2001:db8::{number:x}", NOW) for number in range(11)]
    assert waits == [0] * 10 + [60]
    assert wrong.another("2001:db8:0:1::1", NOW) == 0


def test_ipv4_addresses_are_told_apart_at_a_socket_that_takes_both():
    wrong = WrongTokens()
    assert [wrong.another("::ffff:192.0.2.1", NOW) for _ in range(11)] == [0] * 10 + [60]
    assert wrong.another("::ffff:192.0.2.2", NOW) == 0
    assert wrong.another("192.0.2.1", NOW) == 60


def test_what_is_remembered_of_addresses_is_bounded(monkeypatch):
    monkeypatch.setattr(auth_limits, "MOST_ADDRESSES", 3)
    wrong = WrongTokens()
    for _ in range(10):
        wrong.another("first", NOW)
    for number in range(3):
        assert wrong.another(f"192.0.2.{number}", NOW) == 0
    assert wrong.another("first", NOW) == 0, "heard of longest ago, so forgotten"
    assert len(wrong._times) == 3


# What is never told


def test_no_log_and_no_answer_holds_a_token_or_who_asked(served, caplog):
    token = new_token(served.store, Role.CASE_WORKER)
    with caplog.at_level(logging.DEBUG):
        answers = [
            served.acting(sent).get(path).text
            for sent in (token, WRONG)
            for path in ("/v1/account", "/v1/interpreters/10001", "/v1/tokens", "/v1/interpreters?gender=Q")
        ]
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("sync."))
    assert len(ours.splitlines()) == len(answers)
    for secret in (token, WRONG, token.removeprefix("tolk_")):
        assert secret not in ours
        assert not any(secret in answer for answer in answers)
    for who in ("Kari", "127.0.0.1", "case_worker", Tokens(served.store).all()[0].id):
        assert who not in ours


def test_a_failure_while_finding_out_who_asks_tells_nothing(served, monkeypatch, caplog):
    def fail(*_: object) -> None:
        raise RuntimeError(f"token {WRONG}")

    monkeypatch.setattr(Tokens, "find", fail)
    answer = served.acting(WRONG).get("/v1/account")
    assert told(answer) == (500, "internal")
    assert WRONG not in answer.text + caplog.text


def test_ids_of_tokens_are_given_by_the_store(store):
    numbers = count()
    store.new_id = lambda: f"id-{next(numbers)}"
    assert [Tokens(store).create(TokenOrder(name, Role.CASE_WORKER), NOW).token.id for name in "ab"] == ["id-0", "id-1"]
