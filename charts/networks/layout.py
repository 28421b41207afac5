"""Where the nodes of a network stand: part by part, in pixels, so that no two labels touch.

ForceAtlas2 (Jacomy and others 2014) separates best where ties cross, but lets small parts drift far away: each part is
laid out by itself, and the parts stand in rows, the largest first. Labels are then moved apart as rectangles, downwards
rather than to the sides, as a page can grow longer and not wider. The same network gives the same places each time.
"""

import math
from collections.abc import Iterable, Sequence

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]
WIDE = 1080
"""Pixels from left to right."""
_LETTER, _LINE, _ROOM = 6.4, 15.0, 4.0
"""Pixels of a letter and a line of labels, and between two boxes."""
_SIDE, _GAP = 69.0, 40.0
"""Pixels of the side of a part by the root of its nodes, and between parts."""
_FLAT = 2.0
"""How much wider than high a part is: pages are wide, and labels too."""
_STEPS, _PUSHES, _TALLER = 300, 60, 1.06


def radius(degree: int) -> float:
    """Pixels of the mark of a node with so many ties."""
    return 4 + 2.2 * math.sqrt(degree)


def boxes(labels: Sequence[str], degrees: Sequence[int]) -> Places:
    """Width and height of each mark with its label below it, '' for none."""
    return np.array(
        [
            (max(2 * radius(d), _LETTER * len(label) + 4 if label else 0.0), 2 * radius(d) + (_LINE if label else 0.0))
            for label, d in zip(labels, degrees, strict=True)
        ]
    ).reshape(-1, 2)


def places(nodes: Sequence[str], ties: Iterable[tuple[str, str]], size: Places, wide: float = WIDE) -> Places:
    """The middle of each box (x, y in pixels, y downwards, from 0), none over another. size: see `boxes`."""
    if not len(nodes):
        return np.zeros((0, 2))
    rough = _in_parts(nodes, ties, wide)
    found = spread(np.array([rough[node] for node in nodes]), size, wide)
    return np.asarray(found - (found - size / 2).min(axis=0))


def _in_parts(nodes: Sequence[str], ties: Iterable[tuple[str, str]], wide: float) -> dict[str, tuple[float, float]]:
    """A place for each node: parts in rows, the largest first."""
    whole = nx.Graph()
    whole.add_nodes_from(sorted(nodes))
    whole.add_edges_from(sorted(tuple(sorted(tie)) for tie in ties))
    found: dict[str, tuple[float, float]] = {}
    x = y = row = 0.0
    for part in sorted(nx.connected_components(whole), key=lambda part: (-len(part), min(part))):
        inside, width, height = _part(whole, sorted(part), wide)
        if x and x + width > wide:
            x, y, row = 0.0, y + row + _GAP, 0.0
        found |= {node: (x + width / 2 + a, y + height / 2 + b) for node, (a, b) in inside.items()}
        x, row = x + width + _GAP, max(row, height)
    return found


def _part(whole: nx.Graph, part: list[str], wide: float) -> tuple[dict[str, tuple[float, float]], float, float]:
    """The places in one part around its middle, with its width and height. Three and fewer stand in a line."""
    n = len(part)
    if n <= 3:
        return {node: (i * 70.0 - 35 * (n - 1), 0.0) for i, node in enumerate(part)}, 70.0 * n + 60, 40.0
    own = nx.Graph()  # nodes and ties in order: the layout hangs on it
    own.add_nodes_from(part)
    own.add_edges_from(sorted(tuple(sorted(tie)) for tie in whole.subgraph(part).edges))
    laid = np.array(list(nx.forceatlas2_layout(own, max_iter=_STEPS, scaling_ratio=4, seed=1).values()))
    span = np.ptp(laid, axis=0)
    scaled = (laid - laid.min(axis=0)) / np.where(span > 0, span, 1) - 0.5
    height = _SIDE * math.sqrt(n)
    width = min(wide, height * _FLAT)
    return (
        {node: (float(a * width), float(b * height)) for node, (a, b) in zip(part, scaled, strict=True)},
        width,
        height,
    )


def spread(middles: Places, size: Places, wide: float = WIDE, most: int = 200) -> Places:
    """Boxes moved apart until none lies over another, between 0 and `wide`; where there is no room, the whole grows
    longer. A box wider than the page stays as it is.
    """
    at, half = middles.astype(float).copy(), (size + _ROOM) / 2
    need, side = half[:, None] + half[None], size[:, 0] / 2
    order = np.sign(np.subtract.outer(np.arange(len(at)), np.arange(len(at))))
    at[:, 0] -= (at[:, 0] - side).min()
    at[:, 0] *= min(1.0, wide / (at[:, 0] + side).max())
    right = np.maximum(wide - side, side)
    at[:, 0] = np.clip(at[:, 0], side, right)
    for _ in range(most):
        for _ in range(_PUSHES):
            apart = at[:, None] - at[None]
            over = need - np.abs(apart)
            hit = (over > 0.01).all(axis=2)
            np.fill_diagonal(hit, val=False)
            if not hit.any():
                return at
            sign = np.where(apart == 0, order[..., None], np.sign(apart))
            across = over[..., 0] <= over[..., 1]
            at[:, 0] += np.where(hit & across, sign[..., 0] * over[..., 0] * 0.3, 0).sum(axis=1)
            at[:, 0] = np.clip(at[:, 0], side, right)
            at[:, 1] += np.where(hit & ~across, sign[..., 1] * over[..., 1] * 0.3, 0).sum(axis=1)
        at[:, 1] *= _TALLER
    return at
