"""A file that is to be written has its ending, and none is replaced unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.chosen_files import LISTS, file_to_write


@pytest.fixture
def answering(qtbot, monkeypatch):
    """Ask for a file, the dialog giving ``answers`` one by one; what it was begun with is kept in ``asked``."""

    def ask(*answers: tuple[str, str]) -> Path | None:
        left = iter(answers)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: ask.asked.append(given[2]) or next(left))
        parent = QWidget()
        qtbot.addWidget(parent)
        return file_to_write(parent, "Save", "liste.xlsx", LISTS)

    ask.asked = []
    return ask


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("liste.csv", LISTS[".xlsx"], "liste.csv"),
        ("liste.XLSX", LISTS[".csv"], "liste.XLSX"),
        ("liste", LISTS[".csv"], "liste.csv"),
        ("liste", "", "liste.xlsx"),
        ("liste.v2", LISTS[".xlsx"], "liste.v2.xlsx"),
    ],
)
def test_the_ending_is_the_one_that_is_typed_else_that_of_the_kind(answering, tmp_path, typed, kind, written):
    assert answering((str(tmp_path / typed), kind)) == tmp_path / written


def test_a_file_that_the_ending_leads_to_is_asked_about_before_it_is_replaced(answering, tmp_path):
    there = tmp_path / "liste.csv"
    there.touch()
    bare = (str(tmp_path / "liste"), LISTS[".csv"])
    assert answering(bare, (str(there), LISTS[".csv"])) == there
    assert answering.asked[1:] == [str(there)]
    assert answering(bare, ("", "")) is None


def test_nothing_is_written_when_the_person_does_not_want_it(answering):
    assert answering(("", "")) is None


@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_is_suggested_among_the_documents_if_there_is_such_a_folder(answering, monkeypatch, tmp_path, is_there):
    documents = tmp_path / "Dokumenter"
    if is_there:
        documents.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(documents))
    answering(("", ""))
    assert answering.asked == [str(documents / "liste.xlsx") if is_there else "liste.xlsx"]
