"""The list of all people as a table: ids in order, and the rows that are looked at, read as they are needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from interpreter_app import explanations
from interpreter_app.domain.errors import N_
from interpreter_app.domain.people_lists import SortBy
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.list_people import PersonRow
from ui.desktop.wording import county_name, pair_title, phone_number

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
PORTION = 60
"""Rows that are read at once: about two screens."""
_MOST_KEPT = 6000


@dataclass(frozen=True, slots=True)
class PeopleColumn:
    """A column: its title (English source text), what it shows, its width, and what the list is sorted by for it."""

    title: str
    show: Callable[[PersonRow, Texts], str]
    width: int
    by: SortBy | None = None


def _number(row: PersonRow, texts: Texts) -> str:
    return texts.number(row.person.number) if row.person.number is not None else "–"


def _languages(row: PersonRow, texts: Texts) -> str:
    return ", ".join(f"{pair_title(*one.pair, texts)} {one.category or '–'}" for one in row.assessments)


def _county(row: PersonRow, texts: Texts) -> str:
    return county_name(row.person.county, texts) if row.person.county else ""


def _capacity(row: PersonRow, texts: Texts) -> str:
    return texts.gettext(explanations.CAPACITY_NAMES[row.person.capacity]) if row.person.capacity else ""


def _listed_from(row: PersonRow, _texts: Texts) -> str:
    return f"{row.listing.listed_from:%d.%m.%Y}" if row.listing else ""


def _listed_until(row: PersonRow, _texts: Texts) -> str:
    return f"{row.listing.listed_until:%d.%m.%Y}" if row.listing and row.listing.listed_until else ""


def _unsent(row: PersonRow, texts: Texts) -> str:
    return texts.gettext("not sent") if row.unsent else ""


COLUMNS = (
    PeopleColumn(N_("Number"), _number, 80, SortBy.NUMBER),
    PeopleColumn(N_("Name"), lambda row, _: row.person.name, 170, SortBy.NAME),
    PeopleColumn(N_("Languages"), _languages, 180),
    PeopleColumn(N_("County"), _county, 100, SortBy.COUNTY),
    PeopleColumn(N_("Capacity"), _capacity, 96, SortBy.CAPACITY),
    PeopleColumn(N_("Telephone"), lambda row, _: phone_number(row.person.phone), 108, SortBy.PHONE),
    PeopleColumn(N_("E-mail"), lambda row, _: row.person.email, 170, SortBy.EMAIL),
    PeopleColumn(N_("Listed from"), _listed_from, 100),
    PeopleColumn(N_("Listed until"), _listed_until, 100),
    PeopleColumn(N_("Unsent"), _unsent, 92),
)


class PeopleModel(QAbstractTableModel):
    """Shows the people with these ids; ``ask`` is called with the ids of rows that are looked at and not read yet."""

    def __init__(self, texts: Callable[[], Texts], ask: Callable[[Sequence[str]], None]) -> None:
        super().__init__()
        self._texts = texts
        self._ask = ask
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._rows: dict[str, tuple[str, ...]] = {}
        self._asked: set[str] = set()

    def show(self, ids: Sequence[str]) -> None:
        """Show other people, or the same in another order."""
        self.beginResetModel()
        self._ids = list(ids)
        self._places = {id_: place for place, id_ in enumerate(ids)}
        self.forget()
        self.endResetModel()

    def forget(self) -> None:
        """Read every row anew when it is looked at next."""
        self._rows.clear()
        self._asked.clear()

    def put(self, rows: Sequence[PersonRow]) -> None:
        """Show rows that were read."""
        if len(self._rows) > _MOST_KEPT:
            self.forget()
        texts = self._texts()
        for row in rows:
            self._rows[row.id] = tuple(column.show(row, texts) for column in COLUMNS)
        places = [self._places[row.id] for row in rows if row.id in self._places]
        if places:
            last = self.index(max(places), len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(min(places), 0), last)

    def id_at(self, place: int) -> str:
        """The id of the person in a row; empty where there is none."""
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def place_of(self, id_: str) -> int:
        """The row of a person; -1 where the person is not on the list."""
        return self._places.get(id_, -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many people there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._texts().gettext(COLUMNS[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; a row that is not read yet is asked for, with those around it."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._rows.get(self._ids[index.row()])
        if row is None:
            self._want(index.row())
            return ""
        return row[index.column()]

    def _want(self, place: int) -> None:
        id_ = self._ids[place]
        if id_ in self._asked:
            return
        first = place - place % PORTION
        wanted = [one for one in self._ids[first : first + PORTION] if one not in self._rows]
        self._asked.update(wanted)
        self._ask(wanted)


def column_of(by: SortBy) -> int:
    """The place of the column that sorts by ``by``."""
    return next(place for place, column in enumerate(COLUMNS) if column.by is by)
