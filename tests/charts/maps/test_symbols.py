"""Circles for counts: areas in proportion, a legend at true size, every state and every small place there."""

import json
import math
from itertools import pairwise

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.maps.symbols import LEAST, RADIUS, _label_heights, diameter, legend_steps, symbol_map
from charts.theme import DARK, LIGHT
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.words import ENGLISH
from tests.charts.frames import FRAME


def drawn(frame=FRAME, theme=LIGHT, **more):
    return symbol_map(frame, reference.places(), words=ENGLISH, theme=theme, unit="seizures", **more).figure


def test_areas_are_in_proportion_and_the_largest_lies_below():
    disc = next(t for t in drawn(FRAME).data if t.customdata and list(t.customdata) == ["ESP", "SGP"])
    large, small = disc.marker.size
    assert large == 2 * RADIUS and small == LEAST  # 3 of 1,200 would be 2.6 px across


@given(st.floats(1, 1e6), st.floats(1, 1e6))
def test_a_figure_k_times_as_large_has_k_times_the_area(one, other):
    most = max(one, other)
    sizes = [diameter(v, most) for v in (one, other)]
    if min(sizes) > LEAST:
        assert math.isclose((sizes[0] / sizes[1]) ** 2, one / other, rel_tol=1e-6)


@pytest.mark.parametrize(
    ("most", "steps"), [(0, []), (1, [1]), (2, [1]), (194_533, [100_000, 30_000, 10_000]), (12, [10, 3, 1])]
)
def test_the_legend_names_round_figures_that_the_map_reaches(most, steps):
    assert legend_steps(most) == pytest.approx(steps)


def test_the_circles_of_the_legend_are_those_of_the_map():
    fig = drawn(FRAME)
    rings = [s for s in fig.layout.shapes if s.type == "circle"]
    told = [a.text for a in fig.layout.annotations[1:]]
    assert told == ["1,000", "300", "100"] and len(rings) == 3
    for ring, value in zip(rings, (1000, 300, 100), strict=True):
        assert ring.x1 - ring.x0 == pytest.approx(diameter(value, 1200)) == pytest.approx(ring.y1 - ring.y0)
        assert (ring.xsizemode, ring.ysizemode) == ("pixel", "pixel")
    assert len({ring.y0 for ring in rings}) == 1, "they stand on one line"


def test_labels_of_the_legend_never_lie_on_each_other():
    heights = _label_heights([20.0, 18.0, 17.0])
    assert all(high - low >= 14 for high, low in pairwise(heights))


@pytest.mark.parametrize("state", ["zero", "suppressed", "restricted", "not_reported", "value"])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_small_place_is_reached_in_every_state(state, theme):
    frame = FRAME.with_columns(state=FRAME["state"].set(FRAME["code"] == "SGP", state))
    fig = drawn(frame, theme)
    assert any("SGP" in t.customdata for t in fig.data if t.type == "scattergeo" and t.customdata)
    named = {t.name for t in fig.data if t.name}
    assert {LABELS[CellState.ZERO], LABELS[CellState.NOT_REPORTED]} <= named
    assert state == "value" or LABELS[CellState(state)] in named


def test_nothing_is_fetched_and_an_empty_selection_has_no_size_legend():
    empty = FRAME.with_columns(value=pl.lit(None, pl.Float64), state=pl.lit("not_reported"))
    fig = drawn(empty)
    assert not fig.layout.shapes and not fig.layout.geo.fitbounds
    told = drawn(FRAME).to_plotly_json()
    assert "http" not in json.dumps(told, default=str) and go.Figure(told).data
