"""What the typing does, beside the record: which category becomes another, from which day, and why."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from interpreter_app import explanations
from interpreter_app.domain.categories import Assessment
from interpreter_app.domain.effects import CategoryEffect
from interpreter_app.domain.periods import FOREVER
from interpreter_app.i18n import Texts
from interpreter_app.use_cases.edit_record import Outlook
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, announce, card, column, holding, label, row, scrolling
from ui.desktop.widgets.category_mark import CategoryMark
from ui.desktop.wording import pair_title

_EDGE = 20


class EffectPanel(QFrame):
    """Shows an ``Outlook``: what changes first, then, muted, what stays as it is."""

    def __init__(self, look: Look, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._look = look
        self._texts = texts
        self._said = ""
        _ = texts.gettext
        self._changes = column(spacing=12)
        layout: QVBoxLayout = column(
            label(_("What the change does"), "heading", wrap=True),
            12,
            holding(self._changes),
            None,
            margins=(_EDGE, 16, _EDGE, _EDGE),
        )
        self.setLayout(column(scrolling(layout)))
        self.setAccessibleName(_("What the change does"))

    def spoken(self) -> str:
        """What changes, in words."""
        return self._said

    def show_outlook(self, outlook: Outlook, day: date) -> None:
        """Show what the typing does from ``day`` on."""
        while (item := self._changes.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        texts = self._texts
        for effect in outlook.effects:
            self._changes.addWidget(self._changed(effect, day))
        said = ". ".join(_in_words(effect, day, texts) for effect in outlook.effects)
        if not outlook.effects:
            self._changes.addWidget(Paragraph(texts.gettext("No category changes."), "muted"))
        for note in self._notes(outlook):
            self._changes.addWidget(card("amber", column(Paragraph(note, "warning"), margins=(12, 8, 12, 8))))
        self._add_unchanged(outlook, day)
        if said != self._said:
            self._said = said
            announce(self, said or texts.gettext("No category changes."))

    def _notes(self, outlook: Outlook) -> list[str]:
        if not outlook.unfinished:
            return []
        count = len(outlook.unfinished)
        said = self._texts.ngettext(
            "{n} row is not finished and does not count yet.", "{n} rows are not finished and do not count yet.", count
        )
        return [said.format(n=count)]

    def _changed(self, effect: CategoryEffect, day: date) -> QWidget:
        texts = self._texts
        title = pair_title(*effect.pair, texts)
        marks = row(spacing=8)
        marks.addWidget(self._mark(effect.before))
        marks.addWidget(label("→", "muted"))
        marks.addWidget(self._mark(effect.after))
        marks.addWidget(label(title, "strong", wrap=True), 1)
        head = card("card-head", row(holding(marks), margins=(12, 9, 12, 8)))
        parts: list[QWidget | int | None] = [Paragraph(_why(effect, texts), "small")]
        if when := _when(effect, day, texts):
            parts.insert(0, label(when, "small-strong", wrap=True))
        if effect.after is not None:
            parts.append(label(explanations.source(effect.after.rule, texts), "small", wrap=True))
        made = card("card", column(head, holding(column(*parts, spacing=4, margins=(12, 8, 12, 12)))))
        made.setAccessibleName(_in_words(effect, day, texts))
        return made

    def _mark(self, assessment: Assessment | None) -> CategoryMark:
        category = assessment.category if assessment else None
        said = self._texts.gettext("category {letter}").format(letter=category or "–")
        return CategoryMark(category, self._look, said)

    def _add_unchanged(self, outlook: Outlook, day: date) -> None:
        texts = self._texts
        changed = {effect.pair for effect in outlook.effects}
        after = outlook.after.assessments(day) if outlook.after else []
        same = [found for found in after if found.pair not in changed]
        if not same:
            return
        self._changes.addWidget(label(texts.gettext("Unchanged"), "small", wrap=True))
        for found in same:
            line = row(spacing=8)
            line.addWidget(self._mark(found), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(pair_title(*found.pair, texts), "muted", wrap=True), 1)
            self._changes.addWidget(holding(line))


def _letter(assessment: Assessment | None) -> str:
    return assessment.category.value if assessment and assessment.category else "–"


def _in_words(effect: CategoryEffect, day: date, texts: Texts) -> str:
    """Somali: D → B, from 1 June 2027."""
    said = f"{pair_title(*effect.pair, texts)}: {_letter(effect.before)} → {_letter(effect.after)}"
    when = _when(effect, day, texts)
    return f"{said}, {when}" if when else said


def _when(effect: CategoryEffect, day: date, texts: Texts) -> str:
    """From and until when the change holds, where that is not from the day itself for good."""
    _ = texts.gettext
    start, end = effect.period
    if end == FOREVER:
        return _("from {date}").format(date=texts.date(start)) if start > day else ""
    if start <= day:
        return _("until {date}").format(date=texts.date(end))
    return _("from {date} until {end}").format(date=texts.date(start), end=texts.date(end))


def _why(effect: CategoryEffect, texts: Texts) -> str:
    if effect.after is None:
        return texts.gettext("The language is not on the person's list any more.")
    return explanations.reason(effect.after, texts)
