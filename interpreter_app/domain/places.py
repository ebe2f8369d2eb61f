"""The counties (fylker) of 2024 and Svalbard, their neighbours, and what older numbers and names mean.

The table is ``resources/counties.json``.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """A county (fylke) of 2024, or Svalbard.

    ``code`` is the county number of two digits, ``names`` are by language of the user interface,
    ``other_names`` the Sámi and Kven names, ``neighbours`` the codes of counties with a border on land
    in common, ``population`` the people living there on 1 January 2024.
    """

    code: str
    names: Mapping[str, str] = field(hash=False)
    other_names: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    population: int = 0

    def name(self, ui_language: str) -> str:
        """The name in a language of the user interface (nb, nn, en); bokmål for any other."""
        return self.names.get(ui_language, self.names["nb"])


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerCounty:
    """A county number or name that is no longer used.

    ``now`` are the codes of the counties that its area belongs to today: one, or several to choose
    from. ``moved`` are municipalities that went elsewhere instead, by the code of the county they are
    in today: someone known only by the former county may live there.
    """

    code: str
    name: str
    last_year: int
    now: tuple[str, ...]
    other_names: tuple[str, ...] = ()
    moved: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


class AmbiguousCounty(UserError):
    """A former county that was divided: which of ``choices`` is meant must be asked."""

    def __init__(self, given: str, choices: tuple[County, ...]) -> None:
        super().__init__(
            N_("“{given}” is now several counties."),
            N_("Choose one of them: {choices}."),
            given=given,
            choices=", ".join(f"{county.code} {county.name('nb')}" for county in choices),
        )
        self.given = given
        self.choices = choices


class CountyTable:
    """Every county of today, found by number or name, old ones too."""

    def __init__(self, counties: Iterable[County], former: Iterable[FormerCounty]) -> None:
        self.counties = tuple(counties)
        self.former = tuple(former)
        self._today = {
            fold(key): county
            for county in self.counties
            for key in (county.code, *county.names.values(), *county.other_names)
        }
        self._former = {
            fold(key): county for county in self.former for key in (county.code, county.name, *county.other_names)
        }

    def get(self, code_or_name: str) -> County:
        """The county of today that a number or a name means, in any letter case; names of today go first.

        A number that a spreadsheet has shortened ("3") counts as written in full ("03"). A county that
        became part of another gives that other, also where a few of its municipalities went elsewhere
        (Oppland is Innlandet, though Jevnaker and Lunner are in Akershus; see ``FormerCounty.moved``).
        Raises ``AmbiguousCounty`` for a county since divided and ``UserError`` for what is no county.
        """
        key = _key(code_or_name)
        if county := self._today.get(key):
            return county
        if former := self._former.get(key):
            return self._today_of(former, code_or_name)
        raise UserError(
            N_("“{given}” is no county."),
            N_("Give a county number of two digits, such as 03, or a county's name."),
            given=code_or_name,
        )

    def _today_of(self, former: FormerCounty, given: str) -> County:
        choices = tuple(self._today[code] for code in former.now)
        if len(choices) > 1:
            raise AmbiguousCounty(given, choices)
        return choices[0]

    def neighbours(self, code: str) -> tuple[str, ...]:
        """The codes of the counties that have a border on land with this one; none for Svalbard.

        Takes and raises what ``get`` does.
        """
        return self.get(code).neighbours


def _key(code_or_name: str) -> str:
    folded = fold(code_or_name)
    return folded.zfill(2) if folded.isdecimal() else folded


@cache
def county_table() -> CountyTable:
    """The table that the program ships (``resources/counties.json``)."""
    data = json.loads(files("resources").joinpath("counties.json").read_text(encoding="utf-8"))
    return CountyTable(map(_county, data["counties"]), map(_former_county, data["former"]))


def _county(entry: dict[str, Any]) -> County:
    return County(
        code=entry["code"],
        names=entry["names"],
        other_names=tuple(entry["other_names"]),
        neighbours=tuple(entry["neighbours"]),
        population=entry["population"],
    )


def _former_county(entry: dict[str, Any]) -> FormerCounty:
    return FormerCounty(
        code=entry["code"],
        name=entry["name"],
        last_year=entry["last_year"],
        now=tuple(entry["now"]),
        other_names=tuple(entry["other_names"]),
        moved={code: tuple(names) for code, names in entry["moved"].items()},
    )
