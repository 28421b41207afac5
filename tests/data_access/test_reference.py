import csv
import io
import json
import zipfile
from pathlib import Path

import pycountry
import pytest
from babel import Locale

from data_access.places.names import country as country_named
from data_access.reference import tables as reference
from tests.conftest import IDS

M49_AREAS = {"002": 60, "019": 57, "142": 50, "150": 51, "009": 29, "010": 1}


def test_m49_has_its_areas():
    table = reference.membership("m49").filter(reference.membership("m49")["country"] != "ANT")
    assert dict(table.group_by("region").len().iter_rows()) == M49_AREAS


def test_every_good_has_a_group_and_every_name_a_good():
    goods = reference.goods()
    codes = set(goods["code"])
    assert len(codes) == goods.height
    assert {p for p in goods["parent"] if p} <= codes
    assert set(reference.read("unodc_drug_names")["goods"]) <= codes
    assert set(reference.read("unodc_transport")["mode"]) <= set(reference.read("modes")["code"])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bolivia, Plurinational State of", "BOL"),
        ("Czech Republic", "CZE"),
        ("Czechia", "CZE"),
        ("Swaziland", "SWZ"),
        ("Macau, SAR of China", "MAC"),
        ("Martinique", "MTQ"),
        ("Iraq (Kurdistan Region)", "IRQ"),
        ("NAM", "NAM"),
        ("Kosovo under UNSCR 1244", "XKX"),
        ("  côte  d'ivoire ", "CIV"),
        ("NA", None),
        ("Atlantis", None),
    ],
)
def test_places_are_resolved_or_refused_never_guessed(name, code):
    assert country_named(name) == code


def test_the_boundaries_are_clockwise_and_have_unique_ids():
    shapely = pytest.importorskip("shapely")
    path = Path(__file__).parents[2] / "static" / "world.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    ids = [f["id"] for f in features]
    assert len(ids) == len(set(ids)) >= 250
    assert all(not shapely.LinearRing(p[0]).is_ccw for f in features for p in f["geometry"]["coordinates"])
    missing = set(reference.names("places")) - set(ids)
    assert missing <= {"ATA", "UMI", "XKX", "ANT"}


def test_the_small_boundaries_have_the_same_places():
    shapely = pytest.importorskip("shapely")
    files = [Path(__file__).parents[2] / "static" / name for name in ("world.geojson", "world_small.geojson")]
    fine, small = (json.loads(path.read_text(encoding="utf-8"))["features"] for path in files)
    assert [f["id"] for f in small] == [f["id"] for f in fine]
    rings = [ring for f in small for part in f["geometry"]["coordinates"] for ring in part]
    assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings)
    assert all(not shapely.LinearRing(p[0]).is_ccw for f in small for p in f["geometry"]["coordinates"])
    assert files[1].stat().st_size < files[0].stat().st_size / 3


@pytest.mark.shared
@pytest.mark.skipif(not IDS.is_file(), reason="the real UNODC file is not at ../shared/data")
def test_every_place_and_drug_of_the_real_file_is_known():
    with zipfile.ZipFile(IDS) as archive:
        text = io.TextIOWrapper(archive.open(archive.namelist()[0]), "utf-8", newline="")
        rows = list(csv.DictReader(text, delimiter=";"))
    columns = ("COUNTRY", "PRODUCING_COUNTRY", "DEPARTURE_COUNTRY", "DESTINATION_COUNTRY")
    named = {r[c] for r in rows for c in columns} - {"", "Unknown", "Other", "Multiple Countries"}
    assert not [n for n in named if country_named(n) is None]
    assert {r["DRUG_NAME"] for r in rows} <= set(reference.read("unodc_drug_names")["name"])


def test_imports_are_of_known_places_one_figure_an_edition_and_near_its_year():
    held = reference.imports()
    assert held.select("code", "edition").is_unique().all() and (held["usd_million"] > 0).all()
    assert set(held["code"]) <= set(reference.names("places"))
    assert set(held["edition"]) == {2014, 2023} and ((held["year"] - held["edition"]).abs() <= 3).all()
    for _, part in held.group_by("edition"):
        assert part["basis"].n_unique() == 1 and part.height > 200  # unlike definitions are never in one edition
    france = held.filter(code="FRA").sort("edition")["usd_million"].to_list()
    assert france == [678_100.0, 1_094_000.0]  # as printed: $678.1 billion (2014), $1.094 trillion (2023)


def test_names_in_common_use_are_names_of_their_place_in_the_source_that_they_tell():
    aliases = set(reference.read("place_aliases").select("alias", "code").iter_rows())
    alpha2 = dict(reference.read("places").select("code", "alpha2").iter_rows())
    territories = Locale.parse("en").territories
    held = {
        "place_aliases": lambda name, code: (name, code) in aliases,
        "CLDR en": lambda name, code: territories[alpha2[code]] == name,
        "ISO 3166-1": lambda name, code: name == pycountry.countries.get(alpha_3=code).official_name,
    }
    table = reference.read("place_common_names")
    assert table.height > 30 and not table.is_duplicated().any()
    for code, name, source in table.iter_rows():
        assert held[source](name, code), (code, name)
        assert name not in reference.names("places").values()
