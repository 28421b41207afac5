"""Words that every chart shares: what a cell's figure reads like."""

from html import escape

from domain.cells import LABELS, CellState
from domain.words import Words


def cell_text(value: float | None, state: str, unit: str, words: Words) -> str:
    """'1,204 seizures', or why there is no figure."""
    if state == CellState.VALUE and value is not None:
        return f"{words.number(value)} {unit}"
    return LABELS[CellState(state)]


def shortened(label: str, size: int = 30) -> str:
    """A label that fits beside a bar, with the signs escaped that Plotly would read as markup."""
    return escape(label if len(label) <= size else label[: size - 1].rstrip() + "…", quote=False)
