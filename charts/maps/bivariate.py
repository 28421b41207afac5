"""Two measures on one map, three classes each: how many a head, and how much of the time was reported at all."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import HEIGHT, geography, ground, inside, no_records, not_zero, placed, state_legends
from charts.maps.symbols import below
from charts.maps.world import coloured_layers
from charts.theme import Theme, as_figure
from domain.cells import CellState
from domain.classes import class_of
from domain.collation import az
from domain.messages import N_
from domain.words import Words

THIRDS = (1 / 3, 2 / 3, 1.0)
"""Upper limits of the classes of coverage: up to a third of the years, up to two thirds, more."""
_COVERAGE = (N_("up to ⅓ of the years"), N_("up to ⅔"), N_("more than ⅔"))
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
) -> Drawn:
    """frame: code, label, value (the rate), share (of the years reported, 0 to 1), state, text. Clickable.

    `breaks` are the upper limits of up to three classes of the rate.
    """
    alt = _words(inside(frame, focus), breaks, words=words)
    traces, data = ground(placed(frame, places, unit, words), focus, words, theme)
    steps = [
        None if v is None else class_of(v, breaks) + 3 * class_of(s or 0, THIRDS)
        for v, s in data.select("value", "share").iter_rows()
    ]
    data = data.with_columns(pl.Series("step", steps, pl.Int64))
    area, small = coloured_layers(data, [colour for row in theme.bivariate for colour in row], theme)
    traces += [{**area, "marker": {"line": {"width": 0.5, "color": theme.outline}}}, small]
    traces += state_legends(set(data["state"]), words, theme)
    square = _square(breaks, words, theme) if breaks else {}
    layout: dict[str, Any] = {"geo": geography(theme, places, focus), **square, **below(_ROOM if square else 0)}
    return Drawn(as_figure(theme, traces, layout, height=HEIGHT + _ROOM), alt)


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
        _note(words.t("More seizures per head →"), left, bottom - 20, theme),
        _note(words.t("More years reported →"), 8, bottom + side / 2, theme, textangle=-90, yanchor="middle"),
        _note(_limits(breaks, words), left, bottom - 22, theme, size=11, yanchor="top"),
    ]
    for up, label in enumerate(_COVERAGE):
        notes.append(
            _note(words.t(label), left + side + 6, bottom + (up + 0.5) * _CELL, theme, size=11, yanchor="middle")
        )
    return {"shapes": shapes, "annotations": notes}


def _limits(breaks: Sequence[float], words: Words) -> str:
    """Where the classes of the rate end; a line, so that it stands under three narrow cells."""
    inner = [words.short(b) for b in list(breaks)[:-1]]
    if not inner:
        return words.t("all rates lie in one class")
    return words.t("divided at {limits} per million", limits=words.listed(inner))


def _note(text: str, x: float, y: float, theme: Theme, *, size: int = 12, **more: Any) -> dict[str, Any]:
    place = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xshift": x, "yshift": y, "xanchor": "left"}
    look = {"showarrow": False, "align": "left", "font": {"size": size, "color": theme.muted}}
    return {"text": text, **place, "yanchor": "bottom", **look, **more}


def _words(frame: pl.DataFrame, breaks: Sequence[float], *, words: Words) -> str:
    """How many places are high in both, and how many have a high rate that rests on little."""
    known = frame.filter(pl.col("state") == CellState.VALUE).drop_nulls("value")
    silent = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    if known.is_empty():
        return no_records(silent, words)
    if len(breaks) < 2:
        classes = words.n(
            "Map of seizures per head against the years reported: {n} is shown with records; all rates lie in one "
            "class.",
            "Map of seizures per head against the years reported: {n} are shown with records; all rates lie in one "
            "class.",
            known.height,
        )
        return f"{classes} {not_zero(silent, words)}"
    high = [
        (label, class_of(share or 0, THIRDS))
        for label, value, share in known.select("label", "value", "share").sort(az("label")).iter_rows()
        if class_of(value, breaks) == len(breaks) - 1
    ]
    sure, thin = ([label for label, step in high if (step == 2) == well] for well in (True, False))
    rates = words.n(
        "Map of seizures per head against the years reported: {n} is shown with records. A high rate over more than "
        "two thirds of the years: {sure}. A high rate that rests on fewer years: {thin}.",
        "Map of seizures per head against the years reported: {n} are shown with records. A high rate over more than "
        "two thirds of the years: {sure}. A high rate that rests on fewer years: {thin}.",
        known.height,
        sure=_some(sure, words),
        thin=_some(thin, words),
    )
    return f"{rates} {not_zero(silent, words)}"


def _some(labels: list[str], words: Words) -> str:
    """A few names A–Z, and how many more."""
    if len(labels) > 5:
        return words.listed(labels, most=5)
    return words.comma(labels) or words.p("of places", "none")
