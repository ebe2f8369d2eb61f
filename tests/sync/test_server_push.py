"""Pushed edits: merged field by field, whole transactions or nothing, told again when sent again."""

from datetime import date, timedelta

import msgspec
import pytest
from sqlalchemy import func, select

from interpreter_app.domain.interpreters import Listing
from sync.register_server import tables
from sync.register_server.records import Delete, record_data
from tests.support.pushing import (
    CHIEF,
    KARI,
    OLA,
    data_of,
    deletion,
    edit,
    entries,
    new_id,
    person_row,
    push_all,
    push_one,
    row_of,
    statuses,
    together,
    update,
)
from tests.support.registers import record_id
from tests.support.server import NOW

pytest_plugins = ["tests.support.server_fixtures"]

YONAS = record_id("p10001")
LISTING = record_id("r2-10001")
NEW_PERSON = record_id("new person")
NEW = record_id("new record")
AUTHORISATION = {"interpreter_id": YONAS, "language": "som", "granted": "2020-01-01"}


def decoded(raw):
    return msgspec.json.decode(raw)


def create(type_, id_, **fields):
    return edit("create", type_, id_, set=fields)


# Updates


def test_an_update_of_what_was_seen_is_applied(fictional):
    before = person_row(fictional)
    result = push_one(fictional, update(before, phone="000 99 999"))
    after = person_row(fictional)
    assert (result.st, result.rev, result.seq) == ("applied", after.rev, after.rev)
    assert before.rev < after.rev == fictional.state().head
    assert decoded(result.d) == data_of(after) == data_of(before) | {"phone": "+47 000 99 999"}


def test_what_others_changed_in_other_fields_merges(fictional):
    seen = person_row(fictional)
    push_one(fictional, update(seen, county="46"), OLA)
    result = push_one(fictional, update(seen, email="ny@example.no"))
    assert result.st == "merged"
    assert decoded(result.d) == data_of(seen) | {"county": "46", "email": "ny@example.no"}


def test_several_edits_of_a_record_in_a_request_are_not_taken_for_others(fictional):
    seen = person_row(fictional)
    results = push_all(fictional, [update(seen, county="46"), update(seen, email="ny@example.no")])
    assert statuses(results) == ["applied", "applied"]
    assert [result.seq for result in results] == [results[0].rev - 1, results[0].rev]
    assert results[0].rev == results[1].rev == person_row(fictional).rev


def test_two_edits_of_a_record_in_a_transaction_have_an_entry_each(fictional):
    seen = person_row(fictional)
    ops = together(update(seen, county="46"), update(seen, email="ny@example.no"))
    push_all(fictional, ops)
    last = entries(fictional)[-2:]
    assert [entry.op_id for entry in last] == [op.op_id for op in ops]
    assert last[0].after == last[1].before
    assert last[0].tx == last[1].tx


def test_the_same_field_changed_by_two_is_a_conflict_that_says_by_whom(fictional):
    seen = person_row(fictional)
    push_one(fictional, update(seen, county="46"), OLA, NOW + timedelta(hours=1))
    push_one(fictional, update(person_row(fictional), email="ny@example.no"), KARI, NOW + timedelta(hours=2))
    now = person_row(fictional)
    result = push_one(fictional, update(seen, county="50", capacity="full_time"))
    assert (result.st, result.fields, result.rev) == ("conflict", ["county"], now.rev)
    assert (result.by, result.at) == ("Ola", (NOW + timedelta(hours=1)).isoformat())
    assert decoded(result.current) == data_of(now)
    assert person_row(fictional) == now, "nothing of it is done"


def test_the_address_conflicts_as_one(fictional):
    seen = person_row(fictional)
    push_one(fictional, update(seen, place="Bergen"), OLA)
    group = {name: data_of(seen).get(name, "") for name in ("address", "postal_code", "place")}
    result = push_one(fictional, update(seen, seen=group, address="Ny vei 1"))
    assert set(result.fields) == {"address", "postal_code", "place"}


def test_what_the_register_has_already_is_a_no_op_with_the_seq_of_the_record(fictional):
    seen = person_row(fictional)
    result = push_one(fictional, update(seen, county="03"))
    assert (result.st, result.seq, result.rev) == ("noop", seen.rev, seen.rev)
    assert fictional.state().head == entries(fictional)[-1].seq


def test_a_cleared_field_leaves_the_record(fictional):
    push_one(fictional, update(person_row(fictional), phone="", county=None))
    assert {"phone", "county"} & data_of(person_row(fictional)).keys() == set()


def test_unknown_fields_are_kept_and_echoed(fictional):
    result = push_one(fictional, update(person_row(fictional), favourite_word="tolk"))
    assert decoded(result.d)["favourite_word"] == "tolk"
    result = push_one(fictional, update(person_row(fictional), county="46"))
    assert decoded(result.d)["favourite_word"] == "tolk"


def test_an_update_of_a_deleted_record_is_a_conflict_with_the_deletion(fictional):
    seen = row_of(fictional, LISTING)
    push_one(fictional, deletion(seen), OLA)
    result = push_one(fictional, update(seen, end_reason="x"))
    assert (result.st, decoded(result.current), result.rev) == ("conflict", None, row_of(fictional, LISTING).rev)
    assert (result.by, result.fields) == ("Ola", ["end_reason"])


def test_an_update_of_a_record_that_the_register_never_had_is_a_conflict(fictional):
    result = push_one(fictional, edit("update", "listing", NEW, set={"end_reason": "x"}))
    assert (result.st, result.rev, result.by) == ("conflict", 0, "")


# Deletions


def test_a_deletion_of_what_was_seen_is_applied_and_the_next_is_a_no_op(fictional):
    seen = row_of(fictional, LISTING)
    first, second = push_one(fictional, deletion(seen)), push_one(fictional, deletion(seen))
    tombstone = row_of(fictional, LISTING)
    assert (first.st, decoded(first.d), first.rev, first.seq) == ("applied", None, tombstone.rev, tombstone.rev)
    assert (second.st, second.seq) == ("noop", tombstone.rev)
    assert (tombstone.deleted, tombstone.data) == (True, b"")


def test_a_person_who_was_made_and_deleted_before_the_number_was_known_goes(fictional):
    made = create("interpreter", NEW_PERSON, first_name="Ny")
    gone = edit("delete", "interpreter", NEW_PERSON, base={"first_name": "Ny"})
    assert statuses(push_all(fictional, [made, gone])) == ["applied", "applied"]


def test_a_deletion_of_what_another_has_changed_is_a_conflict(fictional):
    seen = row_of(fictional, LISTING)
    push_one(fictional, update(seen, listed_until="2027-01-01"), OLA)
    result = push_one(fictional, deletion(seen))
    assert (result.st, result.fields, result.by) == ("conflict", ["listed_until"], "Ola")


def test_a_person_goes_only_with_all_records(fictional):
    rows = [row_of(fictional, id_) for id_ in {entry.record for entry in entries(fictional) if entry.person == YONAS}]
    own = next(row for row in rows if row.id == YONAS)
    others = [row for row in rows if row.id != YONAS]
    push_one(fictional, create("authorisation", NEW, **AUTHORISATION), OLA)
    result = push_all(fictional, together(deletion(own), *map(deletion, others)))
    assert statuses(result) == ["conflict", *["deferred"] * len(others)]
    assert (result[0].fields, result[0].by) == (["records"], "Ola")
    assert not row_of(fictional, others[0].id).deleted
    added = row_of(fictional, NEW)
    again = push_all(fictional, together(deletion(own), *map(deletion, [*others, added])))
    assert set(statuses(again)) == {"applied"}


def test_an_authorisation_goes_only_with_its_withdrawals(fictional):
    push_one(fictional, create("authorisation", NEW, **AUTHORISATION))
    withdrawal = create(
        "withdrawal", record_id("w"), interpreter_id=YONAS, authorisation_id=NEW, withdrawn_from="2021-01-01"
    )
    assert push_one(fictional, withdrawal).st == "applied"
    authorisation = row_of(fictional, NEW)
    push_one(fictional, create("listing", new_id(), interpreter_id=YONAS, listed_from="2026-01-01"), OLA)
    alone = push_one(fictional, deletion(authorisation))
    assert (alone.fields, alone.by) == (["records"], "Kari")
    both = together(deletion(authorisation), deletion(row_of(fictional, record_id("w"))))
    assert statuses(push_all(fictional, both)) == ["applied", "applied"]


# Creations


def test_a_new_person_gets_the_next_number(fictional):
    highest = fictional.state().last_number
    result = push_one(fictional, create("interpreter", NEW_PERSON, first_name="Ny"))
    assert result.st == "applied"
    assert decoded(result.d) == {"first_name": "Ny", "number": highest + 1}
    assert fictional.state().last_number == highest + 1


def test_a_person_whose_transaction_failed_has_taken_no_number(fictional):
    highest = fictional.state().last_number
    bad = create("listing", NEW, interpreter_id=record_id("nobody"), listed_from="2026-01-01")
    good = record_id("another")
    results = push_all(
        fictional,
        [*together(create("interpreter", NEW_PERSON, first_name="Ny"), bad), create("interpreter", good)],
    )
    assert statuses(results) == ["deferred", "rejected", "applied"]
    assert decoded(results[2].d)["number"] == highest + 1
    assert [entry.record for entry in entries(fictional)][-1] == good


def test_a_creation_of_what_is_there_is_a_no_op_or_a_conflict(fictional):
    push_one(fictional, create("authorisation", NEW, **AUTHORISATION))
    assert push_one(fictional, create("authorisation", NEW, **AUTHORISATION)).st == "noop"
    result = push_one(fictional, create("authorisation", NEW, **AUTHORISATION | {"number": "7"}))
    assert (result.st, result.fields) == ("conflict", ["number"])
    first = push_one(fictional, create("interpreter", NEW_PERSON, first_name="Ny"))
    assert push_one(fictional, create("interpreter", NEW_PERSON, first_name="Ny")).seq == first.seq


def test_a_deleted_record_comes_back_only_for_who_saw_its_deletion(fictional):
    listing = row_of(fictional, LISTING)
    deleted = push_one(fictional, deletion(listing))
    blind = edit("create", "listing", LISTING, set=data_of(listing))
    assert push_one(fictional, blind).st == "conflict"
    seeing = edit("create", "listing", LISTING, set=data_of(listing), base_rev=deleted.rev)
    assert push_one(fictional, seeing).st == "applied"
    assert data_of(row_of(fictional, LISTING)) == data_of(listing)
    assert row_of(fictional, LISTING).public


def test_a_person_who_comes_back_has_the_same_number(fictional):
    made = push_one(fictional, create("interpreter", NEW_PERSON, first_name="Ny"))
    deleted = push_one(fictional, deletion(row_of(fictional, NEW_PERSON)))
    push_one(fictional, create("interpreter", record_id("another"), first_name="En annen"))
    back = edit("create", "interpreter", NEW_PERSON, set={"first_name": "Ny"}, base_rev=deleted.rev)
    assert decoded(push_one(fictional, back).d) == decoded(made.d)


def test_a_number_given_before_a_restore_is_given_again(fictional):
    with fictional.database.write() as connection:
        connection.execute(tables.register.update().values(last_number=11006))
    claim = edit("create", "interpreter", NEW_PERSON, set={}, number=10500)
    again = edit("create", "interpreter", record_id("other"), set={}, number=10500)
    taken = edit("create", "interpreter", record_id("third"), set={}, number=10001)
    never = edit("create", "interpreter", record_id("fourth"), set={}, number=2**62)
    results = push_all(fictional, [claim, again, taken, never])
    assert [decoded(result.d)["number"] for result in results] == [10500, 11007, 11008, 11009]


def test_the_number_of_a_deleted_person_is_nobody_elses(fictional):
    made = push_one(fictional, create("interpreter", NEW_PERSON))
    push_one(fictional, deletion(row_of(fictional, NEW_PERSON)))
    number = decoded(made.d)["number"]
    result = push_one(fictional, edit("create", "interpreter", record_id("other"), set={}, number=number))
    assert decoded(result.d)["number"] == number + 1


# What is rejected


@pytest.mark.parametrize(
    ("op", "code", "field"),
    [
        (create("opinion", NEW, text="x"), "unknown-type", "t"),
        (edit("update", "listing", YONAS, set={"end_reason": "x"}), "invalid", "t"),
        (edit("update", "interpreter", YONAS, set={"gender": "Q"}), "invalid", "gender"),
        (edit("update", "interpreter", YONAS, set={"phone": "2200"}), "invalid", "phone"),
        (edit("update", "interpreter", YONAS, set={"email": "nobody"}), "invalid", "email"),
        (edit("update", "interpreter", YONAS, set={"identity_number": "15815512346"}), "invalid", "identity_number"),
        (edit("update", "interpreter", YONAS, set={"postal_code": "15"}), "invalid", "postal_code"),
        (edit("update", "interpreter", YONAS, set={"county": "99"}), "invalid", "county"),
        (edit("update", "interpreter", YONAS, set={"number": 5}), "not-settable", "number"),
        (edit("update", "interpreter", YONAS, set={"phone": ""}, reason="\0"), "invalid", "reason"),
        (edit("update", "interpreter", YONAS, set={"extra": "\0"}), "invalid", ""),
        (edit("update", "listing", LISTING, set={"interpreter_id": NEW}), "not-settable", "interpreter_id"),
        (edit("update", "listing", LISTING, base={"listed_from": "2016-01-01"}, set={"listed_from": 5}), "invalid",
         "listed_from"),
        (create("interpreter", NEW, number=5), "not-settable", "number"),
        (create("language", NEW, interpreter_id=YONAS, language="som", kind="spoken", stated_category="A"),
         "not-settable", "stated_category"),
        (create("language", NEW, interpreter_id=YONAS, language="zzz", kind="spoken"), "invalid", "language"),
        (create("listing", NEW, interpreter_id=YONAS), "invalid", "listed_from"),
        (create("listing", NEW, interpreter_id=record_id("nobody"), listed_from="2026-01-01"), "person-missing",
         "interpreter_id"),
        (create("listing", NEW, interpreter_id=LISTING, listed_from="2026-01-01"), "person-missing", "interpreter_id"),
        (create("listing", NEW, interpreter_id=NEW, listed_from="2026-01-01"), "person-missing", "interpreter_id"),
        (create("listing", NEW, interpreter_id="\u00e5" * 99, listed_from="2026-01-01"), "person-missing",
         "interpreter_id"),
        (create("listing", LISTING, interpreter_id=record_id("p10002"), listed_from="2016-01-01"), "invalid",
         "interpreter_id"),
        (create("withdrawal", NEW, interpreter_id=YONAS, authorisation_id=LISTING, withdrawn_from="2026-01-01"),
         "authorisation-missing", "authorisation_id"),
        (create("withdrawal", NEW, interpreter_id=YONAS, authorisation_id=record_id("r2-10002"),
                withdrawn_from="2026-01-01"), "authorisation-missing", "authorisation_id"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_rejected_with_the_field_at_fault(fictional, op, code, field):
    before = fictional.state()
    result = push_one(fictional, op)
    assert (result.st, result.code, result.field) == ("rejected", code, field)
    assert result.detail
    assert fictional.state() == before


def test_a_register_that_is_not_fictional_takes_no_fiction(store):
    result = push_one(store, create("interpreter", NEW_PERSON, phone="000 12 345"))
    assert (result.st, result.field) == ("rejected", "phone")


def test_values_are_kept_in_their_usual_form(fictional):
    push_one(fictional, create("language", NEW, interpreter_id=YONAS, language="arb", kind="spoken"))
    assert data_of(row_of(fictional, NEW))["language"] == "ara"


def test_a_case_worker_takes_back_own_changes_and_an_administrator_everybodys(fictional):
    seen = person_row(fictional)
    changed = push_one(fictional, update(seen, county="46"), OLA)
    undo = {"undoes": changed.seq, "base": {"county": "46"}, "set": {"county": "03"}}
    result = push_one(fictional, edit("update", "interpreter", YONAS, **undo), KARI)
    assert (result.st, result.code) == ("rejected", "not-allowed")
    assert push_one(fictional, edit("update", "interpreter", YONAS, **undo), CHIEF).st == "merged"
    changed = push_one(fictional, update(person_row(fictional), county="46"), OLA)
    undo["undoes"] = changed.seq
    assert push_one(fictional, edit("update", "interpreter", YONAS, **undo), OLA).st == "merged"


def test_a_change_that_the_history_does_not_have_may_be_taken_back_by_anybody(fictional):
    lost = edit("update", "interpreter", YONAS, undoes=10**6, base={"county": "03"}, set={"county": "46"})
    assert push_one(fictional, lost).st == "merged"


# Transactions


def test_a_transaction_is_done_whole_or_not_at_all(fictional):
    seen = person_row(fictional)
    push_one(fictional, update(seen, county="46"), OLA)
    before = fictional.state()
    ops = together(
        create("authorisation", NEW, **AUTHORISATION), update(seen, county="50"), update(seen, email="a@example.no")
    )
    results = push_all(fictional, ops)
    assert statuses(results) == ["deferred", "conflict", "deferred"]
    assert fictional.state() == before


def test_later_transactions_see_what_earlier_ones_did(fictional):
    ops = [
        create("authorisation", NEW, **AUTHORISATION),
        create("withdrawal", record_id("w"), interpreter_id=YONAS, authorisation_id=NEW, withdrawn_from="2021-01-01"),
    ]
    assert statuses(push_all(fictional, ops)) == ["applied", "applied"]
    transactions = [entry.tx for entry in entries(fictional)[-2:]]
    assert transactions[1] == transactions[0] + 1


def test_a_transaction_that_is_split_in_the_request_is_one(fictional):
    first, last = together(
        create("withdrawal", record_id("w"), interpreter_id=YONAS, authorisation_id=NEW, withdrawn_from="2021-01-01"),
        create("authorisation", NEW, **AUTHORISATION),
    )
    between = update(person_row(fictional), county="46")
    assert statuses(push_all(fictional, [first, between, last])) == ["applied"] * 3
    assert [entry.record for entry in entries(fictional)[-3:]] == [record_id("w"), NEW, YONAS]


def test_what_fails_in_a_transaction_does_not_stop_the_next(fictional):
    ops = [create("opinion", NEW), update(person_row(fictional), county="46")]
    assert statuses(push_all(fictional, ops)) == ["rejected", "applied"]


# Sent again


def test_an_edit_sent_again_is_a_duplicate_with_its_seq_and_the_record_of_now(fictional):
    op = update(person_row(fictional), county="46")
    first = push_one(fictional, op)
    push_one(fictional, update(person_row(fictional), email="ny@example.no"), OLA)
    again = push_one(fictional, op)
    now = person_row(fictional)
    assert (again.st, again.seq, again.rev, decoded(again.d)) == ("duplicate", first.seq, now.rev, data_of(now))
    assert push_one(fictional, op) == again


def test_a_conflict_sent_again_is_the_same_conflict_over_the_record_of_now(fictional):
    seen = person_row(fictional)
    push_one(fictional, update(seen, county="46"), OLA)
    op = update(seen, county="50")
    push_one(fictional, op)
    push_one(fictional, update(person_row(fictional), county="03"), CHIEF)
    again = push_one(fictional, op)
    assert (again.st, again.fields, again.by) == ("conflict", ["county"], "Sjefen")
    assert decoded(again.current)["county"] == "03"


def test_a_rejection_sent_again_is_the_same(fictional):
    op = create("listing", NEW, interpreter_id=NEW_PERSON, listed_from="2026-01-01")
    push_one(fictional, op)
    push_one(fictional, create("interpreter", NEW_PERSON))
    again = push_one(fictional, op)
    assert (again.st, again.code, again.field) == ("rejected", "person-missing", "interpreter_id")


def test_what_was_deferred_is_tried_anew(fictional):
    good, bad = together(create("authorisation", NEW, **AUTHORISATION), create("opinion", record_id("o")))
    assert statuses(push_all(fictional, [good, bad])) == ["deferred", "rejected"]
    assert statuses(push_all(fictional, [good, bad])) == ["deferred", "rejected"]
    assert statuses(push_all(fictional, [good])) == ["applied"]


def test_an_id_that_belongs_to_another_edit_is_rejected(fictional):
    op = update(person_row(fictional), county="46")
    push_one(fictional, op)
    other = msgspec.structs.replace(op, id=record_id("p10002"))
    result = push_one(fictional, other)
    assert (result.st, result.field) == ("rejected", "op_id")


def test_outcomes_are_remembered_for_180_days(fictional):
    op = update(person_row(fictional), county="46")
    push_one(fictional, op)
    assert push_one(fictional, op, now=NOW + timedelta(days=180)).st == "duplicate"
    assert push_one(fictional, op, now=NOW + timedelta(days=180, seconds=1)).st == "noop"


def test_no_content_is_remembered_of_edits(fictional):
    push_one(fictional, update(person_row(fictional), first_name="Hemmelig", phone="Hemmelig"))
    push_one(fictional, update(person_row(fictional), first_name="Hemmelig"))
    with fictional.read() as connection:
        found = connection.execute(select(tables.op_results)).all()
    assert len(found) == 2
    assert "Hemmelig" not in str(found)


# The register follows


def test_sums_search_and_visibility_follow(fictional):
    listing = create("listing", NEW, interpreter_id=NEW_PERSON, listed_from="2026-01-01")
    person = create("interpreter", NEW_PERSON, first_name="Ny", last_name="Tolk")
    push_all(fictional, together(person, listing))
    assert row_of(fictional, NEW_PERSON).public
    with fictional.read() as connection:
        found = select(func.count()).select_from(tables.people).where(tables.people.c.id == NEW_PERSON)
        assert connection.execute(found).scalar_one() == 1
    push_one(fictional, deletion(row_of(fictional, NEW)))
    assert not row_of(fictional, NEW_PERSON).public
    assert row_of(fictional, NEW_PERSON).was_public


def test_the_history_says_who_where_why_and_by_which_edit(fictional):
    op = msgspec.structs.replace(update(person_row(fictional), county="46"), reason="Flyttet")
    push_one(fictional, op)
    last = entries(fictional)[-1]
    assert (last.by, last.device, last.reason, last.op_id) == ("Kari", "kari-pc", "Flyttet", op.op_id)
    assert (last.person, last.at) == (YONAS, NOW.isoformat())


def test_the_program_itself_may_delete_a_person_with_all_records(fictional):
    fictional.write([Delete(YONAS)], "program", NOW)
    relisted = record_data(Listing(interpreter_id=YONAS, listed_from=date(2026, 1, 1)))
    assert push_one(fictional, create("listing", new_id(), **relisted)).code == "person-missing"
