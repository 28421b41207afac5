"""Cells with several values ('Heroin; Cocaine'): one row becomes the goods lines of one seizure, if that is known."""

from dataclasses import replace

import polars as pl

from data_access.sources.auto.fields import SEVERAL, UNREPORTED
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.mapping import Mapping
from domain.messages import N_

SHARED = N_("several goods share one quantity: give each its own row")


def split_rows(table: RawTable, mapping: Mapping) -> tuple[RawTable, pl.Series, pl.Series]:
    """The table with a row for each value, the number of the record of each row, and what is wrong with it ('').

    Goods, quantities and units are split alike. A row whose quantity cannot be shared out is left whole and refused.
    """
    goods = mapping.column("goods")
    numbers = pl.int_range(1, table.frame.height + 1, eager=True)
    if goods is None or not table.frame[goods].str.contains(r"[;\n]").any():
        return table, numbers, pl.repeat("", table.frame.height, dtype=pl.String, eager=True)
    columns = [c for c in (goods, mapping.column("quantity"), mapping.column("unit")) if c]
    rows: list[dict[str, object]] = []
    ids: list[int] = []
    wrong: list[str] = []
    for number, row in enumerate(table.frame.iter_rows(named=True), start=1):
        lines, reason = _lines(row, goods, columns)
        rows += lines
        ids += [number] * len(lines)
        wrong += [reason] * len(lines)
    frame = pl.DataFrame(rows, schema=table.frame.schema)
    return replace(table, frame=frame), pl.Series(ids, dtype=pl.Int64), pl.Series(wrong, dtype=pl.String)


def _lines(row: dict[str, object], goods: str, columns: list[str]) -> tuple[list[dict[str, object]], str]:
    parts = {c: [p for p in SEVERAL.split(str(row[c])) if p.strip()] for c in columns}
    count = len(parts[goods])
    if count < 2:
        return [row], ""
    quantity = columns[1] if len(columns) > 1 else ""
    if quantity and str(row[quantity]).strip().casefold() not in UNREPORTED and len(parts[quantity]) != count:
        return [row], SHARED
    return [
        row | {c: found[at] if len(found) == count else row[c] for c, found in parts.items()} for at in range(count)
    ], ""
