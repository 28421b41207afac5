"""The table of the explorer: every cell with its state and reason, or, as a form of its own, a cross table."""

from typing import Any

import polars as pl

from analysis.pivot import Pivot
from data_access.answers import Answers
from data_access.cube.rollup import per_unit
from domain.cells import LABELS, CellState
from domain.dimensions import DIMENSIONS
from domain.exact import figures
from domain.forms import PLACES
from domain.question import Question
from reports.explore.chart_data import base_of, ordered, reasons, scaled, trimmed
from reports.explore.found import names
from reports.explore.question import View
from reports.wording import states

MOST = 20_000
"""Cells in the table under a chart."""
WHOLE = "All"
EMPTY_CELLS = "Cells without a figure"
SUMS = "…"
"""The code of the row of sums: nothing to filter by."""
CODED_DETAILS = ("hs", "agency_kind")
"""Details that are codes, not words."""


def tables(answers: Answers, question: Question, table: Pivot, view: View) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What the chart shows, worded, without anything folded away; and the codes behind its rows, by dimension.

    Places stand A–Z even under a chart by value: a table and its files hold no coverage and interval in the row.
    """
    order = "az" if question.by[0] in PLACES else view.order
    full = ordered(answers, trimmed(table, question), question, order)
    if view.form == "table" and len(question.by) == 2:
        return _cross(answers, full, question, view)
    return _long(answers, full, question, view)


def _long(answers: Answers, table: Pivot, question: Question, view: View) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a cell: its place in words, the figure, its share or index where asked for, its state, and why."""
    order = table.rows.select(pl.col("code").alias("row")).with_row_index("at")
    base = base_of(answers, table, question, view) if len(question.by) == 2 else ""
    scale = scaled(table, view, base, counts=question.measure == "seizures").cells.select(
        "row", "column", pl.col("value").alias("scaled")
    )
    shown = table.cells.join(order, on="row").join(scale, on=["row", "column"]).sort("at", "column").head(MOST)
    columns = []
    for i, (axis, side) in enumerate(zip(("row", "column"), (table.rows, table.columns), strict=True)):
        if i < len(question.by):
            words = names(answers, question.by[i], side["code"].to_list(), question.selection.scheme)
            columns.append(_worded(axis, words, question.heading(i)))
    columns.append(_figure(question, table.cells).alias(question.label))
    if view.scale in ("row", "column", "all"):
        columns.append(pl.col("scaled").alias("Share"))
    elif view.scale == "index" and len(question.by) == 2:
        columns.append(pl.col("scaled").alias("Index"))
    why = reasons(question).replace("", None).alias("Why empty")
    worded = shown.select(*columns, *states(shown), why)
    codes = [pl.col(axis).alias(d) for axis, d in zip(("row", "column"), question.by, strict=False) if exact(d)]
    return worded, shown.select(codes)


def _sums(made: Pivot, heads: list[str], value: pl.Expr, schema: Any) -> pl.DataFrame:
    """The last row: the true sum of each column, asked for itself (where groups overlap it is less than its cells)."""
    sums = made.columns.select(value).to_series().to_list()
    whole = {"value": [made.total], "base": [made.base]}
    total = pl.DataFrame(whole, schema={"value": pl.Float64, "base": pl.Int64}).select(value).item()
    row = {"code": SUMS, **dict(zip(heads, sums, strict=True)), WHOLE: total}
    return pl.DataFrame([row], schema=schema)


def _empty(made: Pivot, question: Question) -> pl.DataFrame:
    """code and, in words, why so many cells of a row hold no figure or a zero."""
    labels = {s.value: label.lower() for s, label in LABELS.items() if s != CellState.VALUE}
    why = pl.when(pl.col("reason") != "").then(reasons(question)).otherwise(pl.col("state").replace(labels))
    counted = (
        made.cells.filter(pl.col("state") != CellState.VALUE)
        .group_by(pl.col("row").alias("code"), why.alias("why"))
        .len()
        .sort("code", "len", "why", descending=[False, True, False])
    )
    said = pl.format("{}: {}", "len", "why").str.join("; ").alias(EMPTY_CELLS)
    return counted.group_by("code", maintain_order=True).agg(said)


def exact(dimension: str) -> bool:
    """Whether a filter on the code of a row keeps just that row: spellings of free text were joined."""
    return DIMENSIONS[dimension].coded or dimension in CODED_DETAILS


def _worded(column: str, words: dict[str, str], heading: str) -> pl.Expr:
    return pl.col(column).replace_strict(words, return_dtype=pl.String).alias(heading)


def _figure(question: Question, *tables: pl.DataFrame) -> pl.Expr:
    """The figures of tables that stand together, exact: counts whole, amounts from their base units."""
    if question.measure == "seizures" or question.persons:
        return pl.col("value").round(0).cast(pl.Int64, strict=False)
    return figures(per_unit(question.measure, question.unit_class), *tables)


def _cross(answers: Answers, table: Pivot, question: Question, view: View) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows by columns with the true sums at the right; an empty cell is not reported, never zero."""
    made, share = scaled(table, view), view.scale in ("row", "column")
    sides = zip(question.by, (made.rows, made.columns), strict=True)
    rows, columns = (names(answers, d, m["code"].to_list(), question.selection.scheme) for d, m in sides)
    heads = _unlike([columns[c] for c in made.columns["code"]], question.heading(0))
    wide = made.rows.select("code")
    value = pl.col("value") if share else _figure(question, made.cells, made.rows, made.columns)
    for code, head in zip(made.columns["code"], heads, strict=True):
        held = made.cells.filter(pl.col("column") == code).select(pl.col("row").alias("code"), value.alias(head))
        wide = wide.join(held, on="code", how="left", maintain_order="left")
    if not share:
        wide = wide.with_columns(made.rows.select(value.alias(WHOLE)).to_series())
        wide = pl.concat([wide, _sums(made, heads, value, wide.schema)], how="vertical_relaxed")
        rows = {**rows, SUMS: WHOLE}
    wide = wide.join(_empty(made, question), on="code", how="left", maintain_order="left")
    codes = wide.select(pl.col("code").alias(d) for d in question.by[:1] if exact(d))
    return wide.select(_worded("code", rows, question.heading(0)), pl.exclude("code")), codes


def _unlike(heads: list[str], *taken: str) -> list[str]:
    """Headings that differ from each other and from those taken."""
    used, made = {*taken, WHOLE, EMPTY_CELLS, "code"}, []
    for head in heads:
        name, n = head, 2
        while name in used:
            name, n = f"{head} ({n})", n + 1
        used.add(name)
        made.append(name)
    return made
