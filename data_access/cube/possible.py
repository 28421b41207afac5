"""How many more seizures a cell may hold: records that leave a filtered or grouped field open may belong to it.

'Seizures by air: 3' is a count of those that are known to be by air. Where the mode of others is not known, the cell
says at least 3, and a cell without any known one is not zero.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import compress, repeat
from typing import Any

import numpy as np
import polars as pl

from data_access.cube.filtered_cube import FilteredCube
from data_access.cube.filters import country_of_division, with_dimension, with_members, with_unknown
from data_access.cube.rollup import Kind
from data_access.lattice.codes import Numbers
from data_access.lattice.offered import Offered
from data_access.lattice.specs import PARTS
from data_access.lattice.statements import OF_SETS
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.dimensions import DIMENSIONS, EMPTY, KIND_NOT_KNOWN, NOT_KNOWN, UNKNOWN
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.selection import Selection

POSSIBLE = "possible"
_COUNT = Kind(measure="seizures")
_OF_ROUTE = ("departure", "destination")
_UNDATED = "month"
_KIND = "_kind"
_KINDS = frozenset(KIND_NOT_KNOWN.values())
"""Goods of records that name the group and leave its kind open."""


def with_possible(
    cube: FilteredCube,
    frame: pl.DataFrame,
    total: pl.DataFrame,
    selection: Selection,
    by: Sequence[str],
    viewer: Entitlement,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The frame of an answer, and its total, with `possible` (seizures that may belong to the cell too; null: too many
    to look at).

    frame: the dimensions of `by`, value, state and more; total: the same in one row. A zero with possible ones becomes
    not reported.
    """
    offered = cube.offered(viewer)
    filtered, sides = open_filters(offered, selection), _open_sides(offered, by)
    if not filtered and not sides:
        return _with(frame, 0), _with(total, 0)
    try:
        strict, known = _counts(cube, selection, by, viewer, loose=False)
        loose, more = _counts(cube, selection, by, viewer, loose=True) if filtered else (strict, known)
    except UsageError:
        return _with(frame, None), _with(total, None)
    cells, parts = _cells(frame, by), _parts(by)
    found = _spread(cells, loose, parts) if sides else np.zeros(frame.height, dtype=np.int64)
    if filtered:  # else nothing passes the loose filters that does not pass the strict ones
        found += _more(cells, loose, strict, parts)
    return _with(frame, pl.Series(POSSIBLE, np.maximum(found, 0))), _with(total, max(more - known, 0))


def _with(frame: pl.DataFrame, possible: pl.Series | int | None) -> pl.DataFrame:
    """With the column; no zero is claimed where seizures may belong."""
    column = possible if isinstance(possible, pl.Series) else pl.lit(possible, dtype=pl.Int64).alias(POSSIBLE)
    frame = frame.with_columns(column)
    if possible == 0 if isinstance(possible, int) else CellState.ZERO.value not in frame["state"].to_list():
        return frame
    return frame.with_columns(*_DOUBTED)


_DOUBT = (pl.col("state") == CellState.ZERO.value) & (pl.col(POSSIBLE).fill_null(1) > 0)
_DOUBTED = (
    pl.when(~_DOUBT).then(pl.col("value")).alias("value"),
    pl.when(_DOUBT).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state").alias("state"),
)


def open_filters(offered: Offered, selection: Selection) -> list[str]:
    """The dimensions filtered by that records of the cube leave open, sorted; 'month' for a period within years."""
    found = {d for d, values in selection.where if with_unknown(d, values) != values and _is_open(offered, d)}
    if selection.values("region") and _is_open(offered, "country"):
        found.add("region")
    within = bool(selection.values("month"))
    within |= bool(selection.start) and not selection.start.endswith("-01")
    within |= bool(selection.end) and not selection.end.endswith("-12")
    if within and _is_open(offered, _UNDATED):
        found.add(_UNDATED)
    return sorted(found)


def _is_open(offered: Offered, dimension: str) -> bool:
    """Whether any record may leave the dimension open; details are not looked at."""
    if dimension == "route":
        return any(_is_open(offered, d) for d in _OF_ROUTE)
    if DIMENSIONS[dimension].detail:
        return True
    return dimension in offered.left_open


def _parts(by: Sequence[str]) -> list[str]:
    """The dimensions behind a grouping: a route is its two ends."""
    return list(dict.fromkeys(p for d in by for p in (_OF_ROUTE if d == "route" else (d,))))


def _open_sides(offered: Offered, by: Sequence[str]) -> list[str]:
    return [d for d in _parts(by) if _is_open(offered, "country" if d == "region" else d)]


def _counts(
    cube: FilteredCube, selection: Selection, by: Sequence[str], viewer: Entitlement, *, loose: bool
) -> tuple[pl.DataFrame, int]:
    """The parts of `by` as text, with `year` of a month and `goods` of a group, and n; and n of all, once each."""
    sides = _parts(by)
    wanted = tuple(dict.fromkeys("goods" if d == "goods_group" else d for d in sides))
    facts = cube.facts(selection, _COUNT, wanted, viewer, loose=loose)
    once = facts if cube.once("seizures", facts) else cube.facts(selection, _COUNT, (), viewer, loose=loose)
    whole = int(once["n"].sum())
    if not by:
        return facts, whole
    members = cube.filters(selection, viewer, loose=loose).members()
    facts = with_members(facts, wanted, members) if set(sides) & OF_SETS else facts
    for dimension in sides:
        facts = with_dimension(facts, dimension, selection.scheme)
    keys = list(dict.fromkeys([*sides, *["year"] * ("month" in sides), *["goods"] * ("goods_group" in sides)]))
    keys += ["country"] * (bool({"region", "division"} & set(sides)) and "country" not in keys)
    counted = facts.select(*keys, "n")
    if "year" in keys:
        counted = counted.with_columns(pl.col("year").cast(pl.String))
    if set(facts.columns) - set(keys) != set(PARTS["seizures"].columns):  # cells of something finer
        counted = counted.group_by(keys).agg(pl.col("n").sum())
    return counted, whole


def _left_open(dimension: str) -> tuple[str, frozenset[str]]:
    """The column that says whether a record leaves a dimension open, and its codes that do."""
    if dimension == "region":
        return "country", frozenset({UNKNOWN})
    if dimension == _UNDATED:
        return _UNDATED, frozenset({EMPTY})
    if dimension == "goods":
        return "goods", frozenset(NOT_KNOWN["goods"]) | _KINDS
    return "goods" if dimension == "goods_group" else dimension, frozenset(NOT_KNOWN.get(dimension, ()))


def _cells(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The cells by the parts of `by`, with `year` of a month and `_kind` of a good."""
    cells = frame.select(pl.col(list(by)) if by else pl.lit("").alias("_"))
    if "route" in by:
        ends = pl.col("route").str.split_exact(">", 1).struct.rename_fields(list(_OF_ROUTE))
        cells = cells.drop(_OF_ROUTE, strict=False).with_columns(ends.alias("_ends")).unnest("_ends").drop("route")
    if "month" in by:
        cells = cells.with_columns(pl.col("month").str.slice(0, 4).alias("year"))
    if "division" in by and "country" not in by:
        country = pl.col("division").map_elements(country_of_division, return_dtype=pl.String)
        cells = cells.with_columns(country.alias("country"))
    if "goods" in by:
        kinds = _kinds_of_goods()
        cells = cells.with_columns(pl.Series(_KIND, [kinds.get(good, "") for good in cells["goods"]], pl.String))
    return cells


@cache
def _kinds_of_goods() -> dict[str, str]:
    """Good → the code of records that name its group and leave its kind open ('' for none)."""
    return {code: KIND_NOT_KNOWN.get(group, "") for code, group in reference.goods_group().items()}


def _sums(cells: pl.DataFrame, on: Sequence[str], known: Mapping[tuple[Any, ...], int]) -> Numbers:
    """For each cell the sum that is known of what it has in these columns, 0 for none.

    Plain dictionaries: for the few hundred cells of most answers far quicker than a join.
    """
    keys = zip(*(cells[c].to_list() for c in on), strict=True) if on else repeat((), cells.height)
    return np.fromiter((known.get(key, 0) for key in keys), dtype=np.int64, count=cells.height)


def _more(cells: pl.DataFrame, loose: pl.DataFrame, strict: pl.DataFrame, parts: list[str]) -> Numbers:
    """For each cell how many more of the loose counts than of the strict ones equal it in every part."""
    known: Counter[tuple[Any, ...]] = Counter()
    for counts, sign in ((loose, 1), (strict, -1)):
        numbers = counts["n"].to_list()
        keys = zip(*(counts[c].to_list() for c in parts), strict=True) if parts else repeat((), len(numbers))
        for key, n in zip(keys, numbers, strict=True):
            known[key] += sign * n
    return _sums(cells, parts, known)


def _spread(cells: pl.DataFrame, counts: pl.DataFrame, parts: list[str]) -> Numbers:
    """For each cell whose every part is known: the counts that leave parts open and equal it in the others."""
    columns = counts.to_dict(as_series=False)
    known: dict[tuple[str, ...], Counter[tuple[Any, ...]]] = defaultdict(Counter)
    for some, rows in _patterns(columns, parts).items():
        on = _compared(some, parts)
        named = ["goods" if c == _KIND else c for c in on]
        for row in rows:
            known[on][tuple([columns[c][row] for c in named])] += columns["n"][row]
    total = np.zeros(cells.height, dtype=np.int64)
    for on, sums in known.items():
        total += _sums(cells, on, sums)
    return total * _known(cells, parts) if known else total


def _patterns(columns: Mapping[str, list[Any]], parts: list[str]) -> dict[tuple[str, ...], list[int]]:
    """What some counts leave open → their rows; _KIND among it where they name the group of goods all the same."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    flags = [[value in codes for value in columns[c]] for c, codes in map(_left_open, parts)]
    for row, pattern in enumerate(zip(*flags, strict=True)):
        if any(pattern):
            some = tuple(compress(parts, pattern))
            found[(*some, _KIND) if "goods" in some and columns["goods"][row] in _KINDS else some].append(row)
    return found


def _compared(some: tuple[str, ...], parts: list[str]) -> tuple[str, ...]:
    """What open records share with a cell: the parts that they name, the year of a month, the country of a division."""
    wider = [_WIDER[d] for d in some if d in _WIDER and _WIDER[d] not in parts]
    return (*(d for d in parts if d not in some), *wider, *[_KIND] * (_KIND in some))


_WIDER = {"month": "year", "division": "country"}


def _known(cells: pl.DataFrame, parts: list[str]) -> Numbers:
    """1 for the cells whose every part has a value, 0 for those that are themselves of open records."""
    codes = {d: frozenset(NOT_KNOWN.get(d, (EMPTY,))) for d in parts if d != "goods"}
    codes |= {"goods": _left_open("goods")[1]} if "goods" in parts else {}
    open_parts = [[value in of for value in cells[d]] for d, of in codes.items()]
    return np.fromiter((not any(pattern) for pattern in zip(*open_parts, strict=True)), dtype=np.int64)
