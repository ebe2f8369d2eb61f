"""What guidelines must hold, from the wording of TF § 2 and TL § 9, and what is only recommended."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.guidance import CERTIFICATE_SECTORS
from interpreter_app.domain.guidance_content import Content, GuidancePiece, PieceText, shipped_pieces
from interpreter_app.domain.guidelines import (
    ADAPTATIONS,
    MINIMUM,
    OWN_WORDS,
    PARTICULARS,
    POINT_SOURCES,
    GuidelinesAnswers,
    Lack,
    Missing,
    Part,
    PartAnswer,
    PartContent,
    Point,
    check,
    names_register,
    part_contents,
    points_in_place,
    required,
    suggested_parts,
)
from interpreter_app.domain.situations import Body, Sector
from tests.support.guidelines import COMPLETE, with_part

DAY = date(2026, 11, 20)
CONTENTS = part_contents(Content(shipped_pieces()), DAY, "nb")


def missing(answers: GuidelinesAnswers) -> tuple[Missing, ...]:
    return check(answers, CONTENTS)


def test_nothing_is_missing_of_complete_guidelines():
    assert missing(COMPLETE) == ()


@pytest.mark.parametrize("part", MINIMUM)
def test_each_part_that_the_regulation_names_must_be_there(part):
    found = missing(with_part(COMPLETE, part, PartAnswer(included=False, text="noe")))
    assert found == (Missing(f"parts.{part}", Lack.LEFT_OUT, Point(part)),)
    assert "TF 2" in POINT_SOURCES[Point(part)]


@pytest.mark.parametrize("text", ["", "  \n "])
@pytest.mark.parametrize("part", [Part.BOOKING_ROUTINES, Part.DUTY_SITUATIONS])
def test_who_books_and_where_there_is_a_duty_the_unit_must_say_itself(part, text):
    found = missing(with_part(COMPLETE, part, PartAnswer(text=text)))
    assert found == (Missing(f"parts.{part}", Lack.NOT_SAID, Point(part)),)


@pytest.mark.parametrize("part", [part for part in Part if part not in OWN_WORDS])
def test_all_else_the_standard_text_can_say(part):
    assert missing(with_part(COMPLETE, part, PartAnswer())) == ()


@pytest.mark.parametrize("name", ["unit", "size", "activities", "risk"])
def test_guidelines_are_adapted_to_the_unit(name):
    assert missing(replace(COMPLETE, **{name: " "})) == (Missing(name, Lack.NOT_SAID, Point.ADAPTED),)
    assert POINT_SOURCES[Point.ADAPTED] == ("TL 9",)


@pytest.mark.parametrize("part", [part for part in suggested_parts(COMPLETE.sector) if part not in MINIMUM])
def test_what_is_recommended_is_told_and_does_not_make_them_incomplete(part):
    found = missing(with_part(COMPLETE, part, PartAnswer(included=False)))
    assert found == (Missing(f"parts.{part}", Lack.LEFT_OUT),)
    assert required(found) == ()


@pytest.mark.parametrize("name", PARTICULARS)
def test_who_answers_for_them_and_from_when_they_hold_is_recommended(name):
    found = missing(replace(COMPLETE, **{name: "" if name == "responsible" else None}))
    assert found == (Missing(name, Lack.NOT_SAID),)


def test_the_register_is_named_by_the_standard_text_of_the_minimum():
    bare = {part: PartAnswer(included=part in MINIMUM, text="noe") for part in Part}
    assert Point.REGISTER_NAMED not in {one.point for one in missing(replace(COMPLETE, parts=bare))}


SILENT = (PartContent(Part.BOOKING_ROUTINES, "Slik", "Hvem?", ("Vi bestiller.", "{answer}"), ()),)


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (PartAnswer(text="Vi søker i Nasjonalt tolkeregister."), True),
        (PartAnswer(text="We use the National Register of Interpreters."), True),
        (PartAnswer(text="Vi ringer en vi kjenner."), False),
        (PartAnswer(included=False, text="Tolkeregisteret"), False),
    ],
)
def test_the_unit_may_name_the_register_itself(answer, named):
    answers = with_part(COMPLETE, Part.BOOKING_ROUTINES, answer)
    assert names_register(answers, SILENT) is named
    not_named = Missing("parts.register", Lack.NOT_NAMED, Point.REGISTER_NAMED)
    assert (not_named in check(answers, SILENT)) is not named


@pytest.mark.parametrize("ui_language", ["nb", "nn", "en"])
def test_the_standard_text_names_the_register_in_every_language(ui_language):
    contents = part_contents(Content(shipped_pieces()), DAY, ui_language)
    assert names_register(COMPLETE, contents)
    assert {content.part for content in contents} == set(Part)
    assert all(content.question.endswith("?") for content in contents)


@pytest.mark.parametrize(
    ("sector", "suggested"),
    [(sector, sector in CERTIFICATE_SECTORS or sector in (None, Sector.CONCILIATION)) for sector in (None, *Sector)],
)
def test_police_certificates_are_a_matter_only_where_they_may_be_demanded(sector, suggested):
    assert (Part.POLICE_CERTIFICATE in suggested_parts(sector)) is suggested
    answers = replace(COMPLETE, sector=sector, parts={part: COMPLETE.part(part) for part in OWN_WORDS})
    assert answers.part(Part.POLICE_CERTIFICATE).included is suggested
    assert missing(answers) == ()


@pytest.mark.parametrize(
    ("body", "regular_use", "must"),
    [
        (Body.PUBLIC, True, True),
        (Body.PUBLIC, False, False),
        (Body.PRIVATE_ON_BEHALF, True, True),
        (Body.PRIVATE_SCHOOL, True, True),
        (Body.PRIVATE_KINDERGARTEN, True, True),
        (Body.PRIVATE_OTHER, True, False),
    ],
)
def test_the_act_demands_guidelines_of_bodies_it_covers_that_use_interpreters_regularly(body, regular_use, must):
    assert replace(COMPLETE, body=body, regular_use=regular_use).must_have_guidelines is must


texts = st.sampled_from(["", " ", "Noe som er sagt"])
part_answers = st.builds(PartAnswer, st.booleans(), texts)
all_answers = st.builds(
    GuidelinesAnswers,
    unit=texts,
    sector=st.none() | st.sampled_from(Sector),
    size=texts,
    activities=texts,
    risk=texts,
    responsible=texts,
    valid_from=st.none() | st.just(DAY),
    parts=st.dictionaries(st.sampled_from(Part), part_answers),
)


@given(all_answers)
def test_guidelines_are_complete_exactly_when_all_of_the_minimum_is_there(answers):
    parts = [answers.part(part) for part in MINIMUM]
    own = [answers.part(part).text.strip() for part in OWN_WORDS]
    adapted = [getattr(answers, name).strip() for name in ADAPTATIONS]
    whole = all(part.included for part in parts) and all(own) and all(adapted)
    found = missing(answers)
    assert (not required(found)) is whole
    assert all(points_in_place(found).values()) is whole


@given(all_answers)
def test_a_point_is_in_place_exactly_when_nothing_of_it_is_missing(answers):
    found = missing(answers)
    assert points_in_place(found) == {point: point not in {one.point for one in found} for point in Point}


def test_parts_that_a_newer_register_sends_are_passed_over():
    unknown = GuidancePiece(
        key="guidelines.something_new", version=1, valid_from=date(2022, 1, 1), texts={"nb": PieceText(title="Nytt")}
    )
    assert part_contents(Content([unknown, *shipped_pieces()]), DAY, "nb") == CONTENTS


def test_a_part_without_a_question_asks_by_its_title():
    bare = GuidancePiece(
        key="guidelines.register", version=9, valid_from=date(2022, 1, 1), texts={"nb": PieceText(title="Registeret")}
    )
    assert part_contents(Content([bare]), DAY, "nb")[0].question == "Registeret"
