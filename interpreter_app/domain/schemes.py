"""Which ways to a category people have gone in a language: what each scheme has given, and when.

A category that nobody holds in a language may mean that the language never had the scheme that gives it. What people
once listed have passed is the only trace of that in the register's data.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.qualifications import EvidenceType


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of evidence that people have in a language: the days of the first and the last, and how many people."""

    type: EvidenceType
    first: date
    last: date
    people: int


def schemes_of(dossiers: Iterable[Dossier], languages: Collection[str], day: date) -> tuple[Scheme, ...]:
    """The schemes by which ``dossiers`` have evidence in ``languages`` (codes), obtained by ``day``.

    They stand in the order of the rules of tolkeforskriften § 11. The TAO course is none: it belongs to the person and
    counts for every language.
    """
    obtained: dict[EvidenceType, dict[str, list[date]]] = {type_: {} for type_ in EvidenceType}
    for dossier in dossiers:
        for piece in dossier.evidence():
            if piece.language in languages and piece.obtained <= day:
                obtained[piece.type].setdefault(dossier.id, []).append(piece.obtained)
    return tuple(_scheme(type_, by_person) for type_, by_person in obtained.items() if by_person)


def _scheme(type_: EvidenceType, by_person: dict[str, list[date]]) -> Scheme:
    days = [day for days in by_person.values() for day in days]
    return Scheme(type_, min(days), max(days), len(by_person))
