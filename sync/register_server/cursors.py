"""The opaque cursor of the change feed: epoch, seq, role and scope (R18)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from typing import Annotated

import msgspec

from sync import protocol
from sync.register_server.problems import Refusal, refusal
from sync.register_server.roles import Role, View

LONGEST = 1000
_Seq = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


class _Content(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    epoch: str
    seq: _Seq
    role: str
    projection: str
    types: list[str] | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a reader of ``view`` has come in ``epoch``: up to and with ``seq``."""

    epoch: str
    seq: int
    view: View

    def __str__(self) -> str:
        types = None if self.view.types is None else list(self.view.types)
        content = _Content(self.epoch, self.seq, self.view.role, self.view.role.projection.fingerprint, types)
        return urlsafe_b64encode(msgspec.json.encode(content)).rstrip(b"=").decode()


def decode_cursor(text: str, role: Role) -> Cursor | None:
    """The cursor that ``text`` is, for a reader in ``role``.

    None when it was given for another role or projection. Raises ``Refusal`` when it is no cursor of this server.
    """
    try:
        if len(text) > LONGEST:
            raise ValueError
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        content = msgspec.json.decode(raw, type=_Content)
    except (ValueError, Base64Error, msgspec.DecodeError):
        raise _malformed() from None
    if (content.role, content.projection) != (role, role.projection.fingerprint):
        return None
    types = None if content.types is None else tuple(content.types)
    cursor = Cursor(content.epoch, content.seq, View(role, types))
    if str(cursor) != text:
        raise _malformed()
    return cursor


def _malformed() -> Refusal:
    return refusal(
        404,
        protocol.UNKNOWN_CURSOR,
        "This is no cursor of this register.",
        "Send the cursor of the snapshot, or the next of the last page, exactly as it came.",
        field="cursor",
    )
