"""How many more seizures a cell may hold: records that leave a filtered or grouped field open may belong to it.

'Seizures by air: 3' is a count of those that are known to be by air. Where the mode of others is not known, the cell
says at least 3, and a cell without any known one is not zero.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from data_access.cube.cells import Cells, Column
from data_access.cube.dimensions import country_column, parts_of, with_dimensions
from data_access.cube.filtered_cube import FilteredCube
from data_access.cube.filters import may_be_open, open_filters
from data_access.cube.rollup import Kind
from data_access.lattice.codes import Numbers, Texts
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.dimensions import EMPTY, KIND_NOT_KNOWN, NOT_KNOWN, UNKNOWN
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.selection import Selection

POSSIBLE = "possible"
_COUNT = Kind(measure="seizures")
_KIND = "_kind"
_KINDS = frozenset(KIND_NOT_KNOWN.values())
"""Goods of records that name the group and leave its kind open."""
_WIDER = {"month": "year", "division": "country"}


@dataclass(frozen=True, eq=False)
class Counted:
    """Seizures by the parts of a grouping (see parts_of), with the year of a month, the country of a division and the
    good of a group. `total`: how many more the whole may hold.
    """

    cells: Cells
    parts: tuple[str, ...]
    total: int


def with_possible(
    cube: FilteredCube,
    frame: pl.DataFrame,
    selection: Selection,
    by: Sequence[str],
    viewer: Entitlement,
    shown: Mapping[str, Column] | None = None,
) -> tuple[pl.DataFrame, int | None]:
    """The frame of an answer with `possible` (seizures that may belong to the cell too; null: too many to look at), and
    the same of the whole.

    frame: the dimensions of `by`, value, state and more. A zero with possible ones becomes not reported. `shown`: the
    parts of `by` in the rows of the frame, where they are known in numbers.
    """
    offered = cube.offered(viewer)
    sides = [d for d in parts_of(by) if may_be_open(offered, "country" if d == "region" else d)]
    filtered = open_filters(offered, selection)
    if not filtered and not sides:
        return _with(frame, np.zeros(frame.height, dtype=np.int64)), 0
    try:
        counted = _counted(cube, selection, by, viewer)
    except UsageError:
        return _with(frame, None), None
    if not by:
        return _with(frame, np.array([counted.total])), counted.total
    rows = _rows(shown or _columns(frame, counted.parts), counted.parts)
    found = _spread(rows, counted) if sides else np.zeros(frame.height, dtype=np.int64)
    if filtered:  # else nothing passes the loose filters that does not pass the strict ones
        found = found + _summed(rows, counted.cells, counted.parts, _more(counted.cells))
    return _with(frame, found), counted.total


def _with(frame: pl.DataFrame, possible: Numbers | None) -> pl.DataFrame:
    """With the column; no zero is claimed where seizures may belong."""
    if possible is None:
        column = pl.Series(POSSIBLE, [None], pl.Int64).new_from_index(0, frame.height)
    else:
        column = pl.Series(POSSIBLE, possible)
    frame = frame.hstack([column])
    if possible is not None and not (possible.any() and (frame["state"] == CellState.ZERO.value).any()):
        return frame
    return frame.with_columns(*_DOUBTED)


_DOUBT = (pl.col("state") == CellState.ZERO.value) & (pl.col(POSSIBLE).fill_null(1) > 0)
_DOUBTED = (
    pl.when(~_DOUBT).then(pl.col("value")).alias("value"),
    pl.when(_DOUBT).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state").alias("state"),
)


def _counted(cube: FilteredCube, selection: Selection, by: Sequence[str], viewer: Entitlement) -> Counted:
    parts = parts_of(by)
    wanted = tuple(dict.fromkeys("goods" if d == "goods_group" else d for d in parts))
    strict, loose = cube.both_filters(selection, viewer)
    asked = cube.asked(selection, _COUNT, wanted, viewer, loose=True)
    cells = cube.cells(asked)
    whole = cells if cube.once(cells) else cube.cells(cube.asked(selection, _COUNT, (), viewer, loose=True))
    named = with_dimensions(cells, tuple(dict.fromkeys((*wanted, *parts))), strict, loose)
    return Counted(named, parts, int(_more(whole).sum()))


def _more(cells: Cells) -> Numbers:
    """The seizures of cells that pass only loosely, 0 for others."""
    n = cells.figures["n"]
    return np.zeros(n.size, dtype=np.int64) if cells.sure is None else np.where(cells.sure, 0, n)


def _left_open(dimension: str) -> tuple[str, frozenset[str]]:
    """The column that says whether a record leaves a dimension open, and its codes that do."""
    if dimension == "region":
        return "country", frozenset({UNKNOWN})
    if dimension == "month":
        return "month", frozenset({EMPTY})
    if dimension == "goods":
        return "goods", frozenset(NOT_KNOWN["goods"]) | _KINDS
    return "goods" if dimension == "goods_group" else dimension, frozenset(NOT_KNOWN.get(dimension, ()))


def _columns(frame: pl.DataFrame, parts: Sequence[str]) -> dict[str, Column]:
    """The parts in the rows of a frame that has the dimensions as text."""
    if "route" in frame.columns:
        ends = frame["route"].str.split_exact(">", 1).struct.rename_fields(["departure", "destination"]).struct.unnest()
        frame = frame.drop("departure", "destination", strict=False).with_columns(*ends)
    return {part: Column.of_series(frame[part]) for part in parts}


def _rows(columns: Mapping[str, Column], parts: Sequence[str]) -> dict[str, Column]:
    """The rows of an answer by `parts`, with the year of a month, the country of a division and `_kind` of a good."""
    found = {part: columns[part] for part in parts}
    if "month" in parts and "year" not in parts:
        found["year"] = _taken(found["month"], _years_of)
    if "division" in parts and "country" not in parts:
        found["country"] = country_column(found["division"])
    if "goods" in parts:
        found[_KIND] = _taken(found["goods"], _kinds_of)
    return found


@lru_cache(maxsize=64)
def _years_of(months: Texts) -> Column:
    return Column.of_series(months.codes.str.slice(0, 4).alias("year"))


@lru_cache(maxsize=64)
def _kinds_of(goods: Texts) -> Column:
    """For each good the code of records that name its group and leave its kind open ('' for none)."""
    groups = reference.goods_group()
    kinds = [KIND_NOT_KNOWN.get(groups.get(good, ""), "") for good in goods.codes]
    return Column.of_series(pl.Series(_KIND, kinds, pl.String))


def _taken(column: Column, of: Callable[[Texts], Column]) -> Column:
    found = of(column.of)
    return Column(found.numbers.take(column.numbers), found.of)


def _spread(rows: Mapping[str, Column], counted: Counted) -> Numbers:
    """For each row whose every part is known: the seizures that leave parts open and equal it in the others."""
    cells, parts = counted.cells, counted.parts
    total = np.zeros(_height(rows, parts), dtype=np.int64)
    for some, at in _patterns(cells, parts).items():
        total += _summed(rows, cells.taken(at), _compared(some, parts), cells.figures["n"][at])
    return total * _known(rows, parts)


def _height(rows: Mapping[str, Column], parts: Sequence[str]) -> int:
    return rows[parts[0]].numbers.size


def _patterns(cells: Cells, parts: Sequence[str]) -> dict[tuple[str, ...], Numbers]:
    """What some cells leave open → their numbers; _KIND among it where they name the group of goods all the same."""
    flags = {part: cells.columns[column].among(codes) for part, (column, codes) in _open_in(parts).items()}
    if "goods" in parts:
        flags[_KIND] = cells.columns["goods"].among(_KINDS)
    if not flags:
        return {}
    pattern = sum(flag.astype(np.int64) << bit for bit, flag in enumerate(flags.values()))
    return {
        tuple(name for bit, name in enumerate(flags) if number >> bit & 1): np.flatnonzero(pattern == number)
        for number in np.unique(pattern).tolist()
        if number
    }


def _open_in(parts: Sequence[str]) -> dict[str, tuple[str, frozenset[str]]]:
    return {part: _left_open(part) for part in parts}


def _compared(some: tuple[str, ...], parts: Sequence[str]) -> tuple[str, ...]:
    """What open records share with a cell: the parts that they name, the year of a month, the country of a division."""
    wider = [_WIDER[d] for d in some if d in _WIDER and _WIDER[d] not in parts]
    return (*(d for d in parts if d not in some), *wider, *[_KIND] * (_KIND in some))


def _summed(rows: Mapping[str, Column], cells: Cells, on: Sequence[str], figures: Numbers) -> Numbers:
    """For each row the sum of the figures of the cells that have the same in these columns."""
    if not on:
        return np.full(_height(rows, list(rows)), figures.sum(), dtype=np.int64)
    names = {name: "goods" if name == _KIND else name for name in on}
    return cells.looked_up({names[name]: rows[name] for name in on}, figures)


def _known(rows: Mapping[str, Column], parts: Sequence[str]) -> Numbers:
    """True for the rows whose every part has a value, False for those that are themselves of open records."""
    codes = {d: frozenset(NOT_KNOWN.get(d, (EMPTY,))) for d in parts if d != "goods"}
    codes |= {"goods": _left_open("goods")[1]} if "goods" in parts else {}
    left_open = [rows[d].among(of) for d, of in codes.items()]
    return np.asarray(~np.logical_or.reduce(left_open))
