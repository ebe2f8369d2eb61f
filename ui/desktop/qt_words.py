"""The words of Qt's dialog for files, which has none in bokmål; where the system has a dialog, that one is shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTranslator

from interpreter_app.domain.errors import N_
from interpreter_app.i18n import Texts

_CONTEXTS = frozenset({"QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider", "QPlatformTheme"})
_WORDS = frozenset(
    {
        N_("%1 already exists.\nDo you want to replace it?"),
        N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
        N_("%1\nFile not found.\nPlease verify the correct file name was given."),
        N_("&Delete"),
        N_("&Look in:"),
        N_("&New Folder"),
        N_("&No"),
        N_("&Open"),
        N_("&Rename"),
        N_("&Save"),
        N_("&Yes"),
        N_("'%1' is write protected.\nDo you want to delete it anyway?"),
        N_("All Files (*)"),
        N_("Are you sure you want to delete '%1'?"),
        N_("Back"),
        N_("Cancel"),
        N_("Change to detail view mode"),
        N_("Change to list view mode"),
        N_("Computer"),
        N_("Could not delete directory."),
        N_("Create New Folder"),
        N_("Create a New Folder"),
        N_("Date Modified"),
        N_("Delete"),
        N_("Detail View"),
        N_("Directory:"),
        N_("Drive"),
        N_("File"),
        N_("File &name:"),
        N_("Files"),
        N_("Files of &type:"),
        N_("Folder"),
        N_("Forward"),
        N_("Go back"),
        N_("Go forward"),
        N_("Go to the parent directory"),
        N_("List View"),
        N_("List of places and bookmarks"),
        N_("Name"),
        N_("New Folder"),
        N_("OK"),
        N_("Open"),
        N_("Parent Directory"),
        N_("Recent Places"),
        N_("Remove"),
        N_("Save"),
        N_("Show "),
        N_("Show &hidden files"),
        N_("Sidebar"),
        N_("Size"),
        N_("Type"),
    }
)


class QtWords(QTranslator):
    """Gives Qt these words in the language of the program, which ``texts`` tells, for as long as ``parent`` lives."""

    def __init__(self, texts: Callable[[], Texts], parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        """Qt asks before it installs a translator: this one has words without having loaded any."""
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """The word in place of ``source``; None leaves it as it is."""
        return self._texts().gettext(source) if context in _CONTEXTS and source in _WORDS else None
