"""Exact locations: every question against a plain twin that looks at each row, on both databases."""

from collections import Counter

import pytest

from data_access.gateway import Gateway
from data_access.ingest.loading import load
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.selection import Selection
from tests.asking import seen
from tests.data_access.located import INFO, chunk_of

ALL = Entitlement(handling=("public", "restricted"))
ROTTERDAM = {"country": "NLD", "latitude": 51.9512, "longitude": 4.1423, "place_precision": "exact"}
ROWS = [
    {**ROTTERDAM, "place_reported": "Maasvlakte"},
    {**ROTTERDAM, "latitude": 51.9488, "goods": "heroin"},
    {**ROTTERDAM, "place_precision": "place"},
    {**ROTTERDAM, "events": 5},
    {**ROTTERDAM, "events": None},
    {**ROTTERDAM, "handling": "restricted"},
    {"country": "NLD", "latitude": 52.1, "longitude": 5.3, "place_precision": "country"},
    {"country": "NLD", "latitude": 52.1, "longitude": 5.3, "place_precision": ""},
    {"country": "ESP", "latitude": -10.06, "longitude": -179.96, "place_precision": "exact", "admin1": "ES-CL"},
    {"country": "ESP"},
]


def twin(digits, handling=("public",), where=lambda row: True):
    found = Counter()
    for row in ROWS:
        if row.get("latitude") is None or row.get("handling", "public") not in handling or not where(row):
            continue
        events = row.get("events", 1)
        if events is None:
            continue
        precise = row["place_precision"] in ("exact", "place")
        at = (
            tuple(round(row[c] * 10**digits) / 10**digits for c in ("latitude", "longitude"))
            if precise
            else (None, None)
        )
        found[(*at, row["place_precision"], row["country"] if precise else "")] += events
    return dict(found)


def asked(gateway, selection, digits, entitlement=PUBLIC):
    frame = seen(gateway, entitlement).points(selection, digits=digits)
    return {tuple(row[:4]): row[5] for row in frame.iter_rows()}


@pytest.fixture
def gateway(store_url, monkeypatch):
    load(open_store(store_url), INFO, [chunk_of(ROWS)], "rows", "")
    monkeypatch.setenv("ATLAS_DATABASE_URL", store_url)
    return Gateway.open(settings())


def test_grouped_by_rounded_coordinates(gateway):
    assert gateway.any_points
    for digits in (1, 2, 3):
        assert asked(gateway, Selection(), digits) == pytest.approx(twin(digits))
    assert asked(gateway, Selection(), 2)[(51.95, 4.14, "exact", "NLD")] == 7
    names = seen(gateway).points(Selection(), digits=2).filter(precision="exact", country="NLD")["place"].to_list()
    assert names == ["Maasvlakte"]


def test_what_may_not_be_seen_is_in_no_point(gateway):
    everything = asked(gateway, Selection(), 2, ALL)
    assert everything == pytest.approx(twin(2, ALL.handling))
    assert everything[(51.95, 4.14, "exact", "NLD")] == 8


def test_filtered_like_everything_else(gateway):
    heroin = Selection().having("goods", ["heroin"])
    assert asked(gateway, heroin, 2) == twin(2, where=lambda r: r.get("goods") == "heroin")
    spain = Selection().having("division", ["ES-CL"])
    assert asked(gateway, spain, 1) == twin(1, where=lambda r: r.get("admin1") == "ES-CL")
    assert asked(gateway, Selection().having("place", ["Maasvlakte"]), 2) == {(51.95, 4.14, "exact", "NLD"): 1}
    assert asked(gateway, Selection().having("agency", ["None such"]), 2) == {}
    assert asked(gateway, Selection(start="2016-01"), 2) == {}


def test_a_middle_is_counted_and_never_drawn(gateway):
    frame = seen(gateway).points(Selection(), digits=1)
    rough = frame.filter(frame["latitude"].is_null())
    assert dict(rough.select("precision", "value").iter_rows()) == {"country": 1.0, "": 1.0}
    assert rough["longitude"].null_count() == 2


def test_a_store_without_coordinates_says_so(store_url, monkeypatch):
    load(
        open_store(store_url),
        INFO,
        [chunk_of([{"country": "ESP"}, {"country": "FRA", "admin1": "FR-IDF"}])],
        "rows",
        "",
    )
    monkeypatch.setenv("ATLAS_DATABASE_URL", store_url)
    found = Gateway.open(settings())
    assert not found.any_points and seen(found).points(Selection(), digits=1).is_empty()
