"""Marks that distinguish series without their colours."""

from typing import Any

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "star", "triangle-down", "hexagon", "pentagon", "x")
SIGNS = ("●", "■", "◆", "▲", "✚", "★", "▼", "⬢", "⬟", "✖")
"""The same marks as letters, for names beside lines."""
_EVERY, _SIZE = 6, 8


def shaped(trace: dict[str, Any], position: int) -> dict[str, Any]:
    """The trace with the mark of its place among the series; zero stays an open circle, as everywhere.

    A long line whose marks are left out shows every sixth, shifted by its place, so that two lines' marks rarely meet.
    """
    marker = trace["marker"]
    shape = SHAPES[position % len(SHAPES)]
    symbols = [shape if s == "circle" else s for s in marker["symbol"]]
    shown = [size > 0 or (i + position) % _EVERY == 0 for i, size in enumerate(marker["size"])]
    sizes = [max(size, _SIZE) if seen else 0 for size, seen in zip(marker["size"], shown, strict=True)]
    return {**trace, "marker": {**marker, "symbol": symbols, "size": sizes}}
