"""Two lists against each other, a figure in each cell: from where (rows) to where (columns)."""

import math
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.text import NOTHING, largest, shortened
from charts.theme import Theme, blank, drawn
from domain.collation import key
from domain.words import Words


def matrix(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str, rows: str, columns: str) -> go.Figure:
    """frame: row, column (labels), value. An empty cell: no such seizure was reported. Shades by powers of ten."""
    if frame.is_empty():
        return blank(theme, NOTHING)
    down, across = (sorted(frame[c].unique().to_list(), key=key) for c in ("row", "column"))
    held = {(r, c): v for r, c, v in frame.select("row", "column", "value").iter_rows()}
    grid = [[held.get((r, c)) for c in across] for r in down]
    top = max(v for line in grid for v in line if v is not None)
    ramp = [[i / (len(theme.ramp) - 1), colour] for i, colour in enumerate(theme.ramp)]
    cells = {
        "type": "heatmap",
        "x": list(range(len(across))),
        "y": list(range(len(down))),
        "z": [[None if v is None or v <= 0 else math.log10(v) for v in line] for line in grid],
        "zmin": 0,
        "zmax": max(math.log10(max(top, 10)), 1),
        "colorscale": ramp,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [["" if v is None else words.short(v) for v in line] for line in grid],
        "texttemplate": "%{text}",
        "textfont": {"size": 12},
        "hoverongaps": False,
        "customdata": [[f"{shortened(r, 60)} → {shortened(c, 60)}" for c in across] for r in down],
        "hovertemplate": f"<b>%{{customdata}}</b><br>%{{text}} {unit}<extra></extra>",
    }
    names: dict[str, Any] = {"tickfont": {"color": theme.text, "size": 12}, "showgrid": False, "showline": False}
    layout: dict[str, Any] = {
        "xaxis": {
            **names,
            "side": "top",
            "tickangle": -45,
            "title": {"text": columns, "font": {"size": 13}, "standoff": 18},
        },
        "yaxis": {**names, "autorange": "reversed", "title": {"text": rows, "font": {"size": 13}, "standoff": 18}},
        "margin": {"l": 8, "r": 40, "t": 8, "b": 8},
    }
    for axis, labels in (("xaxis", across), ("yaxis", down)):
        ticks = {"tickmode": "array", "tickvals": list(range(len(labels)))}
        layout[axis] |= {**ticks, "ticktext": [shortened(x, 20) for x in labels]}
    return drawn(theme, [cells], layout, height=150 + 30 * len(down))


def describe(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The fullest cells in words, A–Z, and how many cells are filled."""
    if frame.is_empty():
        return NOTHING
    pairs = frame.with_columns(pl.format("{} to {}", "row", "column").alias("label"))
    size = frame["row"].n_unique() * frame["column"].n_unique()
    return (
        f"Table of {frame['row'].n_unique()} by {frame['column'].n_unique()}: {frame.height} of {size} cells hold "
        f"{unit}; {largest(pairs, words)}."
    )
