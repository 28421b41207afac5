"""A line chart turned to a logarithmic axis: equal distances are equal ratios; zero has no place there."""

import math
from typing import Any

import plotly.graph_objects as go

from charts.theme import Theme
from domain.words import Words

Notes = list[dict[str, Any]]


def on_log_axis(fig: go.Figure, *, words: Words, theme: Theme) -> go.Figure:
    """The figure of `trend` on a logarithmic y axis. Areas go (they have no foot), zeros become gaps."""
    plain = fig.to_plotly_json()
    traces = [t for t in plain["data"] if not t.get("fill")]
    lines = [t for t in traces if t["type"] == "scatter"]
    above = [v for t in lines for v in t["y"] if v is not None and v > 0]
    if not above:
        return fig
    low, high = math.floor(math.log10(min(above))), math.log10(max(above)) + 0.08
    for trace in lines:
        trace["y"] = [v if v is not None and v > 0 else None for v in trace["y"]]
    for band in (t for t in traces if t["type"] == "bar" and t.get("yaxis") in (None, "y")):
        band["y"] = [10**high for _ in band["y"]]  # the provisional part, from the foot to the top
    ticks = [10.0**k for k in range(low, math.floor(high) + 1)]
    axis = {"type": "log", "range": [low - 0.05, high], "tickmode": "array", "tickvals": ticks}
    plain["layout"]["yaxis"] |= {**axis, "ticktext": [words.short(t) for t in ticks]}
    notes = _moved(plain["layout"].get("annotations", []), lines, high - low)
    plain["layout"]["annotations"] = [*notes, _note(words, theme)]
    return go.Figure({"data": traces, "layout": plain["layout"]}, _validate=False)


def _moved(notes: Notes, traces: Notes, span: float) -> Notes:
    """Names at the ends of lines (known by their colour) at their place on the new axis; other notes as they are."""
    last = {t["line"]["color"]: _last(t["y"]) for t in traces if "line" in t}
    named = [(n, next((v for c, v in last.items() if v and f"color:{c}" in n["text"]), None)) for n in notes]
    step, floor, placed = span * 0.075, -math.inf, []
    for note, value in sorted((p for p in named if p[1]), key=lambda p: p[1] or 0):
        lines = note["text"].count("<br>") + 1
        floor = max(math.log10(value or 1), floor + step * (1 + lines) / 2)
        placed.append({**note, "y": floor})
    return [*placed, *(n for n, value in named if value is None and "━" not in n["text"])]


def _last(values: list[float | None]) -> float | None:
    return next((v for v in reversed(values) if v is not None), None)


def _note(words: Words, theme: Theme) -> dict[str, Any]:
    place = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "showarrow": False}
    font = {"size": 12, "color": theme.muted}
    return {**place, "text": words.t("logarithmic scale; zero is not drawn"), "font": font, "bgcolor": theme.paper}
