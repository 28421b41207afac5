"""A heat table of two lists: the figure stands in each cell, and every state has a pattern and a mark of its own."""

from itertools import pairwise
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, RIGHT, amount, cell_texts, short_texts, shortened, wrapped
from charts.theme import STEADY, Theme, as_figure, blank
from domain.cells import LABELS, CellState
from domain.classes import log_breaks
from domain.messages import N_
from domain.words import Words

_ROW, _LABEL, _HEAD, _NOTE = 31, 34, 24, 20
_SHARES = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0)
_TIME = r"^\d{4}(-\d{2})?$"
MARKS = {
    CellState.ZERO: ("0", ""),
    CellState.NOT_REPORTED: ("", "/"),
    CellState.SUPPRESSED: ("s", "."),
    CellState.RESTRICTED: ("r", "x"),
}
"""Of each state without a figure: the mark written in the cell, and the pattern of its ground."""
REASONS = {
    "absent": (CellState.ZERO, "·", N_("Does not occur together")),
    "may-be-here": (CellState.NOT_REPORTED, "?", N_("May be here: some records do not say")),
    "unrecorded": (CellState.NOT_REPORTED, "–", N_("Field not recorded by these sources")),
}
"""Reasons with a mark of their own, distinguished inside their state: state, mark, words."""
WHOLE = N_("All")


def heat(
    cells: pl.DataFrame,
    rows: pl.DataFrame,
    columns: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    share: bool = False,
) -> Drawn:
    """cells: row, column (codes), value, state, text (why it is empty) and maybe reason (a key of REASONS).
    rows, columns: code, label, value, note. Clickable; customdata is the pair of codes.

    `value` of a row or column is its true sum and stands at its end, not beside shares; `note` (coverage) at the right.
    Bars of equal width stand for cells: a heat map of Plotly knows no patterns.
    """
    alt = _words(cells, rows, columns, words=words, unit=unit, share=share)
    if cells.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    at = _placed(cells, rows, columns)
    breaks = list(_SHARES) if share else log_breaks(at["value"].drop_nulls().to_list())
    traces = [*_figures(at, breaks, words, theme, unit, share), *_gaps(at, words, theme)]
    traces += [] if share else _margins(rows, columns, words, theme)
    wide, high = columns.height + (not share), rows.height + (not share)
    traces += _notes(rows, wide - 0.5, theme)
    axes = {
        "xaxis": _across(columns, wide, words, theme, share),
        "yaxis": _down(rows, high, words, theme, share),
    }
    head = 30 if _timed(columns) or _brief(columns) else 120
    height = 80 + head + _ROW * high
    return Drawn(as_figure(theme, traces, {**axes, **_frame(rows)}, height=height), alt)


def _frame(rows: pl.DataFrame) -> dict[str, Any]:
    legend = {"y": 0, "yref": "container", "yanchor": "bottom", "font": {"size": 12}, "traceorder": "normal"}
    margin = {"l": 8, "t": 8, "b": 64, "r": 110 if _noted(rows) else 8}
    fit = {"minsize": 9, "mode": "hide"}
    return {"barmode": "overlay", "showlegend": True, "legend": legend, "uniformtext": fit, "margin": margin}


def _timed(columns: pl.DataFrame) -> bool:
    return bool(columns["label"].str.contains(_TIME).all())


def _brief(columns: pl.DataFrame) -> bool:
    """Whether the headings are as short as the names of months: they stand level."""
    return bool((columns["label"].str.len_chars() <= 4).all())


def _placed(cells: pl.DataFrame, rows: pl.DataFrame, columns: pl.DataFrame) -> pl.DataFrame:
    """The cells with x, y and the labels of both sides."""
    sides = [
        side.with_row_index(place).select(pl.col("code").alias(name), place, pl.col("label").alias(f"{name}_label"))
        for side, name, place in ((rows, "row", "y"), (columns, "column", "x"))
    ]
    return cells.join(sides[0], on="row").join(sides[1], on="column").sort("y", "x")


def _figures(
    at: pl.DataFrame, breaks: list[float], words: Words, theme: Theme, unit: str, share: bool
) -> list[dict[str, Any]]:
    """One trace a class of figures, so that each has its words in the legend."""
    valued = at.filter(pl.col("state") == CellState.VALUE)
    figure = words.percent if share else words.number
    traces = []
    for i, ((low, high), colour) in enumerate(zip(pairwise([-1.0, *breaks]), theme.ramp[-len(breaks) :], strict=False)):
        last = i == len(breaks) - 1
        part = valued.filter((pl.col("value") > low) & ((pl.col("value") <= high) | last))
        if part.is_empty():
            continue
        text = [words.percent(v) for v in part["value"]] if share else short_texts(part, words)
        hover = [figure(v) for v in part["value"]] if share else cell_texts(part, unit, words)
        name = words.t("over {low} to {high}", low=figure(low), high=figure(high))
        if low < 0:
            name = words.t("up to {high}", high=figure(high))
        colours = {"color": colour, "line": {"width": 0.5, "color": theme.outline}}
        font = theme.paper if theme.ramp.index(colour) >= 3 else theme.text
        traces.append({**_boxes(part, text, hover, font), "marker": colours, "name": name})
    return traces


def _gaps(at: pl.DataFrame, words: Words, theme: Theme) -> list[dict[str, Any]]:
    """One trace a state without a figure, one a reason with a mark; zero and not reported are in the legend always."""
    reason = pl.col("reason") if "reason" in at.columns else pl.lit("")
    traces = []
    for state, (mark, _) in MARKS.items():
        part = at.filter((pl.col("state") == state) & ~reason.is_in(list(REASONS)))
        if part.height or state in (CellState.ZERO, CellState.NOT_REPORTED):
            traces.append(_gap(part, state, mark, words.t(LABELS[state]), words, theme))
    for key, (state, mark, why) in REASONS.items():
        part = at.filter((pl.col("state") == state) & (reason == key))
        if part.height:
            traces.append(_gap(part, state, mark, words.t(why), words, theme))
    return traces


def _gap(part: pl.DataFrame, state: CellState, mark: str, name: str, words: Words, theme: Theme) -> dict[str, Any]:
    """The cells of one state and reason, with their pattern, mark and entry in the legend."""
    ground = theme.zero if state == CellState.ZERO else theme.not_reported
    pattern = {"shape": MARKS[state][1], "size": 6, "solidity": 0.12, "fgcolor": theme.outline, "bgcolor": ground}
    marker = {"color": ground, "pattern": pattern, "line": {"width": 0.5, "color": theme.outline}}
    label = name if state == CellState.ZERO else words.t(LABELS[state])
    why = [words.t("{label}: {why}", label=label, why=t) if t else label for t in part["text"]]
    trace = _boxes(part, [mark] * part.height, why, theme.text) if part.height else _nothing()
    return {**trace, "marker": marker, "name": f"{name} ({mark})" if mark else name}


def _nothing() -> dict[str, Any]:
    """An entry of the legend without a cell."""
    return {"type": "bar", "x": [None], "y": [None], "hoverinfo": "skip"}


def _boxes(part: pl.DataFrame, text: list[str], hover: list[str], font: str) -> dict[str, Any]:
    named = zip(part["row_label"], part["column_label"], hover, strict=True)
    return {
        **cell_bars(part["x"].to_list(), part["y"].to_list()),
        "text": text,
        "textfont": {"size": 12, "color": font},
        "customdata": [list(pair) for pair in part.select("row", "column").iter_rows()],
        **STEADY,
        "hovertext": [f"<b>{shortened(r, 80)}</b> · {shortened(c, 80)}<br>{h}" for r, c, h in named],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def cell_bars(x: list[int], y: list[int]) -> dict[str, Any]:
    """Bars of one cell each, with their text in the middle if there is room."""
    place = {"x": x, "y": [0.92] * len(x), "base": [at - 0.46 for at in y], "width": 0.94}
    return {"type": "bar", **place, "textposition": "inside", "insidetextanchor": "middle", "textangle": 0}


def _margins(rows: pl.DataFrame, columns: pl.DataFrame, words: Words, theme: Theme) -> list[dict[str, Any]]:
    """The true sums at the end of rows and columns: where groups overlap they are less than their parts added.

    They stand in cells of their own without a ground, so that they give way like the others where there is no room.
    """
    clear = {"marker": {"color": theme.paper, "opacity": 0}, "showlegend": False, "hoverinfo": "skip"}
    font = {"size": 12, "color": theme.text, "weight": 600}
    down = cell_bars([columns.height] * rows.height, list(range(rows.height)))
    across = cell_bars(list(range(columns.height)), [rows.height] * columns.height)
    return [
        {**place, "text": [words.short(v) for v in side["value"]], "textfont": font, **clear}
        for side, place in ((rows, down), (columns, across))
    ]


def _noted(rows: pl.DataFrame) -> bool:
    return "note" in rows.columns and any(rows["note"])


def _notes(rows: pl.DataFrame, end: float, theme: Theme) -> list[dict[str, Any]]:
    """They stand at the very end of the axis: beyond it Plotly draws nothing."""
    if not _noted(rows):
        return []
    text = [wrapped(n or "", _NOTE) for n in rows["note"]]
    place = {"x": [end] * rows.height, "y": list(range(rows.height)), "textposition": RIGHT}
    look = {"textfont": {"size": 11, "color": theme.muted}, "cliponaxis": False, "hoverinfo": "skip"}
    return [{"type": "scatter", "mode": "text", "text": text, **place, **look, "showlegend": False}]


def _across(columns: pl.DataFrame, wide: int, words: Words, theme: Theme, share: bool) -> dict[str, Any]:
    labels = [*(shortened(x, _HEAD) for x in columns["label"]), *[f"<b>{words.t(WHOLE)}</b>"] * (not share)]
    timed = _timed(columns)
    step = 3 if timed and wide > 24 else 1
    shown = [i for i in range(wide) if i % step == 0 or i == wide - 1]
    ticks: dict[str, Any] = {"tickmode": "array", "tickvals": shown, "ticktext": [labels[i] for i in shown]}
    ticks |= {"autotickangles": [0, -45, -90]} if timed or _brief(columns) else {"tickangle": -45}
    look = {"tickfont": {"size": 12, "color": theme.text}, "showgrid": False, "showline": False, "side": "top"}
    return {**ticks, **look, "range": [-0.5, wide - 0.5]}


def _down(rows: pl.DataFrame, high: int, words: Words, theme: Theme, share: bool) -> dict[str, Any]:
    labels = [*(shortened(x, _LABEL) for x in rows["label"]), *[f"<b>{words.t(WHOLE)}</b>"] * (not share)]
    ticks = {"tickmode": "array", "tickvals": list(range(high)), "ticktext": labels, "ticklabelstandoff": 6}
    look = {"tickfont": {"size": 13, "color": theme.text}, "showgrid": False}
    return {**ticks, **look, "range": [high - 0.5, -0.5]}


def _words(
    cells: pl.DataFrame, rows: pl.DataFrame, columns: pl.DataFrame, *, words: Words, unit: str, share: bool
) -> str:
    """The table in words: its size, up to what figure (or share), how many zeros and how many gaps."""
    valued = cells.filter(pl.col("state") == CellState.VALUE)
    if valued.is_empty():
        return words.t(NOTHING)
    zero, silent = (cells.filter(pl.col("state") == s).height for s in (CellState.ZERO, CellState.NOT_REPORTED))
    top = float(str(valued["value"].max()))
    size = words.n(
        "Table of {rows} by {columns}: {n} of {all} cells has a figure, {most}.",
        "Table of {rows} by {columns}: {n} of {all} cells have figures, up to {most}.",
        valued.height,
        rows=rows.height,
        columns=columns.height,
        all=cells.height,
        most=words.percent(top) if share else amount(top, unit, words),
    )
    zeros = words.n("Zero reported: {n} cell.", "Zero reported: {n} cells.", zero)
    gaps = words.n("Not reported: {n} cell.", "Not reported: {n} cells.", silent)
    return f"{size} {zeros} {gaps}"
