"""State authorisations (bevilling som statsautorisert tolk) and the periods in which they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.periods import Period, until, without
from interpreter_app.domain.qualifications import Evidence, EvidenceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """An authorisation granted by IMDi for one language (tolkeloven § 18).

    ``granted`` is the first day it holds and ``revoked`` the first day it holds no more (tolkeloven § 20).
    """

    interpreter_id: str
    language: str
    granted: date
    kind: Kind | None = None
    number: str = ""
    revoked: date | None = None
    revocation_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A temporary withdrawal of an authorisation (midlertidig tilbakekall, tolkeloven § 20).

    ``withdrawn_until`` is the first day the authorisation counts again; None while it is still withdrawn.
    """

    interpreter_id: str
    authorisation_id: str
    withdrawn_from: date
    withdrawn_until: date | None = None
    reason: str = ""


def periods_held(authorisation: Authorisation, withdrawals: Iterable[Withdrawal]) -> tuple[Period, ...]:
    """The periods in which the authorisation holds: from its day, without withdrawals, until revoked."""
    gaps = [Period(gap.withdrawn_from, until(gap.withdrawn_until)) for gap in withdrawals]
    return tuple(without(Period(authorisation.granted, until(authorisation.revoked)), gaps))


def evidence_from_authorisation(
    authorisation: Authorisation, withdrawals: Iterable[Withdrawal], own_kind: Kind
) -> Evidence:
    """An authorisation as evidence, counting only while it holds; ``own_kind`` is used where it names no kind."""
    return Evidence(
        type=EvidenceType.STATE_AUTHORISATION,
        language=authorisation.language,
        kind=authorisation.kind or own_kind,
        periods=periods_held(authorisation, withdrawals),
        obtained=authorisation.granted,
    )
