"""The protocol as a small model in memory: its rules, each of which can be switched off to show what it prevents."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from sync.merge import changed_since, merge_update
from tests.sync.protocol.world import NOT_DELIVERED, Crash, Fault, Logged, Side, World

TYPE = "interpreter"
Fields = dict[str, Any]


@dataclass(frozen=True)
class Rules:
    """The rules of sync.md whose loss is known by a name; all hold."""

    r1_rows_and_cursor_together: bool = True
    r2_seq_in_commit_order: bool = True
    r3_answers_never_move_the_cursor: bool = True
    r4_acknowledged_by_op_id: bool = True
    r5_base_is_server_state: bool = True
    r6_epoch_and_sending_again: bool = True
    r7_a_deletion_carries_what_it_saw: bool = True
    r8_a_new_copy_keeps_the_outbox: bool = True


class Refused(Exception):
    """The cursor cannot be gone on from; ``restored`` is the last seq that a restore kept, None when not known."""

    def __init__(self, *, again: bool, restored: int | None = None) -> None:
        self.again = again
        self.restored = restored


class Unreachable(Exception):
    """The request or its answer was lost."""


@dataclass
class Op:
    op_id: str
    record: str
    act: str
    base: Fields
    set: Fields
    base_rev: int
    state: str = "pending"
    seq: int = 0
    conflicts: tuple[str, ...] = ()


@dataclass
class Cursor:
    epoch: int = 0
    seq: int = 0


@dataclass
class Server:
    """The register: ``records`` by id are a rev and the fields, None when deleted."""

    rules: Rules
    epoch: int = 1
    previous: int | None = None
    restored: int | None = None
    seq: int = 0
    floor: int = 0
    records: dict[str, tuple[int, Fields | None]] = field(default_factory=dict)
    results: dict[str, tuple[str, int]] = field(default_factory=dict)
    log: list[Logged] = field(default_factory=list)
    slow: list[tuple[int, str, Fields]] = field(default_factory=list)

    def head(self) -> int:
        """The last seq that can be seen."""
        return max([rev for rev, _ in self.records.values()], default=0) if self.slow else self.seq

    def put(self, record: str, after: Fields | None, seq: int, op: Op | None = None) -> None:
        before = self.records.get(record, (0, None))[1]
        self.records[record] = (seq, after)
        if op is not None:
            self.log.append(Logged(op.op_id, record, deepcopy(before), deepcopy(after), dict(op.base)))

    def begin_slow(self, record: str, changes: Fields) -> None:
        """A writer that is slow to commit; without R2 it has its seq already."""
        if not self.rules.r2_seq_in_commit_order:
            self.seq += 1
        self.slow.append((self.seq, record, changes))

    def commit_slow(self) -> None:
        while self.slow:
            seq, record, changes = self.slow.pop(0)
            if self.rules.r2_seq_in_commit_order:
                self.seq += 1
                seq = self.seq
            now = self.records.get(record, (0, None))[1]
            if now is not None:
                self.put(record, now | changes, seq)

    def changes(self, cursor: Cursor) -> list[tuple[str, int, Fields | None]]:
        if self.rules.r6_epoch_and_sending_again:
            if cursor.epoch != self.epoch:
                raise Refused(again=True, restored=self.restored if cursor.epoch == self.previous else None)
            if cursor.seq < self.floor:
                raise Refused(again=False)
        found = [(id_, rev, deepcopy(now)) for id_, (rev, now) in self.records.items() if rev > cursor.seq]
        return sorted(found, key=lambda change: change[1])

    def push(self, epoch: int, ops: list[Op]) -> list[tuple[str, str, int, int, Fields | None]]:
        """What became of each edit: its id, verdict, seq, and the record as it is now."""
        if self.rules.r6_epoch_and_sending_again and epoch != self.epoch:
            raise Refused(again=True, restored=self.restored if epoch == self.previous else None)
        stuck: set[str] = set()
        answers = []
        for op in ops:
            if op.op_id not in self.results and op.record in stuck:
                answers.append((op.op_id, "deferred", 0, 0, None))
                continue
            if op.op_id not in self.results:
                self.results[op.op_id] = self.do(op)
            verdict, seq = self.results[op.op_id]
            stuck |= {op.record} if verdict == "conflict" else set()
            rev, now = self.records.get(op.record, (0, None))
            answers.append((op.op_id, verdict, seq, rev, deepcopy(now)))
        return answers

    def do(self, op: Op) -> tuple[str, int]:
        rev, now = self.records.get(op.record, (0, None))
        after, verdict = self.merged(op, rev, now)
        if verdict == "applied":
            self.seq += 1
            self.put(op.record, after, self.seq, op)
            return verdict, self.seq
        return verdict, rev

    def merged(self, op: Op, rev: int, now: Fields | None) -> tuple[Fields | None, str]:
        if op.act == "create":
            if now is None and (not rev or op.base_rev):
                return dict(op.set), "applied"
            return None, "noop" if now == op.set else "conflict"
        if op.act == "delete":
            if now is None:
                return None, "noop"
            changed = self.rules.r7_a_deletion_carries_what_it_saw and changed_since(TYPE, now, op.base)
            return None, "conflict" if changed else "applied"
        if now is None:
            return None, "conflict" if self.rules.r7_a_deletion_carries_what_it_saw else "noop"
        merge = merge_update(TYPE, now, op.base, op.set)
        if merge.conflicts:
            return None, "conflict"
        return (now | merge.changes, "applied") if merge.changes else (None, "noop")

    def digest(self) -> set[tuple[str, int]]:
        return {(id_, rev) for id_, (rev, now) in self.records.items() if now is not None}


@dataclass
class Client:
    """One machine: base, cursor and outbox."""

    name: str
    base: dict[str, tuple[int, Fields]] = field(default_factory=dict)
    cursor: Cursor | None = None
    outbox: list[Op] = field(default_factory=list)
    kept: dict[str, Fields] = field(default_factory=dict)
    made: int = 0
    mismatches: int = 0

    def unsent(self) -> list[Op]:
        return [op for op in self.outbox if op.state != "acknowledged"]

    def screen(self) -> dict[str, Fields]:
        shown = {id_: dict(fields) for id_, (_, fields) in self.base.items()}
        for op in self.unsent():
            if op.act == "create":
                shown[op.record] = dict(op.set)
            elif op.act == "delete":
                shown.pop(op.record, None)
            elif op.record in shown:
                shown[op.record] |= op.set
        return shown


class ModelWorld(World):
    """Machines and a register in memory."""

    def __init__(self, clients: int, rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        self.server = Server(self.rules)
        self.clients = [Client(f"c{n}") for n in range(clients)]
        self.saved: Server | None = None
        self.kept = 0
        for n, record in enumerate(self.FIRST, start=1):
            self.server.seq = n
            self.server.put(record, dict(self.EMPTY), n)
        for client in range(clients):
            self.sync(client)

    # What people do

    def screen(self, client: int) -> dict[str, Fields]:
        return self.clients[client].screen()

    def edit(self, client: int, record: str, changes: Fields) -> None:
        fields = self.screen(client)[record]
        seen = {name: fields[name] for wish in changes for name in self.group(wish)}
        self._save(client, record, "update", seen, {k: v for k, v in changes.items() if v != fields[k]})

    def delete(self, client: int, record: str) -> None:
        self._save(client, record, "delete", dict(self.screen(client)[record]), {})

    def create(self, client: int, record: str) -> None:
        self._save(client, record, "create", {}, dict(self.EMPTY))

    def _save(self, client: int, record: str, act: str, base: Fields, wanted: Fields) -> None:
        who = self.clients[client]
        who.made += 1
        rev = who.base.get(record, (0, {}))[0]
        who.outbox.append(Op(f"{who.name}-{who.made}", record, act, base, wanted, rev))

    def resolve(self, client: int, side: Side) -> None:
        who = self.clients[client]
        for op in [one for one in who.outbox if one.state == "conflict"]:
            place = who.outbox.index(op)
            now = who.base.get(op.record)
            who.outbox.remove(op)
            again = self._mine(who, op, now) if side is Side.MINE else None
            if again is not None:
                who.made += 1
                who.outbox.insert(place, replace(again, op_id=f"{who.name}-{who.made}", state="pending"))

    def _mine(self, who: Client, op: Op, now: tuple[int, Fields] | None) -> Op | None:
        if op.act == "delete":
            return replace(op, base=dict(now[1]), base_rev=now[0]) if now else None
        if now is None:
            whole = who.kept.get(op.record, dict(self.EMPTY)) | op.set
            return replace(op, act="create", base={}, set=whole, base_rev=1)
        mine = {name: op.base[name] for name in op.conflicts} | op.set
        decided = {name for conflict in op.conflicts for name in self.group(conflict)}
        base = {
            name: now[1][name] if name in decided else op.base.get(name, now[1][name])
            for wish in mine
            for name in self.group(wish)
        }
        wanted = {name: value for name, value in mine.items() if value != base[name]}
        return replace(op, act="update", base=base, set=wanted, base_rev=now[0]) if wanted else None

    # What machines do

    def sync(self, client: int, fault: Fault = Fault.NONE, meanwhile: Callable[[], None] | None = None) -> None:
        who = self.clients[client]
        try:
            self._pulled(who, fault)
            if fault is Fault.CRASH_BEFORE_PUSH:
                raise Crash
            self._pushed(who, fault, meanwhile)
            self._pulled(who, Fault.NONE)
        except (Crash, Unreachable, Refused):
            return

    def _pulled(self, who: Client, fault: Fault) -> None:
        try:
            self._follow(who, fault)
        except Refused as refused:
            if refused.again:
                self._send_again(who, refused.restored)
            who.cursor = None
            self._follow(who, fault)

    def _send_again(self, who: Client, restored: int | None) -> None:
        for op in who.outbox:
            if op.state == "acknowledged" and (restored is None or op.seq > restored):
                op.state = "sent"

    def _follow(self, who: Client, fault: Fault) -> None:
        if fault is Fault.LOST_REQUEST_OF_PULL:
            raise Unreachable
        if who.cursor is None:
            self._copy(who)
        cursor = who.cursor
        assert cursor is not None
        changes, head = self.server.changes(cursor), self.server.head()
        if not self.rules.r1_rows_and_cursor_together:
            who.cursor = Cursor(self.server.epoch, head)
        if fault is Fault.CRASH_IN_PULL:
            raise Crash
        edited = {op.record for op in who.unsent()}
        for record, rev, fields in changes:
            if fields is None:
                if record in who.base and record in edited:
                    who.kept[record] = who.base[record][1]
                who.base.pop(record, None)
            elif who.base.get(record, (0, {}))[0] < rev:
                who.base[record] = (rev, fields)
        who.cursor = Cursor(self.server.epoch, max(head, cursor.seq))
        self._compare(who)

    def _copy(self, who: Client) -> None:
        if not self.rules.r8_a_new_copy_keeps_the_outbox:
            who.outbox.clear()
        edited = {op.record for op in who.unsent()}
        new = {id_: (rev, deepcopy(now)) for id_, (rev, now) in self.server.records.items() if now is not None}
        who.kept |= {id_: fields for id_, (_, fields) in who.base.items() if id_ in edited and id_ not in new}
        who.base = new
        who.cursor = Cursor(self.server.epoch, self.server.head())

    def _compare(self, who: Client) -> None:
        """The count at the end of a pull (R14): it heals, but it must never have to."""
        if {(id_, rev) for id_, (rev, _) in who.base.items()} != self.server.digest():
            who.mismatches += 1
            self._copy(who)

    def _pushed(self, who: Client, fault: Fault, meanwhile: Callable[[], None] | None) -> None:
        stuck = {op.record for op in who.outbox if op.state == "conflict"}
        ops = [op for op in who.unsent() if op.record not in stuck]
        if not ops:
            return
        for op in ops:
            op.state = "sent"
        if fault in NOT_DELIVERED:
            raise Unreachable
        if meanwhile is not None:
            meanwhile()
        assert who.cursor is not None
        sent = [replace(op) for op in ops]
        answers = self.server.push(who.cursor.epoch, sent)
        if fault is Fault.DELIVERED_TWICE:
            answers = self.server.push(who.cursor.epoch, sent)
        if fault in (Fault.LOST_ANSWER, Fault.CUT_ANSWER, Fault.CRASH_AFTER_PUSH):
            raise Unreachable
        self._settle(who, answers)

    def _settle(self, who: Client, answers: list[tuple[str, str, int, int, Fields | None]]) -> None:
        by_id = {op.op_id: op for op in who.outbox}
        for op_id, verdict, seq, rev, fields in answers:
            op = by_id[op_id]
            op.state = {"conflict": "conflict", "deferred": "pending"}.get(verdict, "acknowledged")
            op.seq = seq
            if verdict == "conflict" and fields is not None and op.act == "update":
                op.conflicts = merge_update(TYPE, fields, op.base, op.set).conflicts
            if verdict != "deferred":
                self._base_from_answer(who, op, rev, fields)
            if not self.rules.r3_answers_never_move_the_cursor:
                assert who.cursor is not None
                who.cursor = Cursor(who.cursor.epoch, max(who.cursor.seq, seq))
        if not self.rules.r4_acknowledged_by_op_id:
            for op in who.outbox:
                op.state = "acknowledged" if op.state == "pending" else op.state

    def _base_from_answer(self, who: Client, op: Op, rev: int, fields: Fields | None) -> None:
        if who.base.get(op.record, (0, {}))[0] >= rev:
            return
        if fields is None:
            gone = who.base.pop(op.record, None)
            who.kept |= {op.record: gone[1]} if gone else {}
            return
        if not self.rules.r5_base_is_server_state:
            fields = who.base.get(op.record, (0, dict(self.EMPTY)))[1] | op.set
        who.base[op.record] = (rev, dict(fields))

    # What happens to the register

    def slow_write(self, record: str, changes: Fields) -> None:
        self.server.begin_slow(record, changes)

    def commit_slow(self) -> None:
        self.server.commit_slow()

    def backup(self) -> None:
        self.saved = deepcopy(self.server)

    def restore(self) -> None:
        if self.saved is not None:
            lost, epoch = self.server, self.server.epoch
            same_line = self.saved.epoch == epoch
            self.server = deepcopy(self.saved)
            self.server.slow.clear()  # who had not committed is gone
            self.kept = self.server.seq
            self.server.epoch = epoch + 1
            self.server.previous = lost.epoch if same_line else None
            self.server.restored = self.server.seq if same_line else None

    def expire_cursors(self) -> None:
        self.server.floor = self.server.seq

    # What can be seen

    def records(self) -> dict[str, Fields]:
        return {id_: dict(now) for id_, (_, now) in self.server.records.items() if now is not None}

    def base(self, client: int) -> dict[str, Fields]:
        return {id_: dict(fields) for id_, (_, fields) in self.clients[client].base.items()}

    def log(self) -> list[Logged]:
        return self.server.log

    def states(self, client: int) -> dict[str, str]:
        return {op.op_id: op.state for op in self.clients[client].outbox}

    def seqs(self, client: int) -> dict[str, int]:
        return {op.op_id: op.seq for op in self.clients[client].outbox}

    def kept_seq(self) -> int:
        return self.kept

    def known_to_register(self) -> set[str]:
        return {op_id for op_id, (verdict, _) in self.server.results.items() if verdict != "conflict"}

    def mismatches(self) -> int:
        return sum(client.mismatches for client in self.clients)
