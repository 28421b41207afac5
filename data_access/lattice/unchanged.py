"""What a newer lattice takes from an older one as it lies: the rows of years, or of months, that nobody touched."""

from collections.abc import Collection, Iterator
from itertools import combinations, pairwise

import numpy as np
import polars as pl

from data_access.lattice.build import framed
from data_access.lattice.codes import MONTHS, Numbers
from data_access.lattice.cubes import Cube
from data_access.lattice.gathering import Kind, Name, Rows, small_leads, times_of
from data_access.lattice.lattice import Lattice
from data_access.lattice.specs import PARTS
from data_access.lattice.spill import Waiting


def stretches(years: Collection[int]) -> list[tuple[int, int]]:
    """The first and the last of years that follow each other without a gap."""
    ordered = sorted(years)
    gaps = [i + 1 for i, (a, b) in enumerate(pairwise(ordered)) if b != a + 1]
    ends = pairwise([0, *gaps, len(ordered)]) if ordered else ()
    return [(ordered[first], ordered[end - 1]) for first, end in ends]


def cubes(lattice: Lattice) -> Iterator[tuple[str, Kind, Cube]]:
    """Every cube with its part and kind."""
    for part, kinds in lattice.cubes.items():
        for kind, several in kinds.items():
            yield from ((part, kind, cube) for cube in several)


def rows_as_they_were(lattice: Lattice, name: Name, cube: Cube, first: int, last: int) -> Rows:
    """The rows of these years, of which nothing is read: how many there are of what is noted beside the cube."""
    per = times_of(cube.spec)
    at, end = ((year - lattice.codes.years[0]) * per for year in (first, last + 1))
    rows = slice(int(cube.starts[at]), int(cube.starts[end]))
    chunk = {column: numbers[rows] for column, numbers in cube.columns.items()}
    waiting = Waiting(chunk, rows.stop - rows.start, {})
    if cube.lead is None:  # few rows
        return Rows.of(name, first, chunk, waiting)
    alike = frozenset((a, b) for a, b in combinations(PARTS[name[0]].columns, 2) if cube.columns[a] is cube.columns[b])
    return Rows(waiting, np.diff(cube.starts[at : end + 1]), _leads(cube, cube.lead, at, end), alike)


def _leads(cube: Cube, lead: Numbers, at: int, end: int) -> tuple[Numbers, Numbers, Numbers]:
    """See Rows: of the times from `at` up to `end`."""
    width = (lead.size - 1) // (cube.starts.size - 1)
    counts = np.diff(lead[at * width : end * width + 1])
    met = np.flatnonzero(counts)
    return small_leads(met // width, met % width, counts[met])


def of_times(lattice: Lattice, cube: Cube, year: int, touched: Collection[int], fresh: pl.DataFrame) -> pl.DataFrame:
    """The rows of a year in a cube by month: those of the times touched from `fresh`, the others as they were.

    Both lie in the order of time, so that nothing is sorted.
    """
    time = fresh["time"].to_numpy()
    pieces, at, end = [fresh.clear()], year * MONTHS, (year + 1) * MONTHS
    for one in (*sorted(touched), end):
        rows = _rows_of_times(lattice, cube, at, one)
        pieces.append(framed({column: cube.columns[column][rows] for column in fresh.columns}))
        first, behind = np.searchsorted(time, [one, one + 1]).tolist()
        pieces.append(fresh.slice(first, behind - first))
        at = one + 1
    return pl.concat(pieces, how="vertical_relaxed", rechunk=True)


def _rows_of_times(lattice: Lattice, cube: Cube, first: int, end: int) -> slice:
    """The rows of these times of one year."""
    year, month = divmod(first, MONTHS)
    if year not in lattice.codes.years or first >= end:
        return slice(0, 0)
    at = (year - lattice.codes.years[0]) * MONTHS + month
    return slice(int(cube.starts[at]), int(cube.starts[at + end - first]))
