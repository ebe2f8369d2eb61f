"""Which backups are kept: fewer the older they are."""

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 5, 12

_PERIODS: tuple[tuple[Callable[[datetime], tuple[int, ...]], int], ...] = (
    (lambda at: (at.year, at.month, at.day), DAYS),
    (lambda at: at.isocalendar()[:2], WEEKS),
    (lambda at: (at.year, at.month), MONTHS),
)


def kept(times: Iterable[datetime]) -> set[datetime]:
    """Which of the backups made at ``times`` are kept.

    The newest of each of the last 7 days that have one, of the rest the newest of each of 5 weeks, of the rest the
    newest of each of 12 months. Periods are counted by the backups and not by a clock: weeks of leave, or a clock that
    was years off, remove nothing. The newest is always kept.
    """
    left = sorted(set(times), reverse=True)
    keep: set[datetime] = set()
    for period_of, most in _PERIODS:
        newest: dict[tuple[int, ...], datetime] = {}
        for at in left:
            newest.setdefault(period_of(at), at)
        chosen = dict(list(newest.items())[:most])
        keep.update(chosen.values())
        left = [at for at in left if period_of(at) not in chosen]
    return keep
