"""What each role is shown by the look-ups and the sync: the public its projection, the register's staff all."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from sqlalchemy import inspect, select, text

from sync import protocol
from sync.register_server import migrations, tables
from sync.register_server.digests import read_digest
from sync.register_server.records import Delete
from sync.register_server.roles import Projection, Role, View, projected
from sync.register_server.simulation import simulate
from tests.support.registers import person, record_id
from tests.support.server import (
    IDENTITY_NUMBER,
    NOW,
    SECRET_ADDRESS,
    SHOWN_ADDRESS,
    Replica,
    Served,
    digest_of,
    fictional_person,
    operations,
    put,
    read_parts,
    some_people,
)
from tests.support.server_routes import as_role

pytest_plugins = ["tests.support.server_fixtures"]

STAFF = [Role.CASE_WORKER, Role.ADMINISTRATOR]


def kept(store) -> dict[str, tuple[str, int, dict]]:
    """All records that are not deleted, as they are kept."""
    records = tables.records.c
    with store.read() as connection:
        rows = connection.execute(select(records.id, records.type, records.rev, records.data).where(~records.deleted))
        return {id_: (type_, rev, msgspec.json.decode(data)) for id_, type_, rev, data in rows}


def counted(store, projection: Projection) -> dict[str, tuple[int, str]]:
    """The digest counted anew, of the types that have rows."""
    records = tables.records.c
    seen = ~records.deleted if projection is Projection.FULL else records.public
    by_type: dict[str, list[tuple[str, int]]] = {}
    with store.read() as connection:
        for id_, type_, rev in connection.execute(select(records.id, records.type, records.rev).where(seen)):
            by_type.setdefault(type_, []).append((id_, rev))
    return {type_: digest_of(rows) for type_, rows in by_type.items()}


def running(store, role: Role) -> dict[str, tuple[int, str]]:
    with store.read() as connection:
        return {type_: digest for type_, digest in read_digest(connection, View(role)).items() if digest[0]}


def unlisted() -> list:
    return fictional_person(10008, "Usett Prøvesen", listed=())


def test_a_role_says_what_it_may():
    table = {role: (role.sees_all, role.may_write, role.administers, role.projection) for role in Role}
    assert table == {
        Role.PUBLIC: (False, False, False, Projection.PUBLIC),
        Role.CASE_WORKER: (True, True, False, Projection.FULL),
        Role.ADMINISTRATOR: (True, True, True, Projection.FULL),
    }


@pytest.mark.parametrize("role", STAFF)
def test_staff_are_shown_a_record_as_it_is_kept_unknown_fields_too(role):
    data = b'{"identity_number":"1","shoe_size":43}'
    assert projected(role, "interpreter", data) == data
    assert projected(Role.PUBLIC, "interpreter", data) == b"{}"


# The look-up


@pytest.mark.parametrize("role", STAFF)
def test_staff_are_shown_what_is_not_public(served, role):
    person = as_role(served, role).get("/v1/interpreters/10001").json()
    assert person["staff"] == {
        "listed_on_day": True,
        "identity_number": IDENTITY_NUMBER,
        "address": {"address": f"{SECRET_ADDRESS} 10001", "postal_code": "", "place": "Ingensted"},
        "address_public": False,
    }
    assert person["address"] is None, "this field is the public's, and there is no consent"
    assert "staff" not in served.get("/v1/interpreters/10001").json()


def test_consent_is_told_to_staff(served):
    person = as_role(served, Role.CASE_WORKER).get("/v1/interpreters/10005").json()
    assert person["staff"]["address_public"] is True
    assert person["address"]["address"] == person["staff"]["address"]["address"] == SHOWN_ADDRESS


@pytest.mark.parametrize("role", STAFF)
def test_staff_find_people_who_are_not_listed(served, role):
    served.store.write(operations(unlisted()), "kari", NOW)
    staff = as_role(served, role)
    assert served.get("/v1/interpreters/10008").status_code == 404
    assert staff.get("/v1/interpreters/10008").json()["staff"]["listed_on_day"] is False
    early = staff.get("/v1/interpreters/10001?on=2015-12-31").json()
    assert (early["staff"]["listed_on_day"], early["listed"]) == (False, [{"from": "2016-01-01", "until": None}])
    assert staff.get("/v1/interpreters/99999").status_code == 404


def test_not_even_staff_find_the_deleted(served):
    served.store.write([Delete(record_id("p10001"))], "kari", NOW)
    assert as_role(served, Role.ADMINISTRATOR).get("/v1/interpreters/10001").status_code == 404


def test_a_search_answers_everybody_alike(served):
    served.store.write(operations(unlisted()), "kari", NOW)
    answers = [as_role(served, role).get("/v1/interpreters?order=name").json() for role in Role]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["total"] == 6


# The sync


@pytest.mark.parametrize("role", STAFF)
def test_a_copy_for_staff_is_the_whole_register_and_stays_it(served, role):
    served.store.write(operations(unlisted()), "kari", NOW)
    replica = Replica(as_role(served, role))
    replica.bootstrap()
    assert replica.rows == kept(served.store)
    simulate(served.store, 60, 3, now=NOW)
    served.store.write([Delete(record_id("p10008"))], "kari", NOW)
    replica.follow(limit=7)
    assert replica.rows == kept(served.store)
    assert replica.digests_compared == 2


@pytest.mark.parametrize("role", STAFF)
def test_staff_are_never_told_that_a_record_may_no_longer_be_seen(served, role):
    staff = as_role(served, role)
    cursor, public_cursor = staff.snapshot().cursor, served.snapshot().cursor
    listing = next(id_ for id_, r in some_people()[0] if type(r).__name__ == "Listing")
    served.store.write([Delete(listing)], "kari", NOW)
    told = [(change.op, change.t) for change in staff.changes(cursor).changes]
    seen_anew = ["interpreter", "language", "language", "qualification", "qualification"]
    assert sorted(told) == [("del", "listing"), *(("put", type_) for type_ in seen_anew)]
    assert {change.op for change in served.changes(public_cursor).changes} == {"revoke", "del"}


def test_staff_are_told_of_the_deletion_of_people_whom_the_public_never_saw(served):
    served.store.write(operations(unlisted()), "kari", NOW)
    staff = as_role(served, Role.CASE_WORKER)
    cursor, public_cursor = staff.snapshot().cursor, served.snapshot().cursor
    served.store.write([Delete(record_id("p10008"))], "kari", NOW)
    assert record_id("p10008") in {change.id for change in staff.changes(cursor).changes if change.op == "del"}
    assert served.changes(public_cursor).changes == []


@pytest.mark.parametrize(("given", "asking"), [(one, other) for one in Role for other in Role if one is not other])
def test_a_cursor_is_for_the_role_that_it_was_given_to(served, given, asking):
    cursor = as_role(served, given).snapshot().cursor
    answer = as_role(served, asking).get("/v1/sync/changes", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["type"]) == (410, protocol.PROJECTION_CHANGED)


def test_staff_of_both_roles_share_a_copy_that_the_public_is_not_given(served):
    copies = {role: as_role(served, role).snapshot().snapshot for role in Role}
    assert copies[Role.CASE_WORKER] == copies[Role.ADMINISTRATOR] != copies[Role.PUBLIC]


def test_the_parts_of_the_public_are_not_those_of_staff(served):
    copy = served.snapshot()
    assert as_role(served, Role.CASE_WORKER).get(copy.parts[0].href).status_code == 404


def test_a_withdrawn_consent_ends_the_copies_of_the_public_only(served):
    staff = as_role(served, Role.CASE_WORKER)
    copies = [(served, served.snapshot()), (staff, staff.snapshot())]
    id_, person = some_people()[4][0]
    served.store.write([put(id_, replace(person, address_public=False))], "kari", NOW)
    assert [asking.get(copy.parts[0].href).status_code for asking, copy in copies] == [410, 200]
    assert staff.snapshot().snapshot == copies[1][1].snapshot


def test_staff_may_narrow_a_copy_to_types(served):
    staff = as_role(served, Role.CASE_WORKER)
    copy = staff.snapshot(types=["interpreter"])
    rows = list(read_parts(staff, copy))
    assert {row.t for row in rows} == {"interpreter"} == copy.digest.keys()
    assert all(msgspec.json.decode(row.d)["identity_number"] == IDENTITY_NUMBER for row in rows)


# The sums


def test_both_sums_follow_what_happens(fictional):
    for seed, number in enumerate((20000, 30000, 40000, 50000)):
        simulate(fictional, 25, seed, now=NOW)
        fictional.write(operations(fictional_person(number, listed=())), "kari", NOW)
        fictional.write([put(*fictional_person(number, email="ny@example.no")[0])], "kari", NOW)
        for role in Role:
            assert running(fictional, role) == counted(fictional, role.projection)
    assert running(fictional, Role.PUBLIC) != running(fictional, Role.CASE_WORKER)


def test_a_register_from_before_there_were_roles_gets_the_sums_of_the_whole(fictional):
    fictional.write(operations(unlisted()), "kari", NOW)
    simulate(fictional, 40, 1, now=NOW)
    before = {role: running(fictional, role) for role in Role}
    migrations.migrate_to(fictional.database, 1)
    with fictional.read() as connection:
        assert "tokens" not in inspect(connection).get_table_names()
        assert set(connection.execute(text("SELECT DISTINCT role FROM digests")).scalars()) == {"public"}
    migrations.migrate(fictional.database)
    assert {role: running(fictional, role) for role in Role} == before
    assert running(fictional, Role.CASE_WORKER) == counted(fictional, Projection.FULL)


def test_an_empty_register_from_before_there_were_roles_gets_sums_too(store):
    migrations.migrate_to(store.database, 1)
    migrations.migrate(store.database)
    assert running(store, Role.ADMINISTRATOR) == {}
    store.write(operations(person("Ny Tolk", 1, listed=())), "kari", NOW)
    assert running(store, Role.ADMINISTRATOR) == counted(store, Projection.FULL)


def test_the_category_is_the_same_whoever_asks(served: Served):
    asked = f"/v1/interpreters/10002?on={date(2020, 1, 1)}"
    languages = [as_role(served, role).get(asked).json()["languages"] for role in Role]
    assert languages[0] == languages[1] == languages[2]
    assert languages[0][0]["category"] == "C"
