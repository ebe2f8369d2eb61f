"""A departure note as a document: what was noted, what it rests on, and that it is a suggestion and no legal form."""

from collections.abc import Iterator
from datetime import datetime

from interpreter_app.booking_words import (
    ANSWER_NAMES,
    CHANNEL_NAMES,
    available_in_words,
    language_in_words,
    method_in_words,
    moment_in_words,
)
from interpreter_app.documents.blocks import Block, Document, Facts, Grid, Heading, Items, Notice, Paragraph
from interpreter_app.domain.acts import in_words
from interpreter_app.domain.departure_notes import DepartureNote, Planned, Tried
from interpreter_app.domain.errors import N_
from interpreter_app.domain.guidance_content import LawData
from interpreter_app.domain.situations import Proposed
from interpreter_app.i18n import NO_VALUE, Texts
from interpreter_app.situation_words import GROUND_NAMES
from interpreter_app.usage_words import USED_NAMES

_ON_WHO = {
    Proposed.REGISTER: N_(
        "Somebody who is listed in the register for the language is qualified; then there is no departure to note."
    ),
    Proposed.CHILD: N_(
        "A child must not interpret or otherwise pass on information, save when needed in an emergency, or when"
        " defensible having regard to the child and the circumstances ({source})."
    ),
    Proposed.ADULT_RELATIVE: N_(
        "An adult relative is not banned by the act, but is not qualified, and is mostly disqualified ({source})."
    ),
}
_SOURCE_ON_WHO = {Proposed.CHILD: "TL 4", Proposed.ADULT_RELATIVE: "FVL 6"}
_WIDTHS = (8, 4, 4, 5, 8, 9)


def departure_note_document(note: DepartureNote, law: LawData, texts: Texts) -> Document:
    """The note in the language of ``texts``, with what ``law`` says of its day."""
    say = texts.gettext
    return Document(
        title=say(N_("Note on departing from the demand for a qualified interpreter")),
        language=texts.language,
        blocks=tuple(_blocks(note, law, texts)),
        footer=say(N_("A suggestion, no legal form")),
    )


def _blocks(note: DepartureNote, law: LawData, texts: Texts) -> Iterator[Block]:
    yield Notice(
        texts.gettext(
            N_(
                "This note is a suggestion and no legal form: neither act nor regulation has a form for it. It says"
                " nothing about the person who is served; that belongs in the case or the journal."
            )
        )
    )
    yield _facts(note, texts)
    yield from _ground(note, law, texts)
    yield from _tried(note, texts)
    yield from _used(note, texts)
    yield from _decision(note, texts)


def _facts(note: DepartureNote, texts: Texts) -> Facts:
    say = texts.gettext
    day = texts.date(note.day)
    if note.at:
        day = say(N_("{date} at {time}")).format(date=day, time=_clock(note, texts))
    language = language_in_words(note.language, note.kind, texts)
    return Facts(((say(N_("Date and time")), day), (say(N_("Language")), language)))


def _clock(note: DepartureNote, texts: Texts) -> str:
    assert note.at is not None
    return texts.time(datetime.combine(note.day, note.at))


def _ground(note: DepartureNote, law: LawData, texts: Texts) -> Iterator[Block]:
    say = texts.gettext
    source = in_words("TL 7(2)", texts.language)
    yield Heading(say(N_("Ground for departing")))
    yield Items(tuple(say(GROUND_NAMES[ground]) for ground in note.grounds))
    yield Paragraph(say(N_("The grounds are those of {source}.")).format(source=source), muted=True)
    for words in _state_of_demand(note, law, texts):
        yield Paragraph(words)
    yield Heading(say(N_("Seriousness")))
    yield Paragraph(note.seriousness)


def _state_of_demand(note: DepartureNote, law: LawData, texts: Texts) -> Iterator[str]:
    """Whether the demand held on the day, as far as that is known."""
    say = texts.gettext
    values = {
        "day": texts.date(note.day),
        "until": texts.date(law.dispensed_until),
        "in_force": texts.date(law.in_force),
        "checked": texts.date(law.checked),
        "source": in_words("TL 7(5)", texts.language),
    }
    if note.day < law.in_force:
        yield say(N_("The act came into force on {in_force}, after this day.")).format(**values)
    elif note.day <= law.dispensed_until:
        yield say(
            N_(
                "On {day} the demand for a qualified interpreter is dispensed with: the dispensation lasts until and"
                " including {until} ({source}). All else in the act applies."
            )
        ).format(**values)
    else:
        yield say(
            N_(
                "As far as the rules are known here, the dispensation from the demand for a qualified interpreter"
                " lasted until and including {until} ({source}), and the demand held on {day}."
            )
        ).format(**values)
        if law.checked < note.day:
            yield say(
                N_("The rules are known here as of {checked}; it is not verified whether it was extended later.")
            ).format(**values)


def _tried(note: DepartureNote, texts: Texts) -> Iterator[Block]:
    say = texts.gettext
    yield Heading(say(N_("Who was tried")))
    if note.tried:
        headings = (N_("Name"), N_("Number"), N_("Category"), N_("Channel"), N_("Time"), N_("Answer"))
        rows = tuple(_row(one, texts) for one in note.tried)
        yield Grid(tuple(say(heading) for heading in headings), rows, _WIDTHS)
    else:
        yield Paragraph(say(N_("Nobody was tried.")))
    methods = ", ".join(method_in_words(method, texts) for method in note.methods)
    earliest = available_in_words(note.earliest, texts) if note.earliest else say(N_("not known"))
    yield Facts(
        (
            (say(N_("Earliest time with a qualified interpreter")), earliest),
            (say(N_("Methods tried")), methods or say(N_("none"))),
        )
    )
    yield Paragraph(
        say(
            N_(
                "Being listed in the register is voluntary ({source}): somebody who is not found there is not"
                " therefore unqualified."
            )
        ).format(source=in_words("TL 7(3)", texts.language)),
        muted=True,
    )


def _row(tried: Tried, texts: Texts) -> tuple[str, ...]:
    say = texts.gettext
    answer = say(ANSWER_NAMES[tried.answer])
    if tried.earliest:
        when = available_in_words(tried.earliest, texts)
        answer = say(N_("{answer}, earliest {when}")).format(answer=answer, when=when)
    return (
        tried.name,
        str(tried.number) if tried.number is not None else NO_VALUE,
        tried.category or NO_VALUE,
        say(CHANNEL_NAMES[tried.channel]),
        moment_in_words(tried.at, texts),
        answer,
    )


def _used(note: DepartureNote, texts: Texts) -> Iterator[Block]:
    say = texts.gettext
    yield Heading(say(N_("Who interpreted")))
    facts = [(say(N_("Who")), say(USED_NAMES[note.used]))]
    if note.relation:
        facts.append((say(N_("Relation to the parties")), note.relation))
    yield Facts(tuple(facts))
    if words := _ON_WHO.get(note.used):
        source = _SOURCE_ON_WHO.get(note.used)
        yield Paragraph(say(words).format(source=in_words(source, texts.language) if source else ""))


def _decision(note: DepartureNote, texts: Texts) -> Iterator[Block]:
    say = texts.gettext
    follow_up = (
        say(N_("planned for {day}")).format(day=texts.date(note.follow_up.day))
        if isinstance(note.follow_up, Planned)
        else say(N_("not planned: {reason}")).format(reason=note.follow_up.reason)
    )
    yield Heading(say(N_("Decision and follow-up")))
    yield Facts(
        (
            (say(N_("Decided by")), f"{note.decided_by}, {note.role}"),
            (say(N_("Follow-up with a qualified interpreter")), follow_up),
        )
    )
