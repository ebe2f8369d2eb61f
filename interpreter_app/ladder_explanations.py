"""The ladder in words: what each step opens, and how a language stands that nobody has."""

from collections.abc import Iterator

from interpreter_app import explanations
from interpreter_app.domain.errors import N_
from interpreter_app.domain.languages import language_table
from interpreter_app.domain.profiles import Origin
from interpreter_app.domain.schemes import Scheme
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.ladder import Ladder, LanguageState, Step, Way

_TITLES = {
    Way.NEIGHBOURS: N_("Neighbouring counties too"),
    Way.COUNTRY: N_("Whole country, by screen"),
    Way.CAPACITY: N_("All capacities"),
    Way.GENDER: N_("All genders"),
    Way.KIND: N_("All kinds of interpreting"),
    Way.TEXT: N_("Without the text"),
    Way.ALL: N_("Without any filter"),
}


def step_title(step: Step, texts: Texts) -> str:
    """What a step opens."""
    if step.way is Way.CATEGORY and step.request.min_category:
        return explanations.category_range(step.request.min_category, texts)
    return texts.gettext(_TITLES[step.way])


def found_words(count: int, texts: Texts) -> str:
    """How many are found: 14 interpreters."""
    return texts.ngettext("{n} interpreter", "{n} interpreters", count).format(n=texts.number(count))


def more_words(step: Step, texts: Texts) -> str:
    """How many more than before the step: 9 more."""
    return texts.gettext(N_("{n} more")).format(n=texts.number(step.more))


def language_lines(state: LanguageState, origin: Origin, texts: Texts) -> Iterator[str]:
    """How a language stands that nobody is listed for: since when, and which schemes people have had for it."""
    if state.anybody:
        return
    yield _since(state, origin, texts)
    if state.schemes:
        found = "; ".join(_scheme(scheme, texts) for scheme in state.schemes)
        yield texts.gettext(N_("Those once listed had: {schemes}.")).format(schemes=found)


def _since(state: LanguageState, origin: Origin, texts: Texts) -> str:
    name = language_table().get(state.code).name(texts.language)
    if origin is Origin.PUBLIC:
        return texts.gettext(N_("The file from the public register has nobody with {language}.")).format(language=name)
    if state.since is None:
        return texts.gettext(N_("These data have never had anybody with a category in {language}.")).format(
            language=name
        )
    since = texts.date(state.since)
    return texts.gettext(N_("Nobody with a category in {language} has been listed since {date}.")).format(
        language=name, date=since
    )


def _scheme(scheme: Scheme, texts: Texts) -> str:
    name = texts.gettext(explanations.EVIDENCE_NAMES[scheme.type])
    first, last = scheme.first.year, scheme.last.year
    years = f"{first}" if first == last else f"{first}–{last}"
    people = texts.ngettext("{n} person", "{n} people", scheme.people).format(n=texts.number(scheme.people))
    return f"{name} ({years}, {people})"


def scheme_note(ladder: Ladder, texts: Texts) -> str:
    """What an empty high category may mean; empty where somebody in the country has it, or any category will do."""
    lowered = [step for step in ladder.steps if step.way is Way.CATEGORY]
    if not lowered or lowered[0].count > lowered[0].more:
        return ""
    return texts.gettext(N_("An empty high category may mean that the language never had the scheme that gives it."))
