"""Coordinates → the administrative division that they lie in, for records that report no division (GeoPandas).

What comes out is derived, never reported: it is stored beside what was reported, and a point outside the country that
its record names is put nowhere.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl

from data_access.reference import tables as reference
from data_access.settings import ROOT

FOLDER = ROOT / "static" / "divisions"
DERIVED, OUTSIDE, ROUGH = "admin1_derived", "outside", "rough"
NEAR = 0.02
"""Degrees (about two kilometres) that a point may lie beside its country: shapes are drawn with simplified coasts."""
MIDDLE = 0.1
"""Degrees around the middle of a country within which coordinates of unsaid precision may be no more than that."""
_POINT = ["country", "longitude", "latitude"]


@cache
def drawn_by() -> str:
    """A digest of all that decides where points are placed: shapes, outlines, and the rules of this file."""
    digest = hashlib.blake2b(digest_size=8)
    for file in (*sorted(FOLDER.glob("*.geojson")), reference.HERE / "division_outlines.csv"):
        digest.update(file.read_bytes())
    digest.update(repr((NEAR, MIDDLE, "1")).encode())
    return digest.hexdigest()


def placed(records: pl.DataFrame) -> pl.DataFrame:
    """The records with `admin1_derived` (ISO 3166-2, upper level; '' where none), `outside` and `rough`.

    records: country, admin1, admin1_reported, place_precision, latitude, longitude. Derived is a division only where
    none is reported in any form. `outside`: the point lies in no division of the country reported. `rough`: the
    coordinates are, or may be, only the middle of the country. Both are false where the country has no shapes.
    """
    none = records.with_columns(pl.lit("").alias(DERIVED), *(pl.lit(False).alias(c) for c in (OUTSIDE, ROUGH)))
    silent = (pl.col("admin1") == "") & (pl.col("admin1_reported").str.strip_chars() == "")
    located = pl.col("latitude").is_finite() & pl.col("longitude").is_finite()
    drawn = pl.col("country").is_in(_countries())
    asked = records.with_row_index("_at").filter(silent, located, drawn)
    if asked.is_empty():
        return none
    rough = pl.col("place_precision") == "country"
    asked = asked.with_columns((rough | (pl.col("place_precision").eq("") & _at_the_middle())).alias(ROUGH))
    points = asked.filter(~pl.col(ROUGH)).select(_POINT).unique(maintain_order=True)
    found = points.with_columns(pl.Series(DERIVED, _divisions(points), pl.String))
    known = asked.join(found, on=_POINT, how="left", maintain_order="left").with_columns(
        (~pl.col(ROUGH) & pl.col(DERIVED).is_null()).alias(OUTSIDE),
        pl.when(ROUGH).then(pl.lit("")).otherwise(pl.col(DERIVED).fill_null("")).alias(DERIVED),
    )
    columns = [DERIVED, OUTSIDE, ROUGH]
    joined = none.drop(columns).with_row_index("_at").join(known.select("_at", *columns), on="_at", how="left")
    filled = joined.sort("_at").with_columns(pl.col(DERIVED).fill_null(""), pl.col(OUTSIDE, ROUGH).fill_null(False))
    return filled.drop("_at")


def outcome(record: Mapping[str, Any]) -> str:
    """Why one record with coordinates and without a division was placed nowhere: 'outside', 'rough', or ''."""
    names = ("admin1", "admin1_reported", "place_precision", "country")
    row = {name: [record[name]] for name in (*names, "latitude", "longitude")}
    one = placed(pl.DataFrame(row, schema_overrides={"latitude": pl.Float64, "longitude": pl.Float64}))
    return next((name for name in (OUTSIDE, ROUGH) if one[name][0]), "")


@cache
def _countries() -> tuple[str, ...]:
    return tuple(reference.read("division_shapes")["country"].unique().sort().to_list())


def _at_the_middle() -> pl.Expr:
    """Whether a point may stand for its whole country: near the middle that we know, or in whole or half degrees."""
    middles = reference.places().drop_nulls(["lon", "lat"])
    lon, lat = (
        pl.col("country").replace_strict(middles["code"], middles[c], default=None, return_dtype=pl.Float64)
        for c in ("lon", "lat")
    )
    near = ((pl.col("longitude") - lon).abs() <= MIDDLE) & ((pl.col("latitude") - lat).abs() <= MIDDLE)
    round_ = (pl.col("longitude") * 2 % 1 == 0) & (pl.col("latitude") * 2 % 1 == 0)
    return near.fill_null(False) | round_


def _divisions(points: pl.DataFrame) -> list[str | None]:
    """The division of each point (country, longitude, latitude): the one it lies in, else the nearest within NEAR.

    Of two that overlap (a city drawn over the land around it) the smaller one.
    """
    if points.is_empty():
        return []
    import geopandas as gpd  # a second of time, which a file without coordinates need not wait for

    shapes = _shapes(points["country"].unique().sort().to_list())
    places = gpd.GeoDataFrame(
        {"country": points["country"].to_list()},
        geometry=gpd.points_from_xy(points["longitude"], points["latitude"]),
        crs=shapes.crs,
    )
    inside = places.sjoin(shapes, predicate="intersects", on_attribute="country").sort_values("area", kind="stable")
    inside = inside[~inside.index.duplicated()]
    found: list[str | None] = [None] * len(places)
    for at, code in zip(inside.index, inside["code"], strict=True):
        found[at] = code
    left = places.drop(inside.index)
    for country, beside in left.groupby("country"):
        own = shapes[shapes["country"] == country]
        which, near = own.sindex.nearest(beside.geometry, return_all=False, max_distance=NEAR)
        for point, shape in zip(which, near, strict=True):
            found[beside.index[point]] = own["code"].iloc[shape]
    return found


@cache
def _outlines() -> dict[str, str]:
    """Divisions that the shapes draw too small for points, and their outlines (WKT)."""
    return dict(reference.read("division_outlines").select("code", "wkt").iter_rows())


def _shapes(countries: Sequence[str]) -> Any:
    """country, code, area (square degrees) and geometry of all divisions of these countries."""
    import pandas as pd  # type: ignore[import-untyped]

    return pd.concat([_of_country(country) for country in countries], ignore_index=True)


@cache
def _of_country(country: str) -> Any:
    """See `_shapes`: read once a process, for files come in many parts."""
    import geopandas as gpd
    import shapely  # type: ignore[import-untyped]

    frame = gpd.read_file(FOLDER / f"{country}.geojson", engine="pyogrio").rename(columns={"id": "code"})
    truer = _outlines()
    drawn = [
        shapely.from_wkt(truer[code]) if code in truer else shape
        for code, shape in zip(frame["code"], frame.geometry, strict=True)
    ]
    shapes = gpd.GeoDataFrame({"country": country, "code": frame["code"]}, geometry=drawn, crs=frame.crs)
    whole = shapes.assign(geometry=shapes.geometry.make_valid())
    return whole.assign(area=shapely.area(whole.geometry.array))
