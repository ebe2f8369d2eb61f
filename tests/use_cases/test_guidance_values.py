"""What texts of guidance may name is what the program fills in: no name in braces reaches a person."""

from dataclasses import replace
from datetime import date

import pytest

from interpreter_app.domain.guidance_content import LANGUAGES, Content, PieceText
from interpreter_app.domain.guidance_keys import LAW_VALUES, MESSAGE_VALUES, Template
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.call_messages import write_message
from interpreter_app.use_cases.guide_topics import piece_in_words
from tests.support.call_lists import whole_need
from tests.support.guidance import fictional_law, piece

DAY = date(2026, 11, 20)
ENGLISH = Texts(UiLanguage.ENGLISH)


def naming(name: str) -> dict[str, PieceText]:
    return dict.fromkeys(LANGUAGES, PieceText(title=f"<{{{name}}}>", body=(f"<{{{name}}}>",)))


@pytest.mark.parametrize("name", sorted(LAW_VALUES))
def test_each_value_of_the_law_is_filled_in(name: str) -> None:
    law = replace(fictional_law(), texts=naming(name))
    text = piece_in_words(law, Content([law]).law(DAY), ENGLISH)
    assert text.title == text.body[0]
    assert "{" not in text.title
    assert text.title != "<>"


@pytest.mark.parametrize("name", sorted(MESSAGE_VALUES))
def test_each_value_of_a_message_is_filled_in(name: str) -> None:
    content = Content([piece(f"message.{Template.DECLINE}", texts=naming(name))])
    message = write_message(content, Template.DECLINE, whole_need(), interpreter="Anna", day=DAY, texts=ENGLISH)
    assert message.gaps == ()
    assert message.subject == message.body
    assert message.subject not in ("<>", f"<{{{name}}}>")
