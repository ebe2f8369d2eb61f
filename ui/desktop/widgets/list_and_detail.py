"""A list with what is chosen beside it; where there is not room for both, one of the two."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QWidget

from ui.desktop.widgets.basics import Scrolled, column, holding, row, scroll_area, set_property
from ui.desktop.widgets.flow import FlowLayout

TWO_PANES_FROM = 860
"""Logical pixels of a page's width."""
_EDGE = 24
_GAP = 16


class Detail(QFrame):
    """The frame of what is chosen; its contents scroll and are made anew for each choice."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._scroll = scroll_area()
        self._layout = column()
        self._layout.addWidget(self._scroll, 1)
        self.setLayout(self._layout)

    def set_buttons(self, *buttons: QPushButton) -> None:
        """Keep ``buttons`` in sight under the contents."""
        flow = FlowLayout(gap=8, line_gap=6)
        for one in buttons:
            flow.addWidget(one)
        self._layout.addWidget(holding(column(holding(flow), margins=(22, 8, 22, 12))))

    def show_contents(self, layout: QLayout) -> None:
        """Show ``layout`` in the place of what was there."""
        self._scroll.setWidget(Scrolled(layout))
        self._scroll.verticalScrollBar().setValue(0)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll so far that all of ``widget`` is seen."""
        self._scroll.ensureWidgetVisible(widget, 0, 12)


class ListAndDetail(QWidget):
    """``left`` is the list with what belongs to it, ``detail`` what is chosen in it; ``shares`` is how they stretch.

    ``went_back`` follows the detail being put away where only one of the two is shown.
    """

    went_back = Signal()

    def __init__(self, left: QWidget, detail: Detail, shares: tuple[int, int]) -> None:
        super().__init__()
        self._left = left
        self._detail = detail
        self._is_open = False
        self._layout = row(spacing=_GAP, margins=(_EDGE, 0, 0, 0))
        self._layout.addWidget(left, shares[0])
        self._layout.addWidget(detail, shares[1])
        left.setMinimumWidth(240)
        self.setLayout(self._layout)
        self._arrange()

    @property
    def has_two_panes(self) -> bool:
        """Whether list and detail are both shown."""
        return self.width() >= TWO_PANES_FROM

    def open_detail(self) -> None:
        """Show what is chosen, over the list where there is not room for both."""
        self._is_open = True
        self._arrange()

    def step_back(self) -> bool:
        """Put the detail away; False where that changes nothing."""
        if not self._is_open or self.has_two_panes:
            return False
        self._is_open = False
        self._arrange()
        self.went_back.emit()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        both = self.has_two_panes
        self._left.setVisible(both or not self._is_open)
        self._detail.setVisible(both or self._is_open)
        self._layout.setContentsMargins(_EDGE, 0, 0 if both else _EDGE, 0)
        set_property(self._detail, "alone", not both)
