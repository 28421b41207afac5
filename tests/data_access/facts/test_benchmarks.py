"""The published figures that come with the program: what their README states, each under one definition."""

from collections import Counter

import polars as pl

from data_access.facts.benchmarks import benchmarks, definitions


def test_90_rows_of_6_series_of_which_two_are_empty():
    found = benchmarks()
    assert found.height == 90 and found["bench_id"].n_unique() == 90 and found["series"].n_unique() == 6
    assert found["verified"].sum() == 86
    assert found.filter(pl.col("value").is_null())["bench_id"].to_list() == ["BM-079", "BM-080"]
    assert set(found.filter(~pl.col("verified"))["bench_id"]) == {"BM-015", "BM-079", "BM-080", "BM-085"}


def test_a_definition_has_one_unit_scope_and_kind_of_year():
    for _, part in benchmarks().group_by("definition"):
        assert all(part[name].n_unique() == 1 for name in ("series", "metric", "unit", "scope", "year_type", "figure"))
        assert part["year"].n_unique() == part.height
    assert set(definitions()) == set(benchmarks()["definition"])


def test_what_must_never_be_joined_has_two_definitions():
    unlike = {
        "border only and with the inner market": ("eu-items", "eu-border-items"),
        "seizures and items": ("us-seizures", "us-items"),
        "euro and dollar": ("oecd-eu-eur", "oecd-eu-usd"),
        "two kinds of value": ("eu-border-value", "eu-border-retail"),
    }
    for one, other in unlike.values():
        assert benchmarks().filter(pl.col("definition").is_in([one, other]))["definition"].n_unique() == 2


def test_only_2013_to_2019_are_one_stretch_of_the_estimates():
    found = benchmarks().filter(pl.col("definition") == "oecd-share").sort("year")
    stretches = dict(zip(found["year"], found["stretch"], strict=True))
    assert stretches[2013] == stretches[2016] == stretches[2019]
    assert len({stretches[2007], stretches[2013], stretches[2021]}) == 3
    assert Counter(found["break_why"] != "")[True] == 2


def test_only_detentions_and_seizures_stand_beside_ours():
    assert {row["kind"] for row in definitions().values() if row["beside"] == "yes"} == {"detentions"}
