"""A map with a slider of years and a button to play them: one scale, and the states of each year with it."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import HEIGHT, geography
from charts.maps.symbols import STRIP
from charts.maps.years import Scale, in_words, shared_legend, year_layers
from charts.sketch import plain, sketch
from charts.text import NOTHING
from charts.theme import Theme, as_figure, blank
from domain.words import Words

PAUSE = 1200
"""Milliseconds for which a year stands still while playing."""
_CHANGING = ("locations", "z", "text", "hovertemplate", "lon", "lat", "customdata", "marker")
_HERE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the year, which Plotly puts between two texts."""
_SLIDER, _CLASSES = 90, 132
"""Pixels below the map for the slider, and for the legend of classes (four lines on a phone)."""


def map_play(
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
    start: str = "",
) -> Drawn:
    """years: year → frame (code, label, value, state, text), in order; it stands at `start`, else at the last. `short`:
    the unit as it stands beside a figure.

    Nothing plays by itself.

    Years follow each other without a tween: a figure between two years was never reported, and no motion is forced.
    """
    if not years:
        return Drawn(blank(theme, words.t(NOTHING)), words.t(NOTHING))
    alt = in_words(years, focus, words=words, unit=unit)
    shared: dict[str, Any] = {"words": words, "theme": theme, "unit": short or unit}
    layers = {y: year_layers(frame, places, scale, focus=focus, **shared) for y, frame in years.items()}
    first = start if start in years else list(years)[-1]
    states = {state for frame in years.values() for state in frame["state"]}
    entries, more = shared_legend(states, scale, title=legend_title, down=_SLIDER, **shared)
    names = {year: f"{year} {(marks or {}).get(year, '')}".strip() for year in years}
    layout: dict[str, Any] = {
        "geo": {**geography(theme, places, focus), "domain": {"x": [0, 1], "y": [0, 1]}},
        "sliders": [_slider(names, first, words, theme)],
        "updatemenus": [_buttons(theme)],
        **more,
    }
    if not scale.circles:
        layout["legend"] = {**more["legend"], "yref": "container", "y": 0, "yanchor": "bottom"}
        layout["margin"] = {"l": 8, "r": 8, "t": 8, "b": _SLIDER + _CLASSES}
    fig = as_figure(theme, [*layers[first], *entries], layout, height=HEIGHT + _SLIDER + STRIP)
    frames = [_frame(year, layers[year]) for year in years]
    return Drawn(sketch({**plain(fig), "frames": frames}), alt)


def _frame(year: str, layers: list[dict[str, Any]]) -> dict[str, Any]:
    """What changes with the year, of each trace."""
    parts = [{"type": layer["type"], **{k: layer[k] for k in _CHANGING if k in layer}} for layer in layers]
    return {"name": year, "data": parts, "traces": list(range(len(parts)))}


def _step(names: list[str] | None, pause: int) -> list[Any]:
    """The arguments of Plotly's animate: no tween, and each frame drawn anew (areas need it)."""
    how = {"mode": "immediate", "fromcurrent": True, "transition": {"duration": 0}}
    return [names, {**how, "frame": {"duration": pause, "redraw": True}}]


def _slider(names: dict[str, str], first: str, words: Words, theme: Theme) -> dict[str, Any]:
    steps = [{"label": label, "method": "animate", "args": _step([year], 0)} for year, label in names.items()]
    before, _, after = words.t("Year {year}", year=_HERE).partition(_HERE)
    shown = {
        "prefix": before,
        "suffix": after,
        "font": {"size": 22, "color": theme.text},
        "xanchor": "right",
        "offset": 8,
    }
    look = {
        "bgcolor": theme.grid,
        "activebgcolor": theme.accent,
        "bordercolor": theme.outline,
        "tickcolor": theme.muted,
    }
    room = 12 if len(list(names.values())[-1]) <= 4 else 44  # half of the last label stands right of the rail
    pad = {"t": 4, "b": 4, "l": 12, "r": room}
    place = {"x": 0, "len": 1, "xanchor": "left", "y": 0, "yanchor": "top", "pad": pad}
    font = {"size": 12, "color": theme.muted}
    return {"active": list(names).index(first), "steps": steps, "currentvalue": shown, "font": font, **look, **place}


def _buttons(theme: Theme) -> dict[str, Any]:
    buttons = [
        {"label": "▶", "name": "play", "method": "animate", "args": _step(None, PAUSE)},
        {"label": "❚❚", "name": "pause", "method": "animate", "args": _step([None], 0)},  # type: ignore[list-item]
    ]
    place = {"x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "pad": {"t": 2, "l": 2}}
    look = {"bgcolor": theme.surface, "bordercolor": theme.outline, "font": {"size": 15, "color": theme.text}}
    return {"type": "buttons", "direction": "right", "showactive": False, "buttons": buttons, **place, **look}
