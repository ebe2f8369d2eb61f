"""The word that something was done: beside the pages, so that it covers nothing that can be pressed."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.support import desktop_staff as staff
from tests.ui.desktop.test_main_window import cut
from ui.desktop.main import Desktop
from ui.desktop.page_table import in_navigation
from ui.desktop.sidebar import Sidebar

LONG = "Saved in /home/kari.nordmann/Documents/Reports/Use of interpreters 2026-01-01–2026-11-20.pdf"


@pytest.fixture(params=["public", "staff"])
def folder(request, data_folder):
    if request.param == "staff":
        staff.staff_profile(data_folder).close()
    return data_folder


def place(desktop: Desktop, widget) -> QRect:
    return QRect(widget.mapTo(desktop.window, QPoint(0, 0)), widget.size())


def covered(desktop: Desktop) -> list[str]:
    """What can be pressed under the word."""
    toast = place(desktop, desktop.window.toast)
    return [
        one.accessibleName()
        for one in desktop.window.findChildren(QAbstractButton)
        if one.isVisible() and not one.visibleRegion().isEmpty() and toast.intersects(_seen(desktop, one))
    ]


def _seen(desktop: Desktop, widget) -> QRect:
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(desktop.window, QPoint(0, 0)))


@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_it_covers_nothing_on_any_page_and_is_read_whole(open_desktop, folder, size):
    desktop = open_desktop(folder, size=size)
    for entry in in_navigation(desktop.session.standing.role):
        desktop.window.show_page(entry.name)
        desktop.window.say(LONG)
        QApplication.processEvents()
        assert desktop.window.toast.isVisible()
        assert covered(desktop) == []
        assert cut(desktop.window.toast) == []
        assert desktop.window.rect().contains(place(desktop, desktop.window.toast))


def test_the_page_does_not_move_while_a_word_is_said(desktop: Desktop):
    before = place(desktop, desktop.window.search.list)
    desktop.window.say(LONG)
    QApplication.processEvents()
    assert place(desktop, desktop.window.search.list) == before


def test_it_goes_away_by_itself_and_leaves_no_room(qtbot, desktop: Desktop):
    pages = desktop.window.findChild(Sidebar)._pages
    before = pages.height()
    desktop.window.toast._timer.setInterval(0)
    desktop.window.say(LONG)
    qtbot.waitUntil(lambda: not desktop.window.toast.isVisible())
    qtbot.waitUntil(lambda: pages.height() == before)
