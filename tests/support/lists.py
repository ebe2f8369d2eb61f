"""Builders for lists: who is logged in, files as a spreadsheet would write them, and what is in a file."""

import csv
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl

from interpreter_app.domain.profiles import Account, AccountRole
from interpreter_app.store.account import write_account
from interpreter_app.use_cases.open_profile import Profile
from tests.support.registers import AS_OF

SECRET_NUMBER = "15879010079"
"""A synthetic identity number with right control digits."""
SECRET_ADDRESS = "Fiksjonsveien 13"


def log_in(profile: Profile, role: AccountRole = AccountRole.CASE_WORKER, *, locked: bool = False) -> Profile:
    """The profile with one of the register's staff logged in."""
    account = Account(
        role=role,
        name="Kari Saksbehandler",
        server="http://127.0.0.1:1",
        token="not-a-token",
        client="00000000-0000-7000-8000-000000000001",
        device="desk",
        since=AS_OF,
        locked=locked,
    )
    with profile.database.write() as connection:
        write_account(connection, account)
    return profile


def new_ids() -> Callable[[], str]:
    """Gives ids one after the other."""
    numbers = count(1)
    return lambda: f"01900000-0000-7000-8000-{next(numbers):012}"


def csv_rows(path: Path, delimiter: str = ";") -> list[list[str]]:
    """The cells of a CSV file as they stand in it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def xlsx_rows(path: Path, sheet: int = 0) -> list[list[Any]]:
    """The values of a sheet."""
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]


def csv_bytes(*rows: Sequence[str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """A CSV file with these cells, none in need of quotes."""
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def xlsx_file(path: Path, rows: Iterable[Sequence[object]], title: str = "Ark1") -> Path:
    """An XLSX file with these cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path
