"""What is typed into the record editor is kept beside what was seen, and nothing typed is ever lost."""

from itertools import count

import pytest

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.records import RECORD_TYPES
from interpreter_app.i18n import Texts, UiLanguage
from tests.support.registers import TODAY
from ui.desktop.models.record_fields import FIELDS, check, what_lacks
from ui.desktop.models.record_form import RecordForm, Seen

ENGLISH = Texts(UiLanguage.ENGLISH)
SEEN: Seen = {
    "p": ("interpreter", {"first_name": "Ola", "last_name": "Nordmann", "phone": "1", "place": "Oslo"}),
    "a": ("authorisation", {"interpreter_id": "p", "language": "som", "granted": "2015-01-01"}),
    "w": ("withdrawal", {"interpreter_id": "p", "authorisation_id": "a", "withdrawn_from": "2020-01-01"}),
}


@pytest.fixture
def form() -> RecordForm:
    numbers = count(1)
    return RecordForm("p", SEEN, lambda: f"new{next(numbers)}")


def with_person(**fields: object) -> Seen:
    return {**SEEN, "p": ("interpreter", {**SEEN["p"][1], **fields})}


def test_what_is_put_back_as_it_was_is_no_change(form):
    form.set("p", phone="2")
    assert [(one.id, dict(one.wanted)) for one in form.changes()] == [("p", {"phone": "2"})]
    form.set("p", phone="1")
    assert not form.is_changed
    assert form.changes() == ()


def test_a_field_set_to_its_default_is_no_change_where_the_record_did_not_name_it(form):
    form.set("p", email="", address_public=False)
    assert not form.is_changed


def test_a_new_row_that_is_removed_again_leaves_nothing(form):
    id_ = form.add("language", language="som", kind="spoken")
    assert form.record(id_).value("interpreter_id") == "p"
    form.remove(id_)
    assert not form.is_changed
    assert not form.has(id_)


def test_what_belongs_to_a_row_goes_and_comes_back_with_it(form):
    form.remove("a")
    assert {one.id for one in form.changes() if one.now is None} == {"a", "w"}
    form.put_back("a")
    assert not form.is_changed


def test_what_cannot_be_kept_counts_as_typed_until_it_is_right(form):
    form.set_wrong("p", "email", "no")
    assert form.is_changed
    form.set_wrong("p", "email", "")
    assert not form.is_changed


def test_what_was_typed_while_a_save_was_under_way_is_still_to_be_saved(form):
    form.set("p", phone="2")
    saved = form.changes()
    form.set("p", email="ola@example.no")
    form.mark_saved(saved)
    assert [dict(one.wanted) for one in form.changes()] == [{"email": "ola@example.no"}]


def test_a_saved_removal_is_gone_for_good(form):
    form.remove("a")
    form.mark_saved(form.changes())
    assert not form.has("a")
    assert not form.is_changed


def test_others_changes_are_noticed_and_loaded_only_where_nothing_was_typed(form):
    form.set("p", phone="2")
    assert form.notice(with_person(phone="3", last_name="Hansen"))
    form.load_news()
    assert form.record("p").value("last_name") == "Hansen"
    (change,) = form.changes()
    assert change.seen is not None
    assert (change.seen["phone"], change.wanted) == ("1", {"phone": "2"})


def test_an_address_of_which_a_part_was_typed_stays_whole_as_it_was_seen(form):
    form.set("p", address="Storgata 1")
    form.notice(with_person(place="Bergen", postal_code="5003"))
    form.load_news()
    assert form.record("p").value("place") == "Oslo"


def test_rows_that_others_added_or_removed_come_and_go(form):
    fresh = {id_: one for id_, one in SEEN.items() if id_ != "w"}
    assert form.notice({**fresh, "l": ("language", {"interpreter_id": "p", "language": "som", "kind": "spoken"})})
    form.load_news()
    assert form.has("l")
    assert not form.has("w")
    assert not form.is_changed


def test_nothing_is_noticed_where_only_the_defaults_are_written_out(form):
    assert not form.notice(with_person(email="", county=None))


def test_trying_out_comes_back_to_what_was_typed(form):
    form.set("p", phone="2")
    kept = form.kept()
    form.remove("a")
    form.restore(kept)
    assert [dict(one.wanted) for one in form.changes()] == [{"phone": "2"}]


def test_discarding_leaves_what_was_seen(form):
    form.set("p", phone="2")
    form.add("language")
    form.set_wrong("p", "email", "no")
    form.discard()
    assert not form.is_changed


def test_every_field_that_is_asked_for_is_one_of_its_record_and_none_is_a_category():
    for type_, fields in FIELDS.items():
        names = {field.name for field in fields}
        assert names <= set(RECORD_TYPES[type_].__dataclass_fields__)
        assert "stated_category" not in names


@pytest.mark.parametrize(("typed", "kept"), [("30", "30"), (" 7,5 ", "7.5"), ("30.0", "30"), ("", None)])
def test_credits_are_read_with_a_comma_too(typed, kept):
    assert check("qualification", "amount", typed, fictional=True) == kept


@pytest.mark.parametrize("typed", ["0", "-1", "1001", "thirty", "nan", "inf"])
def test_what_is_no_number_of_credits_is_refused(typed):
    with pytest.raises(UserError):
        check("qualification", "amount", typed, fictional=True)


def test_what_a_record_lacks_is_said_by_field():
    lacks = what_lacks("qualification", {"type": "credits", "obtained": "2026-07-01"}, ENGLISH, TODAY)
    assert lacks == {
        "language": "This must be filled in.",
        "amount": "This must be filled in.",
        "obtained": "This day has not come yet.",
    }
    assert what_lacks("qualification", {"type": "tao", "obtained": "2026-06-30"}, ENGLISH, TODAY) == {}


def test_a_period_that_ends_before_it_begins_is_wrong_where_it_ends():
    listing = {"listed_from": "2026-01-02", "listed_until": "2026-01-01"}
    assert list(what_lacks("listing", listing, ENGLISH, TODAY)) == ["listed_until"]


def test_a_person_needs_one_name_of_any_kind():
    assert list(what_lacks("interpreter", {"middle_name": "X"}, ENGLISH, TODAY)) == ["first_name"]
    assert what_lacks("interpreter", {"chosen_name": "X"}, ENGLISH, TODAY) == {}
