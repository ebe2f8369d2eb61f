"""Asking the register who we are, before a profile becomes private."""

from codecs import BOM_UTF8
from typing import NamedTuple

from interpreter_app.domain.errors import N_, SyncError, UserError
from interpreter_app.domain.profiles import AccountRole
from sync.addresses import checked_token
from sync.client import RegisterClient


class Identity(NamedTuple):
    """Whom the register with the permanent id ``register_id`` takes the holder of a token for."""

    register_id: str
    role: AccountRole
    name: str


def read_token(content: bytes) -> str:
    """The token on the first line of a file; raises ``UserError``, which does not show it, when there is none."""
    first = (content.removeprefix(BOM_UTF8).splitlines() or [b""])[0].strip()
    if not first:
        raise UserError(N_("The file holds no token."), N_("Put the token on its first line."))
    return checked_token(first.decode("ascii", "replace"))


def identify(server: str, proxy: str, token: str) -> Identity:
    """Ask the register at ``server``, through ``proxy`` unless that is empty, who the holder of ``token`` is.

    Raises ``UserError`` for an address that a token may not go to, ``TokenRefused`` for a token that the register
    does not know, and ``SyncError`` when it cannot be reached or understood.
    """
    client = RegisterClient(server, proxy, token)
    try:
        account, info = client.account(), client.info()
    finally:
        client.close()
    return Identity(info.register, _staff_role(account.role), account.name)


def _staff_role(text: str) -> AccountRole:
    if text in (AccountRole.CASE_WORKER, AccountRole.ADMINISTRATOR):
        return AccountRole(text)
    raise SyncError(
        N_("The register gives this token a role that the program does not know."),
        N_("Install the newest version of the program, or ask for another token."),
    )
