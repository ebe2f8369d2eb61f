"""The keys of guidance that this program knows: what is filled into the texts of each, and what its data say.

What a newer register sends under another key stands unused here; what is published here must be known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from interpreter_app.domain import guidelines
from interpreter_app.domain.categories import Category
from interpreter_app.domain.guidance import POINT_VALUES, point_keys
from interpreter_app.domain.guidance_content import LAW
from interpreter_app.domain.situations import Ground, Method, Sector

CHECKLISTS = ("before", "during", "after")
"""The checklists, in the order of a conversation."""
LAW_VALUES = frozenset({"in_force", "until", "checked", "year", "court_fee", "maximum"})
"""The dates and amounts of the law that its own texts may name."""
MESSAGE_VALUES = frozenset(
    {
        *("language", "day", "time", "minutes", "method", "place"),
        *("unit", "contact", "phone", "email", "interpreter"),
    }
)
"""What a message to an interpreter may name."""
MOST_BARS = 5
"""The bars that the mark of a category has at most: five for A, one for E."""
_MOST_STEPS = 9


class Template(StrEnum):
    """What a message to an interpreter is for."""

    ENQUIRY_EMAIL = "enquiry_email"
    ENQUIRY_SMS = "enquiry_sms"
    CONFIRMATION = "confirmation"
    DECLINE = "decline"
    CANCEL = "cancel"


class Datum(Enum):
    """What a fact in the data of a piece is: true or false, a number of bars, a text in each language, or the law's."""

    TRUTH = auto()
    BARS = auto()
    TEXTS = auto()
    OF_LAW = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The pieces whose keys begin alike, as "sector" in "sector.health".

    ``words`` are what may follow in the key, None for any word; ``values`` the names that their texts may hold in
    braces; ``data`` the facts that the program reads.
    """

    words: tuple[str, ...] | None
    values: frozenset[str] = frozenset()
    data: Mapping[str, Datum] = field(default_factory=dict)


FAMILIES: Mapping[str, Family] = {
    LAW: Family(
        words=("",),
        values=LAW_VALUES,
        data=dict.fromkeys(("in_force", "dispensed_until", "court_fees", "checked"), Datum.OF_LAW),
    ),
    "point": Family(words=tuple(point_keys())),
    "sector": Family(words=tuple(Sector), data={"duty_in_other_act": Datum.TRUTH}),
    "method": Family(words=tuple(Method)),
    "ground": Family(words=tuple(Ground)),
    "category": Family(words=tuple(Category), data={"bars": Datum.BARS}),
    "checklist": Family(words=CHECKLISTS),
    "contact": Family(words=(*map(str, range(1, _MOST_STEPS + 1)), "best")),
    guidelines.PREFIX: Family(
        words=tuple(guidelines.Part),
        values=frozenset(place.strip("{}") for place in (guidelines.UNIT_PLACE, guidelines.ANSWER_PLACE)),
        data={"minimum": Datum.TRUTH, "question": Datum.TEXTS},
    ),
    "message": Family(words=tuple(Template), values=MESSAGE_VALUES),
    "impartiality": Family(words=None),
    "procurement": Family(words=None, data={"requirement": Datum.TRUTH}),
}
"""The families by what their keys begin with; the values of points are each point's own."""


def is_known(key: str) -> bool:
    """Whether the program uses a piece with this key."""
    family, _, word = key.partition(".")
    if family not in FAMILIES:
        return False
    words = FAMILIES[family].words
    return bool(word) if words is None else word in words


def keys_like(key: str) -> Iterable[str]:
    """The keys that a key which is not known may have been meant as: all of its family, else how keys begin."""
    family = key.partition(".")[0]
    words = FAMILIES[family].words if family in FAMILIES else None
    if words is None:
        return [name if name == LAW else f"{name}.…" for name in FAMILIES]
    return [f"{family}.{word}" if word else family for word in words]


def values_of(key: str) -> frozenset[str]:
    """The names that the texts of a piece may hold in braces; none for a key that is not known."""
    if not is_known(key):
        return frozenset()
    family, _, word = key.partition(".")
    return frozenset(POINT_VALUES.get(word, ())) if family == "point" else FAMILIES[family].values


def data_of(key: str) -> Mapping[str, Datum]:
    """The facts that the program reads of the data of a piece; none for a key that is not known."""
    return FAMILIES[key.partition(".")[0]].data if is_known(key) else {}
