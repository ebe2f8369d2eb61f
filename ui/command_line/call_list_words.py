"""What commands answer of a call list: as JSON, and as lines that people read."""

from collections.abc import Iterator, Mapping

from interpreter_app.booking_words import (
    ANSWER_NAMES,
    CHANNEL_NAMES,
    NO_LONGER_THERE,
    available_in_words,
    language_in_words,
    method_in_words,
    moment_in_words,
)
from interpreter_app.domain.call_lists import (
    Attempt,
    Called,
    CallList,
    Contacts,
    Need,
    earliest_qualified,
    find_called,
    in_calling_order,
    last_attempt,
    next_to_call,
    require_contact,
)
from interpreter_app.domain.errors import N_
from interpreter_app.domain.norwegian_time import on_norwegian_clock
from interpreter_app.domain.private_notes import Note
from interpreter_app.note_explanations import NOTE_NAME, signs_in_words
from ui.command_line import output
from ui.command_line.run import Run

_NOTHING = "–"


def call_list_document(call_list: CallList, contacts: Contacts) -> dict[str, object]:
    """A call list as JSON data."""
    earliest, next_ = earliest_qualified(call_list, contacts), next_to_call(call_list, contacts)
    agreed = find_called(call_list, call_list.agreed)
    return {
        "id": call_list.id,
        "made": call_list.made.isoformat(),
        "closed": call_list.closed.isoformat() if call_list.closed else None,
        "need": _need(call_list.need),
        "people": [_called(call_list, called, contacts) for called in in_calling_order(call_list)],
        "log": [_attempt(call_list, attempt) for attempt in call_list.log],
        "next": next_.number if next_ else None,
        "earliest": {"number": earliest[0].number, "when": earliest[1].iso()} if earliest else None,
        "agreed": agreed.number if agreed else None,
    }


def in_short(call_list: CallList) -> dict[str, object]:
    """A call list as JSON data, as one of many."""
    need = call_list.need
    return {
        "id": call_list.id,
        "made": call_list.made.isoformat(),
        "closed": call_list.closed.isoformat() if call_list.closed else None,
        "language": need.language,
        "kind": need.kind,
        "starts": need.starts.isoformat(timespec="minutes") if need.starts else None,
        "people": len(in_calling_order(call_list)),
        "agreed": bool(call_list.agreed),
    }


def _need(need: Need) -> dict[str, object]:
    return {
        "language": need.language,
        "kind": need.kind,
        "starts": need.starts.isoformat(timespec="minutes") if need.starts else None,
        "day": need.on.isoformat() if need.on else None,
        "minutes": need.minutes,
        "method": need.method,
        "place": need.place,
        "sector": need.sector,
        "unit": need.unit,
        "contact": need.contact,
        "phone": need.phone,
        "email": need.email,
    }


def _called(call_list: CallList, called: Called, contacts: Contacts) -> dict[str, object]:
    last, contact = last_attempt(call_list, called.person), contacts[called.person]
    return {
        "id": called.person,
        "number": called.number,
        "name": called.name,
        "category": called.category or None,
        "in_register": contact is not None,
        "phone": contact.phone if contact else None,
        "email": contact.email if contact else None,
        "answer": last.answer if last else None,
        "earliest": last.earliest.iso() if last and last.earliest else None,
    }


def _attempt(call_list: CallList, attempt: Attempt) -> dict[str, object]:
    called = find_called(call_list, attempt.person)
    return {
        "number": called.number if called else None,
        "at": attempt.at.isoformat(),
        "channel": attempt.channel,
        "answer": attempt.answer,
        "earliest": attempt.earliest.iso() if attempt.earliest else None,
        "taken_back": attempt.taken_back.isoformat() if attempt.taken_back else None,
    }


def deletion(call_list: CallList) -> dict[str, object]:
    """How much goes with a call list, as JSON data."""
    return {"id": call_list.id, "people": len(call_list.people), "attempts": len(call_list.log)}


def call_list_lines(call_list: CallList, contacts: Contacts, notes: Mapping[str, Note], run: Run) -> Iterator[str]:
    """A call list as lines: what is needed, the people, the log, and what comes next.

    The signs of private ``notes`` (by record id) stand in a column of their own where anybody on the list has one.
    """
    yield from output.pairs(_need_rows(call_list, run))
    people = in_calling_order(call_list)
    yield ""
    if not people:
        yield run.say(N_("Nobody is on the list yet; “call-list add NUMBER” adds somebody."))
        return
    headings = [N_("Category"), N_("Number"), N_("Name"), N_("Telephone"), N_("Answer")]
    rows = [_person_row(call_list, called, contacts, run) for called in people]
    if any(called.person in notes for called in people):
        headings.append(NOTE_NAME)
        rows = [
            [*row, signs_in_words(notes.get(called.person), run.texts)]
            for row, called in zip(rows, people, strict=True)
        ]
    yield from output.table([run.say(heading) for heading in headings], rows)
    if call_list.log:
        yield ""
        yield from (_log_line(call_list, attempt, run) for attempt in call_list.log)
    yield from _next_lines(call_list, contacts, run)


def line_in_short(call_list: CallList, run: Run) -> str:
    """A call list on one line, as one of many."""
    texts, need = run.texts, call_list.need
    day = need.on.isoformat() if need.on else run.say(N_("no time yet"))
    when = need.starts.strftime("%Y-%m-%d %H:%M") if need.starts else day
    count = len(in_calling_order(call_list))
    people = texts.ngettext("{n} person", "{n} people", count).format(n=texts.number(count))
    parts = (call_list.id, language_in_words(need.language, need.kind, texts), when, people)
    return ", ".join((*parts, run.say(N_("closed")))) if call_list.closed else ", ".join(parts)


def _need_rows(call_list: CallList, run: Run) -> list[tuple[str, str]]:
    need, texts = call_list.need, run.texts
    rows = [
        (N_("Call list"), call_list.id),
        (N_("Language"), language_in_words(need.language, need.kind, texts)),
        (N_("Starts"), moment_in_words(need.starts, texts) if need.starts else ""),
        (N_("Day"), texts.date(need.day) if need.day else ""),
        (N_("Minutes"), texts.number(need.minutes) if need.minutes else ""),
        (N_("Method"), method_in_words(need.method, texts) if need.method else ""),
        (N_("Where"), need.place),
        (N_("Unit"), need.unit),
        (N_("Contact person"), ", ".join(part for part in (need.contact, need.phone, need.email) if part)),
        (N_("Closed"), moment_in_words(on_norwegian_clock(call_list.closed), texts) if call_list.closed else ""),
    ]
    return [(run.say(label), value) for label, value in rows]


def _person_row(call_list: CallList, called: Called, contacts: Contacts, run: Run) -> list[str]:
    last, contact = last_attempt(call_list, called.person), contacts[called.person]
    number = str(called.number) if called.number is not None else _NOTHING
    answer = answer_words(last, run) if last else run.say(N_("not tried"))
    if call_list.agreed == called.person:
        answer = run.say(N_("agreed"))
    phone = contact.phone if contact else run.say(NO_LONGER_THERE)
    return [called.category or _NOTHING, number, called.name, phone, answer]


def answer_words(attempt: Attempt, run: Run) -> str:
    """What came of an attempt, with the earliest time where one was said."""
    answer = run.say(ANSWER_NAMES[attempt.answer])
    if attempt.earliest is None:
        return answer
    return run.say(N_("{answer}, earliest {when}"), answer=answer, when=available_in_words(attempt.earliest, run.texts))


def _log_line(call_list: CallList, attempt: Attempt, run: Run) -> str:
    called = find_called(call_list, attempt.person)
    channel = run.say(CHANNEL_NAMES[attempt.channel])
    when = f"{on_norwegian_clock(attempt.at):%Y-%m-%d %H:%M}"
    parts = (when, called.name if called else "", channel, answer_words(attempt, run))
    line = ", ".join(part for part in parts if part)
    return run.say(N_("{line} (taken back)"), line=line) if attempt.taken_back else line


def _next_lines(call_list: CallList, contacts: Contacts, run: Run) -> Iterator[str]:
    next_, earliest = next_to_call(call_list, contacts), earliest_qualified(call_list, contacts)
    agreed = find_called(call_list, call_list.agreed)
    yield ""
    if agreed:
        yield run.say(N_("Agreed with {name}."), name=agreed.name)
    elif next_:
        reached = ", ".join(part for part in (next_.name, require_contact(contacts, next_).phone) if part)
        yield run.say(N_("Next to try: {name}"), name=reached)
    else:
        yield run.say(N_("Nobody is left to try."))
    if earliest:
        called, when = earliest
        words = available_in_words(when, run.texts)
        yield run.say(N_("Earliest of all: {name}, {when}"), name=called.name, when=words)
