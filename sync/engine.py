"""The client's side of a sync: first copy, changes, resumption and self-healing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOutcome:
    """What a sync did. ``received`` counts records that were news; ``as_of`` is the register's time."""

    bootstrap: bool
    received: int
    head: int
    as_of: datetime
    sent: int = 0
    merged: int = 0
    conflicts: int = 0
    rejected: int = 0
    unsent: int = 0
