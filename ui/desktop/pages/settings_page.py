"""The settings: language of the program, theme, and where the register is. Each holds at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout

from interpreter_app.i18n import UiLanguage
from interpreter_app.settings import THEMES
from ui.desktop.session import Session
from ui.desktop.widgets.address_field import AddressField
from ui.desktop.widgets.basics import card, column, holding, label

_WIDTH = 560
_OWN_NAMES = {UiLanguage.BOKMAL: "Bokmål", UiLanguage.NYNORSK: "Nynorsk", UiLanguage.ENGLISH: "English"}


class SettingsPage(QScrollArea):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        texts = session.texts
        _ = texts.gettext
        settings = session.context.settings
        self.language = _choices(
            _("Language"), [(language, _OWN_NAMES[language]) for language in UiLanguage], texts.language
        )
        titles = dict(zip(THEMES, (_("Like the system"), _("Light"), _("Dark")), strict=True))
        self.theme = _choices(_("Theme"), [(theme, titles[theme]) for theme in THEMES], settings.theme)
        self.server = AddressField(
            _("Address of the register"), _("https://register.example.no"), settings.server, texts
        )
        self.proxy = AddressField(_("Proxy"), _("Empty where none is needed"), settings.proxy, texts)
        self._build()
        self._connect()

    def _build(self) -> None:
        _ = self._session.texts.gettext
        looks = column(
            label(_("Language"), "strong"),
            self.language,
            8,
            label(_("Theme"), "strong"),
            self.theme,
            spacing=4,
            margins=(20, 16, 20, 20),
        )
        register = column(
            self.server,
            self.proxy,
            label(_("File: {path}").format(path=self._session.profile.database.path), "small", wrap=True),
            spacing=16,
            margins=(20, 16, 20, 20),
        )
        layout: QVBoxLayout = column(
            label(_("Settings"), "title"),
            16,
            label(_("The program"), "heading"),
            8,
            card("card", looks),
            20,
            label(_("The register"), "heading"),
            8,
            card("card", register),
            None,
            margins=(24, 20, 24, 24),
        )
        inner = holding(layout)
        inner.setMaximumWidth(_WIDTH)
        inner.setObjectName("scrolled")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    def _connect(self) -> None:
        session = self._session
        self.language.activated.connect(lambda _: session.speak(UiLanguage(self.language.currentData())))
        self.theme.activated.connect(lambda _: session.show_theme(str(self.theme.currentData())))
        self.server.accepted.connect(lambda address: session.context.remember(server=address))
        self.proxy.accepted.connect(lambda address: session.context.remember(proxy=address))


def _choices(name: str, choices: Sequence[tuple[str, str]], current: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for value, title in choices:
        made.addItem(title, str(value))
    made.setCurrentIndex(made.findData(str(current)))
    return made


