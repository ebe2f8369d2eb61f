"""The usage log in words: its fields, who interpreted, the groups that are counted, and what a report counts by."""

from datetime import date

from interpreter_app import situation_words
from interpreter_app.domain.assignments import By, Group, Tally
from interpreter_app.domain.errors import N_
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.situations import Method, Proposed, Sector
from interpreter_app.domain.usage_reports import PublishedShare, UsageReport
from interpreter_app.i18n import Texts, capitalised, share

FIELD_NAMES = {
    "day": N_("Date"),
    "language": N_("Language"),
    "kind": N_("Kind of interpreting"),
    "method": N_("Method"),
    "minutes": N_("Minutes"),
    "sector": N_("Sector"),
    "unit": N_("Unit"),
    "used": N_("Who interpreted"),
    "number": N_("Interpreter's number"),
    "name": N_("Interpreter's name"),
    "category": N_("Category that day"),
    "ground": N_("Ground for departure"),
}

USED_NAMES = {
    Proposed.REGISTER: N_("An interpreter from the register"),
    Proposed.OTHER: N_("An interpreter not found in the register"),
    Proposed.ADULT_RELATIVE: N_("An adult relative"),
    Proposed.CHILD: N_("A child"),
    Proposed.NONE: N_("Nobody interpreted"),
}

GROUP_NAMES = {
    Group.HIGHLY_QUALIFIED: N_("Category A–D"),
    Group.CATEGORY_E: N_("Category E"),
    Group.WITHOUT_CATEGORY: N_("In the register, without a category for the language that day"),
    Group.NOT_FOUND: N_("Not found in the register"),
    Group.ADULT_RELATIVE: N_("An adult relative"),
    Group.CHILD: N_("A child"),
    Group.NOBODY: N_("Nobody interpreted"),
}

SHORT_GROUP_NAMES = {
    Group.HIGHLY_QUALIFIED: N_("A–D"),
    Group.CATEGORY_E: N_("E"),
    Group.WITHOUT_CATEGORY: N_("No category"),
    Group.NOT_FOUND: N_("Not found"),
    Group.ADULT_RELATIVE: N_("Relative"),
    Group.CHILD: N_("Child"),
    Group.NOBODY: N_("Nobody"),
}
"""The same as headings of narrow columns."""

BY_NAMES = {
    By.TOTAL: N_("All"),
    By.UNIT: N_("Unit"),
    By.LANGUAGE: N_("Language"),
    By.METHOD: N_("Method"),
    By.MONTH: N_("Month"),
    By.SECTOR: N_("Sector"),
}

DEFINITION = N_(
    "Qualified means that the interpreter was listed in the register that day and had a category A–E for that language "
    "and kind of interpreting; the share is of all logged assignments (N)."
)
"""What the rate is, in one sentence (TL § 7, TF § 11)."""

NOT_FOUND_NOTE = N_(
    "“Not found in the register” does not mean unqualified: being listed is voluntary. It is counted apart."
)
"""What a look-up that found nobody does not say (TL § 7(3))."""

PUBLISHED_NOTE = N_(
    "Published figures are of the whole public sector and count in other ways than this log. They are shown for "
    "orientation and cannot be read as one series with your own."
)
"""What is said beside published figures."""


def key_name(by: By, key: str, texts: Texts) -> str:
    """What a line of a report is called: a language, a method, a sector, a unit, a month with its year."""
    match by:
        case By.LANGUAGE:
            language = language_table().find(key)
            return language.name(texts.language) if language else key
        case By.METHOD:
            return texts.gettext(situation_words.METHOD_NAMES[Method(key)])
        case By.SECTOR:
            return texts.gettext(situation_words.SECTOR_NAMES[Sector(key)])
        case By.MONTH:
            return texts.date(date.fromisoformat(f"{key}-01")).split(" ", 1)[1]
        case By.UNIT:
            return key or texts.gettext(N_("No unit given"))
    return texts.gettext(BY_NAMES[by])


def key_title(by: By, key: str, texts: Texts) -> str:
    """The same as it stands alone, with a capital letter: Tigrinja."""
    name = key_name(by, key, texts)
    return capitalised(name)


def group_counts(tally: Tally) -> list[tuple[Group, int]]:
    """How many assignments of each group there are."""
    return [(group, getattr(tally, group.value)) for group in Group]


def headline(report: UsageReport, texts: Texts) -> str:
    """The report in a sentence: "42 assignments in 2026, 81 % with a qualified interpreter (N = 42)."."""
    total = report.total
    if total.rate is None:
        return texts.gettext(N_("No assignments are logged in this period."))
    said = texts.ngettext(
        "{n} assignment {when}, {share} with a qualified interpreter (N = {n})",
        "{n} assignments {when}, {share} with a qualified interpreter (N = {n})",
        total.total,
    )
    return said.format(n=texts.number(total.total), when=_when(report, texts), share=share(total.rate))


def period_words(report: UsageReport, texts: Texts) -> str:
    """The first and the last day that a report counts."""
    first = report.period.first or (report.days[0] if report.days else None)
    if first is None:
        return texts.gettext(N_("until {day}")).format(day=texts.date(report.cut_off))
    return f"{texts.date(first)} – {texts.date(report.cut_off)}"


def _when(report: UsageReport, texts: Texts) -> str:
    """When the assignments were: "in 2026" where all are of one year, else from when to when."""
    assert report.days is not None  # there are assignments
    first, last = report.days
    if first.year == last.year:
        return texts.gettext(N_("in {year}")).format(year=first.year)
    return texts.gettext(N_("from {first} to {last}")).format(first=texts.date(first), last=texts.date(last))


def source_words(report: UsageReport, texts: Texts) -> str:
    """Where the figures are from: the unit's own log, and the register that its categories were looked up in."""
    source = texts.gettext(N_("The unit's own usage log; categories from the register on each day"))
    if report.register:
        source = f"{source} ({report.register})"
    return f"{source}. {texts.gettext(N_('The register is fictional.'))}" if report.fictional else source


def published_share(one: PublishedShare, texts: Texts) -> str:
    """A published share in words: about 60 %."""
    words = share(one.share)
    return texts.gettext(N_("about {share}")).format(share=words) if one.about else words
