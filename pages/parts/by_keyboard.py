"""What a click on a mark does, without a mouse: the marks of a chart as a list."""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from domain.selection import Selection
from pages.parts import reader
from pages.parts.choosing import choose_one, place_labels


def codes(fig: go.Figure) -> list[str]:
    """The codes that the marks of a figure carry, each once, in the order in which they are drawn."""
    return list(dict.fromkeys(code for trace in fig.data for code in _of(trace)))


def _of(trace: Any) -> Iterator[str]:
    plain = trace.to_plotly_json()
    for column in (plain.get("locations"), plain.get("customdata")):
        for code in () if column is None else column:
            texts = [code] if isinstance(code, str) else [c for c in code if isinstance(c, str)]
            if one := next(iter(texts), ""):
                yield one


def open_place(fig: go.Figure, key: str, selection: Selection) -> None:
    """Beside a map: a list of its countries and territories, A–Z; choosing one opens its page."""
    marks = set(codes(fig))
    labels = {c: n for c, n in place_labels(marks).items() if c in marks}
    if labels:
        choose_one(
            reader.t("Open the page of a country or territory"),
            labels,
            index=None,
            format_func=labels.__getitem__,
            placeholder=reader.t("Choose one, or click it on the map"),
            key=f"open_{key}",
            on_change=lambda: reader.go_to(reader.widget_value(f"open_{key}")),
        )
    reader.follow_click(selection)
