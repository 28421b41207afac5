"""Who has records for which year: a strip, reporters by years."""

import plotly.graph_objects as go
import polars as pl

from charts.text import shortened
from charts.theme import Theme, figure
from domain.words import Words


def coverage_strip(frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str) -> go.Figure:
    """frame: label, year (text), value (records, null where none). A cross marks a year without any."""
    labels = frame["label"].unique(maintain_order=True).to_list()
    years = frame["year"].unique().sort().to_list()
    fig = figure(theme, height=90 + 17 * len(labels))
    row = {label: i for i, label in enumerate(labels)}
    for has, symbol, colour, name in (
        (True, "square", theme.accent, "Has records"),
        (False, "x-thin-open", theme.muted, "No records (not reported)"),
    ):
        part = frame.filter(pl.col("value").is_not_null() == has)
        fig.add_trace(
            go.Scatter(
                x=part["year"].to_list(),
                y=[row[x] for x in part["label"]],
                mode="markers",
                name=name,
                marker={
                    "symbol": symbol,
                    "size": 11 if has else 6,
                    "color": colour,
                    "line": {"color": colour, "width": 1},
                },
                text=[
                    f"{a}, {y}: {words.number(v)} {unit}"
                    for a, y, v in part.select("label", "year", "value").iter_rows()
                ],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    fig.update_xaxes(
        type="category",
        categoryarray=years,
        categoryorder="array",
        side="top",
        range=[-0.6, len(years) - 0.4],
    )
    fig.update_yaxes(
        range=[len(labels) - 0.4, -0.6],
        tickmode="array",
        tickvals=list(range(len(labels))),
        ticktext=[shortened(x) for x in labels],
        showgrid=False,
    )
    return fig.update_layout(legend={"y": -0.01}, showlegend=True)


def describe(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The strip in words: how many reporters have records in how many of the years."""
    years = frame["year"].n_unique()
    full = frame.group_by("label").agg(pl.col("value").is_not_null().sum().alias("n"))
    every = full.filter(pl.col("n") == years).height
    return (
        f"Of {full.height} reporters of {unit}, {every} have records in each of {words.number(years)} years; "
        "a cross marks a year without records."
    )
