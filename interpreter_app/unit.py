"""The unit that books: what it says of itself once, so that nobody has to say it at each booking."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from interpreter_app.domain.situations import Body, Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit (enhet) of a body that uses interpreters; texts are empty where nothing is said.

    ``contact`` is the name of whom interpreters reach, ``phone`` and ``email`` how. ``address`` is where conversations
    are held as a rule.
    """

    name: str = ""
    sector: Sector | None = None
    body: Body = Body.PUBLIC
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


NO_UNIT = Unit()
"""Nothing is said."""


def unit_from(data: object) -> Unit:
    """The unit that was kept as ``data``; a value that makes no sense is as if never set."""
    found = data if isinstance(data, Mapping) else {}
    texts = {
        field.name: found[field.name]
        for field in fields(Unit)
        if field.name not in ("sector", "body") and isinstance(found.get(field.name), str)
    }
    sector = next((one for one in Sector if one == found.get("sector")), None)
    body = next((one for one in Body if one == found.get("body")), Body.PUBLIC)
    return Unit(sector=sector, body=body, **texts)
