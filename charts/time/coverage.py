"""Who has records for which year: a strip, reporters by years."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, cell_text, shortened
from charts.theme import Theme, as_figure, blank
from domain.cells import CellState
from domain.words import Words

_FEW, _SOME = 10, 100
"""Fewer than ten records, fewer than a hundred, more: the three shades."""


def coverage_strip(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> Drawn:
    """frame: label, year (text), value (records, null where none) and optionally state.

    Three shades for records, an open square for zero, a cross for a year without any.
    """
    alt = _words(frame, words=words, unit=unit)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    named = frame.with_columns(_class(frame).alias("class"))
    labels = named["label"].unique(maintain_order=True).to_list()
    years = named["year"].unique().sort().to_list()
    row = {label: i for i, label in enumerate(labels)}
    traces = []
    for key, name, marker in _kinds(words, theme, unit):
        part = named.filter(pl.col("class") == key)
        if not part.is_empty():
            traces.append(_squares(part, row, name, marker, unit, words))
    layout = {"xaxis": _columns(years), "yaxis": _rows(labels, theme), "legend": {"y": -0.01}, "showlegend": True}
    return Drawn(as_figure(theme, traces, layout, height=90 + 18 * len(labels)), alt)


def _columns(years: list[str]) -> dict[str, Any]:
    order = {"type": "category", "categoryarray": years, "categoryorder": "array", "tickfont": {"size": 12}}
    return {**order, "side": "top", "showline": False, "range": [-0.6, len(years) - 0.4]}


def _rows(labels: list[str], theme: Theme) -> dict[str, Any]:
    ticks = {"tickmode": "array", "tickvals": list(range(len(labels)))}
    names = {"ticktext": [shortened(x, 42) for x in labels], "tickfont": {"color": theme.text}}
    return {"range": [len(labels) - 0.4, -0.6], **ticks, **names, "showgrid": False}


def _class(frame: pl.DataFrame) -> pl.Expr:
    value = pl.col("value")
    shade = pl.when(value < _FEW).then(pl.lit("few")).when(value < _SOME).then(pl.lit("some")).otherwise(pl.lit("many"))
    known = pl.when(value.is_null()).then(pl.lit("none")).when(value == 0).then(pl.lit("zero")).otherwise(shade)
    if "state" not in frame.columns:
        return known
    hidden = pl.col("state").is_in([CellState.SUPPRESSED.value, CellState.RESTRICTED.value])
    return pl.when(hidden).then(pl.lit("hidden")).otherwise(known)


def _kinds(words: Words, theme: Theme, unit: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Each class with its words and its mark: shape separates figures from none, shade how many."""
    shades = zip(("few", "some", "many"), _names(unit, words), theme.ramp[1::2], strict=True)
    line = {"color": theme.muted, "width": 1}
    edge = {"color": theme.outline, "width": 0.5}
    return [
        *((k, n, {"symbol": "square", "size": 12, "color": c, "line": edge}) for k, n, c in shades),
        ("zero", words.t("Zero reported"), {"symbol": "square-open", "size": 11, "color": theme.muted, "line": line}),
        ("hidden", words.t("Withheld"), {"symbol": "diamond-open", "size": 9, "color": theme.muted, "line": line}),
        ("none", words.t("Not reported"), {"symbol": "x-thin-open", "size": 6, "color": theme.muted, "line": line}),
    ]


def _names(unit: str, words: Words) -> list[str]:
    """Of the three shades."""
    spans = (words.t("{low}–{high}", low=1, high=_FEW - 1), words.t("{low}–{high}", low=_FEW, high=_SOME - 1))
    return [
        *(words.t("{n} {unit}", n=span, unit=unit) for span in spans),
        words.t("{n} or more {unit}", n=_SOME, unit=unit),
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


def _words(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The strip in words: how many reporters, how many without a gap, and how many gaps."""
    if frame.is_empty():
        return words.t(NOTHING)
    years = frame["year"].n_unique()
    full = frame.group_by("label").agg(pl.col("value").is_not_null().sum().alias("n"))
    every = full.filter(pl.col("n") == years).height
    gaps = full.height * years - int(full["n"].sum())
    first = words.n(
        "Of {n} reporter of {unit}, {every} reported in each of {years} years.",
        "Of {n} reporters of {unit}, {every} reported in each of {years} years.",
        full.height,
        unit=unit,
        every=every,
        years=years,
    )
    silent = words.n(
        "{n} reporter-year is without records, marked by a cross.",
        "{n} reporter-years are without records, each marked by a cross.",
        gaps,
    )
    return f"{first} {silent}"
