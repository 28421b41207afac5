"""How many more a cell may hold, against a plain twin that looks at every record; and no zero where some may be."""

from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.cube.filters import with_unknown
from data_access.gateway import Gateway
from domain.dimensions import KIND_NOT_KNOWN, NOT_KNOWN
from domain.entitlement import PUBLIC
from domain.selection import Selection
from tests.asking import answered
from tests.data_access.records.test_records import info, put, record

DRUGS = {"heroin", "cocaine", "unknown-drugs"}


def asked(where=(), by=(), grid=False, **more):
    selection = Selection(where=tuple(where.items()) if where else (), **more)
    return answered(Gateway.open(), selection, "seizures", by, PUBLIC, grid=grid)


def cells(answer, *by):
    return {tuple(r[d] for d in by): (r["value"], r["state"], r["possible"]) for r in answer.frame.to_dicts()}


def test_no_zero_where_the_mode_of_some_is_not_known():
    put(
        [
            record(2, mode="air", departure="BRA", seized_on=date(2020, 1, 5)),
            record(3, mode="", departure="BRA", seized_on=date(2020, 2, 5)),
            record(4, mode="unknown", departure="BRA", seized_on=date(2020, 2, 6)),
            record(5, mode="road", departure="BRA", seized_on=date(2020, 3, 5)),
            record(6, mode="air", departure="COL", seized_on=date(2020, 3, 5)),
        ]
    )
    found = asked({"mode": ("air",), "departure": ("BRA",)}, ("month",), grid=True, start="2020-01", end="2020-03")
    assert cells(found, "month") == {
        ("2020-01",): (1.0, "value", 0),
        ("2020-02",): (None, "not_reported", 2),
        ("2020-03",): (0.0, "zero", 0),
    }
    assert (found.total, found.possible) == (1.0, 2)


def test_months_of_a_recorded_place_are_asked_of_the_records_with_their_year():
    """A record of a year may belong to each of its months, whatever fine field is filtered by."""
    put(
        [
            record(2, place_reported="Lugo", seized_on=date(2020, 1, 5)),
            record(3, place_reported="Lugo", seized_on=date(2020, 1, 1), date_precision="year"),
            record(4, place_reported="Vigo", seized_on=date(2020, 2, 5)),
        ]
    )
    found = asked({"place": ("Lugo",)}, ("month",))
    assert cells(found, "month")["2020-01",] == (1.0, "value", 1)
    assert cells(asked({"place": ("Lugo",)}, ("year", "month")), "year", "month")["2020", "2020-01"][2] == 1


def test_of_what_nobody_knows_no_total_is_zero():
    put([record(2, mode="")])
    found = asked({"mode": ("air",)})
    assert (found.total, found.possible) == (None, 1)
    assert asked({"mode": ("",)}).total == 1.0 and asked({"mode": ("", "air")}).possible == 0


def test_a_grouped_field_left_open_may_be_any_of_its_values():
    put([record(2, mode="air"), record(3, mode=""), record(4, mode="", country="ESP")])
    found = cells(asked(by=("country", "mode"), grid=True), "country", "mode")
    assert found["FRA", "air"] == (1.0, "value", 1) and found["FRA", "road"] == (None, "not_reported", 1)
    assert found["ESP", "air"] == (None, "not_reported", 1) and found["FRA", ""] == (1.0, "value", 0)


def test_a_record_of_a_year_may_be_of_any_of_its_months():
    yearly = {"date_precision": "year", "seized_on": date(2020, 1, 1)}
    put([record(2, seized_on=date(2020, 3, 5)), record(3, **yearly), record(4, country="ESP", **yearly)])
    within = asked(by=("country",), start="2020-03", end="2020-04")
    assert cells(within, "country") == {("FRA",): (1.0, "value", 1)} and within.possible == 2
    by_month = cells(asked({"country": ("FRA",)}, by=("month",), grid=True), "month")
    assert by_month["2020-03",] == (1.0, "value", 1) and by_month["2020-04",] == (None, "not_reported", 1)
    assert asked(start="2020-01", end="2020-12").possible == 0


def test_goods_of_unknown_kind_belong_to_their_group_only():
    put([record(2), record(3, goods="unknown-drugs"), record(4, goods="tobacco-products", country="ESP")])
    found = cells(asked(by=("goods",)), "goods")
    assert found["heroin",] == (1.0, "value", 1) and found["tobacco-products",] == (1.0, "value", 0)
    assert asked({"goods": ("cocaine",)}).possible == 1 and asked({"goods": ("drugs",)}).possible == 0


def test_of_a_division_only_records_of_its_country_count():
    put(
        [
            record(2, country="COL", admin1="CO-ANT", admin1_reported="Antioquia"),
            record(3, country="COL"),
            record(4, country="COL", admin1_reported="somewhere"),
            record(5, country="ESP"),
        ]
    )
    assert (asked({"division": ("CO-ANT",)}).total, asked({"division": ("CO-ANT",)}).possible) == (1.0, 2)
    assert cells(asked(by=("division",)), "division")["CO-ANT",] == (1.0, "value", 2)


def test_restricted_records_are_not_betrayed_by_what_may_be_here():
    put([record(2, mode="air"), record(3, mode="", handling="restricted")])
    assert asked({"mode": ("air",)}).possible == 0
    other = answered(Gateway.open(), Selection(where=(("mode", ("air",)),)), "seizures", (), Gateway.open().operator())
    assert other.possible == 1


CODES = {
    "country": ["FRA", "ESP", "unknown"],
    "mode": ["air", "road", "", "unknown"],
    "departure": ["COL", "BRA", "", "multiple"],
    "destination": ["ESP", "", "unknown"],
    "goods": ["heroin", "cocaine", "unknown-drugs", "unclassified"],
}
ROWS = st.lists(st.tuples(*(st.sampled_from(v) for v in CODES.values())), min_size=1, max_size=12)


def fits(dimension, value, asked_for):
    """(known to be one of these, may be one of these)."""
    if value in asked_for:
        return True, True
    if set(asked_for) <= set(NOT_KNOWN[dimension]):
        return False, False
    kinds = {KIND_NOT_KNOWN["drugs"]} if dimension == "goods" and set(asked_for) & DRUGS else set()
    return False, value in {*NOT_KNOWN[dimension], *kinds}


@limits(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, data=st.data())
def test_possible_agrees_with_the_plain_twin(rows, data, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("ATLAS_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('possible')}/store.sqlite")
    monkeypatch.setenv("ATLAS_CACHE_DIR", str(tmp_path_factory.mktemp("cubes")))
    records = [dict(zip(CODES, r, strict=True)) for r in rows]
    put([record(i, content=str(i), **r) for i, r in enumerate(records, 2)], info())
    chosen = data.draw(st.lists(st.sampled_from(sorted(CODES)), max_size=2, unique=True))
    where = {d: tuple(data.draw(st.sets(st.sampled_from(CODES[d]), min_size=1, max_size=2))) for d in chosen}
    by = tuple(data.draw(st.lists(st.sampled_from(sorted(CODES)), max_size=2, unique=True)))
    answer = asked(where, by)
    for cell in answer.frame.to_dicts():
        known, may = 0, 0
        of_open = any(cell[d] in {*NOT_KNOWN[d], *(KIND_NOT_KNOWN.values() if d == "goods" else ())} for d in by)
        for r in records:
            inside = [fits(d, r[d], values) for d, values in where.items()]
            inside += [(r[d] == cell[d],) * 2 if of_open else fits(d, r[d], (cell[d],)) for d in by]
            known += all(k for k, _ in inside)
            may += all(m for _, m in inside)
        assert (cell["value"] or 0, cell["possible"]) == (known, may - known), (where, by, cell)


@pytest.mark.parametrize(
    ("dimension", "values", "expected"),
    [
        ("mode", ("air",), ("", "air", "unknown")),
        ("mode", ("unknown",), ("unknown",)),
        ("goods", ("heroin",), ("heroin", "unclassified", "unknown-drugs")),
        ("goods", ("tobacco-products",), ("tobacco-products", "unclassified")),
        ("year", ("2014",), ("2014",)),
        ("place", ("Cali",), ("", "Cali")),
    ],
)
def test_open_codes_of_a_filter(dimension, values, expected):
    assert with_unknown(dimension, values) == expected


def test_a_route_is_open_at_both_ends():
    ends = [("COL", "", "multiple", "unknown"), ("ESP", "", "multiple", "unknown")]
    assert set(with_unknown("route", ("COL>ESP",))) == {f"{a}>{b}" for a, b in product(*ends)}
