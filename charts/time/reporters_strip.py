"""How many reported, as thin bars below a chart over time: coverage on the same axis as the figures."""

from collections.abc import Sequence
from typing import Any

from charts.theme import Theme
from domain.messages import N_
from domain.words import Words

REPORTED = N_("Countries and territories that reported")
HEIGHT = 70
_TOP, _FOOT = 0.13, 0.22
_WRITTEN = 16
"""Up to so many years carry their number."""
Dicts = list[dict[str, Any]]


def with_strip(
    layout: dict[str, Any], counts: Sequence[tuple[str, int]], *, words: Words, theme: Theme, note: str = ""
) -> tuple[Dicts, int]:
    """Make room in a layout (with xaxis, yaxis and annotations); returns the bars and the height that they need.

    counts: (period, how many), in the order of the axis; none leaves the layout as it is. note: what is counted, else
    REPORTED.
    """
    note = note or words.t(REPORTED)
    if not counts:
        return [], 0
    numbers = [n for _, n in counts]
    few = len(counts) <= _WRITTEN and len(counts[0][0]) == 4
    top = max(numbers) or 1
    small = {"size": 11, "color": theme.muted}
    ticks = {"tickmode": "array", "tickvals": [0, top], "ticktext": ["0", words.number(top)], "tickfont": small}
    axis = {"domain": [0, _TOP], "range": [0, top * (1.5 if few else 1.05)], "showgrid": False, "fixedrange": True}
    layout["yaxis2"] = {**axis, **ticks, "anchor": "x", "automargin": True, "ticklabelstandoff": 6}
    layout["yaxis"] |= {"domain": [_FOOT, 1]}
    layout["xaxis"] |= {"anchor": "y2"}
    layout["barmode"] = "overlay"
    place = {"x": 0, "y": _TOP + 0.005, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    layout["annotations"] = [*layout["annotations"], {"text": note, **place, "showarrow": False, "font": small}]
    return [_bars(counts, words, theme, note, written=few)], HEIGHT


def _bars(counts: Sequence[tuple[str, int]], words: Words, theme: Theme, note: str, *, written: bool) -> dict[str, Any]:
    numbers = [words.number(n) for _, n in counts]
    return {
        "type": "bar",
        "x": [p for p, _ in counts],
        "y": [n for _, n in counts],
        "yaxis": "y2",
        "name": note,
        "marker": {"color": theme.outline},
        "text": numbers if written else [],
        "textposition": "outside",
        "textfont": {"size": 11, "color": theme.muted},
        "cliponaxis": False,
        "hovertext": [words.t("{label}: {n}", label=note, n=n) for n in numbers],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }
