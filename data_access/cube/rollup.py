"""From cells of the cube to an answer: what is asked, the sums, and the state of each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import polars as pl
import pycountry

from data_access.lattice.specs import PARTS
from domain.cells import CellState
from domain.codes import VALUATIONS, VALUATIONS_INSIDE
from domain.dimensions import DIMENSIONS
from domain.errors import UsageError
from domain.exact import in_unit
from domain.measures import MEASURES, Measure
from domain.question import Question
from domain.units import UNIT_CLASSES

MILLI = 1000
BASE = "base"
"""The sum as a whole number of base units (of values: thousandths), null without a figure: what files are made of."""


def per_unit(measure: str, unit_class: str = "") -> int:
    """How many base units make the unit that is shown: 1 for seizures."""
    kind = MEASURES[measure].kind
    if "unit_class" in kind:
        return UNIT_CLASSES[unit_class].base_per_unit
    return MILLI if "currency" in kind else 1


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
        return MEASURES[self.measure].part

    @property
    def parts(self) -> dict[str, str]:
        """What must be the same for figures to be added, by name; without those that are left open."""
        asked = {"unit_class": self.unit_class, "currency": self.currency, "valuation": self.valuation}
        return {name: value for name, value in asked.items() if value}

    def expressions(self) -> list[pl.Expr]:
        """The rows of that part that may be added."""
        return [pl.col(c) == v for c, v in self.parts.items()]


def columns(measure: Measure) -> tuple[str, ...]:
    """The columns of an answer: of amounts also their unit, how many report them, the largest, and the exact sum."""
    if not measure.kind:
        return ("value", "state")
    return ("value", "unit", "n_reported", "largest", *measure.others, "state", BASE)


@lru_cache(maxsize=16)
def _parts(measure: Measure) -> list[pl.Expr]:
    """What is added up, and the largest."""
    summed = {measure.figure, measure.reported, *measure.others} | ({"n_records"} if not measure.kind else set())
    return [pl.col(c).sum() for c in sorted(summed)] + [pl.col(c).max() for c in filter(None, [measure.largest])]


def check(kind: Kind, by: Sequence[str]) -> None:
    """Raises UsageError for what cannot be asked, naming what can."""
    if kind.measure not in MEASURES:
        raise UsageError(
            "'{measure}' is not a measure. Known: {measures}.", measure=kind.measure, measures=", ".join(MEASURES)
        )
    for dimension in by:
        if dimension not in DIMENSIONS:
            raise UsageError(
                "'{dimension}' is not a dimension. Known: {dimensions}.",
                dimension=dimension,
                dimensions=", ".join(DIMENSIONS),
            )
    if len(set(by)) != len(by):
        raise UsageError("A dimension is named twice.")
    needed = MEASURES[kind.measure].kind
    if "unit_class" in needed and kind.unit_class not in UNIT_CLASSES:
        raise UsageError(
            "Quantities of unlike units are never added: name one unit class with --unit-class. Known: {known}.",
            known=", ".join(f"{c.key} ({c.unit})" for c in UNIT_CLASSES.values()),
        )
    if kind.unit_class and "unit_class" not in needed:
        raise UsageError("'{measure}' takes no unit class.", measure=kind.measure)
    _check_money(kind)


def _check_money(kind: Kind) -> None:
    if "currency" not in MEASURES[kind.measure].kind:
        if kind.currency or kind.valuation:
            raise UsageError("'{measure}' takes no currency.", measure=kind.measure)
        return
    if pycountry.currencies.get(alpha_3=kind.currency) is None:
        raise UsageError("Values in unlike currencies are never added: name one with --currency, such as USD.")
    if not kind.valuation or kind.valuation not in VALUATIONS:
        raise UsageError(
            "Values on unlike bases are never added: name one with --valuation. Known: {known}.",
            known=", ".join(v for v in VALUATIONS if v),
        )


def roll_up(facts: pl.DataFrame, by: Sequence[str], kind: Kind) -> pl.DataFrame:
    """Sum the additive parts and say the state of each cell. No record at all: no row (one if no `by`)."""
    measure = MEASURES[kind.measure]
    return _summed(facts, by, measure).select(*by, *_shown(kind, measure))


@lru_cache(maxsize=64)
def _shown(kind: Kind, measure: Measure) -> tuple[pl.Expr, ...]:
    """The columns of an answer, from the sums. Kept: writing expressions takes as long as a small answer."""
    known, amount = _known_and_amount(kind)
    state = (
        pl.when(~known)
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .when(amount == 0)
        .then(pl.lit(CellState.ZERO.value))
        .otherwise(pl.lit(CellState.VALUE.value))
    )
    new = {
        e.meta.output_name(): e
        for e in (pl.when(known).then(amount).alias("value"), state.alias("state"), *_extra(kind, known))
    }
    return tuple(new.get(name, pl.col(name)) for name in columns(measure))


def _summed(facts: pl.DataFrame, by: Sequence[str], measure: Measure) -> pl.DataFrame:
    """The cells by dimensions as text, each combination once."""
    if not by:
        return facts.select(_parts(measure))
    once = "month" not in by or "year" in by  # the records that are dated by their year alone have no month
    if once and set(facts.columns) - set(by) <= set(PARTS[measure.part].columns):  # the cells are by these already
        return facts.with_columns(_YEAR) if "year" in by else facts
    return facts.group_by([_YEAR if d == "year" else d for d in by]).agg(_parts(measure))


_YEAR = pl.col("year").cast(pl.String)


def _known_and_amount(kind: Kind) -> tuple[pl.Expr, pl.Expr]:
    """Whether anything was reported, and the sum in the unit shown.

    No record at all is a reported zero of seizures (there is nothing that left it open), but no quantity.
    """
    measure = MEASURES[kind.measure]
    amount = in_unit(pl.col(measure.figure), per_unit(kind.measure, kind.unit_class))
    if measure.kind:
        return pl.col(measure.reported) > 0, amount
    nothing = (pl.col("n_records") == 0) & (pl.col(measure.figure) == 0)
    return (pl.col(measure.reported) > 0) | nothing, pl.col(measure.figure).cast(pl.Float64)


def _extra(kind: Kind, known: pl.Expr) -> list[pl.Expr]:
    measure = MEASURES[kind.measure]
    if not measure.kind:
        return []
    unit = (
        f"{kind.currency}, {VALUATIONS_INSIDE[kind.valuation]}" if kind.currency else UNIT_CLASSES[kind.unit_class].unit
    )
    return [
        in_unit(pl.col(measure.largest), per_unit(kind.measure, kind.unit_class)).alias("largest"),
        pl.lit(unit).alias("unit"),
        pl.when(known).then(pl.col(measure.figure)).alias(BASE),
    ]


def side_by_side(facts: pl.DataFrame) -> pl.DataFrame:
    """Quantities of each unit class that occurs: unit_class, then the columns of a quantity answer."""
    quantity = MEASURES["quantity"]
    shown = ["unit_class", *columns(quantity)]
    kinds = facts["unit_class"].cast(pl.String).unique().sort().to_list()
    grouped = facts.group_by(pl.col("unit_class").cast(pl.String)).agg(_parts(quantity))
    empty = roll_up(facts.clear(), (), Kind(measure="quantity", unit_class="mass")).clear()
    parts = [empty.with_columns(pl.lit("").alias("unit_class")).select(shown)]
    for key in kinds:
        row = grouped.filter(pl.col("unit_class") == key)
        summed = roll_up(row, (), Kind(measure="quantity", unit_class=key))
        parts.append(summed.with_columns(pl.lit(key).alias("unit_class")).select(shown))
    return pl.concat(parts).sort("n_reported", "unit_class", descending=[True, False])
