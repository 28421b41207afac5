"""What a map of one year is drawn of: the same traces in the same order, so that years stand side by side or play."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from charts.maps.ground import MARKED_KM2, ground, inside, legend_box, placed, state_legends
from charts.maps.symbols import RADIUS, STRIP, below, circle_layers, size_legend
from charts.maps.world import class_layers, class_legends
from charts.text import highest
from charts.theme import Theme
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

    `radius`: pixels of the largest circle. `room`: see `ground.ground`.
    """
    traces, data = ground(placed(frame, places, unit, words), focus, words, theme, every=True, room=room)
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
        return state_legends(states, words, theme), {**sizes, **below(down + STRIP)}
    classes = class_legends(list(scale.breaks), words, theme, unit)
    return classes + state_legends(states, words, theme), {"legend": legend_box(title)}


def in_words(years: Mapping[str, pl.DataFrame], focus: tuple[str, ...], *, words: Words, unit: str) -> str:
    """years: year → frame (code, value, state). How many places had figures in the first and the last year, and the
    highest.
    """
    shown = {year: inside(frame, focus).select("value", "state") for year, frame in years.items()}
    frame = pl.concat(part.with_columns(year=pl.lit(year)) for year, part in shown.items())
    known = frame.filter(pl.col("state") == CellState.VALUE)
    if known.is_empty():
        return words.t("No country or territory has records in these years.")
    first, last = min(years), max(years)
    counts = [known.filter(pl.col("year") == y).height for y in (first, last)]
    top = highest(known).sort("year")
    silent = frame.filter((pl.col("year") == last) & (pl.col("state") == CellState.NOT_REPORTED)).height
    maps = words.n(
        "{n} map of {unit}, {first}: {before} places with figures.",
        "{n} maps of {unit}, {first} to {last}, all on one scale: {before} places with figures in {first}, {now} in "
        "{last}.",
        len(years),
        unit=unit,
        first=first,
        last=last,
        before=counts[0],
        now=counts[1],
    )
    most = words.t(
        "The largest figure is {value}, in {years}.",
        value=top["value"][0],
        years=words.listed(top["year"].unique(maintain_order=True).to_list(), most=2),
    )
    gaps = words.n(
        "In {year} {n} did not report, which does not mean zero.",
        "In {year} {n} did not report, which does not mean zero.",
        silent,
        year=last,
    )
    return f"{maps} {most} {gaps}"
