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
