"""A ring outside whatever has the keyboard, once the keyboard is in use."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ui.desktop.style import Look

_GAP = 2


class FocusRing(QWidget):
    """Paints the ring over ``window``. Lists, texts of many lines and the search field show it by themselves.

    ``by_keyboard`` for windows that come when the keyboard is likely in use: there it is shown from the beginning.
    """

    def __init__(self, window: QWidget, look: Look, *, by_keyboard: bool = False) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._watched: QWidget | None = None
        self._followed: list[QWidget] = []
        self._by_keyboard = by_keyboard
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        window.installEventFilter(self)
        look.changed.connect(self.update)
        self.hide()

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        self._watch(now if now is not None and _wants_ring(now) and self._window.isAncestorOf(now) else None)

    def _watch(self, widget: QWidget | None) -> None:
        """Follow ``widget`` and all that it stands in: any of these may move it."""
        for one in filter(isValid, self._followed):
            one.removeEventFilter(self)
        self._watched = widget
        self._followed = list(_up_to(widget, self._window))
        for one in self._followed:
            one.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget, and whether keys or the pointer are in use."""
        kind = event.type()
        if kind is QEvent.Type.Show and watched is self._window:
            self._hear_keys_first()
        if kind is QEvent.Type.KeyPress and not self._by_keyboard:
            self._by_keyboard = True
            self._place()
        elif kind is QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self._place()
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return super().eventFilter(watched, event)

    def _hear_keys_first(self) -> None:
        """Hear of keys where they come in: what has the keyboard may keep them to itself, as a text does with Tab."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def _place(self) -> None:
        widget = self._watched
        if widget is None or not isValid(widget) or not self._by_keyboard or not widget.isVisible():
            self.hide()
            return
        width = self._look.tokens.focus_width
        room = _GAP + width
        place = QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size()).adjusted(-room, -room, room, room)
        self.setGeometry(place)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        half = tokens.focus_width / 2
        painter.setPen(QPen(tokens.colour("accent"), tokens.focus_width))
        ring = QRectF(self.rect()).adjusted(half, half, -half, -half)
        radius = min(tokens.radius["large"] + _GAP, ring.height() / 2)
        painter.drawRoundedRect(ring, radius, radius)


def _up_to(widget: QWidget | None, window: QWidget) -> Iterator[QWidget]:
    """``widget`` and what it stands in, without the window itself."""
    while widget is not None and widget is not window:
        yield widget
        widget = widget.parentWidget()


def _wants_ring(widget: QWidget) -> bool:
    return not isinstance(widget, (QAbstractItemView, QPlainTextEdit)) and widget.objectName() != "searchText"
