"""The sync log in words: what each sync sent, what came, what merged by itself, and what is left to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interpreter_app.i18n import Texts
from interpreter_app.use_cases.name_people import PersonName, name_people, names_by_ids
from interpreter_app.use_cases.open_profile import Profile
from interpreter_app.use_cases.sync_log import SyncLogEntry, read_sync_log
from ui.desktop.models.entries import Entry, State
from ui.desktop.sync_status import conflict_words


@dataclass(frozen=True, slots=True)
class SyncLog:
    """The syncs, newest first, and the names of the people whom they concern, by id."""

    syncs: Sequence[SyncLogEntry]
    names: Mapping[str, PersonName]


def read_log(profile: Profile) -> SyncLog:
    """The last syncs of the profile."""
    syncs = read_sync_log(profile)
    edits = [edit for sync in syncs for edit in sync.edits]
    others = {one.person for sync in syncs for one in sync.by_others}
    return SyncLog(syncs, names_by_ids(profile, others) | name_people(profile, edits))


def log_entries(syncs: Sequence[SyncLogEntry], now: datetime, texts: Texts) -> list[Entry]:
    """The syncs as rows of a list."""
    return [Entry(sync.id, _at(sync, now, texts), what_happened(sync, texts), _state(sync, texts)) for sync in syncs]


def _at(sync: SyncLogEntry, now: datetime, texts: Texts) -> str:
    local = sync.at.astimezone(now.tzinfo)
    return texts.gettext("{date} at {time}").format(date=texts.date(local.date()), time=texts.time(local))


def what_happened(sync: SyncLogEntry, texts: Texts) -> str:
    """A sync in one line: 3 sendt · 12 mottatt · 1 slått sammen."""
    _ = texts.gettext
    if not sync.complete:
        sent = texts.number(len(sync.edits))
        return _("{n} sent").format(n=sent) if sync.edits else _("Nothing was sent")
    if sync.bootstrap:
        return _("The whole register was copied")
    words = {"sent": _("{n} sent"), "received": _("{n} received"), "merged": _("{n} merged")}
    parts = [said.format(n=texts.number(sync.counts[name])) for name, said in words.items() if sync.counts.get(name)]
    return " · ".join(parts) or _("Nothing new")


def rejected_words(count: int, texts: Texts) -> str:
    """How many edits the register rejected; empty for none."""
    words = texts.ngettext("{n} rejected", "{n} rejected", count).format(n=texts.number(count))
    return words if count else ""


def _state(sync: SyncLogEntry, texts: Texts) -> State | None:
    if not sync.complete:
        return State("alert", texts.gettext("Broken off"), "warning")
    conflicts, rejected = sync.counts.get("conflicts", 0), sync.counts.get("rejected", 0)
    if conflicts:
        return State("conflict", conflict_words(conflicts, texts), "warning")
    return State("blocked", rejected_words(rejected, texts), "warning") if rejected else None
