"""The sync log: readable, and a whole sync can be undone after a look at what that does."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from interpreter_app.store.base import log
from interpreter_app.use_cases.outbox import list_unsent
from tests.support import desktop_staff as staff
from tests.support.desktop import NOW
from tests.support.widgets import words
from ui.desktop.dialogs.undo import UndoDialog

SYNC = "sync-1"


def tell(profile, event: str, **details) -> None:
    with profile.database.write() as connection:
        log(connection, NOW, event, sync=SYNC, **details)


@pytest.fixture
def synced(profile):
    """A sync that sent two changes, one of which was merged with a colleague's."""
    sent = staff.change(profile, 15310, phone="00000111")
    merged = staff.change(profile, 14207, phone="00000300")
    others = {"email": ("selam@example.no", "ny@example.no")}
    tell(
        profile,
        "changed-under-edit",
        record=merged.record,
        person=merged.person,
        type="interpreter",
        deleted=False,
        fields=others,
    )
    for edit in (sent, merged):
        staff.others_change(profile, edit, **edit.set)
    staff.acknowledged(profile, [sent, merged], SYNC)
    told = [{"op_id": sent.op_id, "st": "applied"}, {"op_id": merged.op_id, "st": "merged"}]
    tell(profile, "pushed", edits=told)
    tell(profile, "sync", sent=2, received=12, merged=1, conflicts=2, rejected=1)
    return sent, merged


@pytest.fixture
def open_log(open_listing):
    return partial(open_listing, "sync-log")


def test_a_sync_is_told_in_a_line_with_what_is_left_to_decide(synced, open_log):
    index = open_log().window.page("sync-log").model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "20 November 2026 at 09:00, 2 conflicts"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "2 sent · 12 received · 1 merged"


def test_what_merged_by_itself_stands_with_both_changes(synced, open_log):
    shown = words(open_log().window.page("sync-log").detail)
    merged, sent = shown.split("Sent\n")
    assert "Your change\nTelephone" in merged
    assert "from 000 00 207 to 000 00 300" in merged
    assert "Changed by others\nE-mail" in merged
    assert "Abel Fessehaye\nPerson changed" in sent


def test_conflicts_and_rejections_are_a_press_away(synced, open_log):
    window = open_log().window
    page = window.page("sync-log")
    assert (page.to_conflicts.text(), page.to_outbox.text()) == ("2 conflicts", "1 rejected")
    page.to_conflicts.click()
    assert window.shown_page() == "conflicts"


def test_a_sync_that_was_broken_off_says_so(profile, open_log):
    tell(profile, "changes", received=2, head=3)
    page = open_log().window.page("sync-log")
    assert "Broken off" in page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert not page.undo.isVisible()


def test_before_the_first_sync_it_says_what_will_stand_here(profile, open_log):
    assert open_log().window.page("sync-log").empty.isVisible()


def test_a_whole_sync_is_undone_after_a_look(qtbot, profile, synced, open_log):
    desktop = open_log()
    desktop.window.page("sync-log").undo.click()
    dialog = desktop.window.findChild(UndoDialog)
    qtbot.waitUntil(dialog.undo.isEnabled)
    qtbot.waitUntil(lambda: "Telephone: from 000 00 111 to 000 00 310" in words(dialog))
    assert list_unsent(profile) == []
    qtbot.keyClicks(dialog.reason.line, "Wrong list")
    with qtbot.waitSignal(desktop.session.data_changed):
        dialog.undo.click()
    undone = {edit.person: (dict(edit.set), edit.reason) for edit in list_unsent(profile)}
    assert undone == {
        staff.person_id(15310): ({"phone": "00000310"}, "Wrong list"),
        staff.person_id(14207): ({"phone": "00000207"}, "Wrong list"),
    }


def test_what_others_have_changed_since_stays_and_is_told(qtbot, profile, synced, open_log):
    staff.others_change(profile, synced[0], phone="00000777")
    desktop = open_log()
    desktop.window.page("sync-log").undo.click()
    dialog = desktop.window.findChild(UndoDialog)
    qtbot.waitUntil(lambda: "Stays as it is" in words(dialog))
    assert "Abel Fessehaye · Telephone: it has been changed since" in words(dialog)
    assert dialog.undo.isEnabled()
