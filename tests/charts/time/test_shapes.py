"""Series are distinguished without their colours: each has a mark of its own, also where a long line leaves marks out."""

import polars as pl
import pytest

from charts.theme import LIGHT
from charts.time.shapes import SHAPES, SIGNS
from charts.time.trend import trend
from domain.words import ENGLISH


def lines(names, periods):
    rows = [
        {"series": n, "period": p, "value": float(i + 1), "state": "value"}
        for i, n in enumerate(names)
        for p in periods
    ]
    return trend(pl.DataFrame(rows), words=ENGLISH, theme=LIGHT, unit="x").figure


@pytest.mark.parametrize(
    "periods",
    [["2014", "2015", "2016"], [f"{y}-{m:02d}" for y in range(2011, 2017) for m in range(1, 13)]],
    ids=["years", "months"],
)
def test_each_line_has_a_mark_of_its_own(periods):
    names = [f"Place {i}" for i in range(4)]
    seen = {
        t.name: {s for s, size in zip(t.marker.symbol, t.marker.size, strict=True) if size}
        for t in lines(names, periods).data
        if t.name in names
    }
    assert [seen[n] for n in names] == [{shape} for shape in SHAPES[:4]]


def test_the_names_at_the_ends_carry_the_marks():
    said = [n.text for n in lines(["A", "B"], ["2014", "2015"]).layout.annotations]
    assert all(any(SIGNS[i] in text and text.endswith(name) for text in said) for i, name in enumerate("AB"))
    assert len(set(SHAPES)) == len(SHAPES) == len(SIGNS)
