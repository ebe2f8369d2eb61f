"""What a person gives to log in: the register's address, and the token, from a file or pasted."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from interpreter_app.domain.errors import N_, EnvironmentFault, UserError
from interpreter_app.i18n import Texts
from ui.desktop.widgets.address_field import AddressField
from ui.desktop.widgets.basics import announce, button, column, holding, label, row, set_property
from ui.desktop.widgets.text_field import TextField

_LONGEST_FILE = 64 * 1024


class Given(NamedTuple):
    """What was given; the token shows itself nowhere."""

    server: str
    token: str

    def __repr__(self) -> str:
        return f"Given(server={self.server!r})"


class LoginForm(QWidget):
    """Asks for address and token; ``first`` is where the keyboard begins: a known address is right as a rule.

    Enter is for the default button of the dialog that it stands in.
    """

    def __init__(self, server: str, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        _ = texts.gettext
        self.server = AddressField(_("Address of the register"), _("https://register.example.no"), server, texts)
        self.token = TextField(lambda: texts)
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setAccessibleName(_("Token"))
        self.token.setPlaceholderText(_("Paste the token here"))
        self.wrong = label(look="warning", wrap=True)
        self.wrong.hide()
        self.choose = button(_("Choose a file …"), on_click=self._choose)
        beside = row(spacing=8)
        beside.addWidget(self.token, 1)
        beside.addWidget(self.choose)
        note = label(
            _("An administrator of the register gives you the token. It is kept encrypted."), "small", wrap=True
        )
        asked = column(label(_("Token"), "strong"), holding(beside), self.wrong, note, spacing=4)
        self.setLayout(column(self.server, holding(asked), spacing=16))
        self.first: QLineEdit = self.token if server else self.server.edit

    def given(self) -> Given | None:
        """What is given; None, and said in place, when something is missing or cannot be."""
        from sync.login import read_token

        server = self.server.check()
        try:
            token = read_token(self.token.text().encode())
        except UserError as error:
            self.say(error)
            self.token.setFocus()
            return None
        self.say(None)
        if not server:
            self.server.setFocus()
            return None
        return Given(server, token)

    def say(self, error: UserError | EnvironmentFault | None) -> None:
        """Say under the token what is wrong, or nothing."""
        words = error.in_words(self._texts.gettext) if error else ""
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        set_property(self.token, "wrong", bool(words))
        if words:
            announce(self.token, words)

    def _choose(self) -> None:
        title = self._texts.gettext("Choose the file with the token")
        name, _ = QFileDialog.getOpenFileName(self, title)
        if name:
            self.take_file(Path(name))

    def take_file(self, file: Path) -> None:
        """Take the token from the first line of a file."""
        from sync.login import read_token

        try:
            with file.open("rb") as opened:
                token = read_token(opened.read(_LONGEST_FILE))
        except OSError:
            self.say(EnvironmentFault(N_("The file {path} cannot be read."), N_("Choose another file."), path=file))
        except UserError as error:
            self.say(error)
        else:
            self.token.setText(token)
            self.say(None)
