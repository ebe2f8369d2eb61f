"""The register as it was known at the end of a day: a temporary file made of the history, read like any other."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from interpreter_app.domain.errors import N_, NotFound, SyncError, UserError
from interpreter_app.domain.guidance_content import GuidancePiece
from interpreter_app.domain.history import Reach
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.profiles import Account, ProfileState
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.keys import new_key as random_key
from interpreter_app.store import history
from interpreter_app.store.account import write_account
from interpreter_app.store.base import log, read_log
from interpreter_app.store.database import Connection
from interpreter_app.store.history import EVERYBODY, PersonThen
from interpreter_app.store.records import DecodedRecord, StoredRecord, decode_kept, owner
from interpreter_app.store.staging import begin_staging, finish_staging, prepare_part, stage_part, swap_in
from interpreter_app.temporary_folders import remove_leftovers, temporary_folder
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.read_history import require_staff

PEOPLE_IN_A_PART = 1000
_DAY = timedelta(days=1)
_BEFORE_CLOCKS = 1970  # Windows knows no zone before it
PREPARING = N_("Preparing the register as it was")


@dataclass(frozen=True, slots=True)
class KnownRegister:
    """The register as it was known at the end of ``day``, in a profile of its own.

    ``erased`` counts the records of that time whose contents the law has erased since; they are left out.
    """

    profile: Profile
    day: date
    erased: int


class NotReadYet(SyncError):
    """The history is not on this machine as far as it is asked for; it has to be fetched first."""


@dataclass(frozen=True, slots=True)
class _Then:
    """What was asked for, as far as the history here can tell; ``person`` is EVERYBODY for all."""

    person: str
    moment: datetime
    reach: Reach
    state: ProfileState
    account: Account


@contextmanager
def known_profile(
    profile: Profile,
    day: date,
    folder: Path,
    *,
    now: datetime,
    person: str | None = None,
    new_key: Callable[[], bytes] = random_key,
    progress: Progress = no_progress,
) -> Iterator[KnownRegister]:
    """What the register had recorded by the end of ``day``, in the zone of ``now``, of ``person`` (an id) or everybody.

    It stands in an encrypted file of its own in ``folder``, which goes away in the end and with it the key, that is
    kept nowhere. Unsent edits are not in it. What is logged in it (a list that was exported) is logged in ``profile``
    too. Raises ``UserError`` for a profile of the public's, a day to come, and one before the history begins,
    ``NotFound`` where the register had nothing of the person yet, ``NotReadYet`` when the history is not here as far,
    and ``Cancelled`` when ``progress`` does.
    """
    remove_leftovers(folder)
    with temporary_folder(folder) as place:
        made = open_profile(profile.name, place / "known.register", new_key())
        try:
            with profile.database.read() as connection:
                then = _then(connection, profile, day, person or EVERYBODY, now)
                erased = _fill(made, connection, then, progress)
            try:
                yield KnownRegister(made, day, erased)
            finally:
                _carry_log(made, profile, day)
        finally:
            made.database.close()


def _then(connection: Connection, profile: Profile, day: date, person: str, now: datetime) -> _Then:
    """What is asked for, when it can be told."""
    account = require_staff(connection)
    state = profile.require_state()
    if day > now.date():
        raise UserError(
            N_("{day} is still to come; what will be recorded by then is not known."),
            N_("Give --known a day up to today; what holds on a later day is asked for with --on."),
            day=day.isoformat(),
        )
    moment = _end_of(day, now)
    reach = history.read_reach(connection, person)
    if reach is None or reach.until < min(moment, now):
        raise _not_read(reach, day, now)
    _refuse_before_beginning(connection, person, day, moment, now)
    return _Then(person, moment, reach, state, account)


def _end_of(day: date, now: datetime) -> datetime:
    """The first moment after ``day`` in the zone of ``now``.

    The time of a machine names its offset of now only: where that is what it has, the machine knows that of the day.
    """
    midnight = datetime.combine(day + _DAY, time())
    if day.year > _BEFORE_CLOCKS and now.utcoffset() == now.astimezone().utcoffset():
        return midnight.astimezone()
    return midnight.replace(tzinfo=now.tzinfo)


def _not_read(reach: Reach | None, day: date, now: datetime) -> NotReadYet:
    if reach is None:
        return NotReadYet(
            N_("The history has not been read on this machine, so what was recorded by {day} is not known here."),
            N_("Try again with a network."),
            day=day.isoformat(),
        )
    return NotReadYet(
        N_("The history has been read up to {until}, so what was recorded by {day} is not known here."),
        N_("Try again with a network, or ask for an earlier day."),
        until=reach.until.astimezone(now.tzinfo).isoformat(" ", "minutes"),
        day=day.isoformat(),
    )


def _refuse_before_beginning(connection: Connection, person: str, day: date, moment: datetime, now: datetime) -> None:
    begins = history.read_beginning(connection, person)
    if begins is not None and begins < moment:
        return
    first = begins.astimezone(now.tzinfo).date().isoformat() if begins else "–"
    if person != EVERYBODY:
        raise NotFound(
            N_("The register had recorded nothing of this person by {day}; the history begins on {first}."),
            day=day.isoformat(),
            first=first,
        )
    raise UserError(
        N_("The register had recorded nothing by {day}; its history begins on {first}."),
        N_("Give --known a later day."),
        day=day.isoformat(),
        first=first,
    )


def _fill(made: Profile, connection: Connection, then: _Then, progress: Progress) -> int:
    """Put the records of that time into the file; returns how many were left out as erased."""
    database = made.database
    total = history.count_people_then(connection, then.moment, then.person)
    people = history.read_people_then(connection, then.moment, then.person)
    erased = done = 0
    begin_staging(database, then.state.server, {})
    for number, part in enumerate(iter(lambda: list(islice(people, PEOPLE_IN_A_PART)), [])):
        progress(done, total, PREPARING)
        records, lost = _readable(part)
        stage_part(database, prepare_part(number, records, _no_hash))
        erased += lost
        done += len(part)
    progress(total, total, PREPARING)
    state = replace(then.state, cursor="", head=0, as_of=min(then.moment, then.reach.until))
    swap_in(database, state, state.as_of, finish_staging(database))
    with database.write() as writing:
        write_account(writing, replace(then.account, token=""))
    return erased


def _carry_log(made: Profile, profile: Profile, day: date) -> None:
    """Log in ``profile`` what was logged in the file after it was filled."""
    with made.database.read() as connection:
        _, *lines = read_log(connection)
    if lines:
        with profile.database.write() as connection:
            for at, event, details in lines:
                log(connection, at, event, **details, known=day.isoformat())


def _no_hash(id_: str, rev: int) -> int:  # noqa: ARG001
    """The file is never compared with the register's count."""
    return 0


def _readable(people: Iterable[PersonThen]) -> tuple[list[DecodedRecord], int]:
    """The records of ``people``, and how many are left out: erased ones, and the rest of a person who is erased."""
    records: list[DecodedRecord] = []
    erased = 0
    for then in people:
        decoded = [_decoded(stored) for stored in then.records]
        whole = any(isinstance(record, Interpreter | GuidancePiece) for _, record in decoded)
        records += decoded if whole else []
        erased += then.erased + (0 if whole else len(decoded))
    return records, erased


def _decoded(stored: StoredRecord) -> DecodedRecord:
    """A record as the base keeps it: the history has what belongs to nobody under its own id."""
    record = decode_kept(stored.id, stored.type, stored.data)
    return stored._replace(person=owner(stored.id, record)), record
