"""A window of its own with the register as it was known by a day: searched as ever, and not to be changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from interpreter_app.i18n import Texts
from interpreter_app.use_cases.known_register import KnownRegister
from ui.desktop.held_register import HeldRegister
from ui.desktop.job_runner import JobRunner
from ui.desktop.messages import MessageBar, Messages
from ui.desktop.pages.page import Shell
from ui.desktop.pages.search_page import SearchPage
from ui.desktop.widgets.basics import button, card, column, holding, label, row
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.toast import Toast

_EDGE = 24


class KnownWindow(QWidget):
    """Shows ``register``, which ``held`` holds, over the window; both end together.

    It closes by itself when the profile that the register was made of is closed, is locked or becomes the public's. Its
    searches run beside those of the window, so that neither takes the place of the other.
    """

    def __init__(self, shell: Shell, held: HeldRegister, register: KnownRegister) -> None:
        super().__init__(shell.widget, Qt.WindowType.Window)
        self._held = held
        texts, look = shell.session.texts, shell.session.look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("window")
        self.setWindowTitle(
            texts.gettext("The register as it was known by {date}").format(date=texts.date(register.day))
        )
        self._bar = MessageBar(look)
        self._messages = Messages(lambda: texts, look)
        self._messages.use(self, self._bar)
        self._runner = JobRunner(self._messages.tell, self)
        self.page = SearchPage(shell.session.beside(register.profile, self._runner), editable=False)
        self.said = _in_words(register, texts)
        self.close_button = button(texts.gettext("Close"), "plain-small", self.close)
        self.toast = _keeping_its_room(Toast())
        self._build()
        self.page.said.connect(self.toast.say)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self.page.focus_field)
        QShortcut(QKeySequence("Ctrl+W"), self).activated.connect(self.close)
        FocusRing(self, look, by_keyboard=True)
        shell.session.leaving.connect(self.close)
        self.setMinimumSize(shell.widget.minimumSize())
        self.resize(shell.widget.size())

    def _build(self) -> None:
        words = column(label(self.windowTitle(), "warning-strong", wrap=True), spacing=2)
        words.addWidget(label(self.said, "warning-small", wrap=True))
        banner = row(spacing=12, margins=(12, 8, 8, 8))
        banner.addLayout(words, 1)
        banner.addWidget(self.toast)
        banner.addWidget(self.close_button)
        top = column(card("amber-card", banner), margins=(_EDGE, 16, _EDGE, 0))
        layout = column(holding(top), self._bar)
        layout.addWidget(self.page, 1)
        self.setLayout(layout)

    def begin(self) -> None:
        """Show it, and ask for the first rows."""
        self.show()
        self.activateWindow()
        self.page.enter()
        self.page.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; it does not close what took its time to make."""
        if event.key() != Qt.Key.Key_Escape or not self.page.step_back():
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what is being asked, and the register with it."""
        self._runner.close()
        self._held.close()
        super().closeEvent(event)


def _keeping_its_room(toast: Toast) -> Toast:
    """Let the words beside the ``toast`` stand still when it comes."""
    policy = toast.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    toast.setSizePolicy(policy)
    return toast


def _in_words(register: KnownRegister, texts: Texts) -> str:
    """What is shown here, and what is not."""
    said = [
        texts.gettext(
            "What the register had recorded by the end of that day, as it holds today or on the date you choose."
        ),
        texts.gettext("Nothing can be changed here."),
    ]
    if register.erased:
        erased = texts.ngettext(
            "{n} record is left out, since the law has had its contents erased.",
            "{n} records are left out, since the law has had their contents erased.",
            register.erased,
        )
        said.append(erased.format(n=texts.number(register.erased)))
    return " ".join(said)
