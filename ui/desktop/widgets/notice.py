"""What stands in place of a list with nothing in it, or over it: a headline and a sentence."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.desktop.icons import paint_icon
from ui.desktop.models.entries import State
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, column, holding, label, row

_SMALL = 16
_LARGE = 32


class Icon(QWidget):
    """An icon of ``size`` logical pixels in a colour by name."""

    def __init__(self, drawing: str, colour: str, look: Look, size: int = _SMALL) -> None:
        super().__init__()
        self._drawing, self._colour, self._look = drawing, colour, look
        self.setFixedSize(QSize(size, size))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, self._drawing, self._look.tokens.colour(self._colour), QRectF(self.rect()))


class Notice(QFrame):
    """An empty page, said kindly: ``drawing`` over a headline and a sentence."""

    def __init__(self, drawing: str, look: Look) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.headline = label(look="heading", wrap=True)
        self.words = Paragraph("", "muted")
        icon = holding(row(Icon(drawing, "accent", look, _LARGE), None))
        self.setLayout(column(icon, 8, self.headline, self.words, spacing=4, margins=(24, 24, 24, 24)))

    def say(self, headline: str, words: str) -> None:
        """Say it."""
        self.headline.setText(headline)
        self.words.say(words)


def state_line(state: State, look: Look) -> QWidget:
    """How something stands, in its words with the icon before them."""
    words = label(state.words, "warning-strong" if state.colour == "warning" else "small-strong", wrap=True)
    layout = row(Icon(state.icon, state.colour, look), spacing=6)
    layout.addWidget(words, 1)
    return holding(layout)
