"""The line over a short list: that few fit, and what would find more, each to be pressed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from interpreter_app.i18n import Texts
from interpreter_app.ladder_explanations import more_words, step_title
from interpreter_app.use_cases.ladder import Ladder
from ui.desktop.widgets.basics import button, column, holding, label
from ui.desktop.widgets.flow import FlowLayout


class FewResults(QWidget):
    """Out of sight until there are few and something finds more. ``relaxed`` gives the request that was chosen."""

    relaxed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._line = FlowLayout(gap=12, line_gap=0)
        self.setLayout(column(holding(self._line), margins=(4, 0, 4, 8)))
        self.hide()

    def show_ladder(self, ladder: Ladder, texts: Texts) -> None:
        """Offer what finds somebody more; nothing where there is enough, or nothing does."""
        self.clear()
        if ladder.enough or not ladder.helpful:
            return
        few = texts.ngettext("Only {n} fits. Widen:", "Only {n} fit. Widen:", ladder.count)
        self._line.addWidget(label(few.format(n=texts.number(ladder.count)), "dense"))
        for step in ladder.helpful:
            one = button(f"{step_title(step, texts)} ({texts.number(step.count)})", "link")
            one.setAccessibleDescription(more_words(step, texts))
            one.clicked.connect(partial(self._take, step.request))
            self._line.addWidget(one)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self.hide()
        while (item := self._line.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def offers(self) -> list[QPushButton]:
        """What can be pressed."""
        return [one for one in self.findChildren(QPushButton) if one.isVisibleTo(self)]

    def _take(self, request: object, _checked: bool = False) -> None:
        self.relaxed.emit(request)
