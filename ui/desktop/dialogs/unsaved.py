"""Asking what is to become of what was typed and not saved, before it would be lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from interpreter_app.i18n import Texts
from ui.desktop.dialogs.fitting import fit
from ui.desktop.style import Look
from ui.desktop.widgets.basics import button, column, holding, label
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.focus_ring import FocusRing

_WIDTH = 440


class UnsavedDialog(QDialog):
    """Offers to save, to discard, and to stay."""

    def __init__(
        self,
        name: str,
        texts: Texts,
        look: Look,
        parent: QWidget,
        *,
        on_save: Callable[[], object] | None,
        on_discard: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        _ = texts.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Not saved"))
        self.save = button(_("Save"), "primary", lambda: self._end(on_save))
        if on_save is None:
            self.save.hide()
        self.discard = button(_("Discard"), on_click=lambda: self._end(on_discard))
        self.stay = button(_("Stay here"), on_click=self.reject)
        buttons = FlowLayout(gap=8, line_gap=8)
        for one in (self.save, self.discard, self.stay):
            buttons.addWidget(one)
        said = _("What you typed for {name} is not saved.").format(name=name)
        layout = column(
            label(_("Save what you typed?"), "title", wrap=True),
            label(said, "muted", wrap=True),
            8,
            holding(buttons),
            spacing=8,
            margins=(24, 20, 24, 20),
        )
        self.setLayout(layout)
        fit(self, _WIDTH)
        FocusRing(self, look, by_keyboard=True)
        (self.save if on_save is not None else self.discard).setFocus()

    def _end(self, act: Callable[[], object] | None) -> None:
        self.accept()
        if act is not None:
            act()
