"""Places that are named in something, as circles: nothing is said of the others, so the map has no states."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import fill, geography, placed
from charts.maps.symbols import STRIP, WORLD, circle_layers, size_legend, within
from charts.text import NOTHING, largest
from charts.theme import Theme, as_figure
from domain.words import Words


def named_map(frame: pl.DataFrame, places: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> Drawn:
    """frame: code, label, value, state (all with a figure). places: code, lon, lat, area_km2. Clickable."""
    data = placed(frame, places, unit, words)
    most = float(data["value"].max() or 0)  # type: ignore[arg-type]
    sizes = size_legend(most, unit, words, theme, down=-(STRIP + _DISPUTED), above=True)
    layout = {"geo": geography(theme, places), **sizes, **within()}
    traces = [_others(data, places, theme), *circle_layers(data, most, theme)]
    return Drawn(as_figure(theme, traces, layout, height=WORLD), _words(frame, words, unit))


_DISPUTED = 24
"""Pixels of the line in the corner of the map that names disputed areas."""


def _others(data: pl.DataFrame, places: pl.DataFrame, theme: Theme) -> dict[str, Any]:
    """The land of all other places, in one colour with those that are named: nothing is said of it."""
    others = places.filter(~pl.col("code").is_in(data["code"].to_list()))
    unsaid = others.select("code", pl.lit("").alias("label"), pl.lit("").alias("text"))
    return {**fill(unsaid, theme.surface, theme), "hoverinfo": "skip", "hovertemplate": None, "text": None}


def _words(frame: pl.DataFrame, words: Words, unit: str) -> str:
    if frame.is_empty():
        return words.t(NOTHING)
    return words.n(
        "Map of {unit}: {n} country or territory is named; {largest}. Where no circle stands, none is named.",
        "Map of {unit}: {n} countries and territories are named; {largest}. Where no circle stands, none is named.",
        frame.height,
        unit=unit,
        largest=largest(frame, words),
    )
