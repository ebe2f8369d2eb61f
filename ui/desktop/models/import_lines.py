"""The lines of a list that is to be imported, with what each of them does."""

from collections.abc import Callable

from interpreter_app.domain.errors import N_
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.plan_import import PlannedLine, Verdict
from ui.desktop.models.entries import State
from ui.desktop.models.import_words import line_in_short, verdict_state
from ui.desktop.models.rows_with_state import RowsWithState

TITLES = (N_("Line"), N_("Does"), N_("Number"), N_("Name"), N_("What"))
LINE, DOES, NUMBER, NAME, WHAT = range(len(TITLES))


class ImportLinesModel(RowsWithState[PlannedLine]):
    """Shows planned lines, all of them or those with some verdicts."""

    def __init__(self, texts: Callable[[], Texts]) -> None:
        super().__init__(texts, TITLES)

    def show_only(self, verdicts: frozenset[Verdict]) -> None:
        """Show only the lines that do one of these."""
        self.show_those(lambda line: line.verdict in verdicts)

    def _state(self, line: PlannedLine) -> State:
        return verdict_state(line.verdict, self._texts())

    def _text(self, line: PlannedLine, column: int) -> str:
        texts = self._texts()
        match column:
            case 0:
                return texts.number(line.line)
            case 1:
                return verdict_state(line.verdict, texts).words
            case 2:
                return "–" if line.number is None else texts.number(line.number)
            case 3:
                return line.name or "–"
            case _:
                return line_in_short(line, texts)
