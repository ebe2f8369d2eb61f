"""The kinds of value that commands take, each refused plainly when it is not one."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.places import county_table
from interpreter_app.identity_numbers import is_like_identity_number
from ui.command_line.commands import name_of, run_of

if TYPE_CHECKING:
    _Kind = click.ParamType[Any, Any]
else:
    _Kind = click.ParamType  # takes no type arguments before click 8.5

LARGEST = 2**63 - 1
"""The largest whole number that a register file can hold."""
_LONGEST_NUMBER = len(str(LARGEST))
_AMOUNT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_ID = re.compile(r"[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")


class OneOf(_Kind):
    """One of a few fixed words, in any letter case."""

    name = "choice"

    def __init__(self, choices: Iterable[str]) -> None:
        self.choices = {str(choice).casefold(): choice for choice in choices}

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The choice that ``value`` names."""
        try:
            return self.choices[value.casefold()]
        except KeyError:
            raise UserError(
                N_("“{given}” cannot be given as {name}."),
                N_("Choose one of: {choices}."),
                given=value,
                name=name_of(param, ctx),
                choices=", ".join(map(str, self.choices.values())),
            ) from None


def words(choices: Iterable[str]) -> str:
    """The choices as help shows them: F|M|X."""
    return "|".join(map(str, choices))


class WholeNumber(_Kind):
    """A whole number from ``lowest`` to ``highest``, written with the digits 0–9."""

    name = "number"

    def __init__(self, lowest: int, highest: int = LARGEST) -> None:
        self.lowest = lowest
        self.highest = highest

    def convert(
        self,
        value: str | int,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """The number that ``value`` is."""
        text = str(value)
        if text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST)):
            number = int(text)
            if self.lowest <= number <= self.highest:
                return number
        raise UserError(
            N_("{name} must be a whole number from {lowest}, not “{given}”.")
            if self.highest == LARGEST
            else N_("{name} must be a whole number from {lowest} to {highest}, not “{given}”."),
            given=value,
            name=name_of(param, ctx),
            lowest=self.lowest,
            highest=self.highest,
        )


class PersonKey(_Kind):
    """A person by register number, or by record id for one who has no number yet."""

    name = "person"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The number without zeros before it, or the id in small letters."""
        if _ID.fullmatch(value):
            return value.lower()
        number = int(value) if value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER else 0
        if 0 < number <= LARGEST and not is_like_identity_number(value):
            return str(number)
        raise UserError(
            N_("{name} must be a whole number from {lowest}, not “{given}”."),
            N_("Someone who has no number yet goes by the id that “new” answered."),
            given="…" if is_like_identity_number(value) else value,
            name=name_of(param, ctx),
            lowest=1,
        )


class RecordId(_Kind):
    """What something that is kept goes by, as a command answered it; whether it is there is for the command to see."""

    name = "id"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id as text that a file can be asked for; raises ``UserError`` for bytes that are no text."""
        from interpreter_app.contact_checks import check_length

        return check_length(name_of(param, ctx), value)


class Credits(_Kind):
    """An amount of credits, with a point or a comma; becomes the number as the register writes it."""

    name = "credits"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The amount as a plain decimal number; what it may be at most is said by the domain."""
        text = value.replace(",", ".")
        if not _AMOUNT.fullmatch(text):
            raise UserError(
                N_("“{given}” is no number of credits, as {name}."),
                N_("Write it with digits, such as 30 or 7.5."),
                given=value,
                name=name_of(param, ctx),
            )
        return f"{Decimal(text).normalize():f}"


class IsoDate(_Kind):
    """A day in ISO 8601."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that ``value`` names."""
        day = iso_date(value)
        if day is None:
            raise UserError(
                N_("“{given}” is no date that can be given as {name}."),
                N_("Write year, month and day, such as 2026-06-01."),
                given=value,
                name=name_of(param, ctx),
            )
        return day


class LanguageCode(_Kind):
    """A language by its code, an alias, or any of its names; becomes its code."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """The code of the one language that ``value`` names."""
        table = language_table()
        language = table.find(value)
        if language:
            return language.code
        ui_language = run_of(ctx).texts.language if ctx else "nb"
        meant = ", ".join(f"{one.code} ({one.name(ui_language)})" for one in table.suggest(value))
        raise UserError(
            N_("“{given}” is not the name or code of one language."),
            N_("Did you mean one of these: {meant}?") if meant else N_("“interpreter-app languages” lists them all."),
            given=value,
            meant=meant,
        )


class CountyNumber(_Kind):
    """A county by its number or name, older ones too; becomes the number of today."""

    name = "county"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """The number of the county that ``value`` names; raises ``UserError`` for one that was divided."""
        return county_table().get(value).code
