"""Exact locations: seizures by rounded coordinates, reduced by the database before any row leaves it."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, select

from data_access.cube.filters import Filters
from data_access.lattice.statements import Needed, of_detail, seizure_statement
from data_access.store import tables as t

PRECISE = ("exact", "place")
"""Coordinates of the place itself, or of the town or post that it is in. The middle of a division or of a country is
no place where anything was seized: it is counted, never drawn."""
LOCATION_SCHEMA: dict[str, type[pl.DataType]] = {
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "precision": pl.String,
    "country": pl.String,
    "place": pl.String,
    "value": pl.Float64,
}
"""Of an answer: degrees (null for what is not precise), precision ('' where it is not reported), one of the places as
reported there, seizures."""
FETCHED: dict[str, type[pl.DataType]] = {
    "at_lat": pl.Float64,
    "at_lon": pl.Float64,
    "precision": pl.String,
    "at_place": pl.String,
}


def any_located(connection: Connection) -> bool:
    """Whether any record of the store has coordinates."""
    return connection.execute(select(t.SeizureDetail.seizure_id).where(_has_coordinates()).limit(1)).first() is not None


def _has_coordinates() -> ColumnElement[bool]:
    return t.SeizureDetail.latitude.is_not(None) & t.SeizureDetail.longitude.is_not(None)


def statement(details: Sequence[str], filters: Filters, needed: Needed, digits: int) -> Select[Any]:
    """Seizures with coordinates, grouped by those rounded to so many digits, besides what the filters look at."""
    detail = t.SeizureDetail
    scale: ColumnElement[int] = literal_column(str(10**digits))
    keys: list[Any] = [
        func.round(detail.latitude * scale).label("at_lat"),
        func.round(detail.longitude * scale).label("at_lon"),
        detail.place_precision.label("precision"),
    ]
    located = select(detail.seizure_id).where(_has_coordinates())  # first the few with coordinates, then their seizures
    grouped = seizure_statement(
        details, [*filters.sql(), _has_coordinates(), t.Seizure.seizure_id.in_(located)], needed, filters.lines()
    )
    if not of_detail(details):
        grouped = grouped.join(detail, detail.seizure_id == t.Seizure.seizure_id)
    return grouped.add_columns(*keys, func.max(t.Seizure.place_reported).label("at_place")).group_by(*keys)


DERIVED_FETCHED: dict[str, type[pl.DataType]] = {"derived": pl.String}


def derived_statement(details: Sequence[str], filters: Filters, needed: Needed) -> Select[Any]:
    """Seizures with coordinates whose division nobody reported, grouped by what was derived, '' where nothing was."""
    detail = t.SeizureDetail
    silent = (detail.admin1 == "") & (func.trim(t.Seizure.admin1_reported) == "")
    located = select(detail.seizure_id).where(_has_coordinates())
    key: Any = detail.admin1_derived.label("derived")
    where = [*filters.sql(), silent, t.Seizure.seizure_id.in_(located)]
    grouped = seizure_statement(details, where, needed, filters.lines())
    if not of_detail(details):
        grouped = grouped.join(detail, detail.seizure_id == t.Seizure.seizure_id)
    return grouped.add_columns(key).group_by(key)


def summed(facts: pl.DataFrame, digits: int) -> pl.DataFrame:
    """Filtered facts as an answer (LOCATION_SCHEMA): a row a location, largest first; what is not precise in one each.

    A record that does not report how many seizures it stands for adds none.
    """
    precise = pl.col("precision").is_in(PRECISE)
    where = [
        pl.when(precise).then(pl.col(at) / 10**digits).round(digits).alias(name)
        for at, name in (("at_lat", "latitude"), ("at_lon", "longitude"))
    ]
    country = pl.when(precise).then(pl.col("country").cast(pl.String)).otherwise(pl.lit("")).alias("country")
    named = pl.col("at_place").filter(pl.col("at_place") != "").first().fill_null("")
    frame = (
        facts.select(*where, "precision", country, "at_place", "n")
        .group_by("latitude", "longitude", "precision", "country")
        .agg(named.alias("place"), pl.col("n").sum().cast(pl.Float64).alias("value"))
        .filter(pl.col("value") > 0)
    )
    order = ["value", "latitude", "longitude", "precision", "country"]
    return frame.select(list(LOCATION_SCHEMA)).sort(order, descending=[True, *[False] * 4])
