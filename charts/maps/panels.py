"""A small map for each year: one projection, one scale, one legend."""

import math
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import GEOJSON, SMALL, geography
from charts.maps.years import Scale, in_words, shared_legend, year_layers
from charts.text import NOTHING
from charts.theme import Theme, as_figure, blank
from domain.words import Words

MOST = 12
"""More panels would be too small to read."""
_TITLE, _RADIUS, LEGEND = 22, 13, 100
"""Pixels: a panel's title, the largest circle, what the legend needs."""
_ROOM = 250_000.0
"""Square kilometres of a place that has room for a mark in a panel."""
_WIDE_WINDOW = 60
"""Degrees: a narrower window would show how rough the small shapes are."""
WIDE, TALL = 3, 6
"""Panels in a row; up to so many panels there are two in a row, which a phone can show."""


def map_panels(
    years: dict[str, pl.DataFrame],
    places: pl.DataFrame,
    scale: Scale,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    short: str = "",
    focus: tuple[str, ...] = (),
    marks: dict[str, str] | None = None,
    legend_title: str = "",
) -> Drawn:
    """years: year → frame (code, label, value, state, text), in order. `marks`: year → a word beside it.

    `short`: the unit as it stands beside a figure.
    """
    if not years:
        return Drawn(blank(theme, words.t(NOTHING)), words.t(NOTHING))
    alt = in_words(years, focus, words=words, unit=unit)
    traces: list[dict[str, Any]] = []
    states: set[str] = set()
    height = panel_height(len(years)) * _rows(len(years))
    layout: dict[str, Any] = {}
    titles: list[dict[str, Any]] = []
    shared: dict[str, Any] = {"words": words, "theme": theme, "unit": short or unit}
    for i, (year, frame) in enumerate(years.items()):
        key, box = "geo" if i == 0 else f"geo{i + 1}", _box(i, len(years), height)
        layers = year_layers(frame, places, scale, focus=focus, radius=_RADIUS, room=_ROOM, **shared)
        ground = geography(theme, places, focus)
        west, east = ground["lonaxis"]["range"]
        shapes = {"geojson": SMALL if east - west >= _WIDE_WINDOW else GEOJSON}
        traces += [{**_slim(layer, shapes), "geo": key} for layer in layers if _drawn(layer)]
        layout[key] = {**ground, "domain": box}
        titles.append(_title(year, (marks or {}).get(year, ""), box, theme))
        states |= set(frame["state"])
    entries, more = shared_legend(states, scale, title=legend_title, radius=_RADIUS, **shared)
    layout |= {**more, "annotations": [*titles, *more.get("annotations", [])]}
    return Drawn(as_figure(theme, traces + entries, layout, height=height + LEGEND), alt)


def _rows(n: int) -> int:
    return math.ceil(n / across(n))


def across(n: int) -> int:
    """How many panels stand in a row."""
    return min(n, WIDE if n > TALL else 2)


def panel_height(n: int) -> int:
    """Pixels of a row with its title."""
    return {1: 470, 2: 250}.get(across(n), 182)


def phone(n: int) -> float:
    """How much of its height the figure keeps on a phone, where it is some 350 pixels wide."""
    return 0.66 if across(n) == 1 else 0.6


def _box(i: int, n: int, height: int) -> dict[str, list[float]]:
    """The place of a panel as parts of the figure, below its title."""
    columns, rows = across(n), _rows(n)
    column, line = i % columns, i // columns
    sides = [column / columns + 0.004, (column + 1) / columns - 0.004]
    return {"x": sides, "y": [1 - (line + 1) / rows, 1 - line / rows - _TITLE / height]}


def _title(year: str, mark: str, box: dict[str, list[float]], theme: Theme) -> dict[str, Any]:
    beside = f"<span style='font-size:11px'> {mark}</span>" if mark else ""  # untranslated
    place = {"x": box["x"][0], "y": box["y"][1], "xref": "paper", "yref": "paper", "xanchor": "left"}
    font = {"size": 14, "color": theme.text}
    return {"text": f"<b>{year}</b>{beside}", **place, "yanchor": "bottom", "showarrow": False, "font": font}


def _drawn(layer: dict[str, Any]) -> bool:
    """Empty traces cost bytes and draw nothing; only an animation needs them."""
    return bool(layer.get("locations") or layer.get("lon"))


def _slim(layer: dict[str, Any], shapes: dict[str, str]) -> dict[str, Any]:
    """Smaller marks, and shapes with fewer points: a panel has a third of the room."""
    if "geojson" in layer:
        return {**layer, **shapes}
    marker = layer.get("marker", {})
    size = marker.get("size")
    if layer["type"] != "scattergeo" or not isinstance(size, int | float):
        return layer
    return {**layer, "marker": {**marker, "size": max(round(size * 0.65), 3)}}
