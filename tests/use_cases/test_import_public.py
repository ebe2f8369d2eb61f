"""An import takes the public register's statement into a profile of its own, and never deletes."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import UserError
from interpreter_app.domain.profiles import Origin
from interpreter_app.domain.public_register import PublicAnswer, read_public_answer
from interpreter_app.store.base import count_base, read_digests, read_log
from interpreter_app.store.staging import begin_staging
from interpreter_app.use_cases.find_interpreters import SearchRequest, count_found, find_interpreters
from interpreter_app.use_cases.import_public import import_public, legal_day
from interpreter_app.use_cases.open_profile import Profile, open_profile
from interpreter_app.use_cases.show_interpreter import ShownInterpreter, show_by_number
from sync.protocol import record_hash
from tests.support.registers import person, profile_with

FIRST = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = FIRST + timedelta(days=10)
EXAMPLE = Path(__file__).parents[1] / "data" / "public-search.json"


def entry(number: int = 1, **fields: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "tolkId": number,
        "firstname": "Ayaan",
        "lastname": "Warsame",
        "domiciliated": "Oslo",
        "languages": [{"code": "SOM", "qualificationRank": 31}],
    }
    return plain | fields


def answer(*entries: dict[str, object]) -> PublicAnswer:
    return read_public_answer(json.dumps({"personResults": entries}).encode())


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    opened = open_profile("public", tmp_path / "public.register")
    yield opened
    opened.close()


def take(profile: Profile, *entries: dict[str, object], now: datetime = FIRST) -> None:
    import_public(profile, answer(*entries), now, record_hash)


def shown(profile: Profile, number: int = 1) -> ShownInterpreter:
    return show_by_number(profile, number, LATER.date())


def categories(profile: Profile, number: int = 1) -> dict[str, str]:
    return {one.pair.language: one.category.value for one in shown(profile, number).assessments if one.category}


def test_the_example_is_found_with_the_stated_categories(profile):
    import_public(profile, read_public_answer(EXAMPLE.read_bytes()), FIRST, record_hash)
    page = find_interpreters(profile, SearchRequest(text="farsi"), FIRST.date())
    assert [(one.number, one.rank) for one in page.rows] == [(10005, Category.D.rank)]
    assert count_found(profile, find_interpreters(profile, SearchRequest(), FIRST.date()).reading) == 16


def test_a_category_is_shown_as_a_statement_without_evidence(profile):
    take(profile, entry())
    (assessment,) = shown(profile).assessments
    assert (assessment.stated, assessment.rule, assessment.counted) == (Category.C, None, ())
    assert shown(profile).dossier.evidence() == []


def test_the_profile_says_where_its_data_are_from(profile):
    take(profile, entry())
    state = profile.require_state()
    assert (state.origin, state.as_of, state.server, state.fictional) == (Origin.PUBLIC, FIRST, "", False)


def test_the_same_file_twice_changes_nothing_but_the_time(profile):
    take(profile, entry())
    before = shown(profile).dossier
    take(profile, entry(), now=LATER)
    assert shown(profile).dossier == before
    assert profile.require_state().as_of == LATER
    with profile.database.read() as connection:
        assert [details["records"] for _, event, details in read_log(connection) if event == "import"] == [3, 0]


def test_a_second_import_updates(profile):
    take(profile, entry())
    take(
        profile,
        entry(
            lastname="Ali",
            domiciliated="Agder",
            languages=[{"code": "SOM", "qualificationRank": 11}, {"code": "SWH", "qualificationRank": 51}],
        ),
        now=LATER,
    )
    person_ = shown(profile).dossier.interpreter
    assert (person_.name, person_.county) == ("Ayaan Ali", "42")
    assert categories(profile) == {"som": "A", "swh": "E"}


def test_a_second_import_deletes_nothing(profile):
    take(profile, entry(), entry(2, languages=[{"code": "POL", "qualificationRank": 11}]))
    take(profile, entry(domiciliated="", languages=[{"code": "SWH", "qualificationRank": 51}]), now=LATER)
    assert categories(profile) == {"som": "C", "swh": "E"}
    assert shown(profile).dossier.interpreter.county == "03"
    assert categories(profile, 2) == {"pol": "A"}


def test_an_address_goes_when_it_is_shown_no_more(profile):
    take(profile, entry(showAdressInSearch=True, adress="Storgata 1"))
    assert shown(profile).dossier.interpreter.address == "Storgata 1"
    take(profile, entry(showAdressInSearch=True, adress=""), now=LATER)
    assert shown(profile).dossier.interpreter.address == "Storgata 1"
    take(profile, entry(showAdressInSearch=False, adress="Storgata 1"), now=LATER)
    assert shown(profile).dossier.interpreter.address == ""


def file_content(profile: Profile) -> bytes:
    folder = profile.database.path.parent
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_an_address_that_is_not_shown_never_reaches_the_file(profile):
    import_public(profile, read_public_answer(EXAMPLE.read_bytes()), FIRST, record_hash)
    content = file_content(profile)
    assert b"Skjult gate" not in content
    assert b"Eksempelveien" in content


def test_running_sums_are_those_of_the_records(profile):
    take(profile, entry(), entry(2))
    take(profile, entry(lastname="Ali"), entry(3), now=LATER)
    with profile.database.read() as connection:
        assert read_digests(connection) == count_base(connection, record_hash)


def test_a_person_is_listed_from_the_first_import(profile):
    take(profile, entry())
    take(profile, entry(lastname="Ali"), now=LATER)
    assert shown(profile).dossier.listings[0].listed_from == FIRST.date()


def test_a_profile_of_a_central_register_refuses_an_import(tmp_path):
    profile = profile_with(tmp_path, [person()])
    with pytest.raises(UserError, match="belongs to a central register"):
        take(profile, entry())
    assert profile.require_state().origin is Origin.CENTRAL
    assert count_found(profile, find_interpreters(profile, SearchRequest(), LATER.date()).reading) == 1
    profile.close()


def test_a_profile_that_is_being_filled_from_a_register_refuses_an_import(profile):
    begin_staging(profile.database, "http://127.0.0.1:1", {})
    with pytest.raises(UserError, match="belongs to a central register"):
        take(profile, entry())
    assert profile.state() is None


def test_what_was_stated_before_the_last_import_is_not_known(profile):
    take(profile, entry())
    take(profile, entry(languages=[{"code": "SOM", "qualificationRank": 11}]), now=LATER)
    state = profile.require_state()
    assert legal_day(state, LATER.date(), LATER.date()) == LATER.date()
    with pytest.raises(UserError, match="Ask for 2026-06-11"):
        legal_day(state, LATER.date() - timedelta(days=1), LATER.date())


def test_today_is_never_before_the_import(profile):
    east = timezone(timedelta(hours=12))
    take(profile, entry(), now=datetime(2026, 6, 2, 1, tzinfo=east))
    assert legal_day(profile.require_state(), None, date(2026, 6, 1)) == date(2026, 6, 2)


def test_a_central_register_is_asked_for_any_day(tmp_path):
    profile = profile_with(tmp_path, [person()])
    assert legal_day(profile.require_state(), date(2000, 1, 1), LATER.date()) == date(2000, 1, 1)
    assert legal_day(profile.require_state(), None, LATER.date()) == LATER.date()
    profile.close()
