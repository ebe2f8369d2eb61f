"""Pieces of guidance that are handed in or were received: read whole or refused whole, with the piece and the field.

The same checks stand where pieces are published and where they arrive, so that one that is not whole never takes the
place of one that is.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from interpreter_app.domain.acts import is_known
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.guidance_content import (
    LANGUAGES,
    LAW,
    GuidancePiece,
    PieceText,
    law_data,
    shipped_pieces,
)
from interpreter_app.domain.json_documents import Fields, quoted

_DOCUMENT = ("pieces",)
_PIECE = ("key", "version", "valid_from", "sources", "order", "data", "texts")
_KEY = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", re.ASCII)
_LONGEST_KEY = 100
_HIGHEST = 1_000_000


def read_pieces(document: object) -> tuple[GuidancePiece, ...]:
    """The pieces in a JSON document that is laid out as the files of ``resources/guidance``.

    Raises ``UserError`` with the place of what does not fit; what the pieces say is judged by ``check_pieces``.
    """
    fields = Fields(document, "", _DOCUMENT)
    fields.require("pieces")
    return tuple(_read_piece(Fields(item, place, _PIECE)) for place, item in fields.items("pieces"))


def _read_piece(fields: Fields) -> GuidancePiece:
    for name in ("key", "version", "valid_from", "texts"):
        fields.require(name)
    day = fields.date("valid_from")
    assert day is not None  # it is required
    texts = Fields(fields.value("texts"), fields.place("texts"), LANGUAGES)
    return GuidancePiece(
        key=fields.text("key") or "",
        version=fields.whole_number("version", 0, _HIGHEST) or 0,
        valid_from=day,
        texts={language: _read_text(texts, language) for language in LANGUAGES if texts.has(language)},
        sources=_lines(fields, "sources"),
        data=_data(fields),
        order=fields.whole_number("order", -_HIGHEST, _HIGHEST) or 0,
    )


def _read_text(texts: Fields, language: str) -> PieceText:
    fields = Fields(texts.value(language), texts.place(language), ("title", "body"))
    fields.require("title")
    return PieceText(title=fields.text("title") or "", body=_lines(fields, "body"))


def _lines(fields: Fields, name: str) -> tuple[str, ...]:
    """The texts of a list."""
    lines = []
    for place, item in fields.items(name):
        if not isinstance(item, str):
            raise UserError(
                N_("{where} must be text in quotes, not {given}."), N_("Correct it."), where=place, given=quoted(item)
            )
        lines.append(item)
    return tuple(lines)


def _data(fields: Fields) -> dict[str, Any]:
    data = fields.value("data")
    if data is not None and not isinstance(data, dict):
        raise UserError(
            N_("{where} must be an object in braces, not {given}."),
            N_("Correct it."),
            where=fields.place("data"),
            given=quoted(data),
        )
    return {name: _plain(value) for name, value in (data or {}).items()}


def _plain(value: Any) -> Any:
    """A value as the register keeps it: a number with a fraction as its digits."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def check_pieces(pieces: Sequence[GuidancePiece], held: Iterable[GuidancePiece]) -> None:
    """Refuse ``pieces`` unless each is whole, and is the same as, or has a higher version than, what there is.

    ``held`` are the pieces that the register has. A version that the program ships may be published as it is, for
    programs that are older, but never with another content. Raises ``UserError`` with the piece and the field.
    """
    if not pieces:
        raise UserError(N_("There are no pieces in the file."), N_("Give the pieces in a list called “pieces”."))
    for piece in pieces:
        check_piece(piece)
    _refuse_twice(pieces)
    in_register = list(held)
    for piece in pieces:
        _refuse_version(piece, in_register)


def check_piece(piece: GuidancePiece) -> None:
    """Refuse a piece that is not whole; raises ``UserError`` with the piece and the field."""
    if len(piece.key) > _LONGEST_KEY or not _KEY.fullmatch(piece.key):
        raise _fault(piece, "key", N_("Write letters, digits, hyphens and underscores, with points between."))
    if piece.version < 1:
        raise _fault(piece, "version", N_("Versions begin with 1."))
    for language in LANGUAGES:
        _check_text(piece, language)
    for source in piece.sources:
        if not is_known(source):
            raise _fault(piece, "sources", N_("“{source}” is not in the table of the acts."), source=quoted(source))
    if piece.key == LAW:
        _check_law(piece)


def _check_text(piece: GuidancePiece, language: str) -> None:
    text = piece.texts.get(language)
    if text is None or not text.title.strip():
        raise _fault(piece, f"texts.{language}", N_("Every piece has a title in nb, nn and en."))
    if not all(line.strip() for line in text.body):
        raise _fault(piece, f"texts.{language}.body", N_("Leave empty lines out."))


def _check_law(piece: GuidancePiece) -> None:
    try:
        law = law_data(piece.data)
        whole = law.in_force <= law.dispensed_until and law.in_force <= law.checked
        whole = whole and all(fee.is_finite() and fee > 0 for fee in law.court_fees.values())
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise _law_fault(piece) from error
    if not whole:
        raise _law_fault(piece)


def _law_fault(piece: GuidancePiece) -> UserError:
    return _fault(
        piece,
        "data",
        N_("It must hold in_force, dispensed_until and checked as days in order, and court_fees by year above 0."),
    )


def _fault(piece: GuidancePiece, field: str, hint: str, **values: object) -> UserError:
    return UserError(
        N_("The piece “{piece}”, version {version}: {field} is not right."),
        hint,
        piece=quoted(piece.key),
        version=piece.version,
        field=field,
        **values,
    )


def _refuse_twice(pieces: Sequence[GuidancePiece]) -> None:
    named: set[tuple[str, int]] = set()
    for piece in pieces:
        if (piece.key, piece.version) in named:
            raise _fault(piece, "version", N_("The same version stands twice; keep one of them."))
        named.add((piece.key, piece.version))


def _refuse_version(piece: GuidancePiece, held: Iterable[GuidancePiece]) -> None:
    in_register = _by_version(piece.key, held)
    shipped = _by_version(piece.key, shipped_pieces())
    if in_register.get(piece.version) == piece:
        return
    newest = max([*in_register, *([] if shipped.get(piece.version) == piece else shipped)], default=0)
    if piece.version <= newest:
        raise _fault(piece, "version", N_("There is a version {newest} already; give a higher one."), newest=newest)


def _by_version(key: str, pieces: Iterable[GuidancePiece]) -> dict[int, GuidancePiece]:
    return {piece.version: piece for piece in pieces if piece.key == key}
