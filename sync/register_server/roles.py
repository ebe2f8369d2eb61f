"""Who asks, and what they are shown: every answer passes through here."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import msgspec

from interpreter_app.domain.public_projection import ADDRESS_FIELDS, PUBLIC_FIELDS, public_view
from interpreter_app.domain.records import RECORD_TYPES


class Role(StrEnum):
    """Whom an answer is for."""

    PUBLIC = "public"


def _fingerprint() -> str:
    """Changes when other fields become public: a client must then copy anew (R18)."""
    allowed = {type_: sorted(fields) for type_, fields in PUBLIC_FIELDS.items()}
    return sha256(msgspec.json.encode([allowed, sorted(ADDRESS_FIELDS)], order="sorted")).hexdigest()[:12]


PROJECTION = _fingerprint()


@dataclass(frozen=True, slots=True)
class View:
    """What one reader sees: the role, and the record types asked for (sorted; None means all)."""

    role: Role = Role.PUBLIC
    types: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        """The view as text: two views with the same key show the same rows and fields."""
        return msgspec.json.encode([self.role, PROJECTION, self.types]).decode()

    def shows(self, type_: str) -> bool:
        """Whether records of ``type_`` are in the view."""
        return self.types is None or type_ in self.types

    @property
    def shown_types(self) -> tuple[str, ...]:
        """The record types of the view, sorted."""
        return tuple(sorted(RECORD_TYPES)) if self.types is None else self.types


_decoder = msgspec.json.Decoder(dict[str, object])
_encoder = msgspec.json.Encoder()


def projected(role: Role, type_: str, data: bytes) -> bytes:
    """The JSON text of a record as ``role`` may see it (TF §§ 13–14)."""
    match role:
        case Role.PUBLIC:
            return _encoder.encode(public_view(type_, _decoder.decode(data)))
