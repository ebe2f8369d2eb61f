"""The order of dates that the records of a person must keep; each refusal names the field and the day."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Listing
from interpreter_app.domain.periods import Period, until


def check_listings(listings: Iterable[Listing]) -> None:
    """Refuse a listing that ends before it begins, and two at the same time (tolkeforskriften § 10)."""
    periods = sorted((Period(one.listed_from, until(one.listed_until)) for one in listings), key=lambda one: one.start)
    for period in periods:
        _refuse_before("listed_until", period.end, period.start)
    _refuse_overlap(periods, N_("The person is listed already from {start} until {end}."))


def check_authorisation(authorisation: Authorisation, withdrawals: Iterable[Withdrawal]) -> None:
    """Refuse an order of dates that cannot be (tolkeloven §§ 18, 20).

    An authorisation is revoked on the day it was granted at the earliest. A withdrawal begins while it holds, lasts a
    day at least, and no two are at the same time.
    """
    periods = sorted(Period(one.withdrawn_from, until(one.withdrawn_until)) for one in withdrawals)
    if authorisation.revoked:
        _refuse_before("revoked", authorisation.revoked, authorisation.granted)
    for period in periods:
        _refuse_before("withdrawn_from", period.start, authorisation.granted)
        _refuse_not_after("withdrawn_until", period.end, period.start)
        if authorisation.revoked and period.start >= authorisation.revoked:
            raise UserError(
                N_("The authorisation is revoked from {day}; it cannot be withdrawn from {start}."),
                N_("Correct one of the days."),
                day=authorisation.revoked.isoformat(),
                start=period.start.isoformat(),
            )
    _refuse_overlap(periods, N_("The authorisation is withdrawn already from {start} until {end}."))


def check_obtained(field: str, day: date | None, today: date) -> None:
    """Refuse a day that has not come: what is documented has been obtained, and recognised."""
    if day and day > today:
        raise UserError(
            N_("{field} cannot be later than today ({today}), and is {day}."),
            N_("Enter it when it has been obtained."),
            field=field,
            today=today.isoformat(),
            day=day.isoformat(),
        )


def _refuse_before(field: str, day: date, earliest: date) -> None:
    if day < earliest:
        raise UserError(
            N_("{where} cannot be earlier than {earliest}."),
            N_("Correct it."),
            where=field,
            earliest=earliest.isoformat(),
        )


def _refuse_not_after(field: str, day: date, start: date) -> None:
    if day <= start:
        raise UserError(
            N_("{field} must be later than {start}."), N_("Correct it."), field=field, start=start.isoformat()
        )


def _refuse_overlap(periods: list[Period], message: str) -> None:
    for earlier, later in pairwise(periods):
        if later.start < earlier.end:
            raise UserError(
                message,
                N_("Change that period, or give days outside it."),
                start=earlier.start.isoformat(),
                end="…" if earlier.end == until(None) else earlier.end.isoformat(),
            )
