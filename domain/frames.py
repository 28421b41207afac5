"""Column contracts of the frames that cross a wall. A frame honours its contract also when empty."""

import polars as pl

from domain.errors import AtlasError

RECORD_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,  # physical row of the file, the header being row 1
    "content": pl.String,  # the reported fields in the adapter's order: what makes two rows identical
    "line": pl.Int64,  # goods line inside the seizure, from 1
    "seized_on": pl.Date,  # first day of the period when the precision is coarser than a day
    "date_precision": pl.String,  # day, month or year
    "country": pl.String,
    "country_reported": pl.String,
    "admin1_reported": pl.String,
    "place_reported": pl.String,
    "mode": pl.String,
    "mode_reported": pl.String,
    "concealment_reported": pl.String,
    "facility_reported": pl.String,
    "routing_reported": pl.String,
    "producing": pl.String,
    "producing_reported": pl.String,
    "departure": pl.String,
    "departure_reported": pl.String,
    "destination": pl.String,
    "destination_reported": pl.String,
    "goods": pl.String,
    "goods_reported": pl.String,
    "quantity_reported": pl.String,
    "unit_reported": pl.String,
    "unit_class": pl.String,  # empty where the unit is not told or not known
    "quantity_base": pl.Int64,  # base units of the class (domain.units); null where not reported
    "implausible": pl.Boolean,
    "first_seen": pl.Date,  # null: the day of the import
}
"""What an adapter yields: one row a goods line; rows with the same `row` are one seizure."""

REFUSED_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,
    "field": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "content": pl.String,
}
"""What an adapter could not read, each with its reason."""

COVERAGE_SCHEMA: dict[str, type[pl.DataType]] = {
    "source": pl.String,
    "country": pl.String,
    "year": pl.Int32,
    "n": pl.Int64,
}
"""Who has records for which year: inferred from the records until reporters declare."""


def conform(frame: pl.DataFrame, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """The frame with exactly these columns and types; raises AtlasError where a column is missing."""
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        raise AtlasError(f"The frame lacks the columns {missing}.")
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
