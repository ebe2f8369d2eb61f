"""An error tells what happened and what to do, in the person's language."""

import pytest

from interpreter_app.domain.errors import (
    N_,
    AppError,
    Cancelled,
    EnvironmentFault,
    Named,
    NotFound,
    SyncError,
    UserError,
)

NORWEGIAN = {"No file {name}.": "Ingen fil {name}.", "Choose another.": "Velg en annen."}


def test_an_error_reads_as_its_message_and_its_hint():
    assert str(AppError("No file {name}.", "Choose another.", name="a.txt")) == "No file a.txt. Choose another."


def test_an_error_without_a_hint_reads_as_its_message_alone():
    assert str(AppError("No file {name}.", name="a.txt")) == "No file a.txt."


def test_an_error_is_told_in_the_language_asked_for():
    error = AppError("No file {name}.", "Choose another.", name="a.txt")
    assert error.in_words(NORWEGIAN.__getitem__) == "Ingen fil a.txt. Velg en annen."


def test_values_are_shown_as_they_are():
    assert str(AppError("No file {name}.", name="{name} %s \x00")) == "No file {name} %s \x00."


def test_values_that_have_names_are_told_in_the_language_asked_for():
    error = UserError("Choose one of: {choices}.", choices=Named(("On site", "By screen")))
    norwegian = {"Choose one of: {choices}.": "Velg {choices}.", "On site": "Fremmøte", "By screen": "Skjerm"}
    assert error.in_words(norwegian.__getitem__) == "Velg Fremmøte, Skjerm."
    assert (
        AppError("{why}", why=error).in_words({"{why}": "{why}", **norwegian}.__getitem__) == "Velg Fremmøte, Skjerm."
    )
    assert str(error) == "Choose one of: On site, By screen."


def test_what_happened_and_what_to_do_can_be_told_apart():
    error = AppError("No file {name}.", "Choose another.", name="a.txt")
    assert error.parts_in_words(NORWEGIAN.__getitem__) == ("Ingen fil a.txt.", "Velg en annen.")
    assert AppError("No file {name}.", name="a").parts_in_words(NORWEGIAN.__getitem__) == ("Ingen fil a.", "")


def test_marking_a_text_for_translation_leaves_it_as_it_is():
    assert N_("No file {name}.") == "No file {name}."


@pytest.mark.parametrize("family", [UserError, NotFound, EnvironmentFault, SyncError])
def test_every_family_of_errors_is_told_to_the_person(family):
    with pytest.raises(AppError, match=r"^No file\. Choose another\.$"):
        raise family("No file.", "Choose another.")


def test_stopping_a_job_is_no_error_that_is_told():
    assert not issubclass(Cancelled, AppError)
