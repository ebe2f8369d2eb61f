"""A profile: one local register file, where its data come from and how far they reach."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

KEY_BYTES = 32
"""The length of the key of an encrypted profile."""


class Origin(StrEnum):
    """Where a profile's data come from.

    central: a central register that it is synchronised with. public: the public register's search answer, imported
    from a file; there a category is the register's statement.
    """

    CENTRAL = "central"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileState:
    """What a profile's file says of its data.

    ``as_of`` is the register's own time of the last sync or the time of the import. ``server`` is the address the
    data came from. ``cursor`` is where the next changes begin; ``head`` the last seq the register had.
    """

    origin: Origin
    register_id: str
    fictional: bool
    server: str
    epoch: str
    cursor: str
    head: int
    as_of: datetime
    recounted: datetime

    @property
    def known_from(self) -> date | None:
        """The first legal day of which the data say anything; None where they tell of all that ever was.

        What the public register stated is known from the day of the import only.
        """
        return self.as_of.date() if self.origin is Origin.PUBLIC else None


class AccountRole(StrEnum):
    """What a person may see and do at the central register.

    public: what anybody may see. case_worker (saksbehandler): the whole register, and edits of it. administrator: that,
    and tokens, restoring, and undoing what others did.
    """

    PUBLIC = "public"
    CASE_WORKER = "case_worker"
    ADMINISTRATOR = "administrator"

    @property
    def is_staff(self) -> bool:
        """Whether it is one of the register's own staff."""
        return self is not AccountRole.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who is logged in with a profile, at the register at the address ``server``.

    ``token`` lets them in there; it is kept in the encrypted file only. ``client`` is the permanent id of the file and
    ``device`` the machine's name, both stand with every edit that is sent. ``locked`` is set when the register has
    refused the token: private data are not shown until the next login. ``since`` is the time of the login.
    """

    role: AccountRole
    name: str
    server: str
    token: str = field(repr=False)
    client: str
    device: str
    since: datetime
    locked: bool = False

    @property
    def acts_as_staff(self) -> bool:
        """Whether the private data are shown and may be changed: to staff whose token the register has not refused."""
        return self.role.is_staff and not self.locked
