"""An import in words: what a column can mean, and what each line of the list does."""

from collections import Counter
from collections.abc import Mapping, Sequence

from interpreter_app.domain.errors import N_
from interpreter_app.edit_explanations import field_name
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.list_mapping import FIELDS, KEYS
from interpreter_app.use_cases.plan_import import ImportPlan, PlannedLine, Verdict
from ui.desktop.models.change_words import field_lines
from ui.desktop.models.entries import Entry, State

_VERDICTS: Mapping[Verdict, State] = {
    Verdict.CHANGE: State("merge", N_("changes")),
    Verdict.ADD: State("arrived", N_("adds")),
    Verdict.NEW: State("people", N_("new person")),
    Verdict.NOTHING: State("check", N_("no change")),
    Verdict.WRONG: State("alert", N_("wrong"), "warning"),
}
_OTHER_NAMES = {
    "number": N_("Interpreter number"),
    "evidence": N_("Qualification"),
    "evidence_language": N_("Language of the qualification"),
    "evidence_kind": N_("Kind of interpreting of the qualification"),
    "authorisation_number": N_("Authorisation number"),
}
"""What fields are called in a list; the others as everywhere."""


def meaning(name: str, texts: Texts) -> str:
    """What a column with the field ``name`` holds."""
    return texts.gettext(_OTHER_NAMES[name]) if name in _OTHER_NAMES else field_name(name, texts)


def meanings(texts: Texts) -> list[tuple[str | None, str]]:
    """All that a column can mean, None for nothing."""
    return [(None, texts.gettext("Not used")), *((name, meaning(name, texts)) for name in FIELDS)]


def keys(texts: Texts) -> list[tuple[str | None, str]]:
    """All that a line can tell its person by; None where each line is a new person."""
    return [*((name, meaning(name, texts)) for name in KEYS), (None, texts.gettext("Each line is a new person"))]


def summary(plan: ImportPlan, texts: Texts) -> str:
    """How many lines do what: 12 changes · 3 new person · 1 wrong."""
    counts = Counter(line.verdict for line in plan.lines)
    said = (f"{texts.number(counts[one])} {texts.gettext(_VERDICTS[one].words)}" for one in Verdict if counts[one])
    return " · ".join(said)


def import_entries(plan: ImportPlan, texts: Texts) -> list[Entry]:
    """A row for each line, the wrong ones first."""
    ordered = sorted(plan.lines, key=lambda line: (line.verdict is not Verdict.WRONG, line.line))
    return [Entry(str(line.line), _title(line, texts), _detail(line, texts), _state(line, texts)) for line in ordered]


def _title(line: PlannedLine, texts: Texts) -> str:
    number = texts.number(line.number) if line.number is not None else ""
    which = texts.gettext("Line {number}").format(number=line.line)
    return " · ".join(part for part in (which, number, line.name) if part)


def _detail(line: PlannedLine, texts: Texts) -> str:
    if line.faults:
        return " ".join(fault.in_words(texts.gettext) for fault in line.faults)
    types: dict[str, dict[str, Sequence[object]]] = {}
    for change in line.changes:
        types.setdefault(change.type, {})[change.field] = (change.before, change.after)
    fields = [one for type_, changes in types.items() for one in field_lines(type_, changes, texts)]
    return ", ".join(f"{one.title}: {one.before} → {one.after}" for one in fields)


def _state(line: PlannedLine, texts: Texts) -> State:
    state = _VERDICTS[line.verdict]
    return state._replace(words=texts.gettext(state.words))
