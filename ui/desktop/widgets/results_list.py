"""The list of people found: one row each, all of it by keyboard."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent

from interpreter_app.domain.searches import FoundInterpreter
from ui.desktop.models.results import ResultsModel
from ui.desktop.style import Look
from ui.desktop.widgets.basics import choose_index
from ui.desktop.widgets.results_delegate import ResultsDelegate
from ui.desktop.widgets.row_list import RowList

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ResultsList(RowList):
    """Shows a ``ResultsModel``; ``name`` is what the list is called, ``action`` the word for ringing.

    ``opened``, ``rung``, ``copied`` and ``shortlisted`` name the person meant. ``typed`` is text that was typed on the
    list and belongs in the search field; ``left_at_top`` follows Up from the first row. ``painted`` follows the first
    painting of other rows.
    """

    opened = Signal(object)
    rung = Signal(object)
    copied = Signal(object)
    shortlisted = Signal(object)
    typed = Signal(str)
    left_at_top = Signal()
    painted = Signal()

    def __init__(self, model: ResultsModel, look: Look, name: str, action: str) -> None:
        self._delegate = ResultsDelegate(look, action)
        super().__init__(model, self._delegate, name)
        self.setObjectName("results")
        self._people = model
        self._unpainted = False
        self.verticalScrollBar().setSingleStep(26)
        model.modelReset.connect(self._on_other_rows)
        look.changed.connect(self._repaint)

    def select(self, id_: str) -> None:
        """Mark the row of the person with this id without moving the list; no row where it shows somebody else only."""
        self.setAutoScroll(False)
        choose_index(self, self._people.index_of(id_))
        self.setAutoScroll(True)

    def current_person(self) -> FoundInterpreter | None:
        """The person of the current row; where none is, the only one there is."""
        only = self._people.index(0) if self._people.rowCount() == 1 else QModelIndex()
        return self._people.person(self.currentIndex()) or self._people.person(only)

    def enter(self) -> None:
        """Come to the list from above: to the current row, or the first."""
        if not self.currentIndex().isValid():
            choose_index(self, self._people.index(0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_other_rows(self) -> None:
        self._unpainted = True
        self.scrollToTop()
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl C copies, C shortlists, Up from the first row leaves, other letters go to the field.

        A key that is held down acts once.
        """
        person = self.current_person()
        acts = event.key() in _OPENING_KEYS or is_shortlisting(event)
        if acts and event.isAutoRepeat():
            return
        if event.matches(QKeySequence.StandardKey.Copy) and person:
            self.copied.emit(person)
        elif event.key() in _OPENING_KEYS and person:
            self.opened.emit(person)
        elif is_shortlisting(event) and person:
            self.shortlisted.emit(person)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_at_top.emit()
        elif _is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that the action under the pointer can be pressed."""
        index = self._action_at(event)
        self._hover(index.row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No action is under the pointer any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ring when the action was pressed, open the person otherwise."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        person = self._people.person(self.indexAt(event.position().toPoint()))
        if person is not None:
            (self.rung if self._action_at(event).isValid() else self.opened).emit(person)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say so the first time after other rows came."""
        super().paintEvent(event)
        if self._unpainted:
            self._unpainted = False
            self.painted.emit()

    def _hover(self, row: int) -> None:
        if row == self._delegate.hovered_action:
            return
        self._delegate.hovered_action = row
        shape = Qt.CursorShape.ArrowCursor if row < 0 else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def _action_at(self, event: QMouseEvent) -> QModelIndex:
        """The row whose action the pointer is on; an invalid index where there is none."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        person = self._people.person(index)
        if person and person.phone and self._delegate.action_place(self.visualRect(index)).contains(point):
            return index
        return QModelIndex()


def is_shortlisting(event: QKeyEvent) -> bool:
    """Whether a key is the one that adds a person to the call list; a capital C is text."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_C and modifiers == Qt.KeyboardModifier.NoModifier


def _is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes a letter or digit, no shortcut."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
    return modifiers == Qt.KeyboardModifier.NoModifier and event.text()[:1].isalnum()
