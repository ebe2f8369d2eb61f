"""The people that a search found, as rows; further ones are asked for as the list is scrolled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from interpreter_app.domain.private_notes import Mark, Note
from interpreter_app.domain.searches import FoundInterpreter
from interpreter_app.i18n import Texts
from interpreter_app.note_explanations import signs_of
from interpreter_app.use_cases.find_interpreters import FoundPage, Reading
from ui.desktop.wording import letter, phone_number, second_line, where_and_how_much

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


class Sign(NamedTuple):
    """A mark of a private note as it is painted: an icon of ``resources/icons``, its colour's token, and its word."""

    icon: str
    colour: str
    word: str


_SIGNS = {
    Mark.PREFERRED: ("star", "good"),
    Mark.DO_NOT_USE: ("blocked", "warning"),
    Mark.CONFLICT_OF_INTEREST: ("scales", "warning"),
    None: ("note", "muted"),
}


def signs_to_paint(note: Note | None, texts: Texts) -> tuple[Sign, ...]:
    """The signs of a private note; none where nothing is noted."""
    return tuple(Sign(*_SIGNS[mark], word) for mark, word in signs_of(note, texts))


@dataclass(frozen=True, slots=True)
class Row:
    """A person as the list paints one."""

    person: FoundInterpreter
    letter: str
    detail: str
    county: str
    capacity: str
    signs: tuple[Sign, ...] = ()

    @property
    def rank(self) -> int:
        """1–5 for A–E, 6 for none."""
        return self.person.rank


class ResultsModel(QAbstractListModel):
    """The rows found; ``ask_for_more`` is called with the number of rows there are when more are to be shown.

    ``note_on`` gives the private note on a person (an id).
    """

    def __init__(
        self,
        texts: Callable[[], Texts],
        ask_for_more: Callable[[int], None],
        note_on: Callable[[str], Note | None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._texts = texts
        self._note_on = note_on
        self._ask_for_more = ask_for_more
        self._people: list[FoundInterpreter] = []
        self._rows: dict[int, Row] = {}
        self._reading: Reading | None = None
        self._may_be_more = False
        self._asked = False

    def show(self, page: FoundPage, page_size: int) -> None:
        """Show the first rows of another search."""
        self.beginResetModel()
        self._reading = page.reading
        self._people = list(page.rows)
        self._rows.clear()
        self._may_be_more = len(page.rows) == page_size
        self._asked = False
        self.endResetModel()

    def clear(self) -> None:
        """Show nobody."""
        self.beginResetModel()
        self._reading = None
        self._people = []
        self._rows.clear()
        self._may_be_more = self._asked = False
        self.endResetModel()

    def add(self, people: Sequence[FoundInterpreter], page_size: int) -> None:
        """Show further rows after those there are."""
        self._may_be_more = len(people) == page_size
        self._asked = False
        if not people:
            return
        first = len(self._people)
        self.beginInsertRows(_NO_PARENT, first, first + len(people) - 1)
        self._people.extend(people)
        self.endInsertRows()

    def renew(self, id_: str) -> None:
        """Show anew what is noted of the person with this id."""
        index = self.index_of(id_)
        if index.isValid():
            self._rows.pop(index.row(), None)
            self.dataChanged.emit(index, index)

    def person(self, index: Index) -> FoundInterpreter | None:
        """The person at ``index``, None where there is none."""
        return self._people[index.row()] if 0 <= index.row() < len(self._people) else None

    def index_of(self, id_: str) -> QModelIndex:
        """Where the person with this id is shown; an invalid index when not."""
        place = next((n for n, person in enumerate(self._people) if person.id == id_), None)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are by now."""
        return 0 if parent.isValid() else len(self._people)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be people further on."""
        return not parent.isValid() and self._may_be_more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next rows."""
        if self.canFetchMore(parent):
            self._asked = True
            self._ask_for_more(len(self._people))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row paints, says and is called."""
        if role == ROW_ROLE:
            return self._row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(self._row(index.row()), role)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._described(self._row(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._told(self._people[index.row()])
        return None

    def _told(self, person: FoundInterpreter) -> str | None:
        """The private note in full, for the pointer; markup in it is text."""
        note = self._note_on(person.id)
        words = [word for _, _, word in signs_to_paint(note, self._texts())]
        return "<br>".join(escape(line) for line in [", ".join(words), *note.text.splitlines()]) if note else None

    def _row(self, place: int) -> Row:
        row = self._rows.get(place)
        if row is None:
            texts = self._texts()
            person = self._people[place]
            county, capacity = where_and_how_much(person, texts)
            detail = second_line(person, self._reading, texts)
            signs = signs_to_paint(self._note_on(person.id), texts)
            row = self._rows[place] = Row(person, letter(person.rank), detail, county, capacity, signs)
        return row

    def _spoken(self, row: Row, role: int) -> str:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.person.name
        category = self._texts().gettext("category {letter}").format(letter=row.letter)
        return f"{row.person.name}, {category}"

    def _described(self, row: Row) -> str:
        parts = (
            *(sign.word for sign in row.signs),
            row.detail,
            row.county,
            row.capacity,
            phone_number(row.person.phone),
        )
        return ", ".join(part for part in parts if part)
