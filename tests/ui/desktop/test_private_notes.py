"""Private notes in the window: shown where people are found, written beside the person, kept as they are written."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from interpreter_app.data_folder import profile_path
from interpreter_app.domain.private_notes import LONGEST_TEXT, Mark, Note
from interpreter_app.i18n import UiLanguage
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.open_profile import open_profile
from interpreter_app.use_cases.private_notes import notes_of, write_note
from tests.support import desktop_staff as staff
from tests.support.desktop import NOW
from ui.desktop.dialogs.question import Question
from ui.desktop.job_runner import Job, Lane
from ui.desktop.unsaved_notes import NoteContent, UnsavedNote, UnsavedNotes
from ui.desktop.widgets.note_signs import NoteSigns

SELAM, YONAS = staff.person_id(14207), staff.person_id(13882)
SECONDS = 20
NUMBER = "01.01.90 12345"
"""What may be an identity number: a note with it is refused."""


@pytest.fixture
def page(desktop):
    return desktop.window.search


def kept(desktop) -> Note | None:
    return notes_of(desktop.session.profile, [SELAM]).get(SELAM)


def open_selam(qtbot, page):
    page.ask(SearchRequest(text="selam", language="tir"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.open_id(SELAM)
    qtbot.waitUntil(lambda: page.panel.note is not None)
    return page.panel.note


def described(page, row: int = 0) -> str:
    return page.model.index(row).data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_a_row_says_the_marks_in_words_and_the_note_to_the_pointer(qtbot, desktop, page):
    write_note(desktop.session.profile, SELAM, [Mark.PREFERRED, Mark.CONFLICT_OF_INTEREST], "Ring <etter> tolv", NOW)
    open_selam(qtbot, page)
    assert described(page).startswith("Preferred, Conflict of interest, 14")
    assert page.model.index(0).data(Qt.ItemDataRole.ToolTipRole) == (
        "Preferred, Conflict of interest<br>Ring &lt;etter&gt; tolv"
    )


def test_a_note_without_a_mark_has_a_sign_too_and_nothing_noted_has_none(qtbot, desktop, page):
    open_selam(qtbot, page)
    assert described(page).startswith("14")
    assert page.model.index(0).data(Qt.ItemDataRole.ToolTipRole) is None
    write_note(desktop.session.profile, SELAM, [], "x", NOW)
    page.reload()
    qtbot.waitUntil(lambda: described(page).startswith("Private note, 14"))


def test_who_is_not_to_be_used_stays_where_he_or_she_was(qtbot, desktop, page):
    def names() -> list[str]:
        return [page.model.index(row).data() for row in range(page.model.rowCount())]

    page.ask(SearchRequest(language="tir"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 9)
    before = names()
    write_note(desktop.session.profile, SELAM, [Mark.DO_NOT_USE], "", NOW)
    with qtbot.waitSignal(page.finder.found):
        page.reload()
    assert names() == before
    assert described(page, before.index("Selam Kidane Haile")).startswith("Do not use")


def test_a_mark_is_kept_at_once_and_takes_the_opposite_away(qtbot, desktop, page):
    note = open_selam(qtbot, page)
    for mark in (Mark.PREFERRED, Mark.DO_NOT_USE):
        note.boxes[mark].setFocus()
        qtbot.keyClick(note.boxes[mark], Qt.Key.Key_Space)
        qtbot.waitUntil(lambda mark=mark: bool(kept(desktop)) and kept(desktop).marks == {mark})
    assert not note.boxes[Mark.PREFERRED].isChecked()
    qtbot.waitUntil(lambda: described(page).startswith("Do not use"))
    assert page.panel.findChild(NoteSigns).isVisible()


def test_a_text_is_kept_after_a_pause_and_c_is_a_letter_in_it(qtbot, desktop, page):
    wanted: list[str] = []
    page.shortlist_wanted.connect(wanted.append)
    note = open_selam(qtbot, page)
    note.text.setFocus()
    qtbot.keyClicks(note.text, "cello? ring")
    qtbot.waitUntil(lambda: bool(kept(desktop)) and kept(desktop).text == "cello? ring")
    assert wanted == []


def test_a_text_is_kept_when_the_keyboard_leaves_it(qtbot, desktop, page):
    note = open_selam(qtbot, page)
    note._pause.setInterval(1_000_000)
    note.text.setFocus()
    qtbot.keyClicks(note.text, "hei")
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(kept(desktop)) and kept(desktop).text == "hei")


def test_who_is_writing_goes_on_when_the_person_is_shown_anew(qtbot, desktop, page):
    note = open_selam(qtbot, page)
    note.text.setFocus()
    qtbot.keyClicks(note.text, "hei")
    page.reload()
    qtbot.waitUntil(lambda: page.panel.note is not note)
    assert page.panel.note.text.hasFocus()
    qtbot.keyClicks(QApplication.focusWidget(), " du")
    qtbot.waitUntil(lambda: bool(kept(desktop)) and kept(desktop).text == "hei du")


def test_the_person_can_be_put_away_from_the_text_and_it_is_kept(qtbot, desktop, page):
    note = open_selam(qtbot, page)
    note._pause.setInterval(1_000_000)
    note.text.setFocus()
    qtbot.keyClicks(note.text, "hei")
    qtbot.keyClick(note.text, Qt.Key.Key_Escape)
    assert page.panel.shown is None
    qtbot.waitUntil(lambda: bool(kept(desktop)) and kept(desktop).text == "hei")


def test_the_window_closes_when_what_is_written_is_kept(qtbot, desktop, page, data_folder: Path):
    note = open_selam(qtbot, page)
    note._pause.setInterval(1_000_000)
    note.text.setFocus()
    qtbot.keyClicks(note.text, "sist")
    desktop.window.close()
    qtbot.waitUntil(lambda: not desktop.window.isVisible())
    beside = open_profile("beside", profile_path(data_folder, "register"))
    assert notes_of(beside, [SELAM])[SELAM].text == "sist"
    beside.close()


def test_what_is_too_long_is_refused_and_stays_until_it_is_shortened(qtbot, desktop, page, told):
    note = open_selam(qtbot, page)
    note.text.setFocus()
    note.text.setPlainText("x" * (LONGEST_TEXT + 1))
    note.flush()
    qtbot.waitUntil(lambda: bool(told))
    assert note._state.text() == "Not saved. Private note is longer than 2000 characters. Shorten it."
    assert note.text.toPlainText() == "x" * (LONGEST_TEXT + 1)
    assert kept(desktop) is None
    qtbot.keyClick(note.text, Qt.Key.Key_Delete)
    note.flush()
    qtbot.waitUntil(lambda: bool(kept(desktop)) and len(kept(desktop).text) == LONGEST_TEXT)
    qtbot.waitUntil(lambda: note._state.text() == "Saved. Only on this machine. Never sent.")


def test_a_note_that_cannot_be_kept_is_told_and_the_window_stays(qtbot, desktop, page, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("full")

    told: list[BaseException] = []
    monkeypatch.setattr("ui.desktop.pages.search_page.write_note", fail)
    monkeypatch.setattr(desktop.session.runner, "report", told.append)
    note = open_selam(qtbot, page)
    note.text.setFocus()
    qtbot.keyClicks(note.text, "x")
    desktop.window.close()
    qtbot.waitUntil(lambda: bool(told))
    assert desktop.window.isVisible()


def test_a_note_with_what_may_be_an_identity_number_is_not_kept_and_that_is_told(qtbot, desktop, page, monkeypatch):
    told: list[BaseException] = []
    monkeypatch.setattr(desktop.session.runner, "report", told.append)
    note = open_selam(qtbot, page)
    note.text.setPlainText("01.01.90 12345")
    note.flush()
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]).startswith("Private note holds what may be an identity number.")
    assert kept(desktop) is None


def test_the_text_is_written_in_words_of_the_program(page, qtbot, monkeypatch):
    note = open_selam(qtbot, page)
    texts = page._session.texts
    monkeypatch.setattr(texts, "gettext", lambda message: f"<{message}>")
    said = [action.text() for action in note.text.menu().actions() if not action.isSeparator()]
    assert all(one.startswith("<") for one in said)


def test_the_panel_has_one_thing_first_to_be_done(page, qtbot):
    open_selam(qtbot, page)
    primary = [one.text() for one in page.panel.findChildren(QPushButton) if one.property("look") == "primary"]
    assert primary == ["Add to call list"]


def test_what_is_written_stays_in_sight_when_new_data_come(qtbot, desktop, page):
    desktop.window.resize(1280, 500)
    note = open_selam(qtbot, page)
    bar = page.panel._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    place = bar.value()
    desktop.session.data_changed.emit(None)
    qtbot.waitUntil(lambda: page.panel.note is not note)
    assert bar.value() == place
    QApplication.processEvents()
    assert bar.value() == place


def test_another_person_is_shown_from_the_top(qtbot, desktop, page):
    desktop.window.resize(1280, 500)
    note = open_selam(qtbot, page)
    bar = page.panel._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.ask(SearchRequest(language="tir"))
    page.open_id(staff.person_id(13882))
    qtbot.waitUntil(lambda: page.panel.note is not None and page.panel.note is not note)
    assert bar.value() == 0


@pytest.fixture
def told(desktop, monkeypatch) -> list[BaseException]:
    """The errors that were told of."""
    errors: list[BaseException] = []
    monkeypatch.setattr(desktop.session.runner, "report", errors.append)
    return errors


@pytest.mark.parametrize("saved", [True, False])
def test_what_is_tried_again_with_another_language_is_told_of_there(qtbot, desktop, page, told, monkeypatch, saved):
    def fail(*_: object) -> None:
        raise OSError("full")

    go_on = threading.Event()

    def late(*args) -> Note:
        go_on.wait(SECONDS)
        return write_note(*args) if saved else fail()

    monkeypatch.setattr("ui.desktop.pages.search_page.write_note", fail)
    note = open_selam(qtbot, page)
    note.text.setPlainText("hei")
    note.flush()
    qtbot.waitUntil(lambda: desktop.session.unsaved_notes.refused == [SELAM])
    monkeypatch.setattr("ui.desktop.pages.search_page.write_note", late)
    desktop.session.speak(UiLanguage.BOKMAL)
    again = desktop.window.search
    qtbot.waitUntil(lambda: again.panel.note is not None and again.model.rowCount() == 1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    go_on.set()
    said = "Lagret. Bare på denne maskinen. Sendes aldri." if saved else "Ikke lagret."
    qtbot.waitUntil(lambda: again.panel.note._state.text() == said)
    assert again.panel.note.text.toPlainText() == "hei"
    assert again.panel.findChild(NoteSigns).isVisible() is saved
    assert described(again).startswith("Privat notat") is saved


def test_an_answer_that_was_read_before_a_note_was_saved_does_not_take_its_sign_away(qtbot, desktop, page):
    open_selam(qtbot, page)
    with qtbot.waitSignal(page.finder.found):
        page.finder.search(page.request)
        page._show_settled(Note(SELAM, frozenset({Mark.PREFERRED}), "", NOW))
    assert described(page).startswith("Preferred")


def test_a_note_that_was_saved_in_a_profile_that_was_left_is_not_shown(qtbot, desktop, page):
    open_selam(qtbot, page)
    note = Note(SELAM, frozenset({Mark.PREFERRED}), "", NOW)
    page._on_noted(note, NoteContent(SELAM, note.marks, ""), object())
    assert described(page).startswith("14")


@pytest.fixture
def refused(qtbot, desktop, page, told):
    """The panel on Selam, with words that were refused."""
    note = open_selam(qtbot, page)
    note.boxes[Mark.CONFLICT_OF_INTEREST].setChecked(True)
    note.text.setPlainText(NUMBER)
    note.flush()
    qtbot.waitUntil(lambda: bool(told))
    return page.panel


def show(qtbot, page, person: str) -> None:
    page.ask(SearchRequest(language="tir"))
    page.open_id(person)
    qtbot.waitUntil(lambda: page.panel.shown.dossier.id == person)


def test_what_was_refused_stands_there_with_the_refusal_when_the_person_is_shown_again(qtbot, page, refused):
    assert refused.note._state.text().startswith("Not saved. Private note holds what may be an identity number.")
    assert refused.note._state.property("look") == "warning-small"
    show(qtbot, page, YONAS)
    assert page.panel.note.text.toPlainText() == ""
    assert page.panel.note._state.text() == "Only on this machine. Never sent."
    show(qtbot, page, SELAM)
    assert page.panel.note.text.toPlainText() == NUMBER
    assert page.panel.note.boxes[Mark.CONFLICT_OF_INTEREST].isChecked()
    assert page.panel.note._state.text().startswith("Not saved. Private note holds what may be an identity number.")


def test_what_was_refused_is_there_after_another_page_and_another_language(qtbot, desktop, page, refused):
    desktop.window.show_page("settings")
    assert desktop.window.shown_page() == "settings"
    desktop.session.speak(UiLanguage.BOKMAL)
    desktop.window.open_person(SELAM)
    panel = desktop.window.search.panel
    qtbot.waitUntil(lambda: panel.note is not None)
    assert panel.note.text.toPlainText() == NUMBER


def test_what_was_refused_is_saved_once_it_is_mended(qtbot, desktop, page, refused):
    show(qtbot, page, YONAS)
    show(qtbot, page, SELAM)
    note = page.panel.note
    note.text.setPlainText("ring etter tolv")
    note.flush()
    qtbot.waitUntil(lambda: bool(kept(desktop)) and kept(desktop).text == "ring etter tolv")
    qtbot.waitUntil(lambda: note._state.text() == "Saved. Only on this machine. Never sent.")
    assert note._state.property("look") == "small"
    show(qtbot, page, YONAS)
    show(qtbot, page, SELAM)
    assert page.panel.note.text.toPlainText() == "ring etter tolv"


def test_what_could_not_be_saved_is_tried_again_unchanged(qtbot, desktop, page, told, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("full")

    note = open_selam(qtbot, page)
    with monkeypatch.context() as full:
        full.setattr("ui.desktop.pages.search_page.write_note", fail)
        note.text.setPlainText("hei")
        note.flush()
        qtbot.waitUntil(lambda: bool(told))
    assert note._state.text() == "Not saved."
    show(qtbot, page, YONAS)
    qtbot.waitUntil(lambda: bool(kept(desktop)) and kept(desktop).text == "hei")


def question(desktop) -> Question | None:
    """What is asked; closed questions are gone."""
    return next((one for one in desktop.window.findChildren(Question) if one.isVisible()), None)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_the_window_asks_before_it_closes_over_a_refused_note_and_leads_to_it(qtbot, desktop, page, refused, elsewhere):
    show(qtbot, page, YONAS)
    if elsewhere:
        desktop.window.show_page("settings")
    desktop.window.close()
    assert desktop.window.isVisible()
    qtbot.waitUntil(lambda: question(desktop) is not None)  # leaving the person has tried to save it once more
    asked = question(desktop)
    assert asked.accessibleDescription() == "1 private note is not saved, and would be lost."
    qtbot.waitUntil(asked.no.hasFocus)
    asked.no.click()
    qtbot.waitUntil(lambda: page.panel.shown.dossier.id == SELAM)
    assert desktop.window.shown_page() == "search"
    assert page.panel.note.text.toPlainText() == NUMBER


def test_a_refused_note_is_given_up_only_when_that_is_said(qtbot, desktop, refused):
    desktop.window.close()
    qtbot.waitUntil(lambda: question(desktop) is not None)
    question(desktop).yes.click()
    assert not desktop.window.isVisible()


def test_the_window_waits_for_a_note_that_is_being_saved_and_asks_when_it_is_refused(qtbot, desktop, page, told):
    goes_on = threading.Event()
    desktop.runner.start(Lane.EDITS, Job(lambda _: goes_on.wait(SECONDS)))
    note = open_selam(qtbot, page)
    note.text.setPlainText(NUMBER)
    note.flush()
    desktop.window.show_page("settings")
    desktop.window.close()
    assert desktop.window.isVisible()
    assert question(desktop) is None
    goes_on.set()
    qtbot.waitUntil(lambda: question(desktop) is not None)
    question(desktop).yes.click()
    assert not desktop.window.isVisible()


def test_the_window_closes_by_itself_once_a_note_is_saved(qtbot, desktop, page):
    goes_on = threading.Event()
    desktop.runner.start(Lane.EDITS, Job(lambda _: goes_on.wait(SECONDS)))
    note = open_selam(qtbot, page)
    note.text.setPlainText("hei")
    note.flush()
    desktop.window.close()
    assert desktop.window.isVisible()
    goes_on.set()
    qtbot.waitUntil(lambda: not desktop.window.isVisible())
    assert kept(desktop).text == "hei"


def test_what_was_refused_stays_when_the_profile_stands_in_another_way(qtbot, desktop, page, refused):
    """As after every sync."""
    session = desktop.session
    session._stand(replace(session.standing, unsent=1))
    assert session.unsaved_notes.refused == [SELAM]


def test_what_was_refused_stays_when_the_file_is_replaced(qtbot, desktop, page, refused):
    """As at a login, which takes what the person keeps along."""
    session, opened = desktop.session, []
    session.replace_profile(lambda: None, opened.append, session.runner.report)
    qtbot.waitUntil(lambda: opened == [None])
    qtbot.waitUntil(lambda: session.unsaved_notes.refused == [SELAM])  # it was tried to save it once more
    assert session.unsaved_notes.of(SELAM).content.text == NUMBER


def test_what_is_written_is_saved_when_the_window_is_made_anew(qtbot, desktop, page):
    note = open_selam(qtbot, page)
    note._pause.setInterval(1_000_000)
    note.text.setPlainText("hei")
    desktop.session.texts_changed.emit()
    qtbot.waitUntil(lambda: bool(kept(desktop)) and kept(desktop).text == "hei")


def test_a_refusal_of_older_words_says_nothing_of_those_written_since():
    notes = UnsavedNotes()
    old, new = (NoteContent(SELAM, frozenset(), text) for text in ("old", "new"))
    notes.keep(old)
    notes.keep(new)
    notes.refuse(old, OSError())
    notes.let_go(old)
    assert notes.of(SELAM) == UnsavedNote(new)
    notes.let_go(new)
    assert notes.of(SELAM) is None
