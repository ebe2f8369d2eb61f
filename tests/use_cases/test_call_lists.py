"""Call lists over a register: who can be shortlisted, on which list, and two programs on one file."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.call_lists import Answer, Called, Contact
from interpreter_app.domain.errors import NotFound, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Method, Sector
from interpreter_app.unit import NO_UNIT, Unit
from interpreter_app.use_cases.call_lists import (
    add_by_number,
    begin_call_list,
    change_call_list,
    change_need,
    checked_need,
    contacts_of,
    delete_call_lists,
    get_call_list,
    get_call_lists,
    list_call_lists,
    shortlist,
    with_unit,
)
from interpreter_app.use_cases.open_profile import Profile, open_profile
from tests.support.call_lists import NOW, STARTS, attempt, need, whole_need
from tests.support.registers import bachelor, credits_30, person, profile_with, record_id

TODAY = NOW.date()
PEOPLE = [
    person("Anna Aas", 1, ["som"], phone="+47 000 00 001", email="anna@example.no"),
    person("Bilal Berg", 2, ["som"], [credits_30()]),
    person("Cawo Dahl", 3, ["prs"], [bachelor("prs")]),
    person("Dora Eng", 4, [("nsl", Kind.SIGN), ("nor", Kind.SPEECH_TO_TEXT)], []),
    person("Emir Foss", 5, ["hbs"], [bachelor("hbs")]),
    person("Frida Gone", 6, ["som"], listed=[(date(2016, 1, 1), date(2020, 1, 1))]),
    person("Gro Haug", 7, ["som", "ara"], [credits_30("som"), bachelor("ara")]),
]


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = profile_with(tmp_path, PEOPLE)
    yield made
    made.close()


@pytest.fixture
def begin(profile, new_id):
    """Begins lists, a minute after each other."""
    minutes = count()
    return lambda wanted: begin_call_list(profile, wanted, now=NOW + timedelta(minutes=next(minutes)), new_id=new_id)


@pytest.fixture
def put(profile, new_id):
    """Puts people on lists by number."""
    minutes = count(30)

    def put_(number: int, language: str | None = None, kind: Kind | None = None):
        now = NOW + timedelta(minutes=next(minutes))
        return shortlist(profile, record_id(f"p{number}"), language, kind, today=TODAY, now=now, new_id=new_id)

    return put_


def numbers(call_list) -> list[int | None]:
    return [one.number for one in call_list.people]


def test_the_current_list_is_the_newest_that_is_not_closed(profile, begin):
    with pytest.raises(NotFound):
        get_call_list(profile)
    first, second = begin(need()), begin(need(language="ara"))
    assert get_call_list(profile) == second
    change_call_list(profile, None, lambda one: rules.close(one, NOW), now=NOW)
    assert get_call_list(profile) == first
    assert [one.id for one in list_call_lists(profile)] == [second.id, first.id]


def test_a_list_is_found_by_its_id_in_letters_of_any_size(profile):
    made = begin_call_list(profile, need(), now=NOW, new_id=lambda: "01a1f982-8afd-74ba-a75e-861885db7af3")
    assert get_call_list(profile, made.id.upper()) == made


def test_a_closed_list_is_shown_and_not_changed(profile, begin):
    made = begin(need())
    change_call_list(profile, made.id, lambda one: rules.close(one, NOW), now=NOW)
    assert get_call_list(profile, made.id).closed == NOW
    with pytest.raises(UserError, match="closed"):
        add_by_number(profile, made.id, [1], today=TODAY, now=NOW)


def test_people_come_with_what_the_register_says_of_them_today(profile, begin):
    begin(need())
    added = add_by_number(profile, None, [1, 2, 7], today=TODAY, now=NOW).people
    assert [(one.name, one.category) for one in added] == [("Anna Aas", "B"), ("Bilal Berg", "D"), ("Gro Haug", "D")]
    assert get_call_list(profile).people == added


@pytest.mark.parametrize(("number", "error"), [(3, UserError), (6, NotFound), (99, NotFound)])
def test_somebody_of_another_language_or_not_listed_stops_all(profile, begin, number, error):
    """Dari is no substitute for Somali, and who is not listed is not found."""
    begin(need())
    with pytest.raises(error):
        add_by_number(profile, None, [1, number], today=TODAY, now=NOW)
    assert get_call_list(profile).people == ()


def test_somebody_of_a_bundle_is_on_the_list_for_a_member(profile, begin):
    begin(need(language="bos"))
    assert add_by_number(profile, None, [5], today=TODAY, now=NOW).people[0].category == "B"


def test_the_first_who_is_shortlisted_begins_a_list_for_the_language_searched_for(put):
    first = put(7, "som")
    assert (first.began, first.already, first.call_list.need) == (True, False, need())
    assert first.called.category == "D"


def test_without_a_language_searched_for_it_is_the_one_with_the_best_category(put):
    assert put(7).call_list.need.language == "ara"


def test_the_next_ones_come_on_the_same_list_once(put, profile):
    first = put(1, "som")
    second, again = put(2, "som"), put(2, "som")
    assert (second.began, second.already) == (False, False)
    assert (again.began, again.already) == (False, True)
    assert numbers(get_call_list(profile, first.call_list.id)) == [1, 2]


def test_without_a_language_searched_for_the_current_lists_counts(put):
    put(1, "som")
    assert put(7).call_list.need.language == "som"
    with pytest.raises(UserError, match="Cawo Dahl is not listed for this language"):
        put(3)


def test_languages_are_never_mixed_and_an_open_list_for_the_language_is_found_again(put, profile):
    somali = put(1, "som")
    dari = put(3, "prs")
    back = put(2, "som")
    assert (dari.began, back.began) == (True, False)
    assert numbers(get_call_list(profile, somali.call_list.id)) == [1, 2]
    assert numbers(get_call_list(profile, dari.call_list.id)) == [3]


def test_kinds_are_not_mixed_either(put):
    assert put(4, "nor", Kind.SPEECH_TO_TEXT).call_list.need == need(language="nor", kind=Kind.SPEECH_TO_TEXT)
    signed = put(4, "nsl")
    assert (signed.began, signed.call_list.need.kind, signed.called.category) == (True, Kind.SIGN, "")


@pytest.mark.parametrize("number", [6, 99])
def test_only_who_is_listed_today_is_shortlisted(put, profile, number):
    with pytest.raises(NotFound):
        put(number, "som")
    assert list_call_lists(profile) == []


def test_what_is_needed_is_changed_but_not_the_language_of_people_chosen_for_it(profile, begin):
    made = begin(need())
    assert change_need(profile, None, need(language="arb"), now=NOW).need.language == "ara"
    change_need(profile, None, need(), now=NOW)
    add_by_number(profile, made.id, [1], today=TODAY, now=NOW)
    assert change_need(profile, made.id, whole_need(), now=NOW).need == whole_need()
    with pytest.raises(UserError, match="another language"):
        change_need(profile, made.id, need(language="ara"), now=NOW)


@pytest.mark.parametrize(
    "details",
    [
        {"language": "Klingon"},
        {"minutes": 0},
        {"minutes": 1441},
        {"starts": datetime(2026, 3, 29, 2, 30)},
        {"place": "x" * 201},
        {"place": "Rom 2, 010190 12345"},
        {"contact": "01019012345"},
    ],
)
def test_a_need_that_cannot_be_is_refused_and_nothing_is_kept(profile, begin, details):
    with pytest.raises(UserError):
        begin(need(**details))
    assert list_call_lists(profile) == []


def test_texts_of_a_need_are_kept_on_one_line():
    assert checked_need(need(place="  Rom 2\n i  kjelleren ")).place == "Rom 2 i kjelleren"


UNIT = Unit(
    name="Helsestasjonen", sector=Sector.HEALTH, contact="Kari", phone="1", email="k@example.no", address="Storgata 1"
)


def test_the_unit_says_what_the_list_leaves_out():
    filled = with_unit(need(place="Rom 2", contact="Ola"), UNIT)
    assert (filled.place, filled.contact, filled.unit, filled.sector) == ("Rom 2", "Ola", "Helsestasjonen", "health")
    assert (filled.phone, filled.email) == ("1", "k@example.no")
    assert with_unit(whole_need(), NO_UNIT) == whole_need()


@pytest.mark.parametrize(
    ("method", "place"),
    [(None, "Storgata 1"), (Method.ON_SITE, "Storgata 1"), (Method.SCREEN, ""), (Method.TELEPHONE, "")],
)
def test_the_units_address_is_the_place_only_where_the_interpreter_comes_there(method, place):
    assert with_unit(need(method=method), UNIT).place == place


def test_two_programs_on_one_file_lose_no_attempt_of_each_other(profile, begin, tmp_path):
    made = begin(need())
    added = add_by_number(profile, made.id, [1, 2], today=TODAY, now=NOW)
    other = open_profile("register", tmp_path / "register.register")
    rounds, together = 20, threading.Barrier(2)

    def log_many(desk: Profile, called: rules.Called, answer: Answer) -> None:
        together.wait()
        for minute in range(rounds):
            entry = attempt(called, answer, minute)
            change_call_list(desk, made.id, partial(rules.log_attempt, attempt=entry), now=entry.at)

    first = threading.Thread(target=log_many, args=(profile, added.people[0], Answer.NO_ANSWER))
    second = threading.Thread(target=log_many, args=(other, added.people[1], Answer.CALL_BACK))
    for thread in (first, second):
        thread.start()
    for thread in (first, second):
        thread.join()
    log = get_call_list(other, made.id).log
    other.close()
    for called in added.people:
        assert [one.at for one in log if one.person == called.person] == [
            NOW + timedelta(minutes=minute) for minute in range(rounds)
        ]


def test_a_change_that_fails_changes_nothing(profile, begin):
    made = begin(need(starts=STARTS))

    def fail(one):
        rules.remove_person(one, "p1", NOW)
        return replace(one, agreed="p1")

    with pytest.raises(NotFound):
        change_call_list(profile, made.id, fail, now=NOW)
    assert get_call_list(profile, made.id) == made


def everybody(*numbers: int) -> rules.CallList:
    """A list of these people, whether the register has them or not."""
    people = tuple(Called(person=record_id(f"p{number}"), number=number, name=f"N{number}") for number in numbers)
    return rules.CallList(id="x", made=NOW, need=need(), people=people)


def contacts_by_number(profile, shown: rules.CallList, day: date) -> list[Contact | None]:
    found = contacts_of(profile, [shown], day)
    return [found[one.person] for one in shown.people]


def test_people_are_reached_as_the_register_says_now_and_nobody_who_is_not_listed_that_day(profile):
    """Number 6 was listed until 2020, and nobody has number 99."""
    anna = Contact("+47 000 00 001", "anna@example.no")
    assert contacts_by_number(profile, everybody(1, 3, 6, 99), TODAY) == [anna, Contact(), None, None]
    assert contacts_by_number(profile, everybody(1, 6), date(2019, 12, 31))[1] == Contact()
    assert contacts_by_number(profile, everybody(6), date(2020, 1, 1)) == [None]
    assert contacts_of(profile, [], TODAY) == {}


def test_where_a_telephone_was_changed_in_the_register_the_new_one_counts(tmp_path, begin, profile):
    begin(need())
    listed = add_by_number(profile, None, [1, 2], today=TODAY, now=NOW)
    moved = person("Anna Aas", 1, ["som"], phone="+47 000 00 099")
    other = profile_with(tmp_path, [moved], name="other")
    found = contacts_of(other, [listed], TODAY)
    other.close()
    assert found == {listed.people[0].person: Contact("+47 000 00 099"), listed.people[1].person: None}


def test_a_deleted_list_is_gone_with_all_that_was_on_it_open_or_closed(profile, begin):
    first, second, third = begin(need()), begin(need(language="ara")), begin(need(language="prs"))
    change_call_list(profile, first.id, lambda one: rules.close(one, NOW), now=NOW)
    gone = delete_call_lists(profile, [first.id.upper(), second.id, second.id], now=NOW)
    assert [one.id for one in gone] == [first.id, second.id]
    assert list_call_lists(profile) == [third]
    assert profile.own().call_lists == 1
    for again in (
        lambda: get_call_list(profile, first.id),
        lambda: add_by_number(profile, second.id, [7], today=TODAY, now=NOW),
    ):
        with pytest.raises(NotFound):
            again()


def test_lists_are_deleted_all_of_them_or_none(profile, begin):
    made = begin(need())
    for act in (
        lambda: delete_call_lists(profile, [made.id, "other"], now=NOW),
        lambda: get_call_lists(profile, [made.id, "other"]),
    ):
        with pytest.raises(NotFound):
            act()
    assert list_call_lists(profile) == get_call_lists(profile, [made.id, made.id]) == [made]


def test_a_list_that_somebody_is_put_on_after_it_was_deleted_is_a_new_one(put, profile):
    before = put(1, "som").call_list
    delete_call_lists(profile, [before.id], now=NOW + timedelta(hours=1))
    after = put(2, "som")
    assert (after.began, numbers(after.call_list)) == (True, [2])
