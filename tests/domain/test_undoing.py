"""Undoing changes: which edits take them back, and what stands in the way."""

from datetime import UTC, datetime, timedelta

from interpreter_app.domain.edits import Act
from interpreter_app.domain.history import HistoryEntry
from interpreter_app.domain.undoing import LaterChange, Obstacle, RecordNow, Undoing, UndoPlan

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
OWN = {"number": 10001, "first_name": "Åse", "phone": "1"}
LANGUAGE = {"interpreter_id": "p", "language": "som", "kind": "spoken"}
AUTHORISATION = {"interpreter_id": "p", "language": "som", "granted": "2010-01-01", "number": "17"}
WITHDRAWAL = {"interpreter_id": "p", "authorisation_id": "a", "withdrawn_from": "2020-01-01"}


def entry(seq, before, after, *, record="p", type_="interpreter", **details) -> HistoryEntry:
    return HistoryEntry(
        seq=seq,
        tx=seq,
        person="p",
        record=record,
        type=type_,
        deleted=after is None and not details.get("erased"),
        at=AT,
        by="Kari",
        before=before,
        after=after,
        **details,
    )


def now(fields=OWN, type_="interpreter", rev=9) -> RecordNow:
    return RecordNow("p", type_, rev, fields)


def later(seq, *names, record="p", by="Ola") -> LaterChange:
    return LaterChange(record, seq, frozenset(names), by, AT + timedelta(hours=seq or 0))


def undone(records, *entries, since=()):
    undoing = Undoing(records, since)
    return undoing.undo(entries), undoing.lines


def obstacles(lines):
    return [line.obstacle for line in lines]


def test_a_changed_field_goes_back():
    (draft,), (line,) = undone({"p": now({**OWN, "phone": "2"})}, entry(5, OWN, {**OWN, "phone": "2"}))
    assert (draft.act, draft.base, draft.set, draft.base_rev, draft.undoes) == (
        Act.UPDATE,
        {"phone": "2"},
        {"phone": "1"},
        9,
        5,
    )
    assert (line.field, line.now, line.back, line.obstacle, line.number) == ("phone", "2", "1", None, 10001)


def test_other_fields_stay_as_others_have_made_them():
    changed = {**OWN, "phone": "2", "email": "a@example.no"}
    (draft,), _ = undone({"p": now(changed)}, entry(5, OWN, {**OWN, "phone": "2"}))
    assert draft.set == {"phone": "1"}


def test_a_field_that_was_empty_becomes_empty_again():
    (draft,), _ = undone({"p": now({**OWN, "county": "03"})}, entry(5, OWN, {**OWN, "county": "03"}))
    assert draft.set == {"county": None}


def test_fields_that_must_not_part_are_seen_together():
    before = {**OWN, "address": "Gata 1", "postal_code": "0001", "place": "Oslo"}
    after = {**before, "address": "Gata 2"}
    (draft,), _ = undone({"p": now(after)}, entry(5, before, after))
    assert draft.set == {"address": "Gata 1"}
    assert draft.base == {"address": "Gata 2", "postal_code": "0001", "place": "Oslo"}


def test_an_address_of_which_others_have_changed_a_part_stays():
    before = {**OWN, "address": "Gata 1", "place": "Oslo"}
    after = {**before, "address": "Gata 2"}
    moved = now({**after, "place": "Bergen"})
    drafts, (line,) = undone({"p": moved}, entry(5, before, after), since=[later(7, "place")])
    assert drafts == ()
    assert (line.obstacle, line.by, line.at) == (Obstacle.CHANGED, "Ola", AT + timedelta(hours=7))


def test_what_others_changed_since_is_told_and_the_rest_is_undone():
    after = {**OWN, "phone": "2", "email": "b@example.no"}
    now_ = now({**after, "phone": "3"})
    (draft,), lines = undone({"p": now_}, entry(5, OWN, after), since=[later(8, "county"), later(7, "phone")])
    assert draft.set == {"email": ""}
    assert {line.field: (line.obstacle, line.by, line.at) for line in lines} == {
        "phone": (Obstacle.CHANGED, "Ola", AT + timedelta(hours=7)),
        "email": (None, "", None),
    }
    assert not UndoPlan("5", tuple(lines), ((draft,),)).is_whole


def test_what_is_changed_here_and_not_sent_is_told_as_such():
    after = {**OWN, "phone": "2"}
    since = [later(None, "phone", by="Kari")]
    _, (line,) = undone({"p": now({**OWN, "phone": "3"})}, entry(5, OWN, after), since=since)
    assert (line.obstacle, line.unsent) == (Obstacle.CHANGED, True)


def test_what_is_as_before_needs_nothing():
    drafts, lines = undone({"p": now()}, entry(5, OWN, {**OWN, "phone": "2"}))
    assert (drafts, obstacles(lines)) == ((), [Obstacle.ALREADY])
    assert UndoPlan("5", tuple(lines), ()).is_whole


def test_a_record_that_is_gone_is_not_changed():
    drafts, lines = undone({}, entry(5, OWN, {**OWN, "phone": "2"}), since=[later(7)])
    assert (drafts, obstacles(lines), lines[0].by) == ((), [Obstacle.DELETED], "Ola")


def test_a_new_record_goes():
    records = {"p": now(), "r": now(LANGUAGE, "language", 5)}
    (draft,), (line,) = undone(records, entry(5, None, LANGUAGE, record="r", type_="language"))
    assert (draft.act, draft.base, draft.base_rev) == (Act.DELETE, LANGUAGE, 5)
    assert (line.act, line.field, line.obstacle) == (Act.DELETE, None, None)


def test_a_new_record_that_has_gone_already_needs_nothing():
    new = entry(5, None, LANGUAGE, record="r", type_="language")
    drafts, lines = undone({"p": now()}, new, since=[later(7, record="r")])
    assert (drafts, obstacles(lines)) == ((), [Obstacle.ALREADY])


def test_a_new_record_that_others_have_changed_stays():
    records = {"p": now(), "r": now({**LANGUAGE, "kind": "sign"}, "language")}
    new = entry(5, None, LANGUAGE, record="r", type_="language")
    drafts, lines = undone(records, new, since=[later(7, "kind", record="r")])
    assert (drafts, obstacles(lines), lines[0].by) == ((), [Obstacle.CHANGED], "Ola")


def test_the_number_that_the_register_gave_does_not_keep_a_new_person():
    (draft,), _ = undone({"p": now()}, entry(5, None, {"first_name": "Åse", "phone": "1"}))
    assert (draft.act, draft.base) == (Act.DELETE, OWN)


def test_a_new_person_to_whom_others_have_added_stays():
    records = {"p": now(), "r": now(LANGUAGE, "language")}
    drafts, lines = undone(records, entry(5, None, OWN), since=[later(7, record="r")])
    assert (drafts, obstacles(lines), lines[0].by) == ((), [Obstacle.IN_USE], "Ola")


def test_an_authorisation_that_was_withdrawn_since_stays():
    records = {"p": now(), "a": now(AUTHORISATION, "authorisation"), "w": now(WITHDRAWAL, "withdrawal")}
    drafts, lines = undone(records, entry(5, None, AUTHORISATION, record="a", type_="authorisation"))
    assert (drafts, obstacles(lines)) == ((), [Obstacle.IN_USE])


def test_the_number_of_an_authorisation_comes_back():
    gone = entry(5, AUTHORISATION, None, record="a", type_="authorisation")
    (draft,), _ = undone({"p": now()}, gone)
    assert (draft.act, draft.set, draft.base_rev) == (Act.CREATE, AUTHORISATION, 5)


def test_a_deleted_person_comes_back_without_the_number_which_the_register_gives():
    (draft,), (line,) = undone({}, entry(5, OWN, None))
    assert (draft.act, draft.set, draft.base_rev) == (Act.CREATE, {"first_name": "Åse", "phone": "1"}, 5)
    assert line.number == 10001


def test_with_a_person_come_the_records_of_the_person():
    whole = [entry(6, OWN, None), entry(5, LANGUAGE, None, record="r", type_="language")]
    drafts, lines = undone({}, *whole)
    assert [draft.record for draft in drafts] == ["p", "r"]
    assert obstacles(lines) == [None, None]


def test_a_record_does_not_come_back_to_a_person_who_is_gone():
    drafts, lines = undone({}, entry(5, LANGUAGE, None, record="r", type_="language"))
    assert (drafts, obstacles(lines)) == ((), [Obstacle.NO_OWNER])


def test_a_withdrawal_does_not_come_back_to_an_authorisation_that_is_gone():
    drafts, lines = undone({"p": now()}, entry(5, WITHDRAWAL, None, record="w", type_="withdrawal"))
    assert (drafts, obstacles(lines)) == ((), [Obstacle.NO_OWNER])


def test_a_record_that_has_come_back_needs_nothing():
    records = {"p": now(), "r": now(LANGUAGE, "language")}
    drafts, lines = undone(records, entry(5, LANGUAGE, None, record="r", type_="language"))
    assert (drafts, obstacles(lines)) == ((), [Obstacle.ALREADY])


def test_a_record_that_came_back_and_went_again_is_left_to_who_deleted_it():
    gone = entry(5, LANGUAGE, None, record="r", type_="language")
    drafts, lines = undone({"p": now()}, gone, since=[later(9, record="r"), later(7, record="r")])
    assert (drafts, obstacles(lines), lines[0].at) == ((), [Obstacle.CHANGED], AT + timedelta(hours=9))


def test_what_the_law_has_erased_does_not_come_back():
    for erased in (entry(5, None, None, erased=True), entry(5, None, None)):
        drafts, lines = undone({"p": now()}, erased)
        assert (drafts, obstacles(lines)) == ((), [Obstacle.ERASED])


def test_changes_of_one_field_go_back_one_by_one():
    first, second = entry(5, OWN, {**OWN, "phone": "2"}), entry(6, {**OWN, "phone": "2"}, {**OWN, "phone": "3"})
    drafts, lines = undone({"p": now({**OWN, "phone": "3"})}, second, first)
    assert [(draft.base, draft.set) for draft in drafts] == [
        ({"phone": "3"}, {"phone": "2"}),
        ({"phone": "2"}, {"phone": "1"}),
    ]
    assert obstacles(lines) == [None, None]


def test_a_change_that_did_nothing_is_left():
    undoing = Undoing({"p": now()}, ())
    undoing.leave(entry(5, OWN, OWN), Obstacle.NOTHING)
    assert obstacles(undoing.lines) == [Obstacle.NOTHING]
    assert UndoPlan("5", tuple(undoing.lines), ()).is_whole


def test_a_new_person_to_whom_something_belongs_by_now_is_not_taken_away():
    records = {"p": now(), "l": now(LANGUAGE, "language")}
    drafts, lines = undone(records, entry(5, None, OWN))
    assert (drafts, obstacles(lines)) == ((), [Obstacle.IN_USE])
