"""The commands about the guidance that a register publishes: publishing, listing and retracting pieces."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from interpreter_app.domain.errors import N_
from ui.command_line import output
from ui.command_line.arguments import WholeNumber
from ui.command_line.commands import SpokenGroup
from ui.command_line.files import read_file
from ui.command_line.run import Run
from ui.command_line.serving import DATABASE_HELP, existing, require_server

if TYPE_CHECKING:
    from interpreter_app.domain.guidance_content import GuidancePiece


@click.group("guidance", cls=SpokenGroup, help=N_("Manage the guidance that a register publishes to everybody."))
def guidance_() -> None:
    """Hold the commands about published guidance."""


@guidance_.command(help=N_("Publish the pieces of a JSON file, all or none; they reach everybody by the next sync."))
@click.argument("file", metavar=N_("FILE"))
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.pass_obj
def publish(run: Run, /, file: str, *, database: str | None) -> None:
    """Answer with the pieces that are new."""
    require_server()
    from interpreter_app.domain.guidance_checks import read_pieces
    from interpreter_app.domain.json_documents import read_json
    from sync.register_server.guidance import publish as put_in

    pieces = read_pieces(read_json(read_file(file)))
    with existing(run, database) as store, store.database.write() as connection:
        done = put_in(connection, pieces, _now(run))
    document = {
        "published": [_document(piece, run) for piece in done.pieces],
        "unchanged": done.unchanged,
        "head": done.head,
    }
    rows = [
        (run.say(N_("Pieces published")), str(len(done.pieces))),
        (run.say(N_("There already")), f"{done.unchanged}"),
    ]
    run.answer(document, lambda: [*output.pairs(rows), *(_table(run, done.pieces) if done.pieces else [])])


@guidance_.command("list", help=N_("List the pieces that the register has published."))
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.pass_obj
def list_(run: Run, /, *, database: str | None) -> None:
    """Answer with every piece, by key and version."""
    require_server()
    from sync.register_server.guidance import read_published

    with existing(run, database) as store, store.read() as connection:
        pieces = read_published(connection)
    run.answer([_document(piece, run) for piece in pieces], lambda: _table(run, pieces))


@guidance_.command(help=N_("Retract a piece: what it took the place of holds again, by the next sync."))
@click.argument("key", metavar=N_("KEY"))
@click.argument("version", metavar=N_("VERSION"), type=WholeNumber(1))
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.pass_obj
def retract(run: Run, /, key: str, version: int, *, database: str | None) -> None:
    """Answer with the piece; exit code 1 when the register does not have it."""
    require_server()
    from sync.register_server.guidance import retract as take_back

    with existing(run, database) as store, store.database.write() as connection:
        head = take_back(connection, key, version, _now(run))
    run.answer(
        {"key": key, "version": version, "head": head},
        lambda: [run.say(N_("Version {version} of {key} is retracted."), key=key, version=version)],
    )


def _now(run: Run) -> datetime:
    return run.clock().astimezone(UTC)


def _document(piece: "GuidancePiece", run: Run) -> dict[str, object]:
    return {
        "key": piece.key,
        "version": piece.version,
        "valid_from": piece.valid_from.isoformat(),
        "title": piece.text(run.texts.language).title,
    }


def _table(run: Run, pieces: "tuple[GuidancePiece, ...] | list[GuidancePiece]") -> list[str]:
    headings = [run.say(text) for text in (N_("Subject"), N_("Version"), N_("Valid from"), N_("Title"))]
    return output.table(headings, [[str(value) for value in _document(piece, run).values()] for piece in pieces])
