"""The assignments of the usage log in a table, with what can be done with the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from interpreter_app.use_cases.usage import LoggedAssignment
from ui.desktop.models.usage_rows import AssignmentsModel
from ui.desktop.session import Session
from ui.desktop.widgets.basics import button, choose_index, column, holding, label
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.row_delegate import RowDelegate
from ui.desktop.widgets.row_table import RowTable

MOST_SHOWN = 1000
"""Assignments that the table shows; of a longer log, the newest."""
_EDGE = 24
_WIDTHS = (92, 140, 100, 72, 150, 200, 110)
_CORRECTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E)


class AssignmentsTable(RowTable):
    """Shows an ``AssignmentsModel``; Enter or E corrects, Delete removes, H tells the history of the current one."""

    correcting = Signal()
    removing = Signal()
    asking = Signal()

    def __init__(self, model: AssignmentsModel, session: Session) -> None:
        name = session.texts.gettext("Assignments")
        super().__init__(model, name, QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(RowDelegate(session.look))
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(lambda _: self.correcting.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for."""
        if event.key() in _CORRECTING:
            self.correcting.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        elif event.key() == Qt.Key.Key_H:
            self.asking.emit()
        else:
            super().keyPressEvent(event)


class ListTab(QWidget):
    """Shows the assignments; the signals give the one that is to be corrected, removed, or told the history of.

    ``recheck_wanted`` asks for the categories to be looked up again.
    """

    correcting = Signal(object)
    removing = Signal(object)
    asking = Signal(object)
    recheck_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        _ = session.texts.gettext
        self.model = AssignmentsModel(lambda: session.texts)
        self.table = AssignmentsTable(self.model, session)
        self.correct = button(_("Correct … (Enter)"), "plain-small", lambda: self._tell(self.correcting))
        self.remove = button(_("Remove … (Delete)"), "plain-small", lambda: self._tell(self.removing))
        self.history = button(_("History (H)"), "plain-small", lambda: self._tell(self.asking))
        self.recheck = button(_("Look categories up again"), "plain-small", self.recheck_wanted.emit)
        self.shown = label(look="dense-muted", wrap=True)
        flow = FlowLayout(gap=8, line_gap=6)
        for one in (self.correct, self.remove, self.history, self.recheck):
            flow.addWidget(one)
        layout = column(holding(flow), self.shown, spacing=8, margins=(_EDGE, 4, _EDGE, _EDGE))
        layout.insertWidget(1, self.table, 1)
        self.setLayout(layout)
        self.table.correcting.connect(lambda: self._tell(self.correcting))
        self.table.removing.connect(lambda: self._tell(self.removing))
        self.table.asking.connect(lambda: self._tell(self.asking))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.setFocusProxy(self.table)

    def show_assignments(self, logged: Sequence[LoggedAssignment], total: int) -> None:
        """Show other assignments, of ``total``; the one that was current stays so where it is still there."""
        texts = self._session.texts
        before = self.current()
        self.model.show(logged)
        head = self.table.horizontalHeader()
        for place, width in enumerate(_WIDTHS):
            head.resizeSection(place, width)
        ids = [one.assignment.id for one in logged]
        place = ids.index(before.assignment.id) if before and before.assignment.id in ids else 0
        choose_index(self.table, self.model.index(place, 0))
        newest = texts.gettext("The newest {shown} of {total} are shown. Choose a shorter period to see the others.")
        self.shown.setText(newest.format(shown=texts.number(len(logged)), total=texts.number(total)))
        self.shown.setVisible(len(logged) < total)
        self._enable()

    def current(self) -> LoggedAssignment | None:
        """The assignment that is chosen."""
        return self.model.at(self.table.currentIndex().row())

    def _tell(self, signal: object) -> None:
        if current := self.current():
            signal.emit(current)  # type: ignore[attr-defined]

    def _enable(self) -> None:
        for one in (self.correct, self.remove, self.history):
            one.setEnabled(self.current() is not None)
