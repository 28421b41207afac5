"""The header of a grid: found among title rows, joined from two rows, its names made unique. No record is taken for it.

A row is a record, and no row of headings, where it holds a day, or a number that stands over numbers.
"""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from data_access.harmonise.units import find_unit
from data_access.places.names import resolve
from data_access.sources.auto.files.raw import ROW, Merge, RawTable, skipped_frame
from data_access.sources.auto.values.numbers import date_style, parse_date, parse_number
from domain.errors import SourceError
from domain.messages import N_

TITLE_ROWS = 30
"""The header is looked for in so many first rows."""
NO_HEADER = "none"
UNNAMED = "column "
_SEVERAL = 3
"""So many years, days or running numbers beside one another are headings of a wide table."""
_MOSTLY = 0.6
Rows = list[tuple[int, list[str]]]


def with_header(table: RawTable, said: str = "") -> RawTable:
    """A grid (columns A, B, C …) with its headings as names; what stands above is set aside. Named tables stay.

    `said`: the rows of the file that hold the headings ('3', '3-4'), 'none', or '' to find them.
    """
    if table.named or table.frame.is_empty():
        return replace(table, headings=table.headings or tuple(table.columns))
    rows = [(r[0], [c.strip() for c in r[1:]]) for r in table.frame.head(TITLE_ROWS * 4).iter_rows()]
    _fill_merged(rows, table.merges)
    heads, first = _said(rows, said) if said else _found(rows)
    cells = [rows[h][1] for h in heads] or [[""] * len(rows[0][1])]
    names = _unique([" / ".join(dict.fromkeys(p for p in pair if p)) for pair in zip(*_spanned(cells), strict=True)])
    body = table.frame.filter(pl.col(ROW) >= rows[first][0] if first < len(rows) else pl.lit(False))
    body = body.rename(dict(zip(body.columns, [ROW, *names], strict=True)))
    empty = [c for c in names if c.startswith(UNNAMED) and (body[c] == "").all()]
    kept = [n not in empty for n in names]
    above = skipped_frame(
        (n, row, N_("above the table")) for at, (n, row) in enumerate(rows[:first]) if at not in heads and any(row)
    )
    return replace(
        table,
        frame=body.drop(empty),
        header_rows=tuple(rows[h][0] for h in heads),
        named=True,
        skipped=pl.concat([table.skipped, above]),
        heads=tuple(tuple(c for c, keep in zip(row, kept, strict=True) if keep) for row in cells),
        headings=tuple(n for n in names if n not in empty),
        notes=(*table.notes, *(() if heads else (N_("No row of headings was found: the columns are numbered."),))),
    )


def _said(rows: Rows, said: str) -> tuple[list[int], int]:
    """Places of the rows of headings, and of the first record, as the reader says."""
    if said == NO_HEADER:
        return [], 0
    ends = said.split("-")
    if not all(end.strip().isdigit() for end in ends) or len(ends) > 2:
        raise SourceError(
            "header={said} is not a row of headings. Say header=3, header=3-4 or header=none.", said=said[:20]
        )
    first, last = int(ends[0]), int(ends[-1])
    heads = [at for at, (number, _) in enumerate(rows) if first <= number <= last]
    if not heads:
        raise SourceError(
            "header={said}: there is no such row among the first {n} that hold anything.", said=said[:20], n=len(rows)
        )
    return heads, heads[-1] + 1


def _found(rows: Rows) -> tuple[list[int], int]:
    start = _header(rows)
    if is_record(rows[start][1], [cells for _, cells in rows[start + 1 :]]):
        return [], start
    heads = [start, start + 1] if _second_header(rows, start) else [start]
    return heads, heads[-1] + 1


def _fill_merged(rows: Rows, merges: tuple[Merge, ...]) -> None:
    """The text of a merged cell stands in each column that it spans."""
    at = {number: cells for number, cells in rows}
    for top, left, _, right in merges:
        cells = at.get(top)
        if cells and left <= len(cells):
            for column in range(left, min(right, len(cells))):
                cells[column] = cells[column] or cells[left - 1]


def _spanned(cells: list[list[str]]) -> list[list[str]]:
    """A heading over several columns that was not merged holds for those beside it that only the next row names."""
    if len(cells) < 2:
        return cells
    upper = list(cells[0])
    for column in range(1, len(upper)):
        if not upper[column] and cells[1][column] and cells[1][column - 1]:
            upper[column] = upper[column - 1]
    return [upper, *cells[1:]]


def _header(rows: Rows) -> int:
    """The first row filled about as wide as the table, with words rather than numbers."""
    widths = [sum(bool(c) for c in cells) for _, cells in rows]
    usual = max(widths[1:] or widths, default=0)
    for index, (_, cells) in enumerate(rows[:TITLE_ROWS]):
        filled = [c for c in cells if c]
        if len(filled) >= max(0.6 * usual, min(usual, 2)) and len(set(filled)) > 1 and not _mostly_numbers(filled):
            return index
    return next((i for i, w in enumerate(widths) if w), 0)


def _mostly_numbers(cells: list[str]) -> bool:
    """Years stand in headings of wide tables: they do not count as numbers."""
    numbers = [c for c in cells if is_number(c) and not is_year(c)]
    return len(numbers) > len(cells) / 2


def is_number(text: str) -> bool:
    """Whether a cell is a number, however it is written."""
    bare = text.strip()
    return bool(bare) and (parse_number(bare) is not None or bare.replace(".", "").replace(",", "").isdigit())


def is_year(text: str) -> bool:
    """Whether a cell is a year of our time."""
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def is_day(text: str) -> bool:
    """Whether a cell is a day in figures or words, whichever stands first in it."""
    if not any(c.isdigit() for c in text) or is_number(text):
        return False
    style = replace(date_style([text]), order="dmy", ambiguous=False)
    found = parse_date(text, style) or parse_date(text, replace(style, order="mdy"))
    return found is not None and found[1] == "day"


def is_record(cells: list[str], below: list[list[str]]) -> bool:
    """Whether a row at the place of the headings is a record: it has a day, or numbers where numbers stand below."""
    days = [at for at, c in enumerate(cells) if is_day(c)]
    if 0 < len(days) < _SEVERAL and any(_share(below, at, is_day) > _MOSTLY for at in days):
        return True
    years = [at for at, c in enumerate(cells) if is_year(c)]
    if 0 < len(years) < _SEVERAL and any(_share(below, at, is_year) > _MOSTLY for at in years):
        return True
    numbers = [at for at, c in enumerate(cells) if is_number(c) and not is_year(c)]
    if _are_running([cells[at] for at in numbers]):
        return False
    return any(_share(below, at, is_number) > _MOSTLY for at in numbers)


def _are_running(values: list[str]) -> bool:
    """1, 2, 3 …: months or running numbers as headings."""
    if len(values) < _SEVERAL or not all(v.isdigit() for v in values):
        return False
    return values == [str(int(values[0]) + n) for n in range(len(values))]


def _share(rows: list[list[str]], at: int, test: Callable[[str], bool]) -> float:
    """The share of the known cells of a column that pass the test."""
    cells = [row[at] for row in rows[:50] if at < len(row) and row[at]]
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _second_header(rows: Rows, start: int) -> bool:
    """Two rows of headings: the second holds words alone, over numbers or beside a first one that repeats itself.

    A word that comes again below, a country, a number or a day belongs to a record.
    """
    if start + 1 >= len(rows):
        return False
    first, second = rows[start][1], rows[start + 1][1]
    filled = [(at, c) for at, c in enumerate(second) if c]
    below = [cells for _, cells in rows[start + 2 :]]
    if not filled or any((is_number(c) and not is_year(c)) or is_day(c) for _, c in filled):
        return False
    if any(row[at] == c for row in below for at, c in filled if at < len(row)):
        return False
    over_numbers = [c for at, c in filled if _share(below, at, is_number) > _MOSTLY]
    gaps = (
        sum(bool(c) and not first[at] for at, c in filled) + len([c for c in first if c]) - len({c for c in first if c})
    )
    if not (over_numbers or gaps) or (len(filled) == 1 and find_unit(filled[0][1]) is None):
        return False
    if len(filled) == 1:
        return True
    words = pl.Series([c for _, c in filled], dtype=pl.String)
    places = resolve(words, kind="name").filter(pl.col("status").is_in(["exact", "alias", "language", "code"]))
    over = bool(over_numbers) or gaps > len(filled) / 2
    return over and places.is_empty() and words.n_unique() > 1


def _unique(names: list[str]) -> list[str]:
    """Headings, each once; a column without one is 'column 3'."""
    seen: dict[str, int] = {}
    result = []
    for index, name in enumerate(names, start=1):
        text = " ".join(name.split()) or f"{UNNAMED}{index}"
        seen[text] = seen.get(text, 0) + 1
        result.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return result
