"""Awkward tables made tidy: headings found, groups filled down, rows that are no records set aside with a reason."""

import re
from dataclasses import replace

import polars as pl

from data_access.sources.auto.files.raw import ROW, RawTable, need, rows_text, skipped_frame
from data_access.sources.auto.mapping import Mapping, split
from data_access.sources.auto.tables.apart import apart
from data_access.sources.auto.tables.groups import side_by_side
from data_access.sources.auto.tables.headers import with_header
from data_access.sources.auto.tables.totals import total_rows
from data_access.sources.auto.tables.wide import WideLayout, long_form, unpivot, wide_columns
from domain.errors import SourceError
from domain.messages import N_, counted, packed, unpack

__all__ = ["WideLayout", "long_form", "prepared", "tidy", "unpivot", "wide_columns"]

_FOOT = re.compile(r"^(\*|†|‡|note|source|remark|примечание|источник|nota|fuente|quelle|anmerkung)", re.IGNORECASE)


def prepared(table: RawTable, mapping: Mapping) -> list[RawTable]:
    """The tables that stand in one grid, each tidy and with one value a row."""
    found = []
    for part in apart(with_header(table, mapping.option("header"))):
        keep = mapping.option("totals") == "keep"
        rows = chosen_rows(filled_down(tidy(part, keep_totals=keep), mapping), mapping)
        found.append(long_form(side_by_side(rows), measure=mapping.option("measure"), keep_totals=keep))
    return found


def tidy(table: RawTable, *, keep_totals: bool = False) -> RawTable:
    """Repeated headers, footnotes and suspected totals rows are set aside, each with its reason.

    `keep_totals`: the reader says that rows called totals are records all the same.
    """
    table = _footnotes(_repeated_headers(with_header(table)))
    if keep_totals or table.frame.is_empty():
        return table
    places = total_rows(table)
    for reason in dict.fromkeys(places.values()):
        at = [p for p, r in places.items() if r == reason]
        table = _without(table, _is_in(table, at), reason)
        places = {p - sum(a < p for a in at): r for p, r in places.items() if p not in at}
    return table


def _is_in(table: RawTable, places: list[int]) -> pl.Series:
    return pl.int_range(table.frame.height, eager=True).is_in(places)


def _without(table: RawTable, test: pl.Series, reason: str) -> RawTable:
    if not test.any():
        return table
    gone = table.frame.filter(test)
    listed = skipped_frame((row[0], row[1:], reason) for row in gone.iter_rows())
    note = counted(
        "{n} row set aside: {reason} ({rows}).",
        "{n} rows set aside: {reason} ({rows}).",
        gone.height,
        reason=unpack(reason),
        rows=rows_text(gone[ROW].to_list()),
    ).packed()
    return replace(
        table,
        frame=table.frame.filter(~test),
        skipped=pl.concat([table.skipped, listed]),
        notes=(*table.notes, note),
    )


def _repeated_headers(table: RawTable) -> RawTable:
    """Rows that hold the headings again, also where some of their cells are left empty."""
    names = table.columns
    if not names or table.frame.is_empty():
        return table
    test = pl.repeat(False, table.frame.height, dtype=pl.Boolean, eager=True)
    for head in (*table.heads, tuple(names)):
        if len(head) != len(names) or len([h for h in head if h]) < 2:
            continue
        cells = [table.frame[c].str.strip_chars() for c in names]
        same = [(cell == h) | (cell == "") for cell, h in zip(cells, head, strict=True)]
        filled = pl.select(pl.sum_horizontal([(c != "").cast(pl.Int64).alias(str(n)) for n, c in enumerate(cells)]))
        every = pl.select(pl.all_horizontal([s.alias(str(n)) for n, s in enumerate(same)])).to_series()
        test = test | (every & (filled.to_series() >= max(2, 0.6 * len([h for h in head if h]))))
    return _without(table, test, N_("the header repeated"))


def _footnotes(table: RawTable) -> RawTable:
    """Rows with one filled cell that reads like a note, in a table of more columns."""
    names = table.columns
    if len(names) < 3 or table.frame.is_empty():
        return table
    filled = table.frame.select(pl.sum_horizontal([(pl.col(c) != "").cast(pl.Int64) for c in names])).to_series()
    first = table.frame.select(pl.coalesce([pl.when(pl.col(c) != "").then(pl.col(c)) for c in names])).to_series()
    noted = pl.Series([bool(t and (_FOOT.match(t) or len(t) > 60)) for t in first])
    last = table.frame[ROW] >= (table.frame[ROW].max() or 0) - 20  # type: ignore[operator]
    return _without(table, (filled == 1) & noted & last, "a footnote")


def filled_down(table: RawTable, mapping: Mapping) -> RawTable:
    """Columns in which an empty cell holds what stands above it, as the reader says."""
    said = mapping.option("fill_down")
    if said in ("", "none"):
        return table
    columns = split(said, table.columns)
    for column in columns:
        need(table, column)
    filled = [pl.when(pl.col(c).str.strip_chars() != "").then(pl.col(c)).forward_fill().fill_null("") for c in columns]
    note = packed("Empty cells of {columns} repeat the value above them, as you said.", columns=", ".join(columns))
    return replace(
        table,
        frame=table.frame.with_columns(e.alias(c) for e, c in zip(filled, columns, strict=True)),
        notes=(*table.notes, note),
    )


def chosen_rows(table: RawTable, mapping: Mapping) -> RawTable:
    """Only the rows that hold one of the wanted values of a column ('*': all); the others are set aside."""
    for column, said in mapping.where:
        if column not in table.columns:
            raise SourceError(
                "{name}: there is no column '{column}' to choose rows by.", name=table.name, column=column[:60]
            )
        if said.strip() == "*":
            continue
        wanted = [v.strip().casefold() for v in ([said] if said in table.frame[column] else said.split("|"))]
        texts = table.frame[column].str.strip_chars().str.to_lowercase()
        test = ~texts.is_in(wanted)
        if test.all() and table.frame.height:
            raise SourceError(
                "{name}: no row has '{said}' in '{column}'. Nothing would be read.",
                name=table.name,
                said=said[:60],
                column=column[:60],
            )
        table = _without(
            table,
            test,
            packed("its '{column}' is not {values}, as you said", column=column, values=" / ".join(said.split("|"))),
        )
    return table
