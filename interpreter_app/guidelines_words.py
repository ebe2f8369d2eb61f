"""The words of a unit's guidelines: what must be in place, what is asked, and what is missing."""

from collections.abc import Mapping, Sequence

from interpreter_app.domain import acts
from interpreter_app.domain.errors import N_
from interpreter_app.domain.guidelines import Lack, Missing, PartContent, Point, field_of
from interpreter_app.i18n import Texts

POINT_NAMES = {
    Point.BOOKING_ROUTINES: N_("Booking routines"),
    Point.DUTY_SITUATIONS: N_("The situations in which you must use an interpreter"),
    Point.USING_INTERPRETER: N_("How to use an interpreter"),
    Point.REMOTE_INTERPRETING: N_("Interpreting by screen and telephone"),
    Point.ADAPTED: N_("Adapted to your unit: size, activities and risk"),
    Point.REGISTER_NAMED: N_("The National Register of Interpreters is named"),
}
QUESTIONS = {
    "unit": N_("What is your unit called?"),
    "size": N_("How many are you, and how often do you use interpreters?"),
    "activities": N_("What do you do, and whom do you meet?"),
    "risk": N_("Where can a misunderstanding do the most harm?"),
    "responsible": N_("Who answers for the guidelines?"),
    "supplier": N_("With whom do you have a framework agreement, if with anybody?"),
    "valid_from": N_("From which day do they hold?"),
}
"""What is asked of the unit beside its parts, by the field of the answer."""


def questions(contents: Sequence[PartContent], texts: Texts) -> Mapping[str, str]:
    """Every question, by the field that it is answered in."""
    asked = {name: texts.gettext(question) for name, question in QUESTIONS.items()}
    return asked | {field_of(content.part): content.question for content in contents}


def missing_in_words(missing: Missing, contents: Sequence[PartContent], texts: Texts) -> str:
    """What is missing, as a sentence."""
    titles = {field_of(content.part): content.title for content in contents}
    match missing.lack:
        case Lack.LEFT_OUT:
            return texts.gettext(N_("The part “{title}” is left out.")).format(title=titles[missing.field])
        case Lack.NOT_NAMED:
            return texts.gettext(N_("No part names the National Register of Interpreters."))
        case Lack.NOT_SAID:
            return texts.gettext(N_("Not answered: “{question}”")).format(
                question=questions(contents, texts)[missing.field]
            )


def in_place_in_words(in_place: Mapping[Point, bool], texts: Texts) -> str:
    """How much of what must be in place is: 4 of 6 in place."""
    count, total = sum(in_place.values()), len(in_place)
    if count == total:
        return texts.gettext(N_("All of what must be there is in place"))
    return texts.gettext(N_("{count} of {total} in place")).format(count=count, total=total)


def sources_in_words(sources: Sequence[str], texts: Texts) -> str:
    """The paragraphs, with no break within one; empty for none."""
    known = [acts.in_words(source, texts.language) for source in sources if acts.is_known(source)]
    return ", ".join(source.replace("§ ", "§\u00a0").replace(" (", "\u00a0(") for source in known)
