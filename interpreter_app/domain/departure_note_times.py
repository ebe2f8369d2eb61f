"""The times of a departure note: what cannot have been, seen from the note's own time and from now."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from interpreter_app.domain.call_lists import CLOCKS_DIFFER, Available
from interpreter_app.domain.departure_notes import DepartureNote, Tried
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.norwegian_time import in_norway, on_norwegian_clock


def check_note_time(day: date, at: time | None, now: datetime) -> None:
    """Raise ``UserError`` with the field for a ``day`` and time of day in Norway that have not come ``now``.

    ``now`` has its zone; a clock may be a few minutes fast. Also raised for a time that does not come at all.
    """
    latest = on_norwegian_clock(now + CLOCKS_DIFFER)
    if day > latest.date():
        raise _not_yet("date", now)
    if at is None:
        return
    try:
        moment = in_norway(datetime.combine(day, at))
    except UserError as error:
        raise UserError(N_("{place}: {problem}"), place="time", problem=error) from error
    if moment > now + CLOCKS_DIFFER:
        raise _not_yet("time", now)


def check_planned(planned: date, day: date) -> None:
    """Raise ``UserError`` with the field for a follow-up ``planned`` before the ``day`` of the conversation."""
    if planned < day:
        raise UserError(
            N_("{where} cannot be earlier than the conversation on {day}."),
            N_("Correct it."),
            where="follow_up.planned",
            day=day.isoformat(),
        )


def has_passed(earliest: Available, day: date, at: time | None) -> bool:
    """Whether ``earliest`` was over at the time of a note, of which only the ``day`` counts where ``at`` is None."""
    if at is None:
        return earliest.day < day
    return earliest.is_before(in_norway(datetime.combine(day, at)))


def tried_by(tried: Iterable[Tried], day: date, at: time | None) -> tuple[Tried, ...]:
    """Those of ``tried`` that were made when a note was written: whoever rings back later is no part of it."""
    return tuple(one for one in tried if not _is_after(one.at, day, at))


def check_times(note: DepartureNote) -> None:
    """Raise ``UserError`` with the field for a time that does not go with the note's own, which is in order.

    Nobody was tried after the note, nor can come before having been tried; and a qualified interpreter who can come at
    the earliest can do so from the time of the note on.
    """
    for place, tried in enumerate(note.tried):
        _check_tried(f"tried[{place}]", tried, note)
    if note.earliest is not None and has_passed(note.earliest, note.day, note.at):
        raise UserError(
            N_("{where} is before the time of the note, {time}."),
            N_("Correct it, or leave it out."),
            where="earliest_qualified",
            time=_written(note),
        )


def _check_tried(place: str, tried: Tried, note: DepartureNote) -> None:
    if _is_after(tried.at, note.day, note.at):
        raise UserError(
            N_("{where} is after the time of the note, {time}."),
            N_("Correct it, or the time of the note."),
            where=f"{place}.at",
            time=_written(note),
        )
    if tried.earliest is not None and tried.earliest.is_before(in_norway(tried.at)):
        raise UserError(
            N_("{where} is before the attempt at {time}."),
            N_("Correct it, or leave it out."),
            where=f"{place}.earliest",
            time=tried.at.isoformat(sep=" ", timespec="minutes"),
        )


def _is_after(tried: datetime, day: date, at: time | None) -> bool:
    """Whether an attempt is later than a note, whose time has no seconds and may be the second that night."""
    if at is None:
        return tried.date() > day
    written = in_norway(datetime.combine(day, at.replace(fold=1))).astimezone(UTC)
    return in_norway(tried.replace(second=0, microsecond=0)).astimezone(UTC) > written + CLOCKS_DIFFER


def _written(note: DepartureNote) -> str:
    if note.at is None:
        return note.day.isoformat()
    return datetime.combine(note.day, note.at).isoformat(sep=" ", timespec="minutes")


def _not_yet(field: str, now: datetime) -> UserError:
    return UserError(
        N_("{where} has not come yet; it is {now} now."),
        N_("Write the note when it has happened."),
        where=field,
        now=on_norwegian_clock(now).isoformat(sep=" ", timespec="minutes"),
    )
