"""Documents as PDF: what a reader, a screen reader and a printer get."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from interpreter_app.documents.blocks import Bars, Block, Document, Facts, Grid, Heading, Items, Notice, Paragraph
from interpreter_app.documents.pdf import write_pdf
from interpreter_app.domain.errors import UserError
from interpreter_app.i18n import Texts, UiLanguage
from tests.support.documents import EVERY_BLOCK, NAMES

_LINES_ON_A_PAGE = 60


def document(*blocks: Block, language: UiLanguage = UiLanguage.BOKMAL, footer: str = "") -> Document:
    return Document(title="Avviksnotat – Ås", language=language, blocks=blocks, footer=footer)


def read(path: Path, document: Document) -> PdfReader:
    write_pdf(document, path)
    return PdfReader(BytesIO(path.read_bytes()))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def fonts_of(reader: PdfReader) -> dict[str, DictionaryObject]:
    found = [page["/Resources"]["/Font"].values() for page in reader.pages]
    fonts = [reference.get_object() for page in found for reference in page]
    return {str(font["/BaseFont"]): font for font in fonts}


@pytest.mark.parametrize("name", NAMES)
def test_names_can_be_marked_and_searched_for_in_every_block(tmp_path: Path, name: str) -> None:
    blocks = (
        Heading(name),
        Paragraph(name),
        Notice(name),
        Items((name,)),
        Items((name,), boxes=True),
        Facts(((name, name),)),
        Grid((name,), ((name,),)),
        Bars(name, (name,), (50.0,), (name,), name),
    )
    text = text_of(read(tmp_path / "a.pdf", document(*blocks, footer=name)))
    assert text.count(name) == 14


@pytest.mark.parametrize(
    ("language", "tag"), [(UiLanguage.BOKMAL, "nb-NO"), (UiLanguage.NYNORSK, "nn-NO"), (UiLanguage.ENGLISH, "en-GB")]
)
def test_language_and_title_are_set_and_no_author(tmp_path: Path, language: UiLanguage, tag: str) -> None:
    reader = read(tmp_path / "a.pdf", document(*EVERY_BLOCK, language=language))
    assert reader.trailer["/Root"]["/Lang"] == tag
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author or "") == ("Avviksnotat – Ås", "")


def test_a_file_says_no_day_on_which_it_was_not_made(tmp_path: Path) -> None:
    metadata = read(tmp_path / "a.pdf", document()).metadata
    assert metadata is not None
    assert (metadata.creation_date, metadata.modification_date) == (None, None)


def test_every_font_is_embedded(tmp_path: Path) -> None:
    fonts = fonts_of(read(tmp_path / "a.pdf", document(*EVERY_BLOCK)))
    assert {name.partition("+")[2] for name in fonts} == {"NotoSans-Regular", "NotoSans-Bold"}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts.values())


@pytest.mark.parametrize("language", list(UiLanguage))
def test_each_page_says_which_it_is_of_how_many(tmp_path: Path, language: UiLanguage) -> None:
    lines = tuple(Paragraph(f"Avsnitt {number}") for number in range(2 * _LINES_ON_A_PAGE))
    reader = read(tmp_path / "a.pdf", document(*lines, language=language, footer="Til foten"))
    words = Texts(language).gettext("Page {page} of {pages}")
    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert words.format(page=number, pages=len(reader.pages)) in text
        assert "Til foten" in text


def test_a_long_foot_is_cut_visibly(tmp_path: Path) -> None:
    text = text_of(read(tmp_path / "a.pdf", document(footer="Lang fot " * 100)))
    assert "…" in text
    assert text.count("Lang fot") < 40


def test_a_long_table_has_its_headings_on_every_page_and_every_row_once(tmp_path: Path) -> None:
    rows = tuple((f"Rad {number};", "Åse") for number in range(2_000))
    reader = read(tmp_path / "a.pdf", document(Grid(("Nummer", "Navn"), rows)))
    texts = [page.extract_text() for page in reader.pages]
    assert all(text.count("Nummer") == 1 for text in texts)
    whole = "\n".join(texts)
    assert [number for number in range(2_000) if whole.count(f"Rad {number};") != 1] == []
    assert len(texts) < 70


def test_a_table_without_rows_has_its_headings(tmp_path: Path) -> None:
    assert "Nummer" in text_of(read(tmp_path / "a.pdf", document(Grid(("Nummer", "Navn"), ()))))


def test_a_row_of_another_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="argument"):
        write_pdf(document(Grid(("Nummer", "Navn"), (("1",),))), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "block",
    [
        Paragraph("x" * 20_000),
        Notice("ord " * 8_000),
        Items(("y" * 20_000,), boxes=True),
        Facts((("navn", "z" * 20_000),)),
        Grid(("a", "b"), (("w" * 20_000, "kort"),)),
        Grid(tuple("abcdefghijklmnopqrst"), (tuple(["bredde" * 4] * 20),)),
        Bars("tittel", ("svært lang " * 300,) * 60, (None,) * 60, ("merknad " * 300,) * 60, "b"),
    ],
    ids=["paragraph", "notice", "box", "fact", "cell", "columns", "bars"],
)
def test_what_is_longer_than_a_line_or_a_page_goes_on(tmp_path: Path, block: Block) -> None:
    assert len(read(tmp_path / "a.pdf", document(block, Paragraph("slutt"))).pages) >= 1


def test_a_long_word_in_a_cell_is_whole_when_its_lines_are_put_together(tmp_path: Path) -> None:
    word = "".join(f"{number:04}" for number in range(300))
    text = text_of(read(tmp_path / "a.pdf", document(Grid(("a", "b"), ((word, ""),)))))
    assert word in text.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("text", ["\x00", "\x1b", "中", "عرب", "\ud800", "🙂", "\x85"])
def test_what_the_font_cannot_show_is_replaced_visibly(tmp_path: Path, text: str) -> None:
    blocks = (Paragraph(f"a{text}b"), Grid(("c",), ((f"a{text}b",),)))
    assert text_of(read(tmp_path / "a.pdf", document(*blocks))).count("a" + "�" * len(text) + "b") == 2


def test_letters_in_two_parts_are_shown_as_one(tmp_path: Path) -> None:
    assert "Åse" in text_of(read(tmp_path / "a.pdf", document(Paragraph("A\u030ase"))))


def test_lines_within_a_text_are_kept(tmp_path: Path) -> None:
    text = text_of(read(tmp_path / "a.pdf", document(Paragraph("en\r\nto"), Facts((("f", "tre\nfire"),)))))
    assert "en\nto" in text
    assert "tre\nfire" in text.replace(" \n", "\n")


def test_the_same_document_gives_the_same_file(tmp_path: Path) -> None:
    write_pdf(document(*EVERY_BLOCK), tmp_path / "a.pdf")
    write_pdf(document(*EVERY_BLOCK), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_file_that_is_there_is_replaced_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("mine")
    with pytest.raises(UserError, match="--force"):
        write_pdf(document(), path)
    assert path.read_text() == "mine"
    write_pdf(document(), path, replace=True)
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_to_stand_on_one_page_does_and_can_still_be_marked(tmp_path: Path) -> None:
    blocks = (Items(tuple(f"Punkt {number} av sjekklisten" for number in range(60)), boxes=True),)
    whole = Document(title="Én side", language=UiLanguage.BOKMAL, blocks=blocks, one_page=True)
    reader = read(tmp_path / "a.pdf", whole)
    assert len(reader.pages) == 1
    assert "Punkt 59 av sjekklisten" in text_of(reader)
    assert len(read(tmp_path / "b.pdf", document(*blocks)).pages) > 1


def test_a_heading_and_its_paragraphs_of_law_never_stand_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for number in range(25, 45):
        lines = tuple(Paragraph(f"Avsnitt {line}") for line in range(number))
        blocks = (*lines, Heading("Overskrift"), Paragraph("tolkeloven § 9", muted=True), Paragraph("Teksten"))
        pages = [page.extract_text() for page in read(tmp_path / f"{number}.pdf", document(*blocks)).pages]
        assert [("Overskrift" in page) for page in pages] == [("Teksten" in page) for page in pages]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("ሰላም",), "3 characters could not be shown"),
        (("Ali 李", "Åse"), "1 character could not be shown"),
        (("Ali", "Đỗ Thị Ş"), ""),
    ],
)
def test_what_the_font_lacks_is_counted_at_the_end(tmp_path: Path, texts: tuple[str, ...], said: str) -> None:
    blocks = (Paragraph(texts[0]), Grid(("Name",), tuple((text,) for text in texts[1:])))
    text = " ".join(text_of(read(tmp_path / "a.pdf", document(*blocks, language=UiLanguage.ENGLISH))).split())
    assert (said in text) if said else ("could not be shown" not in text)
