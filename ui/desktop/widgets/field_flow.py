"""A layout of form fields in lines: each as wide as it would like or wider, in as many lines as it takes."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem

from ui.desktop.widgets.arranging_layout import ArrangingLayout, height_of

BEGINS_LINE = "beginsLine"
"""The property of a widget that stands at the beginning of a line."""
_MOST_STRETCHED = 1.6


class FieldFlow(ArrangingLayout):
    """Widgets side by side, sharing the width by what each would like; hidden ones take no room."""

    def __init__(self, gap: int, line_gap: int) -> None:
        super().__init__(gap)
        self._line_gap = line_gap

    def minimumSize(self) -> QSize:
        """Room for any one item; it gets narrower rather than being cut."""
        height = max((item.minimumSize().height() for item in self._shown()), default=0)
        return QSize(0, height)

    def _arrange(self, place: QRect, *, move: bool) -> int:
        top = place.top()
        for line in self._lines(place.width()):
            height = self._put_line(line, place, top, move=move)
            top += height + self._line_gap
        return max(0, top - self._line_gap - place.top())

    def _put_line(self, line: list[QLayoutItem], place: QRect, top: int, *, move: bool) -> int:
        """Put the items of a line beside each other; the height of the line."""
        room = place.width() - self._gap * (len(line) - 1)
        wanted = sum(item.sizeHint().width() for item in line)
        scale = min(room / wanted, _MOST_STRETCHED) if wanted else 1.0
        widths = [min(room, int(item.sizeHint().width() * scale)) for item in line]
        height = max(height_of(item, width) for item, width in zip(line, widths, strict=True))
        left = place.left()
        for item, width in zip(line, widths, strict=True) if move else ():
            item.setGeometry(QRect(left, top, width, height))
            left += width + self._gap
        return height

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The items that are shown, by the lines that they fill."""
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not lines or taken + wanted > width or _begins_line(item):
                lines.append([])
                taken = 0
            lines[-1].append(item)
            taken += wanted + self._gap
        return lines


def _begins_line(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and bool(widget.property(BEGINS_LINE))
