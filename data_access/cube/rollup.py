"""From cells of the cube to an answer: what is asked, the sums, and the state of each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl
import pycountry

from data_access.cube.cells import Cells
from data_access.cube.filters import ROUTE
from data_access.lattice.codes import Numbers
from domain.cells import CellState
from domain.codes import VALUATIONS, VALUATIONS_INSIDE
from domain.dimensions import DIMENSIONS
from domain.errors import UsageError
from domain.exact import nearest
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


def answered(cells: Cells, by: Sequence[str], kind: Kind) -> pl.DataFrame:
    """Cells as an answer: the dimensions as text, then `columns`. Each combination stands in one cell.

    Without dimensions one row, even of no record at all: that is a reported zero of seizures (nothing left it open),
    but no quantity.
    """
    measure = MEASURES[kind.measure]
    figures = cells.figures if by or cells.height else dict.fromkeys(cells.figures, _NOTHING)
    known, base = _known(kind, figures), figures[measure.figure]
    found = {
        "value": _where(known, nearest(base, per_unit(kind.measure, kind.unit_class))),
        "state": _STATES[pl.Series(np.where(known, np.where(base == 0, 1, 2), 0))],
    }
    if measure.kind:
        found |= _of_amounts(kind, figures, known)
    dimensions = [_dimension(cells, d).alias(d) for d in by]
    return pl.DataFrame([*dimensions, *(found[name].alias(name) for name in columns(measure))])


def total(cells: Cells, kind: Kind) -> float | None:
    """The figure of all these cells together, None where nothing is reported; see `answered`."""
    figures = {name: np.array([figure.sum()]) for name, figure in cells.figures.items()}
    if not _known(kind, figures)[0]:
        return None
    return float(nearest(figures[MEASURES[kind.measure].figure], per_unit(kind.measure, kind.unit_class))[0])


def _known(kind: Kind, figures: Mapping[str, Numbers]) -> Numbers:
    """Where anything was reported."""
    measure = MEASURES[kind.measure]
    known: Numbers = np.greater(figures[measure.reported], 0)
    if measure.kind:
        return known
    nothing = (figures["n_records"] == 0) & (figures[measure.figure] == 0)
    known |= nothing
    return known


def _dimension(cells: Cells, dimension: str) -> pl.Series:
    if dimension == "route":
        departure, destination = (cells.columns[end].shown() for end in ROUTE)
        return departure + ">" + destination
    return cells.columns[dimension].shown().cast(pl.String)


_NOTHING = np.zeros(1, dtype=np.int64)
_STATES = pl.Series([CellState.NOT_REPORTED.value, CellState.ZERO.value, CellState.VALUE.value])


def _where(known: Numbers, figures: Numbers) -> pl.Series:
    """The figures (floats, or whole numbers), null where they are not known."""
    if known.all():
        return pl.Series(figures)
    if figures.dtype.kind == "f":
        return pl.Series(np.where(known, figures, np.nan), nan_to_null=True)
    return pl.select(pl.when(pl.Series(known)).then(pl.Series(figures))).to_series()


def _of_amounts(kind: Kind, figures: Mapping[str, Numbers], known: Numbers) -> dict[str, pl.Series]:
    """The other columns of an amount."""
    measure = MEASURES[kind.measure]
    unit = (
        f"{kind.currency}, {VALUATIONS_INSIDE[kind.valuation]}" if kind.currency else UNIT_CLASSES[kind.unit_class].unit
    )
    largest = nearest(figures[measure.largest], per_unit(kind.measure, kind.unit_class))
    return {
        "unit": pl.Series([unit]).new_from_index(0, known.size),
        "n_reported": pl.Series(figures["n_reported"]),
        "largest": _where(known, largest),
        **{name: pl.Series(figures[name]) for name in measure.others},
        BASE: _where(known, figures[measure.figure]),
    }


def side_by_side(cells: Cells) -> pl.DataFrame:
    """Quantities of each unit class that occurs, of cells with `unit_class`: unit_class, then the columns of a quantity
    answer. The most reported first.
    """
    shown = ["unit_class", *columns(MEASURES["quantity"])]
    frames = []
    for key in cells.columns["unit_class"].of.codes.to_list():
        of_class = cells.having("unit_class", (key,)).added_up(())
        if of_class.height:
            frame = answered(of_class, (), Kind(measure="quantity", unit_class=key))
            frames.append(frame.select(pl.lit(key).alias("unit_class"), pl.all()).select(shown))
    if not frames:
        nothing = answered(cells, (), Kind(measure="quantity", unit_class="mass"))
        frames.append(nothing.clear().select(pl.lit("").alias("unit_class"), pl.all()).select(shown))
    return pl.concat(frames).sort("n_reported", "unit_class", descending=[True, False])
