"""Every aggregate against a slow plain-Python twin that reads the file by itself."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.settings import sqlite_url
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import UsageError
from domain.selection import Selection
from tests.asking import answered, seen
from tests.conftest import row, write_ids

CODES = {
    "Spain": "ESP",
    "Colombia": "COL",
    "Swaziland": "SWZ",
    "Hong Kong": "HKG",
    "Unknown": "unknown",
    "": "",
}
GOODS = {"Heroin": "heroin", "Cocaine": "cocaine", "Khat": "khat"}


def opened(path, folder):
    url = sqlite_url(folder / "store.sqlite")
    import_file(open_store(url), ADAPTERS["unodc-ids"], path)
    return Gateway.open(url=url)


@pytest.fixture
def gateway(ids_file, tmp_path):
    return opened(ids_file, tmp_path)


def test_states_value_zero_and_not_reported(gateway):
    frame = answered(gateway, Selection(), "quantity", ("country",), PUBLIC, unit_class="mass").frame
    found = {r["country"]: (r["value"], r["state"]) for r in frame.to_dicts()}
    assert found["ESP"] == (3.0, "value")
    assert found["MAC"] == (0.0, "zero")
    assert found["MLT"] == (None, "not_reported")
    assert "IRQ" not in found


def test_quantities_stand_side_by_side_and_are_never_added(gateway):
    frame = seen(gateway).quantities(Selection())
    found = {r["unit_class"]: (r["value"], r["unit"], r["n_reported"], r["largest"]) for r in frame.to_dicts()}
    assert found["mass"] == (4_500_023.0, "kg", 5, 4_500_000.0)
    assert found["tablets"] == (100.0, "tablets", 1, 100.0)
    assert len(found) == 2
    nobody = seen(gateway).quantities(Selection(start="1990-01", end="1990-12"))
    assert nobody.is_empty() and nobody.columns == frame.columns


def test_the_grid_tells_zero_from_not_reported(gateway):
    frame = answered(
        gateway, Selection(where=(("goods", ("heroin",)),)), "seizures", ("country", "year"), PUBLIC, grid=True
    ).frame
    found = {(r["country"], r["year"]): r["state"] for r in frame.to_dicts()}
    assert found["ESP", "2014"] == "value"
    assert found["BOL", "2014"] == "zero"
    assert found["BOL", "2015"] == "not_reported"
    assert found["FRA", "2014"] == "not_reported"


def test_unknown_and_empty_are_told_apart(gateway):
    frame = answered(gateway, Selection(), "seizures", ("destination",), PUBLIC).frame
    assert dict(frame.select("destination", "value").iter_rows()) == {"": 4, "unknown": 1, "MTQ": 1, "ESP": 1}


def test_date_precision_is_kept(gateway):
    frame = answered(gateway, Selection(), "seizures", ("month",), PUBLIC).frame
    assert dict(frame.select("month", "value").iter_rows()) == {
        "": 1,
        "2014-03": 3,
        "2014-07": 1,
        "2015-01": 1,
        "2016-02": 1,
    }
    year = Selection(start="2015-01", end="2015-12")
    assert answered(gateway, year, "seizures", (), PUBLIC).total == 2
    half = Selection(start="2015-01", end="2015-06")
    assert answered(gateway, half, "seizures", (), PUBLIC).total == 1


def test_no_entitlement_no_figure(gateway):
    assert answered(gateway, Selection(), "seizures", (), Entitlement(handling=())).total == 0


@pytest.mark.parametrize(
    ("measure", "by", "unit_class", "where"),
    [
        ("sales", (), "", ()),
        ("seizures", ("colour",), "", ()),
        ("quantity", (), "", ()),
        ("quantity", (), "parsecs", ()),
        ("seizures", (), "mass", ()),
        ("seizures", (), "", (("country", ("XYZ",)),)),
        ("seizures", (), "", (("route", ("ESP",)),)),
    ],
)
def test_what_cannot_be_asked_is_refused(gateway, measure, by, unit_class, where):
    with pytest.raises(UsageError):
        answered(gateway, Selection(where=where), measure, by, PUBLIC, unit_class=unit_class)


def test_an_empty_answer_honours_its_contract(gateway):
    frame = answered(gateway, Selection(where=(("country", ("FRA",)),)), "seizures", ("year", "goods"), PUBLIC).frame
    assert frame.columns == ["year", "goods", "value", "state", "possible"] and frame.is_empty()


def test_the_second_reading_of_the_cube_is_the_first(gateway):
    again = Gateway.open(url=str(gateway.engine.url))
    for part in ("seizures", "lines"):
        for kind in gateway.lattice.kinds(part):
            by = ("country", "mode", "month", "year", "source")
            assert again.lattice.sums(part, kind, by).equals(gateway.lattice.sums(part, kind, by))


ROWS = st.lists(
    st.builds(
        row,
        country=st.sampled_from(["Spain", "Colombia", "Swaziland"]),
        drug=st.sampled_from(sorted(GOODS)),
        day=st.sampled_from(["2014-03-05", "2014-12-31", "2015-01-01"]),
        start=st.sampled_from(sorted(CODES)),
        to=st.sampled_from(sorted(CODES)),
        amount=st.sampled_from(["1", "0.1", "2.25", ""]),
    ),
    min_size=1,
    max_size=30,
)


@limits(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_counts_and_sums_agree_with_the_plain_twin(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("twin")
    gateway = opened(write_ids(folder / "ids.csv", rows), folder)
    fields = [r.split(";") for r in rows]
    expected = Counter((CODES[f[2]], f[5][:4], f"{CODES[f[13]]}>{CODES[f[14]]}") for f in fields)
    frame = answered(gateway, Selection(), "seizures", ("country", "year", "route"), PUBLIC).frame
    assert {(a, b, c): n for a, b, c, n, *_ in frame.iter_rows()} == expected
    kept = answered(gateway, Selection(distinct=True), "seizures", (), PUBLIC).total
    assert kept == len(set(rows))
    detail = answered(gateway, Selection(), "seizures", ("goods_reported",), PUBLIC).frame
    assert dict(detail.select("goods_reported", "value").iter_rows()) == Counter(f[6] for f in fields)
    grams = sum(round(float(f[7]) * 1e9) for f in fields if f[7])
    total = answered(gateway, Selection(), "quantity", (), PUBLIC, unit_class="mass").total
    assert (total or 0) == grams / 1e9
