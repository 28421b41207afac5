"""Whole base units → the number in the unit shown, exact: the one place where a quantity or a value is divided.

Polars divides a column by a constant by multiplying with its reciprocal, so that 10**12 µg made 1000.0000000000001 kg.
Here each figure is the float nearest to the exact decimal (IEEE 754, as Python divides whole numbers), or, where a
float no longer separates one base unit from the next, a decimal. Rounding is for screens alone: `legible`.
"""

import math
from collections.abc import Iterable
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import polars as pl

FLOAT_DIGITS = 15
"""Every decimal of so many digits comes back unchanged from a float (C11, DBL_DIG)."""
_MOST, _WHOLE = 10**FLOAT_DIGITS, 2**53
DECIMAL = pl.Decimal(38, 9)
"""Wide enough for any 64-bit number of base units of any class: the smallest is a thousand-millionth of its unit."""
SIGNIFICANT = 4
"""Digits of a figure on a screen; above a thousand it is shown whole."""


def in_unit(base: pl.Expr, per: int | pl.Expr) -> pl.Expr:
    """The nearest float to base / per, null where there is none. per: base units in the unit shown (a power of ten).

    Not inside `agg`: sum the base units first.
    """
    both = pl.struct(base.alias("base"), (pl.lit(per) if isinstance(per, int) else per).alias("per"))
    return both.map_batches(_nearest, return_dtype=pl.Float64)


def _nearest(both: pl.Series) -> pl.Series:
    base, per = (both.struct.field(name) for name in ("base", "per"))
    known = base.is_not_null() & per.is_not_null()
    found = nearest(base.fill_null(0).to_numpy(), per.fill_null(1).to_numpy())
    return pl.select(pl.when(known).then(pl.Series(found))).to_series()


def nearest(base: npt.NDArray[np.int64], per: int | npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The nearest float to each base / per (`per` above 0)."""
    if not base.size or (base.min() >= -_WHOLE and base.max() <= _WHOLE):
        return np.true_divide(base, per)  # the floats of both are exact, and so one division is the nearest float
    each = [per] * base.size if isinstance(per, int) else per.tolist()
    return np.array([b / p for b, p in zip(base.tolist(), each, strict=True)])


def snapped(value: pl.Expr, per: int) -> pl.Expr:
    """A float that was added up from amounts, as the nearest float to a whole number of base units: 0.1 + 0.2 is 0.3.

    As it is where a float no longer separates base units.
    """
    base = (value * per).round(0)
    return pl.when(base.abs() < _MOST).then(in_unit(base.cast(pl.Int64, strict=False), per)).otherwise(value)


def needs_decimals(base: Iterable[int | None]) -> bool:
    """Whether a float would lose base units of any of these."""
    return any(b is not None and abs(b) >= _MOST for b in base)


def for_files(base: pl.Expr, per: int | pl.Expr, *, decimals: bool) -> pl.Expr:
    """The exact number for a file: the nearest float, or a DECIMAL if `decimals` (see needs_decimals)."""
    if not decimals:
        return in_unit(base, per)
    both = pl.struct(base.alias("base"), (pl.lit(per) if isinstance(per, int) else per).alias("per"))
    return both.map_batches(_decimals, return_dtype=DECIMAL)


def figures(per: int | pl.Expr, *tables: pl.DataFrame) -> pl.Expr:
    """The figures of tables (value, and base where they are amounts) for a file: exact, null where value is.

    Several tables where their figures stand in the same columns of a file: they are numbers of one kind then.
    """
    if not all("base" in t.columns for t in tables):
        return pl.col("value")
    decimals = any(needs_decimals(t["base"]) for t in tables)
    value = pl.col("value").cast(DECIMAL) if decimals else pl.col("value")
    exact = for_files(pl.col("base"), per, decimals=decimals)
    return pl.when(pl.col("value").is_not_null()).then(pl.coalesce(exact, value))


def _decimals(both: pl.Series) -> pl.Series:
    pairs = zip(both.struct.field("base").to_list(), both.struct.field("per").to_list(), strict=True)
    found = [None if base is None or per is None else Decimal(base) / per for base, per in pairs]
    return pl.Series(both.name, found, dtype=DECIMAL)


def plain(number: Decimal) -> str:
    """'1000' and '0.0004': neither an exponent nor zeros behind."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_full(numbers: pl.Series) -> pl.Series:
    """Floats and decimals as text without exponents ('0.000004', not '4e-6'); what is not finite as Python names it."""
    return pl.Series(numbers.name, [None if n is None else _text(n) for n in numbers], dtype=pl.String)


def _text(number: float | Decimal) -> str:
    if isinstance(number, Decimal):
        return plain(number)
    return f"{Decimal(repr(number)):f}" if math.isfinite(number) else str(number)


def fits_float(number: Decimal) -> bool:
    """Whether a float holds the number without losing a digit."""
    return len(number.normalize().as_tuple().digits) <= FLOAT_DIGITS


def legible(value: pl.Expr) -> pl.Expr:
    """A figure to be read on a screen: whole from a thousand on, else SIGNIFICANT digits; never zero by rounding."""
    number = value.cast(pl.Float64)
    few = number.round_sig_figs(SIGNIFICANT)
    few = pl.when((few == 1) & (number != 1)).then(number).otherwise(few)  # a share that lacks some is not the whole
    return pl.when(number.abs() >= 10 ** (SIGNIFICANT - 1)).then(number.round(0)).otherwise(few)
