"""A dot with its interval for each row, and a note (coverage) at the right: ranks look as unsure as they are."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, RIGHT, amount, highest, lowest, shortened, wrapped
from charts.theme import Theme, as_figure, blank
from domain.collation import az
from domain.words import Words

_ROW, _LABEL, _NOTE, _NOTE_WIDTH, _ROOM = 68, 15, 17, 118, 1.12


def dots(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str, short: str = "") -> Drawn:
    """frame: label, value, low, high (null where nothing is known) and note. The first row stands at the top.

    `short`: the unit as it stands beside a figure.
    """
    alt = _words(frame, words=words, unit=unit)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    top = max((v for v in frame["high"] if v is not None), default=0) or 1
    known = frame.with_row_index("at").filter(pl.col("value").is_not_null())
    text = [
        words.t(
            "<b>{label}</b><br>{amount}<br>between {low} and {high}",
            label=shortened(label, 200),
            amount=amount(v, short or unit, words),
            low=words.number(low),
            high=words.number(high),
        )
        for label, v, low, high in known.select("label", "value", "low", "high").iter_rows()
    ]
    spread = {
        "type": "data",
        "symmetric": False,
        "array": (known["high"] - known["value"]).to_list(),
        "arrayminus": (known["value"] - known["low"]).to_list(),
        "thickness": 3,
        "width": 0,
        "color": theme.ramp[2],
    }
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": known["value"].to_list(),
        "y": known["at"].to_list(),
        "error_x": spread,
        "marker": {"size": 12, "color": theme.accent, "line": {"width": 1.5, "color": theme.paper}},
        "text": text,
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
    missing = frame.with_row_index("at").filter(pl.col("value").is_null())
    layout = {
        "xaxis": {
            "range": [0, top * _ROOM],
            "showgrid": True,
            "gridcolor": theme.grid,
            "nticks": 4,
            "tickangle": 0,
            "side": "top",
        },
        "yaxis": _rows(frame, theme),
        "showlegend": False,
        "margin": {"l": 8, "r": _NOTE_WIDTH, "t": 8, "b": 8},
    }
    traces = [marks, _texts(missing, 0.0, [words.t("no rate: nobody reported")] * missing.height, theme)]
    notes = [wrapped(n or "", _NOTE, 4) for n in frame["note"]]
    traces.append(_texts(frame.with_row_index("at"), top * _ROOM, notes, theme))
    return Drawn(as_figure(theme, traces, layout, height=60 + _ROW * frame.height), alt)


def _rows(frame: pl.DataFrame, theme: Theme) -> dict[str, Any]:
    ticks = {"tickmode": "array", "tickvals": list(range(frame.height))}
    names = [wrapped(x, _LABEL) for x in frame["label"]]
    look = {"tickfont": {"color": theme.text, "size": 14}, "ticklabelstandoff": 8, "showgrid": True}
    return {**ticks, "ticktext": names, "range": [frame.height - 0.5, -0.5], **look}


def _texts(frame: pl.DataFrame, x: float, texts: list[str], theme: Theme) -> dict[str, Any]:
    at = {"x": [x] * frame.height, "y": frame["at"].to_list(), "text": texts, "textposition": RIGHT}
    look = {"textfont": {"color": theme.muted, "size": 12}, "cliponaxis": False, "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "text", **at, **look}


def _words(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """Each figure with its interval, A–Z, and whether those of the highest and the lowest overlap."""
    known = frame.filter(pl.col("value").is_not_null()).sort(az("label"))
    if known.is_empty():
        return words.t(NOTHING)
    rows = list(known.select("label", "value", "low", "high").iter_rows())
    figures = words.comma([_with_ends(label, value, low, high, words) for label, value, low, high in rows])
    sentence = words.t("{unit}, A–Z: {figures}.", unit=unit, figures=figures)
    return f"{sentence} {_apart(known, words)}".rstrip()


def _spread(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low < high


def _with_ends(label: str, value: float, low: float | None, high: float | None, words: Words) -> str:
    if not _spread(low, high):
        return words.t("{label} {n}", label=label, n=value)
    return words.t("{label} {n} ({low} to {high})", label=label, n=value, low=low, high=high)


def _apart(known: pl.DataFrame, words: Words) -> str:
    """Only of figures that have intervals: a quantity has none."""
    high, low = highest(known), lowest(known)
    ends = [*low.select("low", "high").rows(), *high.select("low", "high").rows()]
    if known.height < 2 or not all(_spread(*pair) for pair in ends):
        return ""
    if max(low["high"]) < min(high["low"]):  # of all that tie
        return words.t("The intervals of the highest and the lowest do not overlap.")
    return words.t("The intervals of the highest and the lowest overlap: they cannot be distinguished.")
