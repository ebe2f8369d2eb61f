"""The commands by which those who run a register publish guidance."""

import json
from contextlib import closing

import pytest

from interpreter_app.domain.guidance_content import PieceText
from sync.register_server.guidance import read_published
from sync.register_server.store import open_register
from tests.support.command_line import CommandLine, assert_refused
from tests.support.guidance import FICTIONAL_LAW, as_document, fictional_law, piece
from tests.support.server import NOW

LAW = {"key": "law", "version": 2, "valid_from": "2026-07-01", "title": "FICTIONAL for tests: dates and amounts"}


@pytest.fixture
def cli(tmp_path):
    return CommandLine(tmp_path / "data")


@pytest.fixture
def database(tmp_path):
    """The path of an empty register."""
    path = tmp_path / "server.register"
    open_register(path, NOW).close()
    return path


def held(database):
    with closing(open_register(database, NOW)) as store, store.read() as connection:
        return read_published(connection)


def in_file(tmp_path, document) -> str:
    path = tmp_path / "pieces.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def test_a_file_is_published(cli, database):
    done = cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database, "--json")
    assert (done.code, done.json) == (0, {"published": [LAW], "unchanged": 0, "head": 1})
    assert held(database) == [fictional_law()]
    again = cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database, "--json")
    assert (again.code, again.json) == (0, {"published": [], "unchanged": 1, "head": 1})


def test_what_was_published_is_told_in_words(cli, database):
    words = cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database).out
    assert "Pieces published:  1" in words
    assert "FICTIONAL for tests" in words
    assert "There already:     1" in cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database).out


def test_pieces_come_from_standard_input_too(cli, database):
    content = FICTIONAL_LAW.read_bytes()
    assert cli("server", "guidance", "publish", "-", "--database", database, stdin=content).code == 0
    assert held(database) == [fictional_law()]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"pieces": []}, ["no pieces"]),
        ([], ["must be an object"]),
        ({"pieces": [{"key": "law"}]}, ["pieces[0].version is missing"]),
        (as_document(piece(), piece("law")), ["“law”, version 1", "data is not right"]),
        (as_document(piece(), piece("sector.nav", sources=("TL 999",))), ["“sector.nav”", "sources", "TL 999"]),
        (
            as_document(piece(), piece("sector.helth")),
            ["“sector.helth”, version 1", "key is not right", "sector.health"],
        ),
        (
            as_document(piece(), piece("sector.nav", 9, data={"duty": True})),
            ["“sector.nav”, version 9", "data.duty is"],
        ),
        (
            as_document(piece(), piece("sector.nav", 9, texts=piece().texts | {"nn": PieceText(title="Til {until}")})),
            ["“sector.nav”, version 9", "texts.nn.title is not right", "{until}"],
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_whole(cli, database, tmp_path, document, words):
    refused = cli("server", "guidance", "publish", in_file(tmp_path, document), "--database", database)
    assert_refused(refused, 2, *words)
    assert held(database) == []


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u202e", "\ud800"])
def test_a_sign_that_cannot_be_kept_or_seen_is_refused_with_piece_and_field(cli, database, tmp_path, sign):
    document = as_document(piece(version=9))
    document["pieces"][0]["texts"]["nn"]["title"] += sign
    refused = cli("server", "guidance", "publish", in_file(tmp_path, document), "--database", database)
    assert_refused(refused, 2, "“procurement.test”, version 9: texts.nn.title holds a sign", f"U+{ord(sign):04X}")
    assert held(database) == []


def test_a_version_must_be_higher(cli, database, tmp_path):
    cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database)
    document = json.loads(FICTIONAL_LAW.read_text(encoding="utf-8"))
    document["pieces"][0]["order"] = 5
    refused = cli("server", "guidance", "publish", in_file(tmp_path, document), "--database", database)
    assert_refused(refused, 2, "“law”, version 2", "There is a version 2 already")


def test_a_file_that_is_not_there_is_refused(cli, database, tmp_path):
    assert_refused(cli("server", "guidance", "publish", tmp_path / "x", "--database", database), 2, "There is no file")


def test_what_is_published_is_listed(cli, database):
    assert cli("server", "guidance", "list", "--database", database, "--json").json == []
    cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database)
    assert cli("server", "guidance", "list", "--database", database, "--json").json == [LAW]
    shown = CommandLine(cli.folder, language="nb")("server", "guidance", "list", "--database", database, "--json")
    assert shown.json[0]["title"].startswith("OPPDIKTET")
    assert "2026-07-01" in cli("server", "guidance", "list", "--database", database).out


def test_a_piece_is_retracted(cli, database):
    cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database)
    done = cli("server", "guidance", "retract", "law", "2", "--database", database, "--json")
    assert (done.code, done.json) == (0, {"key": "law", "version": 2, "head": 2})
    assert held(database) == []
    nothing = cli("server", "guidance", "retract", "law", "2", "--database", database)
    assert_refused(nothing, 1, "no version 2")
    again = cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database)
    assert_refused(again, 2, "was retracted", "higher version")


def test_a_retraction_is_told_in_words(cli, database):
    cli("server", "guidance", "publish", FICTIONAL_LAW, "--database", database)
    assert (
        cli("server", "guidance", "retract", "law", "2", "--database", database).out
        == "Version 2 of law is retracted.\n"
    )


@pytest.mark.parametrize("command", [["publish", FICTIONAL_LAW], ["list"], ["retract", "law", "2"]])
def test_where_there_is_no_register_none_is_made(cli, tmp_path, command):
    path = tmp_path / "none.register"
    assert_refused(cli("server", "guidance", *command, "--database", path), 3, "no register")
    assert not path.exists()
