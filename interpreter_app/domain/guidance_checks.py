"""Pieces of guidance that are handed in or were received: read whole or refused whole, with the piece and the field.

The same checks stand where pieces are published and where they arrive, so that one that is not whole never takes the
place of one that is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from interpreter_app.domain import guidance_keys
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
from interpreter_app.domain.guidance_keys import MOST_BARS, Datum
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.json_documents import Fields, quoted

_DOCUMENT = ("pieces",)
_PIECE = ("key", "version", "valid_from", "sources", "order", "data", "texts")
_KEY = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", re.ASCII)
_LONGEST_KEY = 100
_HIGHEST = 1_000_000
_MOST_LINES = 100
_YEAR = re.compile(r"[12][0-9]{3}")
_AMOUNT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")
"""An amount in NOK, written out."""
_VALUE = re.compile(r"\{(\w+)\}")
"""A name in a text in whose place a value comes."""


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
    """Refuse ``pieces`` unless each can be published, and is the same as, or has a higher version than, what there is.

    ``held`` are the pieces that the register has. A version that the program ships may be published as it is, for
    programs that are older, but never with another content. Raises ``UserError`` with the piece and the field.
    """
    if not pieces:
        raise UserError(N_("There are no pieces in the file."), N_("Give the pieces in a list called “pieces”."))
    for piece in pieces:
        check_new_piece(piece)
    _refuse_twice(pieces)
    in_register = list(held)
    for piece in pieces:
        _refuse_version(piece, in_register)


def check_new_piece(piece: GuidancePiece) -> None:
    """Refuse a piece that is not whole, that says other things in each language, or that would have no effect.

    What this program does not know (a key, a fact in the data) would do nothing. A program that receives it is kinder:
    what a newer one knows may stand unused there. Raises ``UserError`` with the piece and the field.
    """
    check_piece(piece)
    if not guidance_keys.is_known(piece.key):
        raise _fault(
            piece,
            "key",
            N_("The program uses no such piece. Choose one of: {choices}."),
            choices=", ".join(guidance_keys.keys_like(piece.key)),
        )
    _refuse_unknown_data(piece)
    for language in LANGUAGES:
        _refuse_unlike(piece, language)


def _refuse_unknown_data(piece: GuidancePiece) -> None:
    known = guidance_keys.data_of(piece.key)
    for name in piece.data:
        if name not in known:
            raise _fault(
                piece,
                f"data.{quoted(name)}",
                N_("The program does not read it. Choose one of: {choices}.")
                if known
                else N_("The program does not read it. Leave it out."),
                choices=", ".join(known),
            )


def _refuse_unlike(piece: GuidancePiece, language: str) -> None:
    """Refuse a text that has other lines than the one in bokmål, or lines into which something else is filled."""
    first, text = piece.texts["nb"], piece.texts[language]
    if len(text.body) != len(first.body):
        raise _fault(piece, f"texts.{language}.body", N_("Give it as many lines as the text in bokmål has."))
    for (field, line), (_, other) in zip(lines_of(text), lines_of(first), strict=True):
        if set(_VALUE.findall(line)) != set(_VALUE.findall(other)):
            raise _fault(piece, f"texts.{language}.{field}", N_("Name the same in braces as the text in bokmål does."))


def check_piece(piece: GuidancePiece) -> None:
    """Refuse a piece that is not whole, or whose text would show a name in braces, since nothing takes its place.

    Raises ``UserError`` with the piece and the field.
    """
    if len(piece.key) > _LONGEST_KEY or not _KEY.fullmatch(piece.key):
        raise _fault(piece, "key", N_("Write letters, digits, hyphens and underscores, with points between."))
    if piece.version < 1:
        raise _fault(piece, "version", N_("Versions begin with 1."))
    for language in LANGUAGES:
        _check_text(piece, language)
    for source in piece.sources:
        if not is_known(source):
            raise _fault(piece, "sources", N_("“{source}” is not in the table of the acts."), source=quoted(source))
    _check_data(piece)
    if piece.key == LAW:
        _check_law(piece)


def _check_text(piece: GuidancePiece, language: str) -> None:
    text = piece.texts.get(language)
    if text is None or not text.title.strip():
        raise _fault(piece, f"texts.{language}", N_("Every piece has a title in nb, nn and en."))
    if len(text.body) > _MOST_LINES:
        raise _fault(piece, f"texts.{language}.body", N_("Give it at most {most} lines."), most=_MOST_LINES)
    if not all(line.strip() for line in text.body):
        raise _fault(piece, f"texts.{language}.body", N_("Leave empty lines out."))
    for field, line in lines_of(text):
        _check_values(piece, f"texts.{language}.{field}", line)


def lines_of(text: PieceText) -> Iterator[tuple[str, str]]:
    """The title and each line of a text, each with its field within the text, such as ``body[0]``."""
    yield "title", text.title
    yield from ((f"body[{place}]", line) for place, line in enumerate(text.body))


def _check_values(piece: GuidancePiece, field: str, line: str) -> None:
    known = guidance_keys.values_of(piece.key)
    for name in _VALUE.findall(line):
        if name not in known:
            raise _fault(
                piece,
                field,
                N_("Nothing takes the place of {given}. Choose one of: {choices}.")
                if known
                else N_("Nothing takes the place of {given}. Write it without braces."),
                given=quoted(f"{{{name}}}"),
                choices=", ".join(f"{{{one}}}" for one in sorted(known)),
            )
    if set("{}") & set(_VALUE.sub("", line)):
        raise _fault(piece, field, N_("Braces stand only around the name of what is filled in. Leave them out."))


def _check_data(piece: GuidancePiece) -> None:
    """Refuse facts of the wrong kind; null is as if left out."""
    for name, datum in guidance_keys.data_of(piece.key).items():
        value = piece.data.get(name)
        if value is None:
            continue
        if datum is Datum.TEXTS:
            _check_texts(piece, name, value)
        elif datum is Datum.TRUTH and not isinstance(value, bool):
            raise _fault(piece, f"data.{name}", N_("Give true or false."))
        elif datum is Datum.BARS and (type(value) is not int or not 1 <= value <= MOST_BARS):  # true is no number
            raise _fault(piece, f"data.{name}", N_("Give a whole number from 1 to {most}."), most=MOST_BARS)


def _check_texts(piece: GuidancePiece, name: str, texts: object) -> None:
    if not isinstance(texts, dict) or set(texts) != set(LANGUAGES):
        raise _fault(piece, f"data.{name}", N_("Give a text in nb, nn and en."))
    for language in LANGUAGES:
        text = texts[language]
        if not isinstance(text, str) or not text.strip() or set("{}") & set(text):
            raise _fault(piece, f"data.{name}.{language}", N_("Give a text without braces."))


def _check_law(piece: GuidancePiece) -> None:
    try:
        law = law_data(piece.data)
        whole = law.in_force <= law.dispensed_until and law.in_force <= law.checked and bool(law.court_fees)
        whole = whole and _is_plain(piece.data) and all(fee > 0 for fee in law.court_fees.values())
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise _law_fault(piece) from error
    if not whole:
        raise _law_fault(piece)


def _is_plain(data: Mapping[str, Any]) -> bool:
    """Whether days, years and amounts of the law are written in the one way that everybody reads alike."""
    days = all(iso_date(data[name]) for name in ("in_force", "dispensed_until", "checked"))
    return days and all(
        _YEAR.fullmatch(year) and _AMOUNT.fullmatch(str(amount)) for year, amount in data["court_fees"].items()
    )


def _law_fault(piece: GuidancePiece) -> UserError:
    return _fault(
        piece,
        "data",
        N_(
            "It must hold in_force, dispensed_until and checked as days in order, such as 2026-06-01, and court_fees "
            "in kroner by years of four digits: above 0, below a million, with at most two decimals."
        ),
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
