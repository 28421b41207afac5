"""The cells without records: zero where the reporter reported, not reported where it did not.

Declared by reporters, else inferred: a reporter with any record of a source in a year is taken to have
reported for that year. Zero is claimed only for a time that was reported, by a reporter that could have reported it.
"""

from collections.abc import Sequence

import polars as pl

from data_access.cube import bounds
from data_access.cube.capable_reporters import GROUP, able, sources_of_groups
from data_access.cube.filters import expand_goods, known_codes
from data_access.cube.reporting import GAP, YEAR_ONLY
from data_access.lattice.offered import Offered
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.dimensions import UNASSIGNED, UNKNOWN
from domain.selection import Selection


def complete(
    frame: pl.DataFrame,
    by: Sequence[str],
    selection: Selection,
    reporting: pl.DataFrame,
    offered: Offered,
    recorded: pl.DataFrame | None = None,
    *,
    most: int | None = bounds.MOST_CELLS,
) -> pl.DataFrame:
    """The frame with every cell of the grid, each with its state; values stay null where unknown.

    `recorded`: the cells that hold seizures at all (columns `by`). Where the measure is silent about them, as of a
    quantity reported in another unit or not reported, the cell is not reported: something was seized, so it is no zero.
    Raises TooFine for more cells than `most`.
    """
    domains = {d: _domain(d, frame, selection, offered) for d in by}
    bounds.check({d: len(values) for d, values in domains.items()}, most=most)
    grid = pl.DataFrame(schema=dict.fromkeys(by, pl.String))
    for i, (dimension, values) in enumerate(domains.items()):
        column = pl.DataFrame({dimension: values}, schema={dimension: pl.String})
        grid = column if i == 0 else grid.join(column, how="cross")
    if not by:
        return frame
    reporters = _reporters(by, selection, reporting, offered)
    keys = [d for d in by if d in _COVERAGE_KEYS] + [GROUP] * (GROUP in reporters.columns)
    filled = _with_group(grid.join(frame, on=list(by), how="left"), by)
    if keys:
        filled = filled.join(reporters.select(*keys, pl.lit(True).alias("covered")).unique(), on=keys, how="left")
    else:
        filled = filled.with_columns(pl.lit(not reporters.is_empty()).alias("covered"))
    known = recorded if recorded is not None else grid.clear()
    seen = known.unique().with_columns(pl.lit(True).alias("recorded"))
    filled = filled.join(seen, on=list(by), how="left", nulls_equal=True)
    silent = pl.col("state").is_null() & ~pl.col("recorded").fill_null(False)
    zero = silent & pl.col("covered").fill_null(False)
    return filled.with_columns(
        pl.when(zero).then(0.0).otherwise(pl.col("value")).alias("value"),
        pl.when(zero)
        .then(pl.lit(CellState.ZERO.value))
        .otherwise(pl.col("state").fill_null(CellState.NOT_REPORTED.value))
        .alias("state"),
        *[pl.col("unit").fill_null(strategy="max")] * ("unit" in frame.columns and frame.height > 0),
        *[pl.col("n_reported").fill_null(0)] * ("n_reported" in frame.columns),
    ).select(frame.columns)


_COVERAGE_KEYS = ("country", "region", "year", "month", "source")


def _reporters(by: Sequence[str], selection: Selection, reporting: pl.DataFrame, offered: Offered) -> pl.DataFrame:
    """Who reported for which place and time, of those that can (see data_access.cube.capable_reporters): from the
    silence of others no zero is inferred.
    """
    frame = _covered(by, selection, able(reporting, selection, offered, by))
    return frame.join(sources_of_groups(offered), on="source") if set(by) & _GOODS else frame


_GOODS = {"goods", "goods_group"}


def _with_group(grid: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    dimension = next((d for d in by if d in _GOODS), "")
    return grid.with_columns(pl.col(dimension).replace(reference.goods_group()).alias(GROUP)) if dimension else grid


def _covered(by: Sequence[str], selection: Selection, reporting: pl.DataFrame) -> pl.DataFrame:
    """The reports that a zero may be inferred from: source and whatever of place and time the grid has."""
    unsure = ("not_reported", GAP, *[YEAR_ONLY] * ("month" in by))
    frame = reporting.filter(~pl.col("status").is_in(unsure))
    if selection.start:
        frame = frame.filter(pl.col("month") >= selection.start)
    if selection.end:
        frame = frame.filter(pl.col("month") <= selection.end)
    frame = frame.with_columns(pl.col("month").str.slice(0, 4).alias("year"))
    if "region" in by:
        members = reference.membership(selection.scheme)
        frame = frame.join(members, on="country", how="left").with_columns(pl.col("region").fill_null(UNASSIGNED))
    return frame.select({d for d in by if d in _COVERAGE_KEYS} | {"source"}).unique()


def _domain(dimension: str, frame: pl.DataFrame, selection: Selection, offered: Offered) -> list[str]:
    """The values of one side of the grid: those asked for, else all that there are."""
    asked = selection.values(dimension)
    if asked:
        return expand_leaves(asked) if dimension == "goods" else list(asked)
    if dimension in ("year", "month"):
        return _times(dimension, selection, offered)
    if dimension == "country":
        return sorted(set(reference.names("places")) | set(frame["country"].to_list()))
    if dimension == "region":
        present = set(frame["region"].to_list()) - {UNASSIGNED}
        return sorted(present | set(reference.regions(selection.scheme)["region"].to_list()))
    if dimension == "goods":
        return expand_leaves(reference.names("goods"))
    if dimension in ("goods_group", "mode", "source"):
        return sorted((known_codes(offered)[dimension] - {"", UNKNOWN}) | set(frame[dimension].to_list()))
    return sorted(v for v in frame[dimension].unique().to_list() if v is not None)


def expand_leaves(codes: Sequence[str] | dict[str, str]) -> list[str]:
    """Second-level goods of these codes."""
    parents = {p for p in reference.goods()["parent"].to_list() if p}
    return sorted(c for c in expand_goods(codes) if c not in parents)


def _times(dimension: str, selection: Selection, offered: Offered) -> list[str]:
    years = offered.years
    if not years:
        return []
    first = selection.start or f"{years[0]}-01"
    last = selection.end or f"{years[-1]}-12"
    span = range(int(first[:4]), int(last[:4]) + 1)
    if dimension == "year":
        return [str(y) for y in span]
    return [f"{y}-{m:02d}" for y in span for m in range(1, 13) if first <= f"{y}-{m:02d}" <= last]
