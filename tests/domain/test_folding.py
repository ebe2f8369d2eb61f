"""Folding text for comparing it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interpreter_app.domain.folding import fold, other_spelling, spellings


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
