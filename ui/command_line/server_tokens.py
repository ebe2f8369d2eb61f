"""The commands about the tokens of a register server: making, listing and revoking them."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_
from ui.command_line import output
from ui.command_line.arguments import IsoDate, OneOf, RecordId, words
from ui.command_line.commands import SpokenGroup
from ui.command_line.run import Run
from ui.command_line.serving import DATABASE_HELP, existing, opened, require_server

if TYPE_CHECKING:
    from sync.register_server.tokens import Token

_ROLES = ("case_worker", "administrator")
_ROLE_NAMES = {"case_worker": N_("case worker"), "administrator": N_("administrator")}
_DAY_SHOWN = len("2026-06-30")


@click.group(cls=SpokenGroup, help=N_("Manage the tokens by which a register server knows its staff."))
def token() -> None:
    """Hold the commands about tokens."""


@token.command(help=N_("Make a token for a person or a machine; it is shown this once."))
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.option(
    "--role",
    metavar=words(_ROLES),
    type=OneOf(_ROLES),
    required=True,
    help=N_("What the token is for: work with records, or managing the register too."),
)
@click.option(
    "--name",
    metavar=N_("NAME"),
    required=True,
    help=N_("The person or machine, as the history is to show who made a change."),
)
@click.option("--expires", metavar=N_("DATE"), type=IsoDate(), help=N_("The first day on which it is refused."))
@click.pass_obj
def create(run: Run, /, *, database: str | None, role: str, name: str, expires: date | None) -> None:
    """Answer with the token, and what is kept of it."""
    require_server()
    from sync.register_server.roles import Role
    from sync.register_server.tokens import TokenOrder, Tokens

    with opened(run, database) as store:
        made = Tokens(store).create(TokenOrder(name, Role(role), expires), _now(run))
    document = {"token": made.text} | _document(made.token)
    run.answer(document, lambda: _created(run, made.text, made.token))


@token.command("list", help=N_("List all tokens ever made; the tokens themselves are not kept."))
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.pass_obj
def list_(run: Run, /, *, database: str | None) -> None:
    """Answer with every token, oldest first."""
    require_server()
    from sync.register_server.tokens import Tokens

    with existing(run, database) as store:
        tokens = Tokens(store).all()
    run.answer([_document(one) for one in tokens], lambda: _table(run, tokens))


@token.command(help=N_("Revoke a token: it is refused from now on."))
@click.argument("id_", metavar=N_("ID"), type=RecordId())
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.pass_obj
def revoke(run: Run, /, id_: str, *, database: str | None) -> None:
    """Answer with what is kept of the token."""
    require_server()
    from sync.register_server.tokens import Tokens

    with existing(run, database) as store:
        revoked = Tokens(store).revoke(id_, _now(run))
    run.answer(_document(revoked), lambda: [run.say(N_("The token of {name} is revoked."), name=revoked.name)])


def _now(run: Run) -> datetime:
    return run.clock().astimezone(UTC)


def _document(shown: "Token") -> dict[str, object]:
    return {
        "id": shown.id,
        "role": shown.role,
        "name": shown.name,
        "created": shown.created.isoformat(),
        "expires": shown.expires.isoformat() if shown.expires else None,
        "revoked": shown.revoked.isoformat() if shown.revoked else None,
        "last_used": shown.last_used.isoformat() if shown.last_used else None,
    }


def _created(run: Run, text: str, made: "Token") -> list[str]:
    rows = [
        (run.say(N_("Token")), text),
        (run.say(N_("Id")), made.id),
        (run.say(N_("Role")), run.say(_ROLE_NAMES[made.role])),
        (run.say(N_("Name")), made.name),
        (run.say(N_("Expires")), made.expires.isoformat() if made.expires else ""),
    ]
    return [*output.pairs(rows), run.say(N_("Keep the token safe now: it is never shown again."))]


def _table(run: Run, tokens: "list[Token]") -> list[str]:
    headings = [
        run.say(text)
        for text in (N_("Id"), N_("Name"), N_("Role"), N_("Created"), N_("Expires"), N_("Revoked"), N_("Last used"))
    ]
    return output.table(headings, [_row(run, one) for one in tokens])


def _row(run: Run, shown: "Token") -> list[str]:
    document = _document(shown)
    days = [str(document[name] or "")[:_DAY_SHOWN] for name in ("created", "expires", "revoked", "last_used")]
    return [shown.id, shown.name, run.say(_ROLE_NAMES[shown.role]), *days]
