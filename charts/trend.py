"""Lines over time. A period that was not reported is a gap, never nought and never bridged."""

import math
from collections.abc import Iterator

import plotly.graph_objects as go
import polars as pl

from charts.text import NOTHING, cell_text, shortened, wrapped
from charts.theme import Theme, blank, figure
from domain.cells import CellState
from domain.words import Words

_PERIOD = r"^\d{4}(-\d{2})?$"
_DIRECT = 5
"""Up to so many lines carry their names at their ends; more have a legend."""
_HEIGHT = 340


def trend(
    frame: pl.DataFrame, *, words: Words, theme: Theme, unit: str, provisional_from: str = "", highlight: str = ""
) -> go.Figure:
    """frame: period ('2014' or '2014-03'), value, state and optionally series.

    Periods without a row are taken as not reported; from `provisional_from` on lines are dotted.
    With `highlight` (a series) the other series are thin grey lines, named in the hover.
    """
    named = _complete(frame)
    if named.is_empty():
        return blank(theme, NOTHING)
    fig = figure(theme, height=_HEIGHT)
    groups = named["series"].unique(maintain_order=True).to_list()
    top = max((v for v in named["value"] if v is not None), default=0) or 1
    for i, name in enumerate(groups):
        part = named.filter(pl.col("series") == name)
        quiet = highlight not in ("", name)
        colour = theme.outline if quiet else theme.series[0 if highlight else i % len(theme.series)]
        for trace in _traces(part, colour, words, unit, provisional_from):
            fig.add_trace(trace.update(line_width=1.25, marker_size=3) if quiet else trace)
    if len(groups) == 1:
        _areas(fig, named, theme)
    fig.update_traces(marker_line={"width": 1, "color": theme.paper})
    _axes(fig, named, top, words)
    if highlight:
        _names(fig, named, [highlight], top, theme)
    elif 1 < len(groups) <= _DIRECT:
        _names(fig, named, groups, top, theme)
    if provisional_from:
        _provisional(fig, named, provisional_from, theme)
    return fig.update_layout(
        showlegend=len(groups) > _DIRECT and not highlight,
        hovermode="closest" if highlight else "x unified",
        legend={"y": -0.12},
    )


def _complete(frame: pl.DataFrame) -> pl.DataFrame:
    """Every series with every period from first to last, sorted; what had no row is not reported."""
    named = frame if "series" in frame.columns else frame.with_columns(pl.lit("").alias("series"))
    named = named.filter(pl.col("period").str.contains(_PERIOD))
    if named.is_empty():
        return named.select("series", "period", "value", "state")
    order = named["series"].unique(maintain_order=True).to_frame().with_row_index("order")
    periods = pl.DataFrame({"period": list(_periods(named["period"].min(), named["period"].max()))})
    return (
        order.join(periods, how="cross")
        .join(named.select("series", "period", "value", "state"), on=["series", "period"], how="left")
        .with_columns(pl.col("state").fill_null(CellState.NOT_REPORTED.value))
        .sort("order", "period")
        .drop("order")
    )


def _periods(first: object, last: object) -> Iterator[str]:
    start, end = str(first), str(last)
    if len(start) == 4:
        yield from (str(year) for year in range(int(start), int(end[:4]) + 1))
        return
    months = [int(p[:4]) * 12 + int(p[5:7]) - 1 for p in (start, end)]
    yield from (f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(months[0], months[1] + 1))


def _yearly(frame: pl.DataFrame) -> bool:
    return bool((frame["period"].str.len_chars() == 4).all())


def _runs(values: list[float | None]) -> Iterator[tuple[int, int]]:
    """Stretches without a gap: first index and the one after the last."""
    start = 0
    for i, value in enumerate([*values, None]):
        if value is None:
            if i > start:
                yield start, i
            start = i + 1


def _traces(part: pl.DataFrame, colour: str, words: Words, unit: str, provisional_from: str) -> Iterator[go.Scatter]:
    periods, values = part["period"].to_list(), part["value"].to_list()
    dotted = [bool(provisional_from) and p >= provisional_from for p in periods]
    text = [cell_text(v, s, unit, words) for v, s in part.select("value", "state").iter_rows()]
    name = shortened(str(part["series"][0]), 60)
    base = {"x": periods, "name": name, "legendgroup": name, "connectgaps": False, "cliponaxis": False}
    base |= {"mode": "lines+markers", "marker": _marks(part, colour), "text": text}
    base |= {"hovertemplate": "%{text}<extra>" + name + "</extra>"}
    solid = [None if d else v for v, d in zip(values, dotted, strict=True)]
    yield go.Scatter(y=solid, line={"color": colour, "width": 2.25}, **base)
    if any(dotted):
        first = dotted.index(True)
        later = [v if i >= first - 1 else None for i, v in enumerate(values)]
        base["text"] = [t + " (provisional)" for t in text]
        hover = ["skip" if i < first else "text+name" for i in range(len(values))]
        base |= {"hovertemplate": None, "hoverinfo": hover}
        yield go.Scatter(y=later, line={"color": colour, "width": 2, "dash": "dot"}, showlegend=False, **base)


def _marks(part: pl.DataFrame, colour: str) -> dict[str, object]:
    """Open circles for zero; over many periods only zero and lone points keep a mark."""
    values = part["value"].to_list()
    lone = {a for a, b in _runs(values) if b - a == 1}
    zero = [s == CellState.ZERO for s in part["state"]]
    many = part.height > 24
    size = [8 if z else 0 if many and i not in lone else 6 for i, z in enumerate(zero)]
    return {"symbol": ["circle-open" if z else "circle" for z in zero], "size": size, "color": colour, "opacity": 1}


def _areas(fig: go.Figure, part: pl.DataFrame, theme: Theme) -> None:
    """A faint area under each stretch by itself (one for all would fill the gaps), and a name for gaps."""
    periods, values = part["period"].to_list(), part["value"].to_list()
    runs = list(_runs(values))
    for a, b in runs:
        fig.add_trace(
            go.Scatter(
                x=periods[a:b],
                y=values[a:b],
                mode="lines",
                line={"width": 0},
                fill="tozeroy",
                fillcolor=_faint(theme.series[0]),
                hoverinfo="skip",
                showlegend=False,
            )
        )
    edges = [0, *(i for run in runs for i in run), len(values)]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if b > a:
            _gap(fig, periods[a:b], (a, b), theme)


def _gap(fig: go.Figure, periods: list[str], span: tuple[int, int], theme: Theme) -> None:
    """A pale band over periods that were not reported."""
    x0: float | str = span[0] - 0.4
    x1: float | str = span[1] - 0.6
    if len(periods[0]) > 4:
        last = int(periods[-1][:4]) * 12 + int(periods[-1][5:7]) - 2
        before = int(periods[0][:4]) * 12 + int(periods[0][5:7]) - 2
        x0 = f"{before // 12:04d}-{before % 12 + 1:02d}-18"
        x1 = f"{(last + 1) // 12:04d}-{(last + 1) % 12 + 1:02d}-14"
    fill = {"fillcolor": theme.not_reported, "opacity": 0.55, "line": {"width": 0}}
    fig.add_shape(type="rect", xref="x", yref="paper", x0=x0, x1=x1, y0=0, y1=1, layer="below", **fill)
    fig.add_annotation(
        text="not reported",
        textangle=-90,
        x=(span[0] + span[1] - 1) / 2 if len(periods[0]) == 4 else periods[len(periods) // 2],
        y=1,
        yref="paper",
        yanchor="top",
        showarrow=False,
        font={"color": theme.muted, "size": 11},
    )


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.10)"


def _axes(fig: go.Figure, frame: pl.DataFrame, top: float, words: Words) -> None:
    ticks = _ticks(top)
    fig.update_yaxes(range=[0, top * 1.08], tickmode="array", tickvals=ticks, ticktext=[words.short(t) for t in ticks])
    fig.update_yaxes(ticklabelstandoff=6)
    periods = frame["period"].unique().sort().to_list()
    if not _yearly(frame):
        fig.update_xaxes(type="date", tickformat="%b %Y", hoverformat="%b %Y", nticks=9)
        return
    pad = 0.35 if len(periods) > 1 else 0.5
    fig.update_xaxes(type="category", categoryorder="array", categoryarray=periods, tickangle=0, nticks=12)
    fig.update_xaxes(range=[-pad, len(periods) - 1 + pad])


def _ticks(top: float) -> list[float]:
    """Round steps from nought, three to six of them; whole numbers where the figures are small."""
    power = 10.0 ** math.floor(math.log10(top))
    step = next(f * power for f in (0.2, 0.5, 1.0, 2.0) if top / (f * power) <= 5.5)
    step = max(step, 1.0) if top >= 1 else step
    return [round(k * step, 6) for k in range(int(top * 1.08 / step) + 1)]


def _names(fig: go.Figure, frame: pl.DataFrame, groups: list[str], top: float, theme: Theme) -> None:
    """The name of each line at its end, moved apart where two would overlap."""
    ends = []
    for i, name in enumerate(groups):
        values = [v for v in frame.filter(pl.col("series") == name)["value"] if v is not None]
        if values:
            ends.append((values[-1], wrapped(name, 16), theme.series[i]))
    floor = 0.0
    for value, text, colour in sorted(ends):
        lines = text.count("<br>") + 1
        half = top * 1.08 * (0.032 * lines)
        y = max(value, floor + half)
        floor = y + half
        fig.add_annotation(
            text=f'<span style="color:{colour}">━</span> {text}',
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=y,
            align="left",
            showarrow=False,
            font={"color": theme.text, "size": 13},
        )
    fig.update_layout(margin={"r": 148})


def _provisional(fig: go.Figure, frame: pl.DataFrame, since: str, theme: Theme) -> None:
    if (frame["period"] < since).all():
        return
    fig.add_annotation(
        text="dotted: provisional",
        x=1,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="top",
        showarrow=False,
        font={"color": theme.muted, "size": 12},
        bgcolor=theme.paper,
    )


def describe(frame: pl.DataFrame, *, words: Words, unit: str) -> str:
    """The lines in words: highest and last figure, the total, and the gaps."""
    valued = frame.filter(pl.col("state") == CellState.VALUE).sort("period")
    if valued.is_empty():
        return "No period of this selection has records."

    def told(row: dict[str, object]) -> str:
        period, series = str(row["period"]), row.get("series")
        when = words.month(period) if len(period) > 4 else period
        return f"{when} ({series})" if series else when

    high = valued.sort("value", descending=True, maintain_order=True).row(0, named=True)
    last = valued.row(-1, named=True)
    gaps = _complete(frame).filter(pl.col("state") == CellState.NOT_REPORTED).height
    lines = frame["series"].n_unique() if "series" in frame.columns else 1
    subject = f"Line of {unit}" if lines == 1 else f"{words.number(lines)} lines of {unit}"
    periods, total = words.number(_complete(frame)["period"].n_unique()), float(sum(valued["value"]))
    return (
        f"{subject} over {periods} periods: highest {words.number(high['value'])} in {told(high)}, "
        f"last {words.number(last['value'])} in {told(last)}, in all {words.number(total)}. "
        f"Periods not reported: {words.number(gaps)}."
    )
