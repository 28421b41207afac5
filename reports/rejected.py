"""Rows and lines to look at: what could not be read, and what was read and seems impossible."""

import polars as pl

from data_access.reference import tables as reference
from domain.dimensions import PSEUDO_LABELS


def flagged_table(flagged: pl.DataFrame) -> pl.DataFrame:
    """Implausible lines for readers: names for codes, days without a time."""
    names = {**reference.names("places"), **PSEUDO_LABELS}
    return flagged.select(
        pl.col("country").replace(names).alias("Country or territory"),
        pl.col("seized_on").dt.strftime("%Y-%m-%d").alias("Seized on"),
        pl.col("goods").alias("Goods as reported"),
        pl.col("quantity").cast(pl.Float64, strict=False).alias("Quantity as reported"),
        pl.col("unit").alias("Unit as reported"),
        pl.col("file_row").alias("Row in the file"),
    )


def refused_table(refused: pl.DataFrame) -> pl.DataFrame:
    """Refused rows for readers: where each stands, what stood there, and why it was refused."""
    return refused.rename(
        {
            "file_name": "File",
            "file_row": "Row in the file",
            "field": "Column",
            "value": "Value in the file",
            "reason": "Why it was refused",
        }
    )
