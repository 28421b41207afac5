"""Lines over time. A period that was not reported is a gap, never zero and never bridged."""

import math
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, cell_texts, highest, shortened, wrapped
from charts.theme import Theme, as_figure, blank
from charts.time.log_axis import on_log_axis
from charts.time.marks import NO_MARKS, Marks, gaps, hatched, levelled, marked, provisional, runs
from charts.time.reporters_strip import with_strip
from charts.time.shapes import SIGNS, shaped
from domain.cells import CellState
from domain.collation import az
from domain.words import Words

_PERIOD = r"^\d{4}(-\d{2})?$"
_DIRECT = 5
"""Up to so many lines carry their names at their ends; more have a legend."""
_HEIGHT = 340
_LONG, _MOST_TICKS = 48, 8
"""From so many months on the axis names years only; so many years are named at the most."""
_ROOM = 1.08
"""The axis reaches so far beyond the highest figure."""


def trend(
    frame: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    provisional_from: str = "",
    highlight: str = "",
    marks: Marks = NO_MARKS,
    log: bool = False,
    additive: bool = False,
    said: pl.DataFrame | None = None,
) -> Drawn:
    """frame: period ('2014' or '2014-03'), value, state and optionally series.

    Periods without a row are taken as not reported; from `provisional_from` on lines are dotted on a hatched ground.
    With `highlight` (a series) the other series are thin grey lines, named in the hover. `log`: on a logarithmic axis.
    `additive`: periods add up (counts and amounts, not rates, shares or points of an index), so one line has a total.
    `said`: the rows that the words are about, where they are not those that are drawn.
    """
    about = frame if said is None else said
    alt = _words(about, words=words, unit=unit, provisional_from=provisional_from, additive=additive)
    named = _complete(frame)
    if named.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    traces, layout = [], _axes(named)
    groups = named["series"].unique(maintain_order=True).to_list()
    top = max((v for v in named["value"] if v is not None), default=0) or 1
    for i, name in enumerate(groups):
        part = named.filter(pl.col("series") == name)
        quiet = highlight not in ("", name)
        colour = theme.outline if quiet else theme.series[0 if highlight else i % len(theme.series)]
        drawn_now = _traces(part, colour, words, unit, provisional_from, theme)
        traces += [
            _quiet(t) if quiet else shaped(t, 0 if highlight else i) if len(groups) > 1 else t for t in drawn_now
        ]
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    if len(groups) == 1:
        traces += _areas(named, theme)
        shapes, notes = gaps(named["period"].to_list(), named["value"].to_list(), words, theme)
    direct = [highlight] if highlight else groups if 1 < len(groups) <= _DIRECT else []
    if direct:
        notes += _names(named, direct, top, theme)
    listed = len(groups) > _DIRECT and not highlight
    traces = [t if listed else {**t, "showlegend": False} for t in traces]
    layout |= {"annotations": notes, "shapes": shapes, "yaxis": _scale(top, words)}
    layout["margin"] = {"l": 8, "t": 8, "b": 8, "r": 148 if direct else 8}
    layout["hovermode"] = "closest" if highlight else "x unified"
    periods = named["period"].unique().sort().to_list()
    extra = hatched(periods, provisional_from, top * _ROOM, words, theme)
    layout["showlegend"] = listed or bool(extra)
    fig = _finished([*traces, *extra], layout, periods, marks, words, theme)
    return Drawn(on_log_axis(fig, words=words, theme=theme) if log else fig, alt)


def _finished(
    traces: list[dict[str, Any]], layout: dict[str, Any], periods: list[str], marks: Marks, words: Words, theme: Theme
) -> go.Figure:
    """With the marks on the time axis, and the strip of reporters below."""
    entries, shapes, notes, above = marked(periods, marks, words, theme)
    lines, words_of_lines = levelled(marks, theme)
    layout["shapes"] += shapes + lines
    layout["annotations"] += notes + words_of_lines
    layout["margin"]["t"] += above
    layout["showlegend"] |= bool(entries)
    layout["legend"] = {"y": -0.12, "traceorder": "normal"}
    bars, more = with_strip(layout, marks.strip, words=words, theme=theme)
    return as_figure(theme, [*traces, *bars, *entries], layout, height=_HEIGHT + above + more)


def _quiet(trace: dict[str, Any]) -> dict[str, Any]:
    """A line that only stands behind the one in focus."""
    return {**trace, "line": {**trace["line"], "width": 1.25}, "marker": {**trace["marker"], "size": 3}}


def _complete(frame: pl.DataFrame) -> pl.DataFrame:
    """Every series with every period from first to last, sorted; what had no row is not reported."""
    named = frame if "series" in frame.columns else frame.with_columns(pl.lit("").alias("series"))
    named = named.filter(pl.col("period").str.contains(_PERIOD))
    if named.is_empty():
        return named.select("series", "period", "value", "state")
    order = named["series"].unique(maintain_order=True).to_frame().with_row_index("order")
    periods = pl.DataFrame({"period": list(_periods(named["period"].min(), named["period"].max()))})
    return (
        order.join(periods, how="cross")
        .join(named.select("series", "period", "value", "state"), on=["series", "period"], how="left")
        .with_columns(pl.col("state").fill_null(CellState.NOT_REPORTED.value))
        .sort("order", "period")
        .drop("order")
    )


def _periods(first: object, last: object) -> Iterator[str]:
    start, end = str(first), str(last)
    if len(start) == 4:
        yield from (str(year) for year in range(int(start), int(end[:4]) + 1))
        return
    months = [int(p[:4]) * 12 + int(p[5:7]) - 1 for p in (start, end)]
    yield from (f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(months[0], months[1] + 1))


def _yearly(frame: pl.DataFrame) -> bool:
    return bool((frame["period"].str.len_chars() == 4).all())


def _traces(
    part: pl.DataFrame, colour: str, words: Words, unit: str, provisional_from: str, theme: Theme
) -> Iterator[dict[str, Any]]:
    periods, values = part["period"].to_list(), part["value"].to_list()
    dotted = [bool(provisional_from) and p >= provisional_from for p in periods]
    text = cell_texts(part, unit, words)
    name = shortened(str(part["series"][0]), 60)
    base: dict[str, Any] = {
        "type": "scatter",
        "x": periods,
        "name": name,
        "legendgroup": name,
        "connectgaps": False,
        "cliponaxis": False,
    }
    base |= {"mode": "lines+markers", "marker": _marks(part, colour, theme), "text": text}
    base |= {"hovertemplate": "%{text}<extra>" + name + "</extra>"}
    solid = [None if d else v for v, d in zip(values, dotted, strict=True)]
    yield {**base, "y": solid, "line": {"color": colour, "width": 2.25}}
    if any(dotted):
        first = dotted.index(True)
        later = [v if i >= first - 1 else None for i, v in enumerate(values)]
        base["text"] = [provisional(t, words) for t in text]
        hover = ["skip" if i < first else "text+name" for i in range(len(values))]
        del base["hovertemplate"]
        dots = {"color": colour, "width": 2, "dash": "dot"}
        yield {**base, "hoverinfo": hover, "y": later, "line": dots, "showlegend": False}


def _marks(part: pl.DataFrame, colour: str, theme: Theme) -> dict[str, Any]:
    """Open circles for zero; over many periods only zero and lone points keep a mark."""
    values = part["value"].to_list()
    lone = {a for a, b in runs(values) if b - a == 1}
    zero = [s == CellState.ZERO for s in part["state"]]
    many = part.height > 24
    size = [8 if z else 0 if many and i not in lone else 6 for i, z in enumerate(zero)]
    symbol = ["circle-open" if z else "circle" for z in zero]
    edge = {"width": 1, "color": theme.paper}
    return {"symbol": symbol, "size": size, "color": colour, "opacity": 1, "line": edge}


def _areas(part: pl.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    """A faint area under each stretch by itself: one for all would fill the gaps."""
    periods, values = part["period"].to_list(), part["value"].to_list()
    look: dict[str, Any] = {
        "mode": "lines",
        "line": {"width": 0},
        "fill": "tozeroy",
        "fillcolor": _faint(theme.series[0]),
    }
    look |= {"type": "scatter", "hoverinfo": "skip", "showlegend": False}
    return [{**look, "x": periods[a:b], "y": values[a:b]} for a, b in runs(values)]


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.10)"


def _scale(top: float, words: Words) -> dict[str, Any]:
    ticks = _ticks(top)
    shown = {"tickmode": "array", "tickvals": ticks, "ticktext": [words.short(t) for t in ticks]}
    return {"range": [0, top * _ROOM], **shown, "ticklabelstandoff": 6}


def _axes(frame: pl.DataFrame) -> dict[str, Any]:
    periods = frame["period"].unique().sort().to_list()
    if not _yearly(frame):
        marks = "%Y" if len(periods) > _LONG else "%b %Y"
        return {"xaxis": {"type": "date", "tickformat": marks, "hoverformat": "%b %Y", "nticks": 9}}
    pad = 0.35 if len(periods) > 1 else 0.5
    ends = [-pad, len(periods) - 1 + pad]
    order: dict[str, Any] = {"type": "category", "categoryorder": "array", "categoryarray": periods}
    ticks = {"tickmode": "array", "tickvals": round_years(periods), "autotickangles": [0, 90]}
    return {"xaxis": {**order, **ticks, "range": ends}}


def round_years(periods: list[str]) -> list[str]:
    """The years to be named on an axis: all of a few, else every second, fifth, tenth, counted from year zero."""
    step = next(s for s in (1, 2, 5, 10, 20, 50, 1000) if len(periods) / s <= _MOST_TICKS)
    return [p for p in periods if int(p) % step == 0] or periods[:1]


def _ticks(top: float) -> list[float]:
    """Round steps from zero, three to six of them; whole numbers where the figures are small."""
    power = 10.0 ** math.floor(math.log10(top))
    step = next(f * power for f in (0.2, 0.5, 1.0, 2.0) if top / (f * power) <= 5.5)
    step = max(step, 1.0) if top >= 1 else step
    return [float(f"{k * step:.9g}") for k in range(int(top * _ROOM / step) + 1)]


def _names(frame: pl.DataFrame, groups: list[str], top: float, theme: Theme) -> list[dict[str, Any]]:
    """The name of each line at its end, moved apart where two would overlap."""
    ends = []
    for i, name in enumerate(groups):
        values = [v for v in frame.filter(pl.col("series") == name)["value"] if v is not None]
        if values:
            sign = f'<span style="color:{theme.series[i]}">━{SIGNS[i]}</span>'  # untranslated
            ends.append((values[-1], wrapped(name, 16), sign))
    floor, notes = 0.0, []
    place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "align": "left", "showarrow": False}
    for value, text, sign in sorted(ends):
        lines = text.count("<br>") + 1
        half = top * _ROOM * (0.032 * lines)
        y = max(value, floor + half)
        floor = y + half
        notes.append({**place, "text": f"{sign} {text}", "y": y, "font": {"color": theme.text, "size": 13}})
    return notes


def _words(frame: pl.DataFrame, *, words: Words, unit: str, provisional_from: str, additive: bool) -> str:
    """The highest and the last figure of one line, the last of each of several, A–Z; gaps, provisional."""
    valued = frame.filter(pl.col("state") == CellState.VALUE).sort("period")
    if valued.is_empty():
        return words.t("No period of this selection has records.")
    high = highest(valued)
    when = [_when(period, words) for period in high["period"].unique(maintain_order=True)]
    every = _complete(frame)
    silent = every.filter(pl.col("state") == CellState.NOT_REPORTED).height
    several = frame["series"].n_unique() > 1 if "series" in frame.columns else False
    first = words.n(
        "The highest of {periods} periods is {when} with {value} {unit}; {ends}.",
        "The highest of {periods} periods are {when} with {value} {unit}; {ends}.",
        len(when),
        periods=every["period"].n_unique(),
        when=words.listed(when, most=2),
        value=high["value"][0],
        unit=unit,
        ends=_last_of_each(valued, words) if several else _last(valued, words),
    )
    total = words.t("In all {sum}.", sum=float(sum(valued["value"]))) if additive and not several else ""
    gaps = words.t("Periods not reported: {n}.", n=silent)
    return " ".join(filter(None, [first, total, gaps, _late(frame, provisional_from, words)]))


def _when(period: str, words: Words) -> str:
    return words.month(period) if len(period) > 4 else period


def _last(valued: pl.DataFrame, words: Words) -> str:
    last = valued.row(-1, named=True)
    return words.t("the last, {when}, has {value}", when=_when(last["period"], words), value=last["value"])


def _last_of_each(valued: pl.DataFrame, words: Words) -> str:
    """Lines may be places: none is named first for its figure."""
    ends = valued.group_by("series").agg(pl.all().sort_by("period").last()).sort(az("series"))
    figures = [
        words.t("{label} {n} ({when})", label=name, n=value, when=_when(period, words))
        for name, value, period in ends.select("series", "value", "period").iter_rows()
    ]
    return words.t("the last figure of each line, A–Z: {figures}", figures=words.comma(figures))


def _late(frame: pl.DataFrame, since: str, words: Words) -> str:
    """What is provisional, in words; '' if nothing is."""
    if not since or (frame["period"] < since).all():
        return ""
    return words.t("Provisional, hatched and dotted: from {when} on.", when=_when(since, words))
