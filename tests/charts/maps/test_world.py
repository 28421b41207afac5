import json
import re

import polars as pl
import pytest

from charts.maps.world import world_map
from charts.theme import DARK, LIGHT
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.words import ENGLISH
from tests.charts.frames import FRAME


def test_the_map_tells_the_states_apart_and_shows_small_places():
    fig = world_map(FRAME, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures").figure
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
    fig = world_map(frame, reference.places(), words=ENGLISH, theme=DARK, unit="seizures").figure
    assert {c for t in fig.data if t.type == "choropleth" for c in t.locations} == set(FRAME["code"])
    assert LABELS[CellState(state)] in {t.name for t in fig.data}
    small = [list(t.customdata) for t in fig.data if t.type == "scattergeo" and t.customdata is not None]
    assert [codes for codes in small if codes] == [["SGP"]], "a place too small to see is reached in any state"


@pytest.mark.parametrize(("focus", "west", "east"), [(("FRA", "DEU"), -25, 35), (("FJI", "TON", "WSM"), 160, 205)])
def test_a_focus_shows_its_part_of_the_world(focus, west, east):
    fig = world_map(FRAME, reference.places(), words=ENGLISH, theme=LIGHT, unit="x", focus=focus).figure
    shown = fig.layout.geo.lonaxis.range
    assert west < shown[0] < shown[1] < east
