"""Which operations a selection holds."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

import polars as pl

from data_access.cube.filters import expand_goods
from data_access.facts.ledger import codes, ledger
from data_access.reference import tables as reference
from data_access.reference.tables import need_scheme
from domain.errors import UsageError
from domain.operations.frames import LISTS
from domain.operations.selection import OperationSelection

HELD = 0.5
"""A region of another scheme holds one of INTERPOL's where it has more than this part of its members."""
_YES = {True: "yes", False: "no"}
_FLAT = {
    "series": "series",
    "arrests_basis": "arrests_basis",
    "value_basis": "value_basis",
    "currency": "value_currency",
    "grade": "source_grade",
    "precision": "date_precision",
    "operation": "op_id",
}
"""Dimension → the column of the ledger that holds its code."""


@cache
def every() -> pl.DataFrame:
    """op_id and the code of each dimension: a list where an operation may have several."""
    kind = pl.when("goods_operation").then(pl.lit("goods")).otherwise(pl.lit("people"))
    flags = [pl.col(n).replace_strict(_YES, return_dtype=pl.String) for n in ("combined", "preliminary", "verified")]
    flat = [pl.col(column).alias(dimension) for dimension, column in _FLAT.items()]
    heads = ledger().select("op_id", *flat, *flags, kind.alias("kind"), pl.col("year").cast(pl.String))
    return heads.join(codes(), on="op_id", how="left", maintain_order="left")


def some_code(dimension: str) -> pl.Expr:
    """A list of codes that is never empty: '' is what is not told, so that no operation is lost when it is unfolded."""
    none = pl.lit([""], dtype=pl.List(pl.String))
    return pl.when(pl.col(dimension).list.len() > 0).then(dimension).otherwise(none).alias(dimension)


def selected(selection: OperationSelection) -> pl.DataFrame:
    """The operations of a selection (LEDGER_SCHEMA), newest first. Raises UsageError for codes that do not exist."""
    found = every()
    for key, values in selection.where:
        passing = _codes(key, values, selection.scheme)
        if key == "region":
            found = found.filter(_in_region(passing, selection.scheme))
        elif key in LISTS:
            none = pl.col(key).list.len() == 0
            found = found.filter((none if "" in passing else pl.lit(value=False)) | _any(key, passing))
        else:
            found = found.filter(pl.col(key).is_in(passing))
    rows = ledger().join(found.select("op_id"), on="op_id", how="semi", maintain_order="left")
    return _inside(rows, selection).sort(
        pl.coalesce("first_day", pl.date("year", 1, 1)), "op_id", descending=[True, False]
    )


def _inside(rows: pl.DataFrame, selection: OperationSelection) -> pl.DataFrame:
    """Those that overlap the period: by their days where known, else by their year."""
    first = pl.coalesce("first_day", pl.date("year", 1, 1))
    last = pl.coalesce("last_day", pl.date("year", 12, 31))
    if selection.start:
        rows = rows.filter(last >= date(int(selection.start[:4]), int(selection.start[5:]), 1))
    if selection.end:
        year, month = int(selection.end[:4]), int(selection.end[5:])
        rows = rows.filter(first < date(year + month // 12, month % 12 + 1, 1))
    return rows


def _in_region(asked: Sequence[str], scheme: str) -> pl.Expr:
    """Operations of a region of INTERPOL's that an asked one holds, or that name a country of it."""
    own = [code for code in asked if code == "global"] + _held(asked, scheme)
    named = reference.membership(scheme).filter(pl.col("region").is_in(list(asked)))["country"].unique().to_list()
    return _any("region", own) | _any("country", named)


def _any(column: str, passing: Iterable[str]) -> pl.Expr:
    return pl.col(column).list.eval(pl.element().is_in(list(passing))).list.any()


def _held(asked: Sequence[str], scheme: str) -> list[str]:
    """The regions of INTERPOL's that lie in the asked ones, by most of their members."""
    if scheme == "interpol":
        return list(asked)
    inside = set(reference.membership(scheme).filter(pl.col("region").is_in(list(asked)))["country"])
    members = reference.membership("interpol").group_by("region").agg("country")
    return [r for r, countries in members.iter_rows() if len(inside & set(countries)) > HELD * len(set(countries))]


def _codes(key: str, values: Sequence[str], scheme: str) -> list[str]:
    """The codes that a filter passes: of goods with those inside each group. Raises UsageError for unknown ones."""
    known: Iterable[str] | None = None
    if key == "country":
        known = reference.names("places")
    elif key == "region":
        need_scheme(scheme)
        known = [*reference.regions(scheme)["region"], "global"]
    elif key in ("goods", "goods_group"):
        known = reference.names("goods")
    elif key in LISTS:
        known = every()[key].explode().unique()
    elif key in ("series", "operation", "currency", "year"):
        known = every()[key].unique()
    for value in values:
        if known is not None and value and value not in known:
            raise UsageError("'{value}' is not a code of '{dimension}'.", value=value[:40], dimension=key)
    return [*expand_goods(values), *(v for v in values if v == "")] if key == "goods" else list(values)
