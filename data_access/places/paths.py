"""Lines between two countries as goods of a mode could have gone. Nobody reported them: a map calls them schematic.

Sea: along shipping lanes between the nearest coasts (searoute, after the ORNL global shipping lane network).
Land: through neighbouring countries, by the shortest way between their middles. Air and what is not reported: the great
circle.
"""

import warnings
from functools import cache, lru_cache
from math import cos, hypot, radians
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import polars as pl
from pyproj import Geod

from data_access.reference import tables as reference

Point = tuple[float, float]
SEA, LAND = ("maritime", "inland-water"), ("road", "rail", "land", "pedestrian")
"""Codes of modes whose lines follow the water or the land."""
BETWEEN = 10
"""Points of a great circle between its ends."""
EVERY = 3
"""Of a sea route so many points are drawn as one: enough for a map of the world."""
SOUTH, NORTH = -52.0, 78.0
"""Great circles nearer to a pole are drawn flatter, as they would leave the map and come in again elsewhere."""


@lru_cache(maxsize=20_000)
def path(start: str, end: str, mode: str) -> tuple[Point, ...]:
    """Longitude and latitude of the points of a line between two countries (alpha-3); () where one is on no map."""
    points = _middles()
    if start not in points or end not in points or start == end:
        return ()
    if mode in SEA and (line := _by_sea(points[start], points[end])):
        return line
    if mode in LAND and (stops := _by_land(start, end)):
        return tuple(points[stop] for stop in stops)
    return _great_circle(points[start], points[end])


def _great_circle(start: Point, end: Point) -> tuple[Point, ...]:
    """The shortest way over the globe (pyproj), kept off the poles, with points enough for an arrow to stand on it."""
    between = Geod(ellps="WGS84").npts(*start, *end, BETWEEN)
    straight = [start[1] + (end[1] - start[1]) * i / (BETWEEN + 1) for i in range(1, BETWEEN + 1)]
    rise = [y - base for (_, y), base in zip(between, straight, strict=True)]
    flat = min([1.0, *(_kept(r, base) for r, base in zip(rise, straight, strict=True))])
    bent = [base + r * flat for r, base in zip(rise, straight, strict=True)]
    return (start, *((round(x, 2), round(y, 2)) for (x, _), y in zip(between, bent, strict=True)), end)


def _kept(rise: float, base: float) -> float:
    """The share of a rise above (or a fall below) the straight line that stays on the map."""
    if SOUTH <= base + rise <= NORTH or not rise:
        return 1.0
    return max(((NORTH if rise > 0 else SOUTH) - base) / rise, 0.0)


@cache
def _middles() -> dict[str, Point]:
    placed = reference.places().drop_nulls(["lon", "lat"])
    return {code: (lon, lat) for code, lon, lat in placed.select("code", "lon", "lat").iter_rows()}


def _by_sea(start: Point, end: Point) -> tuple[Point, ...]:
    """Middle, lane, middle. Empty where the library finds no way."""
    import searoute  # type: ignore[import-untyped]  # costs a quarter of a second: only for who draws routes

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = searoute.searoute(list(start), list(end), P=_no_ports())
    except (nx.NetworkXException, ValueError, KeyError):
        return ()
    lane = [(round(x, 2), round(y, 2)) for x, y in found["geometry"]["coordinates"]]
    return (start, *lane[:1], *lane[1:-1:EVERY], *lane[-1:], end)


@cache
def _no_ports() -> Any:
    """No line of ours calls at a port: reading those of the library would take a third of its start."""
    from searoute.classes.ports import Ports  # type: ignore[import-untyped]

    return Ports()


def ready() -> None:
    """Read the network of shipping lanes, once a process, so that no reader waits for it."""
    path("COL", "ESP", SEA[0])


def _by_land(start: str, end: str) -> list[str]:
    """The countries passed, both ends included; empty where water lies between."""
    try:
        return list(nx.shortest_path(_borders(), start, end, weight="far"))
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return []


@cache
def _borders() -> nx.Graph:
    points, graph = _middles(), nx.Graph()
    for a, b in reference.read("neighbours").select("code", "neighbour").iter_rows():
        if a in points and b in points:
            (x, y), (u, v) = points[a], points[b]
            graph.add_edge(a, b, far=hypot((x - u) * cos(radians((y + v) / 2)), y - v))
    return graph


@cache
def land_masses() -> dict[str, int]:
    """Country or territory → the land that it shares with others: the same number where a land route leads."""
    groups = sorted(map(sorted, nx.connected_components(_borders())))
    return {code: number for number, codes in enumerate(groups) for code in codes}


def by_third(start: str, end: str, mode: str) -> bool:
    """Whether the line is led through countries that the report does not name."""
    return mode in LAND and len(_by_land(start, end)) > 2


@lru_cache(maxsize=500)
def paths(legs: tuple[tuple[str, str, str], ...]) -> pl.DataFrame:
    """The lines of legs (start, end, mode) that can be drawn (see `with_paths`); the last few hundred are kept."""
    schema = dict.fromkeys(("start", "end", "mode"), pl.String)
    return with_paths(pl.DataFrame(legs, schema=schema, orient="row"))


def with_paths(legs: pl.DataFrame) -> pl.DataFrame:
    """The legs (start, end, mode) that can be drawn, with `path`: longitude and latitude of each point; `third`:
    whether the line is led through countries that the report does not name.
    """
    third = [by_third(*leg) for leg in legs.select("start", "end", "mode").iter_rows()]
    lines = [[list(p) for p in path(*leg)] for leg in legs.select("start", "end", "mode").iter_rows()]
    points = pl.Series("path", lines, dtype=pl.List(pl.List(pl.Float64)))
    drawn = legs.with_columns(points, pl.Series("third", third, dtype=pl.Boolean))
    return drawn.filter(pl.col("path").list.len() > 1)
