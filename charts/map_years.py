"""What a map of one year is drawn of: the same traces in the same order, so that years stand side by side or play."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from charts.symbols import RADIUS, STRIP, below, circle_layers, size_legend
from charts.text import highest, tied
from charts.theme import Theme
from charts.world import MARKED_KM2, class_layers, class_legends, ground, legend_box, placed, state_legends
from domain.cells import CellState
from domain.words import Words


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How figures become ink in every year alike: areas in classes (upper limits), or circles (the largest figure)."""

    breaks: tuple[float, ...] = ()
    most: float = 0.0
    circles: bool = False


def year_layers(
    frame: pl.DataFrame,
    places: pl.DataFrame,
    scale: Scale,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    focus: tuple[str, ...] = (),
    radius: float = RADIUS,
    room: float = MARKED_KM2,
) -> list[dict[str, Any]]:
    """frame: code, label, value, state (and text) of one year. As many traces for every year, the empty ones too.

    `radius`: pixels of the largest circle. `room`: see `world.ground`.
    """
    traces, data = ground(placed(frame, places, unit, words), focus, theme, every=True, room=room)
    if scale.circles:
        return traces + circle_layers(data, scale.most, theme, radius)
    return traces + class_layers(data, list(scale.breaks), theme)


def shared_legend(
    states: set[str],
    scale: Scale,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    title: str,
    radius: float = RADIUS,
    down: float = 0,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """One legend for all years: entries as traces, and parts of the layout; `down`: pixels that stand between."""
    if scale.circles:
        sizes = size_legend(scale.most, unit, words, theme, radius=radius, down=down)
        return state_legends(states, theme), {**sizes, **below(down + STRIP)}
    return class_legends(states, list(scale.breaks), words, theme, unit), {"legend": legend_box(title)}


def describe(frame: pl.DataFrame, years: Sequence[str], *, words: Words, unit: str) -> str:
    """frame: label, year, value, state. How many places had figures in the first and the last year, and the highest."""
    known = frame.filter(pl.col("state") == CellState.VALUE)
    if known.is_empty():
        return "No country or territory has records in these years."
    first, last = years[0], years[-1]
    held = [known.filter(pl.col("year") == y).height for y in (first, last)]
    top = highest(known).sort("year")
    silent = frame.filter((pl.col("year") == last) & (pl.col("state") == CellState.NOT_REPORTED)).height
    return (
        f"{words.number(len(years))} maps of {unit}, {first} to {last}, all on one scale: {words.number(held[0])} "
        f"places with figures in {first}, {words.number(held[1])} in {last}. The largest figure is "
        f"{words.number(top['value'][0])}, in {tied(top['year'].to_list())}. In {last} {words.number(silent)} did not "
        "report, which does not mean zero."
    )
