"""The record itself in the record editor: all that the register holds on a person, in sections."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from interpreter_app.domain.errors import N_
from ui.desktop.models.record_fields import CONTACT, NAMES, WORK, Field
from ui.desktop.models.record_form import RecordForm
from ui.desktop.pages.record_page_fields import FormSurroundings, RecordFields
from ui.desktop.pages.record_page_rows import AUTHORISATIONS, LANGUAGES, LISTINGS, QUALIFICATIONS, RowKind, Rows
from ui.desktop.widgets.basics import Paragraph, card, column, holding, label, scrolling
from ui.desktop.widgets.form_field import FormField

_EDGE = 24
_ROOM_AROUND = 80
_FIELD_SECTIONS: Sequence[tuple[str, Sequence[Field]]] = (
    (N_("Person"), NAMES),
    (N_("Contact"), CONTACT),
    (N_("Where and how much"), WORK),
)
_ROW_SECTIONS: Sequence[tuple[str, str, RowKind]] = (
    (N_("Languages"), N_("The category follows from the evidence; it is typed in nowhere."), LANGUAGES),
    (N_("Qualifications"), "", QUALIFICATIONS),
    (N_("Authorisations"), "", AUTHORISATIONS),
    (N_("Listing"), "", LISTINGS),
)
_ROW_KINDS = [kind for _, _, kind in _ROW_SECTIONS]


class RecordSections(QWidget):
    """Asks for everything in ``form``."""

    def __init__(self, form: RecordForm, around: FormSurroundings) -> None:
        super().__init__()
        self._form = form
        self._around = around
        self.fields = [RecordFields(form, form.person, fields, around) for _, fields in _FIELD_SECTIONS]
        self.rows = [Rows(form, kind, around) for _, _, kind in _ROW_SECTIONS]
        self.qualifications = self.rows[_ROW_KINDS.index(QUALIFICATIONS)]
        self.area = self._build()
        self.setLayout(column(self.area))
        form.rows_changed.connect(self.refresh)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _build(self) -> QScrollArea:
        _ = self._around.texts().gettext
        layout = column(margins=(_EDGE, 4, 12, _EDGE))
        for (title, _fields), fields in zip(_FIELD_SECTIONS, self.fields, strict=True):
            framed = card("card", column(fields, margins=(16, 14, 16, 16)))
            layout.addWidget(self._section(_(title), "", framed))
        for (title, note, _kind), rows in zip(_ROW_SECTIONS, self.rows, strict=True):
            layout.addWidget(self._section(_(title), _(note) if note else "", rows))
        layout.addStretch(1)
        return scrolling(layout)

    def _section(self, title: str, note: str, content: QWidget) -> QWidget:
        parts: list[QWidget | int] = [label(title, "heading"), 8]
        if note:
            parts = [label(title, "heading"), 2, Paragraph(note, "small"), 8]
        made = holding(column(*parts, content, margins=(0, 8, 0, 12)))
        made.setAccessibleName(title)
        return made

    def focus_first(self) -> None:
        """Bring the keyboard to the first field."""
        next(iter(self.fields[0].inputs.values())).setFocus()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep what has the keyboard in sight, however it got it; a row just opened has no place before it is shown."""
        if now is not None and self.area.isAncestorOf(now):
            QTimer.singleShot(0, self, self._show_keyboard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has the keyboard stays in sight when the room gets less, as by the bar that comes with the first key."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_keyboard)

    def _show_keyboard(self) -> None:
        now = self.focusWidget()
        if now is not None and self.area.isAncestorOf(now):
            self._bring_into_sight(now)

    def _bring_into_sight(self, widget: QWidget) -> None:
        """Show all of ``widget``; Qt's own way is content with the line of the cursor."""
        form, viewport = self.area.widget(), self.area.viewport()
        assert form is not None  # it was given its form when it was made
        place = QRect(widget.mapTo(form, QPoint()), widget.size())
        if QRect(-form.pos(), viewport.size()).contains(place):
            return
        middle = place.center()
        around = min(place.height() // 2 + _ROOM_AROUND, viewport.height() // 2)
        self.area.ensureVisible(middle.x(), middle.y(), 0, around)

    def refresh(self) -> None:
        """Show the person as the form has the person."""
        for fields in self.fields:
            fields.refresh()

    def renew(self) -> None:
        """Show everything as the form has it, whatever was typed."""
        for fields in self.fields:
            fields.renew()
        for rows in self.rows:
            rows.renew()

    def find_wrong(self) -> FormField | None:
        """Say what is wrong everywhere; the first field that is, in sight."""
        parts: list[RecordFields | Rows] = [*self.fields, *self.rows]
        found = [part.find_wrong() for part in parts]
        return next((one for one in found if one is not None), None)

    def bring(self, field: QWidget) -> None:
        """Show ``field`` and give it the keyboard."""
        field.setFocus()

    def open_row(self, id_: str) -> bool:
        """Open the row of a record and go there; False when there is none."""
        card_ = next((found for rows in self.rows if (found := rows.card_of(id_)) is not None), None)
        if card_ is None:
            return False
        card_.open()
        card_.focus_first()
        return True
