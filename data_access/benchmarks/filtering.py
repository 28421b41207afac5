"""Which benchmarks a selection holds, and how many; figures are never added."""

from collections.abc import Sequence

import polars as pl

from data_access.entries.codes import NONE, check, passing, shared_codes
from data_access.facts.benchmarks import benchmarks
from domain.benchmarks.dimensions import BENCHMARK_DIMENSIONS, BENCHMARK_MEASURES
from domain.benchmarks.frames import COUNT_SCHEMA
from domain.benchmarks.selection import BenchmarkSelection


def selected(selection: BenchmarkSelection) -> pl.DataFrame:
    """The figures of a selection (BENCHMARK_SCHEMA): by series, metric and year. Raises UsageError for bad codes."""
    found = coded()
    for key, values in selection.where:
        codes_asked = passing(key, values, shared_codes(key, selection.scheme, ()) or codes(key))
        if key == "goods":
            none = pl.col("goods").list.len() == 0
            some = pl.col("goods").list.eval(pl.element().is_in(codes_asked)).list.any()
            found = found.filter(some | none if NONE in codes_asked else some)
        else:
            found = found.filter(pl.col(key).is_in(codes_asked))
    rows = benchmarks().join(found.select("bench_id"), on="bench_id", how="semi", maintain_order="left")
    if selection.start:
        rows = rows.filter(pl.col("year") >= int(selection.start[:4]))
    if selection.end:
        rows = rows.filter(pl.col("year") <= int(selection.end[:4]))
    return rows.sort("series", "metric", "unit", "year", "bench_id")


def coded() -> pl.DataFrame:
    """bench_id and the code of each dimension; of goods a list."""
    verified = pl.col("verified").replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
    dimensions = [pl.col(d) for d in BENCHMARK_DIMENSIONS if d not in ("verified", "year")]
    return benchmarks().select("bench_id", *dimensions, pl.col("year").cast(pl.String), verified)


def codes(dimension: str) -> list[str]:
    """The codes of a dimension that occur; '' where some figure has none."""
    held = coded().select(unfolded(dimension))
    return (held.explode(dimension) if dimension == "goods" else held)[dimension].unique().sort().to_list()


def unfolded(dimension: str) -> pl.Expr:
    """The codes; of goods a list that is never empty, so that no figure is lost when it is unfolded."""
    if dimension != "goods":
        return pl.col(dimension)
    return pl.when(pl.col("goods").list.len() > 0).then("goods").otherwise(pl.lit([""], dtype=pl.List(pl.String)))


def counts(selection: BenchmarkSelection, by: Sequence[str]) -> pl.DataFrame:
    """The dimensions asked (text), then COUNT_SCHEMA, sorted by them. Raises UsageError for what cannot be asked."""
    check(BenchmarkSelection, BENCHMARK_MEASURES, "benchmarks", by)
    found = selected(selection).select("bench_id", "value", "qualifier", unit_="unit")
    table = found.join(coded(), on="bench_id", maintain_order="left", suffix="_code")
    if "goods" in by:
        table = table.with_columns(unfolded("goods").alias("goods")).explode("goods")
    alone = pl.len() == 1
    sums = {
        "figures": pl.len().cast(pl.Int64),
        "value": pl.when(alone).then(pl.col("value").first()),
        "qualifier_": pl.when(alone).then(pl.col("qualifier").first()).fill_null(""),
        "unit__": pl.when(alone).then(pl.col("unit_").first()).fill_null(""),
    }
    frame = table.group_by(list(by)).agg(**sums).sort(list(by)) if by else table.select(**sums)
    named = frame.rename({"qualifier_": "qualifier"})
    # the unit may be asked for as a dimension: then it stands there, and not twice
    named = named.drop("unit__") if "unit" in by else named.rename({"unit__": "unit"})
    return named.select(*by, *(name for name in COUNT_SCHEMA if name not in by))
