"""What maps share: land, the states without a figure (by mark and by legend text), and what is said of places."""

import math
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import polars as pl

from charts.text import cell_texts, largest, shortened
from charts.theme import STEADY, Theme
from domain.cells import LABELS, CellState
from domain.words import Words

GEOJSON = "app/static/world.geojson"
SMALL = "app/static/world_small.geojson"
"""The same places with a quarter of the points, for maps of which many stand side by side."""
HEIGHT = 500
WIDE = 2.15
"""A map of a part of the world is at least so many times as wide as it is high, as its card is."""
_CORNER = 0.2
"""Share of the width at the left that the legends of a map take."""
MICRO_KM2 = 3000
MARKED_KM2 = 20_000
"""Smaller places have no room for the mark of their state; their hover tells it."""
_PROJECTION = "natural earth"  # untranslated
_EMPTY = '{"type":"GeometryCollection","geometries":[]}'
_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
_STUB = '{"type":"Topology","arcs":[],"objects":{' + ",".join(f'"{n}":{_EMPTY}' for n in _LAYERS) + "}}"
TOPOLOGY = "data:application/json," + quote(_STUB) + "#"
"""Without it plotly.js fetches its own base map from the internet, and offline draws nothing."""


def placed(frame: pl.DataFrame, places: pl.DataFrame, unit: str, words: Words) -> pl.DataFrame:
    """With lon, lat, area_km2 and the words of each place (`text`, unless the frame brings its own)."""
    data = frame.join(places.select("code", "lon", "lat", "area_km2"), on="code", how="left", maintain_order="left")
    if "text" in data.columns:
        return data
    return data.with_columns(pl.Series("text", cell_texts(data, unit, words), pl.String))


def ground(
    data: pl.DataFrame,
    focus: tuple[str, ...],
    words: Words,
    theme: Theme,
    *,
    every: bool = False,
    room: float = MARKED_KM2,
) -> tuple[list[dict[str, Any]], pl.DataFrame]:
    """What lies below the figures, and the rows inside `focus`: bare land outside it, the states without a figure.

    `every`: also the states that no place has, so that the traces of each year are the same in number and order.
    `room`: smaller places (km²) have no room for the mark of their state; where that is more than usual, those too
    small to see have none either.
    """
    traces: list[dict[str, Any]] = []
    if focus:
        traces.append(outside(data, focus, words, theme))
        data = data.filter(pl.col("code").is_in(list(focus)))
    for state, (colour, symbol, _) in signs(theme).items():
        part = data.filter(pl.col("state") == state)
        if every or not part.is_empty():
            traces += [fill(part, colour, theme), marks(part, symbol, theme, room=room)]
            if state != CellState.ZERO and room <= MARKED_KM2:
                traces.append(_silent_micro(part, symbol, theme))
    return traces, data


def outside(data: pl.DataFrame, focus: tuple[str, ...], words: Words, theme: Theme) -> dict[str, Any]:
    """The places beyond `focus`, as bare land."""
    beyond = data.filter(~pl.col("code").is_in(list(focus)))
    return fill(beyond.with_columns(pl.lit(words.t("outside this region")).alias("text")), theme.surface, theme)


def _silent_micro(part: pl.DataFrame, symbol: str, theme: Theme) -> dict[str, Any]:
    """Places too small to see that tell no figure: a small mark, so that they can be read and clicked too."""
    small = part.filter((pl.col("area_km2") < MICRO_KM2) & pl.col("lon").is_not_null())
    mark = {"symbol": symbol, "size": 5, "opacity": 0.55, "color": theme.muted}
    return {
        **points(small),
        "customdata": small["code"].to_list(),
        "marker": {**mark, "line": {"color": theme.muted, "width": 1}},
        **STEADY,
        **hover(small),
    }


def legend_box(title: str = "") -> dict[str, Any]:
    """The look of a map's legend; the title says what the classes are made of."""
    named = {"title": {"text": title, "side": "top", "font": {"size": 13}}} if title else {}
    return {"font": {"size": 13}, "itemwidth": 30, **named}


def geography(theme: Theme, places: pl.DataFrame, focus: tuple[str, ...] = ()) -> dict[str, Any]:
    """The ground of a map: nothing fetched, no frame; the world, or the part of it around `focus`."""
    ground = {"visible": False, "fitbounds": False, "bgcolor": theme.paper, "showframe": False}
    return {**ground, "projection": {"type": _PROJECTION}, **_window(places, focus)}


def signs(theme: Theme) -> dict[CellState, tuple[str, str, str]]:
    """Each state without a class: its fill, its mark on the map and its mark in the legend."""
    return {
        CellState.NOT_REPORTED: (theme.not_reported, "x-thin-open", "square-x"),
        CellState.SUPPRESSED: (theme.surface, "diamond-open", "diamond-open"),
        CellState.RESTRICTED: (theme.surface, "square-open", "square-open"),
        CellState.ZERO: (theme.zero, "circle", "square-dot"),
    }


def _window(places: pl.DataFrame, focus: tuple[str, ...]) -> dict[str, dict[str, list[float]]]:
    """The ranges of longitude and latitude; a focus may lie across the date line."""
    own = _extent(places, focus)
    if own is None:
        return {"lataxis": {"range": [-57, 84]}, "lonaxis": {"range": [-180, 180]}}
    west, east, south, north = _widened(*own)
    return {"lonaxis": {"range": [west, east]}, "lataxis": {"range": [max(south, -88), min(north, 84)]}}


def corner_free(places: pl.DataFrame, focus: tuple[str, ...]) -> bool:
    """Whether the corner at the lower left shows sea or bare land alone, so that a legend covers no figure there."""
    own = _extent(places, focus)
    if own is None:
        return True
    west, east, _, _ = _widened(*own)
    return own[0] - west >= _CORNER * (east - west)


def _extent(places: pl.DataFrame, focus: tuple[str, ...]) -> tuple[float, float, float, float] | None:
    """West, east, south and north of the places in focus, the east perhaps past 180; None without any."""
    seen = places.filter(pl.col("code").is_in(list(focus))).drop_nulls(["lon", "lat"])
    if seen.is_empty():
        return None
    boxes = []
    for lon, lat, area in seen.select("lon", "lat", "area_km2").iter_rows():
        half = min(math.sqrt(area or 0) / 222 * 1.3 + 2, 22)
        boxes.append((lon, lat, half, half / max(math.cos(math.radians(lat)), 0.35)))
    start = _after_widest_gap([box[0] for box in boxes])
    turned = [(round(lon - start, 6) % 360 + start, wide) for lon, _, _, wide in boxes]
    west, east = min(x - w for x, w in turned), max(x + w for x, w in turned)
    return west, east, min(y - h for _, y, h, _ in boxes), max(y + h for _, y, h, _ in boxes)


def _widened(west: float, east: float, south: float, north: float) -> tuple[float, float, float, float]:
    """As wide as the card: beside the places the neighbours are seen as bare land, not a white edge."""
    lack = WIDE * (north - south) - (east - west) * _parallel((north + south) / 2)
    if lack > 0:
        more = lack / _parallel((north + south) / 2) / 2
        west, east = west - more, east + more
    return (-180, 180, south, north) if east - west >= 340 else (west, east, south, north)


def _parallel(latitude: float) -> float:
    """How wide a degree of longitude is there in the projection, beside a degree of latitude (Natural Earth's
    polynomial, Šavrič et al. 2011): less than on the globe at the equator, more towards the poles.
    """
    at = math.radians(min(abs(latitude), 60))
    return (0.8707 - 0.131979 * at**2 - 0.013791 * at**4) / (1.007226 + 3 * 0.015085 * at**2)


def _after_widest_gap(longitudes: list[float]) -> float:
    ordered = sorted(longitudes)
    gaps = [(b - a, b) for a, b in pairwise([*ordered, ordered[0] + 360])]
    widest = max(gaps)[1]
    return widest - 360 if widest > 180 else widest


def hover(part: pl.DataFrame) -> dict[str, Any]:
    """Names, and what they say: written once in the template where all say the same."""
    names = [shortened(name, 200) for name in part["label"]]
    texts = part["text"].to_list()
    same = texts[0] if len(set(texts)) == 1 else ""
    text = names if same else [f"{name}</b><br>{figure}" for name, figure in zip(names, texts, strict=True)]
    template = f"<b>%{{text}}</b><br>{same}" if same else "<b>%{text}"
    return {"text": text, "hovertemplate": template + "<extra></extra>"}


def areas(part: pl.DataFrame) -> dict[str, Any]:
    """Countries and territories by code, with the boundaries of the file."""
    codes = part["code"].to_list()
    return {"type": "choropleth", "geojson": GEOJSON, "featureidkey": "id", "locations": codes, "showscale": False}


def fill(part: pl.DataFrame, colour: str, theme: Theme) -> dict[str, Any]:
    """Places of one colour, whatever their figures."""
    return {
        **areas(part),
        "z": [0] * part.height,
        "colorscale": [[0, colour], [1, colour]],
        "marker": {"line": {"width": 0.4, "color": theme.outline}},
        **STEADY,
        **hover(part),
    }


def marks(part: pl.DataFrame, symbol: str, theme: Theme, *, room: float = MARKED_KM2, size: int = 5) -> dict[str, Any]:
    """A small mark in each such country: it tells zero from not reported without colour."""
    large = part.filter((pl.col("area_km2") > room) & pl.col("lon").is_not_null())
    size, opacity = (4, 1.0) if symbol == "circle" else (size, 0.55)
    mark = {"symbol": symbol, "size": size, "opacity": opacity, "color": theme.muted}
    return {
        **points(large),
        "marker": {**mark, "line": {"color": theme.muted, "width": 1}},
        "hoverinfo": "skip",
    }


def points(part: pl.DataFrame) -> dict[str, Any]:
    """Tenths of a degree are enough for a mark on a map of the world."""
    at = {"lon": part["lon"].round(1).to_list(), "lat": part["lat"].round(1).to_list()}
    return {"type": "scattergeo", **at, "mode": "markers", "showlegend": False}


def state_legends(states: set[str], words: Words, theme: Theme) -> list[dict[str, Any]]:
    """Zero and not reported (always) and what other states the map holds."""
    entries: list[dict[str, Any]] = []
    always = (CellState.ZERO, CellState.NOT_REPORTED)
    known = signs(theme)
    for state in (*always, CellState.SUPPRESSED, CellState.RESTRICTED):
        if state in always or state in states:
            fill, _, symbol = known[state]
            open_mark = symbol.endswith("-open")
            entries.append(legend(words.t(LABELS[state]), theme.muted if open_mark else fill, symbol, theme.muted))
    return entries


def legend(name: str, colour: str, symbol: str, line: str) -> dict[str, Any]:
    """An entry of the legend that stands for no single place."""
    marker = {"symbol": symbol, "size": 13, "color": colour, "line": {"width": 0.7, "color": line}}
    nowhere = {"type": "scattergeo", "lon": [None], "lat": [None], "mode": "markers"}
    return {**nowhere, "name": name, "marker": marker, "hoverinfo": "skip"}


def inside(frame: pl.DataFrame, focus: tuple[str, ...]) -> pl.DataFrame:
    """The rows of the places that a map shows: all without a focus."""
    return frame.filter(pl.col("code").is_in(list(focus))) if focus else frame


def in_words(frame: pl.DataFrame, *, words: Words, unit: str, additive: bool) -> str:
    """How many places, the largest few A–Z, the total where figures are `additive`, and how many did not report."""
    valued = frame.filter(pl.col("state") == CellState.VALUE)
    missing = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    if valued.is_empty():
        return no_records(missing, words)
    shown = {"unit": unit, "largest": largest(valued, words)}
    if additive:
        first = words.n(
            "Map of {unit}: {n} is shown with records, {sum} in all; {largest}.",
            "Map of {unit}: {n} are shown with records, {sum} in all; {largest}.",
            valued.height,
            sum=float(sum(valued["value"])),
            **shown,
        )
    else:
        first = words.n(
            "Map of {unit}: {n} is shown with records; {largest}.",
            "Map of {unit}: {n} are shown with records; {largest}.",
            valued.height,
            **shown,
        )
    return f"{first} {not_zero(missing, words)}"


def no_records(silent: int, words: Words) -> str:
    """What a map without a figure says; so many did not report."""
    return words.n(
        "No country or territory has records in this selection; {n} did not report.",
        "No country or territory has records in this selection; {n} did not report.",
        silent,
    )


def not_zero(silent: int, words: Words) -> str:
    """How many did not report."""
    return words.n(
        "{n} did not report, which does not mean zero.", "{n} did not report, which does not mean zero.", silent
    )
