"""Call lists: shortlisting people from the register, logging attempts, agreeing. Nothing here waits for a network.

Each change reads the list and writes it in one transaction, so that a window and a command do not overwrite each other.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from interpreter_app.contact_checks import check_booking_line
from interpreter_app.domain.assignments import MOST_MINUTES
from interpreter_app.domain.call_lists import (
    Called,
    CallList,
    Contact,
    Contacts,
    Need,
    add_person,
    check_new_attempts,
    is_settled,
    reopen,
    takes,
)
from interpreter_app.domain.categories import Assessment
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.norwegian_time import in_norway
from interpreter_app.domain.private_notes import Note
from interpreter_app.domain.situations import Method
from interpreter_app.ids import NewId
from interpreter_app.store.call_lists import (
    add_call_list,
    delete_call_list,
    read_call_list,
    read_call_lists,
    replace_call_list,
)
from interpreter_app.store.database import Connection
from interpreter_app.store.people import read_dossier_by_id, read_dossiers_by_ids, read_dossiers_by_number
from interpreter_app.store.private_notes import read_notes_of
from interpreter_app.unit import Unit
from interpreter_app.use_cases.open_profile import Profile

Change = Callable[[CallList], CallList]


@dataclass(frozen=True, slots=True)
class Shortlisted:
    """Somebody was put on a list: ``began`` says that the list was made for it, ``already`` that nothing changed.

    ``note`` is the private note on the person, None where there is none; it is for the screen only.
    """

    call_list: CallList
    called: Called
    began: bool
    already: bool
    note: Note | None = None


def list_call_lists(profile: Profile) -> list[CallList]:
    """All call lists, the newest first."""
    with profile.database.read() as connection:
        return read_call_lists(connection)


def get_call_list(profile: Profile, id_: str | None = None) -> CallList:
    """The call list with this id, without one the current one; raises ``NotFound`` when there is none."""
    with profile.database.read() as connection:
        return _required(connection, id_)


def get_call_lists(profile: Profile, ids: Collection[str]) -> list[CallList]:
    """The call lists with these ids, each once; raises ``NotFound`` when one of them is not there."""
    with profile.database.read() as connection:
        return _all_required(connection, ids)


def contacts_of(profile: Profile, call_lists: Iterable[CallList], today: date) -> Contacts:
    """How all on these lists are reached, as the register says now.

    Nobody who is not listed ``today`` is reached, whoever looks: nobody whom the search would not find.
    """
    people = {called.person for one in call_lists for called in one.people}
    with profile.database.read() as connection:
        dossiers = read_dossiers_by_ids(connection, people)
    return {person: _contact(dossiers.get(person), today) for person in people}


def begin_call_list(profile: Profile, need: Need, *, now: datetime, new_id: NewId) -> CallList:
    """A new call list for ``need``; raises ``UserError`` for a need that cannot be. ``now`` is with its zone."""
    with profile.database.write() as connection:
        return _begun(connection, need, now, new_id)


def change_call_list(profile: Profile, id_: str | None, change: Change, *, now: datetime) -> CallList:
    """The call list (None: the current one) as ``change`` makes it, kept; raises what ``change`` raises.

    Raises ``NotFound`` when there is no such list, ``UserError`` when it is closed, and for an attempt later than
    ``now``.
    """
    with profile.database.write() as connection:
        return _changed(connection, _required(connection, id_), change, now)


def reopen_call_list(profile: Profile, id_: str, *, now: datetime) -> CallList:
    """The call list with this id, open again; raises ``NotFound`` when there is no such list."""
    with profile.database.write() as connection:
        after = reopen(_required(connection, id_))
        replace_call_list(connection, after, now)
    return after


def change_need(profile: Profile, id_: str | None, need: Need | Callable[[Need], Need], *, now: datetime) -> CallList:
    """The call list with another ``need``, or with what ``need`` makes of the one that it has.

    Raises what ``checked_need`` and ``change_call_list`` raise, and ``UserError`` for another language while somebody
    is on the list or was tried.
    """

    def change(call_list: CallList) -> CallList:
        checked = checked_need(need(call_list.need) if callable(need) else need)
        if (checked.language, checked.kind) != (call_list.need.language, call_list.need.kind):
            call_list = _without_untried(call_list)
            if call_list.people:
                raise UserError(
                    N_("The people on this call list were chosen for another language."), N_("Begin a new list.")
                )
        return replace(call_list, need=checked)

    return change_call_list(profile, id_, change, now=now)


def delete_call_lists(profile: Profile, ids: Collection[str], *, now: datetime) -> list[CallList]:
    """Delete the call lists with these ids, open or closed, all of them or none; returns them as they were.

    What was made of them stays: departure notes and calendar files that were saved, assignments that were logged.
    Raises ``NotFound`` when one of them is not there.
    """
    with profile.database.write() as connection:
        lists = _all_required(connection, ids)
        for one in lists:
            delete_call_list(connection, one.id, now)
    return lists


def add_by_number(profile: Profile, id_: str | None, numbers: Iterable[int], *, today: date, now: datetime) -> CallList:
    """The call list with the people who have these register numbers, all of them or nobody.

    Raises ``NotFound`` for a number that nobody has who is listed ``today``, ``UserError`` for somebody who is not
    listed for the language of the list, and without ``id_`` for a current list that is settled.
    """
    with profile.database.write() as connection:
        call_list = _required(connection, id_)
        if id_ is None and is_settled(call_list, today):
            raise UserError(
                N_("On the newest call list, {id}, nobody is looked for any more: somebody comes, or its day is over."),
                N_("Begin a new one with “call-list new”, or name this one with --list."),
                id=call_list.id,
            )
        people = [_called(_by_number(connection, number, today), call_list.need, today) for number in numbers]
        return _changed(connection, call_list, lambda one: _with_all(one, people), now)


def shortlist(
    profile: Profile,
    person: str,
    language: str | None,
    kind: Kind | None,
    *,
    today: date,
    now: datetime,
    new_id: NewId,
    known: Callable[[Need], Need] = lambda need: need,
    meant: str | None = None,
) -> Shortlisted:
    """Put the person with this record id on an open list for the language and kind that were searched for.

    Without them those of the current list count, else what the person has the best category for. The list is the one
    with the id ``meant`` where that takes the person, else the newest that does (``call_lists.takes``); without one a
    new list begins, with what is ``known`` of the need: neither languages nor assignments are mixed. Raises
    ``NotFound`` for somebody who is not listed ``today``, ``UserError`` for somebody who is not listed for the
    language.
    """
    with profile.database.write() as connection:
        dossier = _listed(read_dossier_by_id(connection, person), today)
        lists = [one for one in read_call_lists(connection) if not is_settled(one, today)]
        lists.sort(key=lambda one: one.id != meant)
        asked = known(_need_of(dossier, language, kind, lists, today))
        fitting = next((one for one in lists if takes(one, asked, today, meant=one.id == meant)), None)
        call_list = fitting or _begun(connection, asked, now, new_id)
        called = _called(dossier, call_list.need, today)
        after = _changed(connection, call_list, lambda one: add_person(one, called), now)
        note = read_notes_of(connection, [person]).get(person)
        return Shortlisted(after, called, fitting is None, after == call_list, note)


def with_unit(need: Need, unit: Unit) -> Need:
    """What is needed, with what the unit says of itself where the list says nothing.

    Its address is the place only where the interpreter comes there.
    """
    comes = need.method in (None, Method.ON_SITE)
    return replace(
        need,
        place=need.place or (unit.address if comes else ""),
        sector=need.sector or unit.sector,
        unit=need.unit or unit.name,
        contact=need.contact or unit.contact,
        phone=need.phone or unit.phone,
        email=need.email or unit.email,
    )


def checked_need(need: Need) -> Need:
    """What is needed, as it is kept.

    Raises ``UserError`` for an unknown language, a time that does not come, a length that is none, and texts that are
    too long or hold an identity number.
    """
    if need.starts is not None:
        in_norway(need.starts)
    if need.minutes is not None and not 1 <= need.minutes <= MOST_MINUTES:
        raise UserError(
            N_("An assignment lasts from 1 to {longest} minutes, not {given}."),
            N_("Correct it."),
            longest=MOST_MINUTES,
            given=need.minutes,
        )
    return replace(
        need,
        language=language_table().get(need.language).code,
        place=check_booking_line("place", need.place),
        unit=check_booking_line("unit", need.unit),
        contact=check_booking_line("contact", need.contact),
        phone=check_booking_line("phone", need.phone),
        email=check_booking_line("email", need.email),
    )


def _need_of(dossier: Dossier, language: str | None, kind: Kind | None, lists: list[CallList], today: date) -> Need:
    """What a list for the person is for: what was searched for, else the current list's, else what is best."""
    if language is None and lists:
        language, kind = lists[0].need.language, kind or lists[0].need.kind
    best = _assessment(dossier, language, kind, today)
    return Need(language=language_table().get(language).code if language else best.pair.language, kind=best.pair.kind)


def _called(dossier: Dossier, need: Need, today: date) -> Called:
    """The person as the register has the person today."""
    person, best = dossier.interpreter, _assessment(dossier, need.language, need.kind, today)
    return Called(
        person=dossier.id,
        number=person.number,
        name=person.name,
        category=best.category or "",
    )


def _contact(dossier: Dossier | None, today: date) -> Contact | None:
    if dossier is None or not dossier.listed_on(today):
        return None
    return Contact(dossier.interpreter.phone, dossier.interpreter.email)


def _assessment(dossier: Dossier, language: str | None, kind: Kind | None, today: date) -> Assessment:
    """The best that the person is listed for of a language, or a bundle that holds it, and kind."""
    codes = language_table().searched_codes(language) if language else None
    for one in dossier.assessments(today):
        if (codes is None or one.pair.language in codes) and kind in (None, one.pair.kind):
            return one
    raise UserError(
        N_("{name} is not listed for this language."),
        N_("A neighbouring language does not take its place. Choose somebody else."),
        name=dossier.interpreter.name,
    )


def _by_number(connection: Connection, number: int, today: date) -> Dossier:
    return _listed(next(iter(read_dossiers_by_number(connection, number)), None), today, number)


def _listed(dossier: Dossier | None, today: date, number: int | None = None) -> Dossier:
    if dossier is None or not dossier.listed_on(today):
        raise NotFound(
            N_("Nobody listed on {day} was found in the register with number {number}."),
            N_("Check the number; being listed is voluntary, so this does not say that a person is not qualified."),
            day=today.isoformat(),
            number=number or (dossier.interpreter.number if dossier else "–"),
        )
    return dossier


def _with_all(call_list: CallList, people: Iterable[Called]) -> CallList:
    for person in people:
        call_list = add_person(call_list, person)
    return call_list


def _without_untried(call_list: CallList) -> CallList:
    """The list without those who were put off and never tried, of whom nothing has to be known any more."""
    tried = {attempt.person for attempt in call_list.log}
    there = tuple(one for one in call_list.people if not one.put_off or one.person in tried)
    return replace(call_list, people=there)


def _required(connection: Connection, id_: str | None) -> CallList:
    if id_ is None:
        found = next((one for one in read_call_lists(connection) if one.closed is None), None)
    else:
        found = read_call_list(connection, id_.lower())
    if found is None:
        raise NotFound(
            N_("There is no such call list."), N_("Begin one with “interpreter-app call-list new”, or see “list”.")
        )
    return found


def _all_required(connection: Connection, ids: Collection[str]) -> list[CallList]:
    return [_required(connection, id_) for id_ in dict.fromkeys(id_.lower() for id_ in ids)]


def _begun(connection: Connection, need: Need, now: datetime, new_id: NewId) -> CallList:
    made = CallList(id=new_id(), made=now, need=checked_need(need))
    add_call_list(connection, made)
    return made


def _changed(connection: Connection, call_list: CallList, change: Change, now: datetime) -> CallList:
    if call_list.closed is not None:
        raise UserError(N_("The call list is closed."), N_("Begin a new one."))
    after = change(call_list)
    check_new_attempts(call_list, after, now)
    if after != call_list:
        replace_call_list(connection, after, now)
    return after
