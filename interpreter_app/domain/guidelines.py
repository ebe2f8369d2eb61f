"""The guidelines of a unit (retningslinjer): what the unit answers, and what is missing until they are complete.

Bodies that use interpreters regularly must have guidelines, adapted to size, nature, activities and risk (TL § 9).
They must hold booking routines, the situations with a duty under TL § 6(1), and how to use an interpreter and remote
interpreting; they should hold the situations of TL § 6(2) (TF § 2). What is said beside that is a recommendation.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from interpreter_app.domain.guidance import CERTIFICATE_SECTORS
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.situations import Body, Method, Sector

PREFIX = "guidelines"
"""What the keys of the pieces begin with that hold the standard texts."""
UNIT_PLACE, ANSWER_PLACE = "{unit}", "{answer}"
"""Where the unit's name and its own words stand in a standard text."""
_REGISTER_NAMES = ("tolkeregister", "register of interpreters")


class Part(StrEnum):
    """A part of the guidelines."""

    BOOKING_ROUTINES = "booking_routines"
    DUTY_SITUATIONS = "duty_situations"
    USING_INTERPRETER = "using_interpreter"
    REMOTE_INTERPRETING = "remote_interpreting"
    SHOULD_CONSIDER_SITUATIONS = "should_consider_situations"
    REGISTER = "register"
    BEST_QUALIFIED = "best_qualified"
    DEPARTURES = "departures"
    CHILDREN_AND_RELATIVES = "children_and_relatives"
    POLICE_CERTIFICATE = "police_certificate"
    CONFIDENTIALITY_IMPARTIALITY = "confidentiality_impartiality"
    NO_SHOW_FEE = "no_show_fee"
    FOLLOW_UP_TRAINING = "follow_up_training"


MINIMUM = (Part.BOOKING_ROUTINES, Part.DUTY_SITUATIONS, Part.USING_INTERPRETER, Part.REMOTE_INTERPRETING)
"""What guidelines must hold (TF § 2)."""
OWN_WORDS = frozenset({Part.BOOKING_ROUTINES, Part.DUTY_SITUATIONS})
"""Parts that no standard text can say for the unit: who books how, and in which of its situations there is a duty."""


class Point(StrEnum):
    """What must be in place: the parts of TF § 2, the adaptation of TL § 9, and the name of the register."""

    BOOKING_ROUTINES = "booking_routines"
    DUTY_SITUATIONS = "duty_situations"
    USING_INTERPRETER = "using_interpreter"
    REMOTE_INTERPRETING = "remote_interpreting"
    ADAPTED = "adapted"
    REGISTER_NAMED = "register_named"


POINT_SOURCES: Mapping[Point, tuple[str, ...]] = {
    Point.BOOKING_ROUTINES: ("TF 2",),
    Point.DUTY_SITUATIONS: ("TF 2", "TL 6(1)"),
    Point.USING_INTERPRETER: ("TF 2",),
    Point.REMOTE_INTERPRETING: ("TF 2",),
    Point.ADAPTED: ("TL 9",),
    Point.REGISTER_NAMED: (),
}
"""The paragraphs that a point rests on; that the register is named is good practice and no rule."""
ADAPTATIONS = ("unit", "size", "activities", "risk")
"""The answers that adapt the guidelines to the unit (TL § 9): whose they are, and its size, activities and risk."""
PARTICULARS = ("responsible", "valid_from")
"""Answers that guidelines should have besides."""


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """Whether a part is ``included``, and what the unit says in it in its own words."""

    included: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelinesAnswers:
    """What a unit answers; texts are empty where nothing is said.

    ``unit`` is its name. ``regular_use`` is whether it uses interpreters regularly (TL § 9). ``size``, ``activities``
    and ``risk`` are in its own words; ``responsible`` is who answers for the guidelines, ``supplier`` with whom it has
    a framework agreement. ``parts`` are those that it has said something about.
    """

    unit: str = ""
    body: Body = Body.PUBLIC
    sector: Sector | None = None
    regular_use: bool = True
    size: str = ""
    activities: str = ""
    risk: str = ""
    responsible: str = ""
    supplier: str = ""
    valid_from: date | None = None
    methods: tuple[Method, ...] = ()
    parts: Mapping[Part, PartAnswer] = field(default_factory=dict)

    def part(self, part: Part) -> PartAnswer:
        """The answer on a part; one that nothing is said about is there where it is of use."""
        return self.parts.get(part) or PartAnswer(included=part in suggested_parts(self.sector))

    @property
    def must_have_guidelines(self) -> bool:
        """Whether the act demands guidelines of the unit: the act covers it, and it uses interpreters regularly."""
        return self.body is not Body.PRIVATE_OTHER and self.regular_use


def suggested_parts(sector: Sector | None) -> tuple[Part, ...]:
    """The parts that are of use in a sector: police certificates only where they may be demanded (TL § 10)."""
    certificates = sector is None or sector is Sector.CONCILIATION or sector in CERTIFICATE_SECTORS
    return tuple(part for part in Part if part is not Part.POLICE_CERTIFICATE or certificates)


@dataclass(frozen=True, slots=True)
class PartContent:
    """The standard text of a part in one language: its title, what is asked of the unit, its lines, its paragraphs."""

    part: Part
    title: str
    question: str
    lines: tuple[str, ...]
    sources: tuple[str, ...]


def part_contents(content: Content, day: date, ui_language: str) -> tuple[PartContent, ...]:
    """The standard texts that hold on ``day`` in a language of the user interface, in their order."""
    found = ((Part(piece.key.partition(".")[2]), piece) for piece in content.under(PREFIX, day) if _is_part(piece.key))
    return tuple(
        PartContent(
            part=part,
            title=piece.text(ui_language).title,
            question=piece.data.get("question", {}).get(ui_language, piece.text(ui_language).title),
            lines=piece.text(ui_language).body,
            sources=piece.sources,
        )
        for part, piece in found
    )


def _is_part(key: str) -> bool:
    """Whether the program knows the part; a newer register may send others."""
    return key.partition(".")[2] in list(Part)


class Lack(StrEnum):
    """What is wrong with a field: the part is left out, nothing is said in it, or the register is named nowhere."""

    LEFT_OUT = "left_out"
    NOT_SAID = "not_said"
    NOT_NAMED = "not_named"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is missing: the ``field`` of the answers, and the point it belongs to.

    ``point`` is None for what is recommended, and does not make the guidelines incomplete.
    """

    field: str
    lack: Lack
    point: Point | None = None


def field_of(part: Part) -> str:
    """What the field of a part is called."""
    return f"parts.{part}"


def check(answers: GuidelinesAnswers, contents: Sequence[PartContent]) -> tuple[Missing, ...]:
    """What is missing: first what must be there (TF § 2, TL § 9, the register's name), then what is recommended."""
    return (
        *_missing_parts(answers),
        *_missing_adaptation(answers),
        *_missing_name(answers, contents),
        *_hints(answers),
    )


def _missing_parts(answers: GuidelinesAnswers) -> Iterator[Missing]:
    for part in MINIMUM:
        answer = answers.part(part)
        if not answer.included:
            yield Missing(field_of(part), Lack.LEFT_OUT, Point(part))
        elif part in OWN_WORDS and not answer.text.strip():
            yield Missing(field_of(part), Lack.NOT_SAID, Point(part))


def _missing_adaptation(answers: GuidelinesAnswers) -> Iterator[Missing]:
    for name in ADAPTATIONS:
        if not str(getattr(answers, name)).strip():
            yield Missing(name, Lack.NOT_SAID, Point.ADAPTED)


def _missing_name(answers: GuidelinesAnswers, contents: Sequence[PartContent]) -> Iterator[Missing]:
    if not names_register(answers, contents):
        yield Missing(field_of(Part.REGISTER), Lack.NOT_NAMED, Point.REGISTER_NAMED)


def names_register(answers: GuidelinesAnswers, contents: Sequence[PartContent]) -> bool:
    """Whether a part that is included names the National Register of Interpreters (Nasjonalt tolkeregister)."""
    said = (
        text.casefold()
        for content in contents
        if (answer := answers.part(content.part)).included
        for text in (content.title, *content.lines, answer.text)
    )
    return any(name in text for text in said for name in _REGISTER_NAMES)


def _hints(answers: GuidelinesAnswers) -> Iterator[Missing]:
    for part in suggested_parts(answers.sector):
        if part not in MINIMUM and not answers.part(part).included:
            yield Missing(field_of(part), Lack.LEFT_OUT)
    for name in PARTICULARS:
        if not getattr(answers, name):
            yield Missing(name, Lack.NOT_SAID)


def required(missing: Sequence[Missing]) -> tuple[Missing, ...]:
    """Of what is missing, that which must be there."""
    return tuple(one for one in missing if one.point is not None)


def points_in_place(missing: Sequence[Missing]) -> Mapping[Point, bool]:
    """For each point whether it is in place."""
    lacking = {one.point for one in missing}
    return {point: point not in lacking for point in Point}
