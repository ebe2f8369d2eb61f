"""Headings that people write above columns, recognised by the words that are known for each field."""

from collections.abc import Iterable, Mapping

from interpreter_app.domain.folding import fold

KnownHeadings = Mapping[str, tuple[str, int]]
"""Each known heading, made plain, with its field, and whether it is the first (0) or the second choice for it (1)."""


def known_headings(words: Mapping[str, Iterable[str]]) -> KnownHeadings:
    """The headings of fields: their names, and ``words`` for each, all of them first choices."""
    known: dict[str, tuple[str, int]] = {}
    for name, others in words.items():
        for word in (name, *others):
            known.setdefault(plain_heading(word), (name, 0))
    return known


def fields_of_headings(headings: Iterable[str], known: KnownHeadings) -> dict[str, str]:
    """The fields that ``headings`` likely mean; none is given twice, and a heading that is not known is left out."""
    found: dict[str, str] = {}
    wanted = list(headings)
    for rank in (0, 1):
        for heading in wanted:
            name, place = known.get(plain_heading(heading), ("", -1))
            if place == rank and name not in found.values():
                found[heading] = name
    return found


def plain_heading(heading: str) -> str:
    """A heading as it is compared: folded, with a space for each low line."""
    return " ".join(fold(heading.replace("_", " ")).split())
