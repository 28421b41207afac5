"""What took place when: one row a series, one mark each time, as long as it lasted where that is known."""

from datetime import date, timedelta
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, shortened
from charts.theme import Theme, as_figure, blank
from domain.words import Words

_ROW, _FRAME, _LONGEST = 20, 76, 18
_MIDDLE = timedelta(days=181)


def timeline(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> Drawn:
    """frame: code, series, name, when (in words), first, last (null where only the year is known), year and quiet.

    Rows stand in the order in which series first occur. What is known by its year alone is a hollow mark in the middle
    of the year. A click on a mark gives the code of its series.
    """
    alt = _words(frame, words=words, unit=unit)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    names = frame["series"].unique(maintain_order=True).to_list()
    rows = frame.with_columns(at=pl.col("series").replace_strict({n: i for i, n in enumerate(names)}))
    known, vague = rows.filter(pl.col("first").is_not_null()), rows.filter(pl.col("first").is_null())
    middle = [a + (b - a) / 2 for a, b in known.select("first", "last").iter_rows()]
    years = [date(year, 1, 1) + _MIDDLE for year in vague["year"]]
    traces = [_stretches(known, theme), _marks(known, middle, words.t("Days or months known"), "circle", theme)]
    if vague.height:
        traces.append(_marks(vague, years, words.t("Only the year known"), "circle-open", theme))
    first, last = int(frame["year"].min()), int(frame["year"].max())  # type: ignore[arg-type]
    ends = [f"{first - 1}-10-01", f"{last + 1}-03-01"]
    x: dict[str, Any] = {
        "type": "date",
        "range": ends,
        "side": "top",
        "showgrid": True,
        "gridcolor": theme.grid,
        "tickformat": "%Y",
    }
    x |= {"nticks": 9, "tickangle": 0}
    ticks = {"tickmode": "array", "tickvals": list(range(len(names)))}
    y: dict[str, Any] = {
        **ticks,
        "ticktext": [shortened(n, _LONGEST) for n in names],
        "range": [len(names) - 0.4, -0.6],
    }
    y |= {"tickfont": {"size": 12, "color": theme.text}, "showgrid": True, "gridcolor": theme.grid}
    legend = {"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0, "xanchor": "left"}
    layout: dict[str, Any] = {"xaxis": x, "yaxis": y, "showlegend": True, "legend": legend, "hovermode": "closest"}
    layout["margin"] = {"l": 8, "r": 16, "t": 8, "b": 36}
    return Drawn(as_figure(theme, traces, layout, height=_FRAME + _ROW * max(len(names), 3)), alt)


def _stretches(known: pl.DataFrame, theme: Theme) -> dict[str, Any]:
    """A thick line from the first day to the last."""
    ends: dict[str, list[Any]] = {"x": [], "y": []}
    for at, first, last in known.select("at", "first", "last").iter_rows():
        ends["x"] += [first.isoformat(), last.isoformat(), None]
        ends["y"] += [at, at, None]
    line = {"width": 6, "color": theme.ramp[2]}
    return {"type": "scatter", "mode": "lines", **ends, "line": line, "hoverinfo": "skip", "showlegend": False}


def _marks(rows: pl.DataFrame, days: list[date], name: str, symbol: str, theme: Theme) -> dict[str, Any]:
    text = [f"<b>{shortened(n, 120)}</b><br>{when}" for n, when in rows.select("name", "when").iter_rows()]
    colours = [theme.outline if quiet else theme.accent for quiet in rows["quiet"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [day.isoformat() for day in days],
        "y": rows["at"].to_list(),
        "marker": {"size": 9, "symbol": symbol, "color": colours, "line": {"width": 1.5}},
        "customdata": rows["code"].to_list(),
        "hovertext": text,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _words(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """How many, of how many series, from when to when; how many are dated by their year alone."""
    if frame.is_empty():
        return words.t(NOTHING)
    return words.n(
        "A timeline of {n} mark ({unit}) in {series} series, from {first} to {last}. Only the year is known "
        "of {vague}.",
        "A timeline of {n} marks ({unit}) in {series} series, from {first} to {last}. Only the year is known "
        "of {vague}.",
        frame.height,
        unit=unit,
        series=frame["series"].n_unique(),
        first=str(frame["year"].min()),
        last=str(frame["year"].max()),
        vague=frame["first"].null_count(),
    )
