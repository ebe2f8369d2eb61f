"""The languages of the fictional register: how many people each has, and which go together."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from interpreter_app.domain.categories import Category, Pair
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import is_sign_language
from sync.register_server.fictional_chance import Chance, Deck

OPENING = 300
"""Among so many people, the first, each language has at least one."""

_SECOND = 0.32
_THIRD = 0.13
"""The share of those with a language more who have yet another."""

_FEW_NORWEGIAN = 0.05


class LanguageShare(NamedTuple):
    """A language of the fictional register.

    ``weight`` is about how many of 1,000 people have it as their first language of work. ``categories`` are those
    that can be reached in it: the small languages never had exams or a bachelor. ``others`` are languages that its
    interpreters may have too. ``norwegian`` is the share who have Norwegian names.
    """

    code: str
    weight: int
    categories: str
    others: tuple[str, ...] = ()
    norwegian: float = _FEW_NORWEGIAN


def _all(code: str, weight: int, others: str = "", norwegian: float = _FEW_NORWEGIAN) -> LanguageShare:
    return LanguageShare(code, weight, "ABCDE", tuple(others.split()), norwegian)


def _no_bachelor(code: str, weight: int, others: str = "", norwegian: float = _FEW_NORWEGIAN) -> LanguageShare:
    return LanguageShare(code, weight, "BCDE", tuple(others.split()), norwegian)


def _small(code: str, weight: int, others: str = "", norwegian: float = _FEW_NORWEGIAN) -> LanguageShare:
    return LanguageShare(code, weight, "DE", tuple(others.split()), norwegian)


SHARES = (
    _all("ara", 121, "fra kmr eng"),
    _all("rus", 95, "ukr kat uzb hye eng", 0.08),
    _all("pol", 98, "rus ukr deu"),
    _all("eng", 38, "spa fra deu urd", 0.3),
    _all("som", 76, "swh ara amh"),
    _all("pes", 58, "prs prs aze tur"),
    _all("prs", 52, "pes pus urd"),
    _all("ckb", 57, "kmr kmr pes ara"),
    _all("spa", 47, "por por ita", 0.22),
    _all("tur", 39, "kmr kmr aze"),
    _all("ukr", 18, "rus rus pol"),
    _all("tir", 32, "amh amh ara"),
    LanguageShare("nsl", 26, "ABD"),
    LanguageShare("nor", 4, "BD"),
    _all("urd", 20, "pan hin pan"),
    _all("vie", 26, "eng", 0.04),
    _all("fra", 11, "lin por", 0.2),
    _all("hbs", 20, "deu"),
    _all("tha", 18, "eng", 0.03),
    _all("pus", 12, "prs urd"),
    _no_bachelor("deu", 7, "eng", 0.35),
    _all("sqi", 15, "ita deu"),
    _all("tam", 15, "sin eng"),
    _all("ron", 14, "ita hun"),
    _all("lit", 14, "rus"),
    _all("cmn", 13, "yue yue eng", 0.1),
    _no_bachelor("amh", 9, "orm tir"),
    _no_bachelor("kmr", 8, "ckb ckb tur"),
    _no_bachelor("por", 10, "spa fra", 0.15),
    _no_bachelor("bul", 9, "rus"),
    _no_bachelor("orm", 6, "amh som"),
    _no_bachelor("swh", 7, "kin run fra", 0.12),
    _no_bachelor("hun", 8, "ron"),
    _no_bachelor("ita", 5, "eng", 0.2),
    _no_bachelor("tgl", 8, "eng"),
    _no_bachelor("pan", 4, "urd hin"),
    _no_bachelor("hin", 3, "pan eng"),
    _no_bachelor("ben", 4, "hin urd"),
    _no_bachelor("nep", 4, "hin"),
    _small("sin", 2, "tam"),
    _no_bachelor("lav", 5, "rus"),
    _no_bachelor("est", 4, "fin rus"),
    _no_bachelor("fin", 6, "sme", 0.1),
    LanguageShare("sme", 5, "CDE", ("fin",), 0.05),
    LanguageShare("smj", 1, "CDE", ("sme",), 0.1),
    LanguageShare("sma", 1, "CDE", (), 0.1),
    _no_bachelor("ell", 3),
    _no_bachelor("kat", 2, "rus"),
    _no_bachelor("hye", 3, "rus"),
    _no_bachelor("kin", 3, "run swh"),
    _no_bachelor("lin", 3, "fra swh"),
    _no_bachelor("mya", 4, "cnh ksw"),
    _small("cnh", 2, "mya"),
    _no_bachelor("ces-slk", 5, "deu"),
    _no_bachelor("hrv", 2, "deu"),
    _no_bachelor("srp", 2, "deu"),
    _no_bachelor("bos", 2, "deu"),
    _no_bachelor("isl", 2, "eng", 0.1),
    _no_bachelor("jpn", 2, "eng", 0.15),
    _no_bachelor("kor", 2, "eng", 0.1),
    _small("ind", 1, "eng", 0.1),
    _no_bachelor("yue", 2, "cmn"),
    _small("mon", 2, "rus"),
    _small("aze", 1, "rus tur"),
    _small("uzb", 1, "rus"),
    _small("uig", 2, "cmn"),
    _no_bachelor("che", 3, "rus rus"),
    _small("run", 1, "kin fra swh"),
    _no_bachelor("nld", 2, "deu", 0.25),
    _small("bod", 2, "nep"),
    _small("mkd", 1, "bul sqi"),
    _small("rhg", 1, "ben"),
    _small("nus", 1, "ara"),
    _small("ksw", 1, "mya"),
    _small("aii", 1, "ara"),
    _small("mfz", 1, "ara"),
)
"""The most listed first (Arabic to Turkish as published), then those most asked for, then the others."""

BY_CODE: Mapping[str, LanguageShare] = {share.code: share for share in SHARES}


def _pair_of(code: str) -> Pair:
    """The language with the kind that its interpreters are listed for; Norwegian is for speech-to-text."""
    if code == "nor":
        return Pair(code, Kind.SPEECH_TO_TEXT)
    return Pair(code, Kind.SIGN if is_sign_language(code) else Kind.SPOKEN)


_DEAFBLIND = Pair("nsl", Kind.DEAFBLIND)
_FIRST_PAIRS = {share.code: _pair_of(share.code) for share in SHARES}
_FURTHER_PAIRS: Mapping[str, tuple[Pair, ...]] = {
    **{share.code: tuple(map(_pair_of, share.others)) for share in SHARES},
    "nsl": (_DEAFBLIND, _DEAFBLIND, _pair_of("nor")),
    "nor": (_DEAFBLIND,),
}
_CATEGORIES: Mapping[Pair, tuple[Category, ...]] = {
    **{_pair_of(share.code): tuple(map(Category, share.categories)) for share in SHARES},
    _DEAFBLIND: (Category.B, Category.D),
}


def first_languages(chance: Chance, size: int) -> Iterator[str]:
    """The code of each person's first language, without end, for a register of ``size`` people.

    In the first 300 every language comes at least once; in fewer people than languages, none comes twice.
    """
    deck = Deck(chance, [share.code for share in SHARES for _ in range(share.weight)])
    opening = min(size, OPENING)
    codes = [share.code for share in SHARES[:opening]]
    codes += [deck.deal() for _ in range(opening - len(codes))]
    yield from chance.shuffled(codes)
    while True:
        yield deck.deal()


def pairs_of_person(chance: Chance, code: str) -> list[Pair]:
    """What a person whose first language is ``code`` interprets: that first, then none to two pairs more."""
    pairs = [_FIRST_PAIRS[code]]
    others = _FURTHER_PAIRS[code]
    share = _SECOND
    while others and chance.happens(share):
        pairs.append(chance.one_of(others))
        others = tuple(pair for pair in others if pair not in pairs)
        share = _THIRD
    return pairs


def categories_of(pair: Pair) -> tuple[Category, ...]:
    """The categories that can be reached for the pair, best first."""
    return _CATEGORIES[pair]
