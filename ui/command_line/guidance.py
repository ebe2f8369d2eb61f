"""The command that answers booking situations: what the law asks, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from interpreter_app.domain import acts
from interpreter_app.domain.errors import N_, AppError
from interpreter_app.domain.guidance import Guidance, NoShowFee
from interpreter_app.domain.guidance_content import Content, PieceText
from interpreter_app.domain.situation_entries import SituationEntry, SituationFile, read_situations
from interpreter_app.i18n import Texts
from interpreter_app.identity_numbers import without_identity_numbers
from interpreter_app.use_cases.advise import advise
from interpreter_app.use_cases.arrange_advice import ArrangedAdvice, arrange_advice
from ui.command_line.commands import SpokenCommand
from ui.command_line.files import read_file
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.use_cases.open_profile import Profile


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer for an entry: that of the rules, and what the guidance says of it, the most important first."""

    entry: SituationEntry
    guidance: Guidance
    advice: ArrangedAdvice


@click.command(
    cls=SpokenCommand, help=N_("Say what the law asks in a booking situation, from a JSON file of one or a list.")
)
@click.argument("file", metavar=N_("FILE"))
@click.pass_obj
def guidance(run: Run, file: str) -> None:
    """Answer each situation; a file that does not fit is refused whole."""
    found = read_situations(read_file(file), run.today)
    with guidance_content(run) as content:
        answers = [_answer(entry, content, run.texts) for entry in found.entries]
    run.answer(_documents(found, answers), lambda: [line for one in answers for line in _lines(one, run)])


def _answer(entry: SituationEntry, content: Content, texts: Texts) -> _Answer:
    situation = entry.situation
    found = advise(content, situation, texts)
    applies = found.guidance.act_applies
    arranged = arrange_advice(found.points, content, situation.sector, situation.day, texts, act_applies=applies)
    return _Answer(entry, found.guidance, arranged)


@contextmanager
def guidance_content(run: Run) -> Iterator[Content]:
    """The guidance that holds here; that of the program alone, with a word on it, where the register's is locked."""
    from interpreter_app.use_cases.read_guidance import read_content

    profile = _profile(run)
    try:
        yield read_content(profile)
    finally:
        if profile:
            profile.close()


def _profile(run: Run) -> "Profile | None":
    """The profile of this run; None when it has no file, or one that cannot be opened now."""
    if not run.context.files.path.exists():
        return None
    try:
        return run.context.open_profile()
    except AppError as error:
        run.tell(run.say(N_("The guidance is the program's own, since the register's cannot be read.")))
        run.tell(error.in_words(run.texts.gettext))
        return None


def _documents(found: SituationFile, answers: list[_Answer]) -> object:
    documents = [_document(one) for one in answers]
    return documents if found.is_list else documents[0]


def _document(answer: _Answer) -> dict[str, object]:
    entry, given, sources = answer.entry, answer.guidance, answer.advice.sources
    return {
        **({"name": without_identity_numbers(entry.name)} if entry.name is not None else {}),
        "date": entry.situation.day.isoformat(),
        "act_applies": given.act_applies,
        "duty": given.duty,
        "qualified": given.qualified,
        "departure": {"allowed": given.departure.allowed, "grounds": list(given.departure.grounds)},
        "child": given.child,
        "police_certificate": given.police_certificate,
        "no_show_fee": _fee(given.no_show_fee),
        "advice": [point.in_one for point in answer.advice.points],
        "sources": list(sources),
        "links": {source: acts.link_to(source) for source in sources},
    }


def _fee(fee: NoShowFee) -> dict[str, object]:
    return {"allowed": fee.allowed, "maximum": None if fee.maximum is None else _amount(fee.maximum)}


def _amount(amount: Decimal) -> int | float:
    """An amount in kroner as JSON has it."""
    return int(amount) if amount == int(amount) else float(amount)


def _lines(answer: _Answer, run: Run) -> list[str]:
    entry, advice = answer.entry, answer.advice
    heading = run.say(
        N_("{name}, on {day}:"),
        name=without_identity_numbers(entry.name or "") or run.say(N_("Situation")),
        day=run.texts.date(entry.situation.day),
    )
    told = [line for point in advice.points for line in (_title(point.text.title, point.sources), *_body(point.text))]
    return [heading, *told, run.say(N_("Read more:")), *_read_more(advice.sources, run), ""]


def _read_more(sources: tuple[str, ...], run: Run) -> list[str]:
    """Where each section can be read, once."""
    sections = dict.fromkeys(acts.section(source) for source in sources)
    return [f"  {acts.in_words(one, run.texts.language)}: {acts.link_to(one)}" for one in sections]


def _title(title: str, sources: tuple[str, ...]) -> str:
    return f"• {title} ({', '.join(sources)})" if sources else f"• {title}"


def _body(text: PieceText) -> list[str]:
    return [f"    {line}" for line in text.body]
