"""A machine whose clock is ten years off: login, edits, sync and backups go as ever."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from interpreter_app.data_folder import ProfileFiles, profile_path
from interpreter_app.domain.profiles import AccountRole
from interpreter_app.ids import new_id
from interpreter_app.jobs import no_progress
from interpreter_app.keys import ProfileKeys
from interpreter_app.store.account import read_account
from interpreter_app.use_cases.back_up import back_up, back_up_daily, list_backups
from interpreter_app.use_cases.log_in import Credentials, log_in
from interpreter_app.use_cases.open_profile import Profile, open_with_its_key
from interpreter_app.use_cases.outbox import save
from interpreter_app.use_cases.person_records import change, find_person
from sync.client import RegisterClient
from sync.engine import SyncOutcome, synchronise
from sync.register_server.roles import Role
from tests.support.histories import KEY, person_id
from tests.support.keyrings import NO_KEYRING
from tests.support.offices import Office, open_office
from tests.support.pushing import data_of, row_of
from tests.support.server import NOW, new_token

TEN_YEARS = timedelta(days=3653)
DAY = timedelta(days=1)


def logged_in(office: Office, files: ProfileFiles, name: str, wrong: timedelta) -> Profile:
    """The profile, after a login on a machine whose clock is ``wrong``."""
    token = new_token(office.store, Role.CASE_WORKER, "Kari")
    credentials = Credentials(
        server=office.url,
        register_id=office.store.state().register,
        token=token,
        role=AccountRole.CASE_WORKER,
        name="Kari",
        device="kari-pc",
    )
    keys = ProfileKeys(files, NO_KEYRING)
    log_in(name, files, credentials, keys, now=NOW + wrong, new_id=new_id, new_key=lambda: KEY)
    return open_with_its_key(name, files.path, NO_KEYRING)


def synced(profile: Profile, office: Office, wrong: timedelta) -> SyncOutcome:
    with closing(RegisterClient(office.url, token=profile.token_for(office.url))) as client:
        return synchronise(profile, client, no_progress, lambda: NOW + wrong)


@pytest.mark.parametrize("wrong", [-TEN_YEARS, TEN_YEARS], ids=["behind", "ahead"])
def test_login_edits_and_sync_go_as_ever(tmp_path: Path, wrong: timedelta) -> None:
    files = ProfileFiles(profile_path(tmp_path, "register"))
    with open_office(tmp_path / "office") as office, closing(logged_in(office, files, "register", wrong)) as profile:
        assert synced(profile, office, wrong).bootstrap
        person = find_person(profile, 10001)
        save(profile, change(person, person.id, {"chosen_name": "Karis"}), now=NOW + wrong, new_id=new_id)
        outcome = synced(profile, office, wrong)
        assert (outcome.sent, outcome.unsent, outcome.as_of) == (1, 0, NOW)
        assert data_of(row_of(office.store, person_id(10001)))["chosen_name"] == "Karis"
        again = logged_in(office, files, "register", timedelta())
        with again.database.read() as connection:
            account = read_account(connection)
        assert account is not None
        assert account.since == NOW
        assert not synced(again, office, timedelta()).bootstrap
        again.close()


@pytest.mark.parametrize("wrong", [-TEN_YEARS, TEN_YEARS], ids=["behind", "ahead"])
def test_backups_of_a_wrong_clock_remove_none_of_the_right_ones(tmp_path: Path, wrong: timedelta) -> None:
    files = ProfileFiles(profile_path(tmp_path, "register"))
    with open_office(tmp_path / "office") as office, closing(logged_in(office, files, "register", wrong)) as profile:
        synced(profile, office, wrong)
        right = [back_up(profile, NOW + n * DAY) for n in range(3)]
        astray = back_up_daily("register", files, NO_KEYRING, NOW + wrong)
        later = back_up_daily("register", files, NO_KEYRING, NOW + 3 * DAY)
        assert astray is not None
        assert later is not None
        made = [*right, astray, later]
        listed = list_backups(files, ProfileKeys(files, NO_KEYRING))
    assert {one.backup.path for one in listed} == set(made)
    assert all(one.contents for one in listed)
