"""Horizontal bars in the order of the frame, with the figure and a note (coverage) at each bar."""

import plotly.graph_objects as go
import polars as pl

from charts.text import cell_text, shortened
from charts.theme import Theme, figure
from domain.cells import LABELS, CellState
from domain.words import Words


def bars(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> go.Figure:
    """frame: code, label, value, state and optionally note. The first row stands at the top."""
    fig = figure(theme, height=max(120, 40 + 30 * frame.height))
    shown = [v if v is not None else 0 for v in frame["value"]]
    missing = [s not in (CellState.VALUE, CellState.ZERO) for s in frame["state"]]
    notes = frame["note"].to_list() if "note" in frame.columns else [""] * frame.height
    text = [_at_bar(v, s, n, words) for v, s, n in zip(frame["value"], frame["state"], notes, strict=True)]
    hover = [cell_text(v, s, unit, words) for v, s in frame.select("value", "state").iter_rows()]
    fig.add_trace(
        go.Bar(
            x=shown,
            y=list(range(frame.height)),
            orientation="h",
            text=text,
            textposition="outside",
            cliponaxis=False,
            customdata=frame["code"].to_list(),
            hovertext=[f"<b>{shortened(a, 200)}</b><br>{b}" for a, b in zip(frame["label"], hover, strict=True)],
            hovertemplate="%{hovertext}<extra></extra>",
            textfont={"color": theme.muted, "size": 13},
            marker={"color": theme.accent, "pattern": {"shape": ["/" if m else "" for m in missing]}},
        )
    )
    top = max(shown, default=0) or 1
    fig.update_xaxes(range=[0, top * 1.45], visible=False)
    fig.update_yaxes(
        autorange="reversed",
        tickmode="array",
        tickvals=list(range(frame.height)),
        ticktext=[shortened(x) for x in frame["label"]],
        showgrid=False,
        tickfont={"color": theme.text, "size": 14},
    )
    return fig.update_layout(bargap=0.35, showlegend=False)


def _at_bar(value: float | None, state: str, note: str, words: Words) -> str:
    figure_text = words.short(value) if state == CellState.VALUE else LABELS[CellState(state)].lower()
    return f"{figure_text}  ·  {note}" if note else figure_text


def describe(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The bars in words: how many, and the largest."""
    valued = frame.filter(pl.col("state") == CellState.VALUE).sort("value", descending=True)
    if valued.is_empty():
        return "Nothing was reported in this selection."
    first = valued.row(0, named=True)
    return f"{frame.height} bars of {unit}; the largest is {first['label']} with {words.number(first['value'])}."
