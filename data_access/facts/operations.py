"""The operations that come with the program (data_access/facts/operations.csv; its README binds).

What a file leaves empty stays empty: nothing is guessed, converted or summed here.
"""

import calendar
import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from data_access.cube.filters import expand_goods
from data_access.facts.categories import goods_of
from data_access.reference import tables as reference
from domain.frames import OPERATION_SCHEMA, conform

FACTS = Path(__file__).parent
_TRUE = "true"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a file that comes with the program."""
    with (FACTS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def operations() -> pl.DataFrame:
    """All operations (OPERATION_SCHEMA), in the order of the file."""
    return typed(rows_of("operations.csv"))


def typed(rows: Iterable[dict[str, str]]) -> pl.DataFrame:
    """Rows of operations in the columns of that file, as a frame (OPERATION_SCHEMA)."""
    found = [_typed(row) for row in rows]
    return conform(pl.DataFrame(found, schema=OPERATION_SCHEMA, strict=False), OPERATION_SCHEMA)


def _typed(row: dict[str, str]) -> dict[str, object]:
    first, last = row["start_date"], row["end_date"]
    known = bool(first and last)
    codes = [code for category in row["goods_categories"].split(";") for code in codes_of(category)]
    return {
        **row,
        "year": int(row["year"]),
        "first_day": _day(first, last=False) if known else None,
        "last_day": _day(last, last=True) if known else None,
        "participating_countries": int(row["participating_countries"]) if row["participating_countries"] else None,
        "goods": ";".join(sorted(expand_goods(codes))),
        "goods_operation": row["goods_operation"] == _TRUE,
        "verified": row["verified"] == _TRUE,
    }


def codes_of(category: str) -> tuple[str, ...]:
    """Our codes for goods as an operation names them: a category of the facts, or a code of our list."""
    return goods_of().get(category, (category,) if category in reference.names("goods") else ())


def _day(text: str, *, last: bool) -> date:
    """The day that a text names; of a month its first or its last."""
    year, month = int(text[:4]), int(text[5:7])
    if len(text) > 7:
        return date(year, month, int(text[8:10]))
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
