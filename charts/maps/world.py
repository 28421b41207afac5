"""The map of countries: classed by value; zero and not reported are distinguished by mark and by legend text."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import (
    HEIGHT,
    MICRO_KM2,
    areas,
    geography,
    ground,
    hover,
    in_words,
    inside,
    legend,
    legend_box,
    placed,
    points,
    state_legends,
)
from charts.theme import STEADY, Theme, as_figure
from domain.cells import CellState
from domain.classes import class_of, log_breaks
from domain.words import Words


def world_map(
    frame: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    focus: tuple[str, ...] = (),
    classes: tuple[float, ...] = (),
    legend_title: str = "",
) -> Drawn:
    """frame: code, label, value, state. places: code, lon, lat, area_km2. Clickable; customdata is the code.

    Areas are filled by rates, shares and scores, which are never added; sums are circles (`symbols.symbol_map`).
    `focus` holds codes of places: the map then shows their part of the world only, the others as bare land.
    `classes` are upper limits that a fixed scale brings along; else they follow the values.
    """
    fig = area_figure(
        frame, places, words=words, theme=theme, unit=unit, focus=focus, classes=classes, legend_title=legend_title
    )
    return Drawn(fig, in_words(inside(frame, focus), words=words, unit=unit, additive=False))


def area_figure(
    frame: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    focus: tuple[str, ...] = (),
    classes: tuple[float, ...] = (),
    legend_title: str = "",
    states: bool = True,
) -> go.Figure:
    """The figure of `world_map`; without `states` its legend names the classes only."""
    traces, data = ground(placed(frame, places, unit, words), focus, words, theme)
    valued = data.filter(pl.col("state") == CellState.VALUE)["value"].to_list()
    breaks = list(classes) or log_breaks(valued)
    traces += class_layers(data, breaks, theme)
    traces += class_legends(breaks if valued else [], words, theme, unit)
    traces += state_legends(set(data["state"]), words, theme) if states else []
    layout = {"geo": geography(theme, places, focus), "legend": legend_box(legend_title)}
    return as_figure(theme, traces, layout, height=HEIGHT)


def _ramp(breaks: list[float], theme: Theme) -> list[str]:
    return list(theme.ramp[-len(breaks) :] if breaks else theme.ramp[:1])


def _ranges(breaks: list[float], words: Words, unit: str) -> list[str]:
    ends = [words.t("{n}%", n=words.short(b)) if unit == "%" else words.short(b) for b in breaks]
    lows = [words.short(b) for b in breaks]
    inner = [words.t("{low}–{high}", low=low, high=high) for low, high in zip(lows, ends[1:], strict=False)]
    return [words.t("up to {high}", high=ends[0]), *inner]


def class_layers(data: pl.DataFrame, breaks: list[float], theme: Theme) -> list[dict[str, Any]]:
    """The areas with figures in the colours of their classes, and circles for what is too small to see."""
    stepped = data.with_columns(
        pl.Series("step", [None if v is None else class_of(v, breaks) for v in data["value"]], pl.Int64)
    )
    return coloured_layers(stepped, _ramp(breaks, theme), theme)


def coloured_layers(data: pl.DataFrame, colours: Sequence[str], theme: Theme) -> list[dict[str, Any]]:
    """Areas by `step`, the place of each one's colour; the small ones as circles, a hollow circle for a zero."""
    n = max(len(colours), 1)
    steps = [[edge, colour] for i, colour in enumerate(colours) for edge in (i / n, (i + 1) / n)]
    part = data.filter(pl.col("state") == CellState.VALUE)
    area = {
        **areas(part),
        "z": [step + 0.5 for step in part["step"]],
        "zmin": 0,
        "zmax": n,
        "colorscale": steps or [[0, theme.zero], [1, theme.zero]],
        "marker": {"line": {"width": 0.4, "color": theme.paper}},
        **hover(part),
        **STEADY,
    }
    return [area, _micro(data, colours, theme)]


def _micro(data: pl.DataFrame, colours: Sequence[str], theme: Theme) -> dict[str, Any]:
    """Places too small to see at this scale, as circles that can be clicked; a hollow one is zero."""
    known = pl.col("state").is_in([CellState.VALUE.value, CellState.ZERO.value])
    small = data.filter(known & (pl.col("area_km2") < MICRO_KM2) & pl.col("lon").is_not_null())
    rows = small.select("step", "state").iter_rows()
    fills = [theme.zero if state == CellState.ZERO else colours[step] for step, state in rows]
    return {
        **points(small),
        "customdata": small["code"].to_list(),
        "marker": {"size": 8, "color": fills, "opacity": 1, "line": {"width": 0.9, "color": theme.muted}},
        **STEADY,
        **hover(small),
    }


def class_legends(breaks: list[float], words: Words, theme: Theme, unit: str = "") -> list[dict[str, Any]]:
    """The classes from low to high."""
    ramp = _ramp(breaks, theme) if breaks else []
    named = zip(_ranges(breaks, words, unit) if breaks else [], ramp, strict=True)
    return [legend(name, colour, "square", theme.outline) for name, colour in named]
