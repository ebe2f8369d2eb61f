"""Commands that speak the language of the run: their help, and what they say of wrong usage."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click

from interpreter_app.domain.errors import N_, UserError
from ui.command_line.run import Run

_SAY_HELP = N_("Show this help.")
_SAY_JSON = N_("Answer with one JSON document.")
_USAGE_MARK = "[{}]"


def run_of(ctx: click.Context) -> Run:
    """The run that a command belongs to."""
    run = ctx.find_object(Run)
    if run is None:
        raise LookupError("a command needs a run")
    return run


class SpokenCommand(click.Command):
    """A command whose help is translated when shown; it takes ``--json`` and nothing superfluous."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(
            click.Option(["--json"], is_flag=True, expose_value=False, callback=_ask_for_json, help=_SAY_JSON)
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; raises ``UserError`` when they do not fit the command."""
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise _in_plain_words(error, self, ctx.command_path) from error
        if left and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise UserError(
                N_("“{given}” is one argument too many for {command}."),
                N_("Put text of several words in quotes; see {command} --help."),
                given=left[0],
                command=ctx.command_path,
            )
        return left

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, what the command is for, its options and commands."""
        say = run_of(ctx).say
        formatter.write_usage(ctx.command_path, self._usage(ctx), prefix=say(N_("Usage:")) + " ")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.help or ""))
        with formatter.section(say(N_("Options"))):
            formatter.write_dl([_option_row(option, run_of(ctx)) for option in self.get_params(ctx) if _shown(option)])

    def _usage(self, ctx: click.Context) -> str:
        say = run_of(ctx).say
        arguments = [_argument_mark(one, say(one.metavar or "")) for one in self.params if not _is_option(one)]
        return " ".join([_USAGE_MARK.format(say(N_("OPTIONS"))), *arguments])


class SpokenGroup(SpokenCommand, click.Group):
    """A group of spoken commands."""

    command_class = SpokenCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, no_args_is_help=False, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Do the command that is named; raises ``UserError`` when one is needed and none is."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise UserError(
                N_("{command} needs a command."),
                N_("Choose one of: {choices}."),
                command=ctx.command_path,
                choices=", ".join(self.commands),
            ) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first of ``args`` names; raises ``UserError`` when none is so called."""
        if args and args[0] not in self.commands and not ctx.resilient_parsing:
            raise self._unknown(ctx, args[0])
        return super().resolve_command(ctx, args)

    def _unknown(self, ctx: click.Context, given: str) -> UserError:
        meant = get_close_matches(given, self.commands, n=1)
        hint = N_("Did you mean “{meant}”?") if meant else N_("See {command} --help.")
        return UserError(
            N_("There is no command “{given}”."),
            hint,
            given=given,
            meant=" ".join(meant),
            command=ctx.command_path,
        )

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, what the group is for, its options and its commands."""
        super().format_help(ctx, formatter)
        say = run_of(ctx).say
        rows = [(name, say(command.help or "")) for name, command in self.commands.items()]
        with formatter.section(say(N_("Commands"))):
            formatter.write_dl(rows)

    def _usage(self, ctx: click.Context) -> str:
        command = run_of(ctx).say(N_("COMMAND"))
        return f"{super()._usage(ctx)} {command} …"


def _ask_for_json(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value and not ctx.resilient_parsing:
        run_of(ctx).json = True


def _is_option(param: click.Parameter) -> bool:
    return isinstance(param, click.Option)


def _shown(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and not param.hidden


def _argument_mark(param: click.Parameter, name: str) -> str:
    mark = f"{name} …" if param.nargs != 1 else name
    return mark if param.required else _USAGE_MARK.format(mark)


def _option_row(option: click.Parameter, run: Run) -> tuple[str, str]:
    names = ", ".join(option.opts)
    if "--help" in option.opts:
        return names, run.say(_SAY_HELP)
    value = f" {run.say(option.metavar)}" if option.metavar else ""
    return names + value, run.say(getattr(option, "help", None) or "")


def _in_plain_words(error: click.UsageError, command: click.Command, path: str) -> UserError:
    """A usage error of ``command``, which is called by ``path``, as one that says what to do."""
    see_help = N_("See {command} --help.")
    match error:
        case click.NoSuchOption():
            return _no_such_option(error, path)
        case click.BadOptionUsage():
            message = N_("{option} takes no value.") if _is_flag(error, command) else N_("{option} needs a value.")
            return UserError(message, see_help, option=error.option_name, command=path)
        case click.MissingParameter():
            return UserError(N_("{name} is missing."), see_help, name=name_of(error.param, error.ctx), command=path)
    return UserError(N_("The arguments do not fit."), see_help, command=path)


def _no_such_option(error: click.NoSuchOption, command: str) -> UserError:
    meant: Sequence[str] = error.possibilities or ()
    return UserError(
        N_("There is no option {option}."),
        N_("Did you mean “{meant}”?") if meant else N_("See {command} --help."),
        option=error.option_name,
        meant=meant[0] if meant else "",
        command=command,
    )


def _is_flag(error: click.BadOptionUsage, command: click.Command) -> bool:
    return any(error.option_name in param.opts and getattr(param, "is_flag", False) for param in command.params)


def name_of(param: click.Parameter | None, ctx: click.Context | None) -> str:
    """How the person knows a parameter: ``--on`` or ``NUMBER``, as the help of this run names it."""
    if param is None:
        return "?"
    if _is_option(param):
        return param.opts[0]
    name = param.metavar or param.name or "?"
    return run_of(ctx).say(name) if ctx and ctx.find_object(Run) else name
