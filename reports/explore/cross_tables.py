"""The table of the explorer: every cell with its state and reason, or, as a form of its own, a cross table."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from analysis.pivot import Pivot
from data_access.cube.rollup import per_unit
from domain.cells import CellState
from domain.dimensions import DIMENSIONS
from domain.exact import figures
from domain.forms import PLACES
from domain.messages import N_
from domain.question import Question
from domain.words import Words
from reports.card import Column, number, share
from reports.explore.chart_data import base_of, ordered, reasons, scaled, trimmed
from reports.explore.found import named
from reports.explore.question import View
from reports.studio import Studio
from reports.wording import state_columns, states

MOST = 20_000
"""Cells in the table under a chart."""
WHOLE, EMPTY_CELLS = N_("All"), N_("Cells without a figure")
SUMS = "…"
"""The code of the row of sums: nothing to filter by."""
CODED_DETAILS = ("hs", "agency_kind")
"""Details that are codes, not words."""
_NO_FIGURE = {
    CellState.ZERO: N_("zero reported"),
    CellState.NOT_REPORTED: N_("not reported"),
    CellState.SUPPRESSED: N_("suppressed (small number)"),
    CellState.RESTRICTED: N_("restricted by the source"),
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """A table for a card: its columns named by codes, their headings, and the codes behind its rows, by dimension."""

    table: pl.DataFrame
    columns: dict[str, Column]
    codes: pl.DataFrame


def tables(studio: Studio, question: Question, table: Pivot, view: View) -> Table:
    """What the chart shows, worded, without anything folded away.

    Places stand A–Z even under a chart by value: a table and its files hold no coverage and interval in the row.
    """
    order = "az" if question.by[0] in PLACES else view.order
    full = ordered(studio.answers, trimmed(table, question), question, order, studio.words)
    if view.form == "table" and len(question.by) == 2:
        return _cross(studio, full, question, view)
    return _long(studio, full, question, view)


def _long(studio: Studio, table: Pivot, question: Question, view: View) -> Table:
    """One row a cell: its place in words, the figure, its share or index where asked for, its state, and why."""
    words, two = studio.words, len(question.by) == 2
    order = table.rows.select(pl.col("code").alias("row")).with_row_index("at")
    base = base_of(studio.answers, table, question, view) if two else ""
    scale = scaled(table, view, base, counts=question.measure == "seizures").cells.select(
        "row", "column", pl.col("value").alias("scaled")
    )
    shown = table.cells.join(order, on="row").join(scale, on=["row", "column"]).sort("at", "column").head(MOST)
    sides = list(zip(question.by, ("row", "column"), (table.rows, table.columns), strict=False))
    places = [_worded(axis, _names(studio, question, d, side["code"].to_list())) for d, axis, side in sides]
    is_share = view.scale in ("row", "column", "all")
    more = [pl.col("scaled")] if is_share or (view.scale == "index" and two) else []
    why = reasons(question, words).replace("", None).alias("why")
    columns = {axis: Column(words.say(question.heading(i))) for i, (_, axis, _) in enumerate(sides)}
    columns |= {
        "value": number(words.say(question.label)),
        "scaled": share(words.t("Share")) if is_share else number(words.t("Index")),
        **state_columns(words),
        "why": Column(words.t("Why empty")),
    }
    return Table(
        table=shown.select(*places, _figure(question, table.cells), *more, *states(shown, words), why),
        columns=columns,
        codes=shown.select(pl.col(axis).alias(d) for d, axis, _ in sides if exact(d)),
    )


def _names(studio: Studio, question: Question, dimension: str, codes: list[str]) -> dict[str, str]:
    return named(studio.answers, question, dimension, codes, studio.words)


def _sums(made: Pivot, value: pl.Expr, schema: Any) -> pl.DataFrame:
    """The last row: the true sum of each column, asked for itself (where groups overlap it is less than its cells)."""
    sums = made.columns.select(value).to_series().to_list()
    whole = {"value": [made.total], "base": [made.base]}
    total = pl.DataFrame(whole, schema={"value": pl.Float64, "base": pl.Int64}).select(value).item()
    row = {"row": SUMS, **{_member(i): figure for i, figure in enumerate(sums)}, "whole": total}
    return pl.DataFrame([row], schema=schema)


def _member(at: int) -> str:
    """The name of the column of a member: its code may be any text."""
    return f"member_{at}"


def _empty(made: Pivot, question: Question, words: Words) -> pl.DataFrame:
    """row and `empty`: in words, why so many cells of a row hold no figure or a zero."""
    labels = {state.value: words.t(label) for state, label in _NO_FIGURE.items()}
    why = pl.when(pl.col("reason") != "").then(reasons(question, words)).otherwise(pl.col("state").replace(labels))
    counted = (
        made.cells.filter(pl.col("state") != CellState.VALUE)
        .group_by("row", why.alias("why"))
        .len()
        .sort("row", "len", "why", descending=[False, True, False])
    )
    reasons_of_row = pl.format("{}: {}", "len", "why").str.join("; ").alias("empty")
    return counted.group_by("row", maintain_order=True).agg(reasons_of_row)


def exact(dimension: str) -> bool:
    """Whether a filter on the code of a row keeps just that row: spellings of free text were joined."""
    return dimension not in DIMENSIONS or DIMENSIONS[dimension].coded or dimension in CODED_DETAILS


def _worded(column: str, labels: dict[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(labels, return_dtype=pl.String)


def _figure(question: Question, *tables: pl.DataFrame) -> pl.Expr:
    """The figures of tables that stand together, exact: counts whole, amounts from their base units."""
    if question.measure == "seizures" or not question.additive:
        return pl.col("value").round(0).cast(pl.Int64, strict=False)
    return figures(per_unit(question.measure, question.unit_class), *tables).alias("value")


def _cross(studio: Studio, table: Pivot, question: Question, view: View) -> Table:
    """Rows by columns with the true sums at the right; an empty cell is not reported, never zero."""
    words, made, is_share = studio.words, scaled(table, view), view.scale in ("row", "column")
    rows = _names(studio, question, question.by[0], made.rows["code"].to_list())
    wide = made.rows.select(pl.col("code").alias("row"))
    value = pl.col("value") if is_share else _figure(question, made.cells, made.rows, made.columns)
    for i, code in enumerate(made.columns["code"]):
        cells = made.cells.filter(pl.col("column") == code).select("row", value.alias(_member(i)))
        wide = wide.join(cells, on="row", how="left", maintain_order="left")
    if not is_share:
        wide = wide.with_columns(made.rows.select(value.alias("whole")).to_series())
        wide = pl.concat([wide, _sums(made, value, wide.schema)], how="vertical_relaxed")
        rows = {**rows, SUMS: words.t(WHOLE)}
    wide = wide.join(_empty(made, question, words), on="row", how="left", maintain_order="left")
    return Table(
        table=wide.with_columns(_worded("row", rows)),
        columns=_headings(studio, made, question, is_share=is_share),
        codes=wide.select(pl.col("row").alias(d) for d in question.by[:1] if exact(d)),
    )


def _headings(studio: Studio, made: Pivot, question: Question, *, is_share: bool) -> dict[str, Column]:
    """The headings of a cross table."""
    words, codes = studio.words, made.columns["code"].to_list()
    labels = _names(studio, question, question.by[1], codes)
    own = {
        "row": Column(words.say(question.heading(0))),
        "whole": number(words.t(WHOLE)),
        "empty": Column(words.t(EMPTY_CELLS)),
    }
    heads = _unlike([labels[code] for code in codes], *(column.label for column in own.values()))
    return own | {_member(i): share(head) if is_share else number(head) for i, head in enumerate(heads)}


def _unlike(heads: list[str], *taken: str) -> list[str]:
    """Headings that differ from each other and from those taken."""
    used, made = set(taken), []
    for head in heads:
        name, n = head, 2
        while name in used:
            name, n = f"{head} ({n})", n + 1
        used.add(name)
        made.append(name)
    return made
