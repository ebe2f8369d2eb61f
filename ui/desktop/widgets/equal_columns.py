"""A layout of columns of the same width, that become lines where they do not fit beside each other."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class EqualColumns(QLayout):
    """Widgets side by side in equal shares while each has the width it would like, else under each other."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._gap = gap
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
        """The height of the lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, place: QRect) -> None:
        """Put the items in their places."""
        super().setGeometry(place)
        self._arrange(place, move=True)

    def sizeHint(self) -> QSize:
        """All beside each other."""
        widths = [item.sizeHint().width() for item in self._items]
        width = max(widths, default=0) * len(widths) + self._gap * max(0, len(widths) - 1)
        return QSize(width, self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """Room for the widest item by itself."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, place: QRect, *, move: bool) -> int:
        number = len(self._items)
        if not number:
            return 0
        share = (place.width() - self._gap * (number - 1)) / number
        beside = all(item.sizeHint().width() <= share + 0.5 for item in self._items)
        return self._beside(place, share, move=move) if beside else self._below(place, move=move)

    def _beside(self, place: QRect, share: float, *, move: bool) -> int:
        height = max(_height(item, int(share)) for item in self._items)
        for n, item in enumerate(self._items if move else ()):
            left = place.left() + round(n * (share + self._gap))
            right = place.left() + round(n * (share + self._gap) + share)
            item.setGeometry(QRect(left, place.top(), right - left, height))
        return height

    def _below(self, place: QRect, *, move: bool) -> int:
        top = place.top()
        for item in self._items:
            height = _height(item, place.width())
            if move:
                item.setGeometry(QRect(place.left(), top, place.width(), height))
            top += height + self._gap
        return top - self._gap - place.top()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
