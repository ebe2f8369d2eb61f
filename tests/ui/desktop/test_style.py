"""The look comes from the token file, and everything in it can be read."""

import re
from importlib.resources import files

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication

from ui.desktop import style
from ui.desktop.fonts import BUNDLED_FAMILY, interface_font
from ui.desktop.style import DARK, LIGHT, SYSTEM, Look, style_sheet, token_data, tokens_of

THEMES = (LIGHT, DARK)
DRAWN = {
    "canvas": ("#f3f5f8", "#10161d"),
    "surface": ("#ffffff", "#18212b"),
    "line": ("#d5dbe3", "#2f3b48"),
    "control": ("#75818f", "#728093"),
    "text": ("#1b2733", "#e8edf3"),
    "muted": ("#4e5b69", "#aab6c3"),
    "accent": ("#0062ba", "#6db3f2"),
    "accent_soft": ("#e3f0fb", "#16304a"),
    "on_accent": ("#ffffff", "#08131f"),
    "warning": ("#8a5300", "#f3c472"),
    "warning_soft": ("#fff3dc", "#33270f"),
    "good": ("#0b6b3a", "#7fd6a4"),
}


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", token_data()["pairs"], ids=lambda pair: f"{pair['fore']} on {pair['back']}")
def test_every_pair_has_the_contrast_that_wcag_aa_asks_for(pair, theme):
    tokens = tokens_of(theme)
    assert contrast(tokens.colour(pair["fore"]), tokens.colour(pair["back"])) >= pair["least"]


def test_text_is_held_to_the_measure_of_text_and_controls_to_that_of_controls():
    for pair in token_data()["pairs"]:
        assert pair["least"] == (3.0 if pair["fore"] == "control" else 4.5)


@pytest.mark.parametrize("name", DRAWN)
def test_the_colours_are_those_of_the_drawing(name):
    assert tuple(tokens_of(theme).colour(name).name() for theme in THEMES) == DRAWN[name]


@pytest.mark.parametrize("theme", THEMES)
def test_the_sheet_has_no_colour_but_the_tokens(theme):
    sheet = files("resources").joinpath("style/window.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", sheet)
    assert "$" not in style_sheet(tokens_of(theme))


def test_a_theme_that_is_named_is_used_whatever_the_system_says(qapp):
    look = Look(qapp, DARK)
    assert look.tokens is tokens_of(DARK)
    look.use(LIGHT)
    assert look.tokens is tokens_of(LIGHT)


def test_the_system_theme_follows_the_system(qapp, monkeypatch):
    look = Look(qapp, SYSTEM)
    for dark, scheme, theme in ((True, Qt.ColorScheme.Dark, DARK), (False, Qt.ColorScheme.Light, LIGHT)):
        monkeypatch.setattr(style, "system_is_dark", lambda dark=dark: dark)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        assert look.tokens is tokens_of(theme)


def test_a_platform_without_an_interface_font_gets_the_one_that_ships(qapp):
    info = QFontInfo(interface_font(14))
    assert info.family() == BUNDLED_FAMILY
    assert info.pixelSize() == 14
