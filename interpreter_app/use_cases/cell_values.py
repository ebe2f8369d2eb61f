"""What a cell of a sheet means: what spreadsheets make of dates and numbers is put right, words become codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from interpreter_app.contact_checks import safely_quoted
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_, Named, UserError
from interpreter_app.domain.folding import fold, other_spelling
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.written_days import read_day
from interpreter_app.i18n import Texts, UiLanguage

_WRITE_A_DATE = N_("Write it as 31.12.2025 or 2025-12-31.")


def text_of(name: str, cell: Cell, digits: int = 0) -> str:
    """A cell as text; a number gets back the zeros that the spreadsheet dropped, up to so many ``digits``.

    Raises ``UserError`` with the field's ``name`` for a date.
    """
    match cell:
        case str():
            text = cell.strip()
        case bool():
            return "true" if cell else "false"
        case int() | Decimal():
            text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
        case _:
            raise UserError(N_("{field} holds a date."), N_("Make the cell a text."), field=name)
    return text.zfill(digits) if text.isascii() and text.isdecimal() else text


def day_of(
    name: str, cell: Cell, form: str | None = None, hint: str = _WRITE_A_DATE, *, short_years: bool = True
) -> date:
    """A cell as a day, in ``form`` (as ``datetime.strptime`` reads it) or, without one, as ``read_day`` reads it.

    ``short_years`` is whether a year may have two digits there. Raises ``UserError`` with the field's ``name`` and
    ``hint`` for anything else.
    """
    if isinstance(cell, date):
        return cell
    text = text_of(name, cell)
    day = _day_of_form(text, form) if form else read_day(text, short_years=short_years)
    if day is None:
        raise UserError(N_("{field}: “{given}” is no date."), hint, field=name, given=safely_quoted(text))
    return day


def language_of(name: str, text: str) -> str:
    """The code of the one language that a text is the code or a name of; raises ``UserError`` where there is none."""
    language = language_table().find(text)
    if language is None:
        meant = ", ".join(f"{one.code} ({one.name('nb')})" for one in language_table().suggest(text, 5))
        raise UserError(
            N_("{field}: “{given}” is not the name or code of one language."),
            N_("Did you mean one of these: {meant}?") if meant else N_("“interpreter-app languages” lists them all."),
            field=name,
            given=safely_quoted(text),
            meant=meant,
        )
    return language.code


@dataclass(frozen=True, slots=True)
class Choices:
    """The codes that a cell may mean: each by the folded words for it, and what they are called."""

    codes: Mapping[str, str]
    named: Named


def choices_of(codes: Iterable[str], names: Mapping[str, str], others: Mapping[str, str] | None = None) -> Choices:
    """The choice of ``codes``, known by themselves, their ``names`` in each language of the program, and ``others``.

    ``names`` gives codes their English source texts, ``others`` gives further words their codes.
    """
    order = [str(code) for code in codes]
    words = {code: code for code in order}
    for language in UiLanguage:
        texts = Texts(language)
        words |= {texts.gettext(name): str(code) for code, name in names.items()}
    words |= others or {}
    folded = {form(word): code for form in (other_spelling, fold) for word, code in words.items()}
    return Choices(folded, Named(tuple(names.get(code, code) for code in order)))


def code_of(name: str, text: str, choices: Choices) -> str:
    """The code that a text is a word for; raises ``UserError`` with the names of the ``choices`` where it is none."""
    code = choices.codes.get(fold(text))
    if code is None:
        raise UserError(
            N_("{field} cannot be “{given}”."),
            N_("Choose one of: {choices}."),
            field=name,
            given=safely_quoted(text),
            choices=choices.named,
        )
    return code


def with_heading(error: UserError, heading: str | Named) -> UserError:
    """The error with the heading, which the person sees, in the place of the field's name, or else before it."""
    named = {name: heading for name in ("field", "where") if name in error.values}
    if named:
        return UserError(error.message, error.hint, **error.values | named)
    return UserError(N_("{place}: {problem}"), place=heading, problem=error)


def _day_of_form(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None
