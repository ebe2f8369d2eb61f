"""The size of a dialog: as high as its texts make it at its width, and never higher than the screen.

Where the screen is too low, as it is with large print, all of the dialog scrolls.
"""

from PySide6.QtWidgets import QDialog, QLayout, QScrollArea

from ui.desktop.widgets.basics import column, scrolling

_FRAME = 48
"""Logical pixels that the frame of a window and its title take at most."""


def fit(dialog: QDialog, width: int) -> None:
    """Give ``dialog`` this width, in logical pixels, and the height that its contents then have."""
    contents = _contents(dialog)
    if contents is None:
        return
    dialog.setFixedWidth(width)
    contents.activate()
    wanted, room = contents.totalHeightForWidth(width), _room(dialog)
    if wanted < 0:  # what does not wrap is as high at any width
        wanted = contents.totalSizeHint().height()
    if wanted > room and contents is dialog.layout():
        dialog.setLayout(column(scrolling(contents)))
    holder = contents.parentWidget()
    if holder is not None and holder is not dialog:
        holder.setMinimumHeight(wanted)  # or it would be pressed together, not scrolled
    dialog.setFixedHeight(min(wanted, room))
    _keep_on_screen(dialog)


def resize_within_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give ``dialog`` this size, in logical pixels, or as much of it as its screen has."""
    dialog.resize(width, min(height, _room(dialog)))


def _keep_on_screen(dialog: QDialog) -> None:
    """Move a dialog up that is shown already and has grown beyond the bottom of its screen."""
    room, frame = dialog.screen().availableGeometry(), dialog.frameGeometry()
    beyond = frame.bottom() - room.bottom()
    if dialog.isVisible() and beyond > 0:
        dialog.move(frame.left(), max(room.top(), frame.top() - beyond))


def _contents(dialog: QDialog) -> QLayout | None:
    """The layout that was made for the dialog, in the area that scrolls too."""
    layout = dialog.layout()
    alone = layout.itemAt(0) if layout is not None and layout.count() == 1 else None
    area = alone.widget() if alone is not None else None
    inner = area.widget() if isinstance(area, QScrollArea) else None
    return inner.layout() if inner is not None else layout


def _room(dialog: QDialog) -> int:
    return dialog.screen().availableGeometry().height() - _FRAME
