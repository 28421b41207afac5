"""What a record must meet, as data: asked of the numbers of a cube, or of a frame with the codes themselves.

One condition looks at who may see and count a record (the columns of ACCESS), at its time, or at one or two other
columns. Equal conditions are equal values, so that what they pass is worked out once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import polars as pl

from data_access.lattice.specs import ACCESS

if TYPE_CHECKING:
    from data_access.lattice.codes import Codes, Numbers

TIMES = ("year", "month")
ACCESS_TABLE, TIME_TABLE = ("access",), ("time",)


class Condition(Protocol):
    """Passes some records."""

    @property
    def columns(self) -> frozenset[str]:
        """The columns of codes that it looks at."""

    def expression(self) -> pl.Expr:
        """Of a frame with these columns as text, but for year and goods_set_id (Int32) and is_copy (Boolean)."""

    def table(self, codes: "Codes", names: tuple[str, ...]) -> "Numbers":
        """Whether each combination of the numbers of these columns passes (see table_of), or of those that matter: the
        others have one place.
        """


def table_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns of numbers that a condition on these columns looks at, sorted."""
    asked = set(columns)
    if asked <= set(ACCESS):
        return ACCESS_TABLE
    return TIME_TABLE if asked <= set(TIMES) else tuple(sorted(asked))


@dataclass(frozen=True)
class OneOf:
    """The code of a column is one of these (years are text too); `negated`: none of these."""

    column: str
    values: frozenset[Any]
    negated: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """The column."""
        return frozenset((self.column,))

    def expression(self) -> pl.Expr:
        """See Condition."""
        column = pl.col(self.column).cast(pl.String) if self.column == "year" else pl.col(self.column)
        found = column.is_in(list(self.values))
        return ~found if self.negated else found

    def table(self, codes: "Codes", names: tuple[str, ...]) -> "Numbers":
        """See Condition."""
        passes = codes.column(self.column).among(self.values)
        if names == ACCESS_TABLE:
            passes = passes.take(codes.of_access(self.column))
        elif names == TIME_TABLE:
            passes = codes.each_time(self.column, passes)
        else:
            passes = passes.reshape([-1 if name == self.column else 1 for name in names])
        return ~passes if self.negated else passes


@dataclass(frozen=True)
class _Several:
    """What conditions over several others share."""

    parts: tuple[Condition, ...]

    @property
    def columns(self) -> frozenset[str]:
        """Those of all parts."""
        return frozenset().union(*(part.columns for part in self.parts))

    def _tables(self, codes: "Codes", names: tuple[str, ...]) -> "Iterator[Numbers]":
        return (part.table(codes, names) for part in self.parts)


class AllOf(_Several):
    """Every one of several conditions."""

    def expression(self) -> pl.Expr:
        """See Condition."""
        return pl.all_horizontal([part.expression() for part in self.parts])

    def table(self, codes: "Codes", names: tuple[str, ...]) -> "Numbers":
        """See Condition."""
        return reduce(and_, self._tables(codes, names))


class AnyOf(_Several):
    """At least one of several conditions."""

    def expression(self) -> pl.Expr:
        """See Condition."""
        return pl.any_horizontal([part.expression() for part in self.parts])

    def table(self, codes: "Codes", names: tuple[str, ...]) -> "Numbers":
        """See Condition."""
        return reduce(or_, self._tables(codes, names))


@dataclass(frozen=True)
class Within:
    """Months from `start` to `end` ('YYYY-MM'; '' for no bound).

    A record that is dated by its year alone counts if the whole year is inside or, `loosely`, any part of it.
    """

    start: str
    end: str
    loosely: bool

    @property
    def columns(self) -> frozenset[str]:
        """The time."""
        return frozenset(TIMES)

    def expression(self) -> pl.Expr:
        """See Condition."""
        month, year = pl.col("month"), pl.col("year").cast(pl.String)
        first, last = self._months_of_a_year()
        tests = [pl.lit(True)]
        if self.start:
            tests.append(pl.when(month == "").then(year + f"-{first:02d}" >= self.start).otherwise(month >= self.start))
        if self.end:
            tests.append(pl.when(month == "").then(year + f"-{last:02d}" <= self.end).otherwise(month <= self.end))
        return pl.all_horizontal(tests)

    def table(self, codes: "Codes", names: tuple[str, ...]) -> "Numbers":
        """See Condition."""
        first, last = self._months_of_a_year()
        years, months = codes.times
        passes = np.ones(years.size, dtype=bool)
        if self.start:
            passes &= years * 100 + np.where(months, months, first) >= _number(self.start)
        if self.end:
            passes &= years * 100 + np.where(months, months, last) <= _number(self.end)
        return passes

    def _months_of_a_year(self) -> tuple[int, int]:
        """The months that must be inside for a record that is dated by its year."""
        return (12, 1) if self.loosely else (1, 12)


def _number(month: str) -> int:
    year, _, of_year = month.partition("-")
    return int(year) * 100 + int(of_year)
