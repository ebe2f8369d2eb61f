"""The history of a person: newest first, page by page; each change can be undone, and the register seen as it was."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from interpreter_app.domain.errors import N_, SyncError
from interpreter_app.use_cases.edit_person import change_person
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import list_unsent
from interpreter_app.use_cases.read_history import PAGE
from interpreter_app.use_cases.save_edit import save_edit
from tests.support.desktop import NOW, context_in
from tests.support.histories import WHEN, entry, keep, log_in
from tests.support.lists import new_ids
from tests.support.registers import record_id
from ui.desktop.dialogs.undo import UndoDialog
from ui.desktop.main import Desktop
from ui.desktop.pages.history_tab import HistoryTab
from ui.desktop.pages.history_then import ThenDialog
from ui.desktop.pages.record_page_head import HISTORY
from ui.desktop.services import Services

NUMBER = 14207
SELAM = record_id(f"p{NUMBER}")
OWN = {"first_name": "Selam Kidane", "last_name": "Haile", "number": NUMBER}
Opens = Callable[..., HistoryTab]


def never(*_: object) -> None:
    raise AssertionError("nothing is synchronised here")


def many(count: int) -> list:
    """So many changes of the telephone number, a day apart, from the beginning of the record on."""
    made = [entry(1, None, {**OWN, "phone": "00000000"}, number=NUMBER, at=WHEN - timedelta(days=count))]
    for n in range(1, count):
        before, after = ({**OWN, "phone": f"00000{place:03}"} for place in (n - 1, n))
        at = WHEN - timedelta(days=count - n)
        made.append(entry(n + 1, before, after, number=NUMBER, at=at, reason=f"Reason {n}"))
    return made


@pytest.fixture
def opens(qtbot, open_desktop, data_folder: Path) -> Opens:
    """Opens the history of Selam, after ``prepare`` has done something with the profile."""

    def opens_(prepare: Callable[[Profile], object] | None = None, **services: object) -> HistoryTab:
        profile = context_in(data_folder).open_profile()
        log_in(profile)
        if prepare:
            prepare(profile)
        profile.close()
        desktop: Desktop = open_desktop(data_folder, services=Services(never, **services))
        desktop.window.edit_person(SELAM)
        page = desktop.window.page("record")
        qtbot.waitUntil(lambda: page.form is not None)
        page.head.tabs[HISTORY].click()
        tab = page.history
        assert isinstance(tab, HistoryTab)
        qtbot.waitUntil(lambda: bool(tab.lacking.text()))
        return tab

    return opens_


def titles(tab: HistoryTab) -> list[str]:
    return [tab.model.index(row).data() for row in range(tab.model.rowCount())]


def words(widget) -> list[str]:
    return [one.accessibleName() or one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def dialog(qtbot, kind: type[QDialog]) -> QDialog:
    def found() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def change_phone(profile: Profile) -> None:
    save_edit(
        profile,
        SELAM,
        lambda person: change_person(person, {"phone": "00000999"}),
        now=NOW,
        new_id=new_ids(),
        reason="Ringte",
    )


def test_the_newest_change_stands_first_with_who_when_and_why(qtbot, opens):
    tab = opens(lambda profile: keep(profile, *many(3), number=NUMBER))
    qtbot.waitUntil(lambda: tab.model.rowCount() == 3)
    assert titles(tab) == [
        "Telephone: 000 00 001 → 000 00 002",
        "Telephone: 000 00 000 → 000 00 001",
        "New person",
    ]
    said = words(tab.detail)
    assert "Kari · 31 May 2026 at 13:00 · pc" in said
    assert "Reason: Reason 2" in said
    assert tab.lacking.text().startswith("The history is whole up to 20 June 2026")


def test_earlier_pages_come_as_the_list_is_scrolled(qtbot, opens):
    tab = opens(lambda profile: keep(profile, *many(PAGE + 20), number=NUMBER))
    qtbot.waitUntil(lambda: tab.model.rowCount() == PAGE)
    tab.list.setFocus()
    QTest.keyClick(tab.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: tab.model.rowCount() == PAGE + 20)
    assert titles(tab)[-1] == "New person"
    assert len({tab.model.entry(tab.model.index(row)).key for row in range(tab.model.rowCount())}) == PAGE + 20


def test_what_has_not_been_read_here_is_said(opens):
    tab = opens()
    assert tab.lacking.text() == "The history of this person has not been read on this machine."
    assert tab.empty.isVisible()
    assert tab.fetch.isHidden()


def test_what_is_lacking_is_fetched_when_asked_for(qtbot, opens):
    asked = []

    def fetch(profile, _server, _proxy, person, _progress) -> int:
        asked.append(person)
        keep(profile, *many(2), number=NUMBER)
        return 2

    tab = opens(fetch_history=fetch)
    assert asked == []
    tab.fetch.click()
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    assert asked == [SELAM]
    assert tab.fetch.isEnabled()


def test_without_a_network_what_is_here_stays_and_the_reason_is_told(qtbot, opens):
    def fetch(*_: object) -> int:
        raise SyncError(N_("The history of this person has not been read on this machine."))

    tab = opens(lambda profile: keep(profile, *many(2), number=NUMBER), fetch_history=fetch)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    tab.fetch.click()
    qtbot.waitUntil(tab.fetch.isEnabled)
    assert tab.model.rowCount() == 2


def test_an_unsent_change_stands_on_top_and_is_taken_back_with_one_key(qtbot, opens):
    tab = opens(change_phone)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    assert titles(tab) == ["Telephone: 000 00 207 → 000 00 999, not sent"]
    assert tab.undo.text() == "Take back"
    tab.undo.setFocus()
    QTest.keyClick(tab.undo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 0)
    assert list_unsent(tab._session.profile) == []


def test_undoing_shows_first_what_would_go_back_and_makes_a_new_change(qtbot, opens):
    def prepare(profile: Profile) -> None:
        before, after = ({**OWN, "phone": phone} for phone in ("00000111", "00000207"))
        keep(profile, entry(1, before, after, number=NUMBER), number=NUMBER)

    tab = opens(prepare)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    tab.undo.click()
    asked = dialog(qtbot, UndoDialog)
    qtbot.waitUntil(asked.undo.isEnabled)
    assert list_unsent(tab._session.profile) == []
    asked.undo.click()
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    (edit,) = list_unsent(tab._session.profile)
    assert (dict(edit.set), edit.undoes) == ({"phone": "00000111"}, 1)
    qtbot.waitUntil(lambda: titles(tab)[1].endswith("undone here"))


def test_the_person_as_of_a_legal_day(qtbot, opens):
    tab = opens()
    tab.then.setFocus()
    QTest.keyClick(tab.then, Qt.Key.Key_Return)
    QTest.keyClicks(tab.then.form.on.line, "1.1.2017")
    QTest.keyClick(tab.then.form.on.line, Qt.Key.Key_Return)
    shown = dialog(qtbot, ThenDialog)
    assert shown.said == "As it held on 1 January 2017, as it is known now."
    assert shown.panel.shown.assessments[0].category == "D"
    assert "Edit" not in words(shown.panel)
    shown.close()


def test_the_person_as_was_known_by_a_day(qtbot, opens):
    tab = opens(lambda profile: keep(profile, *many(10), number=NUMBER))
    tab.then.click()
    QTest.keyClicks(tab.then.form.known.line, "25.5.2026")
    tab.then.form.show_button.click()
    shown = dialog(qtbot, ThenDialog)
    assert "as it was known by the end of 25 May 2026" in shown.said
    assert "The person was not listed that day." in shown.said
    assert shown.panel.shown.dossier.interpreter.phone == "00000003"
    shown.close()


def test_what_was_known_is_refused_where_the_history_is_not_here(qtbot, opens):
    tab = opens()
    bar = tab.window()._bar
    tab.then.click()
    QTest.keyClicks(tab.then.form.known.line, "25.5.2026")
    tab.then.form.show_button.click()
    qtbot.waitUntil(bar.isVisible)
    assert "has not been read on this machine" in bar.accessibleName()


def test_what_is_no_day_is_said_and_gets_the_keyboard(opens):
    tab = opens()
    tab.then.click()
    QTest.keyClicks(tab.then.form.known.line, "whenever")
    tab.then.form.show_button.click()
    assert tab.then.form.known.wrong.isVisible()
    assert tab.then.form.known.line.hasFocus()
    QApplication.activePopupWidget().close()
