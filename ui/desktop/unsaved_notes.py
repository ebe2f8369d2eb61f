"""What was written on people and is not saved yet, or was refused: kept until it is saved, as long as the run lasts."""

from dataclasses import dataclass
from typing import NamedTuple

from interpreter_app.domain.private_notes import Mark


class NoteContent(NamedTuple):
    """What is noted of a person (a record id)."""

    person: str
    marks: frozenset[Mark]
    text: str


@dataclass(frozen=True, slots=True)
class UnsavedNote:
    """What was handed over to be saved; ``error`` is why it was not, None while that is not known."""

    content: NoteContent
    error: BaseException | None = None


class UnsavedNotes:
    """At most one unsaved note for each person."""

    def __init__(self) -> None:
        self._notes: dict[str, UnsavedNote] = {}

    def of(self, person: str) -> UnsavedNote | None:
        """What is not saved of a person (a record id); None where all is."""
        return self._notes.get(person)

    @property
    def are_being_saved(self) -> bool:
        """Whether it is not known yet of some whether they can be saved."""
        return any(note.error is None for note in self._notes.values())

    @property
    def refused(self) -> list[str]:
        """Whom those are on that could not be saved (record ids), the one handed over first in front."""
        return [person for person, note in self._notes.items() if note.error is not None]

    def keep(self, content: NoteContent) -> None:
        """Keep what is being saved, in the place of what was kept on the same person."""
        self._notes[content.person] = UnsavedNote(content)

    def refuse(self, content: NoteContent, error: BaseException) -> None:
        """Keep it with the ``error``, unless something newer is being saved on the same person."""
        if self._is_latest(content):
            self._notes[content.person] = UnsavedNote(content, error)

    def let_go(self, content: NoteContent) -> None:
        """It is saved; what is newer stays."""
        if self._is_latest(content):
            del self._notes[content.person]

    def _is_latest(self, content: NoteContent) -> bool:
        kept = self.of(content.person)
        return kept is not None and kept.content == content

    def forget(self) -> None:
        """Let go of all: they were given up, or the profile that they belong to is left."""
        self._notes.clear()
