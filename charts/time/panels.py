"""Small multiples: one small line chart a series, all on the same scale, so that shapes and sizes can be compared.

With scales of their own only shapes can: then every panel carries its figures and the words "own scale".
"""

import math
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, cell_texts, highest, shortened, wrapped
from charts.theme import Theme, as_figure, blank
from charts.time.marks import hatched, provisional
from domain.cells import CellState
from domain.words import Words

_HIGH, _GAP, _ACROSS, _LEGEND = 128, 74, 3, 34
_LETTERS, _LINES = 16, 3
"""Of a title: on a phone a panel is no wider."""
_ROOM, _LOUD = 1.12, 1.34
"""How far a scale reaches above its figures; one of its own has words in its corner, which must cover none."""
Box = dict[str, tuple[float, float]]


def panels(
    frame: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    provisional_from: str = "",
    log: bool = False,
    own: bool = False,
) -> Drawn:
    """frame: series, period ('2014' or '2014-03'), value, state; every series with every period, in order.

    A period that was not reported is a gap; zero and provisional points are open circles (on a logarithmic axis zero
    has no place), and the provisional part is hatched. `own` gives each panel a scale of its own, and says so in it.
    """
    alt = _words(frame, words=words, unit=unit, own=own)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    names = frame["series"].unique(maintain_order=True).to_list()
    periods = frame["period"].unique().sort().to_list()
    shared = _scale(_drawable(frame, log=log), words, log=log)
    late = bool(provisional_from) and periods[-1] >= provisional_from
    height = math.ceil(len(names) / _ACROSS) * (_HIGH + _GAP) + 8 + _LEGEND * late
    lines: list[dict[str, Any]] = []
    grounds: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"annotations": [], "shapes": [], "showlegend": late, "hovermode": "closest"}
    layout["legend"] = {"y": 0, "yref": "container", "yanchor": "bottom"}
    for i, name in enumerate(names):
        part = frame.filter(pl.col("series") == name)
        scale = _scale(_drawable(part, log=log), words, log=log, room=_LOUD) if own else shared
        box, key = _box(i, height, own=own), "" if i == 0 else str(i + 1)
        layout |= _axes(key, box, periods, scale, theme, first=own or i % _ACROSS == 0)
        layout["annotations"] += [_title(name, box, theme), *([_loud(box, words, theme)] if own else [])]
        layout["shapes"] += _silent(part, key, theme)
        lines.append(_line(part, key, words, theme, unit, provisional_from, log))
        top = 10 ** scale["range"][1] if log else scale["range"][1]
        grounds += hatched(
            part["period"].to_list(), provisional_from, top, words, theme, axes=key, legend=i == 0, category=True
        )
    return Drawn(as_figure(theme, [*lines, *grounds], layout, height=height), alt)


def _drawable(frame: pl.DataFrame, *, log: bool) -> list[float]:
    return [v for v in frame["value"].to_list() if v is not None and (v > 0 or not log)]


def _loud(box: Box, words: Words, theme: Theme) -> dict[str, Any]:
    """A panel with a scale of its own says so in itself."""
    place = {"x": box["x"][1], "y": box["y"][1], "xref": "paper", "yref": "paper", "xanchor": "right"}
    font = {"size": 11, "color": theme.series[1], "weight": 600}
    look = {"yanchor": "top", "showarrow": False, "font": font, "bgcolor": theme.paper}
    return {"text": words.t("OWN SCALE"), **place, **look}


def _scale(values: list[float], words: Words, *, log: bool, room: float = _ROOM) -> dict[str, Any]:
    """A y axis that holds these figures, with room above them."""
    top = max(values, default=1) or 1
    if log:
        low = math.floor(math.log10(min(values, default=1)))
        ends = (low - 0.1, max(math.log10(top), low + 1) + 0.15)
        steps = [10.0**k for k in range(low, math.floor(ends[1]) + 1)]
    else:
        ends = (0.0, top * room)
        step = 10.0 ** math.floor(math.log10(ends[1]))
        steps = [k * step for k in range(11) if k * step <= ends[1]]
        steps = steps[:: math.ceil(len(steps) / 4)]
    ticks = {"tickmode": "array", "tickvals": steps, "ticktext": [words.short(s) for s in steps]}
    return {"range": list(ends), **ticks, **({"type": "log"} if log else {})}


def _box(i: int, height: int, *, own: bool) -> Box:
    """The place of a panel, as parts of the figure; with a scale of its own it needs room for it."""
    column, line = i % _ACROSS, i // _ACROSS
    top = 1 - (line * (_HIGH + _GAP) + _GAP - 22) / height
    across = (column / _ACROSS + (0.045 if own and column else 0.012), (column + 1) / _ACROSS - 0.02)
    return {"x": across, "y": (top - _HIGH / height, top)}


def _axes(
    key: str, box: Box, periods: list[str], scale: dict[str, Any], theme: Theme, *, first: bool
) -> dict[str, Any]:
    quiet = {"tickfont": {"size": 11, "color": theme.muted}}
    order = {"type": "category", "categoryorder": "array", "categoryarray": periods}
    marked = [periods[0], periods[-1]] if len(periods) > 1 else periods
    ticks: dict[str, Any] = {"tickmode": "array", "tickvals": marked, "ticktext": [p[:4] for p in marked]}
    ticks |= {"tickangle": 0, "automargin": False}
    x = {**quiet, **order, **ticks, "domain": list(box["x"]), "anchor": f"y{key}", "range": [-0.6, len(periods) - 0.4]}
    y = {**quiet, **scale, "domain": list(box["y"]), "anchor": f"x{key}", "showticklabels": first, "automargin": first}
    return {f"xaxis{key}": x, f"yaxis{key}": y}


def _title(name: str, box: Box, theme: Theme) -> dict[str, Any]:
    place = {"x": box["x"][0], "y": box["y"][1], "xref": "paper", "yref": "paper", "xanchor": "left"}
    font = {"size": 12, "color": theme.text, "weight": 600}
    return {
        "text": wrapped(name, _LETTERS, _LINES),
        **place,
        "align": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": font,
    }


def _silent(part: pl.DataFrame, key: str, theme: Theme) -> list[dict[str, Any]]:
    """A pale band for each period that was not reported."""
    gaps = [i for i, s in enumerate(part["state"]) if s == CellState.NOT_REPORTED]
    look = {"fillcolor": theme.not_reported, "opacity": 0.6, "line": {"width": 0}, "layer": "below"}
    place = {"type": "rect", "xref": f"x{key}", "yref": f"y{key} domain", "y0": 0, "y1": 1}
    return [{**place, **look, "x0": i - 0.5, "x1": i + 0.5} for i in gaps]


def _line(
    part: pl.DataFrame, key: str, words: Words, theme: Theme, unit: str, provisional_from: str, log: bool
) -> dict[str, Any]:
    rows = part.select("series", "period", "value", "state").rows()
    late = [bool(provisional_from) and p >= provisional_from for _, p, _, _ in rows]
    text = [
        f"<b>{shortened(n, 80)}</b><br>{p}: {provisional(figure, words) if d else figure}"
        for (n, p, _, _), figure, d in zip(rows, cell_texts(part, unit, words), late, strict=True)
    ]
    symbols = ["circle-open" if d or r[3] == CellState.ZERO else "circle" for r, d in zip(rows, late, strict=True)]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "showlegend": False,
        "x": [r[1] for r in rows],
        "y": [None if r[2] is None or (log and r[2] <= 0) else r[2] for r in rows],
        "xaxis": f"x{key}",
        "yaxis": f"y{key}",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"width": 2, "color": theme.accent},
        "marker": {"size": 6 if part.height <= 24 else 3, "symbol": symbols, "color": theme.accent},
        "hovertext": text,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _words(frame: pl.DataFrame, *, words: Words, unit: str, own: bool) -> str:
    """The highest point of all panels and how many periods are gaps."""
    valued = frame.filter(pl.col("state") == CellState.VALUE)
    if valued.is_empty():
        return words.t(NOTHING)
    first = highest(valued).sort("period")
    gaps = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    facts = {
        "unit": unit,
        "value": first["value"][0],
        "periods": words.listed(first["period"].unique(maintain_order=True).to_list(), most=2),
        "gaps": gaps,
    }
    count = frame["series"].n_unique()
    if own:
        return words.n(
            "{n} small chart of {unit} on a scale of its own: the highest point is {value}, in {periods}. Periods not "
            "reported: {gaps}.",
            "{n} small charts of {unit} each on a scale of its own, so that heights cannot be compared: the highest "
            "point is {value}, in {periods}. Periods not reported: {gaps}.",
            count,
            **facts,
        )
    return words.n(
        "{n} small chart of {unit}: the highest point is {value}, in {periods}. Periods not reported: {gaps}.",
        "{n} small charts of {unit} on one scale: the highest point is {value}, in {periods}. Periods not reported: "
        "{gaps}.",
        count,
        **facts,
    )
