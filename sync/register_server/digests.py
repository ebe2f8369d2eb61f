"""Running sums over what a role may see, per record type (R14): their cost follows what changes, not the register."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from sync.protocol import DIGEST_MODULUS, hex_sum, record_hash
from sync.register_server import tables
from sync.register_server.records import RecordRow
from sync.register_server.roles import Role, View

WireDigest = dict[str, tuple[int, str]]
"""Per type the number of rows and the sum, as on the wire."""


@dataclass(slots=True)
class _Sum:
    count: int = 0
    total: int = 0

    def add(self, row: RecordRow, sign: int) -> None:
        self.count += sign
        self.total = (self.total + sign * record_hash(row.id, row.rev)) % DIGEST_MODULUS


def change_digests(connection: Connection, before: Iterable[RecordRow], after: Iterable[RecordRow]) -> None:
    """Take the public rows of ``before`` out of the sums and put those of ``after`` in; the register is locked."""
    sums = _read(connection, Role.PUBLIC)
    for rows, sign in ((before, -1), (after, 1)):
        for row in rows:
            if row.public:
                sums.setdefault(row.type, _Sum()).add(row, sign)
    connection.execute(delete(tables.digests).where(tables.digests.c.role == Role.PUBLIC))
    written = [
        {"role": Role.PUBLIC, "type": type_, "count": item.count, "sum": hex_sum(item.total)}
        for type_, item in sums.items()
    ]
    if written:
        connection.execute(insert(tables.digests), written)


def read_digest(connection: Connection, view: View) -> WireDigest:
    """The digest of ``view`` in the state that ``connection`` sees; a type without rows stands there with zero."""
    sums = _read(connection, view.role)
    return {type_: _on_wire(sums.get(type_, _Sum())) for type_ in view.shown_types}


def _on_wire(item: _Sum) -> tuple[int, str]:
    return item.count, hex_sum(item.total)


def _read(connection: Connection, role: Role) -> dict[str, _Sum]:
    digests = tables.digests.c
    chosen = select(digests.type, digests.count, digests.sum).where(digests.role == role)
    return {type_: _Sum(count, int(total, 16)) for type_, count, total in connection.execute(chosen)}
