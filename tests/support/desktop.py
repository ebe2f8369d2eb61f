"""A window over a small register: the people of the drawing, and a few more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from interpreter_app.domain.authorisations import Authorisation
from interpreter_app.domain.interpreters import Capacity, Gender
from interpreter_app.domain.profiles import Origin
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType, Qualification
from interpreter_app.i18n import UiLanguage
from interpreter_app.store.base import write_profile
from interpreter_app.use_cases.open_profile import Profile
from tests.support.registers import Named, person, profile_with
from ui.app_context import AppContext

OSLO = timezone(timedelta(hours=1), "CET")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=OSLO)
AS_OF = datetime(2026, 11, 19, 14, 42, tzinfo=UTC)
_T = EvidenceType
TROMS, NORDLAND, FINNMARK = "55", "18", "56"
FULL, PART, SOME = Capacity.FULL_TIME, Capacity.PART_TIME, Capacity.OCCASIONAL


def _authorised(language: str, year: int) -> Authorisation:
    return Authorisation(interpreter_id="", language=language, granted=date(year, 5, 2), number="1")


def _passed(kind: EvidenceType, language: str | None, year: int, institution: str = "OsloMet") -> Qualification:
    amount = Decimal(30) if kind is _T.CREDITS else None
    return Qualification(
        interpreter_id="",
        type=kind,
        obtained=date(year, 6, 1),
        language=language,
        amount=amount,
        unit=CreditUnit.STUDIEPOENG if amount else None,
        institution="" if kind in (_T.TAO, _T.BILINGUAL_TEST) else institution,
    )


def evidence_for(category: str, language: str, year: int = 2016) -> list[Qualification | Authorisation]:
    """Evidence that gives a category in a language."""
    return {
        "A": [_authorised(language, year), _passed(_T.BACHELOR, language, year - 1)],
        "B": [_authorised(language, year + 3), _passed(_T.CREDITS, language, year)],
        "C": [_authorised(language, year)],
        "D": [_passed(_T.CREDITS, language, year)],
        "E": [_passed(_T.BILINGUAL_TEST, language, year), _passed(_T.TAO, None, year)],
    }[category]


_DRAWN: tuple[tuple[str, int, str, Capacity, str, str], ...] = (
    ("Yonas Tekle Ghebre", 13882, NORDLAND, FULL, "A", "amh A"),
    ("Selam Kidane Haile", 14207, TROMS, PART, "B", "amh E"),
    ("Mehret Solomon", 12040, TROMS, FULL, "B", ""),
    ("Abel Fessehaye", 15310, FINNMARK, SOME, "C", ""),
    ("Luwam Berhe", 11975, TROMS, PART, "C", "ara D"),
    ("Samuel Araya", 16001, NORDLAND, PART, "D", ""),
    ("Rahel Woldu", 15777, TROMS, SOME, "D", ""),
    ("Filmon Habte", 14950, NORDLAND, FULL, "D", "eng E"),
    ("Semhar Negash", 13118, FINNMARK, PART, "D", ""),
)


def drawn_people() -> list[list[Named]]:
    """The nine people of the drawing."""
    return [_drawn(*one) for one in _DRAWN]


def _drawn(name: str, number: int, county: str, capacity: Capacity, category: str, other: str) -> list[Named]:
    evidence = evidence_for(category, "tir")
    languages = ["tir"]
    if other:
        code, level = other.split()
        languages.append(code)
        evidence += evidence_for(level, code, 2015)
    return person(
        name,
        number,
        languages,
        evidence,
        county=county,
        capacity=capacity,
        gender=Gender.FEMALE if number % 2 else Gender.MALE,
        phone=f"00000{number % 1000:03d}",
        email=f"{name.split(maxsplit=1)[0].lower()}@example.no",
    )


def more_people(count: int = 120) -> list[list[Named]]:
    """People of other languages in Oslo and Rogaland, more than one page of rows holds."""
    return [
        person(
            f"Person Nummer{n:03d}",
            20000 + n,
            [language],
            evidence_for("ABCDE"[n % 5], language),
            county="03" if n % 2 else "11",
            capacity=list(Capacity)[n % 3],
            gender=Gender.FEMALE if n % 2 else Gender.MALE,
            phone=f"00001{n:03d}",
            email=f"n{n}@example.no",
        )
        for n in range(count)
        for language in [("som", "pol", "ukr")[n % 3]]
    ]


def small_register(
    folder: Path,
    people: Iterable[list[Named]] | None = None,
    *,
    as_of: datetime = AS_OF,
    origin: Origin = Origin.CENTRAL,
) -> None:
    """Put a profile with ``people`` into the data folder, synchronised at ``as_of``."""
    profile = profile_with(folder, people if people is not None else drawn_people() + more_people(), origin=origin)
    age(profile, as_of)
    profile.close()


def age(profile: Profile, as_of: datetime) -> None:
    """Say that the profile's data are of ``as_of``."""
    state = replace(profile.require_state(), as_of=as_of)
    with profile.database.write() as connection:
        write_profile(connection, state)


def context_in(folder: Path, language: UiLanguage = UiLanguage.BOKMAL) -> AppContext:
    """The context of a run over ``folder`` on the day of the drawing."""
    return AppContext.start(folder, lambda: NOW, language=language)
