"""What was done last on a call list, and taking it back: an attempt, somebody put off the list, or an agreement."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum

from interpreter_app.domain.call_lists import CallList, bring_back, last_attempt, take_back_attempt
from interpreter_app.domain.errors import N_, NotFound


class Act(IntEnum):
    """What was done; of acts at the same moment the greater is the later, since it may rest on the other."""

    ATTEMPT = 1
    REMOVAL = 2
    AGREEMENT = 3


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done on a list at a time, with its zone, with a ``person`` (record id).

    ``place`` is where an attempt stands in the log.
    """

    at: datetime
    act: Act
    person: str
    place: int = -1


def last_step(call_list: CallList) -> Step | None:
    """What was done last and was not taken back; None where there is nothing."""
    steps = [*_last_attempt(call_list), *_removals(call_list), *_agreement(call_list)]
    return max(steps, key=lambda step: (step.at, step.act), default=None)


def require_last_step(call_list: CallList) -> Step:
    """What was done last and was not taken back; raises ``NotFound`` where there is nothing."""
    step = last_step(call_list)
    if step is None:
        raise NotFound(N_("There is nothing to take back on this call list."))
    return step


def take_back(call_list: CallList, step: Step, now: datetime) -> CallList:
    """The list without what was done in ``step``; an attempt stays in the log, marked as taken back ``now``.

    Raises ``NotFound`` when it was taken back already.
    """
    match step.act:
        case Act.ATTEMPT:
            return take_back_attempt(call_list, step.place, now)
        case Act.REMOVAL:
            return bring_back(call_list, step.person)
        case Act.AGREEMENT:
            return replace(call_list, agreed="")


def _last_attempt(call_list: CallList) -> list[Step]:
    """The attempt that was entered last: by its place, since it may have been made before others."""
    counting = [(place, one) for place, one in enumerate(call_list.log) if not one.taken_back]
    return [Step(one.entered or one.at, Act.ATTEMPT, one.person, place) for place, one in counting[-1:]]


def _removals(call_list: CallList) -> list[Step]:
    return [Step(one.put_off, Act.REMOVAL, one.person) for one in call_list.people if one.put_off]


def _agreement(call_list: CallList) -> list[Step]:
    """The agreement; where it is not known when it was made, it counts as made with the yes that it rests on."""
    yes = last_attempt(call_list, call_list.agreed)
    if yes is None:
        return []
    return [Step(call_list.agreed_at or yes.entered or yes.at, Act.AGREEMENT, call_list.agreed)]
