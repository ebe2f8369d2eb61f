"""Unsent changes: what they are, how far they have come, and taking them back, all by keyboard."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from interpreter_app.domain.edits import EditState
from interpreter_app.i18n import UiLanguage
from interpreter_app.use_cases.outbox import list_unsent
from tests.support import desktop_staff as staff
from tests.support.held_keys import send_key
from tests.support.widgets import words
from ui.desktop.dialogs.question import Question
from ui.desktop.main import Desktop

PERSON, OTHER = 14207, 15310


@pytest.fixture
def open_outbox(open_listing):
    return partial(open_listing, "outbox")


def rows(desktop: Desktop) -> list[str]:
    model = desktop.window.page("outbox").model
    return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_each_save_says_whom_it_concerns_and_how_far_it_has_come(profile, open_outbox):
    staff.change(profile, PERSON, phone="00000300")
    staff.in_conflict(profile, staff.change(profile, OTHER, phone="00000111"), {"phone": "00000222"})
    staff.rejected(profile, staff.change(profile, 15777, phone="00000999"))
    staff.on_its_way(profile, staff.change(profile, 14950, email="ny@example.no"))
    desktop = open_outbox()
    assert rows(desktop) == [
        "Filmon Habte, On its way",
        "Rahel Woldu, Rejected",
        "Abel Fessehaye, Conflict",
        "Selam Kidane Haile, Not sent",
    ]


def test_a_save_is_shown_with_before_and_after_and_why(profile, open_outbox):
    staff.change(profile, PERSON, phone="00000300", reason="Rang herself")
    shown = words(open_outbox().window.page("outbox").detail)
    assert "Telephone: from 000 00 207 to 000 00 300" in shown
    assert "Reason: Rang herself" in shown
    assert f"{staff.ME}, 20 November 2026 at 09:00, on pc-17" in shown


def test_a_rejected_save_says_why(profile, open_outbox):
    staff.rejected(profile, staff.change(profile, PERSON, phone="00000300"))
    assert "The register cannot keep this value: Telephone." in words(open_outbox().window.page("outbox").detail)


def test_delete_takes_a_save_back_without_a_question(qtbot, profile, open_outbox):
    staff.change(profile, PERSON, phone="00000300")
    staff.change(profile, OTHER, phone="00000111")
    desktop = open_outbox()
    page = desktop.window.page("outbox")
    with qtbot.waitSignal(page.model.modelReset):
        qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert rows(desktop) == ["Selam Kidane Haile, Not sent"]
    assert [edit.person for edit in list_unsent(profile)] == [staff.person_id(PERSON)]
    assert page.list.hasFocus()


def test_delete_held_down_takes_one_save_back(qtbot, profile, open_outbox, monkeypatch):
    staff.change(profile, PERSON, phone="00000300")
    page = open_outbox().window.page("outbox")
    taken: list[None] = []
    monkeypatch.setattr(page, "_take_back", lambda: taken.append(None))
    for repeated, count in ((True, 0), (False, 1)):
        send_key(page.list, Qt.Key.Key_Delete, repeated=repeated)
        assert len(taken) == count


def test_taking_back_what_later_edits_build_on_asks_first(qtbot, profile, open_outbox):
    person = staff.add_person(profile)
    staff.add_qualification(profile, 0, person=person.person)
    desktop = open_outbox()
    page = desktop.window.page("outbox")
    page.list.make_current(person.tx)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: desktop.window.findChild(Question) is not None)
    question = desktop.window.findChild(Question)
    assert "1 later change builds on this one" in question.accessibleDescription()
    assert len(list_unsent(profile)) == 2
    with qtbot.waitSignal(page.model.modelReset):
        question.yes.click()
    assert list_unsent(profile) == []


def test_what_is_on_its_way_cannot_be_taken_back(qtbot, profile, open_outbox):
    staff.on_its_way(profile, staff.change(profile, PERSON, phone="00000300"))
    page = open_outbox().window.page("outbox")
    assert not page.take_back.isEnabled()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert len(list_unsent(profile)) == 1


def test_enter_opens_the_person(qtbot, profile, open_outbox):
    staff.change(profile, PERSON, phone="00000300")
    desktop = open_outbox()
    qtbot.keyClick(desktop.window.page("outbox").list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.search.panel.shown is not None)
    assert desktop.window.search.panel.shown.dossier.interpreter.phone == "00000300"


def test_an_empty_outbox_says_so(open_outbox, profile):
    page = open_outbox().window.page("outbox")
    assert page.empty.isVisible()
    assert page.empty.headline.text() == "Everything is sent"


def test_the_card_says_how_many_are_unsent_and_leads_there(qtbot, profile, open_desktop, data_folder):
    staff.change(profile, PERSON, phone="00000300")
    staff.in_conflict(profile, staff.change(profile, OTHER, phone="00000111"), {"phone": "00000222"})
    window = open_desktop(data_folder).window
    assert (window.card.unsent.text(), window.card.conflicts.text()) == ("2 unsent changes", "1 conflict")
    assert window.sidebar.items["outbox"].accessibleName() == "Unsent changes, 2"
    window.card.conflicts.click()
    assert window.shown_page() == "conflicts"
    window.card.unsent.click()
    assert window.shown_page() == "outbox"


def test_the_numbers_follow_what_is_taken_back(qtbot, profile, open_outbox):
    staff.change(profile, PERSON, phone="00000300")
    desktop = open_outbox()
    with qtbot.waitSignal(desktop.session.standing_changed):
        qtbot.keyClick(desktop.window.page("outbox").list, Qt.Key.Key_Delete)
    assert desktop.window.card.unsent.text() == ""
    assert desktop.window.sidebar.items["outbox"].accessibleName() == "Unsent changes"


def test_a_save_in_another_place_is_shown_at_once(qtbot, profile, open_outbox):
    desktop = open_outbox()
    edit = staff.change(profile, PERSON, phone="00000300")
    with qtbot.waitSignal(desktop.window.page("outbox").model.modelReset):
        desktop.session.tell_changed(frozenset({edit.person}))
    assert rows(desktop) == ["Selam Kidane Haile, Not sent"]


def test_in_a_narrow_window_enter_shows_the_save_and_esc_goes_back(qtbot, profile, open_outbox):
    staff.change(profile, PERSON, phone="00000300")
    desktop = open_outbox(size=(900, 640))
    page = desktop.window.page("outbox")
    assert not page.detail.isVisible()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert page.open.hasFocus()
    qtbot.keyClick(page.open, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.hasFocus()


def test_the_public_sees_nothing_of_it(open_desktop, data_folder):
    window = open_desktop(data_folder).window
    assert not {"people", "outbox", "conflicts", "sync-log"} & set(window.sidebar.items)
    assert (window.card.unsent.isVisible(), window.card.conflicts.isVisible()) == (False, False)


@pytest.mark.parametrize("language", list(UiLanguage))
def test_who_is_logged_in_is_always_in_sight(profile, open_desktop, data_folder, language):
    sidebar = open_desktop(data_folder, language=language).window.sidebar
    assert staff.ME in words(sidebar)


def test_a_rejected_save_can_be_sent_again(qtbot, profile, open_outbox):
    staff.rejected(profile, staff.change(profile, PERSON, phone="00000300"))
    page = open_outbox().window.page("outbox")
    assert page.send_again.isVisible()
    page.send_again.click()
    qtbot.waitUntil(lambda: not page.send_again.isVisible())
    (edit,) = list_unsent(profile)
    assert edit.state is EditState.PENDING
    assert page.take_back.isEnabled()
