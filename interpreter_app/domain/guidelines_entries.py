"""A unit's answers for its guidelines as JSON: read strictly, refused whole with the field that does not fit."""

from collections.abc import Mapping

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.guidelines import GuidelinesAnswers, Part, PartAnswer
from interpreter_app.domain.json_documents import Fields, read_json
from interpreter_app.domain.situations import Body, Method, Sector

LONGEST_LINE = 200
LONGEST_TEXT = 4_000
QUESTIONS = "questions"
"""Whatever a file asks of whoever fills it in stands under this name; it is not looked at."""
_LINES = ("unit", "responsible", "supplier")
_TEXTS = ("size", "activities", "risk")
_FIELDS = (
    "unit",
    "body",
    "sector",
    "regular_use",
    *_TEXTS,
    "responsible",
    "supplier",
    "valid_from",
    "methods",
    "parts",
)
_PART = ("included", "text")


def read_guidelines_answers(content: bytes) -> GuidelinesAnswers:
    """The answers in a JSON document; a field that is left out is not answered.

    Raises ``UserError`` with the first field that does not fit.
    """
    fields = Fields(read_json(content), "", (*_FIELDS, QUESTIONS))
    return GuidelinesAnswers(
        body=fields.choice("body", Body) or Body.PUBLIC,
        sector=fields.choice("sector", Sector),
        regular_use=fields.flag("regular_use", default=True),
        valid_from=fields.date("valid_from"),
        methods=_methods(fields),
        parts=_parts(fields),
        **{name: _text(fields, name, LONGEST_LINE) for name in _LINES},
        **{name: _text(fields, name, LONGEST_TEXT) for name in _TEXTS},
    )


def _methods(fields: Fields) -> tuple[Method, ...]:
    """The methods that are named, each once, in the order of the vocabulary."""
    named = [Fields({place: value}, "", (place,)).choice(place, Method) for place, value in fields.items("methods")]
    return tuple(method for method in Method if method in named)


def _parts(fields: Fields) -> Mapping[Part, PartAnswer]:
    value = fields.value("parts")
    if value is None:
        return {}
    parts = Fields(value, fields.place("parts"), tuple(Part))
    return {part: _part(parts, part) for part in Part if parts.has(part)}


def _part(parts: Fields, part: Part) -> PartAnswer:
    fields = Fields(parts.value(part), parts.place(part), _PART)
    return PartAnswer(fields.flag("included", default=True), _text(fields, "text", LONGEST_TEXT))


def _text(fields: Fields, name: str, longest: int) -> str:
    text = (fields.text(name) or "").strip()
    if len(text) > longest:
        raise UserError(
            N_("{where} is longer than {longest} characters."),
            N_("Shorten it."),
            where=fields.place(name),
            longest=longest,
        )
    return text


def guidelines_data(answers: GuidelinesAnswers) -> dict[str, object]:
    """The answers as JSON data that ``read_guidelines_answers`` reads back."""
    plain = {name: getattr(answers, name) for name in _FIELDS}
    return plain | {
        "valid_from": answers.valid_from.isoformat() if answers.valid_from else None,
        "methods": list(answers.methods),
        "parts": {part: {"included": one.included, "text": one.text} for part, one in answers.parts.items()},
    }
