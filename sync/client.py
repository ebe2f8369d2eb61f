"""The HTTP side of the client: it, with what failed answers mean, is all that knows requests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

import msgspec
import requests

from interpreter_app.domain.errors import N_, SyncError
from sync import protocol
from sync.addresses import checked_address, checked_token, refuse_open_road
from sync.failures import SCHEME, TryLater, cut_short, not_understood, refuse_failure, refuse_other_content

CONNECT_TIMEOUT_S = 10
READ_TIMEOUT_S = 120
CHUNK_BYTES = 64 * 1024
LARGEST_ANSWER_BYTES = 512 * 1024 * 1024

_ENDS_EARLY = "Input data was truncated"
"""What msgspec says of a JSON text that ends before it is whole."""
_T = TypeVar("_T")
_ROW = msgspec.json.Decoder(protocol.SnapshotRow)
_PART_END = msgspec.json.Decoder(protocol.SnapshotEnd)
_CHANGE = msgspec.json.Decoder(protocol.Change)
_PAGE_END = msgspec.json.Decoder(protocol.ChangesEnd)


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
            request.headers["Authorization"] = f"{SCHEME} {self._token}"
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
            refuse_other_content(answer, protocol.NDJSON)
            content = self._read(answer)
        if len(content) != part.bytes or sha256(content).hexdigest() != part.sha256:
            raise cut_short()
        return content

    def read_changes(self, cursor: str, epoch: str) -> ChangesPage:
        """The page of changes after ``cursor``; raises ``CursorRefused`` when a new copy is needed."""
        params = {"cursor": cursor, "limit": str(protocol.CHANGES_LIMIT)}
        with self._answer("GET", "/v1/sync/changes", epoch=epoch, params=params) as answer:
            refuse_other_content(answer, protocol.NDJSON)
            lines = self._read(answer).splitlines()
        if not lines:
            raise cut_short()
        try:
            end = _PAGE_END.decode(lines[-1])
        except msgspec.DecodeError as error:
            raise cut_short() from error
        check_times(end.at)
        try:
            return ChangesPage([_CHANGE.decode(line) for line in lines[:-1]], end)
        except msgspec.DecodeError as error:
            raise not_understood(error) from error

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
                refuse_failure(answer)
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
        raise not_understood(error) from error
    if not end.eof or end.rows != len(rows) or end.rows != part.rows:
        raise cut_short()
    return rows


def _decode(content: bytes, type_: type[_T]) -> _T:
    try:
        return msgspec.json.decode(content, type=type_)
    except msgspec.DecodeError as error:
        if str(error) == _ENDS_EARLY:
            raise cut_short() from error
        raise not_understood(error) from error


def check_times(*times: str) -> None:
    """Raise ``SyncError`` unless all ``times`` are times in a zone, as everything that counts ages relies on."""
    for time in times:
        try:
            zone = datetime.fromisoformat(time).tzinfo
        except ValueError as error:
            raise not_understood(error) from error
        if zone is None:
            raise not_understood(ValueError(f"{time} names no zone"))
