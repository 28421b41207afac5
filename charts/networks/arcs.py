"""A network as a list of names with arcs between them: every name in full, also on a phone and on paper."""

import math
from collections.abc import Sequence
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.networks.marks import NOTHING, Look
from charts.text import shortened
from charts.theme import STEADY, Theme, as_figure, blank
from domain.words import Words

_ROW, _POINTS, _LETTERS = 17, 14, 34
"""Pixels of a row, corners of an arc, and letters of a name."""


def arcs(
    nodes: pl.DataFrame,
    ties: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    alt: str,
    looks: Sequence[Look],
    chosen: str = "",
) -> Drawn:
    """nodes: code, label, kind, said, in the order drawn; ties: start, end; looks: of the kinds, in their order.

    Clickable; customdata is the code.
    """
    if nodes.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    at = {code: i for i, code in enumerate(nodes["code"])}
    pairs = [(start, end) for start, end in ties.select("start", "end").iter_rows() if start in at and end in at]
    reach = max((abs(at[a] - at[b]) for a, b in pairs), default=1)
    traces = [
        _arcs([p for p in pairs if chosen not in p], at, reach, theme.outline, 1),
        _arcs([p for p in pairs if chosen in p], at, reach, theme.focus, 2),
    ]
    traces = [trace for trace in traces if trace["x"]]
    for look in looks:
        part = nodes.filter(pl.col("kind") == look.kind)
        if part.is_empty():
            continue
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": shortened(look.kind, 40),
                "x": [0] * part.height,
                "y": [at[code] for code in part["code"]],
                "customdata": [[code] for code in part["code"]],
                "text": part["said"].to_list(),
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {"size": 9, "symbol": look.symbol, "color": look.paint(theme), "opacity": 1},
                **STEADY,
            }
        )
    labels = [shortened(label, _LETTERS) for label in nodes["label"]]
    ticks = {"tickmode": "array", "tickvals": list(range(nodes.height)), "ticktext": labels}
    names = {"tickfont": {"size": 11, "color": theme.text}, "showgrid": False, "showline": False}
    layout = {
        "xaxis": {"visible": False, "range": [-0.04, 1.02], "fixedrange": True},
        "yaxis": {**ticks, **names, "range": [nodes.height - 0.5, -0.5]},
        "showlegend": True,
        "legend": {"y": 0, "yref": "container", "yanchor": "bottom", "font": {"size": 12}},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 0},
        "hovermode": "closest",
    }
    legend = 30 * math.ceil(nodes["kind"].n_unique() / 2)
    return Drawn(as_figure(theme, traces, layout, height=_ROW * nodes.height + 16 + legend), alt)


def _arcs(pairs: list[tuple[str, str]], at: dict[str, int], reach: int, colour: str, width: float) -> dict[str, Any]:
    """Half ellipses to the right of the names: the farther apart two names are, the farther out."""
    x: list[float | None] = []
    y: list[float | None] = []
    for start, end in pairs:
        low, high = sorted((at[start], at[end]))
        middle, half = (low + high) / 2, (high - low) / 2
        out = 0.12 + 0.86 * (high - low) / reach
        for i in range(_POINTS + 1):
            angle = math.pi * i / _POINTS
            x.append(round(out * math.sin(angle), 4))
            y.append(round(middle - half * math.cos(angle), 3))
        x.append(None)
        y.append(None)
    line = {"color": colour, "width": width}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "showlegend": False}
