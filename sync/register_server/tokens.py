"""The tokens by which the register knows people and machines.

A token is 256 random bits, and only its SHA-256 is kept. A slow hash is for passwords, which can be guessed; nobody
guesses 256 bits, however fast the hash. A token is found by its hash, so there is nothing to compare in constant time:
how long the search takes depends on a hash that an attacker cannot steer towards a kept one.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from secrets import token_bytes
from typing import Any, NamedTuple

from sqlalchemy import Row, insert, select, update

from interpreter_app.domain.errors import N_, NotFound, UserError
from sync.register_server import tables
from sync.register_server.roles import Role
from sync.register_server.store import RegisterStore

PREFIX = "tolk_"
"""What every token begins with, so that one that has strayed into a file or a mail is recognised."""
NAME_MAX = 64
_RANDOM_BYTES = 32

HOLDERS = tuple(role for role in Role if role is not Role.PUBLIC)
"""The roles that a token can give."""

RandomBytes = Callable[[int], bytes]
"""Gives as many random bytes as asked for."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token, the hash apart.

    ``expires`` is the first day on which it is refused, ``last_used`` the last day on which it was taken. ``created``
    and ``revoked`` are in UTC.
    """

    id: str
    name: str
    role: Role
    created: datetime
    expires: date | None
    revoked: datetime | None
    last_used: date | None


class NewToken(NamedTuple):
    """A token as it is told to the one who makes it, this once: ``text`` is not kept."""

    text: str
    token: Token


@dataclass(frozen=True, slots=True)
class TokenOrder:
    """A token that somebody wants made; ``expires`` is the first day on which it is to be refused."""

    name: str
    role: Role
    expires: date | None = None


class Tokens:
    """The tokens of a register. Any number of threads may use one."""

    def __init__(self, store: RegisterStore, random: RandomBytes = token_bytes) -> None:
        self._store = store
        self._random = random

    def create(self, order: TokenOrder, now: datetime) -> NewToken:
        """Make a token; ``now`` is the time in UTC.

        Raises ``UserError`` for a name that nobody could read, the role of the public, or an end that has passed.
        """
        name = order.name.strip()
        _refuse_bad_order(name, order, now)
        text = PREFIX + urlsafe_b64encode(self._random(_RANDOM_BYTES)).rstrip(b"=").decode()
        token = Token(self._store.new_id(), name, order.role, now, order.expires, None, None)
        with self._store.database.write() as connection:
            connection.execute(insert(tables.tokens).values(_row(token) | {"hash": _hash(text)}))
        return NewToken(text, token)

    def all(self) -> list[Token]:
        """All tokens ever made, oldest first."""
        tokens = tables.tokens.c
        with self._store.read() as connection:
            rows = connection.execute(select(tables.tokens).order_by(tokens.created, tokens.id))
            return [_token(row) for row in rows]

    def revoke(self, id_: str, now: datetime) -> Token:
        """Have the token ``id_`` refused from now (UTC) on; one that is revoked already stays as it is.

        Raises ``NotFound`` when there is no such token.
        """
        tokens = tables.tokens.c
        unrevoked = update(tables.tokens).where(tokens.id == id_, tokens.revoked.is_(None))
        with self._store.database.write() as connection:
            connection.execute(unrevoked.values(revoked=now.isoformat()))
            row = connection.execute(select(tables.tokens).where(tokens.id == id_)).first()
        if row is None:
            raise NotFound(N_("There is no token with this id."), N_("The list of tokens shows the ids."))
        return _token(row)

    def find(self, text: str) -> Token | None:
        """The token that ``text`` is, be it expired or revoked; None when there is no such."""
        with self._store.read() as connection:
            row = connection.execute(select(tables.tokens).where(tables.tokens.c.hash == _hash(text))).first()
        return _token(row) if row else None

    def note_use(self, token: Token, today: date) -> None:
        """Note the day on which a token was taken: no more, so that it does not tell when a person works."""
        if token.last_used == today:
            return
        mine = update(tables.tokens).where(tables.tokens.c.id == token.id)
        with self._store.database.write() as connection:
            connection.execute(mine.values(last_used=today.isoformat()))


def _refuse_bad_order(name: str, order: TokenOrder, now: datetime) -> None:
    if not name or len(name) > NAME_MAX or not name.isprintable():
        raise UserError(
            N_("A token needs a name of 1 to {most} characters on one line."),
            N_("Name the person or the machine that will use it."),
            most=NAME_MAX,
        )
    if order.role not in HOLDERS:
        raise UserError(
            N_("A token cannot give the role {role}."),
            N_("Choose one of: {choices}."),
            role=order.role,
            choices=", ".join(HOLDERS),
        )
    if order.expires is not None and order.expires <= day_of(now):
        raise UserError(
            N_("The token would have expired before it is made."),
            N_("Name a later day: it is the first on which the token is refused."),
        )


def day_of(now: datetime) -> date:
    """The day it is where the server stands; ``now`` is in UTC."""
    return now.astimezone().date()


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _row(token: Token) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.name,
        "role": token.role,
        "created": token.created.isoformat(),
        "expires": token.expires.isoformat() if token.expires else None,
    }


def _token(row: Row[Any]) -> Token:
    return Token(
        row.id,
        row.name,
        Role(row.role),
        datetime.fromisoformat(row.created),
        date.fromisoformat(row.expires) if row.expires else None,
        datetime.fromisoformat(row.revoked) if row.revoked else None,
        date.fromisoformat(row.last_used) if row.last_used else None,
    )
