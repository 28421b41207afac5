"""The tables of the maps: A–Z, coverage and interval beside each figure, states in words; and the codes of the rows."""

import polars as pl

from analysis.rates import years_reported
from charts.maps.change_map import LABELS as CHANGE_LABELS
from domain.cells import CellState
from domain.collation import az
from domain.exact import figures
from domain.units import UNIT_CLASSES
from domain.words import Words
from reports.card import Column, number
from reports.maps.question import MapView
from reports.tables import coded, interval
from reports.wording import state_columns, states

Coded = tuple[pl.DataFrame, pl.DataFrame]
"""A table, and the codes of its rows, the columns named after dimensions: rows can be chosen to filter by."""


def of_map(frame: pl.DataFrame, view: MapView, focus: tuple[str, ...], years: dict[str, str], words: Words) -> Coded:
    """What one map shows. `years`: place → how many years it has records for, in words."""
    inside = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    inside = _with_years(inside.sort(az("label")), years, words)
    table = inside.select(pl.col("label").alias("place"), *_figures(inside, view), *states(inside, words))
    return table, coded(inside, country="code")


def of_years(
    frames: dict[str, pl.DataFrame], view: MapView, focus: tuple[str, ...], years: dict[str, str], words: Words
) -> Coded:
    """One row a place and year; places that are silent throughout are left out, as their rows would say nothing."""
    long = pl.concat([frame.with_columns(pl.lit(year).alias("year")) for year, frame in frames.items()])
    long = long.filter(pl.col("code").is_in(list(focus))) if focus else long
    heard = (pl.col("state") != CellState.NOT_REPORTED).any().over("code")
    long = _with_years(long.filter(heard).sort(az("label"), "year"), years, words)
    table = long.select(pl.col("label").alias("place"), "year", *_figures(long, view), *states(long, words))
    return table, coded(long, country="code", year="year")


def _with_years(frame: pl.DataFrame, years: dict[str, str], words: Words) -> pl.DataFrame:
    """With `recorded`, the years with records, and of rates `observed`, those that the rate stands on; in words."""
    none = words.p("of the years", "none")
    recorded = pl.col("code").replace_strict(years, default=none, return_dtype=pl.String).alias("recorded")
    if "place_years" not in frame.columns:
        return frame.with_columns(recorded)
    rows = frame.select("place_years", "asked_years").iter_rows(named=True)
    observed = [None if row["place_years"] is None else words.say(years_reported(row)) for row in rows]
    return frame.with_columns(recorded, pl.Series("observed", observed, pl.String))


def _figures(frame: pl.DataFrame, view: MapView) -> list[pl.Expr | str]:
    ends = [c for c in ("low", "high") if c in frame.columns]
    if view.show in ("rate", "coverage"):
        return [_whole("seizures"), "value", *ends, "observed" if "observed" in frame.columns else "recorded"]
    if view.show == "share":
        return ["value", *ends, _whole("n"), _whole("seizures"), "recorded"]
    if view.show == "quantity":
        exact = figures(UNIT_CLASSES[view.unit_class].base_per_unit, frame)
        return [exact.alias("value"), _whole("n_reported"), "largest", "recorded"]
    return [_whole("value"), "recorded"]


def _whole(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int64, strict=False)


def of_change(frame: pl.DataFrame, focus: tuple[str, ...], words: Words) -> Coded:
    """Both periods, the change in per cent, what it rests on, and what it counts as."""
    inside = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    inside = inside.filter(pl.col("class") != "not_reported").sort(az("label"))
    table = inside.select(
        pl.col("label").alias("place"),
        "earlier",
        "later",
        pl.col("change") * 100,
        pl.col("class").replace({code: words.t(label) for code, label in CHANGE_LABELS.items()}),
        "sources",
        "earlier_years",
        "later_years",
    )
    return table, coded(inside, country="code")


def columns(view: MapView, words: Words) -> dict[str, Column]:
    """The headings of all these tables."""
    value = {
        "rate": number(words.t("Rate")),
        "coverage": number(words.t("Rate")),
        "share": Column(words.t("Share (%)"), format="points"),
        "quantity": number(words.t("Quantity")),
    }.get(view.show, number(words.t("Reported seizures")))
    seizures = {} if view.show in ("count", "change") else {"seizures": number(words.t("Reported seizures"))}
    shared = {
        "place": Column(words.t("Country or territory")),
        "year": Column(words.t("Year")),
        "value": value,
        **seizures,
        **interval(words, look="points" if view.show == "share" else "localized"),
        "n": Column(words.t("Of these")),
        "n_reported": Column(words.t("Seizures with a quantity")),
        "largest": Column(words.t("Largest single seizure")),
        "recorded": Column(words.t("Years with records")),
        "observed": Column(words.t("Years reported")),
    }
    return shared | _of_change(words) | state_columns(words)


def _of_change(words: Words) -> dict[str, Column]:
    return {
        "earlier": number(words.t("Before")),
        "later": number(words.t("After")),
        "change": Column(words.t("Change (%)"), format="points"),
        "class": Column(words.t("Counts as")),
        "sources": Column(words.t("Sources in both")),
        "earlier_years": Column(words.t("Years reported before")),
        "later_years": Column(words.t("Years reported after")),
    }
