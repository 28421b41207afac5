"""Communities: parts of a network with more ties inside than chance would give (modularity, Leiden algorithm)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import graspologic_native as native

from analysis.networks.graph import Graph

SEEDS = 50
"""The algorithm begins at random: so many beginnings are tried, and the best result is taken."""
STEADY = 0.9
"""Below this mean similarity of the results the communities are not stable: another beginning gives others."""


@dataclass(frozen=True)
class Communities:
    """`groups`: the members of each, named by the one with the most ties (its first), the largest first.

    `quality`: modularity Q of the best result. `similarity`: mean normalised mutual information of the 50 results with
    the best one, 1 where all agree. Nodes without a tie are in no community.
    """

    groups: Mapping[str, tuple[str, ...]]
    quality: float
    similarity: float

    @property
    def steady(self) -> bool:
        """Whether other beginnings give much the same."""
        return self.similarity >= STEADY

    def of(self) -> dict[str, str]:
        """Node → the name of its community."""
        return {node: name for name, members in self.groups.items() for node in members}


def communities(network: Graph, seeds: int = SEEDS) -> Communities:
    """The best of so many runs of Leiden (Traag, Waltman and van Eck 2019), and how much the others agree with it."""
    if not network.ties:
        return Communities({}, 0.0, 1.0)
    edges = [(a, b, 1.0) for a, b in network.ties]
    tied = [node for node in network.nodes if network.degrees[node]]
    found: list[tuple[float, list[int]]] = []
    for seed in range(seeds):
        quality, of = native.leiden(
            edges=edges,
            starting_communities=None,
            resolution=1.0,
            randomness=0.001,
            iterations=10,
            use_modularity=True,
            seed=seed,
            trials=1,
        )
        found.append((round(float(quality), 9), [of[node] for node in tied]))
    quality, best = max(found, key=lambda one: one[0])
    same = [similarity(best, other) for _, other in found]
    return Communities(_named(network, tied, best), quality, sum(same) / len(same))


def _named(network: Graph, tied: Sequence[str], parts: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """Numbers of communities change from run to run: each is named by its member with the most ties."""
    members: dict[int, list[str]] = {}
    for node, part in zip(tied, parts, strict=True):
        members.setdefault(part, []).append(node)
    named = {
        max(some, key=lambda node: (network.degrees[node], node)): tuple(sorted(some)) for some in members.values()
    }
    return dict(sorted(named.items(), key=lambda one: (-len(one[1]), one[0])))


def modularity(network: Graph, groups: Iterable[Iterable[str]]) -> float:
    """Q of a division into parts: ties inside beyond what the degrees alone would give (Newman and Girvan 2004)."""
    m = len(network.ties)
    part = {node: i for i, group in enumerate(groups) for node in group}
    inside = sum(part[a] == part[b] for a, b in network.ties)
    sums: dict[int, int] = {}
    for node, group in part.items():
        sums[group] = sums.get(group, 0) + network.degrees[node]
    return inside / m - sum(s * s for s in sums.values()) / (4 * m * m)


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """Normalised mutual information of two divisions of the same nodes: 1 equal, 0 independent."""
    n = len(one)
    both, left, right = Counter(zip(one, other, strict=True)), Counter(one), Counter(other)
    shared = sum(c / n * log(c * n / (left[a] * right[b])) for (a, b), c in both.items())
    spread = _entropy(left, n) + _entropy(right, n)
    return 1.0 if not spread else max(0.0, min(1.0, 2 * shared / spread))


def _entropy(counts: Mapping[int, int], n: int) -> float:
    return -sum(c / n * log(c / n) for c in counts.values())
