"""Where a supplier's list stands in a file, and what its columns mean: found out, and put right by the person."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from interpreter_app.documents.raw_sheets import RawFile, RawSheet
from interpreter_app.documents.sheets import SheetLine
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.json_documents import quoted
from interpreter_app.domain.roster import stated_category
from interpreter_app.identity_numbers import is_like_identity_number
from interpreter_app.use_cases.headings import KnownHeadings, fields_of_headings, known_headings, plain_heading
from interpreter_app.use_cases.roster_cells import day_in, kind_in
from interpreter_app.use_cases.roster_languages import languages_in

FIELDS = ("number", "name", "first_name", "middle_name", "last_name", "language", "kind", "category", "date")
"""All that a column can mean; any other column is not read at all."""
NAMING = ("number", "name", "first_name", "last_name")
"""One of these must have a column."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": (
        *("Tolkenr", "Tolkenr.", "Tolkenummer", "Tolknr", "Tolknr.", "Tolknummer", "Tolk nr", "Tolk-ID", "Tolkid"),
        *("Tolkens nummer", "Registernummer", "Registernr", "Nummer i registeret", "Nummer i Tolkeregisteret"),
        *("Interpreter number", "Interpreter no", "Interpreter ID", "Register number", "Tolkenummer i registeret"),
    ),
    "name": (
        *("Tolk", "Tolken", "Tolkenavn", "Tolkens navn", "Navn på tolk", "Navn tolk", "Tolkenamn", "Namn på tolk"),
        *("Tolkens namn", "Oppdragstaker", "Oppdragstakar", "Utført av", "Interpreter", "Interpreter name"),
        *("Name of interpreter", "Fullt navn", "Fullt namn", "Full name"),
    ),
    "first_name": ("Fornavn", "Førenamn", "Fornamn", "First name", "Given name", "Tolkens fornavn"),
    "middle_name": ("Mellomnavn", "Mellomnamn", "Middle name"),
    "last_name": ("Etternavn", "Etternamn", "Slektsnavn", "Last name", "Surname", "Family name", "Tolkens etternavn"),
    "language": (
        *("Språk", "Tolkespråk", "Tolka språk", "Målspråk", "Språkkode", "Språkkombinasjon", "Languages"),
        *("Language code", "Oppdragsspråk"),
    ),
    "kind": (
        *("Type tolking", "Tolketype", "Tolktype", "Tolketeneste", "Tolketjeneste", "Type tolk", "Tolkingstype"),
        *("Type tolketjeneste", "Type tolketeneste", "Tolkeform", "Kind of interpreting", "Type of interpreting"),
        "Interpreting type",
    ),
    "category": (
        *("Kategori", "Tolkekategori", "Kvalifikasjonskategori", "Kat", "Kat.", "Tolkens kategori"),
        *("Interpreter category", "Qualification category"),
    ),
    "date": (
        *("Oppdragsdato", "Utført", "Utført dato", "Utførtdato", "Dato utført", "Dato for oppdrag", "Tolkedato"),
        *("Dato oppdrag", "Dato for tolking", "Leveringsdato", "Assignment date", "Date of assignment", "Performed"),
    ),
}
_SECOND: Mapping[str, tuple[str, ...]] = {
    "number": ("Nummer", "Nr", "Nr.", "ID", "No."),
    "name": ("Navn", "Namn", "Name", "Ressurs", "Utførende", "Utførar"),
    "language": ("Mål",),
    "kind": ("Type", "Tjeneste", "Teneste"),
    "category": ("Nivå", "Tolkenivå", "Kvalifikasjonsnivå", "Kvalifikasjon", "Level", "Qualification"),
    "date": ("Dato", "Startdato", "Starttid", "Start", "Tidspunkt", "Dag", "Day"),
}
"""Headings that also mean other things (the client's name, the line's number): any of the first goes before them."""
_PARTS = ("first_name", "middle_name", "last_name")

NOT_READ = N_("The column “{heading}” is not read: line {line} holds what may be an identity number.")
TAKE_OUT = N_("Take it out of the list, and check the list again.")

_ROWS_LOOKED_AT = 60
_CELLS_LOOKED_AT = 200
_LEAST_HEADINGS = 2
_REGISTER_DIGITS = 4
_MOST_DIGITS = 9
_MOSTLY = 0.6


class KeptOut(NamedTuple):
    """A column that is never read, and a ``line`` that is the reason.

    ``field`` is that of its heading where what stands below can be that, else empty. ``heading`` is as messages show
    it; a column without one has its number from 1.
    """

    field: str
    heading: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterTable:
    """A list as it was found: the ``sheet``, its ``headings`` and their line (None: it has none), and the lines.

    ``columns`` gives fields the places of their columns, from 0. ``kept_out`` are columns that hold what is like an
    identity number, with the first line that does: they are never read.
    """

    sheet: str
    heading_line: int | None
    headings: tuple[str, ...]
    lines: tuple[SheetLine, ...]
    columns: Mapping[str, int]
    kept_out: Mapping[int, int]
    guessed_encoding: bool = False

    def cells(self, place: int) -> Iterable[Cell]:
        """What stands in a column."""
        return (line.cells[place] for line in self.lines if place < len(line.cells))

    @property
    def is_named(self) -> bool:
        """Whether some column says who is meant."""
        return any(name in self.columns for name in NAMING)

    @property
    def not_read(self) -> tuple[KeptOut, ...]:
        """The columns that would be read if they were not kept out: by their headings; without headings any."""
        kept_out = (self.kept_out_column(place) for place in sorted(self.kept_out))
        return tuple(one for one in kept_out if one.field or self.heading_line is None)

    def kept_out_column(self, place: int) -> KeptOut:
        """The column at one of the places that are kept out."""
        heading = self.headings[place]
        meant = fields_of_headings(self.headings, _known()).get(heading, "")
        if not (meant and _holds(self, place, meant, surely=_is_first_choice(heading))):
            meant = ""
        return KeptOut(meant, quoted(heading or str(place + 1)), self.kept_out[place])

    @property
    def number_not_read(self) -> int | None:
        """The place of the column of register numbers, where it is kept out and no other is read for them."""
        if "number" in self.columns:
            return None
        return next((place for place in self.kept_out if self.kept_out_column(place).field == "number"), None)


def find_list(file: RawFile, *, sheet: str | None = None, chosen: Mapping[str, str] | None = None) -> RosterTable:
    """The list in a file: the sheet called ``sheet``, else the one with the best headings, wherever they stand.

    ``chosen`` gives fields the headings, or the numbers from 1, of their columns; the rest is found out. Raises
    ``UserError`` for a sheet or a heading that is not there, and when nothing says who is meant.
    """
    sheets = _sheets(file, sheet)
    wanted = chosen or {}
    _check_fields(wanted)
    table = max((_table(one, wanted) for one in sheets), key=lambda found: (_goodness(found), len(found.lines)))
    table = replace(table, guessed_encoding=file.guessed_encoding)
    return with_columns(table, _places(table, wanted)) if wanted else table


def with_columns(table: RosterTable, places: Mapping[str, int | None]) -> RosterTable:
    """The list with these columns for these fields, None for no column; a column has one meaning only.

    A name is in one piece or in parts: whichever is chosen, the other is not read unless it is chosen too. Raises
    ``UserError`` for a column that is kept out.
    """
    taken = {place for place in places.values() if place is not None}
    other = _PARTS if places.get("name") is not None else ()
    if any(places.get(part) is not None for part in _PARTS):
        other = (*other, "name")
    kept = {
        field: place for field, place in table.columns.items() if field not in (*places, *other) and place not in taken
    }
    chosen = {field: place for field, place in places.items() if place is not None}
    for place in chosen.values():
        if place in table.kept_out:
            raise _not_read(table.kept_out_column(place), TAKE_OUT)
    return replace(table, columns=kept | chosen)


def require_named(table: RosterTable) -> RosterTable:
    """The list, when some column says who is meant; raises ``UserError`` otherwise."""
    if table.is_named:
        return table
    for one in table.not_read:
        if one.field in ("", *NAMING):
            raise _not_read(
                one,
                N_(
                    "Take it out of the list. If another column holds the name or number, say which: "
                    "--column name=HEADING."
                ),
            )
    raise UserError(
        N_("No column was recognised as the interpreter's name or number."),
        N_("Say which it is: --column name=HEADING, or with its number --column name=2."),
    )


def _not_read(column: KeptOut, hint: str) -> UserError:
    return UserError(NOT_READ, hint, heading=column.heading, line=column.line)


def _sheets(file: RawFile, name: str | None) -> list[RawSheet]:
    found = [one for one in file.sheets if one.rows and name in (None, one.name)]
    if found:
        return found
    names = [one.name for one in file.sheets]
    if name is not None and not any(names):
        raise UserError(N_("Text and CSV files have no sheets."), N_("Leave out --sheet."))
    if name is not None and name not in names:
        choices = ", ".join(map(quoted, names))
        raise UserError(N_("The file has no sheet “{name}”."), N_("It has: {choices}."), name=name, choices=choices)
    raise UserError(N_("There is nothing in the list."), N_("Give a list with a line for each interpreter."))


def _check_fields(chosen: Mapping[str, str]) -> None:
    for field in chosen:
        if field not in FIELDS:
            raise UserError(
                N_("{where} cannot be {given}."),
                N_("Choose one of: {choices}."),
                where="--column",
                given=quoted(field),
                choices=", ".join(FIELDS),
            )


def _goodness(table: RosterTable) -> int:
    """How well a list was understood; one with headings goes before one without."""
    return len(table.columns) + (len(FIELDS) if table.heading_line is not None else 0)


def _table(sheet: RawSheet, chosen: Mapping[str, str]) -> RosterTable:
    place = _heading_row(sheet.rows, chosen)
    if place is None:
        return _without_headings(sheet)
    lines = sheet.rows[place + 1 :]
    written = _texts(sheet.rows[place])
    width = max((len(line.cells) for line in lines), default=0)
    headings = (*written, *[""] * (width - len(written)))
    table = RosterTable(
        sheet=sheet.name,
        heading_line=sheet.rows[place].number,
        headings=headings,
        lines=lines,
        columns={},
        kept_out=_like_identity(lines),
    )
    return replace(table, columns=_meant(table))


def _heading_row(rows: Sequence[SheetLine], chosen: Mapping[str, str]) -> int | None:
    """The place of the row whose cells are headings; with ``chosen`` the first that has all that it names."""
    wanted = {plain_heading(heading) for heading in chosen.values() if not heading.isdecimal()}
    best: tuple[int, int] | None = None
    for place, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        texts = _texts(row)
        if wanted and wanted <= {plain_heading(text) for text in texts}:
            return place
        found = set(fields_of_headings(texts, _known()).values())
        fields = found | {field for field, heading in chosen.items() if heading.isdecimal()}
        is_one = found and len(fields) >= _LEAST_HEADINGS and not fields.isdisjoint(NAMING)
        if is_one and (best is None or len(found) > best[0]):
            best = (len(found), place)
    return best[1] if best else None


def _texts(row: SheetLine) -> tuple[str, ...]:
    return tuple("" if cell is None else " ".join(str(cell).split()) for cell in row.cells)


@cache
def _known() -> KnownHeadings:
    known = dict(known_headings(_WORDS))
    for field, words in _SECOND.items():
        for word in words:
            known[plain_heading(word)] = (field, 1)
    return known


def _meant(table: RosterTable) -> dict[str, int]:
    """The places of the fields by their headings, where what stands below can be that."""
    columns: dict[str, int] = {}
    surely: set[str] = set()
    for heading, field in fields_of_headings(table.headings, _known()).items():
        place = table.headings.index(heading)
        if _is_first_choice(heading):
            surely.add(field)
        if _holds(table, place, field, surely=field in surely) and place not in table.kept_out:
            columns[field] = place
    in_parts = "name" not in surely and {"first_name", "last_name"} <= columns.keys()
    return _without(columns, ("name",) if in_parts else _PARTS if "name" in columns else ())


def _is_first_choice(heading: str) -> bool:
    return _known()[plain_heading(heading)][1] == 0


def _holds(table: RosterTable, place: int, field: str, *, surely: bool) -> bool:
    """Whether a column can be what its heading says; “Type tolking” is also said of how the interpreter takes part."""
    if field == "kind":
        return _mostly(table.cells(place), _is_kind)
    return field != "number" or surely or _mostly(table.cells(place), _is_register_number)


def _without(columns: Mapping[str, int], fields: Collection[str]) -> dict[str, int]:
    return {field: place for field, place in columns.items() if field not in fields}


def _places(table: RosterTable, chosen: Mapping[str, str]) -> dict[str, int]:
    """The places that ``chosen`` names by heading or number; raises ``UserError`` for one that is not there."""
    plain = [plain_heading(heading) for heading in table.headings]
    numbers = [str(place + 1) for place in range(len(plain))]
    places: dict[str, int] = {}
    for field, heading in chosen.items():
        if plain_heading(heading) in plain:
            places[field] = plain.index(plain_heading(heading))
        elif heading in numbers:
            places[field] = numbers.index(heading)
        else:
            raise UserError(
                N_("The file has no column “{heading}”, which the mapping names."),
                N_("It has: {choices}."),
                heading=quoted(heading),
                choices=", ".join(quoted(one) for one in table.headings if one),
            )
    return places


def _without_headings(sheet: RawSheet) -> RosterTable:
    """A list whose columns are told by what stands in them, such as “name, language” on each line."""
    width = max(len(row.cells) for row in sheet.rows)
    headings = tuple(str(place + 1) for place in range(width))
    table = RosterTable(
        sheet=sheet.name,
        heading_line=None,
        headings=headings,
        lines=sheet.rows,
        columns={},
        kept_out=_like_identity(sheet.rows),
    )
    columns: dict[str, int] = {}
    for field, fits in _BY_CONTENT.items():
        for place in range(width):
            free = field not in columns and place not in (*columns.values(), *table.kept_out)
            if free and _mostly(table.cells(place), fits):
                columns[field] = place
    return replace(table, columns=columns)


def _is_register_number(cell: Cell) -> bool:
    digits = "".join(str(cell).split())
    return digits.isdecimal() and _REGISTER_DIGITS <= len(digits) <= _MOST_DIGITS


def _is_language(cell: Cell) -> bool:
    """Whether a cell names a language, not only a kind of interpreting that means one."""
    asked = languages_in(cell).asked if isinstance(cell, str) else ()
    return bool(asked) and asked != languages_in(None, kind_in(cell)).asked


def _is_kind(cell: Cell) -> bool:
    return kind_in(cell) is not None


def _is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and any(char.isalpha() for char in cell)


_BY_CONTENT: Mapping[str, Callable[[Cell], bool]] = {
    "number": _is_register_number,
    "language": _is_language,
    "kind": _is_kind,
    "date": lambda cell: day_in(cell) is not None,
    "category": lambda cell: stated_category(str(cell)) is not None,
    "name": _is_name,
}
"""What a cell of each field is like, the most telling first."""


def _mostly(cells: Iterable[Cell], fits: Callable[[Cell], bool]) -> bool:
    there = list(islice((cell for cell in cells if cell is not None), _CELLS_LOOKED_AT))
    return bool(there) and sum(map(fits, there)) >= _MOSTLY * len(there)


def _like_identity(lines: Iterable[SheetLine]) -> dict[int, int]:
    """The columns with a cell that is like an identity number, each with the number of the first such line."""
    found: dict[int, int] = {}
    for line in lines:
        for place, cell in enumerate(line.cells):
            if isinstance(cell, str | int) and is_like_identity_number("".join(str(cell).split())):
                found.setdefault(place, line.number)
    return found
