"""The map of countries: classed by value; zero and not reported told apart by mark and by legend text."""

import math
from itertools import pairwise
from urllib.parse import quote

import plotly.graph_objects as go
import polars as pl

from charts.text import cell_text
from charts.theme import Theme, figure
from domain.cells import CellState
from domain.words import Words

GEOJSON = "app/static/world.geojson"
MICRO_KM2 = 3000
_EMPTY = '{"type":"GeometryCollection","geometries":[]}'
_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
_STUB = '{"type":"Topology","arcs":[],"objects":{' + ",".join(f'"{n}":{_EMPTY}' for n in _LAYERS) + "}}"
TOPOLOGY = "data:application/json," + quote(_STUB) + "#"
"""Without it plotly.js fetches its own base map from the internet, and offline draws nothing."""


def class_breaks(values: list[float]) -> list[float]:
    """Upper class limits, powers of ten (or 1-3-10-30 over a short range), at most six classes."""
    top = max(values, default=1.0)
    low = min((v for v in values if v > 0), default=1.0)
    step = 1.0 if math.log10(max(top / low, 1.0)) > 2.5 else 0.5
    last = math.ceil(math.log10(max(top, 1e-9)) / step - 1e-9)
    first = max(math.ceil(math.log10(low) / step + 1e-9), last - 5)
    return [_round(10 ** (k * step)) for k in range(min(first, last), last + 1)]


def _round(value: float) -> float:
    """3.16 → 3, 31.6 → 30: the half steps of the 1-3-10-30 scale."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    return round(value / power) * power


def world_map(frame: pl.DataFrame, places: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> go.Figure:
    """frame: code, label, value, state. places: code, lon, lat, area_km2. Clickable; customdata is the code."""
    data = frame.join(places.select("code", "lon", "lat", "area_km2"), on="code", how="left")
    text = [cell_text(v, s, unit, words) for v, s in data.select("value", "state").iter_rows()]
    data = data.with_columns(pl.Series("text", text, pl.String))
    valued = data.filter(pl.col("state") == CellState.VALUE)
    breaks = class_breaks(valued["value"].to_list())
    fig = figure(theme, height=500)
    for state, fill, symbol in (
        (CellState.NOT_REPORTED, theme.not_reported, "x-thin-open"),
        (CellState.ZERO, theme.zero, "circle-open"),
    ):
        part = data.filter(pl.col("state") == state)
        fig.add_trace(_fill(part, fill, theme))
        fig.add_trace(_marks(part, symbol, theme, words))
    fig.add_trace(_values(valued, breaks, theme))
    fig.add_trace(_micro(valued, breaks, theme))
    for name, colour in zip(_ranges(breaks, words), _ramp(breaks, theme), strict=True):
        fig.add_trace(_legend(name, colour, theme))
    fig.update_geos(
        visible=False,
        fitbounds=False,
        projection_type="natural earth",
        bgcolor=theme.paper,
        lataxis_range=[-57, 84],
        showframe=False,
    )
    return fig.update_layout(
        legend={"itemclick": False, "itemdoubleclick": False, "font": {"size": 12}, "itemwidth": 30}
    )


def _ramp(breaks: list[float], theme: Theme) -> list[str]:
    return list(theme.ramp[-len(breaks) :])


def _class_of(value: float, breaks: list[float]) -> int:
    return next((i for i, b in enumerate(breaks) if value <= b), len(breaks) - 1)


def _ranges(breaks: list[float], words: Words) -> list[str]:
    first = f"up to {words.short(breaks[0])}"
    return [first, *(f"{words.short(a)} – {words.short(b)}" for a, b in pairwise(breaks))]


def _hover(part: pl.DataFrame) -> dict[str, object]:
    return {
        "customdata": part["code"].to_list(),
        "text": [f"<b>{a}</b><br>{b}" for a, b in part.select("label", "text").iter_rows()],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _fill(part: pl.DataFrame, colour: str, theme: Theme) -> go.Choropleth:
    return go.Choropleth(
        geojson=GEOJSON,
        featureidkey="id",
        locations=part["code"].to_list(),
        z=[0] * part.height,
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        marker={"line": {"width": 0.4, "color": theme.outline}},
        **_hover(part),
    )


def _marks(part: pl.DataFrame, symbol: str, theme: Theme, words: Words) -> go.Scattergeo:
    """A small mark in each such country: the pattern that tells zero from not reported without colour."""
    label = "Zero reported" if symbol.startswith("circle") else "Not reported"
    large = part.filter(pl.col("area_km2") > 15_000)
    return go.Scattergeo(
        lon=large["lon"].to_list() or [None],
        lat=large["lat"].to_list() or [None],
        mode="markers",
        name=label,
        marker={
            "symbol": symbol,
            "size": 6,
            "opacity": 0.9,
            "line": {"color": theme.muted, "width": 1},
            "color": theme.muted,
        },
        hoverinfo="skip",
        showlegend=True,
    )


def _values(part: pl.DataFrame, breaks: list[float], theme: Theme) -> go.Choropleth:
    colours, n = _ramp(breaks, theme), len(breaks)
    steps = [[edge, colour] for i, colour in enumerate(colours) for edge in (i / n, (i + 1) / n)]
    return go.Choropleth(
        geojson=GEOJSON,
        featureidkey="id",
        locations=part["code"].to_list(),
        z=[_class_of(v, breaks) + 0.5 for v in part["value"]],
        zmin=0,
        zmax=n,
        colorscale=steps,
        showscale=False,
        marker={"line": {"width": 0.4, "color": theme.paper}},
        **_hover(part),
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _micro(part: pl.DataFrame, breaks: list[float], theme: Theme) -> go.Scattergeo:
    """Places too small to see at this scale, as circles that can be clicked."""
    small = part.filter((pl.col("area_km2") < MICRO_KM2) & pl.col("lon").is_not_null())
    colours = _ramp(breaks, theme)
    return go.Scattergeo(
        lon=small["lon"].to_list(),
        lat=small["lat"].to_list(),
        mode="markers",
        showlegend=False,
        marker={
            "size": 9,
            "color": [colours[_class_of(v, breaks)] for v in small["value"]],
            "opacity": 1,
            "line": {"width": 1, "color": theme.text},
        },
        **_hover(small),
    )


def _legend(name: str, colour: str, theme: Theme) -> go.Scattergeo:
    marker = {"symbol": "square", "size": 13, "color": colour, "line": {"width": 0.5, "color": theme.outline}}
    return go.Scattergeo(lon=[None], lat=[None], mode="markers", name=name, marker=marker, hoverinfo="skip")


def describe(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The map in words: how many places, which has most, how many did not report."""
    valued = frame.filter(pl.col("state") == CellState.VALUE).sort("value", descending=True)
    missing = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    if valued.is_empty():
        return f"No country or territory has records in this selection; {missing} did not report."
    first = valued.row(0, named=True)
    return (
        f"World map of {unit}: {valued.height} countries and territories have records. "
        f"The largest figure is {words.number(first['value'])} ({first['label']}). "
        f"{missing} did not report; no figure is not nought."
    )
