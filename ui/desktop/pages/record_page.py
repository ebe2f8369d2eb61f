"""The record editor: the record left, what the typing does right, and a bar to save it once something is typed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget

from interpreter_app.domain.errors import NotFound
from interpreter_app.ids import new_id
from interpreter_app.use_cases.edit_record import RecordChange, RecordRefused, look_ahead, save_record
from interpreter_app.use_cases.person_records import PersonRecords, find_person
from ui.desktop.models.record_form import PERSON, Kept, RecordForm, Seen
from ui.desktop.models.record_words import in_one_line
from ui.desktop.pages.page import Page, Shell
from ui.desktop.pages.record_page_banners import NewsBanner, TryingBanner
from ui.desktop.pages.record_page_bar import SaveBar
from ui.desktop.pages.record_page_deletion import PersonDeletion
from ui.desktop.pages.record_page_effect import EffectPanel
from ui.desktop.pages.record_page_fields import FormSurroundings
from ui.desktop.pages.record_page_form import RecordSections
from ui.desktop.pages.record_page_head import EFFECT, HISTORY, RECORD, RecordHead
from ui.desktop.widgets.basics import column, holding, row, set_property, without_menu
from ui.desktop.wording import person_summary

if TYPE_CHECKING:
    from ui.desktop.pages.history_tab import HistoryTab

TWO_PANES_FROM = 904
"""Logical pixels: a window of 1,100 less the navigation."""
_LOW = 480
"""Logical pixels of height under which the form would have no room beside what stands over and under it."""
_EFFECT_WIDTH = 320
_EDGE = 24
_WIDEST = 16_777_215  # what Qt takes for no limit
_LOOKS_AHEAD_AFTER_MS = 40
"""Keys that follow each other quicker are looked ahead from together."""


class RecordPage(Page):
    """The page of one person at a time, ``open`` for one who is there, ``open_new`` for one who is to be added."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        self.form: RecordForm | None = None
        self.sections: RecordSections | None = None
        self._fictional = False
        self.history: HistoryTab | None = None
        self._saving = False
        self._after_saving: list[Callable[[], object]] = []
        self._real: Kept | None = None
        self.head = RecordHead(session.look, session.texts)
        self.effect = EffectPanel(session.look, session.texts)
        self.news = NewsBanner(session.texts, self._load_news)
        self.trying = TryingBanner(lambda: session.texts, self._look_ahead_soon)
        self.bar = SaveBar(lambda: session.texts, self.save, self._ask_unsaved)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._sections_holder = column()
        self._record = row()
        self._record.addWidget(holding(self._sections_holder), 1)
        self._alone = column(margins=(_EDGE, 0, _EDGE, 0))
        self._history = column()
        self.tabs = QStackedWidget()
        for one in (self._record, self._history, self._alone):
            self.tabs.addWidget(holding(one))
        layout = column(self.head, self.news, self.trying)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.bar)
        self.setLayout(layout)
        self._arrange()

    def _connect(self) -> None:
        self.head.left.connect(self._leave)
        self.head.chosen.connect(self.show_tab)
        self.head.what_if.connect(self._try_out)
        self.head.deletion_wanted.connect(self._ask_delete)
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)
        self._look_timer = QTimer(self)
        self._look_timer.setSingleShot(True)
        self._look_timer.setInterval(_LOOKS_AHEAD_AFTER_MS)
        self._look_timer.timeout.connect(self._look_ahead)

    # Opening

    def open(self, id_: str, tab: int = RECORD) -> None:
        """Show the person with this record id; asks first when something is typed for another."""
        if self.form is not None and self.form.person == id_:
            self.show_tab(tab)
            return
        if self.may_leave(lambda: self.open(id_, tab)):
            self._read(id_, lambda person: self._show_person(person, tab))

    def open_new(self) -> None:
        """Show an empty record."""
        if self.may_leave(self.open_new):
            state = self._session.standing.state
            self._fictional = state is not None and state.fictional
            self._show_form(RecordForm(new_id(), {}, new_id))
            self._focus_first()

    def _read(self, id_: str, on_read: Callable[[PersonRecords], None]) -> None:
        profile = self._session.profile
        self._session.runner.read(
            lambda _: find_person(profile, id_), on_read, slot="record", on_failed=partial(self._on_not_read, id_)
        )

    def _on_not_read(self, id_: str, error: BaseException) -> None:
        """Somebody who is open here may have been deleted by others meanwhile."""
        if isinstance(error, NotFound) and self.form is not None and self.form.person == id_:
            self.news.say_gone()
        else:
            self._session.runner.report(error)

    def _show_person(self, person: PersonRecords, tab: int) -> None:
        self._fictional = person.fictional
        self._show_form(RecordForm(person.id, _seen(person), new_id))
        self.head.show_person(
            person.interpreter.name, person_summary(person.interpreter, self._session.texts), new=False
        )
        self.show_tab(tab)
        self._focus_first()

    def _show_form(self, form: RecordForm) -> None:
        session = self._session
        self.form, self._real = form, None
        self.trying.hide()
        self.head.trying.setChecked(False)
        around = FormSurroundings(session.look, lambda: session.texts, lambda: session.today, self._fictional)
        while (item := self._sections_holder.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.sections = RecordSections(form, around)
        self._sections_holder.addWidget(self.sections)
        without_menu(self.sections.area)
        form.edited.connect(self._on_edited)
        self.news.hide()
        self.bar.clear()
        self.head.show_person(session.texts.gettext("New interpreter"), "", new=True)
        self.head.mark_tab(RECORD)
        self.tabs.setCurrentIndex(RECORD)
        self._on_edited()
        self._look_ahead()

    def _focus_first(self) -> None:
        if self.sections is not None and self.isVisible() and self.tabs.currentIndex() == RECORD:
            self.sections.focus_first()

    def show_tab(self, tab: int) -> None:
        """Show the record or its history."""
        self.head.mark_tab(tab)
        if tab == HISTORY and self.form is not None:
            self._history_of(self.form.person)
        had_keyboard = self.tabs.isAncestorOf(self.focusWidget() or self) and tab != self.tabs.currentIndex()
        self.tabs.setCurrentIndex(tab)
        if had_keyboard:
            self.head.tabs[tab].setFocus()
        self._on_edited()

    def _history_of(self, person: str) -> None:
        from ui.desktop.pages.history_tab import HistoryTab

        if self.history is None:
            self.history = HistoryTab(self._shell)
            self._history.addWidget(self.history)
        self.history.open(person)

    # The window

    def enter(self) -> None:
        """The page is shown: somebody else may have changed the person meanwhile."""
        if self.form is None:
            self.head.back.setFocus()
            return
        self.refresh(None)
        self._focus_first()

    def refresh(self, people: frozenset[str] | None) -> None:
        """Read the person again when somebody may have changed the person, and say so."""
        form = self.form
        if form is None or form.is_new_person or (people is not None and form.person not in people):
            return
        self._read(form.person, self._notice)
        if self.tabs.currentIndex() == HISTORY:
            self._history_of(form.person)

    def _notice(self, person: PersonRecords) -> None:
        """Take over what others changed where nothing is typed; otherwise offer it. Trying out ends first."""
        form = self.form
        if form is None or form.person != person.id or self._real is not None:
            return
        summary = person_summary(person.interpreter, self._session.texts)
        self.head.show_person(person.interpreter.name, summary, new=False)
        if not form.notice(_seen(person)):
            self.news.hide()
        elif form.is_changed:
            self.news.say_changed()
        else:
            self._load_news()

    def _load_news(self) -> None:
        if self.form is not None and self.sections is not None:
            had_keyboard = self.news.isAncestorOf(self.focusWidget() or self)
            self.form.load_news()
            self.sections.refresh()
            self.news.hide()
            if had_keyboard:
                self.sections.focus_first()

    def id_meant(self) -> str:
        """Whose record is open."""
        return self.form.person if self.form is not None else ""

    def step_back(self) -> bool:
        """Esc goes back to the record, and from there leaves; when something is typed it asks first."""
        tab = self.tabs.currentIndex()
        if tab == HISTORY and self.history is not None and self.history.step_back():
            return True
        if tab == EFFECT:
            self.show_tab(RECORD)
        else:
            self._leave()
        return True

    def _leave(self) -> None:
        self._shell.show_page("search")

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed that would be lost with the page; what is only tried out is not."""
        if self._real is not None:
            return self._real.is_changed
        return self.form is not None and self.form.is_changed

    def may_leave(self, go_on: Callable[[], object]) -> bool:
        """Whether nothing would be lost; otherwise the person is asked, and ``go_on`` follows unless they stay."""
        if self._saving:
            self._after_saving.append(go_on)
            return False
        self._end_trying()
        if not self.has_unsaved:
            return True
        self._ask_unsaved(go_on)
        return False

    def _ask_unsaved(self, go_on: Callable[[], object] | None = None) -> None:
        """Ask what is to become of what is typed, and go on unless the person stays."""
        from ui.desktop.dialogs.unsaved import UnsavedDialog

        session = self._session
        UnsavedDialog(
            self.head.name.text(),
            session.texts,
            session.look,
            self._shell.widget,
            on_save=lambda: self.save(go_on),
            on_discard=lambda: self._discard(go_on),
        ).open()

    # What is typed

    def _on_edited(self) -> None:
        form = self.form
        if form is None:
            return
        typed = form.is_changed and self._real is None and self.tabs.currentIndex() != HISTORY
        self.bar.show_changes(max(1, form.number_of_changes) if typed else 0)
        if form.is_new_person:
            own = form.record(form.person)
            name, _ = in_one_line(PERSON, own.now or {}, self._session.texts)
            self.head.name.setText(name or self._session.texts.gettext("New interpreter"))
        self._look_ahead_soon()

    def _look_ahead_soon(self) -> None:
        self._look_timer.start()

    def _look_ahead(self) -> None:
        """Show what the typing does."""
        if self.form is not None:
            day = self.trying.day or self._session.today
            wrong = {id_ for id_, _ in self.form.wrong}
            self.effect.show_outlook(look_ahead(self.form.person, self.form.all(), day, wrong), day)
            self.bar.show_effect(self.effect.spoken())

    def _try_out(self, on: bool) -> None:
        """Begin to try things out, keeping what is typed; or end it and come back to that."""
        if self.form is None or on == (self._real is not None):
            return
        if on:
            self._real = self.form.kept()
            self.trying.begin(self._session.today)
        else:
            kept, self._real = self._real, None
            self.trying.end()
            assert kept is not None  # it was kept when the trying began
            self.form.restore(kept)
            if self.sections is not None:
                self.sections.renew()
            self.refresh(None)
        self._on_edited()

    def _end_trying(self) -> None:
        self.head.trying.setChecked(False)

    # Saving

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save what is typed, unless something in it is wrong: then the keyboard goes there."""
        form, sections = self.form, self.sections
        if form is None or sections is None or self._real is not None or self._saving or not form.is_changed:
            return
        self._shell.messages.clear()
        wrong = sections.find_wrong()
        if wrong is not None:
            self.show_tab(RECORD)
            sections.bring(wrong.editor)
            return
        changes, reason, now = form.changes(), self.bar.reason.text(), self._session.now()
        person, fictional = form.person, self._fictional
        self._saving = True
        self._session.edit(
            lambda profile: save_record(
                profile, person, changes, now=now, new_id=new_id, fictional=fictional, reason=reason
            ),
            lambda _: self._on_saved(form, changes, then),
            self._on_refused,
        )

    def _on_saved(self, form: RecordForm, changes: Sequence[RecordChange], then: Callable[[], object] | None) -> None:
        form.mark_saved(changes)
        self._saving = False
        self.bar.clear()
        self._shell.say(self._session.texts.gettext("Saved on this machine"))
        self._session.tell_changed(frozenset({form.person}))
        waiting, self._after_saving = [*self._after_saving, *([then] if then else [])], []
        for act in waiting:
            act()

    def _on_refused(self, error: BaseException) -> None:
        """Say why it cannot be saved, and go to the record that cannot be so."""
        self._saving = False
        self._after_saving = []
        self._session.runner.report(error)
        if isinstance(error, RecordRefused) and self.sections is not None:
            self.show_tab(RECORD)
            if not self.sections.open_row(error.record):
                self.sections.focus_first()

    def _discard(self, then: Callable[[], object] | None = None) -> None:
        if self.form is not None and self.sections is not None:
            self.form.discard()
            self.sections.renew()
            self.bar.clear()
            self.refresh(None)
        if then is not None:
            then()

    def _ask_delete(self) -> None:
        if self.form is not None:
            PersonDeletion(self._shell, self._leave_deleted).ask(self.form.person, self.head.name.text())

    def _leave_deleted(self) -> None:
        self.form = None
        self._leave()

    # The room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the typing does stands beside the record where there is room, in a tab of its own otherwise."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside, low = self.width() >= TWO_PANES_FROM, self.height() < _LOW
        self.head.be_low(low)
        self.bar.be_low(low)
        (self._record if beside else self._alone).addWidget(self.effect)
        self.effect.setMaximumWidth(_EFFECT_WIDTH if beside else _WIDEST)
        self.effect.setMinimumWidth(_EFFECT_WIDTH if beside else 0)
        set_property(self.effect, "alone", not beside)
        self.bar.tell_effect(not beside)
        self.head.offer_effect(not beside)
        if beside and self.tabs.currentIndex() == EFFECT:
            self.show_tab(RECORD)


def _seen(person: PersonRecords) -> Seen:
    return {id_: (record.type, record.fields) for id_, record in person.records.items()}
