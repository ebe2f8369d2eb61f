"""The figures of the usage log: the chart, the table, who interpreted, and the published figures apart from them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from interpreter_app import usage_words
from interpreter_app.documents.usage_report import chart
from interpreter_app.documents.usage_tables import report_facts
from interpreter_app.domain.assignments import By
from interpreter_app.domain.usage_reports import UsageReport, published_shares
from ui.desktop.models.usage_rows import FiguresModel
from ui.desktop.session import Session
from ui.desktop.widgets.basics import Paragraph, card, column, holding, label, row, scrolling
from ui.desktop.widgets.chart_view import ChartView
from ui.desktop.widgets.choice_field import ChoiceField
from ui.desktop.widgets.row_delegate import RowDelegate
from ui.desktop.widgets.row_table import RowTable

_EDGE = 24
_MOST_ROWS = 14
_ROW, _HEAD = 34, 36
_WIDTH = 80
_WIDER = {5: 108, 6: 100}
"""Columns with longer titles: those without a category, and those who were not found."""
_MOST_BARS = 12


class FiguresTab(QWidget):
    """Shows a report. ``by_chosen`` gives what the person wants it counted by."""

    by_chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        _ = session.texts.gettext
        choices = [(by, _(usage_words.BY_NAMES[by])) for by in By if by is not By.TOTAL]
        self.by = ChoiceField(session.look, lambda: session.texts, choices, By.LANGUAGE)
        self.by.setAccessibleName(_("Count by"))
        self.by.picked.connect(self.by_chosen.emit)
        self.chart = ChartView(session.runner, session.look, "usage-chart")
        self.model = FiguresModel()
        self.table = RowTable(self.model, _("Figures"), QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setItemDelegate(RowDelegate(session.look))
        self.facts = Paragraph("", "small")
        self._build()

    def _build(self) -> None:
        _ = self._session.texts.gettext
        by = row(label(_("Count by"), "strong"), spacing=12)
        by.addWidget(self.by)
        by.addStretch(2)
        charted = card("card", column(holding(by), self.chart, spacing=12, margins=(20, 14, 20, 16)))
        layout = column(charted, self.table, self._explained(), None, spacing=14, margins=(_EDGE, 4, _EDGE, _EDGE))
        self.setLayout(column(scrolling(layout)))

    def _explained(self) -> QFrame:
        """What is counted, where it is from, and the published figures with what parts them from one's own."""
        _ = self._session.texts.gettext
        texts = self._session.texts
        published = " · ".join(
            f"{one.year}: {usage_words.published_share(one, texts)} ({one.source[texts.language]})"
            for one in published_shares()
        )
        return card(
            "inset-card",
            column(
                label(_("What is counted"), "strong"),
                Paragraph(f"{_(usage_words.DEFINITION)} {_(usage_words.NOT_FOUND_NOTE)}", "small"),
                self.facts,
                6,
                label(_("Published figures"), "strong"),
                Paragraph(published),
                Paragraph(_(usage_words.PUBLISHED_NOTE), "small"),
                spacing=4,
                margins=(20, 14, 20, 16),
            ),
        )

    def show_report(self, report: UsageReport) -> None:
        """Show another report."""
        texts = self._session.texts
        self.by.show_value(report.by)
        self.chart.show_bars(chart(report, texts, _MOST_BARS))
        self.model.show(report, texts)
        self._fit_table()
        self.facts.say(" · ".join(f"{name}: {value}" for name, value in report_facts(report, texts)))

    def _fit_table(self) -> None:
        """As high as its rows, up to what a person takes in at once."""
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, self.model.columnCount()):
            head.resizeSection(place, _WIDER.get(place, _WIDTH))
        self.table.setFixedHeight(_HEAD + _ROW * min(self.model.rowCount(), _MOST_ROWS) + 4)
