"""The page to print of an answer: what stands on it, and that it is one page whatever the answer and the language."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from interpreter_app.documents.blocks import Document, Items, Paragraph
from interpreter_app.documents.guidance_sheet import Checklist, Sheet, SheetLine, guidance_sheet
from interpreter_app.documents.pdf import write_pdf
from interpreter_app.domain.guidance_content import Content, shipped_pieces
from interpreter_app.domain.situations import Body, NoShow, Proposed, Sector, Situation
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.advise import advise
from interpreter_app.use_cases.arrange_advice import arrange_advice
from interpreter_app.use_cases.make_guidance_sheet import make_guidance_sheet

TODAY = date(2026, 11, 20)
DAY = date(2027, 3, 1)
CONTENT = Content(shipped_pieces())
ENGLISH = Texts(UiLanguage.ENGLISH)
LONGEST = Situation(
    body=Body.PUBLIC,
    sector=Sector.COURT,
    norwegian_involved=True,
    duty_in_other_act=True,
    needed=True,
    day=DAY,
    proposed=Proposed.ADULT_RELATIVE,
    can_wait=False,
    emergency=True,
    strong_reasons=True,
)
"""A situation with as much to tell as there can be."""


def made(situation: Situation, texts: Texts = ENGLISH) -> Document:
    advice = advise(CONTENT, situation, texts)
    applies = advice.guidance.act_applies
    arranged = arrange_advice(advice.points, CONTENT, situation.sector, situation.day, texts, act_applies=applies)
    headline = advice.points[0].text.title
    return make_guidance_sheet(
        headline, arranged, CONTENT, situation.day, texts, sector=situation.sector, printed=TODAY
    )


def lines(document: Document) -> list[str]:
    """Its texts: paragraphs and items."""
    found: list[str] = []
    for block in document.blocks:
        found += block.items if isinstance(block, Items) else [block.text] if isinstance(block, Paragraph) else []
    return found


@pytest.mark.parametrize("language", UiLanguage)
def test_it_is_one_page_in_every_language(tmp_path: Path, language):
    file = tmp_path / "page.pdf"
    write_pdf(made(LONGEST, Texts(language)), file)
    reader = PdfReader(file)
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert CONTENT.piece("checklist.after", DAY).text(language).body[-1][:30] in " ".join(text.split())


FEE = NoShow(told_of_booking=True, told_of_fee=True, cost=Decimal(1400))
LONG_IN_THE_GUIDE = replace(LONGEST, emergency=False, strong_reasons=False, no_show=FEE)
"""As much as the guide can tell, which asks for one ground."""


@pytest.mark.parametrize("language", UiLanguage)
@pytest.mark.parametrize(
    "situation",
    [LONGEST, *(replace(LONG_IN_THE_GUIDE, sector=one) for one in (Sector.COURT, Sector.HEALTH, Sector.IMMIGRATION))],
    ids=lambda one: f"{one.sector}-{'fee' if one.no_show else 'no fee'}",
)
def test_the_print_stays_large_enough_to_read(tmp_path: Path, language, situation):
    """At least as large as 7 points: what is printed smaller nobody reads at a bedside."""
    file = tmp_path / "page.pdf"
    write_pdf(made(situation, Texts(language)), file)
    sizes: list[float] = []

    def note(text: str, matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(matrix[3] * text_matrix[3]) * size)

    PdfReader(file).pages[0].extract_text(visitor_text=note)
    assert min(sizes) >= 7


def test_it_begins_with_the_answer_and_says_what_it_is_about():
    document = made(LONGEST)
    assert document.title == "You must use an interpreter"
    assert lines(document)[0] == "Court · Conversation on 1 March 2027"


@pytest.mark.parametrize(
    ("sector", "demand", "paragraph"),
    [
        (
            Sector.CRISIS_SHELTER,
            "The Crisis Shelter Act requires a qualified interpreter",
            "the Crisis Shelter Act § 3",
        ),
        (Sector.CONCILIATION, "The parties are entitled to a qualified interpreter", "the Mediation Service Act § 16"),
    ],
)
def test_what_holds_in_the_sector_stands_on_it(sector, demand, paragraph):
    found = lines(made(replace(LONGEST, sector=sector, day=TODAY)))
    (line,) = [line for line in found if demand in line]
    assert paragraph in line
    assert any("does not require a qualified interpreter yet" in line for line in found)


def test_outside_the_act_it_claims_nothing_of_the_sector():
    found = lines(made(replace(LONGEST, sector=Sector.CRISIS_SHELTER, body=Body.PRIVATE_OTHER)))
    assert not any("requires a qualified interpreter" in line for line in found)
    assert any(line.startswith("Another act has rules") and "§ 3" in line for line in found)


def test_that_the_dispensation_is_not_verified_stands_in_full_under_the_demand():
    found = lines(made(LONGEST))
    demand = next(n for n, line in enumerate(found) if line.startswith("The interpreter must be qualified"))
    assert "We do not know whether the dispensation was extended. It runs until" in found[demand + 1]
    assert "31 December 2026" in found[demand + 1]


def test_every_reason_names_its_paragraphs_and_an_act_once():
    found = lines(made(LONGEST))
    assert any(line.endswith("(the Interpreting Act § 7 (1), § 7 (3), § 7 (5))") for line in found)
    assert not any(line.startswith("You must use an interpreter") for line in found)


def test_it_says_that_it_is_not_the_law_as_of_when_and_where_the_law_is():
    last = lines(made(LONGEST))[-1]
    assert "not the wording of the law" in last
    assert "as of 2 July 2026" in last
    assert "https://lovdata.no/lov/2021-06-11-79" in last


def test_the_foot_says_which_guidance_and_when_it_was_made():
    assert made(LONGEST).footer.endswith("made on 20 November 2026")
    assert "in force since" in made(LONGEST).footer


def test_a_conversation_without_a_known_service_has_only_its_day():
    nowhere = replace(LONGEST, sector=Sector.OTHER)
    advice = advise(CONTENT, nowhere, ENGLISH)
    arranged = arrange_advice(advice.points, CONTENT, None, DAY, ENGLISH, act_applies=True)
    document = make_guidance_sheet("Headline", arranged, CONTENT, DAY, ENGLISH, sector=None, printed=TODAY)
    assert lines(document)[0] == "Conversation on 1 March 2027"


def test_what_is_missing_leaves_no_empty_heading():
    sheet = Sheet(
        headline="Headline",
        service="",
        reasons=(),
        actions=(),
        checklists=(Checklist("Before", ("One", "Two")),),
        links=(),
        day=DAY,
        checked=TODAY,
        printed=TODAY,
        version=1,
        in_force=TODAY,
    )
    document = guidance_sheet(sheet, ENGLISH)
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Heading", "Items", "Paragraph"]
    assert "Read more" not in lines(document)[-1]


def test_a_line_without_paragraphs_is_its_title():
    assert SheetLine("Title").in_one == "Title"
    assert SheetLine("Title", "the act § 1").in_one == "Title (the act § 1)"
