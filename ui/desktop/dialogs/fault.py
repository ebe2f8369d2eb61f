"""A fault of the program: said plainly, with details that can be copied; the program goes on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from interpreter_app.i18n import Texts
from ui.desktop.dialogs.fitting import resize_within_screen
from ui.desktop.style import Look
from ui.desktop.widgets.basics import button, column, holding, label, row, without_menu
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.text_field import translate_menu


class _Details(QPlainTextEdit):
    def __init__(self, text: str, texts: Callable[[], Texts]) -> None:
        super().__init__(text)
        self._texts = texts
        self.setProperty("look", "code")
        without_menu(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        translate_menu(menu, self._texts())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())


class FaultDialog(QDialog):
    """Shows ``details`` of a fault of the program."""

    def __init__(self, details: str, texts: Callable[[], Texts], look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        _ = texts().gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("The program failed"))
        resize_within_screen(self, 640, 400)
        shown = _Details(details, texts)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(_("Details of the fault"))
        copy = button(_("Copy details"), on_click=lambda: QGuiApplication.clipboard().setText(details))
        close = button(_("Close"), "primary", self.accept)
        self.setLayout(
            column(
                label(_("The program failed"), "title"),
                label(
                    _(
                        "This is our fault, not yours. Nothing that was saved is lost and you can go on. "
                        "Send the details to those who help you with the program."
                    ),
                    "muted",
                    wrap=True,
                ),
                shown,
                holding(row(None, copy, close, spacing=8)),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        FocusRing(self, look, by_keyboard=True)
        close.setFocus()
