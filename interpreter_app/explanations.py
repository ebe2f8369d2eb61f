"""Categories, evidence and filters in words that a person without legal training understands."""

from datetime import date
from decimal import Decimal

from interpreter_app.domain.categories import REGISTER_PRACTICE, TF_11, Assessment, Category, Rule
from interpreter_app.domain.errors import N_
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.periods import FOREVER
from interpreter_app.domain.qualifications import Evidence, EvidenceType
from interpreter_app.i18n import Texts

_T = EvidenceType

EVIDENCE_NAMES = {
    _T.STATE_AUTHORISATION: N_("State authorisation"),
    _T.BACHELOR: N_("Bachelor in interpreting"),
    _T.CREDITS: N_("30 credits in public-sector interpreting"),
    _T.SIGN_EDUCATION_BEFORE_BACHELOR: N_("Sign-language interpreter education before the bachelor existed"),
    _T.BILINGUAL_TEST: N_("Bilingual test"),
    _T.AUTHORISED_TRANSLATOR: N_("Authorised translator"),
    _T.PROFESSIONAL_TRANSLATOR: N_("Professional translator"),
    _T.TAO: N_("TAO course"),
}

KIND_NAMES = {
    Kind.SPOKEN: N_("Spoken language"),
    Kind.SIGN: N_("Sign language"),
    Kind.SPEECH_TO_TEXT: N_("Speech-to-text"),
    Kind.DEAFBLIND: N_("Deafblind interpreting"),
}

CAPACITY_NAMES = {
    Capacity.FULL_TIME: N_("Full time"),
    Capacity.PART_TIME: N_("Part time"),
    Capacity.OCCASIONAL: N_("Occasional"),
}

GENDER_NAMES = {
    Gender.FEMALE: N_("Female"),
    Gender.MALE: N_("Male"),
    Gender.OTHER: N_("Other gender"),
}

_REASONS = {
    frozenset({_T.STATE_AUTHORISATION, _T.BACHELOR}): N_(
        "A because a state authorisation and a bachelor in interpreting are documented."
    ),
    frozenset({_T.BACHELOR}): N_("B because a bachelor in interpreting is documented."),
    frozenset({_T.STATE_AUTHORISATION, _T.CREDITS}): N_(
        "B because a state authorisation and 30 credits in public-sector interpreting are documented."
    ),
    frozenset({_T.STATE_AUTHORISATION}): N_("C because a state authorisation is documented."),
    frozenset({_T.CREDITS}): N_("D because 30 credits in public-sector interpreting are documented."),
    frozenset({_T.SIGN_EDUCATION_BEFORE_BACHELOR}): N_(
        "D because an interpreter education in sign language from before the bachelor existed is documented."
    ),
    frozenset({_T.TAO, _T.BILINGUAL_TEST}): N_(
        "E because the bilingual test is passed and the TAO course is completed."
    ),
    frozenset({_T.TAO, _T.AUTHORISED_TRANSLATOR}): N_(
        "E because the person is an authorised translator and the TAO course is completed."
    ),
    frozenset({_T.TAO, _T.PROFESSIONAL_TRANSLATOR}): N_(
        "E because the person is a professional translator and the TAO course is completed."
    ),
}

_SOURCES = {
    TF_11: N_("Interpreter Regulation § 11"),
    REGISTER_PRACTICE: N_("Interpreter Regulation § 11 and the register's practice"),
}


def reason(assessment: Assessment, texts: Texts) -> str:
    """Why the category is what it is, in one sentence."""
    if assessment.rule:
        return texts.gettext(_REASONS[assessment.rule.requires])
    if assessment.stated:
        return texts.gettext(
            N_("{category} is what the public register states; the evidence for it is not known here.")
        ).format(category=assessment.stated)
    return texts.gettext(N_("No category, because the documented evidence does not meet any of the requirements."))


def source(rule: Rule | None, texts: Texts) -> str:
    """The paragraph that a category, or the lack of one, rests on."""
    return texts.gettext(_SOURCES[rule.source if rule else TF_11])


def evidence_name(evidence: Evidence, texts: Texts) -> str:
    """What a piece of evidence is called; credits with their number."""
    if evidence.type is not _T.CREDITS:
        return texts.gettext(EVIDENCE_NAMES[evidence.type])
    return texts.gettext(N_("{credits} credits")).format(credits=_plain(evidence.credits))


def why_not_counted(evidence: Evidence, day: date, texts: Texts) -> str:
    """Why a piece of evidence that is recorded does not count on ``day``: not yet, not any more, or withdrawn.

    One that never counts and is no authorisation is a foreign one that is not recognised (tolkeforskriften § 12).
    """
    if not evidence.periods and evidence.type is not _T.STATE_AUTHORISATION:
        return texts.gettext(N_("obtained abroad and not recognised by IMDi"))
    later = [period for period in evidence.periods if period.start > day]
    if not later and any(period.end == FOREVER for period in evidence.periods):
        return ""
    if not later:
        return texts.gettext(N_("does not hold any more"))
    begins = texts.date(later[0].start)
    if len(later) == len(evidence.periods):
        return texts.gettext(N_("counts from {date}")).format(date=begins)
    return texts.gettext(N_("withdrawn until {date}")).format(date=begins)


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def next_step(assessment: Assessment, texts: Texts) -> tuple[str, str] | None:
    """What is missing for a higher category and what it would give, as two short texts; None at the top."""
    step = assessment.next_step
    if step is None:
        return None
    would_give = texts.gettext(N_("would give {category}")).format(category=step.category)
    return texts.gettext(EVIDENCE_NAMES[step.missing]), would_give


def category_range(floor: Category, texts: Texts) -> str:
    """A floor in words: category A–D."""
    if floor is Category.A:
        return texts.gettext(N_("Category A"))
    return texts.gettext(N_("Category A–{floor}")).format(floor=floor)
