"""The operations as a ledger that can be asked: the code of each dimension beside each of them."""

import polars as pl

from data_access.entries.ledger import Ledger
from data_access.facts.ledger import OperationFrames

KEY = "op_id"
_YES = {True: "yes", False: "no"}
_FLAT = {
    "series": "series",
    "arrests_basis": "arrests_basis",
    "value_basis": "value_basis",
    "currency": "value_currency",
    "grade": "source_grade",
    "precision": "date_precision",
    "operation": KEY,
}
"""Dimension → the column of the ledger that holds its code."""


def ledger_of(frames: OperationFrames) -> Ledger:
    """Operations with all figures (LEDGER_SCHEMA), ready to be asked."""
    kind = pl.when("goods_operation").then(pl.lit("goods")).otherwise(pl.lit("people"))
    flags = [pl.col(n).replace_strict(_YES, return_dtype=pl.String) for n in ("combined", "preliminary", "verified")]
    flat = [pl.col(column).alias(dimension) for dimension, column in _FLAT.items()]
    heads = frames.ledger.select(KEY, *flat, *flags, kind.alias("kind"), pl.col("year").cast(pl.String))
    return Ledger(frames.ledger, heads.join(frames.codes, on=KEY, how="left", maintain_order="left"), KEY)
