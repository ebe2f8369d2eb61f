"""The marks of private notes in words."""

from interpreter_app.domain.errors import N_
from interpreter_app.domain.private_notes import Mark, Note
from interpreter_app.i18n import Texts

MARK_NAMES = {
    Mark.PREFERRED: N_("Preferred"),
    Mark.DO_NOT_USE: N_("Do not use"),
    Mark.CONFLICT_OF_INTEREST: N_("Conflict of interest"),
}
NOTE_NAME = N_("Private note")
ONLY_HERE = N_("Only on this machine. Never sent.")


def signs_of(note: Note | None, texts: Texts) -> list[tuple[Mark | None, str]]:
    """What a note says at a glance: its marks with their words; None stands for a text without a mark."""
    if note is None or not note.says_something:
        return []
    marks: list[tuple[Mark | None, str]] = [(mark, texts.gettext(MARK_NAMES[mark])) for mark in note.marks_in_order()]
    return marks or [(None, texts.gettext(NOTE_NAME))]


def signs_in_words(note: Note | None, texts: Texts) -> str:
    """The same in one line; empty where nothing is noted."""
    return ", ".join(words for _, words in signs_of(note, texts))
