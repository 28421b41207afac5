"""Which police and customs operations coincided with a series: the same goods and the same places, else none.

Nothing here says that an operation had an effect: it took place while the figures were what they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

import polars as pl

WORLDWIDE = "global"


@dataclass(frozen=True, kw_only=True)
class Series:
    """What a series is of. goods: its codes, none of a series of all goods (which fits nothing). places: its
    countries and territories, None for the world. regions: the INTERPOL regions that it is of as a whole.
    """

    goods: frozenset[str]
    places: frozenset[str] | None = None
    regions: frozenset[str] = frozenset()


def fitting(operations: pl.DataFrame, series: Series, start: date, after: date) -> pl.DataFrame:
    """The operations (OPERATION_SCHEMA) with the goods and places of the series inside its time, with `mark`.

    Goods: all goods of the series are among those of the operation. Places: where an operation names its countries,
    all of the series are among them; a worldwide one fits the world only, one of a region only a series of that
    INTERPOL region as a whole, for it is not reported which countries took part. One without known days has no mark,
    but is listed by its year.
    """
    goods = [bool(series.goods) and series.goods <= _set(g) for g in operations["goods"]]
    place = [_place(c, r, series) for c, r in operations.select("countries_iso3", "regions").iter_rows()]
    time = [
        _inside(a, b, y, start, after) for a, b, y in operations.select("first_day", "last_day", "year").iter_rows()
    ]
    fits = pl.Series([g and p and t for g, p, t in zip(goods, place, time, strict=True)], dtype=pl.Boolean)
    found = operations.filter(fits & pl.col("goods_operation")).sort("first_day", "year", "op_id", nulls_last=True)
    letters = _letters()
    marks = [
        next(letters) if known else "" for known in found["first_day"].is_not_null() & found["last_day"].is_not_null()
    ]
    return found.with_columns(pl.Series("mark", marks, dtype=pl.String))


def _set(joined: str) -> frozenset[str]:
    return frozenset(filter(None, joined.split(";")))


def _place(countries: str, regions: str, series: Series) -> bool:
    if named := _set(countries):
        return series.places is not None and bool(series.places) and series.places <= named
    if _set(regions) == {WORLDWIDE}:
        return series.places is None
    return bool(series.regions) and series.regions <= _set(regions)


def _inside(first: date | None, last: date | None, year: int, start: date, after: date) -> bool:
    if first is None or last is None:
        return start.year <= year <= after.year and date(year, 1, 1) < after
    return first < after and last >= start


def _letters() -> Iterator[str]:
    """A … Z, AA, AB …"""
    yield from ascii_uppercase
    yield from (a + b for a in ascii_uppercase for b in ascii_uppercase)
