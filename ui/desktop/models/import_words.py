"""Importing a list, in words: what columns can mean, and what each line does."""

from collections.abc import Mapping

from interpreter_app.domain.errors import N_
from interpreter_app.edit_explanations import FIELD_NAMES
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.list_mapping import FIELDS
from interpreter_app.use_cases.plan_import import PlannedLine, Verdict
from ui.desktop.models.change_words import in_short, lines, what
from ui.desktop.models.entries import State

_OTHER_TITLES: Mapping[str, str] = {
    "number": N_("Register number"),
    "evidence": N_("Qualification"),
    "evidence_language": N_("Language of the qualification"),
    "evidence_kind": N_("Kind of interpreting of the qualification"),
    "authorisation_number": N_("Number of the authorisation"),
    "granted": N_("Authorisation granted"),
}
"""What a column can mean that is called otherwise in a list than in a record."""

_VERDICTS: Mapping[Verdict, tuple[str, str, str]] = {
    Verdict.NEW: (N_("New person"), "people", "accent"),
    Verdict.CHANGE: (N_("Will change"), "merge", "accent"),
    Verdict.ADD: (N_("Will add"), "arrived", "accent"),
    Verdict.NOTHING: (N_("Nothing to do"), "check", "muted"),
    Verdict.WRONG: (N_("Wrong"), "alert", "warning"),
}


def field_titles(texts: Texts) -> list[tuple[str, str]]:
    """All that a column can mean, each field with its title."""
    return [(name, texts.gettext(_OTHER_TITLES.get(name) or FIELD_NAMES[name])) for name in FIELDS]


def verdict_state(verdict: Verdict, texts: Texts) -> State:
    """What a line does in a word, with its icon."""
    words, icon, colour = _VERDICTS[verdict]
    return State(icon, texts.gettext(words), colour)


def line_in_short(line: PlannedLine, texts: Texts) -> str:
    """What is wrong with a line, or what it changes, on one line."""
    faults = [fault.in_words(texts.gettext) for fault in line.faults]
    return "; ".join([*faults, *(in_short(draft, texts) for draft in line.drafts)])


def line_in_full(line: PlannedLine, texts: Texts) -> list[str]:
    """All that is wrong with a line, or all that it changes, field by field."""
    said = [fault.in_words(texts.gettext) for fault in line.faults]
    for draft in line.drafts:
        fields = ", ".join(
            f"{one.title}: {one.before} → {one.after}" if draft.base else f"{one.title}: {one.after}"
            for one in lines(draft, texts)
        )
        said.append(
            f"{what(draft.act, draft.type, texts)} – {fields}" if fields else what(draft.act, draft.type, texts)
        )
    return said
