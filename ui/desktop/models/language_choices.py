"""The languages as choices of a field: all by their titles, and those that a typed text means."""

from interpreter_app.domain.languages import language_table
from interpreter_app.i18n import Texts
from ui.desktop.wording import language_title

_AT_MOST = 12


def language_choices(texts: Texts) -> list[tuple[str, str]]:
    """Every language's code with its title, in the order of the titles."""
    named = [(one.code, language_title(one.code, texts)) for one in language_table().languages]
    return sorted(named, key=lambda pair: pair[1].casefold())


def languages_meant(text: str) -> list[str]:
    """The codes of the languages that ``text`` means, by any of their names, the likeliest first."""
    return [language.code for language in language_table().complete(text, _AT_MOST)]
