"""The card at the bottom left: how fresh the data are, what waits here, and the button that brings news."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from ui.desktop.sync_status import CardContent
from ui.desktop.widgets.basics import button, column, holding, label, set_property

_PARTS = 1000


class SyncCard(QFrame):
    """Shows a ``CardContent``. The button starts a sync; while one runs, it stops it.

    ``unsent_wanted`` and ``conflicts_wanted`` follow a press on what waits here.
    """

    unsent_wanted = Signal()
    conflicts_wanted = Signal()

    def __init__(self, on_start: Callable[[], object], on_cancel: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "inset-card")
        self._had_keyboard = False
        self.headline = label(look="small-strong", wrap=True)
        self.detail = label(look="small", wrap=True)
        self.unsent = button("", "link-small", self.unsent_wanted.emit)
        self.conflicts = button("", "link-small", self.conflicts_wanted.emit)
        self.progress = QProgressBar()
        self.progress.setRange(0, _PARTS)
        self.progress.setTextVisible(False)
        self._bar = holding(column(self.progress, margins=(0, 0, 0, 10)))
        self.start = button("", "primary-small", on_start)
        self.cancel = button("", "plain-small", on_cancel)
        layout = column(self.headline, 2, self.detail, margins=(12, 14, 12, 12))
        for one in (self.unsent, self.conflicts):
            layout.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(10)
        layout.addWidget(self._bar)
        layout.addWidget(self.start)
        layout.addWidget(self.cancel)
        self.setLayout(layout)

    def show_content(self, content: CardContent) -> None:
        """Show how things stand."""
        running = content.fraction is not None
        self._had_keyboard |= self.start.hasFocus() or self.cancel.hasFocus()
        self.headline.setText(content.headline)
        self.detail.setText(content.detail)
        self.detail.setVisible(bool(content.detail))
        for link, words in ((self.unsent, content.unsent), (self.conflicts, content.conflicts)):
            link.setText(words)
            link.setAccessibleName(words)
            link.setVisible(bool(words))
        self.setAccessibleName(f"{content.headline}. {content.detail}".strip())
        self._bar.setVisible(running)
        self.progress.setValue(round((content.fraction or 0) * _PARTS))
        self.progress.setAccessibleName(content.headline)
        for one, shown in ((self.start, not running), (self.cancel, running)):
            one.setText(content.action)
            one.setAccessibleName(content.action)
            one.setVisible(shown and bool(content.action))
        if self._had_keyboard and content.action:
            (self.cancel if running else self.start).setFocus()
            self._had_keyboard = False
        set_property(self, "look", "amber-card" if content.warns else "inset-card")
        set_property(self.headline, "look", "warning-strong" if content.warns else "small-strong")
        set_property(self.detail, "look", "warning-small" if content.warns else "small")
