"""The first step of an import: which file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.i18n import Texts
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, column
from ui.desktop.widgets.drop_target import DropTarget


class FileStep(QWidget):
    """Asks for a file; ``chosen`` gives its path."""

    chosen = Signal(object)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        _ = texts.gettext
        self.target = DropTarget(
            look,
            texts,
            "arrived",
            _("Drop a spreadsheet here"),
            _("XLSX or CSV, with the names of the columns in the first line"),
            edge=40,
        )
        self.target.chosen.connect(self.chosen)
        self.choose = self.target.choose
        promise = Paragraph(
            _(
                "Nothing is saved before you have seen what each line does. What you then save is sent to the "
                "register when you synchronise, and can be taken back until then."
            ),
            "muted",
        )
        self.setLayout(column(self.target, 16, promise, None))
