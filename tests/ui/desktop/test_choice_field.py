"""The field with a list, by keyboard: a letter finds, Tab takes what is marked and goes on, other keys wait."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from interpreter_app.i18n import Texts, UiLanguage
from ui.desktop.style import Look
from ui.desktop.widgets.choice_field import LOOKED_IN_FROM, ChoiceField

SHORT = [("a", "Apple"), ("b", "Pear"), ("c", "Plum")]
LONG = [(n, f"Choice {n:02}") for n in range(LOOKED_IN_FROM)]


@pytest.fixture
def form(qtbot, qapp) -> QWidget:
    """A window with a short list, a long one, and a line after them."""
    made = QWidget()
    qtbot.addWidget(made)
    look, texts = Look(qapp, "light"), Texts(UiLanguage.ENGLISH)
    layout = QVBoxLayout(made)
    for widget in (*(ChoiceField(look, lambda: texts, choices) for choices in (SHORT, LONG)), QLineEdit()):
        layout.addWidget(widget)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def lists(form: QWidget) -> tuple[ChoiceField, ChoiceField]:
    short, long = form.findChildren(ChoiceField)
    return short, long


def keys(qtbot, field: ChoiceField, typed: str) -> None:
    """Type ``typed`` on the closed field; the list that the first letter opens gets the rest."""
    field.setFocus()
    QTest.keyClicks(field, typed[:1])
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClicks(QApplication.focusWidget(), typed[1:])


def leave(qtbot, *, forward: bool = True) -> None:
    popup = QApplication.activePopupWidget()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not popup)


def test_a_letter_finds_in_a_short_list_too_and_tab_takes_it_and_goes_on(qtbot, form):
    short, long = lists(form)
    keys(qtbot, short, "pl")
    leave(qtbot)
    assert (short.value, short.text()) == ("c", "Plum")
    assert long.hasFocus()


@pytest.mark.parametrize(("place", "typed", "value"), [(0, "pl", "c"), (1, "choice 07", 7)])
def test_enter_takes_what_was_looked_for_and_wants_to_go_on(qtbot, form, place, typed, value):
    field, went_on = lists(form)[place], []
    field.entered.connect(lambda: went_on.append(field.value))
    keys(qtbot, field, typed)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert (field.value, went_on) == (value, [value])


def test_enter_where_nothing_fits_keeps_the_list_open(qtbot, form):
    _, long = lists(form)
    keys(qtbot, long, "x")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is not None
    leave(qtbot)
    assert long.value is None


def test_tab_does_not_want_to_go_on_further_than_the_next_field(qtbot, form):
    short, _ = lists(form)
    went_on = []
    short.entered.connect(lambda: went_on.append(True))
    keys(qtbot, short, "pl")
    leave(qtbot)
    assert went_on == []


def test_tab_takes_what_was_looked_for_in_a_long_list(qtbot, form):
    _, long = lists(form)
    keys(qtbot, long, "choice 07")
    leave(qtbot)
    assert long.value == 7
    assert form.findChild(QLineEdit).hasFocus()


def test_tab_through_a_list_in_which_nothing_is_marked_chooses_nothing(qtbot, form):
    short, long = lists(form)
    for field, goes_to in ((short, long), (long, form.findChild(QLineEdit))):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        leave(qtbot)
        assert field.value is None
        assert goes_to.hasFocus()


def test_shift_tab_goes_back(qtbot, form):
    short, long = lists(form)
    keys(qtbot, long, "choice 03")
    leave(qtbot, forward=False)
    assert long.value == 3
    assert short.hasFocus()


def test_a_list_without_a_fit_says_so(qtbot, form):
    _, long = lists(form)
    keys(qtbot, long, "x")
    popup = QApplication.activePopupWidget()
    said = [one for one in popup.findChildren(QLabel) if one.isVisible()]
    assert [one.text() for one in said] == ["Nothing fits"]
    leave(qtbot)
    assert long.value is None
