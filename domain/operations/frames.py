"""The frames of operations: columns and types."""

from typing import cast

import polars as pl

from domain.frames import OPERATION_SCHEMA

LEDGER_SCHEMA: dict[str, type[pl.DataType]] = {
    **OPERATION_SCHEMA,
    "start_date": pl.String,  # as the file has them: one end alone is no stretch
    "end_date": pl.String,
    "days": pl.Int64,  # first_day to last_day, both inside; null unless both are known to the day
    "arrests": pl.Int64,
    "arrests_basis": pl.String,  # domain.operations.dimensions.ARRESTS
    "arrests_note": pl.String,
    "persons_note": pl.String,
    "seizures_count": pl.Float64,
    "seizures_note": pl.String,
    "value_amount": pl.Float64,  # in value_currency, never converted
    "value_currency": pl.String,
    "value_basis": pl.String,
    "value_note": pl.String,
    "inspections": pl.Float64,  # of what: the note says
    "inspections_note": pl.String,
    "websites_closed": pl.Float64,
    "websites_note": pl.String,
    "organised_groups": pl.Float64,
    "organised_groups_note": pl.String,
    "investigations_opened": pl.Float64,
    "investigations_note": pl.String,
    "source2_title": pl.String,
    "source2_publisher": pl.String,
    "source2_date": pl.String,
    "source2_url": pl.String,
    "source3_title": pl.String,
    "source3_publisher": pl.String,
    "source3_date": pl.String,
    "source3_url": pl.String,
    "arrests_per_day": pl.Float64,  # null unless both are known
    "arrests_per_country": pl.Float64,
    "value_per_day": pl.Float64,
    "value_per_country": pl.Float64,
    # up to four, as reported, such as '9,400,000 units: fake and illicit medicines'
    "quantities": cast("type[pl.DataType]", pl.List(pl.String)),
    "combined": pl.Boolean,  # the sum of several operations
    "preliminary": pl.Boolean,  # early figures
    "combined_why": pl.String,
    "preliminary_why": pl.String,
    "break_why": pl.String,  # why it is not comparable with the edition before
    "break_figures": pl.String,  # of which figures: all, quantities, websites
    "conflict_why": pl.String,  # where sources disagree
}
"""One row an operation and edition. What a file leaves empty stays empty."""
LISTS = ("goods", "goods_group", "category", "country", "region", "organisation")
"""Dimensions of which an operation may have several, each a list of codes."""
QUANTITY_SCHEMA = {
    "op_id": pl.String,
    "value": pl.Float64,
    "unit": pl.String,  # as reported
    "what": pl.String,
    "normal_value": pl.Float64,  # in kg or litres; null where the unit has no such measure
    "normal_unit": pl.String,
}
"""Quantities are listed, never added: one may be a part of another (Demeter IV), and units differ."""
OPERATION_COUNT_SCHEMA = {"value": pl.Float64, "n": pl.Int64, "operations": pl.Int64}
"""value: null where no operation of the row has a figure. n: how many have one, of so many operations."""
