"""The acts that answers rest on: every one can be named in three languages and read at its address."""

import re

import pytest

from interpreter_app.domain.acts import act_of, acts, in_words, is_known, link_to
from interpreter_app.domain.guidance_content import LANGUAGES

SOURCES = [f"{act.abbreviation} {paragraph}" for act in acts().values() for paragraph in act.paragraphs]


@pytest.mark.parametrize("act", acts().values(), ids=lambda act: act.abbreviation)
def test_an_act_has_a_name_in_each_language_and_a_safe_address(act):
    assert set(act.names) == set(LANGUAGES)
    assert all(name.strip() == name != "" for name in act.names.values())
    assert act.names["nb"].endswith(("loven", "lova", "forskriften"))
    assert act.names["nn"].endswith(("lova", "forskrifta"))
    assert re.fullmatch(r"https://lovdata\.no/(lov|dokument/SF/forskrift)/\d{4}-\d\d-\d\d(-\d+)?", act.link)


def test_no_two_acts_share_a_name_or_an_address():
    for told in (
        [act.link for act in acts().values()],
        *([act.name(language) for act in acts().values()] for language in LANGUAGES),
    ):
        assert len(told) == len(set(told))


@pytest.mark.parametrize("source", SOURCES)
def test_a_paragraph_stands_once_and_in_a_form_that_can_be_read(source):
    assert SOURCES.count(source) == 1
    assert re.fullmatch(r"[A-Z]+ \d+(-\d+)?[a-e]?(\(\d\))?", source)


@pytest.mark.parametrize("source", [source for source in SOURCES if "(" in source])
def test_a_subparagraph_belongs_to_a_paragraph_of_the_table(source):
    assert is_known(source.partition("(")[0])


@pytest.mark.parametrize(
    ("source", "ui_language", "words"),
    [
        ("TL 6(1)", "nb", "tolkeloven § 6 (1)"),
        ("TL 6(1)", "nn", "tolkelova § 6 (1)"),
        ("TL 6(1)", "en", "the Interpreting Act § 6 (1)"),
        ("TL 6(1)", "fr", "tolkeloven § 6 (1)"),
        ("PBRL 3-5", "nn", "pasient- og brukarrettslova § 3-5"),
        ("TF 20", "nb", "tolkeforskriften § 20"),
    ],
)
def test_a_source_is_told_as_people_write_it(source, ui_language, words):
    assert in_words(source, ui_language) == words


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("TL 6(1)", "https://lovdata.no/lov/2021-06-11-79/§6"),
        ("TL 6", "https://lovdata.no/lov/2021-06-11-79/§6"),
        ("PBRL 3-5", "https://lovdata.no/lov/1999-07-02-63/§3-5"),
        ("TF 20", "https://lovdata.no/dokument/SF/forskrift/2021-09-13-2744/§20"),
    ],
)
def test_a_source_leads_to_its_paragraph(source, address):
    assert link_to(source) == address


@pytest.mark.parametrize("source", SOURCES)
def test_every_paragraph_of_the_table_is_known(source):
    assert is_known(source)
    act, paragraph = act_of(source)
    assert f"{act.abbreviation} {paragraph}" == source


@pytest.mark.parametrize("source", ["", "TL", "TL ", "TL 99", "TL 6(9)", "XX 6(1)", "TL6(1)", "tl 6(1)", "TL  6(1)"])
def test_what_is_not_in_the_table_is_not_known(source):
    assert not is_known(source)
    for told in (act_of, link_to, lambda one: in_words(one, "nb")):
        with pytest.raises(KeyError):
            told(source)
