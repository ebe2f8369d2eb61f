"""Writing a departure note: the facts handed in, with what the call list knows, as a PDF."""

from datetime import datetime
from pathlib import Path

from interpreter_app.contact_checks import check_booking_text
from interpreter_app.documents.departure_note import departure_note_document
from interpreter_app.documents.pdf import write_pdf
from interpreter_app.domain.departure_note_entries import LONGEST, read_departure_note
from interpreter_app.domain.departure_notes import AtHand, DepartureNote, NotPlanned
from interpreter_app.domain.guidance_content import Content
from interpreter_app.i18n import Texts


def take_departure_note(content: bytes, now: datetime, at_hand: AtHand | None = None) -> DepartureNote:
    """The note in a JSON file handed in ``now`` (with its zone); the call list ``at_hand`` gives what it leaves out.

    Raises ``UserError`` with the field for what does not fit, texts that ``check_booking_text`` refuses included.
    """
    note = read_departure_note(content, now, at_hand)
    check_note_texts(note)
    return note


def check_note_texts(note: DepartureNote) -> None:
    """Raise ``UserError`` for a text of the note that ``check_booking_text`` refuses, such as an identity number."""
    texts = {
        "seriousness": note.seriousness,
        "used.relation": note.relation,
        "decided_by.name": note.decided_by,
        "decided_by.role": note.role,
        "follow_up.not_planned": note.follow_up.reason if isinstance(note.follow_up, NotPlanned) else "",
        **{f"tried[{n}].name": one.name for n, one in enumerate(note.tried)},
    }
    for field, text in texts.items():
        check_booking_text(field, text, LONGEST)


def write_departure_note(
    note: DepartureNote, content: Content, path: Path, texts: Texts, *, replace: bool = False
) -> None:
    """Write the note as a PDF, whole or not at all, with the rules that hold on its day."""
    write_pdf(departure_note_document(note, content.law(note.day), texts), path, replace=replace)
