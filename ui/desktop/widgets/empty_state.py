"""What stands in place of the list when nobody was found: why, and what would help."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.languages import Language
from interpreter_app.domain.profiles import Origin
from interpreter_app.i18n import Texts
from interpreter_app.ladder_explanations import found_words, language_lines, more_words, scheme_note, step_title
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.ladder import Step
from ui.desktop.finder import Help
from ui.desktop.models.filters import FILTERS, any_set
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, button, column, label
from ui.desktop.widgets.ladder_row import LadderRow, Numbers, align
from ui.desktop.wording import language_name, language_title, told_of


class EmptyState(QFrame):
    """Says that nobody was found. ``relaxed`` gives a request that would help, ``meant`` the code of a language."""

    relaxed = Signal(object)
    meant = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("look", "card")
        self._content: QVBoxLayout = column(spacing=8, margins=(24, 24, 24, 24))
        self.setLayout(self._content)

    def say(
        self,
        request: SearchRequest,
        language: str | None,
        help_: Help | None,
        texts: Texts,
        origin: Origin = Origin.CENTRAL,
    ) -> None:
        """Say why ``request``, understood as asking for ``language``, finds nobody; ``help_`` once it is known.

        ``origin`` is where the data come from: what they do not show is not said.
        """
        self._clear()
        self._content.addWidget(label(_headline(language, help_, texts), "heading", wrap=True))
        self._content.addWidget(Paragraph(_why(request, language, help_, texts), "muted"))
        if help_ is not None:
            self._tell_of_language(help_, origin, texts)
            self._offer_languages([one for one in help_.languages if one.code != language], texts)
            self._offer_steps(help_, texts)

    def say_why(self, error: UserError, texts: Texts) -> None:
        """Say why a search cannot be answered, and what can be done."""
        self._clear()
        what, hint = told_of(error, texts)
        self._content.addWidget(label(what, "heading", wrap=True))
        self._content.addWidget(Paragraph(hint, "muted"))

    def spoken(self) -> str:
        """All that is said."""
        return "\n".join(one.accessibleName() or one.text() for one in self.findChildren(QLabel) if one.isVisible())

    def enter(self) -> None:
        """Bring the keyboard to the first thing that can be pressed, if there is any."""
        first = next((one for one in self.findChildren(QPushButton) if one.isVisible() and one.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _clear(self) -> None:
        while (item := self._content.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _offer_languages(self, languages: Sequence[Language], texts: Texts) -> None:
        for language in languages:
            name = language_title(language.code, texts)
            asked = texts.gettext("Did you mean {language}?").format(language=name)
            self._offer(asked, partial(self.meant.emit, language.code))

    def _tell_of_language(self, help_: Help, origin: Origin, texts: Texts) -> None:
        state = help_.ladder.language
        for line in language_lines(state, origin, texts) if state else ():
            self._content.addWidget(Paragraph(line, "muted"))

    def _offer_steps(self, help_: Help, texts: Texts) -> None:
        """Offer the ladder while any of it leads to somebody: its steps in order, then the other ways."""
        _, ladder = texts.gettext, help_.ladder
        if not ladder.helpful:
            return
        if note := scheme_note(ladder, texts):
            self._content.addWidget(Paragraph(note, "muted"))
        rows = [*self._add_rows(_("Open step by step"), _("Each keeps what those above it open."), ladder.steps, texts)]
        rows += self._add_rows(_("What would help too"), _("Each opens one thing alone."), ladder.also, texts)
        align(rows)

    def _add_rows(self, title: str, note: str, steps: Sequence[Step], texts: Texts) -> list[LadderRow]:
        if not steps:
            return []
        self._content.addSpacing(8)
        self._content.addWidget(label(title, "strong"))
        self._content.addWidget(label(note, "small", wrap=True))
        rows = [self._row(step, texts) for step in steps]
        for one in rows:
            self._content.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        return rows

    def _row(self, step: Step, texts: Texts) -> LadderRow:
        numbers = Numbers(found_words(step.count, texts), more_words(step, texts))
        short = Numbers(texts.number(step.count), f"+{texts.number(step.more)}")
        made = LadderRow(step_title(step, texts), numbers, short, self._look)
        made.setEnabled(step.more > 0)
        made.clicked.connect(partial(self._take, step.request))
        return made

    def _take(self, request: SearchRequest, _checked: bool = False) -> None:
        self.relaxed.emit(request)

    def _offer(self, text: str, act: Callable[[], object]) -> None:
        self._content.addWidget(button(text, "choice", act), 0, Qt.AlignmentFlag.AlignLeft)


def _nobody_has(language: str | None, help_: Help | None) -> bool:
    """Whether the language itself has nobody, whatever the filters."""
    state = help_.ladder.language if help_ else None
    return language is not None and state is not None and not state.anybody


def _headline(language: str | None, help_: Help | None, texts: Texts) -> str:
    if _nobody_has(language, help_) and language:
        asked = texts.gettext("Nobody in the register is listed for {language}")
        return asked.format(language=language_name(language, texts))
    return texts.gettext("Nobody fits this search")


def _why(request: SearchRequest, language: str | None, help_: Help | None, texts: Texts) -> str:
    _ = texts.gettext
    if _nobody_has(language, help_):
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
