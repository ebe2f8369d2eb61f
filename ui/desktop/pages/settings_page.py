"""The settings: language, theme, our unit, where the register is, and who is logged in. Each holds at once."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from interpreter_app.domain.profiles import Origin
from interpreter_app.i18n import UiLanguage
from interpreter_app.settings import THEMES
from ui.desktop.pages.page import Page, Shell
from ui.desktop.pages.settings_page_unit import UnitSettings
from ui.desktop.widgets.address_field import AddressField
from ui.desktop.widgets.basics import button, card, column, holding, label, row, scrolling
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.radio_row import RadioRow
from ui.desktop.wording import breakable, role_name

_WIDTH = 560
_OWN_NAMES = {UiLanguage.BOKMAL: "Bokmål", UiLanguage.NYNORSK: "Nynorsk", UiLanguage.ENGLISH: "English"}


class SettingsPage(Page):
    """The page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        texts = session.texts
        _ = texts.gettext
        settings = session.context.settings
        own_names = [(language, _OWN_NAMES[language]) for language in UiLanguage]
        self.language = RadioRow(_("Language"), own_names, texts.language)
        titles = dict(zip(THEMES, (_("Like the system"), _("Light"), _("Dark")), strict=True))
        self.theme = RadioRow(_("Theme"), list(titles.items()), settings.theme)
        self.server = AddressField(
            _("Address of the register"), _("https://register.example.no"), settings.server, texts
        )
        self.proxy = AddressField(_("Proxy"), _("Empty where none is needed"), settings.proxy, texts)
        self.unit = UnitSettings(session)
        self.log_in = button(_("Log in as register staff …"), on_click=self._log_in)
        self.log_out = button(_("Log out …"), on_click=self._log_out)
        self._build()
        self._connect()

    def enter(self) -> None:
        """Begin with the first choice, the unit as it is now."""
        self.unit.refresh()
        self.language.setFocus()

    def _build(self) -> None:
        _ = self._session.texts.gettext
        file = _("File: {path}").format(path=_from_home(self._session.profile.database.path))
        parts = (
            (_("The program"), column(self.language, self.theme, spacing=16)),
            (_("Our unit"), column(self.unit)),
            (_("The register"), column(self.server, self.proxy, label(file, "small", wrap=True), spacing=16)),
            (_("Login"), self._login()),
        )
        layout: QVBoxLayout = column(label(_("Settings"), "title"), margins=(24, 20, 24, 24))
        for title, contents in parts:
            contents.setContentsMargins(20, 16, 20, 20)
            layout.addLayout(column(label(title, "heading"), 8, card("card", contents), margins=(0, 20, 0, 0)))
        layout.addStretch(1)
        inner = holding(layout)
        inner.setMaximumWidth(_WIDTH)
        beside = row()
        beside.addWidget(inner, 1000)
        beside.addStretch(1)
        self.setLayout(column(scrolling(beside)))

    def _login(self) -> QVBoxLayout:
        """Who is logged in, and what can be done about it; nobody logs in to a copy that was imported."""
        texts, standing = self._session.texts, self._session.standing
        _ = texts.gettext
        imported = standing.state is not None and standing.state.origin is Origin.PUBLIC
        if standing.is_staff:
            said = _("{name}, {role}").format(name=standing.name, role=role_name(standing.role, texts).lower())
            where = _("At {server}; this address is used as long as you are logged in.").format(server=standing.server)
        else:
            said = _("Nobody is logged in: this is what anybody may see of the register.")
            where = ""
        if imported:
            self.log_in.hide()
        if not standing.is_staff:
            self.log_out.hide()
        else:
            self.log_in.setText(_("Log in anew …"))
            self.log_in.setAccessibleName(self.log_in.text())
        buttons = FlowLayout(gap=8, line_gap=8)
        buttons.addWidget(self.log_in)
        buttons.addWidget(self.log_out)
        who = column(label(said, "strong", wrap=True), spacing=2)
        if where:
            who.addWidget(label(breakable(where), "small", wrap=True))
        return column(holding(who), holding(buttons), spacing=12)

    def _log_in(self) -> None:
        from ui.desktop.dialogs.log_in import LogInDialog

        LogInDialog(self._session, self._shell.widget).open()

    def _log_out(self) -> None:
        from ui.desktop.dialogs.log_out import LogOutDialog

        LogOutDialog(self._session, self._shell.widget, typed=self._shell.keeps_typing).open()

    def _connect(self) -> None:
        session = self._session
        self.language.chosen.connect(lambda language: session.speak(UiLanguage(language)))
        self.theme.chosen.connect(session.show_theme)
        self.server.accepted.connect(lambda address: session.context.remember(server=address))
        self.proxy.accepted.connect(lambda address: session.context.remember(proxy=address))


def _from_home(path: Path) -> Path:
    """``path`` as a person reads it: in the person's own folder it begins with ~."""
    home = Path.home()
    return "~" / path.relative_to(home) if path.is_relative_to(home) else path
