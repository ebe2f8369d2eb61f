"""The saves that the register does not have, in words: what they change, why, and how far each has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interpreter_app import edit_explanations
from interpreter_app.domain.edits import Edit, EditState, by_tx
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.name_people import PersonName, name_people
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import list_unsent
from ui.desktop.models.change_words import in_short, person_title
from ui.desktop.models.entries import Entry, State
from ui.desktop.wording import day_and_month

_WORST_FIRST = (EditState.CONFLICT, EditState.REJECTED, EditState.SENT, EditState.PENDING)


@dataclass(frozen=True, slots=True)
class Save:
    """The edits of one save, in order, and whom they concern."""

    edits: tuple[Edit, ...]
    person: PersonName | None

    @property
    def first(self) -> Edit:
        """The first edit: when, by whom, why and for whom hold for all of a save."""
        return self.edits[0]

    @property
    def state(self) -> EditState:
        """How far the save has come: as far as the edit that is worst off."""
        states = {edit.state for edit in self.edits}
        return next(state for state in _WORST_FIRST if state in states)

    @property
    def can_be_taken_back(self) -> bool:
        """Whether it can be taken back: nothing of it may be in the register."""
        return all(edit.state is not EditState.SENT for edit in self.edits)


def read_saves(profile: Profile) -> list[Save]:
    """What is unsent, save by save, the newest first."""
    edits = list_unsent(profile)
    names = name_people(profile, edits)
    return [Save(tuple(group), names.get(group[0].person)) for group in reversed(by_tx(edits))]


def entries(saves: Sequence[Save], now: datetime, texts: Texts) -> list[Entry]:
    """The saves as rows of a list."""
    return [
        Entry(
            save.first.tx,
            person_title(save.person, texts),
            f"{when(save.first.made, now, texts)} · {_summary(save, texts)}",
            state_of(save.state, texts),
        )
        for save in saves
    ]


def _summary(save: Save, texts: Texts) -> str:
    first, *others = (in_short(edit, texts) for edit in save.edits)
    if not others:
        return first
    more = texts.ngettext("and {n} more", "and {n} more", len(others)).format(n=texts.number(len(others)))
    return f"{first} {more}"


def state_of(state: EditState, texts: Texts) -> State:
    """How far an edit has come, with its icon."""
    _ = texts.gettext
    states: Mapping[EditState, State] = {
        EditState.PENDING: State("clock", _("Not sent")),
        EditState.SENT: State("sent", _("On its way"), "accent"),
        EditState.CONFLICT: State("conflict", _("Conflict"), "warning"),
        EditState.REJECTED: State("blocked", _("Rejected"), "warning"),
        EditState.ACKNOWLEDGED: State("check", _("In the register"), "good"),
    }
    return states[state]


def state_sentence(save: Save, texts: Texts) -> str:
    """What the state means and what can be done."""
    _ = texts.gettext
    match save.state:
        case EditState.SENT:
            return _("It was on its way when the connection broke. The next sync tells whether the register has it.")
        case EditState.CONFLICT:
            return _("The register has other values. Choose what is to stand under Conflicts.")
        case EditState.REJECTED:
            at_fault = next(edit for edit in save.edits if edit.state is EditState.REJECTED)
            why = edit_explanations.rejection(at_fault.code, at_fault.field_at_fault, texts)
            return f"{why} {_('Take it back, and correct it if you want to.')}"
        case _:
            return _("It is sent at the next sync. Until then you can take it back.")


def when(moment: datetime, now: datetime, texts: Texts) -> str:
    """A moment, shortly: 09.12 today, 19. november 09.12 this year, 19. november 2025 before."""
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return texts.time(local)
    if local.year == now.year:
        return f"{day_and_month(local.date(), texts)} {texts.time(local)}"
    return texts.date(local.date())
