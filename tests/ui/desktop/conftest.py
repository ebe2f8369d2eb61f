import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from interpreter_app.i18n import UiLanguage
from interpreter_app.use_cases.open_profile import Profile
from tests.support import desktop_staff as staff
from tests.support.desktop import context_in, small_register
from ui.desktop.main import Desktop, build, take_apart
from ui.desktop.pages.entries_page import EntriesPage
from ui.desktop.pages.usage_page import UsagePage
from ui.desktop.services import Services

OpenDesktop = Callable[..., Desktop]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt fails a test, save what the offscreen platform says of itself."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))


@pytest.fixture(autouse=True)
def keys_released(qapp: QApplication) -> Iterator[None]:
    """The application remembers the keys that a test held last; the next one begins with none."""
    yield
    QTest.keyRelease(QWidget(), Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    assert qapp.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def no_dialog_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog for files waits for a person for ever; a test that means one puts its own in the place."""

    def asked(*_: object) -> tuple[str, str]:
        raise AssertionError("a dialog for files was opened")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", asked)


@pytest.fixture(scope="session")
def made_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    small_register(folder)
    return folder


@pytest.fixture
def data_folder(made_register: Path, tmp_path: Path) -> Path:
    """A data folder with the small register in it."""
    folder = tmp_path / "data"
    shutil.copytree(made_register, folder)
    return folder


def never(*_: object) -> Any:
    raise AssertionError("nothing is synchronised here")


@pytest.fixture
def open_desktop(qtbot: QtBot, qapp: QApplication) -> Iterator[OpenDesktop]:
    """Opens windows; all are closed when the test is over."""
    opened: list[Desktop] = []

    def open_(
        folder: Path,
        *,
        language: UiLanguage = UiLanguage.ENGLISH,
        services: Services | None = None,
        size: tuple[int, int] = (1280, 800),
    ) -> Desktop:
        context = context_in(folder, language)
        desktop = build(qapp, context, services or Services(never), context.open_profile(even_locked=True))
        opened.append(desktop)
        desktop.window.resize(*size)
        desktop.window.show()
        desktop.window.activateWindow()
        qtbot.waitUntil(desktop.window.isActiveWindow)
        if desktop.session.sync.state is not None and not desktop.session.standing.locked:
            with qtbot.waitSignal(desktop.window.search.answered):
                desktop.window.begin()
        return desktop

    yield open_
    for desktop in opened:
        desktop.close()
        take_apart(desktop)


@pytest.fixture
def desktop(open_desktop: OpenDesktop, data_folder: Path) -> Desktop:
    """The window over the small register, in English, its first search answered."""
    return open_desktop(data_folder)


@pytest.fixture
def profile(data_folder: Path) -> Iterator[Profile]:
    """A case worker's profile over the small register, to be written to beside the window."""
    made = staff.staff_profile(data_folder)
    yield made
    made.close()


@pytest.fixture
def open_listing(qtbot: QtBot, open_desktop: OpenDesktop, data_folder: Path) -> OpenDesktop:
    """Opens windows on a page of entries, by its name; what it lists is read."""

    def open_(name: str, **options: Any) -> Desktop:
        desktop = open_desktop(data_folder, **options)
        page = desktop.window.page(name)
        assert isinstance(page, EntriesPage)
        with qtbot.waitSignal(page.model.modelReset):
            desktop.window.show_page(name)
        return desktop

    return open_


@pytest.fixture
def usage_page(qtbot: QtBot, desktop: Desktop) -> UsagePage:
    """The page of the usage log, which is empty."""
    made = desktop.window.show_page("usage")
    assert isinstance(made, UsagePage)
    qtbot.waitUntil(lambda: made.report is not None)
    return made
