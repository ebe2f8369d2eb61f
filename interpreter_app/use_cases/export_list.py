"""Lists as files: exactly the people that a search finds, or those that were chosen. That it was done is logged."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from interpreter_app.contact_checks import check_field
from interpreter_app.documents.interpreter_lists import ListForm, list_columns, list_rows
from interpreter_app.documents.list_files import ListFile, write_list
from interpreter_app.documents.tables import About, Cell, Table
from interpreter_app.domain.categories import NO_CATEGORY_RANK, Assessment
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.searches import Search
from interpreter_app.i18n import Texts
from interpreter_app.jobs import Progress, no_progress
from interpreter_app.store.base import log
from interpreter_app.store.database import Connection
from interpreter_app.store.people import read_dossiers_by_ids
from interpreter_app.use_cases.find_interpreters import Reading, SearchRequest, find_interpreters
from interpreter_app.use_cases.list_wording import about_list, filters_in_words
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.standing import read_standing

PORTION = 5000
"""People that are read at once while a list is written."""

_WRITING = N_("Writing the list")
_LOGGED = ("language", "min_category", "county", "neighbours", "gender", "capacity", "kind", "order")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChoice:
    """How a list is wanted.

    ``per_language``: a line for each pair of language and kind. ``field_names``: names of fields for headings, codes
    for values. ``identity_numbers``: those too, for the register's own staff. ``columns``: names of the columns that
    are wanted, None for all.
    """

    per_language: bool = False
    field_names: bool = False
    identity_numbers: bool = False
    columns: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ExportedList:
    """A list that was written: its file, how many lines, the names of its columns, how old the data are, the day.

    ``reading`` is how the search was understood; None for chosen people.
    """

    path: Path
    rows: int
    columns: tuple[str, ...]
    as_of: datetime
    on: date
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class _Selection:
    """Whom a list is of: how many people, their ids portion by portion, which of their pairs, and in words."""

    total: int
    portions: Iterable[Sequence[str]]
    shown: Callable[[Assessment], bool]
    words: Sequence[tuple[str, Cell]]
    logged: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Making:
    """A list as it is being made."""

    profile: Profile
    connection: Connection
    state: ProfileState
    form: ListForm
    day: date
    now: datetime
    texts: Texts
    progress: Progress

    def write(self, selection: _Selection, file: ListFile) -> ExportedList:
        """Write the list of ``selection`` into ``file``, whole or not at all."""
        say = self.texts.gettext
        table = Table(say(N_("Interpreters")), list_columns(self.form), self._rows(selection), *self._yes_and_no())
        about = About(
            say(N_("About")), lambda rows: about_list(self.state, self.day, rows, selection.words, self.texts)
        )
        names = tuple(column.name for column in table.columns)

        def log_it(rows: int) -> None:
            details = {**selection.logged, "on": self.day.isoformat(), "rows": rows, "columns": list(names)}
            with self.profile.database.write() as connection:
                log(connection, self.now, "export", format=file.format, **details)

        rows = write_list(table, about, file, log_it)
        return ExportedList(file.path, rows, names, self.state.as_of, self.day)

    def _yes_and_no(self) -> tuple[str, str]:
        if self.form.texts is None:
            return "true", "false"
        return self.texts.gettext(N_("Yes")), self.texts.gettext(N_("No"))

    def _rows(self, selection: _Selection) -> Iterator[Sequence[Cell]]:
        done = 0
        for ids in selection.portions:
            self.progress(done, selection.total, _WRITING)
            found = read_dossiers_by_ids(self.connection, ids)
            for id_ in ids:
                if id_ in found:
                    yield from list_rows(found[id_], self.day, self.form, selection.shown)
            done += len(ids)
        self.progress(selection.total, selection.total, _WRITING)


def export_found(
    profile: Profile,
    request: SearchRequest,
    file: ListFile,
    choice: ListChoice,
    *,
    today: date,
    now: datetime,
    texts: Texts,
    progress: Progress = no_progress,
) -> ExportedList:
    """Write all the people that ``request`` finds, in its order, into ``file``.

    ``today`` counts where the request has no date; ``now`` is the local time with its zone. With a line for each pair,
    those pairs are in it that the request asks for. Raises ``UserError`` for a file that cannot become a list, for
    identity numbers in a profile of the public's, and for what cannot be searched; ``Cancelled`` when ``progress``
    does. There is no file then, and one that was there is as it was.
    """
    file.check()
    form = _form(profile, choice, texts)
    reading = find_interpreters(profile, request, today, limit=1).reading
    with profile.database.read() as connection:
        making = _Making(profile, connection, profile.require_state(), form, reading.search.on, now, texts, progress)
        selection = _Selection(
            profile.search.count(connection, reading.search),
            _portions(profile, connection, reading.search),
            _asked_for(reading.search),
            filters_in_words(request, reading, texts),
            _logged(request, reading),
        )
        exported = making.write(selection, file)
    return replace(exported, reading=reading)


def export_chosen(
    profile: Profile,
    ids: Sequence[str],
    file: ListFile,
    choice: ListChoice,
    *,
    day: date,
    now: datetime,
    texts: Texts,
    progress: Progress = no_progress,
) -> ExportedList:
    """Write the people with these record ids, in this order, with what held on ``day``; see ``export_found``."""
    file.check()
    form = _form(profile, choice, texts)
    portions = [ids[start : start + PORTION] for start in range(0, len(ids), PORTION)]
    words = [(texts.gettext(N_("Chosen people")), len(ids))]
    with profile.database.read() as connection:
        making = _Making(profile, connection, profile.require_state(), form, day, now, texts, progress)
        return making.write(_Selection(len(ids), portions, lambda _: True, words, {"chosen": len(ids)}), file)


def copy_addresses(emails: Iterable[str]) -> str:
    """Mail addresses as a mail program takes them: each once, in order, with semicolons; what is none is left out."""
    kept: dict[str, str] = {}
    for given in emails:
        try:
            address = check_field("email", given, fictional=True)
        except UserError:
            continue
        if address:
            kept.setdefault(str(address).casefold(), str(address))
    return "; ".join(kept.values())


def _form(profile: Profile, choice: ListChoice, texts: Texts) -> ListForm:
    standing = read_standing(profile)
    if choice.identity_numbers and not standing.acts_as_staff:
        raise UserError(
            N_("Identity numbers are for the register's own staff only."),
            N_("Log in first, or leave --with-identity-number out."),
        )
    return ListForm(
        texts=None if choice.field_names else texts,
        per_language=choice.per_language,
        sees_all=standing.acts_as_staff,
        identity_numbers=choice.identity_numbers,
        listing_dates=profile.require_state().origin is not Origin.PUBLIC,
        columns=choice.columns,
    )


def _portions(profile: Profile, connection: Connection, search: Search) -> Iterator[list[str]]:
    """The ids of the people found, all seen in the one state of the register that ``connection`` sees."""
    offset = 0
    while found := profile.search.find(connection, search, PORTION, offset):
        yield [person.id for person in found]
        offset += len(found)


def _asked_for(search: Search) -> Callable[[Assessment], bool]:
    """Whether a pair with its category is one that the search asks for."""
    lowest = search.min_category.rank if search.min_category else NO_CATEGORY_RANK

    def shown(assessment: Assessment) -> bool:
        return (
            (not search.languages or assessment.pair.language in search.languages)
            and search.kind in (None, assessment.pair.kind)
            and (assessment.category.rank if assessment.category else NO_CATEGORY_RANK) <= lowest
        )

    return shown


def _logged(request: SearchRequest, reading: Reading) -> dict[str, object]:
    """The filters as they are logged. The text is not: it may name a person."""
    filters = {name: getattr(request, name) for name in _LOGGED} | {"language": reading.language}
    said = {name: value for name, value in filters.items() if value}
    return {"filters": said | ({"text": True} if request.text.strip() else {})}
