"""What a person types in the search field is folded and understood."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interpreter_app.domain.languages import language_table, no_languages
from interpreter_app.domain.search_terms import Understood, fold, other_spelling, spellings, understand

LANGUAGES = language_table()
NAMES = sorted({name for language in LANGUAGES.languages for name in language.all_names})
SEARCHES = st.text() | st.lists(
    st.sampled_from(NAMES) | st.sampled_from(["som", "lin", "14", "207", "Åse", "O'Brien"]) | st.text(max_size=6)
).map(" ".join)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Sørensen", "sorensen"),
        ("Åse Bjærum", "ase bjaerum"),
        ("A\u030ase", "ase"),
        ("Kovačević", "kovacevic"),
        ("Nguyễn Thị Hòa", "nguyen thi hoa"),
        ("Wójcik Łukasz", "wojcik lukasz"),
        ("Đorđević Ðe Þór", "dordevic de thor"),
        ("Straße", "strasse"),
        ("İpek Yıldız", "ipek yildiz"),
        ("Şerif", "serif"),
        ("O'Brien O’Brien", "obrien obrien"),
        ("Sa\u02bfad", "saad"),
        ("Al-Masri", "al masri"),
        ("  Olena\t\u00a0Shevchenko ", "olena shevchenko"),
        ("bosnisk/kroatisk", "bosnisk kroatisk"),
        ("ＡＢＣ", "abc"),
        ("", ""),
    ],
)
def test_a_name_is_folded_to_plain_small_letters(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize("written", ["ትግርኛ", "हिन्दी", "ไทย", "မြန်မာ", "한국어", "日本語", "پښتو", "ქართული"])
def test_letters_that_are_not_latin_stay(written):
    assert fold(written) == written


def test_vowel_points_make_no_difference():
    assert fold("مُحَمَّد") == fold("محمد")
    assert fold("יִידיש") == fold("יידיש")


@given(st.text())
@example("か\u200d\u3099")
@example("\u0345")
def test_folding_what_is_folded_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(codec="ascii")))
def test_the_quick_way_for_plain_text_gives_the_same(text):
    assert fold(text) == fold(text + " \u0416").removesuffix("ж").strip()


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_a_folded_text_is_words_with_single_spaces(text):
    assert fold(text).split(" ") == (fold(text).split() or [""])


@pytest.mark.parametrize(
    ("name", "indexed"),
    [
        ("Åse", "ase aase"),
        ("Sørensen", "sorensen soerensen"),
        ("Åse Berg Sørensen", "ase berg sorensen aase soerensen"),
        ("Müller Jörg Jäger", "muller jorg jager mueller joerg jaeger"),
        ("Đorđević", "dordevic djordjevic"),
        ("A\u030ase", "ase aase"),
        ("Kovačević", "kovacevic"),
        ("Berg", "berg"),
        ("", ""),
    ],
)
def test_a_name_is_indexed_with_its_other_customary_spelling(name, indexed):
    assert spellings(name) == indexed


@pytest.mark.parametrize(
    ("text", "folded"), [("Fremmøte", "fremmoete"), ("På  Telefon", "paa telefon"), ("By-phone", "by phone"), ("", "")]
)
def test_the_other_spelling_of_a_text_is_folded(text, folded):
    assert other_spelling(text) == folded


@given(st.text())
def test_spellings_begin_with_the_folded_text_and_are_folded(text):
    assert spellings(text).startswith(fold(text))
    assert fold(spellings(text)) == spellings(text)


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
