"""The rows of a supplier's list with what came of each, for a table."""

from collections.abc import Callable, Mapping

from interpreter_app.domain.errors import N_
from interpreter_app.domain.roster import Result
from interpreter_app.domain.roster_report import CheckedRow
from interpreter_app.i18n import Texts
from interpreter_app.roster_words import asked_language, asked_number, explanation, result_name
from ui.desktop.models.entries import State
from ui.desktop.models.rows_with_state import RowsWithState

TITLES = (N_("Line"), N_("Result"), N_("Name"), N_("Number"), N_("Language"), N_("Explanation"))
LINE, RESULT, NAME, NUMBER, LANGUAGE, EXPLANATION = range(len(TITLES))
_LOOKS: Mapping[Result, tuple[str, str]] = {
    Result.VALID: ("check", "good"),
    Result.OTHER_CATEGORY: ("alert", "warning"),
    Result.OTHER_LANGUAGE: ("blocked", "warning"),
    Result.CANDIDATES: ("people", "accent"),
    Result.NOT_FOUND: ("search", "muted"),
    Result.COULD_NOT_CHECK: ("note", "muted"),
}
"""The shape and the colour of each result; the words say it too."""


def result_state(result: Result, texts: Texts) -> State:
    """A result in words, with its shape."""
    icon, colour = _LOOKS[result]
    return State(icon, result_name(result, texts), colour)


class RosterRowsModel(RowsWithState[CheckedRow]):
    """Shows checked rows, all of them or those with one result."""

    def __init__(self, texts: Callable[[], Texts]) -> None:
        super().__init__(texts, TITLES)

    def show_only(self, result: Result | None) -> None:
        """Show only the rows with a result; None: all."""
        self.show_those(lambda row: result in (None, row.result))

    def _state(self, checked: CheckedRow) -> State:
        return result_state(checked.result, self._texts())

    def _text(self, checked: CheckedRow, column: int) -> str:
        texts, row = self._texts(), checked.row
        match column:
            case 0:
                return texts.number(row.line)
            case 1:
                return result_name(checked.result, texts)
            case 2:
                return row.name or "–"
            case 3:
                return asked_number(row) or "–"
            case 4:
                return asked_language(row, texts) or "–"
            case _:
                return explanation(checked, texts)
