"""Cells added up by some of their columns: exact whole numbers, however many cells."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from data_access.lattice.codes import Numbers
from data_access.lattice.cubes import Found

DENSE, PER_CELL = 2**16, 4
"""Where there are so few possible combinations, or so few for each cell, each has its sum; else cells are sorted."""

MOST = 2**62
"""So many combinations can be numbered."""


def added(parts: Sequence[Found], sizes: Mapping[str, int], largest: Collection[str]) -> Found:
    """The parts as one, each combination of the columns in `sizes` once (twice where some cells pass surely and some
    maybe: the sure ones come last), in the order of their numbers.

    `sizes`: column → how many numbers it has. Figures are added up, those in `largest` compared. Whole numbers of 64
    bits: numpy's `add.at` is as fast as `bincount` and, unlike that, exact.
    """
    numbers = [_joined([p.keys[name] for p in parts]) for name in sizes]
    sure = _sure(parts)
    doubled = () if sure is None else (sure,)
    grouping = _grouping((*doubled, *numbers), (*(2 for _ in doubled), *sizes.values()))
    made: dict[tuple[int, ...], Numbers] = {}
    figures = {}
    for name in parts[0].figures:
        lying = (*(id(p.figures[name]) for p in parts), int(name in largest))  # equal figures lie in one column
        if lying not in made:
            made[lying] = grouping.summed(_joined([p.figures[name] for p in parts]), largest=name in largest)
        figures[name] = made[lying]
    keys = grouping.keys[len(doubled) :]
    return Found(dict(zip(sizes, keys, strict=True)), figures, grouping.keys[0] > 0 if doubled else None)


def _sure(parts: Sequence[Found]) -> Numbers | None:
    """Which cells pass surely; None: all of them."""
    if all(p.sure is None or bool(p.sure.all()) for p in parts):
        return None
    return _joined([np.ones(_height(p), dtype=bool) if p.sure is None else p.sure for p in parts])


def _height(part: Found) -> int:
    return next(iter(part.figures.values())).size


def _joined(columns: Sequence[Numbers]) -> Numbers:
    return columns[0] if len(columns) == 1 else np.concatenate(columns)


@dataclass(frozen=True, eq=False)
class _Grouping:
    """Where each cell belongs (`at`, of so much `room`), and which places are met (None: all), with their numbers."""

    at: Numbers | None
    room: int
    met: Numbers | None
    keys: tuple[Numbers, ...]

    def summed(self, values: Numbers, *, largest: bool) -> Numbers:
        """The figure of each combination: without columns one in all, and none where there is no cell."""
        whole = values.astype(np.int64, copy=False)
        if self.at is None:
            fold: Callable[[Numbers], int] = np.max if largest else np.sum
            return np.array([fold(whole)] if whole.size else [], dtype=np.int64)
        room = np.zeros(self.room, dtype=np.int64)
        (np.maximum if largest else np.add).at(room, self.at, whole)
        return room if self.met is None else room[self.met]


def _grouping(numbers: Sequence[Numbers], shape: tuple[int, ...]) -> _Grouping:
    if not numbers:
        return _Grouping(None, 1, None, ())
    room = prod(shape)
    if room > max(DENSE, PER_CELL * numbers[0].size):
        return _sorted(numbers, shape)
    code = numbers[0].astype(np.intp)
    for column, size in zip(numbers[1:], shape[1:], strict=True):
        code = code * size + column
    seen = np.zeros(room, dtype=bool)
    seen[code] = True
    met = np.flatnonzero(seen)
    return _Grouping(code, room, met, np.unravel_index(met, shape))


def _sorted(numbers: Sequence[Numbers], shape: tuple[int, ...]) -> _Grouping:
    """Where there are many more combinations than cells, perhaps more than a number can tell apart."""
    code, room = numbers[0].astype(np.intp), shape[0]
    for column, size in zip(numbers[1:], shape[1:], strict=True):
        if room * size > MOST:
            code = np.unique(code, return_inverse=True)[1]
            room = code.size
        code, room = code * size + column, room * size
    _, first, at = np.unique(code, return_index=True, return_inverse=True)
    return _Grouping(at, first.size, None, tuple(column[first] for column in numbers))
