"""Two lists against each other as circles: how many cases stand in each cell. Rows and columns come in their order."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import largest, shortened
from charts.theme import STEADY, Theme, as_figure, blank
from domain.messages import N_
from domain.words import Words

NOTHING = N_("No cell has a case in this selection.")
_ROW, _COLUMN, _LEAST, _MOST = 24, 20, 9.0, 20.0
"""Pixels of a row and a column, and across the smallest and the largest circle."""
_LETTERS, _ACROSS = 26, 21
"""Letters of a label of a row and of a column."""


def circles(
    cells: pl.DataFrame, rows: pl.DataFrame, columns: pl.DataFrame, *, words: Words, theme: Theme, unit: str
) -> Drawn:
    """cells: row, column (codes), value, said (hover, simple HTML). rows, columns: code, label, in the order drawn.

    The area of a circle goes by its figure, which is printed in it where it is above one. Clickable; customdata is the
    pair of codes.
    """
    alt = _words(cells, rows, columns, words=words, unit=unit)
    if cells.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    down, across = ({code: i for i, code in enumerate(side["code"])} for side in (rows, columns))
    placed = cells.filter(pl.col("row").is_in(list(down)), pl.col("column").is_in(list(across)))
    most = float(str(placed["value"].max()))
    sizes = [_size(value, most) for value in placed["value"]]
    marks: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [across[c] for c in placed["column"]],
        "y": [down[r] for r in placed["row"]],
        "marker": {"size": sizes, "color": theme.accent, "opacity": 1, "line": {"width": 0}},
        "text": [words.number(v) if v > 1 else "" for v in placed["value"]],
        "textfont": {"size": 11, "color": theme.paper},
        "customdata": [list(pair) for pair in placed.select("row", "column").iter_rows()],
        "hovertext": placed["said"].to_list(),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
        **STEADY,
    }
    slanted = {"side": "top", "tickangle": -60}
    layout = {
        "xaxis": {**_axis(columns, theme, _ACROSS), **slanted, "range": [-0.5, columns.height - 0.5]},
        "yaxis": {**_axis(rows, theme, _LETTERS), "range": [rows.height - 0.5, -0.5]},
        "margin": {"l": 8, "r": 80, "t": 8, "b": 8},
    }
    return Drawn(as_figure(theme, [marks], layout, height=170 + _ROW * rows.height), alt)


def width(columns: int) -> int:
    """Pixels that a picture with so many columns needs."""
    return 270 + _COLUMN * columns


def _size(value: float, most: float) -> float:
    """Pixels across: the area goes by the figure, but the smallest is seen."""
    return round(max(_LEAST, _MOST * (value / most) ** 0.5) if value > 1 else _LEAST, 1) if most > 1 else _LEAST + 3


def _axis(side: pl.DataFrame, theme: Theme, letters: int) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": list(range(side.height)),
        "ticktext": [shortened(label, letters) for label in side["label"]],
        "tickfont": {"size": 11, "color": theme.text},
        "showgrid": True,
        "gridcolor": theme.grid,
        "zeroline": False,
        "showline": False,
    }


def _words(cells: pl.DataFrame, rows: pl.DataFrame, columns: pl.DataFrame, *, words: Words, unit: str) -> str:
    if cells.is_empty():
        return words.t(NOTHING)
    names = dict(rows.select("code", "label").iter_rows()), dict(columns.select("code", "label").iter_rows())
    labels = [f"{names[0].get(r, r)} – {names[1].get(c, c)}" for r, c in cells.select("row", "column").iter_rows()]
    named = cells.with_columns(pl.Series("label", labels, pl.String), pl.col("value").cast(pl.Float64))
    return words.n(
        "Table of {rows} by {columns}: {n} cell has {unit}; {largest}.",
        "Table of {rows} by {columns}: {n} cells have {unit}; {largest}.",
        cells.height,
        rows=rows.height,
        columns=columns.height,
        unit=unit,
        largest=largest(named, words),
    )
