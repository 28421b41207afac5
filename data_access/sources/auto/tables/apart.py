"""Tables below one another in one grid: distinguished by a second row of other headings, or a title between."""

from dataclasses import replace

import polars as pl

from data_access.sources.auto.fields import UNREPORTED
from data_access.sources.auto.files.raw import ROW, RawTable, grid_names, skipped_frame
from data_access.sources.auto.tables.headers import UNNAMED, is_day, is_number, with_header
from data_access.sources.auto.tables.totals import numeric_columns
from domain.messages import N_, packed


def apart(table: RawTable) -> list[RawTable]:
    """The tables of a grid in their order; the table itself where there is one."""
    if not table.heads or table.frame.height < 3:
        return [table]
    starts = _starts(table)
    if not starts:
        return [table]
    bounds = [0, *(title for title, _ in starts), table.frame.height]
    first = replace(table, frame=table.frame[: bounds[1]], name=table.name)
    found = [first]
    for (title, head), end in zip(starts, bounds[2:], strict=True):
        grid = table.frame[head:end]
        grid = grid.rename(dict(zip(table.columns, grid_names(len(table.columns)), strict=True)))
        above = table.frame[title:head]
        part = RawTable(
            name=f"{table.name} from row {grid[ROW][0]}",
            frame=grid,
            skipped=skipped_frame((row[0], row[1:], N_("above the table")) for row in above.iter_rows()),
            notes=(
                *table.notes,
                *(packed("Above the table: {text}", text=" ".join(c for c in r[1:] if c)) for r in above.iter_rows()),
            ),
        )
        found.append(with_header(part, str(grid[ROW][0])))
    return found


def _starts(table: RawTable) -> list[tuple[int, int]]:
    """(place of the first title row, place of the headings) of each further table."""
    numbers = numeric_columns(table) or _mixed_columns(table)
    if not numbers or not (_interrupted(table, numbers) or _repeated(table)):
        return []
    rows = [[c.strip() for c in row[1:]] for row in table.frame.iter_rows()]
    found = []
    for at in range(1, len(rows) - 1):
        titled = sum(bool(c) for c in rows[at - 1]) == 1 and not is_number(next(c for c in rows[at - 1] if c))
        if not _is_heading(rows[at], table, numbers, titled=titled):
            continue
        title = at
        while title > 0 and sum(bool(c) for c in rows[title - 1]) == 1:
            title -= 1
        found.append((title, at))
    return found


def _interrupted(table: RawTable, numbers: list[str]) -> bool:
    """Whether words stand in a column of numbers: only then may another table begin below."""
    words = [
        v for c in numbers for v in table.frame[c].unique().to_list() if v.strip() and v.casefold() not in UNREPORTED
    ]
    return any(not is_number(v) for v in words)


def _repeated(table: RawTable) -> bool:
    """Whether the row of headings comes again."""
    same = [pl.col(c).str.strip_chars() == h for c, h in zip(table.columns, table.heads[-1], strict=True)]
    return not table.frame.filter(pl.all_horizontal(same)).is_empty()


def _mixed_columns(table: RawTable) -> list[str]:
    """Columns of numbers that a second row of headings interrupts."""
    return [
        c
        for c in table.columns
        if (texts := [v for v in table.frame[c].to_list() if v.strip()]) and sum(map(is_number, texts)) > len(texts) / 2
    ]


def _is_heading(cells: list[str], table: RawTable, numbers: list[str], *, titled: bool) -> bool:
    """A row of words as wide as the table, where numbers should be. The same headings count below a title only."""
    same = all(
        not c or c == h or name.startswith(UNNAMED)
        for c, h, name in zip(cells, table.heads[-1], table.columns, strict=True)
    )
    filled = [c for c in cells if c]
    if same and titled and len(filled) > 1:
        return True
    if len(filled) < max(2, 0.6 * len(cells)) or any((is_number(c) and len(c) != 4) or is_day(c) for c in filled):
        return False
    over = [c for name, c in zip(table.columns, cells, strict=True) if name in numbers and c]
    if not over or any(is_number(c) or c.casefold() in UNREPORTED for c in over):
        return False
    return titled if same else len(over) > 1 or titled or len(filled) == len(cells)
