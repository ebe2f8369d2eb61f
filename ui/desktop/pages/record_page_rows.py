"""The rows of the record editor: what belongs to a person, each in one line that opens where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from interpreter_app.domain.errors import N_
from interpreter_app.domain.interpreters import Kind
from ui.desktop.models.record_fields import FIELDS
from ui.desktop.models.record_form import FormRecord, RecordForm
from ui.desktop.models.record_words import in_one_line
from ui.desktop.pages.record_page_fields import FormSurroundings, RecordFields
from ui.desktop.widgets.basics import announce, button, column, holding, label, row, set_property
from ui.desktop.widgets.form_field import FormField


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of rows: ``add`` and ``nothing`` are what the button and the empty list say, English source texts.

    ``begins_with`` is what a new row holds; ``inner`` are rows that belong to a row, by ``inner_key``.
    """

    type: str
    add: str
    nothing: str
    begins_with: Mapping[str, object] = field(default_factory=dict)
    inner: "RowKind | None" = None
    inner_key: str = ""


LISTINGS = RowKind("listing", N_("Add a listing"), N_("Not listed. The public does not see the person."))
LANGUAGES = RowKind("language", N_("Add a language"), N_("No language yet."), {"kind": Kind.SPOKEN.value})
QUALIFICATIONS = RowKind("qualification", N_("Add a qualification"), N_("No qualification yet."))
WITHDRAWALS = RowKind("withdrawal", N_("Withdraw for a time"), "")
AUTHORISATIONS = RowKind(
    "authorisation",
    N_("Add an authorisation"),
    N_("No authorisation yet."),
    inner=WITHDRAWALS,
    inner_key="authorisation_id",
)


class RowCard(QFrame):
    """One row: a line that says what it is, and its fields while it is open."""

    def __init__(self, form: RecordForm, id_: str, kind: RowKind, around: FormSurroundings) -> None:
        super().__init__()
        self._form = form
        self._id = id_
        self._kind = kind
        self._around = around
        self._locked = False
        self.fields: RecordFields | None = None
        self.inner: Rows | None = None
        self.setProperty("look", "card")
        self.what = label(look="strong", wrap=True)
        self.detail = label(look="dense-muted", wrap=True)
        self.state = label(look="key")
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.open_button = button("", "link", self._on_open_clicked)
        self.remove_button = button("", "link", self._on_remove_clicked)
        head = row(spacing=12)
        head.addWidget(holding(column(self.what, self.detail, spacing=2)), 1)
        for one in (self.state, self.open_button, self.remove_button):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        self._body = column(spacing=12)
        self._body_holder = holding(self._body)
        self._body_holder.hide()
        self.setLayout(column(holding(head), self._body_holder, spacing=12, margins=(12, 10, 12, 10)))
        form.edited.connect(self.say)
        self.say()

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return self._body_holder.isVisibleTo(self)

    @property
    def _record(self) -> FormRecord:
        return self._form.record(self._id)

    def say(self) -> None:
        """Say what the row is and what is done with it."""
        if not self._form.has(self._id):
            return
        texts = self._around.texts()
        _ = texts.gettext
        record = self._record
        shown = record.now if record.now is not None else record.seen
        what, detail = in_one_line(record.type, shown or {}, texts)
        self.what.setText(what or _("New"))
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        set_property(self.what, "look", "struck" if record.is_removed else "strong")
        state = _state(record)
        self.state.setText(_(state) if state else "")
        self.state.setVisible(bool(state))
        self._name_buttons(what or _("New"))

    def _name_buttons(self, what: str) -> None:
        _ = self._around.texts().gettext
        removed = self._record.is_removed
        self.open_button.setVisible(not removed)
        self.open_button.setText(_("Close") if self.is_open else _("Change"))
        self.remove_button.setText(_("Put back") if removed else _("Remove"))
        for one in (self.open_button, self.remove_button):
            one.setAccessibleName(f"{one.text()}: {what}")

    def open(self) -> None:
        """Show the fields."""
        if self.fields is None:
            self.fields = RecordFields(self._form, self._id, FIELDS[self._kind.type], self._around)
            self._body.addWidget(self.fields)
            self._add_inner()
            self.lock(self._locked)
        self._body_holder.show()
        self.say()

    def _add_inner(self) -> None:
        if self._kind.inner is not None:
            belongs = {self._kind.inner_key: self._id}
            self.inner = Rows(self._form, self._kind.inner, self._around, belongs)
            self._body.addWidget(self.inner)

    def focus_first(self) -> None:
        """Bring the keyboard to the first field."""
        if self.fields is not None:
            next(iter(self.fields.inputs.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the record as it stands."""
        if self.fields is not None:
            self.fields.refresh()
        if self._record.is_removed:
            self._body_holder.hide()
        self.say()

    def renew(self) -> None:
        """Show the record as it stands, whatever was typed."""
        if self.fields is not None:
            self.fields.renew()
        if self.inner is not None:
            self.inner.renew()
        self.say()

    def find_wrong(self) -> FormField | None:
        """Say what is wrong, opening the row for that; the first field that is."""
        record = self._record
        if record.is_removed or not (record.is_changed or self.fields is not None):
            return self.inner.find_wrong() if self.inner is not None else None
        was_open = self.is_open
        self.open()
        assert self.fields is not None
        wrong = self.fields.find_wrong() or (self.inner.find_wrong() if self.inner is not None else None)
        if wrong is None and not was_open:
            self._body_holder.hide()
            self.say()
        return wrong

    def lock(self, locked: bool) -> None:
        """Let nobody change anything here while ``locked``."""
        self._locked = locked
        self.remove_button.setEnabled(not locked)
        self.open_button.setEnabled(not locked)
        if self.fields is not None:
            self.fields.lock(locked)

    def _on_open_clicked(self) -> None:
        if self.is_open:
            self._body_holder.hide()
            self.say()
            return
        self.open()
        self.focus_first()

    def _on_remove_clicked(self) -> None:
        """Remove the row, or put it back; the keyboard stays here, or goes to the button that adds one."""
        if self._record.is_removed:
            self._form.put_back(self._id)
        else:
            self._form.remove(self._id)


class Rows(QWidget):
    """All rows of a kind, those that have the values of ``belongs``; and the button that adds one."""

    def __init__(
        self, form: RecordForm, kind: RowKind, around: FormSurroundings, belongs: Mapping[str, object] | None = None
    ) -> None:
        super().__init__()
        self._form = form
        self._kind = kind
        self._around = around
        self._belongs = dict(belongs or {})
        self.cards: dict[str, RowCard] = {}
        _ = around.texts().gettext
        self._nothing = label(_(kind.nothing) if kind.nothing else "", "muted", wrap=True)
        self.add_button = button(_(kind.add), "plain-small", self.add)
        self.add_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._layout = column(spacing=8)
        self.setLayout(column(holding(self._layout), self._nothing, self.add_button, spacing=8))
        form.rows_changed.connect(self.refresh)
        self.refresh()

    def add(self, **values: object) -> None:
        """Add a row, open, with the keyboard in its first field."""
        id_ = self._form.add(self._kind.type, **self._kind.begins_with, **self._belongs, **values)
        card = self.cards[id_]
        card.open()
        card.focus_first()

    def refresh(self) -> None:
        """Show the rows that there are."""
        there = [record.id for record in self._form.of_type(self._kind.type, **self._belongs)]
        for gone in [id_ for id_ in self.cards if id_ not in there]:
            self._take_away(gone)
        for id_ in there:
            if id_ not in self.cards:
                self.cards[id_] = RowCard(self._form, id_, self._kind, self._around)
                self._layout.addWidget(self.cards[id_])
                self.cards[id_].show()  # the layout would show it later, and what is not shown takes no keyboard
            self.cards[id_].refresh()
        self._nothing.setVisible(not there and bool(self._kind.nothing))

    def _take_away(self, id_: str) -> None:
        card = self.cards.pop(id_)
        if card.isAncestorOf(self.focusWidget() or self):
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.add_button, self._around.texts().gettext("Removed"))
        card.hide()
        card.deleteLater()

    def renew(self) -> None:
        """Show every row as it stands, whatever was typed."""
        for card in self.cards.values():
            card.renew()

    def find_wrong(self) -> FormField | None:
        """Say what is wrong in any row; the first field that is."""
        found = [card.find_wrong() for card in self.cards.values()]
        return next((one for one in found if one is not None), None)

    def card_of(self, id_: str) -> RowCard | None:
        """The row of a record, those inside others too."""
        inner = (card.inner.card_of(id_) for card in self.cards.values() if card.inner is not None)
        return self.cards.get(id_) or next((card for card in inner if card is not None), None)


def _state(record: FormRecord) -> str:
    """What is done with a record, as an English source text; empty when nothing is."""
    if record.is_removed:
        return N_("Goes when you save")
    if record.is_new:
        return N_("New")
    return N_("Changed") if record.is_changed else ""
