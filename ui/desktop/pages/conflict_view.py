"""One conflict: why there is one, and a row for each field with what it was, mine and the register's."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from interpreter_app.domain.conflicts import Conflict, FieldInConflict, Reason
from interpreter_app.domain.edits import Act
from interpreter_app.edit_explanations import field_name
from interpreter_app.use_cases.resolve_conflicts import Side
from ui.desktop.models.change_words import (
    field_lines,
    field_of,
    numbered,
    person_title,
    record_in_short,
    value_of,
    what,
)
from ui.desktop.models.conflict_choices import Choices, NamedConflict, Own, other_changes, why
from ui.desktop.pages.record_page_fields import FormSurroundings, input_for
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, button, card, column, label
from ui.desktop.widgets.change_table import ChangeTable
from ui.desktop.widgets.conflict_row import AskedField, ConflictRow
from ui.desktop.widgets.form_field import FormField
from ui.desktop.widgets.list_and_detail import Detail
from ui.desktop.wording import day_and_time

_SIDES = {Qt.Key.Key_1: Side.MINE, Qt.Key.Key_2: Side.REGISTER}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConflictView(Detail):
    """Shows one conflict and lets a person choose.

    ``applied`` gives the ``Choices`` once all are made and Enter is pressed, ``put_off`` the conflict that is to wait,
    ``stepped`` how many conflicts to go on.
    """

    applied = Signal(object)
    put_off = Signal(object)
    stepped = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        _ = session.texts.gettext
        self.rows: dict[str, ConflictRow] = {}
        self._choices: Choices | None = None
        self.mine = button(_("Mine (1)"), "plain-small", lambda: self.choose(Side.MINE))
        self.register = button(_("The register's (2)"), "plain-small", lambda: self.choose(Side.REGISTER))
        self.later = button(_("Later (3)"), "plain-small", self._put_off)
        self.by_hand = button(_("By hand (E)"), "plain-small", self._edit)
        self.apply = button(_("Use this (Enter)"), "primary-small", self.apply_choices)
        buttons = (self.mine, self.register, self.by_hand, self.later, self.apply)
        for one in buttons:
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_buttons(*buttons)

    def show_conflict(self, shown: NamedConflict) -> None:
        """Show another conflict, with nothing chosen."""
        conflict = shown.conflict
        self._choices = Choices.none_of(conflict)
        layout = column(spacing=12, margins=(22, 18, 22, 18))
        self._add_head(layout, shown)
        self.rows = {field.name: self._row(conflict, field, by_field=shown.by_field) for field in conflict.fields}
        for one in self.rows.values():
            layout.addWidget(one)
        self._add_others(layout, conflict)
        layout.addStretch(1)
        self.show_contents(layout)
        self.by_hand.setVisible(any(one.can_be_typed for one in self.rows.values()))
        self._show_choices()

    def _add_head(self, layout: QVBoxLayout, shown: NamedConflict) -> None:
        texts, conflict = self._session.texts, shown.conflict
        at = day_and_time(conflict.at.astimezone(self._session.now().tzinfo), texts)
        who = texts.gettext("Changed in the register by {name}, {moment}") if conflict.by else "{moment}"
        which = " · ".join(
            part
            for part in (
                numbered(shown.person, texts),
                what(conflict.edit.act, conflict.edit.type, texts),
                record_in_short(conflict.edit, texts),
            )
            if part
        )
        layout.addWidget(label(person_title(shown.person, texts), "title", wrap=True))
        layout.addWidget(label(which, "muted", wrap=True))
        note = column(Paragraph(why(conflict, texts), "warning"), margins=(12, 9, 12, 9))
        layout.addWidget(card("amber", note))
        layout.addWidget(label(who.format(name=conflict.by, moment=at), "dense", wrap=True))
        if conflict.edit.reason:
            reason = texts.gettext("Your reason: {reason}").format(reason=conflict.edit.reason)
            layout.addWidget(label(reason, "dense-muted", wrap=True))

    def _add_others(self, layout: QVBoxLayout, conflict: Conflict) -> None:
        texts = self._session.texts
        others = field_lines(conflict.edit.type, other_changes(conflict), texts)
        if others:
            layout.addWidget(label(texts.gettext("Also in this change, and sent in any case"), "small-strong"))
            layout.addWidget(ChangeTable(others, texts))

    def _row(self, conflict: Conflict, field: FieldInConflict, *, by_field: bool) -> ConflictRow:
        texts, type_ = self._session.texts, conflict.edit.type
        in_words = partial(value_of, type_, field.name, texts=texts, whole=True)
        asked = AskedField(
            field_name(field.name, texts),
            _three(conflict, field, in_words, texts.gettext("deleted")),
            self._editor(conflict, field) if by_field and field_of(type_, field.name) else None,
            in_words,
        )
        made = ConflictRow(asked, self._session.look, texts, self.take_key)
        made.chosen.connect(lambda side: self.choose(side, field.name))
        made.typed.connect(lambda value: self._take(field.name, value))
        return made

    def _editor(self, conflict: Conflict, field: FieldInConflict) -> Callable[[], FormField]:
        return partial(self._make_editor, conflict.edit.type, field)

    def _make_editor(self, type_: str, field: FieldInConflict) -> FormField:
        session = self._session
        fictional = session.standing.state is not None and session.standing.state.fictional
        around = FormSurroundings(session.look, lambda: session.texts, lambda: session.today, fictional)
        asked = field_of(type_, field.name)
        assert asked is not None
        made = input_for(asked, type_, around)
        chosen = self._choices.chosen.get(field.name) if self._choices else None
        made.show_value(chosen.value if isinstance(chosen, Own) else field.mine)
        return made

    def focus_first(self) -> None:
        """Take the keyboard to the first field that is not decided."""
        row = self._next_open() or next(iter(self.rows.values()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_open(self) -> ConflictRow | None:
        chosen = self._choices.chosen if self._choices else {}
        return next((row for name, row in self.rows.items() if name not in chosen), None)

    def _current(self) -> str:
        """The field that has the keyboard; empty where none has."""
        return next((name for name, row in self.rows.items() if row.hasFocus()), "")

    def choose(self, side: Side, name: str = "") -> None:
        """Choose a side for a field, for the one with the keyboard, or where none has it for all."""
        if self._choices is None:
            return
        name = name or self._current()
        conflict = self._choices.conflict
        whole = not name or conflict.reason is not Reason.SAME_FIELD
        self._choices = self._choices.choose_all(side) if whole else self._choices.choose(name, side)
        self._show_choices()
        following = self._next_open()
        if self._current() and following is not None:
            following.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_into_sight(following)

    def _take(self, name: str, value: object) -> None:
        """Take a value that was typed."""
        if self._choices is not None:
            self._choices = self._choices.choose(name, Own(value))
            self._show_choices()

    def _show_choices(self) -> None:
        if self._choices is None:
            return
        for name, row in self.rows.items():
            row.show_choice(self._choices.chosen.get(name))
        self.apply.setEnabled(self._choices.is_whole)

    def _edit(self) -> None:
        name = self._current() or next((name for name, row in self.rows.items() if row.can_be_typed), "")
        if name:
            self.rows[name].edit()

    def _put_off(self) -> None:
        if self._choices is not None:
            self.put_off.emit(self._choices.conflict)

    @property
    def is_decided(self) -> bool:
        """Whether every field is decided."""
        return self._choices is not None and self._choices.is_whole

    def apply_choices(self) -> None:
        """Apply the choice, or go to the first field that is not decided."""
        if self._choices is None:
            return
        if not all(row.end_editing() for row in self.rows.values()):
            return
        if self.is_decided:
            self.applied.emit(self._choices)
        else:
            self.focus_first()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key says, wherever on the page it was pressed; False when it says nothing here."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in _SIDES:
            self.choose(_SIDES[key])
        elif key == Qt.Key.Key_3:
            self._put_off()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._current():
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_E:
            self._edit()
        elif key in _ENTER:
            self.apply_choices()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        names = list(self.rows)
        place = names.index(self._current()) + by
        if 0 <= place < len(names):
            row = self.rows[names[place]]
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_into_sight(row)


def _three(
    conflict: Conflict, field: FieldInConflict, in_words: Callable[[object], str], deleted: str
) -> tuple[str, str, str]:
    """Base, mine and the register's in words; ``deleted`` for the side that has none of it any more."""
    mine = deleted if conflict.edit.act is Act.DELETE else in_words(field.mine)
    register = deleted if conflict.reason is Reason.DELETED_THERE else in_words(field.register)
    return in_words(field.base), mine, register
