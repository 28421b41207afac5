"""Filters made by pointing: at a mark, at a cell, at rows of a table. Selection in, selection out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.selection import Selection

NO_CODE = ("…",)
"""Codes that stand for the rest of a list: there is nothing to filter by."""
TOGETHER = 6
"""So many values of one dimension are removed one by one; more stand together."""
_TIME = ("year", "month")


@dataclass(frozen=True)
class Part:
    """One filter in force: its dimension ('period' and 'copies' beside the known ones), its codes, what is left."""

    dimension: str
    codes: tuple[str, ...]
    without: Selection


def in_force(chosen: Selection) -> list[Part]:
    """Every filter of a selection, each with the selection that is left when it goes."""
    found = []
    if chosen.start or chosen.end:
        found.append(Part("period", (chosen.start, chosen.end), replace(chosen, start="", end="")))
    for dimension, codes in chosen.where:
        if len(codes) > TOGETHER:
            found.append(Part(dimension, codes, chosen.having(dimension, ())))
            continue
        for code in codes:
            rest = [c for c in codes if c != code]
            found.append(Part(dimension, (code,), chosen.having(dimension, rest)))
    if chosen.distinct:
        found.append(Part("copies", ("out",), replace(chosen, distinct=False)))
    return found


def toggled(chosen: Selection, dimensions: Sequence[str], codes: Sequence[str | None]) -> Selection:
    """The selection after a click on a mark. One dimension: its code is added, or taken away if it was there.

    Several (a cell): the filter is exactly this cell; a second click takes it away. A mark for the rest does nothing.
    None: the mark says nothing of this dimension, which stays as it is.
    """
    if len(codes) != len(dimensions) or any(c in NO_CODE for c in codes):
        return chosen
    by = [(d, c) for d, c in zip(dimensions, codes, strict=True) if c is not None]
    if len(by) > 1 or (by and by[0][0] in _TIME):
        cell = narrowed(chosen, [d for d, _ in by], [tuple(c for _, c in by)])
        return released(chosen, [d for d, _ in by]) if cell == chosen else cell
    for dimension, code in by:
        present = chosen.values(dimension)
        chosen = chosen.having(dimension, [c for c in present if c != code] if code in present else [*present, code])
    return chosen


def narrowed(chosen: Selection, dimensions: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Selection:
    """The selection with nothing but the codes of these rows in each of the dimensions (and between dimensions).

    A dimension of which no row names a code (None) stays as it is.
    """
    named = [row for row in rows if not any(c in NO_CODE for c in row)]
    for at, dimension in enumerate(dimensions):
        if codes := sorted({str(row[at]) for row in named if row[at] is not None}):
            chosen = _only(chosen, dimension, codes)
    return chosen


def released(chosen: Selection, dimensions: Sequence[str]) -> Selection:
    """The selection without any filter on these dimensions."""
    for dimension in dimensions:
        chosen = chosen.having(dimension, ())
        if dimension in _TIME:
            chosen = replace(chosen, start="", end="")
    return chosen


def _only(chosen: Selection, dimension: str, codes: list[str]) -> Selection:
    """Years or months in a row are a period, which the slider shows and statistics know; others a list."""
    if dimension not in _TIME or "" in codes:
        return chosen.having(dimension, codes)
    free = released(chosen, [dimension])
    if any(b != _next(a) for a, b in pairwise(codes)):
        return free.having(dimension, codes)
    yearly = dimension == "year"
    return replace(free, start=f"{codes[0]}-01" if yearly else codes[0], end=f"{codes[-1]}-12" if yearly else codes[-1])


def _next(code: str) -> str:
    year, _, month = code.partition("-")
    if not month:
        return str(int(year) + 1)
    return f"{int(year) + 1}-01" if month == "12" else f"{year}-{int(month) + 1:02d}"


def rectangular(rows: Sequence[Sequence[str | None]]) -> bool:
    """Whether rows of several dimensions are all combinations of their codes: else the filter keeps more than they."""
    sides = [len({row[at] for row in rows}) for at in range(len(rows[0]))] if rows else [0]
    size = 1
    for side in sides:
        size *= side
    return size == len(set(map(tuple, rows)))
