"""The code of the pages is loaded while nobody waits: none of it at the start, none while somebody searches."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Signal

from interpreter_app.domain.profiles import AccountRole
from ui.desktop import loading_ahead, main
from ui.desktop.loading_ahead import LoadingAhead
from ui.desktop.main import Desktop
from ui.desktop.page_table import LOADED_AHEAD, PAGES, SEARCH


class Busy(QObject):
    answered = Signal()


@pytest.fixture
def loaded(monkeypatch) -> list[str]:
    """The modules that were loaded."""
    names: list[str] = []
    monkeypatch.setattr(loading_ahead, "import_module", names.append)
    monkeypatch.setattr(loading_ahead, "BETWEEN_MS", 0)
    return names


def test_every_page_that_everybody_finds_is_loaded_ahead_and_what_puts_people_on_a_call_list():
    booking = [one for one in PAGES if one.icon and AccountRole.PUBLIC in one.roles and one.name != SEARCH]
    imported = [name for one in booking for name in one.make.__code__.co_names if name.startswith("ui.")]
    assert sorted([*imported, "ui.desktop.shortlisting"]) == sorted(LOADED_AHEAD)


def test_all_are_loaded_one_after_the_other(qtbot, desktop: Desktop, loaded, monkeypatch):
    monkeypatch.setattr(loading_ahead, "QUIET_MS", 0)
    busy = Busy()
    LoadingAhead(["a", "b", "c"], desktop.runner, busy.answered, busy).begin()
    qtbot.waitUntil(lambda: loaded == ["a", "b", "c"])


def test_each_search_puts_it_off(desktop: Desktop, loaded):
    busy = Busy()
    ahead = LoadingAhead(["a"], desktop.runner, busy.answered, busy)
    ahead.begin()
    ahead._pause.setInterval(1_000_000)
    busy.answered.emit()
    assert ahead._pause.interval() == loading_ahead.QUIET_MS
    assert loaded == []


def test_somebody_who_searches_while_code_is_loaded_has_the_next_wait(desktop: Desktop, loaded):
    busy = Busy()
    ahead = LoadingAhead(["a", "b"], desktop.runner, busy.answered, busy)
    busy.answered.emit()
    ahead._on_loaded()
    assert ahead._pause.interval() == loading_ahead.QUIET_MS


def test_nothing_waits_once_all_is_loaded(qtbot, desktop: Desktop, loaded, monkeypatch):
    monkeypatch.setattr(loading_ahead, "QUIET_MS", 0)
    busy = Busy()
    ahead = LoadingAhead(["a"], desktop.runner, busy.answered, busy)
    ahead.begin()
    qtbot.waitUntil(lambda: loaded == ["a"])
    busy.answered.emit()
    assert not ahead._pause.isActive()


def test_the_window_starts_without_the_code_of_those_pages():
    code = f"import sys, ui.desktop.main; print([one for one in {LOADED_AHEAD!r} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_begins_once_the_window_is_ready(desktop: Desktop, monkeypatch):
    begun = []
    monkeypatch.setattr(LoadingAhead, "begin", lambda self: begun.append(list(self._left)))
    main._on_ready(desktop, None)
    assert begun == [list(LOADED_AHEAD)]
