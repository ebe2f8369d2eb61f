"""What a person reads in a widget."""

from PySide6.QtWidgets import QLabel, QWidget


def words(widget: QWidget) -> str:
    """The texts that are shown in ``widget``, a line for each."""
    shown = (one for one in widget.findChildren(QLabel) if one.isVisible())
    return "\n".join(one.accessibleName() or one.text() for one in shown)
