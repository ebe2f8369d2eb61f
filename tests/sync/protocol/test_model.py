"""The protocol's rules in a model: they converge and lose nothing, and each rule switched off is found out."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.protocol.machine import machine
from tests.sync.protocol.model import ModelWorld, Rules
from tests.sync.protocol.world import World

LOSSES = {
    "D1 cursor saved before the rows": "r1_rows_and_cursor_together",
    "D2 seq given out before commit": "r2_seq_in_commit_order",
    "D3 own push moves the cursor": "r3_answers_never_move_the_cursor",
    "D4 an edit made during upload is marked as sent": "r4_acknowledged_by_op_id",
    "D5 a merge stored as the base": "r5_base_is_server_state",
    "D6 a restored register goes unnoticed": "r6_epoch_and_sending_again",
    "D7 update against delete dropped": "r7_a_deletion_carries_what_it_saw",
    "D8 a new copy drops the outbox": "r8_a_new_copy_keeps_the_outbox",
}


def model_machine(rules: Rules):
    def make(clients: int) -> list[World]:
        return [ModelWorld(clients, rules)]

    return machine(make, lambda _: None)


def test_random_scripts_lose_nothing_and_converge():
    run_state_machine_as_test(
        model_machine(Rules()),
        settings=settings(stateful_step_count=30, suppress_health_check=list(HealthCheck)),
    )


@pytest.mark.parametrize("rule", LOSSES.values(), ids=LOSSES.keys())
def test_a_rule_switched_off_is_found_out(rule):
    search = settings(
        max_examples=3000,
        stateful_step_count=30,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(model_machine(Rules(**{rule: False})), settings=search)
