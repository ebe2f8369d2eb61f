"""Files that a person chooses: asking where one is or is to be, and reading a list."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from interpreter_app.documents.sheet_files import read_sheet
from interpreter_app.documents.sheets import LARGEST_FILE, Sheet, too_large
from interpreter_app.domain.errors import N_, EnvironmentFault

PDF = {".pdf": "PDF (*.pdf)"}
CALENDAR = {".ics": "iCalendar (*.ics)"}
LISTS = {".xlsx": "XLSX (*.xlsx)", ".csv": "CSV (*.csv)"}
"""Kinds of files: their endings, with what the system's dialog calls them."""
_ANY_LIST = "XLSX, CSV (*.xlsx *.csv)"


def file_to_write(parent: QWidget, title: str, suggested: str, kinds: Mapping[str, str]) -> Path | None:
    """Ask for a file to write, of one of ``kinds`` (see ``LISTS``); None when the person does not want one.

    The system's own dialog asks before a file is replaced. Where the name was given without an ending, that of the kind
    is added, and the dialog asks once more if there is such a file.
    """
    name, chosen = QFileDialog.getSaveFileName(parent, title, _among_documents(suggested), ";;".join(kinds.values()))
    while name and Path(name).suffix.lower() not in kinds:
        ending = next((one for one, words in kinds.items() if words == chosen), next(iter(kinds)))
        whole = Path(name + ending)
        if not whole.exists():
            return whole
        name, chosen = QFileDialog.getSaveFileName(parent, title, str(whole), ";;".join(kinds.values()))
    return Path(name) if name else None


def _among_documents(name: str) -> str:
    """A name in the folder for documents: a bare one would be where the program was started, which may be its own."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return str(folder / name) if folder.is_dir() else name


def list_to_read(parent: QWidget, title: str) -> Path | None:
    """Ask for a spreadsheet or a text file with a list; None when the person does not want one."""
    name, _filter = QFileDialog.getOpenFileName(parent, title, "", _ANY_LIST)
    return Path(name) if name else None


def read_list(path: Path) -> Sheet:
    """The sheet in a file; raises ``UserError`` where it holds none, ``EnvironmentFault`` where it cannot be read."""
    return read_sheet(path.name, content_of(path))


def content_of(path: Path) -> bytes:
    """What is in a file; raises ``UserError`` where that is too much, ``EnvironmentFault`` where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)  # what is no ordinary file may have no end
    except OSError as error:
        raise EnvironmentFault(
            N_("The file {path} cannot be read."), N_("Check that it is there and may be read."), path=path.name
        ) from error
    if len(content) > LARGEST_FILE:
        raise too_large()
    return content
