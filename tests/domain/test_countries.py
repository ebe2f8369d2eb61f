"""Countries by their codes."""

import pytest

from interpreter_app.domain.countries import check_country, country_names
from interpreter_app.domain.errors import UserError


@pytest.mark.parametrize(("given", "code"), [("SE", "SE"), (" se ", "SE"), ("", ""), (None, "")])
def test_a_country_is_kept_by_its_code_in_capitals(given, code):
    assert check_country(given) == code


@pytest.mark.parametrize("given", ["Sweden", "XX", "SWE", 46])
def test_what_is_no_code_of_a_country_is_refused(given):
    with pytest.raises(UserError, match="is no country"):
        check_country(given)


def test_every_country_has_a_name_in_every_language_of_the_program():
    assert len(country_names()) == 249
    assert all(set(names) == {"nb", "nn", "en"} and all(names.values()) for names in country_names().values())
    assert country_names()["SE"] == {"nb": "Sverige", "nn": "Sverige", "en": "Sweden"}
