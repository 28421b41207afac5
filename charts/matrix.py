"""Two lists against each other, a figure in each cell: from where (rows) to where (columns)."""

import math
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.heat import cell_bars
from charts.text import NOTHING, from_to, largest, shortened, wrapped
from charts.theme import STEADY, Theme, as_figure, blank
from domain.collation import key
from domain.words import Words

_DARK = 0.55
"""Part of the scale above which the ground of a cell is too dark for dark figures (in the dark theme: too light)."""


def matrix(
    frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str, rows: str, columns: str, short: str = ""
) -> Drawn:
    """frame: row, column (labels), row_code, column_code, value. An empty cell: no such seizure was reported. Shades by
    powers of ten. Clickable; customdata is the pair of codes. `short`: the unit as it stands beside a figure.

    Bars of equal width stand for cells: a click on a heat map of Plotly says nothing.
    """
    alt = _words(frame, words=words, unit=unit)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    down, across = (sorted(frame[c].unique().to_list(), key=key) for c in ("row", "column"))
    filled = frame.select("row", "column", "row_code", "column_code", "value").rows()
    shades = [math.log10(v) if v > 0 else 0.0 for *_, v in filled]
    most = max(1.0, *shades)
    ramp = [[i / (len(theme.ramp) - 1), colour] for i, colour in enumerate(theme.ramp)]
    figure = words.t("{n} {unit}", n="%{text}", unit=short or unit)
    cells = {
        **cell_bars([across.index(c) for _, c, *_ in filled], [down.index(r) for r, *_ in filled]),
        "marker": {"color": shades, "cmin": 0, "cmax": most, "colorscale": ramp, "showscale": False},
        "text": [words.short(v) for *_, v in filled],
        "textfont": {"size": 12, "color": [theme.paper if s > most * _DARK else theme.text for s in shades]},
        "customdata": [[r, c] for _, _, r, c, _ in filled],
        "hovertext": [f"<b>{shortened(r, 60)} → {shortened(c, 60)}</b>" for r, c, *_ in filled],
        "hovertemplate": f"%{{hovertext}}<br>{figure}<extra></extra>",
        **STEADY,
    }
    names: dict[str, Any] = {"tickfont": {"color": theme.text, "size": 12}, "showgrid": False, "showline": False}
    layout: dict[str, Any] = {
        "xaxis": {
            **names,
            "side": "top",
            "tickangle": -45,
            "title": {"text": columns, "font": {"size": 13}, "standoff": 18},
        },
        "yaxis": {
            **names,
            "range": [len(down) - 0.5, -0.5],
            "title": {"text": rows, "font": {"size": 13}, "standoff": 18},
        },
        "margin": {"l": 8, "r": 40, "t": 8, "b": 8},
    }
    for axis, labels in (("xaxis", across), ("yaxis", down)):
        ticks = {"tickmode": "array", "tickvals": list(range(len(labels)))}
        layout[axis] |= {**ticks, "ticktext": [wrapped(x, 22) for x in labels]}
    layout["xaxis"]["range"], layout["yaxis"]["range"] = [-0.5, len(across) - 0.5], [len(down) - 0.5, -0.5]
    layout |= {"barmode": "overlay", "uniformtext": {"minsize": 9, "mode": "hide"}}
    return Drawn(as_figure(theme, [cells], layout, height=150 + 26 * len(down)), alt)


def _words(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The fullest cells in words, A–Z, and how many cells are filled."""
    if frame.is_empty():
        return words.t(NOTHING)
    pairs = frame.with_columns(pl.Series("label", from_to(frame["row"], frame["column"], words), pl.String))
    size = frame["row"].n_unique() * frame["column"].n_unique()
    return words.n(
        "Table of {rows} by {columns}: {n} of {all} cells has {unit}; {largest}.",
        "Table of {rows} by {columns}: {n} of {all} cells have {unit}; {largest}.",
        frame.height,
        rows=frame["row"].n_unique(),
        columns=frame["column"].n_unique(),
        all=size,
        unit=unit,
        largest=largest(pairs, words),
    )
