"""A layout that goes on in the next line where a line is full."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLayoutItem

from ui.desktop.widgets.arranging_layout import ArrangingLayout


class FlowLayout(ArrangingLayout):
    """Widgets side by side, in as many lines as it takes; hidden ones take no room."""

    def __init__(self, gap: int, line_gap: int) -> None:
        super().__init__(gap)
        self._line_gap = line_gap

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more room than it needs."""
        return Qt.Orientation(0)

    def _arrange(self, place: QRect, *, move: bool) -> int:
        top = place.top()
        for line in self._lines(place.width()):
            height = max(item.sizeHint().height() for item in line)
            left = place.left()
            for item in line:
                size = item.sizeHint()
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
            top += height + self._line_gap
        return max(0, top - self._line_gap - place.top())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The items that are shown, by the lines that they fill."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            if not lines or left + item.sizeHint().width() > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += item.sizeHint().width() + self._gap
        return lines
