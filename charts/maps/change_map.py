"""More or fewer than before, by place: colour and mark say the direction, and where nothing can be said it says so."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import (
    HEIGHT,
    MARKED_KM2,
    MICRO_KM2,
    fill,
    geography,
    hover,
    inside,
    legend,
    legend_box,
    marks,
    outside,
    placed,
    points,
)
from charts.theme import STEADY, Theme, as_figure
from domain.messages import N_
from domain.words import Words

_LOOK = {
    "up_strong": ("triangle-up", 11, N_("more than 25% more")),
    "up": ("triangle-up", 7, N_("10 to 25% more")),
    "steady": ("line-ew-open", 7, N_("within 10%")),
    "down": ("triangle-down", 7, N_("10 to 25% fewer")),
    "down_strong": ("triangle-down", 11, N_("more than 25% fewer")),
}
"""Class → mark, its size, its name in the legend."""
_FEW, _UNSURE, _APART, _SILENT = "few", "unsure", "incomparable", "not_reported"
LABELS = {
    **{name: look[2] for name, look in _LOOK.items()},
    _FEW: N_("too few to say (under 30 seizures before)"),
    _UNSURE: N_("up or down not certain (copies, unknown fields, changed recording)"),
    _APART: N_("not comparable (no source with both periods complete)"),
    _SILENT: N_("not reported in either period"),
}


def change_map(
    frame: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    earlier: str,
    later: str,
    focus: tuple[str, ...] = (),
) -> Drawn:
    """frame: code, label, class (analysis.place_change.CLASSES or not_reported), text. Clickable."""
    alt = _words(inside(frame, focus), words=words, earlier=earlier, later=later)
    data = placed(frame, places, "", words)
    traces: list[dict[str, Any]] = []
    if focus:
        traces.append(outside(data, focus, words, theme))
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
    return Drawn(as_figure(theme, traces + _legends(words, theme), layout, height=HEIGHT), alt)


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


def _legends(words: Words, theme: Theme) -> list[dict[str, Any]]:
    entries = []
    for colour, (symbol, _, label) in zip(theme.change, _LOOK.values(), strict=True):
        steady = "triangle" not in symbol
        name = f"–  {words.t(label)}" if steady else words.t(label)
        entries.append(legend(name, colour, "square" if steady else symbol, theme.muted))
    signs = {
        _FEW: (theme.zero, "square-dot"),
        _UNSURE: (theme.zero, "diamond-tall"),
        _APART: (theme.muted, "hash-open"),
        _SILENT: (theme.not_reported, "square-x"),
    }
    for name, (colour, symbol) in signs.items():
        entries.append(legend(words.t(LABELS[name]), colour, symbol, theme.muted))
    return entries


def _words(frame: pl.DataFrame, *, words: Words, earlier: str, later: str) -> str:
    """How many places rose, stayed and fell, and of how many nothing can be said."""
    counts = dict(frame.group_by("class").len().iter_rows())
    n = {name: counts.get(name, 0) for name in (*_LOOK, _FEW, _UNSURE, _APART, _SILENT)}
    rose, fell = n["up"] + n["up_strong"], n["down"] + n["down_strong"]
    if not rose + fell + n["steady"] + n[_FEW] + n[_UNSURE]:
        return words.t(
            "No place can be compared between {earlier} and {later}: none has a source with records in both.",
            earlier=earlier,
            later=later,
        )
    return words.t(
        "Map of change in reported seizures from {earlier} to {later}, same reporters and sources: {more} report more "
        "({much_more} by more than a quarter), {steady} about as many, {fewer} fewer ({far_fewer} by more than a "
        "quarter); {few} have too few to say, of {unsure} the direction is not certain, {apart} cannot be compared. A "
        "change in reports, not in trafficking.",
        earlier=earlier,
        later=later,
        more=rose,
        much_more=n["up_strong"],
        steady=n["steady"],
        fewer=fell,
        far_fewer=n["down_strong"],
        few=n[_FEW],
        unsure=n[_UNSURE],
        apart=n[_APART],
    )
