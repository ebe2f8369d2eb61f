"""JSON that people hand in: read whole or refused whole, with the place of what does not fit."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.iso_dates import iso_date

_Choice = TypeVar("_Choice", bound=StrEnum)
_LONGEST_QUOTE = 40


def read_json(content: bytes) -> object:
    """The JSON document in ``content``, numbers with a fraction as ``Decimal``.

    UTF-8 is read, with or without a byte order mark. Raises ``UserError`` for anything else, for broken JSON with its
    line, and for what has no certain meaning with its place: NaN, infinity, a number of thousands of digits, a name
    that stands twice in one object.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError(N_("The file is not UTF-8 text (line {line})."), N_("Save it as UTF-8."), line=line) from error
    try:
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_number(int),
            parse_float=_number(Decimal),
            parse_constant=_no_number,
        )
        _refuse_uncertain(document, "")
    except json.JSONDecodeError as error:
        raise UserError(
            N_("The file is not JSON: it breaks off or goes wrong in line {line}, column {column}."),
            N_("Correct it there, or make it anew."),
            line=error.lineno,
            column=error.colno,
        ) from error
    except RecursionError as error:
        raise UserError(N_("The file is nested too deeply."), N_("Make it anew.")) from error
    return document


@dataclass(frozen=True, slots=True)
class _Uncertain:
    """What stands in a document in the place of something without a certain meaning; ``at`` is its place below that."""

    message: str
    hint: str
    given: str
    at: str = ""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Uncertain:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    twice = next(name for name in names if names.count(name) > 1)
    return _Uncertain(N_("{where} stands twice."), N_("Keep one of them."), twice, at=f".{quoted(twice)}")


def _number(parse: Callable[[str], object]) -> Callable[[str], object]:
    def parsed(text: str) -> object:
        try:
            return parse(text)
        except (ValueError, InvalidOperation):
            return _Uncertain(N_("{where} is a number that is too long."), N_("Correct it."), text)

    return parsed


def _no_number(name: str) -> _Uncertain:
    return _Uncertain(N_("{where} must be a number, not {given}."), N_("Correct it."), name)


def _refuse_uncertain(value: object, where: str) -> None:
    match value:
        case _Uncertain():
            place = f"{where}{value.at}".removeprefix(".") or "JSON"
            raise UserError(value.message, value.hint, where=place, given=quoted(value.given))
        case list():
            for index, item in enumerate(value):
                _refuse_uncertain(item, f"{where}[{index}]")
        case dict():
            for name, item in value.items():
                _refuse_uncertain(item, f"{where}.{quoted(name)}")


def quoted(value: object) -> str:
    """A value as a message shows it, cut short."""
    text = value if isinstance(value, str) else _as_json(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _as_json(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return "{…}"
    return "[…]" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)


class Fields:
    """A JSON object read field by field; each method raises ``UserError`` with the field's place when it does not fit.

    ``where`` is the object's own place, such as ``[2].evidence[0]``, empty for the document itself. A field that is
    null is as if left out.
    """

    def __init__(self, value: object, where: str, known: Iterable[str]) -> None:
        if not isinstance(value, dict):
            raise wrong_kind(N_("{where} must be an object in braces, not {given}."), where or "JSON", value)
        self._fields = {name: item for name, item in value.items() if item is not None}
        self._where = where
        self._refuse_unknown(value, tuple(known))

    def _refuse_unknown(self, value: dict[str, object], known: tuple[str, ...]) -> None:
        for name in value:
            if name not in known:
                raise UserError(
                    N_("{where} is not a field that can be given here."),
                    N_("The fields are: {choices}."),
                    where=self.place(quoted(name)),
                    choices=", ".join(known),
                )

    def place(self, name: str) -> str:
        """Where the field ``name`` stands."""
        return f"{self._where}.{name}" if self._where else name

    def has(self, name: str) -> bool:
        """Whether the field is given."""
        return name in self._fields

    def value(self, name: str) -> object:
        """What is in a field, of whatever kind; None when it is not given."""
        return self._fields.get(name)

    def refuse(self, name: str, message: str) -> None:
        """Refuse the field when it is given; ``message`` may hold {where}."""
        if self.has(name):
            raise UserError(message, N_("Leave it out."), where=self.place(name))

    def require(self, name: str) -> None:
        """Refuse the object when the field is not given."""
        if not self.has(name):
            raise UserError(N_("{where} is missing."), N_("Add it."), where=self.place(name))

    def text(self, name: str) -> str | None:
        """The text of a field; None when it is not given."""
        value = self._fields.get(name)
        if value is not None and not isinstance(value, str):
            raise wrong_kind(N_("{where} must be text in quotes, not {given}."), self.place(name), value)
        return value

    def date(self, name: str) -> date | None:
        """The day in a field; None when it is not given."""
        value = self._fields.get(name)
        if value is None:
            return None
        day = iso_date(value) if isinstance(value, str) else None
        if day is None:
            raise wrong_kind(N_('{where} must be a date such as "2026-06-01", not {given}.'), self.place(name), value)
        return day

    def choice(self, name: str, choices: type[_Choice]) -> _Choice | None:
        """The choice in a field; None when it is not given."""
        value = self._fields.get(name)
        if value is None:
            return None
        if isinstance(value, str) and value in list(choices):
            return choices(value)
        raise UserError(
            N_("{where} cannot be {given}."),
            N_("Choose one of: {choices}."),
            where=self.place(name),
            given=quoted(value) or '""',
            choices=", ".join(choices),
        )

    def number(self, name: str) -> Decimal | None:
        """The number in a field; None when it is not given."""
        value = self._fields.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise wrong_kind(N_("{where} must be a number, not {given}."), self.place(name), value)
        return Decimal(value)

    def whole_number(self, name: str, lowest: int, highest: int) -> int | None:
        """The whole number from ``lowest`` to ``highest`` in a field; None when it is not given."""
        number = self.number(name)
        if number is None:
            return None
        if lowest <= number <= highest and number == int(number):
            return int(number)
        raise UserError(
            N_("{where} must be a whole number from {lowest} to {highest}, not {given}."),
            N_("Correct it."),
            where=self.place(name),
            lowest=lowest,
            highest=highest,
            given=quoted(number),
        )

    def flag(self, name: str, *, default: bool = False) -> bool:
        """The truth in a field; ``default`` when it is not given."""
        value = self._fields.get(name, default)
        if not isinstance(value, bool):
            raise wrong_kind(N_("{where} must be true or false, not {given}."), self.place(name), value)
        return value

    def items(self, name: str) -> list[tuple[str, object]]:
        """The items of a list with their places; none when the field is not given."""
        value = self._fields.get(name, [])
        if not isinstance(value, list):
            raise wrong_kind(N_("{where} must be a list in brackets, not {given}."), self.place(name), value)
        return [(f"{self.place(name)}[{index}]", item) for index, item in enumerate(value)]

    def parsed(self, name: str, parse: Callable[[str], str]) -> str | None:
        """The text of a field as ``parse`` makes it; what ``parse`` refuses is refused with the field's place."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return parse(text)
        except UserError as error:
            raise UserError(
                N_("{where} cannot be {given}."),
                error.hint,
                **error.values | {"where": self.place(name), "given": quoted(text)},
            ) from error


def wrong_kind(message: str, where: str, value: object) -> UserError:
    """The refusal of a value of the wrong kind, which is shown as JSON: quotes may be all that is wrong with it."""
    return UserError(message, N_("Correct it."), where=where, given=quoted(_as_json(value)))
