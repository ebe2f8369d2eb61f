"""Departure notes: read strictly from JSON, refused whole, and filled from a call list."""

import json
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.call_lists import Answer, Available, Channel
from interpreter_app.domain.departure_note_entries import departure_note_data, read_departure_note
from interpreter_app.domain.departure_notes import (
    AtHand,
    DepartureNote,
    NotPlanned,
    Planned,
    Tried,
    earliest_from,
    tried_from,
)
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.norwegian_time import LAST_DAY
from interpreter_app.domain.situations import Ground, Method, Proposed
from tests.support.call_lists import NOW, STARTS, at_hand, attempt, call_list, called, contacts, need

ANNA, BILAL = called("Anna", 1, "A"), called("Bilal", 2, "B")
WHOLE: dict[str, Any] = {
    "date": "2026-11-20",
    "time": "14:05",
    "language": "som",
    "grounds": ["emergency", "cannot_wait"],
    "seriousness": "Acute assessment",
    "tried": [
        {
            "name": "Anna",
            "number": 1,
            "category": "A",
            "channel": "phone",
            "at": "2026-11-20T13:55",
            "answer": "later",
            "earliest": "2026-11-21T09:00",
        },
        {"name": "Byrået", "channel": "email", "at": "2026-11-20T13:50", "answer": "cannot"},
    ],
    "earliest_qualified": "2026-11-21",
    "methods_tried": ["telephone", "screen"],
    "used": {"who": "adult_relative", "relation": "cousin"},
    "decided_by": {"name": "Kari Nordmann", "role": "nurse"},
    "follow_up": {"planned": "2026-11-23"},
}


def read(**changes: Any) -> DepartureNote:
    """The note of the whole document with changes; None leaves a field out."""
    return read_departure_note(json.dumps(WHOLE | changes).encode(), NOW)


def test_a_whole_note_is_read():
    assert read() == DepartureNote(
        day=date(2026, 11, 20),
        at=time(14, 5),
        language="som",
        kind=Kind.SPOKEN,
        grounds=(Ground.CANNOT_WAIT, Ground.EMERGENCY),
        seriousness="Acute assessment",
        tried=(
            Tried(
                name="Anna",
                number=1,
                category="A",
                channel=Channel.PHONE,
                at=datetime(2026, 11, 20, 13, 55),
                answer=Answer.LATER,
                earliest=Available(date(2026, 11, 21), time(9)),
            ),
            Tried(name="Byrået", channel=Channel.EMAIL, at=datetime(2026, 11, 20, 13, 50), answer=Answer.CANNOT),
        ),
        earliest=Available(date(2026, 11, 21)),
        methods=(Method.SCREEN, Method.TELEPHONE),
        used=Proposed.ADULT_RELATIVE,
        relation="cousin",
        decided_by="Kari Nordmann",
        role="nurse",
        follow_up=Planned(date(2026, 11, 23)),
    )


def test_what_is_not_known_may_be_left_out():
    note = read(time=None, tried=None, earliest_qualified=None, methods_tried=None, used={"who": "none"})
    assert (note.at, note.tried, note.earliest, note.methods, note.relation) == (None, (), None, (), "")


def test_the_kind_is_the_languages_own_unless_another_is_given():
    assert read(language="nsl").kind is Kind.SIGN
    assert read(language="nor", kind="speech_to_text").kind is Kind.SPEECH_TO_TEXT


def test_a_follow_up_is_planned_or_has_a_reason_for_being_none():
    assert read(follow_up={"planned": "2026-11-20"}).follow_up == Planned(date(2026, 11, 20))
    assert read(follow_up={"not_planned": "the case is closed"}).follow_up == NotPlanned("the case is closed")


@pytest.mark.parametrize("name", ["date", "language", "grounds", "seriousness", "used", "decided_by", "follow_up"])
def test_what_must_be_said_is_asked_for_by_its_field(name):
    with pytest.raises(UserError, match=f"{name} is missing"):
        read(**{name: None})


TRIED = WHOLE["tried"][1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"date": "20.11.2026"}, "date"),
        ({"time": "2 pm"}, "time"),
        ({"time": "14:05+01:00"}, "time"),
        ({"language": "Klingon"}, "language"),
        ({"kind": "whispered"}, "kind"),
        ({"grounds": []}, "grounds"),
        ({"grounds": "emergency"}, "grounds"),
        ({"grounds": ["emergency", "money"]}, r"grounds\[1\]"),
        ({"grounds": [None]}, r"grounds\[0\]"),
        ({"seriousness": "  "}, "seriousness"),
        ({"seriousness": "x" * 501}, "seriousness"),
        ({"seriousness": 3}, "seriousness"),
        ({"tried": [3]}, r"tried\[0\]"),
        ({"tried": [TRIED | {"name": None}]}, r"tried\[0\].name"),
        ({"tried": [TRIED | {"name": ""}]}, r"tried\[0\].name"),
        ({"tried": [TRIED, TRIED | {"channel": "owl"}]}, r"tried\[1\].channel"),
        ({"tried": [TRIED | {"answer": "maybe"}]}, r"tried\[0\].answer"),
        ({"tried": [TRIED | {"at": "2026-11-20"}]}, r"tried\[0\].at"),
        ({"tried": [TRIED | {"category": "F"}]}, r"tried\[0\].category"),
        ({"tried": [TRIED | {"number": 0}]}, r"tried\[0\].number"),
        ({"tried": [TRIED | {"number": 1.5}]}, r"tried\[0\].number"),
        (
            {"tried": [TRIED | {"number": 11019012345}]},
            r"tried\[0\].number must be a whole number from 1 to 999999999,",
        ),
        ({"tried": [TRIED | {"at": "9999-12-31T23:59-12:00"}]}, r"tried\[0\].at"),
        ({"tried": [TRIED | {"at": "0001-01-01T00:00"}]}, r"tried\[0\].at"),
        ({"earliest_qualified": "0001-01-01T00:00+14:00"}, "earliest_qualified"),
        ({"tried": [TRIED | {"earliest": "soon"}]}, r"tried\[0\].earliest"),
        ({"time": "14"}, "time"),
        ({"time": "01010112345"}, "time"),
        ({"earliest_qualified": "soon"}, "earliest_qualified"),
        ({"methods_tried": ["fax"]}, r"methods_tried\[0\]"),
        ({"used": {"relation": "cousin"}}, "used.who"),
        ({"used": {"who": "dog", "relation": "own"}}, "used.who"),
        ({"used": {"who": "child"}}, "used.relation"),
        ({"used": {"who": "other", "relation": " "}}, "used.relation"),
        ({"decided_by": {"name": "Kari"}}, "decided_by.role"),
        ({"decided_by": "Kari"}, "decided_by"),
        ({"follow_up": {}}, "follow_up"),
        ({"follow_up": {"planned": "2026-11-23", "not_planned": "no"}}, "follow_up"),
        ({"follow_up": {"planned": "2026-11-19"}}, "follow_up.planned"),
        ({"follow_up": {"not_planned": " "}}, "follow_up.not_planned"),
        ({"patient": "somebody"}, "patient"),
    ],
)
def test_what_does_not_fit_is_refused_whole_with_its_field(changes, field):
    with pytest.raises(UserError, match=f"^{field}[ :]"):
        read(**changes)


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff", b"3"])
def test_what_is_no_note_is_refused(content):
    with pytest.raises(UserError):
        read_departure_note(content, NOW)


def test_the_fields_hold_no_place_for_whoever_is_served():
    with pytest.raises(UserError) as refused:
        read(served={"name": "x"})
    fields = str(refused.value.values["choices"]).split(", ")
    assert set(fields) == {*WHOLE, "kind"}


LOG = (
    attempt(BILAL, Answer.LATER, 3, Available(date(2026, 11, 24))),
    attempt(ANNA, Answer.NO_ANSWER, 1),
    replace(attempt(ANNA, Answer.CAN, 2), taken_back=NOW),
)
LIST = call_list(ANNA, replace(BILAL, put_off=NOW), log=LOG, need=need(language="ara"))
OWN = {name: value for name, value in WHOLE.items() if name not in ("language", "tried", "earliest_qualified")}


def test_a_call_list_gives_its_attempts_by_time_those_put_off_too_and_those_taken_back_not():
    assert [(one.name, one.at, one.answer) for one in tried_from(LIST)] == [
        ("Anna", datetime(2026, 11, 20, 14, 6), Answer.NO_ANSWER),
        ("Bilal", datetime(2026, 11, 20, 14, 8), Answer.LATER),
    ]


def test_a_call_list_fills_what_the_file_leaves_out():
    on_list = call_list(ANNA, BILAL, log=LOG, need=need(language="ara"))
    note = read_departure_note(json.dumps(OWN).encode(), NOW, at_hand(on_list))
    assert (note.language, note.kind, note.earliest) == ("ara", Kind.SPOKEN, Available(date(2026, 11, 24)))
    assert note.tried == tried_from(on_list)
    assert earliest_from(at_hand(call_list(ANNA, need=need(starts=STARTS)))) is None


def test_whoever_is_no_longer_in_the_register_is_not_the_earliest_who_can_come():
    on_list = call_list(ANNA, BILAL, log=LOG, need=need(language="ara"))
    gone = AtHand(on_list, contacts(ANNA, gone=(BILAL,)))
    note = read_departure_note(json.dumps(OWN).encode(), NOW, gone)
    assert note.earliest is None
    assert note.tried == tried_from(on_list)


def test_what_the_file_says_goes_before_what_the_call_list_knows():
    note = read_departure_note(json.dumps(WHOLE).encode(), NOW, at_hand(LIST))
    assert note == read()


def test_a_call_list_gives_its_kind_with_its_language_only():
    texted = call_list(need=need(language="nor", kind=Kind.SPEECH_TO_TEXT))
    assert read_departure_note(json.dumps(OWN).encode(), NOW, at_hand(texted)).kind is Kind.SPEECH_TO_TEXT
    other = json.dumps(OWN | {"language": "som"}).encode()
    assert read_departure_note(other, NOW, at_hand(texted)).kind is Kind.SPOKEN


_words = st.text(st.characters(categories=("L", "N"), include_characters=" "), min_size=1, max_size=20).filter(
    str.strip
)
_available = st.none() | st.builds(
    Available,
    st.dates(date(2026, 11, 21), LAST_DAY),
    st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0)),
)


@given(
    grounds=st.sets(st.sampled_from(Ground), min_size=1),
    methods=st.sets(st.sampled_from(Method)),
    used=st.sampled_from(Proposed),
    relation=_words,
    reason=_words,
    earliest=_available.filter(lambda when: when is None or when.at is None or when.at.hour > 3),
)
def test_a_note_written_as_json_is_read_back_as_it_was(grounds, methods, used, relation, reason, earliest):
    note = replace(
        read(),
        grounds=tuple(one for one in Ground if one in grounds),
        methods=tuple(one for one in Method if one in methods),
        used=used,
        relation=" ".join(relation.split()),
        follow_up=NotPlanned(" ".join(reason.split())),
        earliest=earliest,
    )
    assert read_departure_note(json.dumps(departure_note_data(note)).encode(), NOW) == note


def test_a_planned_follow_up_is_written_and_read_back():
    note = replace(read(), at=None)
    assert read_departure_note(json.dumps(departure_note_data(note)).encode(), NOW) == note
