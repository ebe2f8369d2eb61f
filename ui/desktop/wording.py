"""How the window words what it shows: people, places, days and filters."""

import re
from datetime import date, datetime

from interpreter_app import explanations
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import AppError
from interpreter_app.domain.interpreters import Interpreter, Kind
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.places import county_table
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.domain.searches import FoundInterpreter, FoundLanguage
from interpreter_app.i18n import Texts, UiLanguage, capitalised
from interpreter_app.use_cases.find_interpreters import Reading, SearchRequest

NORWEGIAN_DIGITS = 8
NORWEGIAN_CODE = "+47"
_SHORT_MONTH = 4
"""Letters of a month that is written in full also where there is little room."""
_SEAMS = re.compile(r"[@./_-](?=\S)")


def told_of(error: AppError, texts: Texts) -> tuple[str, str]:
    """What happened, and what can be done: empty where nothing can."""
    return error.parts_in_words(texts.gettext)


def language_name(code: str, texts: Texts) -> str:
    """A language's name as it stands inside a line: amharisk."""
    return language_table().get(code).name(texts.language)


def language_title(code: str, texts: Texts) -> str:
    """A language's name as it stands alone: Amharisk."""
    name = language_name(code, texts)
    return capitalised(name)


def pair_name(language: str, kind: Kind, texts: Texts) -> str:
    """A language inside a line, with the kind of interpreting where that is not the language's own."""
    name = language_name(language, texts)
    return name if kind is own_kind(language) else f"{name} ({kind_name(kind, texts).lower()})"


def pair_title(language: str, kind: Kind, texts: Texts) -> str:
    """A language as a heading, with the kind of interpreting where that is not the language's own."""
    name = language_title(language, texts)
    return name if kind is own_kind(language) else f"{name} · {kind_name(kind, texts).lower()}"


def kind_name(kind: Kind, texts: Texts) -> str:
    """A kind of interpreting: Talespråk."""
    return texts.gettext(explanations.KIND_NAMES[kind])


def role_name(role: AccountRole, texts: Texts) -> str:
    """Whom the register takes somebody for: Saksbehandler."""
    _ = texts.gettext
    names = {
        AccountRole.PUBLIC: _("Public"),
        AccountRole.CASE_WORKER: _("Case worker"),
        AccountRole.ADMINISTRATOR: _("Administrator"),
    }
    return names[role]


def county_name(code: str, texts: Texts) -> str:
    """A county: Troms."""
    return county_table().get(code).name(texts.language)


def where_and_how_much(person: FoundInterpreter, texts: Texts) -> tuple[str, str]:
    """A person's county and capacity; empty where not known."""
    county = county_name(person.county, texts) if person.county else ""
    capacity = texts.gettext(explanations.CAPACITY_NAMES[person.capacity]) if person.capacity else ""
    return county, capacity


def letter(rank: int) -> str:
    """The category letter of a rank; a dash for none."""
    return list(Category)[rank - 1].value if rank <= len(Category) else "–"


def second_line(person: FoundInterpreter, reading: Reading | None, texts: Texts) -> str:
    """The line under a name: number, then the other languages with their letters where these differ from the row's.

    The language that the row's category belongs to is named unless it is the very one that was searched for.
    """
    own, others = _split_languages(person, reading)
    number = [texts.number(person.number)] if person.number is not None else []
    searched = reading.language if reading else None
    named = [pair_name(item.language, item.kind, texts) for item in own if not _is_searched(item, searched)]
    listed = [_with_letter(item, person.rank, texts) for item in others]
    return " · ".join(number + named[:1]) + "".join(f" + {text}" for text in named[1:] + listed)


def _is_searched(item: FoundLanguage, searched: str | None) -> bool:
    return item.language == searched and item.kind is own_kind(item.language)


def _split_languages(
    person: FoundInterpreter, reading: Reading | None
) -> tuple[list[FoundLanguage], list[FoundLanguage]]:
    """The pair that the row's category belongs to, and the others."""
    wanted = reading.search.languages if reading else ()
    kind = reading.search.kind if reading else None
    fitting = [
        item
        for item in person.languages
        if item.rank == person.rank and (not wanted or item.language in wanted) and kind in (None, item.kind)
    ]
    own = fitting[:1]
    return own, [item for item in person.languages if item not in own]


def _with_letter(item: FoundLanguage, rank: int, texts: Texts) -> str:
    name = pair_name(item.language, item.kind, texts)
    return name if item.rank == rank else f"{name} {letter(item.rank)}"


def phone_number(text: str) -> str:
    """A Norwegian telephone number in groups as it is read, 000 00 207; any other as it stands."""
    digits = text.replace(" ", "").removeprefix(NORWEGIAN_CODE)
    if not digits.isdecimal() or len(digits) != NORWEGIAN_DIGITS:
        return text
    return f"{digits[:3]} {digits[3:5]} {digits[5:]}"


def contact_text(name: str, number: int | None, phone: str, email: str, texts: Texts) -> str:
    """A person's contact data as they are copied: a line each."""
    _ = texts.gettext
    lines = [
        name,
        _("Interpreter number {number}").format(number=texts.number(number)) if number is not None else "",
        phone_number(phone),
        email,
    ]
    return "\n".join(line for line in lines if line)


def person_summary(person: Interpreter, texts: Texts) -> str:
    """A person's number, county and capacity on one line."""
    _ = texts.gettext
    number = (
        _("Interpreter number {number}").format(number=texts.number(person.number))
        if person.number is not None
        else _("No interpreter number")
    )
    county = county_name(person.county, texts) if person.county else ""
    capacity = _(explanations.CAPACITY_NAMES[person.capacity]) if person.capacity else ""
    return " · ".join(part for part in (number, county, capacity) if part)


def day_and_time(moment: datetime, texts: Texts) -> str:
    """A moment in full: 19. november 2026 kl. 15.42."""
    return texts.gettext("{date} at {time}").format(date=texts.date(moment.date()), time=texts.time(moment))


def day_and_month(day: date, texts: Texts) -> str:
    """A day of this year: 19. november."""
    return texts.date(day).rsplit(" ", 1)[0]


def day_in_short(day: date, today: date, texts: Texts) -> str:
    """A day where there is little room: 20. nov.; with the year where that is not this one."""
    number, month = day_and_month(day, texts).split()
    if len(month) > _SHORT_MONTH:
        month = month[: _SHORT_MONTH - 1] + ("" if texts.language is UiLanguage.ENGLISH else ".")
    return f"{number} {month}" if day.year == today.year else f"{number} {month} {day.year}"


def county_choice(request: SearchRequest, texts: Texts) -> str:
    """What a search is limited to: Troms og nabofylker; empty for the whole country."""
    if not request.county:
        return ""
    county = county_name(request.county, texts)
    if not request.neighbours:
        return county
    return texts.gettext("{county} and neighbours").format(county=county)


def breakable(text: str) -> str:
    """``text`` with places where a line may end in it: an address is one long word otherwise, and would be cut."""
    return _SEAMS.sub("\\g<0>\u200b", text)
