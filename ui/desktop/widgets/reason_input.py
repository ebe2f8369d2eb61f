"""A field for why something in the usage log is changed: it is needed, and must not hold an identity number."""

from collections.abc import Callable

from interpreter_app.i18n import Texts
from interpreter_app.use_cases.usage import checked_reason
from ui.desktop.widgets.form_field import TextInput


class ReasonInput(TextInput):
    """Asks ``title``."""

    def __init__(self, title: str, texts: Callable[[], Texts], width: int) -> None:
        super().__init__(title, texts, checked_reason, width=width)

    @property
    def reason(self) -> str:
        """What is typed."""
        return self.line.text().strip()

    def is_wrong(self) -> bool:
        """Whether nothing is said, or what cannot be kept; then it is told, and the field has the keyboard."""
        problem = self.problem if self.reason else self._texts().gettext("This is needed.")
        self.say(problem)
        if problem:
            self.setFocus()
        return bool(problem)
