"""Horizontal bars in the order of the frame, with the figure at each bar and a note (coverage) at the right."""

import plotly.graph_objects as go
import polars as pl

from charts.text import NOTHING, are, cell_text, shortened, wrapped
from charts.theme import Theme, blank, figure
from domain.cells import LABELS, CellState
from domain.words import Words

_LABEL, _NOTE = 20, 16
"""Letters in a line of a label and of a note; both may take two lines."""
_ROW, _NOTE_WIDTH = 34, 106


def ranked_bars(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> go.Figure:
    """frame: code, label, value, state and optionally note and quiet. The first row stands at the top.

    `quiet` rows (the rest, what was not told) are grey: they are no member of the list.

    The first trace holds figures, the second a hatched stub for each row without one.
    """
    if frame.is_empty():
        return blank(theme, NOTHING)
    fig = figure(theme, height=24 + _ROW * max(frame.height, 2))
    top = max((v for v in frame["value"] if v is not None), default=0) or 1
    known = [s in (CellState.VALUE, CellState.ZERO) for s in frame["state"]]
    length = [v if k else None for v, k in zip(frame["value"], known, strict=True)]
    stub = [None if k else top * 0.05 for k in known]
    quiet = frame["quiet"].to_list() if "quiet" in frame.columns else [False] * frame.height
    solid = {"color": [theme.outline if q else theme.accent for q in quiet]}
    hatch = {"shape": "/", "size": 5, "solidity": 0.25, "fgcolor": theme.muted, "bgcolor": theme.not_reported}
    hatched = {"color": theme.not_reported, "pattern": hatch, "line": {"color": theme.outline, "width": 0.5}}
    shared = _shared(frame, words, unit)
    fig.add_trace(go.Bar(x=length, marker=solid, text=_texts(frame, known, words), name="Reported", **shared))
    fig.data[0].textfont = {"color": theme.text, "size": 13}
    fig.add_trace(go.Bar(x=stub, marker=hatched, text=_reasons(frame, known), name="No figure", **shared))
    fig.data[1].textfont = {"color": theme.muted, "size": 13}
    _axes(fig, frame, top, theme)
    _notes(fig, frame, theme)
    return fig


bars = ranked_bars
"""The name that the pages use."""


def _shared(frame: pl.DataFrame, words: Words, unit: str) -> dict[str, object]:
    notes = frame["note"].to_list() if "note" in frame.columns else [""] * frame.height
    figures = [cell_text(v, s, unit, words) for v, s in frame.select("value", "state").iter_rows()]
    rows = zip(frame["label"], figures, notes, strict=True)
    hover = [f"<b>{shortened(a, 200)}</b><br>{b}" + (f"<br>{shortened(n, 200)}" if n else "") for a, b, n in rows]
    return {
        "y": list(range(frame.height)),
        "orientation": "h",
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": frame["code"].to_list(),
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _texts(frame: pl.DataFrame, known: list[bool], words: Words) -> list[str]:
    rows = zip(frame["value"], frame["state"], known, strict=True)
    return ["" if not k else "0 (zero reported)" if s == CellState.ZERO else words.short(v) for v, s, k in rows]


def _reasons(frame: pl.DataFrame, known: list[bool]) -> list[str]:
    states = zip(frame["state"], known, strict=True)
    return ["" if k else LABELS[CellState(s)].lower() for s, k in states]


def _axes(fig: go.Figure, frame: pl.DataFrame, top: float, theme: Theme) -> None:
    fig.update_xaxes(range=[0, top * 1.3], visible=False)
    fig.update_yaxes(
        range=[max(frame.height, 2) - 0.5, -0.5],
        tickmode="array",
        tickvals=list(range(frame.height)),
        ticktext=[wrapped(x, _LABEL) for x in frame["label"]],
        showgrid=False,
        ticklabelstandoff=6,
        tickfont={"color": theme.text, "size": 13},
    )
    fig.update_layout(bargap=0.38, barmode="overlay", showlegend=False)


def _notes(fig: go.Figure, frame: pl.DataFrame, theme: Theme) -> None:
    """Notes stand in a column of their own, so that a long bar never runs over them."""
    if "note" not in frame.columns or not any(frame["note"]):
        return
    place = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 8, "align": "left", "showarrow": False}
    font = {"color": theme.muted, "size": 12}
    texts = [wrapped(n or "", _NOTE) for n in frame["note"]]
    notes = [{"y": i, "yref": "y", "text": text, "font": font, **place} for i, text in enumerate(texts) if text]
    fig.update_layout(annotations=notes, margin={"r": _NOTE_WIDTH})


def describe(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The bars in words: the largest, what they add up to, and how many have no figure."""
    valued = frame.filter(pl.col("state") == CellState.VALUE).sort("value", descending=True)
    if valued.is_empty():
        return NOTHING
    first = valued.row(0, named=True)
    missing = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    tail = f"; {are(missing, words)} not reported" if missing else ""
    return (
        f"Bars of {unit}, {words.number(frame.height)} in all: the largest is {first['label']} with "
        f"{words.number(first['value'])}. The figures add up to {words.number(float(sum(valued['value'])))}{tail}."
    )
