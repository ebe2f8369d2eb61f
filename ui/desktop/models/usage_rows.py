"""The usage log as rows: the lines of a report, and the assignments themselves."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from interpreter_app import situation_words, usage_words
from interpreter_app.domain.assignments import Assignment, By, Tally, group_of
from interpreter_app.domain.errors import N_
from interpreter_app.domain.situations import Proposed
from interpreter_app.domain.usage_reports import UsageReport
from interpreter_app.i18n import NO_VALUE, Texts, share
from interpreter_app.use_cases.usage import LoggedAssignment
from ui.desktop.wording import pair_title

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_NUMBERS = (N_("N"), N_("A–E"), N_("Share A–E"), N_("Share A–D"))


class _Rows(QAbstractTableModel):
    """Rows of text under titles."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def show_rows(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._titles, self._rows = titles, rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the columns."""
        if role in _TEXT_ROLES and orientation is Qt.Orientation.Horizontal:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        return self._rows[index.row()][index.column()] if role in _TEXT_ROLES else None


class FiguresModel(_Rows):
    """The lines of a report, and all of them together."""

    def show(self, report: UsageReport, texts: Texts) -> None:
        """Show another report."""
        say = texts.gettext
        titles = [say(usage_words.BY_NAMES[report.by]), *map(say, _NUMBERS)]
        titles += [say(name) for name in list(usage_words.SHORT_GROUP_NAMES.values())[2:]]
        named = [(usage_words.key_title(report.by, line.key, texts), line.tally) for line in report.lines]
        if report.by is not By.TOTAL:
            named.append((say(usage_words.BY_NAMES[By.TOTAL]), report.total))
        self.show_rows(titles, [_figures(name, tally, texts) for name, tally in named])


def _figures(name: str, tally: Tally, texts: Texts) -> list[str]:
    groups = [texts.number(count) for _, count in usage_words.group_counts(tally)[2:]]
    counts = [texts.number(tally.total), texts.number(tally.qualified)]
    return [name, *counts, share(tally.rate), share(tally.rate_highly_qualified), *groups]


class AssignmentsModel(_Rows):
    """The assignments of the log."""

    def __init__(self, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._texts = texts
        self._logged: Sequence[LoggedAssignment] = ()

    def show(self, logged: Sequence[LoggedAssignment]) -> None:
        """Show other assignments."""
        texts = self._texts()
        self._logged = logged
        names = [usage_words.FIELD_NAMES[name] for name in ("day", "language", "method", "minutes", "unit")]
        titles = [*names, usage_words.FIELD_NAMES["used"], N_("Category"), N_("Ground")]
        self.show_rows([texts.gettext(one) for one in titles], [_assignment(one, texts) for one in logged])

    def at(self, row: int) -> LoggedAssignment | None:
        """The assignment in a row; None where there is none."""
        return self._logged[row] if 0 <= row < len(self._logged) else None


def _assignment(logged: LoggedAssignment, texts: Texts) -> list[str]:
    one, say = logged.assignment, texts.gettext
    return [
        f"{one.day:%d.%m.%Y}",
        pair_title(one.language, one.kind, texts),
        say(situation_words.METHOD_NAMES[one.method]),
        texts.number(one.minutes),
        one.unit or NO_VALUE,
        who_words(logged, texts),
        category_words(one, texts),
        say(situation_words.GROUND_NAMES[one.ground]) if one.ground else "",
    ]


def who_words(logged: LoggedAssignment, texts: Texts) -> str:
    """Who interpreted: the name and number of somebody in the register, else what they were."""
    one = logged.assignment
    if one.number is None:
        return texts.gettext(usage_words.GROUP_NAMES[group_of(one.used, None)])
    return f"{logged.name} ({one.number})" if logged.name else str(one.number)


def category_words(one: Assignment, texts: Texts) -> str:
    """The category that day, or that there was none; empty for whoever is not in the register."""
    if one.used is not Proposed.REGISTER:
        return ""
    return one.category or texts.gettext(N_("None that day"))


def fact_rows(logged: LoggedAssignment, texts: Texts) -> list[tuple[str, str]]:
    """All that is logged of an assignment: labels and values."""
    one, say = logged.assignment, texts.gettext
    names = usage_words.FIELD_NAMES
    facts = [
        (names["day"], texts.date(one.day)),
        (names["language"], pair_title(one.language, one.kind, texts)),
        (names["method"], say(situation_words.METHOD_NAMES[one.method])),
        (names["minutes"], texts.number(one.minutes)),
        (names["sector"], say(situation_words.SECTOR_NAMES[one.sector])),
        (names["unit"], one.unit),
        (names["used"], who_words(logged, texts)),
        (names["category"], category_words(one, texts)),
        (names["ground"], say(situation_words.GROUND_NAMES[one.ground]) if one.ground else ""),
    ]
    return [(say(label), value) for label, value in facts if value]
