"""The clock in Norway: appointments are made by it, and it is set forward in March and back in October."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from interpreter_app.domain.errors import N_, UserError

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""The days of the times that people type: any other is a slip, and near the calendar's ends no zone can be reckoned."""
_ZONE = "Europe/Oslo"


def in_norway(on_clock: datetime) -> datetime:
    """The moment at which clocks in Norway show ``on_clock`` (without a zone), with its zone.

    A time that comes twice, in the night in which clocks are set back, is the first one unless its ``fold`` says
    otherwise. Raises ``UserError`` for one that does not come, in the night in which they are set forward, and for one
    outside the days from ``FIRST_DAY`` to ``LAST_DAY``.
    """
    _check_day(on_clock)
    moment = on_clock.replace(tzinfo=ZoneInfo(_ZONE))
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != on_clock:
        raise UserError(
            N_("There is no such time as {time}: clocks are set forward that night."),
            N_("Give another time."),
            time=on_clock.isoformat(sep=" ", timespec="minutes"),
        )
    return moment


def on_norwegian_clock(moment: datetime) -> datetime:
    """What clocks in Norway show at ``moment`` (with its zone), without a zone."""
    return moment.astimezone(ZoneInfo(_ZONE)).replace(tzinfo=None)


def read_time(text: str) -> datetime | None:
    """The time on a Norwegian clock that ``text`` names in ISO 8601, with or without a zone; None for anything else.

    Raises ``UserError`` for a time that does not come, and for one too far away, as ``in_norway`` does.
    """
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        return None
    if "T" not in text.upper() and " " not in text:
        return None
    if given.tzinfo is not None:
        _check_day(given)
        return on_norwegian_clock(given)
    in_norway(given)
    return given


def _check_day(time: datetime) -> None:
    if not FIRST_DAY <= time.date() <= LAST_DAY:
        raise UserError(
            N_("{time} is too far away."),
            N_("Give a time from {first} to {last}."),
            time=time.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes"),
            first=FIRST_DAY.isoformat(),
            last=LAST_DAY.isoformat(),
        )
