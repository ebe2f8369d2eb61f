"""Answering a booking situation: what the rules say of it, in the words of the guidance that holds that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from interpreter_app.domain.guidance import Guidance, Point, assess_situation
from interpreter_app.domain.guidance_content import Content, PieceText
from interpreter_app.domain.situations import Situation
from interpreter_app.i18n import Texts, UiLanguage


@dataclass(frozen=True, slots=True)
class Told:
    """A point in words; ``sources`` are its paragraphs, as "TL 6(1)"."""

    key: str
    text: PieceText
    sources: tuple[str, ...]

    @property
    def in_one(self) -> str:
        """Title and body as one text."""
        return " ".join((f"{self.text.title.rstrip('.')}.", *self.text.body)) if self.text.body else self.text.title


@dataclass(frozen=True, slots=True)
class Advice:
    """The answer for a situation: the rules', and its points in words, the most important first."""

    guidance: Guidance
    points: tuple[Told, ...]


def advise(content: Content, situation: Situation, texts: Texts) -> Advice:
    """The answer for ``situation``, in the language of ``texts``."""
    guidance = assess_situation(situation, content.law(situation.day))
    return Advice(guidance, tuple(told(content, point, situation.day, texts) for point in guidance.points))


def told(content: Content, point: Point, day: date, texts: Texts) -> Told:
    """A point in the words that hold on ``day``."""
    piece = content.piece(f"point.{point.key}", day)
    return Told(point.key, filled(piece.text(texts.language), point.values, texts), point.sources)


def filled(text: PieceText, values: Mapping[str, object], texts: Texts) -> PieceText:
    """A text with its ``values`` in place: days and amounts as people write them."""
    shown = {name: _shown(value, texts) for name, value in values.items()}
    return PieceText(title=_with(text.title, shown), body=tuple(_with(line, shown) for line in text.body))


def _with(text: str, shown: Mapping[str, str]) -> str:
    """The text with each known ``{name}`` replaced; what a newer register may name besides stays as it is."""
    for name, value in shown.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _shown(value: object, texts: Texts) -> str:
    if isinstance(value, date):
        return texts.date(value)
    return amount(value, texts) if isinstance(value, Decimal) else str(value)


def amount(value: Decimal, texts: Texts) -> str:
    """An amount of money without its currency, never more than it is: 1 345 or 672,50."""
    cents = int(value * 100)
    whole = texts.number(cents // 100)
    if cents % 100 == 0:
        return whole
    mark = "." if texts.language is UiLanguage.ENGLISH else ","
    return f"{whole}{mark}{cents % 100:02}"
