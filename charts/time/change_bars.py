"""Relative change by period: bars up or down from zero, falls hatched, signs written; a cross where none is known."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import BELOW, NOTHING
from charts.theme import Theme, as_figure, blank
from charts.time.reporters_strip import with_strip
from domain.words import Words

_HEIGHT, _CUT, _WRITTEN = 340, 3.0, 16
"""Rises above 300 % are cut there and say so; up to so many bars carry their figure."""


def change_bars(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> Drawn:
    """frame: period, earlier, before, after, common, either, value (0.12 for +12 %, null where none is known), note."""
    alt = _words(frame, words=words, unit=unit)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    traces = []
    for name, sign, shape in ((words.t("Rise (or none)"), 1, ""), (words.t("Fall (hatched)"), -1, "/")):
        part = frame.filter((pl.col("value") * sign > 0) | ((pl.col("value") == 0) & (sign == 1)))
        if part.height:
            traces.append(_bars(part, name, shape, theme, words, written=frame.height <= _WRITTEN))
    silent = frame.filter(pl.col("value").is_null())
    if silent.height:
        traces.append(_silent(silent, theme, words, written=frame.height <= _WRITTEN // 2))
    layout = _layout(frame, theme, words)
    both = [(p, n) for p, n in frame.select("period", "common").iter_rows()]
    bars, more = with_strip(
        layout, both, words=words, theme=theme, note=words.t("Reporters with both periods complete")
    )
    return Drawn(as_figure(theme, [*traces, *bars], layout, height=_HEIGHT + more), alt)


def _bars(part: pl.DataFrame, name: str, shape: str, theme: Theme, words: Words, *, written: bool) -> dict[str, Any]:
    """Both directions in one colour: the side of the line, the hatching and the sign distinguish them."""
    values = part["value"].to_list()
    pattern = {"shape": shape, "size": 6, "solidity": 0.35, "fgcolor": theme.accent, "bgcolor": theme.paper}
    text = [words.t("{change} (bar cut)", change=words.change(v)) if v > _CUT else words.change(v) for v in values]
    return {
        "type": "bar",
        "x": part["period"].to_list(),
        "y": [min(v, _CUT) for v in values],
        "name": name,
        "marker": {"color": theme.accent, "pattern": pattern, "line": {"color": theme.accent, "width": 1}},
        "text": text if written else [],
        "textposition": "outside",
        "textfont": {"size": 12, "color": theme.text},
        "cliponaxis": False,
        "hovertext": [_hover(row, words) for row in part.iter_rows(named=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _silent(part: pl.DataFrame, theme: Theme, words: Words, *, written: bool) -> dict[str, Any]:
    """A cross on the line where no change is shown, with how many are complete in both."""
    text = [
        words.t("{common} of {either}<br>in both", common=c, either=e) if e else ""
        for c, e in part.select("common", "either").iter_rows()
    ]
    return {
        "type": "scatter",
        "mode": "markers+text" if written else "markers",
        "text": text if written else [],
        "textposition": BELOW,
        "textfont": {"size": 11, "color": theme.muted},
        "x": part["period"].to_list(),
        "y": [0] * part.height,
        "name": words.t("No change shown (reasons in the table)"),
        "marker": {"symbol": "x-thin", "size": 8, "line": {"width": 1.5, "color": theme.muted}},
        "hovertext": [_hover(row, words) for row in part.iter_rows(named=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(row: dict[str, Any], words: Words) -> str:
    periods = {"earlier": row["earlier"], "later": row["period"]}
    if row["value"] is None:
        return words.t("<b>{earlier} to {later}</b><br>{reason}", reason=row["note"], **periods)
    return words.t(
        "<b>{earlier} to {later}</b><br>{change}: {before} to {after}<br>{common} of {either} reporters whole in both",
        change=words.change(row["value"]),
        before=words.number(row["before"]),
        after=words.number(row["after"]),
        common=row["common"],
        either=row["either"],
        **periods,
    )


def _layout(frame: pl.DataFrame, theme: Theme, words: Words) -> dict[str, Any]:
    known = [min(v, _CUT) for v in frame["value"] if v is not None]
    high, low = max([*known, 0.1]), min([*known, -0.1])
    pad = (high - low) * 0.14
    step = next(s for s in (0.05, 0.1, 0.2, 0.25, 0.5, 1.0) if (high - low) / s <= 7)
    ticks = [round(k * step, 4) for k in range(int(low / step) - 1, int(high / step) + 2)]
    y = {
        "range": [low - pad, high + pad],
        "tickvals": ticks,
        "ticktext": [words.change(t) if t else "0" for t in ticks],
    }
    periods = frame["period"].to_list()
    x: dict[str, Any] = {"type": "date", "tickformat": "%b %Y", "nticks": 9}
    if len(periods[0]) == 4:
        x = {"type": "category", "categoryorder": "array", "categoryarray": periods, "tickangle": 0, "nticks": 10}
    line = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 0,
        "y1": 0,
        "line": {"color": theme.outline, "width": 1.5},
    }
    axes = {"xaxis": x, "yaxis": {**y, "tickmode": "array", "ticklabelstandoff": 6}}
    return {
        **axes,
        "shapes": [line],
        "annotations": [],
        "barmode": "overlay",
        "bargap": 0.35,
        "showlegend": True,
        "legend": {"y": -0.12},
    }


def _words(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The changes in words: how many rose and fell, the last one, and how many cannot be known."""
    known = frame.filter(pl.col("value").is_not_null())
    if known.is_empty():
        return words.n(
            "No change of {unit} against the year before can be shown for the one period.",
            "No change of {unit} against the year before can be shown for any of {n} periods.",
            frame.height,
            unit=unit,
        )
    last = known.row(-1, named=True)
    rose, fell = (known.filter(pl.col("value") * s > 0).height for s in (1, -1))
    first = words.t(
        "Bars of the change of {unit} against the year before: rises {rises}, falls {falls}.",
        unit=unit,
        rises=rose,
        falls=fell,
    )
    same = words.n(
        "The last, {earlier} to {later}, is {change} for the same reporter.",
        "The last, {earlier} to {later}, is {change} for the same {n} reporters.",
        last["common"],
        earlier=last["earlier"],
        later=last["period"],
        change=words.change(last["value"]),
    )
    silent = words.n("No change shown: {n} period.", "No change shown: {n} periods.", frame.height - known.height)
    return f"{first} {same} {silent}"
