"""Documents for tests: every kind of block, and names that programs stumble over."""

from interpreter_app.documents.blocks import Bars, Block, Facts, Grid, Heading, Items, Notice, Paragraph

NAMES = ("Åse Ødegård-Nærbø", "<b>&Fet</b>", "Kari <br/> & «Co»", "{page} %s \\n", "Ždanič Łukasz")

EVERY_BLOCK: tuple[Block, ...] = (
    Heading("Overskrift"),
    Heading("Underoverskrift", 2),
    Paragraph("Avsnitt"),
    Paragraph("Dempet", muted=True),
    Notice("Viktig"),
    Items(("Punkt",)),
    Items(("Rute",), boxes=True),
    Items(("Første",), numbered=True),
    Facts((("Språk", "Somali"),)),
    Grid(("Navn", "Svar"), (("Åse", "Ja"),), (70, 30)),
    Bars("Andel", ("Somali", "Dari"), (62.4, None), ("5 av 8", ""), "Somali har 62 prosent."),
)
