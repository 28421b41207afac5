"""What stands on a time axis beside the figures: gaps, the provisional part, series breaks, operations, reporters.

Everything is placed by days. On an axis of years a year is a column from half before to half after its mark, so that a
day stands at its share of the column; on an axis of months the same with the month's column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from charts.theme import Theme
from domain.messages import N_
from domain.words import Words

Dicts = list[dict[str, Any]]
PROVISIONAL = N_("Provisional: still filling up (hatched, dotted)")
BREAK = N_("Series break (number: see below)")
OPERATION = N_("Operation (letter: see below)")
_DAY_MS, _HALF = 86_400_000, timedelta(days=15)
_NEAR, _ROWS, _ROW = 0.05, 3, 19
"""Marks nearer than this share of the axis stand in another row, of so many rows, each so many pixels high."""
_LEAST_BAND = 0.004
_CLEAR = "rgba(0,0,0,0)"
"""Hatched without a ground: an operation below stays seen."""


@dataclass(frozen=True, kw_only=True)
class Marks:
    """breaks: (number, first day of what is new). bands: (letter, first day, last day). strip: (period, reporters)."""

    breaks: tuple[tuple[str, date], ...] = ()
    bands: tuple[tuple[str, date, date], ...] = ()
    strip: tuple[tuple[str, int], ...] = ()
    level: tuple[float, str] | None = None
    """A height that all is measured against, and its words: the base of an index."""


NO_MARKS = Marks()


def yearly(periods: Sequence[str]) -> bool:
    """Whether the axis is one of years."""
    return len(periods[0]) == 4


def place(periods: Sequence[str], day: date) -> float | str:
    """Where a day stands on the axis of these (sorted, complete) periods."""
    if yearly(periods):
        long = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
        share = (day - date(day.year, 1, 1)).days / long
        return round(day.year - int(periods[0]) - 0.5 + share, 4)
    return (day - _HALF).isoformat()


def _first(period: str) -> date:
    return date(int(period[:4]), int(period[5:7] or 1), 1)


def _after(period: str) -> date:
    """The first day after a period."""
    start = _first(period)
    if len(period) == 4:
        return date(start.year + 1, 1, 1)
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


def _share(periods: Sequence[str], day: date) -> float:
    """How far along the axis a day is, 0 to 1."""
    start, end = _first(periods[0]), _after(periods[-1])
    return (day - start).days / max((end - start).days, 1)


def hatched(
    periods: Sequence[str],
    since: str,
    top: float,
    words: Words,
    theme: Theme,
    *,
    axes: str = "",
    legend: bool = True,
    category: bool = False,
) -> Dicts:
    """A hatched band over the provisional periods: a bar, since shapes of Plotly know no patterns. [] if there is none.

    `category`: the axis has a place for each period, of the same width, also where these are months.
    """
    late = [p for p in periods if since and p >= since]
    if not late:
        return []
    days = (_after(late[-1]) - _first(late[0])).days
    wide, left = (len(late), -0.5) if category or yearly(periods) else (days * _DAY_MS, -_HALF.days * _DAY_MS)
    pattern = {"shape": "/", "size": 7, "solidity": 0.16, "fgcolor": theme.muted, "bgcolor": _CLEAR}
    look = {"color": _CLEAR, "pattern": pattern, "line": {"width": 0}}
    bar = {"type": "bar", "x": [late[0]], "y": [top], "width": [wide], "offset": left, "marker": look}
    shared = {"name": words.t(PROVISIONAL), "showlegend": legend, "hoverinfo": "skip", "opacity": 0.9}
    return [{**bar, **shared, "xaxis": f"x{axes}", "yaxis": f"y{axes}"}]


def provisional(figure: str, words: Words) -> str:
    """A figure of a period that is still filling up."""
    return words.t("{figure} (provisional)", figure=figure)


def gaps(periods: Sequence[str], values: Sequence[float | None], words: Words, theme: Theme) -> tuple[Dicts, Dicts]:
    """A pale band and a name for each stretch that was not reported: shapes, annotations."""
    edges = [0, *(i for run in runs(values) for i in run), len(values)]
    spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    return [_band(periods, a, b, theme) for a, b in spans], [_named(periods, a, b, words, theme) for a, b in spans]


def runs(values: Sequence[float | None]) -> Iterator[tuple[int, int]]:
    """Stretches without a gap: first index and the one after the last."""
    start = 0
    for i, value in enumerate([*values, None]):
        if value is None:
            if i > start:
                yield start, i
            start = i + 1


def _band(periods: Sequence[str], start: int, end: int, theme: Theme) -> dict[str, Any]:
    x0, x1 = place(periods, _first(periods[start])), place(periods, _after(periods[end - 1]))
    if yearly(periods):
        x0, x1 = float(x0) + 0.1, float(x1) - 0.1
    fill = {"fillcolor": theme.not_reported, "opacity": 0.55, "line": {"width": 0}, "layer": "below"}
    return {"type": "rect", "xref": "x", "yref": "y domain", "x0": x0, "x1": x1, "y0": 0, "y1": 1, **fill}


def _named(periods: Sequence[str], start: int, end: int, words: Words, theme: Theme) -> dict[str, Any]:
    return {
        "text": words.t("not reported"),
        "textangle": -90,
        "x": (start + end - 1) / 2 if yearly(periods) else periods[(start + end) // 2],
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "showarrow": False,
        "font": {"color": theme.muted, "size": 11},
    }


def marked(periods: Sequence[str], marks: Marks, words: Words, theme: Theme) -> tuple[Dicts, Dicts, Dicts, int]:
    """Traces for the legend, shapes, annotations, and the room that labels need above, in pixels.

    Marks outside the periods are left out.
    """
    breaks = [(n, d) for n, d in marks.breaks if 0 < _share(periods, d) < 1]
    bands = [(n, a, b) for n, a, b in marks.bands if _share(periods, b) > 0 and _share(periods, a) < 1]
    shapes = [_operation(periods, a, b, theme) for _, a, b in bands]
    shapes += [_line(place(periods, d), theme) for _, d in breaks]
    labels = sorted([(d, n, True) for n, d in breaks] + [(a + (b - a) / 2, n, False) for n, a, b in bands])
    rows = _staggered([_share(periods, d) for d, _, _ in labels])
    notes = [
        _label(place(periods, d), n, row, theme, boxed=boxed) for (d, n, boxed), row in zip(labels, rows, strict=True)
    ]
    traces = [_legend(words.t(OPERATION), theme, square=True)] if bands else []
    traces += [_legend(words.t(BREAK), theme, square=False)] if breaks else []
    return traces, shapes, notes, (max(rows) + 1) * _ROW if rows else 0


def levelled(marks: Marks, theme: Theme) -> tuple[Dicts, Dicts]:
    """The line that all is measured against, with its words: shapes, annotations."""
    if marks.level is None:
        return [], []
    height, words = marks.level
    look = {"line": {"color": theme.outline, "width": 1.25, "dash": "dot"}, "layer": "below"}
    line = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": height, "y1": height, **look}
    note = {"text": words, "x": 0, "xref": "paper", "xanchor": "left", "y": height, "yanchor": "bottom"}
    return [line], [{**note, "showarrow": False, "font": {"size": 11, "color": theme.muted}}]


def _staggered(shares: Sequence[float]) -> list[int]:
    """The row of each label, so that near ones do not cover each other."""
    last = [-1.0] * _ROWS
    rows = []
    for share in shares:
        free = [i for i in range(_ROWS) if share - last[i] >= _NEAR]
        row = free[0] if free else min(range(_ROWS), key=last.__getitem__)
        last[row] = share
        rows.append(row)
    return rows


def _operation(periods: Sequence[str], start: date, end: date, theme: Theme) -> dict[str, Any]:
    """A band from the first day to the last, never too thin to be seen."""
    least = (_after(periods[-1]) - _first(periods[0])) * _LEAST_BAND
    wide = max(end + timedelta(days=1) - start, timedelta(days=max(least.days, 1)))
    ends = {"x0": place(periods, start), "x1": place(periods, start + wide), "y0": 0, "y1": 1}
    fill = {
        "fillcolor": theme.series[1],
        "opacity": 0.3,
        "line": {"width": 1, "color": theme.series[1]},
        "layer": "below",
    }
    return {"type": "rect", "xref": "x", "yref": "y domain", **ends, **fill}


def _line(x: float | str, theme: Theme) -> dict[str, Any]:
    look = {"line": {"color": theme.muted, "width": 1.25, "dash": "dash"}, "layer": "above"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1, **look}


def _label(x: float | str, text: str, row: int, theme: Theme, *, boxed: bool) -> dict[str, Any]:
    anchor = {"x": x, "y": 1, "xref": "x", "yref": "paper", "yanchor": "bottom", "yshift": row * _ROW}
    look = {"font": {"size": 12, "color": theme.text}, "bgcolor": theme.paper, "borderpad": 1}
    box = {"bordercolor": theme.muted, "borderwidth": 1} if boxed else {}
    return {"text": text if boxed else f"<b>{text}</b>", "showarrow": False, **anchor, **look, **box}


def _legend(name: str, theme: Theme, *, square: bool) -> dict[str, Any]:
    """An entry of the legend for what is drawn as a shape."""
    entry: dict[str, Any] = {
        "type": "scatter",
        "x": [None],
        "y": [None],
        "name": name,
        "hoverinfo": "skip",
        "showlegend": True,
    }
    if square:
        return entry | {
            "mode": "markers",
            "marker": {"symbol": "square", "size": 12, "color": theme.series[1], "opacity": 0.5},
        }
    return entry | {"mode": "lines", "line": {"color": theme.muted, "width": 1.25, "dash": "dash"}}
