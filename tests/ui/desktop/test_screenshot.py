"""Pictures of every page, in both themes, at any scale."""

import shutil

import pytest
from PySide6.QtGui import QColor, QImage

from interpreter_app.domain.errors import EnvironmentFault, NotFound, UserError
from interpreter_app.i18n import UiLanguage
from interpreter_app.store.base import log
from sync.preview import Preview
from tests.support import desktop_staff as staff
from tests.support.desktop import NOW, context_in
from ui.desktop.screenshot import take_screenshot
from ui.desktop.style import tokens_of
from ui.pages import PAGES, STAFF_PAGES


@pytest.fixture
def context(data_folder):
    return context_in(data_folder, UiLanguage.ENGLISH)


DIALOGS = ("log-in", "departure-note", "log-assignment")
"""Pages with a dialog over them."""
PLAIN_PAGES = [page for page in PAGES if page not in (*STAFF_PAGES, *DIALOGS)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", PLAIN_PAGES)
def test_every_page_has_its_picture_in_both_themes(context, tmp_path, page, theme):
    file = tmp_path / f"{page}.png"
    take_screenshot(context, file, page, theme, 1)
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1280, 800)
    assert picture.pixelColor(1270, 10) == tokens_of(theme).colour("canvas")
    assert picture.pixelColor(4, 300) == tokens_of(theme).colour("surface")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", ["outbox", "conflicts", "sync-log"])
def test_the_pages_of_the_staff_have_theirs_once_somebody_is_logged_in(context, data_folder, tmp_path, page, theme):
    profile = staff.staff_profile(data_folder)
    staff.in_conflict(profile, staff.change(profile, 14207, phone="00000300"), {"phone": "00000400"})
    with profile.database.write() as connection:
        log(connection, NOW, "sync", sync="sync-1", received=3)
    profile.close()
    take_screenshot(context, tmp_path / "page.png", page, theme, 1)
    picture = QImage(str(tmp_path / "page.png"))
    assert picture.pixelColor(1270, 10) == tokens_of(theme).colour("canvas")
    assert picture.pixelColor(1270, 400) == tokens_of(theme).colour("surface")


def test_a_dialog_stands_over_its_page(context, data_folder, tmp_path):
    staff.staff_profile(data_folder).close()

    def look_ahead(*_):
        return Preview(send=(), held=())

    for page in ("sync-preview", *DIALOGS):
        take_screenshot(context, tmp_path / "page.png", page, "light", 1, look_ahead=look_ahead)
        picture = QImage(str(tmp_path / "page.png"))
        assert picture.pixelColor(640, 400 - 100) in (QColor("#ffffff"), QColor("#f8f9fb"))
        assert picture.pixelColor(1270, 10).lightness() < tokens_of("light").colour("canvas").lightness()


def test_a_page_of_the_staff_says_who_may_see_it(context, tmp_path):
    with pytest.raises(UserError) as refused:
        take_screenshot(context, tmp_path / "none.png", "outbox", "light", 1)
    assert "demo --as case_worker" in str(refused.value)
    assert not (tmp_path / "none.png").exists()


@pytest.mark.parametrize("scale", [1.5, 2])
def test_a_picture_is_sharp_at_any_scale(context, tmp_path, scale):
    file = tmp_path / "results.png"
    take_screenshot(context, file, "results", "light", scale)
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1280 * scale, 800 * scale)
    assert picture.pixelColor(round(1270 * scale), round(10 * scale)) == QColor("#f3f5f8")


def test_the_same_page_gives_the_same_picture(context, tmp_path):
    for name in ("one.png", "other.png"):
        take_screenshot(context, tmp_path / name, "results", "light", 1)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()


def test_a_picture_changes_nothing_that_is_remembered(context, data_folder, tmp_path):
    take_screenshot(context, tmp_path / "results.png", "results", "dark", 1)
    assert not (data_folder / "settings.json").exists()


def test_an_unknown_page_is_refused_with_the_choices(context, tmp_path):
    with pytest.raises(UserError) as refused:
        take_screenshot(context, tmp_path / "none.png", "nonsense", "light", 1)
    assert "results" in str(refused.value)
    assert not (tmp_path / "none.png").exists()


def test_without_data_there_is_a_picture_of_the_first_start_only(tmp_path):
    folder = tmp_path / "empty"
    take_screenshot(context_in(folder, UiLanguage.ENGLISH), tmp_path / "first.png", "first-start", "light", 1)
    with pytest.raises(NotFound):
        take_screenshot(context_in(folder, UiLanguage.ENGLISH), tmp_path / "results.png", "results", "light", 1)
    shutil.rmtree(folder)


def test_a_file_that_cannot_be_written_is_told_plainly(context, tmp_path):
    with pytest.raises(EnvironmentFault):
        take_screenshot(context, tmp_path / "missing" / "search.png", "search", "light", 1)
