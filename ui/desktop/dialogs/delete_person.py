"""Deleting a person: what it means, and the name typed to confirm it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from interpreter_app.i18n import Texts
from ui.desktop.dialogs.fitting import fit
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, button, card, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.text_field import TextField

_WIDTH = 480


class DeletePersonDialog(QDialog):
    """Asks for ``name`` to be typed; ``on_delete`` gets the reason that was given."""

    def __init__(
        self, name: str, texts: Callable[[], Texts], look: Look, parent: QWidget, on_delete: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        _ = texts().gettext
        self._name = name
        self._on_delete = on_delete
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Delete the person"))
        self.typed = TextField(texts)
        self.typed.setAccessibleName(_("Type the name to confirm: {name}").format(name=name))
        self.typed.textChanged.connect(self._on_typed)
        self.reason = TextField(texts)
        self.reason.setAccessibleName(_("Why, for the history (optional)"))
        self.delete = button(_("Delete"), "primary", self._on_clicked)
        self.delete.setEnabled(False)
        cancel = button(_("Cancel"), on_click=self.reject)
        layout = column(
            label(_("Delete {name}?").format(name=name), "title", wrap=True),
            Paragraph(
                _(
                    "The person and everything recorded is deleted here at once, and in the register at the next "
                    "synchronisation. The history keeps that it was done."
                )
            ),
            card("amber", column(Paragraph(_exclusion(texts()), "warning"), margins=(12, 9, 12, 9))),
            4,
            label(_("Type the name to confirm: {name}").format(name=name), "small", wrap=True),
            self.typed,
            label(_("Why, for the history (optional)"), "small"),
            self.reason,
            8,
            holding(row(None, cancel, self.delete, spacing=8)),
            None,
            spacing=6,
            margins=(24, 20, 24, 20),
        )
        self.setLayout(layout)
        self.delete.setDefault(True)
        fit(self, _WIDTH)
        FocusRing(self, look, by_keyboard=True)
        self.typed.setFocus()

    def _on_typed(self, text: str) -> None:
        self.delete.setEnabled(" ".join(text.split()).casefold() == " ".join(self._name.split()).casefold())

    def _on_clicked(self) -> None:
        reason = self.reason.text()
        self.accept()
        self._on_delete(reason)


def _exclusion(texts: Texts) -> str:
    return texts.gettext(
        "Excluded is not deleted: someone who is excluded, or wants to be listed no more, has the listing ended. "
        "Delete only what is no longer needed (Interpreter Regulation § 15)."
    )
