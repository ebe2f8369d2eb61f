"""How a profile stands: who is logged in to it, and what waits in it."""

from dataclasses import dataclass

from interpreter_app.domain.profiles import AccountRole, ProfileState
from interpreter_app.store import outbox
from interpreter_app.store.account import read_account
from interpreter_app.store.base import read_profile
from interpreter_app.store.database import Connection
from interpreter_app.use_cases.open_profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A profile at a moment; ``state`` is None while it has no data.

    ``role`` and ``name`` say who is logged in, ``server`` where; ``locked`` that the register refused the token, and
    ``acts_as_staff`` what ``Account`` says of that. ``unsent`` counts the edits that the register does not have, those
    in conflict among them; ``conflicts`` those that wait for a person.
    """

    state: ProfileState | None
    role: AccountRole = AccountRole.PUBLIC
    name: str = ""
    server: str = ""
    locked: bool = False
    acts_as_staff: bool = False
    unsent: int = 0
    conflicts: int = 0

    @property
    def is_staff(self) -> bool:
        """Whether one of the register's own staff is logged in."""
        return self.role.is_staff

    @property
    def access(self) -> tuple[object, ...]:
        """Who may see what: all of it but how fresh the data are and how much waits."""
        return self.role, self.name, self.server, self.locked, self.acts_as_staff


def read_standing(profile: Profile) -> Standing:
    """How ``profile`` stands now."""
    with profile.database.read() as connection:
        state, account = read_profile(connection), read_account(connection)
        if account is None:
            return Standing(state=state)
        return Standing(
            state=state,
            role=account.role,
            name=account.name,
            server=account.server,
            locked=account.locked,
            acts_as_staff=account.acts_as_staff,
            unsent=outbox.count_unsent(connection),
            conflicts=len(outbox.read_refused(connection)),
        )


def sees_all(connection: Connection) -> bool:
    """Whether people are shown who are not listed on a day: only to the register's own staff (TF § 13)."""
    account = read_account(connection)
    return account is not None and account.acts_as_staff
