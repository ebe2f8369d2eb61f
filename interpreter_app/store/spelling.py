"""Names within a typing mistake or two of a word that is found nowhere."""

from collections.abc import Callable

from sqlalchemy import Connection, text

from interpreter_app.domain.folding import fold
from interpreter_app.store.database import Database

SHORTEST = 4
LONG_WORD = 8
CANDIDATES = 400


def closest_words(
    database: Database, words: tuple[str, ...], cancelled: Callable[[], bool] | None = None
) -> tuple[str, ...]:
    """``words`` with each replaced by the indexed word nearest to it; one that nothing is near stays."""
    with database.read(cancelled) as connection:
        return tuple(_closest_word(connection, word) or word for word in words)


def _closest_word(connection: Connection, word: str) -> str | None:
    """The indexed word nearest to the folded ``word``: one mistake away, two for a long one; None if none is.

    A mistake is a letter too many, missing, wrong, or changed places with its neighbour. Nothing is near to signs
    that are no word.
    """
    if len(word) < SHORTEST or word.isdecimal() or word != fold(word):
        return None
    from rapidfuzz.distance import OSA

    allowed = 2 if len(word) >= LONG_WORD else 1
    best: tuple[int, str] | None = None
    for candidate in _candidates(connection, word):
        distance = OSA.distance(word, candidate, score_cutoff=allowed)
        if distance <= allowed and (best is None or (distance, candidate) < best):
            best = (distance, candidate)
    return best[1] if best else None


def _candidates(connection: Connection, word: str) -> set[str]:
    """The words of the people that share most three-letter pieces with ``word``."""
    padded = f" {word}"
    pieces = {padded[start : start + 3] for start in range(len(padded) - 2)}
    query = text(
        "SELECT people.search_text FROM people_text JOIN people ON people.pk = people_text.rowid "
        "WHERE people_text MATCH :match ORDER BY people_text.rank LIMIT :limit"
    )
    match = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
    rows = connection.execute(query, {"match": match, "limit": CANDIDATES}).scalars()
    return {candidate for found in rows for candidate in found.split()}
