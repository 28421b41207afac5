"""A lattice made from the one before it: only the months that loads have touched since are read from the store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import polars as pl
from sqlalchemy import Connection, select

from data_access.lattice.build import TYPES, Builder, chunk, finest
from data_access.lattice.codes import MONTHS
from data_access.lattice.cubes import Cube
from data_access.lattice.gathering import Gathering, Made, Name
from data_access.lattice.lattice import Lattice
from data_access.lattice.making import ROWS, gather
from data_access.lattice.records import Records, members, years
from data_access.lattice.specs import FEW_CELLS, PARTS, Spec
from data_access.lattice.spill import Chunk, Spill
from data_access.store import tables as t

Span = tuple[str, str]
"""Months from and to."""
MOST_CHANGED = 0.5
"""Where more of the years have changed, little would be spared."""
GROWN = 2
"""With so many times the cells a lattice is made as a whole: which cubes are worth their place is decided anew."""


def touched(connection: Connection, since: int) -> list[Span]:
    """The months that loads have touched since a data version, as stretches; who touched none is not among them."""
    v = t.DataVersion
    rows = connection.execute(select(v.touched_from, v.touched_to).where(v.version > since))
    return [(str(first), str(last)) for first, last in rows if first]


def refreshed(connection: Connection, old: Lattice, since: Sequence[Span], folder: Path) -> Made | None:
    """A lattice from an older one of the same store; None where it is better made as a whole.

    `since`: the months touched since the older one. `folder`: where rows may wait on the disk.
    """
    if old.decided_at <= FEW_CELLS:
        return None
    refresh = _Refresh(connection, old, tuple(since), folder)
    if len(refresh.changed) > MOST_CHANGED * len(refresh.every):
        return None
    made = refresh.made()
    return made if made.gathering.finest_cells() < GROWN * old.decided_at else None


@dataclass(frozen=True, eq=False)
class _Refresh:
    connection: Connection
    old: Lattice
    since: tuple[Span, ...]
    folder: Path

    @cached_property
    def every(self) -> list[int]:
        """The years of the store now."""
        return years(self.connection)

    @cached_property
    def changed(self) -> dict[int, set[str]]:
        """Year → the months that were touched in it."""
        found = {year: self._months(year) for year in self.every}
        return {year: months for year, months in found.items() if months}

    def _months(self, year: int) -> set[str]:
        months = [f"{year}-{m:02d}" for m in range(1, MONTHS)]
        return {m for m in months if any(first <= m <= last for first, last in self.since)}

    @cached_property
    def _records(self) -> Records:
        return Records(self.connection)

    def made(self) -> Made:
        """All years, those that nobody touched as they were."""
        gathering = Gathering(Spill(self.folder / ROWS))
        builder = Builder(
            codes=self.old.codes.extendable(self.every),
            goods_sets=members(self.connection),
            spellings=set(self.old.spellings.iter_rows()),
        )
        for year in self.every:
            if year not in self.changed:
                for name, cube in self._cubes():
                    gathering.keep(name, year, self._before(cube, year))
                continue
            for part, cells in self._finest(builder, year):
                gather(builder, gathering, year, part, cells, partial(self._wanted, part))
        return builder.made(gathering, self.old.decided_at)

    def _wanted(self, part: str, spec: Spec) -> bool:
        """Whether the older lattice has the cube of any kind; of a part that is new all are wanted."""
        kinds = self.old.cubes.get(part, {}).values()
        return not kinds or any(cube.spec == spec for cubes in kinds for cube in cubes)

    def _cubes(self) -> Iterator[tuple[Name, Cube]]:
        for part, kinds in self.old.cubes.items():
            for kind, cubes in kinds.items():
                yield from (((part, kind, cube.spec), cube) for cube in cubes)

    def _before(self, cube: Cube, year: int) -> Chunk:
        """The rows of a year as they were (figures that are alike lie in one column, of one type)."""
        rows = cube.rows_of(self.old.codes.years, year)
        return {name: column[rows].astype(TYPES[name], copy=False) for name, column in cube.columns.items()}

    def _finest(self, builder: Builder, year: int) -> Iterator[tuple[str, pl.DataFrame]]:
        """The finest cells of a changed year, by part: those of the months touched anew, the others as they were."""
        months = sorted(self.changed[year])
        fresh = builder.rows_of(self._records.of(year, months))
        found = {part: [pl.DataFrame(chunk(rows))] for part, rows in fresh.items()}
        again = np.array([year * MONTHS, *(year * MONTHS + int(m[5:]) for m in months)], dtype=np.uint16)
        for (part, kind, spec), cube in self._cubes():
            if spec == PARTS[part].specs[0]:
                rows = self._before(cube, year)
                left = ~np.isin(rows["time"], again)
                frame = pl.DataFrame({name: column[left] for name, column in rows.items()})
                numbers = zip(PARTS[part].kind, kind, strict=True)
                named = {n: np.full(frame.height, builder.codes.texts[n].index(k), TYPES[n]) for n, k in numbers}
                found[part].append(frame.with_columns(pl.Series(n, v) for n, v in named.items()))
        for part, frames in found.items():
            cells = finest(pl.concat(frames, how="diagonal"), PARTS[part])
            if cells.height:
                yield part, cells
