"""Saving a document: where, in which format, and then it is opened with what the machine reads such files with."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from interpreter_app.documents.blocks import Document
from ui.desktop.chosen_files import PDF, file_to_write
from ui.desktop.job_runner import Job, Lane
from ui.desktop.pages.page import Shell


class DocumentFormat(StrEnum):
    """A format of a document, by the ending of its file."""

    PDF = ".pdf"
    DOCX = ".docx"


_KINDS = {DocumentFormat.PDF: PDF[".pdf"], DocumentFormat.DOCX: "DOCX (*.docx)"}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 120


def save_document(shell: Shell, document: Document, formats: Sequence[DocumentFormat] = (DocumentFormat.PDF,)) -> None:
    """Ask for the file, whose name begins with the document's title, and write the document into it."""
    title = shell.session.texts.gettext("Save “{title}”").format(title=document.title)
    suggested = f"{_file_name(document.title)}{formats[0].value}"
    path = file_to_write(shell.widget, title, suggested, {one.value: _KINDS[one] for one in formats})
    if path is not None:
        write_document(shell, document, path)


def _file_name(title: str) -> str:
    """A title as files can be called on every system."""
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:_LONGEST_NAME].rstrip(". ")


def write_document(shell: Shell, document: Document, path: Path) -> None:
    """Write the file away from the window's own thread, then tell of it and open it."""
    session = shell.session

    def written(_: object) -> None:
        shell.say(session.texts.gettext("Saved in {path}").format(path=path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    session.runner.start(Lane.LISTS, Job(lambda _: _writer(path)(document, path), written))


def _writer(path: Path) -> Callable[[Document, Path], None]:
    """What writes a file with this ending; its libraries are loaded only now."""
    if path.suffix.lower() == DocumentFormat.DOCX:
        from interpreter_app.documents.docx import write_docx

        return lambda document, file: write_docx(document, file, replace=True)
    from interpreter_app.documents.pdf import write_pdf

    return lambda document, file: write_pdf(document, file, replace=True)
