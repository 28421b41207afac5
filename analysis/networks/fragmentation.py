"""What falls apart when nodes are taken out: fragmentation, and the sets whose removal breaks most (Borgatti 2006).

F counts pairs that no way connects any more, DF weighs the others by their distance. After a removal both are of the
nodes that are left. Both go from 0 (all tied to all, for F: all connected) to 1 (nobody connected).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import rustworkx as rx

from analysis.networks.between import betweenness, cut_points, first
from analysis.networks.graph import Graph

LEAST = 20
"""Linked nodes from which on removals mean something: of fewer, cutting off a single one moves F by over a tenth
(2 of n), and one tie that nobody saw changes the answer.
"""
WHOLE = 300
"""Up to so many nodes each is tried; of more only cut points and the 50 that stand most between others."""
SETS, SWAPS = 3, 20
"""Size of a key set, and rounds of swaps at most."""
Measure = Callable[[Graph], float]


def fragmentation(network: Graph) -> float:
    """F: the part of the pairs of nodes that no way connects; 0 for fewer than two nodes."""
    n = len(network.nodes)
    sizes = [len(part) for part in rx.connected_components(network.rx)]
    return 0.0 if n < 2 else 1 - sum(s * (s - 1) for s in sizes) / (n * (n - 1))


def distance_fragmentation(network: Graph) -> float:
    """DF: 1 less the mean of 1/distance over all pairs; 0 for fewer than two nodes."""
    n = len(network.nodes)
    if n < 2:
        return 0.0
    distances = network.distances.copy()
    np.fill_diagonal(distances, np.inf)
    return float(1 - (1 / distances).sum() / (n * (n - 1)))


@dataclass(frozen=True, kw_only=True)
class Removal:
    """What is left without one node: parts, how many the largest has, F and DF of what is left."""

    node: str
    parts: int
    largest: int
    f: float
    df: float


def candidates(network: Graph, among: Iterable[str] | None = None) -> tuple[str, ...]:
    """The nodes whose removal is tried: all of a network that is not large (WHOLE), or those of them that are given."""
    if len(network.nodes) <= WHOLE:
        tried: set[str] = set(network.nodes)
    else:
        tried = {*cut_points(network), *first(betweenness(network), 50)}
    return tuple(sorted(tried if among is None else tried & set(among)))


def removals(network: Graph, among: Iterable[str] | None = None) -> list[Removal]:
    """Each candidate taken out by itself, the one that breaks most (F, then DF) first."""
    found = []
    for node in candidates(network, among):
        left = network.without([node])
        parts = left.components
        sizes = (len(parts), len(parts[0]) if parts else 0)
        f, df = fragmentation(left), distance_fragmentation(left)
        found.append(Removal(node=node, parts=sizes[0], largest=sizes[1], f=f, df=df))
    return sorted(found, key=lambda one: (-round(one.f, 12), -round(one.df, 12), one.node))


@dataclass(frozen=True, kw_only=True)
class KeySet:
    """The set of nodes whose removal breaks most, and the measure before and after it."""

    nodes: tuple[str, ...]
    before: float
    after: float


def key_set(network: Graph, measure: Measure, size: int = SETS, among: Iterable[str] | None = None) -> KeySet:
    """The best set found by adding the best node, one after the other, and then swapping while it gains.

    The best set need not hold the best single nodes: two of these may break the same tie. It is the best that was
    found, not proved to be the best there is.
    """
    tried = candidates(network, among)
    chosen: list[str] = []
    while len(chosen) < min(size, len(tried)):
        chosen.append(_best(network, measure, chosen, tried)[0])
    score = measure(network.without(chosen))
    for _ in range(SWAPS):
        swapped = _swapped(network, measure, chosen, tried, score)
        if swapped is None:
            break
        chosen, score = swapped
    return KeySet(nodes=tuple(sorted(chosen)), before=measure(network), after=score)


def _best(network: Graph, measure: Measure, chosen: Sequence[str], tried: Sequence[str]) -> tuple[str, float]:
    """The node that adds most to a set, ties by name."""
    scores = {node: measure(network.without([*chosen, node])) for node in tried if node not in chosen}
    return max(scores.items(), key=lambda one: (round(one[1], 12), [-ord(c) for c in one[0]]))


def _swapped(
    network: Graph, measure: Measure, chosen: Sequence[str], tried: Sequence[str], score: float
) -> tuple[list[str], float] | None:
    """The set with one node changed for a better one; null where no change gains."""
    for gone in sorted(chosen):
        others = [node for node in chosen if node != gone]
        node, gained = _best(network, measure, others, tried)
        if gained > score + 1e-9:
            return [*others, node], gained
    return None
