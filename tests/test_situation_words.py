"""The words of a situation: each value of a vocabulary has a name, and sectors are known by other words too."""

import pytest

from interpreter_app.domain.situations import Body, Ground, Method, Proposed, Sector
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.situation_words import (
    BODY_NAMES,
    GROUND_NAMES,
    METHOD_NAMES,
    PROPOSED_NAMES,
    SECTOR_NAMES,
    sectors_meant,
)

ENGLISH = Texts(UiLanguage.ENGLISH)


@pytest.mark.parametrize(
    ("names", "vocabulary"),
    [
        (SECTOR_NAMES, Sector),
        (BODY_NAMES, Body),
        (METHOD_NAMES, Method),
        (PROPOSED_NAMES, Proposed),
        (GROUND_NAMES, Ground),
    ],
)
def test_every_value_has_a_name_of_its_own(names, vocabulary):
    assert list(names) == list(vocabulary)
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("hosp", [Sector.HEALTH]),
        ("Ward", [Sector.HEALTH]),
        ("correctional", [Sector.PRISON, Sector.PROBATION]),
        ("nothing like it", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_sector_is_known_by_the_beginning_of_other_words(text, sectors):
    assert sectors_meant(text, ENGLISH) == sectors
