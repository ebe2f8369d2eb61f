"""A call list for pictures, of people that a search shows; nothing of it is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from interpreter_app.domain.call_lists import Answer, Attempt, Available, Called, CallList, Channel, Need
from interpreter_app.domain.categories import Category
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.searches import FoundInterpreter
from interpreter_app.domain.situations import Method

_LENGTH = 60
_TRIED = (
    (Answer.NO_ANSWER, None),
    (Answer.CANNOT, None),
    (Answer.LATER, 2),
    (Answer.CAN, None),
)


def pictured_call_list(found: Sequence[FoundInterpreter], language: str, now: datetime) -> CallList:
    """A list of those found, of whom the first have been tried in the last minutes before ``now``."""
    begins = (now + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0, tzinfo=None)
    people = tuple(
        Called(
            person=one.id,
            number=one.number,
            name=one.name,
            category=list(Category)[one.rank - 1] if one.rank <= len(Category) else "",
        )
        for one in found
    )
    log = tuple(
        Attempt(
            person=called.person,
            at=now - timedelta(minutes=8 - 2 * place),
            channel=Channel.PHONE,
            answer=answer,
            earliest=Available(now.date() + timedelta(days=days)) if days else None,
        )
        for place, (called, (answer, days)) in enumerate(zip(people, _TRIED, strict=False))
    )
    need = Need(language=language, kind=Kind.SPOKEN, starts=begins, minutes=_LENGTH, method=Method.SCREEN)
    return CallList(id="", made=now, need=need, people=people, log=log)
