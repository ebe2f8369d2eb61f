"""Where a register may be, and what may be shown to it: addresses and tokens that a person gives."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from interpreter_app.domain.errors import N_, UserError

_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{16,512}=*")


def checked_address(address: str) -> str:
    """``address`` when it is an http or https address without user name; raises ``UserError`` otherwise."""
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and not parts.username
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment:
        raise UserError(
            N_("{address} is not the address of a server."),
            N_("Write it like https://register.example.no."),
            address=address,
        )
    return address.strip()


def checked_token(token: str) -> str:
    """``token`` when it can be one (RFC 6750); raises ``UserError``, which does not show it, otherwise."""
    if not _TOKEN.fullmatch(token):
        raise UserError(
            N_("What was given as a token is none."),
            N_("A token is one word of letters, digits and a few signs, as an administrator of the register made it."),
        )
    return token


def refuse_open_road(server: str) -> None:
    """Raise ``UserError`` unless a token can go to ``server`` unread: over https, or within this machine."""
    parts = urlsplit(server)
    if parts.scheme != "https" and not _is_this_machine(parts.hostname or ""):
        raise UserError(
            N_("A login goes only over https, or to this machine; {address} is neither."),
            N_("Ask those who run the register for its https address."),
            address=server,
        )


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
