"""What every page is to the window, and the window to every page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from interpreter_app.use_cases.find_interpreters import SearchRequest
    from ui.desktop.messages import Messages
    from ui.desktop.session import Session

GUIDE, CALL_LIST = "guide", "call-list"
"""The names of pages that others keep something for."""


class Page(QWidget):
    """A page of the window. It is made when it is shown for the first time, and again for another language."""

    def enter(self) -> None:
        """The page is shown: bring it up to date and take the keyboard."""
        self.setFocus()

    def refresh(self, people: frozenset[str] | None) -> None:
        """The data of ``people`` (ids; None: of all) are others now. Called only while the page is shown."""

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed that would be lost with the page."""
        return False

    def may_leave(self, go_on: Callable[[], object]) -> bool:  # noqa: ARG002
        """Whether nothing would be lost by leaving the page now.

        Otherwise the page asks, and calls ``go_on`` unless the person wants to stay.
        """
        return True

    def id_meant(self) -> str:
        """The record id of the person whom a key is for that acts on one; empty where the page shows nobody."""
        return ""

    def ring_meant(self) -> bool:
        """Ring the person whom the page is about; False where the search knows whom."""
        return False

    def step_back(self) -> bool:
        """Esc was pressed: put away what lies over the page; False when nothing does."""
        return False


class Shell(Protocol):
    """The window as its pages know it."""

    @property
    def session(self) -> "Session":
        """What the pages share."""

    @property
    def messages(self) -> "Messages":
        """The place where errors are told."""

    @property
    def widget(self) -> QWidget:
        """The window itself, for dialogs to stand over."""

    @property
    def keeps_typing(self) -> bool:
        """Whether something is typed in a page that is out of sight until somebody logs in again."""

    def say(self, words: str) -> None:
        """Say shortly that something was done."""

    def show_page(self, name: str) -> Page:
        """Show the page called ``name`` in the table of pages, and return it."""

    def open_person(self, id_: str) -> None:
        """Show the person with this record id."""

    def find_people(self, request: "SearchRequest") -> None:
        """Show the search with what ``request`` asks for."""

    def edit_person(self, id_: str) -> None:
        """Show the record of the person with this record id, to be changed."""

    def add_person(self) -> None:
        """Show an empty record, to add somebody."""

    def start_sync(self) -> None:
        """Bring the profile up to its register, after showing what will go and come where the person wants that."""


MakePage = Callable[[Shell], Page]
"""Makes a page; imports what only that page needs."""
