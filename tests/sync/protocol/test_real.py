"""The same random scripts with the real client and the real server as with the model, fault by fault."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.protocol.machine import machine
from tests.sync.protocol.model import ModelWorld
from tests.sync.protocol.real import RealWorld, make_templates
from tests.sync.protocol.world import World


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def make_worlds(templates: Path) -> Iterator[Callable[[int], list[World]]]:
    """Makes a model and a real world."""
    with tempfile.TemporaryDirectory() as folder:

        def make(clients: int) -> list[World]:
            real = RealWorld(Path(tempfile.mkdtemp(dir=folder)), clients, templates)
            return [ModelWorld(clients), real]

        yield make


def close(worlds: list[World]) -> None:
    for world in worlds:
        if isinstance(world, RealWorld):
            world.close()


@pytest.mark.slow
def test_random_scripts_come_to_the_same_end_in_the_model_and_in_reality(make_worlds) -> None:
    run_state_machine_as_test(
        machine(make_worlds, close),
        settings=settings(
            stateful_step_count=20,
            phases=[Phase.reuse, Phase.generate],  # a script of this kind takes too long to be made smaller
            suppress_health_check=list(HealthCheck),
        ),
    )
