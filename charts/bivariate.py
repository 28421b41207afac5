"""Two measures on one map, three classes each: how many a head, and how much of the time was reported at all."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.symbols import below
from charts.text import are
from charts.theme import Theme, drawn
from charts.world import HEIGHT, coloured_layers, geography, ground, placed, state_legends
from domain.cells import CellState
from domain.classes import class_of
from domain.collation import az
from domain.words import Words

THIRDS = (1 / 3, 2 / 3, 1.0)
"""Upper limits of the classes of coverage: up to a third of the years, up to two thirds, more."""
ALIKE = "all rates lie in one class"
LEVELS = ("low", "middle", "high")
_CELL, _ROOM = 26, 140
"""Pixels of a cell of the legend, and of the legend."""


def bivariate_map(
    frame: pl.DataFrame,
    places: pl.DataFrame,
    breaks: Sequence[float],
    *,
    words: Words,
    theme: Theme,
    unit: str,
    focus: tuple[str, ...] = (),
) -> go.Figure:
    """frame: code, label, value (the rate), share (of the years reported, 0 to 1), state, text. Clickable.

    `breaks` are the upper limits of up to three classes of the rate.
    """
    traces, data = ground(placed(frame, places, unit, words), focus, theme)
    steps = [
        None if v is None else class_of(v, breaks) + 3 * class_of(s or 0, THIRDS)
        for v, s in data.select("value", "share").iter_rows()
    ]
    data = data.with_columns(pl.Series("step", steps, pl.Int64))
    area, small = coloured_layers(data, [colour for row in theme.bivariate for colour in row], theme)
    traces += [{**area, "marker": {"line": {"width": 0.5, "color": theme.outline}}}, small]
    traces += state_legends(set(data["state"]), theme)
    square = _square(breaks, words, theme) if breaks else {}
    layout: dict[str, Any] = {"geo": geography(theme, places, focus), **square, **below(_ROOM if square else 0)}
    return drawn(theme, traces, layout, height=HEIGHT + _ROOM)


def _square(breaks: Sequence[float], words: Words, theme: Theme) -> dict[str, Any]:
    """The legend: a square of nine cells below the map, its sides named, its limits written out."""
    left, bottom, side = 34, 48 - _ROOM, 3 * _CELL
    at = {"xref": "paper", "yref": "paper", "xanchor": 0, "yanchor": 0, "xsizemode": "pixel", "ysizemode": "pixel"}
    shapes: list[dict[str, Any]] = []
    for up, row in enumerate(theme.bivariate):
        for right, colour in enumerate(row):
            x, y = left + right * _CELL, bottom + up * _CELL
            cell = {"x0": x, "x1": x + _CELL, "y0": y, "y1": y + _CELL}
            look = {"fillcolor": colour, "line": {"width": 0.7, "color": theme.outline}}
            shapes.append({"type": "rect", **at, **cell, **look})
    notes = [
        _note("More seizures per head →", left, bottom - 20, theme),
        _note("More years reported →", 8, bottom + side / 2, theme, textangle=-90, yanchor="middle"),
        _note("<br>".join(_limits(breaks, words)), left, bottom - 22, theme, size=11, yanchor="top"),
    ]
    for up, label in enumerate(("up to ⅓ of the years", "up to ⅔", "more than ⅔")):
        notes.append(_note(label, left + side + 6, bottom + (up + 0.5) * _CELL, theme, size=11, yanchor="middle"))
    return {"shapes": shapes, "annotations": notes}


def _limits(breaks: Sequence[float], words: Words) -> list[str]:
    """Where the classes of the rate end; a line, so that it stands under three narrow cells."""
    inner = [words.short(b) for b in list(breaks)[:-1]]
    return [f"divided at {' and '.join(inner)} per million"] if inner else [ALIKE]


def _note(text: str, x: float, y: float, theme: Theme, *, size: int = 12, **more: Any) -> dict[str, Any]:
    place = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xshift": x, "yshift": y, "xanchor": "left"}
    look = {"showarrow": False, "align": "left", "font": {"size": size, "color": theme.muted}}
    return {"text": text, **place, "yanchor": "bottom", **look, **more}


def describe(frame: pl.DataFrame, breaks: Sequence[float], *, words: Words) -> str:
    """How many places are high in both, and how many have a high rate that rests on little."""
    known = frame.filter(pl.col("state") == CellState.VALUE).drop_nulls("value")
    silent = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    if known.is_empty():
        return f"No country or territory has records in this selection; {words.number(silent)} did not report."
    if len(breaks) < 2:
        return (
            f"Map of seizures per head against the years reported: {are(known.height, words)} shown with records; "
            f"{ALIKE}. {words.number(silent)} did not report, which does not mean zero."
        )
    high = [
        (label, class_of(share or 0, THIRDS))
        for label, value, share in known.select("label", "value", "share").sort(az("label")).iter_rows()
        if class_of(value, breaks) == len(breaks) - 1
    ]
    sure, thin = ([label for label, step in high if (step == 2) == well] for well in (True, False))
    return (
        f"Map of seizures per head against the years reported: {are(known.height, words)} shown with records. A high "
        f"rate over more than two thirds of the years: {_some(sure)}. A high rate that rests on fewer years: "
        f"{_some(thin)}. {words.number(silent)} did not report, which does not mean zero."
    )


def _some(labels: list[str]) -> str:
    """A few names A–Z, and how many more."""
    if not labels:
        return "none"
    more = f" and {len(labels) - 5} more" if len(labels) > 5 else ""
    return ", ".join(labels[:5]) + more
