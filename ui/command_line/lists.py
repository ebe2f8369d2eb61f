"""The commands that list what the program knows of languages and counties."""

import click

from interpreter_app.domain.errors import N_
from interpreter_app.domain.languages import Language, language_table
from interpreter_app.domain.places import County, county_table
from ui.command_line import output
from ui.command_line.commands import SpokenCommand
from ui.command_line.run import Run


@click.command(cls=SpokenCommand, help=N_("List the languages of the register, with codes and names."))
@click.pass_obj
def languages(run: Run) -> None:
    """Answer with every language and bundle."""
    known = language_table().languages
    run.answer([_language(one) for one in known], lambda: _language_lines(run, known))


def _language(language: Language) -> dict[str, object]:
    return {
        "code": language.code,
        "names": dict(language.names),
        "own_names": list(language.own_names),
        "other_names": list(language.other_names),
        "aliases": list(language.aliases),
        "members": list(language.members),
        "sign": language.sign,
    }


def _language_lines(run: Run, known: tuple[Language, ...]) -> list[str]:
    headings = [run.say(text) for text in (N_("Code"), N_("Name"), N_("Own name"), N_("Holds"))]
    rows = [[one.code, one.name(run.texts.language), ", ".join(one.own_names), ", ".join(one.members)] for one in known]
    return output.table(headings, rows)


@click.command(cls=SpokenCommand, help=N_("List the counties, with numbers and neighbours."))
@click.pass_obj
def counties(run: Run) -> None:
    """Answer with every county of today."""
    known = county_table().counties
    run.answer([_county(one) for one in known], lambda: _county_lines(run, known))


def _county(county: County) -> dict[str, object]:
    return {"code": county.code, "names": dict(county.names), "neighbours": list(county.neighbours)}


def _county_lines(run: Run, known: tuple[County, ...]) -> list[str]:
    table = county_table()
    language = run.texts.language
    headings = [run.say(text) for text in (N_("Number"), N_("Name"), N_("Neighbours"))]
    rows = [
        [one.code, one.name(language), ", ".join(table.get(code).name(language) for code in one.neighbours)]
        for one in known
    ]
    return output.table(headings, rows)
