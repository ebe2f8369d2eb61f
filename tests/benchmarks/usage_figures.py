"""How fast a long usage log is counted, imported and written, beside plain SQL and a plain reading of the same rows."""

from datetime import date, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from interpreter_app.documents.list_files import ListFile
from interpreter_app.documents.sheets import Sheet, SheetLine
from interpreter_app.domain.assignments import By
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.ids import new_id
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage import count_assignments
from interpreter_app.use_cases.usage_import import ImportDefaults, import_usage
from interpreter_app.use_cases.usage_recheck import recheck
from interpreter_app.use_cases.usage_report import ReportRequest, read_report, write_report_list
from tests.benchmarks.figures import in_turn, report, timed
from tests.support.registers import AS_OF, TODAY, bachelor, person, profile_with

ASSIGNMENTS = 100_000
PEOPLE = 500
ROUNDS = 5
_DAYS = 1500
_HEADINGS = ("Dato", "Språk", "Minutter", "Metode", "Sektor", "Enhet", "Tolkenummer")
_LANGUAGES = ("somali", "tigrinja", "ukrainsk", "arabisk")
_METHODS = ("skjerm", "oppmøte", "telefon")
_BY_HAND = (
    "SELECT {key}, used, category, count(*), sum(minutes) FROM assignments WHERE NOT deleted "
    "GROUP BY {key}, used, category"
)


def measure(folder: Path) -> None:
    """Print the figures of a log of ``ASSIGNMENTS``, made in a file of its own in ``folder``."""
    profile = profile_with(
        folder,
        [person(f"Person {n}", 10_000 + n, ("som", "tir", "ukr"), [bachelor("som")]) for n in range(PEOPLE)],
        name="usage",
    )
    took = timed(lambda: import_usage(profile, _sheet(), ImportDefaults(), now=AS_OF, new_id=new_id))
    floor = _insert_by_hand(profile, folder)
    report(f"usage log, import of {ASSIGNMENTS:,} lines", took, floor, "s", "20 s")
    assert count_assignments(profile) == ASSIGNMENTS
    for by in By:
        _count(profile, by)
    path = folder / "usage.csv"
    wrote = timed(lambda: _write(profile, path))
    report(f"usage log, {ASSIGNMENTS:,} lines as CSV", wrote, timed(path.read_bytes), "s", "20 s")
    looked = timed(lambda: recheck(profile))
    report(f"usage log, {ASSIGNMENTS:,} categories looked up again", looked, 0, "s", "20 s")
    profile.close()


def _sheet() -> Sheet:
    return Sheet(_HEADINGS, tuple(_line(n) for n in range(ASSIGNMENTS)))


def _line(n: int) -> SheetLine:
    day: date = TODAY - timedelta(days=n % _DAYS)
    unit = f"Enhet {n % 40}"
    what = (_LANGUAGES[n % len(_LANGUAGES)], 30 + n % 90, _METHODS[n % len(_METHODS)], "helse", unit)
    return SheetLine(n + 2, (day, *what, 10_000 + n % PEOPLE))


def _insert_by_hand(profile: Profile, folder: Path) -> float:
    """How long the rows take alone, with their index, in another file."""
    source = sqlite.connect(str(profile.database.path))
    rows = source.execute("SELECT * FROM assignments").fetchall()
    source.close()
    marks = ",".join("?" * len(rows[0]))
    plain = sqlite.connect(str(folder / "plain.db"))
    plain.execute(f"CREATE TABLE assignments ({','.join(f'c{n}' for n in range(len(rows[0])))})")
    plain.execute("CREATE INDEX by_day ON assignments (c1, c0)")

    def insert() -> None:
        plain.executemany(f"INSERT INTO assignments VALUES ({marks})", rows)
        plain.commit()

    took = timed(insert)
    plain.close()
    return took


def _count(profile: Profile, by: By) -> None:
    key = {By.TOTAL: "''", By.MONTH: "substr(day, 1, 7)"}.get(by, by.value)
    plain = sqlite.connect(str(profile.database.path))
    ours, by_hand = in_turn(
        lambda: timed(lambda: read_report(profile, ReportRequest(by=by), now=AS_OF)),
        lambda: timed(lambda: plain.execute(_BY_HAND.format(key=key)).fetchall()),
        ROUNDS,
    )
    plain.close()
    report(f"usage log, {ASSIGNMENTS:,} counted by {by}", ours * 1000, by_hand * 1000, "ms", "ratio at most 2")


def _write(profile: Profile, path: Path) -> None:
    write_report_list(profile, ReportRequest(), ListFile(path), now=AS_OF, texts=Texts(UiLanguage.BOKMAL))
