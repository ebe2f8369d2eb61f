"""The bar at the foot of the record editor: there only when something is typed, to save it or let it be."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from interpreter_app.i18n import Texts
from ui.desktop.widgets.basics import button, column, holding, label, row
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.text_field import TextField

_NARROW = 150
_REASON_WIDTH = 300


class SaveBar(QFrame):
    """Says how much is typed, asks why, and offers to save or discard it."""

    def __init__(
        self, texts: Callable[[], Texts], on_save: Callable[[], object], on_discard: Callable[[], object]
    ) -> None:
        super().__init__()
        self._texts = texts
        _ = texts().gettext
        self.setProperty("look", "save-bar")
        self.count = label(look="strong")
        self.effect = label(look="dense", wrap=True)
        self.effect.hide()
        self._tells_effect = False
        self.reason = TextField(texts)
        self.reason.setPlaceholderText(_("Why, for the history (optional)"))
        self.reason.setAccessibleName(_("Why, for the history (optional)"))
        self.reason.setFixedWidth(_REASON_WIDTH)
        self.save = button(_("Save"), "primary-small", on_save)
        self.save.setToolTip(_("Ctrl S"))
        self.discard = button(_("Discard"), "plain-small", on_discard)
        buttons = holding(row(self.discard, self.save, spacing=8))
        flow = FlowLayout(gap=16, line_gap=8)
        for part in (self.count, self.reason, buttons):
            flow.addWidget(part)
        self.setLayout(column(self.effect, holding(flow), spacing=6, margins=(24, 8, 24, 10)))
        self.hide()

    def show_changes(self, count: int) -> None:
        """Show that ``count`` records are changed; hidden when none is."""
        texts = self._texts()
        said = texts.ngettext("{n} change is not saved", "{n} changes are not saved", count)
        self.count.setText(said.format(n=texts.number(count)))
        self.setVisible(count > 0)

    def be_low(self, low: bool) -> None:
        """Take one line only, for a window that has few."""
        self.count.setVisible(not low)
        self.reason.setFixedWidth(_NARROW if low else _REASON_WIDTH)

    def tell_effect(self, told: bool) -> None:
        """Say here what the typing does to the categories, where nothing else on the screen does."""
        self._tells_effect = told
        self.show_effect(self.effect.text())

    def show_effect(self, said: str) -> None:
        """Say what the typing does to the categories; empty for nothing."""
        self.effect.setText(said)
        self.effect.setVisible(self._tells_effect and bool(said))

    def clear(self) -> None:
        """Forget the reason."""
        self.reason.clear()
