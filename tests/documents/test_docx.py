"""Documents as DOCX: what Word and LibreOffice get."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as OpenWord
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from interpreter_app.documents.blocks import Block, Document, Facts, Grid, Heading, Items, Notice, Paragraph
from interpreter_app.documents.docx import write_docx
from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import UiLanguage
from tests.support.documents import EVERY_BLOCK, NAMES


def written(path: Path, *blocks: Block, language: UiLanguage = UiLanguage.BOKMAL, footer: str = "") -> WordDocument:
    write_docx(Document(title="Retningslinjer for Ås", language=language, blocks=blocks, footer=footer), path)
    return OpenWord(str(path))


def lines(word: WordDocument) -> Iterator[tuple[str, str]]:
    return ((paragraph.style.name or "", paragraph.text) for paragraph in word.paragraphs if paragraph.style)


def test_title_headings_and_lists_have_the_styles_that_navigation_reads(tmp_path: Path) -> None:
    found = list(lines(written(tmp_path / "a.docx", *EVERY_BLOCK)))
    assert found[:6] == [
        ("Title", "Retningslinjer for Ås"),
        ("Heading 1", "Overskrift"),
        ("Heading 2", "Underoverskrift"),
        ("Normal", "Avsnitt"),
        ("Muted", "Dempet"),
        ("Notice", "Viktig"),
    ]
    assert found[6:9] == [("List Bullet", "Punkt"), ("Boxes", "☐\tRute"), ("List Number", "Første")]


@pytest.mark.parametrize(
    ("language", "tag"), [(UiLanguage.BOKMAL, "nb-NO"), (UiLanguage.NYNORSK, "nn-NO"), (UiLanguage.ENGLISH, "en-GB")]
)
def test_language_and_title_are_set_and_no_author(tmp_path: Path, language: UiLanguage, tag: str) -> None:
    word = written(tmp_path / "a.docx", language=language)
    core = word.core_properties
    assert (core.title, core.language, core.author, core.comments) == ("Retningslinjer for Ås", tag, "", "")
    assert {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))} == {tag}
    assert core.created is None


def test_the_head_of_a_table_is_repeated_on_each_page(tmp_path: Path) -> None:
    rows = tuple((f"Rad {number}", "Åse") for number in range(2_000))
    table = written(tmp_path / "a.docx", Grid(("Nummer", "Navn"), rows)).tables[0]
    texts = [[cell.findtext(f".//{qn('w:t')}") for cell in row.tc_lst] for row in table._tbl.tr_lst]
    assert texts == [["Nummer", "Navn"], *map(list, rows)]
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
    assert heads == [True, *[False] * 2_000]


def test_the_columns_of_a_table_have_their_shares(tmp_path: Path) -> None:
    table = written(tmp_path / "a.docx", Grid(("a", "b"), (("1", "2"),), (75, 25))).tables[0]
    wide, narrow = (column.width for column in table.columns)
    assert wide is not None
    assert narrow is not None
    assert wide / narrow == pytest.approx(3, abs=0.01)


def test_facts_are_a_table_without_head(tmp_path: Path) -> None:
    table = written(tmp_path / "a.docx", Facts((("Språk", "Somali"),))).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Språk", "Somali"]


def test_bars_say_their_numbers_in_a_table(tmp_path: Path) -> None:
    table = written(tmp_path / "a.docx", *EVERY_BLOCK).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Somali", "62\u00a0%", "5 av 8"],
        ["Dari", "–", ""],
    ]


def test_each_numbered_list_begins_at_one(tmp_path: Path) -> None:
    items = Items(("en", "to"), numbered=True)
    word = written(tmp_path / "a.docx", items, items)
    numbers = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style and p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_the_foot_says_the_page_and_how_many_there_are(tmp_path: Path) -> None:
    footer = written(tmp_path / "a.docx", footer="Til foten", language=UiLanguage.ENGLISH).sections[0].footer
    assert footer.paragraphs[0].text == "Til foten"
    number = footer.paragraphs[1]._p
    assert [field.get(qn("w:instr")) for field in number.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert "".join(text.text or "" for text in number.iter(qn("w:t"))) == "Page 1 of 1"


@pytest.mark.parametrize("name", NAMES)
def test_names_are_kept_letter_by_letter(tmp_path: Path, name: str) -> None:
    word = written(tmp_path / "a.docx", Heading(name), Notice(name), Grid((name,), ((name,),)))
    assert [text for _, text in lines(word)][1:3] == [name, name]
    assert [row.cells[0].text for row in word.tables[0].rows] == [name, name]


@pytest.mark.parametrize("text", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_control_characters_are_replaced_visibly(tmp_path: Path, text: str) -> None:
    word = written(tmp_path / "a.docx", Paragraph(f"a{text}b"), Grid(("c",), ((f"a{text}b",),)))
    assert word.paragraphs[1].text == word.tables[0].cell(1, 0).text == "a�b"


def test_lines_within_a_text_are_kept(tmp_path: Path) -> None:
    assert written(tmp_path / "a.docx", Paragraph("en\nto")).paragraphs[1].text == "en\nto"


def test_a_file_that_is_there_is_replaced_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("mine")
    with pytest.raises(UserError, match="--force"):
        written(path)
    assert path.read_text() == "mine"
    write_docx(Document(title="t", language=UiLanguage.BOKMAL, blocks=()), path, replace=True)
    assert OpenWord(str(path)).paragraphs[0].text == "t"
    assert list(tmp_path.iterdir()) == [path]


def test_what_stands_under_a_heading_stays_with_what_follows(tmp_path: Path) -> None:
    blocks = (Heading("Del"), Paragraph("tolkeloven § 9", muted=True), Paragraph("Teksten"), Paragraph("m", muted=True))
    kept = [p.paragraph_format.keep_with_next for p in written(tmp_path / "a.docx", *blocks).paragraphs]
    assert kept == [None, None, True, None, None]
