import json
import re

import plotly.graph_objects as go
import polars as pl
import pytest

from charts import bars, coverage, dots, flow_map, matrix, sankey, shares, trend, world
from charts.theme import DARK, LIGHT
from charts.time_marks import PROVISIONAL
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.words import ENGLISH

FRAME = pl.DataFrame(
    {
        "code": ["ESP", "SGP", "FRA", "DEU"],
        "label": ["Spain <b>", "Singapore", "France", "Germany"],
        "value": [1200.0, 3.0, None, 0.0],
        "state": ["value", "value", "not_reported", "zero"],
    }
)
YEARS = pl.DataFrame(
    {
        "period": ["2014", "2015", "2016"],
        "value": [5.0, None, 0.0],
        "state": ["value", "not_reported", "zero"],
    }
)
STRIP = pl.DataFrame({"label": ["Spain", "Spain"], "year": ["2014", "2015"], "value": [3.0, None]})


def test_the_map_tells_the_states_apart_and_shows_small_places():
    fig = world.world_map(FRAME, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures")
    filled = {tuple(t.locations) for t in fig.data if t.type == "choropleth"}
    assert filled == {("FRA",), ("DEU",), ("ESP", "SGP")}
    micro = [list(t.customdata) for t in fig.data if t.type == "scattergeo" and t.customdata]
    assert micro == [["SGP"]]
    assert [t.name for t in fig.data if t.name][-2:] == ["Zero reported", "Not reported"]
    names = {t.name for t in fig.data if t.name}
    assert {"Zero reported", "Not reported"} <= names
    assert not fig.layout.geo.fitbounds
    assert not re.search(r"https?://", json.dumps(fig.to_plotly_json(), default=str))


@pytest.mark.parametrize("state", ["zero", "suppressed", "restricted"])
def test_no_state_vanishes_from_the_map(state):
    frame = FRAME.with_columns(pl.when(pl.col("code") == "SGP").then(pl.lit(state)).otherwise("state").alias("state"))
    fig = world.world_map(frame, reference.places(), words=ENGLISH, theme=DARK, unit="seizures")
    assert {c for t in fig.data if t.type == "choropleth" for c in t.locations} == set(FRAME["code"])
    assert LABELS[CellState(state)] in {t.name for t in fig.data}
    small = [list(t.customdata) for t in fig.data if t.type == "scattergeo" and t.customdata is not None]
    assert [codes for codes in small if codes] == [["SGP"]], "a place too small to see is reached in any state"


@pytest.mark.parametrize(("focus", "west", "east"), [(("FRA", "DEU"), -15, 25), (("FJI", "TON", "WSM"), 165, 200)])
def test_a_focus_shows_its_part_of_the_world(focus, west, east):
    fig = world.world_map(FRAME, reference.places(), words=ENGLISH, theme=LIGHT, unit="x", focus=focus)
    shown = fig.layout.geo.lonaxis.range
    assert west < shown[0] < shown[1] < east


def test_a_year_that_was_not_reported_is_a_gap():
    line = trend.trend(YEARS, words=ENGLISH, theme=LIGHT, unit="seizures").data[0]
    assert list(line.y) == [5.0, None, 0.0] and line.connectgaps is False
    assert list(line.marker.symbol) == ["circle", "circle", "circle-open"]


def test_areas_stop_at_a_gap_and_missing_rows_are_gaps():
    frame = YEARS.filter(pl.col("period") != "2015")
    fig = trend.trend(frame, words=ENGLISH, theme=LIGHT, unit="seizures")
    assert list(fig.data[0].x) == ["2014", "2015", "2016"] and list(fig.data[0].y) == [5.0, None, 0.0]
    assert [list(t.x) for t in fig.data if t.fill] == [["2014"], ["2016"]]
    assert [a.text for a in fig.layout.annotations] == ["not reported"]


def test_provisional_months_are_dotted_and_series_named_at_their_ends():
    months = pl.DataFrame(
        {
            "period": ["2014-11", "2014-12", "2015-01"] * 2,
            "series": ["Air"] * 3 + ["Sea"] * 3,
            "value": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            "state": ["value"] * 6,
        }
    )
    fig = trend.trend(months, words=ENGLISH, theme=LIGHT, unit="seizures", provisional_from="2015-01")
    assert [(list(t.y), t.line.dash) for t in fig.data[:2]] == [([1, 2, None], None), ([None, 2, 3], "dot")]
    texts = " ".join(a.text for a in fig.layout.annotations)
    assert "Air" in texts and "Sea" in texts
    assert [t.name for t in fig.data if t.showlegend is not False] == [PROVISIONAL] and fig.layout.showlegend
    told = trend.describe(months, words=ENGLISH, unit="seizures", provisional_from="2015-01")
    assert told.endswith("Provisional, hatched and dotted: from Jan 2015 on.")
    assert (
        "highest of 3 periods is Jan 2015 with 6 seizures; the last figure of each line, A–Z: Air 3"
        in trend.describe(months, words=ENGLISH, unit="seizures")
    )


def test_an_empty_period_is_no_date():
    frame = pl.concat([YEARS, YEARS.head(1).with_columns(pl.lit("").alias("period"))])
    fig = trend.trend(frame, words=ENGLISH, theme=LIGHT, unit="seizures")
    assert "1970" not in fig.to_json() and "" not in fig.data[0].x


def test_bars_keep_the_order_and_escape_markup():
    fig = bars.bars(FRAME, words=ENGLISH, theme=DARK, unit="seizures")
    assert list(fig.data[0].customdata) == FRAME["code"].to_list()
    assert "&lt;b&gt;" in fig.layout.yaxis.ticktext[0]
    assert list(fig.data[0].x) == [1200.0, 3.0, None, 0.0] and fig.data[0].text[3] == "0 (zero reported)"
    stub = fig.data[1]
    assert [x is not None for x in stub.x] == [False, False, True, False]
    assert stub.text[2] == "not reported" and stub.marker.pattern.shape == "/"
    assert stub.x[2] > 0 and list(stub.customdata) == FRAME["code"].to_list()


def test_long_labels_are_cut_and_whole_in_the_hover():
    name = "United Kingdom of Great Britain and Northern Ireland"
    frame = FRAME.head(1).with_columns(pl.lit(name).alias("label"), pl.lit("5 of 6 years").alias("note"))
    fig = bars.ranked_bars(frame, words=ENGLISH, theme=LIGHT, unit="seizures")
    assert fig.layout.yaxis.ticktext[0].endswith("…") and name in fig.data[0].hovertext[0]
    assert list(fig.data[-1].text) == ["5 of 6 years"] and fig.layout.margin.r > 90


def test_the_strip_marks_years_without_records():
    fig = coverage.coverage_strip(STRIP, words=ENGLISH, theme=LIGHT, unit="records")
    assert [list(t.x) for t in fig.data] == [["2014"], ["2015"]]


def test_the_strip_tells_zero_from_records_and_from_none():
    strip = pl.DataFrame({"label": ["Spain"] * 5, "year": list("12345"), "value": [3.0, 30.0, 300.0, 0.0, None]})
    fig = coverage.coverage_strip(strip, words=ENGLISH, theme=LIGHT, unit="records")
    names = ["1–9 records", "10–99 records", "100 or more records", "Zero reported", "Not reported"]
    assert [t.name for t in fig.data] == names
    assert len({t.marker.symbol for t in fig.data}) == 3


def test_the_words_state_the_finding():
    assert "the largest 2, A–Z: Singapore 3, Spain <b> 1,200" in world.describe(FRAME, words=ENGLISH, unit="seizures")
    assert "2014 with 5 seizures" in trend.describe(YEARS, words=ENGLISH, unit="seizures")
    assert "Spain <b> with 1,200" in bars.describe(FRAME, words=ENGLISH, unit="seizures")
    assert "1,203 in all" in world.describe(FRAME, words=ENGLISH, unit="seizures")
    assert "1 is not reported" in bars.describe(FRAME, words=ENGLISH, unit="seizures")
    assert "Of 1 reporter of records" in coverage.describe(STRIP, words=ENGLISH, unit="records")


@pytest.mark.parametrize("module", [world, trend, bars, coverage])
def test_an_empty_frame_has_words_and_a_figure(module):
    frame = {world: FRAME, trend: YEARS, bars: FRAME, coverage: STRIP}[module].clear()
    assert module.describe(frame, words=ENGLISH, unit="seizures")
    extra = [reference.places()] if module is world else []
    draw = {world: "world_map", trend: "trend", bars: "bars", coverage: "coverage_strip"}[module]
    assert getattr(module, draw)(frame, *extra, words=ENGLISH, theme=LIGHT, unit="x").layout.height > 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_every_property_is_one_that_plotly_knows(theme):
    """The charts build plain dictionaries, which Plotly does not check while it draws a page."""
    note, series = pl.lit("5 of 6 years").alias("note"), pl.lit("Air").alias("series")
    lines = pl.concat([YEARS.with_columns(series), YEARS.with_columns(pl.lit("Sea").alias("series"))])
    given = {"words": ENGLISH, "theme": theme, "unit": "seizures"}
    figures = [
        world.world_map(FRAME, reference.places(), focus=("FRA", "SGP"), **given),
        bars.ranked_bars(FRAME.with_columns(note), **given),
        trend.trend(YEARS, provisional_from="2016", **given),
        trend.trend(lines, highlight="Sea", **given),
        coverage.coverage_strip(STRIP, **given),
        shares.share_strip(STRIP.with_columns(pl.lit(4).alias("members")), **given),
    ]
    legs = pl.DataFrame(
        {
            "start": ["FRA", "ESP"],
            "end": ["DEU", "FRA"],
            "start_label": ["France", "Spain"],
            "end_label": ["Germany", "France"],
            "mode": ["maritime", ""],
            "kind": ["sea", "air"],
            "value": [3.0, 40.0],
            "third": [False, True],
            "path": [[[2.0, 46.0], [10.0, 51.0]], [[-3.0, 40.0], [0.0, 43.0], [2.0, 46.0]]],
        }
    )
    links = pl.DataFrame({"step": [0, 1], "start": ["FRA", "DEU"], "end": ["DEU", "not-reported"], "value": [3.0, 3.0]})
    cells = pl.DataFrame({"row": ["France", "Spain"], "column": ["Spain", "Italy"], "value": [1.0, 20.0]})
    cells = cells.with_columns(row_code=pl.Series(["FRA", "ESP"]), column_code=pl.Series(["ESP", "ITA"]))
    figures += [
        flow_map.flow_map(legs, reference.places(), words=ENGLISH, theme=theme, dashed=True),
        sankey.sankey(links, {"FRA": "France"}, ("A", "B", "C"), quiet=("not-reported",), **given),
        matrix.matrix(cells, rows="From", columns="To", **given),
        dots.dots(
            pl.DataFrame(
                {"label": ["A", "B"], "value": [1.0, None], "low": [0.5, None], "high": [2.0, None], "note": ["x", ""]}
            ),
            **given,
        ),
    ]
    for fig in figures:
        assert go.Figure(fig.to_dict()).to_dict()["layout"]["height"] > 0


def test_an_axis_of_very_small_amounts_has_ticks_that_differ():
    ticks = trend._ticks(4e-7)
    assert ticks[0] == 0 and len(set(ticks)) == len(ticks) >= 3 and ticks[1] > 0
