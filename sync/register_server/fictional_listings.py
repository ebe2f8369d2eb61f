"""What happens to fictional people in the register: listings that begin and end, authorisations that are withdrawn."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sync.register_server.fictional_chance import Chance
from sync.register_server.fictional_evidence import FIXED_DATE, working_day

_TODAY = FIXED_DATE.toordinal()
_REGISTER_OPENED = date(2005, 1, 20).toordinal()

_SOONEST = 25
"""Days from the first category to the listing."""
_LISTED_LATER = 0.003
_REMOVED = 0.033
_EXCLUDED_OF_REMOVED = 0.12
_RELISTED_OF_REMOVED = 0.3
_EXCLUDED = "Utestengt etter tolkeloven § 21"
_END_REASONS = ("Etter eget ønske", "Flyttet fra landet", "Sluttet å tolke", "Oppfyller ikke lenger vilkårene")

_WITHDRAWN_NOW = 0.016
_REVOKED = 0.028
_WITHDRAWN_ONCE = 0.070
"""Of the authorisations, each share with those before it."""
_REASONS = ("Sak om brudd på god tolkeskikk", "Varsel under behandling", "Sak om taushetsplikt")
_NEW = 400
"""Days in which nothing happens to an authorisation."""


class ListedPeriod(NamedTuple):
    """A listing by days (``date.toordinal``): ``until`` is the first day it no longer holds, None while it does."""

    start: int
    until: int | None = None
    end_reason: str = ""


class Gap(NamedTuple):
    """A temporary withdrawal by days (``date.toordinal``); ``until`` None while it lasts."""

    start: int
    until: int | None
    reason: str


class Fate(NamedTuple):
    """What happened to an authorisation: withdrawals for a time, and the day on which it was revoked, if it was."""

    gaps: tuple[Gap, ...] = ()
    revoked: int | None = None
    revocation_reason: str = ""


def draw_listings(chance: Chance, qualified: int) -> Iterator[ListedPeriod]:
    """The listings of someone who first had a category on day ``qualified``, about a month before FIXED_DATE or more.

    Most are listed still. Some have been removed, of them a few excluded and some listed again; a handful
    will be listed soon.
    """
    if chance.happens(_LISTED_LATER):
        yield ListedPeriod(_TODAY + chance.between(1, 60))
        return
    possible = max(qualified + _SOONEST, _REGISTER_OPENED)
    start = working_day(possible + chance.below(min(240, _TODAY - possible)))
    if not chance.happens(_REMOVED) or _TODAY - start < 200:
        yield ListedPeriod(start)
        return
    until = working_day(chance.between(start + 120, _TODAY - 1))
    if chance.happens(_EXCLUDED_OF_REMOVED):
        yield ListedPeriod(start, until, _EXCLUDED)
        return
    yield ListedPeriod(start, until, chance.one_of(_END_REASONS))
    if _TODAY - until > 90 and chance.happens(_RELISTED_OF_REMOVED):
        yield ListedPeriod(working_day(chance.between(until + 30, _TODAY - 1)))


def draw_fate(chance: Chance, granted: int) -> Fate:
    """What happened to an authorisation granted on day ``granted``; mostly nothing."""
    lot = chance.random()
    if lot >= _WITHDRAWN_ONCE or _TODAY - granted < _NEW:
        return Fate()
    reason = chance.one_of(_REASONS)
    if lot < _WITHDRAWN_NOW:
        return Fate((Gap(chance.between(max(granted + 90, _TODAY - 300), _TODAY - 5), None, reason),))
    start = working_day(chance.between(granted + 90, _TODAY - 200))
    until = start + chance.between(20, 180)
    gap = Gap(start, until, reason)
    return Fate((gap,), until, f"{reason}: tilbakekalt") if lot < _REVOKED else Fate((gap,))
