"""The cubes of one data version behind one question: the smallest that know what is asked, for each piece of time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from data_access.lattice.adding import added
from data_access.lattice.codes import MONTHS, NOT, Codes, Numbers, Tables, surely
from data_access.lattice.conditions import ACCESS_TABLE, TIME_TABLE, Condition
from data_access.lattice.cubes import Cube, Found, Spans, find
from data_access.lattice.gathering import Kind
from data_access.lattice.specs import ACCESS, PARTS, Part
from data_access.lattice.views import Views

if TYPE_CHECKING:
    from data_access.lattice.offered import Offered

_LIES_IN = {"year": "time", "month": "time", **dict.fromkeys(ACCESS, "access")}
"""Columns that are read from another one."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Lattice:
    """The cubes of one data version. Shared by all sessions, and by processes on one machine; never changed in place.

    `cubes`: part → kind → its cubes, the finest first. `goods_sets`: goods_set_id, goods, illicit, unit_class ('' where
    no quantity is reported), a row a member. `spellings`: country, admin1, admin1_code, division: how records name
    divisions. `decided_at`: how many cells the finest cubes had when it was decided which others are worth their place.
    `note`: what was amiss with its files, '' if nothing.
    """

    version: int
    codes: Codes
    cubes: Mapping[str, Mapping[Kind, tuple[Cube, ...]]]
    goods_sets: pl.DataFrame
    spellings: pl.DataFrame
    decided_at: int = 0
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """True for a store without records."""
        return not self.codes.years

    @cached_property
    def met(self) -> pl.DataFrame:
        """source, handling, hidden_by of the records: the combinations that occur."""
        return self.sums("seizures", (), ("source", "handling", "hidden_by")).drop(PARTS["seizures"].columns)

    @cached_property
    def hidden_by(self) -> tuple[str, ...]:
        """The values of `hidden_by` that occur and hide something, sorted."""
        return tuple(sorted(v for v in self.met["hidden_by"].unique().to_list() if v))

    @cached_property
    def _levels(self) -> frozenset[tuple[str, str]]:
        """The pairs of source and handling level that occur."""
        return frozenset(self.met.select("source", "handling").iter_rows())

    def sources_of(self, handling: Sequence[str]) -> set[str]:
        """The sources with records of these handling levels."""
        return {source for source, level in self._levels if level in handling}

    def levels_of(self, sources: Sequence[str] | None = None, handling: Sequence[str] | None = None) -> set[str]:
        """The handling levels, among these, of the records of these sources (None: of all)."""
        kept = ((s, h) for s, h in self._levels if handling is None or h in handling)
        return {h for s, h in kept if sources is None or s in sources}

    @cached_property
    def offered(self) -> Callable[[tuple[str, ...]], "Offered"]:
        """What is offered to those who may see these handling levels."""
        from data_access.lattice.offered import Offered

        return lru_cache(maxsize=16)(lambda handling: Offered(self, tuple(sorted(handling))))

    @property
    def cells(self) -> int:
        """How many cells the finest cube of seizures has."""
        return sum(cubes[0].height for cubes in self.cubes.get("seizures", {}).values())

    def tells_apart(self, columns: Iterable[str]) -> bool:
        """Whether some cube of seizures, by month, has all of these columns."""
        need = {_LIES_IN.get(column, column) for column in columns} - {"time"}
        cubes = self.cubes.get("seizures", {}).get((), ())
        return any(cube.able(need) for cube in cubes if cube.spec.time == "month")

    @cached_property
    def _able(self) -> Callable[[str, Kind, frozenset[str]], tuple[Cube, ...]]:
        """The cubes of a part and kind that have these columns."""
        return lru_cache(maxsize=500)(
            lambda part, kind, need: tuple(cube for cube in self.cubes[part][kind] if cube.able(need))
        )

    def figure(self, part: str, name: str) -> int:
        """A figure of all records, whoever may see them."""
        return sum(int(self.sums(part, kind, ())[name].sum()) for kind in self.kinds(part))

    def kinds(self, part: str) -> tuple[Kind, ...]:
        """The kinds that occur, sorted."""
        return tuple(sorted(self.cubes.get(part, ())))

    def sums(self, part: str, kind: Kind, by: Sequence[str], where: Sequence[Condition] = ()) -> pl.DataFrame:
        """The sums of what passes: `by` as text (year and goods_set_id: Int32), then the figures of the part.

        A row where any record passes; without `by` one in all.
        """
        found = self.found(part, kind, by, self.codes.tables(where))
        columns = [self.codes.shown(name, numbers) for name, numbers in found.keys.items()]
        return pl.DataFrame([*columns, *(pl.Series(name, figure) for name, figure in found.figures.items())])

    def found(self, part: str, kind: Kind, by: Sequence[str], tests: Tables) -> Found:
        """The same in numbers. What passes surely and what passes maybe is kept apart."""
        sizes = {column: self.codes.size(column) for column in by}
        if kind not in self.cubes.get(part, {}):  # nothing of this kind is recorded
            return added([_nothing(PARTS[part], by)], sizes, PARTS[part].largest)
        pieces = self._pieces(tests.get(TIME_TABLE), by)
        others = {names: table for names, table in tests.items() if names != TIME_TABLE}
        found = [cells for piece in pieces for cells in self._piece(part, kind, by, others, *piece)]
        return added(found or [_nothing(PARTS[part], by)], sizes, PARTS[part].largest)

    def _pieces(self, passes: Numbers | None, by: Sequence[str]) -> Iterator[tuple[str, Spans, Tables]]:
        """The pieces of time: stretches of whole years ('year') and of months ('month', year number × 13 + month), with
        what is still to be tested of time.

        A cube by month answers whole years too, one by year never a month.
        """
        years = len(self.codes.years)
        if passes is None:
            passes = np.ones(years * MONTHS, dtype=bool)
        sure = surely(passes)
        whole = np.logical_and("month" not in by, sure.reshape(years, MONTHS).all(axis=1))
        if spans := _spans(whole):
            yield "year", spans, {}
        single = (passes > NOT) & ~np.repeat(whole, MONTHS)
        if spans := _spans(single):
            before = np.zeros(self.codes.years[0] * MONTHS, dtype=passes.dtype)
            yield "month", spans, {} if sure[single].all() else {TIME_TABLE: np.concatenate((before, passes))}

    def _piece(
        self, part: str, kind: Kind, by: Sequence[str], tests: Tables, time: str, spans: Spans, of_time: Tables
    ) -> list[Found]:
        """The cells of one piece of time, from the cube with the fewest rows to look at."""
        read = dict.fromkeys(_LIES_IN.get(column, column) for column in by)
        need = {column for names in tests for column in names} | read.keys() - {"time"}
        wanted = {names[0]: np.flatnonzero(table) for names, table in tests.items() if len(names) == 1}
        months = spans if time == "month" else [(first * MONTHS, end * MONTHS) for first, end in spans]
        plans: list[tuple[int, int, Cube, Spans, Numbers | None]] = []
        for cube in self._able(part, kind, frozenset(need)):
            if cube.spec.time == "month" or time == "year":
                at, few = (months if cube.spec.time == "month" else spans), wanted.get(cube.spec.keys[0])
                plans.append((cube.cost(at, few), len(plans), cube, at, few))
        rows, _, cube, at, few = min(plans, key=lambda plan: plan[:2])
        seen = tests.get(ACCESS_TABLE) if "access" not in read else None
        if seen is not None and (view := self._views.of(part, cube, seen, rows)):
            cube, tests = view, {names: table for names, table in tests.items() if names != ACCESS_TABLE}
        left = {**tests, **of_time}
        cells = [find(cube, stretch, left, tuple(read), PARTS[part].columns) for stretch in cube.stretches(at, few)]
        return [replace(cell, keys={c: self._numbers(c, cell.keys) for c in by}) for cell in cells]

    @cached_property
    def _views(self) -> Views:
        return Views(self.codes)

    def _numbers(self, column: str, keys: Mapping[str, Numbers]) -> Numbers:
        """The numbers of a column, which may be read from another one."""
        if column == "year":
            return keys["time"] // MONTHS - self.codes.years[0]
        if column == "month":
            return keys["time"] - self.codes.years[0] * MONTHS
        if column in ACCESS:
            return self.codes.of_access(column).take(keys["access"])
        return keys[column]


def _spans(passes: Numbers) -> list[tuple[int, int]]:
    """The stretches of what passes."""
    padded = np.zeros(passes.size + 2, dtype=bool)
    padded[1:-1] = passes
    edges = np.flatnonzero(padded[1:] != padded[:-1]).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _nothing(part: Part, by: Sequence[str]) -> Found:
    empty = np.zeros(0, dtype=np.int64)
    return Found(dict.fromkeys(by, empty), dict.fromkeys(part.columns, empty))
