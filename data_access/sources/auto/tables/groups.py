"""Several goods side by side in one row ('Drug, Quantity, Drug, Quantity') → the goods lines of its record."""

import re
from dataclasses import replace

import polars as pl

from data_access.sources.auto.fields import named
from data_access.sources.auto.files.raw import ROW, RawTable
from domain.messages import packed

_NUMBERED = re.compile(r"(.*?)[\s_.#-]*\(?(\d{1,2})\)?")
_LINE_FIELDS = ("goods", "quantity", "unit", "value", "currency", "species", "hs")


def side_by_side(table: RawTable) -> RawTable:
    """The table with a row for each group that says something; itself where no goods stand side by side."""
    groups = _groups(table)
    if len(groups) < 2:
        return table
    first = groups[0]
    used = {c for group in groups for c in group.values()}
    keep = [c for c in table.frame.columns if c not in used]
    parts = []
    for place, group in enumerate(groups):
        cells = [pl.col(group[k]).alias(first[k]) if k in group else pl.lit("").alias(first[k]) for k in first]
        parts.append(table.frame.select(*keep, *cells, pl.lit(place).alias("_place")))
    lines = pl.concat(parts)
    filled = pl.any_horizontal([pl.col(c).str.strip_chars() != "" for c in first.values()])
    lines = lines.filter(filled | (pl.col("_place") == 0)).sort(ROW, "_place", maintain_order=True).drop("_place")
    note = packed(
        "Goods stand side by side ({columns} …): each group is a goods line of its row.",
        columns=", ".join(first.values()),
    )
    return replace(
        table,
        frame=lines.select(ROW, *(c for c in table.columns if c in lines.columns)),
        notes=(*table.notes, note),
        turned=tuple(c for c in table.columns if c in used),
        lines=True,
    )


def _groups(table: RawTable) -> list[dict[str, str]]:
    """For each group: stem of the heading → column. Each must have its goods, and a quantity or unit beside."""
    stems: dict[str, dict[int, str]] = {}
    for column in table.columns:
        match = _NUMBERED.fullmatch(column)
        stem, number = (match[1].strip(), int(match[2])) if match and match[1].strip() else (column, 1)
        stems.setdefault(stem.casefold(), {}).setdefault(number, column)
    several = {s: columns for s, columns in stems.items() if len(columns) > 1 and _field(s) in _LINE_FIELDS}
    fields = {_field(s) for s in several}
    if "goods" not in fields or not fields & {"quantity", "unit", "value"}:
        return []
    numbers = sorted({n for columns in several.values() for n in columns})
    return [{s: columns[n] for s, columns in several.items() if n in columns} for n in numbers]


def _field(stem: str) -> str:
    found = named(stem)
    return found[0][0] if found and found[0][1] >= 0.75 else ""
