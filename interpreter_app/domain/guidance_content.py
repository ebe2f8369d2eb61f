"""The booking guidance as data: pieces with a version and a date from which they hold.

The program ships pieces (``resources/guidance``), the register may send newer ones. A piece with the same key and a
higher version takes the place of an older one from its day on, so that a change of the rules is a change of content.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("nb", "nn", "en")
LAW = "law"
"""The key of the piece that holds dates and amounts of the law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceText:
    """A piece in one language: a title, and paragraphs or items; either may hold ``{names}`` of values."""

    title: str
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidancePiece:
    """A piece of guidance.

    ``key`` says what it is about ("sector.health"); ``valid_from`` is the first day on which it holds. ``sources`` are
    the paragraphs it rests on, as "TL 6(1)". ``texts`` is by language (nb, nn, en). ``data`` are facts for the rules.
    ``order`` is its place among those of the same kind.
    """

    key: str
    version: int
    valid_from: date
    texts: Mapping[str, PieceText] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    order: int = 0

    def text(self, ui_language: str) -> PieceText:
        """The text in a language of the user interface (nb, nn, en); bokmål for any other."""
        return self.texts.get(ui_language, self.texts["nb"])


@dataclass(frozen=True, slots=True, kw_only=True)
class LawData:
    """Dates and amounts of the law that change without the law's words changing.

    ``in_force`` is the day the act came into force; ``dispensed_until`` the last day on which the demand for a
    qualified interpreter is dispensed with (TL § 7(5)); ``court_fees`` the rettsgebyr in NOK by year (TF § 20);
    ``checked`` the day up to which the law is known here.
    """

    in_force: date
    dispensed_until: date
    court_fees: Mapping[int, Decimal]
    checked: date

    def highest_fee(self, year: int) -> Decimal | None:
        """The cap of the no-show fee in ``year``, in NOK: half a rettsgebyr (TF § 20); None where that is not known."""
        court_fee = self.court_fees.get(year)
        return None if court_fee is None else court_fee / 2


class Content:
    """All pieces known, shipped and sent by the register."""

    def __init__(self, pieces: Iterable[GuidancePiece]) -> None:
        self._by_key: dict[str, list[GuidancePiece]] = {}
        for piece in pieces:
            self._by_key.setdefault(piece.key, []).append(piece)

    def find(self, key: str, day: date) -> GuidancePiece | None:
        """The piece that holds on ``day``: of those that hold by then, the one with the highest version."""
        holding = [piece for piece in self._by_key.get(key, ()) if piece.valid_from <= day]
        return max(holding, key=lambda piece: piece.version, default=None)

    def piece(self, key: str, day: date) -> GuidancePiece:
        """The piece that holds on ``day``, else the oldest there is; raises ``KeyError`` for a key without pieces."""
        return self.find(key, day) or min(self._by_key[key], key=lambda piece: piece.version)

    def under(self, prefix: str, day: date) -> list[GuidancePiece]:
        """The pieces that hold on ``day`` and whose key begins with ``prefix`` and a point, in their order."""
        found = [piece for key in self._by_key if key.startswith(f"{prefix}.") and (piece := self.find(key, day))]
        return sorted(found, key=lambda piece: (piece.order, piece.key))

    def law(self, day: date) -> LawData:
        """The dates and amounts of the law as they are known on ``day``."""
        return law_data(self.piece(LAW, day).data)


def law_data(data: Mapping[str, Any]) -> LawData:
    """What the data of a piece of law say; raises ``KeyError`` or ``ValueError`` when they are not whole."""
    return LawData(
        in_force=date.fromisoformat(data["in_force"]),
        dispensed_until=date.fromisoformat(data["dispensed_until"]),
        court_fees={int(year): Decimal(str(amount)) for year, amount in data["court_fees"].items()},
        checked=date.fromisoformat(data["checked"]),
    )


@cache
def shipped_pieces() -> tuple[GuidancePiece, ...]:
    """The pieces that come with the program, from every file of ``resources/guidance`` but the table of the acts."""
    folder = files("resources") / "guidance"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json"))
    documents = [json.loads((folder / name).read_text(encoding="utf-8")) for name in names]
    return tuple(piece_from(item) for document in documents for item in document.get("pieces", ()))


def piece_from(item: Mapping[str, Any]) -> GuidancePiece:
    """A piece from JSON data; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is not whole."""
    return GuidancePiece(
        key=item["key"],
        version=item["version"],
        valid_from=date.fromisoformat(item["valid_from"]),
        texts={
            language: PieceText(title=text["title"], body=tuple(text.get("body", ())))
            for language, text in item.get("texts", {}).items()
        },
        sources=tuple(item.get("sources", ())),
        data=item.get("data", {}),
        order=item.get("order", 0),
    )
