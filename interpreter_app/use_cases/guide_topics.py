"""What there is to read in the guide, by topic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import N_
from interpreter_app.domain.guidance_content import LAW, Content, GuidancePiece, LawData, PieceText, law_data
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.advise import filled


class Form(Enum):
    """How the body of a piece stands: as running text, as items to go through, or as steps in an order."""

    TEXT = auto()
    ITEMS = auto()
    STEPS = auto()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: the family of its pieces, its title and what it is about (English source texts), and its form."""

    key: str
    title: str
    about: str
    form: Form = Form.TEXT


ACTS = "acts"
PROCUREMENT = "procurement"
TOPICS = (
    Topic("category", N_("The five categories"), N_("All five are qualified; A has the most.")),
    Topic("contact", N_("Whom to contact"), N_("In this order."), Form.STEPS),
    Topic("checklist", N_("Before, during and after"), N_("What to go through."), Form.ITEMS),
    Topic("method", N_("On site, by screen, by telephone"), N_("What fits when.")),
    Topic("impartiality", N_("Impartiality"), N_("Questions to the interpreter.")),
    Topic("ground", N_("When the requirement may be departed from"), N_("The three grounds.")),
    Topic("sector", N_("Services"), N_("What holds where.")),
    Topic(PROCUREMENT, N_("Buying interpreting services"), N_("Facts, and requirements for a tender.")),
    Topic(ACTS, N_("Acts and regulations"), N_("Where to read them.")),
)


def topic(key: str) -> Topic:
    """The topic with this key."""
    return next(one for one in TOPICS if one.key == key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a topic in words; ``category`` is the one that it explains, ``number`` its place among steps."""

    text: PieceText
    sources: tuple[str, ...] = ()
    form: Form = Form.TEXT
    category: Category | None = None
    number: int | None = None


def sections(content: Content, chosen: Topic, day: date, texts: Texts) -> Iterator[Section]:
    """What there is to read of a topic on ``day``."""
    pieces = [content.piece(LAW, day)] if chosen.key == ACTS else content.under(chosen.key, day)
    law = content.law(day)
    for number, piece in enumerate(pieces, 1):
        yield Section(
            text=piece_in_words(piece, law, texts),
            sources=piece.sources,
            form=chosen.form,
            category=_category(piece),
            number=number if chosen.form is Form.STEPS else None,
        )


def requirements(content: Content, day: date) -> list[GuidancePiece]:
    """The pieces on procurement that are requirements, as they hold on ``day``."""
    return [piece for piece in content.under(PROCUREMENT, day) if piece.data.get("requirement")]


def piece_in_words(piece: GuidancePiece, law: LawData, texts: Texts) -> PieceText:
    """The text of a piece with the dates and amounts of ``law``, or its own where it holds them itself."""
    return filled(piece.text(texts.language), _values(law_data(piece.data) if piece.key == LAW else law), texts)


def _values(law: LawData) -> Mapping[str, object]:
    year = max(law.court_fees)
    return {
        "in_force": law.in_force,
        "until": law.dispensed_until,
        "checked": law.checked,
        "year": year,
        "court_fee": law.court_fees[year],
        "maximum": law.highest_fee(year),
    }


def _category(piece: GuidancePiece) -> Category | None:
    family, _, letter = piece.key.partition(".")
    return next((one for one in Category if family == "category" and one.value == letter), None)
