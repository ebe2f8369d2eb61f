"""The register: all people, listed or not, as a table that is filtered, sorted, and worked with many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from interpreter_app.domain.errors import N_
from interpreter_app.domain.people_lists import Listed, SortBy
from interpreter_app.domain.places import county_table
from interpreter_app.use_cases.find_interpreters import SearchRequest
from interpreter_app.use_cases.list_people import (
    PeopleRequest,
    PersonRow,
    addresses_of,
    count_people,
    list_people,
    read_rows,
)
from ui.desktop.job_runner import Job, Lane
from ui.desktop.models.choices import Choice
from ui.desktop.models.filters import without_filters
from ui.desktop.models.people import PeopleModel
from ui.desktop.pages.page import Page, Shell
from ui.desktop.widgets.basics import announce, button, column, holding, label, row, scrolling
from ui.desktop.widgets.chip import Chip, ChipPopup
from ui.desktop.widgets.choice_list import ChoiceList
from ui.desktop.widgets.filter_bar import FilterBar
from ui.desktop.widgets.flow import FlowLayout
from ui.desktop.widgets.focus_ring import FocusRing
from ui.desktop.widgets.notice import Notice
from ui.desktop.widgets.people_table import PeopleTable
from ui.desktop.widgets.search_field import RING, SearchField
from ui.desktop.wording import county_name

_EDGE = 24
_WHO: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "all": (N_("Listed or not"), {}),
    "listed": (N_("Listed"), {"listed": Listed.LISTED}),
    "not_listed": (N_("Not listed"), {"listed": Listed.NOT_LISTED}),
    "without_category": (N_("Listed without a category"), {"without_category": True}),
    "unsent": (N_("With unsent changes"), {"unsent": True}),
}
"""Whom the list holds, each with its title and what it asks for; the first one is everybody."""
_EVERYBODY = {"listed": Listed.ALL, "without_category": False, "unsent": False}


class PeoplePage(Page):
    """The page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._session = session = shell.session
        _ = session.texts.gettext
        self.request = PeopleRequest()
        self.who = "all"
        self.field = SearchField(session.look, lambda: session.texts)
        self.field.hide_shortcut()
        self.filters = FilterBar(
            session.look, lambda: session.texts, lambda: session.today, lambda: self.request.search
        )
        self.listed = Chip(self._open_listed)
        self.count = label(look="heading")
        self.chosen = label(look="dense-muted")
        self.new = button(_("New interpreter"), "plain-small", shell.add_person)
        self.edit = button(_("Edit"), "plain-small", self._edit)
        self.copy = button(_("Copy mail addresses"), "plain-small", self._copy)
        self.export = button(_("Export …"), "plain-small", self._export)
        self.import_ = button(_("Import …"), "plain-small", self._import)
        self.known = button(_("As it was known …"), "plain-small", self._show_known)
        self.model = PeopleModel(lambda: session.texts)
        self._reading = False
        self.table = PeopleTable(self.model, session.look, _("People"))
        self.empty = Notice("people", session.look)
        self.everybody = button(_("Clear filters"), "link", self._clear)
        self._build()
        self._connect()
        self._show_request()

    def _build(self) -> None:
        tools = self._flow(self.listed, self.new, self.edit, self.copy, self.export, self.import_, self.known)
        self.filters.setContentsMargins(RING, 0, RING, 0)
        parts: tuple[QWidget | int, ...] = (
            self.field,
            9,
            self.filters,
            8,
            tools,
            10,
            self._flow(self.count, self.chosen),
        )
        layout = column(holding(column(*parts, margins=(_EDGE - RING, 20 - RING, _EDGE - RING, 8))))
        self._contents = QStackedWidget()
        self._contents.addWidget(holding(column(self.table, margins=(_EDGE, 0, _EDGE, _EDGE))))
        self._contents.addWidget(holding(self._nobody()))
        layout.addWidget(self._contents, 1)
        self.setLayout(column(scrolling(layout)))

    def _nobody(self) -> QVBoxLayout:
        """What stands in place of the table when there is nobody to show."""
        _ = self._session.texts.gettext
        self.empty.say(_("Nobody fits"), _("Nobody in the register is so named and fits all that is chosen above."))
        clear = holding(row(self.everybody, None))
        return column(self.empty, 8, clear, None, margins=(_EDGE, 0, _EDGE, _EDGE))

    def _flow(self, *widgets: QWidget) -> QWidget:
        flow = FlowLayout(gap=8, line_gap=8)
        for one in widgets:
            flow.addWidget(one)
        made = holding(flow)
        made.setContentsMargins(RING, 0, RING, 0)
        return made

    def _connect(self) -> None:
        self.field.changed.connect(self._on_field_changed)
        self.field.entered.connect(self._enter_table)
        self.field.left_down.connect(self._enter_table)
        self.filters.changed.connect(self._search)
        self.filters.count_wanted.connect(self._count_choices)
        self.table.sorting.connect(self._sort)
        self.table.opened.connect(self._edit)
        self.table.copying.connect(self._copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.model.wanted.connect(self._read_rows)
        self.table.left_at_top.connect(self.field.edit.setFocus)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._say_chosen())
        self.model.modelReset.connect(self._say_chosen)

    def enter(self) -> None:
        """Read the list, and take the keyboard to the field."""
        self._ask()
        self.field.edit.setFocus()

    def id_meant(self) -> str:
        """The person of the current row."""
        return self.model.id_at(self.table.currentIndex().row())

    def refresh(self, _people: frozenset[str] | None) -> None:
        """Read the list anew: somebody may have come, gone, or moved in it."""
        self._ask()

    # What is asked for

    def _ask(self) -> None:
        profile, request, today = self._session.profile, self.request, self._session.today
        texts = self._session.texts
        counties = sorted((one.code for one in county_table().counties), key=lambda code: county_name(code, texts))
        self._session.runner.read(
            lambda progress: list_people(profile, request, counties, today, progress.cancelled),
            self._show_ids,
            slot="people",
        )

    def _show_ids(self, ids: list[str]) -> None:
        """Show other people; whoever was current or chosen stays so, where still on the list."""
        current = self.id_meant()
        chosen = [self.model.id_at(place) for place in self.table.chosen_rows()]
        self.model.show(ids)
        self._contents.setCurrentIndex(0 if ids else 1)
        if (place := self.model.place_of(current)) >= 0:
            places = sorted(self.model.place_of(id_) for id_ in chosen)
            self.table.choose([one for one in places if one >= 0], place)
        texts = self._session.texts
        self.count.setText(texts.ngettext("{n} person", "{n} people", len(ids)).format(n=texts.number(len(ids))))
        announce(self.count, self.count.text())

    def _read_rows(self) -> None:
        """Read the rows that are looked at, one portion at a time: who scrolls past others does not wait for them."""
        ids = [] if self._reading else self.model.unread()
        if not ids:
            return
        self._reading = True
        profile, day = self._session.profile, self.request.search.on or self._session.today
        self._session.runner.read(
            lambda _: read_rows(profile, ids, day),
            lambda rows: self._put_rows(ids, rows),
            slot="",
            on_failed=lambda error: self._on_unreadable(ids, error),
        )

    def _put_rows(self, ids: Sequence[str], rows: Sequence[PersonRow]) -> None:
        self._reading = False
        self.model.put(ids, rows)
        self._read_rows()

    def _on_unreadable(self, ids: Sequence[str], error: BaseException) -> None:
        self._put_rows(ids, [])
        self._session.runner.report(error)

    def _show_request(self) -> None:
        _ = self._session.texts.gettext
        self.filters.show_request()
        title, asked = _WHO[self.who]
        self.listed.say(_(_WHO["all"][0]), _(title) if asked else "")

    def _search(self, search: SearchRequest) -> None:
        self._change(replace(self.request, search=search))

    def _change(self, request: PeopleRequest) -> None:
        self.request = request
        self._show_request()
        self._ask()

    def _on_field_changed(self) -> None:
        search = replace(self.request.search, text=self.field.text, language=self.field.language)
        self._change(replace(self.request, search=search))

    def _sort(self, by: SortBy, descending: bool) -> None:
        self.table.show_sorting(by, descending=descending)
        self._change(replace(self.request, by=by, descending=descending))

    def _count_choices(self) -> None:
        profile, request, today = self._session.profile, self.request, self._session.today
        self._session.runner.read(
            lambda progress: count_people(profile, request, today, progress.cancelled),
            self.filters.show_counts,
            slot="people-choices",
        )

    def _open_listed(self, chip: Chip) -> None:
        popup = ChipPopup(self)
        FocusRing(popup, self._session.look, by_keyboard=True)
        popup.closed.connect(popup.deleteLater)
        shown = ChoiceList(self._session.look)
        _ = self._session.texts.gettext
        shown.setAccessibleName(_(_WHO["all"][0]))
        shown.offer([Choice(one, _(title), current=one == self.who) for one, (title, _asked) in _WHO.items()])
        shown.setFixedSize(shown.wanted_size())
        shown.picked.connect(popup.close)
        shown.picked.connect(lambda choice: self._show_only(str(choice.value)))
        popup.content.addWidget(shown)
        popup.open_under(chip)
        shown.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_only(self, who: str) -> None:
        """Show only those whom a choice of ``_WHO`` stands for."""
        self.who = who
        self._change(replace(self.request, **{**_EVERYBODY, **_WHO[who][1]}))  # type: ignore[arg-type]

    # What is done with people

    def _enter_table(self) -> None:
        if self.model.rowCount():
            self.table.enter()

    def chosen_ids(self) -> list[str]:
        """The people that are chosen, in the order of the list; all of them where none is."""
        chosen = [self.model.id_at(row) for row in self.table.chosen_rows()]
        return chosen or [self.model.id_at(row) for row in range(self.model.rowCount())]

    def _say_chosen(self) -> None:
        count, among = self.table.chosen_count(), self.model.rowCount()
        self.chosen.setText(self._chosen_words(count, among))
        self.edit.setEnabled(count == 1)
        for one in (self.copy, self.export):
            one.setEnabled(among > 0)

    def _chosen_words(self, count: int, among: int) -> str:
        texts = self._session.texts
        if not count:
            return texts.gettext("None chosen: what you do is for all of them") if among else ""
        if count == among > 1:
            return texts.gettext("All {n} chosen").format(n=texts.number(count))
        return texts.ngettext("{n} chosen", "{n} chosen", count).format(n=texts.number(count))

    def _clear(self) -> None:
        """Show everybody who is so named."""
        self.who = "all"
        cleared = replace(self.request, search=without_filters(self.request.search), **_EVERYBODY)  # type: ignore[arg-type]
        self._change(cleared)
        self.field.edit.setFocus()

    def _open_menu(self, place: QPoint) -> None:
        """What can be done with those who are chosen, where the pointer or the keyboard is."""
        self.menu().popup(self.table.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """The same as the buttons above the table do."""
        made = QMenu(self)
        for one in (self.edit, self.copy, self.export, None, self.new, self.import_, self.known):
            if one is None:
                made.addSeparator()
                continue
            action = made.addAction(one.text(), one.click)
            action.setEnabled(one.isEnabled())
        made.aboutToHide.connect(made.deleteLater)
        return made

    def _edit(self) -> None:
        if id_ := self.id_meant():
            self._shell.edit_person(id_)

    def _copy(self) -> None:
        """Copy in the lane of the lists: a search does not wait while the addresses of a whole register are read."""
        profile, ids = self._session.profile, self.chosen_ids()
        job = Job(lambda _: addresses_of(profile, ids), self._put_in_clipboard, slot="people-copy")
        self._session.runner.start(Lane.LISTS, job)

    def _put_in_clipboard(self, addresses: str) -> None:
        texts = self._session.texts
        QGuiApplication.clipboard().setText(addresses)
        count = addresses.count(";") + 1 if addresses else 0
        said = texts.ngettext("{n} mail address copied", "{n} mail addresses copied", count)
        self._shell.say(said.format(n=texts.number(count)))

    def _export(self) -> None:
        from ui.desktop.dialogs.export import ExportDialog

        day = self.request.search.on or self._session.today
        ExportDialog(self._shell, self.chosen_ids(), day).open()

    def _import(self) -> None:
        self._shell.show_page("import")

    def _show_known(self) -> None:
        from ui.desktop.dialogs.known import KnownDialog

        KnownDialog(self._shell).open()
