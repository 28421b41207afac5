"""A lattice made from the one before it: only the months that loads have touched since are read from the store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, select

from data_access.lattice.build import Builder, chunk, finest, framed
from data_access.lattice.codes import MONTHS
from data_access.lattice.cubes import Cube
from data_access.lattice.gathering import Gathering, Kind, Made
from data_access.lattice.lattice import Lattice
from data_access.lattice.making import ROWS
from data_access.lattice.records import Records, members, years
from data_access.lattice.specs import FEW_CELLS, PARTS, Spec
from data_access.lattice.spill import Spill
from data_access.lattice.unchanged import cubes, of_times, rows_as_they_were, stretches
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
            spellings=self.old.spellings,
        )
        same = stretches((set(self.every) & set(self.old.codes.years)) - self.changed.keys())
        for part, kind, cube in cubes(self.old):
            name = (part, kind, cube.spec)
            for first, last in same:
                gathering.rows[name][first] = rows_as_they_were(self.old, name, cube, first, last)
        for year, months in self.changed.items():
            for (part, kind), cells in self._fresh(builder, year, months).items():
                for spec, frame in self._year(builder, part, kind, year, cells):
                    if frame.height:
                        gathering.add((part, kind, spec), year, chunk(frame))
        return builder.made(gathering, self.old.decided_at)

    def _fresh(self, builder: Builder, year: int, months: set[str]) -> dict[tuple[str, Kind], pl.DataFrame]:
        """Part and kind → the finest cells of the months touched, none where nothing is left of them."""
        rows = builder.rows_of(self._records.of(year, sorted(months)))
        found: dict[tuple[str, Kind], pl.DataFrame] = {}
        for part, records in rows.items():
            cells = finest(framed(chunk(records)), PARTS[part])
            for kind in self.old.cubes.get(part, {}):
                found[part, kind] = cells.clear().drop(PARTS[part].kind)
            found.update({(part, kind): frame for kind, frame in builder.by_kind(part, cells)})
        return found

    def _year(
        self, builder: Builder, part: str, kind: Kind, year: int, cells: pl.DataFrame
    ) -> Iterator[tuple[Spec, pl.DataFrame]]:
        """The rows of a changed year in each cube of a kind that the older lattice has, in all where the kind is new.

        Those by month are rolled up from the months touched alone, beside the other months as they were; those by year
        from these.
        """
        before = {cube.spec: cube for cube in self.old.cubes.get(part, {}).get(kind, ())}
        one, specs = replace(PARTS[part], kind=()), tuple(before) or PARTS[part].specs
        first = (PARTS[part].specs[0], cells)
        by_month = [spec for spec in specs if spec.time == "month" and spec != first[0]]
        known = [
            (spec, self._beside(frame, before.get(spec), year))
            for spec, frame in (first, *builder.rows(one, [first], by_month))
        ]
        yield from known
        yield from builder.rows(one, known, [spec for spec in specs if spec.time == "year"])

    def _beside(self, fresh: pl.DataFrame, cube: Cube | None, year: int) -> pl.DataFrame:
        """The rows of the months touched and the others of the year, in order."""
        if cube is None:
            return fresh
        again = {time for month in self.changed[year] for time in _times(year, month)}
        return of_times(self.old, cube, year, again, fresh)


def _times(year: int, month: str) -> tuple[int, ...]:
    """The times of a month touched. A record that is dated by its year alone stands at the first of January, but has a
    time of its own.
    """
    number = int(month[5:])
    return (year * MONTHS, year * MONTHS + 1) if number == 1 else (year * MONTHS + number,)
