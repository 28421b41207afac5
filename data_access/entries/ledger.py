"""Dated entries (operations, courses) of one circle of viewers, ready to be asked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from data_access.entries.codes import NONE, passing, shared_codes
from data_access.reference import tables as reference
from domain.entries.selection import DatedSelection

HELD = 0.5
"""A region of another scheme holds one of INTERPOL's where it has more than this part of its members."""


def some_code(dimension: str) -> pl.Expr:
    """A list of codes that is never empty: '' is what is not stated, so that no entry is lost when it is unfolded."""
    none = pl.lit([NONE], dtype=pl.List(pl.String))
    return pl.when(pl.col(dimension).list.len() > 0).then(dimension).otherwise(none).alias(dimension)


@dataclass(frozen=True, eq=False)
class Ledger:
    """`rows`: one an entry, with the column `key`, first_day, last_day (null where not known) and year.

    `codes`: key and the code of each dimension, a list where an entry may have several.
    """

    rows: pl.DataFrame
    codes: pl.DataFrame
    key: str

    @cached_property
    def lists(self) -> frozenset[str]:
        """The dimensions of which an entry may have several codes."""
        return frozenset(name for name, dtype in self.codes.schema.items() if dtype == pl.List(pl.String))

    def held(self, dimension: str) -> list[str]:
        """The codes of a dimension that occur; '' where some entry has none."""
        found = self.codes
        if dimension in self.lists:
            found = found.select(some_code(dimension)).explode(dimension)
        return found[dimension].unique().sort().to_list()

    def selected(self, selection: DatedSelection) -> pl.DataFrame:
        """The entries of a selection, newest first. Raises UsageError for codes that do not exist."""
        found = self.codes
        for key, values in selection.where:
            passed = passing(key, values, self._known(key, selection))
            if key == "region":
                found = found.filter(self._in_region(passed, selection.scheme))
            elif key in self.lists:
                none = pl.col(key).list.len() == 0
                found = found.filter((none if NONE in passed else pl.lit(value=False)) | _any(key, passed))
            else:
                found = found.filter(pl.col(key).is_in(passed))
        rows = self.rows.join(found.select(self.key), on=self.key, how="semi", maintain_order="left")
        return _inside(rows, selection).sort(
            pl.coalesce("first_day", pl.date("year", 1, 1)), self.key, descending=[True, False]
        )

    def _known(self, key: str, selection: DatedSelection) -> Collection[str] | None:
        """The codes that may be asked for: those of our lists, else those that occur."""
        shared = shared_codes(key, selection.scheme, ("country", "place"))
        if key == "region":
            return [*(shared or ()), *selection.dimensions[key].codes]
        if shared is not None:
            return shared
        return None if selection.dimensions[key].codes else self.held(key)

    def _in_region(self, asked: Sequence[str], scheme: str) -> pl.Expr:
        """Entries that name a country of a region, or a region of INTERPOL's that an asked one holds."""
        named = reference.membership(scheme).filter(pl.col("region").is_in(list(asked)))["country"].unique().to_list()
        by_country = _any("country", named)
        if "region" not in self.lists:
            return by_country
        return _any("region", [code for code in asked if code == "global"] + _held(asked, scheme)) | by_country


def _inside(rows: pl.DataFrame, selection: DatedSelection) -> pl.DataFrame:
    """Those that overlap the period: by their days where known, else by their year."""
    first = pl.coalesce("first_day", pl.date("year", 1, 1))
    last = pl.coalesce("last_day", pl.date("year", 12, 31))
    if selection.start:
        rows = rows.filter(last >= date(int(selection.start[:4]), int(selection.start[5:]), 1))
    if selection.end:
        year, month = int(selection.end[:4]), int(selection.end[5:])
        rows = rows.filter(first < date(year + month // 12, month % 12 + 1, 1))
    return rows


def _any(column: str, codes: Iterable[str]) -> pl.Expr:
    return pl.col(column).list.eval(pl.element().is_in(list(codes))).list.any()


def _held(asked: Sequence[str], scheme: str) -> list[str]:
    """The regions of INTERPOL's that lie in the asked ones, by most of their members."""
    if scheme == "interpol":
        return list(asked)
    inside = set(reference.membership(scheme).filter(pl.col("region").is_in(list(asked)))["country"])
    members = reference.membership("interpol").group_by("region").agg("country")
    return [r for r, countries in members.iter_rows() if len(inside & set(countries)) > HELD * len(set(countries))]
