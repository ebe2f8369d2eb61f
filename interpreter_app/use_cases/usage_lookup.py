"""Which category an interpreter had for a language and a kind on a day, as the register here tells it today."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from interpreter_app.domain.categories import Assessment, Category
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.errors import N_, NotFound, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.store.base import read_profile
from interpreter_app.store.database import Connection
from interpreter_app.store.people import read_dossiers_by_ids, read_dossiers_by_number
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.standing import sees_all


@dataclass(frozen=True, slots=True)
class FoundInterpreter:
    """Somebody with a register number on a day: the record id, the name, whether listed, the category asked for.

    ``name`` is empty where it may not be shown: to the public only the names of those who were listed that day are.
    """

    person: str
    number: int
    name: str
    listed: bool
    category: Category | None


@dataclass(slots=True)
class CategoryLookup:
    """The categories of people, looked up many times: what is worked out for a person and a day is kept.

    ``known_from`` is the first day of which the register here says anything, None where it tells of every day.
    """

    people: dict[str, Dossier]
    known_from: date | None = None
    _known: dict[tuple[str, date], list[Assessment]] = field(default_factory=dict)
    _codes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def category(self, person: str, language: str, kind: Kind, day: date) -> Category | None:
        """The category of ``person`` (an id) for the language and kind on ``day``; None when not listed that day.

        Somebody who is listed for a bundle that holds the language counts with the bundle's category, as a search for
        the language finds them by it. Raises ``UserError`` for a day of which the register here says nothing.
        """
        if not self.knows(day):
            raise UserError(
                N_("The register here was imported on {first} and says nothing of {day}."),
                N_("Look it up in a register that is synchronised, or log who else interpreted."),
                field="day",
                first=self.known_from,
                day=day.isoformat(),
            )
        codes = self._codes.get(language)
        if codes is None:
            codes = self._codes[language] = language_table().searched_codes(language)
        held = {
            one.pair.language: one.category
            for one in self._assessments(person, day)
            if one.pair.kind is kind and one.pair.language in codes
        }
        return next((held[code] for code in codes if held.get(code)), None)

    def knows(self, day: date) -> bool:
        """Whether the register here says anything of ``day``."""
        return self.known_from is None or day >= self.known_from

    def _assessments(self, person: str, day: date) -> list[Assessment]:
        key = (person, day)
        if key not in self._known:
            dossier = self.people[person]
            self._known[key] = dossier.assessments(day) if dossier.listed_on(day) else []
        return self._known[key]


def look_up(profile: Profile, number: int, language: str, kind: Kind | None, day: date) -> FoundInterpreter:
    """Who has the register number ``number``, and the category for the language and kind on ``day``.

    Raises ``NotFound`` when the register here has nobody with that number, ``UserError`` for an unknown language and
    for a day of which the register here says nothing.
    """
    code = language_table().get(language).code
    with profile.database.read() as connection:
        return find_interpreter(connection, number, code, kind or own_kind(code), day)


def find_interpreter(connection: Connection, number: int, language: str, kind: Kind, day: date) -> FoundInterpreter:
    """What ``look_up`` gives; ``language`` is a known code."""
    dossier = next(iter(read_dossiers_by_number(connection, number)), None)
    if dossier is None:
        raise NotFound(*not_in_register(), number=number)
    listed = dossier.listed_on(day)
    lookup = CategoryLookup({dossier.id: dossier}, _known_from(connection))
    category = lookup.category(dossier.id, language, kind, day)
    name = dossier.interpreter.name if listed or sees_all(connection) else ""
    return FoundInterpreter(dossier.id, number, name, listed, category)


def not_in_register() -> tuple[str, str]:
    """What is said where nobody has a register ``number``, and what to do."""
    return (
        N_("Nobody in the register here has the number {number}."),
        N_("Correct it, synchronise, or log the interpreter as one who was not found in the register."),
    )


def refuse_unknown(number: int) -> UserError:
    """The refusal of a register number that nobody has."""
    return UserError(*not_in_register(), number=number)


def lookup_of(connection: Connection, people: Iterable[str]) -> CategoryLookup:
    """A lookup of these people (ids); those who are not in the register any more are not in it."""
    return CategoryLookup(read_dossiers_by_ids(connection, people), _known_from(connection))


def _known_from(connection: Connection) -> date | None:
    state = read_profile(connection)
    return state.known_from if state else None
