"""What is typed when the register refuses the login: out of sight until the next, and lost only when that is meant."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from interpreter_app.domain.profiles import AccountRole
from interpreter_app.i18n import UiLanguage
from interpreter_app.store.account import set_locked, write_account
from interpreter_app.use_cases.outbox import list_unsent
from tests.support import desktop_staff as staff
from tests.support.widgets import words
from ui.desktop.dialogs.log_out import LogOutDialog
from ui.desktop.dialogs.question import Question
from ui.desktop.dialogs.unsaved import UnsavedDialog
from ui.desktop.main import Desktop
from ui.desktop.pages.record_page import RecordPage

SELAM = staff.person_id(14207)


@pytest.fixture
def desktop(qtbot, open_desktop, data_folder) -> Desktop:
    """The record of Selam in the editor, with another place typed and not saved."""
    staff.staff_profile(data_folder).close()
    made = open_desktop(data_folder)
    made.window.edit_person(SELAM)
    qtbot.waitUntil(lambda: record(made).form is not None)
    place_field(made).setFocus()
    QTest.keyClicks(place_field(made).line, "Tromsø")
    return made


def record(desktop: Desktop) -> RecordPage:
    return desktop.window.page("record")


def place_field(desktop: Desktop):
    return next(part.inputs["place"] for part in record(desktop).sections.fields if "place" in part.inputs)


def stand(qtbot, desktop: Desktop, write) -> None:
    """Have the profile stand otherwise, and the window know it."""
    with desktop.session.profile.database.write() as connection:
        write(connection)
    with qtbot.waitSignal(desktop.session.standing_changed):
        desktop.session.tell_changed(frozenset())


def lock(qtbot, desktop: Desktop) -> None:
    stand(qtbot, desktop, lambda connection: set_locked(connection, locked=True))
    qtbot.waitUntil(desktop.window.page("locked").isVisible)


def log_in(qtbot, desktop: Desktop) -> None:
    stand(qtbot, desktop, lambda connection: write_account(connection, staff.account()))


def shows_a_record(desktop: Desktop) -> bool:
    return any(page.isVisible() for page in desktop.window.findChildren(RecordPage))


def test_locking_hides_what_is_typed_and_says_that_it_is_kept(qtbot, desktop):
    lock(qtbot, desktop)
    assert desktop.window.shown_page() == "locked"
    assert not shows_a_record(desktop)
    assert "What you have typed and not saved is kept until you log in again." in words(desktop.window)
    assert "Selam" not in words(desktop.window)


def test_the_next_login_gives_back_what_was_typed_and_it_can_be_saved(qtbot, desktop):
    lock(qtbot, desktop)
    log_in(qtbot, desktop)
    assert desktop.window.shown_page() == "record"
    assert place_field(desktop).line.text() == "Tromsø"
    record(desktop).save()
    qtbot.waitUntil(lambda: len(list_unsent(desktop.session.profile)) == 1)
    qtbot.waitUntil(lambda: not record(desktop).has_unsaved)


def test_another_language_while_locked_loses_nothing(qtbot, desktop):
    lock(qtbot, desktop)
    desktop.session.speak(UiLanguage.BOKMAL)
    log_in(qtbot, desktop)
    assert place_field(desktop).line.text() == "Tromsø"


def test_a_record_in_which_nothing_is_typed_is_not_kept(qtbot, desktop):
    record(desktop).form.discard()
    lock(qtbot, desktop)
    assert not desktop.window.keeps_typing
    assert "typed" not in words(desktop.window)
    log_in(qtbot, desktop)
    assert desktop.window.shown_page() == "search"


def test_locking_closes_what_stands_over_the_window(qtbot, desktop):
    QTest.keyClick(desktop.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desktop.window.findChild(UnsavedDialog) is not None)
    lock(qtbot, desktop)
    assert not any(dialog.isVisible() for dialog in desktop.window.findChildren(QDialog))
    log_in(qtbot, desktop)
    assert place_field(desktop).line.text() == "Tromsø"


def test_closing_a_locked_window_asks_before_what_is_typed_is_lost(qtbot, desktop):
    lock(qtbot, desktop)
    desktop.window.close()
    desktop.window.findChild(Question).no.click()
    assert desktop.window.isVisible()
    assert desktop.window.keeps_typing
    qtbot.waitUntil(lambda: desktop.window.findChild(Question) is None)
    desktop.window.close()
    desktop.window.findChild(Question).yes.click()
    assert not desktop.window.isVisible()


def test_logging_out_says_that_what_is_typed_goes_too(qtbot, desktop):
    lock(qtbot, desktop)
    desktop.window.page("locked").log_out.click()
    assert "What you have typed and not saved would be lost." in words(desktop.window.findChild(LogOutDialog))


def test_whoever_is_no_staff_any_more_does_not_get_it_back(qtbot, desktop):
    lock(qtbot, desktop)
    stand(qtbot, desktop, lambda connection: write_account(connection, staff.account(AccountRole.PUBLIC)))
    assert desktop.window.shown_page() == "search"
    assert not desktop.window.keeps_typing
