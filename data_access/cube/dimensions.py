"""The dimensions of a question as columns of its cells: regions of countries, goods of sets, months."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache

import numpy as np
import polars as pl

from data_access.cube.cells import Cells, Column, Links
from data_access.cube.filters import ROUTE, Filters, country_of_division, members
from data_access.lattice.codes import Texts
from data_access.lattice.lattice import Lattice
from data_access.lattice.statements import OF_SETS
from data_access.reference import tables as reference
from domain.dimensions import UNASSIGNED

SURE, ANY = "sure", "*"


def parts_of(by: Sequence[str]) -> tuple[str, ...]:
    """The columns behind a grouping: a route is its two ends."""
    return tuple(dict.fromkeys(part for d in by for part in (ROUTE if d == "route" else (d,))))


def with_dimensions(cells: Cells, parts: Sequence[str], strict: Filters, loose: Filters) -> Cells:
    """The cells with a column for each of `parts` (see parts_of); overlapping groups repeat cells.

    Members of a set of goods that meet only the `loose` filters, and regions that nobody asked for, pass no longer
    surely.
    """
    wanted = tuple(d for d in parts if d in OF_SETS and d not in cells.columns)
    if wanted and "goods_set_id" in cells.columns:
        sets = cells.columns["goods_set_id"].of
        links = _links(strict.lattice, sets, strict.of_goods, loose.of_goods, "", wanted)
        cells = links.followed(cells, "goods_set_id")
    for part in parts:
        if part == "region":
            asked = strict.selection.values("region")
            cells = _regions(cells, strict.selection.scheme, asked)
        elif part == "goods_group" and part not in cells.columns:
            cells = replace(cells, columns=cells.columns | {part: _groups(cells.columns["goods"])})
        elif part == "month":
            cells = replace(cells, columns=cells.columns | {part: _months(cells.columns[part])})
        elif part == "year":
            cells = replace(cells, columns=cells.columns | {part: _years(cells.columns[part])})
    return cells


def with_members(cells: Cells, filters: Filters, unit_class: str, wanted: Sequence[str]) -> Cells:
    """The cells of sets of goods that report a quantity of a unit class ('' for any), once for each combination of the
    wanted columns that a member of the set has which meets the filters.
    """
    sets = cells.columns["goods_set_id"].of
    of_goods = filters.of_goods
    links = _links(filters.lattice, sets, of_goods, of_goods, unit_class or ANY, tuple(wanted))
    return links.followed(cells, "goods_set_id")


Where = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=64)
def _links(
    lattice: Lattice, sets: Texts, strict: Where, loose: Where, unit_class: str, wanted: tuple[str, ...]
) -> Links:
    """Set of goods → each combination of the wanted columns that a member of it has, of those that meet these filters.

    `unit_class`: of those that report a quantity of it, or of ANY.
    """
    known = members(lattice, strict).with_columns(pl.lit(value=True).alias(SURE))
    more = members(lattice, loose).join(known, on=known.columns[:-1], how="left", nulls_equal=True)
    named = more.with_columns(
        pl.col(SURE).fill_null(value=False), pl.col("goods").replace(reference.goods_group()).alias("goods_group")
    )
    if unit_class:
        named = named.filter(pl.col("unit_class") != "" if unit_class == ANY else pl.col("unit_class") == unit_class)
    numbered = named.filter(pl.col("goods_set_id").is_in(list(sets.numbers)))
    numbered = numbered.with_columns(pl.col("goods_set_id").replace_strict(sets.numbers, return_dtype=pl.Int64))
    rows = numbered.group_by("goods_set_id", *wanted).agg(pl.col(SURE).any()).sort("goods_set_id")
    columns = {name: Column.of_series(rows[name]) for name in wanted}
    return Links.of(rows["goods_set_id"].to_numpy(), sets.size, columns, rows[SURE].to_numpy())


def _regions(cells: Cells, scheme: str, asked: Sequence[str]) -> Cells:
    """With the regions of the country, each of them once; those not asked for pass no longer surely."""
    links = _region_links(cells.columns["country"].of, scheme, datetime.now(UTC).date())
    found = links.followed(cells, "country")
    if not asked:
        return found
    within = found.columns["region"].among(asked)
    return replace(found, sure=within if found.sure is None else found.sure & within)


@lru_cache(maxsize=64)
def _region_links(countries: Texts, scheme: str, day: date) -> Links:
    """Country → its regions on a day, UNASSIGNED for none."""
    members = reference.membership(scheme, on=day).group_by("country", maintain_order=True).agg("region")
    regions = dict(members.iter_rows())
    pairs = [(n, region) for n, c in enumerate(countries.codes) for region in regions.get(c, [UNASSIGNED])]
    column = Column.of_series(pl.Series("region", [region for _, region in pairs], pl.String))
    numbers = np.array([n for n, _ in pairs], dtype=np.int64)
    return Links.of(numbers, countries.size, {"region": column}, np.ones(numbers.size, dtype=bool))


def regions_of(countries: Sequence[str], scheme: str) -> tuple[str, ...]:
    """The regions that these countries are in today, sorted; UNASSIGNED among them for those in none."""
    members = reference.membership(scheme).filter(pl.col("country").is_in(list(countries)))
    outside = set(countries) - set(members["country"])
    return tuple(sorted({*members["region"], *([UNASSIGNED] if outside else [])}))


def _groups(goods: Column) -> Column:
    """The group of each good."""
    groups = _translated(goods.of, "goods_group")
    return Column(groups.numbers.take(goods.numbers), groups.of)


def _months(months: Column) -> Column:
    """Times without a month are one, whatever their year."""
    found = _translated(months.of, "month")
    return Column(found.numbers.take(months.numbers), found.of)


def _years(years: Column) -> Column:
    found = _translated(years.of, "year")
    return Column(found.numbers.take(years.numbers), found.of)


@lru_cache(maxsize=64)
def _translated(of: Texts, into: str) -> Column:
    """For each number of a list what it is as a dimension."""
    if into == "goods_group":
        return Column.of_series(of.codes.replace(reference.goods_group()).alias(into))
    return Column.of_series(of.codes.cast(pl.String).alias(into))


def country_column(divisions: Column) -> Column:
    """The country of each division."""
    found = _countries_of(divisions.of)
    return Column(found.numbers.take(divisions.numbers), found.of)


@lru_cache(maxsize=16)
def _countries_of(divisions: Texts) -> Column:
    return Column.of_series(pl.Series("country", [country_of_division(d) for d in divisions.codes], pl.String))
