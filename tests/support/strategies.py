"""Random days, evidence and dossiers, close enough together to collide."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.guidance_content import LANGUAGES, GuidancePiece, PieceText
from interpreter_app.domain.interpreters import Capacity, Gender, Interpreter, Kind, ListedLanguage, Listing
from interpreter_app.domain.periods import Period
from interpreter_app.domain.qualifications import CreditUnit, Evidence, EvidenceType, Qualification
from tests.support.registers import evidence

FIRST_DAY = date(2020, 1, 1)
WINDOW = [FIRST_DAY + timedelta(days) for days in range(12)]
EDGES = [date.min, date.min + timedelta(1), date.max - timedelta(1), date.max]
ALL_DAYS = [*EDGES[:2], FIRST_DAY - timedelta(1), *WINDOW, WINDOW[-1] + timedelta(1), *EDGES[2:]]
"""Every day on which something can differ in what these strategies make."""

PAIRS = [
    ("som", Kind.SPOKEN),
    ("bos", Kind.SPOKEN),
    ("hbs", Kind.SPOKEN),
    ("nsl", Kind.SIGN),
    ("nsl", Kind.DEAFBLIND),
    ("nor", Kind.SPEECH_TO_TEXT),
]
NAMES = ["Åse Sørensen", "Aase Bjærum", "Øyvind Li", "Ole Å", "Yonas Tekle", "Zeynep Øz", "Ågot Zahl", "Anne Ås"]
COUNTIES = ["03", "32", "46"]

days = st.sampled_from(WINDOW) | st.sampled_from(EDGES)
open_days = st.none() | days
periods = st.builds(Period, days, days)
amounts = st.sampled_from([Decimal("0.5"), Decimal(10), Decimal(15), Decimal("29.5"), Decimal(30)])


@st.composite
def pieces(draw: st.DrawFn, pairs: list[tuple[str, Kind]] = PAIRS) -> Evidence:
    """A piece of evidence for one of ``pairs``, or TAO."""
    language, kind = draw(st.sampled_from(pairs))
    type_ = draw(st.sampled_from(EvidenceType))
    credits = draw(amounts) if type_ is EvidenceType.CREDITS else 0
    until = draw(open_days) or date.max
    return evidence(type_, language, draw(days), kind=kind, until=until, credits=credits)


@st.composite
def qualifications(draw: st.DrawFn) -> Qualification:
    """A qualification in one of the languages, of its own kind or of one that is named; or TAO."""
    type_ = draw(st.sampled_from(EvidenceType))
    if type_ is EvidenceType.TAO:
        return Qualification(interpreter_id="p", type=type_, obtained=draw(days))
    language, kind = draw(st.sampled_from(PAIRS))
    is_credits = type_ is EvidenceType.CREDITS
    return Qualification(
        interpreter_id="p",
        type=type_,
        obtained=draw(days),
        language=language,
        kind=draw(st.sampled_from([kind, None])),
        amount=draw(amounts) if is_credits else None,
        unit=draw(st.sampled_from(CreditUnit)) if is_credits else None,
    )


@st.composite
def authorisations(draw: st.DrawFn) -> Authorisation:
    language, kind = draw(st.sampled_from(PAIRS))
    return Authorisation(
        interpreter_id="p", language=language, kind=kind, granted=draw(days), revoked=draw(st.none() | open_days)
    )


@st.composite
def dossiers(draw: st.DrawFn, id_: str = "p", number: int = 1) -> Dossier:
    """A person with a few of everything; each pair is listed once."""
    pairs = draw(st.lists(st.sampled_from(PAIRS), max_size=4, unique=True))
    stated = st.none() | st.none() | st.sampled_from("ABCDE")
    held = dict(enumerate(draw(st.lists(authorisations(), max_size=2))))
    gaps = st.builds(
        Withdrawal,
        interpreter_id=st.just(id_),
        authorisation_id=st.sampled_from(["0", "1"]),
        withdrawn_from=days,
        withdrawn_until=open_days,
    )
    listings = st.builds(Listing, interpreter_id=st.just(id_), listed_from=days, listed_until=st.none() | open_days)
    return Dossier(
        id_,
        draw(interpreters(number)),
        tuple(
            ListedLanguage(interpreter_id=id_, language=language, kind=kind, stated_category=draw(stated))
            for language, kind in pairs
        ),
        tuple(draw(st.lists(listings, min_size=1, max_size=2))),
        tuple(draw(st.lists(qualifications(), max_size=4))),
        {str(n): authorisation for n, authorisation in held.items()},
        tuple(draw(st.lists(gaps, max_size=2))) if held else (),
    )


@st.composite
def interpreters(draw: st.DrawFn, number: int = 1) -> Interpreter:
    first, last = draw(st.sampled_from(NAMES)).split()
    return Interpreter(
        number=number,
        first_name=first,
        last_name=last,
        gender=draw(st.none() | st.sampled_from(Gender)),
        county=draw(st.none() | st.sampled_from(COUNTIES)),
        capacity=draw(st.none() | st.sampled_from(Capacity)),
    )


_UNSEEN = "\u115f\u1160\u2800\u3164\uffa0"
_words = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters=f"{{}}{_UNSEEN}"), min_size=1, max_size=12
)
_texts = st.builds(PieceText, title=_words, body=st.lists(_words, max_size=3).map(tuple))


@st.composite
def guidance_pieces(draw: st.DrawFn) -> GuidancePiece:
    """A whole piece of guidance on procurement, whatever it says."""
    return GuidancePiece(
        key=f"procurement.{draw(st.sampled_from('abc'))}",
        version=draw(st.integers(1, 9)),
        valid_from=draw(days),
        texts={language: draw(_texts) for language in LANGUAGES},
        sources=tuple(draw(st.lists(st.sampled_from(["TL 6(1)", "TF 2", "FVL 6"]), max_size=2, unique=True))),
        data=draw(st.dictionaries(_words, st.none() | st.booleans() | st.integers(-9, 9) | _words, max_size=2)),
        order=draw(st.integers(0, 9)),
    )
