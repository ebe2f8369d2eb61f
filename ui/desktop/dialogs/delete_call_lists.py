"""Deleting call lists: which ones, and how much goes with them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from interpreter_app.booking_words import contents_in_words
from interpreter_app.domain.call_lists import CallList
from ui.desktop.dialogs.fitting import fit
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label, row, scrolling
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.focus_ring import FocusRing

_WIDTH = 480
_MOST_HEIGHT = 220
"""Logical pixels of the lists to choose from; more of them are scrolled to."""


class DeleteCallListsDialog(QDialog):
    """Asks which of ``lists`` are to be deleted, each with what it is called, and tells what would go.

    ``shown`` is the id of the one that is ticked first; ``on_delete`` gets the ids of those that were chosen.
    """

    def __init__(
        self,
        lists: Sequence[tuple[str, CallList]],
        shown: str,
        session: Session,
        parent: QWidget,
        on_delete: Callable[[list[str]], object],
    ) -> None:
        super().__init__(parent)
        self._texts = session.texts
        self._on_delete = on_delete
        self._lists = [one for _title, one in lists]
        _ = session.texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Delete call lists"))
        self.boxes = [CheckBox(session.look, self._title(title, one)) for title, one in lists]
        for box, one in zip(self.boxes, self._lists, strict=True):
            box.setChecked(one.id == shown)
            box.toggled.connect(self._show_choice)
        self.closed_ones = button(_("Choose all closed lists"), "link", self._choose_closed)
        self.goes = Paragraph("", "warning")
        self.go = button(_("Delete"), "primary", self._delete)
        self.cancel = button(_("Cancel"), on_click=self.reject)
        self._build()
        self._show_choice()
        self.cancel.setDefault(True)
        FocusRing(self, session.look, by_keyboard=True)
        self.cancel.setFocus()

    def _title(self, title: str, call_list: CallList) -> str:
        if call_list.closed is None:
            return title
        return self._texts.gettext("{title} (closed)").format(title=title)

    def _build(self) -> None:
        _ = self._texts.gettext
        boxes = holding(column(*self.boxes, spacing=6))
        area = scrolling(column(boxes))
        area.setFixedHeight(min(boxes.sizeHint().height(), _MOST_HEIGHT))
        self.closed_ones.setVisible(any(one.closed for one in self._lists))
        stays = _("Departure notes that were saved as PDF stay, and so does the usage log.")
        self.setLayout(
            column(
                label(self.windowTitle(), "title", wrap=True),
                area,
                holding(row(self.closed_ones, None)),
                card("amber", column(self.goes, margins=(12, 9, 12, 9))),
                Paragraph(stays, "muted"),
                holding(row(None, self.cancel, self.go, spacing=8)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _chosen(self) -> list[CallList]:
        return [one for box, one in zip(self.boxes, self._lists, strict=True) if box.isChecked()]

    def _choose_closed(self) -> None:
        for box, one in zip(self.boxes, self._lists, strict=True):
            box.setChecked(one.closed is not None)

    def _show_choice(self) -> None:
        """Say how much would go."""
        _, chosen = self._texts.gettext, self._chosen()
        self.go.setEnabled(bool(chosen))
        if chosen:
            said = _("Would be lost: {what}. It cannot be taken back.")
            self.goes.say(said.format(what=contents_in_words(chosen, self._texts)))
        else:
            self.goes.say(_("Choose at least one list."))
        fit(self, _WIDTH)

    def _delete(self) -> None:
        self.accept()
        self._on_delete([one.id for one in self._chosen()])
