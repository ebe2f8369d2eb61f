"""What there is to read in the guide, and what is told when it has changed."""

from datetime import date

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from interpreter_app.domain.guidance_content import GuidancePiece, PieceText, shipped_pieces
from interpreter_app.use_cases.guidance_news import News
from interpreter_app.use_cases.guide_topics import TOPICS as ALL_TOPICS
from tests.support.guide import open_guide
from tests.support.widgets import words
from ui.desktop.dialogs import guidance_news
from ui.desktop.dialogs.guidance_news import GuidanceNewsDialog
from ui.desktop.main import Desktop
from ui.desktop.pages import guide_page
from ui.desktop.pages.guide_page import GuidePage
from ui.desktop.pages.guide_page_head import TOPICS


@pytest.fixture
def page(qtbot, desktop: Desktop) -> GuidePage:
    return open_guide(qtbot, desktop)


@pytest.mark.parametrize("topic", ALL_TOPICS, ids=lambda one: one.key)
def test_every_topic_has_something_to_read(page, topic):
    page.show_tab(TOPICS)
    page.topics.list.rows[topic.key].click()
    shown = page.topics.findChildren(QLabel)
    assert len({one.text() for one in shown if one.isVisible()}) > 3
    assert "{" not in words(page.topics)


def test_the_requirements_are_copied_as_text(page):
    page.show_tab(TOPICS)
    page.topics.show_topic("procurement")
    copy = next(one for one in page.topics.findChildren(QPushButton) if one.text() == "Copy the requirements")
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Requirements for interpreting services\n")
    assert "\n1. " in copied
    assert "Police certificate" in copied


@pytest.mark.parametrize(
    ("name", "chosen", "written", "begins"),
    [
        ("krav", "PDF (*.pdf)", "krav.pdf", b"%PDF"),
        ("krav", "DOCX (*.docx)", "krav.docx", b"PK"),
        ("krav.pdf", "DOCX (*.docx)", "krav.pdf", b"%PDF"),
        ("krav", "", "krav.docx", b"PK"),
    ],
)
def test_the_requirements_are_saved_in_the_format_that_is_named(
    qtbot, monkeypatch, tmp_path, page, name, chosen, written, begins
):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr(
        "ui.desktop.chosen_files.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / name), chosen)
    )
    page.show_tab(TOPICS)
    page.topics.show_topic("procurement")
    next(one for one in page.topics.findChildren(QPushButton) if one.text().startswith("Save the req")).click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [str(tmp_path / written)]
    assert (tmp_path / written).read_bytes().startswith(begins)


def changed_piece() -> News:
    old = next(piece for piece in shipped_pieces() if piece.key == "law")
    new = GuidancePiece(
        key="law",
        version=old.version + 1,
        valid_from=date(2027, 1, 1),
        texts={language: PieceText(title="New dates", body=("Until {until}.",)) for language in ("nb", "nn", "en")},
        sources=("TL 7(5)",),
        data={**old.data, "dispensed_until": "2027-12-31"},
    )
    return News("law", old, new)


def test_what_has_changed_is_told_until_it_is_seen(qtbot, monkeypatch, open_desktop, data_folder):
    waiting, seen = [changed_piece()], []
    monkeypatch.setattr(guide_page, "read_news", lambda *_: tuple(waiting))
    monkeypatch.setattr(guidance_news, "mark_seen", lambda _, news: seen.extend(news) or waiting.clear())
    page = open_guide(qtbot, open_desktop(data_folder))
    assert page.head.banner.isVisible()
    page.head.show_news_button.click()
    dialog = page.window().findChild(GuidanceNewsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    told = words(dialog)
    assert "Until 31 December 2027." in told
    assert "31 December 2026" in told
    assert "Holds from 1 January 2027" in told
    assert "As it will be" in told
    dialog.seen.click()
    qtbot.waitUntil(lambda: not page.head.banner.isVisible())
    assert [one.key for one in seen] == ["law"]


def test_nothing_has_changed_for_whoever_looks_for_the_first_time(page):
    assert not page.head.banner.isVisible()
