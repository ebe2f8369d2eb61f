"""The answer in words: points in their order, with days and amounts as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from interpreter_app.domain.guidance import Point
from interpreter_app.domain.guidance_content import Content, GuidancePiece, PieceText, shipped_pieces
from interpreter_app.domain.situations import Body, NoShow, Sector, Situation
from interpreter_app.i18n import Texts, UiLanguage
from interpreter_app.use_cases.advise import advise, amount, filled, told

DAY = date(2026, 6, 1)
ENGLISH, BOKMAL = Texts(UiLanguage.ENGLISH), Texts(UiLanguage.BOKMAL)


@pytest.mark.parametrize(
    ("value", "bokmal", "english"),
    [
        ("0", "0", "0"),
        ("1345", "1\u00a0345", "1\u00a0345"),
        ("672.5", "672,50", "672.50"),
        ("672.05", "672,05", "672.05"),
        ("100.999", "100,99", "100.99"),
        ("0.001", "0", "0"),
    ],
)
def test_an_amount_is_never_more_than_it_is(value, bokmal, english):
    assert amount(Decimal(value), BOKMAL) == bokmal
    assert amount(Decimal(value), ENGLISH) == english


def test_values_are_put_where_the_text_names_them_and_other_braces_stay():
    text = PieceText(title="Until {until}", body=("At most {maximum}, {unknown}",))
    shown = filled(text, {"until": date(2026, 12, 31), "maximum": Decimal("672.5"), "year": 2026}, BOKMAL)
    assert shown == PieceText(title="Until 31. desember 2026", body=("At most 672,50, {unknown}",))


def test_a_point_is_told_in_the_words_that_hold_that_day():
    def piece(version, first_day, title):
        texts = {language: PieceText(title=title, body=("Why.",)) for language in ("nb", "nn", "en")}
        return GuidancePiece(key="point.remote", version=version, valid_from=first_day, texts=texts)

    content = Content([piece(1, date(2022, 1, 1), "Old"), piece(2, DAY, "New")])
    point = Point("remote", ("TL 8",))
    assert told(content, point, date(2026, 5, 31), ENGLISH).in_one == "Old. Why."
    assert told(content, point, DAY, ENGLISH).in_one == "New. Why."


def test_the_points_come_in_the_order_of_the_rules_with_their_paragraphs():
    situation = Situation(
        body=Body.PUBLIC,
        sector=Sector.OTHER,
        norwegian_involved=True,
        duty_in_other_act=False,
        needed=True,
        day=DAY,
        no_show=NoShow(told_of_booking=True, told_of_fee=True, cost=Decimal(1400)),
    )
    advice = advise(Content(shipped_pieces()), situation, BOKMAL)
    assert [(point.key, point.sources) for point in advice.points] == [
        (point.key, point.sources) for point in advice.guidance.points
    ]
    assert "672,50" in advice.points[-1].in_one
    assert not any("{" in point.in_one for point in advice.points)


def test_a_title_alone_is_the_whole_text():
    content = Content(
        [GuidancePiece(key="point.x", version=1, valid_from=DAY, texts={"nb": PieceText(title="Bruk tolk")})]
    )
    assert told(content, Point("x"), DAY, ENGLISH).in_one == "Bruk tolk"
