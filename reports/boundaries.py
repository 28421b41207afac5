"""A finished map on the boundaries in use: the operator's file if there is one, disputed areas drawn apart."""

import plotly.graph_objects as go

from charts.disputed import describe, shown, with_disputed
from charts.theme import Theme
from data_access.boundaries import boundaries


def on_boundaries(fig: go.Figure, theme: Theme) -> go.Figure:
    """Every map of pages and shell goes through here once, whatever its form."""
    held = boundaries()
    return with_disputed(fig, held.disputed, theme, address=held.address)


def in_words(fig: go.Figure) -> str:
    """The areas that a map draws apart, for its alt text; '' for none."""
    return describe(shown(fig, boundaries().disputed))
