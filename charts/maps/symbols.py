"""Counts and quantities as circles whose areas are in proportion: a large land with one seizure does not look full."""

import math
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import (
    HEIGHT,
    MICRO_KM2,
    corner_free,
    fill,
    geography,
    ground,
    hover,
    in_words,
    inside,
    legend_box,
    placed,
    points,
    state_legends,
)
from charts.text import wrapped
from charts.theme import STEADY, Theme, as_figure
from domain.cells import CellState
from domain.classes import ladder
from domain.words import Words

RADIUS = 26
"""Pixels of the circle of the largest figure."""
LEAST = 4
"""Pixels across of the smallest circle: a smaller one could be neither seen nor clicked. The legend says so."""
STRIP, STATES = 68, 48
"""Pixels below a map for the legend of sizes, and for that of the states (two lines on a phone)."""
_LINE = 14


def symbol_map(
    frame: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    short: str = "",
    focus: tuple[str, ...] = (),
) -> Drawn:
    """frame: code, label, value, state. places: code, lon, lat, area_km2. Clickable, as `world.world_map`.

    `short`: the unit as it stands beside a figure.
    """
    look: Any = {"words": words, "theme": theme, "unit": short or unit}
    fig = circle_figure(frame, places, focus=focus, legends_inside=corner_free(places, focus), **look)
    return Drawn(fig, in_words(inside(frame, focus), words=words, unit=unit, additive=True))


def circle_figure(
    frame: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    focus: tuple[str, ...] = (),
    legends_inside: bool = False,
) -> go.Figure:
    """The figure of `symbol_map`."""
    traces, data = ground(placed(frame, places, unit, words), focus, words, theme)
    most = largest(data)
    traces += circle_layers(data, most, theme)
    traces += state_legends(set(data["state"]), words, theme)
    if legends_inside:
        sizes = size_legend(most, unit, words, theme, down=-(STRIP + INSIDE), above=True)
        layout = {"geo": geography(theme, places, focus), **sizes, **within()}
        return as_figure(theme, traces, layout, height=WORLD)
    sizes = size_legend(most, unit, words, theme)
    layout = {"geo": geography(theme, places, focus), **sizes, **below(STRIP if sizes else 0)}
    return as_figure(theme, traces, layout, height=HEIGHT + STRIP)


WORLD, INSIDE = 350, 70
"""Pixels of a map of the world with its legends inside, and of the legend of states in its corner."""


def within() -> dict[str, Any]:
    """Margin and legend of a map that has room for its legends inside."""
    corner = {"orientation": "v", "x": 0, "y": 0, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    legend = {**legend_box(), **corner, "bgcolor": "rgba(0,0,0,0)"}
    return {"margin": dict.fromkeys("lrtb", 0), "legend": legend}


def below(room: float) -> dict[str, Any]:
    """Margin and legend of a map with so many pixels for drawings between the two; the legend stands at the bottom."""
    margin = {"l": 8, "r": 8, "t": 8, "b": room + STATES}
    return {"margin": margin, "legend": {**legend_box(), "yref": "container", "y": 0, "yanchor": "bottom"}}


def largest(data: pl.DataFrame) -> float:
    """The figure that the largest circle stands for (0 where there is none)."""
    return float(data.filter(pl.col("state") == CellState.VALUE)["value"].max() or 0)  # type: ignore[arg-type]


def diameter(value: float, most: float, radius: float = RADIUS) -> float:
    """Pixels across: the area of a circle is in proportion to its figure, down to the smallest that can be seen."""
    return max(2 * radius * math.sqrt(value / most), LEAST) if most else LEAST


def circle_layers(data: pl.DataFrame, most: float, theme: Theme, radius: float = RADIUS) -> list[dict[str, Any]]:
    """The land of those with figures, a hollow ring for a small place with a zero, and the circles, large first."""
    valued = data.filter((pl.col("state") == CellState.VALUE) & pl.col("lon").is_not_null())
    zero = data.filter((pl.col("state") == CellState.ZERO) & (pl.col("area_km2") < MICRO_KM2))
    ring = {"size": 7, "color": theme.zero, "opacity": 1, "line": {"width": 0.9, "color": theme.muted}}
    valued = valued.sort("value", "code", descending=[True, False])
    sizes = [round(diameter(v, most, radius), 1) for v in valued["value"]]
    disc = {"size": sizes, "color": theme.accent, "opacity": 0.6, "line": {"width": 0.8, "color": theme.paper}}
    return [
        fill(data.filter(pl.col("state") == CellState.VALUE), theme.surface, theme),
        {**points(zero), "customdata": zero["code"].to_list(), "marker": ring, **STEADY, **hover(zero)},
        {
            **points(valued),
            "customdata": valued["code"].to_list(),
            "marker": disc,
            "selected": {"marker": {"opacity": 0.6}},
            "unselected": {"marker": {"opacity": 0.6}},
            **hover(valued),
        },
    ]


def legend_steps(most: float, radius: float = RADIUS) -> list[float]:
    """Up to three round figures whose circles can be distinguished, the largest first."""
    if most <= 0:
        return []
    steps = [ladder(most)]
    while len(steps) < 3 and diameter(steps[-1] / 9, most, radius) > LEAST:
        steps.append(ladder(steps[-1] / 3))
    whole = [s for s in steps if most < 1 or s >= 1]
    return whole or steps[:1]


def size_legend(
    most: float,
    unit: str,
    words: Words,
    theme: Theme,
    *,
    radius: float = RADIUS,
    down: float = 0,
    above: bool = False,
) -> dict[str, Any]:
    """Nested circles that stand on one line, at their true size, so many pixels below the map: shapes, annotations.

    All is in pixels from the corner of the map, so that a circle of the legend is as large as one of the map at any
    width. `above`: the title stands above the circles, not beside them.
    """
    steps = legend_steps(most, radius)
    if not steps:
        return {}
    across = diameter(steps[0], most, radius)
    left, bottom = 8.0, -(down + STRIP - 6)
    pixels = {"xref": "paper", "yref": "paper", "xanchor": 0, "yanchor": 0, "xsizemode": "pixel", "ysizemode": "pixel"}
    shapes: list[dict[str, Any]] = []
    title = words.t("Area of a circle: {unit}<br>(the smallest are enlarged)", unit=wrapped(unit, 26, 2))
    place = (left, bottom + max(across, 3 * _LINE) + 24) if above else (left + across + 64, bottom + STRIP / 2 - 4)
    notes = [_note(title, *place, theme)]
    for step, height in zip(steps, _label_heights([diameter(s, most, radius) for s in steps]), strict=True):
        wide, middle = diameter(step, most, radius), left + across / 2
        ring = {"x0": middle - wide / 2, "x1": middle + wide / 2, "y0": bottom, "y1": bottom + wide}
        shapes.append({"type": "circle", **pixels, **ring, "line": {"width": 1.2, "color": theme.accent}})
        path = {"x0": middle, "y0": bottom + wide, "x1": left + across + 8, "y1": bottom + height}
        shapes.append({"type": "line", **pixels, **path, "line": {"width": 0.8, "color": theme.outline}})
        notes.append(_note(words.short(step), left + across + 11, bottom + height, theme))
    return {"shapes": shapes, "annotations": notes}


def _label_heights(sizes: list[float]) -> list[float]:
    """Where the labels of nested circles stand, the largest first: at the tops, but never on each other."""
    heights: list[float] = []
    for size in reversed(sizes):
        heights.append(max(size, heights[-1] + _LINE if heights else 0))
    return heights[::-1]


def _note(text: str, right: float, up: float, theme: Theme) -> dict[str, Any]:
    place = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "middle"}
    font = {"size": 12, "color": theme.muted}
    return {"text": text, **place, "xshift": right, "yshift": up, "showarrow": False, "align": "left", "font": font}
