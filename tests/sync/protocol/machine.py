"""Random scripts: a hypothesis machine whose steps are done in one or more worlds at once."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.sync.protocol.script import Script
from tests.sync.protocol.world import Fault, Side, World

MakeWorlds = Callable[[int], list[World]]

_clients = st.integers(0, 2)
_places = st.integers(0, 3)
_values = st.sampled_from(["", "a", "b", "c"])
_changes = st.one_of(
    st.fixed_dictionaries({"chosen_name": _values}),
    st.fixed_dictionaries({"middle_name": _values}),
    st.fixed_dictionaries({"address": _values, "place": _values}),
    st.fixed_dictionaries({"place": _values}),
    st.fixed_dictionaries({"chosen_name": _values, "middle_name": _values}),
)


def machine(make_worlds: MakeWorlds, discard: Callable[[list[World]], None]) -> type[RuleBasedStateMachine]:
    """A machine that does the same random steps in each of the worlds that ``make_worlds`` makes.

    ``discard`` is given the worlds in the end.
    """

    class ProtocolMachine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.worlds: list[World] = []
            self.scripts: list[Script] = []
            self.count = 0

        @initialize(clients=st.integers(2, 3))
        def begin(self, clients: int) -> None:
            self.count = clients
            self.worlds = make_worlds(clients)
            self.scripts = [Script(world, clients) for world in self.worlds]

        def _each(self, step: Callable[[Script], None]) -> None:
            for script in self.scripts:
                step(script)

        @rule(client=_clients, place=_places, changes=_changes)
        def edit(self, client: int, place: int, changes: dict[str, str]) -> None:
            self._each(lambda script: script.edit(client % self.count, place, changes))

        @rule(client=_clients, place=_places)
        def delete(self, client: int, place: int) -> None:
            self._each(lambda script: script.delete(client % self.count, place))

        @rule(client=_clients)
        def create(self, client: int) -> None:
            self._each(lambda script: script.create(client % self.count))

        @rule(client=_clients, side=st.sampled_from(Side))
        def resolve(self, client: int, side: Side) -> None:
            self._each(lambda script: script.resolve(client % self.count, side))

        @rule(client=_clients)
        def sync(self, client: int) -> None:
            self._each(lambda script: script.sync(client % self.count))

        @rule(client=_clients, fault=st.sampled_from(Fault))
        def sync_badly(self, client: int, fault: Fault) -> None:
            self._each(lambda script: script.sync(client % self.count, fault))

        @rule(client=_clients, place=_places, changes=_changes)
        def sync_while_editing(self, client: int, place: int, changes: dict[str, str]) -> None:
            self._each(lambda script: script.sync_while_editing(client % self.count, place, changes))

        @rule(client=_clients, place=st.integers(0, 1), changes=_changes)
        def sync_while_others_write(self, client: int, place: int, changes: dict[str, str]) -> None:
            record = World.FIRST[place]
            self._each(lambda script: script.sync_while_others_write(client % self.count, record, changes))

        @rule(place=st.integers(0, 1), changes=_changes)
        def slow_write(self, place: int, changes: dict[str, str]) -> None:
            self._each(lambda script: script.world.slow_write(World.FIRST[place], changes))

        @rule()
        def commit_slow(self) -> None:
            self._each(lambda script: script.world.commit_slow())

        @rule()
        def backup(self) -> None:
            self._each(lambda script: script.world.backup())

        @rule()
        def restore(self) -> None:
            self._each(lambda script: script.world.restore())

        @rule()
        def expire_cursors(self) -> None:
            self._each(lambda script: script.world.expire_cursors())

        @precondition(lambda self: len(self.worlds) > 1)
        @rule()
        def compare(self) -> None:
            first, *others = (script.world.records() for script in self.scripts)
            assert all(other == first for other in others), "the worlds went apart"

        def teardown(self) -> None:
            try:
                self._each(Script.come_to_rest)
                self.compare_in_the_end()
            finally:
                discard(self.worlds)

        def compare_in_the_end(self) -> None:
            if len(self.worlds) > 1:
                first, *others = (script.world.records() for script in self.scripts)
                assert all(other == first for other in others), "the worlds came to different ends"

    return ProtocolMachine
