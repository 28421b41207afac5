"""The header of a grid: found among title rows, joined from two rows, its names made unique."""

from dataclasses import replace

import polars as pl

from data_access.sources.auto.raw import ROW, Merge, RawTable, skipped_frame

TITLE_ROWS = 30
"""The header is looked for in so many first rows."""
_YEAR_DIGITS = 4


def with_header(table: RawTable) -> RawTable:
    """A grid (columns A, B, C …) with its headings as names; what stands above is set aside. Named tables stay."""
    if table.named or table.frame.is_empty():
        return table
    rows = [(r[0], [c.strip() for c in r[1:]]) for r in table.frame.head(TITLE_ROWS * 4).iter_rows()]
    _fill_merged(rows, table.merges)
    start = _header(rows)
    heads = [start, start + 1] if _second_header(rows, start) else [start]
    parts = zip(*(rows[h][1] for h in heads), strict=True)
    names = _unique([" / ".join(dict.fromkeys(p for p in pair if p)) for pair in parts])
    last = rows[heads[-1]][0]
    body = table.frame.filter(pl.col(ROW) > last)
    body = body.rename(dict(zip(body.columns, [ROW, *names], strict=True)))
    empty = [c for c in names if c.startswith("column ") and (body[c] == "").all()]
    above = skipped_frame((n, cells, "above the table") for n, cells in rows[:start] if any(cells))
    return replace(
        table,
        frame=body.drop(empty),
        header_rows=tuple(rows[h][0] for h in heads),
        named=True,
        skipped=pl.concat([table.skipped, above]),
    )


def _fill_merged(rows: list[tuple[int, list[str]]], merges: tuple[Merge, ...]) -> None:
    """The text of a merged cell stands in each column that it spans."""
    at = {number: cells for number, cells in rows}
    for top, left, _, right in merges:
        cells = at.get(top)
        if cells and left <= len(cells):
            for column in range(left, min(right, len(cells))):
                cells[column] = cells[column] or cells[left - 1]


def _header(rows: list[tuple[int, list[str]]]) -> int:
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
    numbers = [c for c in cells if c.replace(".", "").replace(",", "").replace("-", "").isdigit()]
    years = [c for c in numbers if len(c) == _YEAR_DIGITS and c[:2] in ("19", "20")]
    return (len(numbers) - len(years)) > len(cells) / 2


def _second_header(rows: list[tuple[int, list[str]]], start: int) -> bool:
    """Two rows of headings: the first repeats itself (merged cells) and the second tells its parts apart."""
    if start + 1 >= len(rows):
        return False
    told = [c for c in rows[start][1] if c]
    second = [c for c in rows[start + 1][1] if c]
    repeats = len(told) - len(set(told))
    return repeats > 0 and not _mostly_numbers(second) and len(set(second)) > repeats


def _unique(names: list[str]) -> list[str]:
    """Headings, each once; a column without one is 'column 3'."""
    seen: dict[str, int] = {}
    result = []
    for index, name in enumerate(names, start=1):
        text = " ".join(name.split()) or f"column {index}"
        seen[text] = seen.get(text, 0) + 1
        result.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return result
