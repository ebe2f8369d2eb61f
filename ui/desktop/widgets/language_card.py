"""A language of a person: the category with its paragraph, the evidence, what is missing for the next, and why."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from interpreter_app import explanations
from interpreter_app.domain.categories import Assessment
from interpreter_app.domain.qualifications import Evidence, EvidenceType
from interpreter_app.i18n import Texts
from ui.desktop.icons import paint_icon
from ui.desktop.style import Look
from ui.desktop.widgets.basics import Paragraph, card, column, label, row
from ui.desktop.widgets.category_mark import CategoryMark
from ui.desktop.wording import pair_title

_MARK = 12
_ROW = 26


class Mark(QWidget):
    """A small icon in front of a line."""

    def __init__(self, drawing: str, colour: str, look: Look) -> None:
        super().__init__()
        self._drawing, self._colour, self._look = drawing, colour, look
        self.setFixedSize(QSize(_MARK, _ROW))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        place = QRectF(-2, (self.height() - 16) / 2, 16, 16)
        paint_icon(painter, self._drawing, self._look.tokens.colour(self._colour), place)


class LanguageCard(QFrame):
    """Explains one assessment. A category without evidence is shown as the register's statement."""

    def __init__(self, assessment: Assessment, look: Look, texts: Texts) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        self.setProperty("look", "card")
        title = pair_title(*assessment.pair, texts)
        category = texts.gettext("category {letter}").format(letter=assessment.category or "–")
        self.setAccessibleName(f"{title}, {category}")
        layout = column(self._head(assessment, title, category))
        layout.addLayout(self._body(assessment))
        self.setLayout(layout)

    def _head(self, assessment: Assessment, title: str, category: str) -> QFrame:
        mark = CategoryMark(assessment.category, self._look, category)
        name = label(title, "strong", wrap=True)
        layout = row(mark, 2, spacing=8, margins=(12, 9, 12, 8))
        layout.addWidget(name, 1)
        layout.addWidget(label(self._source(assessment), "small"))
        return card("card-head", layout)

    def _source(self, assessment: Assessment) -> str:
        if assessment.stated:
            return self._texts.gettext("the register's statement")
        return explanations.source(assessment.rule, self._texts)

    def _body(self, assessment: Assessment) -> QVBoxLayout:
        texts = self._texts
        lines: list[QWidget] = [self._counted(evidence) for evidence in _in_order(_told(assessment))]
        lines += [self._not_counted(evidence, assessment) for evidence in _in_order(assessment.not_counted)]
        if step := explanations.next_step(assessment, texts):
            missing, gives = step
            lines.append(self._line(self._dash(), missing, gives))
        gap: list[QWidget | int | None] = [6] if lines else [4]
        reason = Paragraph(explanations.reason(assessment, texts), "small")
        return column(*lines, *gap, reason, margins=(12, 8, 12, 12))

    def _counted(self, evidence: Evidence) -> QWidget:
        name = explanations.evidence_name(evidence, self._texts)
        text = f"{name}, {evidence.institution}" if evidence.institution else name
        return self._line(Mark("check", "good", self._look), text, str(evidence.obtained.year))

    def _not_counted(self, evidence: Evidence, assessment: Assessment) -> QWidget:
        name = explanations.evidence_name(evidence, self._texts)
        why = explanations.why_not_counted(evidence, assessment.day, self._texts)
        return self._line(Mark("close", "muted", self._look), name, why, look="dense-muted")

    def _dash(self) -> QWidget:
        made = label("–", "dense-muted")
        made.setFixedHeight(_ROW)
        return made

    def _line(self, mark: QWidget, text: str, right: str, look: str = "dense") -> QWidget:
        made = QWidget()
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        shown = label(text, look, wrap=True)
        shown.setMinimumHeight(_ROW)
        shown.setContentsMargins(0, 4, 0, 4)
        aside = label(right, "dense-muted")
        aside.setMinimumHeight(_ROW)
        layout = row(spacing=8)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(shown, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        made.setLayout(layout)
        made.setAccessibleName(f"{text}, {right}")
        return made


def _told(assessment: Assessment) -> Iterable[Evidence]:
    """The evidence that counts, without TAO where it does not matter: it belongs to the person, not to the language."""
    matters = assessment.rule is None or EvidenceType.TAO in assessment.rule.requires
    return (piece for piece in assessment.counted if matters or piece.type is not EvidenceType.TAO)


def _in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence that weighs most first, then the newest."""
    weights = list(EvidenceType)
    return sorted(evidence, key=lambda piece: (weights.index(piece.type), -piece.obtained.toordinal()))
