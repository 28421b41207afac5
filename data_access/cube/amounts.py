"""Quantities and values of what a selection leaves: side by side, never added, with who gave one."""

from collections.abc import Sequence

import polars as pl

from data_access.cube.filtered_cube import FilteredCube, shown
from data_access.cube.filters import with_members
from data_access.cube.rollup import BASE, MILLI, Kind, side_by_side
from domain.dimensions import DIMENSIONS
from domain.entitlement import Entitlement
from domain.exact import in_unit
from domain.selection import Selection


def with_reporting(
    cells: FilteredCube,
    frame: pl.DataFrame,
    selection: Selection,
    by: Sequence[str],
    kind: Kind,
    entitlement: Entitlement,
) -> pl.DataFrame:
    """`n_reported` in records, not goods lines: from the cube of seizures, whose sets say who gave a quantity."""
    if any(DIMENSIONS[d].detail for d in (*by, *dict(selection.where))):
        return frame
    filters = cells.filters(selection, entitlement)
    members = filters.members(kind.unit_class)
    facts = cells.facts(selection, Kind(measure="seizures"), by, entitlement, by_sets=True)
    facts = facts.filter(pl.col("goods_set_id").is_in(members["goods_set_id"].unique().to_list()))
    facts = shown(with_members(facts, by, members), selection, by)
    counted = pl.col("n_records").sum().alias("n_reported")
    if not by:
        return frame.with_columns(facts.select(counted).to_series())
    keys = [pl.col(d).cast(pl.String).alias(d) for d in by]
    counts = facts.group_by(keys).agg(counted)
    return (
        frame.drop("n_reported")
        .join(counts, on=list(by), how="left", nulls_equal=True)
        .with_columns(pl.col("n_reported").fill_null(0))
        .select(frame.columns)
    )


def quantities(cells: FilteredCube, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
    """Quantities of every unit class with a record, side by side and never added.

    Columns: unit_class, then those of a quantity answer. Sorted by the number of records behind each.
    """
    facts = cells.facts(selection, Kind(measure="quantity"), (), entitlement)
    sums = side_by_side(facts)
    if any(DIMENSIONS[d].detail for d, _ in selection.where):
        return sums
    members = cells.filters(selection, entitlement).members().filter(pl.col("unit_class") != "")
    seizures = cells.facts(selection, Kind(measure="seizures"), (), entitlement, by_sets=True)
    counted = (
        seizures.join(members.select("goods_set_id", "unit_class").unique(), on="goods_set_id")
        .group_by("unit_class")
        .agg(pl.col("n_records").sum().alias("n_reported"))
    )
    return (
        sums.drop("n_reported")
        .join(counted, on="unit_class", how="left")
        .with_columns(pl.col("n_reported").fill_null(0))
        .select(sums.columns)
        .sort("n_reported", "unit_class", descending=[True, False])
    )


def values(cells: FilteredCube, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
    """Values of every currency and valuation basis with a record, side by side and never added.

    Columns: currency, valuation, value, n_reported (goods lines with a value), largest, base (thousandths). Sorted by
    both codes.
    """
    facts = cells.facts(selection, Kind(measure="value"), (), entitlement)
    keys = [pl.col(c).cast(pl.String) for c in ("currency", "valuation")]
    sums = [pl.col("value_milli").sum(), pl.col("n_reported").sum(), pl.col("largest_milli").max()]
    grouped = facts.group_by(keys).agg(sums).sort("currency", "valuation")
    value, largest = (in_unit(pl.col(c), MILLI) for c in ("value_milli", "largest_milli"))
    return grouped.select(
        "currency",
        "valuation",
        value.alias("value"),
        "n_reported",
        largest.alias("largest"),
        pl.col("value_milli").alias(BASE),
    )
