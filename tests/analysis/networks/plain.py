"""Slow twins in plain Python, and small networks to try them on."""

from collections import deque
from itertools import combinations

import networkx as nx
from hypothesis import strategies as st

from analysis.networks.graph import Graph, graph

NAMES = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20)
SMALL = st.builds(graph, st.sets(st.sampled_from(NAMES), min_size=2), PAIRS)


def known(found: nx.Graph) -> Graph:
    """A network of networkx."""
    return graph(map(str, found.nodes), ((str(a), str(b)) for a, b in found.edges))


def steps(network: Graph, start: str) -> dict[str, int]:
    """Node → steps from the start, of those that a way leads to."""
    found, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for a, b in network.ties:
            for one, other in ((a, b), (b, a)):
                if one == here and other not in found:
                    found[other] = found[here] + 1
                    waiting.append(other)
    return found


def ways(network: Graph, start: str, end: str) -> list[list[str]]:
    """All shortest ways between two nodes."""
    far = steps(network, start)
    if end not in far:
        return []
    if start == end:
        return [[start]]
    tied = {a if b == end else b for a, b in network.ties if end in (a, b)}
    return [
        [*way, end] for before in sorted(tied) if far[before] == far[end] - 1 for way in ways(network, start, before)
    ]


def between(network: Graph) -> dict[str, float]:
    found = dict.fromkeys(network.nodes, 0.0)
    for start, end in combinations(network.nodes, 2):
        every = ways(network, start, end)
        for way in every:
            for node in way[1:-1]:
                found[node] += 1 / len(every)
    n = len(network.nodes)
    pairs = (n - 1) * (n - 2) / 2
    return {node: score / pairs if pairs else 0.0 for node, score in found.items()}


def apart(network: Graph) -> float:
    pairs = list(combinations(network.nodes, 2))
    return sum(b not in steps(network, a) for a, b in pairs) / len(pairs) if pairs else 0.0


def far(network: Graph) -> float:
    pairs = list(combinations(network.nodes, 2))
    near = sum(1 / steps(network, a)[b] for a, b in pairs if b in steps(network, a))
    return 1 - near / len(pairs) if pairs else 0.0
