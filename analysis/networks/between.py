"""Who stands between the others, and how sure that is when some of the ties were never seen."""

import random
from dataclasses import dataclass

import rustworkx as rx

from analysis.networks.graph import Graph, graph

TOP = 5
"""So many are named as the first."""
LOST, DRAWS, SEED = 0.1, 200, 1
"""Part of the ties that is left out at random, how often, and from which seed."""
MOST_FOR_DRAWS = 1000
"""Above so many nodes nothing is left out at random: it would take minutes."""
_ALONE = 10**6
"""rustworkx adds up in one thread below so many nodes: in the same order each time."""


def betweenness(network: Graph) -> dict[str, float]:
    """Node → the part of the shortest ways between pairs of others that lead through it, 0 to 1 (Freeman 1977)."""
    found = rx.betweenness_centrality(network.rx, normalized=True, parallel_threshold=_ALONE)
    return {node: round(found[i], 12) for i, node in enumerate(network.nodes)}


def cut_points(network: Graph) -> tuple[str, ...]:
    """Nodes without which their part falls into pieces (articulation points), in order."""
    return tuple(network.nodes[i] for i in sorted(rx.articulation_points(network.rx)))


def first(scores: dict[str, float], most: int = TOP) -> tuple[str, ...]:
    """The highest scores above zero, the highest first, ties by name."""
    some = [node for node, score in scores.items() if score > 0]
    return tuple(sorted(some, key=lambda node: (-scores[node], node))[:most])


@dataclass(frozen=True)
class Steadiness:
    """`shares`: node → in which part of the draws it is among the first; `draws`: how many were made."""

    shares: dict[str, float]
    draws: int


def steadiness(network: Graph, draws: int = DRAWS, lost: float = LOST) -> Steadiness:
    """How often each node is among the first five when a tenth of the ties is missing, as some always are.

    No draw is made of a network without ties, or of one with more than MOST_FOR_DRAWS nodes.
    """
    ties, kept = list(network.ties), round(len(network.ties) * (1 - lost))
    if not kept or len(network.nodes) > MOST_FOR_DRAWS:
        return Steadiness({}, 0)
    chance, counts = random.Random(SEED), dict.fromkeys(network.nodes, 0)  # noqa: S311 - no secret
    for _ in range(draws):
        seen = graph(network.nodes, chance.sample(ties, kept))
        for node in first(betweenness(seen)):
            counts[node] += 1
    return Steadiness({node: n / draws for node, n in counts.items()}, draws)
