"""The people of a call list as rows: the category, the name, what was answered last, and each attempt with its time."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from interpreter_app.booking_words import (
    ANSWER_NAMES,
    CHANNEL_NAMES,
    NO_LONGER_THERE,
    available_in_words,
    language_in_words,
)
from interpreter_app.domain.call_lists import (
    Answer,
    Attempt,
    Available,
    Called,
    CallList,
    Channel,
    Contact,
    Contacts,
    attempts_of,
    in_calling_order,
    last_attempt,
)
from interpreter_app.domain.categories import Category
from interpreter_app.domain.norwegian_time import on_norwegian_clock
from interpreter_app.domain.private_notes import Note
from interpreter_app.i18n import Texts, capitalised
from ui.desktop.models.entries import State
from ui.desktop.models.results import Sign, signs_to_paint
from ui.desktop.wording import day_and_month, day_in_short, phone_number

Index = QModelIndex | QPersistentModelIndex
CALLED_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()
_NO_RANK = len(Category) + 1
_STATES = {
    Answer.NO_ANSWER: ("close", "muted"),
    Answer.CANNOT: ("blocked", "muted"),
    Answer.CAN: ("check", "good"),
    Answer.CALL_BACK: ("clock", "warning"),
    Answer.LATER: ("clock", "accent"),
}


@dataclass(frozen=True, slots=True)
class CalledRow:
    """A person as the list paints one; ``detail`` is the telephone with the attempts, ``state`` the last answer.

    ``gone`` is whether the person is no longer in the register, which the detail then says; ``signs`` are those of the
    private note.
    """

    called: Called
    detail: str
    state: State
    gone: bool = False
    signs: tuple[Sign, ...] = ()

    @property
    def letter(self) -> str:
        """The category letter; a dash for none."""
        return self.called.category or "–"

    @property
    def rank(self) -> int:
        """1–5 for A–E, 6 for none."""
        return Category(self.called.category).rank if self.called.category else _NO_RANK


def list_titles(call_lists: Sequence[CallList], today: date, texts: Texts) -> list[str]:
    """What each call list is called among others: by the day it is needed for, else by the day it was made.

    The day stands first, since a title may be cut: 23. nov. kl. 10.00, somali. Those that would be called the same have
    the time at which they were made too. ``today`` and all times are by the clock in Norway.
    """
    titles = [_list_title(one, today, texts) for one in call_lists]
    count = Counter(titles)
    return [
        title if count[title] == 1 else f"{title}, {_clock(on_norwegian_clock(one.made), texts)}"
        for one, title in zip(call_lists, titles, strict=True)
    ]


def _list_title(call_list: CallList, today: date, texts: Texts) -> str:
    need, made = call_list.need, on_norwegian_clock(call_list.made)
    when = day_in_short(need.on or made.date(), today, texts)
    if need.starts is not None:
        when = f"{when} {_clock(need.starts, texts)}"
    return f"{when}, {language_in_words(need.language, need.kind, texts)}"


def _clock(moment: datetime, texts: Texts) -> str:
    return texts.gettext("at {time}").format(time=texts.time(moment))


def called_rows(
    call_list: CallList, contacts: Contacts, notes: Mapping[str, Note], today: date, texts: Texts
) -> list[CalledRow]:
    """The rows of a call list, in the order in which people are called; ``today`` is the day in Norway.

    ``notes`` are the private ones, by record id.
    """
    rows = (_row(call_list, called, contacts[called.person], today, texts) for called in in_calling_order(call_list))
    return [replace(row, signs=signs_to_paint(notes.get(row.called.person), texts)) for row in rows]


def _row(call_list: CallList, called: Called, contact: Contact | None, today: date, texts: Texts) -> CalledRow:
    gone = contact is None
    reached = capitalised(texts.gettext(NO_LONGER_THERE)) if contact is None else _phone(contact, texts)
    detail = " · ".join((reached, *_tries(call_list, called, today, texts)))
    return CalledRow(called, detail, _state(call_list, called, texts, gone=gone), gone)


def _phone(contact: Contact, texts: Texts) -> str:
    return phone_number(contact.phone) or texts.gettext("no telephone")


def attempt_in_words(attempt: Attempt, texts: Texts) -> str:
    """An attempt in full: 20. november kl. 14.05, telefon: kan senere, tidligst 24. november 2026."""
    _ = texts.gettext
    at = on_norwegian_clock(attempt.at)
    day = day_and_month(at.date(), texts)
    channel = _(CHANNEL_NAMES[attempt.channel])
    line = _("{day} at {time}, {channel}: {answer}").format(
        day=day, time=texts.time(at), channel=channel, answer=_answer(attempt, texts)
    )
    return _("{line} (taken back)").format(line=line) if attempt.taken_back else line


def _answer(attempt: Attempt, texts: Texts) -> str:
    answer = texts.gettext(ANSWER_NAMES[attempt.answer])
    if attempt.earliest is None:
        return answer
    when = available_in_words(attempt.earliest, texts)
    return texts.gettext("{answer}, earliest {when}").format(answer=answer, when=when)


def _tries(call_list: CallList, called: Called, today: date, texts: Texts) -> Sequence[str]:
    """Each attempt in short, the latest first."""
    return [_try(one, today, texts) for one in reversed(attempts_of(call_list, called.person))]


def _try(attempt: Attempt, today: date, texts: Texts) -> str:
    """An attempt in short: the day where it is not today's, the channel where it is not the telephone."""
    at = on_norwegian_clock(attempt.at)
    parts = (
        "" if at.date() == today else day_in_short(at.date(), today, texts),
        _clock(at, texts),
        "" if attempt.channel is Channel.PHONE else texts.gettext(CHANNEL_NAMES[attempt.channel]),
        texts.gettext(ANSWER_NAMES[attempt.answer]),
    )
    return " ".join(part for part in parts if part)


def _state(call_list: CallList, called: Called, texts: Texts, *, gone: bool) -> State:
    _ = texts.gettext
    if call_list.agreed == called.person:
        return State("check", _("Agreed"), "good")
    last = last_attempt(call_list, called.person)
    if last is None:
        return State("blocked" if gone else "phone", _("Not tried"), "muted")
    icon, colour = _STATES[last.answer]
    words = _(ANSWER_NAMES[last.answer])
    if last.earliest:
        words = _("{answer}: {when}").format(answer=words, when=_day_in_short(last.earliest, texts))
    return State(icon, capitalised(words), colour)


def _day_in_short(earliest: Available, texts: Texts) -> str:
    """From when somebody can come, without the year: 24. november kl. 10.00."""
    day = day_and_month(earliest.day, texts)
    if earliest.at is None:
        return day
    return texts.gettext("{date} at {time}").format(date=day, time=texts.time(earliest.moment))


class CalledModel(QAbstractListModel):
    """The rows of a call list."""

    def __init__(self, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._texts = texts
        self._rows: list[CalledRow] = []

    def show(self, rows: Sequence[CalledRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: Index) -> CalledRow | None:
        """The row at ``index``; None where there is none."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def place_of(self, person: str) -> int:
        """The row of a person (record id); -1 where the person is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.called.person == person), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many people there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row paints, says and is called."""
        row = self._rows[index.row()]
        if role == CALLED_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.called.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            category = self._texts().gettext("category {letter}").format(letter=row.letter)
            return f"{row.called.name}, {category}, {row.state.words}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ", ".join((*(sign.word for sign in row.signs), row.detail))
        return None
