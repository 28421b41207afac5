"""Quantities and values of what a selection leaves: side by side, never added, with who gave one."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from data_access.cube.cells import Column
from data_access.cube.dimensions import parts_of, with_dimensions, with_members
from data_access.cube.filtered_cube import FilteredCube
from data_access.cube.rollup import BASE, MILLI, Kind, side_by_side
from data_access.lattice.statements import OF_SETS
from domain.dimensions import DIMENSIONS
from domain.entitlement import Entitlement
from domain.exact import in_unit
from domain.selection import Selection

_COUNT = Kind(measure="seizures")


def with_reporting(
    cube: FilteredCube,
    frame: pl.DataFrame,
    shown: Mapping[str, Column],
    selection: Selection,
    by: Sequence[str],
    kind: Kind,
    entitlement: Entitlement,
) -> pl.DataFrame:
    """`n_reported` in records, not goods lines: from the cube of seizures, whose sets say who gave a quantity.

    `shown`: the parts of `by` in the rows of the frame.
    """
    if any(DIMENSIONS[d].detail for d in (*by, *dict(selection.where))):
        return frame
    parts, strict = parts_of(by), cube.filters(selection, entitlement)
    found = cube.cells(cube.asked(selection, _COUNT, by, entitlement, by_sets=True))
    giving = with_members(found, strict, kind.unit_class, [d for d in parts if d in OF_SETS])
    cells = with_dimensions(giving, parts, strict, strict).strict
    records = cells.figures["n_records"]
    counted = cells.looked_up({d: shown[d] for d in parts}, records) if parts else np.array([records.sum()])
    return frame.with_columns(pl.Series("n_reported", counted))


def quantities(cube: FilteredCube, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
    """Quantities of every unit class with a record, side by side and never added.

    Columns: unit_class, then those of a quantity answer. Sorted by the number of records behind each.
    """
    sums = side_by_side(cube.cells(cube.asked(selection, Kind(measure="quantity"), (), entitlement)))
    if any(DIMENSIONS[d].detail for d, _ in selection.where):
        return sums
    found = cube.cells(cube.asked(selection, _COUNT, (), entitlement, by_sets=True))
    giving = with_members(found, cube.filters(selection, entitlement), "", ["unit_class"]).added_up(["unit_class"])
    counted = giving.frame().select("unit_class", pl.col("n_records").alias("n_reported"))
    return (
        sums.drop("n_reported")
        .join(counted, on="unit_class", how="left")
        .with_columns(pl.col("n_reported").fill_null(0))
        .select(sums.columns)
        .sort("n_reported", "unit_class", descending=[True, False])
    )


def values(cube: FilteredCube, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
    """Values of every currency and valuation basis with a record, side by side and never added.

    Columns: currency, valuation, value, n_reported (goods lines with a value), largest, base (thousandths). Sorted by
    both codes.
    """
    kinds = ("currency", "valuation")
    found = cube.cells(cube.asked(selection, Kind(measure="value"), (), entitlement))
    grouped = found.added_up(kinds).frame().sort(kinds)
    reported = pl.when(pl.col("n_reported") > 0)
    value, largest = (in_unit(pl.col(c), MILLI) for c in ("value_milli", "largest_milli"))
    return grouped.select(
        *kinds,
        value.alias("value"),
        "n_reported",
        reported.then(largest).alias("largest"),
        pl.col("value_milli").alias(BASE),
    )
