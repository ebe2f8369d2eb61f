"""Making the page to print of an answer."""

from collections.abc import Iterable, Iterator
from datetime import date

from interpreter_app.documents.blocks import Document
from interpreter_app.documents.guidance_sheet import Checklist, Sheet, SheetLine, guidance_sheet
from interpreter_app.domain import acts
from interpreter_app.domain.guidance_content import LAW, Content, GuidancePiece
from interpreter_app.domain.guidance_keys import CHECKLISTS
from interpreter_app.domain.situations import Sector
from interpreter_app.i18n import Texts
from interpreter_app.situation_words import SECTOR_NAMES
from interpreter_app.use_cases.advise import Told
from interpreter_app.use_cases.arrange_advice import CONTACT, NOT_VERIFIED, ArrangedAdvice, checklist, is_action

_FAMILIES = ("point", "sector", "checklist")
_ELSEWHERE = (CONTACT, "remote", "confidentiality")
"""What the checklist of the page says already, or what is only there to be read on the screen."""


def make_guidance_sheet(
    headline: str,
    advice: ArrangedAdvice,
    content: Content,
    day: date,
    texts: Texts,
    *,
    sector: Sector | None,
    printed: date,
) -> Document:
    """The page for ``advice`` about a conversation in ``sector`` on ``day``, in the language of ``texts``."""
    parts = [checklist(content, part, day, texts) for part in CHECKLISTS]
    newest = _newest(content, day)
    points = advice.points
    actions = [point for point in points if is_action(point) and not point.key.startswith(_ELSEWHERE)]
    return guidance_sheet(
        Sheet(
            headline=headline,
            service=texts.gettext(SECTOR_NAMES[sector]) if sector else "",
            reasons=tuple(_line(point, headline, texts) for point in points if not is_action(point)),
            actions=tuple(_line(point, headline, texts) for point in actions),
            checklists=tuple(Checklist(title, items) for title, items in parts if items),
            links=tuple(_links(points)),
            day=day,
            checked=content.law(day).checked,
            printed=printed,
            version=newest.version,
            in_force=newest.valid_from,
        ),
        texts,
    )


def _newest(content: Content, day: date) -> GuidancePiece:
    """The piece that holds since the latest day: it says how new the guidance is."""
    pieces = [content.piece(LAW, day), *(piece for family in _FAMILIES for piece in content.under(family, day))]
    return max(pieces, key=lambda piece: (piece.valid_from, piece.version))


def _line(point: Told, headline: str, texts: Texts) -> SheetLine:
    """A point in one line, with its paragraphs."""
    return SheetLine(_said(point, headline).rstrip("."), ", ".join(_in_words(point.sources, texts)))


def _said(point: Told, headline: str) -> str:
    """What a line says: the title of a point, and where that alone does not tell enough what is under it.

    What stands above it on the page is not said again: the headline, the service, and as of when the law is known.
    """
    title, body = point.text.title, point.text.body
    if not body:
        return title
    if point.key.startswith("sector."):
        return " ".join(body)
    if point.key == NOT_VERIFIED:
        return f"{title}. {body[0]}"
    return body[0] if title == headline else title


def _in_words(sources: Iterable[str], texts: Texts) -> Iterator[str]:
    """Paragraphs in words, an act that the one before names not named again."""
    last = None
    for source in filter(acts.is_known, sources):
        act, _ = acts.act_of(source)
        words = acts.in_words(source, texts.language)
        yield f"§ {words.partition(' § ')[2]}" if act is last else words
        last = act


def _links(points: Iterable[Told]) -> list[str]:
    """Where the acts can be read, each once."""
    known = [source for point in points for source in point.sources if acts.is_known(source)]
    return list(dict.fromkeys(acts.act_of(source)[0].link for source in known))
