"""A Selection and an Entitlement as predicates: for the cube (Polars) and for the database (SQL)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl
from sqlalchemy import ColumnElement

from data_access import tables as t
from data_access.cube import DETAIL_COLUMNS, Cube
from data_access.reference import tables as reference
from domain.dimensions import DIMENSIONS, EMPTY, MULTIPLE, OTHER, UNASSIGNED, UNKNOWN
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.selection import Selection

_ROLES = ("producing", "departure", "destination")


def known_codes(cube: Cube) -> dict[str, frozenset[str]]:
    """The codes that each coded dimension accepts, occurring or not."""
    places = frozenset(reference.names("places"))
    pseudo = {EMPTY, UNKNOWN, OTHER, MULTIPLE}
    goods = frozenset(reference.names("goods"))
    return {
        "country": places | {UNKNOWN},
        "goods": goods,
        "goods_group": frozenset(c for c, p in reference.goods().select("code", "parent").iter_rows() if not p),
        "mode": frozenset(reference.names("modes")) | {EMPTY, UNKNOWN},
        "source": frozenset(cube.seizures["source"].cast(pl.String).unique().to_list()),
        **dict.fromkeys(_ROLES, places | pseudo),
    }


def expand_goods(codes: Iterable[str]) -> list[str]:
    """Codes of goods with the members of each group."""
    asked = set(codes)
    return [code for code, group in reference.goods_group().items() if code in asked or group in asked]


def region_members(scheme: str, regions: Iterable[str]) -> list[str]:
    """The countries and territories of regions; 'unassigned' means those in none."""
    asked = set(regions)
    table = reference.membership(scheme)
    members = set(table.filter(pl.col("region").is_in(list(asked)))["country"].to_list())
    if UNASSIGNED in asked:
        members |= (set(reference.names("places")) | {UNKNOWN}) - set(table["country"].to_list())
    return sorted(members)


def with_dimension(facts: pl.DataFrame, dimension: str, goods_sets: pl.DataFrame, scheme: str) -> pl.DataFrame:
    """The facts with this dimension as a column. Goods and regions may repeat a row: groups overlap."""
    if dimension == "region":
        table = reference.membership(scheme).with_columns(pl.col("country"))
        joined = facts.with_columns(pl.col("country").cast(pl.String)).join(table, on="country", how="left")
        return joined.with_columns(pl.col("region").fill_null(UNASSIGNED))
    if dimension == "goods" and "goods" not in facts.columns:
        return facts.join(goods_sets, on="goods_set_id", how="left")
    if dimension == "goods_group":
        return _with_group(facts, goods_sets)
    if dimension == "route":
        ends = [pl.col("departure").cast(pl.String), pl.col("destination").cast(pl.String)]
        return facts.with_columns(pl.concat_str(ends, separator=">").alias("route"))
    return facts


def _with_group(facts: pl.DataFrame, goods_sets: pl.DataFrame) -> pl.DataFrame:
    groups = reference.goods_group()
    if "goods" in facts.columns and "goods_set_id" not in facts.columns:
        return facts.with_columns(pl.col("goods").cast(pl.String).replace(groups).alias("goods_group"))
    members = goods_sets.with_columns(pl.col("goods").replace(groups).alias("goods_group"))
    if "goods" in facts.columns:
        return facts.with_columns(pl.col("goods").cast(pl.String).replace(groups).alias("goods_group"))
    return facts.join(members.select("goods_set_id", "goods_group").unique(), on="goods_set_id", how="left")


@dataclass(frozen=True, eq=False)
class Filters:
    """Predicates of one question. Raises UsageError for a code that does not exist."""

    selection: Selection
    entitlement: Entitlement
    cube: Cube
    known: Mapping[str, frozenset[str]]

    def __post_init__(self) -> None:
        """Refuse unknown codes and name the valid ones."""
        for dimension, values in self.selection.where:
            self._check(dimension, values)

    def _check(self, dimension: str, values: tuple[str, ...]) -> None:
        if dimension == "region":
            valid = set(reference.regions(self.selection.scheme)["region"].to_list()) | {UNASSIGNED}
        elif dimension == "route":
            valid = None
            for value in values:
                for role, end in zip(("departure", "destination"), _ends(value), strict=True):
                    self._check(role, (end,))
        elif dimension in ("year", "month"):
            size = 4 if dimension == "year" else 7
            if any(v and (len(v) != size or not v.replace("-", "").isdigit()) for v in values):
                raise UsageError(f"'{dimension}' is written {'2014' if size == 4 else '2014-03'}.")
            return
        else:
            valid = set(self.known[dimension]) if DIMENSIONS[dimension].coded else None
        for value in values if valid is not None else ():
            if valid is not None and value not in valid:
                raise UsageError(
                    f"'{value[:40]}' is no code of {dimension}. "
                    f"Known: {', '.join(sorted(v or '(empty)' for v in valid))}."
                )

    def expressions(self, facts: pl.DataFrame) -> list[pl.Expr]:
        """Predicates on a cube (or on a finer grouping with the same columns)."""
        tests = [_is_in(facts, "handling", self.entitlement.handling)]
        if self.selection.distinct:
            tests.append(~pl.col("is_copy"))
        tests += self._period()
        for dimension, values in self.selection.where:
            tests.append(self._test(facts, dimension, values))
        return tests

    def _test(self, facts: pl.DataFrame, dimension: str, values: tuple[str, ...]) -> pl.Expr:
        if dimension == "region":
            return _is_in(facts, "country", region_members(self.selection.scheme, values))
        if dimension in ("goods", "goods_group"):
            codes = expand_goods(values)
            if "goods_set_id" not in facts.columns:
                return _is_in(facts, "goods", codes)
            sets = self.cube.goods_sets.filter(pl.col("goods").is_in(codes))["goods_set_id"].unique().to_list()
            return pl.col("goods_set_id").is_in(sets)
        if dimension == "year":
            return pl.col("year").cast(pl.String).is_in(values)
        if dimension == "route":
            tests = []
            for departure, destination in map(_ends, values):
                tests.append(
                    (pl.col("departure").cast(pl.String) == departure)
                    & (pl.col("destination").cast(pl.String) == destination)
                )
            return pl.any_horizontal(tests)
        return _is_in(facts, dimension, values)

    def _period(self) -> list[pl.Expr]:
        """Months from start to end; a record dated only by its year counts if the whole year is inside."""
        month, year = pl.col("month").cast(pl.String), pl.col("year").cast(pl.String)
        only_year = month == ""
        tests = []
        if start := self.selection.start:
            tests.append(pl.when(only_year).then(year + "-01" >= start).otherwise(month >= start))
        if end := self.selection.end:
            tests.append(pl.when(only_year).then(year + "-12" <= end).otherwise(month <= end))
        return tests

    def sql(self) -> list[ColumnElement[bool]]:
        """The part of the predicates that spares the database most; the rest is applied afterwards."""
        tests: list[ColumnElement[bool]] = [t.Seizure.handling.in_(self.entitlement.handling)]
        where = dict(self.selection.where)
        if "country" in where:
            tests.append(t.Seizure.country.in_(where["country"]))
        if "region" in where:
            tests.append(t.Seizure.country.in_(region_members(self.selection.scheme, where["region"])))
        if "year" in where:
            tests.append(t.Seizure.year.in_([int(v) for v in where["year"] if v]))
        tests += [column.in_(where[key]) for key, column in DETAIL_COLUMNS.items() if key in where]
        return tests


def _ends(route: str) -> tuple[str, str]:
    departure, mark, destination = route.partition(">")
    if not mark:
        raise UsageError(f"A route is written departure>destination, such as COL>ESP; not '{route[:40]}'.")
    return departure, destination


def _is_in(facts: pl.DataFrame, column: str, values: Iterable[str]) -> pl.Expr:
    """Membership that tolerates values an Enum does not hold."""
    dtype = facts.schema[column]
    held = [v for v in values if not isinstance(dtype, pl.Enum) or v in set(dtype.categories)]
    return pl.col(column).is_in(held)
