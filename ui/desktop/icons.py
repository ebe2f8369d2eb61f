"""The line icons of ``resources/icons``, in any colour and sharp at any scale."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

_DRAWN_IN = "#000000"


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = files("resources").joinpath(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace(_DRAWN_IN, colour).encode()))


def paint_icon(painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
    """Paint the icon ``name`` into ``place``."""
    _renderer(name, colour.name()).render(painter, place)
