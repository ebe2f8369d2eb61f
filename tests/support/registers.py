"""Builders: people, and profiles that hold them, without any server."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.guidance_content import GuidancePiece
from interpreter_app.domain.interpreters import Interpreter, Kind, ListedLanguage, Listing
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.periods import FOREVER, Period
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.qualifications import CreditUnit, Evidence, EvidenceType, Qualification
from interpreter_app.domain.records import Record
from interpreter_app.store.base import INDEX, index_text
from interpreter_app.store.records import StoredRecord, dossier_of, owner
from interpreter_app.store.search_index import replace_people
from interpreter_app.store.staging import begin_staging, finish_staging, prepare_part, stage_part, swap_in
from interpreter_app.use_cases.open_profile import Profile, open_profile
from sync.protocol import record_hash

TODAY = date(2026, 6, 30)
AS_OF = datetime(2026, 6, 30, 13, 42, tzinfo=UTC)
TYPE_NAMES = {
    Interpreter: "interpreter",
    ListedLanguage: "language",
    Listing: "listing",
    Qualification: "qualification",
    Authorisation: "authorisation",
    Withdrawal: "withdrawal",
    GuidancePiece: "guidance",
}
Named = tuple[str, Record]


def record_id(text: str) -> str:
    """An id of the right shape that reads as ``text``."""
    return str(UUID(f"{text.encode().hex():0<32}"[:32]))


def bachelor(language: str = "som", obtained: date = date(2015, 6, 1)) -> Qualification:
    return Qualification(
        interpreter_id="", type=EvidenceType.BACHELOR, language=language, obtained=obtained, institution="OsloMet"
    )


def credits_30(language: str = "som", obtained: date = date(2012, 6, 1)) -> Qualification:
    return Qualification(
        interpreter_id="",
        type=EvidenceType.CREDITS,
        language=language,
        obtained=obtained,
        amount=Decimal(30),
        unit=CreditUnit.STUDIEPOENG,
        institution="OsloMet",
    )


def bilingual_and_tao(language: str = "som", obtained: date = date(2014, 6, 1)) -> tuple[Qualification, Qualification]:
    """What gives E: the bilingual test and TAO."""
    return (
        Qualification(interpreter_id="", type=EvidenceType.BILINGUAL_TEST, language=language, obtained=obtained),
        Qualification(interpreter_id="", type=EvidenceType.TAO, obtained=obtained),
    )


def authorised(language: str = "som", granted: date = date(2010, 1, 1)) -> Authorisation:
    return Authorisation(interpreter_id="", language=language, granted=granted, number="1")


def person(
    name: str = "Yonas Tekle",
    number: int = 10001,
    languages: Iterable[str | tuple[str, Kind]] = ("som",),
    evidence: Iterable[Qualification | Authorisation] | None = None,
    listed: Iterable[tuple[date, date | None]] = ((date(2016, 1, 1), None),),
    **fields: object,
) -> list[Named]:
    """The records of one person, the person's own first; without ``evidence`` a bachelor in each language."""
    id_ = record_id(f"p{number}")
    first, _, last = name.rpartition(" ")
    own = Interpreter(number=number, first_name=first, last_name=last, **fields)  # type: ignore[arg-type]
    pairs = [(item, Kind.SPOKEN) if isinstance(item, str) else item for item in languages]
    pieces = [bachelor(language) for language, _ in pairs] if evidence is None else list(evidence)
    belonging: list[Record] = [
        *(ListedLanguage(interpreter_id=id_, language=language, kind=kind) for language, kind in pairs),
        *(Listing(interpreter_id=id_, listed_from=start, listed_until=end) for start, end in listed),
        *(replace(piece, interpreter_id=id_) for piece in pieces),
    ]
    return [(id_, own), *((record_id(f"r{n}-{number}"), record) for n, record in enumerate(belonging))]


def stored(id_: str, record: Record, rev: int = 1) -> StoredRecord:
    """A record as the base keeps it."""
    return StoredRecord(id_, owner(id_, record), TYPE_NAMES[type(record)], rev, msgspec.json.encode(record))


def profile_with(
    folder: Path, people: Iterable[list[Named]], *, name: str = "register", origin: Origin = Origin.CENTRAL
) -> Profile:
    """An open profile in ``folder`` that holds ``people``."""
    profile = open_profile(name, folder / f"{name}.register")
    hold(profile, people, origin)
    return profile


def hold(profile: Profile, people: Iterable[list[Named]], origin: Origin = Origin.CENTRAL) -> None:
    """Let an open profile hold ``people``."""
    begin_staging(profile.database, "http://127.0.0.1:1", {})
    named = enumerate((record for records in people for record in records), start=1)
    records = [(stored(id_, record, rev), record) for rev, (id_, record) in named]
    stage_part(profile.database, prepare_part(0, records, record_hash))
    digests = finish_staging(profile.database)
    state = ProfileState(
        origin=origin,
        register_id="test",
        fictional=True,
        server="http://127.0.0.1:1",
        epoch="1",
        cursor="",
        head=len(records),
        as_of=AS_OF,
        recounted=AS_OF,
    )
    swap_in(profile.database, state, AS_OF, digests)


def evidence(
    type_: EvidenceType,
    language: str | None = "som",
    obtained: date = date(2015, 6, 1),
    *,
    kind: Kind | None = None,
    until: date = FOREVER,
    credits: Decimal | int | str = 0,
) -> Evidence:
    """A piece of evidence that counts from ``obtained`` up to ``until``; TAO has neither language nor kind."""
    if type_ is EvidenceType.TAO:
        return Evidence(type_, None, None, (Period(obtained, until),), obtained)
    own = kind or own_kind(language or "")
    return Evidence(type_, language, own, (Period(obtained, until),), obtained, Decimal(credits))


def dossier(name: str = "Yonas Tekle", number: int = 10001, **details: object) -> Dossier:
    """What the register holds on one person; ``details`` are those of ``person``."""
    records = person(name, number, **details)  # type: ignore[arg-type]
    made = dossier_of(records[0][0], records)
    assert made is not None
    return made


def index_people(connection: Connection, dossiers: Iterable[Dossier]) -> None:
    """Put ``dossiers`` in the search index of an open file, full text included."""
    found = list(dossiers)
    numbers = replace_people(connection, INDEX, [one.id for one in found], found)
    index_text(connection, numbers.values())
