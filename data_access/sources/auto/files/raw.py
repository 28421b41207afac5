"""A table as it came in: all text, each row with its physical place, and what was not taken beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from domain.errors import SourceError
from domain.messages import Message, message

ROW = "_row"
SKIPPED_SCHEMA: dict[str, type[pl.DataType] | pl.DataType] = {
    ROW: pl.Int64,
    "text": pl.String,
    "reason": pl.String,
    "cells": pl.List(pl.String),
}
"""`text`: the cells as one line, to be shown; `cells`: the cells themselves, so that a row can be put back."""
LONGEST_SHOWN = 300
CHUNK = 50_000

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of cells that are merged; all count from 1."""
Line = tuple[int, list[str]]
"""Physical row and cells."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RawTable:
    """One table of a file.

    A grid (`named` is False) has columns A, B, C …, and no header row was looked for yet: see shape.tidy.
    """

    name: str
    """Sheet, member of a zip, or file."""
    frame: pl.DataFrame
    """`_row` (Int64: row of the sheet, line of the text, place in the array), then text columns; '' is empty."""
    header_rows: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for the reader: what was found and what was done."""
    skipped: pl.DataFrame
    """SKIPPED_SCHEMA: rows that were not taken, and why."""
    named: bool = False
    merges: tuple[Merge, ...] = ()
    lines: bool = False
    """Rows with the same `_row` are the goods lines of one record."""
    heads: tuple[tuple[str, ...], ...] = ()
    """The cells of the rows of headings as they stand in the file, by column."""
    headings: tuple[str, ...] = ()
    """The columns of the file, before any of them were turned into rows."""
    left: tuple[tuple[str, str], ...] = ()
    """Columns that were set aside, each with its reason."""
    turned: tuple[str, ...] = ()
    """Columns that were turned into rows."""
    counted: tuple[str, ...] = ()
    """Those among them whose headings do not say what their numbers count."""

    @property
    def columns(self) -> list[str]:
        """The names of the text columns."""
        return self.frame.columns[1:]


def frame_of(names: Sequence[str], lines: Iterable[Line]) -> pl.DataFrame:
    """Rows as a frame, in chunks: a list of cells takes several times the memory of a column."""
    schema: dict[str, type[pl.DataType]] = {ROW: pl.Int64, **dict.fromkeys(names, pl.String)}
    frames, batch = [pl.DataFrame(schema=schema)], list[tuple[object, ...]]()
    for row, cells in lines:
        batch.append((row, *cells))
        if len(batch) == CHUNK:
            frames.append(pl.DataFrame(batch, schema=schema, orient="row"))
            batch = []
    frames.append(pl.DataFrame(batch, schema=schema, orient="row"))
    return pl.concat(frames, rechunk=True)


def skipped_frame(rows: Iterable[tuple[int, Sequence[str], str]]) -> pl.DataFrame:
    """SKIPPED_SCHEMA from (row, cells, reason), in the order of rows."""
    listed = [(row, shown(cells), reason, list(cells)) for row, cells, reason in rows]
    return pl.DataFrame(listed, schema=SKIPPED_SCHEMA, orient="row").sort(ROW, maintain_order=True)


def shown(cells: Sequence[str]) -> str:
    """The filled cells of a row in one short line."""
    text = " | ".join(" ".join(cell.split()) for cell in cells if cell.strip()).replace("\0", "\N{SYMBOL FOR NULL}")
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def letters(number: int) -> str:
    """A for 1, Z for 26, AA for 27: how spreadsheets call their columns."""
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    return name


def grid_names(width: int) -> list[str]:
    """A, B, C …"""
    return [letters(number) for number in range(1, width + 1)]


def unique(names: Iterable[str]) -> list[str]:
    """Each name once: the second 'kg' becomes 'kg (2)'. None is called `_row`, none is empty."""
    names = [name or f"Column {place}" for place, name in enumerate(names, start=1)]
    taken, found = {ROW}, list[str]()
    for name in names:
        free, number = name, 1
        while free in taken or (number > 1 and free in names):
            number += 1
            free = f"{name} ({number})"
        taken.add(free)
        found.append(free)
    return found


def noted(table: RawTable, *notes: str) -> RawTable:
    """With more notes; empty ones count for nothing."""
    return replace(table, notes=table.notes + tuple(note for note in notes if note))


def without(table: RawTable, reasons: dict[int, str]) -> RawTable:
    """The rows of the given places in the frame are moved to `skipped`, each with its reason."""
    if not reasons:
        return table
    places = sorted(reasons)
    taken = table.frame[places]
    rows = [(cells[0], list(cells[1:]), reasons[p]) for p, cells in zip(places, taken.iter_rows(), strict=True)]
    keep = pl.Series(range(table.frame.height), dtype=pl.Int64).is_in(places).not_()
    skipped = pl.concat([table.skipped, skipped_frame(rows)]).sort(ROW, maintain_order=True)
    return replace(table, frame=table.frame.filter(keep), skipped=skipped)


def need(table: RawTable, column: str) -> None:
    """Raise SourceError where there is no such column."""
    if column not in table.columns:
        columns = ", ".join(table.columns[:20])
        raise SourceError(
            "{name}: there is no column '{column}'. The columns are: {columns}.",
            name=table.name,
            column=column,
            columns=columns,
        )


def rows_text(rows: Iterable[int]) -> Message:
    """'row 5', 'rows 5 and 9', 'rows 5, 9, 12 and 40 more'."""
    numbers = sorted(set(rows))
    if len(numbers) == 1:
        return message("row {row}", row=str(numbers[0]))
    if len(numbers) <= 3:
        return message("rows {rows} and {last}", rows=", ".join(map(str, numbers[:-1])), last=str(numbers[-1]))
    return message("rows {rows} and {n} more", rows=", ".join(map(str, numbers[:3])), n=len(numbers) - 3)
