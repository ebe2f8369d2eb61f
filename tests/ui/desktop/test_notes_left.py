"""Private notes that are not saved when their profile is left or locked: none goes into another profile."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from interpreter_app.data_folder import DEMO_PROFILE
from interpreter_app.use_cases.private_notes import notes_of
from sync.engine import SyncOutcome
from tests.support.desktop import NOW, drawn_people, small_register
from tests.support.private_profiles import log_into, reopened
from tests.support.registers import hold
from tests.ui.desktop.test_accessible import settle
from tests.ui.desktop.test_private_notes import SELAM, kept, open_selam, question
from ui.desktop.dialogs.log_out import LogOutDialog
from ui.desktop.job_runner import Job, Lane
from ui.desktop.main import Desktop
from ui.desktop.services import Services
from ui.desktop.widgets.note_card import NoteCard

WRITING = pytest.mark.parametrize("refused", [True, False], ids=["refused", "being typed"])


@pytest.fixture(autouse=True)
def told(monkeypatch) -> list[BaseException]:
    """The errors that were told of."""
    errors: list[BaseException] = []
    monkeypatch.setattr("ui.desktop.job_runner.JobRunner.report", lambda _, error: errors.append(error))
    return errors


def fail(*_: object) -> None:
    raise OSError("full")


def edits_done(qtbot, desktop: Desktop) -> None:
    """Wait until everything that was to be saved is saved or refused."""
    settle(qtbot, desktop)
    done: list[object] = []
    desktop.runner.start(Lane.EDITS, Job(lambda _: True, done.append))
    qtbot.waitUntil(lambda: bool(done))


def write(qtbot, desktop: Desktop, *, refused: bool) -> NoteCard:
    """Write on Selam; what is ``refused`` now could be saved the next time, as when a disk was full."""
    note = open_selam(qtbot, desktop.window.search)
    note._pause.setInterval(1_000_000)
    note.text.setFocus()
    note.text.setPlainText("hei")
    if refused:
        with pytest.MonkeyPatch.context() as full:
            full.setattr("ui.desktop.pages.search_page.write_note", fail)
            note.flush()
            qtbot.waitUntil(lambda: desktop.session.unsaved_notes.refused == [SELAM])
    return note


@pytest.fixture
def logged_in(open_desktop, data_folder: Path) -> Desktop:
    """The window of a case worker over the people of the drawing."""
    log_into(data_folder)
    profile = reopened(data_folder)
    hold(profile, drawn_people())
    profile.close()
    return open_desktop(data_folder)


def log_out(qtbot, desktop: Desktop) -> None:
    """Agree to what the dialog says, which does not take the keyboard from the note here."""
    dialog = LogOutDialog(desktop.session, desktop.window)
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.go.click()
    qtbot.waitUntil(lambda: not desktop.session.standing.is_staff)
    edits_done(qtbot, desktop)


@WRITING
def test_logging_out_puts_nothing_of_an_open_note_into_the_public_file(qtbot, logged_in, refused):
    write(qtbot, logged_in, refused=refused)
    log_out(qtbot, logged_in)
    assert kept(logged_in) is None
    assert logged_in.session.unsaved_notes.of(SELAM) is None


def test_a_refused_note_is_tried_again_where_nothing_was_wiped(qtbot, logged_in):
    write(qtbot, logged_in, refused=True)
    session, failed = logged_in.session, []
    session.replace_profile(fail, lambda _: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    edits_done(qtbot, logged_in)
    qtbot.waitUntil(lambda: bool(kept(logged_in)) and kept(logged_in).text == "hei")


@pytest.fixture
def beside_demo(open_desktop, data_folder: Path, tmp_path: Path) -> Desktop:
    """The window over the small register, from which the fictional register can be fetched."""

    def fills(profile: Any, *_: Any) -> SyncOutcome:
        profile.close()
        small_register(tmp_path / "made", drawn_people())
        (tmp_path / "made" / "register.register").replace(profile.database.path)
        return SyncOutcome(bootstrap=True, received=9, head=1, as_of=NOW)

    return open_desktop(data_folder, services=Services(fills, lambda _: "http://127.0.0.1:9"))


@WRITING
def test_no_note_comes_into_the_fictional_register(qtbot, beside_demo, refused):
    note = write(qtbot, beside_demo, refused=refused)
    session, panel = beside_demo.session, beside_demo.window.search.panel
    session.start_demo()
    qtbot.waitUntil(lambda: session.profile.name == DEMO_PROFILE)
    qtbot.waitUntil(lambda: panel.note is not None and panel.note is not note)
    QApplication.processEvents()
    assert panel.note.text.toPlainText() == ""
    edits_done(qtbot, beside_demo)
    assert notes_of(session.profile, [SELAM]) == {}
    assert not session.unsaved_notes.are_being_saved


def test_a_locked_window_that_is_not_closed_over_a_refused_note_reads_nobody(qtbot, desktop, monkeypatch):
    write(qtbot, desktop, refused=True)
    monkeypatch.setattr("ui.desktop.pages.search_page.write_note", fail)
    session, window = desktop.session, desktop.window
    monkeypatch.setattr(session, "look_for_news", lambda: None)  # the profile itself is not locked
    session._stand(replace(session.standing, locked=True))
    edits_done(qtbot, desktop)
    opened: list[str] = []
    monkeypatch.setattr(type(window.search), "open_id", lambda _, id_: opened.append(id_))
    window.close()
    qtbot.waitUntil(lambda: question(desktop) is not None)
    question(desktop).no.click()
    assert window.isVisible()
    assert window.shown_page() == "locked"
    assert opened == []
