"""The pages of the window: a line for each. A page is made when it is shown for the first time."""

from collections.abc import Callable
from dataclasses import dataclass

from interpreter_app.domain.errors import N_
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.use_cases.standing import Standing
from ui.desktop.pages.page import CALL_LIST, GUIDE, MakePage, Page, Shell

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


def _guide(shell: Shell) -> Page:
    from ui.desktop.pages.guide_page import GuidePage

    return GuidePage(shell)


def _call_list(shell: Shell) -> Page:
    from ui.desktop.pages.call_list_page import CallListPage

    return CallListPage(shell)


def _roster(shell: Shell) -> Page:
    from ui.desktop.pages.roster_page import RosterPage

    return RosterPage(shell)


def _guidelines(shell: Shell) -> Page:
    from ui.desktop.pages.guidelines_page import GuidelinesPage

    return GuidelinesPage(shell)


def _usage(shell: Shell) -> Page:
    from ui.desktop.pages.usage_page import UsagePage

    return UsagePage(shell)


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
    PageEntry(name=GUIDE, title=N_("Guidance"), icon="guide", make=_guide, roles=EVERYBODY),
    PageEntry(name=CALL_LIST, title=N_("Call list"), icon="calls", make=_call_list, roles=EVERYBODY),
    PageEntry(name="usage", title=N_("Use of interpreters"), icon="usage", make=_usage, roles=EVERYBODY),
    PageEntry(name="guidelines", title=N_("Guidelines"), icon="guidelines", make=_guidelines, roles=EVERYBODY),
    PageEntry(name="roster", title=N_("Check a list"), icon="roster", make=_roster, roles=EVERYBODY),
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


LOADED_AHEAD = (
    "ui.desktop.shortlisting",
    *(f"ui.desktop.pages.{name}_page" for name in ("guide", "call_list", "usage", "guidelines", "roster", "settings")),
)
"""The modules of what everybody may ask for next: each is loaded before it is wanted, see ``main``."""
WHILE_LOCKED = frozenset({"settings"})
"""The pages that show nothing of the profile, so that they can be seen while it is locked."""
NEED_REGISTER = frozenset({SEARCH, "usage", "roster"})
"""The pages that look people up; with no register yet it is asked for in their place."""


def in_navigation(role: AccountRole, *, locked: bool = False) -> list[PageEntry]:
    """The pages that somebody with ``role`` finds in the navigation; of a ``locked`` profile those that are left.

    The search stays there: in its place it is said that the profile is locked.
    """
    there = WHILE_LOCKED | {SEARCH} if locked else {entry.name for entry in PAGES}
    return [entry for entry in PAGES if entry.icon and role in entry.roles and entry.name in there]
