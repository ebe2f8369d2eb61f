"""First copies in parts."""

import gzip
from collections import defaultdict
from dataclasses import replace
from hashlib import sha256
from threading import Thread

import msgspec
import pytest

from sync import protocol
from sync.register_server import snapshots
from sync.register_server.records import Delete
from sync.register_server.roles import Role
from sync.register_server.simulation import simulate
from sync.register_server.store import open_register
from tests.support.registers import record_id
from tests.support.server import NOW, Replica, fictional_person, operations, put, read_parts, some_people

pytest_plugins = ["tests.support.server_fixtures"]


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(protocol, "ROWS_PER_PART", 10)


def test_a_part_says_what_it_holds(served):
    snapshot = served.snapshot()
    (part,) = snapshot.parts
    text = served.get(part.href).content
    assert (len(text), sha256(text).hexdigest()) == (part.bytes, part.sha256)
    assert part.rows == len(text.splitlines()) - 1
    assert msgspec.json.decode(text.splitlines()[-1]) == {"eof": True, "rows": part.rows}


def test_a_part_is_sent_compressed_to_those_who_take_it(served):
    (part,) = served.snapshot().parts
    packed = served.get(part.href, headers={"Accept-Encoding": "gzip"}, stream=True)
    plain = served.get(part.href, headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.raw.read()) == plain.content
    assert packed.headers["Content-Type"] == plain.headers["Content-Type"] == protocol.NDJSON
    assert part.sha256 in plain.headers["ETag"]


def test_a_part_never_splits_a_person(served, small_parts):
    served.store.write_many([operations(fictional_person(n)) for n in range(20001, 20020)], "kari", NOW)
    snapshot = served.snapshot()
    assert len(snapshot.parts) > 5
    parts_of = defaultdict(set)
    for part in snapshot.parts:
        assert part.rows <= 10
        for line in served.get(part.href).content.splitlines()[:-1]:
            row = msgspec.json.decode(line)
            parts_of[row["d"].get("interpreter_id", row["id"])].add(part.n)
    assert all(len(parts) == 1 for parts in parts_of.values())


def test_a_person_of_more_records_than_a_part_stays_whole(served, small_parts):
    many = fictional_person(20001, languages=["som", "tir", "pol", "vie", "ara", "tur", "rus", "eng", "fra", "deu"])
    served.store.write(operations(many), "kari", NOW)
    assert max(part.rows for part in served.snapshot().parts) == len(many)


def test_an_empty_register_has_one_empty_part(served):
    simulate(served.store, 0, 1, now=NOW)
    snapshot = served.snapshot(types=["withdrawal"])
    assert [part.rows for part in snapshot.parts] == [0]
    assert list(read_parts(served, snapshot)) == []


def test_a_recent_snapshot_is_given_again(served, clock):
    first = served.snapshot()
    clock.forward(minutes=9)
    assert served.snapshot().snapshot == first.snapshot
    clock.forward(minutes=2)
    assert served.snapshot().snapshot != first.snapshot


def test_a_snapshot_far_behind_is_not_given_again(served, monkeypatch):
    first = served.snapshot()
    monkeypatch.setattr(snapshots, "REUSED_BEHIND", 2)
    served.store.write(operations(fictional_person(20001)), "kari", NOW)
    assert served.snapshot().snapshot != first.snapshot


def test_parts_outlive_the_server(served, location):
    (part,) = served.snapshot().parts
    other = open_register(location, NOW)
    found = snapshots.Snapshots(other).part(part.href.split("/")[-2], 0, Role.PUBLIC, NOW)
    other.close()
    assert found.sha256 == part.sha256


def test_an_expired_snapshot_is_gone_and_its_parts_are_deleted(served, clock):
    (part,) = served.snapshot().parts
    clock.forward(hours=3)
    answer = served.get(part.href)
    assert (answer.status_code, answer.json()["type"]) == (410, protocol.SNAPSHOT_GONE)
    served.snapshot()
    assert served.get(part.href).json()["type"] == protocol.SNAPSHOT_GONE


def test_only_so_many_snapshots_are_kept(served, clock, monkeypatch):
    monkeypatch.setattr(snapshots, "KEPT", 2)
    parts = []
    for type_ in ("listing", "language", "interpreter"):
        parts.append(served.snapshot(types=[type_]).parts[0])
        clock.forward(seconds=1)
    assert [served.get(part.href).status_code for part in parts] == [404, 200, 200]


def test_a_snapshot_of_another_epoch_is_gone(served):
    (part,) = served.snapshot().parts
    simulate(served.store, 0, 1, new_epoch=True, now=NOW)
    assert served.get(part.href).json()["type"] == protocol.SNAPSHOT_GONE


def test_a_snapshot_whose_cursor_has_expired_is_gone(served):
    (part,) = served.snapshot().parts
    simulate(served.store, 0, 1, expire=True, now=NOW)
    assert served.get(part.href).json()["type"] == protocol.SNAPSHOT_GONE


def test_a_withdrawn_consent_ends_the_snapshots_that_show_the_address(served):
    (part,) = served.snapshot().parts
    assert "Samtykkeveien" in served.get(part.href).text
    _, ewa = some_people()[4][0]
    served.store.write([put(record_id("p10005"), replace(ewa, address_public=False))], "kari", NOW)
    assert served.get(part.href).status_code == 410
    assert "Samtykkeveien" not in served.get(served.snapshot().parts[0].href).text


def test_a_deletion_ends_the_snapshots_that_show_the_address(served):
    (part,) = served.snapshot().parts
    assert "Samtykkeveien" in served.get(part.href).text
    served.store.write([Delete(record_id("p10005"))], "kari", NOW)
    assert served.get(part.href).status_code == 410
    assert "Samtykkeveien" not in served.get(served.snapshot().parts[0].href).text


def test_the_deletion_of_somebody_whose_address_is_not_shown_ends_no_snapshot(served):
    (part,) = served.snapshot().parts
    served.store.write([Delete(record_id("p10001"))], "kari", NOW)
    assert served.get(part.href).status_code == 200


def test_a_snapshot_that_is_not_known_is_gone_and_a_part_that_it_has_not_is_not_found(served):
    snapshot = served.snapshot()
    assert served.get(f"/v1/sync/snapshots/{snapshot.snapshot}/7").status_code == 404
    unknown = served.get("/v1/sync/snapshots/0190c5a0-3c1e-7b54-8d2a-5b8f6f0a9c01/0")
    assert (unknown.status_code, unknown.json()["type"]) == (404, protocol.SNAPSHOT_GONE)
    assert served.get("/v1/sync/snapshots/nonsense/0").status_code == 404


def test_a_snapshot_of_some_types_holds_them_alone(served):
    snapshot = served.snapshot(types=["listing", "language"])
    assert {row.t for row in read_parts(served, snapshot)} == {"listing", "language"}
    assert snapshot.digest.keys() == {"listing", "language"}


@pytest.mark.parametrize(
    ("scope", "status", "type_"),
    [
        ({"languages": ["som"]}, 422, "scope-not-supported"),
        ({"counties": ["03"]}, 422, "scope-not-supported"),
        ({"types": ["opinion"]}, 400, "bad-parameter"),
        ({"types": []}, 400, "bad-parameter"),
        ({"cities": []}, 400, "bad-parameter"),
    ],
)
def test_a_scope_that_cannot_be_kept_is_refused(asked, scope, status, type_):
    answer = asked.ask("POST", "/v1/sync/snapshots", json={"schema": 1, "scope": scope})
    assert (answer.status_code, answer.json()["type"]) == (status, type_)


def test_a_snapshot_made_while_others_write_is_of_one_moment(served, small_parts):
    served.store.write_many([operations(fictional_person(n)) for n in range(20001, 20200)], "kari", NOW)
    writer = Thread(target=simulate, args=(served.store, 60, 3), kwargs={"now": NOW})
    writer.start()
    reader = Replica(served)
    reader.bootstrap()  # compares the rows with the snapshot's digest
    writer.join()
    reader.follow()
    assert reader.digests_compared == 2
