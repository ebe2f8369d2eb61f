"""The small extra question of the guide: somebody stayed away, and may a fee be charged (TL § 11, TF § 20)?"""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from interpreter_app.domain.situations import NoShow
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.advise import amount
from ui.desktop.models.amounts import written_amount
from ui.desktop.session import Session
from ui.desktop.widgets.basics import button, card, column, holding, label, row
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.form_field import TextInput


class FeeQuestions(QWidget):
    """Folded away until it is wanted; ``edited`` follows each change."""

    edited = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        _ = session.texts.gettext
        self.unfold = button(_("Did the person not come?"), "link", self._on_unfold)
        self.unfold.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.told_of_booking = CheckBox(session.look, _("The person knew that an interpreter was booked"))
        self.told_of_fee = CheckBox(session.look, _("The person knew that a fee may be charged"))
        self.cost = _CostInput(_("What the interpreter cost, in kroner"), session)
        for box in (self.told_of_booking, self.told_of_fee):
            box.toggled.connect(lambda _on: self.edited.emit())
        self.cost.edited.connect(self.edited)
        title = label(_("May a fee be charged?"), "heading", wrap=True)
        inner = column(title, self.told_of_booking, self.told_of_fee, self.cost, spacing=8, margins=(16, 12, 16, 14))
        self._folded = card("card", inner)
        self._folded.hide()
        self.setLayout(column(holding(row(self.unfold, None)), self._folded, spacing=8))

    @property
    def no_show(self) -> NoShow | None:
        """What is answered; None while it is folded away, or the cost that the answer depends on is not given."""
        told_of_all = self.told_of_booking.isChecked() and self.told_of_fee.isChecked()
        cost = self.cost.value if isinstance(self.cost.value, Decimal) and not self.cost.problem else None
        if self._folded.isHidden() or (told_of_all and cost is None):
            return None
        return NoShow(
            told_of_booking=self.told_of_booking.isChecked(),
            told_of_fee=self.told_of_fee.isChecked(),
            cost=cost or Decimal(0),
        )

    def show_value(self, no_show: NoShow | None) -> None:
        """Show what was answered without telling of it."""
        self._folded.setVisible(no_show is not None)
        for box, on in (
            (self.told_of_booking, bool(no_show and no_show.told_of_booking)),
            (self.told_of_fee, bool(no_show and no_show.told_of_fee)),
        ):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self.cost.show_value(no_show.cost if no_show and no_show.cost else None)

    def _on_unfold(self) -> None:
        self._folded.setVisible(self._folded.isHidden())
        if self._folded.isVisible():
            self.told_of_booking.setFocus()
        self.edited.emit()


class _CostInput(TextInput):
    """An amount in NOK; its value is a ``Decimal``, or None where nothing is typed."""

    def __init__(self, title: str, session: Session) -> None:
        self._language: Texts = session.texts
        super().__init__(title, lambda: session.texts, written_amount, width=140)

    def written(self, value: object) -> str:
        """An amount as it is typed: 672,50."""
        return amount(value, self._language) if isinstance(value, Decimal) else ""
