"""Exact locations: seizures as points, or by hexagons of equal size where points would cover each other."""

from collections.abc import Mapping
from typing import Any

import h3  # type: ignore[import-untyped]
import polars as pl

from charts.drawn import Drawn
from charts.maps.ground import GEOJSON, HEIGHT, geography
from charts.maps.world import area_figure
from charts.sketch import plain, sketch
from charts.text import amount, shortened
from charts.theme import Theme, as_figure
from domain.cells import CellState
from domain.messages import N_
from domain.words import Words

PRECISIONS = {"exact": N_("Exact place"), "place": N_("Town, port or crossing")}
_DRAWN_KM2 = 10_000.0
"""Any size for which the map of places draws neither circles nor marks."""
_LEAST, _MOST = 6, 22
Window = Mapping[str, Any] | None


def point_map(
    locations: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    whole: float,
    focus: tuple[str, ...] = (),
    window: Window = None,
) -> Drawn:
    """locations: latitude, longitude, precision, country, place, value. One mark each, its area by the number there.

    `whole`: all seizures of the selection. `window` is the part of the world to show, else that around `focus`.
    """
    pieces = words.n("{n} point", "{n} points", locations.height)
    alt = _words(locations, pieces, whole, words=words, unit=unit)
    top = float(str(locations["value"].max() or 1))
    traces = [_land(places, theme)]
    for precision, name in PRECISIONS.items():
        part = locations.filter(pl.col("precision") == precision)
        exact = precision == "exact"
        if not part.is_empty():
            traces.append(_marks(part, words.t(name), top, exact=exact, words=words, theme=theme, unit=unit))
    layout = {
        "geo": {**geography(theme, places, focus), **(window or {})},
        "legend": {"font": {"size": 13}, "itemsizing": "constant"},
        "showlegend": True,  # of a single kind of point too
    }
    return Drawn(as_figure(theme, traces, layout, height=HEIGHT), alt)


def _marks(
    part: pl.DataFrame, name: str, top: float, *, exact: bool, words: Words, theme: Theme, unit: str
) -> dict[str, Any]:
    sizes = [_LEAST + (_MOST - _LEAST) * (v / top) ** 0.5 if top > 1 else _LEAST + 2 for v in part["value"]]
    fill = {"color": theme.accent, "opacity": 0.75} if exact else {"color": theme.series[1], "opacity": 0.75}
    symbol = "circle" if exact else "diamond"
    unnamed = words.t("Place not named")
    texts = [
        f"<b>{shortened(place or unnamed, 80)}</b><br>{amount(value, unit, words)}<br>{name}"
        for place, value in part.select("place", "value").iter_rows()
    ]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": part["longitude"].to_list(),
        "lat": part["latitude"].to_list(),
        "marker": {**fill, "size": sizes, "symbol": symbol, "line": {"width": 0.8, "color": theme.paper}},
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "name": name,
    }


def hexagon_map(
    cells: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    whole: float,
    edge_km: int,
    focus: tuple[str, ...] = (),
    window: Window = None,
) -> Drawn:
    """cells: cell (H3), value, places (names, largest first). Classes as on the map of places; empty cells: no mark.

    `whole`: all seizures of the selection. `edge_km`: of a hexagon.
    """
    pieces = words.n(
        "{n} hexagon with edges of about {km} km", "{n} hexagons with edges of about {km} km", cells.height, km=edge_km
    )
    alt = _words(cells, pieces, whole, words=words, unit=unit)
    labels = [_named(list(names), words) for names in cells["places"]]
    middles = [h3.cell_to_latlng(c) for c in cells["cell"]]
    frame = cells.select(
        pl.col("cell").alias("code"), "value", pl.lit(CellState.VALUE.value).alias("state")
    ).with_columns(pl.Series("label", labels, pl.String))
    locations = pl.DataFrame(
        {
            "code": cells["cell"],
            "lon": [x for _, x in middles],
            "lat": [y for y, _ in middles],
            "area_km2": [_DRAWN_KM2] * cells.height,
        },
        schema={"code": pl.String, "lon": pl.Float64, "lat": pl.Float64, "area_km2": pl.Float64},
    )
    plotted = plain(area_figure(frame, locations, words=words, theme=theme, unit=unit, states=False))
    grid = {"type": "FeatureCollection", "features": [_feature(c) for c in cells["cell"]]}
    layers = [{**t, "geojson": grid} if t.get("geojson") == GEOJSON else t for t in plotted["data"]]
    layout = {**plotted["layout"], "geo": {**geography(theme, places, focus), **(window or {})}}
    return Drawn(sketch({"data": [_land(places, theme), *layers], "layout": layout}), alt)


def _named(names: list[str], words: Words) -> str:
    if not names:
        return words.t("Place not named")
    if len(names) <= 2:
        return words.listed(names)
    return words.n("{name} and {n} more place", "{name} and {n} more places", len(names) - 1, name=names[0])


def _feature(cell: str) -> dict[str, Any]:
    """The hexagon as plotly.js draws it: clockwise, closed; a cell across the date line goes on past 180 degrees."""
    corners = [(x, y) for y, x in reversed(h3.cell_to_boundary(cell))]
    if max(x for x, _ in corners) - min(x for x, _ in corners) > 180:
        corners = [(x + 360 if x < 0 else x, y) for x, y in corners]
    ring = [[round(x, 3), round(y, 3)] for x, y in (*corners, corners[0])]
    return {"type": "Feature", "id": cell, "geometry": {"type": "Polygon", "coordinates": [ring]}}  # untranslated


def _land(places: pl.DataFrame, theme: Theme) -> dict[str, Any]:
    codes = places["code"].to_list()
    return {
        "type": "choropleth",
        "geojson": GEOJSON,
        "featureidkey": "id",
        "locations": codes,
        "z": [0] * len(codes),
        "colorscale": [[0, theme.not_reported], [1, theme.not_reported]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"width": 0.4, "color": theme.outline}},
    }


def _words(marks: pl.DataFrame, pieces: str, whole: float, *, words: Words, unit: str) -> str:
    """How much of the whole is drawn, as how many pieces."""
    on_map = float(marks["value"].sum())
    return words.t(
        "Map of {amount} with coordinates, as {pieces}: {share} of the {whole} in this selection. The others have no "
        "exact location.",
        amount=amount(on_map, unit, words),
        pieces=pieces,
        share=words.percent(on_map / whole if whole else None),
        whole=whole,
    )
