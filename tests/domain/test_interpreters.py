"""A person goes by the chosen name, else by the full one."""

import pytest

from interpreter_app.domain.interpreters import Interpreter


@pytest.mark.parametrize(
    ("first", "middle", "last", "chosen", "name"),
    [
        ("Yonas", "", "Tekle", "", "Yonas Tekle"),
        ("Yonas", "Haile", "Tekle", "", "Yonas Haile Tekle"),
        ("Yonas", "Haile", "Tekle", "Jonas T.", "Jonas T."),
        ("", "", "Tekle", "", "Tekle"),
        ("", "", "", "", ""),
    ],
)
def test_a_person_goes_by_the_chosen_name_else_by_first_middle_and_last_name(first, middle, last, chosen, name):
    person = Interpreter(first_name=first, middle_name=middle, last_name=last, chosen_name=chosen)
    assert person.name == name


def test_the_address_stands_on_one_line():
    assert (
        Interpreter(address="Tenktgata 16", postal_code="1440", place="Drøbak").full_address
        == "Tenktgata 16, 1440 Drøbak"
    )
    assert Interpreter(address="Eksempelveien 1, 1400 Ski").full_address == "Eksempelveien 1, 1400 Ski"
    assert Interpreter(place="Drøbak").full_address == "Drøbak"
    assert Interpreter().full_address == ""
