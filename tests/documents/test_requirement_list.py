"""The requirements for a tender: numbered, with their paragraphs, in the language of the program."""

import pytest

from interpreter_app.documents.blocks import Heading
from interpreter_app.documents.plain_text import plain_text
from interpreter_app.documents.requirement_list import requirement_list
from interpreter_app.domain.guidance_content import shipped_pieces
from interpreter_app.i18n import Texts, UiLanguage

REQUIREMENTS = [piece for piece in shipped_pieces() if piece.data.get("requirement")]


@pytest.mark.parametrize("language", UiLanguage)
def test_each_requirement_has_its_number_and_its_text(language):
    document = requirement_list(REQUIREMENTS, Texts(language))
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [f"{n}. {piece.text(language).title}" for n, piece in enumerate(REQUIREMENTS, 1)]
    assert all(line in plain_text(document) for piece in REQUIREMENTS for line in piece.text(language).body)


def test_a_requirement_names_its_paragraphs():
    assert "the Interpreting Act § 10" in plain_text(requirement_list(REQUIREMENTS, Texts(UiLanguage.ENGLISH)))
