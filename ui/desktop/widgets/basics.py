"""The small parts: labels, buttons, frames, layouts. All text is plain text; markup in it is shown as it stands."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.desktop.icons import paint_icon
from ui.desktop.style import Look, token_data

_ICON = 14
_LINE = round(token_data()["type"]["body"] * token_data()["line_height"])


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set what the style sheet chooses by, and follow it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """A text; ``wrap`` lets it take several lines."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        made.setProperty("look", look)
        made.setIndent(0)
    if wrap:
        _let_wrap(made)
    return made


def _let_wrap(made: QLabel) -> None:
    """Take several lines in whatever width there is."""
    made.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)


class Paragraph(QLabel):
    """A text of several lines in the line height of the tokens."""

    def __init__(self, text: str, look: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        _let_wrap(self)
        if look:
            self.setProperty("look", look)
        self.say(text)

    def say(self, text: str) -> None:
        """Show ``text``; markup in it is text."""
        self.setText(f'<p style="line-height: {_LINE}px; margin: 0">{escape(text)}</p>')
        self.setAccessibleName(text)


class _Button(QPushButton):
    """A button that Enter presses once where it is held down; Qt sees to that for Space only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)


def button(text: str, look: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """A button that says ``text`` and does ``on_click``."""
    made = _Button(text)
    made.setAutoDefault(True)  # Enter presses it, as Space does
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if look:
        made.setProperty("look", look)
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


class IconButton(QPushButton):
    """A small button that is an icon; ``name`` is what it is called where icons are not seen."""

    def __init__(self, drawing: str, name: str, look: Look, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._drawing = drawing
        self._look = look
        self.setAutoDefault(True)
        self.setProperty("look", "icon")
        self.setAccessibleName(name)
        self.setToolTip(escape(name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked: on_click())
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a button, then the icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF((self.width() - _ICON) / 2, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, self._drawing, self._look.tokens.colour("muted"), place)


def column(
    *items: QWidget | int | None, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Widgets under each other; a number is a gap in logical pixels, None all the room that is left."""
    made = QVBoxLayout()
    _fill(made, items, spacing, margins)
    return made


def row(
    *items: QWidget | int | None, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Widgets beside each other; a number is a gap in logical pixels, None all the room that is left."""
    made = QHBoxLayout()
    _fill(made, items, spacing, margins)
    return made


def _fill(
    layout: QBoxLayout, items: tuple[QWidget | int | None, ...], spacing: int, margins: tuple[int, int, int, int]
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item)


def card(look: str, layout: QBoxLayout) -> QFrame:
    """A frame with a look of the style sheet around ``layout``."""
    made = QFrame()
    made.setProperty("look", look)
    made.setLayout(layout)
    return made


def holding(layout: QLayout) -> QWidget:
    """A plain widget around ``layout``."""
    made = QWidget()
    made.setLayout(layout)
    return made


class Scrolled(QWidget):
    """What is shown in an area that scrolls: as high as its width makes it, and no higher."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        """None: texts would ask for the height they have at their narrowest."""
        return QSize(0, 0)


def scrolling(layout: QLayout) -> QScrollArea:
    """An area that shows ``layout`` and scrolls up and down where there is not room for all of it."""
    area = scroll_area()
    area.setWidget(Scrolled(layout))
    return area


def scroll_area() -> QScrollArea:
    """An area that scrolls up and down, with nothing in it yet; the keyboard passes it by."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    without_menu(area)
    return area


def without_menu(area: QAbstractScrollArea) -> None:
    """Take away the menu of the scroll bars: it says nothing that dragging does not, and that in Qt's English."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)


def choose_index(view: QAbstractItemView, index: QModelIndex) -> None:
    """Make ``index``, with its row, the current one and the only one chosen.

    A view's own call asks which keys are held: with Shift down it may choose nothing, with Ctrl take away. It is made
    all the same, for a view that was told "none" does not make its first row current when the keyboard comes.
    """
    view.setCurrentIndex(index)
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader, where one is in use, say ``words``."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
