"""A lattice made from all records of a store."""

from collections.abc import Iterable
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
    gathering, years = Gathering(Spill(folder / ROWS)), partials.years()
    builder.codes.years = list(range(years[0], years[-1] + 1)) if years else []
    for year in years:
        for part, rows in partials.of(year):
            gather(builder, gathering, year, part, finest(rows, PARTS[part]), few=few)
    return builder.made(gathering, gathering.finest_cells())


def gather(builder: Builder, gathering: Gathering, year: int, part: str, cells: pl.DataFrame, *, few: bool) -> None:
    """Take the cubes of a year, rolled up from the cells of the finest one (all kinds together)."""
    first = (PARTS[part].specs[0], cells)
    for spec, frame in (first, *([] if few else builder.rows(PARTS[part], [first], PARTS[part].coarser))):
        for kind, rows in builder.by_kind(part, frame):
            gathering.add((part, kind, spec), year, chunk(rows))
