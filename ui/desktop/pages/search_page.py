"""The search: one field, filters as chips, people as a list, and the one that is open beside or over it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget
from shiboken6 import isValid

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Interpreter
from interpreter_app.domain.private_notes import Note
from interpreter_app.domain.profiles import Origin
from interpreter_app.domain.searches import FoundInterpreter
from interpreter_app.use_cases.find_interpreters import PAGE, FoundPage, SearchRequest
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.private_notes import write_note
from interpreter_app.use_cases.show_interpreter import ShownInterpreter
from ui.desktop.finder import Finder, Help
from ui.desktop.models.requests import from_data, to_data
from ui.desktop.models.results import ResultsModel
from ui.desktop.pages.page import Page
from ui.desktop.pages.person_panel import PersonPanel, ring
from ui.desktop.session import Session
from ui.desktop.unsaved_notes import NoteContent
from ui.desktop.widgets.basics import announce, column, holding, scrolling
from ui.desktop.widgets.empty_state import EmptyState
from ui.desktop.widgets.few_results import FewResults
from ui.desktop.widgets.filter_bar import FilterBar
from ui.desktop.widgets.results_head import ResultsHead
from ui.desktop.widgets.results_list import ResultsList
from ui.desktop.widgets.search_field import RING, SearchField
from ui.desktop.wording import contact_text

TWO_PANES_FROM = 904
"""Logical pixels: a window of 1,100 less the navigation."""
_EDGE = 24
_PANEL_WIDTH = 372
_GAP = 16


class SearchPage(Page):
    """The page. ``said`` gives a word on what was done; ``answered`` follows each painting of a search's first rows.

    ``edit_wanted`` gives the id of a person whose record register staff want to change, where people are ``editable``,
    ``shortlist_wanted`` that of one who is to be added to the call list.
    """

    said = Signal(str)
    answered = Signal()
    edit_wanted = Signal(str)
    shortlist_wanted = Signal(str)

    def __init__(self, session: Session, remembered: dict[str, Any] | None = None, *, editable: bool = True) -> None:
        super().__init__()
        self._session = session
        self.request = from_data(remembered or {})
        self.finder = Finder(session)
        self.field = SearchField(session.look, lambda: session.texts)
        self.filters = FilterBar(session.look, lambda: session.texts, lambda: session.today, lambda: self.request)
        self.head = ResultsHead()
        self.model = ResultsModel(lambda: session.texts, self.finder.find_further, self.finder.note_on)
        _ = session.texts.gettext
        self.list = ResultsList(self.model, session.look, _("Interpreters found"), _("Ring"))
        self.few = FewResults()
        self.empty = EmptyState(session.look)
        self.panel = PersonPanel(session, editable=editable)
        self._open_id = str((remembered or {}).get("open", ""))
        self._sizes: list[int] = []
        self._doubted_id = ""
        self._leave: Callable[[], object] | None = None
        self._build()
        self._connect()
        self._show_request()

    def _build(self) -> None:
        self._results = QStackedWidget()
        self._results.addWidget(self.list)
        self._results.addWidget(scrolling(column(self.empty, None, margins=(0, 0, 0, _EDGE))))
        self._left = holding(column(self.head, self.few, self._results))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(_GAP)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self.panel.setMinimumWidth(300)
        self.panel.hide()
        top = column(self.field, 9, self.filters, margins=(_EDGE - RING, 20 - RING, _EDGE - RING, 0))
        self.filters.setContentsMargins(RING, 0, RING, 0)
        layout = column(spacing=14)
        layout.addLayout(top)
        layout.addWidget(self._splitter, 1)
        self.setLayout(layout)
        self._arrange()

    def _connect(self) -> None:
        self.field.changed.connect(self._on_field_changed)
        self.field.entered.connect(self._open_first)
        self.field.left_down.connect(self._enter_list)
        self.field.count_wanted.connect(self.finder.count_languages)
        self.filters.changed.connect(self.ask)
        self.filters.count_wanted.connect(self.finder.count_choices)
        self.head.order_wanted.connect(lambda order: self.ask(replace(self.request, order=order)))
        self.list.opened.connect(self._open)
        self.list.rung.connect(lambda person: ring(person.phone))
        self.list.copied.connect(self._copy)
        self.list.shortlisted.connect(lambda person: self.shortlist_wanted.emit(person.id))
        self.list.typed.connect(self._type)
        self.list.left_at_top.connect(self.focus_field)
        self.list.painted.connect(self.answered)
        self.list.painted.connect(self.finder.count)
        self.list.painted.connect(self.finder.widen)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        for offering in (self.empty, self.few):
            offering.relaxed.connect(self._relax)
        self.empty.meant.connect(self._take_meant)
        self.panel.closed.connect(self._on_panel_closed)
        self.panel.edit_wanted.connect(self.edit_wanted)
        self.panel.shortlist_wanted.connect(self.shortlist_wanted)
        self.panel.noted.connect(self._keep_note)
        self._session.notes_left.connect(self.panel.drop_note)
        self._session.note_settled.connect(self._show_settled)
        self.panel.copied.connect(lambda _: self.said.emit(self._session.texts.gettext("Copied")))
        self._connect_answers()

    def _connect_answers(self) -> None:
        self.finder.found.connect(self._on_found)
        self.finder.further.connect(lambda page: self.model.add(page.rows, PAGE))
        self.finder.counted.connect(self._on_counted)
        self.finder.choices_counted.connect(self.filters.show_counts)
        self.finder.languages_counted.connect(self.field.count_languages)
        self.finder.helped.connect(self._on_helped)
        self.finder.widened.connect(lambda help_: self.few.show_ladder(help_.ladder, self._session.texts))
        self.finder.shown.connect(self._on_shown)
        self.finder.refused.connect(self._on_refused)

    def remembered(self) -> dict[str, Any]:
        """The search as it stands, as JSON data, with the person that is open."""
        open_ = {"open": self._open_id} if self._open_id else {}
        return {**to_data(self.request), **open_}

    def splitter_state(self) -> list[int]:
        """The widths of list and person, empty while they are not both shown."""
        return self._splitter.sizes() if self._two_panes() and self.panel.isVisibleTo(self) else []

    def share_room(self, *widths: int) -> None:
        """Use these widths of list and person, in logical pixels, whenever both are shown."""
        self._sizes = list(widths)
        if widths:
            self._splitter.setSizes(self._sizes)

    def focus_field(self) -> None:
        """Bring the keyboard to the field, with its text marked."""
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()

    def ask(self, request: SearchRequest | None = None) -> None:
        """Search for ``request``, or again for the same; field and chips say what is asked for."""
        other_day = request is not None and request.on != self.request.on
        if request is not None:
            self._change_request(request)
            self._show_request()
            self.field.count_languages(None)
        self.finder.search(self.request)
        if other_day and self._open_id:
            self.finder.show(self._open_id)

    def _change_request(self, request: SearchRequest) -> None:
        """From now on ``request`` is asked for; whoever is open may be none of those whom it finds."""
        if replace(request, order=self.request.order, on=self.request.on) != self.request:
            self._doubted_id = self._open_id
        self.request = request

    def reload(self) -> None:
        """Search again in other data, and show the open person as the register has the person now."""
        self.field.count_languages(None)
        self.ask()
        if self._open_id:
            self.finder.show(self._open_id)

    def person_meant(self) -> FoundInterpreter | Interpreter | None:
        """Whom a key that acts on a person is for: the one that is open, else the current row."""
        if self.panel.shown is not None:
            return self.panel.shown.dossier.interpreter
        return self.list.current_person()

    def enter(self) -> None:
        """Take the keyboard to the field."""
        self.field.edit.setFocus()

    def refresh(self, _people: frozenset[str] | None) -> None:
        """Search again: whose place in the order is another, no page can tell."""
        self.reload()

    def id_meant(self) -> str:
        """The record id of the person whom a key is for: who is open, else the current row; empty for nobody."""
        current = self.list.current_person()
        return self._open_id or (current.id if current else "")

    def step_back(self) -> bool:
        """Put away what lies over the list; False when nothing does."""
        if self.panel.shown is None:
            return False
        self.panel.put_away()
        return True

    def may_leave(self, go_on: Callable[[], object]) -> bool:
        """Whether no private note is being written; else it is kept first."""
        note = self.panel.note
        if note is None or not note.is_unkept:
            return True
        self._leave = go_on
        note.flush()
        return False

    def _keep_note(self, content: NoteContent) -> None:
        session = self._session
        session.edit(
            lambda profile: write_note(profile, content.person, content.marks, content.text, session.now()),
            partial(self._on_noted, content=content, profile=session.profile),
            partial(self._on_not_noted, content=content),
        )

    def _on_not_noted(self, error: BaseException, content: NoteContent) -> None:
        """Keep what was written, and tell why it is not saved."""
        if isinstance(error, UserError):
            said = error.values | {"field": self._session.texts.gettext("Private note")}
            error = UserError(error.message, error.hint, **said)
        self._leave = None
        self._session.unsaved_notes.refuse(content, error)
        self._session.note_settled.emit(None)
        self._session.runner.report(error)

    def _on_noted(self, note: Note, content: NoteContent, profile: Profile) -> None:
        """Tell of a note that was kept: where the page is gone by now, another stands in its place."""
        self._session.unsaved_notes.let_go(content)
        if self._session.profile is profile:  # nothing of one that was left is shown in another
            self._session.note_settled.emit(note)
        if not isValid(self):
            return
        go_on, self._leave = self._leave, None
        if go_on is not None:
            go_on()

    def _show_settled(self, note: Note | None) -> None:
        """Show the signs of a note that was kept, or that one could not be."""
        if note is None:
            self.panel.show_refusal()
            return
        self.finder.take_note(note)
        self.model.renew(note.person)
        self.panel.show_note(note)

    def _show_request(self) -> None:
        if (self.field.text, self.field.language) != (self.request.text, self.request.language):
            self.field.restore(self.request.text, self.request.language)
        self.filters.show_request()

    def _on_field_changed(self) -> None:
        self._change_request(replace(self.request, text=self.field.text, language=self.field.language))
        self.finder.search(self.request)

    def _on_found(self, page: FoundPage) -> None:
        self.few.clear()
        self.model.show(page, PAGE)
        self._settle_doubt()
        self.head.show_order(
            self.request, anybody=bool(page.rows), corrected=page.reading.corrected, texts=self._session.texts
        )
        self._results.setCurrentIndex(0 if page.rows else 1)
        if not page.rows:
            self._say_nobody(page.reading.language, None)
            self.finder.help()
            self.answered.emit()
        elif self._open_id:
            self.list.select(self._open_id)

    def _settle_doubt(self) -> None:
        """Put away whoever was open when other people were asked for and is not among the first of them."""
        doubted, self._doubted_id = self._doubted_id, ""
        if doubted and doubted == self._open_id and not self.model.index_of(doubted).isValid():
            self._open_id = ""
            self.panel.put_away()

    def _on_refused(self, error: UserError) -> None:
        """Say in place of the list why there is no answer."""
        self.panel.put_away()
        self.few.clear()
        self.model.clear()
        self.head.show_nothing()
        self._results.setCurrentIndex(1)
        self.empty.say_why(error, self._session.texts)
        self.answered.emit()

    def _on_counted(self, count: int) -> None:
        self.head.show_count(count, self._session.texts)
        announce(self.head, self.head.count.text())

    def _on_helped(self, help_: Help) -> None:
        self._say_nobody(self.finder.reading.language if self.finder.reading else None, help_)

    def _say_nobody(self, language: str | None, help_: Help | None) -> None:
        state = self._session.sync.state
        origin = state.origin if state else Origin.CENTRAL
        self.empty.say(self.request, language, help_, self._session.texts, origin)

    def _relax(self, request: SearchRequest) -> None:
        """Ask for less; the button that was pressed goes, so the keyboard comes to the field."""
        self.ask(request)
        self.focus_field()

    def _take_meant(self, code: str) -> None:
        self.ask(replace(self.request, text="", language=code))
        self.focus_field()

    def _enter_list(self) -> None:
        if self.model.rowCount():
            self.list.enter()
        else:
            self.empty.enter()

    def _open_first(self) -> None:
        person = self.list.current_person() or self.model.person(self.model.index(0))
        if person is not None:
            self._open(person)

    def _type(self, text: str) -> None:
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.edit.end(False)
        self.field.edit.insert(text)
        self.field.edit.textEdited.emit(self.field.text)

    def _copy(self, person: FoundInterpreter) -> None:
        text = contact_text(person.name, person.number, person.phone, person.email, self._session.texts)
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self._session.texts.gettext("Copied"))

    def _open(self, person: FoundInterpreter) -> None:
        self.open_id(person.id)

    def open_id(self, id_: str) -> None:
        """Open the person with this id."""
        self._open_id = id_
        self.list.select(id_)
        self.finder.show(id_)

    def _on_current_changed(self, *_: object) -> None:
        """Beside an open person the list shows whoever is current."""
        person = self.list.current_person()
        if person and self.panel.shown and person.id != self._open_id and self.list.hasFocus():
            self._open_id = person.id
            self.finder.show(person.id)

    def _on_shown(self, shown: ShownInterpreter | None) -> None:
        if shown is None:
            self._open_id = ""
            self.panel.put_away()
            return
        if shown.dossier.id != self._open_id:
            return
        reading = self.finder.reading
        languages = reading.search.languages if reading else ()
        self.panel.show_person(shown, languages, self.finder.note_on(shown.dossier.id))
        self._arrange()
        if not self._two_panes():
            self.panel.focus_first()

    def _on_panel_closed(self) -> None:
        covered_list = not self._two_panes() and not self.field.edit.hasFocus()
        had_focus = self.panel.isAncestorOf(self.focusWidget() or self) or covered_list
        self._open_id = ""
        self._arrange()
        if had_focus and self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _two_panes(self) -> bool:
        return self.width() >= TWO_PANES_FROM

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two panes where there is room, one otherwise."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show list and person beside each other, or one of them."""
        is_open = self.panel.shown is not None
        beside = self._two_panes()
        came = is_open and not self.panel.isVisibleTo(self)
        self.panel.stand_alone(not beside)
        self._left.setVisible(beside or not is_open)
        self.panel.setVisible(is_open)
        right = 0 if is_open and beside else _EDGE
        self._splitter.setContentsMargins(_EDGE, 0, right, 0)
        if came and beside:
            self._splitter.setSizes(self._sizes or [self.width() - _EDGE - _GAP - _PANEL_WIDTH, _PANEL_WIDTH])
