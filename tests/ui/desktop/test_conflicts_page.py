"""Conflicts: base, mine and the register's side by side, decided field by field or many at once, by keyboard."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from interpreter_app.domain.edits import Act
from interpreter_app.store.outbox import remove_edits
from interpreter_app.use_cases.outbox import list_unsent
from interpreter_app.use_cases.resolve_conflicts import Side, list_conflicts
from tests.support import desktop_staff as staff
from tests.support.widgets import words
from ui.desktop.messages import MessageBar

ONE, TWO, THREE, FOUR = 14207, 15310, 15777, 14950


@pytest.fixture
def open_conflicts(open_listing):
    return partial(open_listing, "conflicts")


def phone_conflict(profile, number=ONE, **more):
    edit = staff.change(profile, number, phone="00000111", **more)
    return staff.in_conflict(profile, edit, {"phone": "00000222"})


def two_fields(profile):
    edit = staff.change(profile, ONE, phone="00000111", email="mine@example.no", place="Alta")
    return staff.in_conflict(profile, edit, {"phone": "00000222", "email": "register@example.no"})


def press(qtbot, desktop, *keys):
    for key in keys:
        qtbot.keyClick(desktop.window.focusWidget(), key)


def settle(qtbot, desktop, *keys):
    """Press keys, and wait until the list was read again."""
    with qtbot.waitSignal(desktop.window.page("conflicts").model.modelReset):
        press(qtbot, desktop, *keys)


def test_a_conflict_shows_three_values_and_who_changed_it_when(profile, open_conflicts):
    phone_conflict(profile)
    view = open_conflicts().window.page("conflicts").view
    row = view.rows["phone"]
    assert row.accessibleName() == (
        "Telephone. When you changed it: 000 00 207. Mine: 000 00 111. The register's: 000 00 222."
    )
    shown = words(view)
    assert f"Changed in the register by {staff.OTHER}, 19 November 2026 at 09:00" in shown
    assert "You and somebody else have changed the same field since you last synchronised." in shown


def test_enter_goes_to_the_fields_1_chooses_mine_and_enter_applies(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    desktop = open_conflicts()
    view = desktop.window.page("conflicts").view
    press(qtbot, desktop, Qt.Key.Key_Return)
    assert view.rows["phone"].hasFocus()
    press(qtbot, desktop, Qt.Key.Key_1)
    assert view.rows["phone"].accessibleDescription() == "Chosen: mine"
    settle(qtbot, desktop, Qt.Key.Key_Return)
    assert list_conflicts(profile) == []
    (edit,) = list_unsent(profile)
    assert (edit.base, edit.set) == ({"phone": "00000222"}, {"phone": "00000111"})


def test_2_lets_the_register_stand(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    desktop = open_conflicts()
    settle(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    assert list_unsent(profile) == []
    assert desktop.window.page("conflicts").empty.isVisible()


def test_each_field_is_decided_by_itself_and_the_rest_of_the_change_is_kept(qtbot, profile, open_conflicts):
    two_fields(profile)
    desktop = open_conflicts()
    view = desktop.window.page("conflicts").view
    assert "Place: from empty to Alta" in words(view)
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_1)
    assert view.rows["email"].hasFocus()
    assert not view.apply.isEnabled()
    settle(qtbot, desktop, Qt.Key.Key_2, Qt.Key.Key_Return)
    (edit,) = list_unsent(profile)
    assert edit.set == {"phone": "00000111", "place": "Alta"}


def test_all_the_registers_keeps_what_does_not_collide(qtbot, profile, open_conflicts):
    two_fields(profile)
    desktop = open_conflicts()
    page = desktop.window.page("conflicts")
    press(qtbot, desktop, Qt.Key.Key_Space)
    assert page.all_register.isEnabled()
    with qtbot.waitSignal(page.model.modelReset):
        page.all_register.click()
    (edit,) = list_unsent(profile)
    assert edit.set == {"place": "Alta"}


def test_enter_goes_to_what_is_not_decided_yet(qtbot, profile, open_conflicts):
    two_fields(profile)
    desktop = open_conflicts()
    view = desktop.window.page("conflicts").view
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Up)
    assert view.rows["phone"].hasFocus()
    press(qtbot, desktop, Qt.Key.Key_Return)
    assert view.rows["email"].hasFocus()
    assert len(list_conflicts(profile)) == 1


def test_e_edits_by_hand_and_the_value_is_kept_as_the_register_keeps_it(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    desktop = open_conflicts()
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_E)
    line = desktop.window.focusWidget()
    assert isinstance(line, QLineEdit)
    line.clear()
    qtbot.keyClicks(line, "000 00 333")
    press(qtbot, desktop, Qt.Key.Key_Return)
    row = desktop.window.page("conflicts").view.rows["phone"]
    assert row.hasFocus()
    assert row.accessibleDescription() == "Chosen: 000 00 333"
    settle(qtbot, desktop, Qt.Key.Key_Return)
    (edit,) = list_unsent(profile)
    assert edit.set == {"phone": "+47 000 00 333"}


def test_e_on_the_list_edits_by_hand_as_the_button_says(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    desktop = open_conflicts()
    press(qtbot, desktop, Qt.Key.Key_E)
    assert desktop.window.page("conflicts").view.rows["phone"].is_edited


def test_where_only_the_list_is_seen_no_key_decides_what_is_not_seen(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    desktop = open_conflicts(size=(640, 480))
    press(qtbot, desktop, Qt.Key.Key_1)
    assert not desktop.window.page("conflicts").view.is_decided
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_1)
    assert desktop.window.page("conflicts").view.is_decided
    assert len(list_conflicts(profile)) == 1


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_1, "Resolved; it is sent at the next sync"),
        (Qt.Key.Key_2, "Resolved; the register stays as it is"),
    ],
)
def test_what_is_resolved_says_whether_anything_is_sent(qtbot, monkeypatch, profile, open_conflicts, key, said):
    phone_conflict(profile)
    desktop = open_conflicts()
    heard: list[str] = []
    monkeypatch.setattr(desktop.window, "say", heard.append)
    settle(qtbot, desktop, Qt.Key.Key_Return, key, Qt.Key.Key_Return)
    assert heard == [said]


def test_a_letter_begins_to_edit_and_esc_ends_that(qtbot, profile, open_conflicts):
    edit = staff.change(profile, ONE, email="mine@example.no")
    staff.in_conflict(profile, edit, {"email": "register@example.no"})
    desktop = open_conflicts()
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_X)
    assert desktop.window.focusWidget().text() == "x"
    press(qtbot, desktop, Qt.Key.Key_Escape)
    row = desktop.window.page("conflicts").view.rows["email"]
    assert row.hasFocus()
    assert not row.is_edited


def test_a_value_that_cannot_be_is_not_applied(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    desktop = open_conflicts()
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_E)
    line = desktop.window.focusWidget()
    line.clear()
    qtbot.keyClicks(line, "12")
    press(qtbot, desktop, Qt.Key.Key_Return)
    view = desktop.window.page("conflicts").view
    assert view.rows["phone"].is_edited
    assert not view.apply.isEnabled()
    assert len(list_conflicts(profile)) == 1


def test_3_leaves_it_for_later_and_goes_on(qtbot, profile, open_conflicts):
    first = phone_conflict(profile)
    second = phone_conflict(profile, TWO)
    desktop = open_conflicts()
    page = desktop.window.page("conflicts")
    assert page.list.current_key() == first.op_id
    settle(qtbot, desktop, Qt.Key.Key_3)
    assert page.list.current_key() == second.op_id
    assert page.note.text() == "2 conflicts left"
    assert [one.later for one in list_conflicts(profile)] == [True, False]
    texts = [page.model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert texts == ["Abel Fessehaye", "Selam Kidane Haile, Later"]


def test_left_and_right_go_between_conflicts_among_the_fields(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    second = phone_conflict(profile, TWO)
    desktop = open_conflicts()
    page = desktop.window.page("conflicts")
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_Right)
    assert page.list.current_key() == second.op_id
    assert page.view.rows["phone"].hasFocus()
    press(qtbot, desktop, Qt.Key.Key_Right)
    assert page.list.current_key() == second.op_id


def test_esc_goes_back_to_the_list(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    desktop = open_conflicts()
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert desktop.window.page("conflicts").list.hasFocus()


def test_fields_that_must_not_part_are_chosen_together(qtbot, profile, open_conflicts):
    edit = staff.change(profile, ONE, address="Storgata 1", postal_code="9008", place="Tromsø")
    staff.in_conflict(profile, edit, {"address": "Sjøgata 4", "postal_code": "9009", "place": "Tromsø"})
    desktop = open_conflicts()
    view = desktop.window.page("conflicts").view
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_1)
    assert {row.accessibleDescription() for row in view.rows.values()} == {"Chosen: mine"}


def test_a_record_deleted_there_comes_back_with_mine(qtbot, profile, open_conflicts):
    edit = staff.change(profile, ONE, phone="00000111")
    staff.in_conflict(profile, edit, None)
    desktop = open_conflicts()
    view = desktop.window.page("conflicts").view
    assert "The register has deleted this while you changed it." in words(view)
    assert "The register's: deleted." in view.rows["phone"].accessibleName()
    assert not view.by_hand.isVisible()
    settle(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert {edit.act for edit in list_unsent(profile)} == {Act.CREATE}


def test_a_deletion_of_what_others_changed_is_given_up_with_the_registers(qtbot, profile, open_conflicts):
    edit = staff.delete(profile, 16001, "qualification")
    staff.in_conflict(profile, edit, {"institution": "Universitetet i Agder"})
    desktop = open_conflicts()
    view = desktop.window.page("conflicts").view
    assert "You deleted this, but it has been changed in the register" in words(view)
    assert "Mine: deleted." in view.rows["institution"].accessibleName()
    settle(qtbot, desktop, Qt.Key.Key_2, Qt.Key.Key_Return)
    assert list_unsent(profile) == []


def test_several_are_resolved_at_once(qtbot, profile, open_conflicts):
    for number in (ONE, TWO, THREE):
        phone_conflict(profile, number)
    kept = phone_conflict(profile, FOUR)
    desktop = open_conflicts()
    page = desktop.window.page("conflicts")
    assert not page.all_mine.isEnabled()
    press(qtbot, desktop, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.model.modelReset):
        page.all_mine.click()
    assert [one.id for one in list_conflicts(profile)] == [kept.op_id]
    assert page.note.text() == "1 conflict left"
    assert page.model.ticked_keys() == []


def test_select_all_ticks_all_and_then_none(profile, open_conflicts):
    for number in (ONE, TWO):
        phone_conflict(profile, number)
    page = open_conflicts().window.page("conflicts")
    page.tick_all.click()
    assert len(page.model.ticked_keys()) == 2
    page.tick_all.click()
    assert page.model.ticked_keys() == []


def test_what_fails_is_told_and_the_conflict_stays(qtbot, profile, open_conflicts):
    edit = phone_conflict(profile)
    desktop = open_conflicts()
    press(qtbot, desktop, Qt.Key.Key_Return, Qt.Key.Key_1)
    with profile.database.write() as connection:
        remove_edits(connection, [edit.op_id])
    press(qtbot, desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(desktop.window.findChild(MessageBar).isVisible)
    assert "There is no conflict" in words(desktop.window.findChild(MessageBar))


def test_a_press_on_a_cell_chooses_it(qtbot, profile, open_conflicts):
    phone_conflict(profile)
    view = open_conflicts().window.page("conflicts").view
    cell = view.rows["phone"].cells[Side.REGISTER]
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert view.rows["phone"].accessibleDescription() == "Chosen: the register's"
    assert view.apply.isEnabled()


def test_no_conflicts_says_so(profile, open_conflicts):
    assert open_conflicts().window.page("conflicts").empty.headline.text() == "No conflicts"
