"""Maps of divisions, points and hexagons: what is drawn, how rings turn, which window is shown."""

import json

import h3
import plotly.graph_objects as go
import polars as pl
import pytest
import shapely

from analysis.hexagons import by_cell
from charts.maps.divisions import division_map, view
from charts.maps.locations import PRECISIONS, _named, hexagon_map, point_map
from charts.theme import THEMES
from data_access.places.divisions import address, shapes
from data_access.reference import tables as reference
from domain.words import ENGLISH

LIGHT, PLACES = THEMES["light"], reference.places()
DRAWN = {"words": ENGLISH, "theme": LIGHT, "unit": "seizures reported"}
COLOMBIA = {**DRAWN, "address": address("COL"), "country": "Colombia"}
POINTS = pl.DataFrame(
    [
        (51.95, 4.14, "exact", "NLD", "Maas<b>vlakte", 9.0),
        (51.96, 4.15, "exact", "NLD", "", 1.0),
        (52.37, 4.9, "place", "NLD", "Amsterdam", 4.0),
        (-17.7, 179.9, "exact", "FJI", "Lau", 3.0),
    ],
    schema=["latitude", "longitude", "precision", "country", "place", "value"],
    orient="row",
)


def division_frame(country, values):
    held = shapes(country).select("code", pl.col("name").alias("label")).sort("label")
    value = pl.col("code").replace_strict(values, default=None, return_dtype=pl.Float64)
    state = pl.when(value.is_null()).then(pl.lit("not_reported")).otherwise(pl.lit("value"))
    return held.with_columns(value.alias("value"), state.alias("state"))


def test_neighbours_are_outlines_below_all_else_and_say_nothing():
    frame = division_frame("COL", {"CO-ANT": 300.0})
    first = division_map(frame, shapes("COL"), **COLOMBIA, around=("ECU", "VEN")).figure.to_plotly_json()["data"][0]
    assert (first["locations"], first["geojson"]) == (["ECU", "VEN"], "app/static/world.geojson")
    assert first["hoverinfo"] == "skip" and len({colour for _, colour in first["colorscale"]}) == 1


def test_divisions_are_drawn_from_their_own_file_in_circles_and_states():
    frame = division_frame("COL", {"CO-ANT": 300.0, "CO-VAC": 20.0})
    drawn = division_map(frame, shapes("COL"), **COLOMBIA)
    told, said = drawn.figure.to_plotly_json(), drawn.alt
    assert {t["geojson"] for t in told["data"] if "geojson" in t} == {"app/static/divisions/COL.geojson"}
    circles = next(t for t in told["data"] if "selected" in t and t.get("type") == "scattergeo" and len(t["lon"]) == 2)
    assert circles["customdata"] == ["CO-ANT", "CO-VAC"], "the largest below, so that each can be clicked"
    wide = circles["marker"]["size"]
    assert wide[0] ** 2 / wide[1] ** 2 == pytest.approx(300 / 20, rel=0.02), "areas in proportion"
    ground = [t for t in told["data"] if t.get("type") == "choropleth"]
    assert sorted(len(t["locations"]) for t in ground) == [2, frame.height - 2]
    assert {"Not reported", "Zero reported"} <= {t.get("name") for t in told["data"]}
    go.Figure(told)
    assert "2 of 33" in said and "320 in all" in said and "Antioquia" in said and "does not mean zero" in said
    empty = frame.with_columns(pl.lit(None, dtype=pl.Float64).alias("value"), pl.lit("not_reported").alias("state"))
    words = division_map(empty, shapes("COL"), **COLOMBIA).alt
    assert words == "No record of this selection names a division of Colombia."


def test_the_divisions_that_were_clicked_are_outlined():
    frame = division_frame("COL", {"CO-ANT": 300.0})
    plain, chosen = (division_map(frame, shapes("COL"), chosen=c, **COLOMBIA).figure for c in ((), ("CO-ANT",)))
    assert len(chosen.data) == len(plain.data) + 1
    assert list(chosen.data[-1].locations) == ["CO-ANT"] and chosen.data[-1].hoverinfo == "skip"


@pytest.mark.parametrize(
    ("country", "west", "east"), [("COL", -82, -66), ("RUS", 19, 191), ("USA", 172, 294), ("NZL", 166, 184)]
)
def test_the_window_goes_the_short_way_round_the_world(country, west, east):
    low, high = view(shapes(country))["lonaxis"]["range"]
    assert low == pytest.approx(west, abs=9) and high == pytest.approx(east, abs=9)


def test_points_tell_their_precision_and_escape_what_was_reported():
    fig = point_map(POINTS, PLACES, focus=("NLD",), whole=20.0, **DRAWN).figure
    told = fig.to_plotly_json()
    marks = {t["name"]: t for t in told["data"] if t.get("mode") == "markers"}
    assert set(marks) == set(PRECISIONS.values())
    exact = marks["Exact place"]
    assert exact["marker"]["size"][0] > exact["marker"]["size"][1]
    assert "Maas&lt;b&gt;vlakte" in exact["text"][0] and "9 seizures reported" in exact["text"][0]
    assert "Place not named" in exact["text"][1]
    assert marks["Town, port or crossing"]["marker"]["symbol"] != exact["marker"]["symbol"]
    go.Figure(told)


def test_hexagons_are_whole_clockwise_and_classed():
    cells = by_cell(POINTS, 4)
    drawn = hexagon_map(cells, PLACES, whole=100.0, edge_km=22, **DRAWN)
    told = drawn.figure.to_plotly_json()
    layer = next(t for t in told["data"] if isinstance(t.get("geojson"), dict))
    features = {f["id"]: f for f in layer["geojson"]["features"]}
    assert set(features) == set(cells["cell"]) == set(layer["locations"])
    for cell, feature in features.items():
        ring = shapely.geometry.shape(feature["geometry"])
        assert ring.is_valid and not ring.exterior.is_ccw
        lat, lon = h3.cell_to_latlng(cell)
        assert ring.contains(shapely.Point(lon, lat)) or ring.contains(shapely.Point(lon + 360, lat))
    assert not {"Zero reported", "Not reported"} & {t.get("name") for t in told["data"]}
    assert len(json.dumps(layer["geojson"])) < 400 * len(features)
    assert f"as {cells.height} hexagons with edges of about 22 km: 17% of the 100" in drawn.alt
    go.Figure(told)


def test_a_hexagon_across_the_date_line_stays_one():
    cell = h3.latlng_to_cell(-17.0, 180.0, 3)
    frame = pl.DataFrame({"cell": [cell], "value": [1.0], "places": [["Lau"]], "locations": [1]})
    fig = hexagon_map(frame, PLACES, whole=1.0, edge_km=60, **DRAWN).figure.to_plotly_json()
    layer = next(t for t in fig["data"] if isinstance(t.get("geojson"), dict))
    ring = [x for x, _ in layer["geojson"]["features"][0]["geometry"]["coordinates"][0]]
    assert max(ring) - min(ring) < 5


def test_names_of_a_hexagon_and_the_map_in_words():
    assert [_named(n, ENGLISH) for n in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "Place not named",
        "A",
        "A and B",
        "A and 2 more places",
    ]
    said = point_map(POINTS[:3], PLACES, whole=100.0, **DRAWN).alt
    assert "14 seizures reported with coordinates, as 3 points: 14% of the 100" in said and "no exact location" in said
