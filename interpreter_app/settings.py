"""What the program remembers between starts, in one small file of the data folder."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from interpreter_app.i18n import UiLanguage
from interpreter_app.private_files import make_private_folder, narrow, replace_private
from interpreter_app.unit import NO_UNIT, Unit, unit_from

FILE_NAME = "settings.json"
THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The person's choices.

    ``theme`` is system, light or dark. ``server`` is the address of the central register and ``proxy`` that of an
    HTTP proxy, both may be empty. ``quiet_fetch`` leaves out the look ahead of a sync that has nothing to send.
    ``message_language`` is that of messages to interpreters, empty for the program's own.
    ``window`` is the window's place as text, ``search`` the last search as JSON data, ``unit`` the unit that books.
    """

    ui_language: UiLanguage = UiLanguage.BOKMAL
    theme: str = "system"
    server: str = ""
    proxy: str = ""
    quiet_fetch: bool = False
    profile: str = ""
    window: str = ""
    search: dict[str, Any] | None = None
    unit: Unit = NO_UNIT
    message_language: str = ""


def read_settings(folder: Path) -> Settings:
    """The settings in ``folder``; a value that is missing or makes no sense is as if never set.

    The file is for its owner only, since it tells whom the unit's contact is and what was last searched for.
    """
    narrow(folder / FILE_NAME)
    try:
        found = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    settings = Settings()
    if not isinstance(found, dict):
        return settings
    for field in fields(Settings):
        if field.name in found:
            settings = _with_value(settings, field.name, found[field.name])
    return settings


def _with_value(settings: Settings, name: str, value: object) -> Settings:
    if name in ("ui_language", "message_language"):
        known = [language for language in UiLanguage if language == value]
        return replace(settings, **{name: known[0]}) if known else settings  # type: ignore[arg-type]
    if name == "theme":
        known_themes = [theme for theme in THEMES if theme == value]
        return replace(settings, theme=known_themes[0]) if known_themes else settings
    if name == "quiet_fetch":
        return replace(settings, quiet_fetch=value is True)
    if name == "unit":
        return replace(settings, unit=unit_from(value))
    if name == "search":
        return replace(settings, search=value) if isinstance(value, dict) else settings
    return replace(settings, **{name: value}) if isinstance(value, str) else settings  # type: ignore[arg-type]


def write_settings(folder: Path, settings: Settings) -> None:
    """Keep ``settings`` in ``folder`` for their owner only, whole or not at all.

    Raises ``EnvironmentFault`` when the folder cannot be made, ``OSError`` when the file cannot be written.
    """
    make_private_folder(folder)
    replace_private(folder / FILE_NAME, json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode())
