"""A person in full: how to reach the person, and for each language the category with its reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.private_notes import Note
from interpreter_app.use_cases.show_interpreter import ShownInterpreter
from ui.desktop.session import Session
from ui.desktop.widgets.basics import (
    IconButton,
    Paragraph,
    Scrolled,
    button,
    card,
    column,
    holding,
    label,
    row,
    scroll_area,
    set_property,
)
from ui.desktop.widgets.contact_card import ContactCard
from ui.desktop.widgets.equal_columns import EqualColumns
from ui.desktop.widgets.language_card import LanguageCard
from ui.desktop.widgets.note_card import NoteCard
from ui.desktop.widgets.note_signs import NoteSigns
from ui.desktop.widgets.results_list import is_shortlisting
from ui.desktop.widgets.room import settle
from ui.desktop.wording import contact_text, day_and_time, person_summary, phone_number

_EDGE = 22
_TOP = 20


def ring(phone: str) -> None:
    """Ring a number with what the machine rings with."""
    QDesktopServices.openUrl(QUrl(f"tel:{phone.replace(' ', '')}"))


def write_to(email: str) -> None:
    """Begin a message to an address with what the machine writes mail with."""
    QDesktopServices.openUrl(QUrl(f"mailto:{email}"))


class PersonPanel(QFrame):
    """Shows one person, or nobody. ``closed`` follows the person being put away, ``copied`` the copying of data.

    Where it is ``editable``, being the register as it is now, ``edit_wanted`` gives the id of a person whose record
    register staff want to change, ``shortlist_wanted`` that of one who is to be added to the call list, and ``noted``
    the ``NoteContent`` of a private note to keep.
    """

    closed = Signal()
    copied = Signal(str)
    shortlist_wanted = Signal(str)
    noted = Signal(object)
    edit_wanted = Signal(str)

    def __init__(self, session: Session, *, editable: bool = True) -> None:
        super().__init__()
        self._editable = editable
        self.setObjectName("panel")
        self._session = session
        self._alone = False
        self.shown: ShownInterpreter | None = None
        self.note: NoteCard | None = None
        self._shown_in: QVBoxLayout | None = None
        self._scroll = scroll_area()
        self._scroll.verticalScrollBar().rangeChanged.connect(self._make_room)
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setLayout(layout)

    def show_person(self, shown: ShownInterpreter, first_languages: Sequence[str], note: Note | None = None) -> None:
        """Show a person with the private ``note``, the cards of ``first_languages`` first.

        Whoever is writing a note on the same person goes on where the caret stood; the same person stays scrolled as
        it was.
        """
        bar = self._scroll.verticalScrollBar()
        place = bar.value() if self.shown is not None and self.shown.dossier.id == shown.dossier.id else 0
        before = self.note if self.note and self.note.is_written_in(shown.dossier.id) else None
        self.keep_note()
        self.shown = shown
        self._shown_in = self._content(shown, first_languages, note)
        content = Scrolled(self._shown_in)
        old = self._scroll.takeWidget()
        self._scroll.setWidget(content)
        if before is not None and self.note is not None:
            self.note.take_over(before)
        if old is not None:
            old.deleteLater()
        self._make_room()
        self.stand_alone(self._alone)
        self.setAccessibleName(shown.dossier.interpreter.name)
        if place:
            settle(content)
            bar.setValue(place)

    def put_away(self) -> None:
        """Show nobody."""
        if self.shown is None:
            return
        self.keep_note()
        self.shown = self._shown_in = self.note = None
        self._scroll.setWidget(QWidget())
        self.closed.emit()

    def keep_note(self) -> None:
        """Hand over what is written and not kept yet."""
        if self.note is not None:
            self.note.flush()

    def drop_note(self) -> None:
        """Take away what is written, unkept."""
        note, self.note = self.note, None
        if note is not None:
            note.give_up()
            note.hide()
            note.deleteLater()

    def show_note(self, note: Note) -> None:
        """Show the signs of a private note that was kept."""
        if self.note is not None and self.shown is not None and self.shown.dossier.id == note.person:
            self._signs.show_note(note)
            self.note.say_kept()

    def show_refusal(self) -> None:
        """Say beside a private note that it could not be kept, where it is the one that is shown."""
        if self.note is not None:
            self.note.show_refusal()

    def stand_alone(self, alone: bool) -> None:
        """Say how to get back to the list while the panel lies over it."""
        set_property(self, "alone", alone)
        self._alone = alone
        if self.shown:
            self._back_row.setVisible(alone)
            self._close.setVisible(not alone)

    def _make_room(self) -> None:
        """Keep the content in its place whether there is a scroll bar or not."""
        bar = self._scroll.verticalScrollBar()
        taken = bar.width() if bar.maximum() > 0 else 0
        if self._shown_in is not None:
            self._shown_in.setContentsMargins(_EDGE, _TOP, _EDGE - taken, _EDGE)

    def bring_to_sight(self, part: QWidget) -> None:
        """Scroll so that ``part`` of what is shown can be seen."""
        self._scroll.ensureWidgetVisible(part)

    def focus_first(self) -> None:
        """Bring the keyboard to the first thing that can be done here."""
        if self.shown:
            (self._back if self._alone else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _content(self, shown: ShownInterpreter, first_languages: Sequence[str], note: Note | None) -> QVBoxLayout:
        person = shown.dossier.interpreter
        layout = column()
        self._add_heading(layout, shown)
        self._signs.show_note(note)
        layout.addSpacing(16)
        self._add_contact(layout, person)
        for assessment in sorted(shown.assessments, key=lambda a: a.pair.language not in first_languages):
            layout.addSpacing(12)
            layout.addWidget(LanguageCard(assessment, self._session.look, self._session.texts))
        if self._editable:
            self._add_note(layout, shown.dossier.id, note)
        self._add_foot(layout, shown)
        return layout

    def _add_heading(self, layout: QVBoxLayout, shown: ShownInterpreter) -> None:
        texts = self._session.texts
        _ = texts.gettext
        person = shown.dossier.interpreter
        self._back = button(_("Back to the list"), "link", self.put_away)
        self._back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._close = IconButton("close", _("Close"), self._session.look, self.put_away)
        name = label(person.name, "title", wrap=True)
        heading: QHBoxLayout = row()
        heading.addWidget(name, 1)
        heading.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._back_row = holding(column(self._back, margins=(0, 0, 0, 8)))
        layout.addWidget(self._back_row)
        layout.addLayout(heading)
        layout.addSpacing(2)
        layout.addWidget(label(person_summary(person, texts), "muted", wrap=True))
        self._signs = NoteSigns(self._session.look, texts)
        layout.addWidget(self._signs)
        self._add_editing(layout, shown.dossier.id)
        if shown.day != self._session.today:
            layout.addSpacing(4)
            layout.addWidget(label(_("As of {date}").format(date=texts.date(shown.day)), "small-strong", wrap=True))

    def _add_editing(self, layout: QVBoxLayout, id_: str) -> None:
        """What only register staff can do with the person."""
        if self._editable and self._session.standing.acts_as_staff:
            edit = button(self._session.texts.gettext("Edit"), "plain-small", lambda: self.edit_wanted.emit(id_))
            edit.setToolTip(self._session.texts.gettext("Ctrl E"))
            layout.addSpacing(8)
            layout.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_contact(self, layout: QVBoxLayout, person: Interpreter) -> None:
        cards = EqualColumns(8)
        for one in self._contact_cards(person):
            cards.addWidget(one)
        if cards.count():
            layout.addLayout(cards)
        if address := self._address(person):
            layout.addSpacing(8)
            layout.addWidget(address)
        layout.addSpacing(8)
        layout.addLayout(self._buttons())

    def _contact_cards(self, person: Interpreter) -> list[ContactCard]:
        _ = self._session.texts.gettext
        look = self._session.look
        found = []
        if person.phone:
            phone = phone_number(person.phone)
            dial = IconButton("phone", _("Ring"), look, lambda: ring(person.phone))
            copy = self._copy_button(phone, _("Copy the telephone number"))
            found.append(ContactCard(_("Telephone"), phone, [dial, copy], look))
        if person.email:
            write = IconButton("mail", _("Send e-mail"), look, lambda: write_to(person.email))
            copy = self._copy_button(person.email, _("Copy the e-mail address"))
            found.append(ContactCard(_("E-mail"), person.email, [write, copy], look))
        return found

    def _copy_button(self, text: str, name: str) -> IconButton:
        return IconButton("copy", name, self._session.look, lambda: self._copy(text))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def _address(self, person: Interpreter) -> ContactCard | None:
        if not (person.address_public and person.address):
            return None
        return ContactCard(self._session.texts.gettext("Address"), person.full_address, [], self._session.look)

    def _buttons(self) -> EqualColumns:
        _ = self._session.texts.gettext
        layout = EqualColumns(8)
        if self._editable:
            add = button(_("Add to call list"), "primary", self._shortlist)
            add.setToolTip(_("C"))
            layout.addWidget(add)
        layout.addWidget(button(_("Copy contact"), on_click=lambda: self._copy(self.contact())))
        return layout

    def _shortlist(self) -> None:
        if self.shown:
            self.shortlist_wanted.emit(self.shown.dossier.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """C adds the person to the call list, unless a field that is written in has taken it."""
        if self._editable and is_shortlisting(event):
            if not event.isAutoRepeat():
                self._shortlist()
        else:
            super().keyPressEvent(event)

    def contact(self) -> str:
        """The contact data of the person shown, as they are copied."""
        if self.shown is None:
            return ""
        person = self.shown.dossier.interpreter
        return contact_text(person.name, person.number, person.phone, person.email, self._session.texts)

    def _add_note(self, layout: QVBoxLayout, id_: str, note: Note | None) -> None:
        self.note = NoteCard(id_, note, self._session)
        self.note.changed.connect(self.noted)
        layout.addSpacing(12)
        layout.addWidget(self.note)

    def _add_foot(self, layout: QVBoxLayout, shown: ShownInterpreter) -> None:
        texts = self._session.texts
        _ = texts.gettext
        note = Paragraph(_("The register is not a booking register. Make contact directly."), "warning")
        as_of = shown.state.as_of.astimezone(self._session.now().tzinfo)
        fresh = _("Data as of {moment}").format(moment=day_and_time(as_of, texts))
        layout.addSpacing(12)
        layout.addWidget(card("amber", column(note, margins=(12, 9, 12, 9))))
        layout.addSpacing(12)
        layout.addWidget(label(fresh, "small", wrap=True))
        layout.addStretch(1)
