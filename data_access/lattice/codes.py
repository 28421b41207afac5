"""The numbers that stand for codes and texts in the cubes of a data version, and back.

Numbers are given in the order of first sight and never change, so that a later version can keep what an earlier one
wrote.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from math import prod
from operator import and_
from typing import Any, Self

import numpy as np
import polars as pl

from data_access.lattice.conditions import Condition, table_of
from data_access.lattice.specs import ACCESS, ROLES

MONTHS = 13
"""Of a year: month 0 holds the records that are dated by their year alone."""
TEXTS = (
    *("country", "mode", *ROLES, "goods", "goods_group", "illicit", "division", "place"),
    *("unit_class", "currency", "valuation"),
)
MOST_TABLES = 500
Numbers = np.ndarray[Any, np.dtype[Any]]
Tables = Mapping[tuple[str, ...], Numbers]
"""Columns → for each combination of their numbers whether it passes (bool) or, where that is open for some, how (NOT,
MAYBE or SURE; uint8): as many dimensions as columns."""
NOT, MAYBE, SURE = 0, 1, 2
"""Not at all; only if what a record leaves open belongs here; as the record says."""


@dataclass(frozen=True, eq=False)
class Texts:
    """The codes of one column, by number: text, but for year and goods_set_id (Int32) and is_copy (Boolean)."""

    codes: pl.Series

    @property
    def size(self) -> int:
        """How many."""
        return self.codes.len()

    @cached_property
    def numbers(self) -> dict[Any, int]:
        """Code → number; years as text. Of equal codes (a time without a month) the last."""
        codes = self.codes.cast(pl.String) if self.codes.name == "year" else self.codes
        return {code: number for number, code in enumerate(codes)}

    def shown(self, numbers: Numbers) -> pl.Series:
        """The codes of these numbers."""
        return self.codes[pl.Series(numbers)]  # `gather` would plan a query: four times as long for a few hundred

    def among(self, codes: Iterable[Hashable]) -> Numbers:
        """For each number whether its code is one of these."""
        passes = np.zeros(self.size, dtype=bool)
        passes[[self.numbers[code] for code in codes if code in self.numbers]] = True
        return passes


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
        return self.column(column).size

    def most(self, columns: Iterable[str]) -> int:
        """How many combinations of these columns there may be."""
        return prod(self.size(column) for column in columns)

    def shown(self, column: str, numbers: Numbers) -> pl.Series:
        """The codes of numbers: text, but for year and goods_set_id (Int32)."""
        return self.column(column).shown(numbers)

    def column(self, name: str) -> Texts:
        """The codes of a column that can be shown."""
        return self._columns[name]

    @cached_property
    def _columns(self) -> dict[str, Texts]:
        found = {c: pl.Series(c, texts, pl.String) for c, texts in self.texts.items()}
        of_access = {c: self._access[c].unique().sort() for c in ACCESS}
        months = [f"{year}-{month:02d}" if month else "" for year in self.years for month in range(MONTHS)]
        time = {"year": pl.Series("year", self.years, pl.Int32), "month": pl.Series("month", months, pl.String)}
        found |= of_access | time | {"goods_set_id": pl.Series("goods_set_id", self.sets, pl.Int32)}
        return {name: Texts(codes) for name, codes in found.items()}

    def of_access(self, column: str) -> Numbers:
        """For each combination of access the number of its source, or of another of ACCESS."""
        return self._of_access[column]

    @cached_property
    def _of_access(self) -> dict[str, Numbers]:
        return {c: self.column(c).codes.search_sorted(self._access[c]).to_numpy().astype(np.intp) for c in ACCESS}

    @cached_property
    def _access(self) -> pl.DataFrame:
        names = dict.fromkeys(ACCESS, pl.String) | {"is_copy": pl.Boolean}
        return pl.DataFrame(self.access, schema=names, orient="row")

    @cached_property
    def times(self) -> tuple[Numbers, Numbers]:
        """The year and the month (0 for none) of each time: 13 a year, in order."""
        return np.repeat(np.array(self.years, dtype=np.int64), MONTHS), np.tile(np.arange(MONTHS), len(self.years))

    def each_time(self, column: str, passes: Numbers) -> Numbers:
        """What passes of the years, or of the months, for each time."""
        if column == "year":
            return np.repeat(passes, MONTHS)
        undated = self.times[1] == 0  # all of them have one code
        return np.where(undated, passes[undated].any(), passes)

    def tables(self, strict: Sequence[Condition], loose: Sequence[Condition] | None = None) -> Tables:
        """Conditions as tables: what meets all of `strict` passes surely, what meets only all of `loose` maybe.

        What every code passes is not among the tables. `loose`: conditions that pass at least what the strict ones do;
        None where nothing may be left open.
        """
        known = self._all_of(strict)
        more = known if loose is None else self._all_of(loose)
        found = {names: _passing(known.get(names), more.get(names)) for names in known.keys() | more.keys()}
        return {names: table for names, table in found.items() if not surely(table).all()}

    def _all_of(self, conditions: Sequence[Condition]) -> dict[tuple[str, ...], Numbers]:
        together: dict[tuple[str, ...], list[Numbers]] = defaultdict(list)
        for condition in conditions:
            names, table = self._table(condition)
            together[names].append(table)
        return {names: reduce(and_, tables) for names, tables in together.items()}

    @cached_property
    def _table(self) -> Callable[[Any], tuple[tuple[str, ...], Numbers]]:
        """The last few tables are kept: who may see what, and the filters of a page, are asked again and again."""
        return lru_cache(maxsize=MOST_TABLES)(self._made_table)

    def _made_table(self, condition: Condition) -> tuple[tuple[str, ...], Numbers]:
        names = table_of(condition.columns)
        table = condition.table(self, names)
        if len(names) == 1:
            return names, table
        return names, np.broadcast_to(table, [self.size(name) for name in names])


def _passing(strict: Numbers | None, loose: Numbers | None) -> Numbers:
    """One table of two, by the same columns; None: every combination passes."""
    if strict is None:
        return np.asarray(loose)
    if loose is strict or (loose is not None and np.array_equal(strict, loose)):
        return strict
    level = np.where(strict, np.uint8(SURE), np.uint8(MAYBE))
    return level if loose is None else np.where(loose, level, np.uint8(NOT))


def surely(table: Numbers) -> Numbers:
    """What passes surely, of a table or of some places in it."""
    return table if table.dtype == bool else table == SURE
