"""One question, one chart: bars, lines over time, a map or two lists against each other (shell and explorer)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analysis.comparison import coverage_notes, merge_spellings, provisional_from
from analysis.coverage import reporters
from analysis.shortlist import share_told, shortlist, told
from charts import bars, matrix, trend, world
from charts.theme import THEMES, Theme
from data_access.gateway import Gateway
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.collation import az
from domain.dimensions import DIMENSIONS
from domain.entitlement import PUBLIC
from domain.errors import UsageError
from domain.forms import PLACES
from domain.measures import MEASURES
from domain.selection import Selection
from domain.words import ENGLISH
from reports.wording import labelled

TIMES = ("year", "month")
MOST_BARS, MOST_LINES, MOST_CELLS = 40, 10, 25
"""Beyond these it would be no picture: ask with --top, or take the table."""


@dataclass(frozen=True)
class Question:
    """What is asked of the store, and how it is drawn."""

    gateway: Gateway
    selection: Selection
    measure: str
    by: tuple[str, ...]
    is_map: bool
    top: int | None

    @property
    def time(self) -> str:
        """The dimension that is a time, '' if none."""
        return next((d for d in self.by if d in TIMES), "")

    @property
    def others(self) -> tuple[str, ...]:
        """The dimensions that are no time."""
        return tuple(d for d in self.by if d != self.time)

    @property
    def grid(self) -> bool:
        """Whether cells without records belong into the answer: on maps and along time a gap is told."""
        return self.is_map or bool(self.time)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A figure, what it says in words, and what must stand under its title."""

    figure: go.Figure
    alt: str
    note: str
    theme: Theme


def kept(frame: pl.DataFrame, asked: Question) -> pl.DataFrame:
    """With --top the rows of the largest N, of one list by their figures, of two lists by the sums of each.

    Places stay in the order of their names, whatever their figures.
    Along time those that were never heard of are left out; the silences of the others are kept.
    """
    if asked.time:
        heard = pl.col("state") != CellState.NOT_REPORTED
        frame = frame.filter(pl.col(asked.time) != "")
        frame = frame.filter(heard.any().over(asked.others)) if asked.others else frame
    if asked.top is None:
        return frame
    if len(asked.by) == 1:
        order = [True, False]
        found = frame.sort("value", asked.by[0], descending=order, nulls_last=True).head(asked.top)
        return _a_to_z(found, asked) if asked.by[0] in PLACES else found
    for dimension in asked.others:
        sums = frame.group_by(dimension).agg(pl.col("value").sum())
        largest = sums.sort("value", dimension, descending=[True, False]).head(asked.top)[dimension]
        frame = frame.filter(pl.col(dimension).is_in(largest.to_list()))
    return frame


def _a_to_z(frame: pl.DataFrame, asked: Question) -> pl.DataFrame:
    named = labelled(frame, asked.by[0], asked.selection.scheme)
    return named.sort(az("label")).select(frame.columns)


_COLUMNS = {
    "unit": "Unit",
    "n_reported": "Records with a figure",
    "largest": "Largest single figure",
    "n_implausible": "Implausible figures",
    "state": "State",
}


def worded_table(frame: pl.DataFrame, asked: Question) -> pl.DataFrame:
    """The answer for readers: names for codes, states in words, headings that say what stands below."""
    for dimension in asked.by:
        frame = frame.with_columns(labelled(frame, dimension, asked.selection.scheme)["label"].alias(dimension))
    states = {state.value: label for state, label in LABELS.items()}
    whole = pl.Int64 if asked.measure == "seizures" else pl.Float64
    frame = frame.with_columns(pl.col("state").replace(states), pl.col("value").cast(whole))
    names = {d: DIMENSIONS[d].label for d in asked.by} | {"value": MEASURES[asked.measure].label}
    return frame.rename(names | {c: n for c, n in _COLUMNS.items() if c in frame.columns})


def drawn(frame: pl.DataFrame, asked: Question, unit: str, theme: str) -> Drawn:
    """The picture of an answer. Raises UsageError for what cannot be drawn, saying what can."""
    shared: dict[str, Any] = {"words": ENGLISH, "unit": unit}
    look = THEMES[theme]
    if asked.is_map:
        return _map(frame, asked, shared, look)
    if asked.time:
        return _lines(kept(frame, asked), asked, shared, look)
    if len(asked.by) == 2:
        return _matrix(kept(frame, asked), asked, shared, look)
    return _bars(frame, asked, shared, look)


def _map(frame: pl.DataFrame, asked: Question, shared: dict[str, Any], theme: Theme) -> Drawn:
    if asked.by != ("country",) or asked.top:
        raise UsageError("A map is drawn by country, of all of them: --by country --map, without --top.")
    names = reference.names("places")
    focus = tuple(code for code in asked.gateway.countries(asked.selection) or () if code in names)
    placed = labelled(frame, "country").filter(pl.col("code") != "ANT")
    fig = world.world_map(placed, reference.places(), theme=theme, focus=focus, **shared)
    seen = placed.filter(pl.col("code").is_in(list(focus))) if focus else placed
    return Drawn(figure=fig, alt=world.describe(seen, **shared), note="", theme=theme)


def _lines(frame: pl.DataFrame, asked: Question, shared: dict[str, Any], theme: Theme) -> Drawn:
    """One line, or one a value of the other dimension."""
    if asked.top and not asked.others:
        raise UsageError("--top is for lists: a line over time shows every period.")
    if asked.others:
        frame = labelled(frame, asked.others[0], asked.selection.scheme).rename({"label": "series"}).sort(az("series"))
        if (lines := frame["series"].n_unique()) > MOST_LINES:
            raise UsageError(f"{lines} lines are no picture: ask for the largest with --top {MOST_LINES}.")
    frame = frame.rename({asked.time: "period"})
    as_of: datetime | None = asked.gateway.as_of()
    since = provisional_from(as_of, asked.gateway.months()[1], monthly=asked.time == "month")
    fig = trend.trend(frame, theme=theme, provisional_from=since, **shared)
    return Drawn(figure=fig, alt=trend.describe(frame, **shared), note="", theme=theme)


def _matrix(frame: pl.DataFrame, asked: Question, shared: dict[str, Any], theme: Theme) -> Drawn:
    frame = frame.filter(pl.col("state") == CellState.VALUE)
    for dimension, name in zip(asked.by, ("row", "column"), strict=True):
        frame = frame.with_columns(labelled(frame, dimension, asked.selection.scheme)["label"].alias(name))
        if (size := frame[name].n_unique()) > MOST_CELLS:
            raise UsageError(f"{size} {name}s are no picture: ask for the largest with --top {MOST_CELLS}.")
    down, across = (DIMENSIONS[d].label for d in asked.by)
    cells = frame.select("row", "column", "value")
    fig = matrix.matrix(cells, theme=theme, rows=down, columns=across, **shared)
    return Drawn(figure=fig, alt=matrix.describe(cells, **shared), note="An empty cell: none was reported", theme=theme)


def _bars(frame: pl.DataFrame, asked: Question, shared: dict[str, Any], theme: Theme) -> Drawn:
    """Places A–Z with their coverage, other lists by figure; with --top the rest is one bar."""
    (dimension,) = asked.by
    if DIMENSIONS[dimension].detail and asked.measure == "seizures":
        frame = merge_spellings(frame, dimension)
    listed = _noted(labelled(frame, dimension, asked.selection.scheme), asked)
    places = dimension in PLACES
    listed = listed.sort("value", "label", descending=[True, False], nulls_last=True)
    if asked.top is None and told(listed).height > MOST_BARS:
        raise UsageError(f"{listed.height} bars are no picture: ask for the largest with --top {MOST_BARS}.")
    share = share_told(listed)
    note = f"{DIMENSIONS[dimension].label}: told for {ENGLISH.percent(share)}" if share is not None else ""
    shown = shortlist(listed, asked.top or MOST_BARS)
    if places:
        shown = pl.concat([shown.filter(~pl.col("quiet")).sort(az("label")), shown.filter("quiet")])
        note = "; ".join(filter(None, ["A–Z", note]))
    alt = bars.describe(told(listed), places=places, **shared)
    return Drawn(figure=bars.bars(shown, theme=theme, **shared), alt=alt, note=note, theme=theme)


def _noted(frame: pl.DataFrame, asked: Question) -> pl.DataFrame:
    """Places with their coverage beside them: no figure of a place without it."""
    coverage = asked.gateway.coverage(asked.selection, PUBLIC)
    if asked.by == ("country",):
        years = asked.gateway.answer(asked.selection, "seizures", ("year",), PUBLIC).frame.height
        notes = coverage_notes(coverage, max(years, 1))
    elif asked.by == ("region",):
        held = reporters(coverage, reference.membership(asked.selection.scheme))
        notes = {region: f"{n} of {of} report" for region, n, of in held.iter_rows()}
    else:
        return frame
    return frame.with_columns(pl.col("code").replace_strict(notes, default="", return_dtype=pl.String).alias("note"))
