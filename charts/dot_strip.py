"""A dot for each row on a linear or logarithmic axis: for figures so unlike that bars would show only the largest."""

import math
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import IN_PLACE, NOTHING, RIGHT, cell_texts, highest, largest, lowest, short_texts, shortened, wrapped
from charts.theme import Theme, as_figure, blank
from domain.cells import CellState
from domain.words import Words

_ROW, _LABEL, _NOTE, _NOTE_WIDTH = 34, 22, 18, 118


def dot_strip(
    frame: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    log: bool = True,
    said: pl.DataFrame | None = None,
    places: bool = False,
) -> Drawn:
    """frame: code, label, value, state and optionally note and quiet. The first row stands at the top.

    On a logarithmic axis zero has no place: it stands as words at the left, like what was not reported.
    `said`: the rows that the words are about, where they are not those that are drawn.
    `places`: rows are places, of which none is named as the first.
    """
    alt = _words(frame if said is None else said, words=words, unit=unit, places=places)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    rows = frame.with_row_index("at")
    known = pl.col("state").is_in([CellState.VALUE.value, CellState.ZERO.value])
    shown = rows.filter(known & (pl.col("value") > 0) if log else known)
    low, high = _ends(shown["value"].to_list(), log)
    others = rows.join(shown, on="at", how="anti")
    why = [words.t(IN_PLACE[CellState(s)]) for s in others["state"]]
    traces = [_stems(shown, low, theme), _dots(shown, words, theme, unit), _texts(others, low, why, theme)]
    noted = "note" in frame.columns and any(frame["note"])
    if noted:
        traces.append(_texts(rows, high, [wrapped(n or "", _NOTE) for n in rows["note"]], theme))
    margin = {"l": 8, "r": _NOTE_WIDTH if noted else 60, "t": 8, "b": 8}
    axes = {"xaxis": _axis(low, high, words, log), "yaxis": _names(frame, theme)}
    layout = {**axes, "showlegend": False, "margin": margin}
    return Drawn(as_figure(theme, traces, layout, height=50 + _ROW * max(frame.height, 2)), alt)


def _ends(values: list[float], log: bool) -> tuple[float, float]:
    if not values:
        return (1.0, 10.0) if log else (0.0, 1.0)
    if not log:
        return 0.0, (max(values) or 1) * 1.15
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)
    return 10.0**first, 10.0 ** max(last, first + 1)


def _stems(shown: pl.DataFrame, low: float, theme: Theme) -> dict[str, Any]:
    """A thin line leads the eye from the name to the dot."""
    ends: dict[str, list[Any]] = {"x": [], "y": []}
    for at, value in shown.select("at", "value").iter_rows():
        ends["x"] += [low, value, None]
        ends["y"] += [at, at, None]
    return {"type": "scatter", "mode": "lines", **ends, "line": {"width": 1, "color": theme.grid}, "hoverinfo": "skip"}


def _dots(shown: pl.DataFrame, words: Words, theme: Theme, unit: str) -> dict[str, Any]:
    quiet = shown["quiet"].to_list() if "quiet" in shown.columns else [False] * shown.height
    symbols = ["circle-open" if s == CellState.ZERO else "circle" for s in shown["state"]]
    rows = zip(shown["label"], cell_texts(shown, unit, words), strict=True)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": shown["value"].to_list(),
        "y": shown["at"].to_list(),
        "marker": {"size": 11, "symbol": symbols, "color": [theme.outline if q else theme.accent for q in quiet]},
        "cliponaxis": False,
        "text": [f" {figure}" for figure in short_texts(shown, words)],
        "textposition": RIGHT,
        "textfont": {"size": 13, "color": theme.text},
        "customdata": shown["code"].to_list(),
        "hovertext": [f"<b>{shortened(n, 200)}</b><br>{text}" for n, text in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _texts(rows: pl.DataFrame, x: float, text: list[str], theme: Theme) -> dict[str, Any]:
    place = {"x": [x] * rows.height, "y": rows["at"].to_list(), "text": text, "textposition": RIGHT}
    look = {"textfont": {"size": 12, "color": theme.muted}, "cliponaxis": False, "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "text", **place, **look}


def _axis(low: float, high: float, words: Words, log: bool) -> dict[str, Any]:
    look = {"side": "top", "showgrid": True, "tickangle": 0}
    if not log:
        return {**look, "range": [low, high], "nticks": 5}
    first, last = round(math.log10(low)), round(math.log10(high))
    ticks = [10.0**k for k in range(first, last + 1, max(1, math.ceil((last - first) / 6)))]
    shown = {"tickmode": "array", "tickvals": ticks, "ticktext": [words.short(t) for t in ticks]}
    return {**look, "type": "log", "range": [first, last], **shown}


def _names(frame: pl.DataFrame, theme: Theme) -> dict[str, Any]:
    ticks = {"tickmode": "array", "tickvals": list(range(frame.height))}
    labels = [wrapped(x, _LABEL) for x in frame["label"]]
    look = {"tickfont": {"size": 13, "color": theme.text}, "showgrid": False, "ticklabelstandoff": 6}
    return {**ticks, "ticktext": labels, **look, "range": [max(frame.height, 2) - 0.5, -0.5]}


def _words(frame: pl.DataFrame, *, words: Words, unit: str, places: bool) -> str:
    """The largest and the smallest figure (of places the largest few, A–Z), how they differ, how many have none."""
    valued = frame.filter((pl.col("state") == CellState.VALUE) & (pl.col("value") > 0)).sort("value", descending=True)
    if valued.is_empty():
        return words.t(NOTHING)
    without = frame.height - valued.height
    if places:
        return words.n(
            "{n} figure of {unit}: {largest}. Without a figure: {without}.",
            "{n} figures of {unit}: {largest}. Without a figure: {without}.",
            valued.height,
            unit=unit,
            largest=largest(valued, words),
            without=without,
        )
    first, last = highest(valued), lowest(valued)
    return words.n(
        "{n} figure of {unit}: {most} ({highest}). Without a figure: {without}.",
        "{n} figures of {unit}: from {least} ({lowest}) to {most} ({highest}), {times} times as much. Without a "
        "figure: {without}.",
        valued.height,
        unit=unit,
        least=last["value"][0],
        lowest=words.listed(last["label"].to_list(), most=2),
        most=first["value"][0],
        highest=words.listed(first["label"].to_list(), most=2),
        times=round(first["value"][0] / last["value"][0], 1),
        without=without,
    )
