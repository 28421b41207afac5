"""Coordinates → divisions: inside, beside, outside, too rough; and never where a division is reported."""

import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data_access.places.placing import outcome, placed
from data_access.reference import tables as reference
from data_access.settings import ROOT

MALAGA = {"country": "ESP", "latitude": 36.7213, "longitude": -4.4214, "place_precision": "exact"}


def one(**told):
    row = {"admin1": "", "admin1_reported": "", **MALAGA, **told}
    floats = {"latitude": pl.Float64, "longitude": pl.Float64}
    return placed(pl.DataFrame([row], schema_overrides=floats)).row(0, named=True)


def said(row):
    return row["admin1_derived"], row["outside"], row["rough"]


@pytest.mark.parametrize(
    ("told", "division"),
    [
        ({}, "ES-AN"),
        ({"place_precision": ""}, "ES-AN"),
        ({"latitude": 36.003, "longitude": -5.609}, "ES-AN"),  # the tip of Tarifa, off the simplified coast
        ({"country": "DEU", "latitude": 52.52, "longitude": 13.405}, "DE-BE"),  # a city drawn inside another division
        ({"country": "ARE", "latitude": 25.267, "longitude": 55.307}, "AE-DU"),
        ({"country": "USA", "latitude": 38.96, "longitude": -77.03}, "US-DC"),  # the shape on the map ends south of it
        ({"country": "USA", "latitude": 39.0, "longitude": -77.03}, "US-MD"),
        ({"country": "USA", "latitude": 38.88, "longitude": -77.10}, "US-VA"),
    ],
)
def test_a_point_lies_in_its_division(told, division):
    assert said(one(**told)) == (division, False, False)


@pytest.mark.parametrize(
    "told",
    [{"admin1": "ES-CT"}, {"admin1_reported": "Nowhere at all"}, {"latitude": None}, {"longitude": float("nan")}],
)
def test_what_is_reported_stays_and_half_a_point_is_none(told):
    assert said(one(**told)) == ("", False, False)


@pytest.mark.parametrize(
    "told",
    [
        {"country": "FRA"},
        {"latitude": 35.9},  # in the Strait, eight kilometres from land or more
        {"latitude": 4.4214, "longitude": 36.7213},  # the two changed places
        {"latitude": 1e9},
    ],
)
def test_a_point_outside_the_country_reported_is_placed_nowhere(told):
    row = one(**told)
    assert said(row) == ("", True, False) and outcome(row) == "outside"


@pytest.mark.parametrize(
    ("told", "rough"),
    [
        ({"place_precision": "country"}, True),
        ({"place_precision": "", "latitude": 40.0, "longitude": -4.0}, True),  # whole degrees, as gazetteers give
        ({"place_precision": "exact", "latitude": 40.0, "longitude": -4.0}, False),
    ],
)
def test_the_middle_of_a_country_is_no_place(told, rough):
    row = one(**told)
    assert row["rough"] is rough and bool(row["admin1_derived"]) is not rough
    assert outcome(row) == ("rough" if rough else "")


def test_our_own_middle_of_a_country_is_rough_unless_said_to_be_exact():
    lon, lat = reference.places().filter(code="FRA").select("lon", "lat").row(0)
    assert one(country="FRA", longitude=lon, latitude=lat, place_precision="")["rough"]
    assert one(country="FRA", longitude=lon, latitude=lat)["admin1_derived"]


def test_a_country_without_shapes_places_nothing_and_says_nothing():
    assert said(one(country="COD", latitude=-4.32, longitude=15.31)) == ("", False, False)


@given(st.lists(st.sampled_from(["ESP", "FRA", "BEL", "COD"]), max_size=12), st.randoms(use_true_random=False))
def test_many_are_placed_as_each_alone_and_in_their_order(countries, random):
    rows = [
        {
            **{"country": c, "admin1": random.choice(["", "", "ES-CT"]), "admin1_reported": ""},
            **{"place_precision": random.choice(["", "exact", "country"]), "at": i},
            **{"latitude": random.uniform(36, 51), "longitude": random.uniform(-9, 6)},
        }
        for i, c in enumerate(countries)
    ]
    if rows:
        many = placed(pl.DataFrame(rows))
        assert many["at"].to_list() == list(range(len(rows)))
        assert [said(row) for row in many.to_dicts()] == [said(placed(pl.DataFrame([r])).to_dicts()[0]) for r in rows]
        own = dict(reference.read("places").select("code", "alpha2").iter_rows())
        assert all(r["admin1_derived"][:2] in ("", own[r["country"]]) for r in many.to_dicts())


def test_the_outlines_of_our_own_are_of_divisions_with_a_shape():
    table = reference.read("division_outlines")
    assert set(table["code"]) <= set(reference.read("division_shapes")["code"])
    for code, wkt in table.select("code", "wkt").iter_rows():
        country = reference.read("division_shapes").filter(code=code)["country"][0]
        drawn = shapely.from_geojson((ROOT / "static" / "divisions" / f"{country}.geojson").read_text())
        assert shapely.from_wkt(wkt).is_valid and shapely.from_wkt(wkt).intersects(drawn)
