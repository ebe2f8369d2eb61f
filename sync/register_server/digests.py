"""Running sums over what each projection shows, per record type (R14).

Their cost follows what changes, not the register.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from sync.protocol import DIGEST_MODULUS, hex_sum, record_hash
from sync.register_server import tables
from sync.register_server.records import RecordRow
from sync.register_server.roles import Projection, View

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
    """Take the rows of ``before`` out of the sums and put those of ``after`` in; the register is locked."""
    sums = {projection: _read(connection, projection) for projection in Projection}
    for rows, sign in ((before, -1), (after, 1)):
        for row in rows:
            for projection in _showing(row):
                sums[projection].setdefault(row.type, _Sum()).add(row, sign)
    connection.execute(delete(tables.digests))
    written = [
        {"projection": projection, "type": type_, "count": item.count, "sum": hex_sum(item.total)}
        for projection, by_type in sums.items()
        for type_, item in by_type.items()
    ]
    if written:
        connection.execute(insert(tables.digests), written)


def _showing(row: RecordRow) -> Iterator[Projection]:
    """The projections in which a record is to be seen."""
    if row.public:
        yield Projection.PUBLIC
    if not row.deleted:
        yield Projection.FULL


def read_digest(connection: Connection, view: View) -> WireDigest:
    """The digest of ``view`` in the state that ``connection`` sees; a type without rows stands there with zero."""
    sums = _read(connection, view.role.projection)
    return {type_: _on_wire(sums.get(type_, _Sum())) for type_ in view.shown_types}


def _on_wire(item: _Sum) -> tuple[int, str]:
    return item.count, hex_sum(item.total)


def _read(connection: Connection, projection: Projection) -> dict[str, _Sum]:
    digests = tables.digests.c
    chosen = select(digests.type, digests.count, digests.sum).where(digests.projection == projection)
    return {type_: _Sum(count, int(total, 16)) for type_, count, total in connection.execute(chosen)}
