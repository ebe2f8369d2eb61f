"""Qualifications: what a person has passed or been granted, and when it counts (tolkeforskriften § 11)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.periods import FOREVER, Period


class EvidenceType(StrEnum):
    """The kinds of evidence that a category can rest on (tolkeforskriften § 11).

    state_authorisation: bevilling som statsautorisert tolk. bachelor: bachelor i tolking. credits: studiepoeng in
    public-sector interpreting. bilingual_test: Tospråktesten, earlier ToSPoT. authorised_translator: statsautorisert
    translatør. professional_translator: fagoversetter. tao: the course Tolkens ansvarsområde.
    sign_education_before_bachelor: an interpreter education in sign language finished before the bachelor existed.
    """

    STATE_AUTHORISATION = "state_authorisation"
    BACHELOR = "bachelor"
    CREDITS = "credits"
    SIGN_EDUCATION_BEFORE_BACHELOR = "sign_education_before_bachelor"
    BILINGUAL_TEST = "bilingual_test"
    AUTHORISED_TRANSLATOR = "authorised_translator"
    PROFESSIONAL_TRANSLATOR = "professional_translator"
    TAO = "tao"


class CreditUnit(StrEnum):
    """The unit that credits are given in: studiepoeng, or the older vekttall."""

    STUDIEPOENG = "studiepoeng"
    VEKTTALL = "vekttall"


STUDIEPOENG_PER_VEKTTALL = 3
MOST_CREDITS = 1000
NORWAY = "NO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """A qualification of a person (formell kvalifikasjon), as the register records it.

    ``language`` is an ISO 639-3 code, None only for the TAO course, which belongs to the person.
    ``kind`` None means the language's own kind. ``obtained`` is the day it was obtained. ``amount`` and
    ``unit`` are given for credits only. ``country`` (ISO 3166-1, two capitals) is where it was obtained, empty for
    Norway; ``recognised`` the day on which IMDi recognised a foreign one (tolkeforskriften § 12).
    """

    interpreter_id: str
    type: EvidenceType
    obtained: date
    language: str | None = None
    kind: Kind | None = None
    amount: Decimal | None = None
    unit: CreditUnit | None = None
    institution: str = ""
    document_reference: str = ""
    country: str = ""
    recognised: date | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be; a record from outside is checked when it is read."""
        if (self.language is None) != (self.type is EvidenceType.TAO):
            raise ValueError("a qualification is for a language, save for TAO, which is for none")
        if (self.amount is None) == (self.type is EvidenceType.CREDITS):
            raise ValueError("credits have an amount, and nothing else has")
        if self.amount is not None and not (self.amount.is_finite() and 0 < self.amount <= MOST_CREDITS):
            raise ValueError(f"the amount of credits must be above 0 and at most {MOST_CREDITS}")

    @property
    def is_foreign(self) -> bool:
        """Whether it was obtained abroad, so that IMDi must recognise it (tolkeforskriften § 12)."""
        return self.country not in ("", NORWAY) or self.recognised is not None

    @property
    def counts_from(self) -> date | None:
        """The first day it counts: when obtained, a foreign one not before it is recognised; None while it is not."""
        if not self.is_foreign:
            return self.obtained
        return max(self.obtained, self.recognised) if self.recognised else None


_NO_CREDITS = Decimal(0)


class Evidence(NamedTuple):
    """One piece of evidence as the category rules see it.

    ``language`` and ``kind`` are None for TAO. ``credits`` is in studiepoeng. ``periods`` are the days on which it
    counts, in order and without overlaps.
    """

    type: EvidenceType
    language: str | None
    kind: Kind | None
    periods: tuple[Period, ...]
    obtained: date
    credits: Decimal = _NO_CREDITS
    institution: str = ""

    def counts_on(self, day: date) -> bool:
        """Whether it counts on ``day``."""
        for period in self.periods:
            if period.holds(day):
                return True
        return False


def studiepoeng(amount: Decimal, unit: CreditUnit) -> Decimal:
    """Credits in studiepoeng: 1 vekttall is 3 (10 vekttall = 30 studiepoeng)."""
    return amount * STUDIEPOENG_PER_VEKTTALL if unit is CreditUnit.VEKTTALL else amount


def evidence_from_qualification(qualification: Qualification, own_kind: Kind | None) -> Evidence:
    """A qualification as evidence: it counts from its first day, without end; a foreign one not recognised never does.

    ``own_kind`` is the kind used where the qualification names none; None for TAO.
    """
    credits = _NO_CREDITS
    if qualification.amount is not None:
        credits = studiepoeng(qualification.amount, qualification.unit or CreditUnit.STUDIEPOENG)
    start = qualification.counts_from
    return Evidence(
        qualification.type,
        qualification.language,
        qualification.kind or own_kind,
        (Period(start, FOREVER),) if start else (),
        qualification.obtained,
        credits,
        qualification.institution,
    )
