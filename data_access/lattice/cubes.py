"""One cube: its columns as they lie on the disk, and the sums of some of its rows."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from data_access.lattice.codes import MONTHS, NOT, Numbers, Tables, surely
from data_access.lattice.specs import Spec

Rows = slice | Numbers
"""A stretch of rows, or their numbers."""
Spans = Sequence[tuple[int, int]]
"""Stretches of times: the number of the first, and of the one behind the last."""
FEWER = 4
"""Rows are looked up one by one where they are at most one in so many of the stretch that holds them."""


@dataclass(frozen=True, eq=False)
class Cube:
    """A cube. Rows are sorted by time, then by the first key.

    `columns`: numbers of the keys and of `access`, figures, and `time` (year × 13 + month).
    `starts`: the first row of each time, and the end. `lead`: the first row of each time and number of the first key,
    None for a small cube.
    """

    spec: Spec
    columns: Mapping[str, Numbers]
    starts: Numbers
    lead: Numbers | None

    @property
    def height(self) -> int:
        """How many cells."""
        return int(self.starts[-1])

    def able(self, need: Set[str]) -> bool:
        """Whether it tells all of these columns apart, and shows no seizure twice where they are added up."""
        return need <= self.keys and self.spec.member in ("", *need)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The columns that it tells apart, with `access`."""
        return frozenset(self.spec.keys) | {"access"}

    def rows_of(self, years: Sequence[int], year: int) -> slice:
        """The rows of a year; `years`: those of the lattice. None where it is not one of them."""
        if year not in years:
            return slice(0, 0)
        per = MONTHS if self.spec.time == "month" else 1
        at = (year - years[0]) * per
        return slice(int(self.starts[at]), int(self.starts[at + per]))

    def _height(self, spans: Spans) -> int:
        return sum(int(self.starts[end]) - int(self.starts[first]) for first, end in spans)

    def cost(self, spans: Spans, wanted: Numbers | None) -> int:
        """How many rows must be looked at. `wanted`: the numbers of the first key, None for all."""
        rows = self._height(spans)
        if wanted is None or self.lead is None:
            return rows
        firsts, sizes = self._few(spans, self.lead, wanted)
        return min(rows, FEWER * (int(sizes.sum()) + firsts.size))

    def _few(self, spans: Spans, lead: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """First row and number of rows of each of these times and numbers of the first key."""
        width = (lead.size - 1) // (self.starts.size - 1)
        times = np.concatenate([np.arange(first, end) for first, end in spans])
        at = (times[:, None] * width + wanted).ravel()
        firsts = lead[at]
        return firsts, lead[at + 1] - firsts

    def stretches(self, spans: Spans, wanted: Numbers | None) -> list[Rows]:
        """The rows of these times, and of these numbers of the first key where that spares most of them."""
        if wanted is not None and self.lead is not None:
            firsts, sizes = self._few(spans, self.lead, wanted)
            if FEWER * (int(sizes.sum()) + firsts.size) < self._height(spans):
                return [rows_of_stretches(firsts, sizes)]
        found = [slice(int(self.starts[first]), int(self.starts[end])) for first, end in spans]
        return [rows for rows in found if rows.stop > rows.start]


def rows_of_stretches(firsts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers of the rows of stretches, one after another."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if sizes.size else 0
    return np.repeat(firsts - ends + sizes, sizes) + np.arange(total)


@dataclass(frozen=True, eq=False)
class Found:
    """Cells found in one stretch: numbers of each column asked for, and figures.

    `sure`: which cells pass as their records say; None: all of them. The others pass only if what they leave open
    belongs here.
    """

    keys: dict[str, Numbers]
    figures: dict[str, Numbers]
    sure: Numbers | None = None


def find(cube: Cube, rows: Rows, tests: Tables, by: Sequence[str], figures: Sequence[str]) -> Found:
    """The cells of these rows that pass every test, surely or maybe."""
    columns = cube.columns

    def taken(name: str) -> Numbers:
        return columns[name][rows]

    passed, sure = None, None
    for names, table in tests.items():
        numbers = taken(names[0]) if len(names) == 1 else np.ravel_multi_index([taken(n) for n in names], table.shape)
        one = table.ravel().take(numbers)
        if one.dtype != bool:
            sure = surely(one) if sure is None else sure & surely(one)
            one = one > NOT
        passed = one if passed is None else passed & one
    keep: Any = slice(None) if passed is None else np.flatnonzero(passed)
    keys = {name: taken(name)[keep] for name in by}
    same: dict[int, Numbers] = {}  # figures that are equal in every row lie in one column
    for name in figures:
        column = columns[name]
        if id(column) not in same:
            same[id(column)] = column[rows][keep]
    return Found(keys, {n: same[id(columns[n])] for n in figures}, None if sure is None else sure[keep])
