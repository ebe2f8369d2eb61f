"""Before synchronising: what will go and come is shown first, and nothing happens before the person says so."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from interpreter_app.domain.errors import SyncError
from interpreter_app.settings import read_settings
from interpreter_app.store.account import set_locked
from sync.engine import SyncOutcome
from sync.preview import Collision, PersonConcerned, Preview
from tests.support import desktop_staff as staff
from tests.support.desktop import NOW
from ui.desktop.dialogs.before_sync import BeforeSyncDialog
from ui.desktop.main import Desktop
from ui.desktop.messages import MessageBar
from ui.desktop.services import Services


class Register:
    """What a window asks of the register; it looks ahead as far as the test lets it."""

    def __init__(self, preview: Preview | None = None, error: Exception | None = None) -> None:
        self.preview = preview or Preview(send=(), held=())
        self.error = error
        self.go = threading.Event()
        self.go.set()
        self.when_asked: Callable[[], object] = lambda: None
        self.syncs: list[str] = []
        self.looks: list[str] = []

    def look_ahead(self, profile, address, proxy, progress) -> Preview:
        self.looks.append(address)
        self.when_asked()
        while not self.go.wait(0.002):
            progress(1, 4, "Fetching changes")
        if self.error:
            raise self.error
        return self.preview

    def synchronise(self, profile, address, proxy, progress) -> SyncOutcome:
        self.syncs.append(address)
        return SyncOutcome(bootstrap=False, received=0, head=2, as_of=NOW)

    @property
    def services(self) -> Services:
        return Services(self.synchronise, look_ahead=self.look_ahead)


@pytest.fixture
def open_with(open_desktop, data_folder):
    def open_(register: Register) -> Desktop:
        return open_desktop(data_folder, services=register.services)

    return open_


def dialog_of(qtbot, desktop) -> BeforeSyncDialog:
    desktop.window.card.start.click()
    dialog = desktop.window.findChild(BeforeSyncDialog)
    assert dialog is not None
    return dialog


def words(dialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible()).replace("\u200b", "")


def test_it_shows_what_goes_what_collides_and_what_comes(qtbot, profile, open_with):
    mine = staff.change(profile, 14207, phone="00000300")
    colliding = staff.change(profile, 15310, phone="00000111")
    held = staff.in_conflict(profile, staff.change(profile, 15777, phone="00000999"), {"phone": "00000888"})
    register = Register(
        Preview(
            send=(mine, colliding),
            held=(held,),
            receive=12,
            people=(PersonConcerned("a", 1, "Yonas Tekle Ghebre"), PersonConcerned("b", None, "")),
            people_concerned=2,
            collisions=(Collision(colliding, ("phone",)),),
        )
    )
    dialog = dialog_of(qtbot, open_with(register))
    qtbot.waitUntil(lambda: "Will come" in words(dialog))
    shown = words(dialog)
    assert "Will be sent (1)\nSelam Kidane Haile · Telephone: 000 00 207 → 000 00 300" in shown
    assert "Will be in conflict (1)" in shown
    assert "Abel Fessehaye · Telephone" in shown
    assert "12 changes about 2 people\nYonas Tekle Ghebre, a new person" in shown
    assert "Waits for your decision, and is not sent (1)" in shown
    assert register.syncs == []


def test_enter_goes_on_with_the_sync(qtbot, profile, open_with):
    register = Register()
    desktop = open_with(register)
    dialog = dialog_of(qtbot, desktop)
    qtbot.waitUntil(dialog.go.hasFocus)
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: register.syncs == [staff.SERVER])


def test_esc_while_it_looks_stops_that_and_nothing_is_sent(qtbot, profile, open_with):
    register = Register()
    register.go.clear()
    desktop = open_with(register)
    dialog = dialog_of(qtbot, desktop)
    qtbot.waitUntil(lambda: dialog.said.text() == "Fetching changes")
    assert not dialog.go.isEnabled()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert register.syncs == []
    register.go.set()


def test_what_goes_wrong_is_told_in_the_window(qtbot, profile, open_with):
    register = Register(error=SyncError("The register did not answer.", "Try again later."))
    desktop = open_with(register)
    dialog_of(qtbot, desktop)
    qtbot.waitUntil(desktop.window.findChild(MessageBar).isVisible)
    assert register.syncs == []


def test_it_can_be_left_out_when_there_is_nothing_to_send(qtbot, profile, open_with, data_folder):
    register = Register()
    desktop = open_with(register)
    dialog = dialog_of(qtbot, desktop)
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.quiet.click()
    with qtbot.waitSignal(dialog.rejected):
        dialog.cancel.click()
    assert read_settings(data_folder).quiet_fetch
    desktop.window.card.start.click()
    qtbot.waitUntil(lambda: len(register.syncs) == 1)
    assert len(register.looks) == 1


def test_with_something_to_send_it_is_shown_all_the_same(qtbot, profile, open_with):
    staff.change(profile, 14207, phone="00000300")
    register = Register()
    desktop = open_with(register)
    desktop.session.context.remember(quiet_fetch=True)
    dialog = dialog_of(qtbot, desktop)
    qtbot.waitUntil(dialog.go.isEnabled)
    assert register.syncs == []


def test_the_public_synchronises_without_being_asked(qtbot, open_desktop, data_folder):
    register = Register()
    desktop = open_desktop(data_folder, services=register.services)
    desktop.window.card.start.click()
    qtbot.waitUntil(lambda: len(register.syncs) == 1)
    assert register.looks == []


def test_a_whole_copy_is_announced(qtbot, profile, open_with):
    dialog = dialog_of(qtbot, open_with(Register(Preview(send=(), held=(), bootstrap=True))))
    qtbot.waitUntil(lambda: "The whole register is copied anew. What you have not sent is kept." in words(dialog))
    assert "Nothing to send" in words(dialog)


def test_a_login_that_the_register_refuses_while_it_is_looked_ahead_locks_the_window(qtbot, profile, open_with):
    register = Register(error=SyncError("The register does not accept the login.", "Log in again."))

    def refuse() -> None:
        with profile.database.write() as connection:
            set_locked(connection, locked=True)

    register.when_asked = refuse
    desktop = open_with(register)
    dialog_of(qtbot, desktop)
    qtbot.waitUntil(lambda: desktop.window.shown_page() == "locked")
