"""Cells in numbers: what a question leaves of the cubes or of the records, before it is put into words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np
import polars as pl

from data_access.lattice.adding import added
from data_access.lattice.codes import Numbers, Texts
from data_access.lattice.cubes import Found, rows_of_stretches
from data_access.lattice.specs import PARTS

MOST_PLACES = 2**20
"""Where there are at most so many possible combinations, each has a place of its own; else they are sorted."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of codes by number."""

    numbers: Numbers
    of: Texts

    @classmethod
    def of_series(cls, codes: pl.Series) -> "Column":
        """Of the codes themselves."""
        found = codes.unique().sort()
        if found.is_empty():
            return cls(np.zeros(0, dtype=np.int64), Texts(found))
        numbers = codes.replace_strict(found, np.arange(found.len()), return_dtype=pl.Int64)
        return cls(numbers.to_numpy(), Texts(found))

    def shown(self) -> pl.Series:
        """The codes."""
        return self.of.shown(self.numbers)

    def among(self, codes: Iterable[str]) -> Numbers:
        """Which rows have one of these codes."""
        return self.of.among(codes).take(self.numbers)

    def taken(self, rows: Numbers) -> "Column":
        """Some of the rows."""
        return Column(self.numbers[rows], self.of)

    def in_numbers_of(self, other: Texts) -> Numbers:
        """The numbers that another list gives to the codes; -1 for those that it does not have."""
        if other is self.of:
            return self.numbers
        return np.array([other.numbers.get(code, -1) for code in self.of.numbers], dtype=np.int64).take(self.numbers)


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells of a part of the cube: columns of codes, figures (whole numbers), and which pass surely (None: all).

    The others pass only if what their records leave open belongs to what is asked.
    """

    part: str
    columns: dict[str, Column]
    figures: dict[str, Numbers]
    sure: Numbers | None = None

    @property
    def height(self) -> int:
        """How many."""
        return next(iter(self.figures.values())).size

    @cached_property
    def strict(self) -> "Cells":
        """Those that pass surely."""
        return self if self.sure is None else replace(self.taken(np.flatnonzero(self.sure)), sure=None)

    def taken(self, rows: Numbers) -> "Cells":
        """Some of them; rows may come more than once."""
        return Cells(
            self.part,
            {name: column.taken(rows) for name, column in self.columns.items()},
            {name: figure[rows] for name, figure in self.figures.items()},
            None if self.sure is None else self.sure[rows],
        )

    def having(self, column: str, codes: Iterable[str]) -> "Cells":
        """Those with one of these codes in a column."""
        return self.taken(np.flatnonzero(self.columns[column].among(codes)))

    def added_up(self, by: Sequence[str]) -> "Cells":
        """Each combination of these columns once, or twice where some of its cells pass surely and some not."""
        found = Found({c: self.columns[c].numbers for c in by}, self.figures, self.sure)
        sums = added([found], {c: self.columns[c].of.size for c in by}, PARTS[self.part].largest)
        columns = {c: Column(numbers, self.columns[c].of) for c, numbers in sums.keys.items()}
        return Cells(self.part, columns, sums.figures, sums.sure)

    def sum(self, figure: str) -> int:
        """The sum of a figure over all cells."""
        return int(self.figures[figure].sum())

    def looked_up(self, rows: Mapping[str, Column], figures: Numbers) -> Numbers:
        """For each row the sum of the figures (one a cell) of the cells that have the same codes in its columns."""
        own = [self.columns[name] for name in rows]
        shape = [column.of.size for column in own]
        asked = [row.in_numbers_of(column.of) for row, column in zip(rows.values(), own, strict=True)]
        there = np.logical_and.reduce([numbers >= 0 for numbers in asked])
        if not figures.size or not there.any():
            return np.zeros(there.size, dtype=np.int64)
        wanted = np.ravel_multi_index([np.maximum(numbers, 0) for numbers in asked], shape)
        have = np.ravel_multi_index([column.numbers for column in own], shape)
        return np.where(there, _looked_up(wanted, have, figures, prod(shape)), 0)

    def frame(self) -> pl.DataFrame:
        """As a frame: the codes, then the figures."""
        columns = [column.shown().alias(name) for name, column in self.columns.items()]
        return pl.DataFrame([*columns, *(pl.Series(name, figure) for name, figure in self.figures.items())])


def _looked_up(wanted: Numbers, have: Numbers, figures: Numbers, room: int) -> Numbers:
    """The sum of the figures at each place wanted; `have`: the place of each figure, of so much room."""
    if room > MOST_PLACES:
        places, have = np.unique(have, return_inverse=True)
        at = np.minimum(np.searchsorted(places, wanted), places.size - 1)
        wanted, room = np.where(places[at] == wanted, at, places.size), places.size + 1
    sums = np.zeros(room, dtype=np.int64)
    np.add.at(sums, have, figures)
    return sums[wanted]


def of_frame(frame: pl.DataFrame, part: str, sure: str) -> Cells:
    """Of records that the database grouped; `sure`: the column that says whether they pass surely."""
    figures = PARTS[part].columns
    return Cells(
        part,
        {name: Column.of_series(frame[name]) for name in frame.columns if name not in (*figures, sure)},
        {name: frame[name].fill_null(0).to_numpy() for name in figures},
        frame[sure].to_numpy(),
    )


def side_by_side(cells: Mapping[tuple[str, ...], Cells], names: Sequence[str]) -> Cells:
    """Cells of several kinds, by kind, as one, with the kind in columns of these names."""
    parts = list(cells.values())
    heights = [p.height for p in parts]
    columns = {
        name: Column(np.concatenate([p.columns[name].numbers for p in parts]), of.of)
        for name, of in parts[0].columns.items()
    }
    for at, name in enumerate(names):
        codes = pl.Series(name, [kind[at] for kind in cells], pl.String)
        column = Column.of_series(codes)
        columns[name] = Column(np.repeat(column.numbers, heights), column.of)
    figures = {name: np.concatenate([p.figures[name] for p in parts]) for name in parts[0].figures}
    return Cells(parts[0].part, columns, figures)


@dataclass(frozen=True, eq=False)
class Links:
    """For each number of a column the rows of a table that belong to it: `starts` of each and the end, the columns of
    the table, and which of its rows are surely meant.
    """

    starts: Numbers
    columns: dict[str, Column]
    sure: Numbers

    @classmethod
    def of(cls, numbers: Numbers, size: int, columns: dict[str, Column], sure: Numbers) -> "Links":
        """Of a table with a row for each link; `numbers`: those of the column, sorted."""
        return cls(np.searchsorted(numbers, np.arange(size + 1)), columns, sure)

    def followed(self, cells: Cells, name: str) -> Cells:
        """The cells, each once for every row that belongs to its number in that column."""
        numbers = cells.columns[name].numbers
        firsts = self.starts[numbers]
        sizes = self.starts[numbers + 1] - firsts
        rows, linked = np.repeat(np.arange(numbers.size), sizes), rows_of_stretches(firsts, sizes)
        found, sure = cells.taken(rows), self.sure[linked]
        surely = sure if found.sure is None else found.sure & sure
        columns = found.columns | {name: column.taken(linked) for name, column in self.columns.items()}
        return replace(found, columns=columns, sure=surely)
