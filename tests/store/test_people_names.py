"""The names and numbers of everybody in a file."""

from pathlib import Path

from interpreter_app.store.people_names import read_names
from tests.support.registers import person, profile_with


def test_everybody_is_read_with_every_name_listed_or_not(tmp_path: Path) -> None:
    people = [
        person("Åse Sørensen", 10001),
        person("Pasi Nieminen", 10002, chosen_name="Timo Nieminen"),
        person("Ali Hassan", 10003, middle_name="Omar", listed=[]),
        person("Kari Hansen", 10004, chosen_name="Kari Hansen"),
    ]
    profile = profile_with(tmp_path, people)
    with profile.database.read() as connection:
        found = {one.number: one.names for one in read_names(connection)}
    profile.close()
    assert found == {
        10001: ("Åse Sørensen",),
        10002: ("Timo Nieminen", "Pasi Nieminen"),
        10003: ("Ali Omar Hassan",),
        10004: ("Kari Hansen",),
    }
