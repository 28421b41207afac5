"""The rows of cubes as they are made, a year at a time, until all of them are put in order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl

from data_access.lattice.codes import MONTHS, Codes, Numbers
from data_access.lattice.specs import BUDGET, OF_FINEST, PARTS, WORTH, Spec
from data_access.lattice.spill import Chunk, Spill, Waiting

Kind = tuple[str, ...]
"""What is never added to another: () for seizures, (unit class,), (currency, valuation)."""
Name = tuple[str, Kind, Spec]
"""A cube: part, kind, and what it is."""
LEAD_FROM = 20_000
"""From so many cells on, the first row of each time and first key is noted: fewer are looked through at once."""

MARGIN = 1.5
"""What is that much too large after some years is so after all of them, most likely."""
ROOM_MARGIN = 2.5
"""The same of all cubes together: of years with few records, cubes take more than their share of the place."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a cube in one year, or in several that follow each other, which wait somewhere.

    `times`: how many of each time of these years. `leads`: the distinct times (counted from the first) and first keys,
    and how many of each. `alike`: pairs of figures that are equal in all of them.
    """

    waiting: Waiting
    times: Numbers
    leads: tuple[Numbers, Numbers, Numbers]
    alike: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, name: Name, year: int, chunk: Chunk, waiting: Waiting) -> "Rows":
        """What is known of rows before they are put away; `year`: the first of theirs."""
        part, _, spec = name
        time = (chunk["time"].astype(np.int64) - year * MONTHS) // (MONTHS // times_of(spec))
        both = time << 32 | chunk[spec.keys[0]]  # sorted, as the rows are
        first = np.flatnonzero(np.diff(both, prepend=-1))
        figures = combinations(PARTS[part].columns, 2)
        return cls(
            waiting=waiting,
            times=np.bincount(time, minlength=times_of(spec)),
            leads=small_leads(both[first] >> 32, both[first] & (2**32 - 1), np.diff(first, append=both.size)),
            alike=frozenset((a, b) for a, b in figures if np.array_equal(chunk[a], chunk[b])),
        )


def small_leads(times: Numbers, keys: Numbers, counts: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """See Rows; a lattice of many years waits for some million of them."""
    return times.astype(np.uint16), keys.astype(np.uint32), counts.astype(np.uint32)


def times_of(spec: Spec) -> int:
    """How many times of a cube are in a year."""
    return MONTHS if spec.time == "month" else 1


@dataclass(eq=False)
class Gathering:
    """Cube → year, or the first of several → rows."""

    spill: Spill
    rows: dict[Name, dict[int, Rows]] = field(default_factory=lambda: defaultdict(dict))
    _dropped: set[Name] = field(default_factory=set)

    def add(self, name: Name, year: int, chunk: Chunk) -> None:
        """Take the rows of a year."""
        self.rows[name][year] = Rows.of(name, year, chunk, self.spill.put(chunk))

    def kept(self, *, room: float = 0, margin: float = 1.0) -> list[Name]:
        """The cubes that are worth their place, the finest of a kind first (see specs).

        `room`: how many bytes the others may take (0: as `room` says). `margin`: each may have so many times the cells
        that are allowed. Cubes by year, which are small, get their place before those by month.
        """
        finest = sorted((n for n in self.rows if _is_finest(n)), key=_order)
        left, worth = room or self.room(), set[Name]()
        for time in ("year", "month"):
            for part, kind, spec in finest:
                most = WORTH * margin * self.height((part, kind, spec))
                for name in ((part, kind, other) for other in PARTS[part].coarser if other.time == time):
                    if name in self.rows and self.height(name) <= most and self.size(name) <= left:
                        left -= self.size(name)
                        worth.add(name)
        return [
            name
            for part, kind, spec in finest
            for name in ((part, kind, spec), *((part, kind, other) for other in PARTS[part].coarser))
            if _is_finest(name) or name in worth
        ]

    def room(self, share: float = 1.0) -> float:
        """How many bytes the cubes beside the finest may take, when this share of all records is in the rows."""
        finest = sum(self.size(name) for name in self.rows if _is_finest(name))
        return max(BUDGET * share, OF_FINEST * finest)

    def drop_unlikely(self, share: float) -> None:
        """Forget the cubes that will hardly be kept, going by this share of all records: they are not made further."""
        likely = set(self.kept(room=self.room(share) * ROOM_MARGIN, margin=MARGIN))
        for name in [name for name in self.rows if name not in likely]:
            self.drop(name)

    def drop(self, name: Name) -> None:
        """Forget a cube, and take no more of its rows."""
        self._dropped.add(name)
        self.rows.pop(name, None)

    def wants(self, part: str, kind: Kind, spec: Spec) -> bool:
        """Whether rows of this cube are still taken."""
        return (part, kind, spec) not in self._dropped

    def finest_cells(self) -> int:
        """How many cells the finest cubes have."""
        return sum(self.height(name) for name in self.rows if _is_finest(name))

    def height(self, name: Name) -> int:
        """How many cells."""
        return sum(rows.waiting.height for rows in self.rows[name].values())

    def size(self, name: Name) -> int:
        """How many bytes on the disk, without what is noted of its rows."""
        years, alike = list(self.rows[name].values()), self.alike(name)
        columns = [column for column in _columns(name) if column not in alike]
        return self.height(name) * sum(self._kind(years, column).itemsize for column in columns)

    def columns(self, name: Name, codes: Codes) -> Iterator[tuple[str, Iterator[Numbers]]]:
        """The columns of a cube in the order of time, each in parts; then 'starts' and, where it pays, 'lead'.

        Figures that are equal in every row are given once (see `alike`).
        """
        alike = self.alike(name)
        years = [self.rows[name][y] for y in sorted(self.rows[name])]
        for column in _columns(name):
            if column not in alike:
                yield column, self._pieces(years, column)
        yield "starts", iter([self._starts(name, codes)])
        if self.height(name) >= LEAD_FROM:
            yield "lead", iter([self._lead(name, codes)])

    def _pieces(self, years: Sequence[Rows], column: str) -> Iterator[Numbers]:
        """One column, a year at a time, in the one type that holds every year."""
        kind = self._kind(years, column)
        return (self.spill.column(rows.waiting, column).astype(kind, copy=False) for rows in years)

    def _kind(self, years: Sequence[Rows], column: str) -> np.dtype[Any]:
        return np.result_type(*(self.spill.kind(rows.waiting, column) for rows in years))

    def alike(self, name: Name) -> dict[str, str]:
        """Figures of a cube that equal an earlier one in every row → that one."""
        pairs = frozenset.intersection(*(rows.alike for rows in self.rows[name].values()))
        figures = PARTS[name[0]].columns
        first = {b: next(a for a in figures if (a, b) in pairs or a == b) for b in figures}
        return {b: a for b, a in first.items() if a != b}

    def _starts(self, name: Name, codes: Codes) -> Numbers:
        per = times_of(name[2])
        times = np.zeros(len(codes.years) * per, dtype=np.int64)
        for year, rows in self.rows[name].items():
            at = (year - codes.years[0]) * per
            times[at : at + rows.times.size] = rows.times
        return _starting(times)

    def _lead(self, name: Name, codes: Codes) -> Numbers:
        """The first row of each time and number of the first key, and the end."""
        per = times_of(name[2])
        counts = np.zeros((len(codes.years) * per, codes.size(name[2].keys[0])), dtype=np.int64)
        for year, rows in self.rows[name].items():
            time, key, number = rows.leads
            counts[(year - codes.years[0]) * per + time, key] = number
        return _starting(counts)


def _is_finest(name: Name) -> bool:
    return name[2] == PARTS[name[0]].specs[0]


def _columns(name: Name) -> tuple[str, ...]:
    part, _, spec = name
    return ("time", *spec.keys, "access", *PARTS[part].columns)


def _order(name: Name) -> tuple[int, Kind]:
    return list(PARTS).index(name[0]), name[1]


def _starting(counts: Numbers) -> Numbers:
    return np.concatenate(([0], np.cumsum(counts.ravel()))).astype(np.int64)


@dataclass(frozen=True)
class Made:
    """All that a lattice is made of, before it is written (see data_access.lattice.lattice.Lattice)."""

    codes: Codes
    gathering: Gathering
    goods_sets: pl.DataFrame
    spellings: pl.DataFrame
    decided_at: int
