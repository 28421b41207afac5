"""A finished map on the boundaries in use: the operator's file if there is one, disputed areas drawn apart."""

import plotly.graph_objects as go

from charts.maps.disputed import describe, shown, with_disputed
from charts.theme import Theme
from data_access.places.boundaries import boundaries
from domain.words import Words


def on_boundaries(fig: go.Figure, words: Words, theme: Theme) -> tuple[go.Figure, str]:
    """Every map of pages and shell goes through here once; and the disputed areas that it shows, in words."""
    drawn = boundaries()
    dressed = with_disputed(fig, drawn.disputed, words=words, theme=theme, address=drawn.address)
    return dressed, describe(shown(fig, drawn.disputed), words)
