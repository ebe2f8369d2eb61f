"""The history in the file: how far it reaches, what another epoch and the law take away, and paging."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from interpreter_app.domain.edits import Act
from interpreter_app.domain.history import Reach
from interpreter_app.store import history, tables
from interpreter_app.store.history import EVERYBODY
from interpreter_app.use_cases.open_profile import Profile
from tests.support.histories import UNTIL, WHEN, entry, history_profile, keep, person_id

ONE, OTHER = person_id(10001), person_id(10002)


@pytest.fixture
def profile(tmp_path) -> Iterator[Profile]:
    opened = history_profile(tmp_path)
    yield opened
    opened.close()


def reach(profile: Profile, person: str = ONE) -> Reach | None:
    with profile.database.read() as connection:
        return history.read_reach(connection, person)


def seqs(profile: Profile, person: str = ONE, before: int | None = None, limit: int = 100) -> list[int]:
    with profile.database.read() as connection:
        far = history.read_reach(connection, person)
        assert far is not None
        return [one.seq for one in history.read_entries(connection, person, far, before=before, limit=limit)]


def test_a_history_that_was_never_read_reaches_nowhere(profile):
    assert reach(profile) is None


def test_the_reach_of_everybody_is_the_reach_of_each(profile):
    keep(profile, entry(1, None, {"phone": "1"}))
    keep(profile, entry(2, None, {"phone": "1"}, number=10002), number=None, until=UNTIL + timedelta(days=1))
    assert reach(profile) == Reach(2, UNTIL + timedelta(days=1))
    assert reach(profile, OTHER) == Reach(2, UNTIL + timedelta(days=1))


def test_the_further_of_two_reaches_counts(profile):
    keep(profile, entry(9, None, {"phone": "1"}))
    keep(profile, entry(2, None, {"phone": "1"}, number=10002), number=None)
    assert reach(profile) == Reach(9, UNTIL)
    assert reach(profile, OTHER) == Reach(2, UNTIL)


def test_pages_are_newest_first_and_follow_on_each_other(profile):
    keep(profile, *(entry(n, {"phone": str(n - 1)}, {"phone": str(n)}) for n in range(1, 8)))
    assert seqs(profile, limit=3) == [7, 6, 5]
    assert seqs(profile, before=5, limit=3) == [4, 3, 2]
    assert seqs(profile, before=1) == []


def test_one_record_can_be_asked_for(profile):
    language = {"interpreter_id": ONE, "language": "som", "kind": "spoken"}
    keep(profile, entry(1, None, {}), entry(2, None, language, record="r", type_="language"))
    with profile.database.read() as connection:
        found = history.read_entries(connection, ONE, Reach(2, UNTIL), before=None, limit=9, record="r")
    assert [one.seq for one in found] == [2]


def test_changes_of_others_are_not_among_them(profile):
    keep(profile, entry(1, None, {}), entry(2, None, {}, number=10002), entry(3, {}, {"phone": "1"}), number=None)
    assert seqs(profile) == [3, 1]
    assert seqs(profile, OTHER) == [2]


def test_what_lies_beyond_the_reach_is_not_shown(profile):
    keep(profile, entry(1, None, {}), entry(5, {}, {"phone": "1"}), reach=3)
    assert seqs(profile) == [1]


def test_what_is_read_again_is_kept_once(profile):
    keep(profile, entry(1, None, {"phone": "1"}))
    keep(profile, entry(1, None, {"phone": "1"}), entry(2, {"phone": "1"}, {}), number=None)
    assert seqs(profile) == [2, 1]


def test_another_epoch_takes_all_that_was_kept_away(profile):
    keep(profile, entry(1, None, {"phone": "1"}), entry(2, {}, {"phone": "2"}), epoch="0")
    assert reach(profile) is None
    keep(profile, entry(1, None, {"phone": "3"}))
    assert seqs(profile) == [1]
    with profile.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(tables.history)).scalar_one() == 1


def test_contents_that_the_register_has_erased_go_here_too(profile):
    keep(profile, entry(1, None, {"phone": "1"}, reason="hvorfor"), entry(2, {"phone": "1"}, {"phone": "2"}))
    keep(profile, entry(5, None, {"phone": ""}, op="put"))
    with profile.database.read() as connection:
        newest, second, first = history.read_entries(connection, ONE, Reach(5, UNTIL), before=None, limit=9)
    assert (first.erased, first.before, first.after, first.reason) == (True, None, None, "")
    assert (second.erased, second.before, second.after) == (True, None, None)
    assert (newest.erased, newest.after, newest.act, newest.changes()) == (False, {"phone": ""}, Act.UPDATE, ())


def test_contents_that_were_erased_between_two_changes_of_a_page_go_too(profile):
    keep(profile, entry(1, None, {"phone": "1"}), entry(2, None, {"phone": ""}, op="put"))
    with profile.database.read() as connection:
        assert [one.erased for one in history.read_entries(connection, ONE, Reach(2, UNTIL), before=None, limit=9)] == [
            False,
            True,
        ]


def test_the_contents_of_a_deleted_record_can_be_erased(profile):
    keep(profile, entry(1, None, {"phone": "1"}), entry(2, {"phone": "1"}, None))
    keep(profile, entry(3, None, None, op="del"))
    with profile.database.read() as connection:
        found = history.read_entries(connection, ONE, Reach(3, UNTIL), before=None, limit=9)
    assert [(one.deleted, one.erased) for one in found] == [(True, False), (True, True), (False, True)]


def test_a_record_that_comes_back_erases_nothing(profile):
    keep(profile, entry(1, None, {"phone": "1"}), entry(2, {"phone": "1"}, None))
    keep(profile, entry(3, None, {"phone": "1"}))
    with profile.database.read() as connection:
        found = history.read_entries(connection, ONE, Reach(3, UNTIL), before=None, limit=9)
    assert not any(one.erased for one in found)


def test_only_the_erased_record_loses_its_contents(profile):
    language = {"interpreter_id": ONE, "language": "som", "kind": "spoken"}
    keep(profile, entry(1, None, {}), entry(2, None, language, record="r", type_="language"))
    keep(profile, entry(3, None, {"phone": ""}, op="put"))
    with profile.database.read() as connection:
        found = {
            one.seq: one.erased for one in history.read_entries(connection, ONE, Reach(3, UNTIL), before=None, limit=9)
        }
    assert found == {1: True, 2: False, 3: False}


def test_the_beginning_is_the_first_change(profile):
    keep(profile, entry(1, None, {}, number=10002), entry(4, None, {}, at=WHEN + timedelta(days=2)), number=None)
    with profile.database.read() as connection:
        assert history.read_beginning(connection) == WHEN
        assert history.read_beginning(connection, ONE) == WHEN + timedelta(days=2)
        assert history.read_beginning(connection, "nobody") is None


def test_a_deleted_person_is_found_by_the_number_of_then(profile):
    keep(profile, entry(1, None, {"number": 10077}, number=10077), entry(2, {"number": 10077}, None, number=10077))
    with profile.database.read() as connection:
        assert history.read_person_by_number(connection, 10077) == person_id(10077)
        assert history.read_person_by_number(connection, 10078) is None


def test_records_that_have_changed_since_are_counted(profile):
    with profile.database.read() as connection:
        everything = history.count_unread(connection, ONE, 0)
        assert history.count_unread(connection, ONE, 1) == everything - 1
        assert history.count_unread(connection, ONE, 10**9) == 0


@pytest.mark.parametrize("microsecond", [0, 1, 999_999])
def test_a_moment_is_compared_to_the_microsecond(profile, microsecond):
    at = WHEN.replace(microsecond=microsecond)
    keep(profile, entry(1, None, {"phone": "1"}, at=at), number=None)
    with profile.database.read() as connection:
        assert history.count_people_then(connection, at, EVERYBODY) == 0
        assert history.count_people_then(connection, at + timedelta(microseconds=1), EVERYBODY) == 1
