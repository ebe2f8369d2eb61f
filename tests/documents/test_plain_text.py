"""Documents as plain text: every kind of block has its lines."""

from interpreter_app.documents.blocks import (
    Bars,
    Document,
    Facts,
    Grid,
    Heading,
    Items,
    Notice,
    Paragraph,
)
from interpreter_app.documents.plain_text import plain_text
from interpreter_app.i18n import UiLanguage


def text_of(*blocks: object, footer: str = "") -> str:
    return plain_text(Document(title="Title", language=UiLanguage.ENGLISH, blocks=blocks, footer=footer))


def test_running_text_stands_in_parts_with_an_empty_line_between():
    assert text_of(Heading("One"), Paragraph("Two"), Notice("Three"), footer="Four") == (
        "Title\n\nOne\n\nTwo\n\nThree\n\nFour\n"
    )


def test_items_have_their_marks():
    assert text_of(Items(("a", "b"))) == "Title\n\n– a\n– b\n"
    assert text_of(Items(("a", "b"), numbered=True)) == "Title\n\n1. a\n2. b\n"
    assert text_of(Items(("a",), boxes=True)) == "Title\n\n☐ a\n"


def test_facts_and_tables_keep_their_columns():
    assert text_of(Facts((("Day", "today"),))) == "Title\n\nDay: today\n"
    assert text_of(Grid(("A", "B"), (("1", "2"),))) == "Title\n\nA\tB\n1\t2\n"


def test_a_chart_is_told_in_numbers():
    chart = Bars("Shares", ("x", "y"), (62.0, None), ("5 of 8", ""), "What it shows.")
    assert text_of(chart) == "Title\n\nShares\nx · 62\u00a0% · 5 of 8\ny · –\n"


def test_what_is_empty_leaves_no_gap():
    assert text_of() == "Title\n"
