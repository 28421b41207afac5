"""A lattice made from all records of a store."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, func, select

from data_access.lattice.build import Builder, chunk, finest
from data_access.lattice.codes import Codes
from data_access.lattice.gathering import Gathering, Made
from data_access.lattice.partials import Partials
from data_access.lattice.records import Batch, Records, members
from data_access.lattice.specs import FEW_CELLS, PARTS
from data_access.lattice.spill import Spill
from data_access.store import tables as t

RECORDS, ROWS = "records.bin", "rows.bin"
"""Files for what is too much for memory while a lattice is made."""
THREADS = 2
"""So many parts of a year are added up at a time: seizures take about as long as quantities and values together."""
ENOUGH = 0.1
"""From so much of all records on it shows which cubes will be worth their place."""


def whole(connection: Connection, folder: Path) -> Made:
    """A lattice of all records of the store. `folder`: where rows may wait on the disk."""
    return of_batches(Records(connection).every(), members(connection), folder, few=_few(connection))


def _few(connection: Connection) -> bool:
    """Whether the finest cubes are enough, for there are no more cells than records."""
    some = select(t.Seizure.seizure_id).where(t.Seizure.is_current).limit(FEW_CELLS + 1).subquery()
    return int(connection.scalar(select(func.count()).select_from(some)) or 0) <= FEW_CELLS


def of_batches(batches: Iterable[Batch], goods_sets: pl.DataFrame, folder: Path, *, few: bool) -> Made:
    """A lattice of batches of records, in any order.

    goods_sets: goods_set_id, goods, illicit, unit_class. `few`: make the finest cubes alone.
    """
    builder, partials = Builder(codes=Codes(), goods_sets=goods_sets), Partials(Spill(folder / RECORDS))
    for batch in batches:
        for part, rows in builder.rows_of(batch).items():
            partials.add(part, rows)
    years = partials.years()
    builder.ready(list(range(years[0], years[-1] + 1)) if years else [])
    gathering = Gathering(Spill(folder / ROWS))
    _add_up(builder, partials, gathering, few=few)
    return builder.made(gathering, gathering.finest_cells())


def _add_up(builder: Builder, partials: Partials, gathering: Gathering, *, few: bool) -> None:
    """Take all cubes, a year at a time."""
    heights, done = partials.heights(), 0
    with ThreadPoolExecutor(THREADS) as threads:
        for year, height in heights.items():
            list(threads.map(partial(_gather_part, builder, partials, gathering, few, year), partials.parts(year)))
            done += height
            if (share := done / sum(heights.values())) >= ENOUGH:
                gathering.drop_unlikely(share)


def _gather_part(builder: Builder, partials: Partials, gathering: Gathering, few: bool, year: int, part: str) -> None:
    gather(builder, gathering, year, part, finest(partials.of(year, part), PARTS[part]), few=few)


def gather(builder: Builder, gathering: Gathering, year: int, part: str, cells: pl.DataFrame, *, few: bool) -> None:
    """Take the cubes of a year, rolled up from the cells of the finest one (all kinds together)."""
    first, kinds = (PARTS[part].specs[0], cells), dict(builder.by_kind(part, cells))
    for kind, rows in kinds.items():
        gathering.add((part, kind, first[0]), year, chunk(rows))
    coarser = () if few else PARTS[part].coarser
    wanted = [spec for spec in coarser if any(gathering.wants(part, kind, spec) for kind in kinds)]
    for kind in kinds:  # what lacks a year is no cube
        for spec in set(coarser) - set(wanted):
            gathering.drop((part, kind, spec))
    for spec, frame in builder.rows(PARTS[part], [first], wanted):
        for kind, rows in builder.by_kind(part, frame):
            if gathering.wants(part, kind, spec):
                gathering.add((part, kind, spec), year, chunk(rows))
