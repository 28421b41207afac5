"""Bars of change and the course of a year: direction without colour, silence shown, Plotly's own checks."""

import plotly.graph_objects as go
import polars as pl
import pytest

from analysis.year_on_year import SCHEMA
from charts.theme import THEMES
from charts.time.change_bars import change_bars
from charts.time.season import course
from domain.words import ENGLISH

ROWS = [
    ("2012", "2011", 100.0, 88.0, 9, 10, -0.12, "value", ""),
    ("2013", "2012", 88.0, 88.0, 9, 10, 0.0, "zero", ""),
    ("2014", "2013", 10.0, 71.0, 9, 9, 6.1, "value", ""),
    ("2015", "2014", 71.0, 80.0, 3, 9, None, "not_reported", "Only 3 of 9 reporters told both: not comparable."),
]
FRAME = pl.DataFrame(ROWS, schema={**SCHEMA, "note": pl.String}, orient="row")
PROFILE = pl.DataFrame(
    {
        "month": [f"{m:02d}" for m in range(1, 13)],
        "median": [1.0] * 11 + [1.5],
        "low": [0.9] * 11 + [1.2],
        "high": [1.1] * 11 + [1.9],
    }
)


def checked(fig):
    return go.Figure(fig.to_plotly_json())


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_direction_reads_without_colour(theme):
    rise, fall, silent, both = checked(change_bars(FRAME, words=ENGLISH, theme=theme, unit="seizures").figure).data
    assert list(fall.y) == [-0.12] and fall.marker.pattern.shape == "/" and list(fall.text) == ["−12%"]
    assert list(rise.text) == ["±0%", "+610% (bar cut)"] and max(rise.y) == 3 and not rise.marker.pattern.shape
    assert list(both.y) == [9, 9, 9, 3] and both.yaxis == "y2", "who told both stands below"
    assert rise.marker.color == fall.marker.color
    assert (
        list(silent.x) == ["2015"]
        and list(silent.text) == ["3 of 9<br>in both"]
        and "not comparable" in silent.hovertext[0]
    )


def test_the_words_tell_rises_falls_and_what_is_not_told():
    told = change_bars(FRAME, words=ENGLISH, theme=THEMES["light"], unit="seizures").alt
    assert (
        "rises 1, falls 1" in told
        and "2013 to 2014, is +610% for the same 9 reporters" in told
        and "No change shown: 1" in told
    )
    silent = FRAME.with_columns(pl.lit(None, dtype=pl.Float64).alias("value"))
    drawn = change_bars(silent, words=ENGLISH, theme=THEMES["light"], unit="seizures")
    assert "No change" in drawn.alt and checked(drawn.figure).layout.yaxis.range


def test_months_too_many_to_write_keep_their_figures_in_the_hover():
    months = pl.concat(
        [FRAME.head(1).with_columns(period=pl.lit(f"{y}-01"), earlier=pl.lit(f"{y - 1}-01")) for y in range(2000, 2020)]
    )
    (bars, _) = checked(change_bars(months, words=ENGLISH, theme=THEMES["light"], unit="seizures").figure).data
    assert not bars.text and "−12%: 100 to 88" in bars.hovertext[0]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_the_course_of_a_year_has_a_band_and_a_mean(theme):
    low, high, line, mean = checked(course(PROFILE, words=ENGLISH, theme=theme, years=5, unit="seizures").figure).data
    assert high.fill == "tonexty" and list(low.y) < list(high.y) and "5 years" in high.name
    assert (
        list(line.x) == [ENGLISH.month_name(m) for m in range(1, 13)]
        and line.y[11] == 1.5
        and mean.name.endswith("(1)")
    )
    told = course(PROFILE, words=ENGLISH, theme=theme, years=5, unit="seizures").alt
    assert "highest in Dec (1.5 times" in told and "between 1.2 and 1.9" in told and "5 whole years" in told


def test_nothing_is_said_as_nothing():
    assert (
        "Nothing"
        in course(PROFILE.clear(), words=ENGLISH, theme=THEMES["light"], years=0, unit="seizures")
        .figure.layout.annotations[0]
        .text
    )
    assert (
        "Nothing"
        in change_bars(FRAME.clear(), words=ENGLISH, theme=THEMES["dark"], unit="seizures")
        .figure.layout.annotations[0]
        .text
    )
