"""The window around the pages: languages, themes, syncs, errors, the first start, and the keyboard everywhere."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from interpreter_app.data_folder import DEMO_PROFILE
from interpreter_app.domain.errors import SyncError
from interpreter_app.domain.profiles import Origin
from interpreter_app.i18n import UiLanguage
from interpreter_app.settings import read_settings
from interpreter_app.use_cases.find_interpreters import SearchRequest
from sync.engine import SyncOutcome
from tests.support import desktop_staff as staff
from tests.support.desktop import NOW, drawn_people, small_register
from tests.support.registers import person
from ui.desktop.dialogs.fault import FaultDialog
from ui.desktop.dialogs.shortcuts import ShortcutsDialog
from ui.desktop.main import Desktop
from ui.desktop.messages import MessageBar
from ui.desktop.services import Services
from ui.desktop.style import DARK, tokens_of
from ui.desktop.widgets.basics import button
from ui.desktop.widgets.ladder_row import LadderRow


class FakeSync:
    """A sync that goes as far as the test lets it."""

    def __init__(self, *, received: int = 12, error: Exception | None = None) -> None:
        self.go = threading.Event()
        self.addresses: list[tuple[str, str]] = []
        self._received = received
        self._error = error

    def __call__(self, profile: Any, address: str, proxy: str, progress: Callable[..., None]) -> SyncOutcome:
        self.addresses.append((address, proxy))
        while not self.go.wait(0.002):
            progress(41, 100, "Fetching changes")
        if self._error:
            raise self._error
        return SyncOutcome(bootstrap=False, received=self._received, head=2, as_of=NOW)


def bar(desktop: Desktop) -> MessageBar:
    return desktop.window.findChild(MessageBar)


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_a_sync_shows_how_far_it_is_then_what_came(qtbot, open_desktop, data_folder):
    sync = FakeSync()
    desktop = open_desktop(data_folder, services=Services(sync))
    card = desktop.window.card
    card.start.click()
    qtbot.waitUntil(lambda: card.detail.text() == "Fetching changes")
    assert card.progress.value() == 410
    assert card.cancel.isVisible()
    assert not card.start.isVisible()
    with qtbot.waitSignal(desktop.session.data_changed):
        sync.go.set()
    assert card.detail.text() == "12 changes came"
    assert card.start.isVisible()
    assert not card.progress.isVisible()


def test_a_search_is_answered_while_a_sync_runs(qtbot, open_desktop, data_folder):
    sync = FakeSync()
    desktop = open_desktop(data_folder, services=Services(sync))
    desktop.window.card.start.click()
    qtbot.waitUntil(lambda: bool(sync.addresses))
    page = desktop.window.search
    qtbot.keyClicks(page.field.edit, "selam")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert desktop.session.sync.running
    sync.go.set()
    qtbot.waitUntil(lambda: not desktop.session.sync.running)


def test_a_sync_is_cancelled_without_a_word(qtbot, open_desktop, data_folder):
    desktop = open_desktop(data_folder, services=Services(FakeSync()))
    card = desktop.window.card
    card.start.setFocus()
    qtbot.keyClick(card.start, Qt.Key.Key_Space)
    qtbot.waitUntil(card.cancel.isVisible)
    assert card.cancel.hasFocus()
    qtbot.keyClick(card.cancel, Qt.Key.Key_Space)
    qtbot.waitUntil(card.start.isVisible)
    assert card.start.hasFocus()
    assert not bar(desktop).isVisible()
    assert card.start.text() == "Synchronise"


def test_a_sync_that_fails_says_what_to_do_and_offers_another_try(qtbot, open_desktop, data_folder):
    sync = FakeSync(error=SyncError("The register did not answer.", "Try again later."))
    sync.go.set()
    desktop = open_desktop(data_folder, services=Services(sync))
    desktop.window.card.start.click()
    qtbot.waitUntil(bar(desktop).isVisible)
    assert words(bar(desktop)) == "The register did not answer.\nTry again later."
    assert desktop.window.card.detail.text() == "The register did not answer."
    assert desktop.window.card.start.text() == "Try again"
    bar(desktop).findChild(QPushButton).click()
    assert not bar(desktop).isVisible()


def test_what_was_said_on_one_page_is_not_said_on_the_next(desktop):
    desktop.messages.tell(SyncError("It did not work.", "Try again."))
    assert bar(desktop).isVisible()
    desktop.window.show_settings()
    assert not bar(desktop).isVisible()


def test_f5_synchronises_with_the_address_and_proxy_of_the_settings(qtbot, open_desktop, data_folder):
    sync = FakeSync()
    sync.go.set()
    desktop = open_desktop(data_folder, services=Services(sync))
    desktop.session.context.remember(server="https://register.example.no", proxy="http://proxy.example.no")
    qtbot.keyClick(desktop.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: sync.addresses == [("https://register.example.no", "http://proxy.example.no")])
    qtbot.waitUntil(lambda: not desktop.session.sync.running)


def test_data_older_than_a_week_turn_amber_with_words(open_desktop, tmp_path):
    from datetime import timedelta

    small_register(tmp_path, drawn_people(), as_of=NOW - timedelta(days=12))
    card = open_desktop(tmp_path).window.card
    assert card.detail.text() == "The data are 12 days old"
    assert card.property("look") == "amber-card"


def test_a_fault_is_shown_with_details_to_copy_and_the_program_stays_up(qtbot, desktop):
    desktop.session.runner.read(lambda _: {}["missing"], print, slot="fault")
    qtbot.waitUntil(lambda: desktop.window.findChild(FaultDialog) is not None)
    dialog = desktop.window.findChild(FaultDialog)
    assert "KeyError: 'missing'" in dialog.findChild(QPlainTextEdit).toPlainText()
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Copy details").click()
    assert "KeyError" in QGuiApplication.clipboard().text()
    dialog.accept()
    qtbot.keyClicks(desktop.window.search.field.edit, "selam")
    qtbot.waitUntil(lambda: desktop.window.search.model.rowCount() == 1)


def test_the_language_is_switched_where_one_stands_without_a_restart(qtbot, desktop, data_folder):
    desktop.window.search.ask(SearchRequest(language="tir", county="55"))
    desktop.window.show_settings()
    with qtbot.waitSignal(desktop.window.search.finder.found):
        pass_on(desktop, UiLanguage.NYNORSK)
    assert desktop.window.shown_page() == "settings"
    assert desktop.window.page("settings").isVisible()
    assert desktop.window.search.request == SearchRequest(language="tir", county="55")
    assert desktop.window.search.field.token.text() == "Tigrinja"
    assert read_settings(data_folder).ui_language is UiLanguage.NYNORSK


def test_the_keyboard_stays_in_the_choice_of_language_that_it_made(qtbot, desktop):
    desktop.window.show_settings()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    qtbot.waitUntil(
        lambda: QApplication.focusWidget() is not None and called(QApplication.focusWidget()).endswith("Nynorsk")
    )
    assert desktop.session.texts.language is UiLanguage.NYNORSK


def pass_on(desktop: Desktop, language: UiLanguage) -> None:
    desktop.window.page("settings").language.buttons[language].click()


def test_the_theme_is_switched_at_once_and_remembered(desktop, data_folder):
    desktop.window.show_settings()
    desktop.window.page("settings").theme.buttons["dark"].click()
    assert desktop.session.look.tokens is tokens_of(DARK)
    assert read_settings(data_folder).theme == "dark"


def test_an_address_that_is_none_is_refused_under_its_field_and_not_kept(qtbot, desktop, data_folder):
    desktop.window.show_settings()
    server = desktop.window.page("settings").server
    server.edit.setFocus()
    qtbot.keyClicks(server.edit, "no address")
    qtbot.keyClick(server.edit, Qt.Key.Key_Return)
    assert server.wrong.isVisible()
    assert "no address" in server.wrong.text()
    assert read_settings(data_folder).server == ""
    server.edit.clear()
    qtbot.keyClicks(server.edit, "register.example.no")
    qtbot.keyClick(server.edit, Qt.Key.Key_Return)
    assert not server.wrong.isVisible()
    assert read_settings(data_folder).server == "https://register.example.no"


def test_the_first_start_asks_one_thing_and_fetches(qtbot, open_desktop, tmp_path):
    sync = FakeSync()
    desktop = open_desktop(tmp_path, services=Services(sync))
    page = desktop.window.page("first-start")
    assert page is not None
    assert page.isVisible()
    assert not page.demo.isVisible()
    assert not desktop.window.card.isVisible()
    qtbot.keyClicks(page.address.edit, "register.example.no")
    qtbot.keyClick(page.address.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.cancel.isVisible)
    qtbot.waitUntil(lambda: sync.addresses == [("https://register.example.no", "")])
    page.cancel.click()
    qtbot.waitUntil(page.fetch.isVisible)


@pytest.mark.parametrize("name", ["search", "usage", "roster"])
def test_pages_that_look_people_up_ask_for_the_register_first(open_desktop, tmp_path, name):
    desktop = open_desktop(tmp_path / "nothing")
    desktop.window.show_page(name)
    assert desktop.window.shown_page() == "first-start"


@pytest.mark.parametrize("name", ["guide", "call-list", "guidelines", "settings"])
def test_what_needs_no_register_is_there_before_one_is(open_desktop, tmp_path, name):
    desktop = open_desktop(tmp_path / "nothing")
    desktop.window.show_page(name)
    assert desktop.window.shown_page() == name


def test_the_first_start_offers_the_fictional_register_in_a_profile_of_its_own(qtbot, open_desktop, tmp_path):
    def fills(profile: Any, address: str, *_: Any) -> SyncOutcome:
        assert address == "http://127.0.0.1:9"
        profile.close()
        small_register(tmp_path / "made", drawn_people())
        (tmp_path / "made" / "register.register").replace(profile.database.path)
        return SyncOutcome(bootstrap=True, received=9, head=1, as_of=NOW)

    services = Services(fills, lambda _: "http://127.0.0.1:9")
    desktop = open_desktop(tmp_path, services=services)
    desktop.window.page("first-start").demo.click()
    qtbot.waitUntil(lambda: desktop.window.search.model.rowCount() == 9)
    assert desktop.window.search.isVisible()
    assert desktop.session.profile.name == DEMO_PROFILE
    assert read_settings(tmp_path).profile == DEMO_PROFILE


def test_without_an_address_a_sync_says_where_to_give_one(qtbot, open_desktop, tmp_path):
    desktop = open_desktop(tmp_path)
    qtbot.keyClick(desktop.window, Qt.Key.Key_F5)
    assert bar(desktop).isVisible()
    assert "settings" in words(bar(desktop))


def test_a_category_of_the_public_register_is_shown_as_its_statement(qtbot, open_desktop, tmp_path):
    from dataclasses import replace

    records = person("Ayaan Warsame", 10001, ["som"], [])
    stated = [(id_, replace(r, stated_category="A") if hasattr(r, "stated_category") else r) for id_, r in records]
    small_register(tmp_path, [stated], origin=Origin.PUBLIC)
    desktop = open_desktop(tmp_path)
    page = desktop.window.search
    page.list.enter()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.shown is not None)
    assert "the register's statement" in words(page.panel)
    assert not desktop.window.card.start.isVisible()


def test_the_public_register_is_never_asked_about_a_day_before_its_statement(qtbot, open_desktop, tmp_path):
    small_register(tmp_path, [person("Ayaan Warsame", 10001, ["som"], [])], origin=Origin.PUBLIC)
    desktop = open_desktop(tmp_path)
    page = desktop.window.search
    with qtbot.waitSignal(page.finder.refused):
        page.ask(SearchRequest(on=date(2026, 11, 18)))
    assert page.model.rowCount() == 0
    assert page.head.count.text() == ""
    qtbot.waitUntil(lambda: "stated on 2026-11-18 is not known here" in page.empty.spoken())
    with qtbot.waitSignal(page.finder.found):
        page.ask(SearchRequest(on=date(2026, 11, 19)))
    assert page.finder.reading.search.on == date(2026, 11, 19)


def test_the_navigation_is_reached_and_opened_by_key_and_says_which_page_is_shown(qtbot, desktop):
    window = desktop.window
    window.sidebar.items["settings"].setFocus()
    qtbot.keyClick(window.sidebar.items["settings"], Qt.Key.Key_Return)
    assert window.page("settings").isVisible()
    said = [window.sidebar.items[name].accessibleDescription() for name in ("settings", "search")]
    assert said == ["Shown now", ""]
    assert window.sidebar.items["search"] in stops(qtbot)


def test_the_first_tab_already_shows_where_the_keyboard_is(qtbot, desktop):
    qtbot.keyClick(desktop.window.windowHandle(), Qt.Key.Key_Tab)
    assert called(QApplication.focusWidget()) == "Category"
    assert desktop.window._ring.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_a_key_shows_the_keys(qtbot, desktop, key):
    desktop.window.show_settings()
    qtbot.keyClick(QApplication.focusWidget(), key)
    dialog = desktop.window.findChild(ShortcutsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.accept()


def stops(qtbot: Any) -> list[QWidget]:
    """What the Tab key comes to, once around."""
    found: list[QWidget] = []
    while (now := QApplication.focusWidget()) not in found:
        found.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    return found


def called(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def to_be_reached(window: QWidget) -> set[QWidget]:
    """All that can have the keyboard now."""
    return {
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.focusProxy()
    }


def show_person(qtbot: Any, desktop: Desktop) -> None:
    page = desktop.window.search
    page.ask(SearchRequest(language="tir", county="55"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    page.open_id(page.model.person(page.model.index(0)).id)
    qtbot.waitUntil(lambda: page.panel.shown is not None)


def show_settings(_: Any, desktop: Desktop) -> None:
    desktop.window.show_settings()


def show_empty(qtbot: Any, desktop: Desktop) -> None:
    page = desktop.window.search
    page.ask(SearchRequest(language="tir", county="03"))
    qtbot.waitUntil(lambda: page.empty.isVisible() and bool(page.empty.findChildren(QPushButton)))


PAGES = [show_person, show_settings, show_empty]


@pytest.mark.parametrize("show", PAGES)
def test_everything_is_reached_by_tab_and_has_a_name(qtbot, desktop, show):
    show(qtbot, desktop)
    reached = stops(qtbot)
    radio_groups_give_one_stop = {one for one in to_be_reached(desktop.window) if one.inherits("QRadioButton")}
    missed = to_be_reached(desktop.window) - radio_groups_give_one_stop - set(reached)
    assert [called(one) for one in missed] == []
    assert [one for one in reached if not called(one)] == []


@pytest.mark.parametrize("show", PAGES)
def test_whatever_has_the_keyboard_is_seen_to_have_it(qtbot, desktop, show):
    show(qtbot, desktop)
    for one in stops(qtbot):
        one.setFocus()
        qtbot.keyClick(one, Qt.Key.Key_Shift)
        if not any(one.inherits(name) for name in ("QLineEdit", "QPlainTextEdit", "QAbstractItemView")):
            ring = desktop.window._ring
            assert ring.isVisible()
            assert ring.geometry().contains(one.rect().translated(one.mapTo(desktop.window, QPoint(0, 0))))


def cut(window: QWidget) -> list[str]:
    """The texts that have less room than they need."""
    found = []
    for one in window.findChildren(QLabel) + window.findChildren(QPushButton):
        if not one.isVisible() or not one.text():
            continue
        wraps = isinstance(one, QLabel) and one.wordWrap()
        needed = one.heightForWidth(one.width()) if wraps else one.sizeHint().height()
        too_narrow = not wraps and one.width() < one.sizeHint().width()
        if too_narrow or one.height() < needed:
            found.append(one.text())
    return found


@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_why_nobody_fits_is_told_whole_above_what_would_help(qtbot, open_desktop, data_folder, size):
    desktop = open_desktop(data_folder, language=UiLanguage.BOKMAL, size=size)
    desktop.window.search.ask(SearchRequest(language="tir", text="xyzq"))
    empty = desktop.window.search.empty
    qtbot.waitUntil(lambda: (row := empty.findChild(LadderRow)) is not None and row.isVisible())
    qtbot.waitUntil(lambda: empty.findChild(LadderRow).width() <= empty.width())
    qtbot.waitUntil(lambda: cut(desktop.window.search) == [])


@pytest.mark.parametrize("show", PAGES)
@pytest.mark.parametrize("language", list(UiLanguage))
@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_nothing_is_cut(qtbot, open_desktop, data_folder, show, language, size):
    desktop = open_desktop(data_folder, language=language, size=size)
    show(qtbot, desktop)

    def nothing_is_cut() -> None:
        assert cut(desktop.window) == []

    qtbot.waitUntil(nothing_is_cut)


@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_nothing_is_cut_at_the_first_start(open_desktop, tmp_path, size):
    assert cut(open_desktop(tmp_path, services=Services(FakeSync(), FakeSync()), size=size).window) == []


def test_only_one_window_is_ever_open(qtbot, desktop):
    show_person(qtbot, desktop)
    desktop.window.show_settings()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [desktop.window]


def test_the_place_of_the_window_and_its_panes_is_remembered(qtbot, open_desktop, data_folder):
    first = open_desktop(data_folder, size=(1200, 700))
    show_person(qtbot, first)
    first.window.search.share_room(560, 400)
    QApplication.sendPostedEvents()  # the panel's margins are laid out with what waits
    sizes = first.window.search.splitter_state()
    first.window.close()
    second = open_desktop(data_folder, size=(1200, 700))
    qtbot.waitUntil(lambda: second.window.search.panel.shown is not None)
    qtbot.waitUntil(lambda: second.window.search.splitter_state() == sizes)


def test_a_remembered_place_that_makes_no_sense_is_no_place(open_desktop, data_folder):
    from tests.support.desktop import context_in

    context_in(data_folder).remember(window='{"geometry": "?", "panes": 3}', search={"open": 5, "text": []})
    assert open_desktop(data_folder).window.isVisible()


def test_a_dialog_closes_with_esc(qtbot, desktop):
    desktop.window.show_shortcuts()
    dialog = desktop.window.findChild(QDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_button_says_its_text_to_those_who_cannot_see_it(qapp):
    assert called(button("Ring")) == "Ring"


def test_coming_back_to_the_window_shows_what_was_done_elsewhere_meanwhile(qtbot, open_desktop, data_folder):
    elsewhere = staff.staff_profile(data_folder)
    desktop = open_desktop(data_folder)
    staff.change(elsewhere, 14207, phone="00000300")
    elsewhere.close()
    assert desktop.session.standing.unsent == 0
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    desktop.window.activateWindow()
    qtbot.waitUntil(lambda: desktop.window.card.unsent.text() == "1 unsent change")
