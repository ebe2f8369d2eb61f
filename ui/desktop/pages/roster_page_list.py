"""The first step of checking a supplier's list: a file that is dropped or chosen, or text that is pasted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.i18n import Texts
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row
from ui.desktop.widgets.drop_target import DropTarget
from ui.desktop.widgets.text_area import TextArea

_PASTED_LINES = 6


class ListStep(QWidget):
    """Asks for a list; ``chosen`` gives the path of a file, ``pasted`` a text."""

    chosen = Signal(object)
    pasted = Signal(str)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        _ = texts.gettext
        self.target = DropTarget(
            look,
            texts,
            "roster",
            _("Drop the supplier's list or invoice here"),
            _("XLSX or CSV; it stays on this machine"),
        )
        self.target.chosen.connect(self.chosen)
        self.choose = self.target.choose
        self.text = TextArea(lambda: texts, lines=_PASTED_LINES)
        self.text.setAccessibleName(_("Or paste rows here"))
        self.text.setAccessibleDescription(_("One interpreter on each line: name, language"))
        self.use_text = button(_("Use the text"), on_click=lambda: self.pasted.emit(self.text.toPlainText()))
        self.text.textChanged.connect(self._show_state)
        about = _(
            "Only the columns with number, name, language, kind of interpreting, date and category are read. Other "
            "columns, such as clients, are not kept."
        )
        paste = column(
            label(self.text.accessibleName(), "strong"),
            label(self.text.accessibleDescription(), "muted", wrap=True),
            self.text,
            holding(row(self.use_text, None)),
            spacing=8,
        )
        self.setLayout(column(self.target, 16, holding(paste), 12, Paragraph(about, "muted"), None))
        self._show_state()

    def clear(self) -> None:
        """Forget what was pasted."""
        self.text.clear()

    def _show_state(self) -> None:
        self.use_text.setEnabled(bool(self.text.toPlainText().strip()))
