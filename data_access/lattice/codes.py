"""The numbers that stand for codes and texts in the cubes of a data version, and back.

Numbers are given in the order of first sight and never change, so that a later version can keep what an earlier one
wrote.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Any, Self

import numpy as np
import polars as pl

from data_access.lattice.specs import ACCESS, ROLES

MONTHS = 13
"""Of a year: month 0 holds the records that are dated by their year alone."""
TEXTS = (
    *("country", "mode", *ROLES, "goods", "goods_group", "illicit", "division", "place"),
    *("unit_class", "currency", "valuation"),
)
MOST_TABLES = 200
_TIMES = ("year", "month")
Numbers = np.ndarray[Any, np.dtype[Any]]
Tables = Mapping[tuple[str, ...], Numbers]
"""Columns → for each combination of their numbers whether it passes: as many dimensions as columns."""


@dataclass(kw_only=True)
class Codes:
    """Number → code of each column. `texts`: of the text columns; `sets`: goods_set_id; `access`: values of ACCESS.

    `years`: all from the first to the last with a record. Read only, once a lattice has it.
    """

    texts: dict[str, list[str]] = field(default_factory=lambda: {c: list[str]() for c in TEXTS})
    sets: list[int] = field(default_factory=list)
    access: list[tuple[str, str, bool, str]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)

    def extendable(self, years: list[int]) -> Self:
        """A copy for other years that may grow."""
        texts = {column: list(texts) for column, texts in self.texts.items()}
        return type(self)(texts=texts, sets=list(self.sets), access=list(self.access), years=years)

    def numbered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with numbers (UInt32) instead of codes; the columns of ACCESS become `access`."""
        found = frame.select(ACCESS).unique()
        known = self._extended("access", self.access, found.iter_rows())
        access = pl.Series("access", [known[row] for row in found.iter_rows()], pl.UInt32)
        joined = frame.join(found.with_columns(access), on=ACCESS, how="left", maintain_order="left").drop(ACCESS)
        return self.numbered_columns(joined, [c for c in joined.columns if c in (*TEXTS, "goods_set_id")])

    def numbered_columns(self, frame: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
        """The frame with numbers (UInt32) in these columns."""
        return frame.with_columns(
            self._numbers(c, frame[c], self.sets if c == "goods_set_id" else self.texts[c]) for c in columns
        )

    def _numbers(self, column: str, values: pl.Series, known: list[Any]) -> pl.Series:
        if values.is_empty():
            return pl.Series(values.name, [], pl.UInt32)
        found = values.unique()
        numbers = self._extended(column, known, found)
        return values.replace_strict(found, [numbers[v] for v in found], return_dtype=pl.UInt32).alias(values.name)

    def _extended(self, column: str, known: list[Any], found: Iterable[Any]) -> dict[Any, int]:
        """Code → number, after those that are new have got theirs."""
        numbers = self._given.setdefault(column, {})
        if len(numbers) != len(known):
            numbers.update((code, i) for i, code in enumerate(known))
        for code in sorted(c for c in found if c not in numbers):
            numbers[code] = len(known)
            known.append(code)
        return numbers

    @cached_property
    def _given(self) -> dict[str, dict[Any, int]]:
        return {}

    def shown_numbers(self, column: str, numbers: pl.Series) -> pl.Series:
        """The codes of numbers while numbers are still being given."""
        known = self.texts[column]
        return pl.Series(column, [known[n] for n in numbers], pl.String)

    def size(self, column: str) -> int:
        """How many numbers of a column are given."""
        if column in _TIMES:
            return len(self.years) * (MONTHS if column == "month" else 1)
        return self._shown[column].len()

    def most(self, columns: Iterable[str]) -> int:
        """How many combinations of these columns there may be."""
        return prod(self.size(column) for column in columns)

    def shown(self, column: str, numbers: Numbers) -> pl.Series:
        """The codes of numbers: text, but for year and goods_set_id (Int32)."""
        return self._shown[column].gather(numbers)

    @cached_property
    def _shown(self) -> dict[str, pl.Series]:
        """Number → code of each column that can be shown."""
        found = {c: pl.Series(c, texts, pl.String) for c, texts in self.texts.items()}
        of_access = {c: self._access[c].unique().sort() for c in ACCESS}
        time = {"year": pl.Series("year", self.years, pl.Int32), "month": self._times["month"]}
        return found | of_access | time | {"goods_set_id": pl.Series("goods_set_id", self.sets, pl.Int32)}

    def of_access(self, column: str) -> Numbers:
        """For each combination of access the number of its source, or of another of ACCESS."""
        return self._of_access[column]

    @cached_property
    def _of_access(self) -> dict[str, Numbers]:
        return {c: self._shown[c].search_sorted(self._access[c]).to_numpy().astype(np.intp) for c in ACCESS}

    @cached_property
    def _access(self) -> pl.DataFrame:
        names = dict.fromkeys(ACCESS, pl.String) | {"is_copy": pl.Boolean}
        return pl.DataFrame(self.access, schema=names, orient="row")

    @cached_property
    def _times(self) -> pl.DataFrame:
        """year, month ('YYYY-MM', '' for month 0): 13 rows a year, in the order of time."""
        rows = [(y, f"{y}-{m:02d}" if m else "") for y in self.years for m in range(MONTHS)]
        return pl.DataFrame(rows, schema={"year": pl.Int32, "month": pl.String}, orient="row")

    def tests(self, where: Sequence[pl.Expr]) -> Tables:
        """Tests on codes as tables: each expression is asked of the codes themselves, and never of a record.

        An expression looks at the columns of ACCESS, at year and month, or at one or two other columns. What passes all
        is not among the tables.
        """
        together: dict[tuple[str, ...], list[pl.Expr]] = defaultdict(list)
        for test in where:
            together[_table_of(test.meta.root_names())].append(test)
        found = {names: self._kept_table(names, tests) for names, tests in together.items()}
        return {names: table for names, table in found.items() if not table.all()}

    def _kept_table(self, names: tuple[str, ...], tests: list[pl.Expr]) -> Numbers:
        """The last few tables are kept: who may see what, and the filters of a page, are asked again and again."""
        key = (names, *(test.meta.serialize() for test in tests))
        table = self._tables.pop(key, None)
        if table is None:
            table = self._table(names, tests)
        self._tables[key] = table
        if len(self._tables) > MOST_TABLES:
            with suppress(StopIteration, KeyError, RuntimeError):  # another thread may be at it
                del self._tables[next(iter(self._tables))]
        return table

    @cached_property
    def _tables(self) -> dict[tuple[object, ...], Numbers]:
        return {}

    def _table(self, names: tuple[str, ...], tests: list[pl.Expr]) -> Numbers:
        frame = self._times if names == ("time",) else self._access if names == ("access",) else self._cross(names)
        passes = frame.select(pl.all_horizontal(tests).fill_null(value=False)).to_series().to_numpy()
        return passes if len(names) == 1 else passes.reshape([self.size(n) for n in names])

    def _cross(self, names: tuple[str, ...]) -> pl.DataFrame:
        """A row for each number of the first column and, within it, of the second."""
        first, *more = (self._shown[n].to_frame() for n in names)
        for other in more:
            first = first.join(other, how="cross", maintain_order="left_right")
        return first


def _table_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns of numbers that a test on these columns looks at."""
    asked = set(columns)
    if asked <= set(ACCESS):
        return ("access",)
    return ("time",) if asked <= set(_TIMES) else tuple(sorted(asked))
