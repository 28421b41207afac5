"""Disputed or undetermined areas on a map: hatched, with a dotted outline, of no country and with no figure.

They are added to a finished map of any kind, in the part of the world that it shows. A click on one opens nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

import plotly.graph_objects as go

from charts.drawn import Drawn
from charts.maps.ground import GEOJSON, SMALL
from charts.sketch import plain, sketch
from charts.text import shortened
from charts.theme import STEADY, Theme
from domain.messages import N_
from domain.words import Words

LEGEND = N_("Disputed area")
"""Short: the widest entry decides how many stand beside each other on a phone. Hover and alt text say more."""
NO_FIGURE = N_("No figure is shown for it, and it is counted to no country here.")
NO_CODE = "…"
"""What a click on such an area says: no filter takes it (pages.parts.reader.NO_CODE)."""
Point = tuple[float, float] | None


class Area(Protocol):
    """What is drawn of an area: lines of longitude and latitude, None between two lines."""

    @property
    def code(self) -> str:
        """The id of its shape."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def note(self) -> str:
        """What is said of it."""

    @property
    def outline(self) -> tuple[Point, ...]:
        """Its rings."""

    @property
    def hatch(self) -> tuple[Point, ...]:
        """Diagonal lines inside it."""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""


def with_disputed(drawn: Drawn, areas: Sequence[Area], *, words: Words, theme: Theme, address: str = GEOJSON) -> Drawn:
    """The map with the areas inside its part of the world, and with the boundaries taken from `address`.

    A figure of several maps (panels by year) gets them in each, named once. Figures that draw no country from our
    boundary file (a map of divisions) get no fill, outlines only.
    """
    if drawn.figure is None:
        return drawn
    said = drawn.saying(*_words(shown(drawn.figure, areas), words))
    return replace(said, figure=_figure(drawn.figure, areas, words=words, theme=theme, address=address))


def _figure(fig: go.Figure, areas: Sequence[Area], *, words: Words, theme: Theme, address: str) -> go.Figure:
    plotted = plain(fig)
    layout, frames = plotted["layout"], plotted.get("frames") or ()
    data, named = _addressed(plotted["data"], address), False
    for ground in (key for key in layout if re.fullmatch(r"geo\d*", key)):
        seen = [a for a in areas if _inside(a, layout[ground] or {})]
        if seen:
            drawn = [
                _ground(seen, words, theme, address),
                *(_lines(seen, part, words, theme) for part in ("hatch", "outline")),
            ]
            data += [{**trace, "geo": ground} for trace in drawn]
            data[-1]["showlegend"], named = not named, True
    whole: dict[str, Any] = {"data": data, "layout": layout}
    if frames:
        whole["frames"] = [{**f, "data": _addressed(f.get("data") or (), address)} for f in frames]
    return sketch(whole)


def _addressed(traces: Sequence[dict[str, Any]], address: str) -> list[dict[str, Any]]:
    """An operator's file takes the place of the small shapes of panels too; hexagons bring shapes of their own."""
    ours = (GEOJSON,) if address == GEOJSON else (GEOJSON, SMALL)
    return [{**t, "geojson": address} if t.get("geojson") in ours else t for t in traces]


def shown(fig: go.Figure, areas: Sequence[Area]) -> list[Area]:
    """The areas inside the part of the world that a map shows, or one of several small ones."""
    layout = plain(fig)["layout"]
    windows = [layout[name] or {} for name in layout if re.fullmatch(r"geo\d*", name)]
    return [a for a in areas if any(_inside(a, geo) for geo in windows)]


def _inside(area: Area, geo: dict[str, Any]) -> bool:
    """Whether the area lies in the ranges of a map (all of the world without ranges)."""
    west, south, east, north = area.bounds
    low, high = (geo.get("lonaxis") or {}).get("range") or (-180, 180)
    bottom, top = (geo.get("lataxis") or {}).get("range") or (-90, 90)
    across = any(west + turn <= high and east + turn >= low for turn in (-360, 0, 360))
    return across and south <= top and north >= bottom


def _ground(areas: list[Area], words: Words, theme: Theme, address: str) -> dict[str, Any]:
    """The ground that says what it is; no class colour, whatever the figures."""
    texts = [f"<b>{shortened(a.name, 60)}</b><br>{shortened(a.note, 120)}<br>{words.t(NO_FIGURE)}" for a in areas]
    return {
        "type": "choropleth",
        "geojson": address,
        "featureidkey": "id",
        "locations": [a.code for a in areas],
        "customdata": [NO_CODE] * len(areas),
        "z": [0] * len(areas),
        "colorscale": [[0, theme.surface], [1, theme.surface]],
        "showscale": False,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"width": 0}},
        **STEADY,
    }


def _lines(areas: list[Area], part: str, words: Words, theme: Theme) -> dict[str, Any]:
    """All outlines (dotted, named in the legend) or all hatching, as one trace."""
    points: list[Point] = []
    for area in areas:
        points += [*getattr(area, part), None]
    outer = part == "outline"
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lon": [p[0] if p else None for p in points],
        "lat": [p[1] if p else None for p in points],
        "line": {"color": theme.muted, "width": 1.2 if outer else 0.6, "dash": "dot" if outer else "solid"},
        "hoverinfo": "skip",
        "name": words.t(LEGEND),
        "showlegend": outer,
    }


def _words(areas: Sequence[Area], words: Words) -> list[str]:
    """Which areas are drawn apart: a sentence, or none."""
    names = words.comma([a.name for a in areas])
    text = words.t("Drawn separately as disputed or undetermined, without figures: {names}.", names=names)
    return [text] if areas else []
