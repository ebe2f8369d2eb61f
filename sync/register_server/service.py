"""What the routes work with: the register, its snapshots and the time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime

from sync.register_server.snapshots import Snapshots
from sync.register_server.store import RegisterStore

Clock = Callable[[], datetime]
"""The time now, in UTC."""


def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="snapshots")


@dataclass(frozen=True, slots=True)
class Service:
    """The register in service. Snapshots are made one at a time, in a thread of their own."""

    store: RegisterStore
    snapshots: Snapshots
    clock: Clock
    making: ThreadPoolExecutor = field(default_factory=_one_thread)

    def today(self) -> date:
        """The day it is where the server stands: what counts where a question names no day."""
        return self.clock().astimezone().date()

    def close(self) -> None:
        """Give up a snapshot under way; the store stays open."""
        self.snapshots.stop()
        self.making.shutdown(wait=True, cancel_futures=True)
