"""The paragraphs that something rests on, as links to where they can be read."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from interpreter_app.domain import acts
from interpreter_app.i18n import Texts
from ui.desktop.widgets.basics import button, label
from ui.desktop.widgets.flow import FlowLayout


class SourceLinks(QWidget):
    """Links for ``sources`` such as "TL 6(1)"; one that the table of the acts does not know stands as it is."""

    def __init__(self, sources: Sequence[str], texts: Texts) -> None:
        super().__init__()
        flow = FlowLayout(gap=12, line_gap=0)
        last = ""
        for source in sources:
            act = source.partition(" ")[0]
            flow.addWidget(_link(source, texts, same_act=act == last))
            last = act
        self.setLayout(flow)


def _link(source: str, texts: Texts, *, same_act: bool) -> QWidget:
    """A link; the act that the one before it names is not named again, save to a screen reader."""
    if not acts.is_known(source):
        return label(source, "small")
    words = acts.in_words(source, texts.language)
    made = link_button(words, acts.link_to(source))
    if same_act:
        made.setText(f"§ {words.partition(' § ')[2]}")
    return made


def link_button(words: str, address: str) -> QPushButton:
    """A link that says ``words`` and shows ``address`` before one goes there."""
    made = button(words, "link-small", lambda: open_address(address))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setToolTip(escape(address))
    made.setAccessibleDescription(address)
    return made


def open_address(address: str) -> None:
    """Open an address with what the machine reads pages with."""
    QDesktopServices.openUrl(QUrl(address))
