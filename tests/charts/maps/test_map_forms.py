"""Two measures at once, change, panels by year and the animation: what they draw, say and never leave out."""

import json

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.maps.bivariate import bivariate_map
from charts.maps.change_map import change_map
from charts.maps.ground import GEOJSON, SMALL
from charts.maps.panels import map_panels
from charts.maps.play import map_play
from charts.maps.world import _ramp
from charts.maps.years import Scale, year_layers
from charts.theme import DARK, LIGHT
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.words import ENGLISH

PLACES = reference.places()
KINDS = ("up_strong", "up", "steady", "down", "down_strong", "few", "incomparable", "not_reported")
CODES = ("ESP", "FRA", "DEU", "SGP", "MLT", "PRT", "ITA", "USA")
CHANGED = pl.DataFrame({"code": CODES, "label": CODES, "class": KINDS, "text": KINDS})
BOTH = pl.DataFrame(
    {
        "code": ["ESP", "FRA", "SGP", "DEU", "ITA"],
        "label": ["Spain", "France", "Singapore", "Germany", "Italy"],
        "value": [0.5, 5.0, 50.0, None, 0.0],
        "share": [1.0, 0.5, 0.1, None, 1.0],
        "state": ["value", "value", "value", "not_reported", "zero"],
        "text": ["a", "b", "c", "d", "e"],
    }
)


def year(value, state="value"):
    return pl.DataFrame(
        {
            "code": ["ESP", "SGP", "FRA"],
            "label": ["Spain", "Singapore", "France"],
            "value": [value, 2.0, None],
            "state": [state, "value", "not_reported"],
        }
    ).with_columns(pl.when(pl.col("state") == "value").then("value").alias("value"))


YEARS = {"2014": year(10.0), "2015": year(None, "not_reported"), "2016": year(0.0, "zero")}
CLASSES = Scale(breaks=(1.0, 3.0, 10.0))
SHARED = {"words": ENGLISH, "theme": LIGHT, "unit": "per million"}
PERIODS = {"words": ENGLISH, "theme": LIGHT, "earlier": "2014", "later": "2015"}


def located(fig):
    return {c for t in fig.data if t.type == "choropleth" for c in t.locations}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_each_place_stands_in_the_cell_of_both_measures(theme):
    fig = bivariate_map(BOTH, PLACES, (1.0, 10.0, 50.0), words=ENGLISH, theme=theme, unit="per million").figure
    area = next(t for t in fig.data if t.type == "choropleth" and t.zmax == 9)
    assert dict(zip(area.locations, area.z, strict=True)) == {"ESP": 6.5, "FRA": 4.5, "SGP": 2.5}
    colours = [colour for _, colour in area.colorscale[::2]]
    assert colours == [c for row in theme.bivariate for c in row]
    small = next(t for t in fig.data if t.customdata and "SGP" in t.customdata)
    assert list(small.marker.color) == [theme.bivariate[0][2]], "a high rate that rests on little"
    assert located(fig) == set(BOTH["code"])


def test_the_square_legend_has_nine_cells_in_the_colours_of_the_map_and_names_its_sides():
    fig = bivariate_map(BOTH, PLACES, (1.0, 10.0, 50.0), words=ENGLISH, theme=LIGHT, unit="per million").figure
    cells = sorted(fig.layout.shapes, key=lambda s: (s.y0, s.x0))
    assert [s.fillcolor for s in cells] == [c for row in LIGHT.bivariate for c in row]
    text = " ".join(a.text for a in fig.layout.annotations)
    assert "More seizures per head →" in text and "More years reported →" in text and "1 and 10 per million" in text
    assert max(s.y1 for s in cells) <= 0, "it covers none of the map"


def test_a_high_rate_is_said_apart_by_what_it_rests_on():
    told = bivariate_map(BOTH, PLACES, (1.0, 10.0, 50.0), **SHARED).alt
    assert "two thirds of the years: none" in told and "rests on fewer years: Singapore" in told
    assert "1 did not report, which does not mean zero" in told


def test_direction_is_told_by_marks_and_every_class_is_there():
    fig = change_map(CHANGED, PLACES, **PERIODS).figure
    assert located(fig) == set(CODES)
    marks = {
        s for t in fig.data if t.type == "scattergeo" and t.lon and t.lon[0] is not None for s in [t.marker.symbol]
    }
    assert {"triangle-up", "triangle-down", "line-ew-open", "hash-open", "x-thin-open"} <= marks
    names = [t.name for t in fig.data if t.name]
    assert names[0] == "more than 25% more" and names[4] == "more than 25% fewer"
    assert any("too few" in n for n in names) and any("not comparable" in n for n in names)
    reached = {c for t in fig.data if t.type == "scattergeo" and t.customdata for c in t.customdata}
    assert reached == {"SGP", "MLT"}, "places too small to see have a mark to click"


def test_change_is_said_with_what_cannot_be_said():
    told = change_map(CHANGED, PLACES, **PERIODS).alt
    assert "2 report more (1 by more than a quarter), 1 about as many, 2 fewer (1 by more than a quarter)" in told
    assert (
        "1 have too few to say, of 0 the direction is not certain, 1 cannot be compared" in told
        and "not in trafficking" in told
    )
    none = change_map(CHANGED.filter(pl.col("class") == "incomparable"), PLACES, **PERIODS).alt
    assert none.startswith("No place can be compared")


def test_panels_share_scale_projection_and_one_legend():
    fig = map_panels(YEARS, PLACES, CLASSES, legend_title="One scale", marks={"2016": "(in part)"}, **SHARED).figure
    geos = [fig.layout[k] for k in ("geo", "geo2", "geo3")]
    assert len({g.projection.type for g in geos}) == 1 and len({tuple(g.lonaxis.range) for g in geos}) == 1
    boxes = [(tuple(g.domain.x), tuple(g.domain.y)) for g in geos]
    assert len(set(boxes)) == 3
    scales = {json.dumps(t.colorscale) for t in fig.data if t.type == "choropleth" and t.zmax == 3}
    assert len(scales) == 1
    names = [t.name for t in fig.data if t.name]
    assert len(names) == len(set(names)) and {LABELS[CellState.ZERO], LABELS[CellState.NOT_REPORTED]} <= set(names)
    titles = [a.text for a in fig.layout.annotations]
    assert titles[0] == "<b>2014</b>" and "(in part)" in titles[2]
    assert {t.geojson for t in fig.data if t.type == "choropleth"} == {SMALL}


def test_states_change_with_the_year():
    """Spain: a figure in 2014, silent in 2015, a zero in 2016."""
    fig = map_panels(YEARS, PLACES, CLASSES, **SHARED).figure
    fills = {t.geo: t.colorscale[0][1] for t in fig.data if t.type == "choropleth" and "ESP" in t.locations}
    assert fills["geo2"] == LIGHT.not_reported and fills["geo3"] == LIGHT.zero
    assert fills["geo"] not in (LIGHT.not_reported, LIGHT.zero)


def test_a_narrow_window_keeps_the_fine_shapes():
    fig = map_panels(YEARS, PLACES, CLASSES, focus=("FRA", "ESP"), **SHARED).figure
    assert {t.geojson for t in fig.data if t.type == "choropleth"} == {GEOJSON}


@pytest.mark.parametrize(("n", "across"), [(1, 1), (2, 2), (6, 2), (7, 3), (12, 3)])
def test_so_many_panels_stand_in_a_row(n, across):
    frames = {str(2000 + i): year(1.0) for i in range(n)}
    fig = map_panels(frames, PLACES, CLASSES, **SHARED).figure
    lefts = {fig.layout["geo" if i == 0 else f"geo{i + 1}"].domain.x[0] for i in range(n)}
    assert len(lefts) == across
    assert all(0 <= fig.layout["geo" if i == 0 else f"geo{i + 1}"].domain.y[0] < 1 for i in range(n))


@pytest.mark.parametrize("scale", [CLASSES, Scale(most=10.0, circles=True)])
def test_an_animation_has_a_frame_a_year_on_one_scale_and_starts_by_itself_never(scale):
    fig = map_play(YEARS, PLACES, scale, start="2015", **SHARED).figure
    assert [f.name for f in fig.frames] == list(YEARS)
    sizes = {len(f.data) for f in fig.frames}
    assert len(sizes) == 1 and all(list(f.traces) == list(range(len(f.data))) for f in fig.frames)
    for frame in fig.frames:
        assert [t["type"] for t in frame.data] == [t.type for t in fig.data[: len(frame.data)]]
    (slider,) = fig.layout.sliders
    assert slider.active == 1 and slider.currentvalue.prefix == "Year "
    assert [s.label for s in slider.steps] == list(YEARS)
    (menu,) = fig.layout.updatemenus
    assert [b.name for b in menu.buttons] == ["play", "pause"]
    for button in (*menu.buttons, *slider.steps):
        assert button.args[1]["transition"]["duration"] == 0, "no tween: nobody reported what lies between two years"


def test_the_animation_moves_a_place_from_state_to_state():
    fig = map_play(YEARS, PLACES, CLASSES, **SHARED).figure
    where = [
        [i for i, t in enumerate(f.data) if t["type"] == "choropleth" and "ESP" in t["locations"]] for f in fig.frames
    ]
    assert [len(w) for w in where] == [1, 1, 1] and len({w[0] for w in where}) == 3


def test_circles_keep_their_size_from_year_to_year():
    scale = Scale(most=10.0, circles=True)
    layers = [year_layers(f, PLACES, scale, **SHARED)[-1] for f in YEARS.values()]
    of = [dict(zip(t["customdata"], t["marker"]["size"], strict=True)).get("SGP") for t in layers]
    assert len(set(of)) == 1 and of[0] is not None


def test_no_years_are_said_and_words_name_the_ends():
    assert "Nothing was reported" in map_panels({}, PLACES, CLASSES, **SHARED).figure.to_json()
    assert "Nothing was reported" in map_play({}, PLACES, CLASSES, **SHARED).figure.to_json()
    told = map_panels(YEARS, PLACES, CLASSES, **SHARED).alt
    assert told == map_play(YEARS, PLACES, CLASSES, **SHARED).alt
    assert "2 places with figures in 2014, 1 in 2016" in told and "The largest figure is 10, in 2014" in told
    empty = {"2014": YEARS["2014"].clear()}
    assert map_panels(empty, PLACES, CLASSES, **SHARED).alt.startswith("No country")
    spain = map_panels(YEARS, PLACES, CLASSES, focus=("ESP",), **SHARED).alt
    assert "1 places with figures in 2014, 0 in 2016" in spain, "as many as are shown"


def test_nothing_is_fetched_from_outside():
    figures = [
        bivariate_map(BOTH, PLACES, (1.0, 10.0, 50.0), words=ENGLISH, theme=LIGHT, unit="x").figure,
        change_map(CHANGED, PLACES, **PERIODS).figure,
        map_panels(YEARS, PLACES, CLASSES, **SHARED).figure,
        map_play(YEARS, PLACES, CLASSES, **SHARED).figure,
    ]
    for fig in figures:
        told = fig.to_plotly_json()
        assert "http" not in json.dumps(told, default=str)
        assert all(geo.fitbounds is False for geo in fig.select_geos())
        assert go.Figure(told).data, "Plotly's own checks, which the charts leave out"


def test_rates_of_one_class_are_not_called_high():
    drawn = bivariate_map(BOTH, PLACES, (50.0,), **SHARED)
    told, fig = drawn.alt, drawn.figure
    assert "all rates lie in one class" in told and "high rate" not in told
    assert "all rates lie in one class" in " ".join(a.text for a in fig.layout.annotations)


def test_a_figure_without_limits_has_the_lightest_colour():
    """Micro-states were drawn in the darkest one."""
    assert _ramp([], LIGHT) == [LIGHT.ramp[0]]
