"""The acts and regulations that answers rest on, and where to read them.

The table is ``resources/guidance/acts.json``; a source is written as "TL 6(1)": tolkeloven § 6, first paragraph.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act (lov) or regulation (forskrift).

    ``abbreviation`` is what a source begins with, ``names`` is by language of the user interface, ``link`` leads to its
    text, ``paragraphs`` are those that this program names, as "6(1)" or "3-5".
    """

    abbreviation: str
    names: Mapping[str, str] = field(hash=False)
    link: str
    paragraphs: tuple[str, ...]

    def name(self, ui_language: str) -> str:
        """The name in a language of the user interface (nb, nn, en); bokmål for any other."""
        return self.names.get(ui_language, self.names["nb"])


@cache
def acts() -> Mapping[str, Act]:
    """Every act that the program names, by its abbreviation."""
    text = files("resources").joinpath("guidance", "acts.json").read_text(encoding="utf-8")
    return {
        entry["abbreviation"]: Act(
            abbreviation=entry["abbreviation"],
            names=entry["names"],
            link=entry["link"],
            paragraphs=tuple(entry["paragraphs"]),
        )
        for entry in json.loads(text)["acts"]
    }


def act_of(source: str) -> tuple[Act, str]:
    """The act and the paragraph that a source such as "TL 6(1)" names; raises ``KeyError`` for one not in the table."""
    abbreviation, _, paragraph = source.partition(" ")
    act = acts()[abbreviation]
    if paragraph not in act.paragraphs:
        raise KeyError(source)
    return act, paragraph


def is_known(source: str) -> bool:
    """Whether the table of the acts has the paragraph."""
    try:
        act_of(source)
    except KeyError:
        return False
    return True


def in_words(source: str, ui_language: str) -> str:
    """A source as people write it: "TL 6(1)" is "tolkeloven § 6 (1)" in bokmål; raises ``KeyError`` as ``act_of``."""
    act, paragraph = act_of(source)
    return f"{act.name(ui_language)} § {paragraph.replace('(', ' (')}"


def section(source: str) -> str:
    """The source without its subsection: "TL 7(5)" is in "TL 7"."""
    return source.partition("(")[0]


def link_to(source: str) -> str:
    """The address where the paragraph can be read; raises ``KeyError`` as ``act_of``."""
    act, paragraph = act_of(source)
    return f"{act.link}/§{section(paragraph)}"
