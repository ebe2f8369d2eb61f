"""The command that shows one person with all that the category of each language rests on."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from interpreter_app import edit_explanations, explanations
from interpreter_app.domain.categories import Assessment
from interpreter_app.domain.errors import N_
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.profiles import Origin
from ui.command_line import evidence, output, wording
from ui.command_line.arguments import IsoDate, PersonKey
from ui.command_line.commands import SpokenCommand
from ui.command_line.known import known_field, known_option, known_words, register_as_known
from ui.command_line.notes import note_lines
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.domain.periods import Period
    from interpreter_app.use_cases.show_interpreter import ShownInterpreter

_OWNER = "interpreter_id"


@click.command(
    cls=SpokenCommand, help=N_("Show one person: contact, and the category of each language with its reason.")
)
@click.argument("key", metavar=N_("NUMBER"), type=PersonKey())
@click.option("--on", metavar=N_("DATE"), type=IsoDate(), help=N_("As it is on this day; today if not given."))
@known_option
@click.option("--ids", is_flag=True, help=N_("Show the id of each record too, by which it can be changed."))
@click.pass_obj
def show(run: Run, key: str, on: date | None, known: date | None, ids: bool) -> None:
    """Answer with the person; raises ``NotFound`` when nobody listed that day has the number."""
    from interpreter_app.use_cases.import_public import legal_day
    from interpreter_app.use_cases.private_notes import notes_of
    from interpreter_app.use_cases.show_interpreter import show_person

    with register_as_known(run, known, key) as (profile, state):
        shown = show_person(profile, key, legal_day(state, on, run.today))
        noted = {} if run.json or known else notes_of(profile, [shown.dossier.id])
    run.answer(
        _document(shown, run) | known_field(known) | ({"records": _records(shown)} if ids else {}),
        lambda: [
            *_lines(shown, run),
            *note_lines(noted.get(shown.dossier.id), run),
            *known_words(known, run),
            *(_record_lines(shown, run) if ids else []),
        ],
    )


def _records(shown: "ShownInterpreter") -> list[dict[str, object]]:
    """Every record that belongs to the person, with its id."""
    return [
        {"id": id_, "type": record.type, "fields": {n: v for n, v in record.fields.items() if n != _OWNER}}
        for id_, record in shown.records.items()
        if id_ != shown.dossier.id
    ]


def _record_lines(shown: "ShownInterpreter", run: Run) -> Iterator[str]:
    """The same in words."""
    yield ""
    for id_, record in shown.records.items():
        if id_ != shown.dossier.id:
            given = {name: value for name, value in record.fields.items() if name != _OWNER and value}
            values = (edit_explanations.value_words(name, value, run.texts) for name, value in given.items())
            yield f"{id_}  {edit_explanations.record_name(record.type, run.texts)}: {', '.join(values)}"


def _document(shown: "ShownInterpreter", run: Run) -> dict[str, object]:
    person = shown.dossier.interpreter
    return {
        "number": person.number,
        "name": person.name,
        "gender": person.gender,
        "county": person.county,
        "capacity": person.capacity,
        "phone": person.phone,
        "email": person.email,
        "address": _address(person),
        "listed": [evidence.period(days) for days in _listed(shown)],
        "as_of": shown.state.as_of.isoformat(),
        "on": shown.day.isoformat(),
        "languages": [_language(assessment, run) for assessment in shown.assessments],
        "evidence": [evidence.evidence(piece) for piece in shown.dossier.evidence()],
        **({} if shown.unsent is None else {"id": shown.dossier.id, "unsent": shown.unsent}),
    }


def _address(person: Interpreter) -> dict[str, str] | None:
    """The address, where the person consents to showing it (TF § 13 e) and there is one."""
    if not (person.address_public and (person.address or person.postal_code or person.place)):
        return None
    return {"address": person.address, "postal_code": person.postal_code, "place": person.place}


def _language(assessment: Assessment, run: Run) -> dict[str, object]:
    step = assessment.next_step
    return {
        **evidence.category(assessment, run),
        "counts": [evidence.evidence(piece) for piece in assessment.counted],
        "does_not_count": [evidence.evidence(piece) for piece in assessment.not_counted],
        "next_step": {"missing": step.missing, "category": step.category} if step else None,
    }


def _lines(shown: "ShownInterpreter", run: Run) -> list[str]:
    lines = [shown.dossier.interpreter.name, *_notes(shown, run), *output.pairs(_particulars(shown, run))]
    for assessment in shown.assessments:
        lines += ["", *_explained(assessment, run)]
    return [*lines, "", wording.age_words(shown.state, run), _not_for_booking(run)]


def _notes(shown: "ShownInterpreter", run: Run) -> Iterator[str]:
    """What the register's own staff must know of what they see."""
    if not shown.listed:
        yield run.say(N_("Not listed on {day}."), day=shown.day.isoformat())
    if shown.unsent:
        yield run.say(N_("Changes that are not sent yet: {count}."), count=run.texts.number(shown.unsent))


def _not_for_booking(run: Run) -> str:
    return run.say(N_("The register is not a booking register. Make contact directly."))


def _listed(shown: "ShownInterpreter") -> "list[Period]":
    """The periods in which the person is listed; where the public register stated no dates, none."""
    return [] if shown.state.origin is Origin.PUBLIC else shown.dossier.listed_periods()


def _particulars(shown: "ShownInterpreter", run: Run) -> list[tuple[str, str]]:
    person = shown.dossier.interpreter
    return [
        (run.say(N_("Number")), str(person.number or "")),
        (run.say(N_("Telephone")), person.phone),
        (run.say(N_("E-mail")), person.email),
        (run.say(N_("Address")), person.full_address if person.address_public else ""),
        (run.say(N_("County")), wording.county_name(person.county, run)),
        (run.say(N_("Gender")), run.say(explanations.GENDER_NAMES[person.gender]) if person.gender else ""),
        (run.say(N_("Capacity")), run.say(explanations.CAPACITY_NAMES[person.capacity]) if person.capacity else ""),
        (
            run.say(N_("Listed")),
            ", ".join(wording.period_words(days, run) for days in _listed(shown)),
        ),
    ]


def _explained(assessment: Assessment, run: Run) -> Iterator[str]:
    """A language with its category, why, and the evidence."""
    letter = assessment.category or wording.NO_CATEGORY
    yield f"{letter}  {wording.pair_name(*assessment.pair, run)}"
    yield f"   {evidence.reason_with_source(assessment, run)}"
    for piece in assessment.counted:
        yield f"   + {wording.evidence_words(piece, run)}"
    not_counted = run.say(N_("does not count on this day"))
    for piece in assessment.not_counted:
        yield f"   – {wording.evidence_words(piece, run)} ({not_counted})"
    step = explanations.next_step(assessment, run.texts)
    if step:
        yield f"   {step[0]} {step[1]}."
