"""From a cross table to a figure and its words: one way for the Explorer page and `atlas chart`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from analysis import indexing
from analysis.pivot import Pivot
from analysis.shortlist import named_rows
from charts.bars import bars
from charts.dot_strip import dot_strip
from charts.drawn import Drawn
from charts.heat import heat
from charts.maps.named import named_map
from charts.maps.symbols import symbol_map
from charts.stacked import stacked
from charts.time.panels import panels
from charts.time.trend import trend
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
    """What is drawn, its unit, notes, and which members it shows."""

    drawn: Drawn
    unit: str
    notes: tuple[str, ...] = ()
    shown: str = ""


def draw(studio: Studio, question: Question, table: Pivot, view: View) -> Drawing:
    """The figure of a view, with its words."""
    if view.form == "table":
        words = studio.words
        size = _size(table, question, words)
        return Drawing(
            drawn=Drawn(None, words.t("{measure}: a table of {size}.", measure=question.label, size=size)),
            unit=unit(question, view, words),
            notes=notes(table, question, view, words),
        )
    if view.form == "map":
        return _map(studio, question, table)
    data = prepare(studio, question, table, view)
    drawn = _DRAW[view.form](studio, question, view, data)
    return Drawing(drawn=drawn, unit=data.unit, notes=data.notes, shown=data.shown)


def _size(table: Pivot, question: Question, words: Words) -> str:
    """'12 rows by 4 columns'."""
    rows = words.n("{n} row", "{n} rows", table.rows.height)
    if len(question.by) == 1:
        return rows
    columns = words.n("{n} column", "{n} columns", table.columns.height)
    return words.t("{rows} by {columns}", rows=rows, columns=columns)


def _map(studio: Studio, question: Question, table: Pivot) -> Drawing:
    answers, words = studio.answers, studio.words
    if question.of_cases:
        return _of_cases(studio, question, table)
    focus, named = answers.places_asked(question.selection), reference.names("places")
    every = pl.DataFrame({"code": sorted(c for c in named if c != "ANT")}, schema={"code": pl.String})
    frame = every.join(table.rows, on="code", how="left", maintain_order="left").with_columns(
        pl.col("state").fill_null("not_reported"), pl.col("code").replace(named).alias("label")
    )
    counting_unit = words.say(question.unit)
    drawn = symbol_map(frame, reference.places(), words=words, theme=studio.theme, unit=counting_unit, focus=focus)
    return Drawing(drawn=drawn, unit=counting_unit)


def _of_cases(studio: Studio, question: Question, table: Pivot) -> Drawing:
    """Where cases name a place; of the other places nothing is said."""
    known, counting_unit = reference.names("places"), studio.words.say(question.unit)
    label = pl.col("code").replace(known).alias("label")
    frame = table.rows.filter(pl.col("code").is_in(list(known))).with_columns(label)
    look: dict[str, Any] = {"words": studio.words, "theme": studio.theme, "unit": counting_unit}
    return Drawing(drawn=named_map(frame, reference.places(), **look), unit=counting_unit)


def _provisional(studio: Studio, question: Question) -> str:
    """From which period figures are provisional; '' for cases, which do not arrive late."""
    return "" if question.of_cases else provisional_from(studio.answers, monthly=question.by[-1] == "month")


def _bars(studio: Studio, question: Question, view: View, data: ChartData) -> Drawn:
    frame = data.rows.with_columns(pl.col("value") * (100 if view.scale == "all" else 1))
    places = question.by[0] in PLACES
    return bars(frame, words=studio.words, theme=studio.theme, unit=data.unit, said=named_rows(frame), places=places)


def _dots(studio: Studio, question: Question, view: View, data: ChartData) -> Drawn:
    return dot_strip(
        data.rows,
        words=studio.words,
        theme=studio.theme,
        unit=data.unit,
        log=view.scale == "log",
        said=named_rows(data.rows),
        places=question.by[0] in PLACES,
    )


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


def _line(studio: Studio, question: Question, view: View, data: ChartData) -> Drawn:
    words = studio.words
    of_each = words.t("% of each {dimension}", dimension=question.inside(-1))
    return trend(
        _lines(data, view, single=len(question.by) == 1),
        words=words,
        theme=studio.theme,
        unit=of_each if view.scale == "column" else data.unit,
        provisional_from=_provisional(studio, question),
        log=view.scale == "log",
        additive=view.scale in ("linear", "log"),
    )


def _panels(studio: Studio, question: Question, view: View, data: ChartData) -> Drawn:
    return panels(
        _lines(data, view, single=False),
        words=studio.words,
        theme=studio.theme,
        unit=data.unit,
        provisional_from=_provisional(studio, question),
        log=view.scale == "log",
    )


def _heat(studio: Studio, _question: Question, view: View, data: ChartData) -> Drawn:
    share = view.scale in ("row", "column")
    sides = (data.cells, data.rows, data.columns)
    return heat(*sides, words=studio.words, theme=studio.theme, unit=data.unit, share=share)


def _stacked(studio: Studio, question: Question, view: View, data: ChartData) -> Drawn:
    """Along time the bars are periods and the rows their parts; else the rows are bars and the columns their parts."""
    share, upright = view.scale in ("row", "column"), question.by[-1] in TIME
    whole, parts = (data.columns, data.rows) if upright else (data.rows, data.columns)
    cells = data.cells.rename({"column": "bar", "row": "part"} if upright else {"row": "bar", "column": "part"})
    look = {"upright": upright, "share": share}
    return stacked(cells, whole, parts, words=studio.words, theme=studio.theme, unit=data.unit, **look)


_DRAW: dict[str, Callable[[Studio, Question, View, ChartData], Drawn]] = {
    "bars": _bars,
    "dots": _dots,
    "line": _line,
    "panels": _panels,
    "heat": _heat,
    "stacked": _stacked,
}
