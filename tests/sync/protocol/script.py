"""Scripts: what people, machines and the register do, and what must be true whatever they do."""

from itertools import cycle
from typing import Any

from sync.merge import changed_since
from tests.sync.protocol.world import Fault, Side, World

TYPE = "interpreter"
MOST_SYNCS_TO_REST = 12


class Script:
    """Does steps in a world, and checks what must be true; an ``AssertionError`` says what was lost."""

    def __init__(self, world: World, clients: int) -> None:
        self.world = world
        self.clients = range(clients)
        self.expected: list[set[str]] = [set() for _ in self.clients]
        self._created = 0

    # Steps

    def edit(self, client: int, place: int, changes: dict[str, Any]) -> None:
        """Change fields of the ``place``-th record on the screen, where that changes anything."""
        screen = self.world.screen(client)
        if screen:
            record = sorted(screen)[place % len(screen)]
            if any(screen[record][name] != value for name, value in changes.items()):
                self.world.edit(client, record, changes)
        self._remember(client)

    def delete(self, client: int, place: int) -> None:
        """Delete the ``place``-th record on the screen."""
        screen = sorted(self.world.screen(client))
        if screen:
            self.world.delete(client, screen[place % len(screen)])
        self._remember(client)

    def create(self, client: int) -> None:
        """Make a new record."""
        self._created += 1
        self.world.create(client, f"n{self._created}")
        self._remember(client)

    def resolve(self, client: int, side: Side) -> None:
        """Decide every conflict."""
        self.world.resolve(client, side)
        self.expected[client] = set(self.world.states(client))

    def sync(self, client: int, fault: Fault = Fault.NONE) -> None:
        """Try to sync."""
        self.world.sync(client, fault)
        self.check()

    def sync_while_editing(self, client: int, place: int, changes: dict[str, Any]) -> None:
        """Sync; while the edits are on their way, another is made of the same machine."""
        self.world.sync(client, meanwhile=lambda: self.edit(client, place, changes))
        self.check()

    def sync_while_others_write(self, client: int, record: str, changes: dict[str, Any]) -> None:
        """Sync; while the edits are on their way, another writer changes a record at the register."""

        def write() -> None:
            self.world.slow_write(record, changes)
            self.world.commit_slow()

        self.world.sync(client, meanwhile=write)
        self.check()

    def _remember(self, client: int) -> None:
        self.expected[client] |= set(self.world.states(client))

    # What must be true

    def check(self) -> None:
        """After every sync: no edit is gone, none was applied over what its maker had not seen, none twice."""
        for client in self.clients:
            gone = self.expected[client] - self.world.states(client).keys()
            assert not gone, f"edits are gone from the outbox: {gone}"
        log = self.world.log()
        applied = [(entry.op_id, entry.record) for entry in log]
        assert len(applied) == len(set(applied)), "an edit was applied twice"
        for entry in log:
            if entry.before is not None and entry.after is not None:
                for name in changed_since(TYPE, entry.after, entry.before):
                    assert entry.before[name] == entry.seen[name], f"{name} was overwritten silently"
            elif entry.before is not None:
                unseen = [name for name, value in entry.before.items() if entry.seen.get(name, "") != value]
                assert not unseen, f"what others wrote in {unseen} was deleted silently"
        assert self.world.mismatches() == 0, "a count had to heal what should have been right"

    def come_to_rest(self) -> None:
        """Sync everybody until nothing is left, deciding conflicts now so, now so; then all must be equal."""
        self.world.commit_slow()
        sides = cycle((Side.MINE, Side.REGISTER))
        for _ in range(MOST_SYNCS_TO_REST):
            for client in self.clients:
                self.resolve(client, next(sides))
                self.sync(client)
            if self._rests():
                break
        self._check_rest()

    def _rests(self) -> bool:
        unsent = any(set(self.world.states(client).values()) - {"acknowledged"} for client in self.clients)
        return not unsent and all(self.world.base(client) == self.world.records() for client in self.clients)

    def _check_rest(self) -> None:
        records, known = self.world.records(), self.world.known_to_register()
        for client in self.clients:
            states = self.world.states(client)
            assert set(states.values()) <= {"acknowledged"}, f"not all came to rest: {states}"
            assert self.world.base(client) == records, "a copy is not what the register has"
            assert self.world.screen(client) == records
            self._check_known(client, states.keys() - known)

    def _check_known(self, client: int, unknown: set[str]) -> None:
        """An edit that the register does not know was in vain in a state that the last restore kept."""
        seqs = self.world.seqs(client)
        lost = {op_id for op_id in unknown if not 0 < seqs[op_id] <= self.world.kept_seq()}
        assert not lost, f"edits never reached the register: {lost}"
