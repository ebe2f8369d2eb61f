"""A search request as the data that is remembered between starts, and back."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from enum import StrEnum
from typing import Any

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.places import county_table
from interpreter_app.domain.searches import Order
from interpreter_app.use_cases.find_interpreters import SearchRequest

_ENUMS: Mapping[str, type[StrEnum]] = {
    "min_category": Category,
    "gender": Gender,
    "capacity": Capacity,
    "kind": Kind,
    "order": Order,
}


def to_data(request: SearchRequest) -> dict[str, Any]:
    """``request`` as JSON data, without what is as in an empty request. A date is not remembered: it ages."""
    empty = asdict(SearchRequest())
    return {name: value for name, value in asdict(request).items() if value != empty[name] and name != "on"}


def from_data(data: Mapping[str, Any]) -> SearchRequest:
    """The request that was remembered as ``data``; a value that makes no sense any more is left out."""
    known = {field.name for field in fields(SearchRequest)}
    kept = {}
    for name, value in data.items():
        if name in known:
            try:
                kept[name] = _checked(name, value)
            except (ValueError, UserError):
                continue
    return SearchRequest(**kept)


def _checked(name: str, value: Any) -> Any:
    if name in _ENUMS:
        return _ENUMS[name](value)
    if name == "language":
        return language_table().get(str(value)).code
    if name == "county":
        return county_table().get(str(value)).code
    if name == "on":
        return date.fromisoformat(str(value))
    if name == "neighbours":
        return bool(value)
    return str(value)
