"""The command that answers booking situations."""

import json

import pytest

from tests.support.command_line import DATA, CommandLine, assert_refused

EXAMPLES = json.loads((DATA / "situations.json").read_text(encoding="utf-8"))
KEYS = (
    *("act_applies", "duty", "qualified", "departure", "child", "police_certificate", "no_show_fee"),
    *("advice", "sources"),
)
COURT_2027 = EXAMPLES[5]["situation"]


@pytest.fixture
def cli(tmp_path):
    return CommandLine(tmp_path / "data")


def written(tmp_path, document):
    path = tmp_path / "situations.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_the_examples_are_answered_right_without_any_register(cli):
    answered = cli("guidance", DATA / "situations.json", "--json")
    assert (answered.code, answered.err) == (0, "")
    for example, answer in zip(EXAMPLES, answered.json, strict=True):
        assert {key: answer[key] for key in example["expect"]} == example["expect"], example["name"]
        assert answer["name"] == example["name"]
        assert set(KEYS) <= answer.keys()


def test_one_situation_gets_one_answer_and_a_list_a_list(cli, tmp_path):
    alone = cli("guidance", written(tmp_path, COURT_2027), "--json").json
    listed = cli("guidance", written(tmp_path, [COURT_2027]), "--json").json
    assert listed == [alone]
    assert "name" not in alone


@pytest.mark.parametrize("options", [["--json"], []])
def test_a_name_that_is_like_an_identity_number_is_not_repeated(cli, tmp_path, options):
    entry = {"name": "Samtale 01019012345", "situation": COURT_2027}
    answered = cli("guidance", written(tmp_path, entry), *options)
    assert answered.code == 0
    assert "01019012345" not in answered.out
    assert "Samtale …" in answered.out


def test_every_paragraph_has_a_link(cli, tmp_path):
    answer = cli("guidance", written(tmp_path, COURT_2027), "--json").json
    assert list(answer["links"]) == answer["sources"]
    assert all(link.startswith("https://lovdata.no/") for link in answer["links"].values())


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_advice_is_in_the_persons_language_with_every_value_in_place(tmp_path, language):
    cli = CommandLine(tmp_path / "data", language)
    answers = cli("guidance", DATA / "situations.json", "--json").json
    words = [line for answer in answers for line in answer["advice"]]
    assert words
    assert not [line for line in words if "{" in line or not line.strip()]
    plain = cli("guidance", DATA / "situations.json")
    assert plain.code == 0
    assert "https://lovdata.no/lov/2021-06-11-79/§6" in plain.out


SHELTER = COURT_2027 | {"sector": "crisis_shelter", "duty_in_other_act": True, "needed": True, "date": "2026-11-20"}


@pytest.mark.parametrize(
    ("sector", "demand", "source"),
    [
        ("crisis_shelter", "The Crisis Shelter Act requires a qualified interpreter.", "KSL 3"),
        ("conciliation", "The parties are entitled to a qualified interpreter", "KRL 16"),
    ],
)
def test_what_the_act_of_the_sector_demands_is_told_with_its_paragraph(cli, tmp_path, sector, demand, source):
    file = written(tmp_path, SHELTER | {"sector": sector, "criminal_case": False})
    answer = cli("guidance", file, "--json").json
    assert answer["qualified"] == "suspended"
    assert any(demand in line for line in answer["advice"])
    assert source in answer["sources"]
    assert answer["links"][source].startswith("https://lovdata.no/")
    plain = cli("guidance", file).out
    assert demand in plain
    assert answer["links"][source] in plain


def test_outside_the_act_nothing_is_claimed_of_the_sector(cli, tmp_path):
    answer = cli("guidance", written(tmp_path, SHELTER | {"body": "private_other"}), "--json").json
    assert not [line for line in answer["advice"] if "requires a qualified interpreter" in line]
    assert any("See whether it covers you" in line for line in answer["advice"])
    assert "KSL 3" in answer["sources"]


def test_that_the_demand_is_not_verified_follows_it(cli, tmp_path):
    advice = cli("guidance", written(tmp_path, COURT_2027), "--json").json["advice"]
    demand = next(n for n, line in enumerate(advice) if line.startswith("The interpreter must be qualified."))
    assert advice[demand + 1].startswith("We do not know whether the dispensation was extended.")


@pytest.mark.parametrize(
    ("language", "heading"), [("nb", "Situasjon, per 1. januar 2027:"), ("en", "on 1 January 2027")]
)
def test_the_day_is_written_as_in_the_texts(tmp_path, language, heading):
    cli = CommandLine(tmp_path / "data", language)
    first = cli("guidance", written(tmp_path, COURT_2027 | {"date": "2027-01-01"})).out.splitlines()[0]
    assert heading in first
    assert "2027-01-01" not in first


def test_a_fee_whose_year_is_not_known_has_no_maximum(cli, tmp_path):
    told = EXAMPLES[13]["situation"] | {"date": "2027-02-01"}
    assert cli("guidance", written(tmp_path, told), "--json").json["no_show_fee"] == {"allowed": True, "maximum": None}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sector": "hospital"}, ("sector", "child_welfare_board", "notary")),
        ({"body": "municipality"}, ("body", "private_kindergarten")),
        ({"proposed": "friend"}, ("proposed", "adult_relative")),
        ({"needed": None}, ("needed",)),
        ({"colour": "red"}, ("colour", "criminal_case")),
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused_with_field_and_choices(cli, tmp_path, change, words):
    refused = cli("guidance", written(tmp_path, [COURT_2027, COURT_2027 | change]), "--json")
    assert_refused(refused, 2, *words)


def test_a_file_that_is_not_there_is_refused(cli):
    assert_refused(cli("guidance", "nowhere.json", "--json"), 2, "nowhere.json")


def test_a_profile_that_cannot_be_opened_is_told_and_the_programs_own_guidance_used(cli, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "register.register").write_bytes(b"no register at all" * 500)
    answered = cli("--profile", "register", "guidance", written(tmp_path, COURT_2027), "--json")
    assert answered.code == 0
    assert answered.json["qualified"] == "required"
    assert "program's own" in answered.err
