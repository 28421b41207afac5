"""The course of a year: the median ratio of each month to its year's mean, in the band that holds half of the years."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, highest, lowest
from charts.theme import Theme, as_figure, blank
from domain.words import Words

_HEIGHT = 340


def course(profile: pl.DataFrame, *, words: Words, theme: Theme, unit: str, years: int) -> Drawn:
    """profile: month ('01' …), median, low, high of the ratio to the year's monthly mean (1 is the mean)."""
    alt = _words(profile, words=words, years=years, unit=unit)
    if profile.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    rows = profile.sort("month")
    months = [words.month_name(int(m)) for m in rows["month"]]
    shared: dict[str, Any] = {"type": "scatter", "x": months}
    edge = {**shared, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    half = words.n("Half of the {n} year (quartiles)", "Half of the {n} years (quartiles)", years)
    fill = {"fill": "tonexty", "fillcolor": theme.grid, "name": half}
    hover = [
        words.t(
            "<b>{month}</b><br>median {median} times the year's monthly mean<br>half of the years: {low} times to "
            "{high} times",
            month=m,
            median=v,
            low=a,
            high=b,
        )
        for m, v, a, b in zip(months, rows["median"], rows["low"], rows["high"], strict=True)
    ]
    line = {
        **shared,
        "mode": "lines+markers",
        "y": rows["median"].to_list(),
        "name": words.t("Median of the years"),
        "line": {"color": theme.accent, "width": 2.25},
        "marker": {"size": 7, "color": theme.accent},
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    traces = [
        {**edge, "y": rows["low"].to_list(), "showlegend": False},
        {**edge, **fill, "y": rows["high"].to_list()},
        line,
    ]
    dotted = {"color": theme.outline, "width": 1.25, "dash": "dot"}
    level = {"type": "scatter", "x": [None], "y": [None], "mode": "lines", "line": dotted}
    traces.append({**level, "name": words.t("The year's monthly mean (1)")})
    return Drawn(as_figure(theme, traces, _layout(rows, theme, words), height=_HEIGHT), alt)


def _layout(rows: pl.DataFrame, theme: Theme, words: Words) -> dict[str, Any]:
    top = max(*rows["high"].to_list(), 1.25) * 1.1
    step = next(s for s in (0.25, 0.5, 1.0, 2.0, 5.0) if top / s <= 7)
    ticks = [k * step for k in range(int(top / step) + 1)]
    y = {"range": [0, top], "tickmode": "array", "tickvals": ticks, "ticktext": [words.number(t) for t in ticks]}
    order = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": [words.month_name(number) for number in range(1, 13)],
        "tickangle": 0,
        "range": [-0.4, 11.4],
    }
    mean = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 1, "y1": 1, "layer": "below"}
    line = {**mean, "line": {"color": theme.outline, "width": 1.25, "dash": "dot"}}
    axes = {"xaxis": order, "yaxis": {**y, "ticklabelstandoff": 6}}
    return {**axes, "shapes": [line], "legend": {"y": -0.12}, "hovermode": "closest"}


def _words(profile: pl.DataFrame, *, words: Words, years: int, unit: str) -> str:
    """The highest and the lowest month in words."""
    if profile.is_empty():
        return words.t(NOTHING)
    top = highest(profile, "median")
    low = lowest(profile, "median")
    facts = {
        "unit": unit,
        "highest": months(top, words),
        "most": top["median"][0],
        "lowest": months(low, words),
        "least": low["median"][0],
    }
    if top.height > 1:
        return words.n(
            "Course of the year of {unit} over {n} whole year: the median is highest in {highest} ({most} times the "
            "year's monthly mean) and lowest in {lowest} ({least} times).",
            "Course of the year of {unit} over {n} whole years: the median is highest in {highest} ({most} times the "
            "year's monthly mean) and lowest in {lowest} ({least} times).",
            years,
            **facts,
        )
    return words.n(
        "Course of the year of {unit} over {n} whole year: the median is highest in {highest} ({most} times the "
        "year's monthly mean; half of the years lie between {low} and {high}) and lowest in {lowest} ({least} times).",
        "Course of the year of {unit} over {n} whole years: the median is highest in {highest} ({most} times the "
        "year's monthly mean; half of the years lie between {low} and {high}) and lowest in {lowest} ({least} times).",
        years,
        low=top["low"][0],
        high=top["high"][0],
        **facts,
    )


def months(rows: pl.DataFrame, words: Words) -> str:
    """The months of some rows by name: all that tie."""
    return words.listed([words.month_name(int(month)) for month in rows.sort("month")["month"]], most=2)
