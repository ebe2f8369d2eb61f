"""What the law says of a booking situation, on its date: pure rules, each with its paragraphs.

TL is tolkeloven (LOV-2021-06-11-79), TF tolkeforskriften (FOR-2021-09-13-2744). The order of the questions about the
duty follows the guidance: outside the act; a duty in another act; a duty by need; should consider. Dates and amounts
that change come in as ``LawData``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from interpreter_app.domain.guidance_content import LawData
from interpreter_app.domain.situations import Body, Ground, Proposed, Sector, Situation

OF_AGE = 18
"""Years; whoever is younger is a child (TL § 4)."""


class Duty(StrEnum):
    """Whether an interpreter is to be used, and where that stands."""

    OTHER_ACT = "other_act"
    TOLKELOVEN = "tolkeloven"
    SHOULD_CONSIDER = "should_consider"
    NONE = "none"


class Qualified(StrEnum):
    """Whether the interpreter must be qualified; ``suspended`` while that demand is dispensed with (TL § 7(5))."""

    REQUIRED = "required"
    SUSPENDED = "suspended"
    NOT_REQUIRED = "not_required"


class ChildUse(StrEnum):
    """Whether a child who is proposed may interpret (TL § 4), and by which exception."""

    NOT_RELEVANT = "not_relevant"
    FORBIDDEN = "forbidden"
    EMERGENCY = "emergency"
    DEFENSIBLE = "defensible"


@dataclass(frozen=True, slots=True)
class Departure:
    """Whether the demand for a qualified interpreter may be departed from; the grounds that are there stand always."""

    allowed: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class NoShowFee:
    """Whether a fee may be charged of who stayed away, and at most how much in NOK; None where that is not known."""

    allowed: bool
    maximum: Decimal | None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to be told: the key of its piece under "point", the paragraphs, and values for its text."""

    key: str
    sources: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guidance:
    """The answer for a situation; ``points`` tell it in words, the most important first."""

    act_applies: bool
    duty: Duty
    qualified: Qualified
    departure: Departure
    child: ChildUse
    police_certificate: bool
    no_show_fee: NoShowFee
    points: tuple[Point, ...]


def act_applies(situation: Situation, law: LawData) -> bool:
    """Whether tolkeloven covers the body and the conversation, on its date (TL § 2).

    It covers interpreting to and from Norwegian, by public bodies, by private ones that act on behalf of a public body,
    and by approved private kindergartens and schools.
    """
    in_force = situation.day >= law.in_force
    return in_force and situation.norwegian_involved and situation.body is not Body.PRIVATE_OTHER


def duty(situation: Situation, law: LawData) -> Duty:
    """Whether an interpreter is to be used (TL §§ 3 and 6)."""
    if not act_applies(situation, law):
        return Duty.NONE
    if situation.duty_in_other_act:
        return Duty.OTHER_ACT
    return Duty.TOLKELOVEN if situation.needed else Duty.SHOULD_CONSIDER


def qualified(situation: Situation, law: LawData) -> Qualified:
    """Whether the interpreter must be qualified (TL § 7(1)), and whether that is suspended that day (TL § 7(5)).

    Where the duty stands in another act, too, it depends on the test of need in TL § 6(1).
    """
    if not (act_applies(situation, law) and situation.needed):
        return Qualified.NOT_REQUIRED
    return Qualified.SUSPENDED if situation.day <= law.dispensed_until else Qualified.REQUIRED


def grounds(situation: Situation) -> tuple[Ground, ...]:
    """The grounds of TL § 7(2) that the situation gives."""
    given = {
        Ground.CANNOT_WAIT: not situation.can_wait,
        Ground.EMERGENCY: situation.emergency,
        Ground.STRONG_REASONS: situation.strong_reasons,
    }
    return tuple(ground for ground in Ground if given[ground])


def departure(situation: Situation, law: LawData) -> Departure:
    """Whether the demand for a qualified interpreter may be departed from (TL § 7(2))."""
    found = grounds(situation)
    return Departure(bool(found) and qualified(situation, law) is Qualified.REQUIRED, found)


def is_child(born: date, day: date) -> bool:
    """Whether somebody born on ``born`` is under 18 on ``day``; who was born on 29 February is of age on 1 March."""
    return (day.year - born.year - ((day.month, day.day) < (born.month, born.day))) < OF_AGE


def child_proposed(situation: Situation) -> bool:
    """Whether whoever is proposed is a child; the birth date decides where it is known."""
    if situation.proposed_birth_date is not None:
        return is_child(situation.proposed_birth_date, situation.day)
    return situation.proposed is Proposed.CHILD


def child(situation: Situation, law: LawData) -> ChildUse:
    """Whether a child who is proposed may interpret (TL § 4): in an emergency, or when defensible; otherwise not."""
    if not (act_applies(situation, law) and child_proposed(situation)):
        return ChildUse.NOT_RELEVANT
    if situation.emergency:
        return ChildUse.EMERGENCY
    return ChildUse.DEFENSIBLE if situation.child_defensible else ChildUse.FORBIDDEN


CERTIFICATE_SECTORS = frozenset(
    {
        Sector.POLICE,
        Sector.PROSECUTION,
        Sector.COURT,
        Sector.IMMIGRATION,
        Sector.PRISON,
        Sector.PROBATION,
        Sector.REVIEW_COMMISSION,
        Sector.CHILD_WELFARE_BOARD,
    }
)
"""Where interpreters must have a police certificate in every case (TL § 10)."""


def police_certificate(situation: Situation, law: LawData) -> bool:
    """Whether the interpreter must have a police certificate (TL § 10); in konfliktråd in criminal cases only."""
    if not act_applies(situation, law):
        return False
    in_conciliation = situation.sector is Sector.CONCILIATION and situation.criminal_case
    return situation.sector in CERTIFICATE_SECTORS or in_conciliation


def no_show_fee(situation: Situation, law: LawData) -> NoShowFee:
    """Whether a fee may be charged of who stayed away, and its cap (TL § 11, TF § 20).

    Only where the interpreter was booked under TL § 6(1) by need or under § 6(2), and the person knew both of the
    booking and of the fee. At most the actual cost and at most half a rettsgebyr of the year; where that is not known,
    neither is the cap.
    """
    told = situation.no_show
    by_tolkeloven = duty(situation, law) in (Duty.TOLKELOVEN, Duty.SHOULD_CONSIDER)
    if not (told and by_tolkeloven and told.told_of_booking and told.told_of_fee):
        return NoShowFee(False, Decimal(0))
    cap = law.highest_fee(situation.day.year)
    return NoShowFee(True, None if cap is None else min(told.cost, cap))


def assess_situation(situation: Situation, law: LawData) -> Guidance:
    """The whole answer for ``situation``, with what is to be told."""
    return Guidance(
        act_applies=act_applies(situation, law),
        duty=duty(situation, law),
        qualified=qualified(situation, law),
        departure=departure(situation, law),
        child=child(situation, law),
        police_certificate=police_certificate(situation, law),
        no_show_fee=no_show_fee(situation, law),
        points=tuple(_points(situation, law)),
    )


def _points(situation: Situation, law: LawData) -> Iterator[Point]:
    if act_applies(situation, law):
        yield from _points_of_duty(situation, law)
        yield from _points_of_child(situation, law)
        yield from _points_of_qualification(situation, law)
        yield from _points_of_proposed(situation)
        yield from _points_of_booking(situation, law)
        yield from _points_of_fee(situation, law)
    else:
        yield from _points_outside(situation, law)
        yield from _points_of_proposed_outside(situation)
        yield from _points_of_fee(situation, law)


def _points_outside(situation: Situation, law: LawData) -> Iterator[Point]:
    if situation.day < law.in_force:
        yield Point("not_in_force", ("TL 2",), {"in_force": law.in_force})
    elif not situation.norwegian_involved:
        yield Point("outside_language", ("TL 2",))
    else:
        yield Point("outside_body", ("TL 2",))
    if situation.duty_in_other_act:
        yield Point("outside_but_other_act", ("TL 3",))
    yield Point("outside_recommended")


def _points_of_duty(situation: Situation, law: LawData) -> Iterator[Point]:
    match duty(situation, law):
        case Duty.OTHER_ACT:
            yield Point("duty_other_act", ("TL 2", "TL 3", "TL 6(1)"))
            if not situation.needed:
                yield Point("duty_other_act_not_needed", ("TL 3", "TL 6(1)"))
        case Duty.TOLKELOVEN:
            yield Point("duty_tolkeloven", ("TL 2", "TL 6(1)"))
        case _:
            yield Point("duty_should_consider", ("TL 2", "TL 6(2)"))


def _points_of_qualification(situation: Situation, law: LawData) -> Iterator[Point]:
    until = {"until": law.dispensed_until, "checked": law.checked}
    match qualified(situation, law):
        case Qualified.REQUIRED:
            yield Point("qualified_required", ("TL 7(1)", "TL 7(3)", "TL 7(5)"), until)
            if law.checked < situation.day:
                yield Point("dispensation_not_verified", ("TL 7(5)",), until)
            yield from _points_of_departure(situation, law)
        case Qualified.SUSPENDED:
            yield Point("qualified_suspended", ("TL 7(1)", "TL 7(3)", "TL 7(5)"), until)
            yield from _points_of_needless_grounds(situation)
        case _:
            yield Point("qualified_not_required", ("TL 7(1)",))
            yield from _points_of_needless_grounds(situation)


def _points_of_departure(situation: Situation, law: LawData) -> Iterator[Point]:
    if departure(situation, law).allowed:
        for ground in grounds(situation):
            yield Point(f"departure_{ground}", ("TL 7(2)",))
        yield Point("departure_note", ("TL 7(2)",))
    else:
        yield Point("departure_not_allowed", ("TL 7(2)",))


def _points_of_needless_grounds(situation: Situation) -> Iterator[Point]:
    if grounds(situation):
        yield Point("departure_not_needed", ("TL 7(2)",))


_ABOUT_PROPOSED = {
    Proposed.REGISTER: Point("proposed_register", ("TL 7(3)", "TL 16")),
    Proposed.OTHER: Point("proposed_other", ("TL 7(3)", "TL 16")),
    Proposed.CHILD: Point("proposed_of_age", ("TL 4", "TL 7(3)", "TL 16", "FVL 6")),
    Proposed.ADULT_RELATIVE: Point("proposed_adult_relative", ("TL 7(3)", "TL 16", "FVL 6")),
}
"""What is told of whoever is proposed and is no child, by the birth date where that is known."""


def _points_of_proposed(situation: Situation) -> Iterator[Point]:
    if not child_proposed(situation) and situation.proposed in _ABOUT_PROPOSED:
        yield _ABOUT_PROPOSED[situation.proposed]


def _points_of_proposed_outside(situation: Situation) -> Iterator[Point]:
    """Advice only: the act's rules on children, qualification and impartiality do not reach the conversation."""
    if child_proposed(situation):
        yield Point("child_outside", ("TL 4",))
    elif situation.proposed is Proposed.ADULT_RELATIVE:
        yield Point("proposed_relative_outside")
    elif situation.proposed is not Proposed.NONE:
        yield Point("proposed_outside")


def _points_of_child(situation: Situation, law: LawData) -> Iterator[Point]:
    """Children: what TL § 4 permits does not lift the demand of TL § 7(1), which only somebody of age can meet."""
    use = child(situation, law)
    if use is ChildUse.NOT_RELEVANT:
        return
    must_be_qualified = qualified(situation, law) is Qualified.REQUIRED and not departure(situation, law).allowed
    if use is ChildUse.DEFENSIBLE and must_be_qualified:
        yield Point("child_not_qualified", ("TL 4", "TL 7(1)", "TL 7(2)", "TL 7(3)", "TF 10"))
    else:
        yield Point(f"child_{use}", ("TL 4",))


def _points_of_booking(situation: Situation, law: LawData) -> Iterator[Point]:
    if police_certificate(situation, law):
        yield Point("police_certificate", ("TL 10",))
    yield Point("best_qualified")
    yield Point("remote", ("TL 8",))
    yield Point("confidentiality", ("TL 15",))


_WHY_NO_FEE = {Duty.NONE: "fee_outside", Duty.OTHER_ACT: "fee_other_act"}
"""The point that says why no fee may be charged, by where the duty stands; else it is for want of a notice."""


def _points_of_fee(situation: Situation, law: LawData) -> Iterator[Point]:
    if situation.no_show is None:
        return
    fee, sources = no_show_fee(situation, law), ("TL 11", "TF 20")
    if not fee.allowed:
        yield Point(_WHY_NO_FEE.get(duty(situation, law), "fee_not_told"), sources)
    elif fee.maximum is None:
        yield Point("fee_year_unknown", sources, {"year": situation.day.year})
    else:
        yield Point("fee_allowed", sources, {"maximum": fee.maximum, "year": situation.day.year})


def point_keys() -> Iterable[str]:
    """The key of every point that an answer can tell, without "point." before it."""
    return (
        *("not_in_force", "outside_language", "outside_body", "outside_but_other_act", "outside_recommended"),
        *("duty_other_act", "duty_other_act_not_needed", "duty_tolkeloven", "duty_should_consider"),
        *("qualified_required", "qualified_suspended", "qualified_not_required", "dispensation_not_verified"),
        *(f"departure_{ground}" for ground in Ground),
        *("departure_note", "departure_not_allowed", "departure_not_needed"),
        *("child_outside", "child_not_qualified", "proposed_relative_outside", "proposed_outside"),
        *(f"child_{use}" for use in ChildUse if use is not ChildUse.NOT_RELEVANT),
        *("proposed_register", "proposed_other", "proposed_of_age", "proposed_adult_relative"),
        *("police_certificate", "best_qualified", "remote", "confidentiality"),
        *("fee_allowed", "fee_not_told", "fee_other_act", "fee_outside", "fee_year_unknown"),
    )


_OF_DISPENSATION = ("until", "checked")
POINT_VALUES: Mapping[str, tuple[str, ...]] = {
    "not_in_force": ("in_force",),
    **dict.fromkeys(("qualified_required", "qualified_suspended", "dispensation_not_verified"), _OF_DISPENSATION),
    "fee_allowed": ("maximum", "year"),
    "fee_year_unknown": ("year",),
}
"""The names of the values that come with a point, by its key; the other points have none."""
