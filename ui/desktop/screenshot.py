"""Pictures of the window's pages, made offscreen from the data of a profile."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Never

from PySide6.QtCore import QEventLoop, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from interpreter_app.domain.errors import N_, EnvironmentFault, UserError
from interpreter_app.use_cases.open_profile import Profile
from ui.app_context import AppContext
from ui.desktop.main import Desktop, build, make_application, take_apart
from ui.desktop.pictures import booking_pages, search_pages, staff_pages
from ui.desktop.pictures.waiting import wait
from ui.desktop.services import LookAhead, Services
from ui.pages import PAGES, STAFF_PAGES

SIZE = QSize(1280, 800)
_SHADE = 96

PREPARED: Mapping[str, Callable[[Desktop], object]] = {
    **search_pages.PREPARED,
    **booking_pages.PREPARED,
    **staff_pages.PREPARED,
}
"""What brings each page to where it has something to tell, by the name of the page."""


def take_screenshot(
    context: AppContext,
    file: Path,
    page: str,
    theme: str = "light",
    scale: float = 1,
    *,
    look_ahead: LookAhead | None = None,
) -> None:
    """Make a PNG of ``page`` in ``theme`` at 1280 × 800 logical pixels, each ``scale`` pixels wide and high.

    ``look_ahead`` is what the page that shows a sync beforehand needs of the network. Raises ``UserError`` for a page
    that there is not, and for a page of the register's staff when nobody is logged in, ``NotFound`` when the profile
    has no data to show, ``EnvironmentFault`` when the file cannot be written.
    """
    if page not in PAGES:
        raise UserError(
            N_("There is no page “{page}”."), N_("Choose one of: {choices}."), page=page, choices=", ".join(PAGES)
        )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    profile = context.open_profile()
    try:
        if page != "first-start":
            profile.require_state()
        if page in STAFF_PAGES:
            _require_staff(profile, page)
        settings = replace(context.settings, window="", search=None, theme=theme)
        services = Services(_never, None if page in STAFF_PAGES else _never, look_ahead=look_ahead)
        image = _picture(replace(context, settings=settings), services, profile, page, scale)
    finally:
        profile.close()
    _save(image, file)


def _require_staff(profile: Profile, page: str) -> None:
    if profile.account() is None:
        raise UserError(
            N_("The page {page} is there for the register's staff only."),
            N_("Log in first, or try “interpreter-app demo --as case_worker”."),
            page=page,
        )


def _picture(context: AppContext, services: Services, profile: Profile, page: str, scale: float) -> QImage:
    desktop = build(make_application(), context, services, profile)
    try:
        desktop.window.resize(SIZE)
        desktop.window.show()
        desktop.window.activateWindow()
        wait(desktop.window.isActiveWindow)
        PREPARED[page](desktop)
        for edit in desktop.window.findChildren(QLineEdit):
            edit.setReadOnly(True)  # no caret, which would blink from picture to picture
        return _painted(desktop.window, scale)
    finally:
        desktop.runner.close()
        take_apart(desktop)


def _never(*_: object) -> Never:
    """A picture never synchronises."""
    raise AssertionError("a picture was made to synchronise")


def _painted(window: QWidget, scale: float) -> QImage:
    QEventLoop().processEvents()
    size = window.size()
    image = QImage(round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    window.render(painter, QPoint(0, 0))
    for dialog in window.findChildren(QDialog):
        _paint_over(painter, window.size(), dialog)
    painter.end()
    return image


def _paint_over(painter: QPainter, room: QSize, dialog: QDialog) -> None:
    """Paint a dialog as it stands in the middle of the window, which is shaded behind it."""
    painter.fillRect(QRect(QPoint(0, 0), room), QColor(0, 0, 0, _SHADE))
    place = QPoint((room.width() - dialog.width()) // 2, (room.height() - dialog.height()) // 2)
    dialog.render(painter, place)


def _save(image: QImage, file: Path) -> None:
    if not image.save(str(file), "PNG"):  # type: ignore[call-overload]
        raise EnvironmentFault(
            N_("The file {path} cannot be written."), N_("Choose a folder that you may write in."), path=file
        )
