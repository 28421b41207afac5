"""Divisions by code or by words, rolled up; their shapes agree with the table and lie in no disputed area."""

import json
from collections import Counter

import polars as pl
import pycountry
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data_access.cube.reporting import declare
from data_access.gateway import Gateway
from data_access.ingest.loading import load
from data_access.places.division_names import subdivision, upper
from data_access.places.divisions import division_names, shapes, with_division
from data_access.records.search import Listing
from data_access.reference import tables as reference
from data_access.settings import ROOT, settings
from data_access.store.engine import open_store
from domain.dimensions import EMPTY, OTHER
from domain.entitlement import PUBLIC
from domain.selection import Selection
from tests.asking import answered, seen
from tests.data_access.located import INFO, chunk_of

FOLDER = ROOT / "static" / "divisions"
COUNTRIES = sorted(reference.read("division_shapes")["country"].unique())
ROWS = [
    {"country": "COL", "admin1_reported": "Antioquia"},
    {"country": "COL", "admin1_reported": "ANTIOQUIA", "goods": "heroin"},
    {"country": "COL", "admin1": "CO-ANT", "admin1_reported": "whatever"},
    {"country": "COL", "admin1_reported": "Valle del Cauca"},
    {"country": "COL", "admin1_reported": "Nowhere at all"},
    {"country": "COL"},
    {"country": "ESP", "admin1_reported": "Valladolid"},
    {"country": "ESP", "admin1": "ES-CL"},
    {"country": "COL", "admin1_reported": "Antioquia", "handling": "restricted"},
]


def expected(country, handling=("public",)):
    """The plain twin: each row for itself."""
    found = Counter()
    for row in ROWS:
        if row["country"] != country or row.get("handling", "public") not in handling:
            continue
        words = row.get("admin1_reported", "")
        code = row.get("admin1") or (subdivision(country, words) if words else EMPTY)
        found[upper(code) if code else (OTHER if words else EMPTY)] += 1
    return dict(found)


@pytest.fixture
def gateway(store_url, tmp_path, monkeypatch):
    load(open_store(store_url), INFO, [chunk_of(ROWS)], "rows", "")
    monkeypatch.setenv("ATLAS_DATABASE_URL", store_url)
    return Gateway.open(settings())


def by_division(gateway, selection, entitlement=PUBLIC):
    frame = answered(gateway, selection, "seizures", ("division",), entitlement).frame
    return dict(frame.select("division", "value").iter_rows())


def test_grouped_by_code_or_words_and_rolled_up(gateway):
    assert by_division(gateway, Selection().having("country", ["COL"])) == expected("COL")
    assert expected("COL") == {"CO-ANT": 3, "CO-VAC": 1, OTHER: 1, EMPTY: 1}
    assert by_division(gateway, Selection().having("country", ["ESP"])) == expected("ESP") == {"ES-CL": 2}


def test_filtered_by_a_division_whatever_the_words(gateway):
    inside = Selection().having("division", ["CO-ANT"])
    assert answered(gateway, inside, "seizures", (), PUBLIC).total == 3
    assert answered(gateway, inside, "seizures", ("goods",), PUBLIC).frame.filter(goods="heroin")["value"].item() == 1
    assert answered(gateway, Selection().having("division", ["XX-NO"]), "seizures", (), PUBLIC).total == 0


def test_the_records_of_a_division_are_listed_as_they_are_counted(gateway):
    both = PUBLIC.__class__(handling=("public", "restricted"))
    for code, rights, many in (("CO-ANT", PUBLIC, 3), ("CO-ANT", both, 4), ("ES-CL", PUBLIC, 2), ("XX-NO", PUBLIC, 0)):
        listing = Listing(selection=Selection().having("division", [code]))
        page = seen(gateway, rights).record_page(listing)
        assert (page.records.height, seen(gateway, rights).record_total(listing).n) == (many, many)
    mixed = Selection().having("division", ["CO-VAC", "ES-CL"])
    assert seen(gateway).record_page(Listing(selection=mixed)).records.height == 3


def test_what_may_not_be_seen_is_not_counted(gateway):
    both = PUBLIC.__class__(handling=("public", "restricted"))
    selection = Selection().having("country", ["COL"])
    assert by_division(gateway, selection, both) == expected("COL", both.handling)
    assert by_division(gateway, selection, both)["CO-ANT"] == 4


def test_a_year_without_a_record_of_the_division_is_no_zero(gateway, tmp_path):
    """Who reported seizures of a year need not have told where: of a division nothing is known then."""
    calendar = tmp_path / "calendar.csv"
    calendar.write_text("country,from,to,status\nCOL,2014-01,2014-12,reported\n", "utf-8")
    declare(gateway.engine, calendar)
    gateway = Gateway.open(url=gateway.address)
    inside = Selection(start="2014-01", end="2014-12").having("country", ["COL"])
    whole = answered(gateway, inside, "seizures", ("month",), PUBLIC, grid=True).frame
    assert dict(whole.select("month", "state").iter_rows())["2014-04"] == "zero"
    part = answered(gateway, inside.having("division", ["CO-VAC"]), "seizures", ("month",), PUBLIC, grid=True).frame
    states = dict(part.select("month", "state").iter_rows())
    assert states.pop("2014-03") == "value" and set(states.values()) == {"not_reported"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_shapes_agree_with_the_table(country):
    document = json.loads((FOLDER / f"{country}.geojson").read_text(encoding="utf-8"))
    assert [f["id"] for f in document["features"]] == sorted(shapes(country)["code"])
    alpha2 = dict(reference.read("places").select("code", "alpha2").iter_rows())[country]
    for feature in document["features"]:
        assert feature["id"].startswith(f"{alpha2}-") and pycountry.subdivisions.get(code=feature["id"])
        assert upper(feature["id"]) == feature["id"] and feature["properties"]["name"]
        polygons = shapely.get_parts(shapely.geometry.shape(feature["geometry"]))
        assert len(polygons) and not any(p.exterior.is_ccw for p in polygons)


def test_no_file_without_rows_and_no_division_in_a_disputed_area():
    assert sorted(p.stem for p in FOLDER.glob("*.geojson")) == COUNTRIES
    world = json.loads((ROOT / "static" / "world.geojson").read_text())["features"]
    named = set(reference.names("places"))
    disputed = [shapely.make_valid(shapely.geometry.shape(f["geometry"])) for f in world if f["id"] not in named]
    for country in ("IND", "PAK", "CHN", "EGY", "SDN", "KEN", "ETH", "SSD"):
        if country in COUNTRIES:
            features = json.loads((FOLDER / f"{country}.geojson").read_text())["features"]
            for feature in features:
                shape = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
                inside = sum(shape.intersection(area).area for area in disputed)
                assert inside < 0.02 * shape.area, feature["id"]


def test_crimea_is_drawn_as_the_united_nations_do():
    assert {"UA-43", "UA-40"} <= set(shapes("UKR")["code"])
    assert not any(code.startswith("UA") for code in shapes("RUS")["code"])


@given(st.sampled_from([d.code for d in pycountry.subdivisions]))
def test_the_upper_level_is_its_own_upper_level(code):
    top = upper(code)
    assert upper(top) == top and top[:2] == code[:2] and division_names()[top]


def test_a_country_without_shapes_has_none_and_no_country_under_other_boundaries(monkeypatch, tmp_path):
    assert shapes("COD").is_empty() and not shapes("COL").is_empty()
    monkeypatch.setenv("ATLAS_BOUNDARIES", str(tmp_path / "own.geojson"))
    assert shapes("COL").is_empty() and shapes("COL").columns == shapes("COD").columns


@pytest.mark.parametrize("code", ["ES-MD", "zzz", "FR-ZZZ", "CO-ANT\n"])
def test_a_code_of_another_country_or_of_none_is_no_division(code):
    facts = pl.DataFrame({"country": ["FRA"], "admin1": [""], "admin1_code": [code]})
    assert with_division(facts, ["division"])["division"].to_list() == [OTHER]


def test_a_code_of_the_country_and_what_is_drawn_under_it_are_kept():
    facts = pl.DataFrame({"country": ["FRA", "COL"], "admin1": ["x", ""], "admin1_code": ["FR-75C", "CO-ANT"]})
    assert with_division(facts, ["division"])["division"].to_list() == [upper("FR-75C"), "CO-ANT"]
