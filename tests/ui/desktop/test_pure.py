"""What the window works out before it shows anything: words, addresses, requests, the state of the sync."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.categories import Category
from interpreter_app.domain.errors import EnvironmentFault, SyncError, UserError
from interpreter_app.domain.interpreters import Capacity, Gender, Kind
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.domain.searches import FoundInterpreter, FoundLanguage, Order, Search
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.find_interpreters import Reading, SearchRequest
from interpreter_app.use_cases.standing import Standing
from sync.engine import SyncOutcome
from tests.support.desktop import AS_OF, NOW
from ui.desktop.addresses import checked_address
from ui.desktop.days import written_day
from ui.desktop.job_runner import Step
from ui.desktop.language_words import may_go_on, take_language
from ui.desktop.models.requests import from_data, to_data
from ui.desktop.sync_status import SyncStatus, card_content
from ui.desktop.wording import contact_text, phone_number, second_line

ENGLISH = Texts(UiLanguage.ENGLISH)
TABLE = language_table()


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("tigrinja ", "tir", ""),
        ("Selam tigrinja", "tir", "Selam"),
        ("tigrinja Selam Haile", "tir", "Selam Haile"),
        ("norsk tegnspråk", "nsl", ""),
        ("Kirundi Jean", "run", "Jean"),
    ],
)
def test_the_name_of_a_language_is_taken_out_of_the_text(text, code, rest):
    taken = take_language(text, TABLE)
    assert taken is not None
    assert (taken.language.code, taken.rest) == (code, rest)


@pytest.mark.parametrize("text", ["Selam Haile", "tig", "Ara Petrosjan", "Mei Lin", "", "14 207"])
def test_names_numbers_and_codes_stay_text(text):
    assert take_language(text, TABLE) is None


def test_a_word_that_begins_a_longer_name_may_go_on():
    assert may_go_on("amerikansk", TABLE)
    assert not may_go_on("tigrinja", TABLE)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", ""),
        ("  ", ""),
        ("https://register.example.no/", "https://register.example.no"),
        ("register.example.no", "https://register.example.no"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        (" https://register.example.no/v/ ", "https://register.example.no/v"),
    ],
)
def test_an_address_is_kept_in_one_form(given, address):
    assert checked_address(given) == address


@pytest.mark.parametrize("given", ["ftp://example.no", "https://", "https://a b", "http://x:99999", "http://[", "://"])
def test_what_is_no_address_is_refused(given):
    with pytest.raises(UserError):
        checked_address(given)


@given(
    st.builds(
        SearchRequest,
        text=st.text(max_size=20),
        language=st.sampled_from([None, "tir", "som", "nsl"]),
        min_category=st.sampled_from([None, *Category]),
        county=st.sampled_from([None, "03", "55"]),
        neighbours=st.booleans(),
        gender=st.sampled_from([None, *Gender]),
        capacity=st.sampled_from([None, *Capacity]),
        kind=st.sampled_from([None, *Kind]),
        order=st.sampled_from(list(Order)),
    )
)
def test_a_request_is_remembered_as_it_was(request):
    assert from_data(to_data(request)) == request


def test_a_date_is_not_remembered():
    assert from_data(to_data(SearchRequest(on=date(2026, 1, 1)))) == SearchRequest()


@pytest.mark.parametrize(
    "data",
    [{"language": "xxx"}, {"county": "99"}, {"gender": "?"}, {"min_category": "F"}, {"kind": 3}, {"nonsense": 1}],
)
def test_what_makes_no_sense_any_more_is_left_out(data):
    assert from_data({**data, "text": "kept"}) == SearchRequest(text="kept")


@pytest.mark.parametrize(
    ("given", "shown"),
    [("00000207", "000 00 207"), ("+4700000207", "000 00 207"), ("+46 8 123", "+46 8 123"), ("", "")],
)
def test_a_norwegian_number_is_shown_as_it_is_read(given, shown):
    assert phone_number(given) == shown


def found(*languages: tuple[str, int], rank: int = 2) -> FoundInterpreter:
    listed = tuple(FoundLanguage(code, Kind.SPOKEN, its_rank) for code, its_rank in languages)
    return FoundInterpreter("1", 14207, "Selam Kidane Haile", None, None, None, "", "", rank, listed)


def reading(language: str | None) -> Reading:
    codes = TABLE.searched_codes(language) if language else ()
    return Reading(Search(on=date(2026, 11, 20), languages=codes), language)


@pytest.mark.parametrize(
    ("person", "language", "line"),
    [
        (found(("tir", 2), ("amh", 5)), "tir", "14\u00a0207 + Amharic E"),
        (found(("tir", 2), ("amh", 2)), "tir", "14\u00a0207 + Amharic"),
        (found(("tir", 2)), "tir", "14\u00a0207"),
        (found(("tir", 2), ("amh", 5)), None, "14\u00a0207 · Tigrinya + Amharic E"),
        (found(("tir", 6), rank=6), None, "14\u00a0207 · Tigrinya"),
        (found(("amh", 1), ("tir", 2)), "tir", "14\u00a0207 + Amharic A"),
    ],
)
def test_the_second_line_names_the_other_languages(person, language, line):
    assert second_line(person, reading(language), ENGLISH) == line


def test_a_bundle_that_was_found_for_a_member_is_named():
    line = second_line(found(("hbs", 2)), reading("srp"), ENGLISH)
    assert line == f"14\u00a0207 · {TABLE.get('hbs').name('en')}"


def test_contact_is_copied_as_lines_without_what_is_missing():
    copied = contact_text("Selam Haile", 14207, "00000207", "", ENGLISH)
    assert copied == "Selam Haile\nInterpreter number 14\u00a0207\n000 00 207"


def state(as_of: datetime = AS_OF, origin: Origin = Origin.CENTRAL, **changes: object) -> ProfileState:
    fields = {
        "origin": origin, "register_id": "r", "fictional": False, "server": "https://register.example.no:8443",
        "epoch": "1", "cursor": "c", "head": 1, "as_of": as_of, "recounted": as_of,
    }  # fmt: skip
    return ProfileState(**{**fields, **changes})  # type: ignore[arg-type]


def card(status: SyncStatus):
    return card_content(status, Standing(state=status.state), NOW, ENGLISH)


@pytest.mark.parametrize(
    ("as_of", "headline"),
    [
        (AS_OF, "Synchronised yesterday 15:42"),
        (datetime(2026, 11, 20, 7, 5, tzinfo=UTC), "Synchronised today 08:05"),
        (datetime(2026, 11, 19, 23, 30, tzinfo=UTC), "Synchronised today 00:30"),
        (datetime(2026, 11, 15, 12, 0, tzinfo=UTC), "Synchronised 15 November"),
        (datetime(2025, 11, 15, 12, 0, tzinfo=UTC), "Synchronised 15 November 2025"),
    ],
)
def test_the_card_says_when_in_local_time(as_of, headline):
    assert card(SyncStatus(state(as_of))).headline == headline


def test_fresh_data_do_not_warn_and_say_whose_they_are():
    shown = card(SyncStatus(state()))
    assert (shown.detail, shown.action, shown.warns) == ("register.example.no", "Synchronise", False)


def test_data_older_than_a_week_warn_with_words():
    shown = card(SyncStatus(state(NOW - timedelta(days=12))))
    assert (shown.detail, shown.warns) == ("The data are 12 days old", True)


def test_data_of_exactly_a_week_do_not_warn():
    assert not card(SyncStatus(state(NOW - timedelta(days=7)))).warns


def test_a_fictional_register_is_called_that():
    assert card(SyncStatus(state(fictional=True))).detail == "Fictional register"


def test_a_profile_without_data_says_so():
    assert card(SyncStatus(None)).headline == "Not synchronised yet"


def test_a_profile_of_the_public_register_has_nothing_to_press():
    shown = card(SyncStatus(state(origin=Origin.PUBLIC)))
    assert (shown.headline, shown.action) == ("Imported 19 November 2026", "")


def test_a_statement_of_the_public_register_gets_old_too():
    shown = card(SyncStatus(state(origin=Origin.PUBLIC, as_of=NOW - timedelta(days=17))))
    assert (shown.detail, shown.warns) == ("The data are 17 days old", True)


@pytest.mark.parametrize(
    "text",
    ["1.3.2019", "01.03.2019", "1. 3. 2019", "01/03/2019", "01032019", "2019-03-01", "1. mars 2019", " 1  Mar 2019 "],
)
@pytest.mark.parametrize("language", [UiLanguage.BOKMAL, UiLanguage.NYNORSK])
def test_a_day_is_understood_as_people_write_it(text, language):
    assert written_day(text, Texts(language)) == date(2019, 3, 1)


@pytest.mark.parametrize("text", ["", "i går", "1.1.15", "31.2.2019", "2019", "1. xyz 2019", "1. ma 2019", "13/2019"])
def test_what_is_no_day_is_refused_and_not_guessed(text):
    with pytest.raises(UserError, match="no date"):
        written_day(text, ENGLISH)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(list(UiLanguage)))
def test_a_day_as_the_program_writes_it_is_that_day(day, language):
    texts = Texts(language)
    assert written_day(texts.date(day), texts) == day


def test_a_running_sync_shows_how_far_it_is_and_can_be_stopped():
    shown = card(SyncStatus(state(), running=True, step=Step(41, 100, "Fetching changes")))
    assert (shown.headline, shown.detail, shown.action) == ("Synchronising", "Fetching changes", "Cancel")
    assert shown.fraction == pytest.approx(0.41)


def test_a_sync_that_has_not_said_how_far_it_is_is_at_the_beginning():
    assert card(SyncStatus(state(), running=True)).fraction == 0
    assert card(SyncStatus(state(), running=True, step=Step(3, 0, ""))).fraction == 0


def test_a_sync_that_is_being_stopped_cannot_be_stopped_again():
    shown = card(SyncStatus(state(), running=True, stopping=True))
    assert (shown.headline, shown.action) == ("Stopping …", "")


@pytest.mark.parametrize(
    ("bootstrap", "received", "detail"),
    [(True, 500, "The whole register is here"), (False, 0, "Nothing new"), (False, 1, "1 change came"),
     (False, 1200, "1\u00a0200 changes came")],
)  # fmt: skip
def test_after_a_sync_the_card_says_what_came(bootstrap, received, detail):
    outcome = SyncOutcome(bootstrap=bootstrap, received=received, head=1, as_of=NOW)
    assert card(SyncStatus(state(NOW), outcome=outcome)).detail == detail


@pytest.mark.parametrize(
    ("sent", "received", "detail"), [(1, 0, "1 change was sent"), (6, 2, "6 changes were sent, 2 changes came")]
)
def test_after_a_sync_the_card_says_what_was_sent_too(sent, received, detail):
    outcome = SyncOutcome(bootstrap=False, received=received, head=1, as_of=NOW, sent=sent)
    assert card(SyncStatus(state(NOW), outcome=outcome)).detail == detail


def test_a_sync_that_failed_says_why_and_offers_another_try():
    shown = card(SyncStatus(state(), failure=SyncError("The register did not answer.", "")))
    assert (shown.detail, shown.action, shown.warns) == ("The register did not answer.", "Try again", True)


def test_a_failed_sync_is_told_of_in_the_language_of_now():
    failed = SyncStatus(state(), failure=EnvironmentFault("Another program is synchronising this profile.", ""))
    shown = card_content(failed, Standing(state=failed.state), NOW, Texts(UiLanguage.BOKMAL))
    assert shown.detail == "Et annet program synkroniserer denne profilen."


def test_a_fault_of_the_program_is_told_of_on_the_card_without_its_words():
    assert card(SyncStatus(state(), failure=RuntimeError("secret"))).detail == "The program failed"
