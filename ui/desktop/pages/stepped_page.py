"""A page that leads through steps, one shown at a time, with work that goes on under them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from interpreter_app.jobs import Progress
from ui.desktop.pages.page import Page, Shell
from ui.desktop.widgets.basics import announce, column, holding, label, scrolling, set_property
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.job_progress import JobBar

_EDGE = 24


class SteppedPage(Page):
    """The title, the marks of the steps, what is said of them (``about``), and the steps over the buttons.

    A page of this kind calls ``_lay_out``, shows in ``_show_state`` what can be done now, and takes the keyboard to it
    in ``enter``. ``title`` and ``marks`` are English source texts.
    """

    def __init__(self, shell: Shell, title: str, marks: Iterable[str]) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        _ = session.texts.gettext
        self.title = label(_(title), "title", wrap=True)
        self.marks = [label(_(mark), "small") for mark in marks]
        self.about = label(look="muted", wrap=True)
        self.steps = QStackedWidget()
        self.bar = JobBar(session.runner, lambda: session.texts, self._on_ended)
        self._began_at: QWidget | None = None

    def _lay_out(self, steps: Sequence[QWidget], buttons: Sequence[QWidget]) -> None:
        for step in steps:
            self.steps.addWidget(step)
        head = column(self.title, _flow(self.marks, gap=20), self.about, spacing=6)
        layout = column(holding(head), spacing=16, margins=(_EDGE, 20, _EDGE, _EDGE))
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.bar)
        layout.addWidget(_flow(buttons, gap=8))
        self.setLayout(column(scrolling(layout)))

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self.steps.currentIndex()

    def _go_to(self, step: int) -> None:
        self._shell.messages.clear()
        self.steps.setCurrentIndex(step)
        self._show_step()
        if self.isVisible():
            self.enter()
        announce(self, self.marks[step].text())

    def _show_step(self) -> None:
        """Show where we are, and what can be done now."""
        for place, mark in enumerate(self.marks):
            set_property(mark, "look", "small-strong" if place == self.step else "small")
        self.steps.setEnabled(not self.bar.running)
        self._show_state(busy=self.bar.running)

    def _show_state(self, *, busy: bool) -> None:
        """Show what can be done now; ``busy`` is whether something is under way."""
        raise NotImplementedError

    def _run(
        self,
        said: str,
        work: Callable[[Progress], object],
        on_done: Callable[[Any], object],
        on_failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Do ``work`` away from the window's thread; ``said`` is what is said of it meanwhile.

        The keyboard is on the button that stops it as long, and then where it was.
        """
        self._shell.messages.clear()
        began_at = self.window().focusWidget()
        self.bar.run(said, work, on_done, on_failed)
        self._show_step()
        if began_at is not None and self.isAncestorOf(began_at):
            self._began_at = began_at
            self.bar.stop.setFocus()

    def _on_ended(self) -> None:
        """Show what can be done now; the keyboard stays on the page."""
        self._show_step()
        if not self.bar.had_keyboard:
            return
        before = self._began_at
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()
        else:
            self.enter()


def _flow(widgets: Iterable[QWidget], gap: int) -> QWidget:
    flow = FlowLayout(gap=gap, line_gap=8)
    for one in widgets:
        flow.addWidget(one)
    return holding(flow)
