"""Every page and dialog for everybody: what can be used has a name, is reached by Tab, and Esc leads out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

from interpreter_app.domain.categories import Category
from interpreter_app.domain.guidance_content import Content, shipped_pieces
from interpreter_app.keys_in_words import phrase_of
from interpreter_app.store.base import log
from interpreter_app.use_cases.guidance_news import News
from interpreter_app.use_cases.undo import OF_A_SYNC
from interpreter_app.use_cases.usage import AssignmentHistory, KeptAssignment, LoggedAssignment, Version
from sync.engine import SyncOutcome
from sync.preview import Preview
from tests.support import desktop_staff as staff
from tests.support.assignments import by_category
from tests.support.desktop import NOW
from tests.ui.desktop.conftest import OpenDesktop
from tests.ui.desktop.test_main_window import called, stops, to_be_reached
from ui.desktop.dialogs.assignment import AssignmentDialog
from ui.desktop.dialogs.assignment_past import HistoryDialog, RemoveDialog
from ui.desktop.dialogs.before_sync import BeforeSyncDialog
from ui.desktop.dialogs.delete_person import DeletePersonDialog
from ui.desktop.dialogs.export import ExportDialog
from ui.desktop.dialogs.fault import FaultDialog
from ui.desktop.dialogs.guidance_news import GuidanceNewsDialog
from ui.desktop.dialogs.known import KnownDialog
from ui.desktop.dialogs.log_in import LogInDialog
from ui.desktop.dialogs.log_out import LogOutDialog
from ui.desktop.dialogs.question import Question
from ui.desktop.dialogs.recovery_phrase import RecoveryPhraseDialog
from ui.desktop.dialogs.shortcuts import ShortcutsDialog
from ui.desktop.dialogs.undo import UndoDialog
from ui.desktop.dialogs.unsaved import UnsavedDialog
from ui.desktop.dialogs.usage_import import UsageImportDialog
from ui.desktop.main import Desktop
from ui.desktop.main_window import MainWindow
from ui.desktop.page_table import PAGES
from ui.desktop.pages.record_page import RecordPage
from ui.desktop.pages.record_page_head import HISTORY
from ui.desktop.services import Services
from ui.desktop.widgets.focus_ring import FocusRing

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
)
PERSON = 14207
SYNC = "sync-1"


@pytest.fixture
def staff_folder(data_folder: Path) -> Path:
    """A case worker's data folder: a change that is sent, one that waits, and one in conflict."""
    profile = staff.staff_profile(data_folder)
    sent = staff.change(profile, 12040, email="mehret.ny@example.no")
    staff.acknowledged(profile, [sent], SYNC)
    with profile.database.write() as connection:
        log(connection, NOW, "sync", sync=SYNC, sent=1, received=12, conflicts=1, rejected=0)
    staff.change(profile, PERSON, phone="00000300")
    staff.in_conflict(profile, staff.change(profile, 15310, phone="00000111"), {"phone": "00000222"})
    profile.close()
    return data_folder


class Strays(QObject):
    """Notes what came up as a window of its own and is none: a part that was shown before it had a place."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        came = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if came and not isinstance(watched, (QDialog, MainWindow)):
            self.seen.append(f"{type(watched).__name__} {called(watched)}")
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[list[str]]:
    noting = Strays()
    qapp.installEventFilter(noting)
    yield noting.seen
    qapp.removeEventFilter(noting)


@pytest.fixture
def desktop(open_desktop: OpenDesktop, staff_folder: Path) -> Desktop:
    services = Services(
        lambda *_: SyncOutcome(bootstrap=False, received=0, head=2, as_of=NOW),
        look_ahead=lambda *_: Preview(send=(), held=()),
    )
    return open_desktop(staff_folder, services=services)


def settle(qtbot, desktop: Desktop) -> None:
    """Wait until everything that is asked of the register is answered, and shown."""
    answered: list[object] = []
    desktop.runner.read(lambda _: True, answered.append, slot="")
    qtbot.waitUntil(lambda: bool(answered))
    QApplication.processEvents()


def nameless(place: QWidget) -> list[str]:
    """The controls in sight that a screen reader has no word for."""
    shown = (one for one in place.findChildren(QWidget) if isinstance(one, CONTROLS) and one.isVisible())
    found = [one for one in shown if not _is_part(one) and not called(one).strip()]
    return [f"{type(one).__name__} {one.objectName()} in {type(one.parent()).__name__}" for one in found]


def _is_part(one: QWidget) -> bool:
    """Parts that Qt makes itself for a control: it is the control that has the name."""
    return one.objectName().startswith("qt_") or isinstance(one.parent(), QAbstractItemView)


def unseen(window: QWidget, reached: list[QWidget]) -> list[str]:
    """What has no ring around it while it has the keyboard; lists and fields of many lines show it by themselves."""
    found = []
    for one in reached:
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Shift)
        place = one.rect().translated(one.mapTo(window, QPoint(0, 0)))
        around = any(ring.isVisible() and ring.geometry().contains(place) for ring in window.findChildren(FocusRing))
        if not around and not isinstance(one, (QAbstractItemView, QPlainTextEdit)):
            found.append(called(one))
    return found


def show_page(qtbot, desktop: Desktop, name: str) -> None:
    if name == "record":
        desktop.window.edit_person(staff.person_id(PERSON))
    else:
        desktop.window.show_page(name)
    settle(qtbot, desktop)


@pytest.mark.parametrize("name", [one.name for one in PAGES])
def test_every_control_of_every_page_has_a_name_and_its_place(qtbot, strays, desktop, name):
    show_page(qtbot, desktop, name)
    assert nameless(desktop.window) == []
    assert strays == []


@pytest.mark.parametrize("name", [one.name for one in PAGES if one.name not in ("locked", "first-start")])
def test_everything_on_every_page_is_reached_by_tab_and_seen_to_have_the_keyboard(qtbot, desktop, name):
    show_page(qtbot, desktop, name)
    desktop.window.sidebar.items["search"].setFocus()
    reached = stops(qtbot)
    by_arrows = {one for one in to_be_reached(desktop.window) if one.inherits("QRadioButton")}
    assert [called(one) for one in to_be_reached(desktop.window) - by_arrows - set(reached)] == []
    assert set(unseen(desktop.window, reached)) <= {called(desktop.window.search.field.edit)}


def test_every_control_of_the_history_has_a_name(qtbot, desktop):
    page = desktop.window.show_page("record")
    assert isinstance(page, RecordPage)
    page.open(staff.person_id(PERSON), HISTORY)
    qtbot.waitUntil(lambda: page.history is not None)
    settle(qtbot, desktop)
    assert nameless(desktop.window) == []


def log_in(desktop: Desktop) -> QDialog:
    return LogInDialog(desktop.session, desktop.window)


def log_out(desktop: Desktop) -> QDialog:
    return LogOutDialog(desktop.session, desktop.window, typed=True)


def undo(desktop: Desktop) -> QDialog:
    return UndoDialog(OF_A_SYNC + SYNC, desktop.session, desktop.window, lambda _: None)


def export(desktop: Desktop) -> QDialog:
    return ExportDialog(desktop.window, [staff.person_id(PERSON)], NOW.date())


def known(desktop: Desktop) -> QDialog:
    return KnownDialog(desktop.window)


def before_sync(desktop: Desktop) -> QDialog:
    made = BeforeSyncDialog(desktop.session, desktop.window, lambda: None)
    made.look()
    return made


def question(desktop: Desktop) -> QDialog:
    return Question("Sure?", "It cannot be undone.", ("Yes", "No"), desktop.session.look, desktop.window)


def unsaved(desktop: Desktop) -> QDialog:
    session = desktop.session
    return UnsavedDialog(
        "Selam", session.texts, session.look, desktop.window, on_save=lambda: None, on_discard=lambda: None
    )


def delete_person(desktop: Desktop) -> QDialog:
    session = desktop.session
    return DeletePersonDialog("Selam", lambda: session.texts, session.look, desktop.window, lambda _: None)


def recovery_phrase(desktop: Desktop) -> QDialog:
    session = desktop.session
    return RecoveryPhraseDialog(phrase_of(bytes(range(32))), session.texts, session.look, desktop.window)


def shortcuts(desktop: Desktop) -> QDialog:
    return ShortcutsDialog(desktop.session.texts, desktop.session.look, desktop.window, is_staff=True)


def fault(desktop: Desktop) -> QDialog:
    return FaultDialog("details", lambda: desktop.session.texts, desktop.session.look, desktop.window)


def guidance_news(desktop: Desktop) -> QDialog:
    content = Content(shipped_pieces())
    news = [News(piece.key, piece, piece) for piece in shipped_pieces()[:3]]
    return GuidanceNewsDialog(desktop.session, news, content, desktop.window, lambda: None)


def assignment(desktop: Desktop) -> QDialog:
    return AssignmentDialog(desktop.window, None, lambda: None)


def remove_assignment(desktop: Desktop) -> QDialog:
    return RemoveDialog(desktop.window, LoggedAssignment(by_category(Category.A), "Selam"), lambda: None)


def assignment_history(desktop: Desktop) -> QDialog:
    logged = by_category(Category.A)
    history = AssignmentHistory(KeptAssignment(logged, NOW, False), [Version(logged, NOW, "twice")])
    return HistoryDialog(desktop.window, history, "Selam")


def usage_import(desktop: Desktop) -> QDialog:
    return UsageImportDialog(desktop.window, Path("list.csv"), lambda: None)


CLOSED_BY_ESC = [
    assignment,
    assignment_history,
    remove_assignment,
    usage_import,
    before_sync,
    delete_person,
    export,
    fault,
    guidance_news,
    known,
    log_in,
    log_out,
    question,
    shortcuts,
    undo,
    unsaved,
]


@pytest.fixture
def opened(qtbot, strays, desktop, request) -> QDialog:
    """The dialog of the parameter, open and settled."""
    made: QDialog = request.param(desktop)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    settle(qtbot, desktop)
    return made


@pytest.mark.parametrize("opened", [*CLOSED_BY_ESC, recovery_phrase], indirect=True, ids=lambda make: make.__name__)
def test_a_dialog_has_a_title_names_for_its_controls_and_is_gone_through_by_tab(qtbot, strays, opened):
    assert strays == []
    assert opened.windowTitle()
    assert nameless(opened) == []
    assert opened.isAncestorOf(QApplication.focusWidget())
    by_arrows = {one for one in to_be_reached(opened) if one.inherits("QRadioButton")}
    reached = stops(qtbot)
    assert [called(one) for one in to_be_reached(opened) - by_arrows - set(reached)] == []
    assert unseen(opened, reached) == []


@pytest.mark.parametrize("opened", CLOSED_BY_ESC, indirect=True, ids=lambda make: make.__name__)
def test_esc_closes_a_dialog(qtbot, opened):
    with qtbot.waitSignal(opened.rejected):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
