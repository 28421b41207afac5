"""Locations → cells of the H3 grid (Uber, Apache-2.0): hexagons of about equal area, the same everywhere."""

from collections.abc import Sequence

import h3  # type: ignore[import-untyped]
import polars as pl

FINEST, WORLD = 5, 2
EDGE_KM = {2: 183, 3: 69, 4: 26, 5: 10}
"""Mean length of an edge, in kilometres (H3 documentation, table of cell statistics)."""
FEW = 500
"""So many seizures with coordinates are drawn one by one."""


def resolution(areas_km2: Sequence[float]) -> int:
    """The grid for a map of places of these areas (none: the world): finer where less is shown."""
    shown = sum(areas_km2)
    if not areas_km2 or shown > 60_000_000:
        return WORLD
    if shown > 1_500_000:
        return 3
    return 4 if shown > 80_000 else FINEST


def digits(cells: int) -> int:
    """Decimals of a degree that are fine enough for this grid: 11 km for large cells, about 1 km for small ones."""
    return 1 if cells <= 3 else 2


def by_cell(locations: pl.DataFrame, cells: int) -> pl.DataFrame:
    """locations: latitude, longitude, place, value → cell, value, places (names as reported, largest first), locations.

    Sorted by cell. The sum of values is that of the locations with coordinates.
    """
    placed = locations.drop_nulls(["latitude", "longitude"]).sort("value", descending=True, maintain_order=True)
    at = placed.select("latitude", "longitude").iter_rows()
    found = placed.with_columns(pl.Series("cell", [h3.latlng_to_cell(y, x, cells) for y, x in at], pl.String))
    names = pl.col("place").filter(pl.col("place") != "").unique(maintain_order=True)
    return (
        found.group_by("cell")
        .agg(pl.col("value").sum(), names.alias("places"), pl.len().cast(pl.Int64).alias("locations"))
        .sort("cell")
    )
