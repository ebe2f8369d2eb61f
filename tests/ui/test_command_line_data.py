"""Categories from files, and the import of the public register's answer."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.command_line import DATA, CommandLine, assert_refused
from tests.support.registers import AS_OF, person, profile_with

EXAMPLES = json.loads((DATA / "categories.json").read_text(encoding="utf-8"))
PUBLIC = DATA / "public-search.json"


@pytest.fixture
def cli(tmp_path):
    return CommandLine(tmp_path / "data")


def written(tmp_path, document):
    path = tmp_path / "input.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def entry(number=1, **fields):
    plain = {
        "tolkId": number,
        "firstname": "Ayaan",
        "lastname": "Warsame",
        "domiciliated": "Oslo",
        "languages": [{"code": "SOM", "qualificationRank": 31}],
    }
    return plain | fields


def test_the_examples_are_answered_right(cli, tmp_path):
    entries = [{name: value for name, value in one.items() if name != "expect"} for one in EXAMPLES]
    answers = cli("categories", written(tmp_path, entries), "--json").json
    assert [one["name"] for one in answers] == [one["name"] for one in EXAMPLES]
    for answer, example in zip(answers, EXAMPLES, strict=True):
        bare = [{key: one[key] for key in ("language", "kind", "category")} for one in answer["categories"]]
        assert bare == example["expect"]
        assert all(set(one) == {"language", "kind", "category", "reason", "source"} for one in answer["categories"])


def test_one_entry_gives_a_list_of_one(cli, tmp_path):
    evidence = [{"type": "sign_education_before_bachelor", "language": "nsl", "obtained": "1998-06-15"}]
    (answer,) = cli("categories", written(tmp_path, {"evidence": evidence}), "--json").json
    assert answer["name"] is None
    assert [(one["category"], one["source"]) for one in answer["categories"]] == [("D", "TF 11, register practice")]


def test_entries_may_come_on_standard_input(cli):
    assert cli("categories", "-", "--json", stdin=b"[]").json == []


def test_categories_are_told_in_words(cli, tmp_path):
    out = cli("categories", written(tmp_path, [{"name": "Kari", "on": "2026-06-01", "evidence": []}])).out
    assert out == "Kari, on 2026-06-01:\n  No category.\n"
    bachelor = {"type": "bachelor", "language": "som", "obtained": "2020-01-01"}
    out = cli("categories", written(tmp_path, [{"evidence": [bachelor]}])).out
    assert out.startswith("Unnamed, on 2026-06-30:\n  B  Somali: B because a bachelor")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1"),
        (b'[{"evidence": []},\n {"evidence": [}]', "line 2, column"),
        (b"\xff\xfe", "not UTF-8"),
        (b'[{"evidence": [], "evidence": []}]', "stands twice"),
        (b'[{"evidence": []}, {"evidence": [{"type": "x", "obtained": "2020-01-01"}]}]', "[1].evidence[0].type"),
        (b'{"evidence": [{"type": "credits", "language": "som", "obtained": "2020-01-01", "amount": NaN}]}', "NaN"),
    ],
)
def test_bad_input_is_refused_whole(cli, content, words):
    assert_refused(cli("categories", "-", stdin=content), 2, words)
    assert_refused(cli("categories", "-", "--json", stdin=content), 2, words)


@pytest.mark.parametrize("command", ["categories", "import-public"])
def test_a_file_that_is_not_there_is_told(cli, tmp_path, command):
    assert_refused(cli(command, tmp_path / "none.json"), 2, "There is no file")
    assert_refused(cli(command, tmp_path), 2, "is a folder")
    assert_refused(cli(command, "a\0b"), 2, "There is no file")
    assert not cli.folder.exists()


def test_the_example_is_imported(cli):
    report = cli("import-public", PUBLIC, "--json").json
    assert (report["read"], report["imported"], report["merged"]) == (20, 16, 1)
    assert [(one["index"], one["number"]) for one in report["skipped"]] == [(12, 10012), (13, 10013), (19, 10019)]
    assert "XXA" in report["skipped"][0]["reason"]
    assert [(one["index"], one["number"], one["field"]) for one in report["warnings"]] == [
        (3, 10004, "domiciliated"),
        (10, 10011, "domiciliated"),
    ]
    assert report["read"] == report["imported"] + report["merged"] + len(report["skipped"])


def test_the_import_is_reported_in_words(cli):
    out = cli("import-public", PUBLIC).out
    assert "Imported:  16" in out
    assert "entry 12, number 10012" in out
    assert "entry 3, number 10004, domiciliated" in out


def test_an_entry_without_a_number_is_reported_without_one(cli, tmp_path):
    path = written(tmp_path, {"personResults": [entry(None)]})
    assert cli("import-public", path, "--json").json["skipped"][0]["number"] is None
    assert "entry 0, number –" in cli("import-public", path).out


def test_an_import_is_in_use_at_once_where_there_is_nothing_else(cli):
    cli("import-public", PUBLIC)
    assert cli("search", "--json").json["count"] == 16
    assert cli("search", "farsi", "--json").json["results"][0]["number"] == 10005
    assert cli("search", "slovakisk", "--json").json["results"][0]["languages"] == [
        {"language": "ces-slk", "kind": "spoken", "category": "D"}
    ]


def test_an_import_is_in_use_beside_profiles_that_hold_nothing(cli):
    cli("sync", "--server", "http://127.0.0.1:9")
    assert [path.name for path in cli.folder.glob("*.register")] == ["register.register"]
    outcome = cli("import-public", PUBLIC)
    assert outcome.err == ""
    assert cli("search", "--json").json["count"] == 16


@pytest.mark.parametrize("content", [None, b"damaged"])
def test_an_import_does_not_push_another_register_aside(cli, content):
    cli.folder.mkdir()
    if content is None:
        profile_with(cli.folder, [person()]).close()
    else:
        (cli.folder / "register.register").write_bytes(content * 1000)
    outcome = cli("import-public", PUBLIC)
    assert "--profile public" in outcome.err
    assert cli("--profile", "public", "search", "--json").json["count"] == 16
    if content is None:
        assert cli("search", "--json").json["count"] == 1


def test_an_import_goes_into_the_profile_that_is_named(cli):
    cli("--profile", "mine", "import-public", PUBLIC)
    assert [path.name for path in cli.folder.glob("*.register")] == ["mine.register"]


def test_a_statement_is_shown_as_that(cli):
    cli("import-public", PUBLIC)
    document = cli("show", 10014, "--json").json
    assert document["evidence"] == []
    assert [(one["language"], one["category"], one["source"]) for one in document["languages"]] == [
        ("ara", "A", "public register"),
        ("eng", "E", "public register"),
    ]
    assert all("what the public register states" in one["reason"] for one in document["languages"])
    assert "Statement of the public register" in cli("show", 10014).out


def test_markup_stays_text_and_a_hidden_address_stays_out(cli, tmp_path):
    path = written(
        tmp_path,
        {"personResults": [entry(lastname="<b>Fet</b>"), entry(2, adress="Skjult", showAdressInSearch=False)]},
    )
    cli("import-public", path)
    assert cli("show", 1, "--json").json["name"] == "Ayaan <b>Fet</b>"
    assert cli("show", 2, "--json").json["address"] is None


def test_an_address_that_is_shown_is_answered(cli):
    cli("import-public", PUBLIC)
    assert cli("show", 10005, "--json").json["address"] == {
        "address": "Eksempelveien 1, 1400 Ski",
        "postal_code": "",
        "place": "",
    }
    assert cli("show", 10006, "--json").json["address"] is None


@pytest.mark.parametrize("arguments", [["search"], ["show", "10005"]])
def test_a_day_before_the_import_is_refused(cli, arguments):
    cli("import-public", PUBLIC)
    assert_refused(cli(*arguments, "--on", "2026-06-29", "--json"), 2, "not known here", "Ask for 2026-06-30")
    assert cli(*arguments, "--on", "2026-06-30").code == 0
    assert cli(*arguments, "--on", "2030-01-01").code == 0


def test_a_second_import_updates_and_deletes_nothing(cli, tmp_path):
    cli("import-public", PUBLIC)
    later = CommandLine(cli.folder, clock=lambda: AS_OF + timedelta(days=3))
    report = later("import-public", written(tmp_path, {"personResults": [entry(10001, lastname="Ali")]}), "--json").json
    assert (report["read"], report["imported"]) == (1, 1)
    document = later("search", "--json").json
    assert (document["count"], document["as_of"]) == (16, "2026-07-03T13:42:00+00:00")
    assert later("show", 10001, "--json").json["name"] == "Ayaan Ali"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body>Logg inn</body></html>",
        b"[]",
        b"{}",
        b'{"personResults": {}}',
        b'{"personResults": [1]}',
        b'{"personResults": [{"tolkId": 1, "languages": [{"code": "SOM"}]}, {"languages": 5}]}',
        b'{"personResults": []',
    ],
)
def test_a_file_of_another_shape_is_refused_whole_and_changes_nothing(cli, content):
    assert_refused(cli("import-public", "-", "--json", stdin=content), 2)
    assert not cli.folder.exists()
    cli("import-public", PUBLIC)
    before = cli("search", "--json").json
    later = CommandLine(cli.folder, clock=lambda: datetime(2026, 8, 1, tzinfo=UTC))
    assert_refused(later("import-public", "-", stdin=content), 2)
    assert cli("search", "--json").json == before


def test_a_profile_of_a_central_register_refuses_an_import(cli):
    cli.folder.mkdir()
    profile_with(cli.folder, [person()]).close()
    assert_refused(cli("--profile", "register", "import-public", PUBLIC), 2, "belongs to a central register")
    assert cli("search", "--json").json["count"] == 1


@pytest.mark.parametrize("arguments", [["sync"], ["sync", "--server", "http://127.0.0.1:9"]])
def test_an_imported_profile_refuses_a_sync(cli, arguments):
    cli("import-public", PUBLIC)
    assert_refused(cli(*arguments, "--json"), 2, "was imported from a file and cannot be synchronised")


def test_many_people_are_imported(cli, tmp_path):
    people = [
        entry(number, languages=[{"code": "SOM", "qualificationRank": 11 + number % 5 * 10}])
        for number in range(1, 3001)
    ]
    path = written(tmp_path, {"personResults": people})
    assert cli("import-public", path, "--json").json["imported"] == 3000
    assert cli("search", "--min-category", "B", "--json").json["count"] == 1200
