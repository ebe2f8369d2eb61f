"""Examples for the OpenAPI document: people who do not exist."""

from collections.abc import Mapping
from datetime import date

import msgspec

from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.qualifications import EvidenceType
from sync import protocol
from sync.register_server.answers import (
    CountyShown,
    EvidenceShown,
    FoundPeople,
    FoundPerson,
    HeldIn,
    LanguageShown,
    ListedPair,
    PairExplained,
    ShownPerson,
)
from sync.register_server.problems import (
    BAD_PARAMETER,
    NOT_FOUND,
    SCOPE_NOT_SUPPORTED,
    TOO_MANY_REQUESTS,
    ProblemDocument,
)
from sync.register_server.roles import Role
from sync.register_server.token_routes import TokenCreated, TokenRequest, TokenShown
from sync.register_server.tokens import PREFIX

_DAY = date(2026, 6, 30)
_AT = "2026-06-30T13:42:00+00:00"
_EPOCH = "3e0a3c0e-5f7e-4a37-9f0c-6d1f3a7d2b11"
_SNAPSHOT = "0190c5a0-3c1e-7b54-8d2a-5b8f6f0a9c01"
_PERSON = "0190c5a0-3c1e-7000-8000-000000000000"
_LISTING = "0190c5a0-3c1e-7000-8000-000000000001"
_CURSOR = "WyIzZTBhM2MwZS01ZjdlLTRhMzctOWYwYy02ZDFmM2E3ZDJiMTEiLDgxMjM0XQ"
_SUM = "9f3c55d00b1e77a4"

_INFO = protocol.Info(
    protocol.ApiRange(1, 1), 1, "b1e6f7e2-4f57-4f0e-8b1d-1a2c3d4e5f60", True, _EPOCH, 81234, 40110, _AT
)
_FOUND = FoundPerson(
    number=14207,
    name="Åse Prøvesen",
    gender=Gender.FEMALE,
    county="03",
    capacity=Capacity.FULL_TIME,
    phone="+47 000 12 345",
    email="ase@example.no",
    languages=[ListedPair("som", Kind.SPOKEN, Category.B)],
)
_BACHELOR = EvidenceShown(
    type=EvidenceType.BACHELOR,
    language="som",
    kind=Kind.SPOKEN,
    obtained=date(2019, 6, 15),
    credits=None,
    institution="OsloMet",
    periods=[HeldIn(date(2019, 6, 15), None)],
)
_SHOWN = ShownPerson(
    number=_FOUND.number,
    name=_FOUND.name,
    gender=_FOUND.gender,
    county=_FOUND.county,
    capacity=_FOUND.capacity,
    phone=_FOUND.phone,
    email=_FOUND.email,
    address=None,
    on=_DAY,
    listed=[HeldIn(date(2019, 9, 1), None)],
    languages=[PairExplained("som", Kind.SPOKEN, Category.B, [EvidenceType.BACHELOR], "TF 11", [_BACHELOR], [])],
)
_PART = protocol.SnapshotPart(0, 5000, 377000, "ab" * 32, f"/v1/sync/snapshots/{_SNAPSHOT}/0")
_COPY = protocol.Snapshot(
    _SNAPSHOT, _EPOCH, 81234, _CURSOR, _AT, "2026-06-30T15:42:00+00:00", {"listing": (2034, _SUM)}, [_PART]
)
_ROW = protocol.SnapshotRow(
    "listing", _LISTING, 812, msgspec.Raw(f'{{"interpreter_id":"{_PERSON}","listed_from":"2019-09-01"}}'.encode())
)
_PIECE = protocol.SnapshotRow(
    "guidance",
    "5b1f0c9e-2a77-5d0a-8c53-0e6b7f1d9a42",
    811,
    msgspec.Raw(
        '{"key":"checklist.before","sources":[],"texts":{"en":{"body":["Subject and aim"],"title":"Before"},'
        '"nb":{"body":["Tema og mål"],"title":"Før"},"nn":{"body":["Tema og mål"],"title":"Før"}},'
        '"valid_from":"2026-07-01","version":2}'.encode()
    ),
)
_REVOKED = protocol.Change(op=protocol.REVOKE, t="listing", id=_LISTING, rev=81240, tx=20011)
_END = protocol.ChangesEnd(next=_CURSOR, more=False, head=81240, at=_AT, digest={"listing": (2033, _SUM)})

_TOKEN = TokenShown(
    id="6f1c2a3e-0b5d-4c7a-9e8f-112233445566",
    name="Kari Saksbehandler",
    role=Role.CASE_WORKER,
    created=_AT,
    expires=date(2027, 7, 1),
    revoked=None,
    last_used=_DAY,
)

_CLIENT = "0190c5a0-3c1e-7000-8000-00000000c11e"
_EDIT = protocol.Op(
    op_id="0190c5a0-3c1e-7000-8000-0000000000e1",
    n=41,
    tx="0190c5a0-3c1e-7000-8000-0000000000e0",
    op="update",
    t="interpreter",
    id=_PERSON,
    base_rev=812,
    base={"county": "03"},
    set={"county": "46"},
    reason="Has moved.",
)
_MOVED = msgspec.Raw('{"county":"46","first_name":"Åse","last_name":"Prøvesen","number":14207}'.encode())
_DONE = protocol.OpResult(op_id=_EDIT.op_id, st=protocol.APPLIED, rev=81241, seq=81241, d=_MOVED)
_ENTRY = protocol.HistoryEntry(
    seq=81241,
    tx=20012,
    t=_EDIT.t,
    id=_PERSON,
    person=_PERSON,
    op="put",
    at=_AT,
    by=_TOKEN.name,
    reason=_EDIT.reason,
    op_id=_EDIT.op_id,
    before=msgspec.Raw(bytes(_MOVED).replace(b'"46"', b'"03"')),
    after=_MOVED,
)
_HISTORY = protocol.HistoryPage([_ENTRY], None, 81241, _EPOCH)

ANSWERS: Mapping[str, object] = {
    "push_ops": protocol.OpsAnswer([_DONE], _AT),
    "change_interpreter": protocol.SnapshotRow(_EDIT.t, _PERSON, _DONE.rev, _MOVED),
    "get_history": _HISTORY,
    "get_interpreter_history": _HISTORY,
    "get_info": _INFO,
    "create_snapshot": _COPY,
    "get_account": protocol.Account(Role.CASE_WORKER, _TOKEN.name),
    "get_tokens": [_TOKEN],
    "make_token": TokenCreated(**msgspec.structs.asdict(_TOKEN) | {"last_used": None}, token=f"{PREFIX}{'x' * 43}"),
    "delete_token": msgspec.structs.replace(_TOKEN, revoked=_AT),
    "find_interpreters": FoundPeople(total=1, offset=0, limit=50, on=_DAY, next=None, results=[_FOUND]),
    "get_interpreter": _SHOWN,
    "list_languages": [
        LanguageShown("som", {"nb": "somali", "nn": "somali", "en": "Somali"}, ["Soomaali"], [], ["so"], [], False)
    ],
    "list_counties": [CountyShown("03", {"nb": "Oslo", "nn": "Oslo", "en": "Oslo"}, ["32", "33"])],
}
"""An answer of each route that answers JSON, by the name of its handler."""

BODIES: Mapping[str, object] = {
    "push_ops": protocol.OpsRequest(_EPOCH, _CLIENT, [_EDIT], "reception"),
    "change_interpreter": {"county": "46", "email": None},
    "create_snapshot": protocol.SnapshotRequest(schema=protocol.SCHEMA),
    "make_token": TokenRequest(_TOKEN.name, "case_worker", _TOKEN.expires),
}
"""What each route takes that takes JSON, by the name of its handler; the example is of the type that is taken."""

LINES: Mapping[str, tuple[object, ...]] = {
    "/v1/sync/snapshots/{snapshot}/{part}": (_ROW, _PIECE, protocol.SnapshotEnd(eof=True, rows=2)),
    "/v1/sync/changes": (_REVOKED, _END),
}
"""The lines of an NDJSON answer, by path; the last is always of the type of its last line."""

PROBLEMS: Mapping[int, ProblemDocument] = {
    400: ProblemDocument(
        BAD_PARAMETER, "A parameter is not what it may be.", 400, field="gender", choices=["F", "M", "X"]
    ),
    401: ProblemDocument(protocol.TOKEN_REFUSED, "The token has expired.", 401),
    403: ProblemDocument(protocol.NOT_ALLOWED, "The role of the token may not do this.", 403),
    404: ProblemDocument(NOT_FOUND, "Nobody listed that day has this register number.", 404),
    409: ProblemDocument(protocol.EPOCH_CHANGED, "The register was restored from a backup.", 409, restored_seq=81200),
    410: ProblemDocument(protocol.CURSOR_EXPIRED, "The cursor is too old.", 410),
    422: ProblemDocument(
        SCOPE_NOT_SUPPORTED, "This server cannot yet narrow a copy by counties.", 422, field="scope.counties"
    ),
    429: ProblemDocument(TOO_MANY_REQUESTS, "Too many wrong tokens came from here.", 429),
}
"""A problem document for a status."""
