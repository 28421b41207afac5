"""A long list made short without losing a figure: the largest, the rest in one row, and what was not reported, last."""

from typing import Any

import polars as pl

from domain.cells import CellState
from domain.dimensions import EMPTY, UNKNOWN
from domain.words import Words

UNREPORTED = (EMPTY, UNKNOWN)
REST = "…"
"""The code of the row that stands for the rest."""
COLUMNS = ("code", "label", "value", "state")


def named_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """frame: code and more. The rows that name something."""
    return frame.filter(~pl.col("code").is_in(UNREPORTED))


def share_named(frame: pl.DataFrame) -> float | None:
    """frame: code, value. The part of the sum that names something; None where all of it does, or there is no sum."""
    everything, named = (float(f["value"].sum() or 0) for f in (frame, named_rows(frame)))
    return None if not everything or named == everything else named / everything


def shortlist(frame: pl.DataFrame, most: int, words: Words) -> pl.DataFrame:
    """The first `most` rows that name something, as they stand: code, label, value, state, quiet (and note, possible).

    Quiet are the rest in one row and what was not reported: they are no members of the list. Nothing is lost from the
    sum.
    """
    columns = [c for c in (*COLUMNS, "note", "possible") if c in frame.columns]
    named, unreported = (
        named_rows(frame).select(columns),
        frame.filter(pl.col("code").is_in(UNREPORTED)).select(columns),
    )
    rest = named.slice(most)
    parts = [named.head(most).with_columns(pl.lit(False).alias("quiet"))]
    if not rest.is_empty():
        parts.append(_others(rest, words).select(columns).with_columns(pl.lit(True).alias("quiet")))
    parts.append(unreported.with_columns(pl.lit(True).alias("quiet")))
    return pl.concat(parts, how="vertical_relaxed")


def _others(rest: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The rest in one row; where none of it has a figure, neither has the row."""
    known = rest["value"].drop_nulls()
    state = CellState.NOT_REPORTED if known.is_empty() else CellState.VALUE
    row: dict[str, Any] = {
        "code": REST,
        "label": words.n("{n} other", "{n} others", rest.height),
        "value": None if known.is_empty() else float(known.sum()),
        "note": "",
    }
    if "possible" in rest.columns:  # what may belong to any of them counts once
        row["possible"] = rest["possible"].max() or 0
    types = {"value": pl.Float64, "possible": pl.Int64}
    return pl.DataFrame({**row, "state": state.value}, schema_overrides={c: t for c, t in types.items() if c in row})
