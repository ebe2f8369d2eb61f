"""The filters of a search as data: what each is called, what can be chosen, and what it says when set."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from interpreter_app import explanations
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_
from interpreter_app.domain.places import county_table
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.find_interpreters import ChoiceCounts, SearchRequest
from ui.desktop.wording import county_choice, county_name

Titled = Sequence[tuple[Hashable, str]]


@dataclass(frozen=True)
class Filter:
    """A filter of a search; a value of None means that it limits nothing.

    ``field`` is that of the request. ``name`` is what it is called while it is not set and ``no_limit`` what choosing
    none is called, both English source texts. ``options`` are the values with their titles, ``counts`` how many people
    each would leave, ``says`` what it does as it is set, where that is not just the title of the choice.
    """

    field: str
    name: str
    no_limit: str
    options: Callable[[Texts], Titled]
    counts: Callable[[ChoiceCounts], Mapping[Any, int]]
    worded: Callable[[SearchRequest, Texts], str] | None = None

    def choices(self, texts: Texts) -> Titled:
        """All that can be chosen, each with its title; the first sets no limit."""
        return [(None, texts.gettext(self.no_limit)), *self.options(texts)]

    def value(self, request: SearchRequest) -> Any:
        """What is chosen."""
        return getattr(request, self.field)

    def set(self, request: SearchRequest, value: Any) -> SearchRequest:
        """The request with this filter set to ``value``."""
        changed = replace(request, **{self.field: value})
        return changed if changed.county else replace(changed, neighbours=False)

    def says(self, request: SearchRequest, texts: Texts) -> str:
        """What the filter does as it is set; empty while it is not."""
        value = self.value(request)
        if value is None:
            return ""
        if self.worded is not None:
            return self.worded(request, texts)
        return next(title for choice, title in self.options(texts) if choice == value)


def _categories(texts: Texts) -> Titled:
    return [(floor, explanations.category_range(floor, texts)) for floor in Category]


def _counties(texts: Texts) -> Titled:
    named = [(county.code, county_name(county.code, texts)) for county in county_table().counties]
    return sorted(named, key=lambda pair: pair[1])


def _named(names: Mapping[Any, str]) -> Callable[[Texts], Titled]:
    def options(texts: Texts) -> Titled:
        return [(value, texts.gettext(name)) for value, name in names.items()]

    return options


COUNTY = Filter("county", N_("County"), N_("Whole country"), _counties, lambda counted: counted.counties, county_choice)
FILTERS: tuple[Filter, ...] = (
    Filter("min_category", N_("Category"), N_("All categories"), _categories, lambda counted: counted.categories),
    COUNTY,
    Filter(
        "gender",
        N_("Gender"),
        N_("All genders"),
        _named(explanations.GENDER_NAMES),
        lambda counted: counted.genders,
    ),
    Filter(
        "capacity",
        N_("Capacity"),
        N_("All capacities"),
        _named(explanations.CAPACITY_NAMES),
        lambda counted: counted.capacities,
    ),
    Filter(
        "kind",
        N_("Kind of interpreting"),
        N_("All kinds"),
        _named(explanations.KIND_NAMES),
        lambda counted: counted.kinds,
    ),
)
"""The filters in the order in which they stand under the search field."""


def any_set(request: SearchRequest) -> bool:
    """Whether any filter limits ``request``; text, language and order are none."""
    return request.on is not None or any(one.value(request) is not None for one in FILTERS)


def without_filters(request: SearchRequest) -> SearchRequest:
    """The same request with no filter set."""
    return SearchRequest(text=request.text, language=request.language, order=request.order)
