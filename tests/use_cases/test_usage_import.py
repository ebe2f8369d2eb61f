"""Taking lists of assignments into the log: whole or not at all, and never anything of the person served."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interpreter_app import explanations, situation_words, usage_words
from interpreter_app.documents.list_files import ListFile
from interpreter_app.documents.sheet_files import read_sheet
from interpreter_app.documents.sheets import sheet_of
from interpreter_app.documents.tables import Cell
from interpreter_app.domain.assignments import AssignmentDraft, draft_of
from interpreter_app.domain.errors import Cancelled, UserError
from interpreter_app.domain.folding import other_spelling
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.situations import Ground, Method, Proposed, Sector
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.cell_values import code_of
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.usage import add_assignment, count_assignments, list_assignments, remove_assignment
from interpreter_app.use_cases.usage_columns import choices
from interpreter_app.use_cases.usage_import import ImportDefaults, UsagePlan, import_usage, preview_usage
from interpreter_app.use_cases.usage_report import ReportRequest, write_report_list
from tests.support.assignments import DRAFT, drafts
from tests.support.lists import SECRET_NUMBER, new_ids
from tests.support.registers import AS_OF, TODAY, bachelor, bilingual_and_tao, person, profile_with

UNIT = ImportDefaults(unit="Sykehuset", sector=Sector.HEALTH, method=Method.SCREEN)
HEADINGS = ("Dato", "Språk", "Minutter", "Tolkenummer")
LINE: tuple[Cell, ...] = ("01.06.2026", "somali", 60, 10001)
NAMES: dict[str, dict[StrEnum, str]] = {
    "kind": {**explanations.KIND_NAMES},
    "method": {**situation_words.METHOD_NAMES},
    "sector": {**situation_words.SECTOR_NAMES},
    "used": {**usage_words.USED_NAMES},
    "ground": {**situation_words.GROUND_NAMES},
}
_ids = new_ids()


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    people = [
        person("Yonas Tekle", 10001, ("som", "tir"), (bachelor("som"), *bilingual_and_tao("tir"))),
        person("Amina Ali", 10002),
    ]
    opened = profile_with(tmp_path, people)
    yield opened
    opened.close()


def take(profile: Profile, *rows: Sequence[Cell], defaults: ImportDefaults = UNIT, again: bool = False) -> UsagePlan:
    return import_usage(profile, sheet_of(rows), defaults, now=AS_OF, new_id=_ids, again=again)


def look(profile: Profile, *rows: Sequence[Cell], defaults: ImportDefaults = UNIT) -> UsagePlan:
    return preview_usage(profile, sheet_of(rows), defaults, today=TODAY, new_id=_ids)


def only(profile: Profile, *rows: Sequence[Cell]) -> AssignmentDraft:
    """What the one line says."""
    (made,) = take(profile, *rows).new
    return draft_of(made)


def test_a_short_list_takes_what_it_lacks_from_the_unit(profile: Profile) -> None:
    (made,) = take(profile, HEADINGS, LINE).new
    assert draft_of(made) == AssignmentDraft(
        day=date(2026, 6, 1),
        language="som",
        kind=Kind.SPOKEN,
        method=Method.SCREEN,
        minutes=60,
        sector=Sector.HEALTH,
        unit="Sykehuset",
        used=Proposed.REGISTER,
        number=10001,
    )
    assert made.category == "B"
    assert [one.assignment for one in list_assignments(profile)] == [made]


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Date", date(2026, 6, 2), "day", date(2026, 6, 2)),
        ("Oppdragsdato", "2026-06-02", "day", date(2026, 6, 2)),
        ("Dato", "02.06.26", "day", date(2026, 6, 2)),
        ("tolkespråk", "TIR", "language", "tir"),
        ("Language", "Tigrinya", "language", "tir"),
        ("Metode", "frammøte", "method", Method.ON_SITE),
        ("Method", "By telephone", "method", Method.TELEPHONE),
        ("method", "on_site", "method", Method.ON_SITE),
        ("Varighet", "1:30", "minutes", 90),
        ("Varigheit", "01:30:00", "minutes", 90),
        ("Minutes", "45 min", "minutes", 45),
        ("Sektor", "barnevern", "sector", Sector.CHILD_WELFARE),
        ("sector", "gp", "sector", Sector.GP),
        ("Enhet", "Legevakta", "unit", "Legevakta"),
        ("Avdeling", 7, "unit", "7"),
        ("Type tolking", "Sign language", "kind", Kind.SIGN),
    ],
)
def test_headings_and_words_are_known_in_all_languages(
    profile: Profile, heading: str, cell: Cell, field: str, value: object
) -> None:
    kept = [(name, given_) for name, given_ in zip(HEADINGS, LINE, strict=True) if _field(name) != field]
    names, cells = zip(*kept, strict=True)
    assert getattr(only(profile, (*names, heading), (*cells, cell)), field) == value


def _field(heading: str) -> str:
    return {"Dato": "day", "Språk": "language", "Minutter": "minutes"}.get(heading, "")


@pytest.mark.parametrize(("cell", "minutes"), [("1,5", 90), (2, 120), ("0.25", 15), ("1:15", 75)])
def test_hours_become_minutes(profile: Profile, cell: Cell, minutes: int) -> None:
    assert only(profile, ("Dato", "Språk", "Timer", "Tolkenummer"), (*LINE[:2], cell, 10001)).minutes == minutes


@pytest.mark.parametrize(
    ("words", "used", "ground"),
    [
        ("annen tolk", Proposed.OTHER, "nødsituasjon"),
        ("An adult relative", Proposed.ADULT_RELATIVE, "It is an emergency"),
        ("barn", Proposed.CHILD, "emergency"),
        ("ingen", Proposed.NONE, "akutt"),
    ],
)
def test_whoever_else_interpreted_is_said_with_the_ground(
    profile: Profile, words: str, used: Proposed, ground: str
) -> None:
    said = only(profile, (*HEADINGS[:3], "Hvem tolket", "Grunnlag"), (*LINE[:3], words, ground))
    assert (said.used, said.number, said.ground) == (used, None, Ground.EMERGENCY)


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_list_without_a_column_that_is_needed_is_refused(profile: Profile, missing: int) -> None:
    rows = [[cell for place, cell in enumerate(row) if place != missing] for row in (HEADINGS, LINE)]
    with pytest.raises(UserError, match=f"No column holds the field {('Date', 'Language', 'Minutes')[missing]}"):
        take(profile, *rows)


@pytest.mark.parametrize("heading", ["01019012345", "fnr 010190-12345", "010101 12345", "01.01.2001 12345"])
def test_a_heading_that_may_be_an_identity_number_refuses_the_file_and_is_not_told(
    profile: Profile, heading: str
) -> None:
    for headings, line in (((*HEADINGS, heading), LINE), ((heading, "Språk"), (1, "somali"))):
        with pytest.raises(UserError, match="may hold an identity number") as caught:
            look(profile, headings, line)
        assert f"column {headings.index(heading) + 1} " in str(caught.value)
        assert "12345" not in str(caught.value)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (("i går", *LINE[1:]), "Dato"),
        (("01.06.2027", *LINE[1:]), "Dato"),
        ((LINE[0], "klingonsk", *LINE[2:]), "Språk"),
        ((*LINE[:2], "lenge", 10001), "Minutter"),
        ((*LINE[:2], "1.5", 10001), "Minutter"),
        ((*LINE[:2], 0, 10001), "Minutter"),
        ((*LINE[:2], "NaN", 10001), "Minutter"),
        ((*LINE[:2], "1e2", 10001), "Minutter"),
        ((*LINE[:2], "1_0", 10001), "Minutter"),
        ((*LINE[:2], "1e999", 10001), "Minutter"),
        ((*LINE[:2], "1e999999999", 10001), "Minutter"),
        ((*LINE[:2], "1:75", 10001), "Minutter"),
        (("31.12.1999", *LINE[1:]), "Dato"),
        ((*LINE[:3], 99999), "99999"),
        ((*LINE[:3], "ti"), "Tolkenummer"),
        ((*LINE[:3], 0), "Tolkenummer"),
        ((*LINE[:3], None), "Who interpreted is missing"),
        ((None, *LINE[1:]), "Dato"),
    ],
)
def test_one_wrong_line_refuses_the_whole_list_with_its_line_and_field(
    profile: Profile, line: tuple[Cell, ...], word: str
) -> None:
    with pytest.raises(UserError, match="line 3") as refusal:
        take(profile, HEADINGS, LINE, line)
    assert word in str(refusal.value)
    assert count_assignments(profile) == 0


def test_all_faults_are_told_beforehand(profile: Profile) -> None:
    bad: tuple[Cell, ...] = ("i går", "klingonsk", "lenge", "ti")
    plan = look(profile, HEADINGS, LINE, bad, bad)
    assert [one.line for one in plan.faults] == [3] * 4 + [4] * 4
    assert len(plan.new) == 1
    assert count_assignments(profile) == 0


HOW = ("Type tolking", "Metode", "Sektor", "Hvem tolket", "Grunnlag")


@pytest.mark.parametrize(
    "said",
    [
        ("talespråk", "telefon", "helse", "et barn", "nødsituasjon"),
        ("TALESPRÅK", " Telefon ", "Helse- og omsorgstjeneste", "BARN", "Det er en nødsituasjon"),
        ("tale", "per telefon", "sjukehuset", "eit barn", "naudsituasjon"),
        ("Talespråk", "telefontolking", "Helse- og omsorgsteneste", "Eit barn", "Det er ein naudsituasjon"),
        ("Spoken language", "By telephone", "Health and care services", "A child", "It is an emergency"),
        ("spoken", "phone", "hospital", "child", "emergency"),
        ("talespraak", "TLF", "health", "child", "noedsituasjon"),
    ],
)
def test_choices_are_known_by_the_words_of_each_language_as_well_as_by_code(
    profile: Profile, said: tuple[str, ...]
) -> None:
    draft = only(profile, (*HEADINGS[:3], *HOW), (*LINE[:3], *said))
    assert (draft.kind, draft.method, draft.sector) == (Kind.SPOKEN, Method.TELEPHONE, Sector.HEALTH)
    assert (draft.used, draft.ground) == (Proposed.CHILD, Ground.EMERGENCY)


@pytest.mark.parametrize("language", UiLanguage)
@pytest.mark.parametrize(("field", "names"), NAMES.items())
def test_what_the_program_calls_a_choice_means_it(field: str, names: dict[StrEnum, str], language: UiLanguage) -> None:
    for code, name in names.items():
        said = Texts(language).gettext(name)
        for word in (code, said, said.upper(), f" {said.lower()} ", other_spelling(said)):
            assert code_of(field, word, choices(field)) == code


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Metode kan ikke være «brevdue». Velg mellom: Fremmøte, Skjerm, Telefon."),
        ("nn", "Metode kan ikkje vere «brevdue». Vel mellom: Frammøte, Skjerm, Telefon."),
        ("en", "Metode cannot be “brevdue”. Choose one of: On site, By screen, By telephone."),
    ],
)
def test_a_wrong_word_is_told_with_the_choices_in_the_words_of_the_person(
    profile: Profile, language: str, said: str
) -> None:
    (fault,) = look(profile, (*HEADINGS, "Metode"), (*LINE, "brevdue")).faults
    assert fault.fault.in_words(Texts(UiLanguage(language)).gettext) == said


@pytest.mark.parametrize(
    ("language", "missing", "whoever"),
    [
        ("nb", "Hvem som tolket mangler.", "Ingen tolket, En tolk som ikke ble funnet i registeret, "),
        ("nn", "Kven som tolka manglar.", "Ingen tolka, Ein tolk som ikkje vart funnen i registeret, "),
        ("en", "Who interpreted is missing.", "Nobody interpreted, An interpreter not found in the register, "),
    ],
)
def test_a_field_that_has_no_column_is_called_what_the_program_calls_it(
    profile: Profile, language: str, missing: str, whoever: str
) -> None:
    (fault,) = look(profile, HEADINGS[:3], LINE[:3]).faults
    words = fault.fault.in_words(Texts(UiLanguage(language)).gettext)
    assert words.startswith(missing)
    assert whoever in words
    assert "used" not in words


def test_a_name_alone_is_not_looked_up(profile: Profile) -> None:
    with pytest.raises(UserError, match="name alone"):
        take(profile, (*HEADINGS[:3], "Tolk"), (*LINE[:3], "Yonas Tekle"))


@pytest.mark.parametrize("name", ["Tekle, Yonas", "TEKLE", "yonas t."])
def test_a_name_beside_its_number_is_in_order(profile: Profile, name: str) -> None:
    assert only(profile, (*HEADINGS, "Tolk"), (*LINE, name)).number == 10001


def test_a_name_that_is_not_that_of_the_number_is_refused(profile: Profile) -> None:
    with pytest.raises(UserError, match="another name") as refusal:
        take(profile, (*HEADINGS, "Tolk"), (*LINE, "Amina Ali"))
    assert "Yonas" not in str(refusal.value)


@pytest.mark.parametrize(
    "cell", [SECRET_NUMBER, int(SECRET_NUMBER), "158790 10079", f"pasient {SECRET_NUMBER}", 1010112345]
)
@pytest.mark.parametrize("heading", ["Merknad", "Enhet", "Pasient"])
def test_what_may_be_an_identity_number_refuses_the_file_wherever_it_stands(
    profile: Profile, heading: str, cell: Cell
) -> None:
    with pytest.raises(UserError, match="identity number") as refusal:
        look(profile, (*HEADINGS, heading), (*LINE, cell))
    assert str(cell) not in str(refusal.value)


@pytest.mark.parametrize("heading", ["Pasient", "Navn", "Brukers navn", "Klient", "Fødselsdato", "Patient"])
def test_a_column_on_the_person_served_is_not_read_and_that_is_said(profile: Profile, heading: str) -> None:
    plan = take(profile, (*HEADINGS, heading, "Merknad", "Kategori"), (*LINE, "Ola Nordmann", "sen", "A"))
    assert plan.columns.about_served == (heading,)
    assert plan.columns.not_read == ("Merknad",)
    assert "Nordmann" not in repr(plan.new)
    assert plan.new[0].category == "B"  # what the list says of the category is not believed


def test_the_same_list_again_adds_nothing_unless_asked(profile: Profile) -> None:
    rows = [HEADINGS, LINE, LINE, (*LINE[:3], 10002)]
    assert (len(take(profile, *rows).new), len(take(profile, *rows).new)) == (3, 0)
    longer = take(profile, *rows, LINE)
    assert (len(longer.new), longer.already) == (1, (2, 3, 4))
    assert len(take(profile, HEADINGS, LINE, again=True).new) == 1
    assert count_assignments(profile) == 5


def test_a_removed_assignment_can_be_imported_again(profile: Profile) -> None:
    (made,) = take(profile, HEADINGS, LINE).new
    remove_assignment(profile, made.id, now=AS_OF, reason="tried out")
    assert len(take(profile, HEADINGS, LINE).new) == 1


def test_a_list_of_nothing_does_nothing(profile: Profile) -> None:
    plan = take(profile, HEADINGS)
    assert (plan.new, plan.already, plan.faults) == ((), (), ())


def test_stopping_saves_nothing(profile: Profile) -> None:
    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        import_usage(profile, sheet_of([HEADINGS, LINE]), UNIT, now=AS_OF, new_id=_ids, progress=stop)
    assert count_assignments(profile) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    log=st.lists(drafts(), min_size=1, max_size=6),
    ending=st.sampled_from([".csv", ".xlsx"]),
    language=st.sampled_from(UiLanguage),
)
def test_an_export_is_imported_as_it_was(
    profile: Profile, tmp_path: Path, log: list[AssignmentDraft], ending: str, language: UiLanguage
) -> None:
    for one in list_assignments(profile):
        remove_assignment(profile, one.assignment.id, now=AS_OF, reason="next example")
    for draft in [DRAFT, *log]:
        add_assignment(profile, draft, now=AS_OF, new_id=_ids)
    before = [one.assignment for one in list_assignments(profile)]
    path = tmp_path / f"log{ending}"
    write_report_list(profile, ReportRequest(), ListFile(path, replace=True), now=AS_OF, texts=Texts(language))
    for one in before:
        remove_assignment(profile, one.id, now=AS_OF, reason="to import it")
    sheet = read_sheet(path.name, path.read_bytes())
    plan = import_usage(profile, sheet, ImportDefaults(), now=AS_OF, new_id=_ids)
    assert not plan.columns.not_read
    assert [(draft_of(one), one.category) for one in plan.new] == [(draft_of(one), one.category) for one in before]


_CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(["som", "60", "10001", "skjerm", "helse", "other", "2026-06-01", "1:30", SECRET_NUMBER]),
)
_NAMES = ["Dato", "Språk", "Minutter", "Timer", "Tolkenummer", "Tolk", "Hvem tolket", "Grunnlag", "Enhet", "Pasient"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headings=st.lists(st.sampled_from(_NAMES), min_size=1, unique=True),
    lines=st.lists(st.lists(_CELLS, min_size=len(_NAMES), max_size=len(_NAMES)), max_size=4),
)
def test_any_list_is_understood_or_refused_in_words(
    profile: Profile, headings: list[str], lines: list[list[Cell]]
) -> None:
    rows = [line[: len(headings)] for line in lines]
    plan, said = looked_at(profile, headings, rows)
    assert SECRET_NUMBER not in said
    for fault in plan.faults if plan else ():
        assert str(fault.fault)
        assert 2 <= fault.line <= len(rows) + 1


def looked_at(profile: Profile, headings: list[str], rows: list[list[Cell]]) -> tuple[UsagePlan | None, str]:
    """What the list would do, or None where it is refused; and all that is said of it."""
    try:
        plan = look(profile, headings, *rows)
    except UserError as refusal:
        return None, str(refusal)
    return plan, repr(plan)
