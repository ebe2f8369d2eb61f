"""The call lists as the profile has them: read, changed and deleted for the page that shows them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from interpreter_app.domain.call_lists import Called, CallList, Contact, Contacts
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.private_notes import Note
from interpreter_app.use_cases.call_lists import contacts_of, delete_call_lists, list_call_lists
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.private_notes import notes_of
from interpreter_app.use_cases.read_guidance import read_content
from ui.desktop.job_runner import JobProgress
from ui.desktop.session import Session


@dataclass(frozen=True, slots=True)
class _Read:
    lists: list[CallList]
    contacts: Contacts
    notes: Mapping[str, Note]
    content: Content


class CallListData(QObject):
    """What was read last: all ``lists``, how the people on the open ones are reached, and the messages' ``content``.

    ``notes`` are the private ones on these people, by record id: for the screen, never for what is written or sent.
    ``came`` tells that all was read, ``changed`` gives a list as it is after a change.
    """

    came = Signal()
    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._edits = 0
        self.lists: list[CallList] = []
        self.contacts: dict[str, Contact | None] = {}
        self.notes: Mapping[str, Note] = {}
        self.content: Content | None = None

    @property
    def has_read(self) -> bool:
        """Whether there is anything to show."""
        return self.content is not None

    def open_ones(self) -> Iterator[CallList]:
        """The lists that are not closed, the newest first."""
        return (one for one in self.lists if one.closed is None)

    def contact(self, called: Called | None) -> Contact | None:
        """How somebody is reached; None for nobody, and for one who is no longer in the register."""
        return self.contacts[called.person] if called else None

    def read(self) -> None:
        """Read the lists as they are now."""
        profile, edits, today = self._session.profile, self._edits, self._session.today

        def work(_: JobProgress) -> _Read:
            lists = list_call_lists(profile)
            open_ones = [one for one in lists if one.closed is None]
            contacts = contacts_of(profile, open_ones, today)
            return _Read(lists, contacts, notes_of(profile, list(contacts)), read_content(profile))

        self._session.runner.read(work, partial(self._on_read, edits=edits), slot="call-lists")

    def _on_read(self, read: _Read, edits: int) -> None:
        """Take what was read; again what there is now, when something was changed meanwhile."""
        if edits == self._edits:
            self.take(read.lists, read.contacts, read.content, read.notes)
        else:
            self.read()

    def note(self, called: Called | None) -> Note | None:
        """The private note on somebody; None for nobody, and where there is none."""
        return self.notes.get(called.person) if called else None

    def take(
        self, lists: list[CallList], contacts: Contacts, content: Content, notes: Mapping[str, Note] | None = None
    ) -> None:
        """Have these from now on; ``contacts`` and ``notes`` are of the people on the open lists."""
        self.lists, self.contacts, self.content, self.notes = lists, dict(contacts), content, notes or {}
        self.came.emit()

    def change(
        self,
        work: Callable[[Profile], CallList],
        then: Callable[[CallList], object],
        on_ended: Callable[[], object] = lambda: None,
    ) -> None:
        """Do ``work``, which gives a list as it is then; ``on_ended`` is called first, however it ended."""
        today = self._session.today

        def changed(profile: Profile) -> tuple[CallList, Contacts]:
            after = work(profile)
            return after, contacts_of(profile, [after], today)

        def done(answer: tuple[CallList, Contacts]) -> None:
            on_ended()
            after, contacts = answer
            self._put(after, contacts)
            then(after)

        def failed(error: BaseException) -> None:
            on_ended()
            self._on_failed(error)

        self._session.edit(changed, done, failed)

    def _put(self, after: CallList, contacts: Contacts) -> None:
        self._edits += 1
        self.contacts.update(contacts)
        self.lists = [after if one.id == after.id else one for one in self.lists]
        self.changed.emit(after)

    def delete(self, ids: list[str], then: Callable[[list[CallList]], object]) -> None:
        """Delete the lists with these ids, and read those that are left; ``then`` gets those that are gone."""
        now = self._session.now()

        def done(gone: list[CallList]) -> None:
            self._edits += 1
            then(gone)
            self.read()

        self._session.edit(lambda profile: delete_call_lists(profile, ids, now=now), done, self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        """Tell of it, and read how things are: what was typed was not kept."""
        self._session.runner.report(error)
        self.read()
