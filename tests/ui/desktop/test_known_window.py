"""The register as it was known by a day, in a window of its own: asked for, searched, and gone when it is closed."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from interpreter_app.domain.errors import N_, Cancelled, SyncError
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.jobs import Progress
from interpreter_app.store.account import set_locked
from interpreter_app.store.history import KeptEntry
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.open_profile import Profile
from sync.failures import TokenRefused
from tests.support.desktop import context_in, drawn_people
from tests.support.histories import UNTIL, WHEN, entry, keep
from tests.support.lists import log_in
from tests.support.registers import Named, stored
from tests.ui.desktop.test_accessible import nameless, unseen
from tests.ui.desktop.test_main_window import called, cut, stops, to_be_reached
from ui.desktop.dialogs.known import KnownDialog
from ui.desktop.held_register import HeldRegister
from ui.desktop.job_runner import Job, Lane
from ui.desktop.known_window import KnownWindow
from ui.desktop.main import Desktop
from ui.desktop.services import Services

YONAS, SELAM, MEHRET = drawn_people()[:3]
LATER = WHEN + timedelta(days=10)
SECONDS = 10.0
"""The most that a test waits for another thread."""


def never(*_: object) -> None:
    raise AssertionError("nothing is fetched here")


def recorded(first: int, people: list[Named], **details: object) -> list[KeptEntry]:
    """The entries, from the number ``first`` on, with which all records of a person came into the register."""
    number = next(record.number for _, record in people if isinstance(record, Interpreter))
    rows = [stored(id_, record) for id_, record in people]
    return [
        entry(n, None, msgspec.json.decode(row.data), number=number, record=row.id, type_=row.type, **details)
        for n, row in enumerate(rows, first)
    ]


def keep_history(profile: Profile, *more: KeptEntry) -> None:
    """The whole history as read here: Yonas and Selam came in June, Mehret ten days later."""
    early = recorded(1, [*YONAS]) + recorded(100, [*SELAM])
    keep(profile, *early, *more, *recorded(200, [*MEHRET], at=LATER), number=None)


def refused_token(profile: Profile, *_: object) -> int:
    with profile.database.write() as connection:
        set_locked(connection, locked=True)
    raise TokenRefused(N_("The register does not accept the login."))


def unreachable(*_: object) -> int:
    raise SyncError(N_("The register cannot be reached."))


Opens = Callable[..., Desktop]


@pytest.fixture
def opens(open_desktop, data_folder: Path) -> Opens:
    """Opens the window of a case worker on the list of all people; ``fetch`` fetches the whole history."""

    def opens_(
        fetch: Callable[..., object] | None = None, prepare: Callable[[Profile], object] = keep_history
    ) -> Desktop:
        profile = log_in(context_in(data_folder).open_profile())
        prepare(profile)
        profile.close()
        desktop: Desktop = open_desktop(data_folder, services=Services(never, fetch_whole_history=fetch))
        desktop.window.show_page("people")
        return desktop

    return opens_


def seen(kind: type) -> list:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def ask(qtbot, desktop: Desktop, day: str) -> KnownDialog:
    """Ask, by keyboard, for the register as it was known by ``day``."""
    known = desktop.window.page("people").known
    known.setFocus()
    QTest.keyClick(known, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seen(KnownDialog)))
    (dialog,) = seen(KnownDialog)
    qtbot.waitUntil(dialog.day.line.hasFocus)
    QTest.keyClicks(dialog.day.line, day)
    QTest.keyClick(dialog.day.line, Qt.Key.Key_Return)
    return dialog


def shown(qtbot) -> KnownWindow:
    """The window, its first search answered."""
    qtbot.waitUntil(lambda: bool(seen(KnownWindow)))
    (window,) = seen(KnownWindow)
    qtbot.waitUntil(lambda: bool(window.page.head.count.text()))
    return window


def names(window: KnownWindow) -> list[str]:
    model = window.page.model
    return sorted(model.person(model.index(row)).name for row in range(model.rowCount()))


def beside(folder: Path) -> list[str]:
    """What lies in the data folder that must go."""
    return [path.name for path in folder.iterdir() if path.name.startswith("temporary-")]


def wait_for_lane(desktop: Desktop, lane: Lane) -> None:
    """Wait until all that was started in ``lane`` is done, while the window is told nothing."""
    done = threading.Event()
    desktop.runner.start(lane, Job(lambda _: done.set()))
    assert done.wait(SECONDS)


# What it shows


def test_a_day_gives_a_window_with_what_the_register_had_recorded_by_then(qtbot, opens):
    desktop = opens()
    ask(qtbot, desktop, "1.6.2026")
    window = shown(qtbot)
    assert window.windowTitle() == "The register as it was known by 1 June 2026"
    assert names(window) == ["Selam Kidane Haile", "Yonas Tekle Ghebre"]
    assert window.page.field.edit.hasFocus()
    assert not seen(KnownDialog)
    assert desktop.window.page("people").model.rowCount() > 2


def test_two_days_can_be_compared(qtbot, opens):
    desktop = opens()
    ask(qtbot, desktop, "1.6.2026")
    first = shown(qtbot)
    desktop.window.activateWindow()
    ask(qtbot, desktop, "15.6.2026")
    qtbot.waitUntil(lambda: len(seen(KnownWindow)) == 2)
    second = next(one for one in seen(KnownWindow) if one is not first)
    qtbot.waitUntil(lambda: len(names(second)) == 3)
    first.page.ask(SearchRequest(text="Yonas"))
    qtbot.waitUntil(lambda: names(first) == ["Yonas Tekle Ghebre"])
    first.close()
    second.page.ask(SearchRequest(text="Mehret"))
    qtbot.waitUntil(lambda: names(second) == ["Mehret Solomon"])


def test_the_legal_day_is_chosen_there_as_ever(qtbot, opens):
    ask(qtbot, opens(), "1.6.2026")
    window = shown(qtbot)
    window.page.filters.changed.emit(SearchRequest(on=date(2015, 12, 31)))
    qtbot.waitUntil(lambda: names(window) == [])
    assert window.page.filters.day.text() == "As of 31 December 2015"
    window.page.filters.changed.emit(SearchRequest(on=date(2016, 7, 1)))
    qtbot.waitUntil(lambda: names(window) == ["Selam Kidane Haile", "Yonas Tekle Ghebre"])


def test_nobody_can_be_edited_there_and_esc_puts_only_the_person_away(qtbot, opens):
    desktop = opens()
    ask(qtbot, desktop, "1.6.2026")
    window = shown(qtbot)
    assert desktop.session.standing.acts_as_staff
    QTest.keyClick(window.page.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.panel.shown is not None)
    assert "Edit" not in [one.text() for one in window.page.panel.findChildren(QPushButton)]
    assert "Nothing can be changed here." in window.said
    for _ in range(2):
        QTest.keyClick(window.page.list, Qt.Key.Key_Escape)
    assert window.page.panel.shown is None
    assert window.isVisible()


def test_every_control_there_has_a_name_and_is_reached_by_tab(qtbot, opens):
    ask(qtbot, opens(), "1.6.2026")
    window = shown(qtbot)
    assert nameless(window) == []
    reached = stops(qtbot)
    assert [called(one) for one in to_be_reached(window) - set(reached)] == []
    assert set(unseen(window, reached)) <= {called(window.page.field.edit)}


def test_what_the_law_has_had_erased_is_said_to_be_left_out(qtbot, opens):
    erased = [entry(n, None, None, number=16001 + n, erased=True) for n in (150, 151)]
    ask(qtbot, opens(prepare=lambda profile: keep_history(profile, *erased)), "1.6.2026")
    assert "2 records are left out, since the law has had their contents erased." in shown(qtbot).said


def test_where_nothing_was_erased_nothing_is_said_of_it(qtbot, opens):
    ask(qtbot, opens(), "1.6.2026")
    assert "erased" not in shown(qtbot).said


# How it ends


def close_by_button(_desktop: Desktop, window: KnownWindow) -> None:
    window.close_button.setFocus()
    QTest.keyClick(window.close_button, Qt.Key.Key_Return)


def close_by_key(_desktop: Desktop, window: KnownWindow) -> None:
    QTest.keyClick(window.page.field.edit, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)


def close_the_program(desktop: Desktop, _window: KnownWindow) -> None:
    desktop.close()


def be_locked(desktop: Desktop, _window: KnownWindow) -> None:
    with desktop.session.profile.database.write() as connection:
        set_locked(connection, locked=True)
    desktop.session.check_standing()


def lose_the_role(desktop: Desktop, _window: KnownWindow) -> None:
    log_in(desktop.session.profile, AccountRole.PUBLIC)
    desktop.session.check_standing()


def replace_the_profile(desktop: Desktop, _window: KnownWindow) -> None:
    """What logging in and out do."""
    desktop.session.replace_profile(lambda: None, lambda _: None, desktop.runner.report)


@pytest.mark.parametrize(
    "end", [close_by_button, close_by_key, close_the_program, be_locked, lose_the_role, replace_the_profile]
)
def test_the_temporary_register_goes_with_the_window(qtbot, opens, data_folder, end):
    desktop = opens()
    ask(qtbot, desktop, "1.6.2026")
    window = shown(qtbot)
    assert beside(data_folder)
    end(desktop, window)
    qtbot.waitUntil(lambda: not seen(KnownWindow))
    assert beside(data_folder) == []


def test_the_window_goes_before_the_file_is_replaced(qtbot, opens, data_folder):
    desktop = opens()
    ask(qtbot, desktop, "1.6.2026")
    shown(qtbot)
    left: list[list[str]] = []
    desktop.session.replace_profile(lambda: left.append(beside(data_folder)), lambda _: None, desktop.runner.report)
    qtbot.waitUntil(lambda: left == [[]])


# Cancelling


def test_cancelling_stops_the_fetching_and_asks_again(qtbot, opens, data_folder):
    goes_on = threading.Event()

    def fetch(_profile: Profile, _server: str, _proxy: str, progress: Progress) -> int:
        goes_on.wait(SECONDS)
        progress(1, 2, "")
        raise AssertionError("went on after it was cancelled")

    desktop = opens(fetch)
    dialog = ask(qtbot, desktop, "1.6.2026")
    qtbot.waitUntil(dialog.bar.stop.hasFocus)
    QTest.keyClick(dialog.bar.stop, Qt.Key.Key_Return)
    goes_on.set()
    qtbot.waitUntil(dialog.day.line.hasFocus)
    assert dialog.day.line.text() == "01.06.2026"
    assert beside(data_folder) == []


def test_cancelled_when_it_was_done_and_nobody_told_it_goes_and_no_window_comes(qtbot, opens, data_folder):
    desktop = opens()
    dialog = ask(qtbot, desktop, "1.6.2026")
    wait_for_lane(desktop, Lane.SYNC)
    assert beside(data_folder)
    QTest.keyClick(dialog.bar.stop, Qt.Key.Key_Return)
    assert beside(data_folder) == []
    qtbot.waitUntil(dialog.go.isVisible)
    assert not seen(KnownWindow)
    QTest.keyClick(dialog.day.line, Qt.Key.Key_Return)
    assert names(shown(qtbot)) == ["Selam Kidane Haile", "Yonas Tekle Ghebre"]


def leave_by_esc(_desktop: Desktop, dialog: KnownDialog) -> None:
    QTest.keyClick(dialog.bar.stop, Qt.Key.Key_Escape)


def leave_the_program(desktop: Desktop, _dialog: KnownDialog) -> None:
    desktop.close()


@pytest.mark.parametrize("leave", [leave_by_esc, leave_the_program])
def test_left_when_it_was_done_and_nobody_told_it_goes_too(qtbot, opens, data_folder, leave):
    desktop = opens()
    dialog = ask(qtbot, desktop, "1.6.2026")
    wait_for_lane(desktop, Lane.SYNC)
    assert beside(data_folder)
    leave(desktop, dialog)
    assert beside(data_folder) == []
    qtbot.waitUntil(lambda: not seen(KnownDialog))
    assert not seen(KnownWindow)


def test_closed_while_it_is_made_it_goes_at_once():
    held, happened = HeldRegister(), []

    @contextmanager
    def made():
        held.close()
        try:
            yield SimpleNamespace()
        finally:
            happened.append("gone")

    with pytest.raises(Cancelled):
        held.hold(made())
    assert happened == ["gone"]


def test_closed_twice_it_goes_once():
    held, happened = HeldRegister(), []

    @contextmanager
    def made():
        yield SimpleNamespace()
        happened.append("gone")

    held.hold(made())
    held.close()
    held.close()
    assert happened == ["gone"]
    assert held.closed


# What cannot be shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Give a day."),
        ("whenever", "whenever"),
        ("21.11.2026", "21 November 2026 is still to come; what will be recorded by then is not known."),
    ],
)
def test_what_is_no_day_that_can_be_known_is_said_before_anything_is_fetched(qtbot, opens, typed, said):
    dialog = ask(qtbot, opens(never), typed)
    assert said in dialog.day.wrong.text()
    assert dialog.day.line.hasFocus()
    assert not dialog.bar.running


def test_a_day_that_was_wrong_can_be_mended(qtbot, opens):
    dialog = ask(qtbot, opens(), "21.11.2026")
    dialog.day.line.clear()
    QTest.keyClicks(dialog.day.line, "1.6.2026")
    QTest.keyClick(dialog.day.line, Qt.Key.Key_Return)
    assert len(names(shown(qtbot))) == 2


def test_a_day_before_the_history_begins_is_told_in_the_words_of_the_window(qtbot, opens):
    dialog = ask(qtbot, opens(), "31.5.2026")
    qtbot.waitUntil(dialog.said.isVisible)
    words = "The register had recorded nothing by 2026-05-31; its history begins on 2026-06-01."
    assert dialog.said.accessibleName() == words
    assert dialog.day.line.hasFocus()


def test_what_is_lacking_is_fetched_first(qtbot, opens):
    asked = []

    def fetch(profile: Profile, server: str, _proxy: str, _progress: Progress) -> int:
        asked.append(server)
        keep_history(profile)
        return 1

    ask(qtbot, opens(fetch, prepare=lambda _: None), "1.6.2026")
    assert len(names(shown(qtbot))) == 2
    assert asked == ["http://127.0.0.1:1"]


def test_without_a_network_what_is_here_is_enough_where_it_reaches(qtbot, opens):
    ask(qtbot, opens(unreachable), "1.6.2026")
    assert len(names(shown(qtbot))) == 2


def test_without_a_network_it_is_said_what_is_lacking_and_why(qtbot, opens):
    day = (UNTIL + timedelta(days=1)).date()
    dialog = ask(qtbot, opens(unreachable), f"{day:%d.%m.%Y}")
    qtbot.waitUntil(dialog.said.isVisible)
    said = dialog.said.accessibleName()
    assert said.startswith("The register cannot be reached. The history has been read up to 2026-06-20")
    assert said.endswith("Try again with a network, or ask for an earlier day.")


def test_a_login_that_the_register_refuses_locks_the_window(qtbot, opens):
    desktop = opens(refused_token)
    ask(qtbot, desktop, "1.6.2026")
    qtbot.waitUntil(lambda: desktop.session.standing.locked)
    qtbot.waitUntil(lambda: not seen(KnownDialog))
    assert not seen(KnownWindow)


def test_a_fault_of_the_program_is_told_where_faults_are(qtbot, opens, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    desktop = opens(broken)
    told: list[BaseException] = []
    monkeypatch.setattr(desktop.runner, "_on_failed", told.append)
    ask(qtbot, desktop, "1.6.2026")
    qtbot.waitUntil(lambda: [type(one) for one in told] == [ZeroDivisionError])
    assert not seen(KnownDialog)


@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100 %", "200 %"])
def test_a_word_that_something_was_done_moves_and_covers_nothing(qtbot, opens, size):
    ask(qtbot, opens(), "1.6.2026")
    window = shown(qtbot)
    window.resize(*size)
    QApplication.processEvents()
    before = window.page.geometry()
    window.page.said.emit("Copied")
    QApplication.processEvents()
    assert window.toast.isVisible()
    assert cut(window.toast) == []
    assert window.page.geometry() == before
    assert not window.close_button.geometry().intersects(window.toast.geometry())
