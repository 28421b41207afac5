"""Records in numbers, batch by batch as they are read, given back year by year."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from data_access.lattice.build import chunk, framed
from data_access.lattice.codes import MONTHS, Numbers
from data_access.lattice.spill import Spill, Waiting


@dataclass(frozen=True)
class _Part:
    """The rows of one batch, sorted by time, and where each year begins among them."""

    waiting: Waiting
    years: Numbers
    starts: Numbers


@dataclass(eq=False)
class Partials:
    """Part → the rows of all batches (see data_access.lattice.build.Builder.rows_of)."""

    spill: Spill
    _parts: dict[str, list[_Part]] = field(default_factory=lambda: defaultdict(list))

    def add(self, part: str, rows: pl.DataFrame) -> None:
        """Take the rows of a batch."""
        if rows.is_empty():
            return
        columns = chunk(rows.sort("time"))
        years, starts = np.unique(columns["time"] // MONTHS, return_index=True)
        self._parts[part].append(_Part(self.spill.put(columns), years, np.append(starts, rows.height)))

    def years(self) -> list[int]:
        """The years with records."""
        found = [part.years for parts in self._parts.values() for part in parts]
        return [int(y) for y in np.unique(np.concatenate(found))] if found else []

    def heights(self) -> dict[int, int]:
        """How many rows each of these years has."""
        found = dict.fromkeys(self.years(), 0)
        for part in (part for parts in self._parts.values() for part in parts):
            for year, height in zip(part.years.tolist(), np.diff(part.starts).tolist(), strict=True):
                found[year] += height
        return found

    def parts(self, year: int) -> list[str]:
        """The parts with rows of a year."""
        return [name for name, parts in self._parts.items() if any(year in part.years for part in parts)]

    def of(self, year: int, part: str) -> pl.DataFrame:
        """The rows of a part in a year."""
        return pl.concat([self._taken(one, year) for one in self._parts[part] if year in one.years])

    def _taken(self, part: _Part, year: int) -> pl.DataFrame:
        at = int(np.searchsorted(part.years, year))
        return framed(self.spill.take(part.waiting, int(part.starts[at]), int(part.starts[at + 1])))
