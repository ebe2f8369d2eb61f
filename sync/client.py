"""The HTTP side of the client: the only room that knows requests."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from ipaddress import ip_address
from typing import NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

import msgspec
import requests

from interpreter_app.domain.errors import N_, SyncError, UserError
from sync import protocol

CONNECT_TIMEOUT_S = 10
READ_TIMEOUT_S = 120
CHUNK_BYTES = 64 * 1024
LARGEST_ANSWER_BYTES = 512 * 1024 * 1024

_SCHEME = "Bearer"
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{16,512}=*")
_NOT_KNOWN = (protocol.NO_TOKEN, protocol.TOKEN_REFUSED)
"""The problems after which a login is refused; another 401 may come from a guest network on the way."""
_CANNOT_READ = (400, 413, 422)
_TOO_LARGE = (413,)
_ENDS_EARLY = "Input data was truncated"
"""What msgspec says of a JSON text that ends before it is whole."""
_T = TypeVar("_T")
_ROW = msgspec.json.Decoder(protocol.SnapshotRow)
_PART_END = msgspec.json.Decoder(protocol.SnapshotEnd)
_CHANGE = msgspec.json.Decoder(protocol.Change)
_PAGE_END = msgspec.json.Decoder(protocol.ChangesEnd)


class CursorRefused(SyncError):
    """The server cannot go on from our cursor or snapshot; ``code`` says why."""

    def __init__(self, problem: protocol.Problem) -> None:
        super().__init__(
            N_("The register cannot continue from the last sync ({reason})."),
            N_("Synchronise again to fetch a new copy."),
            reason=problem.title or problem.type,
        )
        self.code = _reason(problem)
        self.restored_seq = problem.restored_seq


class TokenRefused(SyncError):
    """The register does not know our token, or no longer: whoever holds it must log in anew."""


class NotAllowed(SyncError):
    """The register knows us, but our role may not do this."""


class EditsRefused(SyncError):
    """A request with edits could not be read, or is too large; none of them was looked at.

    ``by_register`` is False where it is not the register that says so, but something on the way to it.
    """

    by_register: bool = True


class TryLater(SyncError):
    """The server or the network is unwell for the moment; ``retry_after`` is in seconds, None when not said."""

    retry_after: float | None = None


class ChangesPage(NamedTuple):
    """A page of changes with its last line."""

    changes: list[protocol.Change]
    end: protocol.ChangesEnd


class _Login(requests.auth.AuthBase):
    """Shows the token, if there is one; and keeps requests from showing what another program's ``.netrc`` holds."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"{_SCHEME} {self._token}"
        return request


class RegisterClient:
    """Speaks to the central register at ``server`` (an http or https address).

    ``proxy`` is the address of an HTTP proxy; empty means the system's own settings. ``token`` says who we are; empty
    for the public. Raises ``UserError`` for an address that is none, for one over which a token may not go, and for a
    token that is none.
    """

    def __init__(self, server: str, proxy: str = "", token: str = "") -> None:
        self.server = checked_address(server)
        if token:
            refuse_open_road(self.server)
        self._session = requests.Session()
        self._session.auth = _Login(checked_token(token) if token else "")
        self._session.headers["Accept"] = f"{protocol.NDJSON}, application/json, {protocol.PROBLEM_JSON}"
        address = checked_address(proxy) if proxy else ""
        if token and urlsplit(self.server).scheme == "http":
            self._session.trust_env = False  # this machine itself: a proxy would be an open road
        elif address:
            self._session.proxies = {"http": address, "https": address}
            self._session.trust_env = False

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

    def info(self) -> protocol.Info:
        """What the server is."""
        with self._answer("GET", "/v1/sync/info") as answer:
            return _decode(self._read(answer), protocol.Info)

    def account(self) -> protocol.Account:
        """Whom the register takes us for."""
        with self._answer("GET", "/v1/account") as answer:
            return _decode(self._read(answer), protocol.Account)

    def create_snapshot(self) -> protocol.Snapshot:
        """Ask for a first copy of all that we may see."""
        body = msgspec.json.encode(protocol.SnapshotRequest(schema=protocol.SCHEMA))
        with self._answer("POST", "/v1/sync/snapshots", data=body) as answer:
            snapshot = _decode(self._read(answer), protocol.Snapshot)
        check_times(snapshot.at, snapshot.expires)
        return snapshot

    def fetch_part(self, part: protocol.SnapshotPart, epoch: str) -> bytes:
        """The text of a part, checked against its size and sum; raises ``TryLater`` when they differ."""
        with self._answer("GET", part.href, epoch=epoch) as answer:
            _refuse_other_content(answer, protocol.NDJSON)
            content = self._read(answer)
        if len(content) != part.bytes or sha256(content).hexdigest() != part.sha256:
            raise _cut_short()
        return content

    def read_changes(self, cursor: str, epoch: str) -> ChangesPage:
        """The page of changes after ``cursor``; raises ``CursorRefused`` when a new copy is needed."""
        params = {"cursor": cursor, "limit": str(protocol.CHANGES_LIMIT)}
        with self._answer("GET", "/v1/sync/changes", epoch=epoch, params=params) as answer:
            _refuse_other_content(answer, protocol.NDJSON)
            lines = self._read(answer).splitlines()
        if not lines:
            raise _cut_short()
        try:
            end = _PAGE_END.decode(lines[-1])
        except msgspec.DecodeError as error:
            raise _cut_short() from error
        check_times(end.at)
        try:
            return ChangesPage([_CHANGE.decode(line) for line in lines[:-1]], end)
        except msgspec.DecodeError as error:
            raise _not_understood(error) from error

    def send_edits(self, request: protocol.OpsRequest) -> protocol.OpsAnswer:
        """Send edits; returns what became of each.

        Raises ``EditsRefused`` when the register cannot read the request, ``CursorRefused`` when it is in another
        epoch than the request says.
        """
        body = msgspec.json.encode(request)
        with self._answer("POST", "/v1/sync/ops", data=body) as answer:
            told = _decode(self._read(answer), protocol.OpsAnswer)
        check_times(told.at)
        return told

    def read_history(self, person: str, after: int, epoch: str) -> protocol.HistoryPage:
        """The changes of the person with the id ``person`` after the place ``after``, as many as a page holds."""
        return self._history(f"/v1/interpreters/{person}/history", after, epoch, protocol.CHANGES_LIMIT)

    def read_all_history(self, after: int, epoch: str, limit: int = protocol.CHANGES_LIMIT) -> protocol.HistoryPage:
        """The changes of everybody after the place ``after``, at most ``limit``."""
        return self._history("/v1/history", after, epoch, limit)

    def _history(self, path: str, after: int, epoch: str, limit: int) -> protocol.HistoryPage:
        params = {"after": str(after), "limit": str(limit)}
        with self._answer("GET", path, epoch=epoch, params=params) as answer:
            page = _decode(self._read(answer), protocol.HistoryPage)
        check_times(*(entry.at for entry in page.entries))
        return page

    @contextmanager
    def _answer(
        self,
        method: str,
        path: str,
        *,
        epoch: str | None = None,
        params: dict[str, str] | None = None,
        data: bytes | None = None,
    ) -> Iterator[requests.Response]:
        headers = {protocol.EPOCH_HEADER: epoch} if epoch else {}
        if data is not None:
            headers["Content-Type"] = "application/json"
        try:
            with self._session.request(
                method,
                self._url(path),
                headers=headers,
                params=params,
                data=data,
                stream=True,
                timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S),
                allow_redirects=False,
            ) as answer:
                _refuse_failure(answer)
                yield answer
        except requests.exceptions.RequestException as error:
            raise TryLater(
                N_("The register at {server} could not be reached."),
                N_("Check the network and the address; what you have already stays usable."),
                server=self.server,
            ) from error

    def _url(self, path: str) -> str:
        """``path`` on our server; a link to any other machine is refused."""
        url = urljoin(self.server.rstrip("/") + "/", path.lstrip("/") if path.startswith("/v1/") else path)
        if urlsplit(url)[:2] != urlsplit(self.server)[:2]:
            raise SyncError(
                N_("The register named a link to another machine, which is not followed."),
                N_("Tell those who run the register."),
            )
        return url

    @staticmethod
    def _read(answer: requests.Response) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in answer.iter_content(CHUNK_BYTES):
            size += len(piece)
            if size > LARGEST_ANSWER_BYTES:
                raise SyncError(N_("The register's answer is too large."), N_("Tell those who run the register."))
            pieces.append(piece)
        return b"".join(pieces)


def part_rows(part: protocol.SnapshotPart, content: bytes) -> list[protocol.SnapshotRow]:
    """The rows in the text of a part; raises ``SyncError`` when they are not what was announced."""
    lines = content.splitlines()
    try:
        end = _PART_END.decode(lines[-1])
        rows = [_ROW.decode(line) for line in lines[:-1]]
    except (IndexError, msgspec.DecodeError) as error:
        raise _not_understood(error) from error
    if not end.eof or end.rows != len(rows) or end.rows != part.rows:
        raise _cut_short()
    return rows


def checked_address(address: str) -> str:
    """``address`` when it is an http or https address without user name; raises ``UserError`` otherwise."""
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and not parts.username
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment:
        raise UserError(
            N_("{address} is not the address of a server."),
            N_("Write it like https://register.example.no."),
            address=address,
        )
    return address.strip()


def checked_token(token: str) -> str:
    """``token`` when it can be one (RFC 6750); raises ``UserError``, which does not show it, otherwise."""
    if not _TOKEN.fullmatch(token):
        raise UserError(
            N_("What was given as a token is none."),
            N_("A token is one word of letters, digits and a few signs, as an administrator of the register made it."),
        )
    return token


def refuse_open_road(server: str) -> None:
    """Raise ``UserError`` unless a token can go to ``server`` unread: over https, or within this machine."""
    parts = urlsplit(server)
    if parts.scheme != "https" and not _is_this_machine(parts.hostname or ""):
        raise UserError(
            N_("A login goes only over https, or to this machine; {address} is neither."),
            N_("Ask those who run the register for its https address."),
            address=server,
        )


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _decode(content: bytes, type_: type[_T]) -> _T:
    try:
        return msgspec.json.decode(content, type=type_)
    except msgspec.DecodeError as error:
        if str(error) == _ENDS_EARLY:
            raise _cut_short() from error
        raise _not_understood(error) from error


def check_times(*times: str) -> None:
    """Raise ``SyncError`` unless all ``times`` are times in a zone, as everything that counts ages relies on."""
    for time in times:
        try:
            zone = datetime.fromisoformat(time).tzinfo
        except ValueError as error:
            raise _not_understood(error) from error
        if zone is None:
            raise _not_understood(ValueError(f"{time} names no zone"))


def _refuse_other_content(answer: requests.Response, expected: str) -> None:
    found = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    if found != expected:
        raise _no_register()


def _refuse_failure(answer: requests.Response) -> None:
    """Raise what a status that is no success means."""
    if answer.status_code in (200, 201):
        if "html" in answer.headers.get("Content-Type", "").lower():
            raise _no_register()
        return
    if 300 <= answer.status_code < 400:
        raise _no_register()
    problem = _problem(answer)
    if problem and _reason(problem) in protocol.BEGIN_ANEW:
        raise CursorRefused(problem)
    if answer.status_code == 429 or answer.status_code >= 500:
        later = TryLater(
            N_("The register is busy or out of order just now (status {status})."),
            N_("Try again in a while; what you have already stays usable."),
            status=answer.status_code,
        )
        later.retry_after = retry_after(answer.headers.get("Retry-After", ""))
        raise later
    if answer.status_code == 401 and problem and _reason(problem) in _NOT_KNOWN:
        raise TokenRefused(
            N_("The register does not accept the login (status 401)."),
            N_("Log in again with a token that is valid; what was saved here is kept."),
        )
    if answer.status_code == 403:
        raise NotAllowed(
            N_("The register does not let you do this (status {status}{detail})."),
            N_("Ask an administrator of the register whether your role should allow it."),
            status=answer.status_code,
            detail=f": {problem.title}" if problem else "",
        )
    if answer.request.method == "POST" and answer.status_code in (_CANNOT_READ if problem else _TOO_LARGE):
        refused = EditsRefused(
            N_("The register could not read what was sent (status {status}{detail})."),
            N_("Install the newest version of the program; nothing that was saved here is lost."),
            status=answer.status_code,
            detail=f": {problem.title}" if problem else "",
        )
        refused.by_register = problem is not None
        raise refused
    if answer.status_code == 426:
        raise SyncError(N_("The register demands a newer version of this program."), N_("Install the newest version."))
    raise SyncError(
        N_("The register refused the request (status {status}{detail})."),
        N_("Check the address; if it is right, tell those who run the register."),
        status=answer.status_code,
        detail=f": {problem.title}" if problem else "",
    )


def _reason(problem: protocol.Problem) -> str:
    """The last word of a problem's type, which may be given as an address."""
    return problem.type.rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _problem(answer: requests.Response) -> protocol.Problem | None:
    if answer.headers.get("Content-Type", "").partition(";")[0].strip() != protocol.PROBLEM_JSON:
        return None
    if _shown_token(answer).encode() in answer.content:
        return None  # no message of ours may hold the token, not even one that a server sends back
    try:
        return msgspec.json.decode(answer.content, type=protocol.Problem)
    except msgspec.DecodeError:
        return None


def _shown_token(answer: requests.Response) -> str:
    """The token of the request; for one without, a text that no answer holds."""
    return answer.request.headers.get("Authorization", "").removeprefix(f"{_SCHEME} ") or "\0"


def retry_after(value: str) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or a date; None when it says nothing."""
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _no_register() -> SyncError:
    return SyncError(
        N_("The answer came from a web page, not from a register."),
        N_("Check the address; on a guest network, log in to the network in a browser first."),
    )


def _cut_short() -> TryLater:
    return TryLater(N_("The register's answer was cut short."), N_("Try again; what you have already stays usable."))


def _not_understood(error: Exception) -> SyncError:
    return SyncError(
        N_("The register's answer cannot be understood ({reason})."),
        N_("Check the address, or install the newest version of the program."),
        reason=error,
    )
