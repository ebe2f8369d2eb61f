"""The names and numbers of everybody in a register file, read at once."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from interpreter_app.domain.folding import spellings
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.store import tables
from interpreter_app.store.people import read_dossiers_by_ids

_people = tables.people.c


class KnownPerson(NamedTuple):
    """A person by id and number, with the name in use first and any other name the person has."""

    id: str
    number: int | None
    names: tuple[str, ...]


def read_names(connection: Connection) -> list[KnownPerson]:
    """Everybody, listed or not, in the order of the file."""
    rows = connection.execute(select(_people.id, _people.number, _people.name, _people.search_text)).all()
    more = {id_ for id_, number, name, text in rows if _has_other_names(number, name, text)}
    others = {id_: _other_name(one.interpreter) for id_, one in read_dossiers_by_ids(connection, more).items()}
    return [
        KnownPerson(id_, number, (name, others[id_]) if others.get(id_) else (name,)) for id_, number, name, _ in rows
    ]


def _has_other_names(number: int | None, name: str, search_text: str) -> bool:
    """Whether what a search looks in holds more than the name in use and the number."""
    return not set(search_text.split()) <= {*spellings(name).split(), str(number)}


def _other_name(person: Interpreter) -> str:
    """The name that a chosen one stands for."""
    return " ".join(part for part in (person.first_name, person.middle_name, person.last_name) if part)
