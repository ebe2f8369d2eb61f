"""What is new in the guidance for a person: which pieces have another version than the one that the person has seen."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from interpreter_app.domain.guidance_content import GuidancePiece


class News(NamedTuple):
    """A piece that the person has not seen, with its sources and the day from which it holds.

    ``old`` is the piece that ``new`` takes the place of, None where there was none or where it has been taken back.
    ``new.valid_from`` may be a day to come.
    """

    key: str
    old: GuidancePiece | None
    new: GuidancePiece


def news_of(pieces: Iterable[GuidancePiece], seen: Mapping[str, int], today: date) -> tuple[News, ...]:
    """What the person has not seen of ``pieces``, by day and key; ``seen`` is the version last seen, by key.

    A piece that is still to come into force is told once, ahead of its day.
    """
    by_key: dict[str, dict[int, GuidancePiece]] = {}
    for piece in pieces:
        by_key.setdefault(piece.key, {}).setdefault(piece.version, piece)
    found = [news for key, versions in by_key.items() for news in _news_of_key(versions, seen.get(key), today)]
    return tuple(sorted(found, key=lambda news: (news.new.valid_from, news.new.order, news.key)))


def _news_of_key(versions: Mapping[int, GuidancePiece], seen: int | None, today: date) -> Iterator[News]:
    """The news of one piece; a version that was seen and has been taken back since is as if never seen."""
    known = versions.get(seen) if seen is not None else None
    holding = max((version for version, piece in versions.items() if piece.valid_from <= today), default=0)
    last = known.version if known else 0
    if holding > last:
        yield News(versions[holding].key, known, versions[holding])
    before = versions.get(holding)
    for version in sorted(versions):
        if version > max(holding, last):
            yield News(versions[version].key, before, versions[version])
            before = versions[version]
