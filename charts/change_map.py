"""More or fewer than before, by place: colour and mark say the direction, and where nothing can be said it says so."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.theme import Theme, drawn
from charts.world import (
    HEIGHT,
    MARKED_KM2,
    MICRO_KM2,
    STEADY,
    fill,
    geography,
    hover,
    legend,
    legend_box,
    marks,
    placed,
    points,
)
from domain.words import Words

_LOOK = {
    "up_strong": ("triangle-up", 11, "more than 25% more"),
    "up": ("triangle-up", 7, "10 to 25% more"),
    "steady": ("line-ew-open", 7, "–  within 10%"),
    "down": ("triangle-down", 7, "10 to 25% fewer"),
    "down_strong": ("triangle-down", 11, "more than 25% fewer"),
}
"""Class → mark, its size, its name in the legend."""
_FEW, _UNSURE, _APART, _SILENT = "few", "unsure", "incomparable", "not_reported"
LABELS = {
    **{name: look[2].lstrip("– ") for name, look in _LOOK.items()},
    _FEW: "too few to say (under 30 seizures before)",
    _UNSURE: "up or down not certain (copies, unknown fields, changed recording)",
    _APART: "not comparable (no source with both periods complete)",
    _SILENT: "not reported in either period",
}


def change_map(
    frame: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    focus: tuple[str, ...] = (),
) -> go.Figure:
    """frame: code, label, class (analysis.place_change.CLASSES or not_reported), text. Clickable."""
    data = placed(frame, places, "", words)
    traces: list[dict[str, Any]] = []
    if focus:
        outside = data.filter(~pl.col("code").is_in(list(focus)))
        traces.append(fill(outside.with_columns(pl.lit("outside this region").alias("text")), theme.surface, theme))
        data = data.filter(pl.col("code").is_in(list(focus)))
    for name, (colour, symbol) in _quiet(theme).items():
        part = data.filter(pl.col("class") == name)
        size = 8 if name == _APART else 5
        traces += [fill(part, colour, theme), marks(part, symbol, theme, size=size)]
        traces.append(_small(part, symbol, 6, theme.muted, theme))
    for name, colour in _colours(theme).items():
        part = data.filter(pl.col("class") == name)
        symbol, size, _ = _LOOK[name]
        traces += [fill(part, colour, theme), _pointers(part, symbol, size, theme)]
        traces.append(_small(part, symbol, max(size - 2, 7), colour, theme))
    layout = {"geo": geography(theme, places, focus), "legend": legend_box()}
    return drawn(theme, traces + _legends(theme), layout, height=HEIGHT)


def _colours(theme: Theme) -> dict[str, str]:
    return dict(zip(_LOOK, theme.change, strict=True))


def _quiet(theme: Theme) -> dict[str, tuple[str, str]]:
    """Classes without a direction: fill and mark."""
    return {
        _SILENT: (theme.not_reported, "x-thin-open"),
        _APART: (theme.not_reported, "hash-open"),
        _UNSURE: (theme.zero, "diamond-tall"),
        _FEW: (theme.zero, "circle"),
    }


def _pointers(part: pl.DataFrame, symbol: str, size: int, theme: Theme) -> dict[str, Any]:
    """The direction in each place that has room for a mark."""
    large = part.filter((pl.col("area_km2") > MARKED_KM2) & pl.col("lon").is_not_null())
    line = {"color": theme.paper if "triangle" in symbol else theme.text, "width": 1}
    return {
        **points(large),
        "marker": {"symbol": symbol, "size": size, "color": theme.text, "line": line},
        "hoverinfo": "skip",
    }


def _small(part: pl.DataFrame, symbol: str, size: int, colour: str, theme: Theme) -> dict[str, Any]:
    """Places too small to see: their mark in the colour of the class, to read and to click."""
    small = part.filter((pl.col("area_km2") < MICRO_KM2) & pl.col("lon").is_not_null())
    mark = {"symbol": symbol, "size": size, "color": colour, "line": {"width": 1, "color": theme.muted}}
    return {**points(small), "customdata": small["code"].to_list(), "marker": mark, **STEADY, **hover(small)}


def _legends(theme: Theme) -> list[dict[str, Any]]:
    entries = []
    for colour, (symbol, _, label) in zip(theme.change, _LOOK.values(), strict=True):
        entries.append(legend(label, colour, symbol if "triangle" in symbol else "square", theme.muted))
    signs = {
        _FEW: (theme.zero, "square-dot"),
        _UNSURE: (theme.zero, "diamond-tall"),
        _APART: (theme.muted, "hash-open"),
        _SILENT: (theme.not_reported, "square-x"),
    }
    for name, (colour, symbol) in signs.items():
        entries.append(legend(LABELS[name], colour, symbol, theme.muted))
    return entries


def describe(frame: pl.DataFrame, *, words: Words, earlier: str, later: str) -> str:
    """How many places rose, held and fell, and of how many nothing can be said."""
    held = dict(frame.group_by("class").len().iter_rows())
    n = {name: held.get(name, 0) for name in (*_LOOK, _FEW, _UNSURE, _APART, _SILENT)}
    rose, fell = n["up"] + n["up_strong"], n["down"] + n["down_strong"]
    if not rose + fell + n["steady"] + n[_FEW] + n[_UNSURE]:
        return f"No place can be compared between {earlier} and {later}: none has a source with records in both."
    return (
        f"Map of change in reported seizures from {earlier} to {later}, same reporters and sources: "
        f"{words.number(rose)} report more ({words.number(n['up_strong'])} by more than a quarter), "
        f"{words.number(n['steady'])} about as many, {words.number(fell)} fewer "
        f"({words.number(n['down_strong'])} by more than a quarter); {words.number(n[_FEW])} have too few to say, "
        f"of {words.number(n[_UNSURE])} the direction is not certain, {words.number(n[_APART])} cannot be compared. "
        "A change in reports, not in trafficking."
    )
