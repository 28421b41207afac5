"""Facts → cube, reduced by the database in SQL; one pair of cubes for each data version.

`seizures` counts events by every dimension, goods as a set id, so that counts stay exact where a
seizure holds several goods. `lines` sums quantities by goods and unit class. Only additive parts are
stored. Dimensions are `pl.Enum`: four times faster to roll up than text (shared/design/engines.md).
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from data_access import tables as t
from domain.errors import UsageError

KEYS = ("source", "country", "mode", "producing", "departure", "destination", "handling", "month")
ROW_CAP = 2_000_000
DETAIL_COLUMNS = {
    "admin1": t.Seizure.admin1_reported,
    "place": t.Seizure.place_reported,
    "concealment": t.Seizure.concealment_reported,
    "facility": t.Seizure.facility_reported,
    "routing": t.Seizure.routing_reported,
}
_SHARED: dict[str, type[pl.DataType]] = {
    **dict.fromkeys(KEYS, pl.String),
    "year": pl.Int32,
    "is_copy": pl.Boolean,
}
SEIZURE_SCHEMA: dict[str, type[pl.DataType]] = {**_SHARED, "goods_set_id": pl.Int32, "n": pl.Int64}
LINE_SCHEMA: dict[str, type[pl.DataType]] = {
    **_SHARED,
    "goods": pl.String,
    "unit_class": pl.String,
    "n": pl.Int64,
    "n_reported": pl.Int64,
    "quantity_base": pl.Int64,
    "largest_base": pl.Int64,
    "n_implausible": pl.Int64,
}


@dataclass(frozen=True, eq=False)
class Cube:
    """The cubes of one data version. Shared by all sessions; frames are never changed in place."""

    version: int
    seizures: pl.DataFrame
    lines: pl.DataFrame
    goods_sets: pl.DataFrame  # goods_set_id, goods: one row a member

    @property
    def is_empty(self) -> bool:
        """True for a store without records."""
        return self.seizures.is_empty()


def _dimensions() -> list[Any]:
    seizure, route = t.Seizure, t.Route
    return [
        seizure.source_id.label("source"),
        seizure.country,
        seizure.mode,
        route.producing,
        route.departure,
        route.destination,
        seizure.handling,
        seizure.month,
        seizure.year,
        seizure.is_copy,
    ]


def seizure_statement(details: Sequence[str] = (), where: Sequence[ColumnElement[bool]] = ()) -> Select[Any]:
    """Seizures grouped by every dimension of the cube, and by details that the cube lacks."""
    extra = [DETAIL_COLUMNS[d].label(d) for d in details if d in DETAIL_COLUMNS]
    keys = [*_dimensions(), t.Seizure.goods_set_id, *extra]
    count: ColumnElement[int] = func.count()
    statement: Select[Any] = select(*keys).select_from(t.Seizure).join(t.Route)
    if "goods_reported" in details:
        keys.append(t.SeizureItem.goods_reported)
        count = func.count(t.Seizure.seizure_id.distinct())
        statement = statement.add_columns(t.SeizureItem.goods_reported)
        statement = statement.join(t.SeizureItem, t.SeizureItem.seizure_id == t.Seizure.seizure_id)
    return statement.add_columns(count.label("n")).where(*where).group_by(*keys)


def line_statement(details: Sequence[str] = (), where: Sequence[ColumnElement[bool]] = ()) -> Select[Any]:
    """Quantities by goods and unit class: first reduced to seizure × goods × class, then grouped."""
    item = t.SeizureItem
    names = [item.goods, *([item.goods_reported] if "goods_reported" in details else []), item.unit_class]
    reduced = (
        select(
            item.seizure_id,
            *names,
            func.sum(item.quantity_base).label("q"),
            func.max(item.quantity_base).label("largest"),
            func.max(case((item.implausible, 1), else_=0)).label("flagged"),
        )
        .where(item.unit_class != "")
        .group_by(item.seizure_id, *names)
        .subquery()
    )
    extra = [DETAIL_COLUMNS[d].label(d) for d in details if d in DETAIL_COLUMNS]
    keys = [*_dimensions(), *(reduced.c[n.key] for n in names), *extra]
    return (
        select(
            *keys,
            func.count().label("n"),
            func.count(reduced.c.q).label("n_reported"),
            func.sum(reduced.c.q).label("quantity_base"),
            func.max(reduced.c.largest).label("largest_base"),
            func.sum(reduced.c.flagged).label("n_implausible"),
        )
        .select_from(t.Seizure)
        .join(t.Route)
        .join(reduced, reduced.c.seizure_id == t.Seizure.seizure_id)
        .where(*where)
        .group_by(*keys)
    )


def fetch(connection: Connection, statement: Select[Any], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """The rows of a statement as a frame of this schema. Raises UsageError over the row cap."""
    rows = connection.execute(statement.limit(ROW_CAP + 1)).all()
    if len(rows) > ROW_CAP:
        raise UsageError("This question is too fine: narrow it by country or period.")
    names = [str(column.key) for column in statement.selected_columns]
    frame = pl.DataFrame([tuple(r) for r in rows], schema=names, orient="row", infer_schema_length=None)
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def encode(frame: pl.DataFrame) -> pl.DataFrame:
    """Text dimensions as `pl.Enum` of the values that occur, sorted by month."""
    texts = [c for c, dtype in frame.schema.items() if dtype == pl.String]
    enums = [pl.col(c).cast(pl.Enum(frame[c].unique().sort().to_list())) for c in texts]
    return frame.sort("month").with_columns(enums)


def build(connection: Connection, version: int) -> Cube:
    """Both cubes from the store, in one read transaction."""
    sets = connection.execute(select(t.GoodsSet.goods_set_id, t.GoodsSet.members)).all()
    members = [(int(key), code) for key, codes in sets for code in str(codes).split("|")]
    return Cube(
        version=version,
        seizures=encode(fetch(connection, seizure_statement(), SEIZURE_SCHEMA)),
        lines=encode(fetch(connection, line_statement(), LINE_SCHEMA)),
        goods_sets=pl.DataFrame(members, schema={"goods_set_id": pl.Int32, "goods": pl.String}, orient="row"),
    )


def load(connection: Connection, version: int, folder: Path) -> Cube:
    """The cubes of a data version from the folder, else built and put there in one atomic move."""
    target = folder / f"v{version}"
    parts = ("seizures", "lines", "goods_sets")
    if not target.is_dir():
        cube = build(connection, version)
        _store(cube, target, parts)
        return cube
    frames = {part: pl.read_ipc(target / f"{part}.arrow") for part in parts}
    return Cube(version, **frames)


def _store(cube: Cube, target: Path, parts: tuple[str, ...]) -> None:
    """Write beside, then rename: another process sees all of it or nothing. Older versions go."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".new-"))
    for part in parts:
        getattr(cube, part).write_ipc(beside / f"{part}.arrow")
    try:
        beside.rename(target)
    except OSError:  # another process was first: its cube is the same
        shutil.rmtree(beside, ignore_errors=True)
    for old in target.parent.glob("v*"):
        if old.name[1:].isdigit() and int(old.name[1:]) < cube.version - 1:
            shutil.rmtree(old, ignore_errors=True)
