"""Charts: every bar says its number and its note in words."""

from xml.etree import ElementTree

import pytest

from interpreter_app.documents.blocks import Bars
from interpreter_app.documents.charts import ChartColours, bars_drawings, bars_svg

_SVG = "{http://www.w3.org/2000/svg}"
DARK = ChartColours(text="#ffffff", bar="#ff0000", empty="#00ff00", family="Some & Sans", size=13, width=500)


def bars(*values: float | None, label: str = "Somali") -> Bars:
    notes = tuple(f"merknad {number}" for number in range(len(values)))
    return Bars("Andel <b>", (label,) * len(values), values, notes, "Beskrivelse & mer")


def drawn(chart: Bars) -> ElementTree.Element:
    return ElementTree.fromstring(bars_svg(chart, DARK))


def texts(chart: Bars) -> list[str]:
    return [text.text or "" for text in drawn(chart).iter(f"{_SVG}text")]


def test_each_bar_has_its_label_its_number_and_its_note() -> None:
    assert texts(bars(62.4, None)) == ["Andel <b>", "Somali", "62\u00a0% · merknad 0", "Somali", "– · merknad 1"]


@pytest.mark.parametrize(("value", "share"), [(0.0, 0), (25.0, 0.25), (100.0, 1), (None, 0), (-5.0, 0), (130.0, 1)])
def test_a_bar_is_as_long_as_its_share_and_never_longer_than_the_whole(value: float | None, share: float) -> None:
    whole, bar = (float(rect.get("width") or 0) for rect in drawn(bars(value)).iter(f"{_SVG}rect"))
    assert bar == pytest.approx(whole * share)


def test_svg_holds_nothing_that_qt_paints_black() -> None:
    svg = bars_svg(bars(50.0), DARK).decode()
    assert "clip" not in svg


def test_svg_is_in_the_fonts_and_colours_of_the_window() -> None:
    svg = drawn(bars(50.0))
    styles = [element.get("style") or "" for element in svg.iter()]
    assert any("font-family: Some & Sans; font-size: 13px" in style for style in styles)
    assert any("fill: rgb(100%,0%,0%)" in style for style in styles)


def test_svg_says_what_it_shows() -> None:
    svg = drawn(bars(50.0))
    assert (svg.findtext(f"{_SVG}title"), svg.findtext(f"{_SVG}desc")) == ("Andel <b>", "Beskrivelse & mer")


def test_long_charts_come_in_parts_that_fit_a_page_with_the_title_on_the_first() -> None:
    parts = list(bars_drawings(bars(*[50.0] * 100, label="en lang tekst " * 30)))
    assert len(parts) > 1
    assert max(part.height for part in parts) < 700


def test_a_chart_of_nothing_has_its_title() -> None:
    assert texts(bars()) == ["Andel <b>"]
