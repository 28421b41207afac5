"""What stands on a time axis beside the figures: where it stands, in what, and that Plotly takes it."""

from datetime import date, timedelta

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.theme import DARK, LIGHT, THEMES
from charts.time.marks import BREAK, OPERATION, PROVISIONAL, Marks, hatched, place
from charts.time.panels import panels
from charts.time.trend import trend
from domain.words import ENGLISH

YEARS = [str(y) for y in range(2011, 2017)]
MONTHS = [f"{y}-{m:02d}" for y in (2014, 2015) for m in range(1, 13)]
SHARED = {"words": ENGLISH, "unit": "seizures"}


def frame(periods, values=None):
    held = values or [float(i + 1) for i in range(len(periods))]
    return pl.DataFrame({"period": periods, "value": held, "state": ["value"] * len(periods)})


def checked(fig):
    """Plotly's own checks, which drawn() spares."""
    return go.Figure(fig.to_plotly_json())


def test_a_day_stands_at_its_share_of_the_column():
    assert place(YEARS, date(2011, 1, 1)) == -0.5 and place(YEARS, date(2013, 1, 1)) == 1.5
    assert place(YEARS, date(2012, 7, 2)) == pytest.approx(1.0, abs=0.01)
    assert place(MONTHS, date(2014, 3, 16)) == "2014-03-01", "the middle of a month is where the month's figure stands"


@given(st.dates(date(2011, 1, 1), date(2016, 12, 30)))
def test_days_stand_in_their_order(day):
    assert place(YEARS, day) < place(YEARS, day + timedelta(days=1))
    assert place(MONTHS, day) < place(MONTHS, day + timedelta(days=1))
    assert abs(place(YEARS, day) - (day.year - 2011)) <= 0.5, "inside its own column or on its edge"


@pytest.mark.parametrize("theme", THEMES.values(), ids=str)
@pytest.mark.parametrize(("periods", "since", "count"), [(YEARS, "2015", 2), (MONTHS, "2015-11", 61)])
def test_the_provisional_part_is_hatched_and_in_the_legend(theme, periods, since, count):
    fig = checked(trend(frame(periods), theme=theme, provisional_from=since, **SHARED).figure)
    (band,) = (t for t in fig.data if t.type == "bar")
    assert band.name == PROVISIONAL and band.marker.pattern.shape == "/" and fig.layout.showlegend
    assert list(band.x) == [since] and band.width[0] == (count if periods is YEARS else count * 86_400_000)
    assert [t.name for t in fig.data if t.showlegend is not False] == [PROVISIONAL]


def test_nothing_is_hatched_where_nothing_is_provisional():
    assert hatched(YEARS, "", 10, ENGLISH, LIGHT) == [] and hatched(YEARS, "2020", 10, ENGLISH, LIGHT) == []
    fig = trend(frame(YEARS), theme=LIGHT, **SHARED).figure
    assert not fig.layout.showlegend and "rovisional" not in trend(frame(YEARS), theme=LIGHT, **SHARED).alt


def test_the_hatched_band_reaches_to_the_top_of_a_logarithmic_axis():
    fig = checked(trend(frame(YEARS), theme=DARK, provisional_from="2016", log=True, **SHARED).figure)
    (band,) = (t for t in fig.data if t.type == "bar")
    assert band.y[0] == pytest.approx(10 ** fig.layout.yaxis.range[1])


def test_breaks_and_operations_stand_on_their_days_with_words_in_the_legend():
    marks = Marks(
        breaks=(("1", date(2013, 1, 1)), ("9", date(2030, 1, 1))),
        bands=(("A", date(2014, 5, 13), date(2014, 5, 20)), ("Z", date(2001, 1, 1), date(2002, 1, 1))),
    )
    fig = checked(trend(frame(YEARS), theme=LIGHT, marks=marks, **SHARED).figure)
    line = next(s for s in fig.layout.shapes if s.type == "line")
    band = next(s for s in fig.layout.shapes if s.type == "rect")
    assert line.x0 == line.x1 == 1.5 and line.line.dash == "dash" and 2.5 < band.x0 < band.x1 < 3.5
    assert [a.text for a in fig.layout.annotations] == ["1", "<b>A</b>"], "marks outside the axis are left out"
    assert {t.name for t in fig.data if t.showlegend} == {BREAK, OPERATION}


def test_near_labels_stand_in_rows_of_their_own():
    marks = Marks(breaks=tuple((str(i), date(2013, 1, 1 + i)) for i in range(3)))
    fig = trend(frame(YEARS), theme=LIGHT, marks=marks, **SHARED).figure
    assert len({a.yshift for a in fig.layout.annotations}) == 3


def test_the_strip_of_reporters_stands_below_on_the_same_axis():
    marks = Marks(strip=tuple((y, i) for i, y in enumerate(YEARS)))
    fig = checked(trend(frame(YEARS), theme=LIGHT, marks=marks, **SHARED).figure)
    bars = fig.data[-1]
    assert list(bars.x) == YEARS and list(bars.y) == [0, 1, 2, 3, 4, 5] and bars.yaxis == "y2"
    assert fig.layout.xaxis.anchor == "y2" and fig.layout.yaxis.domain[0] > fig.layout.yaxis2.domain[1]
    assert "that reported: 1" in bars.hovertext[1] and fig.layout.height > 400


def test_panels_with_own_scales_say_so_in_each():
    lines = pl.concat(
        [frame(YEARS).with_columns(series=pl.lit(n), value=pl.col("value") * k) for n, k in (("A", 1), ("B", 100))]
    )
    drawn = panels(lines, theme=LIGHT, own=True, **SHARED)
    fig = checked(drawn.figure)
    assert [a.text for a in fig.layout.annotations] == ["A", "OWN SCALE", "B", "OWN SCALE"]
    assert fig.layout.yaxis.range[1] * 50 < fig.layout.yaxis2.range[1] and fig.layout.yaxis2.showticklabels
    assert "cannot be compared" in drawn.alt
