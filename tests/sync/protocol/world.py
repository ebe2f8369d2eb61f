"""What a script of the protocol can do and see, in the model and with the real client and server alike."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum
from typing import Any, ClassVar, NamedTuple

from interpreter_app.domain.records import group_of

Fields = dict[str, Any]


class Crash(Exception):
    """The client's process ends here."""


class Side(Enum):
    """Whose values stand after a conflict."""

    MINE = "mine"
    REGISTER = "register"


class Fault(Enum):
    """What can go wrong in a sync."""

    NONE = "nothing"
    LOST_REQUEST_OF_PULL = "a request of the pull is lost"
    CRASH_IN_PULL = "crash with a page received and not kept"
    CRASH_BEFORE_PUSH = "crash between pull and push"
    LOST_REQUEST = "the pushed request is lost"
    LOST_ANSWER = "the answer is lost after the commit"
    CUT_ANSWER = "the answer is cut in half"
    DELIVERED_TWICE = "the request is delivered twice"
    WEB_PAGE = "a guest network answers the push"
    OUT_OF_ORDER = "the server is out of order when pushed to"
    TOO_MANY = "the server asks to wait for an hour"
    TOKEN_REFUSED = "the token is refused when pushing"
    CRASH_AFTER_PUSH = "crash with the answer received and not kept"


NOT_DELIVERED = frozenset({Fault.LOST_REQUEST, Fault.WEB_PAGE, Fault.OUT_OF_ORDER, Fault.TOO_MANY, Fault.TOKEN_REFUSED})
"""The faults with which the pushed edits never reach the register."""


class Logged(NamedTuple):
    """A change that an edit made in the register: the record before and after, and what the edit had seen."""

    op_id: str
    record: str
    before: Fields | None
    after: Fields | None
    seen: Fields


class World(ABC):
    """Some machines and a register."""

    FIRST = ("r1", "r2")
    EMPTY: ClassVar[Fields] = {"first_name": "Yonas", "middle_name": "", "chosen_name": "", "address": "", "place": ""}

    @staticmethod
    def group(name: str) -> tuple[str, ...]:
        """The fields of the world that must not part from ``name``."""
        return tuple(one for one in group_of("interpreter", name) if one in World.EMPTY)

    @abstractmethod
    def screen(self, client: int) -> dict[str, Fields]: ...

    @abstractmethod
    def edit(self, client: int, record: str, changes: Fields) -> None: ...

    @abstractmethod
    def delete(self, client: int, record: str) -> None: ...

    @abstractmethod
    def create(self, client: int, record: str) -> None: ...

    @abstractmethod
    def resolve(self, client: int, side: Side) -> None: ...

    @abstractmethod
    def sync(self, client: int, fault: Fault = Fault.NONE, meanwhile: Callable[[], None] | None = None) -> None:
        """Try to sync; ``meanwhile`` happens while the edits are on their way."""

    @abstractmethod
    def slow_write(self, record: str, changes: Fields) -> None:
        """A writer at the register begins, and commits at the next ``commit_slow``."""

    @abstractmethod
    def commit_slow(self) -> None: ...

    @abstractmethod
    def backup(self) -> None: ...

    @abstractmethod
    def restore(self) -> None: ...

    @abstractmethod
    def expire_cursors(self) -> None: ...

    @abstractmethod
    def records(self) -> dict[str, Fields]:
        """The register's records that are not deleted."""

    @abstractmethod
    def base(self, client: int) -> dict[str, Fields]: ...

    @abstractmethod
    def log(self) -> list[Logged]:
        """The register's changes that came from edits."""

    @abstractmethod
    def states(self, client: int) -> dict[str, str]:
        """The state of each edit that the outbox holds."""

    @abstractmethod
    def seqs(self, client: int) -> dict[str, int]:
        """The seq that the register told of each acknowledged edit."""

    @abstractmethod
    def kept_seq(self) -> int:
        """The last seq that the last restore kept; 0 without one."""

    @abstractmethod
    def known_to_register(self) -> set[str]:
        """The edits that the register has, or had already."""

    @abstractmethod
    def mismatches(self) -> int:
        """How often a count had to heal what should have been right."""
