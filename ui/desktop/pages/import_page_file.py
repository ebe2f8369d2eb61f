"""The first step of an import: which file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from interpreter_app.documents.sheets import LARGEST_FILE, Sheet, read_sheet, too_large
from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.i18n import Texts
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row, set_property
from ui.desktop.widgets.notice import Icon

_ENDINGS = "(*.xlsx *.csv)"
_ICON = 32


class DropTarget(QFrame):
    """A place to drop a file on; ``dropped`` gives its path."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "drop")
        self.setProperty("over", False)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, and show that it would be taken."""
        if _one_file(event) is not None:
            set_property(self, "over", True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show that nothing is over it any more."""
        set_property(self, "over", False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Give the file."""
        set_property(self, "over", False)
        path = _one_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)


def _one_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class FileStep(QWidget):
    """Asks for a file; ``chosen`` gives its path."""

    chosen = Signal(object)

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        _ = texts.gettext
        self._title = _("Choose a list")
        self.choose = button(_("Choose a file …"), "primary", self._choose)
        self.target = DropTarget()
        self.target.dropped.connect(self.chosen.emit)
        self.target.setLayout(
            column(
                holding(row(None, Icon("arrived", "accent", look, _ICON), None)),
                label(_("Drop a spreadsheet here"), "heading"),
                label(_("XLSX or CSV, with the names of the columns in the first line"), "muted", wrap=True),
                8,
                holding(row(None, self.choose, None)),
                spacing=6,
                margins=(24, 40, 24, 40),
            )
        )
        for words in self.target.findChildren(type(label())):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        promise = Paragraph(
            _(
                "Nothing is saved before you have seen what each line does. What you then save is sent to the "
                "register when you synchronise, and can be taken back until then."
            ),
            "muted",
        )
        self.setLayout(column(self.target, 16, promise, None))

    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, self._title, "", f"XLSX, CSV {_ENDINGS}")
        if name:
            self.chosen.emit(Path(name))


def read_list(path: Path) -> Sheet:
    """The sheet in a file; raises ``UserError`` where it holds none, ``EnvironmentFault`` where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise too_large()
        content = path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(
            N_("The file {path} cannot be read."), N_("Check that it is there and may be read."), path=path.name
        ) from error
    return read_sheet(path.name, content)
