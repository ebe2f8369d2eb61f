"""Private notes: kept, read with what is shown, and taken away again, on people who are gone too."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert

from interpreter_app.domain.errors import NotFound, UserError
from interpreter_app.domain.private_notes import Mark
from interpreter_app.store import tables
from interpreter_app.use_cases.find_interpreters import SearchRequest, find_interpreters
from interpreter_app.use_cases.private_notes import find_noted, list_notes, notes_of, write_note
from tests.support.registers import TODAY, person, profile_with, record_id

NOW = datetime(2026, 6, 30, 14, 0, tzinfo=timezone(timedelta(hours=2)))
ONE, GONE, STRANGER = record_id("p10001"), record_id("p10002"), record_id("p99999")
ENDED = [(date(2016, 1, 1), date(2020, 1, 1))]


@pytest.fixture
def profile(tmp_path):
    opened = profile_with(tmp_path, [person(), person("Tigist Haile", 10002, listed=ENDED), person("Ola Vik", 10003)])
    yield opened
    opened.close()


def test_what_is_noted_is_read_back(profile):
    written = write_note(profile, ONE, [Mark.PREFERRED, Mark.CONFLICT_OF_INTEREST], "  Ring etter tolv.\nHels.  ", NOW)
    assert (written.text, written.changed.tzinfo) == ("Ring etter tolv.\nHels.", UTC)
    assert notes_of(profile, [STRANGER, ONE]) == {ONE: written}


def test_a_newer_note_takes_the_place_of_the_older(profile):
    write_note(profile, ONE, [Mark.PREFERRED], "Bra", NOW)
    newer = write_note(profile, ONE, [Mark.DO_NOT_USE], "", NOW)
    assert notes_of(profile, [ONE]) == {ONE: newer}


def test_a_note_that_says_nothing_is_taken_away(profile):
    write_note(profile, ONE, [Mark.PREFERRED], "Bra", NOW)
    write_note(profile, ONE, [], " \n", NOW)
    assert list_notes(profile, TODAY) == []


def test_marks_that_exclude_each_other_leave_the_note_as_it_was(profile):
    kept = write_note(profile, ONE, [Mark.PREFERRED], "Bra", NOW)
    with pytest.raises(UserError):
        write_note(profile, ONE, [Mark.PREFERRED, Mark.DO_NOT_USE], "", NOW)
    assert notes_of(profile, [ONE]) == {ONE: kept}


def test_of_nobody_there_are_no_notes(profile):
    assert notes_of(profile, []) == {}


def test_more_people_than_one_statement_takes_are_read(profile, monkeypatch):
    monkeypatch.setattr("interpreter_app.store.private_notes.MOST_VALUES", 1)
    ids = [ONE, GONE]
    for id_ in ids:
        write_note(profile, id_, [], "x", NOW)
    assert list(notes_of(profile, ids)) == ids


def test_all_notes_are_listed_those_changed_last_first(profile):
    for minutes, id_ in enumerate((ONE, STRANGER, GONE)):
        write_note(profile, id_, [], "x", NOW + timedelta(minutes=minutes))
    assert [(one.note.person, one.number, one.name, one.listed) for one in list_notes(profile, TODAY)] == [
        (GONE, 10002, "", False),
        (STRANGER, None, "", False),
        (ONE, 10001, "Yonas Tekle", True),
    ]


@pytest.mark.parametrize("key", ["10001", ONE])
def test_a_person_is_found_by_number_and_by_id(profile, key):
    found = find_noted(profile, key, TODAY, NOW)
    assert (found.note.person, found.name, found.note.says_something) == (ONE, "Yonas Tekle", False)


def test_a_note_on_somebody_who_is_gone_is_found_by_id(profile):
    write_note(profile, STRANGER, [], "x", NOW)
    assert find_noted(profile, STRANGER, TODAY, NOW).note.text == "x"


@pytest.mark.parametrize("key", ["10009", STRANGER])
def test_of_whom_nothing_is_known_nothing_is_found(profile, key):
    with pytest.raises(NotFound):
        find_noted(profile, key, TODAY, NOW)


def test_marks_change_neither_who_is_found_nor_the_order(profile):
    before = find_interpreters(profile, SearchRequest(), TODAY).rows
    write_note(profile, before[0].id, [Mark.DO_NOT_USE], "", NOW)
    assert find_interpreters(profile, SearchRequest(), TODAY).rows == before


def test_a_mark_of_a_later_program_is_passed_over(profile):
    with profile.database.write() as connection:
        row = {"person": ONE, "marks": ["preferred", "later"], "text": "", "changed": NOW.isoformat()}
        connection.execute(insert(tables.private_notes).values(row))
    assert notes_of(profile, [ONE])[ONE].marks == {Mark.PREFERRED}


@pytest.mark.parametrize("text", ["Kona: 17054026641", "170540 26641", "a\u202eb", "a\x1b[31m", "a\ud800", "x" * 2001])
def test_a_text_that_must_not_be_kept_is_refused_and_the_note_stays(profile, text):
    kept = write_note(profile, ONE, [Mark.PREFERRED], "Bra", NOW)
    with pytest.raises(UserError):
        write_note(profile, ONE, [], text, NOW)
    assert notes_of(profile, [ONE]) == {ONE: kept}
