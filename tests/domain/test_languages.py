"""Languages are found by code and by name, and never mistaken for one another."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.folding import fold
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import is_sign_language, language_table, no_languages, own_kind

TABLE = language_table()
BUNDLES = {"hbs": ("bos", "hrv", "srp", "cnr"), "ces-slk": ("ces", "slk")}
ISO_639_3 = {
    "Northern Sami": "sme", "Lule Sami": "smj", "Southern Sami": "sma", "Kven": "fkv", "Romany": "rom",
    "Norwegian": "nor", "Norwegian Sign Language": "nsl", "Ukrainian": "ukr", "Tigrinya": "tir", "Tigre": "tig",
    "Somali": "som", "Polish": "pol", "Dari": "prs", "Iranian Persian": "pes", "Central Kurdish": "ckb",
    "Northern Kurdish": "kmr", "Rohingya": "rhg", "Nuer": "nus", "S'gaw Karen": "ksw",
    "Assyrian Neo-Aramaic": "aii", "Mabaan": "mfz", "Maba (Chad)": "mde", "Fur": "fvr", "Mandarin Chinese": "cmn",
    "Yue Chinese": "yue", "Vietnamese": "vie", "Thai": "tha", "Turkish": "tur", "Amharic": "amh", "Oromo": "orm",
    "Kinyarwanda": "kin", "Kirundi": "run", "Swahili": "swh", "Lingala": "lin", "Albanian": "sqi", "Urdu": "urd",
    "Pashto": "pus", "Burmese": "mya", "Tibetan": "bod", "Uyghur": "uig", "Greek": "ell", "Russian": "rus",
}  # fmt: skip
PUBLIC_CODES = [
    "SOM", "SWH", "SME", "HBS", "PRS", "PES", "NSL", "UKR", "RUS", "VIE", "CKB", "KMR", "TIR", "AMH", "FRA",
    "ENG", "ARB", "POL", "CMN", "YUE", "NOR", "TUR",
]  # fmt: skip
IN_FIGURES = [
    "arabisk", "polsk", "russisk", "ukrainsk", "tigrinja", "somali", "dari", "engelsk", "persisk", "sorani",
    "spansk", "tyrkisk", "rohingya", "nuer", "assyrisk", "maban", "kvensk", "romanes", "vietnamesisk",
]  # fmt: skip


def test_there_are_at_least_a_hundred_languages():
    assert len(TABLE.languages) >= 100


def test_codes_are_iso_639_3_in_small_letters_with_one_exception():
    odd = [language.code for language in TABLE.languages if not re.fullmatch("[a-z]{3}", language.code)]
    assert odd == ["ces-slk"]


@pytest.mark.parametrize(("name", "code"), ISO_639_3.items())
def test_a_language_has_its_iso_code(name, code):
    assert TABLE.find(name) is TABLE.get(code)
    assert TABLE.get(code).code == code


def test_no_folded_code_or_name_is_two_languages():
    owners: dict[str, set[str]] = {}
    for language in TABLE.languages:
        for text in (*language.codes, *language.all_names):
            owners.setdefault(fold(text), set()).add(language.code)
    assert {text: codes for text, codes in owners.items() if len(codes) > 1} == {}
    assert "" not in owners


def test_no_code_or_alias_stands_twice():
    codes = [code for language in TABLE.languages for code in language.codes]
    assert len(codes) == len(set(codes))


def test_every_language_is_named_in_the_three_languages_of_the_program_in_proper_style():
    for language in TABLE.languages:
        assert set(language.names) == {"nb", "nn", "en"}
        assert language.name("nb") == language.name("nb").lower()
        assert language.name("nn") == language.name("nn").lower()
        assert language.name("en")[0].isupper()
        for name in language.all_names:
            assert name == name.strip() == unicodedata.normalize("NFC", name)


def test_an_unknown_user_interface_language_gets_bokmaal():
    assert TABLE.get("nsl").name("sv") == "norsk tegnspråk"
    assert TABLE.get("nsl").name("nn") == "norsk teiknspråk"


@pytest.mark.parametrize(
    ("alias", "code"), [("arb", "ara"), ("swa", "swh"), ("nob", "nor"), ("ger", "deu"), ("SO", "som")]
)
def test_an_alias_gives_the_language(alias, code):
    assert TABLE.get(alias).code == code


def test_the_macrolanguage_codes_over_dari_and_kurdish_are_no_alias():
    for code, members in {"fas": "pes", "kur": "ckb", "zho": "cmn"}.items():
        with pytest.raises(UserError, match=members):
            TABLE.get(code)


def test_an_unknown_code_says_what_was_given_and_what_to_do():
    with pytest.raises(UserError, match=r"“qqq”.*ISO 639-3"):
        TABLE.get("qqq")
    with pytest.raises(UserError, match="Did you mean tir"):
        TABLE.get("tigrinja")


@pytest.mark.parametrize("code", ["som", "SOM", " som "])
def test_letter_case_and_spaces_around_a_code_do_not_matter(code):
    assert TABLE.get(code).code == "som"


def test_every_name_finds_its_language():
    for language in TABLE.languages:
        for text in (*language.codes, *language.all_names):
            assert TABLE.find(text.upper()) is language


@pytest.mark.parametrize("word", ["kurdisk", "kinesisk", "samisk", "tegnspråk", "karen", "romani", "chin", ""])
def test_a_word_for_several_languages_finds_none(word):
    assert TABLE.find(word) is None


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("kurdisk", ["ckb", "kmr"]),
        ("Kurdish", ["ckb", "kmr"]),
        ("kinesisk", ["cmn", "yue"]),
        ("samisk", ["sme", "smj", "sma", "sms", "smn"]),
        ("fas", ["pes", "prs"]),
        ("badini", ["kmr"]),
    ],
)
def test_a_word_for_several_languages_suggests_them(word, codes):
    assert [language.code for language in TABLE.suggest(word)][: len(codes)] == codes


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("tigri", "tir"),
        ("sora", "ckb"),
        ("tigrynja", "tir"),
        ("arabsk", "ara"),
        ("sommali", "som"),
        ("vietnam", "vie"),
    ],
)
def test_the_beginning_or_a_slip_suggests_the_language_first(typed, code):
    assert TABLE.suggest(typed)[0].code == code


def test_a_name_that_begins_so_goes_before_one_that_contains_it():
    codes = [language.code for language in TABLE.suggest("tegn", limit=20)]
    assert "nsl" in codes
    assert [one.code for one in TABLE.suggest("persisk")][:2] == ["pes", "prs"]


def test_three_letters_are_not_taken_for_a_slip():
    assert TABLE.suggest("qqx") == []


@given(st.text(), st.integers(0, 10))
def test_suggestions_are_few_and_different(text, limit):
    suggested = TABLE.suggest(text, limit)
    assert len(suggested) <= limit
    assert len(set(suggested)) == len(suggested)


@given(st.text(max_size=8))
def test_any_text_is_found_or_not_and_a_code_given_or_refused(text):
    found = TABLE.find(text)
    known = {fold(code) for language in TABLE.languages for code in language.codes}
    if fold(text) in known:
        assert TABLE.get(text) is found
    else:
        with pytest.raises(UserError) as raised:
            TABLE.get(text)
        assert raised.value.values["given"] == text


@pytest.mark.parametrize(("bundle", "members"), BUNDLES.items())
def test_a_search_for_a_member_also_finds_the_bundle(bundle, members):
    assert TABLE.get(bundle).members == members
    for member in members:
        assert TABLE.searched_codes(member) == (member, bundle)


def test_only_the_two_bundles_have_members_and_these_are_in_the_table():
    assert {one.code: one.members for one in TABLE.languages if one.members} == BUNDLES


def test_a_search_for_a_bundle_or_a_plain_language_finds_itself_alone():
    assert TABLE.searched_codes("hbs") == ("hbs",)
    assert TABLE.searched_codes("arb") == ("ara",)


def test_czech_is_czech_alone_but_the_public_register_means_the_bundle():
    assert TABLE.get("CES").code == "ces"
    assert TABLE.from_public_register("CES") is TABLE.get("ces-slk")
    assert TABLE.from_public_register("SLK") is TABLE.get("slk")


@pytest.mark.parametrize("code", PUBLIC_CODES)
def test_codes_of_the_public_register_are_known(code):
    assert TABLE.from_public_register(code) is not None


@pytest.mark.parametrize("code", ["XXA", "", "FUR", "Somali", "kurdisk"])
def test_a_code_that_the_table_lacks_is_unknown_in_the_public_register(code):
    assert TABLE.from_public_register(code) is None


def test_a_sign_language_means_sign_and_any_other_spoken():
    assert own_kind("nsl") is Kind.SIGN
    assert own_kind("ara") is own_kind("arb") is own_kind("nor") is own_kind("xxa") is Kind.SPOKEN
    assert is_sign_language("nsl")
    assert not is_sign_language("som")


def test_sign_languages_are_marked():
    named_so = {one.code for one in TABLE.languages if "sign" in one.name("en").lower()}
    assert {one.code for one in TABLE.languages if one.sign} == named_so


@pytest.mark.parametrize("name", IN_FIGURES)
def test_languages_of_the_published_figures_are_found_by_name(name):
    assert TABLE.find(name) is not None


def test_maban_and_maba_are_two_languages():
    assert (TABLE.find("maban").code, TABLE.find("maba").code) == ("mfz", "mde")


def test_members_of_bundles_are_told():
    assert TABLE.members_of_bundles() == ("bos", "hrv", "srp", "cnr", "ces", "slk")


def test_a_table_without_names_knows_no_language():
    assert no_languages().find("somali") is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [("som", "som"), ("soma", "som"), ("kurdisk", "ckb"), ("engelsk", "eng"), ("tegnspråk", "nsl")],
)
def test_a_name_that_is_being_typed_is_completed(typed, first):
    completed = TABLE.complete(typed)
    assert first in [language.code for language in completed]
    assert len(completed) == len(set(completed)) <= 8


def test_a_name_is_completed_by_its_beginning_only():
    assert TABLE.complete("omali") == []
    assert TABLE.complete("") == TABLE.complete("  ") == []
    assert len(TABLE.complete("s", 3)) == 3
    assert TABLE.complete("s", 0) == TABLE.complete("s", -1) == []
