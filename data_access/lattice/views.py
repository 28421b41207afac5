"""Cubes as one circle of viewers sees them: what they may see and count, added up over who may see it.

A cube tells apart by `access` who may see and count a record, in hundreds of combinations. A page asks the same cubes
with the same rights again and again: for these the cells that pass are added up once, and what is left is many times
smaller and does not grow with the combinations.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from data_access.lattice.adding import added
from data_access.lattice.codes import MONTHS, Codes, Numbers
from data_access.lattice.conditions import ACCESS_TABLE
from data_access.lattice.cubes import Cube, find
from data_access.lattice.specs import PARTS

FROM_ROWS, MOST_TIMES = 2**15, 2
"""Fewer rows than this are looked at as they lie, and so is a small piece of a cube: that takes no longer."""
ROOM = 128 * 2**20
"""So many bytes of such cubes are kept in a process; those asked for longest ago go."""
MOST_KEYS = 3
"""Cubes of more keys hardly get smaller: few of their cells differ by who may see them alone."""
MOST_CELLS = 2**17
"""Larger ones would drive the small ones out, which are asked far more often."""
WORTH = 0.5
"""A cube of which more than this share of the cells is left is looked at as it lies."""


@dataclass(eq=False)
class Views:
    """The cubes that were added up, by cube and by what passes."""

    codes: Codes
    _kept: OrderedDict[tuple[int, bytes], Cube | None] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: Lock = field(default_factory=Lock)

    def of(self, part: str, cube: Cube, passes: Numbers, rows: int) -> Cube | None:
        """The cube of the cells that pass (a test by number of access), without `access`; None where it does not pay.

        `rows`: how many of the cube's a question must look at.
        """
        if rows < FROM_ROWS or cube.height > MOST_TIMES * rows or len(cube.spec.keys) > MOST_KEYS:
            return None
        key = (id(cube), passes.tobytes())  # cubes live as long as their lattice, and so as this
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        seen = _seen(part, cube, passes, self.codes)
        made = seen if seen.height <= min(WORTH * cube.height, MOST_CELLS) else None
        with self._lock:
            self._kept[key] = made
            self._bytes += _size(made)
            while self._bytes > ROOM:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= _size(gone)
        return made


def _size(cube: Cube | None) -> int:
    return 0 if cube is None else sum({id(c): c.nbytes for c in cube.columns.values()}.values())


def _seen(part: str, cube: Cube, passes: Numbers, codes: Codes) -> Cube:
    figures = PARTS[part].columns
    cells = find(cube, slice(0, cube.height), {ACCESS_TABLE: passes}, ("time", *cube.spec.keys), figures)
    per = 1 if cube.spec.time == "month" else MONTHS
    first = codes.years[0] * MONTHS
    cells.keys["time"] = (cells.keys["time"].astype(np.int64) - first) // per
    times = cube.starts.size - 1
    sums = added([cells], {"time": times} | {k: codes.size(k) for k in cube.spec.keys}, PARTS[part].largest)
    at, lead = sums.keys["time"], sums.keys[cube.spec.keys[0]]
    width = codes.size(cube.spec.keys[0])
    columns = {**sums.keys, "time": at * per + first, **sums.figures}
    starts = _starting(np.bincount(at, minlength=times))
    return Cube(cube.spec, columns, starts, _starting(np.bincount(at * width + lead, minlength=times * width)))


def _starting(counts: Numbers) -> Numbers:
    return np.concatenate(([0], np.cumsum(counts)))
