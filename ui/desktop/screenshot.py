"""Pictures of the window's pages, made offscreen from the data of a profile."""

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Never

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from interpreter_app.documents.sheets import sheet_of
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_, EnvironmentFault, UserError
from interpreter_app.domain.interpreters import Gender
from interpreter_app.domain.people_lists import SortBy
from interpreter_app.domain.qualifications import EvidenceType
from interpreter_app.use_cases.find_interpreters import SearchRequest, count_choices, find_interpreters, readings
from interpreter_app.use_cases.list_people import PeopleRequest, list_people, read_rows
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.resolve_conflicts import Side
from interpreter_app.use_cases.sync_log import read_sync_log
from ui.app_context import AppContext
from ui.desktop.dialogs.before_sync import BeforeSyncDialog
from ui.desktop.finder import Help
from ui.desktop.job_runner import Step
from ui.desktop.main import Desktop, build, make_application, take_apart
from ui.desktop.pages.conflicts_page import ConflictsPage
from ui.desktop.pages.import_page import PREVIEW, ImportPage
from ui.desktop.pages.page import Page
from ui.desktop.pages.people_page import PeoplePage
from ui.desktop.pages.record_page import RecordPage
from ui.desktop.pages.record_page_head import HISTORY
from ui.desktop.pages.settings_page import SettingsPage
from ui.desktop.services import LookAhead, Services
from ui.desktop.sync_status import SyncStatus
from ui.desktop.widgets.entries_list import EntriesList
from ui.pages import PAGES, STAFF_PAGES

SIZE = QSize(1280, 800)
_PERSON_PANES = (470, 574)
_SHOWN_LANGUAGE = "tir"
_LONGEST_WAIT_MS = 20_000
_SHADE = 96
_LISTED = 12


def render_page(
    context: AppContext, file: Path, page: str, theme: str, scale: float, *, look_ahead: LookAhead | None = None
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
        _wait(desktop.window.isActiveWindow)
        _PREPARED[page](desktop)
        for edit in desktop.window.findChildren(QLineEdit):
            edit.setReadOnly(True)  # no caret, which would blink from picture to picture
        return _painted(desktop.window, scale)
    finally:
        desktop.runner.close()
        take_apart(desktop)


def _never(*_: object) -> Never:
    """A picture never synchronises."""
    raise AssertionError("a picture was made to synchronise")


def _show_search(desktop: Desktop) -> None:
    _ask(desktop, SearchRequest())


def _show_results(desktop: Desktop) -> None:
    _ask(desktop, _telling_request(desktop))
    search = desktop.window.search
    shown = [search.model.person(search.model.index(row)) for row in range(search.model.rowCount())]
    people = [person for person in shown if person is not None]
    telling = [person for person in people if person.rank > 1 and len(person.languages) > 1]
    for person in (telling or people)[:1]:
        search.open_id(person.id)
        _wait(lambda: search.panel.shown is not None)


def _show_person(desktop: Desktop) -> None:
    _show_results(desktop)
    desktop.window.search.share_room(*_PERSON_PANES)


def _show_empty(desktop: Desktop) -> None:
    """The strictest search that finds nobody although the language has somebody."""
    request = _telling_request(desktop)
    search = desktop.window.search
    for county, gender in product(("56", "55", "42", "21"), (None, *Gender)):
        narrow = replace(request, min_category=Category.A, county=county, neighbours=False, gender=gender)
        if not find_interpreters(desktop.session.profile, narrow, desktop.session.today).rows:
            break
    helped: list[Help] = []
    search.finder.helped.connect(helped.append)
    _ask(desktop, narrow)
    _wait(lambda: bool(helped))


def _show_settings(desktop: Desktop) -> None:
    _show_search(desktop)
    desktop.window.show_settings()


def _show_first_start(desktop: Desktop) -> None:
    desktop.session.sync = SyncStatus(None)
    desktop.session.sync_changed.emit()
    desktop.window.show_search()


def _show_syncing(desktop: Desktop) -> None:
    _show_results(desktop)
    step = Step(41, 100, N_("Fetching changes"))
    desktop.session.sync = replace(desktop.session.sync, running=True, step=step)
    desktop.session.sync_changed.emit()


def _show_outbox(desktop: Desktop) -> None:
    _show_listed(desktop, "outbox")


def _show_conflicts(desktop: Desktop) -> None:
    page = _show_listed(desktop, "conflicts")
    assert isinstance(page, ConflictsPage)
    page.view.focus_first()
    page.view.choose(Side.MINE)


def _show_sync_log(desktop: Desktop) -> None:
    _show_listed(desktop, "sync-log")


def _show_listed(desktop: Desktop, name: str) -> Page:
    """Show a page with a list, once what is chosen in it is shown."""
    _show_search(desktop)
    read: list[object] = []
    page = desktop.window.page(name)
    entries = page.findChild(EntriesList)
    assert entries is not None
    entries.model().modelReset.connect(lambda: read.append(None))
    desktop.window.show_page(name)
    _wait(lambda: bool(read))
    return page


def _show_sync_preview(desktop: Desktop) -> None:
    _show_outbox(desktop)
    desktop.window.start_sync()
    dialog = desktop.window.findChild(BeforeSyncDialog)
    _wait(lambda: dialog is None or dialog.go.isEnabled())


def _show_log_in(desktop: Desktop) -> None:
    _show_settings(desktop)
    page = desktop.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.log_in.click()


def _show_record(desktop: Desktop) -> None:
    """The record of a person with a bachelor being added, and what that does."""
    page = _open_record(desktop)
    assert page.form is not None
    assert page.sections is not None
    language = page.form.of_type("language")[0].value("language")
    day = desktop.session.today.replace(day=1).isoformat()
    page.sections.qualifications.add(type=EvidenceType.BACHELOR.value, language=language, obtained=day)
    _wait(lambda: bool(page.effect.spoken()))


def _show_history(desktop: Desktop) -> None:
    sent = [edit.person for entry in read_sync_log(desktop.session.profile) for edit in entry.merged or entry.edits]
    page = _open_record(desktop, next(iter(sent), None))
    page.show_tab(HISTORY)
    _wait(lambda: page.history is not None and bool(page.history.lacking.text()))


def _show_people(desktop: Desktop) -> None:
    _show_search(desktop)
    page = desktop.window.show_page("people")
    assert isinstance(page, PeoplePage)
    _wait(lambda: page.model.rowCount() > 0)
    _wait(lambda: bool(page.model.index(0, 0).data()))
    page.table.enter()


def _show_import(desktop: Desktop) -> None:
    """What a list of a few people would do: other telephone numbers, one of them wrong."""
    _show_search(desktop)
    profile, today = desktop.session.profile, desktop.session.today
    ids = list_people(profile, PeopleRequest(by=SortBy.NUMBER), (), today)[:_LISTED]
    lines = [
        (str(row.person.number), f"000 00 {100 + place}" if place != 2 else "ring meg")
        for place, row in enumerate(read_rows(profile, ids, today))
    ]
    page = desktop.window.show_page("import")
    assert isinstance(page, ImportPage)
    page.show_list("oppdatert.xlsx", sheet_of([("Tolkenummer", "Telefon"), *lines]))
    page.look()
    _wait(lambda: page.step == PREVIEW)
    page.preview.show_only("all")


def _open_record(desktop: Desktop, person: str | None = None) -> RecordPage:
    """The record of ``person`` (an id), or of the person whom the results show."""
    _show_results(desktop)
    page = desktop.window.page("record")
    assert isinstance(page, RecordPage)
    desktop.window.edit_person(person or desktop.window.search.id_meant())
    _wait(lambda: page.sections is not None)
    return page


_PREPARED: dict[str, Callable[[Desktop], None]] = {
    "search": _show_search,
    "results": _show_results,
    "person": _show_person,
    "empty": _show_empty,
    "settings": _show_settings,
    "first-start": _show_first_start,
    "syncing": _show_syncing,
    "log-in": _show_log_in,
    "outbox": _show_outbox,
    "conflicts": _show_conflicts,
    "sync-log": _show_sync_log,
    "sync-preview": _show_sync_preview,
    "record": _show_record,
    "history": _show_history,
    "people": _show_people,
    "import": _show_import,
}


def _telling_request(desktop: Desktop) -> SearchRequest:
    """A search with an answer that shows what rows can say: one language, the highly qualified."""
    profile, today = desktop.session.profile, desktop.session.today
    counts = count_choices(profile, readings(SearchRequest(), today)[0]).languages
    most = max(counts, key=lambda code: counts[code], default=None)
    language = _SHOWN_LANGUAGE if counts.get(_SHOWN_LANGUAGE) else most
    request = SearchRequest(language=language, min_category=Category.D)
    near = replace(request, county="55", neighbours=True)
    return near if len(find_interpreters(profile, near, today).rows) >= 5 else request


def _ask(desktop: Desktop, request: SearchRequest) -> None:
    search = desktop.window.search
    answered: list[int] = []
    search.finder.counted.connect(answered.append)
    search.focus_field()
    search.ask(request)
    _wait(lambda: bool(answered))


def _wait(until: Callable[[], bool]) -> None:
    """Let the window live until ``until`` holds."""
    loop = QEventLoop()
    clock = QElapsedTimer()
    clock.start()
    while not until():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
        if clock.elapsed() > _LONGEST_WAIT_MS:
            raise EnvironmentFault(N_("The picture could not be made in time."))


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
