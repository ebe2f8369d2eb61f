"""The pages of the window: a line for each. A page is made when it is shown for the first time."""

from collections.abc import Callable
from dataclasses import dataclass

from interpreter_app.domain.errors import N_
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.use_cases.standing import Standing
from ui.desktop.pages.page import MakePage, Page, Shell

EVERYBODY = frozenset(AccountRole)
STAFF = EVERYBODY - {AccountRole.PUBLIC}
SEARCH = "search"


def _none(_: Standing) -> int:
    """For a page where nothing waits."""
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A page: its name in the program, its icon, its title (English source text), who sees it, and how it is made.

    A page without an icon is not in the navigation; it is reached from others. ``waits`` counts what waits in it.
    """

    name: str
    title: str
    make: MakePage
    icon: str = ""
    roles: frozenset[AccountRole] = STAFF
    waits: Callable[[Standing], int] = _none


def _search(shell: Shell) -> Page:
    from ui.desktop.pages.search_page import SearchPage

    return SearchPage(shell.session, shell.session.context.settings.search)


def _outbox(shell: Shell) -> Page:
    from ui.desktop.pages.outbox_page import OutboxPage

    return OutboxPage(shell)


def _conflicts(shell: Shell) -> Page:
    from ui.desktop.pages.conflicts_page import ConflictsPage

    return ConflictsPage(shell)


def _sync_log(shell: Shell) -> Page:
    from ui.desktop.pages.sync_log_page import SyncLogPage

    return SyncLogPage(shell)


def _people(shell: Shell) -> Page:
    from ui.desktop.pages.people_page import PeoplePage

    return PeoplePage(shell)


def _import(shell: Shell) -> Page:
    from ui.desktop.pages.import_page import ImportPage

    return ImportPage(shell)


def _record(shell: Shell) -> Page:
    from ui.desktop.pages.record_page import RecordPage

    return RecordPage(shell)


def _settings(shell: Shell) -> Page:
    from ui.desktop.pages.settings_page import SettingsPage

    return SettingsPage(shell)


def _first_start(shell: Shell) -> Page:
    from ui.desktop.pages.first_start_page import FirstStartPage

    return FirstStartPage(shell)


def _locked(shell: Shell) -> Page:
    from ui.desktop.pages.locked_page import LockedPage

    return LockedPage(shell)


PAGES = (
    PageEntry(name=SEARCH, title=N_("Search"), icon="search", make=_search, roles=EVERYBODY),
    PageEntry(name="people", title=N_("Register"), icon="people", make=_people),
    PageEntry(name="outbox", title=N_("Unsent changes"), icon="outbox", make=_outbox, waits=lambda s: s.unsent),
    PageEntry(name="conflicts", title=N_("Conflicts"), icon="conflict", make=_conflicts, waits=lambda s: s.conflicts),
    PageEntry(name="sync-log", title=N_("Sync log"), icon="log", make=_sync_log),
    PageEntry(name="record", title=N_("Interpreter"), make=_record),
    PageEntry(name="import", title=N_("Import"), make=_import),
    PageEntry(name="settings", title=N_("Settings"), icon="settings", make=_settings, roles=EVERYBODY),
    PageEntry(name="first-start", title=N_("First start"), make=_first_start, roles=EVERYBODY),
    PageEntry(name="locked", title=N_("Locked"), make=_locked),
)
"""In the order of the navigation."""


def page_entry(name: str) -> PageEntry:
    """The page called ``name``."""
    return next(entry for entry in PAGES if entry.name == name)


def in_navigation(role: AccountRole) -> list[PageEntry]:
    """The pages that somebody with ``role`` finds in the navigation."""
    return [entry for entry in PAGES if entry.icon and role in entry.roles]
