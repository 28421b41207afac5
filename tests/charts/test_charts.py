import plotly.graph_objects as go
import polars as pl
import pytest

from charts import bars, dots, matrix, sankey
from charts.maps import flow_map, world
from charts.theme import DARK, LIGHT
from charts.time import coverage, shares, trend
from data_access.reference import tables as reference
from domain.words import ENGLISH
from tests.charts.frames import FRAME, STRIP, YEARS


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
    links = pl.DataFrame({"step": [0, 1], "start": ["FRA", "DEU"], "end": ["DEU", "not-told"], "value": [3.0, 3.0]})
    cells = pl.DataFrame({"row": ["France", "Spain"], "column": ["Spain", "Italy"], "value": [1.0, 20.0]})
    cells = cells.with_columns(row_code=pl.Series(["FRA", "ESP"]), column_code=pl.Series(["ESP", "ITA"]))
    figures += [
        flow_map.flow_map(legs, reference.places(), words=ENGLISH, theme=theme, dashed=True),
        sankey.sankey(links, {"FRA": "France"}, ("A", "B", "C"), quiet=("not-told",), **given),
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
