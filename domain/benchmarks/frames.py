"""The frames of benchmarks: columns and types."""

from typing import cast

import polars as pl

BENCHMARK_SCHEMA: dict[str, type[pl.DataType]] = {
    "bench_id": pl.String,
    "series": pl.String,  # who counts what, as the file names it
    "year": pl.Int64,
    "year_type": pl.String,  # domain.benchmarks.dimensions.YEARS
    "metric": pl.String,
    "value": pl.Float64,  # null where it was not found: no zero
    "unit": pl.String,
    "qualifier": pl.String,  # as published: over, about, up to; '' where none stands there
    "scope": pl.String,
    "source_title": pl.String,
    "source_publisher": pl.String,
    "source_date": pl.String,
    "source_url": pl.String,
    "verified": pl.Boolean,
    "unverified_fields": pl.String,
    "note": pl.String,
    "definition": pl.String,  # series and metric, with unit where both have been published: what can be compared
    "label": pl.String,  # the definition in a few words, for charts
    "stretch": pl.Int64,  # rows of one definition with another number lie beyond a break of it
    "kind": pl.String,  # domain.benchmarks.dimensions.KINDS
    "figure": pl.String,  # domain.benchmarks.dimensions.FIGURES
    "caveat": pl.String,  # how the definition must not be read
    "break_why": pl.String,  # why it is not comparable with the year before of the same definition
    "goods": cast("type[pl.DataType]", pl.List(pl.String)),  # our codes; empty where it names none
}
"""One row a published figure, as published. Figures of two rows are never added."""
COUNT_SCHEMA = {"figures": pl.Int64, "value": pl.Float64, "qualifier": pl.String, "unit": pl.String}
"""figures: how many were published, or looked for. The others only where there is one: figures are never added."""
