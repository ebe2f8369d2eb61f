"""An answer in the order in which it helps: why first, then what to do now, and what can wait to be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from interpreter_app.domain.errors import N_
from interpreter_app.domain.guidance_content import Content, GuidancePiece, PieceText
from interpreter_app.domain.situations import Ground, Sector
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.advise import Told

MOST_REASONS = 3
MOST_ACTIONS = 4
CONTACT = "contact"
_REASONS = (
    "not_in_force",
    "outside_language",
    "outside_body",
    "duty_",
    "child_",
    *(f"departure_{ground}" for ground in Ground),
    "fee_",
    "outside_but_other_act",
    "qualified_",
    "departure_not_allowed",
    "departure_not_needed",
    "outside_recommended",
)
"""How the keys of points begin that say why, those that matter most first."""
NOT_VERIFIED = "dispensation_not_verified"
"""Whether the demand holds is not known on such a day: that is never put off, however many reasons there are."""
_ACTIONS = (
    "police_certificate",
    "proposed_",
    "departure_note",
    "sector.",
    CONTACT,
    "best_qualified",
    "remote",
    "confidentiality",
)
"""The same of what is to be done; what a point is one of comes first here."""
_TOLKELOVEN = ("TL ", "TF ")
"""How the paragraphs of tolkeloven and its regulation begin."""


@dataclass(frozen=True, slots=True)
class ArrangedAdvice:
    """An answer: ``reasons`` why, the first that of the headline, ``actions`` to take now, and ``further`` points.

    The reasons are those that matter most, in the order in which the rules ask, and what is not verified of them.
    ``points`` are all of it where nothing can wait: every reason, then all that is to be done.
    """

    reasons: tuple[Told, ...] = ()
    actions: tuple[Told, ...] = ()
    further: tuple[Told, ...] = ()
    points: tuple[Told, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Every paragraph that it rests on, once, as "TL 6(1)"."""
        return tuple(dict.fromkeys(source for point in self.points for source in point.sources))


def arrange_advice(
    points: Sequence[Told], content: Content, sector: Sector | None, day: date, texts: Texts, *, act_applies: bool
) -> ArrangedAdvice:
    """``points`` with whom to contact and what holds in ``sector``, as it is known on ``day``.

    ``act_applies`` is whether tolkeloven covers the conversation: outside it less is said of the sector.
    """
    reasons = [point for point in points if not is_action(point)]
    counted = _in_order((point for point in reasons if point.key != NOT_VERIFIED), _REASONS)
    first = [*counted[:MOST_REASONS], *(point for point in reasons if point.key == NOT_VERIFIED)]
    in_sector = _sector if act_applies else _sector_outside
    added = [*_contact(content, day, texts), *in_sector(content, sector, day, texts)]
    actions = _in_order([*(point for point in points if is_action(point)), *added], _ACTIONS)
    return ArrangedAdvice(
        reasons=tuple(point for point in reasons if point in first),
        actions=tuple(actions[:MOST_ACTIONS]),
        further=(*(point for point in reasons if point not in first), *actions[MOST_ACTIONS:]),
        points=(*reasons, *actions),
    )


def is_action(point: Told) -> bool:
    """Whether a point tells what is to be done, and not why."""
    return _place(point, _ACTIONS) > 0


def _place(point: Told, beginnings: Sequence[str]) -> int:
    """The place of a point among ``beginnings``, counted from 1; 0 where it is none of them."""
    return next((place for place, one in enumerate(beginnings, 1) if point.key.startswith(one)), 0)


def _in_order(points: Iterable[Told], beginnings: Sequence[str]) -> list[Told]:
    return sorted(points, key=lambda point: _place(point, beginnings) or len(beginnings) + 1)


def _contact(content: Content, day: date, texts: Texts) -> list[Told]:
    """Whom to contact, in the order of the guidance, as one point; the steps are those that have a number."""
    pieces = [piece for piece in content.under(CONTACT, day) if piece.key.removeprefix(f"{CONTACT}.").isdecimal()]
    steps = [piece.text(texts.language).title for piece in pieces]
    if not steps:
        return []
    numbered = tuple(f"{n}. {step}" for n, step in enumerate(steps, 1))
    return [Told(CONTACT, PieceText(title=texts.gettext(N_("Whom to contact, in this order")), body=numbered), ())]


def _sector(content: Content, sector: Sector | None, day: date, texts: Texts) -> list[Told]:
    piece = content.find(f"sector.{sector}", day) if sector else None
    return [told_piece(piece, texts)] if piece else []


def _sector_outside(content: Content, sector: Sector | None, day: date, texts: Texts) -> list[Told]:
    """Where another act may be read: the text of a sector is about conversations that tolkeloven covers."""
    piece = content.find(f"sector.{sector}", day) if sector else None
    sources = tuple(one for one in piece.sources if not one.startswith(_TOLKELOVEN)) if piece else ()
    if not (piece and sources):
        return []
    words = texts.gettext(
        N_("Another act has rules on interpreters for this service. See whether it covers you and this conversation.")
    )
    return [Told(piece.key, PieceText(title=piece.text(texts.language).title, body=(words,)), sources)]


def told_piece(piece: GuidancePiece, texts: Texts) -> Told:
    """A piece without values, as a point."""
    return Told(piece.key, piece.text(texts.language), piece.sources)


def checklist(content: Content, part: str, day: date, texts: Texts) -> tuple[str, tuple[str, ...]]:
    """The title and the items of a checklist, nothing where there is no checklist of that ``part``."""
    piece = content.find(f"checklist.{part}", day)
    text = piece.text(texts.language) if piece else PieceText(title="")
    return text.title, text.body
