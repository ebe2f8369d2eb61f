"""Closing the window while something is typed that is not saved: it is waited for, or asked about."""

from collections.abc import Callable

from interpreter_app.i18n import Texts
from ui.desktop.pages.page import Shell


def unsaved_notes_words(count: int, texts: Texts) -> str:
    """That so many private notes are not saved, and would be lost."""
    words = texts.ngettext(
        "{n} private note is not saved, and would be lost.",
        "{n} private notes are not saved, and would be lost.",
        count,
    )
    return words.format(n=texts.number(count))


def may_lose_no_note(shell: Shell, close: Callable[[], object]) -> bool:
    """Whether no private note would be lost with the window.

    Otherwise ``close`` is called once those that are being saved are saved or refused, and where some are refused once
    the person gives them up; whoever does not is shown the first of them, unless the profile is locked.
    """
    session, notes = shell.session, shell.session.unsaved_notes
    if notes.are_being_saved:

        def try_again(_: object) -> None:
            close()

        session.edit(lambda _: None, try_again)  # it comes after them in their lane
        return False
    refused = notes.refused
    if not refused:
        return True

    def give_up() -> None:
        notes.forget()
        close()

    def stay() -> None:
        if not session.standing.locked:
            shell.open_person(refused[0])

    words = unsaved_notes_words(len(refused), session.texts)
    ask_to_close(shell, words, give_up, stay)
    return False


def ask_to_close(
    shell: Shell, words: str, on_yes: Callable[[], object], on_no: Callable[[], object] = lambda: None
) -> None:
    """Ask whether the window is to be closed over what ``words`` say would be lost."""
    from ui.desktop.dialogs.question import Question

    _ = shell.session.texts.gettext
    answers = (_("Close, and lose it"), _("Cancel"))
    question = Question(_("Close the program?"), words, answers, shell.session.look, shell.widget)
    question.accepted.connect(on_yes)
    question.rejected.connect(on_no)
    question.open()
