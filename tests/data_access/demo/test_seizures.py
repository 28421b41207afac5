from decimal import Decimal

import polars as pl
import pytest

from data_access.demo.seizures import DEMO_AS_OF, DEMO_SOURCE, demo_records
from data_access.demo.store import make_demo
from data_access.gateway import Gateway
from data_access.reference import tables as reference
from data_access.settings import settings
from domain.cases.selection import CaseSelection
from domain.entitlement import PUBLIC
from domain.frames import RECORD_SCHEMA
from domain.selection import Selection
from domain.units import UNITS, base_factor, ceiling_base
from tests.asking import answered, seen


@pytest.fixture(scope="module")
def records():
    return demo_records(20_000)


@pytest.fixture(scope="module")
def full():
    return demo_records()


def test_the_same_seed_gives_the_same_records(records):
    assert records.equals(demo_records(20_000))
    assert dict(records.schema) == RECORD_SCHEMA


def test_the_shape_is_plausible(records):
    groups = records["goods"].replace_strict(reference.goods_group())
    assert groups.n_unique() == 12
    assert 120 <= records["country"].n_unique() <= 150
    assert records["first_seen"].max() <= DEMO_AS_OF
    assert records["quantity_base"].null_count() > 0
    assert (records["departure"] == "").mean() > 0.3
    assert records.filter(pl.col("line") == 2).height > 0


def test_the_demo_has_a_store_of_its_own_and_is_made_once(monkeypatch):
    monkeypatch.setattr("data_access.demo.store.demo_records", lambda _=0: demo_records(2_000))
    assert make_demo(settings()) and not make_demo(settings())
    assert Gateway.open().lattice.is_empty
    demo = Gateway.open(url=settings().demo_url)
    kinds = dict(seen(demo).sources().select("source", "kind").iter_rows())
    assert kinds == {"casebook": "official", DEMO_SOURCE: "invented", "demo-training": "invented"}, (
        "cases are real in the demo too"
    )
    assert seen(demo).cases.counts(CaseSelection()).total == 44
    by_goods = answered(demo, Selection(), "seizures", ("goods",), PUBLIC)
    assert by_goods.overlapping and by_goods.frame["value"].sum() > by_goods.total


def test_the_same_seed_gives_the_same_hash_and_another_seed_does_not(records):
    def digest(frame):
        return frame.hash_rows(seed=1).sum()

    assert digest(records) == digest(demo_records(20_000))
    assert digest(records) != digest(demo_records(20_000, seed=1))


@pytest.mark.parametrize("seizures", [0, 1, 2, 50])
def test_small_demos_keep_the_contract(seizures):
    frame = demo_records(seizures)
    assert dict(frame.schema) == RECORD_SCHEMA
    assert frame["row"].n_unique() <= seizures


def test_every_code_is_known_and_nothing_is_null_but_quantities(full):
    nulls = (
        full.drop("quantity_base", "latitude", "longitude", "persons", "value_milli")
        .null_count()
        .sum_horizontal()
        .item()
    )
    assert nulls == 0
    assert (full["country"] != "").all() and (full["goods"] != "").all()
    assert set(full["goods"]) <= set(reference.goods().filter(pl.col("parent") != "")["code"])
    assert set(full["mode"]) <= {*reference.names("modes"), ""}
    for role in ("producing", "departure", "destination"):
        assert set(full[role]) <= {*reference.names("places"), "", "unknown"}
        assert set(full.filter(pl.col(role) == "unknown")[f"{role}_reported"]) == {"Unknown"}
        assert set(full.filter(pl.col(role) == "")[f"{role}_reported"]) == {""}


def test_rows_and_lines_are_numbered(full):
    assert full["row"].unique().sort().equals(pl.Series("row", range(2, full["row"].n_unique() + 2)))
    lines = full.group_by("row").agg(pl.col("line"), pl.col("goods").n_unique().alias("kinds"))
    assert set(map(tuple, lines["line"].to_list())) == {(1,), (1, 2), (1, 2, 3)}
    assert (lines["kinds"] == lines["line"].list.len()).all()
    assert 0.07 < (lines["line"].list.len() > 1).mean() < 0.09


def test_shares_are_within_bounds(full):
    heads = full.filter(pl.col("line") == 1)
    for role in ("producing", "departure", "destination"):
        assert 0.4 < (heads[role] == "").mean() < 0.6
        assert 0.03 < (heads[role] == "unknown").mean() < 0.09
    assert 0.01 < (heads["date_precision"] == "month").mean() < 0.03
    assert 0.002 < (heads["date_precision"] == "year").mean() < 0.01
    assert 0.02 < full["quantity_base"].is_null().mean() < 0.06
    delay = (heads["first_seen"] - heads["seized_on"]).dt.total_days()
    assert 55 < delay.mean() < 85 and delay.min() >= 0
    by_country = heads["country"].value_counts(normalize=True)["proportion"].sort(descending=True)
    assert by_country[0] < 0.06 and by_country[0] < 1.5 * by_country[1]


def test_quantities_agree_with_the_units(full):
    assert {u.lower() for u in full["unit_reported"].unique()} <= {*UNITS, ""}
    told = full.filter((pl.col("quantity_reported") != ""), pl.col("unit_reported") != "")
    for (unit,), part in told.group_by("unit_reported"):
        unit_class, factor = base_factor(unit)
        assert set(part["unit_class"]) == {unit_class}
        assert [Decimal(q) * factor for q in part["quantity_reported"]] == part["quantity_base"].to_list()
        assert (part["quantity_base"] > 0).all()
    assert (full.filter(pl.col("unit_class") == "")["quantity_base"].is_null()).all()
    assert (full.filter(pl.col("quantity_reported") == "")["quantity_base"].is_null()).all()


def test_three_rows_are_absurd_and_flagged_and_no_other_is(full):
    group = reference.goods_group()
    told = full.filter(pl.col("quantity_base").is_not_null())
    ceilings = [ceiling_base(u, g, group[g]) for u, g in told.select("unit_class", "goods").iter_rows()]
    over = told["quantity_base"] > pl.Series(ceilings)
    assert over.equals(told["implausible"], check_names=False)
    assert full["implausible"].sum() == 3


def test_one_in_a_hundred_is_an_exact_copy(full):
    heads = full.filter(pl.col("line") == 1)
    assert 0.007 < 1 - heads["content"].n_unique() / heads.height < 0.013
    same = full.drop("row").group_by("content", "line").agg(pl.all().n_unique())
    assert same.select(pl.max_horizontal(pl.exclude("content", "line", "file_row"))).to_series().max() == 1


def test_some_countries_never_report_and_some_only_in_some_years(full):
    places = reference.places().filter(pl.col("kind") == "country")
    reporting = set(full["country"])
    assert len(reporting) == 150 and places.height - len(reporting) == 45
    largest = set(places.sort("area_km2", descending=True, nulls_last=True)["code"].head(40))
    assert len(largest - reporting) == 8
    years = full.group_by("country").agg(pl.col("seized_on").dt.year().n_unique().alias("years"))["years"]
    assert 15 <= (years < 6).sum() <= 70


def test_recent_months_look_incomplete_and_seasons_show(full):
    heads = full.filter(pl.col("line") == 1, pl.col("date_precision") == "day")
    assert heads["first_seen"].max() <= DEMO_AS_OF and heads["seized_on"].min().year == 2020
    months = dict(heads["seized_on"].dt.strftime("%Y-%m").value_counts().iter_rows())
    assert months["2025-12"] < 0.7 * months["2024-12"]
    toys = heads.filter(pl.col("goods") == "toys")["seized_on"].dt.month()
    assert toys.is_in([10, 11, 12]).mean() > 2 * toys.is_in([3, 4, 5]).mean()
    spring = heads.filter(pl.col("goods").is_in(["herbicides", "insecticides", "fungicides"]))["seized_on"].dt.month()
    assert spring.is_in([3, 4, 5]).mean() > 2 * spring.is_in([9, 10, 11]).mean()
    bags = heads.filter(pl.col("mode") == "passenger")["seized_on"].dt.year().value_counts()
    by_year = dict(bags.iter_rows())
    assert by_year[2020] < 0.65 * by_year[2022]
