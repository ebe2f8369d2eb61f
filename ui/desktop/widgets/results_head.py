"""What stands above the list: how many were found, in which order, and the other order to choose."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.searches import Order
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.find_interpreters import SearchRequest
from ui.desktop.widgets.basics import button, label, row


class ResultsHead(QWidget):
    """The line above the list. ``order_wanted`` gives the ``Order`` that was chosen."""

    order_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._order = Order.FAIR
        self.count = label(look="heading")
        self.order = label(look="dense-muted", wrap=True)
        self.switch = button("", "link", self._on_switch)
        layout = row(spacing=12, margins=(4, 0, 4, 6))
        layout.addWidget(self.count)
        layout.addWidget(self.order, 1)
        layout.addWidget(self.switch)
        layout.addStretch(0)
        self.setLayout(layout)

    def show_count(self, count: int, texts: Texts) -> None:
        """Say how many were found."""
        self.count.setText(texts.ngettext("{n} interpreter", "{n} interpreters", count).format(n=texts.number(count)))

    def show_nothing(self) -> None:
        """Say nothing, while there is no answer to speak of."""
        self.count.setText("")
        for one in (self.order, self.switch):
            one.hide()

    def show_order(self, request: SearchRequest, *, anybody: bool, corrected: bool, texts: Texts) -> None:
        """Say in which order they stand, if anybody does; ``corrected`` when the names are only like what was typed."""
        _ = texts.gettext
        self._order = request.order
        self.order.setText(_order_in_words(request, texts) if not corrected else _("names like the one you typed"))
        other = _("Fair order") if request.order is Order.NAME else _("Alphabetical order")
        self.switch.setText(other)
        self.switch.setAccessibleName(other)
        for one in (self.order, self.switch):
            one.setVisible(anybody)

    def _on_switch(self) -> None:
        self.order_wanted.emit(Order.FAIR if self._order is Order.NAME else Order.NAME)


def _order_in_words(request: SearchRequest, texts: Texts) -> str:
    _ = texts.gettext
    if request.order is Order.NAME:
        return _("best qualified first, then alphabetical")
    if request.on:
        return _("best qualified first, fair order that day")
    return _("best qualified first, fair order today")
