"""A chart is its figure and what the figure shows in words: neither goes without the other."""

from dataclasses import dataclass, replace
from typing import Self

import plotly.graph_objects as go


@dataclass(frozen=True, eq=False)
class Drawn:
    """`figure`: None where a table is the picture. `alt`: what it shows, for who cannot see it (WCAG 2.2, 1.1.1)."""

    figure: go.Figure | None
    alt: str

    def saying(self, *sentences: str) -> Self:
        """The same figure, and more said of it."""
        return replace(self, alt=" ".join([self.alt, *sentences]))
