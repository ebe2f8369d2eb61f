"""Where the window is put together: everything is made here and handed on."""

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from interpreter_app.use_cases.open_profile import KeyLost, Profile
from ui.app_context import AppContext
from ui.desktop.job_runner import JobRunner
from ui.desktop.loading_ahead import LoadingAhead
from ui.desktop.main_window import MainWindow
from ui.desktop.messages import Messages
from ui.desktop.page_table import LOADED_AHEAD
from ui.desktop.qt_words import QtWords
from ui.desktop.services import Services
from ui.desktop.session import Session
from ui.desktop.style import Look

SWITCH_INTERVAL_S = 0.0005
"""How long a busy thread keeps Python to itself: a search must not wait for a sync that computes."""

_BACKS_UP_AFTER_MS = 5_000
"""When the first searches are answered: they come before a backup that may be due."""


@dataclass(frozen=True)
class Desktop:
    """A window with all that it lives on; ``close`` ends it in good order."""

    window: MainWindow
    session: Session
    messages: Messages
    runner: JobRunner

    def close(self) -> None:
        """Stop what is running, wait for it, and close the profile."""
        self.window.close()
        self.session.leaving.emit()
        self.runner.close()
        self.session.profile.close()


def take_apart(desktop: Desktop) -> None:
    """Delete the window and its look at once, for a process that goes on without it."""
    for dialog in desktop.window.findChildren(QDialog):
        dialog.hide()  # a field in it that loses the keyboard may still say what is wrong, in whole surroundings
    desktop.window.hide()
    desktop.window.deleteLater()
    desktop.session.look.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def build(application: QApplication, context: AppContext, services: Services, profile: Profile) -> Desktop:
    """The window over ``profile``, not shown yet."""
    look = Look(application, context.settings.theme)
    messages = Messages(lambda: context.texts, look)
    runner = JobRunner(messages.tell)
    session = Session(context, profile, runner, look, services)
    window = MainWindow(session, messages)
    application.installTranslator(QtWords(lambda: session.texts, window))
    look.dress()
    return Desktop(window, session, messages, runner)


def run_window(context: AppContext, services: Services, on_ready: Callable[[Desktop], None] | None = None) -> int:
    """Open the window and return its exit code when it is closed.

    ``on_ready`` is called once the window can be used: the rows of its first search are painted, or there is nothing
    to search in. Raises ``AppError`` when the profile cannot be opened.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    gc.disable()  # what is made until the window is ready lives as long as the window: looking through it is in vain
    profile = _opened(context, services)
    if profile is None:
        return 0
    desktop = build(make_application(), context, services, profile)
    desktop.messages.catch_faults()
    _once_ready(desktop, lambda: _on_ready(desktop, on_ready))
    desktop.window.show()
    desktop.window.begin()
    try:
        return QApplication.exec()
    finally:
        desktop.close()


def _opened(context: AppContext, services: Services) -> Profile | None:
    """The profile of this run; None when its key is lost and the person leaves it at that."""
    try:
        return context.open_profile(even_locked=True)
    except KeyLost as lost:
        found = _key_found(make_application(), context, services, lost)
    return context.open_profile(even_locked=True) if found else None


def _key_found(application: QApplication, context: AppContext, services: Services, lost: KeyLost) -> bool:
    """Let the person find a way to data whose key is lost; False when the program is to end."""
    from ui.desktop.dialogs.key_lost import KeyLostDialog

    look = Look(application, context.settings.theme)
    messages = Messages(lambda: context.texts, look)
    dialog = KeyLostDialog(lost, context, services, look, messages.tell)
    application.installTranslator(QtWords(lambda: context.texts, dialog))
    look.dress()
    found = bool(dialog.exec())
    dialog.deleteLater()
    look.deleteLater()
    return found


def _once_ready(desktop: Desktop, act: Callable[[], None]) -> None:
    if desktop.session.sync.state is None or desktop.session.standing.locked:
        QTimer.singleShot(0, act)
    else:
        desktop.window.search.answered.connect(act, Qt.ConnectionType.SingleShotConnection)


def _on_ready(desktop: Desktop, on_ready: Callable[[Desktop], None] | None) -> None:
    gc.freeze()
    gc.enable()
    LoadingAhead(LOADED_AHEAD, desktop.runner, desktop.window.search.answered, desktop.session).begin()
    QTimer.singleShot(_BACKS_UP_AFTER_MS, desktop.session, lambda: _begin_backups(desktop.session))
    if on_ready is not None:
        on_ready(desktop)


def _begin_backups(session: Session) -> None:
    from ui.desktop.daily_backup import DailyBackup

    DailyBackup(session).begin()


def make_application() -> QApplication:
    """The application object, made if there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("interpreter-app")
    application.setDesktopFileName("interpreter-app")
    return application
