"""Benchmarks as rows of a table: each figure as published, with its definition, year, caveats and source."""

import polars as pl

from domain.benchmarks.dimensions import KINDS, YEARS
from domain.words import Words
from reports.benchmarks.wording import caveats, figure, year
from reports.card import Column, number

_LAST = ("source", "source_url", "value", "unit", "qualifier", "bench_id")


def table(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The figures (BENCHMARK_SCHEMA), worded; `columns` has the headings."""
    rows = found.to_dicts()
    coded = {"kind": KINDS, "year_type": YEARS}
    worded = [
        pl.col(name).replace_strict({c: words.t(label) for c, label in labels.items()}, return_dtype=pl.String)
        for name, labels in coded.items()
    ]
    source = pl.concat_str(pl.col("source_publisher", "source_title", "source_date"), separator=": ")
    told = pl.when(pl.col("source_publisher") != "").then(source).otherwise(pl.lit(""))
    return found.with_columns(
        *worded,
        told.alias("source"),
        pl.Series("published", [figure(row, words) for row in rows], dtype=pl.String),
        pl.Series("when", [year(row, words) for row in rows], dtype=pl.String),
        pl.Series("caveats", [" ".join(caveats(row, words)) for row in rows], dtype=pl.String),
    ).select("series", "metric", "when", "published", "scope", "caveats", "kind", *_LAST)


def columns(words: Words) -> dict[str, Column]:
    """The headings of `table`."""
    return {
        "series": Column(words.t("Published series"), width=200),
        "metric": Column(words.t("What is counted"), width=180),
        "when": Column(words.t("Year")),
        "published": Column(words.t("As published"), width=220),
        "value": number(words.t("Figure")),
        "unit": Column(words.t("Unit")),
        "qualifier": Column(words.t("Said before the figure")),
        "scope": Column(words.t("Where it was counted")),
        "kind": Column(words.t("Kind of figure")),
        "caveats": Column(words.t("Caveats"), width=320),
        "source": Column(words.t("Source"), width=280),
        "source_url": Column(words.t("Address")),
        "bench_id": Column(words.t("Number in our list")),
    }
