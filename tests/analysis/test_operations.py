"""An operation coincides with a series only in goods, places and time together."""

from datetime import date

import pytest

from analysis.operations import Series, fitting
from data_access.cube.filters import expand_goods
from data_access.facts.operations import goods_of, operations
from data_access.reference import tables as reference

START, AFTER = date(2005, 1, 1), date(2026, 1, 1)


def named(series, start=START, after=AFTER):
    return set(fitting(operations(), series, start, after)["operation"])


def of(*goods, places=None, regions=()):
    return Series(goods=frozenset(expand_goods(goods)), places=places and frozenset(places), regions=frozenset(regions))


def test_a_series_of_all_goods_fits_none():
    assert not named(of())


def test_worldwide_operations_fit_the_world_only():
    assert {"Pangea", "STOP"} <= named(of("medicines")) and "Giboia" not in named(of("medicines"))
    assert "Pangea" not in named(of("medicines", places={"FRA"}))
    assert "Pangea" not in named(of("medicines", places={"FRA", "DEU"}, regions={"Europe"}))


def test_named_countries_must_hold_all_of_the_series():
    assert "Giboia" in named(of("medicines", places={"AGO", "ZMB"}))
    assert "Giboia" not in named(of("medicines", places={"AGO", "FRA"}))


def test_an_operation_of_a_region_fits_that_region_as_a_whole():
    assert "Shield" in named(of("medicines", places={"FRA", "DEU"}, regions={"Europe"}))
    assert "Shield" not in named(of("medicines", places={"FRA"})), "which countries took part is not stated"
    assert "Shield" not in named(of("medicines", places={"FRA", "PER"}, regions={"Europe", "Americas"}))


def test_all_goods_of_the_series_must_be_the_operations():
    assert "Pangea" in named(of("antimalarials")) and "Pangea" not in named(of("antimalarials", "cocaine"))
    assert "Pangea" not in named(of("wildlife")) and "Thunderball" in named(of("wildlife"))


def test_operations_on_people_are_none_of_goods():
    people = operations().filter(~operations()["goods_operation"])
    assert people.height == 8 and not set(people["operation"]) & named(of("drugs", regions={"Americas"}))


def test_time_and_letters():
    found = fitting(operations(), of("medicines"), date(2013, 1, 1), date(2016, 1, 1))
    marked = found.filter(found["mark"] != "")
    assert marked["mark"].to_list() == ["A", "B", "C"] and marked["operation"].to_list() == ["Pangea"] * 3
    assert all(
        a < date(2016, 1, 1) and b >= date(2013, 1, 1) for a, b in marked.select("first_day", "last_day").iter_rows()
    )
    bare = fitting(operations(), of("waste"), date(2020, 1, 1), date(2021, 1, 1))
    assert bare.select("op_id", "mark").rows() == [("OP-017", "")], "only its year is known: listed, not marked"


@pytest.mark.parametrize("code", [c for codes in goods_of().values() for c in codes])
def test_categories_are_codes_of_ours(code):
    assert code in reference.names("goods")
