"""The look of the window: colours and sizes from the token file, as palette and style sheet, light or dark.

The file is ``resources/style/tokens.json``; the sheet is ``resources/style/window.qss``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.desktop.fonts import interface_font

LIGHT = "light"
DARK = "dark"
SYSTEM = "system"


@cache
def token_data() -> dict[str, Any]:
    """The token file as it stands."""
    text = files("resources").joinpath("style/tokens.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Tokens:
    """The tokens of one theme: ``colours`` by name; ``type_sizes``, ``spacing`` and ``radius`` in logical pixels."""

    theme: str
    colours: Mapping[str, QColor]
    type_sizes: Mapping[str, int]
    spacing: Mapping[str, int]
    radius: Mapping[str, int]
    weights: Mapping[str, int]
    focus_width: int

    def colour(self, name: str) -> QColor:
        """The colour called ``name``."""
        return self.colours[name]

    def font(self, size: str = "body", *, strong: bool = False) -> QFont:
        """The interface font in a size by name, normal or strong."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.type_sizes[size])
        font.setWeight(QFont.Weight(self.weights["strong" if strong else "normal"]))
        return font


@cache
def tokens_of(theme: str) -> Tokens:
    """The tokens of ``theme``, light or dark."""
    data = token_data()
    return Tokens(
        theme=theme,
        colours={name: QColor(pair[theme]) for name, pair in data["colours"].items()},
        type_sizes=data["type"],
        spacing=data["spacing"],
        radius=data["radius"],
        weights=data["weights"],
        focus_width=data["focus_width"],
    )


def style_sheet(tokens: Tokens) -> str:
    """The window's style sheet in the colours of ``tokens``."""
    template = Template(files("resources").joinpath("style/window.qss").read_text(encoding="utf-8"))
    return template.substitute(
        {name: colour.name() for name, colour in tokens.colours.items()},
        **_prefixed("type", tokens.type_sizes),
        **_prefixed("radius", tokens.radius),
        **_prefixed("weight", tokens.weights),
    )


def _prefixed(prefix: str, values: Mapping[str, int]) -> dict[str, int]:
    return {f"{prefix}_{name}": value for name, value in values.items()}


def palette(tokens: Tokens) -> QPalette:
    """The palette for what the style sheet does not reach."""
    roles = {
        QPalette.ColorRole.Window: "canvas",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "inset",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "control",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Dark: "control",
    }
    made = QPalette()
    for role, name in roles.items():
        made.setColor(role, tokens.colour(name))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, tokens.colour("control"))
    return made


def system_is_dark() -> bool:
    """Whether the operating system shows its programs dark."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


class Look(QObject):
    """The look in use. ``changed`` tells those who paint themselves that ``tokens`` are others now."""

    changed = Signal()

    def __init__(self, application: QApplication, theme: str = SYSTEM) -> None:
        super().__init__()
        self._application = application
        self._theme = ""
        self._dressed = False
        self.tokens = tokens_of(LIGHT)
        application.setStyle("Fusion")
        application.setFont(interface_font(self.tokens.type_sizes["body"]))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.use(theme)

    def use(self, theme: str) -> None:
        """Show ``theme``: light, dark, or system for what the operating system says."""
        if theme == self._theme:
            return
        self._theme = theme
        self._apply()

    def dress(self) -> None:
        """Put the style sheet on, once the window is built: to build it under the sheet takes much longer."""
        self._dressed = True
        self._application.setStyleSheet(style_sheet(self.tokens))

    def _on_system_changed(self) -> None:
        if self._theme == SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self._theme == DARK or (self._theme == SYSTEM and system_is_dark())
        self.tokens = tokens_of(DARK if dark else LIGHT)
        self._application.setPalette(palette(self.tokens))
        if self._dressed:
            self._application.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()
