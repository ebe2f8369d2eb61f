"""The commands of the central register's server: serving it, and making changes in a fictional one."""

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from interpreter_app.data_folder import server_path
from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.private_files import make_private_folder
from ui.command_line import output
from ui.command_line.arguments import WholeNumber
from ui.command_line.commands import SpokenCommand, SpokenGroup
from ui.command_line.progress import progress_of
from ui.command_line.run import Run

if TYPE_CHECKING:
    from sync.register_server.store import RegisterStore

HOST = "127.0.0.1"
PORT = 8470
_MOST_PEOPLE = 10_000_000
_HIGHEST_PORT = 65_535
_SERVER_PACKAGES = ("litestar", "uvicorn")
DATABASE_HELP = N_("The database: postgresql+psycopg://… or an SQLite file; if not given, one in the data folder.")
_SEED_HELP = N_("A number: another one gives another fiction, the same one the same.")


@click.command(cls=SpokenCommand, help=N_("Serve the central register over HTTP until stopped."))
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.option("--host", metavar="H", default=HOST, help=N_("The address to listen on (127.0.0.1)."))
@click.option(
    "--port",
    metavar="P",
    type=WholeNumber(0, _HIGHEST_PORT),
    default=PORT,
    help=N_("The port; 0 takes a free one."),
)
@click.option(
    "--demo",
    metavar="N",
    type=WholeNumber(1, _MOST_PEOPLE),
    help=N_("Fill an empty database with this many people who do not exist."),
)
@click.option("--seed", metavar="S", type=WholeNumber(0), help=_SEED_HELP)
@click.option("--until-input-ends", is_flag=True, hidden=True)
@click.pass_obj
def serve(
    run: Run,
    /,
    *,
    database: str | None,
    host: str,
    port: int,
    demo: int | None,
    seed: int | None,
    until_input_ends: bool,
) -> None:
    """Write one line with the address when ready; end cleanly on SIGTERM and Ctrl-C."""
    with _quiet_end():
        require_server()
        from sync.register_server.serving import serve as serve_until_told

        logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
        logging.getLogger("alembic").setLevel(logging.WARNING)
        if until_input_ends:
            Thread(target=_stop_when_input_ends, daemon=True).start()
        with opened(run, database) as store:
            if demo is not None:
                _fill(run, store, demo, seed)
            serve_until_told(store, host, port, lambda url: output.write_json({"url": url}))


def _fill(run: Run, store: "RegisterStore", size: int, seed: int | None) -> None:
    from sync.register_server.fictional_register import DEFAULT_SEED
    from sync.register_server.serving import fill_with_fiction

    fill_with_fiction(store, size, DEFAULT_SEED if seed is None else seed, progress_of(run), datetime.now(UTC))


def server_is_installed() -> bool:
    """Whether the packages of the extra ``server`` are here."""
    return all(find_spec(package) for package in _SERVER_PACKAGES)


def require_server() -> None:
    """Raise ``EnvironmentFault`` with what to do when the server's packages are not installed."""
    if not server_is_installed():
        raise EnvironmentFault(
            N_("The register server is not installed here."),
            N_('Install it with: pip install "interpreter-app[server]"'),
        )


@contextmanager
def opened(run: Run, database: str | None) -> "Iterator[RegisterStore]":
    """The register in ``database``, else in the data folder; closed at the end."""
    from sync.register_server.serving import open_register

    location: str | Path = database or server_path(run.folder)
    if isinstance(location, Path):
        make_private_folder(location.parent)
    store = open_register(location, datetime.now(UTC))
    try:
        yield store
    finally:
        store.close()


def existing(run: Run, database: str | None) -> "AbstractContextManager[RegisterStore]":
    """The register in ``database``; raises ``EnvironmentFault`` where there is none, instead of making one."""
    from sync.register_server.databases import sqlite_path

    path = sqlite_path(database or server_path(run.folder))
    if path is not None and not path.exists():
        raise EnvironmentFault(
            N_("There is no register in {path}."), N_("Check what is given as --database."), path=path
        )
    return opened(run, database)


@contextmanager
def _quiet_end() -> Iterator[None]:
    """Take being told to stop, by SIGTERM or Ctrl-C, as the end of the work."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_: int, __: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _stop_when_input_ends() -> None:
    """Tell this process to stop when whoever started it closes its standard input, or is gone."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    signal.raise_signal(signal.SIGTERM)


@click.group(cls=SpokenGroup, help=N_("Manage a register server's database."))
def server() -> None:
    """Hold the commands about a server's database."""


@server.command(help=N_("Make changes in a fictional register, to try synchronising with."))
@click.option("--database", metavar=N_("URL"), help=DATABASE_HELP)
@click.option("--changes", metavar="N", type=WholeNumber(0), default=0, help=N_("How many changes to make."))
@click.option("--seed", metavar="S", type=WholeNumber(0), default=1, help=_SEED_HELP)
@click.option("--expire", is_flag=True, help=N_("Make every cursor given so far too old."))
@click.option("--new-epoch", is_flag=True, help=N_("Change the epoch, as after a restore."))
@click.pass_obj
def simulate(run: Run, /, *, database: str | None, changes: int, seed: int, expire: bool, new_epoch: bool) -> None:
    """Answer with the changes made, by kind, and the head and epoch after them."""
    require_server()
    from sync.register_server.simulation import simulate as make_changes

    with opened(run, database) as store:
        made = make_changes(store, changes, seed, now=datetime.now(UTC), expire=expire, new_epoch=new_epoch)
    document = {
        "changes": sum(made.changes.values()),
        "kinds": dict(sorted(made.changes.items())),
        "head": made.head,
        "epoch": made.epoch,
    }
    run.answer(document, lambda: output.pairs(_rows(run, document)))


def _rows(run: Run, document: dict[str, object]) -> list[tuple[str, str]]:
    labels = {"changes": N_("Changes"), "head": N_("Last change"), "epoch": N_("Epoch")}
    return [(run.say(label), str(document[name])) for name, label in labels.items()]
