"""What the card at the bottom left says: how fresh the data are, what a sync is doing or did."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from interpreter_app.domain.errors import AppError
from interpreter_app.domain.profiles import Origin, ProfileState
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.standing import Standing
from ui.desktop.job_runner import Step
from ui.desktop.wording import day_and_month

if TYPE_CHECKING:
    from sync.engine import SyncOutcome

FRESH_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What is known of the profile's sync.

    ``step`` is set while one runs, ``stopping`` once it was told to stop. ``outcome`` and ``failure``, an error, tell
    how the last one of this run ended.
    """

    state: ProfileState | None
    running: bool = False
    stopping: bool = False
    step: Step | None = None
    outcome: "SyncOutcome | None" = None
    failure: BaseException | None = None


@dataclass(frozen=True, slots=True)
class CardContent:
    """What the card shows; ``fraction`` is 0–1 while a sync runs, ``warns`` when the words ask for something.

    ``action`` is the button's text, empty where there is nothing to press. ``unsent`` and ``conflicts`` say how much
    waits here, empty where nothing does.
    """

    headline: str
    detail: str
    action: str
    warns: bool = False
    fraction: float | None = None
    unsent: str = ""
    conflicts: str = ""


def card_content(status: SyncStatus, standing: Standing, now: datetime, texts: Texts) -> CardContent:
    """The words and the state of the card at ``now``, a local time."""
    return replace(
        _content(status, now, texts),
        unsent=unsent_words(standing.unsent, texts),
        conflicts=conflict_words(standing.conflicts, texts),
    )


def unsent_words(count: int, texts: Texts) -> str:
    """How many edits the register does not have: 3 usendte endringer; empty for none."""
    words = texts.ngettext("{n} unsent change", "{n} unsent changes", count).format(n=texts.number(count))
    return words if count else ""


def conflict_words(count: int, texts: Texts) -> str:
    """How many conflicts wait: 2 konflikter; empty for none."""
    words = texts.ngettext("{n} conflict", "{n} conflicts", count).format(n=texts.number(count))
    return words if count else ""


def _content(status: SyncStatus, now: datetime, texts: Texts) -> CardContent:
    if status.running:
        return _running(status, texts)
    _ = texts.gettext
    failure = _in_short(status.failure, texts)
    action = _("Try again") if failure else _("Synchronise")
    if status.state is None:
        return CardContent(_("Not synchronised yet"), failure, action, warns=bool(failure))
    old = _too_old(status.state, now, texts)
    if status.state.origin is Origin.PUBLIC:
        imported = _imported(status.state, now, texts)
        return CardContent(imported, old or _("From the public register"), "", warns=bool(old))
    headline = freshness(status.state.as_of, now, texts)
    if failure or old:
        return CardContent(headline, failure or old, action, warns=True)
    return CardContent(headline, _what_came(status, texts), action)


def _in_short(error: BaseException | None, texts: Texts) -> str:
    if error is None:
        return ""
    if isinstance(error, AppError):
        return error.parts_in_words(texts.gettext)[0]
    return texts.gettext("The program failed")


def _too_old(state: ProfileState, now: datetime, texts: Texts) -> str:
    """How old the data are, in words, once that is more than a week; else empty."""
    age = now - state.as_of
    if age <= FRESH_FOR:
        return ""
    return texts.ngettext("The data are {n} day old", "The data are {n} days old", age.days).format(
        n=texts.number(age.days)
    )


def _running(status: SyncStatus, texts: Texts) -> CardContent:
    _ = texts.gettext
    if status.stopping:
        return CardContent(_("Stopping …"), "", "", fraction=_fraction(status.step))
    detail = _(status.step.text) if status.step and status.step.text else _("Asking the register …")
    return CardContent(_("Synchronising"), detail, _("Cancel"), fraction=_fraction(status.step))


def _fraction(step: Step | None) -> float:
    if step is None or step.total <= 0:
        return 0.0
    return min(1.0, step.done / step.total)


def freshness(as_of: datetime, now: datetime, texts: Texts) -> str:
    """When the data were last brought up to the register: Synkronisert i går 15.42."""
    _ = texts.gettext
    local = as_of.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days <= 0:
        return _("Synchronised today {time}").format(time=texts.time(local))
    if days == 1:
        return _("Synchronised yesterday {time}").format(time=texts.time(local))
    day = day_and_month(local.date(), texts) if local.year == now.year else texts.date(local.date())
    return _("Synchronised {date}").format(date=day)


def _imported(state: ProfileState, now: datetime, texts: Texts) -> str:
    day = texts.date(state.as_of.astimezone(now.tzinfo).date())
    return texts.gettext("Imported {date}").format(date=day)


def _what_came(status: SyncStatus, texts: Texts) -> str:
    _ = texts.gettext
    if status.outcome is None:
        return _whose(status.state, texts)
    if status.outcome.bootstrap:
        return _("The whole register is here")
    sent, received = status.outcome.sent, status.outcome.received
    went = texts.ngettext("{n} change was sent", "{n} changes were sent", sent).format(n=texts.number(sent))
    came = texts.ngettext("{n} change came", "{n} changes came", received).format(n=texts.number(received))
    return ", ".join(words for words, count in ((went, sent), (came, received)) if count) or _("Nothing new")


def _whose(state: ProfileState | None, texts: Texts) -> str:
    if state is None:
        return ""
    return texts.gettext("Fictional register") if state.fictional else urlsplit(state.server).hostname or ""
