"""A card in the middle of an otherwise empty page, for the one thing that the page asks."""

from PySide6.QtWidgets import QScrollArea, QWidget

from ui.desktop.widgets.basics import card, column, row, scrolling

_WIDTH = 480


def middle_card(*parts: QWidget | int) -> QScrollArea:
    """An area with a card of ``parts`` under each other, a number being a gap; it scrolls where there is not room."""
    inner = card("card", column(*parts, spacing=12, margins=(32, 28, 32, 32)))
    inner.setMaximumWidth(_WIDTH)
    beside = row()
    beside.addStretch(1)
    beside.addWidget(inner, 1000)
    beside.addStretch(1)
    layout = column(margins=(24, 24, 24, 24))
    layout.addStretch(2)
    layout.addLayout(beside)
    layout.addStretch(3)
    return scrolling(layout)
