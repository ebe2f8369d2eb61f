"""Deleting the person of a record: asked for with a reason, and then saved as any edit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from interpreter_app.ids import new_id
from interpreter_app.use_cases.edit_person import delete_person
from interpreter_app.use_cases.save_edit import Edited, save_edit
from ui.desktop.pages.page import Shell


@dataclass(frozen=True, slots=True)
class PersonDeletion:
    """Deletes people for a page in ``shell``; ``leave`` is what the page does when its person is gone."""

    shell: Shell
    leave: Callable[[], object]

    def ask(self, person: str, name: str) -> None:
        """Ask for a reason, and delete the person with the record id ``person``, who is called ``name``."""
        from ui.desktop.dialogs.delete_person import DeletePersonDialog

        session = self.shell.session
        delete = partial(self._delete, person)
        DeletePersonDialog(name, lambda: session.texts, session.look, self.shell.widget, delete).open()

    def _delete(self, person: str, reason: str) -> None:
        session = self.shell.session
        now = session.now()
        session.edit(
            lambda profile: save_edit(profile, person, delete_person, now=now, new_id=new_id, reason=reason),
            self._on_deleted,
        )

    def _on_deleted(self, edited: Edited) -> None:
        session = self.shell.session
        self.leave()
        self.shell.say(session.texts.gettext("Deleted on this machine"))
        session.tell_changed(frozenset({edited.what.person}))
