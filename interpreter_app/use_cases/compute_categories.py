"""Computing the categories that a piece of evidence, or a person's whole evidence, gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from interpreter_app.domain.categories import Assessment, pairs_with_category
from interpreter_app.domain.evidence_entries import EvidenceEntry


@dataclass(frozen=True, slots=True)
class ComputedCategories:
    """What an entry's evidence gives on its day, sorted by language and kind."""

    name: str | None
    day: date
    categories: tuple[Assessment, ...]


def compute_categories(entries: Iterable[EvidenceEntry], today: date) -> list[ComputedCategories]:
    """The categories of each entry by TF § 11, on the entry's day or else ``today``."""
    return [_computed(entry, entry.on or today) for entry in entries]


def _computed(entry: EvidenceEntry, day: date) -> ComputedCategories:
    return ComputedCategories(entry.name, day, tuple(pairs_with_category(entry.evidence, day)))
