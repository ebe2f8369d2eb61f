"""What comes of a call list: the calendar file, the departure note, and the assignment in the usage log."""

from pathlib import Path

from interpreter_app.domain.assignments import draft_of_agreed
from interpreter_app.domain.call_lists import CallList, Contacts
from interpreter_app.domain.departure_notes import AtHand
from interpreter_app.domain.guidance_content import Content
from interpreter_app.use_cases.agreed_time import write_agreed_time
from interpreter_app.use_cases.usage_drafts import completed_draft
from ui.desktop.chosen_files import CALENDAR, file_to_write
from ui.desktop.job_runner import Job, Lane
from ui.desktop.pages.page import Shell


def choose_calendar_file(shell: Shell, call_list: CallList, contacts: Contacts) -> None:
    """Write the agreed time into a file that the person chooses."""
    path = file_to_write(shell.widget, shell.session.texts.gettext("Calendar file"), "tolk.ics", CALENDAR)
    if path is not None:
        _write_calendar_file(shell, call_list, contacts, path)


def _write_calendar_file(shell: Shell, call_list: CallList, contacts: Contacts, path: Path) -> None:
    session = shell.session
    unit, now, texts = session.context.settings.unit, session.now(), session.texts
    said = texts.gettext("Written to {name}").format(name=path.name)
    job = Job(
        lambda _: write_agreed_time(call_list, contacts, unit, path, now=now, texts=texts, replace=True),
        lambda _: shell.say(said),
    )
    session.runner.start(Lane.LISTS, job)


def open_departure_note(shell: Shell, at_hand: AtHand, content: Content) -> None:
    """Ask for what a departure note needs beside the list."""
    from ui.desktop.dialogs.departure_note import DepartureNoteDialog

    DepartureNoteDialog(shell, at_hand, content).open()


def log_assignment(shell: Shell, call_list: CallList) -> None:
    """Open the form of the usage log with what was agreed."""
    from ui.desktop.dialogs.assignment import AssignmentDialog
    from ui.desktop.dialogs.assignment_form import new_draft

    words = shell.session.texts.gettext("The assignment is in the usage log")
    draft = completed_draft(draft_of_agreed(call_list), new_draft(shell.session))
    AssignmentDialog(shell, draft, lambda: shell.say(words)).open()
