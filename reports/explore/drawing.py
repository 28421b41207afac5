"""From a cross table to a figure and its words: one way for the Explorer page and `atlas chart`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analysis import indexing
from analysis.pivot import Pivot
from analysis.shortlist import told
from charts import bars, dot_strip, heat, stacked
from charts.maps import symbols, world
from charts.time import panels, trend
from charts.time.log_axis import on_log_axis
from data_access.reference import tables as reference
from domain.forms import PLACES, TIME
from domain.question import Question
from domain.words import Words
from reports.dates import provisional_from
from reports.explore.chart_data import ChartData, notes, prepare, unit
from reports.explore.question import View
from reports.studio import Studio


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A figure (None: the table is the picture), its words, its unit, notes, and which members it shows."""

    figure: go.Figure | None
    alt: str
    unit: str
    notes: tuple[str, ...] = ()
    shown: str = ""


def draw(studio: Studio, question: Question, table: Pivot, view: View) -> Drawing:
    """The figure of a view, with its words."""
    if view.form == "table":
        words = studio.words
        return Drawing(
            figure=None,
            alt=words.t("{measure}: a table of {size}.", measure=question.label, size=_size(table, question, words)),
            unit=unit(question, view, words),
            notes=notes(table, question, view, words),
        )
    if view.form == "map":
        return _map(studio, question, table)
    data = prepare(studio, question, table, view)
    fig, alt = _DRAW[view.form](studio, question, view, data)
    return Drawing(figure=fig, alt=alt, unit=data.unit, notes=data.notes, shown=data.shown)


def _size(table: Pivot, question: Question, words: Words) -> str:
    """'12 rows by 4 columns'."""
    rows = words.n("{n} row", "{n} rows", table.rows.height)
    if len(question.by) == 1:
        return rows
    columns = words.n("{n} column", "{n} columns", table.columns.height)
    return words.t("{rows} by {columns}", rows=rows, columns=columns)


def _map(studio: Studio, question: Question, table: Pivot) -> Drawing:
    answers, words = studio.answers, studio.words
    focus, named = answers.places_asked(question.selection), reference.names("places")
    every = pl.DataFrame({"code": sorted(c for c in named if c != "ANT")}, schema={"code": pl.String})
    frame = every.join(table.rows, on="code", how="left", maintain_order="left").with_columns(
        pl.col("state").fill_null("not_reported"), pl.col("code").replace(named).alias("label")
    )
    shared: dict[str, Any] = {"words": words, "unit": words.say(question.unit)}
    fig = symbols.symbol_map(frame, reference.places(), theme=studio.theme, focus=focus, **shared)
    seen = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    return Drawing(figure=fig, alt=world.describe(seen, **shared), unit=shared["unit"])


def _bars(studio: Studio, question: Question, view: View, data: ChartData) -> tuple[go.Figure, str]:
    frame = data.rows.with_columns(pl.col("value") * (100 if view.scale == "all" else 1))
    shared: dict[str, Any] = {"words": studio.words, "unit": data.unit}
    alt = bars.describe(told(frame), places=question.by[0] in PLACES, **shared)
    return bars.bars(frame, theme=studio.theme, **shared), alt


def _dots(studio: Studio, question: Question, view: View, data: ChartData) -> tuple[go.Figure, str]:
    shared: dict[str, Any] = {"words": studio.words, "unit": data.unit}
    fig = dot_strip.dot_strip(data.rows, theme=studio.theme, log=view.scale == "log", **shared)
    return fig, dot_strip.describe(told(data.rows), places=question.by[0] in PLACES, **shared)


def _lines(data: ChartData, view: View, *, single: bool) -> pl.DataFrame:
    """period, value, state, and series where there are several; shares as per cent."""
    if single:
        return _single(data, view)
    order = data.rows.select(pl.col("code").alias("row"), pl.col("label").alias("series")).with_row_index("at")
    frame = data.cells.join(order, on="row").sort("at", "column")
    factor = 100 if view.scale == "column" else 1
    return frame.select("series", pl.col("column").alias("period"), pl.col("value") * factor, "state")


def _single(data: ChartData, view: View) -> pl.DataFrame:
    """One line: its periods are the rows, so that an index runs down them."""
    frame = data.rows.select(pl.col("code").alias("period"), "value", "state")
    if view.scale != "index":
        return frame
    return indexing.indexed(frame, data.base)


def _line(studio: Studio, question: Question, view: View, data: ChartData) -> tuple[go.Figure, str]:
    frame, theme = _lines(data, view, single=len(question.by) == 1), studio.theme
    words = studio.words
    of_each = words.t("% of each {dimension}", dimension=question.inside(-1))
    shared: dict[str, Any] = {"words": words, "unit": of_each if view.scale == "column" else data.unit}
    since = provisional_from(studio.answers, monthly=question.by[-1] == "month")
    fig = trend.trend(frame, theme=theme, provisional_from=since, **shared)
    fig = on_log_axis(fig, words=studio.words, theme=theme) if view.scale == "log" else fig
    return fig, trend.describe(frame, provisional_from=since, additive=view.scale in ("linear", "log"), **shared)


def _panels(studio: Studio, question: Question, view: View, data: ChartData) -> tuple[go.Figure, str]:
    frame = _lines(data, view, single=False)
    shared: dict[str, Any] = {"words": studio.words, "unit": data.unit}
    since = provisional_from(studio.answers, monthly=question.by[-1] == "month")
    log = view.scale == "log"
    fig = panels.panels(frame, theme=studio.theme, provisional_from=since, log=log, **shared)
    return fig, panels.describe(frame, **shared)


def _heat(studio: Studio, _question: Question, view: View, data: ChartData) -> tuple[go.Figure, str]:
    words, share = studio.words, view.scale in ("row", "column")
    sides = (data.cells, data.rows, data.columns)
    fig = heat.heat(*sides, words=words, theme=studio.theme, unit=data.unit, share=share)
    return fig, heat.describe(*sides, words=words, unit=data.unit, share=share)


def _stacked(studio: Studio, question: Question, view: View, data: ChartData) -> tuple[go.Figure, str]:
    """Along time the bars are periods and the rows their parts; else the rows are bars and the columns their parts."""
    words, share, upright = studio.words, view.scale in ("row", "column"), question.by[-1] in TIME
    whole, parts = (data.columns, data.rows) if upright else (data.rows, data.columns)
    cells = data.cells.rename({"column": "bar", "row": "part"} if upright else {"row": "bar", "column": "part"})
    look: dict[str, Any] = {"theme": studio.theme, "upright": upright, "share": share}
    fig = stacked.stacked(cells, whole, parts, words=words, unit=data.unit, **look)
    return fig, stacked.describe(cells, whole, parts, words=words, unit=data.unit, share=share)


_DRAW: dict[str, Callable[[Studio, Question, View, ChartData], tuple[go.Figure, str]]] = {
    "bars": _bars,
    "dots": _dots,
    "line": _line,
    "panels": _panels,
    "heat": _heat,
    "stacked": _stacked,
}
