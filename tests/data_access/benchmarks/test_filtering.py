"""Published figures by filters, and counted: a row of one figure shows it, no row adds two."""

import pytest

from data_access.benchmarks.filtering import coded, codes, counts, selected
from domain.benchmarks.dimensions import BENCHMARK_DIMENSIONS
from domain.benchmarks.selection import BenchmarkSelection
from domain.errors import UsageError

ALL = BenchmarkSelection()


def of(**query: str) -> BenchmarkSelection:
    return BenchmarkSelection.from_query({k: [v] for k, v in query.items()})


def test_goods_are_found_by_their_group_too():
    assert set(selected(of(goods="cocaine"))["definition"]) == {
        "wco-cocaine",
        "unodc-cocaine",
        "unodc-production",
        "unodc-cocaine-change",
    }
    drugs = set(selected(of(goods="drugs"))["definition"])
    assert {"wco-heroin", "wco-khat", "wco-cannabis", "unodc-cocaine"} <= drugs and "eu-items" not in drugs


def test_years_are_inclusive():
    assert selected(of(definition="us-seizures", start="2015-06", end="2017-01"))["year"].to_list() == [
        2015,
        2016,
        2017,
    ]


@pytest.mark.parametrize(
    "by", [(), ("series",), ("goods",), ("unit",), ("definition", "year"), ("kind", "figure", "year_type")]
)
def test_a_slow_count_agrees(by):
    rows: dict[tuple, list] = {}
    for row in coded().to_dicts():
        for goods in row["goods"] or [""]:
            key = tuple(goods if d == "goods" else row[d] for d in by)
            rows.setdefault(key, []).append(row["bench_id"])
            if "goods" not in by:
                break
    found = counts(ALL, by)
    assert {row[: len(by)]: n for *row, n in found.select(*by, "figures").rows() for row in [tuple(row)]} == {
        key: len(ids) for key, ids in rows.items()
    }
    known = dict(selected(ALL).select("bench_id", "value").rows())
    for row in found.to_dicts():
        ids = rows[tuple(row[d] for d in by)]
        assert row["value"] == (known[ids[0]] if len(ids) == 1 else None), "figures are never added"


@pytest.mark.parametrize("dimension", BENCHMARK_DIMENSIONS)
def test_every_code_that_occurs_can_be_asked_for(dimension):
    listed = codes(dimension)
    assert listed and all(selected(BenchmarkSelection(where=((dimension, (code,)),))).height for code in listed)


@pytest.mark.parametrize("query", [{"series": "nobody"}, {"kind": "rumour"}, {"goods": "dragons"}, {"year": "1066"}])
def test_what_is_not_there_is_refused(query):
    with pytest.raises(UsageError, match="not a code"):
        selected(of(**query))


def test_what_is_no_dimension_is_refused_with_what_is():
    with pytest.raises(UsageError, match=r"not a dimension of benchmarks\. Known: series"):
        counts(ALL, ("colour",))
