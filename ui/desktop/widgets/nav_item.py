"""A page in the navigation: icon, name and how much waits there, filled while it is shown."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.desktop.icons import paint_icon
from ui.desktop.style import Look

_HEIGHT = 34
_EDGE = 8
_ICON = 16
_GAP = 10


class NavItem(QAbstractButton):
    """One page, filled while it is the one that is shown."""

    def __init__(self, drawing: str, look: Look) -> None:
        super().__init__()
        self._drawing = drawing
        self._look = look
        self._waiting = ""
        self.shown = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.update)

    def show_as(self, *, shown: bool, says: str) -> None:
        """Say whether the page is shown now; ``says`` is that in words, for those who do not see it."""
        self.shown = shown
        self.setAccessibleDescription(says if shown else "")
        self.update()

    def show_waiting(self, count: str) -> None:
        """Show how much waits there; empty for nothing."""
        self._waiting = count
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the page, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for icon and name."""
        text = self._look.tokens.font("body", strong=True)
        width = 2 * _EDGE + _ICON + _GAP + QFontMetrics(text).horizontalAdvance(self.text())
        return QSize(width, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the icon, the name and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        if self.shown or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("accent_soft" if self.shown else "hover"))
            radius = tokens.radius["small"]
            painter.drawRoundedRect(self.rect(), radius, radius)
        colour = tokens.colour("accent" if self.shown else "text")
        place = QRectF(_EDGE, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, self._drawing, colour, place)
        painter.setFont(tokens.font("body", strong=self.shown))
        painter.setPen(colour)
        baseline = (self.height() + painter.fontMetrics().capHeight()) / 2
        painter.drawText(QPointF(_EDGE + _ICON + _GAP, baseline), self.text())
        self._paint_waiting(painter)

    def _paint_waiting(self, painter: QPainter) -> None:
        tokens = self._look.tokens
        painter.setFont(tokens.font("small", strong=True))
        painter.setPen(tokens.colour("accent" if self.shown else "muted"))
        room = self.rect().adjusted(0, 0, -_EDGE, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._waiting)
