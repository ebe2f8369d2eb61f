"""Qt's own dialog for files speaks the language of the program."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from interpreter_app.i18n import UiLanguage


@pytest.fixture
def dialog(qtbot, open_desktop, data_folder, language):
    open_desktop(data_folder, language=language)
    made = QFileDialog()
    qtbot.addWidget(made)
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return made


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (UiLanguage.BOKMAL, {"&Lagre", "Avbryt", "&Se i:", "Fil&navn:", "Fil&type:"}),
        (UiLanguage.NYNORSK, {"&Lagre", "Avbryt", "&Sjå i:", "Fil&namn:", "Fil&type:"}),
        (UiLanguage.ENGLISH, {"&Save", "Cancel", "&Look in:", "File &name:", "Files of &type:"}),
    ],
)
def test_the_dialog_for_files_speaks_the_language_of_the_program(dialog, expected):
    words = {one.text() for kind in (QPushButton, QLabel) for one in dialog.findChildren(kind)}
    assert words - {""} == expected


@pytest.mark.parametrize("language", [UiLanguage.BOKMAL])
def test_the_words_follow_when_another_language_is_chosen(qtbot, open_desktop, data_folder, language):
    desktop = open_desktop(data_folder, language=language)
    desktop.session.speak(UiLanguage.ENGLISH)
    made = QFileDialog()
    qtbot.addWidget(made)
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert {one.text() for one in made.findChildren(QPushButton)} == {"&Open", "Cancel"}
