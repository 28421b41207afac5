"""Estimates across unit classes: tablets to kilograms, litres to kilograms. Off unless a reader asks; always marked.

A quantity that was weighed stays as it is. What was counted or measured in another class is multiplied by a published
factor with its range, beside the original, never over it. Where no factor is published nothing is estimated.
"""

from collections.abc import Sequence

import polars as pl

from domain.errors import AtlasError, UsageError
from domain.exact import figures
from domain.units import UNIT_CLASSES

MEASURED, ESTIMATED, NO_FACTOR, NOT_REPORTED = "measured", "estimated", "no-factor", "not-reported"
PARTS = ("low", "central", "high")
ADDED = ("to_class", "basis", *PARTS, "estimated", "factor_source", "factor_note")
"""The columns that an estimate adds."""
_KEY = ["from_class", "to_class", "goods"]


def estimate(frame: pl.DataFrame, factors: pl.DataFrame, *, to_class: str = "mass") -> pl.DataFrame:
    """The frame with its columns untouched, and beside them the quantity in `to_class`.

    frame: goods, unit_class, value (in the unit shown of unit_class; null: not reported), and anything else.
    factors: from_class, to_class, goods, low, central, high, source, note (numbers may be null), one row for a pair of
    classes and goods; they apply to exactly that code of goods, never to its group.
    Added: to_class, low, central, high (in the unit shown of to_class; null where the source of the factor gives none),
    estimated (true where a factor was applied), basis (measured, estimated, no-factor or not-reported), factor_source,
    factor_note. Rows keep their order.
    Raises UsageError for an unknown class and for factors that contradict each other, AtlasError for missing columns.
    """
    _check(frame, factors, to_class)
    wanted = factors.filter(pl.col("to_class") == to_class).select(
        pl.col("from_class").alias("unit_class"),
        "goods",
        *[pl.col(p).cast(pl.Float64).alias(f"_{p}") for p in PARTS],
        pl.col("source").alias("_source"),
        pl.col("note").alias("_note"),
    )
    text = frame.select(pl.col("goods", "unit_class").cast(pl.String))
    matched = text.join(wanted, on=["unit_class", "goods"], how="left", maintain_order="left")
    known = pl.concat([frame, matched.drop("goods", "unit_class")], how="horizontal")
    reported, own = pl.col("value").is_not_null(), pl.col("unit_class").cast(pl.String) == to_class
    basis = (
        pl.when(~reported)
        .then(pl.lit(NOT_REPORTED))
        .when(own)
        .then(pl.lit(MEASURED))
        .when(pl.col("_source").is_not_null())
        .then(pl.lit(ESTIMATED))
        .otherwise(pl.lit(NO_FACTOR))
    )
    marked = known.with_columns(pl.lit(to_class).alias("to_class"), basis.alias("basis"))
    return marked.with_columns(*[_part(p) for p in PARTS], *_factors_used()).drop(
        f"_{c}" for c in (*PARTS, "source", "note")
    )


def totals(estimated: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Sums of what `estimate` gave, one row a group (one row if no `by`): by, measured, low, central, high, estimated,

    n_estimated, n_left_out. `measured` is the sum of what was reported in the class itself, null if nothing was.
    low, central and high are null as soon as one of their rows has none: a sum with a hole is no sum. Ranges are added
    end to end (the same factor errs the same way everywhere). Rows without a factor are left out and counted.
    With a column `base` (base units, domain.exact) what was measured is exact.
    """
    measured, used = pl.col("basis") == MEASURED, pl.col("basis").is_in([MEASURED, ESTIMATED])
    sums = [
        pl.col("central").filter(measured).sum().alias("measured"),
        measured.sum().alias("_n"),
        *[pl.col("base").filter(measured).sum()] * ("base" in estimated.columns),
        *[_sum(p, used) for p in PARTS],
        (pl.col("basis") == ESTIMATED).sum().cast(pl.Int64).alias("n_estimated"),
        (pl.col("basis") == NO_FACTOR).sum().cast(pl.Int64).alias("n_left_out"),
    ]
    grouped = estimated.group_by(list(by), maintain_order=True).agg(sums) if by else estimated.select(sums)
    grouped = grouped.with_columns(pl.when(pl.col("_n") > 0).then(pl.col("measured")).alias("value"))
    per = UNIT_CLASSES[estimated["to_class"][0]].base_per_unit if estimated.height else 1
    alone = (pl.col("n_estimated") == 0) & pl.col("measured").is_not_null()
    return grouped.with_columns(figures(per, grouped).alias("measured")).select(
        *by,
        "measured",
        *[pl.when(alone).then(pl.col("measured").cast(pl.Float64)).otherwise(p).alias(p) for p in PARTS],
        (pl.col("n_estimated") > 0).alias("estimated"),
        "n_estimated",
        "n_left_out",
    )


def _part(part: str) -> pl.Expr:
    value = pl.col("value").cast(pl.Float64)
    made = pl.when(pl.col("basis") == ESTIMATED).then(value * pl.col(f"_{part}"))
    return pl.when(pl.col("basis") == MEASURED).then(value).otherwise(made).alias(part)


def _factors_used() -> list[pl.Expr]:
    estimated = pl.col("basis") == ESTIMATED
    words = [
        pl.when(estimated).then(pl.col(f"_{c}")).otherwise(pl.lit("")).alias(f"factor_{c}") for c in ("source", "note")
    ]
    return [estimated.alias("estimated"), *words]


def _sum(part: str, used: pl.Expr) -> pl.Expr:
    whole = used.any() & pl.col(part).filter(used).is_not_null().all()
    return pl.when(whole).then(pl.col(part).filter(used).sum()).alias(part)


def _check(frame: pl.DataFrame, factors: pl.DataFrame, to_class: str) -> None:
    if to_class not in UNIT_CLASSES:
        raise UsageError(
            "'{to_class}' is not a unit class. Known: {unit_classes}.",
            to_class=to_class,
            unit_classes=", ".join(UNIT_CLASSES),
        )
    if missing := [c for c in ("goods", "unit_class", "value") if c not in frame.columns]:
        raise AtlasError("The frame lacks the columns {missing}.", missing=missing)
    if missing := [c for c in (*_KEY, *PARTS, "source", "note") if c not in factors.columns]:
        raise AtlasError("The table of factors lacks the columns {missing}.", missing=missing)
    if taken := [c for c in ADDED if c in frame.columns]:
        raise AtlasError("The frame has the columns {taken} already: an estimate is not estimated again.", taken=taken)
    twice = factors.filter(pl.struct(_KEY).is_duplicated())
    if not twice.is_empty():
        key = " → ".join(twice.select("from_class", "to_class").row(0))
        raise UsageError(
            "There are several factors for {key} of {twice}: keep one source.", key=key, twice=twice["goods"][0]
        )
    if not factors.filter(pl.col("from_class") == pl.col("to_class")).is_empty():
        raise UsageError("Inside a class units are converted exactly: no factor is estimated.")
    if not factors.filter(pl.any_horizontal(pl.col(p) < 0 for p in PARTS)).is_empty():
        raise UsageError("A factor is below zero.")
