"""The only colours of the project, light and dark. A test holds this file and config.toml together.

Categorical colours started from Okabe and Ito and were moved, as little as it took, until any two of them differ for
every kind of colour vision (a test measures it) and each stands out from the paper. The
sequential ramp is one hue, ordered by lightness, so that it also reads in greyscale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go

from charts.sketch import sketch

FONT = "'Source Sans', 'Source Sans 3', 'Noto Sans', 'Segoe UI', sans-serif"  # untranslated


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colours by meaning."""

    name: str
    paper: str
    surface: str
    text: str
    muted: str
    grid: str
    accent: str
    not_reported: str
    zero: str
    outline: str
    focus: str
    ramp: tuple[str, ...]
    series: tuple[str, ...]
    modes: tuple[str, ...]
    """Of the lines on *Routes*: sea, air, land, other or not reported."""
    bivariate: tuple[tuple[str, ...], ...]
    """Three rows of three: the rate rises to the right (orange), the coverage upwards (blue), both to the last."""
    change: tuple[str, ...]
    """From much more (orange) by steady (grey) to far fewer (blue): no red and green; marks show the direction too."""


LIGHT = Theme(
    name="light",
    paper="#ffffff",
    surface="#f4f7f9",
    text="#14212b",
    muted="#55646f",
    grid="#e2e8ec",
    accent="#0b5073",
    not_reported="#e9e7e2",
    zero="#ffffff",
    outline="#8fa0ab",
    focus="#b3470a",
    ramp=("#cfe3ee", "#a1c9de", "#6aa8c7", "#3a84aa", "#175f87", "#0a3a59"),
    series=(
        "#0b5073",
        "#c2550a",
        "#2a8d70",
        "#905ea4",
        "#af8b42",
        "#002a5a",
        "#751746",
        "#475a1d",
        "#665644",
        "#5d7381",
    ),
    modes=("#0b5073", "#c2550a", "#1e845a", "#646e7a"),
    bivariate=(
        ("#ffefc9", "#fcc47e", "#f09a2e"),
        ("#bcd0d5", "#ab9380", "#8d5931"),
        ("#66b2e0", "#54657e", "#332028"),
    ),
    change=("#c2550a", "#efb27c", "#cdd5da", "#8fc0dc", "#175f87"),
)
DARK = Theme(
    name="dark",
    paper="#0f1a22",
    surface="#16242e",
    text="#eaf0f4",
    muted="#a3b3be",
    grid="#27363f",
    accent="#6cb8dc",
    not_reported="#2a3136",
    zero="#0f1a22",
    outline="#61727d",
    focus="#f0a05a",
    ramp=("#1d4358", "#296482", "#3b87aa", "#63a9c9", "#9bcde1", "#d9eff8"),
    series=(
        "#6cb8dc",
        "#f0a05a",
        "#4ff0ed",
        "#9573ae",
        "#eec94f",
        "#cff0d7",
        "#c16990",
        "#879328",
        "#c9b49c",
        "#a8b8bc",
    ),
    modes=("#6cb8dc", "#f0a05a", "#7af6cc", "#9eabae"),
    bivariate=(
        ("#4a4f57", "#936644", "#d67c26"),
        ("#4a7092", "#a5948e", "#f2b986"),
        ("#2f93d2", "#a9c4dd", "#fff8e6"),
    ),
    change=("#f0a05a", "#95602f", "#50606b", "#2f6f95", "#8fd0ee"),
)
THEMES = {"light": LIGHT, "dark": DARK}


def template(theme: Theme) -> go.layout.Template:
    """The look of every chart: horizontal grid only, quiet axes, readable hover, small margins."""
    axis = {
        "gridcolor": theme.grid,
        "linecolor": theme.outline,
        "zeroline": False,
        "tickfont": {"color": theme.muted, "size": 13},
        "automargin": True,
        "fixedrange": True,
    }
    hover = {"bgcolor": theme.surface, "bordercolor": theme.outline, "align": "left"}
    legend = {"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0, "maxheight": 1}
    return go.layout.Template(
        layout={
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "paper_bgcolor": theme.paper,
            "plot_bgcolor": theme.paper,
            "font": {"family": FONT, "size": 14, "color": theme.text},
            "colorway": list(theme.series),
            "hoverlabel": {**hover, "font": {"family": FONT, "size": 14, "color": theme.text}},
            "xaxis": {**axis, "showgrid": False},
            "yaxis": {**axis, "showline": False},
            "legend": {
                **legend,
                "font": {"color": theme.muted, "size": 13},
                "itemclick": False,
                "itemdoubleclick": False,
            },
            "separators": ".,",
            "dragmode": False,
        }
    )


STEADY = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
"""Of marks: a click must not fade the others."""


@cache
def _plain_template(theme: Theme) -> dict[str, Any]:
    return dict(template(theme).to_plotly_json())


def as_figure(theme: Theme, traces: Sequence[dict[str, Any]], layout: dict[str, Any], *, height: int) -> go.Figure:
    """A figure of plain dictionaries in this theme, taken as they are (charts.sketch)."""
    ground = {"height": height, "template": _plain_template(theme), "paper_bgcolor": theme.paper}
    return sketch({"data": list(traces), "layout": {**ground, **layout}})


def blank(theme: Theme, message: str) -> go.Figure:
    """A figure for an empty frame: it says so instead of showing bare axes."""
    fig = go.Figure(layout={"height": 120, "template": template(theme), "paper_bgcolor": theme.paper})
    fig.update_xaxes(visible=False).update_yaxes(visible=False)
    return fig.add_annotation(
        text=message, showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper", font={"color": theme.muted}
    )
