"""What stands in place of the list when nobody was found: why, and what would help."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.find_interpreters import Relaxation, SearchRequest
from ui.desktop.finder import Help
from ui.desktop.models.filters import FILTERS, any_set
from ui.desktop.widgets.basics import Paragraph, button, column, label
from ui.desktop.wording import language_name, language_title, told_of


class EmptyState(QFrame):
    """Says that nobody was found. ``relaxed`` gives a request that would help, ``meant`` the code of a language."""

    relaxed = Signal(object)
    meant = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._content: QVBoxLayout = column(spacing=8, margins=(24, 24, 24, 24))
        self._content.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._content)

    def say(self, request: SearchRequest, language: str | None, help_: Help | None, texts: Texts) -> None:
        """Say why ``request``, understood as asking for ``language``, finds nobody; ``help_`` once it is known."""
        self._clear()
        self._content.addWidget(label(_headline(request, language, help_, texts), "heading", wrap=True))
        self._content.addWidget(Paragraph(_why(request, language, help_, texts), "muted"))
        if help_ is not None:
            self._offer_languages(help_, texts)
            self._offer_relaxations(help_, texts)

    def say_why(self, error: UserError, texts: Texts) -> None:
        """Say why a search cannot be answered, and what can be done."""
        self._clear()
        what, hint = told_of(error, texts)
        self._content.addWidget(label(what, "heading", wrap=True))
        self._content.addWidget(Paragraph(hint, "muted"))

    def spoken(self) -> str:
        """All that is said."""
        return "\n".join(one.accessibleName() or one.text() for one in self.findChildren(QLabel) if one.isVisible())

    def _clear(self) -> None:
        while (item := self._content.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _offer_languages(self, help_: Help, texts: Texts) -> None:
        for language in help_.languages:
            name = language_title(language.code, texts)
            asked = texts.gettext("Did you mean {language}?").format(language=name)
            self._offer(asked, partial(self.meant.emit, language.code))

    def _offer_relaxations(self, help_: Help, texts: Texts) -> None:
        if help_.relaxations:
            self._content.addSpacing(8)
            self._content.addWidget(label(texts.gettext("This would help"), "strong"))
        for way in help_.relaxations:
            self._offer(_way(way, texts), partial(self.relaxed.emit, way.request))

    def _offer(self, text: str, act: Callable[[], object]) -> None:
        self._content.addWidget(button(text, "choice", act), 0, Qt.AlignmentFlag.AlignLeft)


def _nobody_has(language: str | None, request: SearchRequest, help_: Help | None) -> bool:
    """Whether the language itself has nobody, whatever the filters."""
    if language is None or help_ is None or help_.relaxations:
        return False
    return request.language is None or not request.text.strip()


def _headline(request: SearchRequest, language: str | None, help_: Help | None, texts: Texts) -> str:
    if _nobody_has(language, request, help_) and language:
        asked = texts.gettext("Nobody in the register is listed for {language}")
        return asked.format(language=language_name(language, texts))
    return texts.gettext("Nobody fits this search")


def _why(request: SearchRequest, language: str | None, help_: Help | None, texts: Texts) -> str:
    _ = texts.gettext
    if _nobody_has(language, request, help_):
        return _("There is no interpreter with a category in this language here. No other language is shown instead.")
    if any_set(request):
        limits = ", ".join(says for one in FILTERS if (says := one.says(request, texts)))
        if request.on:
            limits = ", ".join(part for part in (limits, texts.date(request.on)) if part)
        return _("No interpreter meets all of this: {limits}.").format(limits=limits)
    return _(
        "No name and no number is like this. Being listed is voluntary: a person who is not found here "
        "may still be qualified."
    )


def _way(way: Relaxation, texts: Texts) -> str:
    _ = texts.gettext
    titles = {
        "neighbours": _("Neighbouring counties too"),
        "county": _("Whole country, by screen"),
        "category": _("All categories"),
        "capacity": _("All capacities"),
        "gender": _("All genders"),
        "kind": _("All kinds of interpreting"),
        "text": _("Without the text"),
        "all": _("Without any filter"),
    }
    found = texts.ngettext("{n} interpreter", "{n} interpreters", way.count).format(n=texts.number(way.count))
    return f"{titles[way.opened]} · {found}"
