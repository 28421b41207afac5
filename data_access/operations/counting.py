"""Operations counted, and their figures added, by dimensions: never across what must not be added."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data_access.entries.codes import check
from data_access.entries.ledger import Ledger, some_code
from domain.entries.dimensions import EntryMeasure
from domain.errors import UsageError
from domain.operations.dimensions import OPERATION_MEASURES
from domain.operations.frames import OPERATION_COUNT_SCHEMA
from domain.operations.selection import OperationSelection

SUMS_OF_NOTHING = ("", "unknown")
"""Codes of a basis whose figures are never added."""


@dataclass(frozen=True, eq=False)
class OperationCounts:
    """`frame`: the dimensions asked (text, '' for what is not stated), then OPERATION_COUNT_SCHEMA; sorted by the
    dimensions. `total`: the operations behind it, each once. `overlapping`: whether some stand in several rows.
    `selection`: what was counted: operations on goods without combined rows, unless something else is asked.
    """

    frame: pl.DataFrame
    total: int
    overlapping: bool
    selection: OperationSelection


def counts(ledger: Ledger, selection: OperationSelection, measure: str, by: Sequence[str]) -> OperationCounts:
    """A measure of the operations of a selection. Raises UsageError for what cannot be asked or must not be added."""
    check(OperationSelection, OPERATION_MEASURES, measure, by)
    asked, meant = selection.counted(by), OPERATION_MEASURES[measure]
    rows = ledger.selected(asked)
    figure = pl.col(meant.column).cast(pl.Float64) if meant.column else pl.lit(1.0)
    table = rows.select("op_id", value=figure).join(
        ledger.codes.select("op_id", *by, *(d for d in meant.apart if d not in by)), on="op_id", maintain_order="left"
    )
    table = _addable(table, meant, by)
    whole = table
    for dimension in by:
        if dimension in ledger.lists:
            table = table.with_columns(some_code(dimension)).explode(dimension)
    table = table.with_columns(pl.col(list(by)).fill_null("")) if by else table
    valued = pl.col("value").is_not_null().sum()
    total = pl.when(valued > 0).then(pl.col("value").sum())
    sums = {"value": total, "n": valued.cast(pl.Int64), "operations": pl.len().cast(pl.Int64)}
    frame = table.group_by(list(by)).agg(**sums).sort(list(by)) if by else table.select(**sums)
    frame = frame.select(*by, *OPERATION_COUNT_SCHEMA)
    return OperationCounts(frame, whole.height, bool(by) and frame["operations"].sum() > whole.height, asked)


def _addable(table: pl.DataFrame, measure: EntryMeasure, by: Sequence[str]) -> pl.DataFrame:
    """Raises UsageError where figures of two bases would be added. What is of no known basis has no figure here."""
    for dimension in measure.apart:
        known = ~pl.col(dimension).is_in(list(SUMS_OF_NOTHING))
        table = table.with_columns(pl.when(known).then("value").alias("value"))
        unlike = table.filter(pl.col("value").is_not_null())[dimension].unique().sort().to_list()
        if len(unlike) > 1 and dimension not in by:
            raise UsageError(
                "Figures of different '{dimension}' are never added ({codes}): ask by it, or for one of them.",
                dimension=dimension,
                codes=", ".join(unlike),
            )
    return table
