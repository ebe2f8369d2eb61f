"""The commands for those whom the register knows: logging in and out, and getting back to data whose key is lost."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpreter_app.data_folder import ProfileFiles
from interpreter_app.domain.errors import N_, EnvironmentFault
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.own_data_explanations import own_words
from ui.command_line import output
from ui.command_line.commands import SpokenCommand
from ui.command_line.failures import DONE, NO
from ui.command_line.files import read_file
from ui.command_line.run import Run
from ui.command_line.syncing import address_of

if TYPE_CHECKING:
    from interpreter_app.domain.own_data import OwnData
    from interpreter_app.use_cases.log_in import LoggedIn
    from interpreter_app.use_cases.log_out import LoggedOut
    from sync.login import Identity

ROLE_NAMES = {
    AccountRole.PUBLIC: N_("nobody: what anybody may see"),
    AccountRole.CASE_WORKER: N_("case worker"),
    AccountRole.ADMINISTRATOR: N_("administrator"),
}
_WORDS_IN_A_LINE = 6


@click.command(cls=SpokenCommand, help=N_("Log in as the register's staff; the profile becomes an encrypted file."))
@click.option(
    "--token-file",
    metavar=N_("FILE"),
    required=True,
    help=N_("The file with the token on its first line, as an administrator of the register gave it."),
)
@click.option(
    "--server",
    metavar=N_("URL"),
    help=N_("The address of the register; if not given, that of the settings or the one that was used last."),
)
@click.pass_obj
def login(run: Run, token_file: str, server: str | None) -> None:
    """Log in with this run's profile and answer with whom the register takes the person for."""
    from interpreter_app.use_cases.log_in import UNSENT_OF_OTHERS
    from sync.login import identify, read_token
    from ui.logging_in import log_in_as

    token = read_token(read_file(token_file))
    address = _address(run, server)
    identity = identify(address, run.context.settings.proxy, token)
    done = log_in_as(run.context, identity, address, token)
    if done.set_aside:
        run.tell(
            run.say(
                N_("The old file could not be opened and is kept as {path}; recover its edits with “recover --file”."),
                path=done.set_aside.path,
            )
        )
    if done.others:
        run.tell(" ".join(run.say(text, names=", ".join(done.others)) for text in UNSENT_OF_OTHERS))
    run.answer(_document(identity, address, done), lambda: _lines(run, identity, address, done))


def _address(run: Run, named: str | None) -> str:
    """The address to log in at; a file that cannot be opened knows none, and what becomes of it is decided later."""
    if not run.context.files.path.exists():
        return address_of(run, named, None)
    try:
        profile = run.context.open_profile(even_locked=True)
    except EnvironmentFault:
        return address_of(run, named, None)
    try:
        return address_of(run, named, profile)
    finally:
        profile.close()


def _document(identity: "Identity", server: str, done: "LoggedIn") -> dict[str, object]:
    return {
        "role": identity.role,
        "name": identity.name,
        "server": server,
        "encrypted": True,
        "key": done.key_place,
        "recovery_phrase": done.recovery_phrase,
    }


def _lines(run: Run, identity: "Identity", server: str, done: "LoggedIn") -> list[str]:
    lines = output.pairs(
        [
            (run.say(N_("Logged in as")), f"{identity.name} ({run.say(ROLE_NAMES[identity.role])})"),
            (run.say(N_("Server")), server),
        ]
    )
    if done.recovery_phrase is None:
        return lines
    words = done.recovery_phrase.split()
    rows = [words[start : start + _WORDS_IN_A_LINE] for start in range(0, len(words), _WORDS_IN_A_LINE)]
    return [
        *lines,
        "",
        run.say(
            N_(
                "Write down these words and keep them apart from this machine. They are shown only this once, and "
                "nothing else opens the file should its key be lost:"
            )
        ),
        *("  " + " ".join(row) for row in rows),
    ]


@click.command(cls=SpokenCommand, help=N_("Log out: wipe everything private from this machine."))
@click.option("--discard-unsent", is_flag=True, help=N_("Wipe edits too that the register does not have."))
@click.option(
    "--discard-own",
    is_flag=True,
    help=N_("Wipe private notes, call lists, the usage log and the unit's answers too, which are kept here only."),
)
@click.pass_obj
def logout(run: Run, discard_unsent: bool, discard_own: bool) -> int:
    """Wipe this run's profile; while it holds what is nowhere else the answer is no."""
    from ui.logging_in import log_out_of

    done = log_out_of(run.context, discard_unsent=discard_unsent, discard_own=discard_own)
    own = done.own._asdict() if done.own is not None else None
    if not done.wiped:
        if done.unsent != 0 and not discard_unsent:
            run.tell(_unsent_lost(run, done.unsent))
        if (done.own is None or any(done.own)) and not discard_own:
            run.tell(_own_lost(run, done.own))
        if run.json:
            output.write_json({"wiped": False, "discarded": 0, "own": own})
        return NO
    run.answer({"wiped": True, "discarded": done.unsent, "own": own}, lambda: _wiped(run, done))
    return DONE


def _wiped(run: Run, done: "LoggedOut") -> list[str]:
    lines = [run.say(N_("Everything private is wiped from this machine."))]
    if done.unsent:
        lines.append(run.say(N_("Edits that were discarded: {count}"), count=done.unsent))
    if done.own and any(done.own):
        lines.append(run.say(N_("Discarded with it: {what}"), what=own_words(done.own, run.texts)))
    return lines


def _own_lost(run: Run, own: "OwnData | None") -> str:
    if own is None:
        return run.say(
            N_(
                "Nothing was wiped: the file cannot be opened, and nobody knows which private notes, call lists and "
                "assignments would be lost. Use “interpreter-app recover --phrase-file FILE”, or add --discard-own."
            )
        )
    return run.say(
        N_("Nothing was wiped: kept on this machine only, and would be lost: {what}. Add --discard-own to lose it."),
        what=own_words(own, run.texts),
    )


def _unsent_lost(run: Run, unsent: int | None) -> str:
    if unsent is None:
        return run.say(
            N_(
                "Nothing was wiped: the file cannot be opened, and nobody knows how many unsent edits would be lost. "
                "Use “interpreter-app recover --phrase-file FILE”, or add --discard-unsent."
            )
        )
    return run.say(
        N_(
            "Nothing was wiped: unsent edits and conflicts that would be lost: {unsent}. Synchronise first, or add "
            "--discard-unsent."
        ),
        unsent=unsent,
    )


@click.command(cls=SpokenCommand, help=N_("Get back to an encrypted file whose key is lost, with the recovery phrase."))
@click.option(
    "--phrase-file", metavar=N_("FILE"), required=True, help=N_("The file with the 24 words of the recovery phrase.")
)
@click.option(
    "--file",
    "aside",
    metavar=N_("FILE"),
    type=click.Path(path_type=Path),
    help=N_("Take the edits of this file, which was set aside, into the profile."),
)
@click.pass_obj
def recover(run: Run, phrase_file: str, aside: Path | None) -> None:
    """Keep the key that the phrase stands for again, or take over the edits of a file that was set aside."""
    phrase = read_file(phrase_file).decode("utf-8", "replace")
    if aside is not None:
        _take_edits(run, aside, phrase)
        return
    from interpreter_app.use_cases.recover import recover_key

    context = run.context
    place = recover_key(context.profile_name, context.files, phrase, context.keys)
    run.answer({"recovered": True, "key": place}, lambda: [run.say(N_("The key is kept again; the file opens."))])


def _take_edits(run: Run, aside: Path, phrase: str) -> None:
    from interpreter_app.use_cases.recover import recover_edits

    profile = run.context.open_profile()
    try:
        carried = recover_edits(profile, ProfileFiles(aside), phrase)
    finally:
        profile.close()
    run.answer(
        {"recovered": True, "edits": carried.edits, "own": carried.own._asdict()},
        lambda: [
            run.say(N_("Edits taken into the profile: {count}"), count=carried.edits),
            *([run.say(N_("With them: {what}"), what=own_words(carried.own, run.texts))] if any(carried.own) else []),
        ],
    )
