"""A profile: one local register file, where its data come from and how far they reach."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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


class AccountRole(StrEnum):
    """Whom the register takes the person for."""

    PUBLIC = "public"
    CASE_WORKER = "case_worker"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who is logged in to a profile.

    ``token`` is what the register knows the person or machine by; it never leaves the file but for the register.
    ``client`` is the permanent id of the file, ``device`` the name of the machine. ``locked`` says that the register
    refused the token, so that nothing private is shown until someone logs in anew.
    """

    role: AccountRole
    name: str
    token: str = field(repr=False)
    client: str
    device: str
    since: datetime
    locked: bool = False
