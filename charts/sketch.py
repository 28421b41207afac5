"""A figure as plain dictionaries, taken as they are; Plotly's own object is made of them when somebody asks for one.

Plotly's objects check and copy each property when they are made: a quarter of a page's server time, for figures that
are only written as JSON. The tests ask for Plotly's object, which checks what a chart wrote.
"""

from collections.abc import Mapping
from typing import Any, cast

import plotly.graph_objects as go


class _Sketch:
    """Stands for a go.Figure: whatever is asked of it is asked of the figure."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.sketched: Mapping[str, Any] | None = values
        self._figure: go.Figure | None = None

    def made(self) -> go.Figure:
        """Plotly's object; what changes from now on is changed there."""
        if self._figure is None:
            self._figure, self.sketched = go.Figure(self.sketched, _validate=False), None
        return self._figure

    def __getattr__(self, name: str) -> Any:
        """Whatever a figure has."""
        return getattr(self.made(), name)

    def __getitem__(self, name: str) -> Any:
        """Whatever a figure has."""
        return self.made()[name]

    def __eq__(self, other: object) -> bool:
        """As figures are equal."""
        return bool(self.made() == (other.made() if isinstance(other, _Sketch) else other))

    __hash__ = object.__hash__


def sketch(values: Mapping[str, Any]) -> go.Figure:
    """A figure of data, layout and, if it has any, frames. Nobody may change these in place."""
    return cast("go.Figure", _Sketch(values))


def plain(fig: go.Figure) -> dict[str, Any]:
    """A figure as plain dictionaries, to make another one of: not to be changed in place, as they are its own.

    Plotly's `to_plotly_json` copies every mark, and so does a new figure: once is enough.
    """
    if isinstance(fig, _Sketch):
        if fig.sketched is not None:
            return dict(fig.sketched)
        fig = fig.made()
    if fig.frames:
        return dict(fig.to_plotly_json())
    return {"data": [dict(trace._props) for trace in fig.data], "layout": dict(fig.layout._props)}
