"""Ids that this machine makes: UUIDv7, which sort by the time they were made (RFC 9562)."""

import os
import time
from collections.abc import Callable
from uuid import UUID

NewId = Callable[[], str]
"""Gives an id that nobody has had."""

_RANDOM_BITS = 74
_VERSION, _VARIANT = 0x7, 0b10


def new_id() -> str:
    """A new UUIDv7: 48 bits of milliseconds since 1970, the rest random."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10)) & ((1 << _RANDOM_BITS) - 1)
    high, low = random >> 62, random & ((1 << 62) - 1)
    return str(UUID(int=(milliseconds & (1 << 48) - 1) << 80 | _VERSION << 76 | high << 64 | _VARIANT << 62 | low))
