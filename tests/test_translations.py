"""Every text of the program has bokmål and nynorsk, with the same values in it, and is compiled."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from interpreter_app.i18n import DOMAIN

ROOT = Path(__file__).parents[1]
SOURCES = ("interpreter_app", "sync", "ui")
KEYWORDS = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)}
VALUE = re.compile(r"\{[^}]*\}")

Key = str | tuple[str, ...]


def in_source() -> set[Key]:
    found: set[Key] = set()
    for source in SOURCES:
        for _, _, message, _, _ in extract_from_dir(ROOT / source, keywords=KEYWORDS):
            found.add(tuple(message) if isinstance(message, (list, tuple)) else message)
    return found


def folder(language: str) -> Path:
    return ROOT / "resources" / "translations" / language / "LC_MESSAGES"


def catalogue(language: str) -> Catalog:
    with (folder(language) / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_text_is_translated_and_none_is_stale(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in messages(language)}
    assert in_source() - known == set()
    assert known - in_source() == set()
    unfinished = [m.id for m in messages(language) if m.fuzzy or not all(forms(m.string))]
    assert unfinished == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_values_in_a_text_are_those_of_its_source(language: str) -> None:
    for message in messages(language):
        for source, form in zip(forms(message.id), forms(message.string), strict=True):
            assert set(VALUE.findall(form)) == set(VALUE.findall(source)), message.id


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    fresh = BytesIO()
    write_mo(fresh, catalogue(language))
    fresh.seek(0)
    with (folder(language) / f"{DOMAIN}.mo").open("rb") as file:
        shipped = GNUTranslations(file)
    expected = {key: text for key, text in GNUTranslations(fresh)._catalog.items() if key}  # type: ignore[attr-defined]
    found = {key: text for key, text in shipped._catalog.items() if key}  # type: ignore[attr-defined]
    assert found == expected
