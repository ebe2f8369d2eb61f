"""What an answer of the register means that is no success, and what is raised then."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec
import requests

from interpreter_app.domain.errors import N_, SyncError
from sync import protocol

SCHEME = "Bearer"
_NOT_KNOWN = (protocol.NO_TOKEN, protocol.TOKEN_REFUSED)
"""The problems after which a login is refused; another 401 may come from a guest network on the way."""
_CANNOT_READ = (400, 413, 422)
_TOO_LARGE = (413,)


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


def refuse_other_content(answer: requests.Response, expected: str) -> None:
    """Raise ``SyncError`` unless the answer is of the content type ``expected``: a web page may come in its place."""
    found = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    if found != expected:
        raise _no_register()


def refuse_failure(answer: requests.Response) -> None:
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
    return answer.request.headers.get("Authorization", "").removeprefix(f"{SCHEME} ") or "\0"


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


def cut_short() -> TryLater:
    """What is raised when an answer ends before it is whole."""
    return TryLater(N_("The register's answer was cut short."), N_("Try again; what you have already stays usable."))


def not_understood(error: Exception) -> SyncError:
    """What is raised when an answer is whole, but not what was agreed; ``error`` says where."""
    return SyncError(
        N_("The register's answer cannot be understood ({reason})."),
        N_("Check the address, or install the newest version of the program."),
        reason=error,
    )
