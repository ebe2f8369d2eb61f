"""The protocol's rules in a model: they lose nothing and converge, and each rule switched off is found out."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.protocol.machine import machine
from tests.sync.protocol.model import ModelWorld, Rules
from tests.sync.protocol.script import Script
from tests.sync.protocol.world import Fault, World


def crash_in_a_pull(script: Script) -> None:
    """One machine has sent; the other crashes with the page received."""
    script.edit(0, 0, {"chosen_name": "a"})
    script.sync(0)
    script.sync(1, Fault.CRASH_IN_PULL)
    script.sync(1)


def a_slow_writer(script: Script) -> None:
    """A reader reads between the beginning and the commit of a slow writer, and another's commit in between."""
    script.world.slow_write("r1", {"chosen_name": "slow"})
    script.edit(0, 1, {"place": "a"})
    script.sync(0)
    script.sync(1)
    script.world.commit_slow()
    script.sync(1)


def others_write_before_my_edit_arrives(script: Script) -> None:
    """Another record changes between my pull and my push."""
    script.edit(0, 0, {"chosen_name": "a"})
    script.sync_while_others_write(0, "r2", {"place": "b"})


def an_edit_during_an_upload(script: Script) -> None:
    """The same machine saves while its edits are on their way."""
    script.edit(0, 0, {"chosen_name": "a"})
    script.sync_while_editing(0, 1, {"place": "b"})


def a_merge(script: Script) -> None:
    """Another field of the same record changes between my pull and my push."""
    script.edit(0, 0, {"chosen_name": "a"})
    script.sync_while_others_write(0, "r1", {"place": "b"})


def a_restored_register(script: Script) -> None:
    """The register is restored from before an acknowledged edit."""
    script.world.backup()
    script.edit(0, 0, {"chosen_name": "a"})
    script.sync(0)
    script.world.restore()
    script.sync(1)


def a_deletion_against_an_edit(script: Script) -> None:
    """One deletes what another has just changed."""
    script.edit(0, 0, {"chosen_name": "a"})
    script.delete(1, 0)
    script.sync(0)
    script.sync(1)


def a_new_copy(script: Script) -> None:
    """The cursor has expired while edits wait."""
    script.edit(0, 0, {"chosen_name": "a"})
    script.world.slow_write("r2", {"place": "b"})
    script.world.commit_slow()
    script.world.expire_cursors()
    script.sync(0)


class Loss(NamedTuple):
    """A loss that has happened to others: the rule that prevents it, and a script in which it would happen."""

    rule: str
    happens_in: Callable[[Script], None]


LOSSES = {
    "D1 cursor saved before the rows": Loss("r1_rows_and_cursor_together", crash_in_a_pull),
    "D2 seq given out before commit": Loss("r2_seq_in_commit_order", a_slow_writer),
    "D3 own push moves the cursor": Loss("r3_answers_never_move_the_cursor", others_write_before_my_edit_arrives),
    "D4 an edit made during upload is marked as sent": Loss("r4_acknowledged_by_op_id", an_edit_during_an_upload),
    "D5 a merge stored as the base": Loss("r5_base_is_server_state", a_merge),
    "D6 a restored register goes unnoticed": Loss("r6_epoch_and_sending_again", a_restored_register),
    "D7 update against delete dropped": Loss("r7_a_deletion_carries_what_it_saw", a_deletion_against_an_edit),
    "D8 a new copy drops the outbox": Loss("r8_a_new_copy_keeps_the_outbox", a_new_copy),
}


def run(loss: Loss, rules: Rules) -> None:
    script = Script(ModelWorld(2, rules), 2)
    loss.happens_in(script)
    script.come_to_rest()


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_with_its_rule_a_loss_does_not_happen(loss: Loss) -> None:
    run(loss, Rules())


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_without_its_rule_a_loss_is_found_out(loss: Loss) -> None:
    with pytest.raises(AssertionError):
        run(loss, Rules(**{loss.rule: False}))


def test_random_scripts_lose_nothing_and_converge() -> None:
    def make(clients: int) -> list[World]:
        return [ModelWorld(clients)]

    run_state_machine_as_test(
        machine(make, lambda _: None),
        settings=settings(stateful_step_count=30, suppress_health_check=list(HealthCheck)),
    )
