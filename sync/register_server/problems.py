"""Problem documents (RFC 9457): what every refusal of the server looks like."""

from collections.abc import Mapping, Sequence

from sync import protocol

NOT_FOUND = "not-found"
UNAVAILABLE = "unavailable"
NOT_UNDERSTOOD = "not-understood"
UNSUPPORTED_MEDIA_TYPE = "unsupported-media-type"
INTERNAL = "internal"
BAD_PARAMETER = "bad-parameter"
SCOPE_NOT_SUPPORTED = "scope-not-supported"
TOO_MANY_REQUESTS = "too-many-requests"


class ProblemDocument(protocol.Problem, frozen=True, omit_defaults=True):
    """A problem document; ``field`` is the parameter that is at fault and ``choices`` what it may be."""

    field: str | None = None
    choices: list[str] | None = None


class Refusal(Exception):
    """The request cannot be answered; ``problem`` says why, ``headers`` go with the answer."""

    def __init__(self, problem: ProblemDocument, headers: Mapping[str, str]) -> None:
        super().__init__(problem.type)
        self.problem = problem
        self.headers = headers


def refusal(
    status: int,
    type_: str,
    title: str,
    detail: str = "",
    *,
    field: str | None = None,
    choices: Sequence[str] | None = None,
    restored_seq: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Refusal:
    """A refusal with HTTP ``status``; ``type_`` is the problem's name for programs, ``title`` for people."""
    return Refusal(
        ProblemDocument(
            type=type_,
            title=title,
            status=status,
            detail=detail,
            restored_seq=restored_seq,
            field=field,
            choices=list(choices) if choices is not None else None,
        ),
        headers or {},
    )
