"""Editing from the command line: what is answered, what is refused, and that nothing private is told."""

import json

import pytest

from tests.support.command_line import CommandLine, assert_refused
from tests.support.lists import SECRET_ADDRESS, SECRET_NUMBER, log_in
from tests.support.registers import authorised, credits_30, person, profile_with, record_id

PERSON = record_id("p10001")
NEW = {
    "first_name": "Bo",
    "last_name": "Vik",
    "languages": [{"language": "som"}],
    "qualifications": [{"type": "bachelor", "language": "som", "obtained": "2020-06-01"}],
    "listed": [{"from": "2026-06-30"}],
}
PEOPLE = [
    person(
        phone="+47 000 00 001",
        evidence=[credits_30(), authorised()],
        identity_number=SECRET_NUMBER,
        address=SECRET_ADDRESS,
    ),
    person("Ane Li", 10002, listed=[]),
]


@pytest.fixture
def cli(tmp_path):
    log_in(profile_with(tmp_path, PEOPLE)).close()
    return CommandLine(tmp_path)


@pytest.fixture
def public(tmp_path):
    profile_with(tmp_path, PEOPLE).close()
    return CommandLine(tmp_path)


def effects(answer):
    return [(one["language"], one["from"], one["until"], one["before"], one["after"]) for one in answer["effects"]]


def test_an_edit_answers_each_field_before_and_after(cli):
    answer = cli("edit", "10001", "--set", "phone=00000002", "--set", "county=Oslo", "--json").json
    assert answer["number"] == 10001
    assert answer["changed"] == {"phone": ["+47 000 00 001", "+47 000 00 002"], "county": [None, "03"]}
    assert answer["effects"] == []
    assert answer["op_id"] == cli("outbox", "--json").json[0]["op_id"]


def test_an_edit_says_in_words_what_changed_and_how_to_take_it_back(cli):
    said = cli("edit", "10001", "--set", "gender=f").out
    assert "Gender:  – → Female" in said
    assert "The categories stay as they are." in said
    assert "outbox discard" in said


def test_a_value_may_hold_an_equals_sign_and_an_empty_one_clears(cli):
    cli("edit", "10001", "--set", "place=A=B", "--json")
    answer = cli("edit", "10001", "--set", "place=", "--json").json
    assert answer["changed"] == {"place": ["A=B", ""]}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "fone=1"], ["fone", "phone, email"]),
        (["--set", "phone"], ["field=value"]),
        (["--set", "=1"], ["field=value"]),
        (["--set", "phone=1", "--set", "phone=2"], ["given twice"]),
        (["--set", "phone=no"], ["phone"]),
        (["--set", "phone=00000001"], ["nothing to save"]),
        (["--set", f"place={SECRET_NUMBER}"], ["place holds an identity number"]),
        ([], ["--set"]),
    ],
)
def test_what_cannot_be_edited_is_refused_in_a_sentence(cli, arguments, words):
    assert_refused(cli("edit", "10001", *arguments), 2, *words)


def test_a_person_who_is_not_there_is_not_found(cli):
    gone = cli("edit", "99999", "--set", "phone=00000002", "--json")
    assert (gone.code, gone.json) == (1, None)
    assert "Nobody in the register" in gone.err


@pytest.mark.parametrize("number", ["0", "-", "ane", "1.5", SECRET_NUMBER])
def test_what_is_neither_a_number_nor_an_id_is_refused_and_not_repeated(cli, number):
    outcome = cli("delete", number)
    assert_refused(outcome, 2, "NUMBER must be a whole number from 1")
    assert SECRET_NUMBER not in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("edit", "10001", "--set", "phone=00000002"),
        ("edit", "10001", "--set", "phone=00000002", "--what-if"),
        ("delete", "10001"),
        ("language", "add", "10001", "ara"),
        ("listing", "remove", "10001"),
        ("qualification", "remove", "10001", "--type", "credits"),
        ("authorisation", "revoke", "10001"),
        ("authorisation", "remove", "10001"),
    ],
)
def test_the_public_edits_nothing_and_is_told_what_to_do(public, arguments):
    assert_refused(public(*arguments), 2, "login --token-file")
    assert public("outbox", "--json").json == []


def test_what_if_answers_the_effects_and_saves_nothing(cli):
    given = ("qualification", "add", "10001", "--type", "bachelor", "--language", "somali", "--obtained", "2020-01-01")
    answer = cli(*given, "--what-if", "--json").json
    assert answer["op_id"] is None
    assert effects(answer) == [("som", "2026-06-30", None, "B", "A")]
    assert answer["effects"][0]["reason"].startswith("A because")
    assert answer["effects"][0]["source"] == "TF 11"
    assert cli("outbox", "--json").json == []
    assert "Somali: B → A, from 2026-06-30. A because" in cli(*given, "--what-if").out


def test_a_new_person_has_an_id_and_no_number_and_can_be_named_by_it(cli, tmp_path):
    file = tmp_path / "new.json"
    file.write_text(json.dumps(NEW), encoding="utf-8")
    answer = cli("new", "--file", file, "--json").json
    assert answer["number"] is None
    assert effects(answer) == [("som", "2026-06-30", None, None, "B")]
    assert cli("edit", answer["id"], "--set", "phone=00000002", "--json").json["id"] == answer["id"]
    shown = cli("show", answer["id"], "--json").json
    assert (shown["name"], shown["phone"], shown["unsent"]) == ("Bo Vik", "+47 000 00 002", 5)


def test_a_new_person_comes_from_standard_input_too(cli):
    answer = cli("new", "--file", "-", "--what-if", "--json", stdin=json.dumps(NEW).encode())
    assert answer.json["changed"]["first_name"] == [None, "Bo"]


def test_a_new_person_who_does_not_fit_is_refused_whole_with_the_place(cli):
    wrong = NEW | {"languages": [{"language": "xyz"}]}
    assert_refused(cli("new", "--file", "-", stdin=json.dumps(wrong).encode()), 2, "languages[0].language")
    assert cli("outbox", "--json").json == []


def test_a_deleted_person_is_gone_until_it_is_taken_back(cli):
    answer = cli("delete", "10001", "--reason", "own wish", "--json").json
    assert {one["act"] for one in answer["edits"]} == {"delete"}
    assert cli("show", "10001").code == 1
    assert cli("outbox", "discard", answer["op_id"]).code == 0
    assert cli("show", "10001").code == 0


def test_languages_are_added_and_removed(cli):
    added = cli("language", "add", "10001", "arabisk", "--json").json
    assert added["edits"][0]["changed"]["language"] == [None, "ara"]
    assert effects(cli("language", "remove", "10001", "som", "--json").json) == [("som", "2026-06-30", None, "B", None)]
    assert_refused(cli("language", "remove", "10001", "som"), 2, "does not have som (spoken)")


def test_a_person_is_listed_and_the_listing_changed_and_ended(cli):
    assert cli("listing", "list", "10002", "--json").json["edits"][0]["changed"]["listed_from"] == [None, "2026-06-30"]
    changed = cli("listing", "change", "10002", "--from", "2026-01-01", "--json").json
    assert changed["edits"][0]["changed"] == {"listed_from": ["2026-06-30", "2026-01-01"]}
    ended = cli("listing", "remove", "10002", "--until", "2026-07-01", "--reason", "own wish", "--json").json
    assert ended["edits"][0]["changed"] == {"listed_until": [None, "2026-07-01"], "end_reason": ["", "own wish"]}
    assert cli("outbox", "--json").json[-1]["reason"] == "own wish"


def test_a_qualification_is_named_by_type_and_language_or_by_how_its_id_begins(cli):
    changed = cli("qualification", "change", "10001", "--type", "credits", "--amount", "7,5", "--json").json
    assert changed["edits"][0]["changed"] == {"amount": ["30", "7.5"]}
    assert effects(changed) == [("som", "2026-06-30", None, "B", "C")]
    record = changed["edits"][0]["id"]
    gone = cli("qualification", "remove", "10001", "--id", record[:8], "--json").json
    assert gone["edits"][0]["id"] == record


def test_a_foreign_qualification_that_is_not_recognised_says_why_it_does_not_count(cli):
    named = ("qualification", "add", "10001", "--type", "bachelor", "--language", "som", "--obtained", "2020-01-01")
    cli(*named, "--country", "SE")
    assert (
        "Bachelor in interpreting, 2020-01-01, obtained abroad and not recognised by IMDi" in cli("show", "10001").out
    )
    cli("qualification", "change", "10001", "--type", "bachelor", "--recognised", "2021-01-01")
    assert "Bachelor in interpreting, 2020-01-01, held from 2021-01-01" in cli("show", "10001").out


def test_a_field_of_a_qualification_is_cleared(cli):
    answer = cli("qualification", "change", "10001", "--type", "credits", "--clear", "institution", "--json").json
    assert answer["edits"][0]["changed"] == {"institution": ["OsloMet", ""]}


@pytest.mark.parametrize("named", [["--type", "bachelor"], ["--id", "00"], [], ["--type", "credits", "--kind", "sign"]])
def test_a_qualification_that_is_not_the_only_one_meant_is_refused(cli, named):
    cli("qualification", "add", "10001", "--type", "tao", "--obtained", "2020-01-01")
    assert_refused(cli("qualification", "remove", "10001", *named), 2, "--ids")


def test_the_ids_of_records_are_shown_on_demand(cli):
    records = cli("show", "10001", "--ids", "--json").json["records"]
    assert {one["type"] for one in records} == {"language", "listing", "qualification", "authorisation"}
    assert all(one["id"] in cli("show", "10001", "--ids").out for one in records)
    assert "records" not in cli("show", "10001", "--json").json


def test_an_authorisation_is_granted_withdrawn_restored_and_revoked(cli):
    granted = cli("authorisation", "grant", "10002", "ara", "--granted", "2026-01-01", "--number", "7", "--json").json
    assert granted["edits"][0]["changed"]["number"] == [None, "7"]
    withdrawn = cli("authorisation", "withdraw", "10001", "--from", "2026-07-01", "--reason", "case", "--json").json
    assert effects(withdrawn) == [("som", "2026-07-01", None, "B", "D")]
    restored = cli("authorisation", "restore", "10001", "--language", "som", "--until", "2026-08-01", "--json").json
    assert effects(restored) == [("som", "2026-08-01", None, "D", "B")]
    revoked = cli("authorisation", "revoke", "10001", "--on", "2027-01-01", "--json").json
    assert effects(revoked) == [("som", "2027-01-01", None, "B", "D")]
    assert_refused(cli("authorisation", "revoke", "10001"), 2, "revoked already")


def test_an_authorisation_entered_wrongly_is_removed_with_its_withdrawals_in_one_save(cli):
    cli("authorisation", "withdraw", "10001", "--from", "2026-07-01")
    answer = cli("authorisation", "remove", "10001", "--reason", "wrong person", "--json").json
    assert [(one["type"], one["act"]) for one in answer["edits"]] == [
        ("withdrawal", "delete"),
        ("authorisation", "delete"),
    ]
    assert effects(answer) == [("som", "2026-06-30", "2026-07-01", "B", "D")]
    made = cli("outbox", "--json").json
    assert made[-1]["tx"] == made[-2]["tx"] != made[0]["tx"]
    assert_refused(cli("authorisation", "remove", "10001"), 2, "0 records")


def test_an_impossible_order_of_days_is_refused(cli):
    assert_refused(cli("authorisation", "withdraw", "10001", "--from", "2009-12-31"), 2, "withdrawn_from", "2010-01-01")
    assert_refused(cli("listing", "remove", "10001", "--until", "2026-02-30"), 2, "--until")
    assert_refused(cli("listing", "change", "10001", "--open", "--until", "2027-01-01"), 2, "--open and --until")


def test_staff_see_people_who_are_not_listed_and_that_they_are_not(cli):
    assert "Not listed on 2026-06-30." in cli("show", "10002").out
    assert cli("show", "10002", "--json").json["listed"] == []


def test_the_public_does_not_see_people_who_are_not_listed(public):
    assert public("show", "10002").code == 1
    assert public("show", record_id("p10002")).code == 1


def test_what_is_not_sent_is_marked_where_the_person_is_shown(cli):
    assert cli("show", "10001", "--json").json["unsent"] == 0
    cli("edit", "10001", "--set", "phone=00000002")
    assert "Changes that are not sent yet: 1." in cli("show", "10001").out


def test_no_identity_number_stands_in_what_people_read(cli):
    shown = cli("show", "10001", "--ids").out + json.dumps(cli("show", "10001", "--ids", "--json").json)
    said = cli("edit", "10001", "--set", "identity_number=").out + cli("outbox").out
    twice = cli("edit", "10002", "--set", f"identity_number={SECRET_NUMBER[:-1]}0")
    assert SECRET_NUMBER not in shown + said
    assert SECRET_ADDRESS not in shown
    assert "•••••••••79" in said
    assert SECRET_NUMBER[:9] not in twice.err


def test_every_editing_command_names_its_options_in_norwegian_too(cli):
    assert "--what-if" in CommandLine(cli.folder, "nb")("edit", "--help").out
