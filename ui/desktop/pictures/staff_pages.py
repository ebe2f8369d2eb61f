"""The pages of the register's staff for pictures, the settings and the login."""

from collections.abc import Callable, Mapping

from interpreter_app.documents.sheets import sheet_of
from interpreter_app.domain.people_lists import SortBy
from interpreter_app.domain.qualifications import EvidenceType
from interpreter_app.use_cases.list_people import PeopleRequest, list_people, read_rows
from interpreter_app.use_cases.resolve_conflicts import Side
from interpreter_app.use_cases.sync_log import read_sync_log
from ui.desktop.dialogs.before_sync import BeforeSyncDialog
from ui.desktop.main import Desktop
from ui.desktop.pages.conflicts_page import ConflictsPage
from ui.desktop.pages.import_page import PREVIEW, ImportPage
from ui.desktop.pages.page import Page
from ui.desktop.pages.people_page import PeoplePage
from ui.desktop.pages.record_page import RecordPage
from ui.desktop.pages.record_page_head import HISTORY
from ui.desktop.pages.settings_page import SettingsPage
from ui.desktop.pictures.search_pages import show_results, show_search
from ui.desktop.pictures.waiting import wait
from ui.desktop.widgets.entries_list import EntriesList

_LISTED = 12


def _show_settings(desktop: Desktop) -> None:
    show_search(desktop)
    desktop.window.show_settings()


def _show_log_in(desktop: Desktop) -> None:
    _show_settings(desktop)
    page = desktop.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.log_in.click()


def _show_outbox(desktop: Desktop) -> None:
    _show_listed(desktop, "outbox")


def _show_conflicts(desktop: Desktop) -> None:
    page = _show_listed(desktop, "conflicts")
    assert isinstance(page, ConflictsPage)
    page.view.focus_first()
    page.view.choose(Side.MINE)


def _show_sync_log(desktop: Desktop) -> None:
    _show_listed(desktop, "sync-log")


def _show_sync_preview(desktop: Desktop) -> None:
    _show_outbox(desktop)
    desktop.window.start_sync()
    dialog = desktop.window.findChild(BeforeSyncDialog)
    wait(lambda: dialog is None or dialog.go.isEnabled())


def _show_listed(desktop: Desktop, name: str) -> Page:
    """Show a page with a list, once what is chosen in it is shown."""
    show_search(desktop)
    read: list[object] = []
    page = desktop.window.page(name)
    entries = page.findChild(EntriesList)
    assert entries is not None
    entries.model().modelReset.connect(lambda: read.append(None))
    desktop.window.show_page(name)
    wait(lambda: bool(read))
    return page


def _show_record(desktop: Desktop) -> None:
    """The record of a person with a bachelor being added, and what that does."""
    page = _open_record(desktop)
    assert page.form is not None
    assert page.sections is not None
    language = page.form.of_type("language")[0].value("language")
    day = desktop.session.today.replace(day=1).isoformat()
    page.sections.qualifications.add(type=EvidenceType.BACHELOR.value, language=language, obtained=day)
    wait(lambda: bool(page.effect.spoken()))


def _show_history(desktop: Desktop) -> None:
    sent = [edit.person for entry in read_sync_log(desktop.session.profile) for edit in entry.merged or entry.edits]
    page = _open_record(desktop, next(iter(sent), None))
    page.show_tab(HISTORY)
    wait(lambda: page.history is not None and bool(page.history.lacking.text()))


def _show_people(desktop: Desktop) -> None:
    show_search(desktop)
    page = desktop.window.show_page("people")
    assert isinstance(page, PeoplePage)
    wait(lambda: page.model.rowCount() > 0)
    wait(lambda: bool(page.model.index(0, 0).data()))
    page.table.enter()


def _show_import(desktop: Desktop) -> None:
    """What a list of a few people would do: other telephone numbers, one of them wrong."""
    show_search(desktop)
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
    wait(lambda: page.step == PREVIEW)
    page.preview.show_only("all")


def _open_record(desktop: Desktop, person: str | None = None) -> RecordPage:
    """The record of ``person`` (an id), or of the person whom the results show."""
    show_results(desktop)
    page = desktop.window.page("record")
    assert isinstance(page, RecordPage)
    desktop.window.edit_person(person or desktop.window.search.id_meant())
    wait(lambda: page.sections is not None)
    return page


PREPARED: Mapping[str, Callable[[Desktop], object]] = {
    "settings": _show_settings,
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
"""What brings each page to where it has something to tell, by the name of the page."""
