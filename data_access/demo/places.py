"""Invented places for the demo: a division of the country, and for a few seizures coordinates inside it.

Which division, and where in it, is drawn at random; nothing here describes a real seizure. The shapes come from
reference/division_shapes.csv, so that the maps of the demo are alive.
"""

import numpy as np
import polars as pl

from data_access.reference import tables as reference

LOCATED, EXACT, TOWN = 0.07, 0.7, 0.95
"""Share of seizures with coordinates; of these, up to where they are exact, and up to where they are of a town."""
SPREAD = 0.12
"""How far from the middle of a division, in parts of its breadth."""
KM_PER_DEGREE = 111.0


def with_places(events: pl.DataFrame, draw: np.random.Generator) -> pl.DataFrame:
    """events: country, admin1_reported ('' where not reported) → the same with divisions of the country by name, and
    latitude, longitude, place_precision. Countries without shapes keep what they have, and get no coordinates.
    """
    shapes = _shapes(draw)
    first = dict(shapes.group_by("country").agg(pl.col("at").min()).iter_rows())
    count = dict(shapes.group_by("country").agg(pl.len()).iter_rows())
    start, size = (
        events["country"].replace_strict(table, default=0, return_dtype=pl.Int64).to_numpy() for table in (first, count)
    )
    known = size > 0
    chosen = np.where(known, start + np.floor(draw.random(events.height) ** 2 * size).astype(int), 0)
    shape = shapes[chosen]
    placed = pl.Series(known) & (events["admin1_reported"] != "")
    named = pl.when(placed).then(shape["name"]).otherwise(events["admin1_reported"]).alias("admin1_reported")
    return events.with_columns(named, *_coordinates(draw, shape, known))


def _shapes(draw: np.random.Generator) -> pl.DataFrame:
    """The divisions country by country, in an order of their own for each: the first come up most."""
    table = reference.read("division_shapes").with_columns(pl.col("lon", "lat", "km2").cast(pl.Float64))
    mixed = table.with_columns(pl.Series("order", draw.random(table.height))).sort("country", "order")
    return mixed.with_row_index("at").with_columns(pl.col("at").cast(pl.Int64))


def _coordinates(draw: np.random.Generator, shape: pl.DataFrame, known: np.ndarray) -> list[pl.Series]:
    n = shape.height
    located = known & (draw.random(n) < LOCATED)
    chance = draw.random(n)
    precision = np.where(chance < EXACT, "exact", np.where(chance < TOWN, "place", "admin1"))
    reach = np.sqrt(shape["km2"].to_numpy()) / KM_PER_DEGREE * SPREAD
    near = np.where(precision == "exact", 1.0, 0.0)  # a town has one point, as a division has
    lat = shape["lat"].to_numpy() + reach * near * draw.standard_normal(n)
    lon = shape["lon"].to_numpy() + reach * near * draw.standard_normal(n)
    keep = pl.Series(located)
    columns = {
        "latitude": pl.Series(np.clip(lat, -85, 85).round(4)),
        "longitude": pl.Series(np.clip(lon, -180, 180).round(4)),
    }
    return [
        *(
            values.zip_with(keep, pl.repeat(None, n, dtype=pl.Float64, eager=True)).alias(c)
            for c, values in columns.items()
        ),
        pl.Series(precision).zip_with(keep, pl.repeat("", n, dtype=pl.String, eager=True)).alias("place_precision"),
    ]
