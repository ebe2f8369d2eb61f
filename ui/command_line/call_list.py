"""The commands of the call list: what is needed, who is on it, what they answered, messages, and the agreed time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interpreter_app.booking_words import contents_in_words, step_in_words
from interpreter_app.domain import call_lists as rules
from interpreter_app.domain.assignments import MOST_MINUTES
from interpreter_app.domain.call_list_undo import require_last_step, take_back
from interpreter_app.domain.call_lists import Answer, Attempt, Available, CallList, Channel, Need
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.domain.interpreters import LARGEST_NUMBER, Kind
from interpreter_app.domain.iso_dates import iso_date
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.norwegian_time import in_norway, read_time
from interpreter_app.domain.situations import Method, Sector
from interpreter_app.i18n import Texts, UiLanguage
from ui.command_line import call_list_words as wording
from ui.command_line import output
from ui.command_line.arguments import LanguageCode, OneOf, PersonKey, RecordId, WholeNumber, words
from ui.command_line.commands import SpokenCommand, SpokenGroup, name_of
from ui.command_line.failures import DONE, NO
from ui.command_line.files import check_outputs
from ui.command_line.guidance import guidance_content
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile

    _Kind = click.ParamType[Any, Any]
else:
    _Kind = click.ParamType

_Command = TypeVar("_Command", bound=Callable[..., object])


class ClockTime(_Kind):
    """A time on a Norwegian clock in ISO 8601; one with a zone is turned into it."""

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time that ``value`` names."""
        time = read_time(value)
        if time is None:
            raise UserError(
                N_("“{given}” is no time that can be given as {name}."),
                N_("Write date and time, such as 2026-06-01T14:05."),
                given=value,
                name=name_of(param, ctx),
            )
        return time


class DayOrTime(ClockTime):
    """A day, or a time on a Norwegian clock, in ISO 8601."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Available:  # type: ignore[override]
        """The day, or the time, that ``value`` names."""
        day = iso_date(value)
        if day:
            return Available(day)
        time = super().convert(value, param, ctx)
        return Available(time.date(), time.time())


_in_list = click.option(
    "--list", "id_", metavar=N_("ID"), type=RecordId(), help=N_("This call list; otherwise the newest open one.")
)
_NEED = (
    click.option("--kind", metavar=words(Kind), type=OneOf(Kind), help=N_("This kind of interpreting.")),
    click.option("--starts", metavar=N_("TIME"), type=ClockTime(), help=N_("When it begins, on a Norwegian clock.")),
    click.option("--minutes", metavar="N", type=WholeNumber(1, MOST_MINUTES), help=N_("How long it lasts.")),
    click.option("--method", metavar=words(Method), type=OneOf(Method), help=N_("How the interpreter takes part.")),
    click.option("--place", metavar=N_("TEXT"), help=N_("Where; nothing about the person who is served.")),
    click.option("--sector", metavar=words(Sector), type=OneOf(Sector), help=N_("What the conversation belongs to.")),
    click.option("--unit", metavar=N_("TEXT"), help=N_("The unit that books.")),
    click.option("--contact", metavar=N_("NAME"), help=N_("Whom the interpreter reaches.")),
    click.option("--phone", metavar=N_("PHONE"), help=N_("The telephone of whom the interpreter reaches.")),
    click.option("--email", metavar=N_("MAIL"), help=N_("The mail address of whom the interpreter reaches.")),
)


def _need_options(command: _Command) -> _Command:
    """Let a command take what is needed."""
    for option in reversed(_NEED):
        command = option(command)
    return command


@click.group(
    "call-list",
    cls=SpokenGroup,
    invoke_without_command=True,
    help=N_("Keep a call list: who was tried for an assignment, and what they answered. Without a command, show it."),
)
@click.pass_context
def call_list(ctx: click.Context) -> None:
    """Answer with the current call list."""
    if ctx.invoked_subcommand is None:
        _show(ctx.obj, None)


@call_list.command(cls=SpokenCommand, help=N_("Show a call list; without an id the newest open one."))
@click.argument("id_", metavar=N_("ID"), type=RecordId(), required=False)
@click.pass_obj
def show(run: Run, id_: str | None) -> None:
    """Answer with the call list."""
    _show(run, id_)


def _show(run: Run, id_: str | None) -> None:
    from interpreter_app.use_cases.call_lists import get_call_list

    with run.register() as (profile, _):
        _answer(run, profile, get_call_list(profile, id_))


def _answer(run: Run, profile: "Profile", shown: CallList) -> None:
    from interpreter_app.use_cases.call_lists import contacts_of
    from interpreter_app.use_cases.private_notes import notes_of

    contacts = contacts_of(profile, [shown], run.today)
    notes = {} if run.json else notes_of(profile, [one.person for one in shown.people])
    run.answer(
        wording.call_list_document(shown, contacts), lambda: wording.call_list_lines(shown, contacts, notes, run)
    )


@call_list.command("list", cls=SpokenCommand, help=N_("List all call lists, the newest first."))
@click.pass_obj
def list_(run: Run) -> None:
    """Answer with all call lists in short."""
    from interpreter_app.use_cases.call_lists import list_call_lists

    with run.register() as (profile, _):
        found = list_call_lists(profile)
    none = [run.say(N_("There is no call list yet."))]
    run.answer(
        [wording.in_short(one) for one in found], lambda: [wording.line_in_short(one, run) for one in found] or none
    )


@call_list.command(cls=SpokenCommand, help=N_("Begin a call list for an assignment."))
@click.option("--language", metavar=N_("LANGUAGE"), type=LanguageCode(), required=True, help=N_("The language needed."))
@_need_options
@click.pass_obj
def new(run: Run, /, *, language: str, kind: str | None, **given: Any) -> None:
    """Answer with the new call list."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases.call_lists import begin_call_list

    need = _with_given(Need(language=language, kind=Kind(kind) if kind else own_kind(language)), given)
    with run.register() as (profile, _):
        _answer(run, profile, begin_call_list(profile, need, now=run.clock(), new_id=new_id))


@call_list.command(cls=SpokenCommand, help=N_("Change what is needed."))
@_in_list
@click.option("--language", metavar=N_("LANGUAGE"), type=LanguageCode(), help=N_("The language needed."))
@_need_options
@click.pass_obj
def change(run: Run, /, *, id_: str | None, **given: Any) -> None:
    """Answer with the call list as it is then."""
    from interpreter_app.use_cases.call_lists import change_need

    with run.register() as (profile, _):
        after = change_need(profile, id_, lambda need: _with_given(need, given), now=run.clock())
        _answer(run, profile, after)


def _with_given(need: Need, given: dict[str, Any]) -> Need:
    """What is needed, with what was said of it."""
    return replace(need, **{name: value for name, value in given.items() if value is not None})


@call_list.command(cls=SpokenCommand, help=N_("Add people by their register numbers, all of them or nobody."))
@click.argument("numbers", metavar=N_("NUMBER"), type=WholeNumber(1, LARGEST_NUMBER), nargs=-1, required=True)
@_in_list
@click.pass_obj
def add(run: Run, numbers: tuple[int, ...], id_: str | None) -> None:
    """Answer with the call list as it is then."""
    from interpreter_app.use_cases.call_lists import add_by_number

    with run.register() as (profile, _):
        after = add_by_number(profile, id_, numbers, today=run.today, now=run.clock())
        _answer(run, profile, after)


@call_list.command(cls=SpokenCommand, help=N_("Put somebody off the list; attempts to reach the person stay logged."))
@click.argument("key", metavar=N_("NUMBER"), type=PersonKey())
@_in_list
@click.pass_obj
def remove(run: Run, key: str, id_: str | None) -> None:
    """Answer with the call list as it is then."""
    now = run.clock()
    _change(run, id_, lambda one: rules.remove_person(one, rules.find_by_key(one, key).person, now))


@call_list.command(
    cls=SpokenCommand,
    help=N_("Log an attempt to reach somebody, and the answer: no_answer, cannot, can, call_back or later."),
)
@click.argument("key", metavar=N_("NUMBER"), type=PersonKey())
@click.argument("answer", metavar=N_("ANSWER"), type=OneOf(Answer))
@click.option(
    "--channel",
    metavar=words(Channel),
    type=OneOf(Channel),
    default=Channel.PHONE.value,
    help=N_("How the person was tried."),
)
@click.option("--at", metavar=N_("TIME"), type=ClockTime(), help=N_("When, on a Norwegian clock; otherwise now."))
@click.option(
    "--earliest", metavar=N_("TIME"), type=DayOrTime(), help=N_("The day or time from which the person can come.")
)
@_in_list
@click.pass_obj
def log(
    run: Run,
    /,
    *,
    key: str,
    answer: str,
    channel: str,
    at: datetime | None,
    earliest: Available | None,
    id_: str | None,
) -> None:
    """Answer with the call list as it is then."""
    now = run.clock()
    moment = in_norway(at) if at else now

    def logged(one: CallList) -> CallList:
        person = rules.find_by_key(one, key).person
        attempt = Attempt(
            person=person,
            at=moment,
            channel=Channel(channel),
            answer=Answer(answer),
            earliest=earliest,
            entered=now if at else None,
        )
        return rules.log_attempt(one, attempt)

    _change(run, id_, logged)


@call_list.command(
    cls=SpokenCommand,
    help=N_("Take back what was done last: an attempt, which stays, marked, a removal, or an agreement."),
)
@_in_list
@click.pass_obj
def undo(run: Run, id_: str | None) -> None:
    """Answer with the call list as it is then."""
    taken: list[str] = []
    now = run.clock()

    def undone(one: CallList) -> CallList:
        step = require_last_step(one)
        taken.append(step_in_words(one, step, run.texts))
        return take_back(one, step, now)

    _change(run, id_, undone)
    run.tell(run.say(N_("Taken back: {what}"), what=taken[0]))


@call_list.command(cls=SpokenCommand, help=N_("Note who comes, of those who have said that they can."))
@click.argument("key", metavar=N_("NUMBER"), type=PersonKey())
@_in_list
@click.pass_obj
def agree(run: Run, key: str, id_: str | None) -> None:
    """Answer with the call list as it is then."""
    now = run.clock()
    _change(run, id_, lambda one: rules.agree(one, rules.find_by_key(one, key).person, now))


@call_list.command(cls=SpokenCommand, help=N_("Be done with a call list; it can still be shown."))
@_in_list
@click.pass_obj
def close(run: Run, id_: str | None) -> None:
    """Answer with the call list as it is then."""
    now = run.clock()
    _change(run, id_, lambda one: rules.close(one, now))


@call_list.command(cls=SpokenCommand, help=N_("Open a closed call list again."))
@click.argument("id_", metavar=N_("ID"), type=RecordId())
@click.pass_obj
def reopen(run: Run, id_: str) -> None:
    """Answer with the call list as it is then."""
    from interpreter_app.use_cases.call_lists import reopen_call_list

    with run.register() as (profile, _):
        _answer(run, profile, reopen_call_list(profile, id_, now=run.clock()))


def _change(run: Run, id_: str | None, act: Callable[[CallList], CallList]) -> None:
    from interpreter_app.use_cases.call_lists import change_call_list

    with run.register() as (profile, _):
        after = change_call_list(profile, id_, act, now=run.clock())
        _answer(run, profile, after)


@call_list.command(
    cls=SpokenCommand, help=N_("Delete call lists by their ids, all of them or none; it cannot be taken back.")
)
@click.argument("ids", metavar=N_("ID"), type=RecordId(), nargs=-1, required=True)
@click.option("--discard", is_flag=True, help=N_("Delete the people and attempts on them too."))
@click.pass_obj
def delete(run: Run, ids: tuple[str, ...], discard: bool) -> int:
    """Answer with what was deleted; without the flag the answer is no, with what would be lost."""
    from interpreter_app.use_cases.call_lists import delete_call_lists, get_call_lists

    with run.register() as (profile, _):
        lists = delete_call_lists(profile, ids, now=run.clock()) if discard else get_call_lists(profile, ids)
    what = contents_in_words(lists, run.texts)
    document = {"deleted": discard, "lists": [wording.deletion(one) for one in lists]}
    if discard:
        run.answer(document, lambda: [run.say(N_("Deleted: {what}"), what=what)])
        return DONE
    run.tell(run.say(N_("Nothing was deleted: would be lost: {what}. Add --discard to lose it."), what=what))
    if run.json:
        output.write_json(document)
    return NO


@call_list.command(
    cls=SpokenCommand,
    help=N_("Write a message to an interpreter: enquiry_email, enquiry_sms, confirmation, decline or cancel."),
)
@click.argument("template", metavar=N_("TEMPLATE"), type=OneOf(Template))
@click.option("--number", metavar=N_("NUMBER"), type=PersonKey(), help=N_("To whom; otherwise who was agreed with."))
@click.option(
    "--text-language", metavar=words(UiLanguage), type=OneOf(UiLanguage), help=N_("The language of the message.")
)
@_in_list
@click.pass_obj
def message(run: Run, template: str, number: str | None, text_language: str | None, id_: str | None) -> None:
    """Answer with subject and text, and tell what is not filled in yet."""
    from interpreter_app.use_cases.call_lists import contacts_of, get_call_list, with_unit
    from interpreter_app.use_cases.call_messages import address_for, channel_of, mail_link, write_message

    settings = run.context.settings
    texts = Texts(UiLanguage(text_language or settings.message_language or run.texts.language))
    with run.register() as (profile, _):
        found = get_call_list(profile, id_)
        contacts = contacts_of(profile, [found], run.today)
    called = rules.find_by_key(found, number) if number else rules.find_called(found, found.agreed)
    chosen = Template(template)
    to = address_for(chosen, rules.require_contact(contacts, called)) if called else ""
    by_mail = channel_of(chosen) is Channel.EMAIL
    need = with_unit(found.need, settings.unit)
    name = called.name if called else ""
    with guidance_content(run) as content:
        written = write_message(content, chosen, need, interpreter=name, day=run.today, texts=texts)
    if written.gaps:
        run.tell(run.say(N_("Not filled in yet: {gaps}."), gaps=", ".join(written.gaps)))
    document = {
        "template": template,
        "language": texts.language,
        "to": to if called else None,
        "subject": written.subject,
        "text": written.body,
        "gaps": list(written.gaps),
        "link": mail_link(to, written) if by_mail else None,
    }
    head = written.subject if by_mail else run.say(N_("To {number}"), number=to or run.say(N_("no telephone")))
    run.answer(document, lambda: [head, "", *written.body.splitlines()])


@call_list.command(cls=SpokenCommand, help=N_("Write the agreed time into a calendar file, .ics."))
@click.argument("file", metavar=N_("FILE"))
@click.option("--force", is_flag=True, help=N_("Replace the file if there is one."))
@_in_list
@click.pass_obj
def ics(run: Run, file: str, force: bool, id_: str | None) -> None:
    """Answer with the file."""
    from interpreter_app.use_cases.agreed_time import write_agreed_time
    from interpreter_app.use_cases.call_lists import contacts_of, get_call_list

    check_outputs((Path(file), [".ics"]), replace=force)
    with run.register() as (profile, _):
        found = get_call_list(profile, id_)
        contacts = contacts_of(profile, [found], run.today)
    unit = run.context.settings.unit
    write_agreed_time(found, contacts, unit, Path(file), now=run.clock(), texts=run.texts, replace=force)
    run.answer({"file": file, "id": found.id}, lambda: [run.say(N_("Written to {file}."), file=file)])
