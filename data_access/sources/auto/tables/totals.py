"""Rows and columns that sum up others: known by their names, or by arithmetic. They are set aside, never counted."""

import re
from dataclasses import replace

import polars as pl

from data_access.places.keys import fold
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.tables.headers import is_day
from data_access.sources.auto.tables.wide_headings import column_unit
from data_access.sources.auto.values.numbers import number_style, parse_number
from domain.messages import N_, packed


def _folded(*words: str) -> frozenset[str]:
    return frozenset(fold(word) for text in words for word in text.split(","))


TOTALS = _folded(
    "total,totals,grand total,sub total,subtotal,subtotals,sum,all,all countries,world,national total,overall total",
    "итого,всего,gesamt,insgesamt,summe,zwischensumme,suma,total general,total nacional,totale,total général",
    "sous total,total geral,celkem,razem,الإجمالي,المجموع,toplam,totaal,jumlah,合计,总计,小计,合計",
)
_FIRST = _folded("total,totals,subtotal,итого,всего,gesamt,insgesamt,合计")
_COLUMN_WORDS = _folded(
    "total,totals,sum,all,grand,subtotal,overall,combined,итого,всего,insgesamt,gesamt,totale,suma,somme"
)
_SPLIT = re.compile(r"[^\w]+|_+")
MOST_NAMELESS = 60
"""A column in which more rows are empty than this names nothing."""
LOOKED_AT = 2_000
"""So many rows show whether a column is the sum of others."""
LONG_NAME = 6
"""A name of so many words is a sentence."""
MATCHED = 0.9
"""So many of a column's rows must be the sum of other columns."""
_EXACT, _ROUNDED = 1e-9, 0.51


def total_rows(table: RawTable) -> dict[int, str]:
    """Place in the frame → why the row is a total."""
    named = _by_name(table)
    return named | {at: reason for at, reason in _by_sum(table, set(named)).items() if at not in named}


def _by_name(table: RawTable) -> dict[int, str]:
    """Rows that are called 'Total', 'Итого', 'World' … in any text column, or flagged so."""
    found: dict[int, str] = {}
    for column in table.columns:
        texts = table.frame[column]
        words = texts.unique().to_list()
        if _flags(column, words):
            total = {w for w in words if w.strip().casefold() in ("true", "yes", "1", "x", "y")}
        else:
            total = {w for w in words if w and len(w) < 60 and _is_total(w)}
        if total and len(total) < max(len(words), 2):
            reason = N_("a totals row, suspected by its name")
            found |= dict.fromkeys(texts.is_in(list(total)).arg_true().to_list(), reason)
    return found


def _is_total(word: str) -> bool:
    parts = word.split()
    if fold(word) in TOTALS:
        return True
    ends = {fold(parts[0].strip(":")), fold(parts[-1].strip(":"))} if parts and len(parts) < LONG_NAME else set()
    return bool(ends & _FIRST)


def _flags(column: str, words: list[str]) -> bool:
    """Whether a column such as 'Sum_Row' says of each row whether it is one."""
    marks = {w.strip().casefold() for w in words} - {""}
    return _called_total(column) and bool(marks) and marks <= {"true", "false", "yes", "no", "0", "1", "x", "y", "n"}


def _called_total(column: str) -> bool:
    parts = [fold(p) for p in _SPLIT.split(column) if p]
    return bool(set(parts) & _COLUMN_WORDS)


def _by_sum(table: RawTable, known: set[int]) -> dict[int, str]:
    """Rows without the name that the others have, or at either end, whose numbers are the sums of the others.

    A row with a day is a record. One number that happens to be the sum of two others proves nothing, unless the
    row says nothing else.
    """
    columns = numeric_columns(table)
    height = table.frame.height
    if not columns or height < 3:
        return {}
    numbers = [_numbers(table.frame[c]) for c in columns]
    words = [c for c in table.columns if c not in columns]
    nameless = _nameless(table, words)
    at_all = pl.int_range(height, eager=True)
    others = ~at_all.is_in([*known, *nameless])
    found: dict[int, str] = {}
    for at in sorted({*nameless, 0, height - 1} - known):
        cells = [c for c in table.frame.select(words).row(at) if c.strip()] if words else []
        if any(map(is_day, cells)):
            continue
        since = max([p for p in (*known, *found, *nameless) if p < at], default=-1)
        addends = others & (at_all != at)
        parts = (addends, addends & (at_all > since) & (at_all < at))
        least = 1 if not cells else min(2, len(columns)) if at in nameless else 2
        if any(_sums(numbers, at, part, least=least, addends=3 if cells else 2) for part in parts):
            found[at] = N_("a totals row: it equals the sum of other rows")
            others = others & (at_all != at)
    return found


def _nameless(table: RawTable, words: list[str]) -> set[int]:
    """Rows that are empty in a column of words that nearly all others fill."""
    found: set[int] = set()
    for column in words:
        empty = (table.frame[column].str.strip_chars() == "").arg_true().to_list()
        if empty and len(empty) <= max(1, min(MOST_NAMELESS, 0.34 * table.frame.height)):
            found |= set(empty)
    return found


def _sums(numbers: list[pl.DataFrame], at: int, part: pl.Series, *, least: int, addends: int) -> bool:
    """Whether every number of a row that has one is the sum of the part; at least `least` of them show it."""
    confirming = 0
    for column in numbers:
        total, step = column.row(at)
        if total is None:
            continue
        values = column["number"].filter(part).drop_nulls()
        if abs(values.sum() - total) > max(_EXACT * abs(total), _ROUNDED * step if step < 1 else _EXACT):
            return False
        confirming += int((values != 0).sum()) >= addends
    return confirming >= least


def _numbers(column: pl.Series) -> pl.DataFrame:
    """number (null where there is none) and the size of its last digit, of each cell."""
    distinct = column.unique(maintain_order=True).to_list()
    style = number_style(distinct)
    settled = replace(style, decimal=style.decimal or ".", ambiguous=False)
    read = [parse_number(text.strip(), settled) if text.strip() else None for text in distinct]
    steps = [10.0**e if n is not None and isinstance(e := n.as_tuple().exponent, int) else 1.0 for n in read]
    floats = [None if n is None else float(n) for n in read]
    number = column.replace_strict(distinct, floats, return_dtype=pl.Float64, default=None)
    step = column.replace_strict(distinct, steps, return_dtype=pl.Float64, default=None)
    return pl.DataFrame({"number": number, "step": step})


def numeric_columns(table: RawTable) -> list[str]:
    """Columns that hold numbers: no years, and no coordinates by their headings."""
    found = []
    for column in table.columns:
        texts = [v for v in table.frame[column].head(300).to_list() if v.strip()]
        years = [v for v in texts if re.fullmatch(r"(19|20)\d\d", v.strip())]
        if (
            not texts
            or len(years) == len(texts)
            or fold(column) in ("lat", "lon", "latitude", "longitude", "long", "x", "y")
        ):
            continue
        style = number_style(texts)
        read = [v for v in texts if parse_number(v.strip(), style) is not None or style.ambiguous]
        if len(read) >= 0.8 * len(texts):
            found.append(column)
    return found


def total_columns(table: RawTable, *, beside: list[str]) -> dict[str, str]:
    """Columns that sum up others of their row → why. `beside`: columns that are turned into rows, if any are.

    A column called total is one where columns are turned into rows or arithmetic says so; others by arithmetic alone.
    """
    columns = numeric_columns(table)
    numbers = {c: _numbers(table.frame[c].head(LOOKED_AT))["number"].to_list() for c in columns}
    named = [c for c in columns if _called_total(c)]
    found: dict[str, str] = {}
    for column in columns:
        called = column in named
        parts = _addends(column, [c for c in columns if c not in named or not called], beside, numbers)
        if parts and (called or len(parts) == len([c for c in beside if c != column]) > 2):
            found[column] = packed(
                "a total: it equals {parts}", parts=" + ".join([*parts[:4], *(["…"] if len(parts) > 4 else [])])
            )
        elif called and beside:
            found[column] = N_("a total, by its name")
    return found


def _addends(column: str, others: list[str], beside: list[str], numbers: dict[str, list[float | None]]) -> list[str]:
    """The columns whose sum a column is: all of them, those beside it, or the run to its left or right."""
    rest = [c for c in others if c != column]
    order = list(numbers)
    at = order.index(column)
    left = [c for c in order[:at] if c in rest]
    right = [c for c in order[at + 1 :] if c in rest]
    unit = column_unit(column)
    alike = [c for c in rest if unit and column_unit(c) == unit]
    tries = [alike, [c for c in rest if c in beside], rest]
    tries += [left[-n:] for n in range(2, len(left) + 1)] + [right[:n] for n in range(2, len(right) + 1)]
    return next((t for t in tries if len(t) > 1 and _equal(numbers, column, t)), [])


def _equal(numbers: dict[str, list[float | None]], column: str, parts: list[str]) -> bool:
    """Whether a column is the sum of the parts in nearly every row, and in some of several that are not zero."""
    same = rows = confirming = 0
    for at, total in enumerate(numbers[column]):
        values = [numbers[p][at] for p in parts]
        addends = [v for v in values if v is not None]
        if total is None or not addends:
            continue
        rows += 1
        equal = abs(sum(addends) - total) <= max(1e-6 * abs(total), 1e-9)
        same += equal
        confirming += equal and sum(v != 0 for v in addends) > 1
    return rows > 1 and same >= MATCHED * rows and confirming > 0
