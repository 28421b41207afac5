"""What stands on the lines of legs: an arrow each, and unseen marks by which a thin line can be pointed at."""

from itertools import pairwise
from typing import Any

import polars as pl

from charts.maps.projection import heading
from charts.text import seizures, shortened
from charts.theme import STEADY, Theme
from domain.messages import N_
from domain.words import Words

KINDS = {
    "sea": N_("Sea"),
    "air": N_("Air, mail, courier"),
    "land": N_("Road, rail, land"),
    "unknown": N_("Other or not reported"),
}
WIDTHS = (1.2, 2.2, 3.6, 5.4)
POINTS = 17
"""Points of a line as it is drawn, at equal steps."""
_ARROWS_AT = (0.62, 0.7, 0.78, 0.86)
"""Arrows stand this far along their lines, in turn: at one and the same place those of a busy country would hide each
other.
"""
_HIT_EVERY, _HIT_FROM, _HIT_TO = 30.0, 0.15, 0.9
"""An unseen mark stands on a line every so many degrees, between these parts of it: nearer to its ends the dots of the
places and other lines are meant. Plotly finds a mark up to 20 pixels away.
"""
Line = list[tuple[float, float]]


def marks(
    legs: pl.DataFrame, lines: list[Line], colours: dict[str, str], words: Words, theme: Theme
) -> list[dict[str, Any]]:
    """legs: line, bin, start, end, mode, start_label, end_label, kind, value, third. Each mark carries its leg's codes
    (start, end, mode); its hover names the leg. The largest are on top.
    """
    rows = [{**row, "text": _hover(row, words)} for row in legs.sort("value", "line").iter_rows(named=True)]
    return [_hits(rows, lines), _arrows(rows, lines, colours, theme)] if rows else []


def _hover(row: dict[str, Any], words: Words) -> str:
    leg = {
        "start": shortened(row["start_label"], 60),
        "end": shortened(row["end_label"], 60),
        "mode": words.t(KINDS[row["kind"]]),
        "seizures": seizures(row["value"], words),
    }
    if row["third"]:
        return words.t("<b>{start} → {end}</b><br>{mode}: {seizures}<br>line led via third countries", **leg)
    return words.t("<b>{start} → {end}</b><br>{mode}: {seizures}", **leg)


def _marked(rows: list[dict[str, Any]], points: Line, marker: dict[str, Any]) -> dict[str, Any]:
    """One mark a row, where `points` say."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [round(x, 2) for x, _ in points],
        "lat": [round(y, 2) for _, y in points],
        "customdata": [[row["start"], row["end"], row["mode"]] for row in rows],
        "text": [row["text"] for row in rows],
        "marker": marker,
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
    }


def _arrows(rows: list[dict[str, Any]], lines: list[Line], colours: dict[str, str], theme: Theme) -> dict[str, Any]:
    """One arrow on each line."""
    points, angles = [], []
    for row in rows:
        line = lines[row["line"]]
        at = _arrow_at(row)
        points.append(line[at])
        angles.append(round(heading(line[at - 1], line[at]), 1))
    marker = {
        "symbol": "arrow",
        "angle": angles,
        "size": [round(7 + 1.7 * WIDTHS[row["bin"]], 1) for row in rows],
        "color": [colours[row["kind"]] for row in rows],
        "opacity": 1,
        "line": {"width": 0.8, "color": theme.paper},
    }
    return {**_marked(rows, points, marker), **STEADY}


def _hits(rows: list[dict[str, Any]], lines: list[Line]) -> dict[str, Any]:
    """Unseen marks along each line."""
    spread = [(row, at) for row in rows for at in _hit_at(lines[row["line"]], _arrow_at(row))]
    unseen = {"marker": {"opacity": 0}}
    trace = _marked([row for row, _ in spread], [lines[row["line"]][at] for row, at in spread], {"size": 8})
    return {**trace, "marker": {"size": 8, "opacity": 0}, "selected": unseen, "unselected": unseen}


def _hit_at(line: Line, arrow: int) -> list[int]:
    """The points of a line that carry an unseen mark: at equal steps from its arrow, which can be pointed at itself."""
    step = max(abs((b - a + 540) % 360 - 180) + abs(y - x) for (a, x), (b, y) in pairwise(line))
    first, last = round((POINTS - 1) * _HIT_FROM), round((POINTS - 1) * _HIT_TO)
    every = max(1, round(_HIT_EVERY / step)) if step else POINTS
    found = [*reversed(range(arrow - every, first - 1, -every)), *range(arrow + every, last + 1, every)]
    return found or [(first + last) // 2]  # the arrow of a short line may lie under the dot of a place


def _arrow_at(row: dict[str, Any]) -> int:
    """The point of a line at which its arrow stands."""
    return round((POINTS - 1) * _ARROWS_AT[row["line"] % len(_ARROWS_AT)])
