"""How fast a search is, beside the same SQL by hand."""

import statistics
import time
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Gender
from interpreter_app.domain.searches import Order
from interpreter_app.use_cases.find_interpreters import SearchRequest, find_interpreters
from interpreter_app.use_cases.open_profile import Profile, open_profile
from tests.benchmarks.figures import report

DAY = date(2026, 6, 30)
ROUNDS = 40
REQUESTS = {
    "everybody": SearchRequest(),
    "a language": SearchRequest(language="ara"),
    "a bundle's member": SearchRequest(language="hrv"),
    "a language, county and category": SearchRequest(
        language="pol", county="03", neighbours=True, min_category=Category.C
    ),
    "a language in the text": SearchRequest(text="somali"),
    "one letter": SearchRequest(text="m"),
    "two letters": SearchRequest(text="ma"),
    "the middle of a name": SearchRequest(text="ham"),
    "a whole name": SearchRequest(text="mohamed ali"),
    "a register number": SearchRequest(text="14 207"),
    "county and gender": SearchRequest(county="56", gender=Gender.OTHER),
    "alphabetical in a language": SearchRequest(language="ara", order=Order.NAME),
}


def measure(path: Path, size: int) -> None:
    """Print the figures of searching the client's file at ``path``, which holds ``size`` people."""
    profile = open_profile("register", path)
    all_ours = all_by_hand = 0.0
    for name, request in REQUESTS.items():
        ours, by_hand = _in_turn(profile, request, path, _statements(profile, request))
        report(f"search, {name}, {size:,} people", ours * 1000, by_hand * 1000, "ms", "see all")
        all_ours, all_by_hand = all_ours + ours, all_by_hand + by_hand
    report(f"search, all of these, {size:,} people", all_ours * 1000, all_by_hand * 1000, "ms", "ratio at most 1.5")
    profile.close()


def _statements(profile: Profile, request: SearchRequest) -> list[str]:
    """The SQL that a search runs, with its values in it."""
    seen: list[str] = []
    with profile.database.read() as connection:
        raw = connection.connection.dbapi_connection
        raw.set_trace_callback(seen.append)  # type: ignore[union-attr]
    find_interpreters(profile, request, DAY)
    with profile.database.read() as connection:
        connection.connection.dbapi_connection.set_trace_callback(None)  # type: ignore[union-attr]
    return [statement for statement in seen if statement.startswith(("SELECT", "WITH"))]


def _in_turn(profile: Profile, request: SearchRequest, path: Path, statements: list[str]) -> tuple[float, float]:
    connection = sqlite.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cache_size = -32000")
    ours: list[float] = []
    by_hand: list[float] = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        find_interpreters(profile, request, DAY)
        middle = time.perf_counter()
        for statement in statements:
            connection.execute(statement).fetchall()
        ours.append(middle - begin)
        by_hand.append(time.perf_counter() - middle)
    connection.close()
    return statistics.median(ours), statistics.median(by_hand)
