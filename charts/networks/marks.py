"""A network as marks and ties, with labels that do not collide and a legend; one node may stand out with its ties."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from charts.drawn import Drawn
from charts.networks.layout import WIDE, Places, boxes, places, radius
from charts.text import halo, shortened
from charts.theme import STEADY, Theme, as_figure, blank
from domain.messages import N_
from domain.words import Words

NOTHING = N_("No ties are reported in this selection.")
LONGEST = 28
"""Letters of a label; the whole stands in the hover and in the table."""
LABELLED = 160
"""In a larger network only the nodes with most ties are named on the picture."""
NAMED = 60
COLOURED = 8
"""So many kinds have a colour of their own; the others share a quiet one."""
_MARGIN = 8


@dataclass(frozen=True)
class Look:
    """How the nodes of a kind are drawn: `symbol` of Plotly, `colour` by its number among those of series."""

    kind: str
    symbol: str
    colour: int

    def paint(self, theme: Theme) -> str:
        """The colour in a theme."""
        return theme.series[self.colour] if self.colour < COLOURED else theme.outline


def network(
    nodes: pl.DataFrame,
    ties: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    alt: str,
    looks: Sequence[Look],
    chosen: str = "",
    wide: int = WIDE,
) -> Drawn:
    """nodes: code, label, kind (as the legend calls it), degree, said (hover, simple HTML). ties: start, end (codes).
    alt: what it shows in words. looks: of the kinds, in the order of the legend. chosen: the node that stands out.

    Clickable; customdata is the code.
    """
    if nodes.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    codes, degrees = nodes["code"].to_list(), nodes["degree"].to_list()
    named = _named(nodes, chosen)
    labels = [_cut(label) if code in named else "" for code, label in nodes.select("code", "label").iter_rows()]
    size = boxes(labels, degrees)
    pairs = ties.select("start", "end").rows()
    at = places(codes, pairs, size, wide)
    middles = at - np.array([0, 7.5]) * np.array([[1 if label else 0] for label in labels])
    near = _near(pairs, chosen) if chosen in codes else None
    drawn = _lines(codes, pairs, middles, degrees, theme, chosen if near else "")
    drawn += _kinds(nodes, middles, theme, near, looks)
    drawn.append(_texts(labels, at, degrees, codes, theme, near))
    bottom = float((at[:, 1] + size[:, 1] / 2).max())
    return Drawn(
        as_figure(theme, drawn, _layout(wide, bottom), height=round(bottom) + 2 * _MARGIN + _legend(nodes)), alt
    )


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _named(nodes: pl.DataFrame, chosen: str) -> set[str]:
    if nodes.height <= LABELLED:
        return set(nodes["code"])
    return {chosen, *nodes.sort("degree", "code", descending=[True, False])["code"].head(NAMED)}


def _near(pairs: list[tuple[str, str]], chosen: str) -> set[str]:
    """A node and those it is tied to."""
    return {chosen, *(end for pair in pairs if chosen in pair for end in pair)}


def _lines(
    codes: list[str], pairs: list[tuple[str, str]], at: Places, degrees: list[int], theme: Theme, chosen: str
) -> list[dict[str, Any]]:
    """The ties, each from the edge of one mark to the edge of the other; those of a chosen node by themselves."""
    place = {code: i for i, code in enumerate(codes)}
    strong = [pair for pair in pairs if chosen and chosen in pair]
    quiet = [pair for pair in pairs if pair not in set(strong)]
    traces = []
    for some, colour, width in ((quiet, theme.grid if chosen else theme.outline, 1), (strong, theme.focus, 2)):
        x: list[float | None] = []
        y: list[float | None] = []
        for start, end in some:
            a, b = place[start], place[end]
            (x1, y1), (x2, y2) = _ends(at[a], at[b], radius(degrees[a]), radius(degrees[b]))
            x += [x1, x2, None]
            y += [y1, y2, None]
        line = {"color": colour, "width": width}
        base = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False}
        traces.append({**base, "x": x, "y": y, "line": line})
    return [trace for trace in traces if trace["x"]]


def _ends(a: Places, b: Places, ra: float, rb: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The ends of a line between two marks, at their edges."""
    dx, dy = float(b[0] - a[0]), float(b[1] - a[1])
    long = math.hypot(dx, dy)
    if long <= ra + rb:
        return (_px(a[0]), _px(a[1])), (_px(b[0]), _px(b[1]))
    ux, uy = dx / long, dy / long
    return (_px(a[0] + ux * ra), _px(a[1] + uy * ra)), (_px(b[0] - ux * rb), _px(b[1] - uy * rb))


def _px(value: float) -> float:
    """A tenth of a pixel is enough, and a shorter file."""
    return round(float(value), 1)


def _kinds(
    nodes: pl.DataFrame, at: Places, theme: Theme, near: set[str] | None, looks: Sequence[Look]
) -> list[dict[str, Any]]:
    """The marks, a trace a kind, so that each has its words in the legend."""
    traces = []
    for look in looks:
        rows = [i for i, one in enumerate(nodes["kind"]) if one == look.kind]
        if not rows:
            continue
        part, colour = nodes[rows], look.paint(theme)
        strong = [near is None or code in near for code in part["code"]]
        open_ = look.symbol.endswith("-open")
        marker = {
            "symbol": look.symbol,
            "size": [_px(2 * radius(d)) for d in part["degree"]],
            "color": [colour if s else theme.not_reported for s in strong],
            "line": {"width": 2 if open_ else 1, **({} if open_ else {"color": theme.paper})},
            "opacity": 1,
        }
        trace = {
            "type": "scatter",
            "mode": "markers",
            "name": shortened(look.kind, 40),
            "x": [_px(at[i, 0]) for i in rows],
            "y": [_px(at[i, 1]) for i in rows],
            "customdata": [[code] for code in part["code"]],
            "text": part["said"].to_list(),
            "hovertemplate": "%{text}<extra></extra>",
            "marker": marker,
            "showlegend": False,
            **STEADY,
        }
        traces += [trace, _entry(look, marker, theme)]
    return traces


def _entry(look: Look, marker: dict[str, Any], theme: Theme) -> dict[str, Any]:
    """The kind in the legend, in its own colour also where its marks are faded."""
    shown = {**marker, "size": 10, "color": look.paint(theme)}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": shortened(look.kind, 40),
        "x": [None],
        "y": [None],
        "marker": shown,
    }


def _texts(
    labels: list[str], at: Places, degrees: list[int], codes: list[str], theme: Theme, near: set[str] | None
) -> dict[str, Any]:
    shown = [i for i, label in enumerate(labels) if label]
    strong = [near is None or codes[i] in near for i in shown]
    font = {
        "size": 11,
        "color": [theme.text if s else theme.muted for s in strong],
        "shadow": halo(theme.paper),
    }
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_px(at[i, 0]) for i in shown],
        "y": [_px(at[i, 1] + radius(degrees[i])) for i in shown],
        "text": [shortened(labels[i], LONGEST) for i in shown],
        "textfont": font,
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _legend(nodes: pl.DataFrame) -> int:
    """Pixels that the legend takes below."""
    return 30 * math.ceil(nodes["kind"].n_unique() / 4)


def _layout(wide: int, bottom: float) -> dict[str, Any]:
    bare = {"visible": False, "fixedrange": True}
    return {
        "xaxis": {**bare, "range": [-_MARGIN, wide + _MARGIN]},
        "yaxis": {**bare, "range": [bottom + _MARGIN, -_MARGIN]},
        "showlegend": True,
        "legend": {"itemsizing": "constant", "y": 0, "yref": "container", "yanchor": "bottom", "font": {"size": 12}},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hovermode": "closest",
    }
