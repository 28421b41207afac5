"""How many more seizures a cell may hold: records that leave a filtered or grouped field open may belong to it.

'Seizures by air: 3' is a count of those that are known to be by air. Where the mode of others is not known, the cell
says at least 3, and a cell without any known one is not zero.
"""

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from data_access.cube.cube import OF_SETS, Cube
from data_access.cube.filtered_cube import FilteredCube
from data_access.cube.filters import country_of_division, with_dimension, with_members, with_unknown
from data_access.cube.rollup import Kind
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.dimensions import DIMENSIONS, KIND_NOT_KNOWN, NOT_KNOWN, UNKNOWN
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.selection import Selection

POSSIBLE = "possible"
_COUNT = Kind(measure="seizures")
_OF_ROUTE = ("departure", "destination")
_UNDATED = "month"


def with_possible(
    cube: FilteredCube, frame: pl.DataFrame, selection: Selection, by: Sequence[str], viewer: Entitlement
) -> pl.DataFrame:
    """The frame of an answer with `possible` (seizures that may belong to the cell too; null: too many to look at).

    frame: the dimensions of `by`, value, state and more. A zero with possible ones becomes not reported.
    """
    filtered, sides = open_filters(cube.cube, selection), _open_sides(cube.cube, by)
    if not filtered and not sides:
        return frame.with_columns(pl.lit(0, dtype=pl.Int64).alias(POSSIBLE))
    try:
        strict = _counts(cube, selection, by, viewer, loose=False)
        loose = _counts(cube, selection, by, viewer, loose=True) if filtered else strict
    except UsageError:
        return _doubted(frame.with_columns(pl.lit(None, dtype=pl.Int64).alias(POSSIBLE)))
    parts = [_same_cell(frame, loose, by, +1), _same_cell(frame, strict, by, -1)]
    parts += _spread(frame, loose, by, sides)
    found = sum(parts[1:], start=parts[0])
    return _doubted(frame.with_columns(found.clip(lower_bound=0).cast(pl.Int64).alias(POSSIBLE)))


def _doubted(frame: pl.DataFrame) -> pl.DataFrame:
    """No zero is claimed where seizures may belong."""
    doubt = (pl.col("state") == CellState.ZERO.value) & (pl.col(POSSIBLE).fill_null(1) > 0)
    state = pl.when(doubt).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state").alias("state")
    return frame.with_columns(pl.when(~doubt).then(pl.col("value")).alias("value"), state)


def open_filters(cube: Cube, selection: Selection) -> list[str]:
    """The dimensions filtered by that records of the cube leave open, sorted; 'month' for a period within years."""
    found = {d for d, values in selection.where if with_unknown(d, values) != values and _is_open(cube, d)}
    if selection.values("region") and _is_open(cube, "country"):
        found.add("region")
    within = bool(selection.values("month"))
    within |= bool(selection.start) and not selection.start.endswith("-01")
    within |= bool(selection.end) and not selection.end.endswith("-12")
    if within and _is_open(cube, _UNDATED):
        found.add(_UNDATED)
    return sorted(found)


def _is_open(cube: Cube, dimension: str) -> bool:
    """Whether any record may leave the dimension open; details are not looked at."""
    if dimension == "route":
        return any(_is_open(cube, d) for d in _OF_ROUTE)
    if DIMENSIONS[dimension].detail:
        return True
    return dimension in cube.left_open


def _parts(by: Sequence[str]) -> list[str]:
    """The dimensions behind a grouping: a route is its two ends."""
    return list(dict.fromkeys(p for d in by for p in (_OF_ROUTE if d == "route" else (d,))))


def _open_sides(cube: Cube, by: Sequence[str]) -> list[str]:
    return [d for d in _parts(by) if _is_open(cube, "country" if d == "region" else d)]


def _counts(
    cube: FilteredCube, selection: Selection, by: Sequence[str], viewer: Entitlement, *, loose: bool
) -> pl.DataFrame:
    """The parts of `by` as text, `year`, `goods` and `open_…` (True: left open) for each, n."""
    dated = ("year",) if _UNDATED in by and "year" not in by else ()  # a record of a year may belong to each month
    facts = cube.facts(selection, _COUNT, (*by, *dated), viewer, loose=loose)
    members = cube.filters(selection, viewer, loose=loose).members()
    sides = _parts(by)
    wanted = ["goods" if d == "goods_group" else d for d in sides]
    facts = with_members(facts, dict.fromkeys(wanted), members) if set(sides) & OF_SETS else facts
    for dimension in sides:
        facts = with_dimension(facts, dimension, selection.scheme)
    keys = list(dict.fromkeys([*sides, *["year"] * ("month" in sides), *["goods"] * ("goods_group" in sides)]))
    keys += ["country"] * (bool({"region", "division"} & set(sides)) and "country" not in keys)
    texts = [pl.col(k).cast(pl.String).alias(k) for k in keys]
    n = pl.col("n").sum()
    counted = facts.group_by(texts).agg(n) if keys else facts.select(n)
    return counted.with_columns(_left_open(d).alias(f"open_{d}") for d in sides)


def _left_open(dimension: str) -> pl.Expr:
    if dimension == "region":
        return pl.col("country") == UNKNOWN
    if dimension == _UNDATED:
        return pl.col("month") == ""
    if dimension == "goods":
        return pl.col("goods").is_in([*NOT_KNOWN["goods"], *KIND_NOT_KNOWN.values()])
    column = "goods" if dimension == "goods_group" else dimension
    return pl.col(column).is_in(list(NOT_KNOWN.get(dimension, ())))


def _cells(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The cells by the parts of `by`, with `year` of a month and `_kind` of a good."""
    cells = frame.select(pl.col(list(by)) if by else pl.lit("").alias("_"))
    if "route" in by:
        ends = pl.col("route").str.split_exact(">", 1).struct.rename_fields(list(_OF_ROUTE))
        cells = cells.with_columns(ends.alias("_ends")).unnest("_ends").drop("route")
    if "month" in by:
        cells = cells.with_columns(pl.col("month").str.slice(0, 4).alias("year"))
    if "division" in by and "country" not in by:
        country = pl.col("division").map_elements(country_of_division, return_dtype=pl.String)
        cells = cells.with_columns(country.alias("country"))
    if "goods" in by:
        kinds = reference.goods_group()
        cells = cells.with_columns(
            pl.col("goods").replace(kinds).replace_strict(KIND_NOT_KNOWN, default="").alias("_kind")
        )
    return cells


def _joined(cells: pl.DataFrame, counts: pl.DataFrame, on: list[str]) -> pl.Series:
    """For each cell the sum of the counts that equal it in these columns."""
    if not on:
        return pl.Series([float(counts["n"].sum() or 0)] * cells.height, dtype=pl.Float64)
    summed = counts.group_by(on).agg(pl.col("n").sum())
    found = cells.select(on).join(summed, on=on, how="left", maintain_order="left", nulls_equal=True)
    return found["n"].fill_null(0).cast(pl.Float64)


def _same_cell(frame: pl.DataFrame, counts: pl.DataFrame, by: Sequence[str], sign: int) -> pl.Series:
    return _joined(_cells(frame, by), counts, _parts(by)) * sign


def _spread(frame: pl.DataFrame, counts: pl.DataFrame, by: Sequence[str], sides: list[str]) -> list[pl.Series]:
    """For each cell whose every part is known: the counts that leave parts open and equal it in the others."""
    cells, parts = _cells(frame, by), _parts(by)
    if not sides:
        return []
    known = _known(cells, parts)
    found = []
    for size in range(1, len(sides) + 1):
        for some in combinations(sides, size):
            alike = counts.filter(pl.col(f"open_{d}") == (d in some) for d in parts)
            if alike.is_empty():
                continue
            on = [d for d in parts if d not in some] + _within(some, parts)
            found += [_joined(cells, part, keys) * known for part, keys in _kinds(alike, on, some)]
    return found


def _within(some: tuple[str, ...], parts: list[str]) -> list[str]:
    """What open records share with a cell all the same: the year of a month, the country of a division."""
    wider = {"month": "year", "division": "country"}
    return [wider[d] for d in some if d in wider and wider[d] not in parts]


def _kinds(counts: pl.DataFrame, on: list[str], some: tuple[str, ...]) -> list[tuple[pl.DataFrame, list[str]]]:
    """Of records that leave the goods open: those of which even the group is open, and those that name the group."""
    if "goods" not in some:
        return [(counts, on)]
    within = pl.col("goods").is_in(list(KIND_NOT_KNOWN.values()))
    return [(counts.filter(~within), on), (counts.filter(within).rename({"goods": "_kind"}), [*on, "_kind"])]


def _known(cells: pl.DataFrame, parts: list[str]) -> pl.Series:
    """1 for the cells whose every part has a value, 0 for those that are themselves of open records."""
    tests = [pl.col(d).is_in(list(NOT_KNOWN.get(d, ("",)))) for d in parts if d != "goods"]
    tests += [pl.col("goods").is_in([*NOT_KNOWN["goods"], *KIND_NOT_KNOWN.values()])] * ("goods" in parts)
    none = ~pl.any_horizontal(tests) if tests else pl.lit(True)
    return cells.select(none.fill_null(True).cast(pl.Float64).alias("known"))["known"]
