"""The public register's search answer is taken over as it is stated, and nothing in it is guessed."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.categories import Category, Pair
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.public_register import read_public_answer

EXAMPLE = (Path(__file__).parents[1] / "data" / "public-search.json").read_bytes()
SOMALI = Pair("som", Kind.SPOKEN)


def language(code="SOM", rank=11, tolktype="Talespråktolk", **more):
    return {"code": code, "name": "", "tolktype": tolktype, "qualificationRank": rank, **more}


def entry(number=1, **fields):
    plain = {
        "tolkId": number,
        "firstname": "Ayaan",
        "middlename": "",
        "lastname": "Warsame",
        "chosenname": "",
        "domiciliated": "Oslo",
        "showAdressInSearch": False,
        "adress": "",
        "languages": [language()],
    }
    return plain | fields


def read(*entries):
    return read_public_answer(json.dumps({"personResults": entries}).encode())


def one(**fields):
    (person,) = read(entry(**fields)).people
    return person


def remarks(answer):
    return [(one.index, one.number, one.field) for one in answer.warnings]


def test_the_example_is_answered_right():
    answer = read_public_answer(EXAMPLE)
    assert (answer.read, len(answer.people), answer.merged) == (20, 16, 1)
    assert [(one.index, one.number) for one in answer.skipped] == [(12, 10012), (13, 10013), (19, 10019)]
    assert remarks(answer) == [(3, 10004, "domiciliated"), (10, 10011, "domiciliated")]
    people = {person.number: person for person in answer.people}
    assert people[10003].categories == {Pair("hbs", Kind.SPOKEN): Category.B}
    assert people[10004].categories == {Pair("ces-slk", Kind.SPOKEN): Category.D}
    assert people[10004].county is None
    assert people[10005].address == "Eksempelveien 1, 1400 Ski"
    assert people[10006].address == ""
    assert people[10007].first_name == "Olena"
    assert people[10010].county is None
    assert people[10011].county == "40"
    assert people[10014].categories[Pair("ara", Kind.SPOKEN)] is Category.A
    assert people[10017].categories == {
        Pair("nsl", Kind.SIGN): Category.B,
        Pair("nor", Kind.SPEECH_TO_TEXT): Category.D,
    }


def test_an_answer_with_nobody_is_an_answer():
    answer = read()
    assert (answer.read, answer.people, answer.skipped) == (0, (), ())


@pytest.mark.parametrize("number", [None, "", 0, -1, 1.5, True, "abc", "1e3", "١٢", 2**63, "9" * 5000, " "])
def test_without_a_register_number_a_person_is_skipped(number):
    answer = read(entry(number))
    assert [(one.index, one.number) for one in answer.skipped] == [(0, None)]
    assert answer.people == ()


@pytest.mark.parametrize(("given", "number"), [(1, 1), ("14207", 14207), (" 007 ", 7), (2**63 - 1, 2**63 - 1)])
def test_a_number_may_be_written_as_digits(given, number):
    assert one(number=given).number == number


@pytest.mark.parametrize(
    ("rank", "category"), [(11, "A"), ("21", "B"), (31, "C"), ("4", "D"), (52, "E"), (" 51 ", "E")]
)
def test_the_first_digit_of_the_rank_states_the_category(rank, category):
    assert one(languages=[language(rank=rank)]).categories == {SOMALI: Category(category)}


@pytest.mark.parametrize("rank", ["", None, 0, 61, "A", -11, True, 1.1, "1.1", "x1", "١١"])
def test_a_language_without_a_usable_rank_is_left_out(rank):
    answer = read(entry(languages=[language(rank=rank), language("POL", 31)]))
    assert answer.people[0].categories == {Pair("pol", Kind.SPOKEN): Category.C}
    assert remarks(answer) == [(0, 1, "languages[0].qualificationRank")]


@pytest.mark.parametrize("code", ["XXA", "", None, 5, "Somali", "SO M"])
def test_a_language_with_an_unknown_code_is_left_out(code):
    answer = read(entry(languages=[language("POL", 31), language(code)]))
    assert set(answer.people[0].categories) == {Pair("pol", Kind.SPOKEN)}
    assert remarks(answer) == [(0, 1, "languages[1].code")]


@pytest.mark.parametrize(
    ("code", "tolktype", "pair"),
    [
        ("SOM", "Talespråktolk", ("som", "spoken")),
        ("som", "TALESPRÅKTOLK", ("som", "spoken")),
        ("SOM", "", ("som", "spoken")),
        ("NSL", None, ("nsl", "sign")),
        ("NSL", "Tegnspråktolk", ("nsl", "sign")),
        ("NSL", "Døvblindetolk", ("nsl", "deafblind")),
        ("NOR", "Skrivetolk", ("nor", "speech_to_text")),
        ("ARB", "Talespråktolk", ("ara", "spoken")),
        ("HBS", "Talespråktolk", ("hbs", "spoken")),
        ("CES", "Talespråktolk", ("ces-slk", "spoken")),
    ],
)
def test_code_and_type_say_what_a_person_is_listed_for(code, tolktype, pair):
    assert set(one(languages=[language(code, tolktype=tolktype)]).categories) == {pair}


def test_a_type_that_is_not_known_is_not_guessed():
    answer = read(entry(languages=[language(), language("POL", tolktype="Ledsager")]))
    assert set(answer.people[0].categories) == {SOMALI}
    assert remarks(answer) == [(0, 1, "languages[1].tolktype")]


@pytest.mark.parametrize("languages", [[], None, [language("XXA")], [language(rank="")]])
def test_without_a_usable_language_a_person_is_skipped_with_all_reasons(languages):
    answer = read(entry(languages=languages))
    assert answer.people == ()
    assert remarks(answer) == []
    (skipped,) = answer.skipped
    assert len(skipped.reasons) == 1 + len(languages or [])


@pytest.mark.parametrize("name", ["Viken", "viken", "Troms og Finnmark", "Atlantis", "99", 3])
def test_a_county_that_cannot_be_told_is_left_empty_with_a_warning(name):
    answer = read(entry(domiciliated=name))
    assert answer.people[0].county is None
    assert remarks(answer) == [(0, 1, "domiciliated")]


@pytest.mark.parametrize("name", ["", None, "   "])
def test_no_county_is_no_warning(name):
    answer = read(entry(domiciliated=name))
    assert answer.people[0].county is None
    assert answer.warnings == ()


@pytest.mark.parametrize(
    ("name", "code"), [("Oslo", "03"), ("Hordaland", "46"), (" trøndelag ", "50"), ("Romsa", "55")]
)
def test_a_county_is_told_by_any_of_its_names(name, code):
    assert one(domiciliated=name).county == code


@pytest.mark.parametrize("flag", [False, None, 0, 1, "true", "false", ""])
def test_an_address_is_kept_only_when_its_flag_is_true(flag):
    answer = read(entry(showAdressInSearch=flag, adress="Storgata 1"))
    assert answer.people[0].address == ""
    assert not answer.people[0].shows_address
    assert "Storgata" not in repr(answer)
    assert len(answer.warnings) == (flag not in (False, None) or (flag == 0 and flag is not False))


def test_an_address_that_is_shown_is_kept_as_it_stands():
    person = one(showAdressInSearch=True, adress=" Storgata 1,\n0155 Oslo ")
    assert person.address == "Storgata 1, 0155 Oslo"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<b>Etternavn</b>", "<b>Etternavn</b>"),
        ("&amp;", "&amp;"),
        ("  O'Brien\t", "O'Brien"),
        ("A\u0000\u001b[31mB", "A[31mB"),
        ("A\u202eB\ufeff", "AB"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("A\nB", "A B"),
        ("\ud800x", "x"),
        (None, ""),
    ],
)
def test_text_is_kept_as_text(given, kept):
    assert one(lastname=given).last_name == kept


def test_a_name_that_is_no_text_is_left_out_with_a_warning():
    answer = read(entry(middlename=5))
    assert answer.people[0].middle_name == ""
    assert remarks(answer) == [(0, 1, "middlename")]


def test_a_repeated_number_fills_what_was_missing():
    answer = read(
        entry(domiciliated="", middlename=""),
        entry(2),
        entry(domiciliated="Telemark", middlename="Nur", languages=[language("SWH", 51)]),
    )
    assert (answer.read, len(answer.people), answer.merged) == (3, 2, 1)
    assert (answer.people[0].county, answer.people[0].middle_name) == ("40", "Nur")
    assert answer.people[0].categories == {SOMALI: Category.A, Pair("swh", Kind.SPOKEN): Category.E}
    assert answer.warnings == ()


def test_between_two_differing_values_the_first_is_kept_with_a_warning():
    answer = read(entry(), entry(lastname="Ali", domiciliated="Agder", languages=[language(rank=51)]))
    person = answer.people[0]
    assert (person.last_name, person.county, person.categories) == ("Warsame", "03", {SOMALI: Category.A})
    assert remarks(answer) == [(1, 1, "lastname"), (1, 1, "domiciliated"), (1, 1, "languages")]


def test_a_language_stated_twice_in_an_entry_keeps_its_first_category():
    answer = read(entry(languages=[language("ARB", 51), language("ARA", 11), language("ARA", 51)]))
    assert answer.people[0].categories == {Pair("ara", Kind.SPOKEN): Category.E}
    assert remarks(answer) == [(0, 1, "languages[1]")]


@pytest.mark.parametrize("flags", [(True, False), (False, True), (True, None)])
def test_an_address_is_not_kept_when_one_entry_does_not_show_it(flags):
    answer = read(*(entry(showAdressInSearch=flag, adress="Storgata 1") for flag in flags))
    assert "Storgata" not in repr(answer)
    assert remarks(answer) == [(1, 1, "showAdressInSearch")]


def test_a_repeated_number_without_languages_is_merged_when_the_person_is_known():
    answer = read(entry(), entry(languages=[]))
    assert (len(answer.people), answer.merged, answer.skipped) == (1, 1, ())


def test_a_person_skipped_once_may_come_with_a_language_later():
    answer = read(entry(languages=[]), entry())
    assert (len(answer.people), answer.merged, len(answer.skipped)) == (1, 0, 1)


def test_fields_that_are_not_known_do_no_harm():
    assert one(picture={"url": "x"}, languages=[language(extra=[1])]).number == 1


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "text",
        {},
        {"personresults": []},
        {"personResults": None},
        {"personResults": {}},
        {"personResults": [[]]},
        {"personResults": [None]},
        {"personResults": [entry(), "x"]},
        {"personResults": [entry({"a": 1})]},
        {"personResults": [entry(firstname=["Ayaan"])]},
        {"personResults": [entry(showAdressInSearch={})]},
        {"personResults": [entry(languages={})]},
        {"personResults": [entry(languages="SOM")]},
        {"personResults": [entry(languages=["SOM"])]},
        {"personResults": [entry(languages=[language(code=["SOM"])])]},
        {"personResults": [entry(languages=[language(rank={"rank": 1})])]},
    ],
)
def test_a_file_of_another_shape_is_refused_whole(document):
    with pytest.raises(UserError, match="not a search answer of the public register"):
        read_public_answer(json.dumps(document).encode())


scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
stated_languages = st.fixed_dictionaries(
    {},
    optional={
        "code": st.sampled_from(["SOM", "ARB", "ARA", "CES", "XXA"]) | scalars,
        "tolktype": st.sampled_from(["Talespråktolk", "Tegnspråktolk", ""]) | scalars,
        "qualificationRank": st.sampled_from([11, "21", 51, ""]) | scalars,
    },
)
stated_people = st.fixed_dictionaries(
    {},
    optional={
        "tolkId": st.integers(1, 4) | scalars,
        "firstname": scalars,
        "lastname": scalars,
        "chosenname": scalars,
        "domiciliated": st.sampled_from(["Oslo", "Viken", "Telemark"]) | scalars,
        "showAdressInSearch": st.booleans() | scalars,
        "adress": st.just("HIDDEN") | scalars,
        "languages": st.none() | st.lists(stated_languages, max_size=3),
    },
)


@given(st.lists(stated_people, max_size=6))
def test_every_entry_is_imported_merged_or_skipped(people):
    answer = read(*people)
    assert answer.read == len(people) == len(answer.people) + answer.merged + len(answer.skipped)
    assert all(person.categories and person.number > 0 for person in answer.people)
    assert len({person.number for person in answer.people}) == len(answer.people)
    assert all(one.reasons[0].in_words(str) for one in answer.skipped)
    assert all(one.reason.in_words(str) for one in answer.warnings)


@given(st.lists(stated_people, max_size=6))
def test_an_address_is_kept_only_where_every_entry_of_the_person_shows_it(people):
    shown = {}
    for person in read(*people).people:
        if person.address:
            shown[person.number] = person.address
    for person in people:
        if person.get("showAdressInSearch") is not True and person.get("tolkId") in shown:
            usable = read(person).people
            assert not usable


def test_a_repeated_number_that_shows_no_address_either_time_is_no_remark():
    answer = read(entry(adress="Storgata 1"), entry(adress="Storgata 1"))
    assert answer.warnings == ()
    assert "Storgata" not in repr(answer)


def test_a_repeated_number_that_shows_two_addresses_keeps_the_first_and_says_so():
    first, second = (entry(showAdressInSearch=True, adress=address) for address in ("Storgata 1", "Lillegata 2"))
    answer = read(first, second)
    assert answer.people[0].address == "Storgata 1"
    assert len(answer.warnings) == 1
    assert read(first, first).warnings == ()
