"""Addresses that a person types: of the register and of a proxy."""

from urllib.parse import urlsplit

from interpreter_app.domain.errors import N_, UserError

_SCHEMES = ("http", "https")


def checked_address(text: str) -> str:
    """The address of a register or proxy as it is kept, ``https://`` added where no scheme is given.

    Empty text stays empty. Raises ``UserError`` for what cannot be an address.
    """
    given = text.strip()
    if not given:
        return ""
    address = given if "://" in given else f"https://{given}"
    try:
        parts = urlsplit(address)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or any(char.isspace() for char in address):
        raise UserError(N_("“{given}” is no address."), N_("Write it like https://register.example.no."), given=given)
    return address.rstrip("/")
