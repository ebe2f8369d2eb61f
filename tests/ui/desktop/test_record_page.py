"""The record editor, by keyboard: what is typed is checked, explained, saved as one act, and never lost unasked."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from interpreter_app.domain.edits import Act
from interpreter_app.use_cases.outbox import list_unsent
from tests.support.desktop import context_in, drawn_people
from tests.support.lists import log_in
from tests.support.registers import Named, record_id, stored
from ui.desktop.dialogs.delete_person import DeletePersonDialog
from ui.desktop.dialogs.unsaved import UnsavedDialog
from ui.desktop.main import Desktop
from ui.desktop.pages.record_page import RecordPage
from ui.desktop.widgets.form_field import FormField

SELAM = record_id("p14207")
Opens = Callable[..., RecordPage]


@pytest.fixture
def staff_folder(data_folder: Path) -> Path:
    """A data folder in which a case worker is logged in."""
    profile = log_in(context_in(data_folder).open_profile())
    profile.close()
    return data_folder


@pytest.fixture
def desktop(open_desktop, staff_folder) -> Desktop:
    return open_desktop(staff_folder)


@pytest.fixture
def page(qtbot, desktop) -> RecordPage:
    """The record of Selam, open."""
    desktop.window.edit_person(SELAM)
    made = desktop.window.page("record")
    assert isinstance(made, RecordPage)
    qtbot.waitUntil(lambda: made.form is not None and made.form.person == SELAM)
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def type_(text: str) -> None:
    """Type over what has the keyboard."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(target, text)


def save() -> None:
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def field(page: RecordPage, name: str) -> FormField:
    assert page.sections is not None
    return next(part.inputs[name] for part in page.sections.fields if name in part.inputs)


def fill(page: RecordPage, name: str, text: str) -> FormField:
    found = field(page, name)
    found.setFocus()
    type_(text)
    return found


def pick(qtbot, text: str) -> None:
    """Choose in the field that has the keyboard by typing: the list opens, the text is looked for, Enter takes it."""
    QTest.keyClicks(QApplication.focusWidget(), text[:1])
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    QTest.keyClicks(QApplication.focusWidget(), text[1:])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not popup)


def dialog(qtbot, kind: type[QDialog]) -> QDialog:
    """The dialog of a kind that is open."""

    def found() -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    (one,) = found()
    assert isinstance(one, kind)
    return one


def unsent(desktop: Desktop) -> list[tuple[Act, dict[str, object], str]]:
    return [(edit.act, dict(edit.set), edit.reason) for edit in list_unsent(desktop.session.profile)]


def test_ctrl_e_opens_the_record_of_the_current_row_for_register_staff(qtbot, desktop):
    search = desktop.window.search
    search.list.enter()
    meant = search.id_meant()
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    page = desktop.window.page("record")
    qtbot.waitUntil(lambda: page.form is not None and page.form.person == meant)
    assert desktop.window.shown_page() == "record"
    assert field(page, "first_name").editor.hasFocus()


def test_ctrl_e_in_the_search_field_opens_the_record_of_the_only_person_found(qtbot, desktop):
    search = desktop.window.search
    search.field.edit.setFocus()
    with qtbot.waitSignal(search.answered):
        type_("14207")
    qtbot.waitUntil(lambda: search.model.rowCount() == 1)  # each key asks, and the first answers may be of many
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    page = desktop.window.page("record")
    qtbot.waitUntil(lambda: page.form is not None and page.form.person == SELAM)


def test_ctrl_e_in_the_search_field_waits_until_one_of_several_is_chosen(desktop):
    desktop.window.search.field.edit.setFocus()
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert desktop.window.shown_page() == "search"


def test_the_public_has_no_record_editor(qtbot, open_desktop, data_folder):
    window = open_desktop(data_folder).window
    window.search.open_id(SELAM)
    qtbot.waitUntil(lambda: window.search.panel.shown is not None)
    assert "Edit" not in [one.accessibleName() for one in window.search.panel.findChildren(QWidget)]
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.shown_page() == "search"


def test_a_field_is_saved_with_ctrl_s_over_what_was_seen_and_with_its_reason(qtbot, desktop, page):
    assert page.bar.isHidden()
    fill(page, "phone", "00000300")
    assert page.bar.isVisible()
    page.bar.reason.setFocus()
    type_("Ringte selv")
    save()
    qtbot.waitUntil(page.bar.isHidden)
    assert unsent(desktop) == [(Act.UPDATE, {"phone": "+47 000 00 300"}, "Ringte selv")]
    assert dict(list_unsent(desktop.session.profile)[0].base) == {"phone": "00000207"}
    assert page.bar.reason.text() == ""


def test_what_is_wrong_is_said_under_the_field_and_not_saved(qtbot, desktop, page):
    wrong = fill(page, "email", "selam@")
    assert wrong.wrong.isHidden()
    fill(page, "place", "Tromsø")
    assert wrong.wrong.isVisible()
    assert "E-mail: “selam@” is no mail address." in wrong.wrong.text()
    assert wrong.editor.accessibleDescription() == wrong.wrong.text()
    save()
    assert wrong.editor.hasFocus()
    assert unsent(desktop) == []
    type_("selam@example.no")
    assert wrong.wrong.isHidden()
    save()
    qtbot.waitUntil(page.bar.isHidden)
    assert [set(fields) for _, fields, _ in unsent(desktop)] == [{"place"}]


def test_what_is_wrong_is_said_after_a_pause_too(qtbot, page):
    wrong = fill(page, "identity_number", "12345678901")
    qtbot.waitUntil(wrong.wrong.isVisible)
    assert "12345678901" not in wrong.wrong.text()


def test_a_new_qualification_shows_at_once_what_it_does_to_the_category_and_why(qtbot, desktop, page):
    qualifications = page.sections.rows[1]
    qualifications.add_button.setFocus()
    press(Qt.Key.Key_Return)
    (id_,) = [one.id for one in page.form.all() if one.seen is None]
    inputs = qualifications.cards[id_].fields.inputs
    assert inputs["type"].editor.hasFocus()
    press(Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(inputs["type"].editor.hasFocus)
    assert inputs["type"].value == "bachelor"
    press(Qt.Key.Key_Tab)
    type_("1.6.2025")
    press(Qt.Key.Key_Tab)
    pick(qtbot, "tigri")
    qtbot.waitUntil(lambda: page.effect.spoken() == "Tigrinya: B → A")
    assert unsent(desktop) == []
    desktop.window.activateWindow()  # offscreen, a popup that goes takes the activation with it
    qtbot.waitUntil(inputs["language"].editor.hasFocus)
    save()
    qtbot.waitUntil(page.bar.isHidden)
    ((act, fields, _),) = unsent(desktop)
    assert (act, fields["type"], fields["language"], fields["obtained"]) == (
        Act.CREATE,
        "bachelor",
        "tir",
        "2025-06-01",
    )


def test_credits_are_asked_for_only_where_there_are_any(page):
    page.sections.rows[1].add()
    (id_,) = [one.id for one in page.form.all() if one.seen is None]
    inputs = page.sections.rows[1].cards[id_].fields.inputs
    assert inputs["amount"].isHidden()
    for type_of, shown in (("credits", True), ("tao", False)):
        inputs["type"].field.show_value(type_of)
        inputs["type"].field.picked.emit(type_of)
        assert inputs["amount"].isHidden() is not shown
        assert inputs["unit"].value == ("studiepoeng" if shown else None)
    assert inputs["language"].isHidden()


def test_an_unfinished_row_is_refused_and_gets_the_keyboard(desktop, page):
    page.sections.rows[3].add()
    (id_,) = [one.id for one in page.form.all() if one.seen is None]
    field(page, "place").setFocus()
    save()
    first = page.sections.rows[3].cards[id_].fields.inputs["listed_from"]
    assert first.wrong.text() == "This must be filled in."
    assert first.editor.hasFocus()
    assert unsent(desktop) == []


def test_what_the_register_refuses_opens_its_row(qtbot, desktop, page):
    page.sections.rows[0].add(language="tir")
    field(page, "place").setFocus()
    save()
    (id_,) = [one.id for one in page.form.all() if one.seen is None]
    card = page.sections.rows[0].cards[id_]
    qtbot.waitUntil(card.fields.inputs["language"].editor.hasFocus)
    assert unsent(desktop) == []
    assert page.bar.isVisible()


def test_a_row_is_removed_and_put_back_in_its_place(page):
    rows = page.sections.rows[0]
    id_ = next(iter(rows.cards))
    rows.cards[id_].remove_button.setFocus()
    press(Qt.Key.Key_Return)
    assert rows.cards[id_].state.text() == "Goes when you save"
    assert page.bar.isVisible()
    press(Qt.Key.Key_Return)
    assert page.bar.isHidden()


def test_a_new_row_that_is_removed_leaves_the_keyboard_at_the_button_that_adds_one(page):
    rows = page.sections.rows[3]
    before = set(rows.cards)
    rows.add()
    (id_,) = set(rows.cards) - before
    rows.cards[id_].remove_button.setFocus()
    press(Qt.Key.Key_Return)
    assert set(rows.cards) == before
    assert rows.add_button.hasFocus()


def test_a_withdrawal_lowers_the_category_from_its_day(qtbot, page):
    card = next(iter(page.sections.rows[2].cards.values()))
    card.open()
    card.inner.add()
    QTest.keyClicks(QApplication.focusWidget(), "1.1.2027")
    qtbot.waitUntil(lambda: page.effect.spoken() == "Tigrinya: B → D, from 1 January 2027")


def test_esc_leaves_at_once_when_nothing_is_typed(desktop, page):
    press(Qt.Key.Key_Escape)
    assert desktop.window.shown_page() == "search"


def test_esc_asks_when_something_is_typed_and_staying_keeps_it(qtbot, desktop, page):
    place = fill(page, "place", "Tromsø")
    press(Qt.Key.Key_Escape)
    asked = dialog(qtbot, UnsavedDialog)
    assert desktop.window.shown_page() == "record"
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert place.line.text() == "Tromsø"
    assert page.has_unsaved


@pytest.mark.parametrize(("choice", "saved"), [("save", 1), ("discard", 0)])
def test_another_page_waits_until_what_is_typed_is_saved_or_discarded(qtbot, desktop, page, choice, saved):
    fill(page, "place", "Tromsø")
    desktop.window.show_page("settings")
    getattr(dialog(qtbot, UnsavedDialog), choice).click()
    qtbot.waitUntil(lambda: desktop.window.shown_page() == "settings")
    assert len(unsent(desktop)) == saved
    assert not page.has_unsaved


def test_closing_the_window_asks_too(qtbot, desktop, page):
    fill(page, "place", "Tromsø")
    desktop.window.close()
    asked = dialog(qtbot, UnsavedDialog)
    assert desktop.window.isVisible()
    asked.discard.click()
    qtbot.waitUntil(lambda: not desktop.window.isVisible())


def test_another_person_is_opened_only_after_asking(qtbot, desktop, page):
    fill(page, "place", "Tromsø")
    other = record_id("p12040")
    page.open(other)
    assert page.form.person == SELAM
    dialog(qtbot, UnsavedDialog).discard.click()
    qtbot.waitUntil(lambda: page.form.person == other)


def put(desktop: Desktop, named: Named, **changes: object) -> None:
    """The register has changed a record, and a sync has brought it."""
    from interpreter_app.store.base import BaseChange
    from sync.protocol import record_hash

    id_, record = named
    with desktop.session.profile.database.write() as connection:
        change = BaseChange(connection, record_hash)
        change.apply([stored(id_, replace(record, **changes), 900)], [])  # type: ignore[arg-type]
        change.finish()
    desktop.session.data_changed.emit(None)


def test_what_others_changed_is_offered_and_nothing_typed_is_lost(qtbot, desktop, page):
    own = drawn_people()[1][0]
    fill(page, "place", "Tromsø")
    put(desktop, own, phone="00000999", email="ny@example.no")
    qtbot.waitUntil(page.news.isVisible)
    assert field(page, "phone").value == "00000207"
    page.news.load.setFocus()
    press(Qt.Key.Key_Return)
    assert field(page, "phone").value == "00000999"
    assert field(page, "place").line.text() == "Tromsø"
    assert page.news.isHidden()
    save()
    qtbot.waitUntil(page.bar.isHidden)
    assert [fields for _, fields, _ in unsent(desktop)] == [{"place": "Tromsø"}]


def test_what_others_changed_is_shown_at_once_where_nothing_is_typed(qtbot, desktop, page):
    put(desktop, drawn_people()[1][0], phone="00000999")
    qtbot.waitUntil(lambda: field(page, "phone").value == "00000999")
    assert page.news.isHidden()


def test_trying_out_saves_nothing_and_comes_back_to_what_was_typed(qtbot, desktop, page):
    place = fill(page, "place", "Tromsø")
    page.head.trying.setFocus()
    press(Qt.Key.Key_Space)
    assert page.trying.isVisible()
    assert page.bar.isHidden()
    next(iter(page.sections.rows[2].cards.values())).remove_button.click()
    qtbot.waitUntil(lambda: page.effect.spoken() == "Tigrinya: B → D")
    page.trying.on_date.setFocus()
    type_("1.1.2018")
    qtbot.waitUntil(lambda: page.effect.spoken() == "Tigrinya: B → D, from 2 May 2019")
    save()
    assert unsent(desktop) == []
    page.head.trying.setFocus()
    press(Qt.Key.Key_Space)
    assert page.trying.isHidden()
    assert (place.line.text(), page.form.number_of_changes) == ("Tromsø", 1)


def test_a_new_interpreter_is_added_with_ctrl_n(qtbot, desktop):
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = desktop.window.page("record")
    assert field(page, "first_name").editor.hasFocus()
    assert page.bar.isHidden()
    type_("Kari")
    fill(page, "last_name", "Ny")
    assert page.head.name.text() == "Kari Ny"
    save()
    qtbot.waitUntil(page.bar.isHidden)
    assert unsent(desktop) == [(Act.CREATE, {"first_name": "Kari", "last_name": "Ny"}, "")]


def test_deleting_needs_the_name_typed(qtbot, desktop, page):
    page.head.delete.setFocus()
    press(Qt.Key.Key_Return)
    asked = dialog(qtbot, DeletePersonDialog)
    qtbot.waitUntil(asked.typed.hasFocus)
    assert not asked.delete.isEnabled()
    press(Qt.Key.Key_Return)
    assert asked.isVisible()
    QTest.keyClicks(asked.typed, "selam kidane haile")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.shown_page() == "search")
    acts = {act for act, _, _ in unsent(desktop)}
    assert acts == {Act.DELETE}
    assert list_unsent(desktop.session.profile)[-1].record == SELAM


@pytest.mark.parametrize("size", [(1280, 800), (900, 640), (640, 400)])
def test_nothing_is_wider_than_its_place(qtbot, open_desktop, staff_folder, size):
    window = open_desktop(staff_folder, size=size).window
    window.edit_person(SELAM)
    page = window.page("record")
    qtbot.waitUntil(lambda: page.form is not None)
    for rows in page.sections.rows:
        for card in rows.cards.values():
            card.open()
    qtbot.waitUntil(lambda: page.sections.area.widget().width() <= page.sections.area.viewport().width())
    for shown in page.sections.findChildren(FormField):
        if shown.isVisible():
            holder = shown.parentWidget()
            assert shown.geometry().right() <= holder.width()


def test_leaving_while_a_save_is_under_way_waits_for_it_unasked(qtbot, desktop, page):
    fill(page, "place", "Tromsø")
    save()
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desktop.window.shown_page() == "search")
    assert [fields for _, fields, _ in unsent(desktop)] == [{"place": "Tromsø"}]


def test_what_others_changed_while_things_were_tried_out_is_shown_after_it(qtbot, desktop, page):
    page.head.trying.click()
    put(desktop, drawn_people()[1][0], phone="00000999")
    page.head.trying.click()
    qtbot.waitUntil(lambda: field(page, "phone").value == "00000999")


def test_in_the_smallest_window_what_is_typed_stays_in_sight(qtbot, open_desktop, staff_folder):
    window = open_desktop(staff_folder, size=(600, 380)).window
    window.edit_person(SELAM)
    page = window.page("record")
    qtbot.waitUntil(lambda: page.form is not None)
    for name in ("middle_name", "phone", "place"):
        editor = fill(page, name, "x").editor
        qtbot.waitUntil(lambda editor=editor: editor.visibleRegion().boundingRect() == editor.rect())
