"""The data of a map for geographic information systems: every row with its shape, and all that must be said with it."""

import io
import json

import geopandas as gpd
import pyogrio
import pytest

from charts.theme import LIGHT
from data_access.gateway import Gateway
from domain.entitlement import PUBLIC
from domain.selection import Selection
from domain.viewer import Viewer
from domain.words import Words
from reports.exported import exported
from reports.layers import ABOUT, LAYER, geojson_bytes, geopackage_bytes, has_layer, layer
from reports.overview import cards
from reports.studio import Studio
from tests.data_access.records.test_records import put, record


@pytest.fixture
def studio():
    put([record(2, country="FRA"), record(3, country="ESP"), record(4, country="ESP")])
    answers = Gateway.open().for_viewer(Viewer(entitlement=PUBLIC, language="en"))
    return Studio(answers=answers, words=Words("en"), theme=LIGHT)


def of_card(studio, card):
    return exported(studio, card, link="", name="map")[0]


@pytest.fixture
def world(studio):
    return of_card(studio, cards.map_card(studio, Selection())[0])


def values(frame):
    shown = frame[frame["Reported seizures"] > 0] if "Reported seizures" in frame else frame
    return dict(zip(shown["code"], shown["Reported seizures"], strict=True))


def test_a_geopackage_holds_the_table_with_shapes_and_what_must_be_said(world, tmp_path):
    file = tmp_path / "map.gpkg"
    file.write_bytes(geopackage_bytes(world))
    assert sorted(name for name, _ in pyogrio.list_layers(file)) == [ABOUT, LAYER]
    read = gpd.read_file(file, layer=LAYER)
    assert read.crs == "EPSG:4326" and len(read) == world.table.height
    assert values(read) == {"ESP": 2, "FRA": 1}
    spain = read[read["code"] == "ESP"].geometry.iloc[0]
    assert spain.contains(gpd.points_from_xy([-3.7], [40.4])[0])
    said = dict(gpd.read_file(file, layer=ABOUT)[["key", "value"]].itertuples(index=False))
    assert said["title"] == world.title and said["handling"] == "public"
    assert "do not imply official endorsement" in said["boundaries"] and "filters" in said


def test_geojson_is_plain_and_says_the_same(world):
    collection = json.loads(geojson_bytes(world))
    assert collection["type"] == "FeatureCollection" and "crs" not in collection
    assert collection[ABOUT]["title"] == world.title
    assert collection[ABOUT]["boundaries"].startswith("The boundaries and names shown")
    read = gpd.read_file(io.BytesIO(geojson_bytes(world)))
    assert values(read) == {"ESP": 2, "FRA": 1}


def test_places_without_a_shape_stay_in_the_layer(world):
    shapeless = layer(world)[layer(world).geometry.isna()]
    assert set(shapeless["code"]) <= set(world.places) and len(layer(world)) == world.table.height


def test_only_maps_of_countries_are_layers(studio, world):
    assert has_layer(world)
    assert not has_layer(of_card(studio, cards.regions_card(studio, Selection(), key="regions")[0]))
