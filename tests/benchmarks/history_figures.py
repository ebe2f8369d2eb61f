"""How fast a person's history opens, and the register as it was known is made, beside their floors."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from interpreter_app.domain.history import Reach
from interpreter_app.store.history import EVERYBODY, KeptEntry, keep_page, time_text
from interpreter_app.store.records import encode
from interpreter_app.use_cases.known_register import known_profile
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.read_history import PAGE, read_history
from sync.register_server.fictional_register import fictional_people
from tests.benchmarks.figures import in_turn, report, timed
from tests.support.histories import EPOCH, KEY, WHEN, entry, keep, log_in, person_id
from tests.support.registers import TYPE_NAMES, hold, person

CHANGES = 10_000
ROUNDS = 40
FRAME_MS = 16
_PAGE = 1000
_READ = WHEN + timedelta(days=2)
_NUMBER = 9999  # none of the fiction has it


def measure(folder: Path, size: int, seed: int) -> None:
    """Print the figures for a file in ``folder`` with the history of ``size`` people."""
    with closing(open_profile("history", folder / "history.register", KEY)) as profile:
        hold(profile, [person(number=_NUMBER)])
        log_in(profile)
        taken = sum(timed(partial(_keep, profile, page)) for page in _pages(size, seed))
        _report_first_page(profile)
        _report_known(profile, size, taken)


def _pages(size: int, seed: int) -> Iterator[list[KeptEntry]]:
    """The history of a fictional register, page by page."""
    page: list[KeptEntry] = []
    seq = 0
    for tx, one in enumerate(fictional_people(size, seed), start=1):
        for id_, record in one.records_by_id:
            seq += 1
            owner = getattr(record, "interpreter_id", id_)
            text, at = encode(record), time_text(WHEN)
            page.append(
                KeptEntry(
                    seq, tx, owner, id_, TYPE_NAMES[type(record)], "put", at, "demo", "", "", "", None, text, False
                )
            )
        if len(page) >= _PAGE:
            yield page
            page = []
    if page:
        yield page


def _keep(profile: Profile, page: list[KeptEntry]) -> None:
    with profile.database.write() as connection:
        keep_page(connection, page, EVERYBODY, EPOCH, Reach(page[-1].seq, _READ))


def _report_first_page(profile: Profile) -> None:
    """A person with very many changes: the first page, beside the same SQL by hand."""
    first = 10**9
    changes = (
        entry(first + n, {"phone": f"{n}"}, {"phone": f"{n + 1}"}, number=_NUMBER, reason="nytt nummer")
        for n in range(CHANGES)
    )
    keep(profile, *changes, number=_NUMBER)
    sql = "SELECT * FROM history WHERE person = ? ORDER BY seq DESC LIMIT ?"

    def first_page() -> None:
        read_history(profile, person_id(_NUMBER))

    def by_hand() -> None:
        with profile.database.read() as connection:
            connection.exec_driver_sql(sql, (person_id(_NUMBER), PAGE + 1)).fetchall()

    ours, floor = in_turn(lambda: timed(first_page), lambda: timed(by_hand), ROUNDS)
    report(f"history, first page of {CHANGES:,}", ours * 1000, floor * 1000, "ms", f"figure at most {FRAME_MS}")


def _report_known(profile: Profile, size: int, taken: float) -> None:
    """The whole register as it was known, beside keeping the same history."""

    def known() -> None:
        with known_profile(profile, date(2026, 6, 2), profile.database.path.parent, now=_READ):
            pass

    report(f"register as it was known, {size:,} people", timed(known), taken, "s", "ratio at most 5")
