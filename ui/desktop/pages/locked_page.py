"""The register has refused the login: nothing private is shown until the next, and nothing unsent is lost."""

from ui.desktop.pages.page import Page, Shell
from ui.desktop.sync_status import unsent_words
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.middle_card import middle_card
from ui.desktop.widgets.notice import Icon


class LockedPage(Page):
    """The page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        _ = session.texts.gettext
        self.log_in = button(_("Log in again"), "primary", self._log_in)
        self.log_out = button(_("Log out and wipe …"), on_click=self._log_out)
        buttons = FlowLayout(gap=8, line_gap=8)
        buttons.addWidget(self.log_in)
        buttons.addWidget(self.log_out)
        area = middle_card(
            holding(row(Icon("lock", "accent", session.look, 32), None)),
            label(_("The profile is locked"), "title", wrap=True),
            Paragraph(_("The register no longer accepts your login, so nothing private is shown."), "muted"),
            label(self._kept(), "strong", wrap=True),
            4,
            holding(buttons),
        )
        self.setLayout(column(area))
        self.setFocusProxy(self.log_in)

    def _kept(self) -> str:
        texts = self._session.texts
        unsent = unsent_words(self._session.standing.unsent, texts)
        said = [texts.gettext("{count}: kept here").format(count=unsent)] if unsent else []
        if self._shell.keeps_typing:
            said.append(texts.gettext("What you have typed and not saved is kept until you log in again."))
        return "\n".join(said)

    def _log_in(self) -> None:
        from ui.desktop.dialogs.log_in import LogInDialog

        LogInDialog(self._session, self._shell.widget).open()

    def _log_out(self) -> None:
        from ui.desktop.dialogs.log_out import LogOutDialog

        LogOutDialog(self._session, self._shell.widget, typed=self._shell.keeps_typing).open()
