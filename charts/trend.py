"""Lines over time. A period that was not reported is a gap, never nought and never bridged."""

import plotly.graph_objects as go
import polars as pl

from charts.text import cell_text
from charts.theme import Theme, figure
from domain.cells import CellState
from domain.words import Words


def trend(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> go.Figure:
    """frame: period ('2014' or '2014-03'), value, state and optionally series."""
    fig = figure(theme, height=340)
    named = frame if "series" in frame.columns else frame.with_columns(pl.lit("").alias("series"))
    groups = named["series"].unique(maintain_order=True).to_list()
    for i, name in enumerate(groups):
        part = named.filter(pl.col("series") == name).sort("period")
        fig.add_trace(_line(part, str(name), theme.series[i % len(theme.series)], words, unit, fill=len(groups) == 1))
    fig.update_yaxes(rangemode="tozero", tickformat="~s", title=None)
    fig.update_xaxes(type="category" if _yearly(frame) else "date", tickformat=None if _yearly(frame) else "%b %Y")
    return fig.update_layout(showlegend=len(groups) > 1, hovermode="x unified", legend={"y": -0.15})


def _yearly(frame: pl.DataFrame) -> bool:
    return bool((frame["period"].str.len_chars() == 4).all())


def _line(part: pl.DataFrame, name: str, colour: str, words: Words, unit: str, *, fill: bool) -> go.Scatter:
    zero = [s == CellState.ZERO for s in part["state"]]
    text = [cell_text(v, s, unit, words) for v, s in part.select("value", "state").iter_rows()]
    few = part.height <= 24
    return go.Scatter(
        x=part["period"].to_list(),
        y=part["value"].to_list(),
        name=name,
        connectgaps=False,
        mode="lines+markers" if few else "lines",
        line={"color": colour, "width": 2.5},
        marker={"symbol": ["circle-open" if z else "circle" for z in zero], "size": 8, "color": colour},
        fill="tozeroy" if fill else None,
        fillcolor=_faint(colour),
        text=text,
        hovertemplate="%{text}<extra>" + name + "</extra>",
    )


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.10)"


def describe(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The line in words: first, highest and last figure, and the gaps."""
    valued = frame.filter(pl.col("state") == CellState.VALUE).sort("period")
    if valued.is_empty():
        return "No period of this selection has records."
    high = valued.sort("value", descending=True).row(0, named=True)
    last = valued.row(-1, named=True)
    gaps = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    return (
        f"Line over {frame['period'].n_unique()} periods of {unit}: highest {words.number(high['value'])} "
        f"in {high['period']}, last {words.number(last['value'])} in {last['period']}; {gaps} periods not reported."
    )
