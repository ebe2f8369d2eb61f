"""One choice of a few, all in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.desktop.widgets.basics import column, holding, label
from ui.desktop.widgets.flow import FlowLayout


class RadioRow(QWidget):
    """Asks ``title``; ``choices`` are values with their titles. ``chosen`` gives the value that the person takes."""

    chosen = Signal(str)

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], current: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        buttons = FlowLayout(gap=24, line_gap=8)
        for value, shown in choices:
            one = self.buttons[value] = QRadioButton(shown)
            one.setAccessibleName(f"{title}: {shown}")
            one.setChecked(value == current)
            self._group.addButton(one)
            buttons.addWidget(one)
        self._values = {one: value for value, one in self.buttons.items()}
        self._group.buttonClicked.connect(lambda one: self.chosen.emit(self._values[one]))
        self.setLayout(column(label(title, "strong"), holding(buttons), spacing=8))
        self.setFocusProxy(self.buttons[current])
