"""A list of people taken into the outbox: what each line does, and that it is done whole or not at all."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_that
from hypothesis import strategies as st

from interpreter_app.contact_checks import check_field
from interpreter_app.documents.list_files import ListFile
from interpreter_app.documents.sheet_files import read_sheet
from interpreter_app.documents.sheets import Sheet, SheetLine
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.edits import MOST_IN_A_TX
from interpreter_app.domain.errors import Cancelled, UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.qualifications import EvidenceType
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.store.base import read_log
from interpreter_app.store.people import read_dossiers_by_number
from interpreter_app.use_cases.export_list import ListChoice, export_found
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.import_list import ImportedList, import_list, preview_import
from interpreter_app.use_cases.list_mapping import ListMapping, suggest_mapping
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.outbox import list_unsent
from interpreter_app.use_cases.plan_import import ImportPlan, PlannedLine
from tests.support.lists import SECRET_NUMBER, log_in, new_ids
from tests.support.registers import (
    AS_OF,
    TODAY,
    Named,
    authorised,
    credits_30,
    person,
    profile_with,
)

OTHER_NUMBER = "55879010062"
"""Another synthetic identity number, laid out as a D-number."""


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    opened = log_in(profile_with(tmp_path, people()))
    yield opened
    opened.close()


def people() -> list[list[Named]]:
    return [
        person("Yonas Tekle", 10001, phone="+47 000 12 345", county="03", identity_number=SECRET_NUMBER),
        person("Amina Ali", 10002, ("som", "tir"), (credits_30("som"), authorised("tir"))),
        person("Ola Nordmann", 10003, ("pol",), (), listed=()),
    ]


def sheet(headings: Sequence[str], *rows: Sequence[Cell]) -> Sheet:
    lines = (SheetLine(number, tuple(row)) for number, row in enumerate(rows, start=2))
    return Sheet(tuple(headings), tuple(lines))


def by_field(fields: Sequence[str], key: str | None = "number", **more: object) -> ListMapping:
    """A mapping in which every heading is the name of its field."""
    return ListMapping(columns={name: name for name in fields}, key=key, **more)  # type: ignore[arg-type]


def preview(profile: Profile, fields: Sequence[str], *rows: Sequence[Cell], **more: object) -> ImportPlan:
    mapping = by_field(fields, **more)  # type: ignore[arg-type]
    return preview_import(profile, sheet(fields, *rows), mapping, today=TODAY, new_id=new_ids())


def only(plan: ImportPlan) -> PlannedLine:
    (line,) = plan.lines
    return line


def one(profile: Profile, values: Mapping[str, Cell], **more: object) -> PlannedLine:
    return only(preview(profile, list(values), list(values.values()), **more))


def take(profile: Profile, fields: Sequence[str], *rows: Sequence[Cell], **more: object) -> ImportedList:
    key = more.pop("key", "number")
    mapping = by_field(fields, key)  # type: ignore[arg-type]
    return import_list(profile, sheet(fields, *rows), mapping, now=AS_OF, new_id=new_ids(), **more)  # type: ignore[arg-type]


def dossier(profile: Profile, number: int) -> Dossier:
    with profile.database.read() as connection:
        return read_dossiers_by_number(connection, number)[0]


def reasons(line: PlannedLine) -> str:
    assert line.verdict == "wrong"
    assert line.drafts == ()
    return " ".join(map(str, line.faults))


def test_a_changed_field_is_told_before_and_after(profile: Profile) -> None:
    line = one(profile, {"number": 10001, "phone": "00054321", "county": "3"})
    assert (line.line, line.verdict, line.number, line.name) == (2, "change", 10001, "Yonas Tekle")
    assert line.changes == (("interpreter", "phone", "+47 000 12 345", "+47 000 54 321"),)


def test_a_line_that_says_what_is_so_does_nothing(profile: Profile) -> None:
    line = one(profile, {"number": "10001", "phone": "00012345", "county": "Oslo", "first_name": " Yonas "})
    assert (line.verdict, line.drafts) == ("nothing", ())


def test_an_empty_cell_leaves_its_field_or_clears_it_when_that_is_wanted(profile: Profile) -> None:
    values: dict[str, Cell] = {"number": 10001, "phone": None}
    assert one(profile, values).verdict == "nothing"
    cleared = one(profile, values, clear_empty=True)
    assert cleared.changes == (("interpreter", "phone", "+47 000 12 345", ""),)


def test_words_are_read_in_every_language_of_the_program(profile: Profile) -> None:
    for gender in ("Kvinne", "K", "female", "F"):
        assert one(profile, {"number": 10001, "gender": gender}).changes[0].after == Gender.FEMALE
    for capacity in ("Deltid", "Part time", "part_time"):
        assert one(profile, {"number": 10001, "capacity": capacity}).changes[0].after == Capacity.PART_TIME
    for consent in ("Ja", "yes", True):
        assert one(profile, {"number": 10001, "address_public": consent}).changes[0].after is True


@pytest.mark.parametrize(
    ("field", "choices"),
    [
        ("gender", {"nb": "Kvinne, Mann, ", "nn": "Kvinne, Mann, ", "en": "Female, Male, "}),
        ("capacity", {"nb": "Heltid, Deltid, ", "nn": "Heiltid, Deltid, ", "en": "Full time, Part time, "}),
    ],
)
def test_a_wrong_word_is_told_with_the_choices_in_the_words_of_the_person(
    profile: Profile, field: str, choices: dict[str, str]
) -> None:
    (fault,) = one(profile, {"number": 10001, field: "tull"}).faults
    for language, said in choices.items():
        assert said in fault.in_words(Texts(UiLanguage(language)).gettext)


def test_zeros_that_a_spreadsheet_dropped_come_back(profile: Profile) -> None:
    line = one(profile, {"number": 10002, "postal_code": 150, "county": 3})
    assert {change.field: change.after for change in line.changes} == {"postal_code": "0150", "county": "03"}


def test_a_person_without_a_number_is_told_by_id(profile: Profile) -> None:
    added = take(profile, ["first_name"], ["Ny"], key=None)
    (new,) = added.people
    line = one(profile, {"number": new, "last_name": "Tolk"})
    assert (line.verdict, line.number, line.name) == ("change", None, "Ny Tolk")


def test_all_that_is_wrong_with_a_line_is_told_by_heading(profile: Profile) -> None:
    said = reasons(one(profile, {"number": 10001, "phone": "1234", "county": "Viken", "email": "x"}))
    for words in ("phone: “1234”", "county: “Viken”", "email: “x”"):
        assert words in said


def test_a_line_of_nobody_is_wrong(profile: Profile) -> None:
    assert "99999" in reasons(one(profile, {"number": 99999, "phone": "00012345"}))
    assert "number is empty" in reasons(one(profile, {"number": None, "phone": "00012345"}))


@pytest.mark.parametrize("given", ["2025-12-31", "31.12.2025", "31. 12. 2025", date(2025, 12, 31)])
def test_days_are_read_in_norwegian_and_iso_form(profile: Profile, given: Cell) -> None:
    line = one(profile, {"number": 10002, "evidence": "tao", "obtained": given})
    assert ("qualification", "obtained", None, "2025-12-31") in line.changes


@pytest.mark.parametrize("given", ["12/31/2025", "31.12.25", "31.02.2025", "2025", 45000, "i fjor"])
def test_other_days_are_refused(profile: Profile, given: Cell) -> None:
    assert "obtained" in reasons(one(profile, {"number": 10002, "evidence": "tao", "obtained": given}))


def test_the_form_of_days_can_be_said(profile: Profile) -> None:
    values: dict[str, Cell] = {"number": 10002, "evidence": "tao", "obtained": "12/31/2025"}
    line = one(profile, values, dates="%m/%d/%Y")
    assert ("qualification", "obtained", None, "2025-12-31") in line.changes


def test_a_day_of_another_form_than_was_said_is_refused(profile: Profile) -> None:
    values: dict[str, Cell] = {"number": 10002, "evidence": "tao", "obtained": "31.12.2025"}
    assert "31.12.2025" in reasons(one(profile, values, dates="%m/%d/%Y"))


def test_a_key_that_cannot_be_makes_nobody_new(profile: Profile) -> None:
    line = one(profile, {"identity_number": "12345", "first_name": "Ny"}, key="identity_number")
    assert "eleven digits" in reasons(line)


def test_a_day_where_text_belongs_is_refused(profile: Profile) -> None:
    assert "holds a date" in reasons(one(profile, {"number": 10001, "place": date(2025, 1, 1)}))


def test_a_language_is_added_once(profile: Profile) -> None:
    added = one(profile, {"number": 10001, "language": "Tigrinja"})
    assert added.verdict == "add"
    assert [(c.field, c.after) for c in added.changes] == [("language", "tir"), ("kind", "spoken")]
    assert one(profile, {"number": 10001, "language": "som", "kind": "Talespråk"}).verdict == "nothing"
    assert one(profile, {"number": 10001, "language": "nor", "kind": "Skrivetolking"}).verdict == "add"
    assert "not the name" in reasons(one(profile, {"number": 10001, "language": "klingonsk"}))
    assert "language" in reasons(one(profile, {"number": 10001, "kind": "spoken"}))


def test_a_qualification_is_added_once_and_its_particulars_are_changed(profile: Profile) -> None:
    known: dict[str, Cell] = {
        "number": 10002,
        "evidence": "Studiepoeng",
        "evidence_language": "somali",
        "obtained": "2012-06-01",
        "amount": "30,0",
    }
    assert one(profile, known).verdict == "nothing"
    changed = one(profile, {**known, "institution": "Universitetet i Oslo"})
    assert changed.changes == (("qualification", "institution", "OsloMet", "Universitetet i Oslo"),)
    assert one(profile, {**known, "amount": 15}).verdict == "add"
    assert one(profile, {**known, "obtained": "2013-06-01"}).verdict == "add"
    assert one(profile, {**known, "evidence": "bachelor", "amount": None}).verdict == "add"
    assert one(profile, {**known, "unit": "vekttall"}).verdict == "add"


def test_evidence_alone_lists_nobody_for_its_language(profile: Profile) -> None:
    line = one(profile, {"number": 10001, "evidence": "bachelor", "evidence_language": "pol", "obtained": "2020-01-01"})
    assert {change.type for change in line.changes} == {"qualification"}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"evidence": "bachelor", "obtained": "2020-01-01"}, "language"),
        ({"evidence": "bachelor", "evidence_language": "som"}, "obtained"),
        ({"obtained": "2020-01-01"}, "evidence"),
        ({"evidence": "credits", "evidence_language": "som", "obtained": "2020-01-01"}, "amount"),
        ({"evidence": "bachelor", "evidence_language": "som", "obtained": "2020-01-01", "amount": 5}, "amount"),
        ({"evidence": "bachelor", "evidence_language": "som", "obtained": "2030-01-01"}, "later than today"),
        ({"evidence": "state_authorisation", "evidence_language": "som", "obtained": "2020-01-01"}, "authorisation"),
        ({"evidence": "doktorgrad", "obtained": "2020-01-01"}, "bachelor"),
        ({"evidence": "credits", "evidence_language": "som", "obtained": "2020-01-01", "amount": "mange"}, "number"),
        ({"authorisation_number": "7"}, "granted"),
        ({"granted": "2020-01-01"}, "language"),
        ({"listed_until": "2020-01-01"}, "listed_from"),
        ({"end_reason": "flyttet"}, "listed_from"),
    ],
)
def test_half_a_piece_of_evidence_is_wrong(profile: Profile, values: dict[str, Cell], words: str) -> None:
    assert words in reasons(one(profile, {"number": 10001, **values}))


def test_an_authorisation_is_granted_once_and_given_its_number(profile: Profile) -> None:
    known: dict[str, Cell] = {"number": 10002, "granted": "2010-01-01", "evidence_language": "tir"}
    assert one(profile, known).verdict == "nothing"
    assert one(profile, {**known, "authorisation_number": 1}).verdict == "nothing"
    assert one(profile, {**known, "authorisation_number": "2"}).changes == (("authorisation", "number", "1", "2"),)
    assert one(profile, {**known, "evidence_language": "som"}).verdict == "add"


def test_a_listing_is_added_where_the_law_allows_it_and_ended(profile: Profile) -> None:
    assert "no category" in reasons(one(profile, {"number": 10003, "listed_from": "2026-01-01"}))
    with_evidence = one(
        profile,
        {
            "number": 10003,
            "evidence": "bachelor",
            "evidence_language": "pol",
            "obtained": "2020-01-01",
            "listed_from": "2026-01-01",
        },
    )
    assert {change.type for change in with_evidence.changes} == {"qualification", "listing"}
    ended = one(profile, {"number": 10001, "listed_from": "2016-01-01", "listed_until": "1.7.2026"})
    assert ended.changes == (("listing", "listed_until", None, "2026-07-01"),)
    early = one(profile, {"number": 10001, "listed_from": "2016-01-01", "listed_until": "2015-07-01"})
    assert "earlier" in reasons(early)


def test_a_new_person_needs_a_name(profile: Profile) -> None:
    line = one(profile, {"first_name": "Ny", "last_name": "Tolk", "language": "pol"}, key=None)
    assert (line.verdict, line.number, line.name) == ("new", None, "Ny Tolk")
    assert "name" in reasons(one(profile, {"phone": "00012345"}, key=None))


def test_the_identity_number_tells_whose_line_it_is(profile: Profile) -> None:
    line = one(profile, {"identity_number": int(SECRET_NUMBER), "phone": "00011111"}, key="identity_number")
    assert (line.verdict, line.number) == ("change", 10001)
    unknown = one(profile, {"identity_number": OTHER_NUMBER, "first_name": "Ny"}, key="identity_number")
    assert unknown.verdict == "new"


def test_lines_of_one_new_person_belong_together(profile: Profile) -> None:
    fields = ["identity_number", "first_name", "language"]
    plan = preview(profile, fields, [OTHER_NUMBER, "Ny", "pol"], [OTHER_NUMBER, "Ny", "som"], key="identity_number")
    assert [line.verdict for line in plan.lines] == ["new", "add"]
    assert len({draft.person for line in plan.lines for draft in line.drafts}) == 1


def test_two_people_cannot_have_one_identity_number(profile: Profile) -> None:
    said = reasons(one(profile, {"number": 10002, "identity_number": SECRET_NUMBER}))
    assert "Somebody else" in said
    plan = preview(profile, ["identity_number", "first_name"], [OTHER_NUMBER, "A"], [OTHER_NUMBER, "B"], key=None)
    assert [line.verdict for line in plan.lines] == ["new", "wrong"]


def test_an_identity_number_is_in_no_fault(profile: Profile) -> None:
    wrong = SECRET_NUMBER[:-1] + "8"
    for values in (
        {"number": 10002, "identity_number": SECRET_NUMBER},
        {"number": 10002, "identity_number": wrong},
        {"number": 10002, "identity_number": int(wrong)},
        {"number": 10002, "phone": SECRET_NUMBER},
        {"number": 10002, "phone": int(SECRET_NUMBER)},
        {"number": SECRET_NUMBER, "phone": "00012345"},
        {"number": 10002, "obtained": SECRET_NUMBER},
        {"number": 10002, "language": SECRET_NUMBER},
        {"number": 10002, "county": SECRET_NUMBER},
        {"number": 10002, "evidence": SECRET_NUMBER, "obtained": "2020-01-01"},
        {"number": 10002, "evidence": "credits", "amount": SECRET_NUMBER, "obtained": "2020-01-01"},
    ):
        said = reasons(one(profile, values))
        assert SECRET_NUMBER[:6] not in said


def test_two_lines_that_contradict_each_other_are_wrong(profile: Profile) -> None:
    fields = ["number", "phone"]
    same = preview(profile, fields, [10001, "00011111"], [10001, "00011111"])
    assert [line.verdict for line in same.lines] == ["change", "nothing"]
    plan = preview(profile, fields, [10001, "00012345"], [10001, "00022222"])
    assert [line.verdict for line in plan.lines] == ["nothing", "wrong"]
    assert "Line 2" in reasons(plan.lines[1])


def test_nothing_is_done_when_a_line_is_wrong(profile: Profile) -> None:
    with pytest.raises(UserError, match="first is line 3"):
        take(profile, ["number", "phone"], [10001, "00011111"], [10002, "1234"])
    assert list_unsent(profile) == []


def test_wrong_lines_can_be_left_out(profile: Profile) -> None:
    done = take(profile, ["number", "phone"], [10001, "00011111"], [10002, "1234"], skip_wrong=True)
    assert (done.edits, len(done.plan.wrong)) == (1, 1)
    assert dossier(profile, 10001).interpreter.phone == "+47 000 11 111"


def test_what_is_saved_is_what_the_preview_said(profile: Profile) -> None:
    fields = ["number", "phone", "evidence_language", "evidence", "obtained", "language", "listed_from"]
    row: list[Cell] = [10003, "00033333", "pol", "bachelor", "1.6.2020", "tir", "2026-01-01"]
    before = only(preview(profile, fields, row))
    done = take(profile, fields, row, reason="Import of a.csv")
    (edits,) = (list_unsent(profile),)
    assert [(e.type, e.act, e.base, {**e.set, "interpreter_id": ""}) for e in edits] == [
        (d.type, d.act, d.base, {**d.set, "interpreter_id": ""}) for d in before.drafts
    ]
    assert {edit.reason for edit in edits} == {"Import of a.csv"}
    assert len({edit.tx for edit in edits}) == 1
    assert done.people == {edits[0].person}
    after = dossier(profile, 10003)
    assert (after.interpreter.phone, after.listings[0].listed_from) == ("+47 000 33 333", date(2026, 1, 1))
    assert {(item.language, item.kind) for item in after.languages} == {("pol", Kind.SPOKEN), ("tir", Kind.SPOKEN)}
    assert [q.type for q in after.qualifications] == [EvidenceType.BACHELOR]


def test_a_list_taken_twice_does_nothing_the_second_time(profile: Profile) -> None:
    fields = ["number", "phone", "granted", "evidence_language", "language", "listed_from", "listed_until"]
    row: list[Cell] = [10001, "00033333", "2020-05-01", "som", "pol", "2016-01-01", "2030-01-01"]
    assert take(profile, fields, row).edits == 4
    again = take(profile, fields, row)
    assert (again.edits, only(again.plan).verdict) == (0, "nothing")


def test_a_long_list_is_many_saves_and_no_line_is_parted(profile: Profile) -> None:
    fields = ["first_name", "language", "evidence", "obtained"]
    done = take(profile, fields, *([f"Ny {n}", "pol", "bachelor", "2020-01-01"] for n in range(70)), key=None)
    sizes = [len(saved.edits) for saved in done.saves]
    assert sum(sizes) == 210
    assert all(size <= MOST_IN_A_TX for size in sizes)
    txs: dict[str, set[str]] = {}
    for edit in list_unsent(profile):
        txs.setdefault(edit.person, set()).add(edit.tx)
    assert all(len(of_person) == 1 for of_person in txs.values())


def test_a_register_that_changed_since_the_preview_is_looked_at_again(profile: Profile) -> None:
    seen = preview(profile, ["number", "phone"], [10001, "00011111"])
    take(profile, ["number", "phone"], [10001, "00011111"], previewed=seen)
    with pytest.raises(UserError, match="Look at it again"):
        take(profile, ["number", "phone"], [10001, "00011111"], previewed=seen)


def test_stopping_saves_nothing(profile: Profile) -> None:
    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled(done, total, text)

    with pytest.raises(Cancelled):
        take(profile, ["number", "phone"], [10001, "00011111"], progress=stop)
    assert list_unsent(profile) == []


def test_what_another_program_saves_meanwhile_stops_the_list(profile: Profile) -> None:
    def interfere(done: int, total: int, text: str) -> None:
        if text == "Checking the list" and done == total:
            take(profile, ["number", "phone"], [10002, "00022222"])

    with pytest.raises(UserError, match="Look at it again"):
        take(profile, ["number", "phone"], [10001, "00011111"], progress=interfere)
    assert dossier(profile, 10001).interpreter.phone == "+47 000 12 345"


def test_two_people_with_one_identity_number_are_not_guessed_between(tmp_path: Path) -> None:
    both = [person("A A", 10001, identity_number=SECRET_NUMBER), person("B B", 10002, identity_number=SECRET_NUMBER)]
    opened = log_in(profile_with(tmp_path, both))
    line = one(opened, {"identity_number": SECRET_NUMBER, "phone": "00011111"}, key="identity_number")
    assert "Somebody else" in reasons(line)
    opened.close()


def test_an_import_is_logged_without_a_name(profile: Profile) -> None:
    take(profile, ["number", "last_name"], [10001, "Hemmelig"])
    with profile.database.read() as connection:
        (_, event, details) = read_log(connection)[-1]
    assert (event, details["edits"], details["lines"]["change"]) == ("import-list", 1, 1)  # type: ignore[index]
    assert "Hemmelig" not in json.dumps(details)


def test_the_public_imports_nothing(tmp_path: Path) -> None:
    public = profile_with(tmp_path, people())
    with pytest.raises(UserError, match="staff"):
        preview(public, ["number", "phone"], [10001, "00011111"])
    with pytest.raises(UserError, match="staff"):
        take(public, ["number", "phone"], [10001, "00011111"])
    public.close()


def test_a_heading_of_the_mapping_that_is_not_there_stops_the_list(profile: Profile) -> None:
    mapping = by_field(["number", "phone"])
    with pytest.raises(UserError, match="“phone”"):
        preview_import(profile, sheet(["number", "tlf"], [1, 2]), mapping, today=TODAY, new_id=new_ids())


NAMES = st.one_of(
    st.sampled_from(["=1+1", "'=1+1", "+Å", "-", "@x", "'s-H", "#N/A", "TRUE", "007", "1e5", 'a"b', "a;b", "a,b"]),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given_that(
    names=st.lists(st.tuples(NAMES, NAMES, NAMES, NAMES), min_size=1, max_size=5),
    form=st.sampled_from([(name, per, fields) for name in ("a.csv", "a.xlsx") for per in (0, 1) for fields in (0, 1)]),
    language=st.sampled_from(list(UiLanguage)),
)
def test_a_list_that_we_wrote_does_nothing_when_it_is_imported(
    tmp_path_factory: pytest.TempPathFactory,
    names: list[tuple[str, str, str, str]],
    form: tuple[str, int, int],
    language: UiLanguage,
) -> None:
    folder = tmp_path_factory.mktemp("round")
    texts = Texts(language)
    name, per_language, field_names = form
    profile = log_in(profile_with(folder, [written(n, *of_person) for n, of_person in enumerate(names)]))
    choice = ListChoice(per_language=bool(per_language), field_names=bool(field_names), identity_numbers=True)
    export_found(profile, SearchRequest(), ListFile(folder / name), choice, today=TODAY, now=AS_OF, texts=texts)
    read = read_sheet(name, (folder / name).read_bytes())
    mapping = ListMapping(columns=suggest_mapping(read.headings), key="number")
    plan = preview_import(profile, read, mapping, today=TODAY, new_id=new_ids())
    profile.close()
    assert len(plan.lines) == len(names) * (2 if per_language else 1)
    assert {line.verdict for line in plan.lines} == {"nothing"}, [str(f) for line in plan.wrong for f in line.faults]


def written(place: int, first: str, middle: str, chosen: str, street: str) -> list[Named]:
    """A person with names that a register may hold, whatever they look like."""
    return person(
        "x Hansen",
        10001 + place,
        ("som", ("nor", Kind.SPEECH_TO_TEXT)),
        listed=((date(2016, 1, 1), date(2030, 1, 1)),),
        phone="+47 000 12 345",
        email="kari@example.no",
        county="03",
        gender=Gender.OTHER,
        capacity=Capacity.OCCASIONAL,
        postal_code="0150",
        place="Oslo",
        identity_number=SECRET_NUMBER if place == 0 else "",
        middle_name=kept("middle_name", middle),
        chosen_name=kept("chosen_name", chosen),
        address=kept("address", f"{first} {street}"),
    )


def kept(name: str, text: str) -> str:
    """The text as a register keeps it; none where it cannot."""
    try:
        return str(check_field(name, text, fictional=True))
    except UserError:
        return ""
