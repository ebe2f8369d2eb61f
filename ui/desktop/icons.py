"""The line icons of ``resources/icons``, in any colour and sharp at any scale."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_DRAWN_IN = "#000000"
_SCALES = (1, 2, 3)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = files("resources").joinpath(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace(_DRAWN_IN, colour).encode()))


def paint_icon(painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
    """Paint the icon ``name`` into ``place``."""
    _renderer(name, colour.name()).render(painter, place)


def icon(name: str, colour: QColor, size: int = 16, active: QColor | None = None) -> QIcon:
    """The icon ``name``, ``size`` logical pixels wide; ``active`` is its colour on a checked button."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(_pixmap(name, colour, size, scale), QIcon.Mode.Normal, QIcon.State.Off)
        if active is not None:
            made.addPixmap(_pixmap(name, active, size, scale), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _pixmap(name: str, colour: QColor, size: int, scale: int) -> QPixmap:
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, colour, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
