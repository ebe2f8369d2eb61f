"""A booking situation: what a public professional knows when the question is whether to use an interpreter, and whom.

The vocabularies are closed; their words are those of the command line and of the files.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Body(StrEnum):
    """Who speaks with the person (TL § 2)."""

    PUBLIC = "public"
    PRIVATE_ON_BEHALF = "private_on_behalf"
    PRIVATE_KINDERGARTEN = "private_kindergarten"
    PRIVATE_SCHOOL = "private_school"
    PRIVATE_OTHER = "private_other"


class Sector(StrEnum):
    """What the conversation belongs to; ``other`` for all else."""

    HEALTH = "health"
    GP = "gp"
    COURT = "court"
    IMMIGRATION = "immigration"
    POLICE = "police"
    PROSECUTION = "prosecution"
    PRISON = "prison"
    PROBATION = "probation"
    CONCILIATION = "conciliation"
    REVIEW_COMMISSION = "review_commission"
    CHILD_WELFARE_BOARD = "child_welfare_board"
    CHILD_WELFARE = "child_welfare"
    CRISIS_SHELTER = "crisis_shelter"
    NAV = "nav"
    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    INTEGRATION = "integration"
    NOTARY = "notary"
    OTHER = "other"


class Proposed(StrEnum):
    """Who is to interpret, or did: nobody, somebody found in the register, another, a child, an adult relative."""

    NONE = "none"
    REGISTER = "register"
    OTHER = "other"
    CHILD = "child"
    ADULT_RELATIVE = "adult_relative"


class Method(StrEnum):
    """How the interpreter takes part (TL § 8): on site (fremmøte), by screen (skjerm), by telephone (telefon)."""

    ON_SITE = "on_site"
    SCREEN = "screen"
    TELEPHONE = "telephone"


class Ground(StrEnum):
    """The three grounds on which the demand for a qualified interpreter may be departed from (TL § 7(2))."""

    CANNOT_WAIT = "cannot_wait"
    EMERGENCY = "emergency"
    STRONG_REASONS = "strong_reasons"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoShow:
    """Somebody stayed away from a conversation with an interpreter (TL § 11, TF § 20).

    ``told_of_booking`` and ``told_of_fee`` say what the person knew beforehand; ``cost`` is what the interpreter
    actually cost, in NOK.
    """

    told_of_booking: bool
    told_of_fee: bool
    cost: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known of a conversation.

    ``day`` is that of the conversation. ``norwegian_involved`` is whether it is interpreted to or from Norwegian,
    Norwegian sign language included. ``needed`` is the public professional's judgement that an interpreter is needed
    for legal safeguards or for adequate help and service (TL § 6(1)). ``duty_in_other_act`` is whether another act says
    or clearly presupposes that an interpreter is used. ``can_wait`` is whether it is defensible to wait for a qualified
    interpreter, and ``strong_reasons`` whether there are other strong reasons (TL § 7(2)). ``child_defensible`` is
    whether it is defensible that a child interprets (TL § 4). ``proposed_birth_date`` decides whether whoever is
    proposed is a child.
    """

    body: Body
    sector: Sector
    norwegian_involved: bool
    duty_in_other_act: bool
    needed: bool
    day: date
    criminal_case: bool = False
    proposed: Proposed = Proposed.NONE
    proposed_birth_date: date | None = None
    can_wait: bool = True
    emergency: bool = False
    strong_reasons: bool = False
    child_defensible: bool = False
    no_show: NoShow | None = None
