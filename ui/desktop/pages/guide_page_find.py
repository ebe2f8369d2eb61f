"""From the answer into the search: the language, how the interpreter takes part, and where."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from interpreter_app.domain.situations import Method
from interpreter_app.situation_words import METHOD_NAMES
from interpreter_app.use_cases.guide_answers import Answers
from ui.desktop.models.filters import COUNTY
from ui.desktop.models.language_choices import language_choices, languages_meant
from ui.desktop.session import Session
from ui.desktop.widgets.basics import button, column, holding, label
from ui.desktop.widgets.field_flow import FieldFlow
from ui.desktop.widgets.form_field import ChoiceInput


class GuideFind(QFrame):
    """Asks what the search needs.

    ``edited`` gives what is changed of the answers, by name; ``wanted`` follows the button, ``entered`` what was taken
    with Enter, to go on.
    """

    edited = Signal(object)
    wanted = Signal()
    entered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("look", "inset-card")
        texts, look = session.texts, session.look
        _ = texts.gettext
        self.language = ChoiceInput(
            _("Language"), look, lambda: texts, language_choices(texts), find=languages_meant, width=130
        )
        methods = [(method, _(name)) for method, name in METHOD_NAMES.items()]
        self.method = ChoiceInput(_("How?"), look, lambda: texts, methods, width=104)
        self.county = ChoiceInput(_("Where?"), look, lambda: texts, COUNTY.choices(texts), width=120)
        self.go = button(_("Find an interpreter"), "primary", self.wanted.emit)
        self.go.setToolTip(_("Ctrl Enter"))
        fields = FieldFlow(gap=12, line_gap=8)
        for one in (self.language, self.method, self.county):
            fields.addWidget(one)
            one.field.entered.connect(self.entered)
        self._far = label(_("By screen or telephone the whole country can help."), "small", wrap=True)
        self.setLayout(column(holding(fields), self._far, self.go, spacing=10, margins=(14, 12, 14, 14)))
        self.language.edited.connect(lambda: self.edited.emit({"language": self.language.value}))
        self.method.edited.connect(lambda: self.edited.emit({"method": Method(str(self.method.value))}))
        self.county.edited.connect(lambda: self.edited.emit({"county": self.county.value}))

    def show_answers(self, answers: Answers) -> None:
        """Show what is chosen; where the whole country can help no county is asked.

        Nothing is searched for while the day is not known, since what is told of it goes along.
        """
        method = answers.suggested_method
        self.language.show_value(answers.language)
        self.method.show_value(method)
        self.county.show_value(answers.county)
        self.go.setEnabled(answers.day_is_known)
        self.county.setVisible(method is Method.ON_SITE)
        self._far.setVisible(method is not Method.ON_SITE)
