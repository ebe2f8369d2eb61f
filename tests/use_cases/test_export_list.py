"""Lists as files: exactly what a search finds, and nothing that is not for whoever asks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from interpreter_app.documents.list_files import ListFile
from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import Cancelled, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.profiles import AccountRole, Origin
from interpreter_app.domain.searches import Order
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.store.base import read_log
from interpreter_app.use_cases import export_list
from interpreter_app.use_cases.export_list import (
    ExportedList,
    ListChoice,
    copy_addresses,
    export_chosen,
    export_found,
)
from interpreter_app.use_cases.find_interpreters import SearchRequest, find_interpreters
from interpreter_app.use_cases.open_profile import Profile
from tests.support.lists import SECRET_ADDRESS, SECRET_NUMBER, csv_rows, log_in, xlsx_rows
from tests.support.registers import AS_OF, TODAY, bachelor, credits_30, person, profile_with, record_id

EVERYBODY = SearchRequest()
FIELDS = ListChoice(field_names=True)
SECRET = {
    "identity_number": SECRET_NUMBER,
    "address": SECRET_ADDRESS,
    "postal_code": "0150",
    "place": "Oslo",
    "address_public": False,
}
CHOICES = [
    ListChoice(per_language=per_language, field_names=field_names)
    for per_language in (False, True)
    for field_names in (False, True)
]


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    people = [
        person("Yonas Tekle", 10001, ("som", "tir"), (bachelor("som"), credits_30("tir")), county="03", **SECRET),
        person("Amina Ali", 10002, ("som",), (credits_30("som"),), county="32", **SECRET),
        person("Ola Nordmann", 10003, ("tir",), county="03", phone="+47 000 12 345"),
        person("Kari Gone", 10004, listed=((date(2016, 1, 1), date(2020, 1, 1)),)),
    ]
    (tmp_path / "data").mkdir()
    opened = profile_with(tmp_path / "data", people)
    yield opened
    opened.close()


def export(
    profile: Profile, path: Path, request: SearchRequest = EVERYBODY, choice: ListChoice = FIELDS
) -> ExportedList:
    texts = Texts(UiLanguage.ENGLISH)
    return export_found(profile, request, ListFile(path), choice, today=TODAY, now=AS_OF, texts=texts)


def numbers(path: Path) -> list[int]:
    return [int(row[0]) for row in csv_rows(path)[1:]]


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest(),
        SearchRequest(order=Order.NAME),
        SearchRequest(language="som"),
        SearchRequest(min_category=Category.B),
        SearchRequest(county="03"),
        SearchRequest(county="03", neighbours=True),
        SearchRequest(kind=Kind.SPOKEN),
        SearchRequest(text="amina"),
        SearchRequest(text="somali"),
        SearchRequest(on=date(2019, 1, 1)),
        SearchRequest(text="nobody at all"),
    ],
)
@pytest.mark.parametrize("portion", [1, 2, 5000])
def test_a_list_holds_whom_the_search_finds_in_its_order(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_: SearchRequest, portion: int
) -> None:
    monkeypatch.setattr(export_list, "PORTION", portion)
    exported = export(profile, tmp_path / "a.csv", request_)
    found = [one.number for one in find_interpreters(profile, request_, TODAY).rows]
    assert numbers(tmp_path / "a.csv") == found
    assert exported.rows == len(found)


def test_a_line_for_each_language_leaves_out_those_that_were_not_asked_for(profile: Profile, tmp_path: Path) -> None:
    per_language = ListChoice(per_language=True, field_names=True)
    exported = export(profile, tmp_path / "a.csv", SearchRequest(language="tir", min_category=Category.D), per_language)
    column = exported.columns.index("language")
    assert [(row[0], row[column]) for row in csv_rows(tmp_path / "a.csv")[1:]] == [("10003", "tir"), ("10001", "tir")]
    assert export(profile, tmp_path / "b.csv", choice=per_language).rows == 4


def test_the_answer_says_what_is_in_the_file(profile: Profile, tmp_path: Path) -> None:
    exported = export(profile, tmp_path / "a.csv", SearchRequest(on=date(2019, 1, 1)))
    assert (exported.path, exported.as_of, exported.on) == (tmp_path / "a.csv", AS_OF, date(2019, 1, 1))
    assert list(exported.columns) == csv_rows(tmp_path / "a.csv")[0]


def test_the_sheet_about_the_list_says_what_was_searched_for_and_how_old_it_is(
    profile: Profile, tmp_path: Path
) -> None:
    request = SearchRequest(text="somali", min_category=Category.D, county="03", neighbours=True)
    export(profile, tmp_path / "a.xlsx", request, ListChoice())
    about = dict(row[:2] for row in xlsx_rows(tmp_path / "a.xlsx", 1))
    assert about["Language"] == "Somali"
    assert about["Category"] == "Category A–D"
    assert about["County"].split(", ")[0] == "Oslo"
    assert about["Data as of"] == "2026-06-30 13:42 UTC"
    assert about["As it is on"].date() == TODAY
    assert about["Lines"] == 2
    assert "booking" in about["Note"]
    assert "fictional" in about["Source"]


def test_an_export_is_logged_without_a_name(profile: Profile, tmp_path: Path) -> None:
    export(profile, tmp_path / "a.csv", SearchRequest(text="Amina", county="32"))
    with profile.database.read() as connection:
        (at, event, details) = read_log(connection)[-1]
    assert (at, event) == (AS_OF, "export")
    assert (details["rows"], details["on"], details["format"]) == (1, TODAY.isoformat(), ".csv")
    assert details["filters"] == {"county": "32", "order": "fair", "text": True}
    assert details["columns"] == csv_rows(tmp_path / "a.csv")[0]
    assert "amina" not in str(details).lower()


def contents(path: Path) -> str:
    if path.suffix == ".csv":
        return path.read_text("utf-8-sig")
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize("role", [None, AccountRole.PUBLIC])
def test_no_list_of_the_publics_holds_what_is_not_public(
    profile: Profile, tmp_path: Path, choice: ListChoice, name: str, role: AccountRole | None
) -> None:
    if role:
        log_in(profile, role)
    export(profile, tmp_path / name, choice=choice)
    assert SECRET_NUMBER not in contents(tmp_path / name)
    assert SECRET_ADDRESS not in contents(tmp_path / name)
    assert "0150" not in contents(tmp_path / name)


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_no_list_holds_an_identity_number_that_was_not_asked_for(
    profile: Profile, tmp_path: Path, choice: ListChoice, name: str
) -> None:
    export(log_in(profile), tmp_path / name, choice=choice)
    assert SECRET_ADDRESS in contents(tmp_path / name)
    assert SECRET_NUMBER not in contents(tmp_path / name)


def test_staff_who_ask_for_identity_numbers_get_them(profile: Profile, tmp_path: Path) -> None:
    asked = replace(FIELDS, identity_numbers=True)
    export(log_in(profile), tmp_path / "a.csv", choice=asked)
    assert contents(tmp_path / "a.csv").count(SECRET_NUMBER) == 2


def test_identity_numbers_are_refused_in_a_profile_of_the_publics_and_in_a_locked_one(
    profile: Profile, tmp_path: Path
) -> None:
    asked = replace(FIELDS, identity_numbers=True)
    for given in (profile, log_in(profile, locked=True)):
        with pytest.raises(UserError, match="staff"):
            export(given, tmp_path / "a.csv", choice=asked)
    assert not (tmp_path / "a.csv").exists()


def test_a_locked_profile_gives_the_publics_list(profile: Profile, tmp_path: Path) -> None:
    export(log_in(profile, locked=True), tmp_path / "a.csv")
    assert SECRET_ADDRESS not in contents(tmp_path / "a.csv")


def test_what_the_public_register_stated_has_no_days_of_listing(tmp_path: Path) -> None:
    stated = profile_with(tmp_path, [person()], origin=Origin.PUBLIC)
    exported = export(stated, tmp_path / "a.csv")
    assert csv_rows(tmp_path / "a.csv")[1][exported.columns.index("listed_from")] == ""
    stated.close()


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_stopping_leaves_no_file_and_no_line_in_the_log(profile: Profile, tmp_path: Path, name: str) -> None:
    def stop(done: int, total: int, text: str) -> None:
        assert (total, text) == (3, "Writing the list")
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_found(
            profile,
            SearchRequest(),
            ListFile(tmp_path / name),
            FIELDS,
            today=TODAY,
            now=AS_OF,
            texts=Texts(),
            progress=stop,
        )
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    with profile.database.read() as connection:
        assert "export" not in [event for _, event, _ in read_log(connection)]


def test_chosen_people_are_written_in_the_order_they_were_chosen(profile: Profile, tmp_path: Path) -> None:
    ids = [record_id("p10003"), record_id("p10001"), record_id("p99999")]
    texts = Texts(UiLanguage.ENGLISH)
    exported = export_chosen(profile, ids, ListFile(tmp_path / "a.csv"), FIELDS, day=TODAY, now=AS_OF, texts=texts)
    assert numbers(tmp_path / "a.csv") == [10003, 10001]
    assert (exported.rows, exported.reading) == (2, None)


def test_mail_addresses_are_copied_clean() -> None:
    given = ["kari@example.no", " Ola@Example.no ", "KARI@example.no", "", "not an address", "a@b.no, c@d.no"]
    assert copy_addresses(given) == "kari@example.no; Ola@example.no"
    assert copy_addresses([]) == ""
