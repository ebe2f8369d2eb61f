"""What a person types in the search field is folded and understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.folding import fold
from interpreter_app.domain.languages import language_table, no_languages
from interpreter_app.domain.search_terms import Understood, understand

LANGUAGES = language_table()
NAMES = sorted({name for language in LANGUAGES.languages for name in language.all_names})
SEARCHES = st.text() | st.lists(
    st.sampled_from(NAMES) | st.sampled_from(["som", "lin", "14", "207", "Åse", "O'Brien"]) | st.text(max_size=6)
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("", Understood()),
        ("tigrinja", Understood("tir")),
        ("TIR", Understood("tir")),
        ("arb", Understood("ara")),
        ("ትግርኛ", Understood("tir")),
        ("Norsk tegnspråk", Understood("nsl")),
        ("norsk teiknspraak", Understood("nor", words=("teiknspraak",))),
        ("kari norsk tegnspråk moen", Understood("nsl", words=("kari", "moen"))),
        ("bosnisk/kroatisk/serbisk/montenegrinsk", Understood("hbs")),
        ("tsjekkisk/slovakisk", Understood("ces-slk")),
        ("slovakisk", Understood("slk")),
        ("som Warsame", Understood("som", words=("warsame",))),
        ("14207", Understood(number=14207)),
        ("14 207", Understood(number=14207)),
        ("somali 14 207 Ali", Understood("som", 14207, ("ali",))),
        ("Al-Masri", Understood(words=("al", "masri"))),
    ],
)
def test_a_search_text_is_understood(text, understood):
    assert understand(text, LANGUAGES) == understood


def test_of_two_languages_the_longest_name_wins_and_the_first_at_the_same_length():
    assert understand("dari tigrinja", LANGUAGES) == Understood("tir", words=("dari",))
    assert understand("urdu dari", LANGUAGES) == Understood("urd", words=("dari",))


def test_a_code_that_is_also_a_personal_name_counts_only_alone():
    assert understand("lin", LANGUAGES) == Understood("lin")
    assert understand("Mei Lin", LANGUAGES) == Understood(words=("mei", "lin"))


def test_a_code_of_two_letters_is_a_word():
    assert understand("So", LANGUAGES) == Understood(words=("so",))


def test_a_word_for_several_languages_is_left_as_a_word():
    assert understand("kurdisk", LANGUAGES) == Understood(words=("kurdisk",))
    assert understand("Karen", LANGUAGES) == Understood(words=("karen",))


def test_digits_too_many_for_a_register_number_are_words():
    assert understand("+47 912 34 567", LANGUAGES) == Understood(words=("47", "912", "34", "567"))
    assert understand("9" * 5000, LANGUAGES) == Understood(words=("9" * 5000,))


@given(SEARCHES)
def test_any_text_is_understood_as_folded_words(text):
    understood = understand(text, LANGUAGES)
    assert all(word and fold(word) == word and " " not in word for word in understood.words)
    assert understood.number is None or understood.number >= 0
    assert understood.language is None or LANGUAGES.get(understood.language).code == understood.language


@given(SEARCHES)
def test_folding_first_changes_nothing(text):
    assert understand(fold(text), LANGUAGES) == understand(text, LANGUAGES)


@given(SEARCHES)
def test_words_alone_are_understood_as_the_same_words(text):
    understood = understand(text, LANGUAGES)
    if understood.language is None and understood.number is None:
        assert understand(" ".join(understood.words), LANGUAGES) == understood


@given(st.sampled_from(NAMES))
def test_every_name_of_a_language_is_understood(name):
    assert understand(name, LANGUAGES).language == LANGUAGES.find(name).code


def test_without_names_of_languages_all_but_the_number_is_words():
    assert understand("Karen Dari 14 207", no_languages()) == Understood(None, 14207, ("karen", "dari"))
