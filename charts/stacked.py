"""Bars of parts that truly add up: across for lists, upright for periods. Parts differ by colour and by pattern."""

import math
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import ABOVE, NOTHING, RIGHT, amount, cell_texts, shortened
from charts.theme import Theme, as_figure, blank
from domain.cells import CellState
from domain.words import Words

_SHAPES = ("", "/", "", "x", "", "-", "", ".", "\\", "+")
_KNOWN = (CellState.VALUE.value, CellState.ZERO.value)


def stacked(
    cells: pl.DataFrame,
    bars: pl.DataFrame,
    parts: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    upright: bool = False,
    share: bool = False,
) -> Drawn:
    """cells: bar, part (codes), value, state. bars: code, label. parts: code, label, quiet (grey: others, not
    reported).

    A part that was not reported has no piece; a sign at the bar's end counts such parts. The caller offers this form
    only where parts add up to the whole.
    """
    alt = _words(cells, bars, parts, words=words, unit=unit, share=share)
    if cells.is_empty() or not cells["value"].fill_null(0).sum():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    place = {code: i for i, code in enumerate(bars["code"])}
    names = dict(bars.select("code", "label").iter_rows())
    traces, colour = [], 0
    for i, part in enumerate(parts.to_dicts()):
        pieces = cells.filter((pl.col("part") == part["code"]) & pl.col("state").is_in(_KNOWN))
        fill = theme.outline if part["quiet"] else theme.series[colour % (len(theme.series) - 1)]
        colour += not part["quiet"]
        figures = [words.percent(v) for v in pieces["value"]] if share else cell_texts(pieces, unit, words)
        trace = _pieces(pieces, place, names, part["label"], figures, upright)
        traces.append({**trace, **_look(fill, _SHAPES[i % len(_SHAPES)], theme)})
    traces.append(_missing(cells, bars, upright, words, theme))
    legend = 32 + 22 * math.ceil(parts.height / 2)  # two a line fit on a phone
    height = (340 if upright else 60 + 36 * max(bars.height, 2)) + legend
    layout = {**_layout(bars, theme, upright, share), "margin": {"l": 8, "r": 70, "t": 8, "b": legend}}
    return Drawn(as_figure(theme, traces, layout, height=height), alt)


def _pieces(
    pieces: pl.DataFrame, place: dict[str, int], names: dict[str, str], part: str, figures: list[str], upright: bool
) -> dict[str, Any]:
    """The pieces of one part, along x or along y."""
    at, long = [place[b] for b in pieces["bar"]], pieces["value"].to_list()
    ends = {"x": at, "y": long} if upright else {"x": long, "y": at}
    rows = zip(pieces["bar"], figures, strict=True)
    return {
        "type": "bar",
        "orientation": "v" if upright else "h",
        **ends,
        "name": shortened(part, 40),
        "customdata": [list(pair) for pair in pieces.select("part", "bar").iter_rows()],
        "hovertext": [f"<b>{shortened(names[b], 80)}</b><br>{shortened(part, 80)}: {f}" for b, f in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _look(fill: str, shape: str, theme: Theme) -> dict[str, Any]:
    pattern = {"shape": shape, "size": 7, "solidity": 0.22, "fgcolor": theme.paper, "bgcolor": fill}
    return {"marker": {"color": fill, "pattern": pattern, "line": {"width": 0.8, "color": theme.paper}}}


def _missing(cells: pl.DataFrame, bars: pl.DataFrame, upright: bool, words: Words, theme: Theme) -> dict[str, Any]:
    """'+ 2 n.r.' at the end of a bar of which two parts were not reported (the page says what n.r. is)."""
    known = pl.col("state").is_in(_KNOWN)
    ends = cells.group_by("bar").agg(pl.col("value").filter(known).sum().alias("end"), (~known).sum().alias("gaps"))
    frame = bars.with_row_index("at").join(ends, left_on="code", right_on="bar").filter(pl.col("gaps") > 0).sort("at")
    at, end = frame["at"].to_list(), frame["end"].to_list()
    place = {"x": at, "y": end} if upright else {"x": end, "y": at}
    look = {"textposition": ABOVE if upright else RIGHT, "cliponaxis": False, "hoverinfo": "skip"}
    text = {
        "text": [words.t(" + {n} n.r.", n=n) for n in frame["gaps"]],
        "textfont": {"size": 11, "color": theme.muted},
    }
    return {"type": "scatter", "mode": "text", **place, **look, **text, "showlegend": False}


def _layout(bars: pl.DataFrame, theme: Theme, upright: bool, share: bool) -> dict[str, Any]:
    every = max(1, bars.height // 12) if upright else 1
    labels = [shortened(x, 24) for x in bars["label"]][::every]
    ticks = {"tickmode": "array", "tickvals": list(range(0, bars.height, every)), "ticktext": labels}
    names = {**ticks, "showgrid": False, "tickangle": 0, "tickfont": {"size": 13, "color": theme.text}}
    long: dict[str, Any] = {"rangemode": "tozero", "showgrid": True, "nticks": 6}
    long |= {"tickformat": ".0%", "range": [0, 1.04]} if share else {"tickformat": "~s"}
    if upright:
        axes = {"xaxis": {**names, "range": [-0.6, bars.height - 0.4]}, "yaxis": long}
    else:
        axes = {"xaxis": {**long, "side": "top"}, "yaxis": {**names, "range": [bars.height - 0.5, -0.5]}}
    legend = {"y": 0, "yref": "container", "yanchor": "bottom", "font": {"size": 12}, "traceorder": "normal"}
    return {**axes, "barmode": "stack", "bargap": 0.3, "showlegend": True, "legend": legend}


def _words(
    cells: pl.DataFrame, bars: pl.DataFrame, parts: pl.DataFrame, *, words: Words, unit: str, share: bool
) -> str:
    """How large the largest piece (or share) is, and how many are not reported."""
    valued = cells.filter(pl.col("state") == CellState.VALUE)
    if valued.is_empty():
        return words.t(NOTHING)
    top = float(str(valued["value"].max()))
    return words.n(
        "{n} stacked bar of {parts} parts; the largest piece has {most}. Pieces not reported: {gaps}.",
        "{n} stacked bars of {parts} parts; the largest piece has {most}. Pieces not reported: {gaps}.",
        bars.height,
        parts=parts.height,
        most=words.percent(top) if share else amount(top, unit, words),
        gaps=cells.filter(~pl.col("state").is_in(_KNOWN)).height,
    )
