"""Pieces of guidance for tests: fictional, and never what the law says."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from interpreter_app.domain.guidance_checks import read_pieces
from interpreter_app.domain.guidance_content import LANGUAGES, LAW, GuidancePiece, PieceText
from interpreter_app.domain.json_documents import read_json
from interpreter_app.store.base import BaseChange, Removed
from interpreter_app.store.records import StoredRecord, encode
from interpreter_app.use_cases.open_profile import Profile
from sync.protocol import record_hash
from sync.register_server.guidance import piece_id, publish, retract
from sync.register_server.store import RegisterStore
from tests.support.server import NOW

FICTIONAL_LAW = Path(__file__).parents[1] / "data" / "fictional-law.json"
"""A second version of the law's dates, from 1 July 2026, in which the dispensation lasts until 31 December 2028."""
FICTIONAL_UNTIL = date(2028, 12, 31)


def fictional_law() -> GuidancePiece:
    (piece,) = read_pieces(read_json(FICTIONAL_LAW.read_bytes()))
    assert piece.key == LAW
    return piece


def piece(
    key: str = "procurement.test", version: int = 1, valid_from: date = date(2026, 1, 1), **fields: Any
) -> GuidancePiece:
    """A whole piece that says which it is."""
    texts = {language: PieceText(title=f"{key} {version} ({language})", body=("Fictional.",)) for language in LANGUAGES}
    return GuidancePiece(**{"key": key, "version": version, "valid_from": valid_from, "texts": texts} | fields)


def as_document(*pieces: GuidancePiece) -> dict[str, Any]:
    """A file with the pieces, as JSON data."""
    return {"pieces": [json.loads(encode(one)) for one in pieces]}


def published(store: RegisterStore, *pieces: GuidancePiece, now: datetime = NOW) -> None:
    """Publish pieces in a register."""
    with store.database.write() as connection:
        publish(connection, pieces, now)


def retracted(store: RegisterStore, key: str, version: int, now: datetime = NOW) -> None:
    """Take a piece out of a register."""
    with store.database.write() as connection:
        retract(connection, key, version, now)


def receive(profile: Profile, *pieces: GuidancePiece, rev: int = 900) -> None:
    """Let the register have sent pieces to a profile."""
    receive_raw(profile, {piece_id(one.key, one.version): encode(one) for one in pieces}, rev)


def receive_raw(profile: Profile, records: dict[str, bytes], rev: int = 900) -> None:
    """Let a profile hold records of guidance as they are."""
    _change(profile, [StoredRecord(id_, None, "guidance", rev, data) for id_, data in records.items()], [])


def take_back(profile: Profile, *pieces: GuidancePiece, rev: int = 901) -> None:
    """Let the register have retracted pieces."""
    _change(profile, [], [Removed(piece_id(one.key, one.version), rev) for one in pieces])


def _change(profile: Profile, puts: Iterable[StoredRecord], removals: Iterable[Removed]) -> None:
    with profile.database.write() as connection:
        change = BaseChange(connection, record_hash)
        change.apply(list(puts), list(removals))
        change.finish()
