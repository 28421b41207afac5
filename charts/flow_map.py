"""Legs on a map: one trace for each mode and width, an arrow near the end of each line, hubs with their figures."""

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.text import shortened
from charts.theme import Theme, drawn
from charts.world import GEOJSON, HEIGHT, geography
from domain.words import Words

KINDS = {"sea": "Sea", "air": "Air, mail, courier", "land": "Road, rail, land", "unknown": "Other or not told"}
WIDTHS = (0.8, 1.8, 3.2, 5.0)
ARROW_AT = 0.72
"""Arrows stand this far along a line: at its end those of a busy country would cover each other."""
SOLID, DASHED, DOTTED = "solid", "dash", "dot"
"""Both ends reported; led through countries that the report does not name; never travelled."""
THIRD = "Via third countries"


def flow_map(
    legs: pl.DataFrame, places: pl.DataFrame, *, words: Words, theme: Theme, unit: str, dashed: bool = False
) -> go.Figure:
    """legs: start, end, start_label, end_label, kind (of KINDS), value, path (points), third. Widths grow with value.

    `third`: the line is led through countries that the report does not name, and is dashed. `dashed` (of all): nobody
    travelled these legs (to an intended destination); dotted. places: code, name, lon, lat.
    """
    traces = [_land(places, theme)]
    colours = dict(zip(KINDS, (theme.series[0], theme.series[1], theme.series[2], theme.muted), strict=True))
    limits = _limits(legs)
    for kind, name in KINDS.items():
        part = legs.filter(pl.col("kind") == kind)
        for i, width in enumerate(WIDTHS):
            inside = part.filter(_bin(limits) == i)
            traces += _drawn(inside, colours[kind], width, dashed)
        if not part.is_empty():
            traces.append(_legend(name, colours[kind], 3, DOTTED if dashed else SOLID))
    traces += [_legend(t, theme.text, w, DOTTED if dashed else SOLID) for t, w in _scale(limits, words, unit)]
    if not dashed and legs["third"].any():
        traces.append(_legend(THIRD, colours["land"], 2, DASHED))
    traces.append(_hubs(legs, places, words, theme, unit))
    layout = {"geo": geography(theme, places), "legend": {"font": {"size": 13}, "itemwidth": 34}}
    return drawn(theme, traces, layout, height=HEIGHT)


def _limits(legs: pl.DataFrame) -> list[float]:
    """Where a line gets wider: at a hundredth, a tenth and a third of the largest, so that a width means a size."""
    top = float(str(legs["value"].max() or 1))
    return [max(round(top * share), 1.0) for share in (0.01, 0.1, 0.33)]


def _bin(limits: list[float]) -> pl.Expr:
    return sum((pl.col("value") > limit).cast(pl.Int32) for limit in limits)  # type: ignore[return-value]


def _scale(limits: list[float], words: Words, unit: str) -> list[tuple[str, float]]:
    ends = [*(words.short(limit) for limit in limits), ""]
    named = [f"up to {ends[0]}", *(f"{a}–{b}" if b else f"over {a}" for a, b in pairwise(ends))]
    return list(zip(named, WIDTHS, strict=True))


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
        "marker": {"line": {"width": 0.4, "color": theme.paper}},
    }


def _drawn(legs: pl.DataFrame, colour: str, width: float, dashed: bool) -> list[dict[str, Any]]:
    """Lines and arrows of one width: a trace for each look, not for each leg."""
    looks = ((legs, DOTTED),) if dashed else ((legs.filter(~pl.col("third")), SOLID), (legs.filter("third"), DASHED))
    lines = [_lines(part, colour, width, dash) for part, dash in looks if not part.is_empty()]
    return [*lines, _arrows(legs, colour, width)] if lines else []


def _lines(legs: pl.DataFrame, colour: str, width: float, dash: str) -> dict[str, Any]:
    lon: list[float | None] = []
    lat: list[float | None] = []
    for line in legs["path"].to_list():
        lon += [*(p[0] for p in line), None]
        lat += [*(p[1] for p in line), None]
    look = {"width": width, "color": colour, **({} if dash == SOLID else {"dash": dash})}
    line = {"type": "scattergeo", "mode": "lines", "lon": lon, "lat": lat, "line": look}
    return {**line, "opacity": 0.6, "hoverinfo": "skip", "showlegend": False}


def _arrows(legs: pl.DataFrame, colour: str, width: float) -> dict[str, Any]:
    """A pair of points for each line: the first, unseen, gives the arrow on the second its direction."""
    lon: list[float | None] = []
    lat: list[float | None] = []
    for line in legs["path"].to_list():
        at = max(1, min(len(line) - 1, round((len(line) - 1) * ARROW_AT)))
        (x0, y0), (x1, y1) = line[at - 1], line[at]
        lon += [x0, x1, None]
        lat += [y0, y1, None]
    size = 5 + 1.6 * width
    marker = {"symbol": "arrow", "angleref": "previous", "size": [0, size, 0] * legs.height, "color": colour}
    trace = {"type": "scattergeo", "mode": "markers", "lon": lon, "lat": lat, "marker": {**marker, "opacity": 0.9}}
    return {**trace, "hoverinfo": "skip", "showlegend": False}


def _legend(name: str, colour: str, width: float, dash: str) -> dict[str, Any]:
    look = {"width": width, "color": colour, **({} if dash == SOLID else {"dash": dash})}
    return {"type": "scattergeo", "lon": [None], "lat": [None], "mode": "lines", "name": name, "line": look}


def _hubs(legs: pl.DataFrame, places: pl.DataFrame, words: Words, theme: Theme, unit: str) -> dict[str, Any]:
    """The ends of the lines, sized by what starts and ends there; hover tells both."""
    out = legs.group_by(pl.col("start").alias("code")).agg(pl.col("value").sum().alias("out"))
    into = legs.group_by(pl.col("end").alias("code")).agg(pl.col("value").sum().alias("into"))
    hubs = out.join(into, on="code", how="full", coalesce=True).join(places, on="code").fill_null(0).sort("code")
    most = max([*(hubs["out"] + hubs["into"]), 1])
    rows = list(hubs.select("name", "out", "into").iter_rows())
    text = [
        f"<b>{shortened(name, 200)}</b><br>from here: {words.number(a)} {unit}<br>to here: {words.number(b)} {unit}"
        for name, a, b in rows
    ]
    size = [5 + 12 * ((a + b) / most) ** 0.5 for _, a, b in rows]
    marker = {"size": size, "color": theme.paper, "line": {"width": 1.5, "color": theme.text}, "opacity": 0.95}
    at = {"lon": hubs["lon"].to_list(), "lat": hubs["lat"].to_list(), "customdata": hubs["code"].to_list()}
    trace = {"type": "scattergeo", "mode": "markers", **at, "marker": marker, "text": text, "showlegend": False}
    return {**trace, "hovertemplate": "%{text}<extra></extra>"}


def describe(legs: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The legs in words: how many, the largest, and what share of all the five largest are."""
    if legs.is_empty():
        return "No leg between two countries was reported in this selection."
    ordered = legs.sort("value", descending=True)
    first, whole = ordered.row(0, named=True), float(ordered["value"].sum())
    share = words.percent(float(ordered["value"].head(5).sum()) / whole if whole else None)
    return (
        f"{words.number(legs.height)} legs between countries and territories with {words.number(whole)} {unit}. The "
        f"largest is {first['start_label']} to {first['end_label']} with {words.number(first['value'])}; the five "
        f"largest hold {share}. Lines are schematic."
    )
