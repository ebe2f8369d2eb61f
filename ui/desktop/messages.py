"""The one place where errors are shown: a bar for what a person can act on, a dialog for faults of the program."""

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QApplication, QWidget

from interpreter_app.domain.errors import AppError, Cancelled
from interpreter_app.i18n import Texts
from ui.desktop.style import Look
from ui.desktop.widgets.basics import IconButton, announce, card, column, holding, label, row
from ui.desktop.wording import told_of

_log = logging.getLogger(__name__)


class MessageBar(QWidget):
    """A bar above the page that says what happened and what to do, until it is closed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._what = label(look="warning-strong", wrap=True)
        self._hint = label(look="warning-small", wrap=True)
        self._close = IconButton("close", "", look, self.hide)
        words = holding(column(self._what, self._hint, spacing=2))
        layout = row(spacing=8, margins=(12, 8, 8, 8))
        layout.addWidget(words, 1)
        layout.addWidget(self._close)
        self.setLayout(column(card("amber-card", layout), margins=(24, 16, 24, 0)))
        self.hide()

    def say(self, what: str, hint: str, close: str) -> None:
        """Show what happened and what to do; ``close`` is what the closing button is called."""
        self._what.setText(what)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._close.setAccessibleName(close)
        self._close.setToolTip(close)
        self.setAccessibleName(f"{what} {hint}".strip())
        self.show()
        announce(self, self.accessibleName())


class Messages(QObject):
    """Tells of errors. Before there is a bar, and for faults of the program, in a dialog."""

    _fault_elsewhere = Signal(object)

    def __init__(self, texts: Callable[[], Texts], look: Look) -> None:
        super().__init__()
        self._texts = texts
        self._look = look
        self._window: QWidget | None = None
        self._bar: MessageBar | None = None
        self._fault_elsewhere.connect(self.tell)

    def use(self, window: QWidget, bar: MessageBar) -> None:
        """Tell in ``bar`` of ``window`` from now on."""
        self._window, self._bar = window, bar

    def tell(self, error: BaseException) -> None:
        """Tell of ``error``; what was cancelled is not told of. May be called in any thread."""
        if QThread.currentThread() is not self.thread():
            self._fault_elsewhere.emit(error)
        elif isinstance(error, AppError):
            self._tell_of(error)
        elif not isinstance(error, Cancelled):
            self._tell_of_fault(error)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do ``act``; tell of the error that it raises."""
        self.clear()
        try:
            act()
        except AppError as error:
            self.tell(error)

    def clear(self) -> None:
        """Take down what the bar says."""
        if self._bar is not None:
            self._bar.hide()

    def _tell_of(self, error: AppError) -> None:
        texts = self._texts()
        what, hint = told_of(error, texts)
        if self._bar is not None:
            self._bar.say(what, hint, texts.gettext("Close the message"))

    def _tell_of_fault(self, error: BaseException) -> None:
        from ui.desktop.dialogs.fault import FaultDialog

        _log.error("A fault of the program", exc_info=error)
        details = "".join(traceback.format_exception(error))
        FaultDialog(details, self._texts, self._look, self._window or QApplication.activeWindow()).open()

    def catch_faults(self) -> None:
        """Tell of every exception that nobody handles; the program goes on."""
        sys.excepthook = self._on_unhandled

    def _on_unhandled(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.tell(error.with_traceback(trace))
