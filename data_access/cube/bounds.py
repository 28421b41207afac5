"""How large an answer may become, estimated from what is known before any of it is made."""

from collections.abc import Mapping
from math import prod

from domain.errors import TooFine

MOST_CELLS = 250_000
"""Of a cross table or grid, where every side meets every other: a page took up to 650 bytes a cell (measured)."""
MOST_ROWS = 1_000_000
"""Of cells with records, which are plain rows."""


def check(sizes: Mapping[str, int], *, most: int | None, records: int | None = None) -> None:
    """Raises TooFine where the sides multiply to more cells than allowed.

    `sizes`: dimension → how many members it has. `records`: where only cells with records are made, their number
    bounds the cells. `most` is None where an operator lifts the bound.
    """
    cells = prod(max(n, 1) for n in sizes.values())
    if records is not None:
        cells = min(cells, records)
    if most is not None and cells > most:
        raise TooFine(cells, most, dict(sizes))
