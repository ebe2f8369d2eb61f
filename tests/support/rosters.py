"""Suppliers' lists made of a fictional register with the errors that people type, and what is true of each row."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from rapidfuzz.distance import OSA

from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.folding import fold
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.roster import Result
from interpreter_app.domain.roster_report import CheckedRow
from interpreter_app.i18n import Texts
from interpreter_app.store.records import dossier_of
from sync.register_server.fictional_names import name_table
from sync.register_server.fictional_register import fictional_people

HEADINGS = ("Dato", "Tolk", "Tolkenr", "Språk", "Kategori", "Kunde")
ON = date(2026, 6, 30)
_LANGUAGES = ("som", "pol", "tir", "ukr", "vie", "tam")
_LIKE = 2
"""Letters in which a name differs from another that is like it."""
_DAYS: tuple[Callable[[date], str], ...] = (
    *(lambda day, form=form: day.strftime(form) for form in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m-%y")),  # type: ignore[misc]
    Texts().date,
)
"""How days are written."""
_KINDS = {
    Kind.DEAFBLIND: ("døvblindetolking", "norsk tegnspråk (døvblindetolking)", "norsk tegnspråk"),
    Kind.SPEECH_TO_TEXT: ("skrivetolking", "norsk skrivetolking", "norsk"),
}
"""How languages are written that are interpreted in another kind than their own."""
_OLD = {"A": "1", "C": "2", "D": "3", "E": "4"}
_KEYBOARD = str.maketrans(
    {"å": "aa", "ø": "o", "æ": "ae", "Å": "Aa", "Ø": "O", "Æ": "Ae", "é": "e", "ć": "c", "ç": "c"}
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a row: the ``best`` result, others that are no error, and who is meant (id)."""

    best: Result
    also: frozenset[Result] = frozenset()
    person: str = ""


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row as it is written, which error it has, and the truth."""

    error: str
    cells: tuple[str, ...]
    truth: Truth


@dataclass(frozen=True, slots=True)
class _Right:
    """A row without any error, to be spoilt."""

    dossier: Dossier
    day: date
    name: str
    language: str
    category: str


def fictional_dossiers(size: int, seed: int, most: int | None = None) -> list[Dossier]:
    """The people of a fictional register, at most so many of them."""
    people = islice(fictional_people(size, seed), most)
    made = (dossier_of(one.id, one.records_by_id) for one in people)
    return [one for one in made if one]


def made_list(dossiers: Sequence[Dossier], size: int, seed: int) -> list[MadeRow]:
    """``size`` rows about these people, and about some who do not exist."""
    return _Maker(dossiers, random.Random(seed)).rows(size)


class _Maker:
    def __init__(self, dossiers: Sequence[Dossier], chance: random.Random) -> None:
        self._dossiers = dossiers
        self._chance = chance
        self._words = [words for one in dossiers for words in _every_name(one)]
        self._called: defaultdict[frozenset[str], list[Dossier]] = defaultdict(list)
        for one in dossiers:
            for words in _every_name(one):
                self._called[words].append(one)
        self._numbers = [one.interpreter.number for one in dossiers]

    def rows(self, size: int) -> list[MadeRow]:
        """Rows with every kind of error, and some that are there twice."""
        errors: list[Callable[[], MadeRow | None]] = [
            *[self._right_with_number] * 3,
            *[self._right_by_name] * 3,
            self._number_alone,
            self._other_kind,
            self._swapped,
            self._swapped,
            self._other_letters,
            self._spaces,
            self._middle_left_out,
            self._typed_wrongly,
            self._typed_wrongly,
            self._typed_wrongly_with_number,
            self._old_category,
            self._other_category,
            self._other_language,
            self._other_language,
            self._nobody,
            self._nobody,
            self._nearly_somebody,
            self._like_somebody,
            self._number_of_another,
            self._before_the_listing,
            self._no_language,
        ]
        made: list[MadeRow] = []
        while len(made) < size:
            row = made[-7] if len(made) % 10 == 9 else self._chance.choice(errors)()
            made += [row] if row else []
        return made

    def _any(self, fits: Callable[[Dossier], bool] = lambda _: True) -> _Right:
        while True:
            dossier = self._chance.choice(self._dossiers)
            day = ON - timedelta(days=self._chance.randrange(900))
            held = [
                one
                for one in dossier.assessments(day)
                if one.category and one.pair.kind is own_kind(one.pair.language) and one.pair.language != "nor"
            ]
            if held and dossier.listed_on(day) and fits(dossier):
                one = self._chance.choice(held)
                return _Right(dossier, day, dossier.interpreter.name, one.pair.language, str(one.category))

    def _row(
        self, error: str, right: _Right, truth: Truth, *, number: object = "", name: str | None = None, stated: str = ""
    ) -> MadeRow:
        language = language_table().get(right.language).name("nb")
        day = self._chance.choice(_DAYS)(right.day)
        said = right.name if name is None else name
        return MadeRow(error, (day, said, str(number or ""), language, stated, "Kunde Kundesen"), truth)

    def _valid(self, right: _Right, *, surely: bool = False) -> Truth:
        """Found; but by a name that several have with the same language nobody can say who is meant."""
        if not surely and any(_lists(one, right.language) for one in self._namesakes(right)):
            return Truth(Result.CANDIDATES, person=right.dossier.id)
        return Truth(Result.VALID, frozenset() if surely else frozenset({Result.CANDIDATES}), right.dossier.id)

    def _namesakes(self, right: _Right) -> list[Dossier]:
        words = frozenset(fold(right.dossier.interpreter.name).split())
        return [one for one in self._called[words] if one.id != right.dossier.id]

    def _right_with_number(self) -> MadeRow:
        right = self._any()
        truth, number = self._valid(right, surely=True), right.dossier.interpreter.number
        return self._row("none, with number", right, truth, number=number, stated=right.category)

    def _right_by_name(self) -> MadeRow:
        right = self._any()
        return self._row("none, by name", right, self._valid(right), stated=right.category)

    def _number_alone(self) -> MadeRow:
        right = self._any()
        truth = self._valid(right, surely=True)
        return self._row("number alone", right, truth, number=right.dossier.interpreter.number, name="")

    def _other_kind(self) -> MadeRow | None:
        """A kind of interpreting that is not the language's own, named in the language's cell or not at all."""
        right = self._any(lambda one: any(item.kind in _KINDS for item in one.languages))
        held = [one for one in right.dossier.assessments(right.day) if one.category and one.pair.kind in _KINDS]
        if not held:
            return None
        one = self._chance.choice(held)
        number, truth = right.dossier.interpreter.number, self._valid(right, surely=True)
        made = self._row("other kind", right, truth, number=number, stated=str(one.category))
        day, name, said, _, stated, client = made.cells
        return replace(made, cells=(day, name, said, self._chance.choice(_KINDS[one.pair.kind]), stated, client))

    def _swapped(self) -> MadeRow:
        right = self._any()
        *first, last = right.name.split()
        comma = self._chance.choice((",", ""))
        return self._row("swapped", right, self._valid(right), name=f"{last}{comma} {' '.join(first)}")

    def _other_letters(self) -> MadeRow:
        right = self._any(lambda one: one.interpreter.name.translate(_KEYBOARD) != one.interpreter.name)
        return self._row("letters", right, self._valid(right), name=right.name.translate(_KEYBOARD))

    def _spaces(self) -> MadeRow:
        right = self._any()
        name = f"  {right.name.replace(' ', '   ')} ".upper()
        return self._row("spaces", right, self._valid(right), name=name, stated=f" {right.category} ")

    def _middle_left_out(self) -> MadeRow:
        right = self._any(lambda one: bool(one.interpreter.middle_name) and not one.interpreter.chosen_name)
        person = right.dossier.interpreter
        return self._row("middle", right, self._valid(right), name=f"{person.first_name} {person.last_name}")

    def _typed_wrongly(self) -> MadeRow:
        right = self._any()
        return self._row("typing", right, self._valid(right), name=self._spoilt(right.name))

    def _typed_wrongly_with_number(self) -> MadeRow:
        right = self._any()
        truth = replace(self._valid(right, surely=True), also=frozenset({Result.CANDIDATES}))
        number = right.dossier.interpreter.number
        return self._row("typing, with number", right, truth, number=number, name=self._spoilt(right.name))

    def _spoilt(self, name: str) -> str:
        place = self._chance.choice([n for n, char in enumerate(name) if char.isalpha()])
        match self._chance.randrange(4):
            case 0:
                return name[:place] + name[place + 1 :]
            case 1:
                return name[:place] + name[place] + name[place:]
            case 2:
                return name[:place] + self._chance.choice("aeioutnrslk") + name[place + 1 :]
            case _:
                return name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]

    def _old_category(self) -> MadeRow:
        day = date(2016, 5, 1) + timedelta(days=self._chance.randrange(600))
        right = self._any(lambda one: one.listed_on(day))
        held = {one.pair: one for one in right.dossier.assessments(day) if one.pair.language == right.language}
        now = held.get((right.language, own_kind(right.language)))  # type: ignore[call-overload]
        if now is None or now.category is None or now.category == "B":
            return self._right_by_name()
        truth = self._valid(right, surely=True)
        right = replace(right, day=day)
        number = right.dossier.interpreter.number
        return self._row("old category", right, truth, number=number, stated=_OLD[now.category])

    def _other_category(self) -> MadeRow:
        right = self._any()
        stated = self._chance.choice([one for one in "ABCDE" if one != right.category])
        truth = Truth(Result.OTHER_CATEGORY, person=right.dossier.id)
        return self._row("other category", right, truth, number=right.dossier.interpreter.number, stated=stated)

    def _other_language(self) -> MadeRow:
        right = self._any()
        listed = {one.language for one in right.dossier.languages}
        other = self._chance.choice([one for one in _LANGUAGES if one not in listed])
        with_number = bool(self._namesakes(right)) or self._chance.random() < 0.5
        truth = Truth(Result.OTHER_LANGUAGE, frozenset({Result.CANDIDATES}), right.dossier.id)
        number = right.dossier.interpreter.number if with_number else ""
        return self._row("other language", replace(right, language=other), truth, number=number)

    def _nobody(self) -> MadeRow | None:
        """Somebody with a name of the same kind as in the register, whom it does not hold."""
        right = self._any()
        cultures = name_table().by_language.get(right.language)
        if not cultures:
            return None
        culture, female = self._chance.choice(cultures), self._chance.random() < 0.5
        name = f"{self._chance.choice(culture.given(female))} {self._chance.choice(culture.family(female))}"
        return self._stranger("nobody", right, name)

    def _nearly_somebody(self) -> MadeRow | None:
        """Somebody the register does not hold who shares a first or a last name with one whom it does."""
        right = self._any()
        cultures = name_table().by_language.get(right.language)
        if not cultures:
            return None
        culture, words = self._chance.choice(cultures), right.name.split()
        female = self._chance.random() < 0.5
        names = (
            f"{self._chance.choice(culture.given(female))} {words[-1]}",
            f"{words[0]} {self._chance.choice(culture.family(female))}",
        )
        return self._stranger("nearly somebody", right, self._chance.choice(names))

    def _like_somebody(self) -> MadeRow | None:
        """Somebody the register does not hold whose first name is like that of one whom it does (Amina, Amira)."""
        right = self._any()
        cultures = name_table().by_language.get(right.language) or ()
        first, *rest = right.name.split()
        given = {name for one in cultures for name in (*one.female, *one.male) if " " not in name}
        like = sorted(name for name in given if 0 < OSA.distance(name, first) <= _LIKE)
        return self._stranger("like somebody", right, " ".join([self._chance.choice(like), *rest])) if like else None

    def _stranger(self, error: str, right: _Right, name: str) -> MadeRow | None:
        words = frozenset(fold(name).split())
        if any(words <= others for others in self._words):
            return None
        truth = Truth(Result.NOT_FOUND, frozenset({Result.CANDIDATES}))
        return self._row(error, right, truth, name=name, stated=right.category)

    def _number_of_another(self) -> MadeRow:
        right = self._any()
        number = self._chance.choice([one for one in self._numbers if one != right.dossier.interpreter.number])
        return self._row("number of another", right, Truth(Result.CANDIDATES), number=number)

    def _before_the_listing(self) -> MadeRow:
        right = self._any()
        first = min(one.listed_from for one in right.dossier.listings)
        truth = Truth(Result.NOT_FOUND, frozenset({Result.CANDIDATES}))
        early = replace(right, day=first - timedelta(days=1))
        return self._row("before the listing", early, truth, number=right.dossier.interpreter.number)

    def _no_language(self) -> MadeRow:
        right = self._any()
        day, name, number, _, stated, client = self._row("", right, Truth(Result.VALID)).cells
        unknown = self._chance.choice(("", "kurdisk", "xyzzy"))
        return MadeRow("no language", (day, name, number, unknown, stated, client), Truth(Result.COULD_NOT_CHECK))


def _every_name(dossier: Dossier) -> set[frozenset[str]]:
    """The words of the name in use, and of the one in the papers."""
    person = dossier.interpreter
    papers = f"{person.first_name} {person.middle_name} {person.last_name}"
    return {frozenset(fold(name).split()) for name in (person.name, papers)}


def _lists(dossier: Dossier, code: str) -> bool:
    """Whether the language, or a bundle that holds it, is among those of the person."""
    return bool({one.language for one in dossier.languages} & {*language_table().searched_codes(code)})


def as_text(rows: Iterable[MadeRow]) -> bytes:
    """The rows as a supplier's CSV file, with lines above the headings."""
    lines = [("Faktura 1234",), ("",), HEADINGS, *(row.cells for row in rows)]
    return "\r\n".join(";".join(line) for line in lines).encode()


@dataclass(frozen=True, slots=True)
class Quality:
    """How a result was met: of those rows that got it the share that may have it, of those that should the share."""

    precision: float | None
    recall: float | None
    given: int
    true: int


def quality(made: Sequence[MadeRow], checked: Sequence[CheckedRow]) -> dict[Result, Quality]:
    """How each result was met; one about another person than the one meant is an error."""
    pairs = [(row.truth, got) for row, got in zip(made, checked, strict=True)]
    found: dict[Result, Quality] = {}
    for result in Result:
        given = [(truth, got) for truth, got in pairs if got.result is result]
        true = [(truth, got) for truth, got in pairs if truth.best is result]
        right = sum(is_right(truth, got) for truth, got in given)
        met = sum(got.result is result and is_right(truth, got) for truth, got in true)
        found[result] = Quality(
            right / len(given) if given else None, met / len(true) if true else None, len(given), len(true)
        )
    return found


def is_right(truth: Truth, got: CheckedRow) -> bool:
    """Whether a row may have the result that it got, and who is meant is the one told, or among those told."""
    if got.result not in (truth.best, *truth.also):
        return False
    told = [one.person for one in got.candidates] if got.match is None else [got.match]
    return not (told and truth.person) or truth.person in [one.id for one in told]
