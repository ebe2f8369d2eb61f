"""What the history makes of the records of a person: each change again, from the first."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from sync.register_server.chain import DELETE, ERASURES, PUT, WITH_CONTENT, Entry
from sync.register_server.records import RecordRow
from sync.register_server.working_set import public_after


class Replay:
    """The records of one person as the history's ``entries`` of the person, in order, make them.

    ``rows`` are the records by id. ``erased_at`` is the seq of an erased entry after which the history does not say
    that contents were erased.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.rows: dict[str, RecordRow] = {}
        self._erased: dict[str, int] = {}
        self._last = 0
        for _, together in groupby(entries, attrgetter("tx")):
            self._do(together)

    @property
    def erased_at(self) -> int | None:
        """The first seq whose contents are gone without a word."""
        return min(self._erased.values(), default=None)

    def seq_of_difference(self, kept: Mapping[str, RecordRow]) -> int:
        """The last seq that the history has of a record that differs from the one that is kept."""
        differing = [row.rev for id_, row in self.rows.items() if kept.get(id_) != row]
        return min(differing, default=self._last)

    def _do(self, together: Iterable[Entry]) -> None:
        """The entries of one transaction, and who may see the records after it."""
        for entry in together:
            self._note_erasure(entry)
            self.rows[entry.record] = self._after(entry)
            self._last = entry.seq
        public = public_after(row for row in self.rows.values() if not row.deleted)
        for id_, row in self.rows.items():
            shown = public and not row.deleted
            if row.public != shown or (shown and not row.was_public):
                self.rows[id_] = row._replace(public=shown, was_public=row.was_public or shown)

    def _after(self, entry: Entry) -> RecordRow:
        old = self.rows.get(entry.record)
        deleted = entry.op == DELETE if entry.op in (PUT, DELETE) else old is not None and old.deleted
        data = (entry.after or b"") if entry.op in WITH_CONTENT else (old.data if old else b"")
        was_public = old is not None and old.was_public
        public = old is not None and old.public
        return RecordRow(entry.record, entry.person, entry.type, entry.seq, entry.tx, deleted, public, was_public, data)

    def _note_erasure(self, entry: Entry) -> None:
        if entry.erased:
            self._erased.setdefault(entry.record, entry.seq)
        elif entry.op in ERASURES:
            self._erased.pop(entry.record, None)
