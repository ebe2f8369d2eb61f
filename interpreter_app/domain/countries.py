"""The countries of ISO 3166-1, in which a foreign qualification may have been obtained (tolkeforskriften § 12)."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.json_documents import quoted


@cache
def country_names() -> Mapping[str, Mapping[str, str]]:
    """The name of each country by its code of two capitals, in each language of the user interface (nb, nn, en)."""
    data = json.loads(files("resources").joinpath("countries.json").read_text(encoding="utf-8"))
    return {entry["code"]: entry["names"] for entry in data}


def check_country(given: object) -> str:
    """The code of a country in capitals; null and empty text stay empty. Raises ``UserError`` for what is no code."""
    code = given.strip().upper() if isinstance(given, str) else given
    if code is None or code == "":
        return ""
    if isinstance(code, str) and code in country_names():
        return code
    raise UserError(
        N_("“{given}” is no country."),
        N_("Give its code of two letters (ISO 3166-1), such as SE."),
        given=quoted(given),
    )
