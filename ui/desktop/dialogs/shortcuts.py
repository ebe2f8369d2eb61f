"""The keys that do something, in a dialog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from interpreter_app.i18n import Texts
from ui.desktop.dialogs.fitting import fit
from ui.desktop.style import Look
from ui.desktop.widgets.basics import button, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing

_WIDTH = 460


def shortcut_words(texts: Texts, *, is_staff: bool = False) -> Sequence[tuple[str, str]]:
    """Each key with what it does; the register's own staff have some more."""
    _ = texts.gettext
    return (
        (_("Ctrl K"), _("Go to the search field")),
        (_("Ctrl G"), _("Guidance: do you need an interpreter?")),
        (_("Ctrl Enter"), _("Find an interpreter, in the guide")),
        (_("Space, Enter"), _("Make the language you typed a token")),
        (_("Backspace"), _("Remove the language, at the beginning of the field")),
        (_("Down, Up"), _("Move in the list")),
        (_("Enter"), _("Open the person")),
        (_("Ctrl C"), _("Copy the contact data")),
        (_("C"), _("Add to call list")),
        (_("Ctrl L"), _("Go to the call list")),
        (_("Enter, R"), _("Ring, in the call list")),
        (_("1–5"), _("Log the answer, in the call list")),
        (_("A, T, N"), _("Agree, log the assignment, write a note, in the call list")),
        (_("Delete key"), _("Take the person off, in the call list")),
        (_("Ctrl Z"), _("Take back the last attempt, in the call list")),
        (_("Enter, Delete, H"), _("Correct, remove, show the history, in the use of interpreters")),
        (_("Ctrl R"), _("Ring")),
        *(_staff_words(texts) if is_staff else ((_("Ctrl E"), _("Send e-mail")),)),
        (_("Esc"), _("Back")),
        (_("F5"), _("Synchronise")),
        (_("Ctrl comma"), _("Settings")),
        (_("F1, ?"), _("These keys")),
    )


def _staff_words(texts: Texts) -> Sequence[tuple[str, str]]:
    _ = texts.gettext
    return (
        (_("Ctrl E"), _("Edit the person")),
        (_("Ctrl N"), _("New interpreter")),
        (_("Ctrl A"), _("Choose all in the register")),
        (_("Ctrl S"), _("Save")),
    )


class ShortcutsDialog(QDialog):
    """Shows the keys."""

    def __init__(self, texts: Texts, look: Look, parent: QWidget, *, is_staff: bool = False) -> None:
        super().__init__(parent)
        _ = texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for line, (keys, does) in enumerate(shortcut_words(texts, is_staff=is_staff)):
            grid.addWidget(label(keys, "key"), line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(does, wrap=True), line, 1)
        grid.setColumnStretch(1, 1)
        close = button(_("Close"), "primary", self.accept)
        layout = column(label(_("Keyboard"), "title"), spacing=16, margins=(24, 20, 24, 20))
        layout.addLayout(grid)
        layout.addWidget(holding(row(None, close)))
        self.setLayout(layout)
        fit(self, _WIDTH)
        FocusRing(self, look, by_keyboard=True)
        close.setFocus()
