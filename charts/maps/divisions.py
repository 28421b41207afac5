"""The map of one country by administrative division: the same circles, states and legend as the map of the world."""

import math
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import GEOJSON, areas
from charts.maps.symbols import circle_figure
from charts.sketch import plain, sketch
from charts.text import largest
from charts.theme import Theme
from domain.cells import CellState
from domain.words import Words

_NARROW, _EQUAL_EARTH = "azimuthal equal area", "equal earth"  # untranslated
"""Projections of one country and of a wide one, as Plotly calls them."""
_WORLD_KM2 = 135_000_000
"""Land of the world map: the sizes at which it draws circles and marks are taken to the scale of the country."""

WIDE = 60
"""Degrees of longitude from which a projection around the middle would bend the ends of a country out of the window."""


def division_map(
    frame: pl.DataFrame,
    shapes: pl.DataFrame,
    *,
    address: str,
    words: Words,
    theme: Theme,
    unit: str,
    country: str,
    chosen: tuple[str, ...] = (),
    around: tuple[str, ...] = (),
) -> Drawn:
    """frame: code, label, value, state. shapes: code, lon, lat, west, south, east, north, km2. Clickable by code.

    `address` is where the browser finds the shapes; `country` the name of the whole; `chosen` holds the codes that the
    page is filtered by, `around` the codes of the countries beside it: outlines alone, so that it does not hang in
    the air beside an area that is not part of it.
    """
    alt = _words(frame, words=words, unit=unit, country=country)
    scale = _WORLD_KM2 / max(float(shapes["km2"].sum()), 1.0)
    locations = shapes.select("code", "lon", "lat", (pl.col("km2") * scale).alias("area_km2"))
    plotted = plain(circle_figure(frame, locations, words=words, theme=theme, unit=unit))
    data = [_neighbours(around, theme)] if around else []
    data += [_drawn(trace, address) for trace in plotted["data"]]
    data += [_outline(list(chosen), address, theme)] if chosen else []
    layout = {**plotted["layout"], "geo": {**plotted["layout"]["geo"], **view(shapes)}}
    return Drawn(sketch({"data": data, "layout": layout}), alt)


def _drawn(trace: dict[str, Any], address: str) -> dict[str, Any]:
    return {**trace, "geojson": address} if trace.get("geojson") == GEOJSON else trace


def _neighbours(codes: tuple[str, ...], theme: Theme) -> dict[str, Any]:
    """The outlines of other countries, without a fill: no figure is said of them here."""
    return {
        **areas(pl.DataFrame({"code": list(codes)}, schema={"code": pl.String})),
        "z": [0] * len(codes),
        "colorscale": [[0, theme.paper], [1, theme.paper]],
        "hoverinfo": "skip",
        "marker": {"line": {"width": 0.6, "color": theme.outline}},
    }


def _outline(codes: list[str], address: str, theme: Theme) -> dict[str, Any]:
    """A strong line around the divisions that were clicked; the ground shows through, and takes the next click."""
    clear = "rgba(0,0,0,0)"
    return {
        "type": "choropleth",
        "geojson": address,
        "featureidkey": "id",
        "locations": codes,
        "z": [0] * len(codes),
        "colorscale": [[0, clear], [1, clear]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"width": 2.5, "color": theme.series[1]}},
    }


def view(shapes: pl.DataFrame) -> dict[str, Any]:
    """The window on the country: an equal-area projection around its middle, of a wide country one of the world."""
    west, east = _longitudes(shapes)
    south, north = float(str(shapes["south"].min())), float(str(shapes["north"].max()))
    wide, high = max((east - west) * 0.04, 0.05), max((north - south) * 0.04, 0.05)
    middle = ((west + east) / 2, (south + north) / 2)
    flat = {"type": _NARROW, "rotation": {"lon": middle[0], "lat": middle[1]}}
    return {
        "projection": flat if east - west < WIDE else {"type": _EQUAL_EARTH},
        "lonaxis": {"range": [west - wide, east + wide]},
        "lataxis": {"range": [max(south - high, -89), min(north + high, 89)]},
    }


def _longitudes(shapes: pl.DataFrame) -> tuple[float, float]:
    """The western and the eastern end: the widest gap of the circle lies outside. The east may be past 180."""
    ends = sorted((west % 360, west % 360 + east - west) for west, east in shapes.select("west", "east").iter_rows())
    reached, gap, start = ends[0][1], ends[0][0] + 360 - max(end for _, end in ends), ends[0][0]
    for west, east in ends[1:]:
        if west - reached > gap:
            gap, start = west - reached, west
        reached = max(reached, east)
    last = max(east if west >= start else east + 360 for west, east in ends)
    return (start - 360, last - 360) if start > 180 else (start, last)


def _words(frame: pl.DataFrame, *, words: Words, unit: str, country: str) -> str:
    """The map in words: how many divisions have records, the largest few A–Z, how many no record tells."""
    valued = frame.filter(pl.col("state") == CellState.VALUE)
    silent = frame.height - valued.height
    if valued.is_empty():
        return words.t("No record of this selection names a division of {country}.", country=country)
    first = words.n(
        "Map of {unit} in {country} by administrative division: {n} of {all} divisions has records, {sum} in all; "
        "{largest}.",
        "Map of {unit} in {country} by administrative division: {n} of {all} divisions have records, {sum} in all; "
        "{largest}.",
        valued.height,
        unit=unit,
        country=country,
        all=frame.height,
        sum=math.fsum(valued["value"]),
        largest=largest(valued, words),
    )
    others = words.n(
        "No record names the other {n}, which does not mean zero.",
        "No record names the other {n}, which does not mean zero.",
        silent,
    )
    return f"{first} {others}"
