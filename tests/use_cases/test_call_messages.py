"""Messages: every template in every language, filled whole or with gaps that are told."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.call_lists import Channel, Contact
from interpreter_app.domain.guidance_content import Content, GuidancePiece, PieceText, shipped_pieces
from interpreter_app.domain.guidance_keys import Template
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.call_messages import Message, address_for, channel_of, mail_link, write_message
from tests.support.call_lists import need, whole_need

DAY = date(2026, 11, 20)
SHIPPED = Content(shipped_pieces())
ENGLISH = Texts(UiLanguage.ENGLISH)
EVERY = [(template, language) for template in Template for language in UiLanguage]


def made(title: str, *body: str) -> Content:
    text = PieceText(title=title, body=body)
    piece = GuidancePiece(key="message.enquiry_email", version=1, valid_from=DAY, texts={"nb": text, "en": text})
    return Content([piece])


def write(content, wanted, name="Anna", texts=ENGLISH, template=Template.ENQUIRY_EMAIL):
    return write_message(content, template, wanted, interpreter=name, day=DAY, texts=texts)


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_every_template_is_whole_when_all_is_known(template, language):
    message = write(SHIPPED, whole_need(), texts=Texts(language), template=template)
    assert message.gaps == ()
    assert message.body
    assert not re.search(r"[{}\[\]]", message.subject + message.body)


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_what_is_not_known_is_a_gap_that_is_told_and_never_a_name_in_braces(template, language):
    message = write(SHIPPED, need(), name="", texts=Texts(language), template=template)
    text = message.subject + message.body
    assert "{" not in text
    assert message.gaps
    assert set(re.findall(r"\[(.+?)\]", text)) == set(message.gaps)


def test_values_stand_as_people_write_them():
    content = made("{language} {day} {time}", "{minutes}, {method}, {place}", "{unit}, {contact}, {interpreter}")
    assert write(content, whole_need()) == Message(
        "Somali 23 November 2026 10:00",
        "60, by screen, Rom 2\nStorgata helsestasjon, Kari Nordmann, Anna",
        (),
    )


def test_each_gap_is_told_once_also_one_that_only_a_newer_register_knows():
    message = write(made("{place}", "{place} {parking}"), need())
    assert (message.subject, message.body, message.gaps) == ("[place]", "[place] [parking]", ("place", "parking"))


def test_a_value_that_looks_like_a_name_is_not_filled_again():
    assert write(made("{place}"), need(place="{unit}")).subject == "{unit}"


@given(st.text(max_size=40), st.text(max_size=80).map(lambda text: text.replace("\r", "")))
def test_the_mail_link_carries_subject_and_text_unchanged(subject, body):
    link = urlsplit(mail_link("anna@example.no", Message(subject, body, ())))
    assert (link.scheme, link.path) == ("mailto", "anna@example.no")
    sent = parse_qs(link.query, keep_blank_values=True)
    assert sent == {"subject": [subject], "body": [body.replace("\n", "\r\n")]}


def test_a_mail_link_has_no_bare_signs_that_would_end_it():
    link = mail_link("anna@example.no", Message("a&b=c?", "50 % & mer\næøå", ()))
    assert link == "mailto:anna@example.no?subject=a%26b%3Dc%3F&body=50%20%25%20%26%20mer%0D%0A%C3%A6%C3%B8%C3%A5"


@pytest.mark.parametrize("template", list(Template))
def test_a_text_message_goes_to_the_telephone_and_all_else_by_mail(template):
    to = "+47 000 00 001" if template is Template.ENQUIRY_SMS else "anna@example.no"
    assert address_for(template, Contact("+47 000 00 001", "anna@example.no")) == to
    assert address_for(template, Contact()) == ""
    assert (channel_of(template) is Channel.SMS) is (template is Template.ENQUIRY_SMS)
