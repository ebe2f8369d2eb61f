"""A field for an address, checked when it is left; what is wrong is said under it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import Texts
from ui.desktop.addresses import checked_address
from ui.desktop.widgets.basics import announce, column, label, set_property
from ui.desktop.widgets.text_field import TextField


class AddressField(QWidget):
    """Asks for an address called ``title``. ``accepted`` gives each other address that can be used."""

    accepted = Signal(str)

    def __init__(self, title: str, hint: str, address: str, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._kept = address
        self.edit = TextField(lambda: texts, address)
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(hint)
        self.edit.setPlaceholderText(hint)
        self.wrong = label(look="warning", wrap=True)
        self.wrong.hide()
        self.setLayout(column(label(title, "strong"), self.edit, self.wrong, spacing=4))
        self.edit.editingFinished.connect(self.check)
        self.setFocusProxy(self.edit)

    def check(self) -> str | None:
        """The address as it stands, told to ``accepted`` if new; None when it cannot be used."""
        try:
            address = checked_address(self.edit.text())
        except UserError as error:
            self._say(error.in_words(self._texts.gettext))
            return None
        self._say("")
        self.edit.setText(address)
        if address != self._kept:
            self._kept = address
            self.accepted.emit(address)
        return address

    def _say(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        set_property(self.edit, "wrong", bool(wrong))
        self.edit.setAccessibleDescription(wrong or self.edit.placeholderText())
        if wrong:
            announce(self.edit, wrong)
