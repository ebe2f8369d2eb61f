"""The commands that change a person's qualifications and authorisations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType
from ui.command_line.arguments import Credits, IsoDate, LanguageCode, OneOf, words
from ui.command_line.commands import SpokenCommand, SpokenGroup
from ui.command_line.edit_answers import Asked, do, edit_options, person_argument, the_one
from ui.command_line.listing_edits import kind_option, language_argument
from ui.command_line.run import Run

if TYPE_CHECKING:
    from interpreter_app.domain.edits import Draft
    from interpreter_app.use_cases.person_records import PersonRecords

_Command = TypeVar("_Command", bound=Callable[..., Any])
_TYPES = tuple(type_ for type_ in EvidenceType if type_ is not EvidenceType.STATE_AUTHORISATION)
_id_option = click.option("--id", "record", metavar="ID", help=N_("The record meant, by its id or how that begins."))


def _type_option(help_: str) -> Callable[[_Command], _Command]:
    return click.option("--type", "type_", metavar=words(_TYPES), type=OneOf(_TYPES), help=help_)


def _language_option(help_: str) -> Callable[[_Command], _Command]:
    return click.option("--language", metavar=N_("L"), type=LanguageCode(), help=help_)


@dataclass(frozen=True, slots=True)
class Meant:
    """Which record of a person is meant: by its id or how that begins, or by what it is."""

    record: str | None
    type: str | None
    language: str | None
    kind: Kind | None

    def among(self, person: "PersonRecords", record_type: str) -> str:
        """The id of the one record that is meant; raises ``UserError`` when none is, or several are.

        An authorisation that is revoked is meant by what it is only when no other is.
        """
        records = person.of_type(record_type)
        if self.record:
            return the_one(self.record.lower(), records)
        found = [id_ for id_, one in records.items() if self._fits(one)]
        held = [id_ for id_ in found if getattr(records[id_], "revoked", None) is None]
        chosen = held or found
        if len(chosen) != 1:
            raise UserError(
                N_("{count} records of {name} are meant by that, and one must be."),
                N_("Name it by --id; see the ids with “interpreter-app show NUMBER --ids”."),
                count=len(chosen),
                name=person.interpreter.name,
            )
        return chosen[0]

    def _fits(self, record: Any) -> bool:
        if self.type and record.type != self.type:
            return False
        if self.language and record.language != self.language:
            return False
        return not self.kind or (
            record.language is not None and (record.kind or own_kind(record.language)) == self.kind
        )


def _which(command: _Command) -> _Command:
    """The options that say which record is meant; the command gets them as ``meant``."""

    @wraps(command)
    def with_meant(
        *args: Any,
        record: str | None,
        language: str | None,
        kind: Kind | None,
        type_: str | None = None,
        **others: Any,
    ) -> Any:
        return command(*args, meant=Meant(record, type_, language, kind), **others)

    options: Any = with_meant
    for option in (kind_option, _language_option(N_("The language of the record meant.")), _id_option):
        options = option(options)
    return cast(_Command, options)


@click.group(cls=SpokenGroup, help=N_("Add, change or remove a person's qualifications."))
def qualification() -> None:
    """The qualifications of a person (tolkeforskriften § 11)."""


def _values(command: _Command) -> _Command:
    """The options that give the fields of a qualification, but its type and language."""
    for option in reversed(
        (
            click.option("--obtained", metavar=N_("DATE"), type=IsoDate(), help=N_("The day it was obtained.")),
            click.option("--amount", metavar="N", type=Credits(), help=N_("How many credits.")),
            click.option(
                "--unit",
                metavar=words(CreditUnit),
                type=OneOf(CreditUnit),
                help=N_("The unit of the credits; studiepoeng if not given."),
            ),
            click.option("--institution", metavar=N_("TEXT"), help=N_("Where it was obtained.")),
            click.option("--document", metavar=N_("TEXT"), help=N_("The reference of the document that shows it.")),
            click.option(
                "--country", metavar="XX", help=N_("The country, for a foreign one (ISO 3166-1, such as SE).")
            ),
            click.option(
                "--recognised",
                metavar=N_("DATE"),
                type=IsoDate(),
                help=N_("The day on which IMDi recognised a foreign one; it counts from then."),
            ),
        )
    ):
        command = option(command)
    return command


@qualification.command("add", cls=SpokenCommand, help=N_("Add a qualification."))
@person_argument
@_type_option(N_("What kind of qualification it is."))
@_language_option(N_("The language it is for; none for the TAO course."))
@kind_option
@_values
@edit_options
@click.pass_obj
def add_qualification(run: Run, /, *, asked: Asked, **given: object) -> None:
    """Add a qualification; it counts from the day it was obtained, a foreign one from its recognition."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases import edit_qualifications

    fields = _fields({"type": given.pop("type_"), **given})
    if fields.get("amount") is not None:
        fields.setdefault("unit", CreditUnit.STUDIEPOENG)
    plan = partial(edit_qualifications.add_qualification, fields=fields, new_id=new_id, today=run.today)
    do(run, asked, plan)


@qualification.command(
    "change", cls=SpokenCommand, help=N_("Change a qualification, named by id, or by type and language.")
)
@person_argument
@_type_option(N_("The type of the qualification meant."))
@_which
@click.option("--new-type", metavar=words(_TYPES), type=OneOf(_TYPES), help=N_("What kind of qualification it is."))
@click.option("--new-language", metavar=N_("L"), type=LanguageCode(), help=N_("The language it is for."))
@_values
@click.option(
    "--clear",
    metavar=N_("FIELD"),
    multiple=True,
    help=N_("A field to clear; give it once for each field."),
)
@edit_options
@click.pass_obj
def change_qualification(
    run: Run,
    /,
    *,
    asked: Asked,
    meant: Meant,
    new_type: str | None,
    new_language: str | None,
    clear: tuple[str, ...],
    **given: object,
) -> None:
    """Change what is named and leave the rest as it is."""
    changes = {**_fields({"type": new_type, "language": new_language, **given}), **dict.fromkeys(clear)}

    def plan(person: "PersonRecords") -> "tuple[Draft, ...]":
        from interpreter_app.use_cases import edit_qualifications

        record = meant.among(person, "qualification")
        return edit_qualifications.change_qualification(person, record, changes, today=run.today)

    do(run, asked, plan)


@qualification.command(
    "remove", cls=SpokenCommand, help=N_("Remove a qualification, named by id, or by type and language.")
)
@person_argument
@_type_option(N_("The type of the qualification meant."))
@_which
@edit_options
@click.pass_obj
def remove_qualification(run: Run, /, *, asked: Asked, meant: Meant) -> None:
    """Delete a qualification that was entered wrongly."""

    def plan(person: "PersonRecords") -> "tuple[Draft, ...]":
        from interpreter_app.use_cases import edit_qualifications

        return edit_qualifications.remove_qualification(person, meant.among(person, "qualification"))

    do(run, asked, plan)


def _fields(given: Mapping[str, object]) -> dict[str, object]:
    """The fields of a qualification that were given, as JSON data."""
    named = {"document_reference" if name == "document" else name: value for name, value in given.items()}
    return {name: _plain(value) for name, value in named.items() if value is not None}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@click.group(cls=SpokenGroup, help=N_("Grant, withdraw, restore, revoke or remove a person's authorisations."))
def authorisation() -> None:
    """The authorisations of a person (tolkeloven §§ 18, 20)."""


@authorisation.command("grant", cls=SpokenCommand, help=N_("Grant an authorisation for a language."))
@person_argument
@language_argument
@click.option("--granted", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day it holds; today if not given."))
@click.option("--number", metavar=N_("TEXT"), default="", help=N_("The number of the authorisation."))
@kind_option
@edit_options
@click.pass_obj
def grant(run: Run, /, *, asked: Asked, language: str, granted: date | None, number: str, kind: Kind | None) -> None:
    """Grant an authorisation."""
    from interpreter_app.ids import new_id
    from interpreter_app.use_cases.edit_authorisations import grant_authorisation

    plan = partial(
        grant_authorisation, language=language, granted=granted or run.today, number=number, kind=kind, new_id=new_id
    )
    do(run, asked, plan)


@authorisation.command("withdraw", cls=SpokenCommand, help=N_("Withdraw an authorisation for a time."))
@person_argument
@_which
@click.option("--from", "start", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day; today if not given."))
@click.option(
    "--until", "end", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day it counts again; none if open.")
)
@edit_options
@click.pass_obj
def withdraw(run: Run, /, *, asked: Asked, meant: Meant, start: date | None, end: date | None) -> None:
    """Withdraw an authorisation (tolkeloven § 20); the reason stands with it, too."""

    def plan(person: "PersonRecords") -> "tuple[Draft, ...]":
        from interpreter_app.ids import new_id
        from interpreter_app.use_cases.edit_authorisations import withdraw_authorisation

        record = meant.among(person, "authorisation")
        return withdraw_authorisation(person, record, start or run.today, end, asked.reason, new_id=new_id)

    do(run, asked, plan)


@authorisation.command("restore", cls=SpokenCommand, help=N_("End the withdrawal of an authorisation."))
@person_argument
@_which
@click.option(
    "--until", "end", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day it counts again; today if not given.")
)
@edit_options
@click.pass_obj
def restore(run: Run, /, *, asked: Asked, meant: Meant, end: date | None) -> None:
    """End a withdrawal."""

    def plan(person: "PersonRecords") -> "tuple[Draft, ...]":
        from interpreter_app.use_cases.edit_authorisations import restore_authorisation

        return restore_authorisation(person, meant.among(person, "authorisation"), end or run.today)

    do(run, asked, plan)


@authorisation.command("revoke", cls=SpokenCommand, help=N_("Revoke an authorisation for good."))
@person_argument
@_which
@click.option(
    "--on", "day", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day it holds no more; today if not given.")
)
@edit_options
@click.pass_obj
def revoke(run: Run, /, *, asked: Asked, meant: Meant, day: date | None) -> None:
    """Revoke an authorisation (tolkeloven § 20); the reason stands with it, too."""

    def plan(person: "PersonRecords") -> "tuple[Draft, ...]":
        from interpreter_app.use_cases.edit_authorisations import revoke_authorisation

        return revoke_authorisation(person, meant.among(person, "authorisation"), day or run.today, asked.reason)

    do(run, asked, plan)


@authorisation.command(
    "remove",
    cls=SpokenCommand,
    help=N_(
        "Remove an authorisation that was entered wrongly, with its withdrawals; one that no longer holds is revoked."
    ),
)
@person_argument
@_which
@edit_options
@click.pass_obj
def remove_authorisation(run: Run, /, *, asked: Asked, meant: Meant) -> None:
    """Delete an authorisation that was entered wrongly."""

    def plan(person: "PersonRecords") -> "tuple[Draft, ...]":
        from interpreter_app.use_cases import edit_authorisations

        return edit_authorisations.remove_authorisation(person, meant.among(person, "authorisation"))

    do(run, asked, plan)
