"""The private note on a person: three marks and a text, kept as they are written."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame

from interpreter_app.domain.errors import AppError
from interpreter_app.domain.private_notes import Mark, Note
from interpreter_app.note_explanations import MARK_NAMES, ONLY_HERE
from ui.desktop.session import Session
from ui.desktop.unsaved_notes import NoteContent
from ui.desktop.widgets.basics import column, label, set_property
from ui.desktop.widgets.check_box import CheckBox
from ui.desktop.widgets.text_area import TextArea
from ui.desktop.wording import told_of

_PAUSE_MS = 700
"""After so long a pause in typing the text is kept."""
_EXCLUDES = {Mark.PREFERRED: Mark.DO_NOT_USE, Mark.DO_NOT_USE: Mark.PREFERRED}


class NoteCard(QFrame):
    """Shows ``note`` on the person with the id ``person``, or what was written in its place and is not saved.

    ``changed`` gives a ``NoteContent`` to keep: at once for a mark; for the text after a pause in typing, when the
    keyboard leaves it, and when ``flush`` says so. What was refused is given again each time.
    """

    changed = Signal(object)

    def __init__(self, person: str, note: Note | None, session: Session) -> None:
        super().__init__()
        _ = session.texts.gettext
        self._person = person
        self._notes = session.unsaved_notes
        unsaved = self._notes.of(person)
        marks, text = (unsaved.content.marks, unsaved.content.text) if unsaved else _saved(note)
        self.setProperty("look", "inset-card")
        self.boxes = {mark: CheckBox(session.look, _(MARK_NAMES[mark])) for mark in Mark}
        self.text = TextArea(lambda: session.texts, text)
        self.text.setAccessibleName(_("Private note"))
        self.text.setPlaceholderText(_("What you want to remember for the next time"))
        for mark, box in self.boxes.items():
            box.setChecked(mark in marks)
        self._texts = session.texts
        self._kept = self.content()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build(session)
        self._connect()
        self.show_refusal()

    def _build(self, session: Session) -> None:
        _ = session.texts.gettext
        layout = column(label(_("Private note"), "strong"), spacing=6, margins=(12, 10, 12, 12))
        self._state = label(_(ONLY_HERE), "small", wrap=True)
        layout.addWidget(self._state)
        for box in self.boxes.values():
            layout.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.text)
        self.setLayout(layout)

    def _connect(self) -> None:
        for mark, box in self.boxes.items():
            box.clicked.connect(lambda _checked, mark=mark: self._on_marked(mark))
        self.text.textChanged.connect(self._pause.start)
        self.text.left.connect(self.flush)
        self._pause.timeout.connect(self.flush)

    def content(self) -> NoteContent:
        """What stands in the card now."""
        marks = frozenset(mark for mark, box in self.boxes.items() if box.isChecked())
        return NoteContent(self._person, marks, self.text.toPlainText().strip())

    @property
    def is_unkept(self) -> bool:
        """Whether something stands here that was not handed over."""
        return self.content() != self._kept

    @property
    def _refusal(self) -> BaseException | None:
        """Why what was handed over last could not be saved; None where it could, or where that is not known yet."""
        unsaved = self._notes.of(self._person)
        return unsaved.error if unsaved else None

    def say_kept(self) -> None:
        """Say that what was handed over is kept, unless something newer waits for that."""
        _ = self._texts.gettext
        if self._notes.of(self._person) is None:
            self._say(" ".join((_("Saved."), _(ONLY_HERE))))

    def show_refusal(self) -> None:
        """Say that it is not saved, and why, where that is so."""
        error = self._refusal
        if error is not None:
            why = told_of(error, self._texts) if isinstance(error, AppError) else ()
            self._say(" ".join((self._texts.gettext("Not saved."), *why)).strip(), "warning-small")

    def _say(self, words: str, look: str = "small") -> None:
        set_property(self._state, "look", look)
        self._state.setText(words)

    def flush(self) -> None:
        """Hand over what is not kept yet, and again what was refused."""
        self._pause.stop()
        if self.is_unkept or self._refusal is not None:
            self._kept = self.content()
            self._notes.keep(self._kept)
            self.changed.emit(self._kept)

    def give_up(self) -> None:
        """Hand nothing over of what stands here now; that of ``UnsavedNotes`` is forgotten already."""
        self._pause.stop()
        self._kept = self.content()

    def take_over(self, before: "NoteCard") -> None:
        """Go on where a card on the same person was being written in, with its caret and the keyboard."""
        self._kept = before._kept
        for mark, box in self.boxes.items():
            box.setChecked(before.boxes[mark].isChecked())
        self.text.setPlainText(before.text.toPlainText())
        _move_caret(self.text, before.text.textCursor().position())
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_written_in(self, person: str) -> bool:
        """Whether the keyboard is in the text of a note on ``person``."""
        return self._person == person and self.text.hasFocus()

    def _on_marked(self, mark: Mark) -> None:
        other = _EXCLUDES.get(mark)
        if other is not None and self.boxes[mark].isChecked():
            self.boxes[other].setChecked(False)
        self.flush()


def _saved(note: Note | None) -> tuple[frozenset[Mark], str]:
    return (note.marks, note.text) if note else (frozenset(), "")


def _move_caret(area: TextArea, place: int) -> None:
    caret = area.textCursor()
    caret.setPosition(min(place, len(area.toPlainText())))
    area.setTextCursor(caret)
