"""Asking the register who we are: the token goes only where nobody else reads it, and stands in no text."""

import traceback
from collections.abc import Iterator
from contextlib import closing

import msgspec
import pytest

from interpreter_app.domain.errors import AppError, SyncError, UserError
from interpreter_app.domain.profiles import AccountRole
from sync import protocol
from sync.client import RegisterClient
from sync.failures import NotAllowed, TokenRefused
from sync.login import Identity, identify, read_token
from sync.register_server.roles import Role
from tests.support import gateway as net
from tests.support.private_profiles import TOKEN
from tests.support.server import Served, new_token

pytest_plugins = ["tests.support.server_fixtures"]


class Recorder(net.Gateway):
    """A gateway with nothing behind it, which notes the tokens it is shown."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:9")
        self.shown: list[str | None] = []

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> net.Answer:
        self.shown.append(headers.get("Authorization"))
        return net.Answer(404, {"Content-Length": "0"}, b"")


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    with Recorder() as running:
        yield running


def problem(status: int, kind: str, title: str = "No") -> net.Fault:
    content = msgspec.json.encode(protocol.Problem(type=kind, title=title, status=status))
    headers = {"Content-Type": protocol.PROBLEM_JSON, "Content-Length": str(len(content))}
    return lambda _: net.Answer(status, headers, content)


def told(error: BaseException) -> str:
    """All that a message or a report of ``error`` could show."""
    return "".join(traceback.format_exception_only(error)) + repr(error) + str(getattr(error, "values", ""))


@pytest.mark.parametrize(
    ("role", "known"), [(Role.CASE_WORKER, AccountRole.CASE_WORKER), (Role.ADMINISTRATOR, AccountRole.ADMINISTRATOR)]
)
def test_the_register_says_whom_it_takes_us_for(asked: Served, role: Role, known: AccountRole) -> None:
    with closing(RegisterClient(asked.url)) as client:
        register = client.info().register
    assert identify(asked.url, "", new_token(asked.store, role)) == Identity(register, known, "Kari Saksbehandler")


def test_a_token_that_the_register_does_not_know_is_refused(asked: Served) -> None:
    with pytest.raises(TokenRefused, match="does not accept the login") as error:
        identify(asked.url, "", TOKEN)
    assert TOKEN not in told(error.value)


@pytest.mark.parametrize(
    "server",
    [
        "https://register.example.no",
        "http://localhost:8470",
        "http://127.0.0.1",
        "http://127.12.34.56:80",
        "http://[::1]:8470",
    ],
)
def test_a_token_may_go_over_https_or_to_this_machine(server: str) -> None:
    RegisterClient(server, token=TOKEN).close()


@pytest.mark.parametrize(
    "server",
    [
        "http://register.example.no",
        "http://192.168.1.4",
        "http://10.0.0.1:8470",
        "http://localhost.example.no",
        "http://127.0.0.1.example.no",
        "http://128.0.0.1",
        "http://[::2]",
        "http://2130706433",
    ],
)
def test_a_token_goes_nowhere_else(server: str) -> None:
    RegisterClient(server).close()
    with pytest.raises(UserError, match="only over https") as error:
        RegisterClient(server, token=TOKEN)
    assert TOKEN not in told(error.value)


def test_the_token_is_shown_with_every_request_and_without_one_nothing_is(recorder: Recorder) -> None:
    for token in (TOKEN, ""):
        with closing(RegisterClient(recorder.url, token=token)) as client, pytest.raises(SyncError):
            client.account()
    assert recorder.shown == [f"Bearer {TOKEN}", None]


def test_what_another_program_keeps_for_this_machine_is_not_shown(
    recorder: Recorder, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("default login kari password hemmelig\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for token in (TOKEN, ""):
        with closing(RegisterClient(recorder.url, token=token)) as client, pytest.raises(SyncError):
            client.info()
    assert recorder.shown == [f"Bearer {TOKEN}", None]


def test_a_token_for_this_machine_does_not_pass_a_proxy(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", recorder.url)
    monkeypatch.delenv("no_proxy", raising=False)
    for proxy in ("", recorder.url):
        client = RegisterClient("http://127.0.0.1:9", proxy, TOKEN)
        with closing(client), pytest.raises(SyncError, match="could not be reached"):
            client.account()
    assert recorder.shown == []


def test_a_redirect_is_never_followed_with_the_token(recorder: Recorder) -> None:
    with net.Gateway("http://127.0.0.1:9") as first:
        first._ask = lambda *_: net.Answer(302, {"Location": recorder.url + "/v1/account", "Content-Length": "0"}, b"")
        with pytest.raises(SyncError, match="web page"):
            identify(first.url, "", TOKEN)
    assert recorder.shown == []


def test_a_link_to_another_machine_does_not_get_the_token(recorder: Recorder) -> None:
    part = protocol.SnapshotPart(n=0, rows=1, bytes=1, sha256="", href=recorder.url + "/v1/part")
    client = RegisterClient("http://127.0.0.1:9", token=TOKEN)
    with closing(client), pytest.raises(SyncError, match="another machine"):
        client.fetch_part(part, "e")
    assert recorder.shown == []


@pytest.mark.parametrize("kind", [protocol.TOKEN_REFUSED, protocol.NO_TOKEN, "https://example.no/p/token-refused"])
def test_a_refused_token_is_told_as_that(recorder: Recorder, kind: str) -> None:
    recorder.fail("/account", problem(401, kind))
    with pytest.raises(TokenRefused):
        identify(recorder.url, "", TOKEN)


@pytest.mark.parametrize("fault", [net.status(401), problem(401, "elsewhere")])
def test_a_401_of_somebody_on_the_way_is_no_refused_token(recorder: Recorder, fault: net.Fault) -> None:
    recorder.fail("/account", fault)
    with pytest.raises(SyncError, match="status 401") as error:
        identify(recorder.url, "", TOKEN)
    assert not isinstance(error.value, TokenRefused)


def test_what_a_role_may_not_do_is_no_refused_token(recorder: Recorder) -> None:
    recorder.fail("/account", problem(403, protocol.NOT_ALLOWED, "The role may not do this"))
    with pytest.raises(NotAllowed, match="The role may not do this"):
        identify(recorder.url, "", TOKEN)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 422, 429, 500])
@pytest.mark.parametrize("kind", [protocol.TOKEN_REFUSED, protocol.EPOCH_CHANGED])
def test_no_message_shows_a_token_that_a_server_sends_back(recorder: Recorder, status: int, kind: str) -> None:
    recorder.fail("/account", problem(status, kind, f"You sent {TOKEN}"))
    with pytest.raises(SyncError) as error:
        identify(recorder.url, "", TOKEN)
    assert TOKEN not in told(error.value)


@pytest.mark.parametrize("role", ["public", "king", ""])
def test_a_role_that_we_do_not_know_is_told(recorder: Recorder, role: str) -> None:
    account = msgspec.json.encode(protocol.Account(role=role, name="Kari"))
    recorder.fail("/account", net.replaced(account, "application/json"))
    info = protocol.Info(protocol.ApiRange(1, 1), 1, "r", True, "e", 0, 0, "2026-06-30T00:00:00+00:00")
    recorder.fail("/info", net.replaced(msgspec.json.encode(info), "application/json"))
    with pytest.raises(SyncError, match="a role that the program does not know"):
        identify(recorder.url, "", TOKEN)


@pytest.mark.parametrize("content", [TOKEN, f"{TOKEN}\n", f"  {TOKEN}  \r\nkept for Kari\n", f"\ufeff{TOKEN}"])
def test_the_token_is_the_first_line_of_the_file(content: str) -> None:
    assert read_token(content.encode()) == TOKEN


@pytest.mark.parametrize("content", [b"", b"\n", b"  \n" + TOKEN.encode(), b"\r\n"])
def test_a_file_without_a_token_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match="holds no token"):
        read_token(content)


@pytest.mark.parametrize(
    "content",
    [
        "hemmelig passord er dette",
        "short",
        "hemmeligpassordæøå12345",
        '{"token":"tolk_0123456789"}',
        "x" * 5000,
        "a\x00b",
    ],
)
def test_what_is_no_token_is_refused_without_showing_it(content: str) -> None:
    with pytest.raises(UserError, match="is none") as error:
        read_token(content.encode())
    assert content not in told(error.value)
    with pytest.raises(AppError):
        RegisterClient("https://register.example.no", token=content)
