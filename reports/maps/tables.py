"""The tables of the maps: A–Z, coverage and interval beside each figure, states in words; and the codes of the rows."""

import polars as pl

from charts.change_map import LABELS as CHANGE_LABELS
from domain.cells import CellState
from domain.collation import az
from domain.exact import figures
from domain.units import UNIT_CLASSES
from reports.card import Column
from reports.maps.question import MapView
from reports.tables import coded
from reports.wording import states

PLACE = "Country or territory"
Coded = tuple[pl.DataFrame, pl.DataFrame]
"""A table, and the codes of its rows, the columns named after dimensions: rows can be chosen to filter by."""
CONFIG = {
    name: Column(format="localized")
    for name in ("Reported seizures", "Quantity", "Rate", "from", "to", "Share (%)", "Before", "After")
}


def _whole(column: str, name: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int64, strict=False).alias(name)


def of_map(frame: pl.DataFrame, view: MapView, focus: tuple[str, ...], years: dict[str, str]) -> Coded:
    """What one map shows. `years`: place → how many years it has records for, in words."""
    inside = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    inside = inside.sort(az("label")).with_columns(pl.col("code").replace_strict(years, default="none").alias("told"))
    return inside.select(pl.col("label").alias(PLACE), *_figures(inside, view), *states(inside)), coded(
        inside, country="code"
    )


def of_years(frames: dict[str, pl.DataFrame], view: MapView, focus: tuple[str, ...], years: dict[str, str]) -> Coded:
    """One row a place and year; places that are silent throughout are left out, as their rows would say nothing."""
    long = pl.concat([frame.with_columns(pl.lit(year).alias("year")) for year, frame in frames.items()])
    long = long.filter(pl.col("code").is_in(list(focus))) if focus else long
    heard = (pl.col("state") != CellState.NOT_REPORTED).any().over("code")
    long = long.filter(heard).sort(az("label"), "year")
    long = long.with_columns(pl.col("code").replace_strict(years, default="none", return_dtype=pl.String).alias("told"))
    table = long.select(
        pl.col("label").alias(PLACE), pl.col("year").alias("Year"), *_figures(long, view), *states(long)
    )
    return table, coded(long, country="code", year="year")


def _figures(frame: pl.DataFrame, view: MapView) -> list[pl.Expr]:
    told = pl.col("told").alias("Years with records")
    ends = [pl.col(c).alias(n) for c, n in (("low", "from"), ("high", "to")) if c in frame.columns]
    if view.show in ("rate", "coverage"):
        if "years" in frame.columns:
            told = pl.col("years").alias("Years reported")
        return [_whole("seizures", "Reported seizures"), pl.col("value").alias("Rate"), *ends, told]
    if view.show == "share":
        named = [_whole("n", "Of these"), _whole("seizures", "Reported seizures")]
        return [pl.col("value").alias("Share (%)"), *ends, *named, told]
    if view.show == "quantity":
        behind = _whole("n_reported", "Seizures with a quantity")
        exact = figures(UNIT_CLASSES[view.unit_class].base_per_unit, frame)
        return [exact.alias("Quantity"), behind, pl.col("largest").alias("Largest single seizure"), told]
    return [_whole("value", "Reported seizures"), told]


def of_change(frame: pl.DataFrame, focus: tuple[str, ...]) -> Coded:
    """Both periods, the change in per cent, what it rests on, and what it counts as."""
    inside = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    inside = inside.filter(pl.col("class") != "not_reported").sort(az("label"))
    table = inside.select(
        pl.col("label").alias(PLACE),
        pl.col("earlier").alias("Before"),
        pl.col("later").alias("After"),
        (pl.col("change") * 100).alias("Change (%)"),
        pl.col("class").replace(CHANGE_LABELS).alias("Counts as"),
        pl.col("sources").alias("Sources in both"),
        pl.col("earlier_years").alias("Years reported before"),
        pl.col("later_years").alias("Years reported after"),
    )
    return table, coded(inside, country="code")
