"""What a person keeps on this machine only, in words."""

from interpreter_app.domain.own_data import OwnData
from interpreter_app.i18n import Texts


def own_words(own: OwnData, texts: Texts) -> str:
    """How much there is of each, with commas between: 2 private notes, 1 call list; empty for nothing."""
    counts = (
        texts.ngettext("{n} private note", "{n} private notes", own.notes),
        texts.ngettext("{n} call list", "{n} call lists", own.call_lists),
        texts.ngettext("{n} assignment in the usage log", "{n} assignments in the usage log", own.assignments),
        texts.ngettext("{n} set of answers about the unit", "{n} sets of answers about the unit", own.answers),
    )
    return ", ".join(words.format(n=texts.number(n)) for words, n in zip(counts, own, strict=True) if n)
