"""Circles where something is named, and no word on the places where it is not."""

import polars as pl

from charts.maps.named import named_map
from charts.theme import THEMES
from domain.cells import CellState
from domain.words import ENGLISH

PLACES = pl.DataFrame(
    {
        "code": ["ESP", "MLT", "CHN"],
        "lon": [-3.0, 14.4, 104.0],
        "lat": [40.0, 35.9, 35.0],
        "area_km2": [5e5, 316.0, 9.6e6],
    }
)


def drawn(values):
    frame = pl.DataFrame(
        {"code": list(values), "label": [f"Place {c}" for c in values], "value": [float(v) for v in values.values()]},
        schema={"code": pl.String, "label": pl.String, "value": pl.Float64},
    ).with_columns(pl.lit(CellState.VALUE.value).alias("state"))
    return named_map(frame, PLACES, words=ENGLISH, theme=THEMES["light"], unit="cases")


def test_each_place_has_a_circle_in_proportion_and_is_clickable():
    circles = drawn({"ESP": 4, "MLT": 1}).figure.made().data[-1]
    assert list(circles.customdata) == ["ESP", "MLT"]
    assert circles.marker.size[0] == 2 * circles.marker.size[1]


def test_nothing_is_said_of_states_that_cases_do_not_have():
    figure = drawn({"ESP": 4}).figure.made()
    assert not [t for t in figure.data if t.name and "reported" in t.name.lower()]


def test_the_words_say_how_many_are_named_and_what_silence_means():
    assert "2 countries and territories are named" in drawn({"ESP": 4, "CHN": 1}).alt
    assert "Where no circle stands, none is named" in drawn({"ESP": 4}).alt
    assert drawn({}).alt == "Nothing was reported in this selection."
