"""What has been answered in the guide, and what is known by that: never more than every way to go on agrees on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import product
from typing import TypeVar

from interpreter_app.domain.call_lists import Need
from interpreter_app.domain.guidance import Guidance, Point, assess_situation
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.situations import Body, Ground, Method, NoShow, Proposed, Sector, Situation
from interpreter_app.i18n import Texts
from interpreter_app.unit import Unit
from interpreter_app.use_cases.advise import Told, told
from interpreter_app.use_cases.arrange_advice import ArrangedAdvice, arrange_advice
from interpreter_app.use_cases.find_interpreters import SearchRequest

_T = TypeVar("_T")


class Hurry(StrEnum):
    """Whether it can wait until a qualified interpreter is found, or the ground that says otherwise (TL § 7(2))."""

    CAN_WAIT = "can_wait"
    CANNOT_WAIT = "cannot_wait"
    EMERGENCY = "emergency"
    STRONG_REASONS = "strong_reasons"


class Question(StrEnum):
    """A question that has to be answered before all is known."""

    DAY = "day"
    SECTOR = "sector"
    CRIMINAL_CASE = "criminal_case"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers so far; None where a question is not answered.

    ``day`` None is today; ``day_is_known`` is False while what is typed of it is no day, and ``day`` then the one
    before. ``other_act`` None is what the guidance says of the sector. ``method``, ``language`` (a code),
    ``county`` (a number) are for the search that follows; ``method`` None leaves it to how much it hurries.
    """

    sector: Sector | None = None
    body: Body = Body.PUBLIC
    norwegian_involved: bool = True
    day: date | None = None
    day_is_known: bool = True
    criminal_case: bool | None = None
    needed: bool | None = None
    other_act: bool | None = None
    hurry: Hurry = Hurry.CAN_WAIT
    proposed: Proposed = Proposed.NONE
    birth_date: date | None = None
    child_defensible: bool = False
    no_show: NoShow | None = None
    method: Method | None = None
    language: str | None = None
    county: str | None = None

    @property
    def asks_criminal_case(self) -> bool:
        """Whether the answer depends on the kind of case: only konfliktråd has both (TL § 10)."""
        return self.sector is Sector.CONCILIATION

    @property
    def asks_child(self) -> bool:
        """Whether it matters how old whoever is proposed is, and whether it would be defensible (TL § 4)."""
        return self.proposed is Proposed.CHILD

    @property
    def missing(self) -> tuple[Question, ...]:
        """The questions that must be answered still, in the order in which they are asked."""
        open_ = {
            Question.DAY: not self.day_is_known,
            Question.SECTOR: self.sector is None,
            Question.CRIMINAL_CASE: self.asks_criminal_case and self.criminal_case is None,
            Question.NEEDED: self.needed is None,
        }
        return tuple(question for question in Question if open_[question])

    def in_sector(self, sector: Sector | None) -> "Answers":
        """The same in a sector; another one has other acts and cases, and what was answered of these is asked anew."""
        return self if sector is self.sector else replace(self, sector=sector, other_act=None, criminal_case=None)

    @property
    def suggested_method(self) -> Method:
        """How the interpreter takes part: as chosen, otherwise on site, or by screen when it cannot wait."""
        if self.method is not None:
            return self.method
        return Method.ON_SITE if self.hurry in (Hurry.CAN_WAIT, Hurry.STRONG_REASONS) else Method.SCREEN


def first_answers(unit: Unit, county: str | None = None) -> Answers:
    """The answers of a unit that begins: what it has said of itself once, and where it searched last."""
    return Answers(sector=unit.sector, body=unit.body, county=county)


def duty_in_sector(content: Content, sector: Sector | None, day: date) -> bool:
    """Whether another act, as the guidance knows it, has the duty to use an interpreter in ``sector``."""
    piece = content.find(f"sector.{sector}", day) if sector else None
    return bool(piece and piece.data.get("duty_in_other_act"))


def says_other_act(answers: Answers, content: Content, today: date) -> bool:
    """The answer to the question about another act: as it was given, otherwise as the guidance says of the sector."""
    if answers.other_act is not None:
        return answers.other_act
    return duty_in_sector(content, answers.sector, answers.day or today)


def situations(answers: Answers, content: Content, today: date) -> Iterator[Situation]:
    """Every situation that the answers leave possible: one, once all questions are answered."""
    for sector, needed in product(_or_all(answers.sector, tuple(Sector)), _or_all(answers.needed, (True, False))):
        chosen = replace(answers, sector=sector, needed=needed)
        for criminal, other_act in product(_criminal(chosen), _other_act(answers, chosen, content, today)):
            yield _situation(replace(chosen, criminal_case=criminal, other_act=other_act), sector, today)


def _or_all(answer: _T | None, choices: Sequence[_T]) -> Sequence[_T]:
    return choices if answer is None else (answer,)


def _criminal(answers: Answers) -> Sequence[bool]:
    return _or_all(answers.criminal_case, (False, True)) if answers.asks_criminal_case else (False,)


def _other_act(answers: Answers, chosen: Answers, content: Content, today: date) -> Sequence[bool]:
    """What another act may say: while the sector is open, either."""
    if answers.sector is None and answers.other_act is None:
        return (False, True)
    return (says_other_act(chosen, content, today),)


def _situation(answers: Answers, sector: Sector, today: date) -> Situation:
    day = answers.day or today
    born = answers.birth_date if answers.asks_child else None
    return Situation(
        body=answers.body,
        sector=sector,
        norwegian_involved=answers.norwegian_involved,
        duty_in_other_act=bool(answers.other_act),
        needed=bool(answers.needed),
        day=day,
        criminal_case=bool(answers.criminal_case),
        proposed=answers.proposed,
        proposed_birth_date=born if born and born <= day else None,
        can_wait=answers.hurry is not Hurry.CANNOT_WAIT,
        emergency=answers.hurry is Hurry.EMERGENCY,
        strong_reasons=answers.hurry is Hurry.STRONG_REASONS,
        child_defensible=answers.asks_child and answers.child_defensible,
        no_show=answers.no_show,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the answers tell.

    ``day`` is that of the conversation, None while it is not known: all depends on it. ``headline`` is the answer in
    few words, empty while it depends on what is ``missing``. ``points`` are those that hold however the rest is
    answered, the most important first. ``guidance`` is None while anything is missing; what would change nothing is
    not. ``act_applies`` is whether tolkeloven covers the conversation, which never depends on what is missing.
    """

    day: date | None = None
    headline: str = ""
    points: tuple[Told, ...] = ()
    missing: tuple[Question, ...] = ()
    guidance: Guidance | None = None
    sector: Sector | None = None
    act_applies: bool = False

    def arranged(self, content: Content, texts: Texts) -> ArrangedAdvice:
        """What is known in the order in which it helps; nothing while the day is not known."""
        if self.day is None:
            return ArrangedAdvice()
        return arrange_advice(self.points, content, self.sector, self.day, texts, act_applies=self.act_applies)


def what_is_known(answers: Answers, content: Content, today: date, texts: Texts) -> Known:
    """What holds in every situation that the answers leave possible, in the language of ``texts``."""
    if not answers.day_is_known:
        return Known(missing=answers.missing, sector=answers.sector)
    day = answers.day or today
    law = content.law(day)
    found = [assess_situation(one, law) for one in situations(answers, content, today)]
    first = {told(content, one.points[0], day, texts).text.title for one in found}
    settled = all(one == found[0] for one in found)
    return Known(
        day=day,
        headline=first.pop() if len(first) == 1 else "",
        points=tuple(told(content, point, day, texts) for point in _common(found)),
        missing=() if settled else answers.missing,
        guidance=found[0] if settled else None,
        sector=answers.sector,
        act_applies=found[0].act_applies,
    )


def _common(found: Sequence[Guidance]) -> Iterator[Point]:
    """The points that every answer has, in the order of the first."""
    for point in found[0].points:
        if all(point in one.points for one in found):
            yield point


def for_booking(answers: Answers, need: Need, today: date) -> Need:
    """What is needed, with what was answered of it; answers for another language say nothing of it."""
    if answers.language != need.language:
        return need
    grounds = () if answers.hurry is Hurry.CAN_WAIT else (Ground(answers.hurry),)
    day, sector = (answers.day or today) if answers.day_is_known else need.day, answers.sector
    return replace(need, day=day, method=answers.suggested_method, sector=sector, grounds=grounds)


def search_for(answers: Answers) -> SearchRequest:
    """The search that follows: by screen or telephone the whole country can help, on site those who are near."""
    near = answers.county if answers.suggested_method is Method.ON_SITE else None
    return SearchRequest(language=answers.language, county=near, neighbours=near is not None)
