"""Legs on a map. A line grows wider and darker to where the goods went, and an arrow on it points there."""

from itertools import pairwise
from math import log
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.maps.flow_marks import KINDS, POINTS, WIDTHS, marks
from charts.maps.ground import GEOJSON, HEIGHT, geography
from charts.maps.projection import resampled
from charts.text import ABOVE, ABOVE_LEFT, ABOVE_RIGHT, from_to, halo, largest, leading, seizures, shortened
from charts.theme import STEADY, Theme, as_figure
from domain.messages import N_
from domain.words import Words

_PIECES = ((0.4, 0.35), (0.6, 0.5), (0.8, 0.7), (1.0, 0.9))
"""Part of the width, and opacity, of each quarter of a line: from faint and thin to dark and wide."""
_NAMED = 6
"""So many ends of lines carry their name at most: those with the most seizures, if no other name stands there."""
_WIDE, _HIGH = 2.6, 7.0
"""Degrees that a letter of a name, and a line of names, take on a map of the world of 900 pixels."""
SOLID, DASHED, DOTTED = "solid", "dash", "dot"
"""Both ends reported; led through countries that the report does not name; never travelled."""
THIRD = N_("Via third countries")


def flow_map(
    legs: pl.DataFrame,
    places: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    dashed: bool = False,
    focus: tuple[str, ...] = (),
    said: pl.DataFrame | None = None,
) -> Drawn:
    """legs: start, end, mode, start_label, end_label, kind (of KINDS), value (seizures), path (points), third. Widths
    grow with value. Clickable: the mark of a leg carries (start, end, mode); that of a place its code where seizures
    were made there (the end of a leg; with `dashed` its start), else at its other end, and None for the rest.

    `third`: the line is led through countries that the report does not name, and is dashed. `dashed` (of all): nobody
    travelled these legs (to an intended destination); dotted. places: code, name, lon, lat. `focus`: tinted places.
    `said`: the legs that the words are about, where they are not those that are drawn.
    """
    alt = _words(legs if said is None else said, words=words, unit=unit)
    lines = [resampled(line, POINTS) for line in legs["path"].to_list()]
    colours = dict(zip(KINDS, theme.modes, strict=True))
    limits = _limits(legs)
    at = legs.with_row_index("line").with_columns(_bin(limits).alias("bin"))
    traces = [_land(places, theme, focus)]
    for (kind, width, third), part in sorted(at.group_by("kind", "bin", "third"), key=lambda g: str(g[0])):
        dash = DOTTED if dashed else DASHED if third else SOLID
        alike = [lines[i] for i in part["line"]]
        traces += _drawn(alike, colours[str(kind)], WIDTHS[int(str(width))], dash)
    traces += marks(at, lines, colours, words, theme)
    traces += [_legend(words.t(n), colours[k], 3, SOLID) for k, n in KINDS.items() if k in legs["kind"].to_list()]
    traces += [_legend(t, theme.text, w, DOTTED if dashed else SOLID) for t, w in _scale(limits, legs, words)]
    if not dashed and legs["third"].any():
        traces.append(_legend(words.t(THIRD), colours["land"], 2, DASHED))
    traces.append(_hubs(legs, places, words, theme, seized="out" if dashed else "into"))
    layout = {"geo": geography(theme, places), "legend": {"font": {"size": 13}, "itemwidth": 34}}
    return Drawn(as_figure(theme, traces, layout, height=HEIGHT), alt)


def _limits(legs: pl.DataFrame) -> list[int]:
    """From which figures on a line gets wider: at most three, easy to say, evenly spread between the least and the
    largest on a logarithmic scale.
    """
    least, top = (float(str(v or 1)) for v in (legs["value"].min(), legs["value"].max()))
    easy = [n * 10**p for p in range(len(str(int(top)))) for n in (1, 2, 5) if least < n * 10**p <= top]
    steps = (least * (top / least) ** share for share in (0.25, 0.5, 0.75))
    return sorted({min(easy, key=lambda n: abs(log(n / step))) for step in steps}) if easy else []


def _bin(limits: list[int]) -> pl.Expr:
    start = pl.lit(len(WIDTHS) - 1 - len(limits), dtype=pl.Int32)
    return sum(((pl.col("value") >= limit).cast(pl.Int32) for limit in limits), start)


def _scale(limits: list[int], legs: pl.DataFrame, words: Words) -> list[tuple[str, float]]:
    """The legend of widths: only those that occur."""
    least, top = (int(float(str(v or 1))) for v in (legs["value"].min(), legs["value"].max()))
    used = set(legs.select(_bin(limits)).to_series().to_list())
    named = []
    for i, (low, high) in enumerate(pairwise([least, *limits, None]), len(WIDTHS) - 1 - len(limits)):
        last = top if high is None else high - 1
        figures = words.short(low)
        if low != last:
            figures = words.t("{low}–{high}", low=figures, high=words.short(last))
        named.append((i, words.n("{figures} seizure", "{figures} seizures", last, figures=figures)))
    return [(text, WIDTHS[i]) for i, text in named if i in used]


def _land(places: pl.DataFrame, theme: Theme, focus: tuple[str, ...]) -> dict[str, Any]:
    codes = places["code"].to_list()
    return {
        "type": "choropleth",
        "geojson": GEOJSON,
        "featureidkey": "id",
        "locations": codes,
        "z": [int(code in focus) for code in codes],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, theme.not_reported], [0.5, theme.not_reported], [0.5, theme.ramp[1]], [1, theme.ramp[1]]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"width": 0.4, "color": theme.paper}},
    }


def _drawn(lines: list[list[tuple[float, float]]], colour: str, width: float, dash: str) -> list[dict[str, Any]]:
    """Lines of one look in a few pieces each: a trace for each piece, not for each leg."""
    step = POINTS // len(_PIECES)
    made = []
    for i, (part, opacity) in enumerate(_PIECES):
        pieces = [line[i * step : (i + 1) * step + 1] for line in lines]
        lon: list[float | None] = []
        lat: list[float | None] = []
        for piece in pieces:
            lon += [*(round(x, 1) for x, _ in piece), None]
            lat += [*(round(y, 1) for _, y in piece), None]
        look = {"width": round(width * part, 2), "color": colour, **({} if dash == SOLID else {"dash": dash})}
        line = {"type": "scattergeo", "mode": "lines", "lon": lon, "lat": lat, "line": look, "opacity": opacity}
        made.append({**line, "hoverinfo": "skip", "showlegend": False})
    return made


def _legend(name: str, colour: str, width: float, dash: str) -> dict[str, Any]:
    look = {"width": width, "color": colour, **({} if dash == SOLID else {"dash": dash})}
    return {"type": "scattergeo", "lon": [None], "lat": [None], "mode": "lines", "name": name, "line": look}


def _hubs(legs: pl.DataFrame, places: pl.DataFrame, words: Words, theme: Theme, *, seized: str) -> dict[str, Any]:
    """The ends of the lines, sized by what starts and ends there; hover says both, the largest are named."""
    out = legs.group_by(pl.col("start").alias("code")).agg(pl.col("value").sum().alias("out"))
    into = legs.group_by(pl.col("end").alias("code")).agg(pl.col("value").sum().alias("into"))
    hubs = out.join(into, on="code", how="full", coalesce=True).join(places, on="code").fill_null(0).sort("code")
    sums = [a + b for a, b in hubs.select("out", "into").iter_rows()]
    named = _names(hubs, sums)
    rows = list(hubs.select("name", "out", "into").iter_rows())
    hover = [
        words.t(
            "<b>{place}</b><br>from here: {out}<br>to here: {into}",
            place=shortened(name, 200),
            out=seizures(a, words),
            into=seizures(b, words),
        )
        for name, a, b in rows
    ]
    size = [4 + 11 * (n / max([*sums, 1])) ** 0.5 for n in sums]
    marker = {"size": size, "color": theme.paper, "line": {"width": 1.5, "color": theme.text}, "opacity": 1}
    other = {"out": "into", "into": "out"}[seized]
    ends = [(row["code"], seized if row[seized] else other) for row in hubs.iter_rows(named=True)]
    codes = [[code if role == end else None for end in ("out", "into")] + [None] for code, role in ends]
    at = {"lon": hubs["lon"].to_list(), "lat": hubs["lat"].to_list(), "customdata": codes}
    font = {"size": 11, "color": theme.text, "shadow": halo(theme.paper)}
    sides = [_side(x) for x in at["lon"]]
    words_on = {"text": named, "textposition": sides, "textfont": font, "hovertext": hover}
    trace = {
        "type": "scattergeo",
        "mode": "markers+text",
        **at,
        "marker": marker,
        **words_on,
        "showlegend": False,
        **STEADY,
    }
    return {**trace, "hovertemplate": "%{hovertext}<extra></extra>"}


def _side(lon: float) -> str:
    return ABOVE_LEFT if lon > 130 else ABOVE_RIGHT if lon < -130 else ABOVE


def _names(hubs: pl.DataFrame, sums: list[float]) -> list[str]:
    """The names of the busiest places, '' for the others and for those whose name would lie on another one."""
    shown = [""] * hubs.height
    taken: list[tuple[float, float, float]] = []  # middle, half the width, latitude
    rows = hubs.select("name", "lon", "lat").rows()
    for i in sorted(range(hubs.height), key=lambda i: -sums[i])[: 2 * _NAMED]:
        name, lon, lat = shortened(rows[i][0], 32), rows[i][1], rows[i][2]
        half = len(name) * _WIDE / 2
        middle = lon + {ABOVE_LEFT: -half, ABOVE_RIGHT: half}.get(_side(lon), 0.0)
        if len(taken) < _NAMED and all(abs(middle - m) > half + h or abs(lat - y) > _HIGH for m, h, y in taken):
            shown[i] = name
            taken.append((middle, half, lat))
    return shown


def _words(legs: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The legs in words: how many, the largest few A–Z, and what share of all these hold."""
    if legs.is_empty():
        return words.t("No route between two countries was reported in this selection.")
    named = legs.with_columns(pl.Series("label", from_to(legs["start_label"], legs["end_label"], words), pl.String))
    pairs = named.group_by("label").agg(pl.col("value").sum())
    whole, top = float(pairs["value"].sum()), float(leading(pairs)["value"].sum())
    return words.n(
        "{n} pair of countries and territories with {sum} {unit}: {largest}; together {share}. Lines are schematic.",
        "{n} pairs of countries and territories with {sum} {unit}: {largest}; together {share}. Lines are schematic.",
        pairs.height,
        sum=whole,
        unit=unit,
        largest=largest(pairs, words),
        share=words.percent(top / whole if whole else None),
    )
