"""What is new in the guidance since the person last looked."""

from collections.abc import Iterable
from datetime import date

from interpreter_app.domain.guidance_content import GuidancePiece, shipped_pieces
from interpreter_app.domain.guidance_news import News, news_of
from interpreter_app.store.guidance import read_seen, write_seen
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.read_guidance import known_pieces

__all__ = ["News", "mark_seen", "read_news"]


def read_news(profile: Profile, today: date) -> tuple[News, ...]:
    """The pieces that the person has not seen, those that come into force later among them.

    At the first look what the program ships and holds by ``today`` counts as seen, and is noted so: what a newer
    program ships is told.
    """
    with profile.database.read() as connection:
        seen, pieces = read_seen(connection), known_pieces(connection)
    if not seen:
        seen = _begin(profile, today)
    return news_of(pieces, seen, today)


def _begin(profile: Profile, today: date) -> dict[str, int]:
    """Note what the program ships as seen."""
    holding = _newest(piece for piece in shipped_pieces() if piece.valid_from <= today)
    with profile.database.write() as connection:
        write_seen(connection, holding)
    return holding


def mark_seen(profile: Profile, news: Iterable[News]) -> None:
    """Note that the person has seen ``news``."""
    with profile.database.write() as connection:
        write_seen(connection, _newest(item.new for item in news))


def _newest(pieces: Iterable[GuidancePiece]) -> dict[str, int]:
    """The highest version by key."""
    newest: dict[str, int] = {}
    for piece in pieces:
        newest[piece.key] = max(piece.version, newest.get(piece.key, 0))
    return newest
