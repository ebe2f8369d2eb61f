"""A chart of shares in the window: drawn as SVG away from the window's own thread, in the colours of the theme."""

from PySide6.QtCore import QByteArray, QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from interpreter_app.documents.blocks import Bars
from interpreter_app.documents.charts import ChartColours, bars_svg
from interpreter_app.i18n import share
from ui.desktop.job_runner import JobRunner
from ui.desktop.style import Look

_PAUSE_MS = 40
"""While the window is being resized, a chart is drawn at most so often."""
_LEAST_WIDTH = 280


class ChartView(QWidget):
    """Shows bars; ``slot`` tells its drawing from that of other charts.

    A screen reader hears the description, and each bar with its number.
    """

    def __init__(self, runner: JobRunner, look: Look, slot: str) -> None:
        super().__init__()
        self._runner = runner
        self._look = look
        self._slot = slot
        self._bars: Bars | None = None
        self._renderer: QSvgRenderer | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._draw)

    @property
    def drawn(self) -> bool:
        """Whether the chart is there to be seen, in the width that there is."""
        return self._renderer is not None and self._renderer.defaultSize().width() == self.width()

    def show_bars(self, bars: Bars) -> None:
        """Show another chart."""
        self._bars = bars
        self.setAccessibleName(f"{bars.title}. {bars.description}")
        rows = zip(bars.labels, bars.values, bars.notes, strict=True)
        self.setAccessibleDescription("; ".join(f"{label}: {share(value)}, {note}" for label, value, note in rows))
        self._draw()

    def minimumSizeHint(self) -> QSize:
        """Room for a bar beside its words."""
        return QSize(_LEAST_WIDTH, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._pause.start()

    def _draw(self) -> None:
        bars = self._bars
        if bars is None or not isValid(self) or self.width() < _LEAST_WIDTH:
            return
        colours = self._colours()
        self._runner.read(lambda _: bars_svg(bars, colours), self._show, slot=self._slot)

    def _colours(self) -> ChartColours:
        tokens = self._look.tokens
        font = tokens.font("dense")
        return ChartColours(
            text=tokens.colour("text").name(),
            bar=tokens.colour("accent").name(),
            empty=tokens.colour("line").name(),
            family=font.family(),
            size=font.pixelSize(),
            width=self.width(),
        )

    def _show(self, svg: bytes) -> None:
        if not isValid(self):
            return
        self._renderer = QSvgRenderer(QByteArray(svg))
        self.setFixedHeight(self._renderer.defaultSize().height())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart as it was last drawn, in its own size."""
        if self._renderer is not None:
            painter = QPainter(self)
            size = self._renderer.defaultSize()
            self._renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
