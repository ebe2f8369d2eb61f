"""The first start: which register to copy, and nothing else."""

from PySide6.QtWidgets import QProgressBar

from ui.desktop.pages.page import Page, Shell
from ui.desktop.sync_status import card_content
from ui.desktop.widgets.address_field import AddressField
from ui.desktop.widgets.basics import Paragraph, button, column, holding, label, row
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.middle_card import middle_card

_PARTS = 1000


class FirstStartPage(Page):
    """Asks for the register's address and offers the fictional register."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._session = session = shell.session
        self._messages = shell.messages
        _ = session.texts.gettext
        self.address = AddressField(
            _("Address of the register"),
            _("https://register.example.no"),
            session.context.settings.server,
            session.texts,
        )
        self.fetch = button(_("Fetch the register"), "primary", self._on_fetch)
        self.demo = button(_("Try with a fictional register"), on_click=self._on_demo)
        self.cancel = button(_("Cancel"), on_click=session.cancel_sync)
        self._state = label(look="strong", wrap=True)
        self._detail = label(look="dense-muted", wrap=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, _PARTS)
        self._progress.setTextVisible(False)
        self.address.edit.returnPressed.connect(self._on_fetch)
        session.sync_changed.connect(self._show_sync)
        self._build()
        self.demo.setVisible(session.offers_demo)
        self._show_sync()

    def _build(self) -> None:
        _ = self._session.texts.gettext
        intro = Paragraph(
            _(
                "The program copies the register to this machine once. After that you search without a network, "
                "and fetch what is new when you want to."
            ),
            "muted",
        )
        buttons = FlowLayout(gap=8, line_gap=8)
        buttons.addWidget(self.fetch)
        buttons.addWidget(self.demo)
        self._asking = holding(column(self.address, holding(buttons), spacing=16))
        self._running = holding(
            column(self._state, self._detail, 4, self._progress, 8, holding(row(self.cancel, None)), spacing=4)
        )
        title = label(_("Which register will you use?"), "title", wrap=True)
        self.setLayout(column(middle_card(title, intro, 4, self._asking, self._running)))
        self.setFocusProxy(self.address)

    def _on_fetch(self) -> None:
        address = self.address.check()
        if address is None:
            return
        self._session.context.remember(server=address)
        self._messages.attempt(self._session.start_sync)

    def _on_demo(self) -> None:
        self._messages.attempt(self._session.start_demo)

    def _show_sync(self) -> None:
        session = self._session
        content = card_content(session.sync, session.standing, session.now(), session.texts)
        running = session.sync.running
        had_keyboard = self.isAncestorOf(self.focusWidget() or self)
        self._asking.setVisible(not running)
        self._running.setVisible(running)
        if had_keyboard:
            (self.cancel if running else self.address).setFocus()
        self._state.setText(content.headline)
        self._detail.setText(content.detail)
        self._progress.setValue(round((content.fraction or 0) * _PARTS))
        self._progress.setAccessibleName(content.headline)
