"""What a newer lattice takes from an older one as it lies: the rows of years, or of months, that nobody touched."""

from collections.abc import Collection, Iterator
from itertools import combinations, pairwise

import numpy as np

from data_access.lattice.codes import Numbers
from data_access.lattice.cubes import Cube
from data_access.lattice.gathering import Kind, Name, Rows, times_of
from data_access.lattice.lattice import Lattice
from data_access.lattice.specs import PARTS
from data_access.lattice.spill import Chunk, Waiting


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
    return met // width, met % width, counts[met]


def of_times(lattice: Lattice, cube: Cube, year: int, left_out: Numbers) -> Chunk:
    """The rows of a year but for those of some times."""
    rows = cube.rows_of(lattice.codes.years, year)
    stays = ~np.isin(cube.columns["time"][rows], left_out)
    return {column: numbers[rows][stays] for column, numbers in cube.columns.items()}
