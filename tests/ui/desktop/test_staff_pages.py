"""The pages of the staff for everybody: reached by Tab, named, seen to have the keyboard, and cut nowhere."""

import pytest
from PySide6.QtWidgets import QApplication

from interpreter_app.i18n import UiLanguage
from interpreter_app.store.base import log
from tests.support import desktop_staff as staff
from tests.support.desktop import NOW
from tests.ui.desktop.test_main_window import called, cut, stops, to_be_reached

PAGES = ["outbox", "conflicts", "sync-log", "settings"]


@pytest.fixture
def busy_folder(data_folder):
    """A case worker's data folder, with something on every page."""
    profile = staff.staff_profile(data_folder)
    sent = staff.change(profile, 12040, email="mehret.ny@example.no")
    staff.acknowledged(profile, [sent], "sync-1")
    with profile.database.write() as connection:
        log(connection, NOW, "sync", sync="sync-1", sent=1, received=12, conflicts=2, rejected=1)
    staff.change(profile, 14207, phone="00000300", reason="Rang")
    edit = staff.change(profile, 15310, phone="00000111", email="en.ganske.lang.adresse.her@example.no")
    staff.in_conflict(profile, edit, {"phone": "00000222", "email": "enda.en.ganske.lang.adresse@example.no"})
    staff.rejected(profile, staff.change(profile, 15777, phone="00000999"))
    profile.close()
    return data_folder


@pytest.fixture
def show(qtbot, open_desktop, busy_folder):
    def show_(name, **options):
        desktop = open_desktop(busy_folder, **options)
        page = desktop.window.page(name)
        if name == "settings":
            desktop.window.show_page(name)
            return desktop
        with qtbot.waitSignal(page.model.modelReset):
            desktop.window.show_page(name)
        return desktop

    return show_


@pytest.mark.parametrize("name", PAGES)
def test_everything_is_reached_by_tab_and_has_a_name(qtbot, show, name):
    desktop = show(name)
    reached = stops(qtbot)
    radio_groups_give_one_stop = {one for one in to_be_reached(desktop.window) if one.inherits("QRadioButton")}
    missed = to_be_reached(desktop.window) - radio_groups_give_one_stop - set(reached)
    assert [called(one) for one in missed] == []
    assert [one for one in reached if not called(one)] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", list(UiLanguage))
@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_nothing_is_cut(show, name, language, size):
    desktop = show(name, language=language, size=size)
    QApplication.processEvents()
    assert cut(desktop.window) == []


@pytest.mark.parametrize("name", ["outbox", "conflicts", "sync-log"])
def test_nothing_is_cut_in_what_is_chosen_at_200_percent(show, name):
    desktop = show(name, size=(640, 400))
    desktop.window.page(name).panes.open_detail()
    QApplication.processEvents()
    assert cut(desktop.window) == []


def test_another_language_leaves_the_page_shown(qtbot, show):
    desktop = show("conflicts")
    desktop.session.speak(UiLanguage.BOKMAL)
    page = desktop.window.page("conflicts")
    qtbot.waitUntil(page.list.hasFocus)
    assert desktop.window.shown_page() == "conflicts"
