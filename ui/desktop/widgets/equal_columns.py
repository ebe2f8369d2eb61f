"""A layout of columns of the same width, that become lines where they do not fit beside each other."""

from PySide6.QtCore import QRect, QSize

from ui.desktop.widgets.arranging_layout import ArrangingLayout, height_of


class EqualColumns(ArrangingLayout):
    """Widgets side by side in equal shares while each has the width it would like, else under each other."""

    def sizeHint(self) -> QSize:
        """All beside each other."""
        widths = [item.sizeHint().width() for item in self._items]
        width = max(widths, default=0) * len(widths) + self._gap * max(0, len(widths) - 1)
        return QSize(width, self.minimumSize().height())

    def _arrange(self, place: QRect, *, move: bool) -> int:
        number = len(self._items)
        if not number:
            return 0
        share = (place.width() - self._gap * (number - 1)) / number
        beside = all(item.sizeHint().width() <= share + 0.5 for item in self._items)
        return self._beside(place, share, move=move) if beside else self._below(place, move=move)

    def _beside(self, place: QRect, share: float, *, move: bool) -> int:
        height = max(height_of(item, int(share)) for item in self._items)
        for n, item in enumerate(self._items if move else ()):
            left = place.left() + round(n * (share + self._gap))
            right = place.left() + round(n * (share + self._gap) + share)
            item.setGeometry(QRect(left, place.top(), right - left, height))
        return height

    def _below(self, place: QRect, *, move: bool) -> int:
        top = place.top()
        for item in self._items:
            height = height_of(item, place.width())
            if move:
                item.setGeometry(QRect(place.left(), top, place.width(), height))
            top += height + self._gap
        return top - self._gap - place.top()
