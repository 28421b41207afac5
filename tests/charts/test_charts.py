import plotly.graph_objects as go
import polars as pl
import pytest

from charts.bars import bars
from charts.dots import dots
from charts.maps.flow_map import flow_map
from charts.maps.symbols import symbol_map
from charts.maps.world import world_map
from charts.matrix import matrix
from charts.sankey import sankey
from charts.theme import DARK, LIGHT
from charts.time.coverage import coverage_strip
from charts.time.shares import share_strip
from charts.time.trend import trend
from data_access.reference import tables as reference
from domain.words import ENGLISH
from tests.charts.frames import FRAME, STRIP, YEARS


def test_bars_keep_the_order_and_escape_markup():
    fig = bars(FRAME, words=ENGLISH, theme=DARK, unit="seizures").figure
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
    fig = bars(frame, words=ENGLISH, theme=LIGHT, unit="seizures").figure
    assert fig.layout.yaxis.ticktext[0].endswith("…") and name in fig.data[0].hovertext[0]
    assert list(fig.data[-1].text) == ["5 of 6 years"] and fig.layout.margin.r > 90


def test_the_words_state_the_finding():
    said, places = {"words": ENGLISH, "theme": LIGHT, "unit": "seizures"}, reference.places()
    sums, classes = symbol_map(FRAME, places, **said).alt, world_map(FRAME, places, **said).alt
    assert all("the largest 2, A–Z: Singapore 3, Spain <b> 1,200" in alt for alt in (sums, classes))
    assert "1,203 in all" in sums and "in all" not in classes, "rates and scores are never added"
    assert "2014 with 5 seizures" in trend(YEARS, **said).alt
    assert "Spain <b> with 1,200" in bars(FRAME, **said).alt
    assert "1 is not reported" in bars(FRAME, **said).alt
    assert "Of 1 reporter of records" in coverage_strip(STRIP, words=ENGLISH, theme=LIGHT, unit="records").alt


@pytest.mark.parametrize(
    ("chart", "frame"), [(world_map, FRAME), (trend, YEARS), (bars, FRAME), (coverage_strip, STRIP)]
)
def test_an_empty_frame_has_words_and_a_figure(chart, frame):
    places = [reference.places()] if chart is world_map else []
    drawn = chart(frame.clear(), *places, words=ENGLISH, theme=LIGHT, unit="seizures")
    assert drawn.alt and drawn.figure.layout.height > 0


def test_more_can_be_said_of_a_chart():
    drawn = bars(FRAME, words=ENGLISH, theme=LIGHT, unit="seizures")
    more = drawn.saying("One.", "Two.")
    assert more.alt == f"{drawn.alt} One. Two." and more.figure is drawn.figure
    assert drawn.saying().alt == drawn.alt


def test_the_words_may_be_about_other_rows_than_those_drawn():
    drawn = bars(FRAME.head(1), words=ENGLISH, theme=LIGHT, unit="seizures", said=FRAME)
    assert len(drawn.figure.data[0].x) == 1 and "add up to 1,203" in drawn.alt


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_every_property_is_one_that_plotly_knows(theme):
    """The charts build plain dictionaries, which Plotly does not check while it draws a page."""
    note, series = pl.lit("5 of 6 years").alias("note"), pl.lit("Air").alias("series")
    lines = pl.concat([YEARS.with_columns(series), YEARS.with_columns(pl.lit("Sea").alias("series"))])
    given = {"words": ENGLISH, "theme": theme, "unit": "seizures"}
    figures = [
        world_map(FRAME, reference.places(), focus=("FRA", "SGP"), **given).figure,
        bars(FRAME.with_columns(note), **given).figure,
        trend(YEARS, provisional_from="2016", **given).figure,
        trend(lines, highlight="Sea", **given).figure,
        coverage_strip(STRIP, **given).figure,
        share_strip(STRIP.fill_null(0).with_columns(pl.lit(4).alias("members")), **given).figure,
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
        flow_map(legs, reference.places(), dashed=True, **given).figure,
        sankey(links, {"FRA": "France"}, ("A", "B", "C"), quiet=("not-reported",), **given).figure,
        matrix(cells, rows="From", columns="To", **given).figure,
        dots(
            pl.DataFrame(
                {"label": ["A", "B"], "value": [1.0, None], "low": [0.5, None], "high": [2.0, None], "note": ["x", ""]}
            ),
            **given,
        ).figure,
    ]
    for fig in figures:
        assert go.Figure(fig.to_dict()).to_dict()["layout"]["height"] > 0
