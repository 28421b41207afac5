"""Who has records for which year: a strip, reporters by years."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.text import NOTHING, cell_text, shortened
from charts.theme import Theme, blank, drawn
from domain.cells import CellState
from domain.words import Words

_FEW, _SOME = 10, 100
"""Fewer than ten records, fewer than a hundred, more: the three shades."""


def coverage_strip(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str = "records") -> go.Figure:
    """frame: label, year (text), value (records, null where none) and optionally state.

    Three shades for records, an open square for zero, a cross for a year without any.
    """
    if frame.is_empty():
        return blank(theme, NOTHING)
    named = frame.with_columns(_class(frame).alias("class"))
    labels = named["label"].unique(maintain_order=True).to_list()
    years = named["year"].unique().sort().to_list()
    row = {label: i for i, label in enumerate(labels)}
    traces = []
    for key, name, marker in _kinds(theme, unit):
        part = named.filter(pl.col("class") == key)
        if not part.is_empty():
            traces.append(_squares(part, row, name, marker, unit, words))
    layout = {"xaxis": _columns(years), "yaxis": _rows(labels, theme), "legend": {"y": -0.01}, "showlegend": True}
    return drawn(theme, traces, layout, height=90 + 18 * len(labels))


def _columns(years: list[str]) -> dict[str, Any]:
    order = {"type": "category", "categoryarray": years, "categoryorder": "array", "tickfont": {"size": 12}}
    return {**order, "side": "top", "showline": False, "range": [-0.6, len(years) - 0.4]}


def _rows(labels: list[str], theme: Theme) -> dict[str, Any]:
    ticks = {"tickmode": "array", "tickvals": list(range(len(labels)))}
    names = {"ticktext": [shortened(x, 28) for x in labels], "tickfont": {"color": theme.text}}
    return {"range": [len(labels) - 0.4, -0.6], **ticks, **names, "showgrid": False}


def _class(frame: pl.DataFrame) -> pl.Expr:
    value = pl.col("value")
    shade = pl.when(value < _FEW).then(pl.lit("few")).when(value < _SOME).then(pl.lit("some")).otherwise(pl.lit("many"))
    known = pl.when(value.is_null()).then(pl.lit("none")).when(value == 0).then(pl.lit("zero")).otherwise(shade)
    if "state" not in frame.columns:
        return known
    hidden = pl.col("state").is_in([CellState.SUPPRESSED.value, CellState.RESTRICTED.value])
    return pl.when(hidden).then(pl.lit("hidden")).otherwise(known)


def _kinds(theme: Theme, unit: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Each class with its words and its mark: shape tells figures from none, shade how many."""
    shades = zip(("few", "some", "many"), ("1–9", "10–99", "100 or more"), theme.ramp[1::2], strict=True)
    line = {"color": theme.muted, "width": 1}
    edge = {"color": theme.outline, "width": 0.5}
    return [
        *((k, f"{n} {unit}", {"symbol": "square", "size": 12, "color": c, "line": edge}) for k, n, c in shades),
        ("zero", "Zero reported", {"symbol": "square-open", "size": 11, "color": theme.muted, "line": line}),
        ("hidden", "Withheld", {"symbol": "diamond-open", "size": 9, "color": theme.muted, "line": line}),
        ("none", "Not reported", {"symbol": "x-thin-open", "size": 6, "color": theme.muted, "line": line}),
    ]


def _squares(
    part: pl.DataFrame, row: dict[str, int], name: str, marker: dict[str, Any], unit: str, words: Words
) -> dict[str, Any]:
    def cell(value: float | None, kind: str) -> str:
        return cell_text(value, CellState.VALUE, unit, words) if kind in ("few", "some", "many") else name

    rows = part.select("label", "year", "value", "class").iter_rows()
    return {
        "type": "scatter",
        "x": part["year"].to_list(),
        "y": [row[label] for label in part["label"]],
        "mode": "markers",
        "name": name,
        "marker": marker,
        "text": [f"<b>{shortened(a, 200)}</b>, {y}<br>{cell(v, k)}" for a, y, v, k in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }


def describe(frame: pl.DataFrame, *, words: Words, unit: str = "records") -> str:
    """The strip in words: how many reporters, how many without a gap, and how many gaps."""
    if frame.is_empty():
        return NOTHING
    years = frame["year"].n_unique()
    full = frame.group_by("label").agg(pl.col("value").is_not_null().sum().alias("n"))
    every = full.filter(pl.col("n") == years).height
    gaps = full.height * years - int(full["n"].sum())
    return (
        f"Of {words.number(full.height)} reporters of {unit}, {words.number(every)} reported in each of "
        f"{words.number(years)} years; {words.number(gaps)} reporter-years are without records, each marked by a cross."
    )
