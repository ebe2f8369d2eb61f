"""The font of the window: the system's own, or the one that ships where the system has none."""

from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

BUNDLED_FAMILY = "Inter"
_BUNDLED_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf")
_NO_INTERFACE_FONTS = frozenset({"", "sans", "sans serif", "sans-serif", "dejavu sans", "bitstream vera sans", "fixed"})
"""What Qt answers where no desktop has chosen an interface font."""
_NO_DESKTOP = frozenset({"offscreen", "minimal"})


def interface_font(pixels: int) -> QFont:
    """The interface font in a size of ``pixels``; the bundled one where the platform has none of its own."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if _needs_bundled(font.family(), QGuiApplication.platformName()):
        font = QFont(_load_bundled() or font.family())
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(pixels)
    return font


def _needs_bundled(family: str, platform: str) -> bool:
    return platform in _NO_DESKTOP or family.casefold() in _NO_INTERFACE_FONTS


def _load_bundled() -> str | None:
    """Make the bundled font known; its family, None when the files cannot be used."""
    loaded = [_load(name) for name in _BUNDLED_FILES]
    return BUNDLED_FAMILY if -1 not in loaded else None


def _load(name: str) -> int:
    with as_file(files("resources") / "fonts" / name) as path:
        return QFontDatabase.addApplicationFont(str(path))
