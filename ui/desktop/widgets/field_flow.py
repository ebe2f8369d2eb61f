"""A layout of form fields in lines: each as wide as it would like or wider, in as many lines as it takes."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

BEGINS_LINE = "beginsLine"
"""The property of a widget that stands at the beginning of a line."""
_MOST_STRETCHED = 1.6


class FieldFlow(QLayout):
    """Widgets side by side, sharing the width by what each would like; hidden ones take no room."""

    def __init__(self, gap: int, line_gap: int) -> None:
        super().__init__()
        self._gap = gap
        self._line_gap = line_gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item last."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, place: QRect) -> None:
        """Put the items in their places."""
        super().setGeometry(place)
        self._arrange(place, move=True)

    def sizeHint(self) -> QSize:
        """The least there can be."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for any one item; it gets narrower rather than being cut."""
        height = max((item.minimumSize().height() for item in self._items if not item.isEmpty()), default=0)
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
        height = max(_height(item, width) for item, width in zip(line, widths, strict=True))
        left = place.left()
        for item, width in zip(line, widths, strict=True) if move else ():
            item.setGeometry(QRect(left, top, width, height))
            left += width + self._gap
        return height

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The items that are shown, by the lines that they fill."""
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in (item for item in self._items if not item.isEmpty()):
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


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
