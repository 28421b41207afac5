"""A finished map on the boundaries in use: the operator's file if there is one, disputed areas drawn apart."""

from charts.drawn import Drawn
from charts.maps.disputed import with_disputed
from charts.theme import Theme
from data_access.places.boundaries import boundaries
from domain.words import Words


def on_boundaries(drawn: Drawn, words: Words, theme: Theme) -> Drawn:
    """Every map of pages and shell goes through here once; the disputed areas that it shows are said too."""
    used = boundaries()
    return with_disputed(drawn, used.disputed, words=words, theme=theme, address=used.address)
