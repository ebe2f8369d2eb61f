"""Guidelines from the command line: a template to fill in, a check, the files."""

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document as OpenWord
from pypdf import PdfReader

from interpreter_app.domain.guidelines import MINIMUM, Part
from interpreter_app.domain.guidelines_entries import guidelines_data
from interpreter_app.settings import Settings, write_settings
from interpreter_app.unit import Unit
from tests.support.command_line import CommandLine, assert_refused
from tests.support.guidelines import COMPLETE


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    folder = tmp_path / "data"
    folder.mkdir()
    return CommandLine(folder)


def answers_file(folder: Path, **changes: Any) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps(guidelines_data(COMPLETE) | changes), encoding="utf-8")
    return path


def test_complete_answers_are_complete(cli, tmp_path):
    outcome = cli("guidelines", "check", answers_file(tmp_path), "--json")
    assert outcome.code == 0
    assert outcome.json["complete"] is True
    assert (outcome.json["missing"], outcome.json["recommended"]) == ([], [])
    assert all(point["in_place"] for point in outcome.json["points"])


def test_what_is_missing_is_named_with_its_field_and_gives_the_code_1(cli, tmp_path):
    parts = guidelines_data(COMPLETE)["parts"] | {"duty_situations": {"text": ""}, "departures": {"included": False}}
    outcome = cli("guidelines", "check", answers_file(tmp_path, parts=parts), "--json")
    assert outcome.code == 1
    assert outcome.json["complete"] is False
    assert outcome.json["missing"] == [
        {
            "field": "parts.duty_situations",
            "lack": "not_said",
            "point": "duty_situations",
            "text": "Not answered: “In which conversations do you always use an interpreter?”",
        }
    ]
    assert [one["field"] for one in outcome.json["recommended"]] == ["parts.departures"]
    lacking = [point for point in outcome.json["points"] if not point["in_place"]]
    assert lacking == [{"point": "duty_situations", "in_place": False, "sources": ["TF 2", "TL 6(1)"]}]


def test_people_read_what_is_in_place(cli, tmp_path):
    outcome = cli("guidelines", "check", answers_file(tmp_path, risk="", responsible=""))
    lines = outcome.out.splitlines()
    assert outcome.code == 1
    assert lines[0] == "5 of 6 in place"
    assert "  Booking routines: in place (the Interpreting Regulations §\u00a02)" in lines
    assert (
        lines[lines.index("What is missing:") + 1]
        == "  • Not answered: “Where can a misunderstanding do the most harm?”"
    )
    assert lines[-1] == "  • Not answered: “Who answers for the guidelines?”"


def test_a_unit_that_the_act_does_not_demand_them_of_is_told_so(cli, tmp_path):
    outcome = cli("guidelines", "check", answers_file(tmp_path, regular_use=False))
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1].startswith("The act does not demand guidelines")
    assert (
        cli("guidelines", "check", answers_file(tmp_path, body="private_other"), "--json").json["must_have_guidelines"]
        is False
    )


def test_a_template_can_be_filled_in_and_checked(cli, tmp_path):
    write_settings(cli.folder, Settings(unit=Unit(name="Skolen")))
    outcome = cli("guidelines", "template")
    document = json.loads(outcome.out)
    assert document["unit"] == "Skolen"
    assert document == cli("guidelines", "template", "--json").json
    for part in MINIMUM:
        document["parts"][part]["text"] = "Slik"
    document |= {"size": "8", "activities": "Skole", "risk": "Foreldremøter"}
    filled = tmp_path / "filled.json"
    filled.write_text(json.dumps(document), encoding="utf-8")
    assert cli("guidelines", "check", filled).code == 0


def test_both_files_are_built(cli, tmp_path):
    docx, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    outcome = cli("guidelines", "build", answers_file(tmp_path), "--docx", docx, "--pdf", pdf, "--json")
    assert outcome.code == 0
    assert (outcome.json["docx"], outcome.json["pdf"], outcome.json["draft"]) == (str(docx), str(pdf), False)
    assert COMPLETE.unit in OpenWord(str(docx)).paragraphs[0].text
    assert "National Register of Interpreters" in "".join(page.extract_text() for page in PdfReader(pdf).pages)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_guidelines_are_built_in_the_language_of_the_run(cli, tmp_path, language):
    spoken = CommandLine(cli.folder, language)
    outcome = spoken("guidelines", "build", answers_file(tmp_path), "--pdf", tmp_path / f"{language}.pdf")
    assert outcome.code == 0
    root = PdfReader(tmp_path / f"{language}.pdf").trailer["/Root"]
    assert root["/Lang"].startswith(language)


def test_incomplete_guidelines_are_refused_and_nothing_is_written(cli, tmp_path):
    outcome = cli("guidelines", "build", answers_file(tmp_path, risk=""), "--pdf", tmp_path / "a.pdf")
    assert_refused(outcome, 2, "most harm", "--draft")
    assert not (tmp_path / "a.pdf").exists()


def test_a_draft_says_that_it_is_one(cli, tmp_path):
    outcome = cli("guidelines", "build", answers_file(tmp_path, risk=""), "--docx", tmp_path / "a.docx", "--draft")
    assert outcome.code == 0
    assert OpenWord(str(tmp_path / "a.docx")).paragraphs[0].text.startswith("Draft: ")


def test_a_file_must_be_named(cli, tmp_path):
    assert_refused(cli("guidelines", "build", answers_file(tmp_path)), 2, "--docx", "--pdf")


def test_a_file_that_is_there_is_replaced_only_with_force(cli, tmp_path):
    pdf = tmp_path / "a.pdf"
    pdf.write_text("mine")
    build = ("guidelines", "build", answers_file(tmp_path), "--pdf", pdf)
    assert_refused(cli(*build), 2, "--force")
    assert pdf.read_text() == "mine"
    assert cli(*build, "--force").code == 0


@pytest.mark.parametrize(("option", "name", "ending"), [("--pdf", "a.docx", ".pdf"), ("--docx", "a.pdf", ".docx")])
def test_no_file_is_written_whose_name_says_that_it_is_another(cli, tmp_path, option, name, ending):
    assert_refused(cli("guidelines", "build", answers_file(tmp_path), option, tmp_path / name), 2, name, ending)
    assert not (tmp_path / name).exists()


def test_two_files_are_written_or_none(cli, tmp_path):
    path = answers_file(tmp_path)
    there, new = tmp_path / "there.pdf", tmp_path / "new.docx"
    there.write_text("mine")
    assert_refused(cli("guidelines", "build", path, "--docx", new, "--pdf", there), 2, "already")
    assert_refused(cli("guidelines", "build", path, "--docx", new, "--pdf", tmp_path / "no" / "a.pdf"), 2, "no folder")
    assert not new.exists()
    assert there.read_text() == "mine"


@pytest.mark.parametrize("text", ["01019012345", "fnr 010190-12345", "a\0", "a\u202e", "a\ud800"])
@pytest.mark.parametrize("field", ["unit", "size", "activities", "risk", "responsible", "supplier", "parts"])
def test_no_answer_holds_an_identity_number_or_what_cannot_be_seen(cli, tmp_path, field, text):
    value = {"booking_routines": {"text": text}} if field == "parts" else text
    path, out = answers_file(tmp_path, **{field: value}), tmp_path / "a.docx"
    assert_refused(cli("guidelines", "check", path), 2, f"{field}")
    assert_refused(cli("guidelines", "build", path, "--draft", "--docx", out), 2, f"{field}")
    assert not out.exists()


@pytest.mark.parametrize("command", [("check",), ("build", "--pdf", "a.pdf")])
def test_answers_that_do_not_fit_are_refused_with_the_field(cli, tmp_path, command):
    path = answers_file(tmp_path, sector="hospital")
    assert_refused(cli("guidelines", command[0], path, *command[1:]), 2, "sector", "hospital")


def test_answers_may_come_from_standard_input(cli):
    assert cli("guidelines", "check", "-", stdin=json.dumps(guidelines_data(COMPLETE)).encode()).code == 0


def test_every_part_can_be_named_in_a_file(cli, tmp_path):
    parts = {part: {"included": True, "text": "noe"} for part in Part}
    assert cli("guidelines", "check", answers_file(tmp_path, parts=parts)).code == 0
