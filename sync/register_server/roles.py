"""Who asks, and what they are shown: every answer passes through here."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import msgspec

from interpreter_app.domain.public_projection import ADDRESS_FIELDS, PUBLIC_FIELDS, public_view
from interpreter_app.domain.records import RECORD_TYPES


class Projection(StrEnum):
    """How much of a record is shown: the public fields of who is or was listed, or all of everybody."""

    PUBLIC = "public"
    FULL = "full"

    @property
    def fingerprint(self) -> str:
        """Changes when other fields are shown: a client must then copy anew (R18). All fields is always the same."""
        return _PUBLIC_FINGERPRINT if self is Projection.PUBLIC else str(self)


def _public_fingerprint() -> str:
    allowed = {type_: sorted(fields) for type_, fields in PUBLIC_FIELDS.items()}
    return sha256(msgspec.json.encode([allowed, sorted(ADDRESS_FIELDS)], order="sorted")).hexdigest()[:12]


_PUBLIC_FINGERPRINT = _public_fingerprint()


class Role(StrEnum):
    """Whom an answer is for. Case workers (saksbehandlere) keep the records, administrators also the register."""

    PUBLIC = "public"
    CASE_WORKER = "case_worker"
    ADMINISTRATOR = "administrator"

    @property
    def projection(self) -> Projection:
        """What the role is shown of a record."""
        return Projection.FULL if self.sees_all else Projection.PUBLIC

    @property
    def sees_all(self) -> bool:
        """Whether every record is shown, and whole."""
        return self is not Role.PUBLIC

    @property
    def may_write(self) -> bool:
        """Whether records may be changed."""
        return self is not Role.PUBLIC

    @property
    def administers(self) -> bool:
        """Whether tokens may be managed, the register restored, and undone what others did."""
        return self is Role.ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class View:
    """What one reader sees: the role, and the record types asked for (sorted; None means all)."""

    role: Role = Role.PUBLIC
    types: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        """The view as text: two views with the same key show the same rows and fields."""
        projection = self.role.projection
        return msgspec.json.encode([projection, projection.fingerprint, self.types]).decode()

    def shows(self, type_: str) -> bool:
        """Whether records of ``type_`` are in the view."""
        return self.types is None or type_ in self.types

    @property
    def shown_types(self) -> tuple[str, ...]:
        """The record types of the view, sorted."""
        return tuple(sorted(RECORD_TYPES)) if self.types is None else self.types


def projection_of(key: str) -> Projection:
    """The projection of the view whose ``key`` is given."""
    return Projection(msgspec.json.decode(key)[0])


_decoder = msgspec.json.Decoder(dict[str, object])
_encoder = msgspec.json.Encoder()


def projected(role: Role, type_: str, data: bytes) -> bytes:
    """The JSON text of a record as ``role`` may see it (TF §§ 13–14)."""
    match role.projection:
        case Projection.FULL:
            return data
        case Projection.PUBLIC:
            return _encoder.encode(public_view(type_, _decoder.decode(data)))
