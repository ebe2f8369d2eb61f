"""The window looks after a private profile: backed up daily, and what is unsent noted beside it."""

from datetime import timedelta
from pathlib import Path

import pytest

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import SyncError
from interpreter_app.i18n import UiLanguage
from interpreter_app.store.backups import backups_of
from interpreter_app.use_cases.open_profile import noted_unsent
from tests.support.desktop import NOW, context_in, small_register
from tests.support.keyrings import NO_KEYRING
from tests.support.private_profiles import files_of, private_profile, save_an_edit
from ui.desktop.daily_backup import DailyBackup
from ui.desktop.job_runner import Job, Lane
from ui.desktop.main import Desktop, build, take_apart
from ui.desktop.messages import MessageBar
from ui.desktop.services import Services


def broken_off(*_: object):
    raise SyncError("The connection broke.", "Try again.")


@pytest.fixture
def open_window(qapp):
    """Opens windows over a data folder whose keys lie in files beside the profiles."""
    opened: list[Desktop] = []

    def open_(folder: Path) -> Desktop:
        context = context_in(folder, UiLanguage.ENGLISH)
        context.open_keyring = NO_KEYRING
        opened.append(build(qapp, context, Services(broken_off), context.open_profile()))
        opened[-1].window.show()
        return opened[-1]

    yield open_
    for desktop in opened:
        desktop.close()
        take_apart(desktop)


@pytest.fixture
def private(open_window, tmp_path) -> Desktop:
    private_profile(tmp_path).close()
    return open_window(tmp_path)


def files(desktop: Desktop) -> ProfileFiles:
    return desktop.session.profile.files


def look(qtbot, desktop: Desktop) -> None:
    """See whether a backup is due, and wait until that is seen to."""
    DailyBackup(desktop.session).look()
    done: list[None] = []
    desktop.runner.start(Lane.LISTS, Job(lambda _: None, done.append))
    qtbot.waitUntil(lambda: bool(done))


def said(desktop: Desktop) -> str:
    bar = desktop.window.findChild(MessageBar)
    return bar.accessibleName() if bar.isVisible() else ""


def test_a_private_profile_is_backed_up_once_a_day_without_a_word(qtbot, private):
    look(qtbot, private)
    look(qtbot, private)
    assert [backup.at for backup in backups_of(files(private))] == [NOW]
    private.session.context.clock = lambda: NOW + timedelta(days=1)
    look(qtbot, private)
    assert len(backups_of(files(private))) == 2
    assert said(private) == ""


def test_a_backup_that_cannot_be_written_is_told(qtbot, private):
    files(private).backups.write_text("in its place")
    look(qtbot, private)
    qtbot.waitUntil(lambda: said(private) != "")
    assert str(files(private).backups) in said(private)


def test_a_public_profile_is_not_backed_up(qtbot, open_window, tmp_path):
    small_register(tmp_path)
    public = open_window(tmp_path)
    look(qtbot, public)
    assert not files(public).backups.exists()


def test_the_first_look_comes_with_the_beginning(qtbot, private):
    DailyBackup(private.session).begin()
    qtbot.waitUntil(lambda: len(backups_of(files(private))) == 1)


def test_what_is_unsent_is_noted_with_each_save(qtbot, private, tmp_path):
    saved: list[str] = []
    private.session.edit(save_an_edit, saved.append)
    qtbot.waitUntil(lambda: bool(saved))
    assert noted_unsent(files_of(tmp_path)) == 1


def test_what_is_unsent_is_noted_after_a_sync_that_was_broken_off_too(qtbot, private, tmp_path):
    save_an_edit(private.session.profile)
    private.session.context.remember(server="http://127.0.0.1:1")
    private.session.start_sync()
    qtbot.waitUntil(lambda: not private.session.sync.running)
    assert noted_unsent(files_of(tmp_path)) == 1
