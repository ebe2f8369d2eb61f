"""The history of a person as rows, newest first; further pages are asked for as the list is scrolled."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import QModelIndex

from interpreter_app.domain.edits import Act
from interpreter_app.domain.history import HistoryLine
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.read_history import HistoryPage
from ui.desktop.models.change_words import Line, field_lines, what
from ui.desktop.models.entries import EntriesModel, Entry, Index, State
from ui.desktop.wording import day_and_time

_NO_PARENT = QModelIndex()
_FIELDS_IN_A_ROW = 2


class HistoryModel(EntriesModel):
    """The lines read by now; ``ask_for_more`` is called with the place before which the next page begins."""

    def __init__(self, ask_for_more: Callable[[int], None], texts: Callable[[], Texts], zone: tzinfo | None) -> None:
        super().__init__()
        self._ask_for_more = ask_for_more
        self._texts = texts
        self._zone = zone
        self._lines: dict[str, HistoryLine] = {}
        self._next: int | None = None
        self._asked = False

    def show_first(self, page: HistoryPage) -> None:
        """Show the first page of a history."""
        self._lines = {line.id: line for line in page.lines}
        self._next, self._asked = page.next, False
        self.show(self._as_entries(page.lines))

    def add(self, page: HistoryPage) -> None:
        """Show a further page after those there are."""
        first = self.rowCount()
        self._next, self._asked = page.next, False
        if not page.lines:
            return
        self.beginInsertRows(_NO_PARENT, first, first + len(page.lines) - 1)
        self._lines |= {line.id: line for line in page.lines}
        self._entries += self._as_entries(page.lines)
        self.endInsertRows()

    def line(self, key: str) -> HistoryLine | None:
        """The change with this id."""
        return self._lines.get(key)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are earlier changes."""
        return not parent.isValid() and self._next is not None and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent) and self._next is not None:
            self._asked = True
            self._ask_for_more(self._next)

    def _as_entries(self, lines: Sequence[HistoryLine]) -> list[Entry]:
        texts = self._texts()
        return [
            Entry(line.id, _title(line, texts), who_and_when(line, texts, self._zone), _state(line, texts))
            for line in lines
        ]


def who_and_when(line: HistoryLine, texts: Texts, zone: tzinfo | None) -> str:
    """Kari Normann · 3. mai 2026 kl. 10.12 · PC-1."""
    parts = (line.by, day_and_time(line.at.astimezone(zone), texts), line.device)
    return " · ".join(part for part in parts if part)


def history_lines(line: HistoryLine, texts: Texts) -> list[Line]:
    """The fields that a change changed, before and after, in words."""
    return field_lines(line.type, {change.name: (change.before, change.after) for change in line.changes}, texts)


def _title(line: HistoryLine, texts: Texts) -> str:
    """What was done, with the first fields of a change: Telefon: 000 00 207 → 000 00 300."""
    if line.act is not Act.UPDATE or line.erased:
        return what(line.act, line.type, texts)
    shown = history_lines(line, texts)
    if not shown:
        return what(line.act, line.type, texts)
    said = ", ".join(f"{one.title}: {one.before} → {one.after}" for one in shown[:_FIELDS_IN_A_ROW])
    return f"{said} …" if len(shown) > _FIELDS_IN_A_ROW else said


def _state(line: HistoryLine, texts: Texts) -> State | None:
    if line.unsent:
        return State("outbox", texts.gettext("not sent"), "warning")
    if line.undone:
        return State("back", texts.gettext("undone here"))
    return State("alert", texts.gettext("erased by law")) if line.erased else None
