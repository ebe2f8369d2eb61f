"""Names of fictional people, from ``resources/fictional_names.json``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from interpreter_app.domain.folding import fold
from sync.register_server.fictional_chance import Chance

_NORWEGIAN = "norwegian"
_MARRIED_SHARE = 0.04
"""Those with a family name of Norway beside a given name from elsewhere."""
_MIDDLE_SHARE = 0.12
_CHOSEN_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names that go together; family names as women and as men bear them."""

    female: tuple[str, ...]
    male: tuple[str, ...]
    family_female: tuple[str, ...]
    family_male: tuple[str, ...]

    def given(self, female: bool) -> tuple[str, ...]:
        """The given names of women or of men."""
        return self.female if female else self.male

    def family(self, female: bool) -> tuple[str, ...]:
        """The family names as women or as men bear them."""
        return self.family_female if female else self.family_male


@dataclass(frozen=True, slots=True)
class NameTable:
    """All names by culture, and the cultures of each language (by code), likelier ones more than once."""

    cultures: Mapping[str, Culture]
    by_language: Mapping[str, tuple[Culture, ...]]


class Name(NamedTuple):
    """A person's name in its parts; middle and chosen name are mostly empty."""

    first: str
    middle: str
    last: str
    chosen: str


@cache
def name_table() -> NameTable:
    """The names that the program ships."""
    data = json.loads(files("resources").joinpath("fictional_names.json").read_text(encoding="utf-8"))
    cultures = {name: _culture(entry) for name, entry in data["cultures"].items()}
    return NameTable(
        cultures, {code: tuple(cultures[name] for name in names) for code, names in data["languages"].items()}
    )


def _culture(entry: dict[str, list[str]]) -> Culture:
    return Culture(
        female=tuple(entry["female"]),
        male=tuple(entry["male"]),
        family_female=tuple(entry.get("family_female", entry["family"])),
        family_male=tuple(entry["family"]),
    )


def draw_name(chance: Chance, language: str, norwegian_share: float, female: bool) -> Name:
    """A name for someone whose first language is ``language`` (code); ``norwegian_share`` have Norwegian names."""
    table = name_table()
    norwegian = table.cultures[_NORWEGIAN]
    culture = norwegian if chance.happens(norwegian_share) else chance.one_of(table.by_language[language])
    first = chance.one_of(culture.given(female))
    family = norwegian if chance.happens(_MARRIED_SHARE) else culture
    last = chance.one_of(family.family(female))
    middle = _middle(chance, culture, first, last, female) if chance.happens(_MIDDLE_SHARE) else ""
    chosen = _chosen(chance, culture, last, female) if chance.happens(_CHOSEN_SHARE) else ""
    return Name(first, middle, last, chosen)


def _middle(chance: Chance, culture: Culture, first: str, last: str, female: bool) -> str:
    """Another given name or another family name; none where chance gives the same again."""
    drawn = chance.one_of(culture.given(female) if chance.happens(0.5) else culture.family(female))
    return "" if drawn in (first, last) else drawn


def _chosen(chance: Chance, culture: Culture, last: str, female: bool) -> str:
    return f"{chance.one_of(culture.given(female))} {last}"


@cache
def address_part(name: str) -> str:
    """The name as it stands in an e-mail address: a to z only."""
    return "".join(char for char in fold(name) if "a" <= char <= "z")
