"""The size of a dialog whose texts wrap: as high as they make it at its width."""

from PySide6.QtWidgets import QDialog


def fit(dialog: QDialog, width: int) -> None:
    """Give ``dialog`` this width, in logical pixels, and the height that its contents then have."""
    dialog.setFixedWidth(width)
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.setFixedHeight(layout.totalHeightForWidth(width))
