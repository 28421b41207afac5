"""Shares of a whole by row and year, as a heat strip with the counts written in each cell."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, highest, lowest, shortened
from charts.theme import Theme, as_figure, blank
from domain.collation import az
from domain.messages import N_
from domain.words import Words

_STEPS = (0.0, 0.001, 0.25, 0.5, 0.75, 1.001)
_NAMES = (
    N_("none"),
    N_("under a quarter"),
    N_("a quarter to a half"),
    N_("a half to three quarters"),
    N_("three quarters or more"),
)


def share_strip(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> Drawn:
    """frame: label, year (text), value (how many), members (of how many). One cell a label and year.

    unit: what these many of so many do ("countries report").
    """
    alt = _words(frame, words=words, unit=unit)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    labels = frame["label"].unique(maintain_order=True).to_list()
    years = frame["year"].unique().sort().to_list()
    colours = (theme.not_reported, *theme.ramp[0:3], theme.ramp[4])
    share = pl.col("value") / pl.col("members")
    traces = []
    for i, (colour, name) in enumerate(zip(colours, _NAMES, strict=True)):
        part = frame.filter((share >= _STEPS[i]) & (share < _STEPS[i + 1]))
        inverted = i > (3 if theme.name == "light" else 2)
        font = {"size": 12, "color": theme.paper if inverted else theme.text}
        traces.append({**_cells(part, labels, colour, words.t(name), words, theme, unit), "textfont": font})
    layout = {"xaxis": _columns(years), "yaxis": _rows(labels, theme), "bargap": 0.06, "barmode": "overlay"}
    layout |= {"showlegend": True, "legend": {"y": -0.02}, "uniformtext": {"minsize": 9, "mode": "hide"}}
    return Drawn(as_figure(theme, traces, layout, height=70 + 21 * len(labels)), alt)


def _columns(years: list[str]) -> dict[str, Any]:
    order = {"type": "category", "categoryarray": years, "categoryorder": "array"}
    return {**order, "side": "top", "showline": False, "range": [-0.5, len(years) - 0.5]}


def _rows(labels: list[str], theme: Theme) -> dict[str, Any]:
    ticks = {"tickmode": "array", "tickvals": list(range(len(labels)))}
    names = {"ticktext": [shortened(x, 42) for x in labels], "tickfont": {"color": theme.text}}
    return {"range": [len(labels) - 0.5, -0.5], **ticks, **names, "showgrid": False}


def _cells(
    part: pl.DataFrame, labels: list[str], colour: str, name: str, words: Words, theme: Theme, unit: str
) -> dict[str, Any]:
    """Bars of equal width, one a cell: they scale with the figure, as squares of fixed size do not."""
    row = {label: i for i, label in enumerate(labels)}
    texts = [words.t("{n} of {all}", n=v, all=m) for v, m in part.select("value", "members").iter_rows()]
    rows = zip(part["label"], part["year"], texts, strict=True)
    return {
        "type": "bar",
        "x": part["year"].to_list(),
        "y": [0.88] * part.height,
        "base": [row[label] - 0.44 for label in part["label"]],
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "marker": {"color": colour, "line": {"width": 0.5, "color": theme.outline}},
        "name": name,
        "hovertext": [f"<b>{shortened(a, 200)}</b>, {y}<br>{t}" for a, y, t in rows],
        "hovertemplate": words.t("{n} {unit}", n="%{hovertext}", unit=unit) + "<extra></extra>",
    }


def _words(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The strip in words: the row with the largest and the one with the smallest share in the last year."""
    if frame.is_empty():
        return words.t(NOTHING)
    last = frame["year"].max()
    rows = frame.filter(pl.col("year") == last).with_columns((pl.col("value") / pl.col("members")).alias("share"))
    first, end = (ends(rows, "share").sort(az("label")) for ends in (highest, lowest))
    return words.t(
        "In {year}, {n} of {all} {unit}. The largest share is {most} ({highest}), the smallest {least} ({lowest}).",
        year=str(last),
        n=float(rows["value"].sum()),
        all=float(rows["members"].sum()),
        unit=unit,
        most=words.percent(first["share"][0]),
        highest=words.listed(first["label"].to_list(), most=2),
        least=words.percent(end["share"][0]),
        lowest=words.listed(end["label"].to_list(), most=2),
    )
