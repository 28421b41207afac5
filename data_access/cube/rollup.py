"""From cells of the cube to an answer: what is asked, the sums, and the state of each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import polars as pl
import pycountry

from domain.cells import CellState
from domain.codes import VALUATIONS
from domain.dimensions import DIMENSIONS
from domain.errors import UsageError
from domain.exact import in_unit
from domain.measures import MEASURES
from domain.question import Question
from domain.units import UNIT_CLASSES

MILLI = 1000
BASE = "base"
"""The sum as a whole number of base units (of values: thousandths), null without a figure: what files are made of."""


def per_unit(measure: str, unit_class: str = "") -> int:
    """How many base units make the unit that is shown: 1 for seizures."""
    if measure == "quantity":
        return UNIT_CLASSES[unit_class].base_per_unit
    return MILLI if measure == "value" else 1


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A measure, and of which unit class, or of which currency and valuation basis."""

    measure: str
    unit_class: str = ""
    currency: str = ""
    valuation: str = ""

    @classmethod
    def of(cls, question: Question) -> Self:
        """What a question measures."""
        parts = {name: getattr(question, name) for name in ("measure", "unit_class", "currency", "valuation")}
        return cls(**parts)

    @property
    def part(self) -> str:
        """The part of the cube that holds it."""
        return {"quantity": "lines", "value": "values"}.get(self.measure, "seizures")

    def expressions(self) -> list[pl.Expr]:
        """The rows of that part that may be added."""
        asked = {"unit_class": self.unit_class, "currency": self.currency, "valuation": self.valuation}
        return [pl.col(c).cast(pl.String) == v for c, v in asked.items() if v]


COLUMNS = {
    "seizures": ("value", "state"),
    "quantity": ("value", "unit", "n_reported", "largest", "n_implausible", "state", BASE),
    "value": ("value", "unit", "n_reported", "largest", "state", BASE),
}
_SUMS = {
    "seizures": ("n", "n_told", "n_records"),
    "quantity": ("n_reported", "quantity_base", "n_implausible"),
    "value": ("n_reported", "value_milli"),
}
_LARGEST = {"seizures": (), "quantity": ("largest_base",), "value": ("largest_milli",)}


def check(kind: Kind, by: Sequence[str]) -> None:
    """Raises UsageError for what cannot be asked, naming what can."""
    if kind.measure not in COLUMNS:
        raise UsageError(f"'{kind.measure}' is not a measure. Known: {', '.join(MEASURES)}.")
    for dimension in by:
        if dimension not in DIMENSIONS:
            raise UsageError(f"'{dimension}' is not a dimension. Known: {', '.join(DIMENSIONS)}.")
    if len(set(by)) != len(by):
        raise UsageError("A dimension is named twice.")
    measure = MEASURES[kind.measure]
    if measure.needs_unit_class and kind.unit_class not in UNIT_CLASSES:
        raise UsageError(
            "Quantities of unlike units are never added: name one unit class with --unit-class. "
            f"Known: {', '.join(f'{c.key} ({c.unit})' for c in UNIT_CLASSES.values())}."
        )
    if kind.unit_class and not measure.needs_unit_class:
        raise UsageError(f"'{kind.measure}' takes no unit class.")
    _check_money(kind)


def _check_money(kind: Kind) -> None:
    if not MEASURES[kind.measure].needs_currency:
        if kind.currency or kind.valuation:
            raise UsageError(f"'{kind.measure}' takes no currency.")
        return
    if pycountry.currencies.get(alpha_3=kind.currency) is None:
        raise UsageError("Values in unlike currencies are never added: name one with --currency, such as USD.")
    if not kind.valuation or kind.valuation not in VALUATIONS:
        raise UsageError(
            "Values on unlike bases are never added: name one with --valuation. "
            f"Known: {', '.join(v for v in VALUATIONS if v)}."
        )


def roll_up(facts: pl.DataFrame, by: Sequence[str], kind: Kind) -> pl.DataFrame:
    """Sum the additive parts and say the state of each cell. No record at all: no row (one if no `by`)."""
    keys = [pl.col(d).cast(pl.String).alias(d) for d in by]
    parts = [pl.col(c).sum() for c in _SUMS[kind.measure]] + [pl.col(c).max() for c in _LARGEST[kind.measure]]
    grouped = facts.group_by(keys).agg(parts) if by else facts.select(parts)
    told, amount = _told_and_amount(kind)
    state = (
        pl.when(~told)
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .when(amount == 0)
        .then(pl.lit(CellState.ZERO.value))
        .otherwise(pl.lit(CellState.VALUE.value))
    )
    shown = grouped.with_columns(pl.when(told).then(amount).alias("value"), state.alias("state"), *_extra(kind, told))
    return shown.select(*by, *COLUMNS[kind.measure])


def _told_and_amount(kind: Kind) -> tuple[pl.Expr, pl.Expr]:
    """Whether anything was reported, and the sum in the unit shown.

    No record at all is a reported zero of seizures (there is nothing that did not tell), but no quantity.
    """
    if kind.measure == "seizures":
        nothing = (pl.col("n_records") == 0) & (pl.col("n") == 0)
        return (pl.col("n_told") > 0) | nothing, pl.col("n").cast(pl.Float64)
    if kind.measure == "value":
        return pl.col("n_reported") > 0, in_unit(pl.col("value_milli"), MILLI)
    return pl.col("n_reported") > 0, in_unit(pl.col("quantity_base"), UNIT_CLASSES[kind.unit_class].base_per_unit)


def _extra(kind: Kind, told: pl.Expr) -> list[pl.Expr]:
    if kind.measure == "seizures":
        return []
    summed, largest = (
        ("quantity_base", "largest_base") if kind.measure == "quantity" else ("value_milli", "largest_milli")
    )
    unit = f"{kind.currency}, {VALUATIONS[kind.valuation].lower()}" if kind.currency else ""
    return [
        in_unit(pl.col(largest), per_unit(kind.measure, kind.unit_class)).alias("largest"),
        pl.lit(unit or UNIT_CLASSES[kind.unit_class].unit).alias("unit"),
        pl.when(told).then(pl.col(summed)).alias(BASE),
    ]


def side_by_side(facts: pl.DataFrame) -> pl.DataFrame:
    """Quantities of each unit class that occurs: unit_class, then the columns of a quantity answer."""
    columns = ["unit_class", *COLUMNS["quantity"]]
    kinds = facts["unit_class"].cast(pl.String).unique().sort().to_list()
    grouped = facts.group_by(pl.col("unit_class").cast(pl.String)).agg(
        [pl.col(c).sum() for c in _SUMS["quantity"]] + [pl.col(c).max() for c in _LARGEST["quantity"]]
    )
    empty = roll_up(facts.clear(), (), Kind(measure="quantity", unit_class="mass")).clear()
    parts = [empty.with_columns(pl.lit("").alias("unit_class")).select(columns)]
    for key in kinds:
        row = grouped.filter(pl.col("unit_class") == key)
        told = roll_up(row, (), Kind(measure="quantity", unit_class=key))
        parts.append(told.with_columns(pl.lit(key).alias("unit_class")).select(columns))
    return pl.concat(parts).sort("n_reported", "unit_class", descending=[True, False])
