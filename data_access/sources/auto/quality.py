"""What came in, said before anything is loaded: rows, gaps, units, places, copies, outliers, totals."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.harmonise import Harmonised
from domain.frames import RECORD_SCHEMA

OUTLIER = 3.5
"""Quantities with a modified z-score of logarithms above this are outliers (Iglewicz and Hoaglin, 1993)."""
COMPLETE = (
    "country",
    "goods_reported",
    "quantity_base",
    "unit_class",
    "mode",
    "place_reported",
    "departure",
    "destination",
    "producing",
    "value_milli",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Quality:
    """The report: plain counts, and frames to look at and to download."""

    read: int
    loadable: int
    refused: pl.DataFrame  # row, field, value, reason
    skipped: pl.DataFrame  # row, text, reason
    completeness: pl.DataFrame  # field, share of the records that report it
    units: pl.DataFrame  # unit_reported, unit_class, rows
    readings: pl.DataFrame  # field, name, code, status, note, rows: words that were not read exactly
    copies: int  # rows of the file that repeat another one in every field
    known: int  # rows that the store holds already
    outliers: pl.DataFrame  # row, goods_reported, quantity_reported, unit_reported
    notes: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """For the shell and the store: counts and short lists."""
        return {
            "read": self.read,
            "loadable": self.loadable,
            "refused": self.refused.height,
            "left_out": self.skipped.height,
            "copies_in_file": self.copies,
            "known_to_the_store": self.known,
            "outliers": self.outliers.height,
            "completeness": {r[0]: round(r[1], 3) for r in self.completeness.iter_rows()},
            "units": [dict(r) for r in self.units.head(20).to_dicts()],
            "not_read_exactly": [dict(r) for r in self.readings.head(50).to_dicts()],
            "reasons": [dict(r) for r in reasons(self.refused).to_dicts()],
            "notes": list(self.notes),
        }


def judge(table: RawTable, harmonised: Harmonised, known: int) -> Quality:
    """known: how many of the records the store holds already."""
    records = harmonised.records
    return Quality(
        read=records.height + harmonised.refused.height,
        loadable=records.height,
        refused=harmonised.refused.drop("content", "handling", strict=False),
        skipped=table.skipped.select(pl.col("_row").alias("row"), "text", "reason"),
        completeness=_completeness(records),
        units=_units(records),
        readings=_readings(harmonised),
        copies=records["row"].n_unique() - records["content"].n_unique(),
        known=known,
        outliers=outliers(records),
        notes=table.notes,
    )


def reasons(refused: pl.DataFrame) -> pl.DataFrame:
    """Why rows were refused: field, reason, rows, first (row), example; the commonest first."""
    return (
        refused.group_by("field", "reason")
        .agg(pl.len().alias("rows"), pl.col("row").min().alias("first"), pl.col("value").first().alias("example"))
        .sort(["rows", "first"], descending=[True, False])
    )


def _completeness(records: pl.DataFrame) -> pl.DataFrame:
    n = max(records.height, 1)
    rows = []
    for name in COMPLETE:
        column = records[name]
        known = int((column != "").sum() if RECORD_SCHEMA[name] == pl.String else column.is_not_null().sum())
        rows.append((name, known / n))
    return pl.DataFrame(rows, schema={"field": pl.String, "share": pl.Float64}, orient="row")


def _units(records: pl.DataFrame) -> pl.DataFrame:
    return (
        records.group_by("unit_reported", "unit_class")
        .agg(pl.len().alias("rows"))
        .sort(["rows", "unit_reported"], descending=[True, False])
    )


_EXACT = ("exact", "code", "alias", "language", "table", "special")
_SOURCE = {"goods": "goods_reported", "unit": "unit_reported", "handling": "handling"}


def _readings(harmonised: Harmonised) -> pl.DataFrame:
    """The words that were not read exactly, each with how many rows hold it."""
    vague = ~pl.col("status").is_in(_EXACT) | pl.col("code").is_in(["other", "unclassified"])
    listed = harmonised.readings.filter(vague & (pl.col("name") != ""))
    refused = harmonised.refused.group_by("value").agg(pl.len().alias("rows")).rename({"value": "name"})
    parts = [refused]
    for name in listed["field"].unique().to_list():
        column = _SOURCE.get(name, f"{name}_reported")
        if column not in harmonised.records.columns:
            continue
        counted = harmonised.records.group_by(column).agg(pl.len().alias("rows")).rename({column: "name"})
        parts.append(counted)
    counts = pl.concat(parts).group_by("name").agg(pl.col("rows").max())
    joined = listed.join(counts, on="name", how="left").with_columns(pl.col("rows").fill_null(0))
    return joined.sort(["rows", "field", "name"], descending=[True, False, False])


def outliers(records: pl.DataFrame) -> pl.DataFrame:
    """Quantities far from the others of the same goods and unit class, by the median of logarithms."""
    amounts = records.filter(pl.col("quantity_base") > 0).with_columns(pl.col("quantity_base").log().alias("log"))
    over = ["goods", "unit_class"]
    amounts = amounts.with_columns((pl.col("log") - pl.col("log").median().over(over)).alias("off"))
    spread, mean = pl.col("off").abs().median().over(over), pl.col("off").abs().mean().over(over)
    by_mean = pl.when(mean > 0).then(pl.col("off") / (1.2533 * mean))  # where half of the quantities are equal
    score = pl.when(spread > 0).then(0.6745 * pl.col("off") / spread).otherwise(by_mean)
    far = amounts.filter((score > OUTLIER) & (pl.len().over(over) >= 10) | pl.col("implausible"))
    columns = [pl.col("file_row").alias("row"), "goods_reported", "quantity_reported", "unit_reported"]
    return far.sort("quantity_base", descending=True).select(columns)
