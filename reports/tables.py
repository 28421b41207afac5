"""What several reports do to a table for readers."""

import polars as pl


def coded(frame: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """The codes behind the rows of a table: dimension = the column that holds its code."""
    return frame.select(pl.col(column).alias(dimension) for dimension, column in columns.items())
