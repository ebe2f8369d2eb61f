"""The words of call lists and departure notes: channels, answers, methods, languages and times inside a line."""

from collections.abc import Iterable
from datetime import datetime

from interpreter_app import explanations
from interpreter_app.domain.call_list_undo import Act, Step
from interpreter_app.domain.call_lists import Answer, Available, CallList, Channel, find_called
from interpreter_app.domain.errors import N_
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.situations import Method
from interpreter_app.i18n import Texts
from interpreter_app.situation_words import METHOD_NAMES

CHANNEL_NAMES = {
    Channel.PHONE: N_("telephone"),
    Channel.SMS: N_("text message"),
    Channel.EMAIL: N_("e-mail"),
    Channel.OTHER: N_("other way"),
}
ANSWER_NAMES = {
    Answer.NO_ANSWER: N_("no answer"),
    Answer.CANNOT: N_("cannot"),
    Answer.CAN: N_("can"),
    Answer.CALL_BACK: N_("will ring back"),
    Answer.LATER: N_("can later"),
}
NO_LONGER_THERE = N_("no longer in the register")


def contents_in_words(call_lists: Iterable[CallList], texts: Texts) -> str:
    """How much there is on call lists: 3 people, 5 attempts. Each person is counted once, those put off too."""
    lists = list(call_lists)
    people = len({called.person for one in lists for called in one.people})
    attempts = sum(len(one.log) for one in lists)
    counts = (
        texts.ngettext("{n} person", "{n} people", people).format(n=texts.number(people)),
        texts.ngettext("{n} attempt", "{n} attempts", attempts).format(n=texts.number(attempts)),
    )
    return ", ".join(counts)


def step_in_words(call_list: CallList, step: Step, texts: Texts) -> str:
    """What was done on a call list, with the name: Anna Aas: kan ikke."""
    called, _ = find_called(call_list, step.person), texts.gettext
    name = called.name if called else ""
    match step.act:
        case Act.ATTEMPT:
            return _("{name}: {answer}").format(name=name, answer=_(ANSWER_NAMES[call_list.log[step.place].answer]))
        case Act.REMOVAL:
            return _("{name} is off the list").format(name=name)
        case Act.AGREEMENT:
            return _("agreed with {name}").format(name=name)


def language_in_words(code: str, kind: Kind | None, texts: Texts) -> str:
    """A language as it stands inside a line, with the kind of interpreting where that is not the language's own."""
    name = language_table().get(code).name(texts.language)
    if kind in (None, own_kind(code)):
        return name
    return f"{name} ({texts.gettext(explanations.KIND_NAMES[kind]).lower()})"


def method_in_words(method: Method, texts: Texts) -> str:
    """How the interpreter takes part, as it stands inside a line."""
    name = texts.gettext(METHOD_NAMES[method])
    return name[:1].lower() + name[1:]


def moment_in_words(moment: datetime, texts: Texts) -> str:
    """A time in full: 19. november 2026 kl. 15.42."""
    return texts.gettext(N_("{date} at {time}")).format(date=texts.date(moment.date()), time=texts.time(moment))


def available_in_words(available: Available, texts: Texts) -> str:
    """From when somebody can come, with the time of day where it is known."""
    return texts.date(available.day) if available.at is None else moment_in_words(available.moment, texts)
