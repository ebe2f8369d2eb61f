"""Conflicts say why there is one."""

from datetime import UTC, datetime

import pytest

from interpreter_app.domain.conflicts import Conflict, Reason
from interpreter_app.domain.edits import Act, Edit

AT = datetime(2026, 6, 30, tzinfo=UTC)


def conflict(act, register):
    edit = Edit(act=act, type="interpreter", record="p", person="p", op_id="op", n=1, tx="t", made=AT)
    return Conflict(edit=edit, number=1, fields=(), register=register, rev=2, by="Ola", at=AT)


@pytest.mark.parametrize(
    ("act", "register", "reason"),
    [
        (Act.UPDATE, {"phone": "1"}, Reason.SAME_FIELD),
        (Act.CREATE, {"phone": "1"}, Reason.SAME_FIELD),
        (Act.UPDATE, None, Reason.DELETED_THERE),
        (Act.DELETE, {"phone": "1"}, Reason.CHANGED_THERE),
    ],
)
def test_the_reason_follows_from_the_edit_and_what_the_register_has(act, register, reason):
    assert conflict(act, register).reason is reason


def test_an_empty_record_in_the_register_is_not_a_deleted_one():
    assert conflict(Act.UPDATE, {}).reason is Reason.SAME_FIELD


def test_a_conflict_goes_by_the_id_of_its_edit():
    assert conflict(Act.UPDATE, None).id == "op"
