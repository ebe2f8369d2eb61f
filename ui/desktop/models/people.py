"""The list of all people as a table: ids in order, and the rows that are looked at, read as they are needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from interpreter_app import explanations
from interpreter_app.domain.categories import NO_CATEGORY_RANK, Assessment
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


def _category_rank(assessment: Assessment) -> int:
    return assessment.category.rank if assessment.category else NO_CATEGORY_RANK


COLUMNS = (
    PeopleColumn(N_("Number"), _number, 72, SortBy.NUMBER),
    PeopleColumn(N_("Name"), lambda row, _: row.person.name, 156, SortBy.NAME),
    PeopleColumn(N_("Languages"), _languages, 206, SortBy.CATEGORY),
    PeopleColumn(N_("County"), _county, 96, SortBy.COUNTY),
    PeopleColumn(N_("Capacity"), _capacity, 88, SortBy.CAPACITY),
    PeopleColumn(N_("Unsent"), _unsent, 104),
    PeopleColumn(N_("Telephone"), lambda row, _: phone_number(row.person.phone), 96, SortBy.PHONE),
    PeopleColumn(N_("E-mail"), lambda row, _: row.person.email, 164, SortBy.EMAIL),
    PeopleColumn(N_("Listed from"), _listed_from, 104, SortBy.LISTED_FROM),
    PeopleColumn(N_("Listed until"), _listed_until, 104),
)
NAME, LANGUAGES, UNSENT = 1, 2, 5
"""The places of columns that are shown in their own way."""
PAIRS_ROLE = Qt.ItemDataRole.UserRole
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class ShownPair(NamedTuple):
    """A language with its category, as a rank."""

    rank: int
    title: str


class _ShownRow(NamedTuple):
    """What a row shows: the words of its cells, and its languages."""

    cells: tuple[str, ...]
    pairs: tuple[ShownPair, ...]


_NOBODY = _ShownRow(("",) * len(COLUMNS), ())
"""What is shown of somebody who has gone since the list was read."""


class PeopleModel(QAbstractTableModel):
    """Shows the people with these ids. ``wanted`` tells that rows are looked at which are not read yet."""

    wanted = Signal()

    def __init__(self, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._texts = texts
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._rows: dict[str, _ShownRow] = {}
        self._looked_at = 0

    def show(self, ids: Sequence[str]) -> None:
        """Show other people, or the same in another order."""
        self.beginResetModel()
        self._ids = list(ids)
        self._places = {id_: place for place, id_ in enumerate(ids)}
        self._rows.clear()
        self._looked_at = 0
        self.endResetModel()

    def unread(self) -> list[str]:
        """The ids of the rows around the one that was looked at last which are not read; a portion at most."""
        first = self._looked_at - self._looked_at % PORTION
        return [one for one in self._ids[first : first + PORTION] if one not in self._rows]

    def put(self, ids: Sequence[str], rows: Sequence[PersonRow]) -> None:
        """Show ``rows``, all that there is of the people with ``ids``."""
        if len(self._rows) > _MOST_KEPT:
            self._rows.clear()
        texts = self._texts()
        self._rows |= dict.fromkeys(ids, _NOBODY)
        for row in rows:
            pairs = (ShownPair(_category_rank(one), pair_title(*one.pair, texts)) for one in row.assessments)
            self._rows[row.id] = _ShownRow(tuple(column.show(row, texts) for column in COLUMNS), tuple(pairs))
        places = [self._places[id_] for id_ in ids if id_ in self._places]
        if places:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), len(COLUMNS) - 1))

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
        """What a cell shows; that a row is not read yet is told."""
        if role != PAIRS_ROLE and role not in _TEXT_ROLES:
            return None
        row = self._rows.get(self._ids[index.row()])
        if row is None:
            self._looked_at = index.row()
            self.wanted.emit()
            row = _NOBODY
        return row.pairs if role == PAIRS_ROLE else row.cells[index.column()]


def column_of(by: SortBy) -> int:
    """The place of the column that sorts by ``by``."""
    return next(place for place, column in enumerate(COLUMNS) if column.by is by)
