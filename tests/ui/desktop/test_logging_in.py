"""Logging in and out from the window, the locked profile, and the lost key: nothing is lost without being told."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from interpreter_app.data_folder import ProfileFiles, profile_path
from interpreter_app.domain.errors import SyncError, UserError
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.i18n import UiLanguage
from interpreter_app.keys_in_words import phrase_of
from interpreter_app.store.database import is_encrypted
from interpreter_app.use_cases.open_profile import KeyLost
from interpreter_app.use_cases.outbox import list_unsent
from sync.login import Identity
from tests.support import desktop_staff as staff
from tests.support import own_data as own
from tests.support.desktop import context_in, small_register
from tests.support.keyrings import NO_KEYRING
from tests.support.widgets import words
from tests.ui.desktop.test_accessible import settle
from ui.desktop.dialogs.key_lost import KeyLostDialog
from ui.desktop.dialogs.log_in import LogInDialog
from ui.desktop.dialogs.log_out import LogOutDialog
from ui.desktop.dialogs.recovery_phrase import RecoveryPhraseDialog
from ui.desktop.main import Desktop, build, take_apart
from ui.desktop.services import Services
from ui.desktop.style import Look
from ui.desktop.unsaved_notes import NoteContent

TOKEN = "tolk_0123456789abcdefghijklmnopqrstuvwxyz"
SERVER = "https://register.example.no"


def never(*_):
    raise AssertionError("nothing is synchronised here")


def known(server: str, proxy: str, token: str) -> Identity:
    if token != TOKEN:
        raise SyncError("The register does not know the token.", "Ask for another.")
    return Identity("test", AccountRole.CASE_WORKER, "Kari Saksbehandler")


@pytest.fixture
def open_private(qtbot, qapp):
    """Opens windows over a data folder whose keys lie in files beside the profiles."""
    opened: list[Desktop] = []

    def open_(folder: Path) -> Desktop:
        context = context_in(folder, UiLanguage.ENGLISH)
        context.open_keyring = NO_KEYRING
        profile = context.open_profile(even_locked=True)
        desktop = build(qapp, context, Services(never, identify=known), profile)
        opened.append(desktop)
        desktop.window.show()
        desktop.window.activateWindow()
        qtbot.waitUntil(desktop.window.isActiveWindow)
        return desktop

    yield open_
    for desktop in opened:
        desktop.close()
        take_apart(desktop)


def ask_to_log_in(desktop: Desktop) -> LogInDialog:
    desktop.window.show_settings()
    desktop.window.page("settings").log_in.click()
    return desktop.window.findChild(LogInDialog)


def log_in(qtbot, desktop: Desktop, token: str = TOKEN) -> None:
    dialog = ask_to_log_in(desktop)
    dialog.form.server.edit.setText(SERVER)
    qtbot.keyClicks(dialog.form.token, token)
    qtbot.keyClick(dialog.form.token, Qt.Key.Key_Return)


@pytest.fixture
def logged_in(qtbot, open_private, data_folder) -> Desktop:
    desktop = open_private(data_folder)
    log_in(qtbot, desktop)
    qtbot.waitUntil(lambda: desktop.window.findChild(RecoveryPhraseDialog) is not None)
    return desktop


def phrase_dialog(desktop: Desktop) -> RecoveryPhraseDialog:
    return desktop.window.findChild(RecoveryPhraseDialog)


def test_logging_in_makes_the_profile_private_and_shows_the_pages_of_the_staff(logged_in, data_folder):
    window = logged_in.window
    assert is_encrypted(profile_path(data_folder, "register"))
    assert {"outbox", "conflicts", "sync-log"} <= set(window.sidebar.items)
    assert "Kari Saksbehandler\nCase worker" in words(window.sidebar)


def test_the_recovery_phrase_is_that_of_the_key_and_stays_until_it_is_kept(qtbot, logged_in):
    dialog = phrase_dialog(logged_in)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == phrase_of(logged_in.session.profile.key)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.close_button.isEnabled()
    dialog.kept.click()
    with qtbot.waitSignal(dialog.accepted):
        dialog.close_button.click()


def test_the_recovery_phrase_is_saved_for_its_owner_only(logged_in, tmp_path):
    dialog = phrase_dialog(logged_in)
    dialog.save_to(tmp_path / "phrase.txt")
    assert (tmp_path / "phrase.txt").read_text() == phrase_of(logged_in.session.profile.key)
    assert (tmp_path / "phrase.txt").stat().st_mode & 0o077 == 0
    dialog.save_to(tmp_path / "missing" / "phrase.txt")
    assert "cannot be written" in dialog.said.text()


def test_enter_with_what_can_be_no_token_says_so_and_opens_nothing(qtbot, monkeypatch, open_private, data_folder):
    chosen: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen.append("a file") or ("", ""))
    desktop = open_private(data_folder)
    log_in(qtbot, desktop, "wrong")
    dialog = desktop.window.findChild(LogInDialog)
    assert dialog.form.wrong.isVisible()
    assert chosen == []


def test_enter_beside_the_recovery_phrase_does_not_copy_it(qtbot, logged_in):
    dialog = phrase_dialog(logged_in)
    QGuiApplication.clipboard().setText("before")
    dialog.kept.setFocus()
    qtbot.keyClick(dialog.kept, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "before"
    assert dialog.isVisible()


def test_a_token_that_the_register_does_not_know_changes_nothing(qtbot, open_private, data_folder):
    desktop = open_private(data_folder)
    log_in(qtbot, desktop, "tolk_" + "x" * 36)
    dialog = desktop.window.findChild(LogInDialog)
    qtbot.waitUntil(dialog.wrong.isVisible)
    assert dialog.wrong.text() == "The register does not know the token. Ask for another."
    assert not is_encrypted(profile_path(data_folder, "register"))
    assert dialog.go.isEnabled()


def test_the_token_is_never_shown_and_comes_from_a_file_too(open_private, data_folder, tmp_path):
    form = ask_to_log_in(open_private(data_folder)).form
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    form.take_file(tmp_path / "token")
    assert form.token.text() == TOKEN
    assert TOKEN not in form.token.displayText()
    assert TOKEN not in repr(form.given())


def test_a_file_without_a_token_is_told(open_private, data_folder, tmp_path):
    form = ask_to_log_in(open_private(data_folder)).form
    (tmp_path / "token").write_text("\n")
    form.take_file(tmp_path / "token")
    assert "The file holds no token." in form.wrong.text()
    form.take_file(tmp_path / "missing")
    assert "cannot be read" in form.wrong.text()


def test_logging_out_wipes_the_profile(qtbot, logged_in, data_folder):
    phrase_dialog(logged_in).kept.click()
    phrase_dialog(logged_in).accept()
    logged_in.window.show_settings()
    logged_in.window.page("settings").log_out.click()
    dialog = logged_in.window.findChild(LogOutDialog)
    qtbot.waitUntil(dialog.go.isEnabled)
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not logged_in.session.standing.is_staff)
    assert not ProfileFiles(profile_path(data_folder, "register")).key.exists()
    assert logged_in.window.shown_page() == "first-start"


def test_logging_out_with_unsent_changes_must_be_meant(qtbot, logged_in):
    edit = staff.add_person(logged_in.session.profile)
    with qtbot.waitSignal(logged_in.session.standing_changed):
        logged_in.session.tell_changed(frozenset({edit.person}))
    dialog = LogOutDialog(logged_in.session, logged_in.window)
    dialog.open()
    assert "1 unsent change would be lost." in words(dialog)
    settle(qtbot, logged_in)
    assert not dialog.go.isEnabled()
    dialog.give_up.click()
    dialog.go.click()
    qtbot.waitUntil(lambda: not logged_in.session.standing.is_staff)


@pytest.mark.parametrize("unsent", [False, True])
def test_logging_out_with_what_is_kept_here_only_must_be_meant(qtbot, logged_in, unsent):
    own.note(logged_in.session.profile)
    own.assignment(logged_in.session.profile)
    if unsent:
        edit = staff.add_person(logged_in.session.profile)
        with qtbot.waitSignal(logged_in.session.standing_changed):
            logged_in.session.tell_changed(frozenset({edit.person}))
    dialog = LogOutDialog(logged_in.session, logged_in.window)
    dialog.open()
    qtbot.waitUntil(dialog.give_up_own.isVisible)
    assert "would be lost: 1 private note, 1 assignment in the usage log." in words(dialog)
    assert dialog.give_up.isVisible() is unsent
    for box in [dialog.give_up_own, *([dialog.give_up] if unsent else [])]:
        assert not dialog.go.isEnabled()
        box.click()
    dialog.give_up_own.click()
    assert not dialog.go.isEnabled()
    dialog.give_up_own.click()
    dialog.go.click()
    qtbot.waitUntil(lambda: not logged_in.session.standing.is_staff)


def test_logging_out_tells_of_a_note_that_was_refused_which_goes_too(qtbot, logged_in):
    notes = logged_in.session.unsaved_notes
    content = NoteContent(staff.person_id(14207), frozenset(), "01.01.90 12345")
    notes.keep(content)
    notes.refuse(content, UserError("no"))
    dialog = LogOutDialog(logged_in.session, logged_in.window)
    dialog.open()
    assert "1 private note is not saved, and would be lost." in words(dialog)
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.go.click()
    qtbot.waitUntil(lambda: not logged_in.session.standing.is_staff)
    assert notes.refused == []


def test_what_was_kept_after_the_question_came_is_asked_about_anew(qtbot, logged_in):
    dialog = LogOutDialog(logged_in.session, logged_in.window)
    dialog.open()
    qtbot.waitUntil(dialog.go.isEnabled)
    own.note(logged_in.session.profile)
    dialog.go.click()

    def asked_anew():
        (anew,) = [one for one in logged_in.window.findChildren(LogOutDialog) if one.isVisible()]
        assert anew.give_up_own.isVisible()

    qtbot.waitUntil(asked_anew)
    assert logged_in.session.standing.is_staff


def test_the_question_can_be_put_away_while_it_is_counted(qtbot, logged_in):
    dialog = LogOutDialog(logged_in.session, logged_in.window)
    dialog.open()
    dialog.cancel.click()
    settle(qtbot, logged_in)
    assert logged_in.session.standing.is_staff


def test_a_locked_profile_shows_nothing_private_and_says_what_is_kept(qtbot, open_private, data_folder):
    profile = staff.staff_profile(data_folder)
    staff.change(profile, 14207, phone="00000300")
    profile.close()
    staff.staff_profile(data_folder, locked=True).close()
    window = open_private(data_folder).window
    assert window.shown_page() == "locked"
    assert "1 unsent change: kept here" in words(window.page("locked"))
    assert list(window.sidebar.items) == ["search", "settings"]
    window.show_page("outbox")
    assert window.shown_page() == "locked"
    window.open_person(staff.person_id(14207))
    assert window.shown_page() == "locked"
    assert window.page("locked").log_in.hasFocus()


@pytest.fixture
def lost(qtbot, qapp, logged_in, data_folder, tmp_path):
    """The dialog of a start with an encrypted file whose key is gone; its phrase."""
    phrase = phrase_of(logged_in.session.profile.key)
    staff.add_person(logged_in.session.profile)
    phrase_dialog(logged_in).kept.click()
    phrase_dialog(logged_in).accept()
    logged_in.session.profile.note_unsent()
    folder = tmp_path / "other"
    logged_in.session.profile.database.fold()
    shutil.copytree(data_folder, folder)
    files = ProfileFiles(profile_path(folder, "register"))
    files.key.unlink()
    context = context_in(folder, UiLanguage.ENGLISH)
    context.open_keyring = NO_KEYRING
    with pytest.raises(KeyLost) as raised:
        context.open_profile()
    look = Look(QApplication.instance())
    dialog = KeyLostDialog(raised.value, context, Services(never, identify=known), look, never)
    dialog.show()
    yield dialog, phrase, context
    dialog.done(0)
    dialog.deleteLater()
    look.deleteLater()


def test_a_lost_key_says_how_much_is_unsent_in_the_file(lost):
    dialog, _phrase, _context = lost
    assert "1 unsent change in the file are kept with it." in words(dialog)
    assert dialog.use_phrase.hasFocus()


def test_esc_goes_back_to_the_ways_and_then_leaves(qtbot, lost):
    dialog, _phrase, _context = lost
    dialog.use_phrase.click()
    qtbot.keyClick(dialog.phrase, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.use_phrase
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.use_phrase, Qt.Key.Key_Escape)


def test_the_phrase_opens_the_profile_again(qtbot, lost):
    dialog, phrase, context = lost
    dialog.use_phrase.click()
    dialog.phrase.setPlainText("absurd zebra")
    dialog.recover.click()
    qtbot.waitUntil(dialog.wrong.isVisible)
    assert dialog.focusWidget() is dialog.phrase
    dialog.phrase.setPlainText(phrase)
    with qtbot.waitSignal(dialog.accepted):
        dialog.recover.click()
    profile = context.open_profile()
    assert len(list_unsent(profile)) == 1
    profile.close()


def test_logging_in_anew_sets_the_old_file_aside(qtbot, lost):
    dialog, _phrase, context = lost
    dialog.use_login.click()
    dialog.form.server.edit.setText(SERVER)
    dialog.form.token.setText(TOKEN)
    dialog.log_in.click()
    qtbot.waitUntil(lambda: dialog.findChild(RecoveryPhraseDialog) is not None)
    shown = dialog.findChild(RecoveryPhraseDialog)
    shown.kept.click()
    with qtbot.waitSignal(dialog.accepted):
        shown.close_button.click()
    assert len(context.files.set_aside()) == 1
    context.open_profile().close()


def test_an_imported_copy_offers_no_login(open_private, tmp_path):
    from interpreter_app.domain.profiles import Origin

    small_register(tmp_path, origin=Origin.PUBLIC)
    desktop = open_private(tmp_path)
    desktop.window.show_settings()
    assert not desktop.window.page("settings").log_in.isVisible()
