"""The head of the call list: which list is shown, and being done with it or deleting lists."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.call_lists import CallList
from ui.desktop.models.called import list_titles
from ui.desktop.session import Session
from ui.desktop.widgets.basics import button, holding, label, row
from ui.desktop.widgets.choice_field import ChoiceField
from ui.desktop.widgets.flow import FlowLayout


class CallListHead(QWidget):
    """Shows which list is shown.

    ``picked`` gives the id of another open list, ``closed`` asks to be done with the one that is shown, ``reopened`` to
    open the one that was closed just now again, ``deletion_wanted`` to delete lists.
    """

    picked = Signal(str)
    closed = Signal()
    reopened = Signal()
    deletion_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        _ = session.texts.gettext
        self.choice = ChoiceField(session.look, lambda: session.texts, [])
        self.choice.setAccessibleName(_("Which call list"))
        self.choice.picked.connect(lambda id_: self.picked.emit(str(id_)))
        self.done = button(_("Close the list"), "link", self.closed.emit)
        self.reopen = button(_("Open the closed list again (Ctrl Z)"), "link", self.reopened.emit)
        self.delete = button(_("Delete lists …"), "link", self.deletion_wanted.emit)
        acts = FlowLayout(gap=12, line_gap=4)
        for one in (self.done, self.reopen, self.delete):
            one.installEventFilter(self)
            acts.addWidget(one)
        head = row(label(_("Call list"), "title"), spacing=12)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.choice)
        head.addWidget(holding(acts), 1, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(head)
        self.show_lists([], None, session.today)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore the second press of a double click: it would meet the next list, or a link that has moved there."""
        return event.type() is QEvent.Type.MouseButtonDblClick or super().eventFilter(watched, event)

    def show_lists(
        self, lists: Sequence[CallList], shown: CallList | None, today: date, *, may_reopen: bool = False
    ) -> None:
        """Offer the open ones of all ``lists`` to choose from, where there is more than one; ``today`` is in Norway.

        ``may_reopen`` is whether a list was closed just now.
        """
        texts = self._session.texts
        open_ones = [one for one in lists if one.closed is None]
        titles = list_titles(open_ones, today, texts)
        self.choice.offer([(one.id, title) for one, title in zip(open_ones, titles, strict=True)])
        self.choice.show_value(shown.id if shown else None)
        self.choice.setVisible(len(open_ones) > 1)
        self.choice.setAccessibleName(f"{texts.gettext('Which call list')}: {self.choice.text()}")
        self.done.setVisible(shown is not None)
        self.reopen.setVisible(may_reopen)
        self.delete.setVisible(bool(lists))
