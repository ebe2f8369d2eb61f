"""A page that leads through steps, one shown at a time, with work that goes on under them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from interpreter_app.jobs import Progress
from ui.desktop.pages.page import Page, Shell
from ui.desktop.widgets.basics import announce, column, holding, label, scrolling, set_property
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.job_progress import JobBar
from ui.desktop.widgets.room import settle

_EDGE = 24
_GAP = 8


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
        self._room = column()
        self.steps = holding(self._room)
        self._steps: Sequence[QWidget] = ()
        self.bar = JobBar(session.runner, lambda: session.texts, self._on_ended)
        self._began_at: QWidget | None = None

    def _lay_out(self, steps: Sequence[QWidget], buttons: Sequence[QWidget]) -> None:
        self._steps = steps
        for step in steps:
            self._room.addWidget(step)
        self._turn_to(0)
        head = column(self.title, _flow(self.marks, gap=20), self.about, spacing=6)
        layout = column(holding(head), spacing=16, margins=(_EDGE, 20, _EDGE, _EDGE))
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.bar)
        layout.addWidget(_flow(buttons, gap=8))
        self._area: QScrollArea = scrolling(layout)
        self.setLayout(column(self._area))

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self._step

    def _turn_to(self, step: int) -> None:
        """Show a step; the others take no room, however high they are."""
        self._step = step
        for place, one in enumerate(self._steps):
            one.setVisible(place == step)

    def _go_to(self, step: int) -> None:
        self._shell.messages.clear()
        self._turn_to(step)
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

    def _show_from(self, first: QWidget, last: QWidget) -> None:
        """Show the page from its top where ``last`` is in sight then, else from ``first``."""
        settle(self.steps)
        bar = self._area.verticalScrollBar()
        bar.setValue(0)
        if not self._is_in_sight(last):
            bar.setValue(self._place(first).top() - _GAP)

    def _is_in_sight(self, widget: QWidget) -> bool:
        bar = self._area.verticalScrollBar()
        return self._place(widget).bottom() <= bar.value() + self._area.viewport().height()

    def _bring_into_sight(self, widget: QWidget, part: QRect | None = None) -> None:
        """Scroll no further than it takes to show ``part`` of ``widget``, or all of it; its top goes first."""
        place = self._place(widget, part)
        self._area.ensureVisible(0, place.bottom(), 0, _GAP)
        self._area.ensureVisible(0, place.top(), 0, _GAP)

    def _place(self, widget: QWidget, part: QRect | None = None) -> QRect:
        """Where a widget, or ``part`` of it, stands in what is scrolled."""
        place, inside = part or widget.rect(), self._area.widget()
        assert inside is not None
        return QRect(widget.mapTo(inside, place.topLeft()), place.size())

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
