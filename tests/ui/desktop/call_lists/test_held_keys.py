"""A key that is held down acts once, on the call list and on the other lists; a movement key goes on."""

import pytest
from PySide6.QtCore import Qt

from interpreter_app.domain.call_lists import Answer
from interpreter_app.i18n import Texts, UiLanguage
from tests.support.call_list_page import RAHEL, current, kept, press, states
from tests.support.held_keys import send_key
from ui.desktop.models.entries import EntriesModel, Entry
from ui.desktop.models.people import PeopleModel
from ui.desktop.widgets.entries_list import EntriesList
from ui.desktop.widgets.people_table import PeopleTable

ENTER = (Qt.Key.Key_Return, "\r")


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_R])
def test_a_key_that_is_held_down_acts_once(qtbot, desktop, page, rung, key):
    send_key(page.list, key)
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: states(page) == ["Cannot", "Not tried", "Not tried"])
    assert [one.answer for one in kept(desktop).log] == [Answer.CANNOT]
    assert rung == []


def test_a_movement_key_goes_on_while_it_is_held_down(page):
    send_key(page.list, Qt.Key.Key_Down)
    send_key(page.list, Qt.Key.Key_Down)
    assert current(page) == RAHEL


def test_enter_held_down_on_a_button_presses_it_once(qtbot, desktop, page):
    send_key(page.tools.off, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: states(page) == ["No answer", "Not tried", "Not tried"])


def test_c_held_down_in_the_search_shortlists_once(search):
    taken: list[object] = []
    search.list.shortlisted.connect(taken.append)
    search.list.opened.connect(taken.append)
    for key, text in ((Qt.Key.Key_C, "c"), (Qt.Key.Key_Return, "\r")):
        send_key(search.list, key, text)
    assert taken == []


def test_enter_and_space_held_down_open_and_tick_once(qtbot, desktop):
    model = EntriesModel(tickable=True)
    shown = EntriesList(model, desktop.session.look, "Entries")
    qtbot.addWidget(shown)
    model.show([Entry("one", "One", "")])
    shown.make_current("one")
    opened: list[str] = []
    shown.opened.connect(opened.append)
    for repeated, count in ((True, 0), (False, 1)):
        send_key(shown, *ENTER, repeated=repeated)
        send_key(shown, Qt.Key.Key_Space, " ", repeated=repeated)
        assert (len(opened), len(model.ticked_keys())) == (count, count)


def test_enter_and_e_held_down_open_somebody_once(qtbot, desktop):
    shown = PeopleTable(PeopleModel(lambda: Texts(UiLanguage.ENGLISH)), desktop.session.look, "People")
    qtbot.addWidget(shown)
    opened: list[None] = []
    shown.opened.connect(lambda: opened.append(None))
    for repeated, count in ((True, 0), (False, 2)):
        send_key(shown, *ENTER, repeated=repeated)
        send_key(shown, Qt.Key.Key_E, "e", repeated=repeated)
        assert len(opened) == count


def test_c_held_down_on_a_person_shortlists_once(qtbot, desktop, search):
    panel = desktop.window.search.panel
    search.list.opened.emit(search.list.current_person())
    qtbot.waitUntil(lambda: panel.shown is not None)
    wanted: list[str] = []
    panel.shortlist_wanted.connect(wanted.append)
    send_key(panel, Qt.Key.Key_C, "c")
    assert wanted == []
    send_key(panel, Qt.Key.Key_C, "c", repeated=False)
    assert len(wanted) == 1
